#include "wallet/vault_index.h"

#include <algorithm>

namespace credenza::wallet {
namespace {

constexpr json::Limits k_page_limits{k_page_entries * (k_max_meta_bytes + 64), 16};

Error damaged(std::string detail) {
  return fail(Code::malformed, "index", std::move(detail));
}

Result<Entry> read_entry(json::Cursor value) {
  const std::string_view id_text = TRY(value.string_at("id"));
  const Id id = TRY(id_from_text(id_text));
  const json::Cursor kind_value = TRY(value.at("kind"));
  const std::uint64_t kind = TRY(kind_value.unsigned_integer());
  if (kind <= static_cast<std::uint64_t>(Kind::index) || kind > 0xff)
    return damaged("a record of no kind");
  return Entry{id, static_cast<Kind>(kind), value};
}

Json with_name(const EntryChange& change) {
  Json entry{{"id", to_text(change.id)}, {"kind", static_cast<unsigned>(change.kind)}};
  for (const auto& [name, value] : change.meta->items()) {
    if (name != "id" && name != "kind") entry[name] = value;
  }
  return entry;
}

Json::iterator find_entry(Json& entries, Id id) {
  const std::string text = to_text(id);
  return std::ranges::find_if(entries, [&](const Json& entry) { return entry["id"] == text; });
}

}  // namespace

Result<json::Document> Index::parse_page(std::string_view meta) {
  return json::Document::parse(meta, k_page_limits);
}

Status Index::add_page(Id page, std::string_view meta) {
  return add_page(page, TRY(parse_page(meta)));
}

Status Index::add_page(Id page, json::Document document) {
  if (!document.root().is_array()) return damaged("a page is no array");
  const std::size_t size = document.root().size();
  if (size > k_page_entries)
    return fail(Code::out_of_range, "index", "a page has too many entries");
  std::vector<Entry> entries;
  entries.reserve(size);
  for (const json::Cursor value : document.root().items())
    entries.push_back(TRY(read_entry(value)));
  std::vector<Id> ids;
  ids.reserve(size);
  for (const Entry& entry : entries) {
    if (places_.contains(entry.id)) return damaged("a record stands there twice");
    ids.push_back(entry.id);
  }
  std::ranges::sort(ids);
  if (std::ranges::adjacent_find(ids) != ids.end()) return damaged("a record stands there twice");
  // The document may move: what entries point at does not.
  pages_.insert_or_assign(page, Page{std::move(document), size});
  for (const Entry& entry : entries) {
    places_.emplace(entry.id, Place{page, entries_.size()});
    entries_.push_back(entry);
  }
  return {};
}

Status Index::replace_page(Id page, std::string_view meta) {
  pages_.erase(page);
  entries_.clear();
  places_.clear();
  for (const auto& [id, content] : pages_)
    take_in(id, content.document.root());
  TRY(add_page(page, meta));
  if (pages_.at(page).size == 0) pages_.erase(page);
  return {};
}

void Index::take_in(Id page, json::Cursor root) {
  for (const json::Cursor value : root.items()) {
    const Result<Entry> entry = read_entry(value);
    must(entry.has_value());
    places_.emplace(entry->id, Place{page, entries_.size()});
    entries_.push_back(*entry);
  }
}

const Entry* Index::find(Id id) const noexcept {
  const auto at = places_.find(id);
  return at == places_.end() ? nullptr : &entries_[at->second.position];
}

std::vector<PageChange> Index::plan(const std::vector<EntryChange>& changes, Random& random) const {
  std::map<Id, Json> drafts;
  const auto draft = [&](Id page) -> Json& {
    const auto known = pages_.find(page);
    return drafts
        .try_emplace(page, known == pages_.end() ? Json::array()
                                                 : json::to_value(known->second.document.root()))
        .first->second;
  };
  const auto size_of = [&](Id page) {
    const auto drafted = drafts.find(page);
    return drafted == drafts.end() ? pages_.at(page).size : drafted->second.size();
  };
  const auto page_with_room = [&] {
    for (const auto& [page, entries] : drafts) {
      if (entries.size() < k_page_entries) return page;
    }
    for (const auto& [page, content] : pages_) {
      if (size_of(page) < k_page_entries) return page;
    }
    return make_id(random);
  };
  for (const EntryChange& change : changes) {
    const auto known = places_.find(change.id);
    if (known == places_.end()) {
      if (change.meta) draft(page_with_room()).push_back(with_name(change));
      continue;
    }
    Json& entries = draft(known->second.page);
    const auto at = find_entry(entries, change.id);
    must(at != entries.end());
    if (change.meta) {
      *at = with_name(change);
    } else {
      entries.erase(at);
    }
  }
  std::vector<PageChange> plan;
  for (auto& [page, entries] : drafts)
    plan.push_back({page, std::move(entries)});
  return plan;
}

}  // namespace credenza::wallet
