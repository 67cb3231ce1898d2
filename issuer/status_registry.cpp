#include "issuer/status_registry.h"

#include <algorithm>

#include "crypto/random.h"

namespace credenza::issuer {
namespace {

constexpr std::uint8_t mask_of(std::uint64_t index) noexcept {
  return static_cast<std::uint8_t>(0x80U >> (index % 8));
}

bool is_set(const Bytes& bits, std::uint64_t index) noexcept {
  return (bits[index / 8] & mask_of(index)) != 0;
}

void put_bit(Bytes& bits, std::uint64_t index, bool value) noexcept {
  const std::uint8_t others = bits[index / 8] & static_cast<std::uint8_t>(~mask_of(index));
  bits[index / 8] = static_cast<std::uint8_t>(others | (value ? mask_of(index) : 0));
}

bool is_full(const PlaceList& list) noexcept {
  return list.used * 100 >= list.entries * k_full_percent;
}

Error damaged(std::string detail) {
  return fail(Code::malformed, "store", std::move(detail));
}

/// The bits of the lists that a change touches, each read and written once.
class Bits {
 public:
  explicit Bits(Transaction& transaction) noexcept : transaction_(transaction) {}

  Status put(std::string_view purpose, const StatusPlace& place, bool value) {
    const auto key = std::make_pair(purpose, place.list);
    auto known = lists_.find(key);
    if (known == lists_.end()) {
      Bytes bits = TRY(transaction_.bits(purpose, place.list));
      if (bits.empty()) bits.resize(k_list_entries / 8);
      known = lists_.emplace(key, std::move(bits)).first;
    }
    if (place.index / 8 >= known->second.size())
      return damaged("a place beyond the end of its status list");
    put_bit(known->second, place.index, value);
    return {};
  }

  Status save() {
    for (const auto& [key, bits] : lists_)
      TRY(transaction_.save_bits(key.first, key.second, bits));
    return {};
  }

 private:
  Transaction& transaction_;
  std::map<std::pair<std::string_view, std::uint32_t>, Bytes> lists_;
};

/// Since when the superseded ones are so, in the lists that they are in.
Status add_dates(Snapshot& snapshot, std::vector<StatusListState>& lists) {
  std::vector<std::pair<Position, Instant>> superseded;
  TRY(snapshot.walk_standings([&superseded](Position position, const Standing& standing) {
    if (standing.state == State::superseded) superseded.emplace_back(position, standing.since);
    return true;
  }));
  for (const auto& [position, since] : superseded) {
    const auto entry = TRY(snapshot.issued(position));
    if (!entry) return damaged("something was replaced that was never issued");
    const StatusPlace& place = entry->what.place;
    const auto list = std::find_if(lists.begin(), lists.end(), [&place](const auto& candidate) {
      return candidate.number == place.list;
    });
    if (list == lists.end()) return damaged("a place in a status list that there is not");
    list->since.emplace(place.index, since);
  }
  return {};
}

}  // namespace

Result<StatusRegistry> StatusRegistry::load(Snapshot& snapshot) {
  StatusRegistry out;
  out.settled_ = TRY(snapshot.places());
  out.promised_ = out.settled_;
  out.changed_.resize(out.settled_.size());
  return out;
}

StatusPlace StatusRegistry::promise(Random& random) {
  while (open_ < promised_.size() && is_full(promised_[open_]))
    ++open_;
  if (open_ == promised_.size()) {
    const std::uint32_t number = promised_.empty() ? 1 : promised_.back().number + 1;
    const PlaceList fresh{number, k_list_entries, 0, Bytes(k_list_entries / 8)};
    promised_.push_back(fresh);
    settled_.push_back(fresh);
    changed_.push_back(true);
  }
  PlaceList& list = promised_[open_];
  std::uint64_t index = crypto::uniform(list.entries, random);
  while (is_set(list.given, index))
    index = crypto::uniform(list.entries, random);
  put_bit(list.given, index, true);
  ++list.used;
  return {list.number, index};
}

Status StatusRegistry::settle(const StatusPlace& place) {
  for (std::size_t i = 0; i < settled_.size(); ++i) {
    if (settled_[i].number != place.list) continue;
    const bool promised =
        place.index < promised_[i].entries && is_set(promised_[i].given, place.index);
    if (!promised || is_set(settled_[i].given, place.index)) break;
    put_bit(settled_[i].given, place.index, true);
    ++settled_[i].used;
    changed_[i] = true;
    return {};
  }
  return fail(Code::internal, "status list", "a place would be given out a second time");
}

Status StatusRegistry::save(Transaction& transaction) {
  for (std::size_t i = 0; i < settled_.size(); ++i) {
    if (!changed_[i]) continue;
    TRY(transaction.save_places(settled_[i]));
    changed_[i] = false;
  }
  return {};
}

Result<std::vector<StatusListState>> status_lists(Snapshot& snapshot, std::string_view purpose) {
  std::vector<StatusListState> out;
  for (PlaceList& list : TRY(snapshot.places())) {
    Bytes values = TRY(snapshot.bits(purpose, list.number));
    if (values.empty()) values.resize(list.given.size());
    if (values.size() != list.given.size()) return damaged("a status list is of another length");
    out.push_back({std::string(purpose),
                   list.number,
                   list.entries,
                   std::move(list.given),
                   std::move(values),
                   {}});
  }
  if (purpose == k_refresh) TRY(add_dates(snapshot, out));
  return out;
}

Result<status_list::StatusList> published(const StatusListState& list) {
  auto out = TRY(status_list::StatusList::create(list.entries));
  for (std::size_t byte = 0; byte < list.values.size(); ++byte) {
    if ((list.values[byte] & ~list.given[byte]) != 0) {
      return fail(Code::malformed, "store",
                  "the store withdraws something that was never issued; restore a backup");
    }
    if (list.values[byte] == 0) continue;
    for (std::uint64_t index = byte * 8; index < byte * 8 + 8; ++index) {
      if (is_set(list.values, index)) TRY(out.set(index, 1));
    }
  }
  return out;
}

bool is_listed(State state, std::string_view purpose) noexcept {
  if (purpose == k_revocation) return state == State::revoked || state == State::superseded;
  if (purpose == k_suspension) return state == State::suspended;
  return purpose == k_refresh && state == State::superseded;
}

Result<Transaction::Appended> change_standing(Transaction& transaction, std::string_view kind,
                                              State state, const std::vector<Position>& positions,
                                              Json body, Instant now) {
  must(!positions.empty() && std::is_sorted(positions.begin(), positions.end()));
  body["positions"] = positions;
  body["state"] = to_string(state);
  const auto made = TRY(transaction.append(kind, now, body));
  Bits bits(transaction);
  for (const Position position : positions) {
    const auto entry = TRY(transaction.issued(position));
    if (!entry) {
      return fail(Code::not_found, "store",
                  "nothing was issued at position " + std::to_string(position));
    }
    TRY(transaction.set_standing(position, {state, made.at, made.position}));
    for (const std::string_view purpose : k_purposes)
      TRY(bits.put(purpose, entry->what.place, is_listed(state, purpose)));
  }
  TRY(bits.save());
  return made;
}

}  // namespace credenza::issuer
