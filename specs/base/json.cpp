#include "base/json.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

#include "base/json_detail.h"

namespace credenza::json {

using detail::Node;

std::string pointer_token(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '~') {
      out += "~0";
    } else if (c == '/') {
      out += "~1";
    } else {
      out += c;
    }
  }
  return out;
}

std::string Cursor::pointer() const {
  std::string out;
  for (std::uint32_t at = index_; at != 0;) {
    const Node& here = table_->nodes[at];
    const Node& parent = table_->nodes[here.parent];
    std::string token = "/";
    if (parent.kind == Kind::object) {
      token += pointer_token(here.name);
    } else {
      std::size_t position = 0;
      for (std::uint32_t child = here.parent + 1; child != at; child = table_->nodes[child].end)
        ++position;
      token += std::to_string(position);
    }
    out.insert(0, token);
    at = here.parent;
  }
  return out;
}

Result<Cursor> Cursor::at(std::string_view name) const {
  if (!is_object()) return fail(Code::malformed, pointer(), "has to be an object");
  const auto found = find(name);
  if (!found) {
    return fail(Code::missing, pointer() + "/" + pointer_token(name),
                "the member '" + std::string(name) + "' is missing");
  }
  return *found;
}

namespace {

std::uint64_t eight_bytes(const char* at) noexcept {
  std::uint64_t word = 0;
  std::memcpy(&word, at, sizeof word);
  return word;
}

/// Two names of one length. Names are short: two words that may overlap hold most of them, and to
/// compare those costs less than a call of memcmp.
bool same_name(std::string_view a, std::string_view b) noexcept {
  constexpr std::size_t k_word = sizeof(std::uint64_t);
  const std::size_t size = a.size();
  if (size < k_word || size > 2 * k_word) return a == b;
  return eight_bytes(a.data()) == eight_bytes(b.data()) &&
         eight_bytes(a.data() + size - k_word) == eight_bytes(b.data() + size - k_word);
}

}  // namespace

std::optional<Cursor> Cursor::find(std::string_view name) const noexcept {
  if (!is_object()) return std::nullopt;
  const Node* nodes = table_->nodes.data();
  const std::uint32_t end = node().end;
  for (std::uint32_t child = index_ + 1; child != end; child = nodes[child].end) {
    // The last characters tell names apart sooner than comparing them whole does.
    const std::string_view other = nodes[child].name;
    if (other.size() != name.size()) continue;
    if (name.empty() || (other.back() == name.back() && same_name(other, name))) {
      return Cursor(table_, child);
    }
  }
  return std::nullopt;
}

Error Cursor::no_string() const {
  return fail(Code::malformed, pointer(), "has to be a string");
}

Result<bool> Cursor::boolean() const {
  if (kind() != Kind::boolean) return fail(Code::malformed, pointer(), "has to be true or false");
  return node().boolean;
}

Result<std::int64_t> Cursor::integer() const {
  if (kind() == Kind::integer) return node().integer;
  if (kind() == Kind::real && std::trunc(node().real) == node().real &&
      std::abs(node().real) < 9007199254740992.0) {
    return static_cast<std::int64_t>(node().real);
  }
  return fail(Code::malformed, pointer(), "has to be a whole number");
}

Result<std::uint64_t> Cursor::unsigned_integer() const {
  if (kind() == Kind::unsigned_integer) return node().unsigned_integer;
  const auto value = integer();
  if (!value || *value < 0)
    return fail(Code::malformed, pointer(), "has to be a whole number, zero or more");
  return static_cast<std::uint64_t>(*value);
}

Result<double> Cursor::number() const {
  switch (kind()) {
    case Kind::integer:
      return static_cast<double>(node().integer);
    case Kind::unsigned_integer:
      return static_cast<double>(node().unsigned_integer);
    case Kind::real:
      return node().real;
    default:
      return fail(Code::malformed, pointer(), "has to be a number");
  }
}

Result<std::string_view> Cursor::string_at(std::string_view name) const {
  return TRY(at(name)).string();
}

namespace {

/// By value: 3 and 3.0 are equal, 2^53 + 1 and the double that is nearest to it are not.
bool equal_numbers(Cursor a, Cursor b) {
  if (a.kind() == b.kind()) {
    if (a.kind() == Kind::integer) return a.raw_integer() == b.raw_integer();
    if (a.kind() == Kind::unsigned_integer) return a.raw_unsigned() == b.raw_unsigned();
    return a.raw_real() == b.raw_real();
  }
  if (a.kind() != Kind::real && b.kind() != Kind::real) return false;
  const double real = a.kind() == Kind::real ? a.raw_real() : b.raw_real();
  const Cursor whole = a.kind() == Kind::real ? b : a;
  constexpr double k_two_to_63 = 9223372036854775808.0;
  if (std::trunc(real) != real) return false;
  if (whole.kind() == Kind::unsigned_integer) {
    return real >= k_two_to_63 && real < 2 * k_two_to_63 &&
           static_cast<std::uint64_t>(real) == whole.raw_unsigned();
  }
  return real >= -k_two_to_63 && real < k_two_to_63 &&
         static_cast<std::int64_t>(real) == whole.raw_integer();
}

}  // namespace

bool equal(Cursor a, Cursor b) {
  if (a.is_number() && b.is_number()) return equal_numbers(a, b);
  if (a.kind() != b.kind() || a.size() != b.size()) return false;
  switch (a.kind()) {
    case Kind::boolean:
      return a.raw_boolean() == b.raw_boolean();
    case Kind::string:
      return a.raw_string() == b.raw_string();
    case Kind::array:
    case Kind::object: {
      const auto left = a.canonical_items();
      const auto right = b.canonical_items();
      // Canonical order makes objects comparable side by side.
      return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                        [](Cursor x, Cursor y) { return x.name() == y.name() && equal(x, y); });
    }
    default:
      return true;
  }
}

}  // namespace credenza::json
