#include "wallet/vault_format.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <limits>

#include "crypto/hash.h"
#include "crypto/seal.h"
#include "wallet/vault_scratch.h"
#include "wallet/wire.h"

namespace credenza::wallet {
namespace {

constexpr std::string_view k_header_magic = "credenza";
constexpr std::string_view k_header_digest_label = "credenza-header/1";
constexpr std::string_view k_context_label = "credenza-vault/1";
constexpr std::size_t k_smallest_bucket = 4096;
constexpr std::size_t k_last_doubling_bucket = 65536;
constexpr std::size_t k_frame_bytes = 8;  // the two lengths before meta and body
constexpr Id k_last_id = std::numeric_limits<std::int64_t>::max();

DigestBytes header_digest(ByteView before) {
  Writer labelled;
  labelled.raw(as_bytes(k_header_digest_label));
  labelled.raw(before);
  return digest_of(labelled.bytes());
}

Bytes context_of(const Name& name) {
  Writer context;
  context.raw(as_bytes(k_context_label));
  context.number(static_cast<std::uint8_t>(name.kind), 1);
  context.raw(name.vault);
  context.number(name.id, 8);
  context.number(name.revision, 8);
  return std::move(context).take();
}

void write_number(std::span<std::uint8_t> out, std::uint32_t value) {
  for (std::size_t i = 0; i < 4; ++i)
    out[i] = static_cast<std::uint8_t>(value >> (8 * (3 - i)));
}

Error damaged_manifest(std::string detail) {
  return fail(Code::malformed, "manifest", std::move(detail));
}

Result<DigestBytes> read_digest(Reader& reader) {
  const ByteView bytes = TRY(reader.raw(32));
  DigestBytes digest;
  std::ranges::copy(bytes, digest.begin());
  return digest;
}

/// Ids ascend strictly, so a list has one spelling and no id twice.
Status check_id(Id id, Id before) {
  if (id <= before || id > k_last_id) return damaged_manifest("ids are not in ascending order");
  return {};
}

/// Takes apart what was in a blob of `sealed_size` bytes.
Result<detail::Parts> parts_of(ByteView plaintext, std::size_t sealed_size) {
  Reader reader(plaintext, "record");
  const auto meta_bytes = static_cast<std::size_t>(TRY(reader.number(4)));
  const auto body_bytes = static_cast<std::size_t>(TRY(reader.number(4)));
  const ByteView meta = TRY(reader.raw(meta_bytes));
  const ByteView body = TRY(reader.raw(body_bytes));
  const ByteView padding = TRY(reader.raw(reader.left()));
  const bool zeros = std::ranges::all_of(padding, [](std::uint8_t byte) { return byte == 0; });
  if (!zeros || sealed_size != sealed_bytes(meta_bytes + body_bytes)) {
    return fail(Code::malformed, "record", "its padding is not as the format says");
  }
  return detail::Parts{as_text(meta), body};
}

}  // namespace

std::string to_text(Id id) {
  constexpr std::string_view k_digits = "0123456789abcdef";
  std::string text(16, '0');
  for (auto digit = text.rbegin(); id != 0; ++digit, id >>= 4U)
    *digit = k_digits[id & 0xFU];
  return text;
}

Result<Id> id_from_text(std::string_view text) {
  if (text.size() != 16) return fail(Code::malformed, "id", "an id has 16 hexadecimal digits");
  Id id = 0;
  const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), id, 16);
  if (wrong != std::errc() || end != text.data() + text.size())
    return fail(Code::malformed, "id", "not a hexadecimal digit");
  if (id == 0 || id > k_last_id) return fail(Code::malformed, "id", "outside the range of ids");
  return id;
}

Id make_id(Random& random) {
  std::array<std::uint8_t, 8> bytes{};
  Id id = 0;
  while (id == 0) {
    random.fill(bytes);
    for (const std::uint8_t byte : bytes)
      id = (id << 8) | byte;
    id &= k_last_id;
  }
  return id;
}

DigestBytes digest_of(ByteView blob) {
  const crypto::Digest digest = crypto::hash(crypto::HashAlgorithm::sha256, blob);
  DigestBytes bytes;
  std::ranges::copy(digest.view(), bytes.begin());
  return bytes;
}

Bytes encode(const Header& header) {
  Writer out;
  out.raw(as_bytes(k_header_magic));
  out.number(k_format_version, 2);
  out.raw(header.vault);
  out.raw(header_digest(out.bytes()));
  return std::move(out).take();
}

Result<Header> decode_header(ByteView blob) {
  Reader reader(blob, "header");
  const ByteView magic = TRY(reader.raw(k_header_magic.size()));
  if (as_text(magic) != k_header_magic)
    return fail(Code::malformed, "header", "this is no vault, or it is damaged");
  const std::uint64_t version = TRY(reader.number(2));
  if (version > k_format_version) {
    return fail(Code::unsupported, "version",
                "this vault was made by a newer program; update this one");
  }
  if (version == 0) return fail(Code::malformed, "header", "there is no format version 0: damaged");
  const ByteView vault = TRY(reader.raw(16));
  const DigestBytes expected = header_digest(blob.first(blob.size() - reader.left()));
  const DigestBytes digest = TRY(read_digest(reader));
  TRY(reader.end());
  if (digest != expected)
    return fail(Code::malformed, "header", "its digest does not fit: damaged");
  Header header;
  std::ranges::copy(vault, header.vault.begin());
  return header;
}

Keys Keys::derive(const crypto::SecretBytes& data_key) {
  return {crypto::derive_subkey(data_key, "cz-manif", 1),
          crypto::derive_subkey(data_key, "cz-index", 1),
          crypto::derive_subkey(data_key, "cz-hkeys", 1),
          crypto::derive_subkey(data_key, "cz-recrd", 1)};
}

Keys Keys::copy() const {
  const auto copy_of = [](const crypto::SecretBytes& key) {
    return crypto::SecretBytes::copy_of(key.reveal());
  };
  return {copy_of(manifest), copy_of(index), copy_of(holder_keys), copy_of(records)};
}

const crypto::SecretBytes& Keys::for_kind(Kind kind) const noexcept {
  switch (kind) {
    case Kind::manifest:
      return manifest;
    case Kind::index:
    case Kind::details:
      return index;
    case Kind::holder_key:
      return holder_keys;
    default:
      return records;
  }
}

std::size_t sealed_bytes(std::size_t content_bytes) noexcept {
  const std::size_t least = content_bytes + k_frame_bytes + crypto::k_seal_overhead;
  if (least <= k_smallest_bucket) return k_smallest_bucket;
  if (least <= k_last_doubling_bucket) return std::bit_ceil(least);
  const std::size_t step = std::bit_floor(least) / 8;
  must(step > 0);
  return (least + step - 1) / step * step;
}

std::string_view Content::meta() const noexcept {
  return as_text(plaintext_.reveal().subspan(k_frame_bytes, meta_bytes_));
}

ByteView Content::body() const noexcept {
  return plaintext_.reveal().subspan(k_frame_bytes + meta_bytes_, body_bytes_);
}

Result<Bytes> seal_record(const Keys& keys, const Name& name, std::string_view meta, ByteView body,
                          Random& random) {
  const bool fits = meta.size() < k_max_sealed_bytes && body.size() < k_max_sealed_bytes &&
                    sealed_bytes(meta.size() + body.size()) <= k_max_sealed_bytes;
  if (!fits) return fail(Code::out_of_range, "record", "longer than a record of the vault can be");
  crypto::SecretBytes plaintext(sealed_bytes(meta.size() + body.size()) - crypto::k_seal_overhead);
  const std::span<std::uint8_t> out = plaintext.writable();
  write_number(out.subspan(0, 4), static_cast<std::uint32_t>(meta.size()));
  write_number(out.subspan(4, 4), static_cast<std::uint32_t>(body.size()));
  std::ranges::copy(as_bytes(meta), out.subspan(k_frame_bytes).begin());
  std::ranges::copy(body, out.subspan(k_frame_bytes + meta.size()).begin());
  return crypto::seal(keys.for_kind(name.kind), plaintext.reveal(), context_of(name), random);
}

Result<detail::Parts> detail::open_record_in(Bytes& plaintext, const Keys& keys, const Name& name,
                                             ByteView sealed) {
  TRY(crypto::open_into(keys.for_kind(name.kind), sealed, context_of(name), plaintext));
  return parts_of(plaintext, sealed.size());
}

Result<Content> open_record(const Keys& keys, const Name& name, ByteView sealed) {
  crypto::SecretBytes plaintext =
      TRY(crypto::open(keys.for_kind(name.kind), sealed, context_of(name)));
  const detail::Parts parts = TRY(parts_of(plaintext.reveal(), sealed.size()));
  return Content(std::move(plaintext), parts.meta.size(), parts.body.size());
}

const ListedRecord* Manifest::find(Id id) const noexcept {
  const auto at = std::ranges::lower_bound(records, id, {}, &ListedRecord::id);
  return at != records.end() && at->id == id ? &*at : nullptr;
}

void Manifest::put(const ListedRecord& record) {
  const auto at = std::ranges::lower_bound(records, record.id, {}, &ListedRecord::id);
  if (at != records.end() && at->id == record.id) {
    *at = record;
  } else {
    records.insert(at, record);
  }
}

void Manifest::remove(Id id) {
  std::erase_if(records, [id](const ListedRecord& record) { return record.id == id; });
}

Bytes encode(const Manifest& manifest) {
  Writer out;
  out.number(manifest.counter, 8);
  out.number(static_cast<std::uint64_t>(manifest.written.time_since_epoch().count()), 8);
  out.number(manifest.slots.size(), 2);
  for (const ListedSlot& slot : manifest.slots) {
    out.number(slot.id, 8);
    out.raw(slot.digest);
  }
  out.number(manifest.records.size(), 4);
  for (const ListedRecord& record : manifest.records) {
    out.number(record.id, 8);
    out.number(static_cast<std::uint8_t>(record.kind), 1);
    out.number(record.revision, 8);
    out.raw(record.digest);
  }
  return std::move(out).take();
}

Result<Manifest> decode_manifest(ByteView body) {
  Reader reader(body, "manifest");
  Manifest manifest;
  manifest.counter = TRY(reader.number(8));
  const std::uint64_t written = TRY(reader.number(8));
  // The year 9999: what comes after has no text form.
  if (written > 253402300799ULL) return damaged_manifest("its time is beyond the calendar");
  manifest.written = Instant(std::chrono::seconds(static_cast<std::int64_t>(written)));
  const std::uint64_t slots = TRY(reader.number(2));
  if (manifest.counter == 0 || slots == 0) return damaged_manifest("no counter or no slot");
  Id before = 0;
  for (std::uint64_t i = 0; i < slots; ++i) {
    const Id id = TRY(reader.number(8));
    TRY(check_id(id, before));
    const DigestBytes digest = TRY(read_digest(reader));
    manifest.slots.push_back({id, digest});
    before = id;
  }
  const std::uint64_t records = TRY(reader.number(4));
  constexpr std::size_t k_listed_bytes = 49;
  manifest.records.reserve(std::min<std::size_t>(records, reader.left() / k_listed_bytes));
  before = 0;
  for (std::uint64_t i = 0; i < records; ++i) {
    const Id id = TRY(reader.number(8));
    TRY(check_id(id, before));
    const std::uint64_t kind = TRY(reader.number(1));
    const std::uint64_t revision = TRY(reader.number(8));
    if (kind == 0 || revision == 0 || revision > k_last_id)
      return damaged_manifest("a record without kind or revision");
    const DigestBytes digest = TRY(read_digest(reader));
    manifest.records.push_back({id, static_cast<Kind>(kind), revision, digest});
    before = id;
  }
  TRY(reader.end());
  return manifest;
}

}  // namespace credenza::wallet
