// Numbers as ECMAScript writes them (RFC 8785 §3.2.2.3; ECMA-262 Number::toString with radix 10).
#include <array>
#include <charconv>
#include <cmath>

#include "jcs/jcs.h"
#include "jcs/jcs_detail.h"

namespace credenza::jcs {
namespace detail {

void append_number(double value, Writer& out) {
  if (value == 0) {
    out.put('0');  // for -0 too
    return;
  }
  // The shortest digits that read back as the same double: d[.ddd]e±xx.
  std::array<char, 32> text{};
  const auto end =
      std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::scientific)
          .ptr;
  std::string_view rest(text.data(), static_cast<std::size_t>(end - text.data()));
  if (rest.front() == '-') {
    out.put('-');
    rest.remove_prefix(1);
  }
  const std::size_t e = rest.find('e');
  int exponent = 0;
  const std::size_t exponent_start = e + (rest[e + 1] == '+' ? 2 : 1);
  std::from_chars(rest.data() + exponent_start, rest.data() + rest.size(), exponent);
  std::string digits(1, rest.front());
  if (e > 1) digits.append(rest.substr(2, e - 2));

  // ECMA-262's names: k digits, and the point stands n digits after the first position.
  const auto k = static_cast<int>(digits.size());
  const int n = exponent + 1;
  if (k <= n && n <= 21) {
    out.put(digits);
    out.put(std::string(static_cast<std::size_t>(n - k), '0'));
  } else if (0 < n && n <= 21) {
    out.put(std::string_view(digits).substr(0, static_cast<std::size_t>(n)));
    out.put('.');
    out.put(std::string_view(digits).substr(static_cast<std::size_t>(n)));
  } else if (-6 < n && n <= 0) {
    out.put("0.");
    out.put(std::string(static_cast<std::size_t>(-n), '0'));
    out.put(digits);
  } else {
    out.put(digits.front());
    if (k > 1) {
      out.put('.');
      out.put(std::string_view(digits).substr(1));
    }
    out.put(exponent < 0 ? "e-" : "e+");
    out.put(std::to_string(std::abs(exponent)));
  }
}

}  // namespace detail

Result<std::string> format_number(double value) {
  if (!std::isfinite(value)) return fail(Code::out_of_range, "", "not a finite number");
  detail::Writer out(32);
  detail::append_number(value, out);
  return out.take();
}

}  // namespace credenza::jcs
