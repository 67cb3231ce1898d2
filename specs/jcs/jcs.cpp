#include "jcs/jcs.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <vector>

#include "jcs/jcs_detail.h"

namespace credenza::jcs {
namespace {

using json::Cursor;
using json::Kind;

constexpr std::int64_t k_max_exact = (std::int64_t{1} << 53) - 1;

/// RFC 8785 §3.2.2.2: only these are escaped; what is 'u' has no short form.
constexpr std::array<char, 256> k_escapes = [] {
  std::array<char, 256> table{};
  for (std::size_t c = 0; c < 0x20; ++c)
    table[c] = 'u';
  table['\b'] = 'b';
  table['\t'] = 't';
  table['\n'] = 'n';
  table['\f'] = 'f';
  table['\r'] = 'r';
  table['"'] = '"';
  table['\\'] = '\\';
  return table;
}();

void append_string(std::string_view text, std::string& out) {
  out += '"';
  std::size_t plain = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const char escape = k_escapes[byte];
    if (escape == 0) continue;
    out.append(text, plain, i - plain);
    plain = i + 1;
    out += '\\';
    out += escape;
    if (escape == 'u') {
      constexpr std::string_view k_hex = "0123456789abcdef";
      out += "00";
      out += k_hex[byte >> 4U];
      out += k_hex[byte & 0x0fU];
    }
  }
  out.append(text, plain);
  out += '"';
}

void append_integer(std::int64_t value, std::string& out) {
  std::array<char, 24> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
  out.append(text.data(), end);
}

Error too_large(Cursor value) {
  return fail(
      Code::out_of_range, value.pointer(),
      "a whole number beyond ±(2^53 − 1), which other programs would round; write it as a string");
}

Status append(Cursor value, std::string& out);

void append_name(std::string_view name, bool first, std::string& out) {
  if (!first) out += ',';
  append_string(name, out);
  out += ':';
}

Status append_object(Cursor value, std::string& out) {
  out += '{';
  bool first = true;
  for (const Cursor member : value.canonical_items()) {
    append_name(member.name(), first, out);
    first = false;
    TRY(append(member, out));
  }
  out += '}';
  return {};
}

Status append_array(Cursor value, std::string& out) {
  out += '[';
  bool first = true;
  for (const Cursor item : value.items()) {
    if (!first) out += ',';
    first = false;
    TRY(append(item, out));
  }
  out += ']';
  return {};
}

/// The depth of recursion is that of the document, which its parser has limited.
Status append(Cursor value, std::string& out) {
  switch (value.kind()) {
    case Kind::null:
      out += "null";
      return {};
    case Kind::boolean:
      out += value.raw_boolean() ? "true" : "false";
      return {};
    case Kind::integer:
      if (value.raw_integer() > k_max_exact || value.raw_integer() < -k_max_exact)
        return too_large(value);
      append_integer(value.raw_integer(), out);
      return {};
    case Kind::unsigned_integer:
      return too_large(value);  // the parser uses it beyond 2^63 only
    case Kind::real: {
      // Written as an integer from here to 10^21 (§3.2.2.3), so the rule for integers holds for it.
      const double magnitude = std::abs(value.raw_real());
      if (magnitude > static_cast<double>(k_max_exact) && magnitude < 1e21) return too_large(value);
      detail::append_number(value.raw_real(), out);
      return {};
    }
    case Kind::string:
      append_string(value.raw_string(), out);
      return {};
    case Kind::array:
      return append_array(value, out);
    case Kind::object:
      return append_object(value, out);
  }
  must(false);
  return {};
}

const Override* find(std::span<const Override> overrides, std::string_view name) {
  const auto found = std::find_if(overrides.begin(), overrides.end(),
                                  [name](const Override& o) { return o.name == name; });
  return found == overrides.end() ? nullptr : &*found;
}

}  // namespace

Result<std::string> canonicalize(Cursor value) {
  return canonicalize(value, {});
}

Result<std::string> canonicalize(Cursor value, std::span<const Override> overrides) {
  std::string out;
  out.reserve(1024);
  if (overrides.empty() || !value.is_object()) {
    TRY(append(value, out));
    return out;
  }
  // A document of a handful of members, once: the names are collected and put in order again, which
  // costs less to read than merging two sorted lists.
  struct Member {
    std::string_view name;
    std::optional<Cursor> value;
    std::string_view canonical;
  };
  std::vector<Member> added;
  for (const Override& o : overrides) {
    if (o.canonical && !value.find(o.name)) added.push_back({o.name, std::nullopt, *o.canonical});
  }
  const auto less = [](const Member& a, const Member& b) {
    return json::less_utf16(a.name, b.name);
  };
  std::vector<Member> members;
  members.reserve(value.size() + added.size());
  for (const Cursor member : value.canonical_items()) {
    const Override* o = find(overrides, member.name());
    if (o == nullptr) {
      members.push_back({member.name(), member, {}});
    } else if (o->canonical) {
      members.push_back({member.name(), std::nullopt, *o->canonical});
    }
  }
  if (!added.empty()) {
    members.insert(members.end(), added.begin(), added.end());
    std::sort(members.begin(), members.end(), less);
  }
  out += '{';
  bool first = true;
  for (const Member& member : members) {
    append_name(member.name, first, out);
    first = false;
    if (member.value) {
      TRY(append(*member.value, out));
    } else {
      out += member.canonical;
    }
  }
  out += '}';
  return out;
}

std::string format_string(std::string_view text) {
  std::string out;
  append_string(text, out);
  return out;
}

}  // namespace credenza::jcs
