#include "jcs/jcs.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstring>
#include <vector>

#include "jcs/jcs_detail.h"

namespace credenza::jcs {
namespace {

using detail::Writer;
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

/// Whether one of eight bytes is escaped: below 0x20, a quotation mark or a backslash. The usual
/// test for a zero byte in a word, once for each; a false alarm (after a true one) does no harm.
bool any_escaped(const char* bytes) noexcept {
  constexpr std::uint64_t k_ones = 0x0101010101010101U;
  constexpr std::uint64_t k_tops = 0x8080808080808080U;
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof word);
  const auto has_zero = [](std::uint64_t x) { return (x - k_ones) & ~x & k_tops; };
  const std::uint64_t control = (word - k_ones * 0x20) & ~word & k_tops;
  return (control | has_zero(word ^ (k_ones * '"')) | has_zero(word ^ (k_ones * '\\'))) != 0;
}

void append_string(std::string_view text, Writer& out) {
  out.put('"');
  std::size_t plain = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    while (i + 8 <= text.size() && !any_escaped(text.data() + i))
      i += 8;
    if (i == text.size()) break;
    const auto byte = static_cast<unsigned char>(text[i]);
    const char escape = k_escapes[byte];
    if (escape == 0) continue;
    out.put(text.substr(plain, i - plain));
    plain = i + 1;
    out.put('\\');
    out.put(escape);
    if (escape == 'u') {
      constexpr std::string_view k_hex = "0123456789abcdef";
      out.put("00");
      out.put(k_hex[byte >> 4U]);
      out.put(k_hex[byte & 0x0fU]);
    }
  }
  out.put(text.substr(plain));
  out.put('"');
}

void append_integer(std::int64_t value, Writer& out) {
  std::array<char, 24> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
  out.put({text.data(), static_cast<std::size_t>(end - text.data())});
}

Error too_large(Cursor value) {
  return fail(
      Code::out_of_range, value.pointer(),
      "a whole number beyond ±(2^53 − 1), which other programs would round; write it as a string");
}

/// Writes values one behind the other and remembers the first that cannot be carried. The functions
/// say whether there was none: a Result for each of thousands of values would cost as much as the
/// writing.
class Canonicalizer {
 public:
  explicit Canonicalizer(Cursor root) : out_(4096), escapes_(root.has_escapes()) {}

  void name(std::string_view name, bool first) {
    if (!first) out_.put(',');
    append_string(name, out_);
    out_.put(':');
  }
  void put(char c) { out_.put(c); }
  void put(std::string_view canonical) { out_.put(canonical); }
  /// The depth of recursion is that of the document, which its parser has limited.
  bool append(Cursor value);

  [[nodiscard]] Result<std::string> take() {
    if (error_) return *std::move(error_);
    return out_.take();
  }

 private:
  bool refuse(Cursor value) {
    error_ = too_large(value);
    return false;
  }
  /// A name of the document and its colon, behind a comma unless it is the first.
  void append_own_name(std::string_view own, bool first) {
    if (escapes_) {
      name(own, first);
    } else {
      out_.put_quoted(first ? "" : ",", own, ":");
    }
  }
  /// A string of the document.
  void append_own(std::string_view text) {
    if (escapes_) {
      append_string(text, out_);
    } else {
      out_.put_quoted("", text, "");
    }
  }
  bool append_real(Cursor value);
  bool append_object(Cursor value);
  bool append_array(Cursor value);

  Writer out_;
  bool escapes_;
  std::optional<Error> error_;
};

bool Canonicalizer::append_object(Cursor value) {
  out_.put('{');
  bool first = true;
  for (const Cursor member : value.canonical_items()) {
    append_own_name(member.name(), first);
    first = false;
    if (!append(member)) return false;
  }
  out_.put('}');
  return true;
}

bool Canonicalizer::append_array(Cursor value) {
  out_.put('[');
  bool first = true;
  for (const Cursor item : value.items()) {
    if (!first) out_.put(',');
    first = false;
    if (!append(item)) return false;
  }
  out_.put(']');
  return true;
}

bool Canonicalizer::append_real(Cursor value) {
  // Written as an integer from here to 10^21 (§3.2.2.3), so the rule for integers holds for it.
  const double magnitude = std::abs(value.raw_real());
  if (magnitude > static_cast<double>(k_max_exact) && magnitude < 1e21) return refuse(value);
  detail::append_number(value.raw_real(), out_);
  return true;
}

bool Canonicalizer::append(Cursor value) {
  switch (value.kind()) {
    case Kind::null:
      out_.put("null");
      return true;
    case Kind::boolean:
      out_.put(value.raw_boolean() ? "true" : "false");
      return true;
    case Kind::integer:
      if (value.raw_integer() > k_max_exact || value.raw_integer() < -k_max_exact) {
        return refuse(value);
      }
      append_integer(value.raw_integer(), out_);
      return true;
    case Kind::unsigned_integer:
      return refuse(value);  // the parser uses it beyond 2^63 only
    case Kind::real:
      return append_real(value);
    case Kind::string:
      append_own(value.raw_string());
      return true;
    case Kind::array:
      return append_array(value);
    case Kind::object:
      return append_object(value);
  }
  must(false);
  return false;
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
  Canonicalizer out(value);
  if (overrides.empty() || !value.is_object()) {
    out.append(value);
    return out.take();
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
  out.put('{');
  bool first = true;
  for (const Member& member : members) {
    out.name(member.name, first);
    first = false;
    if (!member.value) {
      out.put(member.canonical);
    } else if (!out.append(*member.value)) {
      break;
    }
  }
  out.put('}');
  return out.take();
}

void append_string(std::string_view text, std::string& out) {
  const bool plain = std::none_of(text.begin(), text.end(), [](char c) {
    return k_escapes[static_cast<unsigned char>(c)] != 0;
  });
  if (!plain) {
    out += format_string(text);
    return;
  }
  out += '"';
  out += text;
  out += '"';
}

std::string format_string(std::string_view text) {
  Writer out(text.size() + 8);
  append_string(text, out);
  return out.take();
}

}  // namespace credenza::jcs
