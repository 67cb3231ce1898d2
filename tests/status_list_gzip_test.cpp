// Hostile GZIP behind encodedList: bombs, cuts, flipped bits, more than one member.
#include <algorithm>

#include <catch2/catch.hpp>
#include <zlib.h>

#include "base/encoding.h"
#include "status_list/status_list.h"
#include "support/deflated.h"
#include "support/memory.h"
#include "support/vectors.h"

using credenza::Bytes;
using credenza::ByteView;
using credenza::Code;
using credenza::status_list::StatusList;

namespace {

constexpr std::size_t k_mib = std::size_t{1} << 20;
const Bytes k_gzip_header = {0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3};

/// GZIP that expands to `mebibytes` of zeros, without its last block and trailer.
Bytes bomb(std::size_t mebibytes) {
  const Bytes mebibyte = credenza::test::deflated(Bytes(k_mib), Z_FULL_FLUSH);
  Bytes out = k_gzip_header;
  out.reserve(out.size() + mebibytes * mebibyte.size());
  for (std::size_t i = 0; i < mebibytes; ++i)
    out.insert(out.end(), mebibyte.begin(), mebibyte.end());
  return out;
}

std::string encoded(ByteView bytes) {
  return "u" + credenza::to_base64url(bytes);
}

/// A list with some hundred entries set, as GZIP.
Bytes some_list() {
  auto list = StatusList::create(131072);
  REQUIRE(list.has_value());
  for (std::uint64_t i = 0; i < 200; ++i)
    REQUIRE(list->set(i * i * 3 % 131072, 1).has_value());
  return *credenza::from_multibase(list->encode());
}

}  // namespace

TEST_CASE("status_list stops a gzip bomb at its limit", "[status_list][hostile]") {
  Bytes input = bomb(1024);
  // What stands behind the limit is never looked at: this would be malformed.
  input.insert(input.end(), {0xff, 0xff, 0xff});
  REQUIRE(input.size() < 2 * k_mib);
  const std::string text = encoded(input);
  const auto list = StatusList::decode(text);
  REQUIRE(!list.has_value());
  CHECK(list.error().code == Code::out_of_range);

  const auto growth =
      credenza::test::peak_growth([&text] { static_cast<void>(StatusList::decode(text)); });
  if (growth) {
    CHECK(*growth < 64 * k_mib);
  } else {
    WARN("memory is not measured under a sanitizer");
  }
}

TEST_CASE("status_list accepts exactly its limit and not a byte more", "[status_list][hostile]") {
  Bytes at_limit = bomb(16);
  const Bytes last = credenza::test::deflated({}, Z_FINISH);
  at_limit.insert(at_limit.end(), last.begin(), last.end());
  const Bytes zeros(16 * k_mib);
  const auto crc =
      static_cast<std::uint32_t>(crc32(0, zeros.data(), static_cast<uInt>(zeros.size())));
  for (const std::uint32_t word : {crc, static_cast<std::uint32_t>(zeros.size())}) {
    for (unsigned shift = 0; shift < 32; shift += 8) {
      at_limit.push_back(static_cast<std::uint8_t>(word >> shift));
    }
  }
  const std::string text = encoded(at_limit);
  const auto list = StatusList::decode(text);
  REQUIRE(list.has_value());
  CHECK(list->entries() == std::uint64_t{1} << 27);
  const auto refused = StatusList::decode(text, 1, {.max_bytes = 16 * k_mib - 1});
  REQUIRE(!refused.has_value());
  CHECK(refused.error().code == Code::out_of_range);
}

TEST_CASE("status_list refuses text that is too long before it expands it",
          "[status_list][hostile]") {
  const std::string text = "u" + std::string(64 * k_mib, 'A');
  const auto list = StatusList::decode(text);
  REQUIRE(!list.has_value());
  CHECK(list.error().code == Code::out_of_range);
}

TEST_CASE("status_list gets to the end of blocks that hold nothing", "[status_list][hostile]") {
  Bytes input = k_gzip_header;
  for (int i = 0; i < 1000000; ++i)
    input.insert(input.end(), {0, 0, 0, 0xff, 0xff});
  const auto list = StatusList::decode(encoded(input));
  REQUIRE(!list.has_value());
  CHECK(list.error().code == Code::malformed);
}

TEST_CASE("status_list refuses gzip data cut at any byte", "[status_list][hostile]") {
  const Bytes whole = some_list();
  REQUIRE(StatusList::decode(encoded(whole)).has_value());
  for (std::size_t size = 0; size < whole.size(); ++size) {
    INFO(size);
    const auto list = StatusList::decode(encoded(ByteView(whole).first(size)));
    REQUIRE(!list.has_value());
    CHECK(list.error().code == Code::malformed);
  }
}

TEST_CASE("status_list sees every flipped bit that could change a status",
          "[status_list][hostile]") {
  const Bytes whole = some_list();
  const std::string expected = StatusList::decode(encoded(whole))->encode();
  // RFC 1952 §2.3.1: FTEXT, then MTIME, XFL and OS, which no checksum covers and nobody reads here;
  // and what fills up the byte in which the last block ends, before CRC32 and ISIZE.
  const auto is_read = [&whole](std::size_t bit) {
    return bit != 3 * 8 && !(bit / 8 >= 4 && bit / 8 < 10) && bit / 8 != whole.size() - 9;
  };
  for (std::size_t bit = 0; bit < whole.size() * 8; ++bit) {
    INFO(bit);
    Bytes flipped = whole;
    flipped[bit / 8] = static_cast<std::uint8_t>(flipped[bit / 8] ^ (1U << (bit % 8)));
    const auto list = StatusList::decode(encoded(flipped));
    if (is_read(bit)) {
      CHECK(!list.has_value());
    } else if (list) {
      CHECK(list->encode() == expected);
    }
  }
}

TEST_CASE("status_list refuses anything behind the gzip member", "[status_list][hostile]") {
  const Bytes whole = some_list();
  for (std::size_t size = 1; size <= whole.size(); ++size) {
    Bytes longer = whole;
    longer.insert(longer.end(), whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
    const auto list = StatusList::decode(encoded(longer));
    REQUIRE(!list.has_value());
    CHECK(list.error().code == Code::malformed);
  }
}

TEST_CASE("status_list reads a gzip header with name, comment, extra field and checksum",
          "[status_list]") {
  const Bytes plain = some_list();
  Bytes input = {0x1f, 0x8b, 8, 0x1e, 1, 2, 3, 4, 2, 3, 2, 0, 'x', 'y', 'n', 0, 'c', 0};
  const auto crc = crc32(0, input.data(), static_cast<uInt>(input.size()));
  input.push_back(static_cast<std::uint8_t>(crc));
  input.push_back(static_cast<std::uint8_t>(crc >> 8U));
  input.insert(input.end(), plain.begin() + 10, plain.end());
  const auto list = StatusList::decode(encoded(input));
  REQUIRE(list.has_value());
  CHECK(list->encode() == encoded(plain));

  input[12] = 'z';
  CHECK(StatusList::decode(encoded(input)).error().code == Code::malformed);
}

TEST_CASE("status_list writes the same text for the same list, with no trace of when and where",
          "[status_list]") {
  const Bytes whole = some_list();
  CHECK(whole == some_list());
  CHECK(std::equal(k_gzip_header.begin(), k_gzip_header.end(), whole.begin()));
}
