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
/// RFC 7516 §4.1.12: "application/vc" without "application/".
constexpr std::string_view k_content_type = "vc";
constexpr std::string_view k_byte_order_mark = "\xEF\xBB\xBF";

/// did:key and did:jwk are read from the identifier itself: nothing is ever asked.
class NoNetwork final : public Fetcher {
 public:
  [[nodiscard]] Result<Fetched> fetch(const FetchRequest& /*request*/) override {
    return fail(Code::unavailable, "", "nothing is fetched while sealing");
  }
};

/// The only method of a did:key or did:jwk, and for what it has to be listed. A did:key lists its
/// key for signatures; its counterpart for agreement is derived from it.
std::optional<std::pair<std::string, cid::Relationship>> method_of(std::string_view did) {
  constexpr std::string_view k_key = "did:key:";
  if (did.starts_with(k_key)) {
    return std::pair(std::string(did) + "#" + std::string(did.substr(k_key.size())),
                     cid::Relationship::authentication);
  }
  if (did.starts_with("did:jwk:"))
    return std::pair(std::string(did) + "#0", cid::Relationship::key_agreement);
  return std::nullopt;
}

}  // namespace

std::optional<crypto::AgreementKey> receiver_key(std::string_view did) {
  const auto method = method_of(did);
  if (!method) return std::nullopt;
  NoNetwork network;
  did::Resolver resolver(network);
  const auto found = resolver.resolve(method->first, method->second, Instant{});
  if (!found) return std::nullopt;
  auto key = crypto::AgreementKey::of(found->key);
  if (!key) return std::nullopt;
  return *std::move(key);
}

Sealer::Sealer(const crypto::SecretBytes& data_key)
    : key_(crypto::derive_subkey(data_key, k_label, 0)) {}

crypto::SecretBytes Sealer::code_of(std::string_view id) const {
  return crypto::write_letter_code(crypto::keyed_hash(key_, as_bytes(id)));
}

Result<Sealed> Sealer::seal(const Parcel& parcel, Random& random) const {
  if (const auto receiver = receiver_key(parcel.holder)) {
    std::string jwe = TRY(jose::encrypt_for(
        *receiver, {as_bytes(parcel.text), k_content_type, parcel.holder}, random));
    return Sealed{std::move(jwe), {}};
  }
  crypto::SecretBytes code = code_of(parcel.id);
  const crypto::SecretBytes password = TRY(crypto::read_letter_code(code));
  std::string jwe = TRY(jose::encrypt_with_code(
      password, {as_bytes(parcel.text), k_content_type, parcel.id}, random));
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
