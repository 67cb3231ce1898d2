// Why a text is refused as JSON, and where: for people who have to repair it.
#include <algorithm>
#include <optional>

#include <nlohmann/json.hpp>

#include "base/json_detail.h"

namespace credenza::json::detail {
namespace {

/// Where the second parser, slower but with positions, stops; and why. Used only after a refusal.
class Locator final : public nlohmann::json_sax<nlohmann::json> {
 public:
  explicit Locator(std::size_t max_depth) : max_depth_(max_depth) {}

  bool null() override { return true; }
  bool boolean(bool /*value*/) override { return true; }
  bool number_integer(number_integer_t /*value*/) override { return true; }
  bool number_unsigned(number_unsigned_t /*value*/) override { return true; }
  bool number_float(number_float_t /*value*/, const string_t& literal) override {
    // Integer literals come here only when 64 bits do not hold them.
    if (literal.find_first_of(".eE") != std::string::npos) return true;
    number_too_large_ = true;
    literal_ = literal;
    return false;
  }
  bool string(string_t& /*value*/) override { return true; }
  bool binary(binary_t& /*value*/) override { return true; }
  bool start_object(std::size_t /*size*/) override { return ++depth_ <= max_depth_; }
  bool key(string_t& /*name*/) override { return true; }
  bool end_object() override {
    --depth_;
    return true;
  }
  bool start_array(std::size_t /*size*/) override { return ++depth_ <= max_depth_; }
  bool end_array() override {
    --depth_;
    return true;
  }
  bool parse_error(std::size_t position, const std::string& last_token,
                   const nlohmann::json::exception& error) override {
    position_ = position;
    number_too_large_ = error.id == 406;  // nlohmann: a literal that overflows a double
    literal_ = last_token;
    return false;
  }

  [[nodiscard]] bool too_deep() const noexcept { return depth_ > max_depth_; }
  [[nodiscard]] bool number_too_large() const noexcept { return number_too_large_; }
  [[nodiscard]] std::optional<std::size_t> position() const noexcept { return position_; }
  [[nodiscard]] const std::string& literal() const noexcept { return literal_; }

 private:
  std::size_t max_depth_;
  std::size_t depth_ = 0;
  std::optional<std::size_t> position_;
  bool number_too_large_ = false;
  std::string literal_;
};

/// Counts the characters that the second parser has taken, so that a stop by our own choice has a
/// place too.
class CountingIterator {
 public:
  using difference_type = std::ptrdiff_t;
  using value_type = char;
  using pointer = const char*;
  using reference = const char&;
  using iterator_category = std::input_iterator_tag;

  CountingIterator(const char* at, std::size_t* taken) noexcept : at_(at), taken_(taken) {}
  reference operator*() const noexcept { return *at_; }
  CountingIterator& operator++() noexcept {
    ++at_;
    ++*taken_;
    return *this;
  }
  bool operator==(const CountingIterator& other) const noexcept { return at_ == other.at_; }
  bool operator!=(const CountingIterator& other) const noexcept { return at_ != other.at_; }

 private:
  const char* at_;
  std::size_t* taken_;
};

/// The code unit that the escape at `at` spells, 0 when there is none.
unsigned escaped_unit(std::string_view text, std::size_t at) noexcept {
  if (at + 6 > text.size() || text[at] != '\\' || text[at + 1] != 'u') return 0;
  unsigned value = 0;
  for (const char c : text.substr(at + 2, 4)) {
    const std::size_t digit =
        std::string_view("0123456789abcdef").find(static_cast<char>(c | 0x20));
    if (digit == std::string_view::npos) return 0;
    value = value * 16 + static_cast<unsigned>(digit);
  }
  return value;
}

Error number_too_large(std::string_view text, std::size_t taken, std::string_view literal) {
  // The second parser has just read the number and at most one character behind it.
  const std::size_t begin = text.substr(0, taken).rfind(literal);
  return fail(Code::out_of_range, place(text, begin),
              "the number " + std::string(literal.substr(0, 40)) +
                  " is too large to be kept exactly; write it as a string");
}

}  // namespace

std::string place(std::string_view text, std::size_t offset) {
  offset = std::min(offset, text.size());
  const std::string_view before = text.substr(0, offset);
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const std::size_t newline = before.rfind('\n');
  const std::size_t line_start = newline == std::string_view::npos ? 0 : newline + 1;
  // Columns count characters, as editors do: bytes that are no UTF-8 continuation.
  const auto column =
      1 + std::count_if(before.begin() + static_cast<std::ptrdiff_t>(line_start), before.end(),
                        [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; });
  return "line " + std::to_string(line) + ", column " + std::to_string(column);
}

Error explain_refusal(std::string_view text, const Limits& limits, simdjson::error_code code) {
  if (text.starts_with("\xef\xbb\xbf")) {
    return fail(Code::malformed, place(text, 0),
                "begins with a byte order mark, which JSON does not have; save it without");
  }
  if (code == simdjson::EMPTY) {
    return fail(Code::malformed, place(text, 0), "empty: there is no JSON here");
  }
  if (code == simdjson::STRING_ERROR) TRY(check_surrogates(text));
  Locator locator(limits.max_depth);
  std::size_t taken = 0;
  std::size_t end = 0;
  nlohmann::json::sax_parse(CountingIterator(text.data(), &taken),
                            CountingIterator(text.data() + text.size(), &end), &locator);
  const std::size_t last = taken == 0 ? 0 : taken - 1;
  if (locator.too_deep()) {
    return fail(Code::out_of_range, place(text, last),
                "nested deeper than " + std::to_string(limits.max_depth) + " levels");
  }
  if (locator.number_too_large()) return number_too_large(text, taken, locator.literal());
  // Without a position it has come to a NUL, which the second parser takes for the end.
  const std::size_t at =
      locator.position() ? std::max<std::size_t>(*locator.position(), 1) - 1 : last;
  return fail(Code::malformed, place(text, at),
              code == simdjson::UTF8_ERROR
                  ? "not UTF-8; save it in that encoding"
                  : "not JSON: unexpected text, or text missing, at this place");
}

// In valid JSON a backslash stands only in strings and always escapes the character behind it.
Status check_surrogates(std::string_view text) {
  for (std::size_t at = text.find('\\'); at != std::string_view::npos; at = text.find('\\', at)) {
    const unsigned unit = escaped_unit(text, at);
    if (unit < 0xd800 || unit > 0xdfff) {
      at += 2;
      continue;
    }
    const unsigned next = escaped_unit(text, at + 6);
    if (unit >= 0xdc00 || next < 0xdc00 || next > 0xdfff) {
      return fail(Code::malformed, place(text, at),
                  "half of a surrogate pair stands alone, which is no character");
    }
    at += 12;
  }
  return {};
}

}  // namespace credenza::json::detail
