#include <catch2/catch.hpp>

#include "crypto/derived_random.h"
#include "crypto/secret_bytes.h"
#include "support/ports.h"

using credenza::as_bytes;
using credenza::Bytes;
using credenza::crypto::DerivedRandom;
using credenza::crypto::SecretBytes;

namespace {

Bytes drawn(const SecretBytes& key, std::string_view context, std::size_t size) {
  DerivedRandom random(key, as_bytes(context));
  Bytes out(size);
  random.fill(out);
  return out;
}

const SecretBytes& key_of(char fill) {
  static const SecretBytes a = SecretBytes::copy_of(as_bytes(std::string(32, 'a')));
  static const SecretBytes b = SecretBytes::copy_of(as_bytes(std::string(32, 'b')));
  return fill == 'a' ? a : b;
}

}  // namespace

TEST_CASE("DerivedRandom gives the same bytes for the same key and context, however they are drawn",
          "[crypto]") {
  const Bytes whole = drawn(key_of('a'), "row 1", 200);
  CHECK(drawn(key_of('a'), "row 1", 200) == whole);
  DerivedRandom in_parts(key_of('a'), as_bytes("row 1"));
  Bytes together;
  for (const std::size_t size : {1U, 31U, 32U, 33U, 0U, 103U}) {
    Bytes part(size);
    in_parts.fill(part);
    together.insert(together.end(), part.begin(), part.end());
  }
  CHECK(together == whole);
}

TEST_CASE("DerivedRandom gives other bytes for another key or another context", "[crypto]") {
  const Bytes one = drawn(key_of('a'), "row 1", 64);
  CHECK(drawn(key_of('b'), "row 1", 64) != one);
  CHECK(drawn(key_of('a'), "row 2", 64) != one);
  CHECK(drawn(key_of('a'), "", 64) != one);
  // No block comes twice.
  CHECK(Bytes(one.begin(), one.begin() + 32) != Bytes(one.begin() + 32, one.end()));
}
