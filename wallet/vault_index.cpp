#include "wallet/vault_index.h"

#include <algorithm>
#include <array>
#include <set>

namespace credenza::wallet {
namespace {

constexpr json::Limits k_page_limits{k_page_entries * (k_max_meta_bytes + 64), 16};

/// What a list or a search needs of a credential. The rest of its meta stands among the details.
constexpr std::array<std::string_view, 14> k_listed = {
    "id",    "kind",    "title", "issuer", "issuer_name",   "awarded", "valid_until",
    "added", "verdict", "code",  "type",   "superseded_by", "tags",    "words"};
/// A list needs this one too where there is no day on which it was awarded.
constexpr std::string_view k_instead_of_awarded = "valid_from";

Error damaged(std::string detail) {
  return fail(Code::malformed, "index", std::move(detail));
}

Result<Entry> read_entry(json::Cursor value) {
  const std::string_view id_text = TRY(value.string_at("id"));
  const Id id = TRY(id_from_text(id_text));
  const json::Cursor kind_value = TRY(value.at("kind"));
  const std::uint64_t kind = TRY(kind_value.unsigned_integer());
  if (kind == 0 || kind > 0xff || is_of_index(static_cast<Kind>(kind)))
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

bool is_listed(const Json& entry, std::string_view member) {
  if (member == k_instead_of_awarded) return !entry.contains("awarded");
  return std::ranges::find(k_listed, member) != k_listed.end();
}

/// Takes what lists do not need out of a credential's entry, and returns it with the id.
std::optional<Json> take_details(Json& entry) {
  Json listed = Json::object();
  Json details{{"id", entry["id"]}};
  for (const auto& [name, value] : entry.items())
    (is_listed(entry, name) ? listed : details)[name] = value;
  if (details.size() == 1) return std::nullopt;
  entry = std::move(listed);
  return details;
}

/// How long an entry is on its page, with the comma behind it.
std::size_t listed_bytes(const Json& entry) {
  if (entry["kind"] != static_cast<unsigned>(Kind::credential))
    return json::to_text(entry)->size() + 1;
  Json listed = entry;
  static_cast<void>(take_details(listed));
  return json::to_text(listed)->size() + 1;
}

/// Parts what `page` will hold from what its details will. Entries that no change is about were
/// parted already, unless an earlier program wrote them.
void part_details(PageChange& page, const std::set<Id>& changed) {
  for (Json& entry : page.entries) {
    if (entry["kind"] != static_cast<unsigned>(Kind::credential)) continue;
    const Id id = *id_from_text(entry["id"].get_ref<const std::string&>());
    std::optional<Json> details = take_details(entry);
    if (details || changed.contains(id)) page.changed.push_back({id, std::move(details)});
  }
}

}  // namespace

Result<json::Document> Index::parse_page(std::string_view meta) {
  return json::Document::parse(meta, k_page_limits);
}

Status Index::add_page(Id page, std::string_view meta, std::optional<Id> details) {
  return add_page(page, TRY(parse_page(meta)), details);
}

Status Index::add_page(Id page, json::Document document, std::optional<Id> details) {
  if (!document.root().is_array()) return damaged("a page is no array");
  const std::size_t size = document.root().size();
  if (size > k_page_entries)
    return fail(Code::out_of_range, "index", "a page has too many entries");
  if (details && details_pages_.contains(*details))
    return damaged("two pages have the same details");
  const std::size_t before = entries_.size();
  const Status taken = take_in(page, document.root());
  if (!taken) {
    for (std::size_t at = before; at < entries_.size(); ++at)
      places_.erase(entries_[at].id);
    entries_.resize(before, Entry{0, Kind::index, document.root()});
    return taken;
  }
  // The document may move: what entries point at does not.
  pages_.insert_or_assign(page, Page{std::move(document), size, details, std::nullopt});
  if (details) details_pages_.emplace(*details, page);
  return {};
}

void Index::reserve(std::size_t records) {
  entries_.reserve(records);
  places_.reserve(records);
}

Status Index::add_details(Id page, json::Document document) {
  const auto at = pages_.find(page);
  if (at == pages_.end() || !document.root().is_array()) return damaged("details are no array");
  std::unordered_map<Id, json::Cursor> details;
  for (const json::Cursor value : document.root().items()) {
    const std::string_view text = TRY(value.string_at("id"));
    const Id id = TRY(id_from_text(text));
    const auto place = places_.find(id);
    const bool stands_here = place != places_.end() && place->second.page == page &&
                             entries_[place->second.position].kind == Kind::credential;
    if (!stands_here || !details.emplace(id, value).second)
      return damaged("details of a record that its page does not have");
  }
  at->second.more = std::move(document);
  details_.merge(details);
  return {};
}

void Index::drop_page(Id page) {
  const auto at = pages_.find(page);
  if (at == pages_.end()) return;
  if (at->second.details) details_pages_.erase(*at->second.details);
  for (const json::Cursor value : at->second.document.root().items()) {
    const Result<Entry> entry = read_entry(value);
    must(entry.has_value());
    details_.erase(entry->id);
  }
  pages_.erase(at);
}

Status Index::replace_page(Id page, std::string_view meta, std::optional<Id> details) {
  drop_page(page);
  entries_.clear();
  places_.clear();
  for (const auto& [id, content] : pages_)
    must(take_in(id, content.document.root()).has_value());
  TRY(add_page(page, meta, details));
  if (pages_.at(page).size == 0) pages_.erase(page);
  return {};
}

Status Index::take_in(Id page, json::Cursor root) {
  for (const json::Cursor value : root.items()) {
    const Entry entry = TRY(read_entry(value));
    const bool is_new = places_.emplace(entry.id, Place{page, entries_.size()}).second;
    if (!is_new) return damaged("a record stands there twice");
    entries_.push_back(entry);
  }
  return {};
}

const Entry* Index::find(Id id) const noexcept {
  const auto at = places_.find(id);
  return at == places_.end() ? nullptr : &entries_[at->second.position];
}

std::optional<json::Cursor> Index::details(Id id) const noexcept {
  const auto at = details_.find(id);
  return at == details_.end() ? std::nullopt : std::optional(at->second);
}

std::optional<json::Cursor> Index::details_of_page(Id page) const noexcept {
  const auto at = pages_.find(page);
  if (at == pages_.end() || !at->second.more) return std::nullopt;
  return at->second.more->root();
}

std::vector<PageDetails> Index::unread() const {
  std::vector<PageDetails> all;
  for (const auto& [page, content] : pages_) {
    if (content.details && !content.more) all.push_back({page, *content.details});
  }
  return all;
}

std::optional<PageDetails> Index::unread(Id id) const noexcept {
  const auto place = places_.find(id);
  if (place == places_.end()) return std::nullopt;
  const auto page = pages_.find(place->second.page);
  if (page == pages_.end() || !page->second.details || page->second.more) return std::nullopt;
  return PageDetails{page->first, *page->second.details};
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
  // How long pages will be; of those that are not drafted, what they are.
  std::map<Id, std::size_t> bytes;
  const auto bytes_of = [&](Id page) {
    const auto known = pages_.find(page);
    const std::size_t now = known == pages_.end() ? 0 : known->second.document.text().size();
    return bytes.try_emplace(page, now).first;
  };
  const auto page_with_room = [&](std::size_t wanted) {
    for (const auto& [page, entries] : drafts) {
      if (entries.size() < k_page_entries && bytes_of(page)->second + wanted <= k_page_bytes)
        return page;
    }
    for (const auto& [page, content] : pages_) {
      const bool has_room = !drafts.contains(page) && content.size < k_page_entries &&
                            content.document.text().size() + wanted <= k_page_bytes;
      if (has_room) return page;
    }
    return make_id(random);
  };
  const auto put = [&](const EntryChange& change) {
    Json entry = with_name(change);
    const std::size_t wanted = listed_bytes(entry);
    const Id page = page_with_room(wanted);
    bytes_of(page)->second += wanted;
    draft(page).push_back(std::move(entry));
  };
  std::set<Id> changed;
  std::map<Id, std::vector<DetailsChange>> gone;
  for (const EntryChange& change : changes) {
    changed.insert(change.id);
    const auto known = places_.find(change.id);
    if (known == places_.end()) {
      if (change.meta) put(change);
      continue;
    }
    Json& entries = draft(known->second.page);
    const auto at = find_entry(entries, change.id);
    must(at != entries.end());
    if (change.meta) {
      *at = with_name(change);
    } else {
      entries.erase(at);
      gone[known->second.page].push_back({change.id, std::nullopt});
    }
  }
  std::vector<PageChange> plan;
  for (auto& [page, entries] : drafts) {
    const auto known = pages_.find(page);
    plan.push_back({page, std::move(entries),
                    known == pages_.end() ? std::nullopt : known->second.details, gone[page]});
    part_details(plan.back(), changed);
  }
  return plan;
}

Json details_after(std::optional<json::Cursor> before, const std::vector<DetailsChange>& changes) {
  Json after = before ? json::to_value(*before) : Json::array();
  for (const DetailsChange& change : changes) {
    const auto at = find_entry(after, change.id);
    if (at != after.end()) after.erase(at);
    if (change.members) after.push_back(*change.members);
  }
  return after;
}

}  // namespace credenza::wallet
