#include "issuer/earlier_holders.h"

#include <algorithm>

namespace credenza::issuer {
namespace {

/// What stands at a place of a record in JSON, as a cell has it.
std::string text_at(const Json& record, const std::string& pointer) {
  const Json::json_pointer at(pointer);
  if (!record.contains(at)) return {};
  const Json& value = record[at];
  return value.is_string() ? value.get<std::string>() : value.dump();
}

}  // namespace

/// Which cohorts the template has, by what was achieved in each.
Status EarlierHolders::begin(Snapshot& snapshot, LedgerReader& reader) {
  constexpr std::size_t k_page = 500;
  begun_ = true;
  last_ = TRY(snapshot.head()).position;
  std::uint32_t after = 0;
  for (;;) {
    const auto page = TRY(snapshot.cohorts(after, k_page));
    for (const Cohort& cohort : page) {
      after = cohort.number;
      if (cohort.form != form_name_) continue;
      const CohortContent* content = TRY(reader.cohort(cohort.number));
      key_.clear();
      subject_.append([content](const std::string& at) { return text_at(content->record, at); },
                      Role::what, key_);
      what_[key_].insert(cohort.number);
    }
    if (page.size() < k_page) return {};
  }
}

/// The key under which Subject knows whoever holds a credential.
Result<std::string> EarlierHolders::holder_of(const IssuedEntry& entry,
                                              LedgerReader& reader) const {
  const CohortContent* content = TRY(reader.cohort(entry.what.cohort));
  const auto own = reader.personal(entry);
  // Of somebody who was forgotten nothing can be said.
  if (!own && own.error().code == Code::not_found) return std::string();
  if (!own) return own.error();
  const Json whole = content->is_whole() ? TRY(reader.record(entry)) : Json();
  const auto value = [&](const std::string& at) -> std::string {
    if (content->is_whole()) return text_at(whole, at);
    const auto& members = content->members;
    const auto found = std::find(members.begin(), members.end(), at);
    if (found == members.end()) return text_at(content->record, at);
    return own->values[static_cast<std::size_t>(found - members.begin())];
  };
  std::string number;
  subject_.append(value, Role::number, number);
  std::string out;
  if (subject_.has_number(value)) {
    out = number;
  } else {
    subject_.append(value, Role::name, out);
    subject_.append(value, Role::born, out);
  }
  subject_.append(value, Role::what, out);
  return out;
}

Status EarlierHolders::read_holders(const Cohorts& cohorts, Snapshot& snapshot,
                                    LedgerReader& reader) {
  constexpr std::size_t k_page = 1000;
  std::vector<IssuedEntry> page;
  Position after = 0;
  do {
    page.clear();
    TRY(snapshot.walk(after, [&](const IssuedEntry& entry) {
      if (entry.position > last_) return false;
      after = entry.position;
      const State state = entry.standing.state;
      const bool holds = state == State::in_force || state == State::suspended;
      if (holds && cohorts.contains(entry.what.cohort)) page.push_back(entry);
      return page.size() < k_page;
    }));
    for (const IssuedEntry& entry : page) {
      const std::string key = TRY(holder_of(entry, reader));
      if (!key.empty()) holders_.emplace_back(std::hash<std::string>()(key), entry.position);
    }
  } while (page.size() == k_page);
  std::sort(holders_.begin(), holders_.end());
  return {};
}

Result<std::optional<CellFinding>> EarlierHolders::look(const Cells& cells, Snapshot& snapshot,
                                                        LedgerReader& reader) {
  if (!subject_.is_of_people()) return std::optional<CellFinding>();
  if (!begun_) TRY(begin(snapshot, reader));
  if (what_.empty()) return std::optional<CellFinding>();
  key_.clear();
  subject_.append(cells, Role::what, key_);
  if (!read_.contains(key_)) {
    const auto same = what_.find(key_);
    if (same == what_.end()) return std::optional<CellFinding>();
    TRY(read_holders(same->second, snapshot, reader));
    read_.insert(key_);
  }
  subject_.by_number(cells, key_);
  if (key_.empty()) subject_.by_name(cells, key_);
  const std::size_t hash = std::hash<std::string>()(key_);
  auto at = std::lower_bound(holders_.begin(), holders_.end(), std::pair(hash, Position{0}));
  for (; at != holders_.end() && at->first == hash; ++at) {
    const auto entry = TRY(snapshot.issued(at->second));
    if (!entry || TRY(holder_of(*entry, reader)) != key_) continue;
    CellFinding out =
        finding_of(Phrase::holder_has_one,
                   {same(to_urn(entry->what.id)), same(format_instant(entry->at).substr(0, 10))});
    return std::optional<CellFinding>(std::move(out));
  }
  return std::optional<CellFinding>();
}

}  // namespace credenza::issuer
