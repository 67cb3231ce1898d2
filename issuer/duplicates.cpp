#include "issuer/duplicates.h"

#include <algorithm>
#include <limits>

namespace credenza::issuer {
namespace {

constexpr std::size_t k_first_size = 1024;

/// The first 8 bytes of an id; never 0.
std::uint64_t print_of(const CredentialId& id) noexcept {
  std::uint64_t out = 0;
  for (std::size_t i = 0; i < 8; ++i)
    out = out << 8 | id[i];
  return out == 0 ? 1 : out;
}

}  // namespace

Duplicates::Duplicates() : prints_(k_first_size), rows_(k_first_size) {}

std::size_t Duplicates::slot_of(std::uint64_t print) const noexcept {
  const std::size_t mask = prints_.size() - 1;
  std::size_t slot = print & mask;
  while (prints_[slot] != 0 && prints_[slot] != print)
    slot = (slot + 1) & mask;
  return slot;
}

void Duplicates::grow() {
  std::vector<std::uint64_t> prints(prints_.size() * 2);
  std::vector<std::uint32_t> rows(rows_.size() * 2);
  prints.swap(prints_);
  rows.swap(rows_);
  for (std::size_t i = 0; i < prints.size(); ++i) {
    if (prints[i] == 0) continue;
    const std::size_t slot = slot_of(prints[i]);
    prints_[slot] = prints[i];
    rows_[slot] = rows[i];
  }
}

std::optional<std::uint32_t> Duplicates::look(const CredentialId& id, std::uint64_t row) {
  const std::uint64_t print = print_of(id);
  std::size_t slot = slot_of(print);
  if (prints_[slot] != 0) return rows_[slot];
  if (++used_ * 3 > prints_.size() * 2) {
    grow();
    slot = slot_of(print);
  }
  prints_[slot] = print;
  rows_[slot] = static_cast<std::uint32_t>(
      std::min<std::uint64_t>(row, std::numeric_limits<std::uint32_t>::max()));
  return std::nullopt;
}

}  // namespace credenza::issuer
