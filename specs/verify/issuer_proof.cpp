// Whether the issuer signed it: with a key in use, or with one that was declared unsafe since.
#include <algorithm>

#include "data_integrity/proof.h"
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
  return date_in_amsterdam(*unsafe->method.revoked);
}

Check refused(Error error) {
  const Outcome outcome = outcome_of_proof(error);
  return {CheckName::proof, outcome, std::move(error), {}};
}

/// How long it may take until what an issuer does can be seen at its address.
constexpr std::chrono::days k_publishing{7};

/// When a proof was made, as it says itself; without that, when its credential begins.
std::optional<Instant> claimed_moment(json::Cursor proof, json::Cursor root) {
  auto said = proof.find("created");
  if (!said) said = root.find("validFrom");
  if (!said || !said->is_string()) return std::nullopt;
  const auto at = parse_instant(said->raw_string());
  return at ? std::optional(*at) : std::nullopt;
}

/// Up to when the keys of `owner` are known.
struct KnownUntil {
  bool ever = false;  ///< nothing can come to them
  std::optional<Instant> at;
};
KnownUntil known_until(std::string_view owner, const Ports& ports, Instant now) {
  switch (ports.statements->keys_origin(owner)) {
    case did::Origin::fetched:
      return {false, now - k_publishing};
    case did::Origin::copy: {
      auto at = ports.statuses.newest_copy(owner, now);
      const auto seen = ports.statements->keys_seen(owner);
      if (seen && (!at || *at < *seen - k_publishing)) at = *seen - k_publishing;
      return {false, at};
    }
    case did::Origin::nowhere:
    case did::Origin::identifier:
      break;
  }
  return {true, std::nullopt};
}

/// A key that its owner may have made since; the detail says what it is not among.
Check unknown_key(const Unfound& signature, std::string_view owner, const KnownUntil& known) {
  const std::string of = known.at ? " of " + format_instant(*known.at) : "";
  Check out = refused(fail(Code::unavailable, signature.where,
                           "not among the keys" + of + " of " + std::string(owner) +
                               ", which are older than this says it is; get newer ones"));
  out.remark = Remark::unknown_key;
  if (known.at) out.day = date_in_amsterdam(*known.at);
  return out;
}

/// The signatures of `root` whose keys were not found.
std::vector<Unfound> unfound_in(json::Cursor root, const Ports& ports, Instant now) {
  std::vector<Unfound> out;
  const auto proofs = data_integrity::proofs_in(root);
  if (!proofs) return out;
  for (const json::Cursor proof : *proofs) {
    const auto method = proof.find("verificationMethod");
    if (!method || !method->is_string()) continue;
    const auto found =
        ports.methods.resolve(method->raw_string(), cid::Relationship::assertion_method, now);
    if (found || found.error().code != Code::not_found) continue;
    out.push_back({method->raw_string(), proof.pointer() + "/verificationMethod",
                   claimed_moment(proof, root)});
  }
  return out;
}

IssuerProof judge_missing(json::Cursor root, Error error, const Ports& ports, Instant now) {
  Check check = detail::judge_missing(unfound_in(root, ports, now), std::move(error), ports, now);
  Error why = *check.reason;
  return {std::move(why), std::move(check)};
}

IssuerProof refused_proof(Error error) {
  Check check = refused(error);
  return {std::move(error), std::move(check)};
}

}  // namespace

Check judge_missing(const std::vector<Unfound>& signatures, Error error, const Ports& ports,
                    Instant now) {
  // Nobody signs tomorrow.
  constexpr std::chrono::minutes k_skew{5};
  if (ports.statements == nullptr) return refused(std::move(error));
  std::optional<Check> out;
  for (const Unfound& signature : signatures) {
    const std::string_view owner = did::without_fragment(signature.method);
    // The document itself is not there; whoever moved away forged nothing.
    if (ports.statements->keys_origin(owner) == did::Origin::nowhere) {
      if (!out) out = refused(fail(Code::unavailable, error.where, error.detail));
      continue;
    }
    const KnownUntil known = known_until(owner, ports, now);
    const auto& made = signature.made;
    const bool is_newer = made && *made <= now + k_skew && (!known.at || *made >= *known.at);
    if (known.ever || !is_newer) return refused(std::move(error));
    if (!out) out = unknown_key(signature, owner, known);
  }
  return out ? *std::move(out) : refused(std::move(error));
}

IssuerProof check_issuer_proof(json::Cursor root, std::string_view issuer, const Ports& ports,
                               Instant now) {
  // An expectation without a controller would take anybody's proof.
  if (issuer.empty()) {
    return refused_proof(
        fail(Code::missing, root.pointer() + "/issuer", "no issuer who could have signed this"));
  }
  auto verified = data_integrity::verify_proofs(
      root, {.controller = issuer, .now = now, .allow_expired = true}, ports.methods);
  if (verified) return {std::move(verified), passed(CheckName::proof)};
  if (verified.error().code == Code::not_found)
    return judge_missing(root, std::move(verified).error(), ports, now);
  if (verified.error().code != Code::revoked || ports.statements == nullptr)
    return refused_proof(std::move(verified).error());
  auto confirmed = verify_confirmed(root, issuer, ports, now);
  if (!confirmed && confirmed.error().code == Code::not_found)
    return judge_missing(root, std::move(confirmed).error(), ports, now);
  if (!confirmed) return refused_proof(std::move(confirmed).error());
  Check check = passed(CheckName::proof,
                       "the key was declared unsafe later; the issuer confirms that this was made "
                       "before");
  check.remark = Remark::before_theft;
  check.day = day_of_theft(*confirmed, now);
  return {std::move(confirmed), std::move(check)};
}

}  // namespace credenza::verify::detail
