// The index: what a list needs to know of every record, on few sealed pages. docs/vault_format.md,
// section 7.
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

inline constexpr std::size_t k_page_entries = 64;
/// Of one record's meta.
inline constexpr std::size_t k_max_meta_bytes = std::size_t{32} << 10;

/// One record as the index names it; `entry` is its meta with `id` and `kind`.
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

/// What a page will hold; an empty array: the page goes.
struct PageChange {
  Id page;
  Json entries;
};

class Index {
 public:
  /// Takes in a page.
  /// @error malformed  not an array of objects with id and kind, or a record that stands on two
  /// pages
  /// @error out_of_range  more entries than a page holds, or longer than a page can be
  [[nodiscard]] Status add_page(Id page, std::string_view meta);
  /// As add_page(), of a page that parse_page() read.
  [[nodiscard]] Status add_page(Id page, json::Document document);
  /// The first half of add_page(), which needs no index: for many pages at once.
  /// @error malformed, out_of_range  no JSON, or longer than a page can be
  [[nodiscard]] static Result<json::Document> parse_page(std::string_view meta);

  /// In the order in which they stand on the pages.
  [[nodiscard]] const std::vector<Entry>& entries() const noexcept { return entries_; }
  [[nodiscard]] const Entry* find(Id id) const noexcept;

  /// The pages as they will be after `changes`; a record that is new goes where there is room.
  [[nodiscard]] std::vector<PageChange> plan(const std::vector<EntryChange>& changes,
                                             Random& random) const;
  /// Takes a page's new state over; an empty one goes.
  /// @error as add_page()
  [[nodiscard]] Status replace_page(Id page, std::string_view meta);

 private:
  struct Page {
    json::Document document;
    std::size_t size;
  };
  struct Place {
    Id page;
    std::size_t position;  ///< in entries_
  };
  void take_in(Id page, json::Cursor root);

  std::map<Id, Page> pages_;
  std::vector<Entry> entries_;
  std::unordered_map<Id, Place> places_;
};

}  // namespace credenza::wallet
