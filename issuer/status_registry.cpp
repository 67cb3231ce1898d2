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

void set_bit(Bytes& bits, std::uint64_t index) noexcept {
  bits[index / 8] = static_cast<std::uint8_t>(bits[index / 8] | mask_of(index));
}

bool is_full(const StatusListState& list) noexcept {
  return list.used * 100 >= list.entries * k_full_percent;
}

}  // namespace

Result<StatusRegistry> StatusRegistry::load(Transaction& transaction, std::string_view purpose) {
  StatusRegistry out(purpose);
  out.lists_ = TRY(transaction.lists(purpose));
  out.changed_.resize(out.lists_.size());
  return out;
}

StatusPlace StatusRegistry::allocate(Random& random) {
  auto list = std::find_if(lists_.begin(), lists_.end(),
                           [](const StatusListState& l) { return !is_full(l); });
  if (list == lists_.end()) {
    const std::uint32_t number = lists_.empty() ? 1 : lists_.back().number + 1;
    lists_.push_back({purpose_, number, k_list_entries, 0, Bytes(k_list_entries / 8),
                      Bytes(k_list_entries / 8)});
    changed_.push_back(true);
    list = lists_.end() - 1;
  }
  std::uint64_t index = crypto::uniform(list->entries, random);
  while (is_set(list->given, index))
    index = crypto::uniform(list->entries, random);
  set_bit(list->given, index);
  ++list->used;
  changed_[static_cast<std::size_t>(list - lists_.begin())] = true;
  return {list->number, index};
}

Status StatusRegistry::set(const StatusPlace& place) {
  for (std::size_t i = 0; i < lists_.size(); ++i) {
    StatusListState& list = lists_[i];
    if (list.number != place.list || place.index >= list.entries ||
        !is_set(list.given, place.index))
      continue;
    set_bit(list.values, place.index);
    changed_[i] = true;
    return {};
  }
  return fail(Code::not_found, "store", "a place in a status list that was never given out");
}

Status StatusRegistry::save(Transaction& transaction) {
  for (std::size_t i = 0; i < lists_.size(); ++i) {
    if (!changed_[i]) continue;
    TRY(transaction.save(lists_[i]));
    changed_[i] = false;
  }
  return {};
}

Result<status_list::StatusList> published(const StatusListState& list) {
  auto out = TRY(status_list::StatusList::create(list.entries));
  for (std::size_t byte = 0; byte < list.values.size(); ++byte) {
    if ((list.values[byte] & ~list.given[byte]) != 0) {
      return fail(Code::malformed, "store",
                  "the store withdraws something that was never issued; take a backup");
    }
    if (list.values[byte] == 0) continue;
    for (std::uint64_t index = byte * 8; index < byte * 8 + 8; ++index) {
      if (is_set(list.values, index)) TRY(out.set(index, 1));
    }
  }
  return out;
}

}  // namespace credenza::issuer
