#include "issuer/keys.h"

#include <algorithm>

#include "base/encoding.h"
#include "cid/cid.h"
#include "crypto/seal.h"

namespace credenza::issuer {
namespace {

using json::Cursor;

constexpr std::size_t k_most_keys = 256;

/// What a sealed secret is bound to, so that none can be put in another's place.
std::string key_context(std::string_view did, const PublicKeyEntry& entry) {
  return std::string(k_keys_schema) + " key " + std::string(did) + " " + entry.id + " " +
         cid::to_multikey(entry.key);
}

std::string data_context(std::string_view did) {
  return std::string(k_keys_schema) + " data " + std::string(did);
}

Result<Bytes> bytes_at(Cursor object, std::string_view name) {
  const Cursor value = TRY(object.at(name));
  auto bytes = from_base64url(TRY(value.string()));
  if (!bytes) return fail(Code::malformed, value.pointer(), "has to be base64url");
  return bytes;
}

Result<crypto::PasswordCost> read_cost(Cursor kdf) {
  if (TRY(kdf.string_at("name")) != "argon2id") {
    return fail(Code::unsupported, kdf.pointer() + "/name", "has to be argon2id");
  }
  const Cursor passes = TRY(kdf.at("passes"));
  const Cursor memory = TRY(kdf.at("memory_bytes"));
  crypto::PasswordCost cost;
  cost.passes = TRY(passes.unsigned_integer());
  cost.memory_bytes = TRY(memory.unsigned_integer());
  return cost;
}

Result<PublicKeyEntry> read_entry(Cursor node) {
  const Cursor id = TRY(node.at("id"));
  const Cursor key = TRY(node.at("public"));
  const Cursor created = TRY(node.at("created"));
  auto parsed = cid::from_multikey(TRY(key.string()));
  if (!parsed) return fail(Code::malformed, key.pointer(), "has to be a Multikey");
  const auto at = parse_instant(TRY(created.string()));
  if (!at) return fail(Code::malformed, created.pointer(), "has to be an instant");
  return PublicKeyEntry{std::string(TRY(id.string())), *std::move(parsed), *at};
}

}  // namespace

const crypto::PrivateKey* Secrets::find(std::string_view id) const noexcept {
  const auto found =
      std::find_if(keys.begin(), keys.end(), [id](const auto& key) { return key.first == id; });
  return found == keys.end() ? nullptr : &found->second;
}

Result<KeyFile> KeyFile::create(std::string_view did, const crypto::SecretBytes& passphrase,
                                const crypto::PasswordCost& cost, Instant now, Random& random) {
  KeyFile out;
  out.did_ = did;
  out.cost_ = cost;
  out.salt_.resize(crypto::k_password_salt_bytes);
  random.fill(out.salt_);
  const crypto::SecretBytes wrapping = TRY(crypto::derive_key(passphrase, out.salt_, cost));
  const auto add = [&](std::string_view id, crypto::KeyType type) {
    const crypto::PrivateKey key = crypto::PrivateKey::generate(type, random);
    const PublicKeyEntry& entry =
        out.keys_.emplace_back(PublicKeyEntry{std::string(id), key.public_key(), now});
    out.sealed_.push_back(
        crypto::seal(wrapping, key.secret().reveal(), as_bytes(key_context(did, entry)), random));
  };
  add(k_ed25519_id, crypto::KeyType::ed25519);
  add(k_p256_id, crypto::KeyType::p256);
  const auto data_key = crypto::SecretBytes::random(crypto::k_seal_key_bytes, random);
  out.sealed_data_key_ =
      crypto::seal(wrapping, data_key.reveal(), as_bytes(data_context(did)), random);
  return out;
}

Result<KeyFile> KeyFile::parse(std::string_view text) {
  const json::Document document = TRY(json::Document::parse(text));
  const Cursor root = document.root();
  const std::string_view schema = TRY(root.string_at("schema"));
  if (schema != k_keys_schema) {
    return schema.starts_with("credenza.issuer.keys/")
               ? fail(Code::unsupported, "version",
                      "these keys were made by a newer version of this program")
               : fail(Code::malformed, "/schema", "this is no file of an issuer's keys");
  }
  KeyFile out;
  out.did_ = TRY(root.string_at("issuer"));
  const Cursor kdf = TRY(root.at("kdf"));
  out.cost_ = TRY(read_cost(kdf));
  out.salt_ = TRY(bytes_at(kdf, "salt"));
  if (out.salt_.size() != crypto::k_password_salt_bytes) {
    return fail(Code::malformed, "/kdf/salt", "has to be 16 bytes");
  }
  const Cursor keys = TRY(root.at("keys"));
  if (keys.size() > k_most_keys) return fail(Code::out_of_range, "/keys", "more than 256 keys");
  for (const Cursor node : keys.items()) {
    out.keys_.push_back(TRY(read_entry(node)));
    out.sealed_.push_back(TRY(bytes_at(node, "sealed")));
  }
  out.sealed_data_key_ = TRY(bytes_at(root, "data_key"));
  return out;
}

Result<Secrets> KeyFile::open(const crypto::SecretBytes& passphrase) const {
  const crypto::SecretBytes wrapping = TRY(crypto::derive_key(passphrase, salt_, cost_));
  const auto wrong = [] {
    return fail(Code::bad_signature, "passphrase",
                "the passphrase is not the right one, or keys.json was changed");
  };
  Secrets out;
  auto data_key = crypto::open(wrapping, sealed_data_key_, as_bytes(data_context(did_)));
  if (!data_key || data_key->size() != crypto::k_seal_key_bytes) return wrong();
  out.data_key = *std::move(data_key);
  for (std::size_t i = 0; i < keys_.size(); ++i) {
    const auto secret = crypto::open(wrapping, sealed_[i], as_bytes(key_context(did_, keys_[i])));
    if (!secret) return wrong();
    auto key = crypto::PrivateKey::from_raw(keys_[i].key.type(), *secret);
    if (!key || !(key->public_key() == keys_[i].key)) return wrong();
    out.keys.emplace_back(keys_[i].id, *std::move(key));
  }
  return out;
}

Json KeyFile::to_json() const {
  Json keys = Json::array();
  for (std::size_t i = 0; i < keys_.size(); ++i) {
    keys.push_back({{"id", keys_[i].id},
                    {"type", to_string(keys_[i].key.type())},
                    {"public", cid::to_multikey(keys_[i].key)},
                    {"created", format_instant(keys_[i].created)},
                    {"sealed", to_base64url(sealed_[i])}});
  }
  return {{"schema", k_keys_schema},
          {"issuer", did_},
          {"kdf",
           {{"name", "argon2id"},
            {"passes", cost_.passes},
            {"memory_bytes", cost_.memory_bytes},
            {"salt", to_base64url(salt_)}}},
          {"keys", std::move(keys)},
          {"data_key", to_base64url(sealed_data_key_)}};
}

}  // namespace credenza::issuer
