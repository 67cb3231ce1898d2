// Document::parse: simdjson reads the text, then one walk lays the values out in preorder, sorts
// the members of each object canonically and, with the sorted order in hand, finds duplicates.
#include <algorithm>

#include "base/json.h"
#include "base/json_detail.h"

namespace credenza::json {
namespace {

using detail::Node;
using detail::Storage;

class Builder {
 public:
  Builder(Storage& storage, std::size_t max_depth) : storage_(storage), levels_left_(max_depth) {}

  /// Recursion is bounded: the parser has refused what is nested deeper than a level above the
  /// limit.
  /// False once something is wrong; error() says what: malformed, a name twice in an object;
  /// out_of_range, deeper than the limit, without a place. A Result for each of thousands of values
  /// would cost as much as the rest.
  bool add(simdjson::dom::element element, std::string_view name, std::uint32_t parent) {
    const auto index = static_cast<std::uint32_t>(storage_.nodes.size());
    // Filled where it stands: copying a node that has just been written costs more than all the
    // rest.
    Node& node = storage_.nodes.emplace_back();
    node.name = name;
    node.parent = parent;
    node.end = index + 1;
    switch (element.type()) {
      case simdjson::dom::element_type::NULL_VALUE:
        return true;
      case simdjson::dom::element_type::BOOL:
        node.kind = Kind::boolean;
        node.boolean = element.get_bool().value_unsafe();
        return true;
      case simdjson::dom::element_type::INT64:
        node.kind = Kind::integer;
        node.integer = element.get_int64().value_unsafe();
        return true;
      case simdjson::dom::element_type::UINT64:
        node.kind = Kind::unsigned_integer;
        node.unsigned_integer = element.get_uint64().value_unsafe();
        return true;
      case simdjson::dom::element_type::DOUBLE:
        node.kind = Kind::real;
        node.real = element.get_double().value_unsafe();
        return true;
      case simdjson::dom::element_type::STRING:
        node.kind = Kind::string;
        node.text = element.get_string().value_unsafe();
        return true;
      case simdjson::dom::element_type::ARRAY:
        node.kind = Kind::array;
        break;
      case simdjson::dom::element_type::OBJECT:
        node.kind = Kind::object;
        break;
    }
    return add_children(element, index);
  }

  [[nodiscard]] const Error& error() const noexcept { return *error_; }

 private:
  bool refuse(Error error) {
    error_ = std::move(error);
    return false;
  }

  bool add_children(simdjson::dom::element element, std::uint32_t index) {
    if (levels_left_ == 0) return refuse(fail(Code::out_of_range, "", "nested too deep"));
    --levels_left_;
    if (storage_.nodes[index].kind == Kind::array) {
      const simdjson::dom::array items = element.get_array().value_unsafe();
      for (const simdjson::dom::element item : items) {
        if (!add(item, {}, index)) return false;
      }
    } else {
      const simdjson::dom::object members = element.get_object().value_unsafe();
      for (const simdjson::dom::key_value_pair member : members) {
        if (!add(member.value, member.key, index)) return false;
      }
    }
    ++levels_left_;
    storage_.nodes[index].end = static_cast<std::uint32_t>(storage_.nodes.size());
    return list_children(index);
  }

  bool list_children(std::uint32_t index) {
    auto& nodes = storage_.nodes;
    auto& canonical = storage_.canonical;
    const std::size_t first = canonical.size();
    for (std::uint32_t child = index + 1; child != nodes[index].end; child = nodes[child].end)
      canonical.push_back(child);
    nodes[index].canonical = static_cast<std::uint32_t>(first);
    nodes[index].count = static_cast<std::uint32_t>(canonical.size() - first);
    if (nodes[index].kind == Kind::array) return true;
    const auto begin = canonical.begin() + static_cast<std::ptrdiff_t>(first);
    std::sort(begin, canonical.end(), [&nodes](std::uint32_t a, std::uint32_t b) {
      return less_utf16(nodes[a].name, nodes[b].name);
    });
    const auto twice = std::adjacent_find(
        begin, canonical.end(),
        [&nodes](std::uint32_t a, std::uint32_t b) { return nodes[a].name == nodes[b].name; });
    if (twice == canonical.end()) return true;
    return refuse(
        fail(Code::malformed, pointer_of(*twice), "two members of one object have this name"));
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
  std::size_t levels_left_;
  std::optional<Error> error_;
};

/// The parser's working memory is gone when this returns.
simdjson::simdjson_result<simdjson::dom::element> read(Storage& storage, const Limits& limits) {
  const std::size_t size = storage.text.size();
  simdjson::dom::parser parser;
  // The parser stops one level early, and lets an empty container pass at any level.
  const auto allocated = parser.allocate(std::max<std::size_t>(size, 32), limits.max_depth + 1);
  if (allocated != simdjson::SUCCESS) return allocated;
  return parser.parse_into_document(storage.parsed, storage.text.data(), size, false);
}

/// The first word of the tape says, in its lower 56 bits, how many there are.
std::size_t tape_length(const Storage& storage) noexcept {
  return static_cast<std::size_t>(storage.parsed.tape[0] & 0x00ffffffffffffffU);
}

}  // namespace

// The order of UTF-16 code units differs from that of UTF-8 bytes only where a character beyond
// U+FFFF (lead byte F0 and up) meets one from U+E000 to U+FFFF (EE and EF): in UTF-16 the first
// begins with a surrogate, which is smaller.
bool less_utf16(std::string_view a, std::string_view b) noexcept {
  // Names mostly differ in their first character, and below U+E000 the two orders are the same.
  constexpr unsigned char k_first_after_surrogates = 0xee;
  if (!a.empty() && !b.empty() && a.front() != b.front()) {
    const auto left = static_cast<unsigned char>(a.front());
    const auto right = static_cast<unsigned char>(b.front());
    if (left < k_first_after_surrogates || right < k_first_after_surrogates) return left < right;
  }
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
  const auto root = read(*storage, limits);
  if (root.error() != simdjson::SUCCESS) return detail::explain_refusal(text, limits, root.error());
  storage->escapes = text.find('\\') != std::string_view::npos;
  if (storage->escapes) TRY(detail::check_surrogates(text));
  // The parser's tape has at least a word for every value. Room for all of them at once: a table
  // that grows is there twice for a while.
  const std::size_t most = tape_length(*storage);
  storage->nodes.reserve(most);
  storage->canonical.reserve(most);
  Builder builder(*storage, limits.max_depth);
  if (!builder.add(root.value_unsafe(), {}, 0)) {
    const bool too_deep = builder.error().code == Code::out_of_range;
    return too_deep ? detail::explain_refusal(text, limits, simdjson::DEPTH_ERROR)
                    : builder.error();
  }
  storage->parsed.tape.reset();
  return Document(std::move(storage));
}

}  // namespace credenza::json
