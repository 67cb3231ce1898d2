#include <algorithm>
#include <array>

#include "data_integrity/proof.h"
#include "did/did.h"
#include "issuer/draft_detail.h"
#include "jcs/jcs.h"
#include "open_badges/open_badges.h"
#include "vcdm/vcdm.h"

namespace credenza::issuer::detail {
namespace {

using json::Cursor;

constexpr std::array<std::string_view, 5> k_members = {"schema", "signers", "document", "history",
                                                       "refusal"};
constexpr std::array<std::string_view, 3> k_steps = {"started", "signed", "refused"};
constexpr std::array<std::string_view, 4> k_step_members = {"step", "at", "by", "name"};
constexpr std::array<std::string_view, 7> k_refusal_members = {
    "schema", "by", "name", "reason", "at", "document", "proof"};

Error in_document(Error error) {
  error.where = "/document" + error.where;
  return error;
}

/// @error unsupported  a member of `node` that is not among `known`
Status check_members(Cursor node, std::span<const std::string_view> known) {
  if (!node.is_object()) return fail(Code::malformed, node.pointer(), "has to be an object");
  for (const Cursor member : node.items()) {
    if (std::find(known.begin(), known.end(), member.name()) == known.end())
      return fail(Code::unsupported, member.pointer(), "no draft has such a member");
  }
  return {};
}

Result<Instant> instant_at(Cursor node, std::string_view name) {
  const Cursor value = TRY(node.at(name));
  const auto at = parse_instant(TRY(value.string()));
  if (!at) return fail(Code::malformed, value.pointer(), at.error().detail);
  return *at;
}

/// The text of a member that need not be there.
Result<std::string> text_if(Cursor node, std::string_view name) {
  const auto value = node.find(name);
  if (!value) return std::string();
  return std::string(TRY(value->string()));
}

/// One proof for each party at most, and of nobody else.
Status check_proofs(Cursor document, const std::vector<CoSigner>& signers) {
  if (!document.find("proof")) return {};
  std::vector<std::string_view> seen;
  for (const Cursor proof : TRY(data_integrity::proofs_in(document))) {
    const std::string_view controller = controller_of(proof);
    const auto is_party = [controller](const CoSigner& one) { return one.id == controller; };
    if (std::none_of(signers.begin(), signers.end(), is_party)) {
      return fail(Code::mismatch, proof.pointer() + "/verificationMethod",
                  "a proof by somebody who does not have to sign this");
    }
    if (std::find(seen.begin(), seen.end(), controller) != seen.end())
      return fail(Code::conflict, proof.pointer(), "a second proof by the same party");
    seen.push_back(controller);
  }
  return {};
}

Status check_issuer(const vcdm::Credential& credential, const std::vector<CoSigner>& signers) {
  if (signers.empty()) {
    return fail(Code::missing, "",
                "the credential names nobody who signs it together with its issuer");
  }
  const auto is_issuer = [&credential](const CoSigner& one) { return one.id == credential.issuer; };
  if (std::none_of(signers.begin(), signers.end(), is_issuer))
    return fail(Code::mismatch, "/issuer", "the issuer is not among those who have to sign");
  return {};
}

}  // namespace

std::string_view controller_of(Cursor proof) noexcept {
  const auto method = proof.find("verificationMethod");
  if (!method || !method->is_string()) return {};
  return did::without_fragment(method->raw_string());
}

Result<DraftParts> read_document(const Json& credential) {
  auto document = json::to_document(credential);
  if (!document) return in_document(document.error());
  const auto read = vcdm::Credential::read(document->root());
  if (!read) return in_document(read.error());
  if (read->id.empty()) return fail(Code::missing, "/document/id", "has to be there");
  auto record = open_badges::read_record(document->root());
  if (!record) return in_document(record.error());
  if (Status issuer = check_issuer(*read, record->co_signers); !issuer)
    return in_document(issuer.error());
  if (Status proofs = check_proofs(document->root(), record->co_signers); !proofs)
    return in_document(proofs.error());
  if (const auto canonical = jcs::canonicalize(document->root()); !canonical)
    return in_document(canonical.error());
  std::string id(read->id);
  std::string issuer(read->issuer);
  return DraftParts{*std::move(document), *std::move(record), std::move(id), std::move(issuer)};
}

Status check_wrapper(Cursor root) {
  if (!root.is_object()) return fail(Code::malformed, "", "a draft is a JSON object");
  const Cursor schema = TRY(root.at("schema"));
  if (TRY(schema.string()) != verify::k_draft_schema) {
    if (verify::is_draft(root)) {
      return fail(Code::unsupported, "version",
                  "this draft was made by a newer version of this program");
    }
    return fail(Code::malformed, "/schema", "this is no draft");
  }
  return check_members(root, k_members);
}

Status check_signers(Cursor node, const std::vector<CoSigner>& signers) {
  const json::Document wanted = TRY(json::to_document(signers_json(signers)));
  if (json::equal(node, wanted.root())) return {};
  return fail(Code::mismatch, node.pointer(), "the document names others who have to sign");
}

Result<std::vector<DraftStep>> read_history(Cursor node) {
  if (!node.is_array()) return fail(Code::malformed, node.pointer(), "has to be a list");
  if (node.size() > k_most_steps)
    return fail(Code::out_of_range, node.pointer(), "more than 100 steps");
  std::vector<DraftStep> out;
  for (const Cursor item : node.items()) {
    TRY(check_members(item, k_step_members));
    DraftStep step;
    const Cursor word = TRY(item.at("step"));
    step.step = TRY(word.string());
    if (std::find(k_steps.begin(), k_steps.end(), step.step) == k_steps.end())
      return fail(Code::malformed, word.pointer(), "has to be started, signed or refused");
    step.at = TRY(instant_at(item, "at"));
    step.by = TRY(item.string_at("by"));
    step.name = TRY(text_if(item, "name"));
    out.push_back(std::move(step));
  }
  return out;
}

Result<Refusal> read_refusal(Cursor node) {
  TRY(check_members(node, k_refusal_members));
  const Cursor schema = TRY(node.at("schema"));
  if (TRY(schema.string()) != k_refusal_schema)
    return fail(Code::malformed, schema.pointer(), "this is no refusal");
  Refusal out;
  out.by = TRY(node.string_at("by"));
  out.name = TRY(text_if(node, "name"));
  out.reason = TRY(node.string_at("reason"));
  out.at = TRY(instant_at(node, "at"));
  out.document = TRY(node.string_at("document"));
  static_cast<void>(TRY(node.at("proof")));
  out.text = TRY(json::to_text(json::to_value(node)));
  return out;
}

Json signers_json(const std::vector<CoSigner>& signers) {
  learning_record::LearningRecord record;
  record.co_signers = signers;
  return learning_record::to_json(record).at("co_signers");
}

Json history_json(const std::vector<DraftStep>& history) {
  Json out = Json::array();
  for (const DraftStep& step : history) {
    Json one{{"step", step.step}, {"at", format_instant(step.at)}, {"by", step.by}};
    if (!step.name.empty()) one["name"] = step.name;
    out.push_back(std::move(one));
  }
  return out;
}

}  // namespace credenza::issuer::detail
