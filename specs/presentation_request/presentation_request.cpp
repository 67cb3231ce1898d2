#include "presentation_request/presentation_request.h"

#include "data_integrity/data_integrity.h"

namespace credenza::presentation_request {

Json to_json(const Request& request) {
  Json verifier{{"name", request.verifier.name}};
  if (!request.verifier.id.empty()) verifier["id"] = request.verifier.id;
  Json purpose = Json::object();
  for (const auto& [language, text] : request.purpose) {
    if (language.empty()) {
      purpose = text;
      break;
    }
    purpose[language] = text;
  }
  Json credentials = Json::array();
  for (const AskedCredential& asked : request.credentials) {
    Json one{{"id", asked.id}, {"types", asked.types}};
    if (!asked.issuers.empty()) one["issuers"] = asked.issuers;
    if (!asked.claims.empty()) one["claims"] = Json::array();
    for (const AskedClaim& claim : asked.claims)
      one["claims"].push_back({{"claim", claim.claim}, {"needed", claim.needed}});
    credentials.push_back(std::move(one));
  }
  return {{"schema", k_schema},
          {"id", request.id},
          {"verifier", std::move(verifier)},
          {"purpose", std::move(purpose)},
          {"audience", request.audience},
          {"nonce", request.nonce},
          {"until", format_instant(request.until)},
          {"credentials", std::move(credentials)}};
}

Status check_time(const Request& request, Instant now) {
  if (now <= request.until) return {};
  return fail(Code::expired, "/until",
              "it could be answered until " + format_instant(request.until));
}

Result<Identity> identity(const json::Document& document, const Request& request,
                          cid::MethodResolver& resolver, Instant now) {
  if (!document.root().find("proof"))
    return Identity{false, fail(Code::missing, "/proof", "the request is not signed")};
  if (request.verifier.id.empty())
    return fail(Code::mismatch, "/proof", "signed, and does not say by whom");
  data_integrity::Expectation expected;
  expected.controller = request.verifier.id;
  expected.now = now;
  const auto verified = data_integrity::verify_proofs(document.root(), expected, resolver);
  if (verified) return Identity{true, {}};
  const Error& error = verified.error();
  switch (error.code) {
    // A key that cannot be had, or a suite that is not known here, proves nothing either way.
    case Code::unavailable:
    case Code::unsupported:
    case Code::not_found:
    case Code::forbidden:
    case Code::internal:
      return Identity{false, fail(error.code, "/proof", error.detail)};
    default:
      return fail(error.code, "/proof", error.detail);
  }
}

}  // namespace credenza::presentation_request
