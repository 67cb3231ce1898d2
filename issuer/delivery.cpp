#include "issuer/delivery.h"

#include <algorithm>

#include "crypto/hash.h"
#include "crypto/letter_code.h"
#include "crypto/seal.h"
#include "did/did.h"
#include "issuer/csv_out.h"
#include "jose/jwe.h"

namespace credenza::issuer {
namespace {

constexpr std::string_view k_label = "letters_";
constexpr std::string_view k_byte_order_mark = "\xEF\xBB\xBF";

/// did:key and did:jwk are read from the identifier itself: nothing is ever asked.
class NoNetwork final : public Fetcher {
 public:
  [[nodiscard]] Result<Fetched> fetch(const FetchRequest& /*request*/) override {
    return fail(Code::unavailable, "", "nothing is fetched while sealing");
  }
};

constexpr std::string_view k_did_key = "did:key:";
constexpr std::string_view k_did_jwk = "did:jwk:";

/// The key of the only method of a did:key or did:jwk that is listed for this.
std::optional<crypto::PublicKey> key_for(std::string_view did, cid::Relationship relationship) {
  std::string method(did);
  if (did.starts_with(k_did_key)) {
    method += "#" + std::string(did.substr(k_did_key.size()));
  } else if (did.starts_with(k_did_jwk)) {
    method += "#0";
  } else {
    return std::nullopt;
  }
  NoNetwork network;
  did::Resolver resolver(network);
  const auto found = resolver.resolve(method, relationship, Instant{});
  return found ? std::optional(found->key) : std::nullopt;
}

}  // namespace

std::optional<crypto::AgreementKey> receiver_key(std::string_view did) {
  // A did:key lists its key for signatures; its counterpart for agreement is derived from it.
  const auto relationship = did.starts_with(k_did_key) ? cid::Relationship::authentication
                                                       : cid::Relationship::key_agreement;
  const auto found = key_for(did, relationship);
  if (!found) return std::nullopt;
  auto key = crypto::AgreementKey::of(*found);
  if (!key) return std::nullopt;
  return *std::move(key);
}

std::optional<crypto::PublicKey> holder_key(std::string_view did) {
  return key_for(did, cid::Relationship::authentication);
}

Sealer::Sealer(const crypto::SecretBytes& data_key)
    : key_(crypto::derive_subkey(data_key, k_label, 0)) {}

crypto::SecretBytes Sealer::code_of(std::string_view id) const {
  return crypto::write_letter_code(crypto::keyed_hash(key_, as_bytes(id)));
}

Result<Sealed> Sealer::seal(const Parcel& parcel, Random& random) const {
  if (const auto receiver = receiver_key(parcel.holder)) {
    std::string jwe = TRY(
        jose::encrypt_for(*receiver, {as_bytes(parcel.text), parcel.type, parcel.holder}, random));
    return Sealed{std::move(jwe), {}};
  }
  crypto::SecretBytes code = code_of(parcel.id);
  const crypto::SecretBytes password = TRY(crypto::read_letter_code(code));
  std::string jwe = TRY(
      jose::encrypt_with_code(password, {as_bytes(parcel.text), parcel.type, parcel.id}, random));
  return Sealed{std::move(jwe), std::move(code)};
}

crypto::SecretBytes letters_csv(const std::vector<Letter>& letters) {
  std::vector<std::string> before;  // everything of a line but its code
  std::vector<std::string> behind;
  std::string head(k_byte_order_mark);
  head += "name;code;id\r\n";
  std::size_t size = head.size();
  for (const Letter& letter : letters) {
    before.push_back(csv_cell(letter.name) + ";");
    behind.push_back(";" + csv_cell(letter.id) + "\r\n");
    size += before.back().size() + letter.code.size() + behind.back().size();
  }
  crypto::SecretBytes out(size);
  auto at = out.writable().begin();
  const auto append = [&at](ByteView bytes) { at = std::copy(bytes.begin(), bytes.end(), at); };
  append(as_bytes(head));
  for (std::size_t i = 0; i < letters.size(); ++i) {
    append(as_bytes(before[i]));
    append(letters[i].code.reveal());
    append(as_bytes(behind[i]));
  }
  return out;
}

}  // namespace credenza::issuer
