#include "wallet/holder_key.h"

#include <algorithm>

#include "cid/cid.h"
#include "did/did.h"

namespace credenza::wallet {
namespace {

Result<HolderKey> read_key(const Entry& entry) {
  const std::string_view did = TRY(entry.entry.string_at("did"));
  const std::string_view created = TRY(entry.entry.string_at("created"));
  const Instant at = TRY(parse_instant(created));
  const std::string_view name = entry.entry.string_at("name").value_or(std::string_view{});
  const std::string_view next = entry.entry.string_at("next").value_or(std::string_view{});
  return HolderKey{entry.id, std::string(name), std::string(did), at, std::string(next)};
}

Json to_meta(const HolderKey& key) {
  Json meta{{"did", key.did}, {"name", key.name}, {"created", format_instant(key.created)}};
  if (!key.next.empty()) meta["next"] = key.next;
  return meta;
}

}  // namespace

Result<HolderKey> add_holder_key(Vault& vault, std::string_view name, Instant now, Random& random) {
  const crypto::PrivateKey key = crypto::PrivateKey::generate(crypto::KeyType::ed25519, random);
  HolderKey made{make_id(random), std::string(name), did::key_did(key.public_key()), now, {}};
  Changes changes;
  changes.puts.push_back({made.id, Kind::holder_key, to_meta(made), key.secret().reveal()});
  TRY(vault.commit(changes, now, random));
  return made;
}

Result<HolderKey> replace_holder_key(Vault& vault, const HolderKey& old, Instant now,
                                     Random& random) {
  if (!old.next.empty()) {
    const std::vector<HolderKey> all = TRY(holder_keys(vault));
    const auto known = std::ranges::find(all, old.next, &HolderKey::did);
    if (known != all.end()) return *known;
  }
  const Content kept = TRY(vault.read(old.id));
  const crypto::PrivateKey key = crypto::PrivateKey::generate(crypto::KeyType::ed25519, random);
  HolderKey made{make_id(random), old.name, did::key_did(key.public_key()), now, {}};
  HolderKey replaced = old;
  replaced.next = made.did;
  Changes changes;
  changes.puts.push_back({made.id, Kind::holder_key, to_meta(made), key.secret().reveal()});
  changes.puts.push_back({old.id, Kind::holder_key, to_meta(replaced), kept.body()});
  TRY(vault.commit(changes, now, random));
  return made;
}

Result<std::vector<HolderKey>> holder_keys(const Vault& vault) {
  std::vector<HolderKey> all;
  for (const Entry& entry : vault.index().entries()) {
    if (entry.kind != Kind::holder_key) continue;
    Result<HolderKey> key = read_key(entry);
    if (!key) return fail(key.error().code, "index", "a key's entry is not as expected");
    all.push_back(std::move(*key));
  }
  std::ranges::sort(all, [](const HolderKey& a, const HolderKey& b) {
    return std::pair(a.created, a.id) < std::pair(b.created, b.id);
  });
  return all;
}

Result<crypto::PrivateKey> open_holder_key(Vault& vault, std::string_view did) {
  const std::vector<HolderKey> all = TRY(holder_keys(vault));
  const auto known = std::ranges::find(all, did, &HolderKey::did);
  if (known == all.end())
    return fail(Code::not_found, std::string(did), "the key of this DID is not in the vault");
  const Content content = TRY(vault.read(known->id));
  const auto secret = crypto::SecretBytes::copy_of(content.body());
  crypto::PrivateKey key = TRY(crypto::PrivateKey::from_raw(crypto::KeyType::ed25519, secret));
  // The entry is a copy; the key says itself whose it is.
  if (did::key_did(key.public_key()) != did) {
    return fail(Code::mismatch, std::string(did), "the key in the vault belongs to another DID");
  }
  return key;
}

Result<crypto::PublicKey> public_key_of(std::string_view did) {
  constexpr std::string_view k_prefix = "did:key:";
  if (!did.starts_with(k_prefix)) {
    return fail(Code::malformed, "did", "it begins with did:key:z, as 'key new' prints it");
  }
  auto key = cid::from_multikey(did.substr(k_prefix.size()));
  if (!key) return fail(key.error().code, "did", key.error().detail);
  return key;
}

}  // namespace credenza::wallet
