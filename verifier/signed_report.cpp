#include "verifier/signed_report.h"

#include "base/json_value.h"
#include "data_integrity/data_integrity.h"
#include "did/did.h"
#include "host/http_client.h"

namespace credenza::verifier {
namespace {

using verify::Check;
using verify::CredentialReport;
using verify::Ruling;

constexpr std::string_view k_schema = "credenza.verifier.report/1";

/// A check without the sentence of its reason, in which a name could stand.
Json to_json(const Check& check) {
  Json out{{"name", verify::to_string(check.name)}, {"outcome", verify::to_string(check.outcome)}};
  if (check.reason) out["code"] = to_string(check.reason->code);
  if (check.remark != verify::Remark::none) out["remark"] = verify::to_string(check.remark);
  if (check.day) out["date"] = format_date(*check.day);
  if (check.ruling != Ruling::none)
    out["ruling"] = check.ruling == Ruling::accepted ? "accepted" : "rejected";
  return out;
}

Json to_json(const CredentialReport& credential) {
  Json out{{"format", verify::to_string(credential.format)},
           {"verdict", verify::to_string(credential.verdict())},
           {"checks", Json::array()}};
  if (!credential.digest.empty()) out["digest"] = credential.digest;
  if (!credential.issuer_id.empty()) out["issuer"] = credential.issuer_id;
  if (!credential.types.empty()) out["type"] = credential.types;
  for (const Check& check : credential.checks)
    out["checks"].push_back(to_json(check));
  return out;
}

Json to_json(const verify::Requirement& requirement) {
  Json out{{"rule", requirement.rule}, {"answer", verify::to_string(requirement.answer)}};
  if (!requirement.by.empty()) out["by"] = requirement.by;
  for (const verify::Requirement& part : requirement.parts)
    out["parts"].push_back(to_json(part));
  return out;
}

}  // namespace

Result<std::string> sign_report(const verify::Report& report, const ReportGround& ground,
                                const crypto::PrivateKey& key) {
  const verify::Verdict verdict = report.verdict();
  Json out{{"schema", k_schema},
           {"made", format_instant(ground.made)},
           {"at", format_instant(report.at)},
           {"as_of", ground.as_of},
           {"policy", report.policy},
           {"verdict", verify::to_string(verdict)},
           {"exit", verify::exit_code(verdict)},
           {"credentials", Json::array()}};
  if (ground.bundle_made) {
    out["bundle"] = {{"made", format_instant(*ground.bundle_made)}, {"maker", ground.bundle_maker}};
  }
  if (!ground.rules.empty()) out["policy_sha256"] = ground.rules;
  for (const CredentialReport& credential : report.credentials)
    out["credentials"].push_back(to_json(credential));
  if (report.requirement) out["requirement"] = to_json(*report.requirement);
  const json::Document document = TRY(json::to_document(out));
  data_integrity::ProofOptions options;
  options.verification_method = did::key_method(key.public_key());
  options.created = ground.made;
  return data_integrity::add_proof(document, options, key);
}

Result<SignedReport> read_signed_report(std::string_view text, Instant now) {
  json::Limits limits;
  limits.max_bytes = std::size_t{16} << 20;
  const json::Document document = TRY(json::Document::parse(text, limits));
  const std::string_view schema = TRY(document.root().string_at("schema"));
  if (schema != k_schema) {
    const bool newer = schema.starts_with("credenza.verifier.report/");
    return fail(newer ? Code::unsupported : Code::malformed, "/schema",
                newer ? "made by another version of this program" : "this is no signed report");
  }
  host::HttpFetcher nothing(host::HttpRules{.offline = true});
  did::Resolver methods(nothing);
  data_integrity::Expectation expected;
  expected.now = now;
  const auto verified = TRY(data_integrity::verify_proofs(document.root(), expected, methods));
  SignedReport out;
  out.maker = verified.proofs().front().method.controller;
  out.content = json::to_value(verified.root());
  out.content.erase("proof");
  return out;
}

}  // namespace credenza::verifier
