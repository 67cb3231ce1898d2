// The life of the issuer's keys: in the file, in the home, in the ledger.
#include <catch2/catch.hpp>

#include "issuer/key_history.h"
#include "support/issuer_maker.h"

using namespace credenza;          // NOLINT(google-build-using-namespace)
using namespace credenza::issuer;  // NOLINT(google-build-using-namespace)

namespace {

constexpr crypto::PasswordCost k_cheap{1, 8192};
const Instant k_made = test::at("2025-09-01T09:00:00Z");
const Instant k_rotated = test::at("2026-01-05T09:00:00Z");
const Instant k_theft = test::at("2026-03-03T00:00:00Z");
const Instant k_noticed = test::at("2026-03-10T12:00:00Z");

crypto::SecretBytes passphrase(std::string_view text = "correct horse") {
  return crypto::SecretBytes::copy_of(as_bytes(text));
}

struct Keys {
  Keys()
      : random("keys"),
        file(*KeyFile::create("did:web:school.example", passphrase(), k_cheap, k_made, random)) {}
  test::SeededRandom random;
  KeyFile file;
};

KeyFile again(const KeyFile& file) {
  return *KeyFile::parse(file.to_json().dump());
}

}  // namespace

TEST_CASE("a key that is rotated gives way to a new one of its type", "[issuer_keys]") {
  Keys keys;
  const auto made = keys.file.rotate("key-ed25519", passphrase(), k_rotated, keys.random);
  REQUIRE(made.has_value());
  CHECK(*made == "key-ed25519-2");
  const KeyFile file = again(keys.file);
  REQUIRE(file.keys().size() == 3);
  const PublicKeyEntry* old = file.find("key-ed25519");
  CHECK(old->state == KeyState::retired);
  CHECK(old->since == k_rotated);
  CHECK(old->successor == "key-ed25519-2");
  CHECK(file.find("key-ed25519-2")->created == k_rotated);
  CHECK(file.find("key-ed25519-2")->key.type() == crypto::KeyType::ed25519);
  CHECK(file.signing_key("key-ed25519") == "key-ed25519-2");
  CHECK(file.signing_key("key-p256") == "key-p256");
  // A key that signs no more has no secret that could be stolen.
  const Secrets secrets = *file.open(passphrase());
  CHECK(secrets.find("key-ed25519") == nullptr);
  CHECK(secrets.find("key-ed25519-2") != nullptr);
  CHECK(secrets.find("key-p256") != nullptr);
  CHECK_FALSE(file.to_json()["keys"][0].contains("sealed"));
  CHECK(*keys.file.rotate("key-ed25519-2", passphrase(), k_rotated, keys.random) ==
        "key-ed25519-3");
  CHECK(keys.file.signing_key("key-ed25519") == "key-ed25519-3");
  CHECK(*keys.file.rotate("key-p256", passphrase(), k_rotated, keys.random) == "key-p256-2");
}

TEST_CASE("keys change for nobody without the passphrase", "[issuer_keys]") {
  Keys keys;
  const std::string before = keys.file.to_json().dump();
  const auto rotated = keys.file.rotate("key-ed25519", passphrase("x"), k_rotated, keys.random);
  REQUIRE_FALSE(rotated.has_value());
  CHECK(rotated.error().code == Code::bad_signature);
  CHECK(rotated.error().where == "passphrase");
  CHECK_FALSE(
      keys.file.compromised("key-ed25519", k_theft, passphrase("x"), k_noticed, keys.random));
  CHECK(keys.file.to_json().dump() == before);
}

TEST_CASE("a key is retired once, and a key that is not there never", "[issuer_keys]") {
  Keys keys;
  CHECK(keys.file.retire("key-p256", k_rotated).has_value());
  CHECK(keys.file.retire("key-p256", k_rotated).error().code == Code::conflict);
  CHECK(keys.file.retire("key-rsa", k_rotated).error().code == Code::not_found);
  CHECK(keys.file.rotate("key-p256", passphrase(), k_rotated, keys.random).error().code ==
        Code::conflict);
  CHECK(keys.file.rotate("key-rsa", passphrase(), k_rotated, keys.random).error().where == "key");
}

TEST_CASE("a stolen key that signed gets a successor, and its moment only moves back",
          "[issuer_keys]") {
  Keys keys;
  const auto compromised = [&keys](const char* id, Instant since) {
    return keys.file.compromised(id, since, passphrase(), k_noticed, keys.random);
  };
  CHECK(*compromised("key-ed25519", k_theft) == "key-ed25519-2");
  const KeyFile file = again(keys.file);
  CHECK(file.find("key-ed25519")->state == KeyState::compromised);
  CHECK(file.find("key-ed25519")->since == k_theft);
  CHECK(file.open(passphrase())->find("key-ed25519") == nullptr);
  const auto later = compromised("key-ed25519", k_theft + std::chrono::days{1});
  REQUIRE_FALSE(later.has_value());
  CHECK(later.error().code == Code::conflict);
  CHECK(later.error().where == "--since");
  CHECK(compromised("key-ed25519", k_theft - std::chrono::days{1})->empty());
  CHECK(keys.file.find("key-ed25519")->since == k_theft - std::chrono::days{1});
  // One that was retired before needs no successor.
  REQUIRE(keys.file.retire("key-p256", k_rotated).has_value());
  CHECK(compromised("key-p256", k_theft)->empty());
  CHECK(keys.file.keys().size() == 3);
}

TEST_CASE("keys of the first version are read, and written in the second", "[issuer_keys]") {
  Keys keys;
  Json first = keys.file.to_json();
  CHECK(first["schema"] == "credenza.issuer.keys/2");
  first["schema"] = "credenza.issuer.keys/1";
  for (Json& key : first["keys"])
    key.erase("state");
  const auto file = KeyFile::parse(first.dump());
  REQUIRE(file.has_value());
  CHECK(file->keys()[0].state == KeyState::active);
  REQUIRE(file->open(passphrase()).has_value());
  CHECK(again(*file).to_json()["schema"] == "credenza.issuer.keys/2");
}

TEST_CASE("a file of keys says what is wrong with the life of one", "[issuer_keys]") {
  Keys keys;
  REQUIRE(keys.file.rotate("key-ed25519", passphrase(), k_rotated, keys.random).has_value());
  const auto refused = [&keys](const char* pointer, const Json& value) {
    Json changed = keys.file.to_json();
    changed[Json::json_pointer(pointer)] = value;
    const auto parsed = KeyFile::parse(changed.dump());
    return parsed ? "read"
                  : std::string(to_string(parsed.error().code)) + " " + parsed.error().where;
  };
  CHECK(refused("/keys/0/state", "retired") == "read");
  CHECK(refused("/keys/0/state", "lost") == "malformed /keys/0/state");
  CHECK(refused("/keys/0/state", "active") == "missing /keys/0/sealed");
  CHECK(refused("/keys/0/since", "yesterday") == "malformed /keys/0/since");
  CHECK(refused("/keys/1/state", "retired") == "missing /keys/1/since");
  CHECK(refused("/keys/0/successor", 2) == "malformed /keys/0/successor");
  // Keys that name each other lead nowhere, and not round for ever.
  Json circle = keys.file.to_json();
  circle["keys"][0]["successor"] = "key-ed25519";
  CHECK(KeyFile::parse(circle.dump())->signing_key("key-ed25519") == "key-ed25519");
}

TEST_CASE("a home follows its keys, wherever a change of them was cut off", "[issuer_keys]") {
  const test::TemporaryFolder folder;
  Home home{folder.path(), *make_config("School", "https://school.example", "NL"), Keys().file};
  test::SeededRandom random("store");
  must(create_sqlite_store(home.store_file(), random).has_value());
  const std::string toml = "# Ours.\n" + to_toml(home.config) + "# The end.\n";
  must(host::write_file(folder / "issuer.toml", as_bytes(toml)).has_value());
  REQUIRE(save_keys(home).has_value());
  CHECK(*host::read_file(folder / "issuer.toml", 100000) == toml);
  REQUIRE(home.keys.rotate("key-ed25519", passphrase(), k_rotated, random).has_value());

  // Killed behind keys.json: issuer.toml still names the old key.
  must(host::write_file(folder / "keys.json", as_bytes(home.keys.to_json().dump()),
                        {.mode = 0600, .overwrite = true})
           .has_value());
  CHECK(load_home(folder.path())->config.signing_key == "key-ed25519-2");
  CHECK(load_home(folder.path())->signing_method() == "did:web:school.example#key-ed25519-2");

  // Not killed: issuer.toml names the new one, and what its owner wrote stays.
  REQUIRE(save_keys(home).has_value());
  const std::string after = *host::read_file(folder / "issuer.toml", 100000);
  CHECK(after.find("signing_key = 'key-ed25519-2'\n") != std::string::npos);
  CHECK(after.starts_with("# Ours.\n"));
  CHECK(after.ends_with("# The end.\n"));
  CHECK(load_home(folder.path())->config.signing_key == "key-ed25519-2");
}

TEST_CASE("every change of keys is one entry of the ledger", "[issuer_keys]") {
  const test::TemporaryFolder folder;
  test::IssuerMaker maker(folder.path());
  const auto store = maker.open_store();
  const auto keys_entered = [&store] {
    const auto snapshot = store->look();
    std::vector<Entry> entries = *(*snapshot)->acts(0, 100);
    return entries;
  };
  REQUIRE(record_keys(*store, maker.home, k_made).has_value());
  REQUIRE(record_keys(*store, maker.home, k_rotated).has_value());
  REQUIRE(keys_entered().size() == 1);
  CHECK(keys_entered()[0].kind == k_key);
  test::SeededRandom random("rotate");
  REQUIRE(maker.home.keys.rotate("key-ed25519", maker.passphrase(), k_rotated, random));
  maker.home.config.signing_key = "key-ed25519-2";
  REQUIRE(record_keys(*store, maker.home, k_rotated).has_value());
  REQUIRE(record_keys(*store, maker.home, k_noticed).has_value());
  const std::vector<Entry> entries = keys_entered();
  REQUIRE(entries.size() == 2);
  const auto body = test::document(as_text(entries[1].body));
  CHECK(*body.root().string_at("signs") == "key-ed25519-2");
  CHECK(*(*body.root().at("keys")->items().begin()).string_at("state") == "retired");
}

TEST_CASE("what is anchored is what was entered before the moment", "[issuer_keys]") {
  const test::TemporaryFolder folder;
  test::IssuerMaker maker(folder.path());
  const auto store = maker.open_store();
  const auto enter_at = [&store](std::uint8_t number, Instant at) {
    const auto transaction = *store->begin();
    Issued issued;
    issued.id[0] = number;
    issued.place = {1, number};
    issued.text[0] = number;
    REQUIRE(transaction->append_issued(at, issued, {}).has_value());
    REQUIRE(transaction->commit().has_value());
  };
  enter_at(1, k_made - std::chrono::days{30});
  enter_at(2, k_made);
  enter_at(3, k_theft - std::chrono::seconds{1});
  enter_at(4, k_theft);
  // A clock that went back makes nothing older than the entry before it.
  enter_at(5, k_made);
  test::SeededRandom random("stolen");
  KeyFile keys =
      *KeyFile::create("did:web:rocwaterkant.example", passphrase(), k_cheap, k_made, random);
  REQUIRE(keys.compromised("key-ed25519", k_theft, passphrase(), k_noticed, random).has_value());
  const auto snapshot = *store->look();
  const auto digests = anchored(*snapshot, *keys.find("key-ed25519"));
  REQUIRE(digests.has_value());
  REQUIRE(digests->size() == 2);
  CHECK((*digests)[0][0] == 2);
  CHECK((*digests)[1][0] == 3);
}
