#include "issuer/seen_rows.h"

#include <cstring>
#include <limits>

#include "crypto/hash.h"

namespace credenza::issuer {
namespace {

constexpr std::size_t k_first_size = 1024;

}  // namespace

SeenRows::SeenRows(Random& random)
    : key_(crypto::SecretBytes::random(crypto::k_table_hash_key_bytes, random)),
      table_(k_first_size) {}

/// Where the entry stands, or the empty place where it belongs.
SeenRows::Entry& SeenRows::place_of(const Entry& entry) noexcept {
  const std::size_t mask = table_.size() - 1;
  std::size_t at = entry.low & mask;
  while (table_[at].row != 0 && (table_[at].low != entry.low || table_[at].high != entry.high))
    at = (at + 1) & mask;
  return table_[at];
}

void SeenRows::grow() {
  std::vector<Entry> before(table_.size() * 2);
  before.swap(table_);
  for (const Entry& entry : before)
    if (entry.row != 0) place_of(entry) = entry;
}

std::optional<std::uint64_t> SeenRows::see(std::string_view text, std::uint64_t row) {
  must(row > 0 && row <= std::numeric_limits<std::uint32_t>::max());
  const auto hash = crypto::table_hash(key_, as_bytes(text));
  Entry entry;
  std::memcpy(&entry.low, hash.data(), sizeof entry.low);
  std::memcpy(&entry.high, hash.data() + sizeof entry.low, sizeof entry.high);
  entry.row = static_cast<std::uint32_t>(row);
  // At most four fifths full.
  if (used_ * 5 >= table_.size() * 4) grow();
  Entry& place = place_of(entry);
  if (place.row != 0) return place.row;
  place = entry;
  ++used_;
  return std::nullopt;
}

}  // namespace credenza::issuer
