#include "issuer/unindexed_ids.h"

#include <algorithm>

namespace credenza::issuer::detail {
namespace {

constexpr std::size_t k_most_absent = 16384;

}  // namespace

void UnindexedIds::add(const CredentialId& id, Position position) {
  positions_.emplace(id, position);
  fresh_.push_back(id);
  absent_.erase(id);
}

void UnindexedIds::drop() {
  for (const CredentialId& id : fresh_)
    positions_.erase(id);
  fresh_.clear();
}

void UnindexedIds::clear() {
  positions_.clear();
  fresh_.clear();
}

std::optional<Position> UnindexedIds::find(const CredentialId& id) const {
  const auto known = positions_.find(id);
  if (known == positions_.end()) return std::nullopt;
  return known->second;
}

std::vector<std::pair<CredentialId, Position>> UnindexedIds::sorted() const {
  std::vector<std::pair<CredentialId, Position>> out(positions_.begin(), positions_.end());
  std::sort(out.begin(), out.end());
  return out;
}

void UnindexedIds::note_absent(const CredentialId& id) {
  if (absent_.size() >= k_most_absent) absent_.clear();
  absent_.insert(id);
}

}  // namespace credenza::issuer::detail
