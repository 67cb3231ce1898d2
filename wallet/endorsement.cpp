#include "wallet/endorsement.h"

#include <algorithm>
#include <array>

#include "base/encoding.h"

namespace credenza::wallet {
namespace {

using verify::Verdict;

constexpr std::size_t k_max_text_bytes = 1000;
constexpr std::size_t k_max_line_bytes = 200;
constexpr std::size_t k_max_id_bytes = 1024;
constexpr std::size_t k_max_languages = 2;
constexpr std::array k_verdicts = {Verdict::accepted, Verdict::not_accepted, Verdict::undetermined,
                                   Verdict::not_genuine};

std::string text_at(json::Cursor entry, std::string_view name) {
  return std::string(entry.string_at(name).value_or(std::string_view{}));
}

Result<Instant> moment_at(json::Cursor entry, std::string_view name) {
  const std::string_view text = TRY(entry.string_at(name));
  return parse_instant(text);
}

Result<HeldEndorsement> read_endorsement(const Entry& entry) {
  const json::Cursor value = entry.entry;
  HeldEndorsement out;
  out.id = entry.id;
  const std::string_view about = TRY(value.string_at("about"));
  out.about = TRY(id_from_text(about));
  out.about_digest = TRY(value.string_at("about_digest"));
  out.issuer_id = text_at(value, "issuer");
  out.issuer_name = text_at(value, "issuer_name");
  out.relation = text_at(value, "relation");
  if (const auto text = value.find("text")) out.text = read_texts(*text);
  if (const auto skills = value.find("skills")) out.skills = read_skills(*skills);
  if (value.find("valid_until")) out.valid_until = TRY(moment_at(value, "valid_until"));
  out.added = TRY(moment_at(value, "added"));
  out.checked = TRY(moment_at(value, "checked"));
  const std::string_view verdict = TRY(value.string_at("verdict"));
  const auto* known =
      std::ranges::find(k_verdicts, verdict, [](Verdict each) { return to_string(each); });
  out.verdict = known == k_verdicts.end() ? Verdict::undetermined : *known;
  out.code = text_at(value, "code");
  out.digest = text_at(value, "digest");
  return out;
}

bool is_digest(std::string_view text) {
  return text.size() == 64 && std::ranges::all_of(text, [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

bool is_of_request(std::string_view name) {
  constexpr std::array<std::string_view, 6> k_members = {"schema", "target", "title",
                                                         "issuer", "skills", "made"};
  return std::ranges::find(k_members, name) != k_members.end();
}

}  // namespace

Verdict HeldEndorsement::verdict_at(Instant now) const noexcept {
  const bool ended = valid_until && *valid_until < now;
  return verdict == Verdict::accepted && ended ? Verdict::not_accepted : verdict;
}

Result<std::vector<Subject>> subjects(const Vault& vault) {
  std::vector<Subject> all;
  for (const HeldCredential& one : TRY(held_credentials(vault))) {
    all.push_back({one.id, one.held.credential_id, one.held.digest, one.held.title,
                   one.held.issuer_name, one.held.skills});
  }
  for (const OwnWords& words : TRY(own_words(vault)))
    all.push_back({words.id, words.name, words.digest, {{"", words.title}}, {}, words.skills});
  return all;
}

Json to_request(const Subject& subject, Instant made) {
  Json out{{"schema", k_request_schema},
           {"target", {{"id", subject.name}, {"digest", subject.digest}}},
           {"title", to_json(subject.title)}};
  if (!subject.issuer.empty()) out["issuer"] = subject.issuer;
  out["skills"] = to_json(subject.skills);
  out["made"] = format_instant(made);
  return out;
}

Result<Subject> read_request(std::string_view text) {
  const json::Document document =
      TRY(json::Document::parse(text, {.max_bytes = k_max_request_bytes, .max_depth = 8}));
  const json::Cursor root = document.root();
  const std::string_view schema = TRY(root.string_at("schema"));
  if (schema != k_request_schema)
    return fail(Code::unsupported, "/schema", "this is no request for an endorsement");
  for (const json::Cursor member : root.items()) {
    if (!is_of_request(member.name()))
      return fail(Code::unsupported, member.pointer(), "a request has no such member");
  }
  Subject subject;
  const json::Cursor target = TRY(root.at("target"));
  subject.name = TRY(target.string_at("id"));
  subject.digest = TRY(target.string_at("digest"));
  if (!is_digest(subject.digest))
    return fail(Code::malformed, "/target/digest", "64 hexadecimal digits");
  const json::Cursor title = TRY(root.at("title"));
  if (!title.is_object()) return fail(Code::malformed, "/title", "texts by language");
  subject.title = read_texts(title);
  subject.issuer = text_at(root, "issuer");
  if (const auto skills = root.find("skills")) subject.skills = read_skills(*skills);
  TRY(moment_at(root, "made"));
  return subject;
}

Result<HeldEndorsement> describe_endorsement(std::string_view text,
                                             const verify::CredentialReport& report, Instant now) {
  if (!report.record || report.record->type != "Endorsement")
    return fail(Code::unsupported, "endorsement", "this file is no endorsement that can be read");
  const learning_record::LearningRecord& record = *report.record;
  const Held common = describe(text, report, now);
  HeldEndorsement out;
  out.about_digest = bounded(record.endorsement.target.digest, k_max_line_bytes);
  out.issuer_id = common.issuer_id;
  out.issuer_name = common.issuer_name;
  out.relation = bounded(record.endorsement.relation, k_max_line_bytes);
  for (const auto& [language, value] : record.endorsement.text) {
    if (out.text.size() < k_max_languages)
      out.text.emplace(bounded(language, 35), bounded(value, k_max_text_bytes));
  }
  out.skills = skills_of(record.endorsement.skills);
  out.valid_until = common.valid_until;
  out.added = common.added;
  out.checked = common.checked;
  out.verdict = common.verdict;
  out.code = common.code;
  out.digest = common.digest;
  return out;
}

Result<Id> find_target(const std::vector<Subject>& all, const HeldEndorsement& endorsement,
                       std::string_view target_name) {
  const auto same = std::ranges::find(all, endorsement.about_digest, &Subject::digest);
  if (same != all.end()) return same->id;
  if (std::ranges::find(all, bounded(target_name, k_max_id_bytes), &Subject::name) != all.end()) {
    return fail(Code::mismatch, "target",
                "something of that name is here, but it is not what was endorsed: one of the two "
                "was changed");
  }
  return fail(Code::not_found, "target", "what it speaks of is not in this vault");
}

Json to_meta(const HeldEndorsement& endorsement) {
  Json meta{{"about", to_text(endorsement.about)}, {"about_digest", endorsement.about_digest}};
  const auto put = [&meta](const char* name, const std::string& text) {
    if (!text.empty()) meta[name] = text;
  };
  put("issuer", endorsement.issuer_id);
  put("issuer_name", endorsement.issuer_name);
  put("relation", endorsement.relation);
  meta["text"] = to_json(endorsement.text);
  if (!endorsement.skills.empty()) meta["skills"] = to_json(endorsement.skills);
  if (endorsement.valid_until) meta["valid_until"] = format_instant(*endorsement.valid_until);
  meta["added"] = format_instant(endorsement.added);
  meta["checked"] = format_instant(endorsement.checked);
  meta["verdict"] = to_string(endorsement.verdict);
  put("code", endorsement.code);
  put("digest", endorsement.digest);
  return meta;
}

HeldCredential as_credential(const HeldEndorsement& endorsement, std::string_view text,
                             const learning_record::LanguageMap& about) {
  verify::CredentialReport nothing_new;
  nothing_new.format = verify::Format::vc_data_integrity;
  HeldCredential one{endorsement.id, describe(text, nothing_new, endorsement.checked)};
  const auto title = [&about](std::string_view language, std::string_view what,
                              std::string_view of) {
    const std::string_view name = learning_record::in_language(about, language);
    if (name.empty()) return std::string(what);
    return bounded(std::string(what) + std::string(of) + std::string(name), k_max_line_bytes);
  };
  one.held.title = {{"en", title("en", "endorsement", " of ")},
                    {"nl", title("nl", "aanbeveling", " bij ")}};
  one.held.added = endorsement.added;
  one.held.verdict = endorsement.verdict;
  one.held.code = endorsement.code;
  return one;
}

Result<std::vector<HeldEndorsement>> endorsements(const Vault& vault) {
  std::vector<HeldEndorsement> all;
  for (const Entry& entry : vault.index().entries()) {
    if (entry.kind != Kind::endorsement) continue;
    Result<HeldEndorsement> one = read_endorsement(entry);
    if (!one) return fail(one.error().code, "index", "an endorsement's entry is not as expected");
    all.push_back(std::move(*one));
  }
  std::ranges::sort(all, [](const HeldEndorsement& a, const HeldEndorsement& b) {
    return std::pair(a.added, a.id) < std::pair(b.added, b.id);
  });
  return all;
}

}  // namespace credenza::wallet
