#include "verifier/bundle_index.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "crypto/hash.h"
#include "did/did.h"

namespace credenza::verifier {
namespace {

using crypto::HashAlgorithm;

constexpr std::string_view k_magic = "CDZbundl";
constexpr std::uint16_t k_version = 1;
constexpr std::string_view k_signed_as = "credenza-bundle/1";
constexpr std::size_t k_head = k_bundle_head_bytes;
constexpr std::size_t k_entry = 104;
constexpr std::size_t k_digest = 32;
constexpr std::size_t k_signature = 64;
constexpr std::uint64_t k_max_names = std::uint64_t{32} << 20;
constexpr std::uint64_t k_no_instant = ~std::uint64_t{0};
/// The last second of the year 9999, so that every instant has a text.
constexpr std::uint64_t k_last_instant = 253402300799;

std::uint64_t number_at(std::string_view bytes, std::size_t at, std::size_t length) noexcept {
  std::uint64_t out = 0;
  for (const char c : bytes.substr(at, length))
    out = out << 8U | static_cast<unsigned char>(c);
  return out;
}

void append_number(std::string& out, std::uint64_t value, std::size_t length) {
  for (std::size_t i = length; i-- > 0;)
    out += static_cast<char>(value >> (8 * i) & 0xffU);
}

Instant instant_of(std::uint64_t seconds) noexcept {
  return Instant{std::chrono::seconds{static_cast<std::int64_t>(seconds)}};
}

std::uint64_t number_of(Instant at) noexcept {
  return static_cast<std::uint64_t>(at.time_since_epoch().count());
}

bool can_be_written(Instant at) noexcept {
  return at >= Instant{} && number_of(at) <= k_last_instant;
}

Error malformed(std::string where, std::string why) {
  return fail(Code::malformed, std::move(where), std::move(why));
}

std::string_view as_chars(const crypto::Digest& digest) noexcept {
  return as_text(digest.view());
}

crypto::Digest digest_of(std::string_view text) {
  return crypto::hash(HashAlgorithm::sha256, as_bytes(text));
}

std::string signed_bytes(std::string_view before) {
  return std::string(k_signed_as) + std::string(as_chars(digest_of(before)));
}

std::string place_of(std::size_t i) {
  return "part " + std::to_string(i + 1);
}

}  // namespace

std::string_view to_string(PartKind kind) noexcept {
  constexpr std::array<std::string_view, k_part_kinds> k_names = {
      "did_document",  "status_list", "token_status_list", "statement", "trust_list",
      "accreditation", "schema"};
  return k_names.at(static_cast<std::size_t>(kind) - 1);
}

std::optional<PartKind> part_kind(std::string_view text) noexcept {
  const auto found = std::find_if(k_all_part_kinds.begin(), k_all_part_kinds.end(),
                                  [text](PartKind kind) { return to_string(kind) == text; });
  return found == k_all_part_kinds.end() ? std::nullopt : std::optional(*found);
}

MaxAges default_max_ages() noexcept {
  constexpr std::chrono::days k_day{1};
  constexpr std::chrono::days k_week{7};
  constexpr std::chrono::days k_month{31};
  return {k_week, k_day, k_day, k_month, k_week, k_month, std::nullopt};
}

std::optional<std::chrono::seconds>& max_age_of(MaxAges& ages, PartKind kind) {
  return ages.at(static_cast<std::size_t>(kind) - 1);
}

Result<std::size_t> BundleIndex::front_size(std::string_view head, std::uint64_t file_size) {
  if (head.size() < k_magic.size() + 2 || !head.starts_with(k_magic))
    return malformed("", "this file is no bundle");
  if (number_at(head, k_magic.size(), 2) != k_version)
    return fail(Code::unsupported, "version", "made by another version of this program");
  if (head.size() < k_head) return malformed("", "the bundle is cut off");
  const std::uint64_t count = number_at(head, 12, 4);
  const std::uint64_t names = number_at(head, 64, 4);
  if (number_at(head, 10, 2) != 0 || number_at(head, 68, 4) != 0)
    return malformed("head", "has a value where none belongs");
  if (count > k_max_parts || names > std::min<std::uint64_t>(count * k_max_part_name, k_max_names))
    return malformed("head", "more than a bundle can hold");
  const std::uint64_t front = k_head + count * k_entry + names + k_signature;
  if (number_at(head, 16, 8) != file_size || front > file_size)
    return malformed("", "the bundle is of another length than it says");
  return static_cast<std::size_t>(front);
}

Result<BundleIndex> BundleIndex::parse(std::string front, std::uint64_t file_size) {
  const std::size_t size = TRY(front_size(std::string_view(front).substr(0, k_head), file_size));
  if (size != front.size()) return malformed("", "the bundle is cut off");
  BundleIndex out;
  out.front_ = std::move(front);
  const std::string_view bytes = out.front_;
  const auto key =
      TRY(crypto::PublicKey::from_raw(crypto::KeyType::ed25519, as_bytes(bytes.substr(32, 32))));
  const std::string_view before = bytes.substr(0, size - k_signature);
  const std::string_view signature = bytes.substr(size - k_signature);
  if (!crypto::verify(key, as_bytes(signed_bytes(before)), as_bytes(signature)))
    return fail(Code::bad_signature, "signature", "the bundle is not what its maker signed");
  out.count_ = static_cast<std::size_t>(number_at(bytes, 12, 4));
  out.maker_ = did::key_did(key);
  const std::uint64_t made = number_at(bytes, 24, 8);
  if (made > k_last_instant) return malformed("head", "no day of the calendar");
  out.made_ = instant_of(made);
  for (std::size_t i = 0; i < k_part_kinds; ++i) {
    const std::uint64_t age = number_at(bytes, 72 + 4 * i, 4);
    if (age != 0) out.max_ages_.at(i) = std::chrono::seconds{age};
  }
  TRY(out.check_entries(file_size));
  return out;
}

/// The parts have to fill the file, and their names the names, without a gap: so nothing in the
/// file is outside of what was signed.
Status BundleIndex::check_entries(std::uint64_t file_size) const {
  const std::string_view bytes = front_;
  const std::uint64_t names = number_at(bytes, 64, 4);
  std::uint64_t offset = front_.size();
  std::uint64_t name = 0;
  std::string_view last;
  for (std::size_t i = 0; i < count_; ++i) {
    const std::string_view entry = bytes.substr(k_head + i * k_entry, k_entry);
    const std::uint64_t length = number_at(entry, 72, 8);
    const std::uint64_t name_length = number_at(entry, 100, 2);
    const std::uint64_t ends = number_at(entry, 88, 8);
    const std::uint64_t kind = number_at(entry, 102, 1);
    const std::uint64_t origin = number_at(entry, 103, 1);
    if (number_at(entry, 64, 8) != offset || length == 0 || length > k_max_part_bytes ||
        length > file_size - offset)
      return malformed(place_of(i), "lies where no part can be");
    if (number_at(entry, 96, 4) != name || name_length == 0 || name_length > k_max_part_name ||
        name_length > names - name)
      return malformed(place_of(i), "has a name where no name can be");
    if (number_at(entry, 80, 8) > k_last_instant ||
        (ends != k_no_instant && ends > k_last_instant) || kind == 0 || kind > k_part_kinds ||
        origin == 0 || origin > 2)
      return malformed(place_of(i), "of a kind or a day that there is not");
    const std::string_view key = entry.substr(0, k_digest);
    if (i > 0 && key <= last) return malformed(place_of(i), "out of order, or there twice");
    last = key;
    offset += length;
    name += name_length;
    if (as_chars(digest_of(at(i).name)) != key)
      return malformed(place_of(i), "listed under another name than its own");
  }
  if (offset != file_size || name != names)
    return malformed("", "the bundle has something in it that is no part of it");
  return {};
}

PartEntry BundleIndex::at(std::size_t i) const {
  must(i < count_);
  const std::string_view bytes = front_;
  const std::string_view entry = bytes.substr(k_head + i * k_entry, k_entry);
  const std::string_view names = bytes.substr(k_head + count_ * k_entry);
  PartEntry out;
  out.name = names.substr(number_at(entry, 96, 4), number_at(entry, 100, 2));
  out.digest = as_bytes(entry.substr(k_digest, k_digest));
  out.offset = number_at(entry, 64, 8);
  out.length = static_cast<std::size_t>(number_at(entry, 72, 8));
  out.had = instant_of(number_at(entry, 80, 8));
  if (const std::uint64_t ends = number_at(entry, 88, 8); ends != k_no_instant)
    out.ends = instant_of(ends);
  out.kind = static_cast<PartKind>(number_at(entry, 102, 1));
  out.origin = static_cast<PartOrigin>(number_at(entry, 103, 1));
  return out;
}

std::optional<PartEntry> BundleIndex::find(std::string_view name) const {
  const crypto::Digest digest = digest_of(name);
  const std::string_view key = as_chars(digest);
  const auto key_of = [this](std::size_t i) {
    return std::string_view(front_).substr(k_head + i * k_entry, k_digest);
  };
  std::size_t first = 0;
  std::size_t end = count_;
  while (first < end) {
    const std::size_t middle = first + (end - first) / 2;
    if (key_of(middle) < key) {
      first = middle + 1;
    } else {
      end = middle;
    }
  }
  if (first == count_ || key_of(first) != key) return std::nullopt;
  return at(first);
}

std::optional<std::chrono::seconds> BundleIndex::max_age(PartKind kind) const {
  return max_ages_.at(static_cast<std::size_t>(kind) - 1);
}

namespace {

Status check_part(const Part& part) {
  const auto fits = [](std::size_t length, std::size_t most) {
    return length > 0 && length <= most;
  };
  if (!fits(part.name.size(), k_max_part_name))
    return fail(Code::out_of_range, part.name.substr(0, 200), "the name of a part is too long");
  if (!fits(part.text.size(), k_max_part_bytes))
    return fail(Code::out_of_range, part.name, "a part is empty or too long");
  if (!can_be_written(part.had) || (part.ends && !can_be_written(*part.ends)))
    return fail(Code::out_of_range, part.name, "a part of a day that cannot be written down");
  return {};
}

std::string head_of(const std::vector<Part>& parts, const MaxAges& ages, Instant made,
                    const crypto::PublicKey& maker) {
  std::uint64_t names = 0;
  std::uint64_t bytes = 0;
  for (const Part& part : parts) {
    names += part.name.size();
    bytes += part.text.size();
  }
  std::string out(k_magic);
  append_number(out, k_version, 2);
  append_number(out, 0, 2);
  append_number(out, parts.size(), 4);
  append_number(out, k_head + parts.size() * k_entry + names + k_signature + bytes, 8);
  append_number(out, number_of(made), 8);
  out += as_text(maker.raw());
  append_number(out, names, 4);
  append_number(out, 0, 4);
  for (const auto& age : ages) {
    constexpr std::int64_t k_most = 0xffffffff;
    append_number(
        out,
        age ? static_cast<std::uint64_t>(std::clamp<std::int64_t>(age->count(), 1, k_most)) : 0, 4);
  }
  return out;
}

void append_entry(std::string& out, const Part& part, std::string_view key, std::uint64_t offset,
                  std::uint64_t name) {
  out += key;
  out += as_chars(digest_of(part.text));
  append_number(out, offset, 8);
  append_number(out, part.text.size(), 8);
  append_number(out, number_of(part.had), 8);
  append_number(out, part.ends ? number_of(*part.ends) : k_no_instant, 8);
  append_number(out, name, 4);
  append_number(out, part.name.size(), 2);
  append_number(out, static_cast<std::uint64_t>(part.kind), 1);
  append_number(out, static_cast<std::uint64_t>(part.origin), 1);
}

}  // namespace

Result<EncodedBundle> encode_bundle(const std::vector<Part>& parts, const MaxAges& ages,
                                    Instant made, const crypto::Signer& maker) {
  must(maker.public_key().type() == crypto::KeyType::ed25519 && can_be_written(made));
  if (parts.size() > k_max_parts)
    return fail(Code::out_of_range, "", "more than a bundle can hold");
  std::vector<std::string> keys;
  keys.reserve(parts.size());
  std::uint64_t all_names = 0;
  for (const Part& part : parts) {
    TRY(check_part(part));
    all_names += part.name.size();
    keys.emplace_back(as_chars(digest_of(part.name)));
  }
  if (all_names > k_max_names) return fail(Code::out_of_range, "", "more than a bundle can hold");
  EncodedBundle out;
  out.order.resize(parts.size());
  std::iota(out.order.begin(), out.order.end(), std::size_t{0});
  std::sort(out.order.begin(), out.order.end(),
            [&keys](std::size_t a, std::size_t b) { return keys[a] < keys[b]; });
  const auto same =
      std::adjacent_find(out.order.begin(), out.order.end(),
                         [&keys](std::size_t a, std::size_t b) { return keys[a] == keys[b]; });
  if (same != out.order.end()) return fail(Code::conflict, parts[*same].name, "there twice");
  out.front = head_of(parts, ages, made, maker.public_key());
  std::string names;
  for (const std::size_t i : out.order)
    names += parts[i].name;
  std::uint64_t offset = k_head + parts.size() * k_entry + names.size() + k_signature;
  std::uint64_t name = 0;
  for (const std::size_t i : out.order) {
    append_entry(out.front, parts[i], keys[i], offset, name);
    offset += parts[i].text.size();
    name += parts[i].name.size();
  }
  out.front += names;
  const Bytes signature = TRY(maker.sign(as_bytes(signed_bytes(out.front))));
  out.front += as_text(signature);
  return out;
}

}  // namespace credenza::verifier
