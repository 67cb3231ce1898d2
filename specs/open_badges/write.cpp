#include <algorithm>

#include "base/encoding.h"
#include "open_badges/write_detail.h"
#include "vcdm/vcdm.h"

namespace credenza::open_badges {

using learning_record::Evidence;
using learning_record::LearningRecord;
using learning_record::Organisation;

namespace {

constexpr std::string_view k_education_schemas =
    "https://raw.githubusercontent.com/educredentials/obv3-examples/refs/heads/main/schemas/";
constexpr std::string_view k_schema_type = "1EdTechJsonSchemaValidator2019";

/// Whether a value of a record's JSON form says nothing.
bool says_nothing(const Json& value) {
  return value.is_string() ? value.get_ref<const std::string&>().empty() : value.empty();
}

}  // namespace

namespace detail {

void Writer::keep(std::string_view where, Json value) {
  if (says_nothing(value)) return;
  rest_[Json::json_pointer(std::string(where))] = std::move(value);
}

void Writer::keep_whole(const char* name) {
  const auto found = form().find(name);
  if (found != form().end()) keep("/" + std::string(name), *found);
}

const Json& Writer::form() {
  if (!form_) form_ = learning_record::to_json(record_);
  return *form_;
}

std::string Writer::text(const LanguageMap& map, std::string_view language,
                         const std::string& where) {
  if (map.empty()) return {};
  const auto exact = map.find(language);
  const auto chosen = exact != map.end() ? exact : map.begin();
  if (chosen->first != language) {
    lose(where, "the language of this text cannot be said");
  }
  for (const auto& [tag, other] : map) {
    if (tag != chosen->first)
      lose(where + "/" + json::pointer_token(tag), "there is room for one language only");
  }
  return chosen->second;
}

std::string Writer::main_text(const LanguageMap& map, const std::string& where) {
  const auto main = map.find(record_.achievement.language);
  if (main == map.end()) return in_achievement(map, where);
  Json others = Json::object();
  for (const auto& [tag, other] : map) {
    if (tag != main->first) others[tag] = other;
  }
  keep(where, std::move(others));
  return main->second;
}

Json Writer::profile(const Organisation& body, const std::string& id, const std::string& where) {
  Json out = Json::object();
  out["id"] = id;
  out["type"] = {"Profile"};
  put(out, "name", text(body.name, "", where + "/name"));
  put(out, "url", body.url);
  if (!body.country.empty())
    out["address"] = {{"type", {"Address"}}, {"addressCountryCode", body.country}};
  for (std::size_t i = 0; i < body.identifiers.size(); ++i) {
    const auto& [scheme, value] = body.identifiers[i];
    const bool known = is_identifier_type(scheme);
    if (!known && !is_extension_word(scheme)) {
      lose(where + "/identifiers/" + std::to_string(i),
           "the name of its scheme has to be letters and digits");
      continue;
    }
    out["otherIdentifier"].push_back(
        {{"type", "IdentifierEntry"},
         {"identifier", value},
         {"identifierType", known ? scheme : std::string(k_extension) + scheme}});
  }
  return out;
}

Json Writer::issuer() {
  const Organisation& body = record_.awarding_body;
  const std::string& id = options_.issuer.empty() ? body.id : options_.issuer;
  if (!body.id.empty() && body.id != id)
    lose("/awarding_body/id", "the id is that of the one who signs");
  return profile(body, id, "/awarding_body");
}

std::string Writer::missing_for_profile() const {
  const learning_record::Achievement& from = record_.achievement;
  const learning_record::Assessment& assessment = record_.assessment;
  std::string out;
  const auto need = [&out](bool present, const char* what) {
    if (!present) out += (out.empty() ? "" : ", ") + std::string(what);
  };
  need(!from.title.empty(), "title");
  need(!from.description.empty(), "description");
  need(!from.image.empty(), "image");
  need(!from.criteria.empty(), "criteria");
  need(!from.language.empty(), "language");
  need(!assessment.result_scale.empty(), "result_scale");
  need(!assessment.grade.empty(), "grade");
  if (record_.profile == "extracurricular") return out;
  need(!from.outcomes.empty() || !from.levels.empty(), "outcomes or levels");
  need(from.workload.half_ects.has_value() != from.workload.sbu.has_value(), "workload");
  if (record_.profile == "regular") {
    need(is_exact_number(from.programme_code), "programme_code (a number)");
    return out;
  }
  need(!assessment.type.empty(), "type of assessment");
  need(!assessment.supervision.empty(), "supervision");
  need(assessment.identity_checked.has_value(), "identity_checked");
  need(!from.participation.empty(), "participation");
  return out;
}

/// A credential names the schemas that it keeps to (VCDM 2.0 §4.11). That of the profile is also
/// where the profile is read from. That of Open Badges is not among them: its `proof` is a list and
/// its `credentialStatus` one object, where an issuer who can suspend and replace needs several
/// (docs/adr/0025).
Json Writer::schemas() {
  Json out = Json::array();
  const auto add = [&out](const std::string& id) {
    out.push_back({{"id", id}, {"type", k_schema_type}});
  };
  const std::string& profile = record_.profile;
  if (profile.empty()) return out;
  if (profile != "microcredential" && profile != "regular" && profile != "extracurricular") {
    lose("/profile", "there is no schema of this name");
    return out;
  }
  const std::string missing = missing_for_profile();
  if (!missing.empty()) {
    lose("/profile",
         "the schema of this profile also asks for " + missing + ", so it cannot be named");
    return out;
  }
  const std::string stem = std::string(k_education_schemas) + profile;
  add(stem + ".json");
  if (profile != "extracurricular")
    add(stem + (record_.achievement.workload.sbu ? "_sbu.json" : "_ects.json"));
  return out;
}

/// VCDM 2.0 §5.3: a related resource has an id and a digest, and each id stands once.
void Writer::add_related(Json& credential, const std::string& id, const std::string& digest,
                         const std::string& media_type) {
  const auto bytes = from_hex(digest);
  if (!bytes) return;
  Json& related = credential["relatedResource"];
  for (const Json& other : related) {
    if (other["id"] == id) return;
  }
  Bytes multihash{k_sha256_multihash[0], k_sha256_multihash[1]};
  multihash.insert(multihash.end(), bytes->begin(), bytes->end());
  Json resource = {{"id", id}, {"digestMultibase", "u" + to_base64url(multihash)}};
  put(resource, "mediaType", media_type);
  related.push_back(std::move(resource));
}

/// A document is named by its digest (RFC 6920), because it is nowhere to be fetched.
void Writer::add_evidence(Json& credential) {
  for (std::size_t i = 0; i < record_.evidence.size(); ++i) {
    const Evidence& evidence = record_.evidence[i];
    const auto digest = from_hex(evidence.digest);
    Json out = Json::object();
    if (digest && !digest->empty()) {
      const std::string id = std::string(k_named_information) + to_base64url(*digest);
      out["id"] = id;
      add_related(credential, id, evidence.digest, evidence.media_type);
    } else {
      lose("/evidence/" + std::to_string(i), "has no digest by which it can be named");
    }
    out["type"] = {"Evidence"};
    put(out, "name", evidence.name);
    credential["evidence"].push_back(std::move(out));
  }
}

void Writer::keep_what_all_types_share() {
  if (!record_.co_signers.empty()) keep_whole("co_signers");
  if (!record_.notes.empty()) keep_whole("notes");
  if (!(record_.replaces == learning_record::Reference{})) keep_whole("replaces");
}

Json Writer::contexts() const {
  Json out = {vcdm::k_context_v2, k_context, k_education_context};
  Json own = Json::object();
  if (!rest_.empty()) own[k_rest] = {{"@id", k_rest_iri}, {"@type", "@json"}};
  if (says_date_) own[k_result_date] = {{"@id", k_result_date_iri}, {"@type", k_xsd_date}};
  if (says_method_) own[k_result_method] = {{"@id", k_result_method_iri}};
  if (!own.empty()) out.push_back(std::move(own));
  return out;
}

Json Writer::frame(const char* type, std::string name, Json subject) {
  Json out = Json::object();
  out["@context"] = nullptr;
  out["id"] = options_.id;
  out["type"] = {"VerifiableCredential", type};
  put(out, "name", name);
  out["issuer"] = issuer();
  const std::optional<Instant> from = record_.valid_from ? record_.valid_from : options_.valid_from;
  if (from) out["validFrom"] = format_instant(*from);
  if (record_.valid_until) out["validUntil"] = format_instant(*record_.valid_until);
  if (record_.awarded) out["awardedDate"] = format_date(*record_.awarded) + "T00:00:00Z";
  out["credentialSubject"] = std::move(subject);
  return out;
}

Rendering Writer::finish(Json credential) {
  credential["@context"] = contexts();
  if (!rest_.empty()) {
    rest_["type"] = record_.type;
    credential[k_rest] = std::move(rest_);
  }
  return {std::move(credential), std::move(losses_)};
}

Rendering Writer::achievement_credential() && {
  Json subject_node = subject();
  std::string name = subject_node["achievement"].value("name", "");
  Json out = frame("OpenBadgeCredential", std::move(name), std::move(subject_node));
  // Wallets that know nothing of us show this text; the notes themselves are in our own member.
  put(out, "description",
      std::string(learning_record::in_language(record_.notes, record_.achievement.language)));
  if (Json named = schemas(); !named.empty()) out["credentialSchema"] = std::move(named);
  add_evidence(out);
  keep_what_all_types_share();
  return finish(std::move(out));
}

}  // namespace detail

Rendering to_credential(const LearningRecord& record, const Options& options) {
  detail::Writer writer(record, options);
  if (record.type == detail::k_endorsement) return std::move(writer).endorsement_credential();
  return std::move(writer).achievement_credential();
}

}  // namespace credenza::open_badges
