#include "token_status_list/token_status_list.h"

#include <algorithm>

#include <catch2/catch.hpp>
#include <zlib.h>

#include "base/encoding.h"
#include "jose/jwk.h"
#include "support/deflated.h"
#include "support/memory.h"
#include "support/outcomes.h"
#include "support/ports.h"
#include "support/vectors.h"

using credenza::as_bytes;
using credenza::Bytes;
using credenza::ByteView;
using credenza::Code;
using credenza::Json;
using credenza::Result;
using credenza::Status;
using credenza::crypto::KeyType;
using credenza::crypto::PrivateKey;
using namespace std::chrono_literals;

namespace jose = credenza::jose;
namespace json = credenza::json;
namespace test = credenza::test;
using test::ok;
using test::outcome;
namespace tsl = credenza::token_status_list;
using tsl::StatusList;
using tsl::StatusListToken;

namespace {

constexpr std::size_t k_mib = std::size_t{1} << 20;
constexpr std::string_view k_uri = "https://school.example/status/3";
const credenza::Instant k_now = test::at("2026-06-12T09:00:00Z");

const PrivateKey& school() {
  static test::SeededRandom random("school");
  static const PrivateKey key = PrivateKey::generate(KeyType::ed25519, random);
  return key;
}

Result<StatusListToken> verify(std::string_view text, const tsl::Expectation& expected,
                               const credenza::crypto::PublicKey& key = school().public_key(),
                               const tsl::Limits& limits = {}) {
  return StatusListToken::verify(TRY(StatusListToken::parse(text, limits)), key, expected, limits);
}

tsl::Description description() {
  return {.uri = std::string(k_uri),
          .kid = "did:web:school.example#key-1",
          .issued_at = k_now,
          .expires = k_now + 24h,
          .ttl = 1h,
          .aggregation_uri = "https://school.example/status"};
}

/// Header and claims as objects, to be signed by the school; or the texts of all three parts.
std::string token_of(json::Cursor input) {
  if (input.is_string()) return std::string(input.raw_string());
  if (input.is_array()) {
    std::string token;
    for (const json::Cursor part : input.items())
      token += (token.empty() ? "" : ".") + credenza::to_base64url(as_bytes(*part.string()));
    return token;
  }
  const std::string claims = json::to_value(*input.at("claims")).dump();
  return ok(jose::sign(json::to_value(*input.at("header")), as_bytes(claims), school()));
}

std::string outcome_of_vector(json::Cursor vector) {
  const std::string_view door = *vector.string_at("door");
  const json::Cursor input = *vector.at("input");
  tsl::Limits limits;
  if (const auto bytes = vector.find("max_bytes")) limits.max_bytes = *bytes->unsigned_integer();
  if (door == "token_status_list::StatusList::decode") {
    const auto bits = static_cast<unsigned>(*vector.at("bits")->unsigned_integer());
    return outcome(StatusList::decode(*input.string(), bits, limits));
  }
  if (door == "token_status_list::StatusListToken::verify") {
    tsl::Expectation expected{.uri = k_uri, .now = k_now};
    if (const auto age = vector.find("max_age"))
      expected.max_age = std::chrono::seconds(*age->integer());
    if (const auto time = vector.find("time")) expected.time = test::at(*time->string());
    return outcome(verify(token_of(input), expected, school().public_key(), limits));
  }
  const auto document = test::document(json::to_value(input));
  if (door == "token_status_list::reference_in") return outcome(tsl::reference_in(document.root()));
  REQUIRE(door == "token_status_list::read_aggregation");
  return outcome(tsl::read_aggregation(document.root()));
}

StatusList list_of(std::uint64_t entries, unsigned bits) {
  return ok(StatusList::create(entries, bits));
}

/// ZLIB data that expands to `mebibytes` of zeros, without its end.
Bytes bomb(std::size_t mebibytes) {
  const Bytes mebibyte = test::deflated(Bytes(k_mib), Z_FULL_FLUSH);
  Bytes out{0x78, 0xda};
  for (std::size_t i = 0; i < mebibytes; ++i)
    out.insert(out.end(), mebibyte.begin(), mebibyte.end());
  return out;
}

/// A member of an example of the draft, which is JSON with line breaks inside its texts.
std::string member_of_example(std::string text, const std::string& name) {
  const std::size_t start = text.find("{\n");
  text = start == std::string::npos ? text : text.substr(start);
  text.erase(std::remove_if(text.begin(), text.end(), [](char c) { return c == '\n' || c == ' '; }),
             text.end());
  const auto document = test::document(text);
  const auto member = *document.root().at(name);
  return member.is_string() ? std::string(member.raw_string())
                            : std::to_string(*member.unsigned_integer());
}

}  // namespace

TEST_CASE("token_status_list reads every list of the draft's test vectors", "[token_status_list]") {
  NEEDS_PUBLIC_DATA();
  const auto vectors = test::document(test::read_public("openid/token-status-list/vectors.json"));
  int read = 0;
  for (const json::Cursor vector : vectors.root().at("small")->items()) {
    const auto bits = static_cast<unsigned>(*vector.at("bits")->unsigned_integer());
    const auto list = ok(StatusList::decode(*vector.string_at("lst"), bits));
    std::uint64_t index = 0;
    for (const json::Cursor status : vector.at("statuses")->items())
      CHECK(*list.at(index++) == *status.unsigned_integer());
    CHECK(list.entries() == index);
    CHECK(!list.at(index).has_value());
    ++read;
  }
  for (const json::Cursor vector : vectors.root().at("long")->items()) {
    const auto bits = static_cast<unsigned>(*vector.at("bits")->unsigned_integer());
    INFO(bits);
    const auto list = ok(StatusList::decode(*vector.string_at("lst"), bits));
    CHECK(list.entries() == *vector.at("entries")->unsigned_integer());
    const auto nonzero = *vector.at("nonzero");
    std::uint64_t found = 0;
    for (std::uint64_t i = 0; i < list.entries(); ++i)
      found += *list.at(i) != 0 ? 1U : 0U;
    std::uint64_t named = 0;
    for (const json::Cursor value : nonzero.items()) {
      CHECK(*list.at(std::stoull(std::string(value.name()))) == *value.unsigned_integer());
      named += *value.unsigned_integer() != 0 ? 1U : 0U;
    }
    CHECK(found == named);
    ++read;
  }
  CHECK(read == 6);
}

TEST_CASE("token_status_list packs the draft's examples into the same bytes",
          "[token_status_list]") {
  NEEDS_PUBLIC_DATA();
  const auto vectors = test::document(test::read_public("openid/token-status-list/vectors.json"));
  for (const json::Cursor vector : vectors.root().at("small")->items()) {
    const auto bits = static_cast<unsigned>(*vector.at("bits")->unsigned_integer());
    auto list = list_of(vector.at("statuses")->size(), bits);
    std::uint64_t index = 0;
    for (const json::Cursor status : vector.at("statuses")->items())
      REQUIRE(list.set(index++, static_cast<unsigned>(*status.unsigned_integer())).has_value());
    // Compressors differ; what they were given does not.
    const auto compressed = *credenza::from_base64url(list.encode());
    Bytes packed(16);
    uLongf size = packed.size();
    REQUIRE(uncompress(packed.data(), &size, compressed.data(), compressed.size()) == Z_OK);
    packed.resize(size);
    CHECK(credenza::to_hex(packed) == *vector.string_at("bytes_hex"));
  }
}

TEST_CASE("token_status_list reads the JSON examples of the draft", "[token_status_list]") {
  NEEDS_PUBLIC_DATA();
  // The same lists as in the vectors, whose values are looked at above.
  const std::string vectors = test::read_public("openid/token-status-list/vectors.json");
  int read = 0;
  for (const std::string& name : test::list_public("openid/token-status-list/draft-examples")) {
    if (!name.ends_with("_json.md")) continue;
    INFO(name);
    const std::string text = test::read_public("openid/token-status-list/draft-examples/" + name);
    const auto bits = static_cast<unsigned>(std::stoul(member_of_example(text, "bits")));
    const std::string lst = member_of_example(text, "lst");
    CHECK(outcome(StatusList::decode(lst, bits)) == "ok");
    CHECK(vectors.find('"' + lst + '"') != std::string::npos);
    ++read;
  }
  CHECK(read == 6);
}

TEST_CASE("token_status_list verifies the token of the draft", "[token_status_list]") {
  NEEDS_PUBLIC_DATA();
  std::string text =
      test::read_public("openid/token-status-list/draft-examples/status_list_jwt_raw.md");
  text.erase(std::remove(text.begin(), text.end(), '\n'), text.end());
  // The key of the draft's examples.
  const auto jwk = test::document(
      std::string_view(R"({"kty":"EC","crv":"P-256","use":"sig","kid":"12","alg":"ES256",)"
                       R"("x":"I3HWm_0Ds1dPMI-IWmf4mBmH-YaeAVbPVu7vB27CxXo",)"
                       R"("y":"6N_d5Elj9bs1htgV3okJKIdbHEpkgTmAluYKJemzn1M"})"));
  const auto key = ok(jose::from_jwk(jwk.root()));
  const auto token =
      ok(verify(text, {.uri = "https://example.com/statuslists/1", .now = k_now}, key));
  CHECK(token.list().entries() == 16);
  CHECK(*token.list().at(0) == 1);
  CHECK(*token.list().at(1) == 0);
  CHECK(token.ttl() == 43200s);
  CHECK(credenza::format_instant(token.issued_at()) == "2023-06-16T12:56:10Z");
  CHECK(credenza::format_instant(*token.expires()) == "2042-08-15T12:56:10Z");
  CHECK(outcome(verify(text, {.uri = "https://example.com/statuslists/2", .now = k_now}, key)) ==
        "mismatch /sub");
}

TEST_CASE("token_status_list refuses what each vector says, at the place it says",
          "[token_status_list]") {
  for (const std::string& name : test::list_vectors("token_status_list")) {
    INFO(name);
    const auto vector = test::document(test::read_vector("token_status_list/" + name));
    const auto expected = *vector.root().at("expect");
    CHECK(outcome_of_vector(vector.root()) == std::string(*expected.string_at("code")) + " " +
                                                  std::string(*expected.string_at("where")));
  }
}

TEST_CASE("token_status_list keeps every value in its place, for every size",
          "[token_status_list]") {
  for (const unsigned bits : {1U, 2U, 4U, 8U}) {
    INFO(bits);
    constexpr std::uint64_t k_entries = 100000;
    auto list = list_of(k_entries, bits);
    const unsigned highest = (1U << bits) - 1;
    const auto value_at = [highest](std::uint64_t i) {
      return static_cast<unsigned>(i * 2654435761U >> 7U) & highest;
    };
    for (std::uint64_t i = 0; i < k_entries; ++i)
      REQUIRE(list.set(i, value_at(i)).has_value());
    // A neighbour that changes and changes back disturbs nobody.
    CHECK(list.set(5, highest).has_value());
    CHECK(list.set(5, value_at(5)).has_value());
    const auto again = ok(StatusList::decode(list.encode(), bits));
    bool equal = again.entries() == list.entries();
    for (std::uint64_t i = 0; i < k_entries; ++i)
      equal = equal && *again.at(i) == value_at(i);
    CHECK(equal);
    CHECK(outcome(list.set(0, highest + 1)) == "out_of_range ");
    for (const std::uint64_t index : {list.entries(), std::uint64_t{1} << 61, UINT64_MAX}) {
      CHECK(outcome(list.at(index)) == "out_of_range ");
      CHECK(outcome(list.set(index, 0)) == "out_of_range ");
    }
  }
}

TEST_CASE("token_status_list makes no list of sizes that nobody reads", "[token_status_list]") {
  for (const unsigned bits : {0U, 3U, 5U, 6U, 7U, 9U, 16U, 257U}) {
    INFO(bits);
    CHECK(outcome(StatusList::create(16, bits)) == "out_of_range ");
    CHECK(outcome(StatusList::decode("eNrbuRgAAhcBXQ", bits)) == "out_of_range ");
  }
  CHECK(outcome(StatusList::create(0, 1)) == "out_of_range ");
  CHECK(outcome(StatusList::create(tsl::k_maximum_entries / 8 + 1, 8)) == "out_of_range ");
  CHECK(list_of(9, 1).entries() == 16);
}

TEST_CASE("token_status_list knows the registered values and passes none of the others",
          "[token_status_list]") {
  CHECK(tsl::status_type(0) == tsl::StatusType::valid);
  CHECK(tsl::status_type(1) == tsl::StatusType::invalid);
  CHECK(tsl::status_type(2) == tsl::StatusType::suspended);
  for (const unsigned value : {0x03U, 0x0CU, 0x0DU, 0x0EU, 0x0FU})
    CHECK(tsl::status_type(value) == tsl::StatusType::application_specific);
  for (unsigned value = 0x04; value <= 0xFF; ++value) {
    if (value >= 0x0C && value <= 0x0F) continue;
    CHECK(tsl::status_type(value) == tsl::StatusType::reserved);
  }
}

TEST_CASE("token_status_list verifies what it signed, with every type of key",
          "[token_status_list]") {
  for (const KeyType type : {KeyType::ed25519, KeyType::p256, KeyType::p384, KeyType::p521}) {
    test::SeededRandom random("issuer");
    const auto key = PrivateKey::generate(type, random);
    auto list = list_of(1000, 2);
    REQUIRE(list.set(7, 2).has_value());
    const auto text = ok(tsl::sign(description(), list, key));
    const auto token = ok(verify(text, {.uri = k_uri, .now = k_now + 1h}, key.public_key()));
    CHECK(*token.list().at(7) == 2);
    CHECK(*token.list().at(6) == 0);
    CHECK(token.list().bits() == 2);
    CHECK(token.issued_at() == k_now);
    CHECK(token.expires() == k_now + 24h);
    CHECK(token.ttl() == 1h);
    CHECK(token.aggregation_uri() == "https://school.example/status");
    // Nobody else's key, and not a bit of it changed.
    CHECK(outcome(verify(text, {.uri = k_uri, .now = k_now})) ==
          (type == KeyType::ed25519 ? "bad_signature signature" : "mismatch header/alg"));
    for (std::size_t i = 0; i < text.size(); i += 7) {
      std::string changed = text;
      changed[i] = changed[i] == 'A' ? 'B' : 'A';
      CHECK(!verify(changed, {.uri = k_uri, .now = k_now}, key.public_key()).has_value());
    }
  }
}

TEST_CASE("token_status_list signs no list that its readers would refuse", "[token_status_list]") {
  const auto list = list_of(16, 1);
  const auto with = [&list](auto change) {
    tsl::Description changed = description();
    change(changed);
    return outcome(tsl::sign(changed, list, school()));
  };
  CHECK(with([](tsl::Description&) {}) == "ok");
  CHECK(with([](tsl::Description& d) { d.uri = "status/3"; }) == "malformed uri");
  CHECK(with([](tsl::Description& d) { d.uri.clear(); }) == "malformed uri");
  CHECK(with([](tsl::Description& d) { d.aggregation_uri = "status"; }) ==
        "malformed aggregation_uri");
  CHECK(with([](tsl::Description& d) { d.expires = d.issued_at; }) == "out_of_range expires");
  CHECK(with([](tsl::Description& d) { d.ttl = 0s; }) == "out_of_range ttl");
}

TEST_CASE("token_status_list tells when a copy has to be fetched anew", "[token_status_list]") {
  const auto list = list_of(16, 1);
  const auto refresh = [&list](std::optional<std::chrono::seconds> ttl,
                               std::optional<std::chrono::seconds> lasts) {
    tsl::Description changed = description();
    changed.ttl = ttl;
    changed.expires.reset();
    if (lasts) changed.expires = k_now + *lasts;
    const auto text = ok(tsl::sign(changed, list, school()));
    const auto token = ok(verify(text, {.uri = k_uri, .now = k_now}));
    return (token.refresh_at(k_now, {.least = 60s, .most = 1h}) - k_now).count();
  };
  CHECK(refresh(10min, 30min) == 600);
  CHECK(refresh(30min, 10min) == 600);
  CHECK(refresh({}, 10min) == 600);
  CHECK(refresh({}, {}) == 3600);
  // A list cannot make its readers hammer on its address, nor keep them away for a year.
  CHECK(refresh(1s, 24h) == 60);
  CHECK(refresh(24h * 365, 24h * 365) == 3600);
}

TEST_CASE("token_status_list takes a list of the past only for moments that it covers",
          "[token_status_list]") {
  const auto text = ok(tsl::sign(description(), list_of(16, 1), school()));
  const auto asked = [&text](credenza::Instant time) {
    return outcome(verify(text, {.uri = k_uri, .now = k_now + 24h * 1000, .time = time}));
  };
  CHECK(asked(k_now - 1s) == "not_yet_valid /iat");
  CHECK(asked(k_now) == "ok");
  CHECK(asked(k_now + 24h - 1s) == "ok");
  CHECK(asked(k_now + 24h) == "expired /exp");
  CHECK(outcome(verify(text, {.uri = k_uri, .now = k_now + 24h * 1000})) == "expired /exp");
}

TEST_CASE("token_status_list finds the reference of a token, and names other mechanisms",
          "[token_status_list]") {
  const Json claims{{"status", tsl::make_status(k_uri, 412)}};
  const auto document = test::document(claims);
  const auto reference = ok(tsl::reference_in(document.root()));
  REQUIRE(reference.has_value());
  CHECK(reference->index == 412);
  CHECK(reference->uri == k_uri);
  CHECK(tsl::unknown_mechanisms(document.root()).empty());

  const auto none = test::document(std::string_view(R"({"sub":"x"})"));
  CHECK(!ok(tsl::reference_in(none.root())).has_value());
  // A status of a kind that is not known here is not "no status".
  const auto other = test::document(std::string_view(R"({"status":{"identifier_list":{}}})"));
  CHECK(!ok(tsl::reference_in(other.root())).has_value());
  REQUIRE(tsl::unknown_mechanisms(other.root()).size() == 1);
  CHECK(tsl::unknown_mechanisms(other.root()).front().pointer() == "/status/identifier_list");
}

TEST_CASE("token_status_list reads back the aggregation that it wrote", "[token_status_list]") {
  const std::vector<std::string> uris{std::string(k_uri), "https://school.example/status/4"};
  const auto document = test::document(tsl::make_aggregation(uris));
  const auto read = ok(tsl::read_aggregation(document.root()));
  CHECK(std::equal(read.begin(), read.end(), uris.begin(), uris.end()));
}

TEST_CASE("token_status_list stops a zlib bomb at its limit", "[token_status_list][hostile]") {
  Bytes input = bomb(1024);
  // What stands behind the limit is never looked at: this would be malformed.
  input.insert(input.end(), {0xff, 0xff, 0xff});
  REQUIRE(input.size() < 2 * k_mib);
  const std::string text = credenza::to_base64url(input);
  CHECK(outcome(StatusList::decode(text, 1)) == "out_of_range ");
  const auto growth =
      test::peak_growth([&text] { static_cast<void>(StatusList::decode(text, 1)); });
  if (growth) {
    CHECK(*growth < 64 * k_mib);
  } else {
    WARN("memory is not measured under a sanitizer");
  }
}

TEST_CASE("token_status_list accepts exactly its limit and not a byte more",
          "[token_status_list][hostile]") {
  const auto list = list_of(8 * 1000, 1);
  const std::string text = list.encode();
  CHECK(outcome(StatusList::decode(text, 1, {.max_bytes = 1000})) == "ok");
  CHECK(outcome(StatusList::decode(text, 1, {.max_bytes = 999})) == "out_of_range ");
  const auto token = ok(tsl::sign(description(), list, school()));
  const tsl::Expectation expected{.uri = k_uri, .now = k_now};
  CHECK(outcome(verify(token, expected, school().public_key(),
                       {.max_token_bytes = token.size()})) == "ok");
  CHECK(outcome(verify(token, expected, school().public_key(),
                       {.max_token_bytes = token.size() - 1})) == "out_of_range ");
  CHECK(outcome(verify(token, expected, school().public_key(), {.max_bytes = 999})) ==
        "out_of_range /status_list/lst");
}

TEST_CASE("token_status_list refuses zlib data that is cut or has a bit flipped",
          "[token_status_list][hostile]") {
  auto list = list_of(5000, 2);
  for (std::uint64_t i = 0; i < 200; ++i)
    REQUIRE(list.set(i * i % 5000, static_cast<unsigned>(i % 4)).has_value());
  const Bytes whole = *credenza::from_base64url(list.encode());
  for (std::size_t size = 0; size < whole.size(); ++size) {
    INFO(size);
    CHECK(outcome(StatusList::decode(credenza::to_base64url(ByteView(whole).first(size)), 2)) ==
          "malformed ");
  }
  for (std::size_t bit = 0; bit < whole.size() * 8; ++bit) {
    Bytes flipped = whole;
    flipped[bit / 8] = static_cast<std::uint8_t>(flipped[bit / 8] ^ (1U << bit % 8));
    const auto read = StatusList::decode(credenza::to_base64url(flipped), 2);
    if (!read) continue;
    // A few bits of the header say how it was compressed, and nothing about any status.
    INFO(bit);
    CHECK(read->encode() == list.encode());
  }
}
