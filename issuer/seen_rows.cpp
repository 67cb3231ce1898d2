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

/// Where the text of this hash stands, or the empty place where it belongs.
SeenRows::Entry& SeenRows::place_of(std::uint64_t hash) noexcept {
  const std::size_t mask = table_.size() - 1;
  std::size_t at = hash & mask;
  while (table_[at].row != 0 && table_[at].hash != hash)
    at = (at + 1) & mask;
  return table_[at];
}

void SeenRows::grow() {
  std::vector<Entry> before(table_.size() * 2);
  before.swap(table_);
  for (const Entry& entry : before)
    if (entry.row != 0) place_of(entry.hash) = entry;
}

std::optional<std::uint64_t> SeenRows::see(std::string_view text, std::uint64_t row) {
  const auto before = see(text, row, {});
  if (!before) return std::nullopt;
  return before->row;
}

std::optional<SeenRows::Before> SeenRows::see(std::string_view text, std::uint64_t row,
                                              Prints prints) {
  must(row > 0 && row <= std::numeric_limits<std::uint32_t>::max());
  const auto hash = crypto::table_hash(key_, as_bytes(text));
  Entry entry;
  std::memcpy(&entry.hash, hash.data(), sizeof entry.hash);
  entry.row = static_cast<std::uint32_t>(row);
  entry.prints = prints;
  // At most four fifths full.
  if (used_ * 5 >= table_.size() * 4) grow();
  Entry& place = place_of(entry.hash);
  if (place.row != 0) return Before{place.row, place.prints};
  place = entry;
  ++used_;
  return std::nullopt;
}

}  // namespace credenza::issuer
