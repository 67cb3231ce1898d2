#include "issuer/unindexed_ids.h"

#include <algorithm>
#include <cstring>
#include <endian.h>

namespace credenza::issuer::detail {
namespace {

constexpr std::size_t k_first_size = 1024;
constexpr std::size_t k_absent = 16384;

std::size_t part_of(const CredentialId& id) noexcept {
  std::size_t out = 0;
  std::memcpy(&out, id.data(), sizeof out);
  return out;
}

/// The first bytes of an id as a number that orders as they do.
std::uint64_t front_of(const CredentialId& id) noexcept {
  std::uint64_t out = 0;
  std::memcpy(&out, id.data(), sizeof out);
  return be64toh(out);
}

/// Orders as the ids do, which differ in their first bytes as random ones do.
bool comes_before(const std::pair<CredentialId, Position>& left,
                  const std::pair<CredentialId, Position>& right) noexcept {
  const std::uint64_t a = front_of(left.first);
  const std::uint64_t b = front_of(right.first);
  return a == b ? left.first < right.first : a < b;
}

}  // namespace

UnindexedIds::Slot& UnindexedIds::place_of(std::vector<Slot>& table,
                                           const CredentialId& id) noexcept {
  const std::size_t mask = table.size() - 1;
  std::size_t at = part_of(id) & mask;
  while (table[at].position != 0 && table[at].id != id)
    at = (at + 1) & mask;
  return table[at];
}

/// Makes the table anew, with what stands up to `last`.
void UnindexedIds::resize(std::size_t size, Position last) {
  std::vector<Slot> before(size);
  before.swap(table_);
  for (const Slot& slot : before)
    if (slot.position != 0 && slot.position <= last) place_of(table_, slot.id) = slot;
}

void UnindexedIds::add(const CredentialId& id, Position position) {
  if (used_ * 2 >= table_.size()) resize(std::max(k_first_size, table_.size() * 2), last_);
  Slot& slot = place_of(table_, id);
  must(slot.position == 0 && position > last_);
  slot = {id, position};
  last_ = position;
  ++used_;
  if (is_known_absent(id)) absent_[part_of(id) % k_absent] = {};
}

void UnindexedIds::drop() {
  if (used_ == kept_) return;
  resize(table_.size(), last_kept_);
  used_ = kept_;
  last_ = last_kept_;
}

void UnindexedIds::clear() {
  table_.clear();
  used_ = kept_ = 0;
  last_ = last_kept_ = 0;
}

std::optional<Position> UnindexedIds::find(const CredentialId& id) const noexcept {
  if (used_ == 0) return std::nullopt;
  const std::size_t mask = table_.size() - 1;
  for (std::size_t at = part_of(id) & mask; table_[at].position != 0; at = (at + 1) & mask)
    if (table_[at].id == id) return table_[at].position;
  return std::nullopt;
}

std::vector<std::pair<CredentialId, Position>> UnindexedIds::sorted() const {
  std::vector<std::pair<CredentialId, Position>> out;
  out.reserve(used_);
  for (const Slot& slot : table_)
    if (slot.position != 0) out.emplace_back(slot.id, slot.position);
  std::sort(out.begin(), out.end(), comes_before);
  return out;
}

void UnindexedIds::note_absent(const CredentialId& id) {
  if (absent_.empty()) absent_.resize(k_absent);
  absent_[part_of(id) % k_absent] = id;
}

bool UnindexedIds::is_known_absent(const CredentialId& id) const noexcept {
  return !absent_.empty() && absent_[part_of(id) % k_absent] == id;
}

}  // namespace credenza::issuer::detail
