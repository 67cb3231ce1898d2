#include <sys/stat.h>

#include <catch2/catch.hpp>

#include "base/encoding.h"
#include "cid/cid.h"
#include "issuer/home.h"
#include "issuer/publication.h"
#include "support/issuer_maker.h"
#include "support/vectors.h"

using namespace credenza;          // NOLINT(google-build-using-namespace)
using namespace credenza::issuer;  // NOLINT(google-build-using-namespace)

namespace {

constexpr crypto::PasswordCost k_cheap{1, 8192};

crypto::SecretBytes secret(std::string_view text) {
  return crypto::SecretBytes::copy_of(as_bytes(text));
}

KeyFile keys() {
  test::SeededRandom random("keys");
  return *KeyFile::create("did:web:school.example", secret("correct horse"), k_cheap,
                          test::at("2026-06-01T09:00:00Z"), random);
}

std::string refused_keys(const Json& value) {
  const auto parsed = KeyFile::parse(value.dump());
  return parsed ? "read" : std::string(to_string(parsed.error().code)) + " " + parsed.error().where;
}

std::string refused_config(const std::string& text) {
  const auto parsed = parse_config(text);
  return parsed ? "read" : std::string(to_string(parsed.error().code)) + " " + parsed.error().where;
}

const std::string k_toml =
    "version = 1\nname = \"ROC\"\nurl = \"https://roc.example/\"\ndid = "
    "\"did:web:roc.example\"\ncountry = \"NL\"\n";

}  // namespace

TEST_CASE("the issuer's keys open with their passphrase and no other", "[issuer_home]") {
  const KeyFile file = *KeyFile::parse(keys().to_json().dump());
  CHECK(file.did() == "did:web:school.example");
  REQUIRE(file.keys().size() == 2);
  CHECK(file.keys()[0].id == k_ed25519_id);
  CHECK(file.keys()[0].key.type() == crypto::KeyType::ed25519);
  CHECK(file.keys()[1].key.type() == crypto::KeyType::p256);
  const auto opened = file.open(secret("correct horse"));
  REQUIRE(opened.has_value());
  for (const PublicKeyEntry& entry : file.keys()) {
    const crypto::PrivateKey* key = opened->find(entry.id);
    REQUIRE(key != nullptr);
    const auto signature = key->sign(as_bytes("message"));
    CHECK(crypto::verify(entry.key, as_bytes("message"), *signature).has_value());
  }
  CHECK(opened->find("key-rsa") == nullptr);
  for (const char* wrong : {"correct horse ", "Correct horse", "x"}) {
    const auto refused = file.open(secret(wrong));
    REQUIRE(!refused.has_value());
    CHECK(refused.error().code == Code::bad_signature);
    CHECK(refused.error().where == "passphrase");
  }
}

TEST_CASE("the file of keys holds no secret in the clear", "[issuer_home]") {
  const KeyFile file = keys();
  const Secrets secrets = *file.open(secret("correct horse"));
  const std::string text = file.to_json().dump();
  for (const auto& [id, key] : secrets.keys) {
    CHECK(text.find(to_base64url(key.secret().reveal())) == std::string::npos);
    CHECK(text.find(to_hex(key.secret().reveal())) == std::string::npos);
  }
  CHECK(text.find(to_base64url(secrets.data_key.reveal())) == std::string::npos);
}

TEST_CASE("a sealed secret opens only in its own place", "[issuer_home]") {
  const Json whole = keys().to_json();
  const auto opens = [](const Json& value) {
    return KeyFile::parse(value.dump())->open(secret("correct horse")).has_value();
  };
  CHECK(opens(whole));
  Json changed = whole;
  std::swap(changed["keys"][0]["sealed"], changed["keys"][1]["sealed"]);
  CHECK(!opens(changed));
  changed = whole;
  changed["keys"][0]["id"] = "key-1";
  CHECK(!opens(changed));
  changed = whole;
  changed["issuer"] = "did:web:other.example";
  CHECK(!opens(changed));
  changed = whole;
  changed["data_key"] = whole["keys"][0]["sealed"];
  CHECK(!opens(changed));
  changed = whole;
  changed["kdf"]["passes"] = 2;
  CHECK(!opens(changed));
}

TEST_CASE("a file of keys says where it is wrong", "[issuer_home]") {
  const Json whole = keys().to_json();
  CHECK(refused_keys(whole) == "read");
  const auto with = [&whole](const char* pointer, const Json& value) {
    Json changed = whole;
    changed[Json::json_pointer(pointer)] = value;
    return refused_keys(changed);
  };
  CHECK(with("/schema", "credenza.issuer.keys/3") == "unsupported version");
  CHECK(with("/schema", "x") == "malformed /schema");
  CHECK(with("/kdf/name", "scrypt") == "unsupported /kdf/name");
  CHECK(with("/kdf/passes", -1) == "malformed /kdf/passes");
  CHECK(with("/kdf/salt", "AAAA") == "malformed /kdf/salt");
  CHECK(with("/keys/0/public", "z6Mk") == "malformed /keys/0/public");
  CHECK(with("/keys/1/created", "yesterday") == "malformed /keys/1/created");
  CHECK(with("/keys/0/sealed", "?") == "malformed /keys/0/sealed");
  Json expensive = whole;
  expensive["kdf"]["memory_bytes"] = std::uint64_t{1} << 40;
  CHECK(KeyFile::parse(expensive.dump())->open(secret("x")).error().code == Code::out_of_range);
}

TEST_CASE("a configuration is read as it was written", "[issuer_home]") {
  Config config = *make_config("ROC \"Waterkant\"", "https://rocwaterkant.example", "NL");
  config.identifiers = {{"BRIN", "99ZZ"}, {"KVK", "12345678"}};
  const auto again = parse_config(to_toml(config));
  INFO((again ? "" : again.error().where + ": " + again.error().detail));
  REQUIRE(again.has_value());
  CHECK(again->name == config.name);
  CHECK(again->url == "https://rocwaterkant.example/");
  CHECK(again->did == "did:web:rocwaterkant.example");
  CHECK(again->identifiers == config.identifiers);
  CHECK(again->status_list_url("revocation", 2) ==
        "https://rocwaterkant.example/status/revocation-2.json");
  CHECK(again->as_organisation().country == "NL");
  CHECK(make_config("x", "https://school.example:8443/a/b", "NL")->did ==
        "did:web:school.example%3A8443:a:b");
}

TEST_CASE("an address that no did:web has is refused", "[issuer_home]") {
  for (const char* url : {"http://school.example/", "ftp://school.example/", "school.example",
                          "https://127.0.0.1/", "https://[::1]/", "https://school.example/?a=b",
                          "https://school.example/../x", "https://a:b@school.example/"}) {
    INFO(url);
    const auto config = make_config("x", url, "NL");
    REQUIRE(!config.has_value());
    CHECK(config.error().code == Code::malformed);
    CHECK(config.error().where == "--url");
  }
  CHECK(make_config("x", "http://localhost:8080/", "NL").has_value());
}

TEST_CASE("a configuration says where it is wrong", "[issuer_home]") {
  CHECK(refused_config(k_toml) == "read");
  CHECK(refused_config(k_toml + "[status]\nvalid_days = 30\nttl_minutes = 5\n") == "read");
  CHECK(refused_config("version = 2\n") == "unsupported version");
  CHECK(refused_config("") == "missing issuer.toml, version");
  CHECK(refused_config("version = 1\n") == "missing issuer.toml, name");
  CHECK(refused_config(k_toml + "colour = \"red\"\n") == "unsupported issuer.toml, colour");
  CHECK(refused_config(k_toml + "name = \"again\"\n") == "malformed issuer.toml, line 6");
  CHECK(refused_config(k_toml + "= =\n") == "malformed issuer.toml, line 6");
  CHECK(refused_config(k_toml + "[status]\nvalid_days = 0\n") ==
        "malformed issuer.toml, status.valid_days");
  CHECK(refused_config(k_toml + "[status]\nvalid_day = 7\n") ==
        "unsupported issuer.toml, status.valid_day");
  CHECK(refused_config(k_toml + "status = 7\n") == "malformed issuer.toml, status");
  CHECK(refused_config(k_toml + "store = \"../ledger\"\n") == "malformed issuer.toml, store");
  CHECK(refused_config(k_toml + "[[identifiers]]\nscheme = \"BRIN\"\n") ==
        "missing issuer.toml, identifiers");
  CHECK(refused_config(k_toml + "identifiers = [1]\n") == "malformed issuer.toml, identifiers");
}

TEST_CASE("a home is made once, and only its owner reads it", "[issuer_home]") {
  const test::TemporaryFolder folder;
  const std::string home = folder / "school";
  test::SeededRandom random("home");
  const Config config = *make_config("ROC Waterkant", "https://rocwaterkant.example", "NL");
  CHECK(load_home(home).error().code == Code::not_found);
  REQUIRE(
      create_home(home, config, secret("p"), test::at("2026-06-01T09:00:00Z"), random).has_value());
  const auto again =
      create_home(home, config, secret("p"), test::at("2026-06-01T09:00:00Z"), random);
  REQUIRE(!again.has_value());
  CHECK(again.error().code == Code::conflict);
  CHECK(again.error().where == "home");
  for (const char* file : {"issuer.toml", "keys.json", "ledger.sqlite"}) {
    INFO(file);
    struct stat status {};
    REQUIRE(::stat((home + "/" + file).c_str(), &status) == 0);
    CHECK((status.st_mode & 0777U) == 0600U);
  }
  const auto loaded = load_home(home);
  REQUIRE(loaded.has_value());
  CHECK(loaded->signing_method() == "did:web:rocwaterkant.example#key-ed25519");
  CHECK(open_store(*loaded).has_value());
  const auto lock = lock_home(home);
  REQUIRE(lock.has_value());
  CHECK(lock_home(home).error().where == "lock");
}

TEST_CASE("a home whose files are of two issuers is refused", "[issuer_home]") {
  const test::TemporaryFolder folder;
  const Config config = *make_config("ROC Waterkant", "https://rocwaterkant.example", "NL");
  must(host::write_file(folder / "issuer.toml", as_bytes(to_toml(config))).has_value());
  must(host::write_file(folder / "keys.json", as_bytes(keys().to_json().dump())).has_value());
  const auto loaded = load_home(folder.path());
  REQUIRE(!loaded.has_value());
  CHECK(loaded.error().code == Code::mismatch);
  CHECK(loaded.error().where == "keys.json");
}

TEST_CASE("an issuer publishes its keys where its DID says", "[issuer_home]") {
  const test::TemporaryFolder folder;
  const test::IssuerMaker maker(folder.path());
  const auto file = publish_did(maker.home);
  REQUIRE(file.has_value());
  CHECK(file->path == "/.well-known/did.json");
  CHECK(file->url == "https://rocwaterkant.example/.well-known/did.json");
  const auto document = cid::ControlledDocument::parse(file->text, maker.home.config.did);
  REQUIRE(document.has_value());
  for (const PublicKeyEntry& entry : maker.home.keys.keys()) {
    const auto method =
        document->method(maker.home.config.did + "#" + entry.id,
                         cid::Relationship::assertion_method, test::at("2026-06-15T09:00:00Z"));
    REQUIRE(method.has_value());
    CHECK(method->key == entry.key);
  }
}
