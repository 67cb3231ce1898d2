// The index: what a list needs to know of every record, on few sealed pages; and beside each page
// the details, what else the metas of its credentials say. docs/vault_format.md, section 7.
//
//   page ──── parse_page ──► add_page ────► entries()  when a vault is opened
//   details ─ parse_page ──► add_details ─► details()  when somebody asks
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/json.h"
#include "base/json_value.h"
#include "wallet/vault_format.h"

namespace credenza::wallet {

inline constexpr std::size_t k_page_entries = 160;
/// Of a page's text, beyond which nothing is put on it any more: what the largest bucket that
/// doubles has room for. A page that ends elsewhere is padded up to it, and padding is opened too.
inline constexpr std::size_t k_page_bytes = (std::size_t{64} << 10) - 40 - 8 - 8;
/// Of one record's meta.
inline constexpr std::size_t k_max_meta_bytes = std::size_t{32} << 10;

/// One record as the index names it; `entry` is its meta with `id` and `kind`, of a credential
/// without what stands among the details.
struct Entry {
  Id id;
  Kind kind;
  json::Cursor entry;
};

/// A record that comes, changes or (without meta) goes.
struct EntryChange {
  Id id;
  Kind kind;
  std::optional<Json> meta;
};

/// What the details will say of a credential; nothing: no more than its entry does.
struct DetailsChange {
  Id id;
  std::optional<Json> members;
};

/// What a page will hold; an empty array: the page goes, and its details with it.
struct PageChange {
  Id page;
  Json entries;
  std::optional<Id> details;           ///< the record of its details, if there is one already
  std::vector<DetailsChange> changed;  ///< in them
};

/// A page, and the record of its details.
struct PageDetails {
  Id page;
  Id details;
};

class Index {
 public:
  /// Takes in a page, and which record holds its details.
  /// @error malformed  not an array of objects with id and kind, a record that stands on two pages,
  /// or details that are another page's
  /// @error out_of_range  more entries than a page holds, or longer than a page can be
  [[nodiscard]] Status add_page(Id page, std::string_view meta, std::optional<Id> details = {});
  /// As add_page(), of a page that parse_page() read.
  [[nodiscard]] Status add_page(Id page, json::Document document, std::optional<Id> details = {});
  /// The first half of add_page() and add_details(), which needs no index: for many at once.
  /// @error malformed, out_of_range  no JSON, or longer than a page can be
  [[nodiscard]] static Result<json::Document> parse_page(std::string_view meta);
  /// Takes in the details of `page`.
  /// @error malformed  not an array of objects with the ids of credentials of this page, each once
  [[nodiscard]] Status add_details(Id page, json::Document document);

  /// Says that so many records will come, where that is known.
  void reserve(std::size_t records);
  /// In the order in which they stand on the pages: on each, as they came.
  [[nodiscard]] const std::vector<Entry>& entries() const noexcept { return entries_; }
  [[nodiscard]] const Entry* find(Id id) const noexcept;
  /// What the details say of a record, as an object with `id`; nothing where they say no more than
  /// its entry, or were not added yet.
  [[nodiscard]] std::optional<json::Cursor> details(Id id) const noexcept;
  /// All details of a page, an array; nothing where it has none, or they were not added yet.
  [[nodiscard]] std::optional<json::Cursor> details_of_page(Id page) const noexcept;
  /// The pages that have details which were not added yet; of all, or the one with `id`.
  [[nodiscard]] std::vector<PageDetails> unread() const;
  [[nodiscard]] std::optional<PageDetails> unread(Id id) const noexcept;
  /// How many records hold details.
  [[nodiscard]] std::size_t details_records() const noexcept { return details_pages_.size(); }

  /// The pages as they will be after `changes`; a record that is new goes where there is room.
  [[nodiscard]] std::vector<PageChange> plan(const std::vector<EntryChange>& changes,
                                             Random& random) const;
  /// Takes a page's new state over; an empty one goes. Its details count as not added yet.
  /// @error as add_page()
  [[nodiscard]] Status replace_page(Id page, std::string_view meta, std::optional<Id> details = {});

 private:
  struct Page {
    json::Document document;
    std::size_t size;
    std::optional<Id> details;
    std::optional<json::Document> more;  ///< the details, once they were added
  };
  struct Place {
    Id page;
    std::size_t position;  ///< in entries_
  };
  /// @error malformed  no entry, or a record that is there already; those before it were taken in
  [[nodiscard]] Status take_in(Id page, json::Cursor root);
  void drop_page(Id page);

  std::map<Id, Page> pages_;
  std::vector<Entry> entries_;
  std::unordered_map<Id, Place> places_;
  std::unordered_map<Id, Id> details_pages_;  ///< which page a record has the details of
  std::unordered_map<Id, json::Cursor> details_;
};

/// What the details of a page will be, with `changes` made in `before`; an empty array: they go.
[[nodiscard]] Json details_after(std::optional<json::Cursor> before,
                                 const std::vector<DetailsChange>& changes);

}  // namespace credenza::wallet
