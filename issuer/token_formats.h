// The other forms in which a credential leaves. Each is made of the signed badge and says what that
// says, so that no two of them can differ: the same id, the same dates, the same place in the
// status lists. docs/adr/0035-one-credential-many-forms.md
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/keys.h"
#include "crypto/secret_bytes.h"
#include "issuer/config.h"
#include "issuer/keys.h"
#include "vcdm/vcdm.h"

namespace credenza::issuer {

enum class CredentialFormat : std::uint8_t {
  openbadge,  ///< Open Badges 3.0 with an embedded proof (Data Integrity)
  vc_jwt,     ///< the same credential as `vc+jwt` (VC-JOSE)
  vc_sd_jwt,  ///< as `vc+sd-jwt`: its holder chooses what to show
  sd_jwt_vc,  ///< in the claim `ld` of an SD-JWT VC (SD-JWT VCLD), as wallets of the EU have it
};
/// "openbadge", "vc+jwt", "vc+sd-jwt", "dc+sd-jwt": as --format and media types name them.
[[nodiscard]] std::string_view to_string(CredentialFormat format) noexcept;
/// ".json", ".vc.jwt", ".vc.sd-jwt", ".dc.sd-jwt".
[[nodiscard]] std::string_view extension_of(CredentialFormat format) noexcept;

/// Reads what --format says: names with commas between them.
/// @error malformed  at "--format": no such format, or one that is there twice
[[nodiscard]] Result<std::vector<CredentialFormat>> parse_formats(std::string_view text);

/// Makes tokens of the badges of one issuer.
class TokenMaker {
 public:
  /// Signs with the issuer's P-256 key, which every wallet reads, else with the one it signs badges
  /// with. Both outlive this.
  /// @error not_found  at "issuer.toml, signing_key": no key signs
  [[nodiscard]] static Result<TokenMaker> make(const Config& config, const Secrets& secrets);

  /// The credential of `badge`, a signed Open Badge of this issuer, in another form. Salts follow
  /// from the issuer's data key and from what the token says, so that the same badge gives them
  /// again.
  /// @pre `format` is not openbadge
  /// @error internal  at "tokens": `badge` is no badge of this issuer
  /// @error unavailable  as crypto::Signer::sign()
  [[nodiscard]] Result<std::string> token_of(std::string_view badge, CredentialFormat format) const;

 private:
  TokenMaker(const Config& config, const crypto::PrivateKey& key, std::string kid,
             crypto::SecretBytes salt_key)
      : config_(&config), key_(&key), kid_(std::move(kid)), salt_key_(std::move(salt_key)) {}
  [[nodiscard]] Result<std::string> sd_jwt_vc(const json::Document& content,
                                              const vcdm::Credential& credential,
                                              std::optional<Instant> issued) const;
  const Config* config_;
  const crypto::PrivateKey* key_;
  std::string kid_;  ///< URL of its verification method
  crypto::SecretBytes salt_key_;
};

}  // namespace credenza::issuer
