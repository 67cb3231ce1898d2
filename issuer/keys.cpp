#include "issuer/keys.h"

#include <algorithm>
#include <array>

#include "base/encoding.h"
#include "cid/cid.h"
#include "crypto/seal.h"

namespace credenza::issuer {
namespace {

using json::Cursor;

constexpr std::size_t k_most_keys = 256;
constexpr std::string_view k_first_schema = "credenza.issuer.keys/1";
constexpr std::array k_states{KeyState::active, KeyState::retired, KeyState::compromised};

/// What a sealed secret is bound to, so that none can be put in another's place. The same in all
/// versions of the file, so that what was sealed once stays as it is.
std::string key_context(std::string_view did, const PublicKeyEntry& entry) {
  return std::string(k_first_schema) + " key " + std::string(did) + " " + entry.id + " " +
         cid::to_multikey(entry.key);
}

std::string data_context(std::string_view did) {
  return std::string(k_first_schema) + " data " + std::string(did);
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

/// What version 2 says of a key beyond version 1.
Status read_life(Cursor node, PublicKeyEntry& out) {
  if (const auto state = node.find("state")) {
    const std::string_view name = TRY(state->string());
    const auto* const known = std::find_if(k_states.begin(), k_states.end(),
                                           [name](KeyState s) { return to_string(s) == name; });
    if (known == k_states.end())
      return fail(Code::malformed, state->pointer(), "active, retired or compromised");
    out.state = *known;
  }
  if (const auto since = node.find("since")) {
    const auto at = parse_instant(TRY(since->string()));
    if (!at) return fail(Code::malformed, since->pointer(), "has to be an instant");
    out.since = *at;
  }
  if (out.state != KeyState::active && !out.since)
    return fail(Code::missing, node.pointer() + "/since", "has to say since when");
  if (const auto successor = node.find("successor"))
    out.successor = std::string(TRY(successor->string()));
  return {};
}

Error wrong() {
  return fail(Code::bad_signature, "passphrase",
              "the passphrase is not the right one, or keys.json was changed");
}

Result<PublicKeyEntry> read_entry(Cursor node) {
  const Cursor id = TRY(node.at("id"));
  const Cursor key = TRY(node.at("public"));
  const Cursor created = TRY(node.at("created"));
  auto parsed = cid::from_multikey(TRY(key.string()));
  if (!parsed) return fail(Code::malformed, key.pointer(), "has to be a Multikey");
  const auto at = parse_instant(TRY(created.string()));
  if (!at) return fail(Code::malformed, created.pointer(), "has to be an instant");
  PublicKeyEntry out{std::string(TRY(id.string())), *std::move(parsed), *at};
  TRY(read_life(node, out));
  return out;
}

}  // namespace

const crypto::PrivateKey* Secrets::find(std::string_view id) const noexcept {
  const auto found =
      std::find_if(keys.begin(), keys.end(), [id](const auto& key) { return key.first == id; });
  return found == keys.end() ? nullptr : &found->second;
}

std::string_view to_string(KeyState state) noexcept {
  switch (state) {
    case KeyState::active:
      return "active";
    case KeyState::retired:
      return "retired";
    case KeyState::compromised:
      return "compromised";
  }
  must(false);
  return {};
}

Result<KeyFile> KeyFile::create(std::string_view did, const crypto::SecretBytes& passphrase,
                                const crypto::PasswordCost& cost, Instant now, Random& random) {
  KeyFile out;
  out.did_ = did;
  out.cost_ = cost;
  out.salt_.resize(crypto::k_password_salt_bytes);
  random.fill(out.salt_);
  const crypto::SecretBytes wrapping = TRY(crypto::derive_key(passphrase, out.salt_, cost));
  out.add(std::string(k_ed25519_id), crypto::KeyType::ed25519, wrapping, now, random);
  out.add(std::string(k_p256_id), crypto::KeyType::p256, wrapping, now, random);
  const auto data_key = crypto::SecretBytes::random(crypto::k_seal_key_bytes, random);
  out.sealed_data_key_ =
      crypto::seal(wrapping, data_key.reveal(), as_bytes(data_context(did)), random);
  return out;
}

Result<KeyFile> KeyFile::parse(std::string_view text) {
  const json::Document document = TRY(json::Document::parse(text));
  const Cursor root = document.root();
  const std::string_view schema = TRY(root.string_at("schema"));
  if (schema != k_keys_schema && schema != k_first_schema) {
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
    const bool signs = out.keys_.back().state == KeyState::active;
    out.sealed_.push_back(signs ? TRY(bytes_at(node, "sealed")) : Bytes());
  }
  out.sealed_data_key_ = TRY(bytes_at(root, "data_key"));
  return out;
}

Result<crypto::SecretBytes> KeyFile::wrapping_key(const crypto::SecretBytes& passphrase) const {
  crypto::SecretBytes wrapping = TRY(crypto::derive_key(passphrase, salt_, cost_));
  if (!crypto::open(wrapping, sealed_data_key_, as_bytes(data_context(did_)))) return wrong();
  return wrapping;
}

Result<Secrets> KeyFile::open(const crypto::SecretBytes& passphrase) const {
  const crypto::SecretBytes wrapping = TRY(wrapping_key(passphrase));
  Secrets out;
  auto data_key = crypto::open(wrapping, sealed_data_key_, as_bytes(data_context(did_)));
  if (!data_key || data_key->size() != crypto::k_seal_key_bytes) return wrong();
  out.data_key = *std::move(data_key);
  for (std::size_t i = 0; i < keys_.size(); ++i) {
    if (keys_[i].state != KeyState::active) continue;
    const auto secret = crypto::open(wrapping, sealed_[i], as_bytes(key_context(did_, keys_[i])));
    if (!secret) return wrong();
    auto key = crypto::PrivateKey::from_raw(keys_[i].key.type(), *secret);
    if (!key || !(key->public_key() == keys_[i].key)) return wrong();
    out.keys.emplace_back(keys_[i].id, *std::move(key));
  }
  return out;
}

const PublicKeyEntry* KeyFile::find(std::string_view id) const noexcept {
  const auto found =
      std::find_if(keys_.begin(), keys_.end(), [id](const auto& entry) { return entry.id == id; });
  return found == keys_.end() ? nullptr : &*found;
}

std::string KeyFile::signing_key(std::string_view id) const {
  const PublicKeyEntry* entry = find(id);
  // A file that names keys in a circle leads nowhere, and is not followed for ever.
  for (std::size_t step = 0; entry != nullptr && step < keys_.size(); ++step) {
    if (entry->state == KeyState::active) return entry->id;
    entry = find(entry->successor);
  }
  return std::string(id);
}

Result<std::size_t> KeyFile::index_of(std::string_view id) const {
  const PublicKeyEntry* entry = find(id);
  if (entry == nullptr)
    return fail(Code::not_found, "key", "there is no key '" + std::string(id.substr(0, 100)) + "'");
  return static_cast<std::size_t>(entry - keys_.data());
}

std::string KeyFile::next_id(crypto::KeyType type) const {
  const std::string first(type == crypto::KeyType::ed25519 ? k_ed25519_id : k_p256_id);
  std::size_t number = 1;
  std::string id = first;
  while (find(id) != nullptr)
    id = first + "-" + std::to_string(++number);
  return id;
}

void KeyFile::add(const std::string& id, crypto::KeyType type, const crypto::SecretBytes& wrapping,
                  Instant now, Random& random) {
  const crypto::PrivateKey key = crypto::PrivateKey::generate(type, random);
  keys_.push_back({id, key.public_key(), now});
  sealed_.push_back(crypto::seal(wrapping, key.secret().reveal(),
                                 as_bytes(key_context(did_, keys_.back())), random));
}

Result<std::string> KeyFile::rotate(std::string_view id, const crypto::SecretBytes& passphrase,
                                    Instant now, Random& random) {
  const std::size_t index = TRY(index_of(id));
  if (keys_.size() >= k_most_keys) return fail(Code::out_of_range, "key", "there are 256 keys");
  if (keys_[index].state != KeyState::active)
    return fail(Code::conflict, "key", keys_[index].id + " is not active any more");
  const crypto::SecretBytes wrapping = TRY(wrapping_key(passphrase));
  std::string successor = next_id(keys_[index].key.type());
  add(successor, keys_[index].key.type(), wrapping, now, random);
  keys_[index].successor = successor;
  TRY(retire(id, now));
  return successor;
}

Status KeyFile::retire(std::string_view id, Instant now) {
  const std::size_t index = TRY(index_of(id));
  PublicKeyEntry& entry = keys_[index];
  if (entry.state != KeyState::active)
    return fail(Code::conflict, "key", entry.id + " is not active any more");
  entry.state = KeyState::retired;
  entry.since = now;
  sealed_[index].clear();
  return {};
}

Result<std::string> KeyFile::compromised(std::string_view id, Instant since,
                                         const crypto::SecretBytes& passphrase, Instant now,
                                         Random& random) {
  const std::size_t index = TRY(index_of(id));
  // CID 1.0 §2.2: "once the value is set, it is not expected to be updated"; an earlier moment
  // takes nothing back.
  if (keys_[index].state == KeyState::compromised && *keys_[index].since < since)
    return fail(Code::conflict, "--since",
                "it was said to be unsafe since " + format_instant(*keys_[index].since));
  std::string successor;
  if (keys_[index].state == KeyState::active) {
    successor = TRY(rotate(id, passphrase, now, random));
  } else {
    static_cast<void>(TRY(wrapping_key(passphrase)));
  }
  keys_[index].state = KeyState::compromised;
  keys_[index].since = since;
  return successor;
}

Json KeyFile::to_json() const {
  Json keys = Json::array();
  for (std::size_t i = 0; i < keys_.size(); ++i) {
    const PublicKeyEntry& entry = keys_[i];
    Json key = {{"id", entry.id},
                {"type", to_string(entry.key.type())},
                {"public", cid::to_multikey(entry.key)},
                {"created", format_instant(entry.created)},
                {"state", to_string(entry.state)}};
    if (entry.since) key["since"] = format_instant(*entry.since);
    if (!entry.successor.empty()) key["successor"] = entry.successor;
    if (entry.state == KeyState::active) key["sealed"] = to_base64url(sealed_[i]);
    keys.push_back(std::move(key));
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
