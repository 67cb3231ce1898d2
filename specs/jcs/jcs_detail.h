// Inside jcs: what its source files share.
#pragma once

#include <algorithm>
#include <cstring>
#include <string>
#include <string_view>

namespace credenza::jcs::detail {

/// A text that grows at its end. Canonicalising is thousands of small appends, of which std::string
/// makes a function call each.
class Writer {
 public:
  explicit Writer(std::size_t expected) : buffer_(expected, '\0') {}

  void put(char c) {
    if (used_ == buffer_.size()) grow(1);
    buffer_[used_++] = c;
  }
  void put(std::string_view text) {
    if (buffer_.size() - used_ < text.size()) grow(text.size());
    if (!text.empty()) std::memcpy(buffer_.data() + used_, text.data(), text.size());
    used_ += text.size();
  }
  /// `before`, a quotation mark, `text` as it is, a quotation mark, `after`; with one look at the
  /// room.
  void put_quoted(std::string_view before, std::string_view text, std::string_view after) {
    const std::size_t size = before.size() + text.size() + after.size() + 2;
    if (buffer_.size() - used_ < size) grow(size);
    char* at = buffer_.data() + used_;
    used_ += size;
    at = std::copy(before.begin(), before.end(), at);
    *at++ = '"';
    at = std::copy(text.begin(), text.end(), at);
    *at++ = '"';
    std::copy(after.begin(), after.end(), at);
  }
  /// The text; the writer is empty behind it.
  [[nodiscard]] std::string take() {
    buffer_.resize(used_);
    used_ = 0;
    return std::move(buffer_);
  }

 private:
  void grow(std::size_t more) { buffer_.resize(buffer_.size() * 2 + more); }

  std::string buffer_;
  std::size_t used_ = 0;
};

/// Appends a finite `value` as ECMAScript writes it.
void append_number(double value, Writer& out);

}  // namespace credenza::jcs::detail
