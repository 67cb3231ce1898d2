// Sealed delivery: a credential as a file that only its receiver opens.
//
// Whoever gave a DID whose key can be sealed for gets a JWE for that key. Everybody else gets one
// that opens with the code on a paper letter; the code follows from the issuer's data key and the
// credential's id, so that a run that is repeated prints the same letter.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ports.h"
#include "crypto/envelope.h"
#include "crypto/keys.h"
#include "crypto/secret_bytes.h"

namespace credenza::issuer {

/// The key of the holder `did`: of a did:key with Ed25519 or P-256, or of a did:jwk with P-256 or
/// Ed25519 that may be used so (`use` is not "sig"). Nothing for any other: no DID, a DID on the
/// web, which is not asked while sealing, or a key that nothing can be sealed for.
[[nodiscard]] std::optional<crypto::AgreementKey> receiver_key(std::string_view did);

/// The key with which the holder `did` signs, of the same kinds of DID. Nothing for any other.
[[nodiscard]] std::optional<crypto::PublicKey> holder_key(std::string_view did);

/// What goes to one person.
struct Sealed {
  std::string jwe;           ///< the content of "<uuid>.jwe"
  crypto::SecretBytes code;  ///< as on the letter; empty when it is for the holder's key
};

/// One credential to be sealed.
struct Parcel {
  std::string_view text;    ///< the credential as it leaves
  std::string_view id;      ///< of the credential
  std::string_view holder;  ///< a DID, or empty
  /// `cty` of the message (RFC 7516 §4.1.12): a media type without "application/".
  std::string_view type = "vc";
};

/// Seals credentials of one issuer; may be used by several threads, each with a Random of its own.
class Sealer {
 public:
  explicit Sealer(const crypto::SecretBytes& data_key);

  /// @error malformed  an id or DID that is not UTF-8
  [[nodiscard]] Result<Sealed> seal(const Parcel& parcel, Random& random) const;
  /// The code for the letter of the credential `id`.
  [[nodiscard]] crypto::SecretBytes code_of(std::string_view id) const;

 private:
  crypto::SecretBytes key_;
};

/// A line of the file for the mail merge.
struct Letter {
  std::string name;
  std::string id;
  crypto::SecretBytes code;
};

/// CSV (`;`) with the columns name, code and id; UTF-8 with a byte order mark, as spreadsheets want
/// it. A name that a spreadsheet would take for a formula gets an apostrophe in front.
[[nodiscard]] crypto::SecretBytes letters_csv(const std::vector<Letter>& letters);

}  // namespace credenza::issuer
