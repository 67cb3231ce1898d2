// Whether the issuer signed it: with a key in use, or with one that was declared unsafe since.
#include <algorithm>

#include "verify/verify_detail.h"

namespace credenza::verify::detail {
namespace {

using data_integrity::VerifiedDocument;
using data_integrity::VerifiedProof;

/// Gives keys as they were before they were declared unsafe. `expires` ends them all the same.
class BeforeRevocation final : public cid::MethodResolver {
 public:
  explicit BeforeRevocation(cid::MethodResolver& methods) noexcept : methods_(methods) {}
  [[nodiscard]] Result<cid::VerificationMethod> resolve(std::string_view url,
                                                        cid::Relationship relationship,
                                                        Instant now) override {
    cid::VerificationMethod method = TRY(methods_.resolve(url, relationship, Instant::min()));
    if (method.expires && *method.expires <= now)
      return fail(Code::expired, method.id, "the key ended on " + format_instant(*method.expires));
    return method;
  }

 private:
  cid::MethodResolver& methods_;
};

bool is_unsafe(const VerifiedProof& proof, Instant now) noexcept {
  return proof.method.revoked && *proof.method.revoked <= now;
}

/// The signatures hold, and with every unsafe key that made one its owner confirms the credential.
Result<VerifiedDocument> verify_confirmed(json::Cursor root, std::string_view issuer,
                                          const Ports& ports, Instant now) {
  BeforeRevocation methods(ports.methods);
  auto verified = TRY(data_integrity::verify_proofs(
      root, {.controller = issuer, .now = now, .allow_expired = true}, methods));
  for (const VerifiedProof& proof : verified.proofs()) {
    if (is_unsafe(proof, now)) TRY(ports.statements->confirm(proof.method, root, now));
  }
  return verified;
}

/// The day from which on the first of the unsafe keys is.
std::chrono::year_month_day day_of_theft(const VerifiedDocument& verified, Instant now) {
  const auto& proofs = verified.proofs();
  const auto unsafe = std::find_if(proofs.begin(), proofs.end(),
                                   [now](const VerifiedProof& p) { return is_unsafe(p, now); });
  must(unsafe != proofs.end());
  return std::chrono::floor<std::chrono::days>(*unsafe->method.revoked);
}

IssuerProof refused(Error error) {
  Check check{CheckName::proof, outcome_of_proof(error), error, {}};
  return {std::move(error), std::move(check)};
}

}  // namespace

IssuerProof check_issuer_proof(json::Cursor root, std::string_view issuer, const Ports& ports,
                               Instant now) {
  // An expectation without a controller would take anybody's proof.
  if (issuer.empty()) {
    return refused(
        fail(Code::missing, root.pointer() + "/issuer", "no issuer who could have signed this"));
  }
  auto verified = data_integrity::verify_proofs(
      root, {.controller = issuer, .now = now, .allow_expired = true}, ports.methods);
  if (verified) return {std::move(verified), passed(CheckName::proof)};
  if (verified.error().code != Code::revoked || ports.statements == nullptr)
    return refused(std::move(verified).error());
  auto confirmed = verify_confirmed(root, issuer, ports, now);
  if (!confirmed) return refused(std::move(confirmed).error());
  Check check = passed(CheckName::proof,
                       "the key was declared unsafe later; the issuer confirms that this was made "
                       "before");
  check.remark = Remark::before_theft;
  check.day = day_of_theft(*confirmed, now);
  return {std::move(confirmed), std::move(check)};
}

}  // namespace credenza::verify::detail
