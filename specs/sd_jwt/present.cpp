#include <algorithm>

#include "sd_jwt/sd_jwt.h"
#include "sd_jwt/sd_jwt_detail.h"

namespace credenza::sd_jwt {
namespace {

/// A held SD-JWT with every disclosure in its place.
struct Held {
  crypto::HashAlgorithm algorithm;
  std::vector<detail::Disclosure> disclosures;
  detail::Processed processed;
  json::Document claims;
};

Result<Held> open(const SdJwt& held) {
  const crypto::HashAlgorithm algorithm = TRY(detail::hash_algorithm(held.payload()));
  std::vector<detail::Disclosure> disclosures = detail::disclosures_in(held.text(), algorithm);
  detail::Processed processed = TRY(detail::process_disclosures(held.payload(), disclosures));
  json::Document claims = TRY(detail::parse_processed(processed.text));
  return Held{algorithm, std::move(disclosures), std::move(processed), std::move(claims)};
}

/// Whether `inner` is `outer` or stands in it.
bool is_within(std::string_view inner, std::string_view outer) noexcept {
  return inner.starts_with(outer) && (inner.size() == outer.size() || inner[outer.size()] == '/');
}

Status check_leads_somewhere(json::Cursor claims, const std::string& pointer) {
  if (detail::resolve(claims, pointer)) return {};
  return fail(Code::not_found, pointer, "there is no such claim to reveal");
}

/// §7.2 step 2: with a disclosure goes every one that it hangs on, because their pointers lead to
/// it.
bool is_revealed(std::string_view disclosed, std::span<const std::string> reveal) {
  return std::any_of(reveal.begin(), reveal.end(), [disclosed](const std::string& chosen) {
    return is_within(chosen, disclosed) || is_within(disclosed, chosen);
  });
}

/// §7.2 step 3.
Result<std::string> assemble(const SdJwt& from, const Held& held,
                             std::span<const std::string> reveal) {
  for (const std::string& pointer : reveal)
    TRY(check_leads_somewhere(held.claims.root(), pointer));
  std::vector<bool> chosen(held.disclosures.size());
  for (const detail::Disclosed& one : held.processed.disclosed)
    chosen[one.index] = is_revealed(one.pointer, reveal);
  std::string out(from.text().substr(0, from.text().find('~') + 1));
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    if (!chosen[i]) continue;
    out += held.disclosures[i].text;
    out += '~';
  }
  return out;
}

/// The Key Binding JWT (§4.3).
Result<std::string> sign_binding(std::string_view sd_jwt, crypto::HashAlgorithm algorithm,
                                 const KeyBinding& binding, const crypto::Signer& holder) {
  Json claims{{"iat", binding.issued_at.time_since_epoch().count()},
              {"aud", binding.audience},
              {"nonce", binding.nonce},
              {"sd_hash", detail::digest_of(algorithm, sd_jwt)}};
  for (const auto& [name, value] : binding.claims.items()) {
    if (claims.contains(name)) {
      return fail(Code::conflict, "key_binding/" + json::pointer_token(name),
                  "this claim is filled by the key binding itself");
    }
    claims[name] = value;
  }
  const std::string payload = TRY(json::to_text(claims));
  return jose::sign({{"typ", detail::k_kb_type}}, as_bytes(payload), holder);
}

}  // namespace

Result<std::vector<Disclosable>> disclosable(const SdJwt& held) {
  const Held opened = TRY(open(held));
  std::vector<Disclosable> out;
  for (const detail::Disclosed& one : opened.processed.disclosed) {
    Disclosable& added = out.emplace_back();
    added.pointer = one.pointer;
    added.name = one.name;
    added.value = opened.processed.text.substr(one.begin, one.end - one.begin);
  }
  return out;
}

Result<std::string> present(const SdJwt& held, std::span<const std::string> reveal) {
  return assemble(held, TRY(open(held)), reveal);
}

Result<std::string> present(const SdJwt& held, std::span<const std::string> reveal,
                            const KeyBinding& binding, const crypto::Signer& holder) {
  const Held opened = TRY(open(held));
  if (TRY(detail::holder_key(opened.claims.root())) != holder.public_key()) {
    return fail(Code::mismatch, "claims/cnf", "this credential is bound to another key");
  }
  const std::string sd_jwt = TRY(assemble(held, opened, reveal));
  return sd_jwt + TRY(sign_binding(sd_jwt, opened.algorithm, binding, holder));
}

}  // namespace credenza::sd_jwt
