#include "base/encoding.h"
#include "deflate/deflate.h"
#include "status_list/status_list.h"

namespace credenza::status_list {
namespace {

constexpr unsigned k_max_bits = 8;

Status check_bits(unsigned bits) {
  if (bits >= 1 && bits <= k_max_bits) return {};
  return fail(Code::out_of_range, "", "a status has from 1 to 8 bits");
}

/// The longest multibase text of GZIP data that can be worth expanding.
std::size_t max_encoded(std::size_t max_bytes) noexcept {
  return 1 + (deflate::longest_for(max_bytes) * 4 + 2) / 3;
}

}  // namespace

StatusList::StatusList(Bytes packed, unsigned bits) noexcept
    : packed_(std::move(packed)), bits_(bits) {}

Result<StatusList> StatusList::create(std::uint64_t entries, unsigned bits) {
  TRY(check_bits(bits));
  if (entries < k_minimum_entries || entries > k_maximum_entries / bits) {
    return fail(Code::out_of_range, "",
                "a status list has at least 131072 entries and at most 2^27 bits");
  }
  return StatusList(Bytes((entries * bits + 7) / 8), bits);
}

Result<StatusList> StatusList::decode(std::string_view encoded, unsigned bits,
                                      const Limits& limits) {
  TRY(check_bits(bits));
  if (encoded.empty()) return fail(Code::malformed, "", "an empty list");
  if (encoded.front() != 'u') {
    return fail(
        Code::unsupported, "",
        "has to begin with 'u', for base64url; lists of drafts before 1.0 do not, and their "
        "issuer has to publish them anew");
  }
  if (encoded.size() > max_encoded(limits.max_bytes)) {
    return fail(Code::out_of_range, "", "longer than any list within the limit of this reader");
  }
  const Bytes compressed = TRY(from_multibase(encoded));
  StatusList list(TRY(deflate::from_gzip(compressed, limits.max_bytes)), bits);
  if (list.entries() < k_minimum_entries) {
    return fail(Code::out_of_range, "",
                "has " + std::to_string(list.entries()) +
                    " entries; fewer than 131072 would give people away");
  }
  return list;
}

Result<unsigned> StatusList::at(std::uint64_t index) const {
  if (index >= entries()) {
    return fail(Code::out_of_range, "",
                "the list has " + std::to_string(entries()) + " entries, none with the index " +
                    std::to_string(index));
  }
  unsigned value = 0;
  for (std::uint64_t bit = index * bits_; bit < (index + 1) * bits_; ++bit) {
    value = (value << 1U) | ((unsigned{packed_[bit / 8]} >> (7 - bit % 8)) & 1U);
  }
  return value;
}

Status StatusList::set(std::uint64_t index, unsigned value) {
  if (index >= entries()) return fail(Code::out_of_range, "", "the list has no such index");
  if (value >= (1U << bits_)) {
    return fail(Code::out_of_range, "", "the bits of one status do not hold this value");
  }
  for (std::uint64_t bit = (index + 1) * bits_; bit-- > index * bits_;) {
    const auto mask = static_cast<std::uint8_t>(0x80U >> (bit % 8));
    std::uint8_t& byte = packed_[bit / 8];
    byte = static_cast<std::uint8_t>((value & 1U) != 0 ? byte | mask : byte & ~mask);
    value >>= 1U;
  }
  return {};
}

std::string StatusList::encode() const {
  return "u" + to_base64url(deflate::to_gzip(packed_));
}

}  // namespace credenza::status_list
