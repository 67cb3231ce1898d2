#include <catch2/catch.hpp>

#include "base/encoding.h"
#include "support/ports.h"

using credenza::as_bytes;
using credenza::as_text;
using credenza::Bytes;
using credenza::from_base58;
using credenza::from_base64;
using credenza::from_base64url;
using credenza::from_hex;
using credenza::from_multibase;
using credenza::Result;
using credenza::to_base58;
using credenza::to_base64;
using credenza::to_base64url;
using credenza::to_hex;

namespace {

std::string text(const Result<Bytes>& bytes) {
  REQUIRE(bytes.has_value());
  return std::string(as_text(*bytes));
}

Bytes bytes(std::string_view hex) {
  return *from_hex(hex);
}

}  // namespace

TEST_CASE("base writes and reads the base64 vectors of RFC 4648 section 10", "[base]") {
  const std::pair<std::string, std::string> vectors[] = {{"", ""},
                                                         {"f", "Zg=="},
                                                         {"fo", "Zm8="},
                                                         {"foo", "Zm9v"},
                                                         {"foob", "Zm9vYg=="},
                                                         {"fooba", "Zm9vYmE="},
                                                         {"foobar", "Zm9vYmFy"}};
  for (const auto& [plain, encoded] : vectors) {
    INFO(plain);
    const std::string unpadded = encoded.substr(0, encoded.find('='));
    CHECK(to_base64(as_bytes(plain)) == encoded);
    CHECK(text(from_base64(encoded)) == plain);
    CHECK(to_base64url(as_bytes(plain)) == unpadded);
    CHECK(text(from_base64url(unpadded)) == plain);
  }
}

TEST_CASE("base uses the two alphabets of RFC 4648 where they differ", "[base]") {
  const Bytes raw = bytes("fbefbefbefbeffffff");
  CHECK(to_base64(raw) == "++++++++////");
  CHECK(to_base64url(raw) == "--------____");
  CHECK(*from_base64("++++++++////") == raw);
  CHECK(*from_base64url("--------____") == raw);
}

TEST_CASE("base writes and reads the base16 vectors of RFC 4648 section 10, in either case",
          "[base]") {
  CHECK(to_hex(as_bytes("foobar")) == "666f6f626172");
  CHECK(text(from_hex("666F6f626172")) == "foobar");
  CHECK(to_hex({}).empty());
  CHECK(from_hex("")->empty());
  CHECK(to_hex(bytes("00ff7f80")) == "00ff7f80");
}

TEST_CASE("base writes and reads known base58 values", "[base]") {
  const std::pair<std::string, std::string> vectors[] = {
      {"", ""},
      {"00", "1"},
      {"0000", "11"},
      {"39", "z"},
      {"3a", "21"},
      {"61", "2g"},
      {"ff", "5Q"},
      {"626262", "a3gV"},
      {"636363", "aPEr"},
      {"516b6fcd0f", "ABnLTmg"},
      {"bf4f89001e670274dd", "3SEo3LWLoPntC"},
      {"572e4794", "3EFU7m"},
      {"ecac89cad93923c02321", "EJDM8drfXA6uyA"},
      {"10c8511e", "Rt5zm"},
      {"00000000000000000000", "1111111111"},
      {"0000287fb4cd", "11233QC4"},
      {"00eb15231dfceb60925886b67d065299925915aeb172c06647", "1NS17iag9jJgTHD1VXjvLCEnZuQ3rJDE9L"},
  };
  for (const auto& [hex, encoded] : vectors) {
    INFO(hex);
    CHECK(to_base58(bytes(hex)) == encoded);
    CHECK(to_hex(*from_base58(encoded)) == hex);
  }
  CHECK(text(from_base58("2NEpo7TZRRrLZSi2U")) == "Hello World!");
  CHECK(text(from_base58("USm3fpXnKG5EUBx2ndxBDMPVciP5hGey2Jh4NDv6gmeo1LkMeiKrLJUUBk6Z")) ==
        "The quick brown fox jumps over the lazy dog.");
}

TEST_CASE("base reads back what it writes, for every length up to 300", "[base]") {
  credenza::test::SeededRandom random;
  for (std::size_t size = 0; size <= 300; ++size) {
    INFO(size);
    Bytes raw(size);
    random.fill(raw);
    if (size % 3 == 0)
      std::fill(raw.begin(), raw.begin() + static_cast<std::ptrdiff_t>(size / 5), 0);
    CHECK(*from_hex(to_hex(raw)) == raw);
    CHECK(*from_base64(to_base64(raw)) == raw);
    CHECK(*from_base64url(to_base64url(raw)) == raw);
    CHECK(*from_base58(to_base58(raw)) == raw);
    CHECK(*from_multibase("z" + to_base58(raw)) == raw);
    CHECK(*from_multibase("u" + to_base64url(raw)) == raw);
  }
}

TEST_CASE("base has one base64url spelling for each value", "[base]") {
  // Of the 64 last characters of a text of two, four leave no bits over.
  int accepted = 0;
  for (const char c :
       std::string("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")) {
    if (from_base64url(std::string("Z") + c)) ++accepted;
  }
  CHECK(accepted == 4);
}

TEST_CASE("base reads base58 of the length it allows", "[base]") {
  CHECK(from_base58(std::string(1024, 'z')).has_value());
  CHECK(from_base58(std::string(1024, '1'))->size() == 1024);
}

TEST_CASE("base reads a multibase value without content", "[base]") {
  CHECK(from_multibase("z")->empty());
  CHECK(from_multibase("u")->empty());
}
