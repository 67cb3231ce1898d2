// Document::parse: simdjson reads the text, then one walk lays the values out in preorder, sorts
// the members of each object canonically and, with the sorted order in hand, finds duplicates.
#include <algorithm>
#include <cstring>

#include <nlohmann/json.hpp>

#include "base/json.h"
#include "base/json_detail.h"

namespace credenza::json {
namespace {

using detail::Node;
using detail::Storage;

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
    literal_ = literal.substr(0, 40);
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
    literal_ = last_token.substr(0, 40);
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

Error explain_refusal(std::string_view text, const Limits& limits, simdjson::error_code code) {
  Locator locator(limits.max_depth);
  std::size_t taken = 0;
  std::size_t end = 0;
  nlohmann::json::sax_parse(CountingIterator(text.data(), &taken),
                            CountingIterator(text.data() + text.size(), &end), &locator);
  if (locator.too_deep() || code == simdjson::DEPTH_ERROR) {
    return fail(Code::out_of_range, place(text, taken == 0 ? 0 : taken - 1),
                "nested deeper than " + std::to_string(limits.max_depth) + " levels");
  }
  if (locator.number_too_large()) {
    const std::size_t literal = std::min(locator.literal().size() + 1, taken);
    return fail(Code::out_of_range, place(text, taken - literal),
                "the number " + locator.literal() +
                    " is too large to be kept exactly; write it as a string");
  }
  if (code == simdjson::EMPTY)
    return fail(Code::malformed, place(text, 0), "empty: there is no JSON here");
  const std::size_t at =
      locator.position() ? (*locator.position() == 0 ? 0 : *locator.position() - 1) : taken;
  const std::string_view what = code == simdjson::UTF8_ERROR ? "not UTF-8" : "not JSON";
  return fail(Code::malformed, place(text, at),
              std::string(what) + ": unexpected text at this place");
}

/// RFC 7493 §2.1: "MUST NOT include code points that identify Surrogates". In valid JSON a
/// backslash stands only in strings and always escapes the character behind it.
Status check_surrogates(std::string_view text) {
  const auto code_unit = [text](std::size_t at) -> unsigned {
    if (at + 6 > text.size() || text[at] != '\\' || text[at + 1] != 'u') return 0;
    unsigned value = 0;
    for (std::size_t i = at + 2; i < at + 6; ++i) {
      const char c = text[i];
      const unsigned digit =
          c <= '9' ? static_cast<unsigned>(c - '0') : (static_cast<unsigned>(c) | 0x20U) - 'a' + 10;
      value = value * 16 + digit;
    }
    return value;
  };
  for (std::size_t at = text.find('\\'); at != std::string_view::npos; at = text.find('\\', at)) {
    const unsigned unit = code_unit(at);
    if (unit >= 0xd800 && unit <= 0xdfff) {
      const unsigned next = code_unit(at + 6);
      if (unit >= 0xdc00 || next < 0xdc00 || next > 0xdfff) {
        return fail(Code::malformed, place(text, at),
                    "half of a surrogate pair stands alone, which is no character");
      }
      at += 12;
    } else {
      at += 2;
    }
  }
  return {};
}

class Builder {
 public:
  explicit Builder(Storage& storage) : storage_(storage) {}

  /// Recursion is bounded by Limits::max_depth, which the parser has enforced.
  Status add(simdjson::dom::element element, std::string_view name, std::uint32_t parent) {
    const auto index = static_cast<std::uint32_t>(storage_.nodes.size());
    Node node;
    node.name = name;
    node.parent = parent;
    switch (element.type()) {
      case simdjson::dom::element_type::NULL_VALUE:
        break;
      case simdjson::dom::element_type::BOOL:
        node.kind = Kind::boolean;
        node.boolean = element.get_bool().value_unsafe();
        break;
      case simdjson::dom::element_type::INT64:
        node.kind = Kind::integer;
        node.integer = element.get_int64().value_unsafe();
        break;
      case simdjson::dom::element_type::UINT64:
        node.kind = Kind::unsigned_integer;
        node.unsigned_integer = element.get_uint64().value_unsafe();
        break;
      case simdjson::dom::element_type::DOUBLE:
        node.kind = Kind::real;
        node.real = element.get_double().value_unsafe();
        break;
      case simdjson::dom::element_type::STRING:
        node.kind = Kind::string;
        node.text = element.get_string().value_unsafe();
        break;
      case simdjson::dom::element_type::ARRAY:
        node.kind = Kind::array;
        break;
      case simdjson::dom::element_type::OBJECT:
        node.kind = Kind::object;
        break;
    }
    storage_.nodes.push_back(node);
    if (node.kind == Kind::array) {
      const simdjson::dom::array items = element.get_array().value_unsafe();
      for (const simdjson::dom::element item : items)
        TRY(add(item, {}, index));
    } else if (node.kind == Kind::object) {
      const simdjson::dom::object members = element.get_object().value_unsafe();
      for (const simdjson::dom::key_value_pair member : members)
        TRY(add(member.value, member.key, index));
    }
    storage_.nodes[index].end = static_cast<std::uint32_t>(storage_.nodes.size());
    if (node.kind == Kind::array || node.kind == Kind::object) return list_children(index);
    return {};
  }

 private:
  Status list_children(std::uint32_t index) {
    auto& nodes = storage_.nodes;
    auto& canonical = storage_.canonical;
    const std::size_t first = canonical.size();
    for (std::uint32_t child = index + 1; child != nodes[index].end; child = nodes[child].end)
      canonical.push_back(child);
    nodes[index].canonical = static_cast<std::uint32_t>(first);
    nodes[index].count = static_cast<std::uint32_t>(canonical.size() - first);
    if (nodes[index].kind == Kind::array) return {};
    const auto begin = canonical.begin() + static_cast<std::ptrdiff_t>(first);
    std::sort(begin, canonical.end(), [&nodes](std::uint32_t a, std::uint32_t b) {
      return less_utf16(nodes[a].name, nodes[b].name);
    });
    const auto twice = std::adjacent_find(
        begin, canonical.end(),
        [&nodes](std::uint32_t a, std::uint32_t b) { return nodes[a].name == nodes[b].name; });
    if (twice == canonical.end()) return {};
    return fail(Code::malformed, pointer_of(*twice), "two members of one object have this name");
  }

  /// The pointer of `index` while the tree is still being built: ancestors have no `end` yet, but
  /// every earlier sibling has.
  std::string pointer_of(std::uint32_t index) const {
    std::string out;
    while (index != 0) {
      const Node& node = storage_.nodes[index];
      std::string token(node.name);
      if (storage_.nodes[node.parent].kind == Kind::array) {
        std::size_t position = 0;
        for (std::uint32_t at = node.parent + 1; at != index; at = storage_.nodes[at].end)
          ++position;
        token = std::to_string(position);
      }
      out.insert(0, "/" + pointer_token(token));
      index = node.parent;
    }
    return out;
  }

  Storage& storage_;
};

}  // namespace

// The order of UTF-16 code units differs from that of UTF-8 bytes only where a character beyond
// U+FFFF (lead byte F0 and up) meets one from U+E000 to U+FFFF (EE and EF): in UTF-16 the first
// begins with a surrogate, which is smaller.
bool less_utf16(std::string_view a, std::string_view b) noexcept {
  const std::size_t shared = std::min(a.size(), b.size());
  const auto [x, y] =
      std::mismatch(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(shared), b.begin());
  if (x == a.begin() + static_cast<std::ptrdiff_t>(shared)) return a.size() < b.size();
  const auto left = static_cast<unsigned char>(*x);
  const auto right = static_cast<unsigned char>(*y);
  if (left >= 0xee && right >= 0xee && (left >= 0xf0) != (right >= 0xf0)) return left >= 0xf0;
  return left < right;
}

Document::Document(std::unique_ptr<Storage> storage) noexcept : storage_(std::move(storage)) {}
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;
Document::~Document() = default;

Cursor Document::root() const noexcept {
  return {storage_.get(), 0};
}

std::string_view Document::text() const noexcept {
  return storage_->text;
}

Result<Document> Document::parse(std::string_view text, const Limits& limits) {
  // The table counts in 32 bits, and every value takes at least a byte of text.
  constexpr std::size_t k_hard_limit = std::size_t{1} << 31;
  if (text.size() > std::min(limits.max_bytes, k_hard_limit)) {
    return fail(Code::out_of_range, "",
                "longer than " + std::to_string(limits.max_bytes) + " bytes, the limit here");
  }
  auto storage = std::make_unique<Storage>();
  storage->text.reserve(text.size() + simdjson::SIMDJSON_PADDING);
  storage->text = text;
  std::memset(storage->text.data() + text.size(), 0, 1);
  simdjson::dom::parser parser;
  if (parser.allocate(std::max<std::size_t>(text.size(), 32), limits.max_depth) !=
      simdjson::SUCCESS) {
    return fail(Code::out_of_range, "", "not enough memory for this text");
  }
  const auto root =
      parser.parse_into_document(storage->parsed, storage->text.data(), text.size(), false);
  if (root.error() == simdjson::STRING_ERROR) TRY(check_surrogates(text));
  if (root.error() != simdjson::SUCCESS) return explain_refusal(text, limits, root.error());
  if (text.find('\\') != std::string_view::npos) TRY(check_surrogates(text));
  storage->nodes.reserve(text.size() / 16 + 8);
  storage->canonical.reserve(text.size() / 16 + 8);
  TRY(Builder(*storage).add(root.value_unsafe(), {}, 0));
  return Document(std::move(storage));
}

}  // namespace credenza::json
