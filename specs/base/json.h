// Reading JSON: received bytes become an immutable Document, read through Cursors that know their
// path.
//
//   text ── Document::parse ──► Document ── root() ──► Cursor ── at("issuer") ──► Cursor …
//
// Strict where signatures need it: RFC 8259 in UTF-8, with the I-JSON rules of RFC 7493 §2 (no
// duplicate members, no lone surrogates), and with limits. The source text is kept as received,
// because signatures are over it. For JSON that we write, see json_value.h.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace credenza::json {

struct Limits {
  std::size_t max_bytes = std::size_t{1} << 20;
  std::size_t max_depth = 64;
};

enum class Kind : std::uint8_t {
  null,
  boolean,
  integer,
  unsigned_integer,
  real,
  string,
  array,
  object
};

class Cursor;

namespace detail {

/// A value. Open to the reader of this header so that reading a member costs no function call.
struct Node {
  std::string_view name;  ///< member name in the parent object
  union {
    std::string_view text = {};  ///< a string's value
    std::int64_t integer;
    std::uint64_t unsigned_integer;
    double real;
    bool boolean;
    std::uint32_t canonical;  ///< containers: where their children stand in Table::canonical
  };
  std::uint32_t parent = 0;
  std::uint32_t end = 0;    ///< index one behind the last descendant; the next sibling
  std::uint32_t count = 0;  ///< children of a container
  Kind kind = Kind::null;
};

/// All values of a document, in preorder.
struct Table {
  std::vector<Node> nodes;
  std::vector<std::uint32_t>
      canonical;         ///< children of every container, objects in canonical order
  bool escapes = false;  ///< whether the text has any
};

struct Storage;

}  // namespace detail

/// A whole JSON text, parsed and immutable. Moves, does not copy. Cursors and every string_view
/// read through them point into it, so it has to outlive them.
class Document {
 public:
  /// Work and memory are linear in the length of `text` (at most some 40 bytes for each byte of it)
  /// and in the depth, which bounds the recursion of whoever walks the document.
  /// @error out_of_range  longer than `limits.max_bytes` (`where` is empty); nested deeper than
  ///                      `limits.max_depth`, or a number that no 64-bit integer or IEEE double
  ///                      holds (`where` is its "line 3, column 14")
  /// @error malformed     not JSON, not UTF-8, a byte order mark, a lone surrogate (line and
  /// column),
  ///                      or an object with two members of one name (JSON Pointer of the member)
  [[nodiscard]] static Result<Document> parse(std::string_view text, const Limits& limits = {});

  Document(Document&&) noexcept;
  Document& operator=(Document&&) noexcept;
  ~Document();

  [[nodiscard]] Cursor root() const noexcept;
  /// The text as received.
  [[nodiscard]] std::string_view text() const noexcept;

 private:
  explicit Document(std::unique_ptr<detail::Storage> storage) noexcept;
  std::unique_ptr<detail::Storage> storage_;
};

/// One value of a Document and, on request, the path that leads to it. As cheap to copy as a
/// pointer.
class Cursor {
 public:
  [[nodiscard]] Kind kind() const noexcept { return node().kind; }
  [[nodiscard]] bool is_object() const noexcept { return kind() == Kind::object; }
  [[nodiscard]] bool is_array() const noexcept { return kind() == Kind::array; }
  [[nodiscard]] bool is_string() const noexcept { return kind() == Kind::string; }
  [[nodiscard]] bool is_null() const noexcept { return kind() == Kind::null; }
  [[nodiscard]] bool is_number() const noexcept {
    return kind() == Kind::integer || kind() == Kind::unsigned_integer || kind() == Kind::real;
  }

  /// The JSON Pointer (RFC 6901) of this value; "" for the whole document.
  [[nodiscard]] std::string pointer() const;

  /// The member `name`.
  /// @error malformed  this is no object
  /// @error missing    no such member; `where` is the pointer that it would have
  [[nodiscard]] Result<Cursor> at(std::string_view name) const;
  /// The member `name`; nothing when it is absent or this is no object.
  [[nodiscard]] std::optional<Cursor> find(std::string_view name) const noexcept;

  /// @error malformed  this is no string
  [[nodiscard]] Result<std::string_view> string() const {
    if (!is_string()) return no_string();
    return node().text;
  }
  /// @error malformed  this is no boolean
  [[nodiscard]] Result<bool> boolean() const;
  /// @error malformed  this is no integer that fits
  [[nodiscard]] Result<std::int64_t> integer() const;
  /// A whole number from 0; "3.0" counts as 3.
  /// @error malformed  this is no such number
  [[nodiscard]] Result<std::uint64_t> unsigned_integer() const;
  /// @error malformed  this is no number
  [[nodiscard]] Result<double> number() const;

  /// The string member `name`; shorthand for at() and string().
  /// @error malformed, missing  as they say
  [[nodiscard]] Result<std::string_view> string_at(std::string_view name) const;

  /// How many members or items; 0 for other values.
  [[nodiscard]] std::size_t size() const noexcept { return node().count; }

  /// Walks the children: `for (Cursor item : cursor.items())`. Items of an array in order, values
  /// of an object in the order of the text, nothing for other values.
  class Range;
  [[nodiscard]] Range items() const noexcept;
  /// As items(), but of an object in canonical order: member names by UTF-16 code units (RFC 8785
  /// §3.2.3).
  class CanonicalRange;
  [[nodiscard]] CanonicalRange canonical_items() const noexcept;
  /// The many JSON-LD members that hold one value or an array of values: the items of an array,
  /// else this value itself.
  [[nodiscard]] Range one_or_many() const noexcept;

  /// The member name under which the parent holds this value; "" where the parent is no object.
  [[nodiscard]] std::string_view name() const noexcept { return node().name; }

  /// The number as parsed. Only for Kind::integer, unsigned_integer and real, respectively.
  [[nodiscard]] std::int64_t raw_integer() const noexcept { return node().integer; }
  [[nodiscard]] std::uint64_t raw_unsigned() const noexcept { return node().unsigned_integer; }
  [[nodiscard]] double raw_real() const noexcept { return node().real; }
  /// The string, unescaped. Only for Kind::string.
  [[nodiscard]] std::string_view raw_string() const noexcept { return node().text; }
  [[nodiscard]] bool raw_boolean() const noexcept { return node().boolean; }

  /// Whether the text of the document has any escape in it. Without one, no string and no name of
  /// it holds a character that would need one (RFC 8259 §7).
  [[nodiscard]] bool has_escapes() const noexcept { return table_->escapes; }

  /// Same value of the same document; values of one document are in the order in which the text
  /// begins them.
  friend bool operator==(const Cursor&, const Cursor&) = default;
  friend auto operator<=>(const Cursor&, const Cursor&) = default;

 private:
  friend class Document;
  Cursor(const detail::Table* table, std::uint32_t index) noexcept : table_(table), index_(index) {}
  // A cursor is made from a valid index only, and its value never moves; the check that operator[]
  // makes in hardened builds would cost more than everything else that reading a member does.
  [[nodiscard]] const detail::Node& node() const noexcept { return table_->nodes.data()[index_]; }

  [[nodiscard]] Error no_string() const;

  const detail::Table* table_;
  std::uint32_t index_;
};

class Cursor::Range {
 public:
  class iterator {
   public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = Cursor;
    using difference_type = std::ptrdiff_t;
    using pointer = void;
    using reference = Cursor;

    [[nodiscard]] Cursor operator*() const noexcept { return {table_, index_}; }
    iterator& operator++() noexcept {
      index_ = table_->nodes.data()[index_].end;
      return *this;
    }
    friend bool operator==(const iterator&, const iterator&) = default;

   private:
    friend class Range;
    iterator(const detail::Table* table, std::uint32_t index) noexcept
        : table_(table), index_(index) {}
    const detail::Table* table_;
    std::uint32_t index_;
  };
  [[nodiscard]] iterator begin() const noexcept { return {table_, begin_}; }
  [[nodiscard]] iterator end() const noexcept { return {table_, end_}; }

 private:
  friend class Cursor;
  Range(const detail::Table* table, std::uint32_t begin, std::uint32_t end) noexcept
      : table_(table), begin_(begin), end_(end) {}
  const detail::Table* table_;
  std::uint32_t begin_;
  std::uint32_t end_;
};

class Cursor::CanonicalRange {
 public:
  class iterator {
   public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = Cursor;
    using difference_type = std::ptrdiff_t;
    using pointer = void;
    using reference = Cursor;

    [[nodiscard]] Cursor operator*() const noexcept { return {table_, *at_}; }
    iterator& operator++() noexcept {
      ++at_;
      return *this;
    }
    friend bool operator==(const iterator&, const iterator&) = default;

   private:
    friend class CanonicalRange;
    iterator(const detail::Table* table, const std::uint32_t* at) noexcept
        : table_(table), at_(at) {}
    const detail::Table* table_;
    const std::uint32_t* at_;
  };
  [[nodiscard]] iterator begin() const noexcept { return {table_, begin_}; }
  [[nodiscard]] iterator end() const noexcept { return {table_, end_}; }

 private:
  friend class Cursor;
  CanonicalRange(const detail::Table* table, const std::uint32_t* begin,
                 const std::uint32_t* end) noexcept
      : table_(table), begin_(begin), end_(end) {}
  const detail::Table* table_;
  const std::uint32_t* begin_;
  const std::uint32_t* end_;
};

inline Cursor::Range Cursor::items() const noexcept {
  const detail::Node& here = node();
  if (here.kind != Kind::array && here.kind != Kind::object) return {table_, 0, 0};
  return {table_, index_ + 1, here.end};
}

inline Cursor::Range Cursor::one_or_many() const noexcept {
  if (is_array()) return items();
  return {table_, index_, node().end};
}

inline Cursor::CanonicalRange Cursor::canonical_items() const noexcept {
  const detail::Node& here = node();
  const std::uint32_t* base = table_->canonical.data();
  if (here.kind != Kind::array && here.kind != Kind::object) return {table_, base, base};
  return {table_, base + here.canonical, base + here.canonical + here.count};
}

/// Whether two values are equal as JSON values: member order does not count, numbers compare by
/// value.
[[nodiscard]] bool equal(Cursor a, Cursor b);

/// The order of member names by UTF-16 code units, which canonical texts are in (RFC 8785 §3.2.3).
/// Both are UTF-8.
[[nodiscard]] bool less_utf16(std::string_view a, std::string_view b) noexcept;

/// `text` as one reference token of a JSON Pointer (RFC 6901 §3): '~' and '/' escaped.
[[nodiscard]] std::string pointer_token(std::string_view text);

}  // namespace credenza::json
