#include <algorithm>

#include "issuer/template.h"
#include "open_badges/open_badges.h"
#include "vcdm/vcdm.h"

namespace credenza::issuer {
namespace {

constexpr std::string_view k_sample_id = "urn:uuid:00000000-0000-4000-8000-000000000000";

/// How many wrong members are named; a template with more is no template.
constexpr std::size_t k_most_problems = 50;

struct Tried {
  bool readable;  ///< whether the members are of the right form; if not, no row will ever do
  std::vector<Error> findings;
};

/// A member that cannot be read is named and taken out, so that the next one is found too.
Result<learning_record::LearningRecord> read_all(const Template& form, Json sample,
                                                 std::vector<Error>& problems) {
  for (;;) {
    const auto text = json::to_document(sample);
    if (!text) return text.error();
    auto record = learning_record::from_json(text->root());
    if (record || problems.size() == k_most_problems) return record;
    Error error = record.error();
    const Json::json_pointer at(error.where);
    const bool told = std::any_of(problems.begin(), problems.end(), [&error](const Error& p) {
      return error.where == p.where || p.where.starts_with(error.where + "/");
    });
    if (told || error.where.empty() || !sample.contains(at)) {
      if (!told) problems.push_back(error);
      return error;
    }
    if (const Hole* hole = form.hole_at(error.where); hole != nullptr && hole->map.empty()) {
      error.detail = "column " + hole->column + " cannot fill this: " + error.detail;
    }
    Json& parent = sample[at.parent_pointer()];
    if (parent.is_array()) {
      parent.erase(static_cast<std::size_t>(std::stoul(at.back())));
    } else {
      parent.erase(at.back());
    }
    problems.push_back(std::move(error));
  }
}

Tried try_out(const Template& form, const learning_record::Organisation& body, bool with_optional) {
  Json sample = form.sample(with_optional);
  const bool own = !sample.contains("awarding_body");
  std::vector<Error> findings;
  auto record = read_all(form, std::move(sample), findings);
  if (!record || !findings.empty()) {
    if (findings.empty()) findings.push_back(record.error());
    return {false, std::move(findings)};
  }
  if (own) record->awarding_body = body;
  record->awarding_body.id = body.id;
  // A sample is no IRI; whether a cell is one is seen with the list.
  if (form.hole_at("/endorsement/target/id") != nullptr)
    record->endorsement.target.id = k_sample_id;
  findings = learning_record::check(*record);
  const auto rendering = open_badges::to_credential(
      *record, {.id = std::string(k_sample_id), .issuer = body.id, .valid_from = Instant{}});
  const auto badge = json::to_document(rendering.credential);
  if (!badge) return {false, {badge.error()}};
  for (Error& error : open_badges::check_strictly(badge->root())) {
    error.where = "Open Badge " + error.where;
    findings.push_back(std::move(error));
  }
  return {true, std::move(findings)};
}

/// A column whose cells are all of one form, which the member cannot have.
bool never_fits(const Template& form, const Error& error) {
  const Hole* hole = form.hole_at(error.where);
  const bool of_one_form = hole != nullptr && hole->map.empty() && hole->type != CellType::text &&
                           hole->type != CellType::number;
  return of_one_form && error.code == Code::malformed;
}

/// Values of the maps that their members cannot have.
void check_maps(const Template& form, std::vector<Error>& out) {
  const Json sample = form.sample(true);
  for (const Hole& hole : form.holes()) {
    if (hole.use != HoleUse::record) continue;
    const Json::json_pointer at(form.pointer_of(hole, 0));
    for (const auto& [word, value] : hole.map) {
      Json tried = sample;
      tried[at] = value;
      const auto document = json::to_document(tried);
      if (!document) continue;
      const auto record = learning_record::from_json(document->root());
      if (!record) continue;
      for (Error& error : learning_record::check(*record)) {
        if (error.where != form.pointer_of(hole, 0) ||
            (error.code != Code::unsupported && error.code != Code::malformed))
          continue;
        error.detail = "column " + hole.column + " cannot fill this: " + error.detail;
        out.push_back(std::move(error));
        break;
      }
      if (out.size() >= k_most_problems) return;
    }
  }
}

/// The DID of the school among those who have to sign; empty when the template names none.
std::string school_of(const Json& record) {
  const auto signers = record.find("co_signers");
  if (signers == record.end() || !signers->is_array()) return {};
  for (const Json& signer : *signers) {
    if (!signer.is_object() || signer.value("role", Json()) != "school") continue;
    const Json id = signer.value("id", Json());
    return id.is_string() ? id.get<std::string>() : std::string();
  }
  return {};
}

}  // namespace

learning_record::Organisation stand_in_body(const Template& form) {
  learning_record::Organisation out;
  out.id = school_of(form.record());
  if (out.id.empty()) out.id = "did:web:school.example";
  out.name = {{"", "x"}};
  out.country = "NL";
  // Whether the issuer has the number that its type of credential asks for is seen with its lists.
  out.identifiers = {{"BRIN", "00AA"}};
  return out;
}

std::vector<Error> check_template(const Template& form) {
  return check_template(form, stand_in_body(form));
}

std::vector<Error> check_template(const Template& form, const learning_record::Organisation& body) {
  std::vector<Error> out;
  Tried whole = try_out(form, body, true);
  for (Error& error : whole.findings) {
    const Hole* hole = form.hole_at(error.where);
    if (whole.readable && hole != nullptr && !never_fits(form, error)) continue;
    if (whole.readable && hole != nullptr)
      error.detail = "column " + hole->column + " cannot fill this: " + error.detail;
    out.push_back(std::move(error));
  }
  if (!whole.readable) return out;
  check_maps(form, out);
  for (Error& error : try_out(form, body, false).findings) {
    const Hole* hole = form.hole_at(error.where);
    // What is missing only without the optional cells makes such a cell not optional.
    if (hole == nullptr || !hole->optional || error.code != Code::missing) continue;
    error.detail = "column " + hole->column + " is optional here, but " + error.detail;
    out.push_back(std::move(error));
  }
  return out;
}

}  // namespace credenza::issuer
