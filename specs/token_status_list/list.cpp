#include "base/encoding.h"
#include "deflate/deflate.h"
#include "token_status_list/token_status_list.h"
#include "token_status_list/token_status_list_detail.h"

namespace credenza::token_status_list {
namespace {

Error no_such_index(std::uint64_t index, std::uint64_t entries) {
  return fail(Code::out_of_range, "",
              "the list has " + std::to_string(entries) + " entries, none with the index " +
                  std::to_string(index));
}

}  // namespace

Status detail::check_bits(std::uint64_t bits) {
  if (bits == 1 || bits == 2 || bits == 4 || bits == 8) return {};
  return fail(Code::out_of_range, "", "a status has 1, 2, 4 or 8 bits");
}

StatusType status_type(unsigned value) noexcept {
  switch (value) {
    case 0x00:
      return StatusType::valid;
    case 0x01:
      return StatusType::invalid;
    case 0x02:
      return StatusType::suspended;
    case 0x03:
    case 0x0C:
    case 0x0D:
    case 0x0E:
    case 0x0F:
      return StatusType::application_specific;
    default:
      return StatusType::reserved;
  }
}

StatusList::StatusList(Bytes packed, unsigned bits) noexcept
    : packed_(std::move(packed)), bits_(bits) {}

Result<StatusList> StatusList::create(std::uint64_t entries, unsigned bits) {
  TRY(detail::check_bits(bits));
  if (entries == 0 || entries > k_maximum_entries / bits) {
    return fail(Code::out_of_range, "", "a status list has entries, and at most 2^27 bits");
  }
  return StatusList(Bytes((entries * bits + 7) / 8), bits);
}

Result<StatusList> StatusList::decode(std::string_view lst, unsigned bits, const Limits& limits) {
  TRY(detail::check_bits(bits));
  if (lst.size() > (deflate::longest_for(limits.max_bytes) * 4 + 2) / 3) {
    return fail(Code::out_of_range, "", "longer than any list within the limit of this reader");
  }
  const Bytes compressed = TRY(from_base64url(lst));
  StatusList list(TRY(deflate::from_zlib(compressed, limits.max_bytes)), bits);
  if (list.packed_.empty()) return fail(Code::malformed, "", "an empty list");
  return list;
}

Result<unsigned> StatusList::at(std::uint64_t index) const {
  if (index >= entries()) return no_such_index(index, entries());
  const std::uint64_t bit = index * bits_;
  return (unsigned{packed_[bit / 8]} >> (bit % 8)) & ((1U << bits_) - 1);
}

Status StatusList::set(std::uint64_t index, unsigned value) {
  if (index >= entries()) return no_such_index(index, entries());
  const unsigned mask = (1U << bits_) - 1;
  if (value > mask) {
    return fail(Code::out_of_range, "", "the bits of one status do not hold this value");
  }
  const std::uint64_t bit = index * bits_;
  std::uint8_t& byte = packed_[bit / 8];
  byte = static_cast<std::uint8_t>((byte & ~(mask << (bit % 8))) | (value << (bit % 8)));
  return {};
}

std::string StatusList::encode() const {
  return to_base64url(deflate::to_zlib(packed_));
}

}  // namespace credenza::token_status_list
