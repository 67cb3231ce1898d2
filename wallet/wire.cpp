#include "wallet/wire.h"

namespace credenza::wallet {

void Writer::number(std::uint64_t value, std::size_t bytes) {
  for (std::size_t i = bytes; i > 0; --i) {
    out_.push_back(static_cast<std::uint8_t>((value >> (8 * (i - 1))) & 0xff));
  }
}

Result<std::uint64_t> Reader::number(std::size_t bytes) {
  must(bytes <= 8);
  const ByteView taken = TRY(raw(bytes));
  std::uint64_t value = 0;
  for (const std::uint8_t byte : taken)
    value = (value << 8) | byte;
  return value;
}

Result<ByteView> Reader::raw(std::size_t bytes) {
  if (left_.size() < bytes) return fail(Code::malformed, where_, "ends too early: damaged");
  const ByteView taken = left_.first(bytes);
  left_ = left_.subspan(bytes);
  return taken;
}

Status Reader::end() const {
  if (!left_.empty()) return fail(Code::malformed, where_, "has bytes behind its end: damaged");
  return {};
}

}  // namespace credenza::wallet
