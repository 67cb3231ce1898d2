#include "verifier/bundle.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "crypto/hash.h"
#include "host/random_access_file.h"

namespace credenza::verifier {
namespace {

Error damaged_part(std::string_view name) {
  constexpr std::size_t k_max_place = 200;
  return fail(Code::mismatch, std::string(name.substr(0, k_max_place)),
              "this part of the bundle is not what its maker signed for; get the bundle again");
}

}  // namespace

Bundle::Bundle(BundleBytes bytes, BundleIndex index)
    : bytes_(std::move(bytes)), index_(std::move(index)) {}

Result<Bundle> Bundle::open(BundleBytes bytes) {
  const auto head_size =
      static_cast<std::size_t>(std::min<std::uint64_t>(bytes.size, k_bundle_head_bytes));
  const std::string head = TRY(bytes.read(0, head_size));
  const std::size_t front_size = TRY(BundleIndex::front_size(head, bytes.size));
  std::string front = TRY(bytes.read(0, front_size));
  BundleIndex index = TRY(BundleIndex::parse(std::move(front), bytes.size));
  return Bundle(std::move(bytes), std::move(index));
}

Result<Bundle> Bundle::open(const std::string& path) {
  const auto file =
      std::make_shared<host::RandomAccessFile>(TRY(host::RandomAccessFile::open(path)));
  auto bundle = open(BundleBytes{file->size(), [file](std::uint64_t offset, std::size_t length) {
                                   return file->read(offset, length);
                                 }});
  if (bundle) return bundle;
  Error error = bundle.error();
  if (error.where != path) error.where = path + (error.where.empty() ? "" : " ") + error.where;
  return error;
}

Result<std::string> Bundle::part(const PartEntry& entry) const {
  std::string text = TRY(bytes_.read(entry.offset, entry.length));
  const crypto::Digest digest = crypto::hash(crypto::HashAlgorithm::sha256, as_bytes(text));
  if (as_text(digest.view()) != as_text(entry.digest)) return damaged_part(entry.name);
  return text;
}

std::vector<std::string> Bundle::damaged() const {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < index_.size(); ++i) {
    const PartEntry entry = index_.at(i);
    if (!part(entry)) out.emplace_back(entry.name);
  }
  return out;
}

Status check_maker(const std::string& maker, const std::vector<std::string>& named,
                   const TrustStore& trust, Instant now) {
  if (std::find(named.begin(), named.end(), maker) != named.end()) return {};
  for (const TrustEntry& entry : trust.entries()) {
    if (entry.issuer != maker) continue;
    const bool for_bundles =
        std::find(entry.types.begin(), entry.types.end(), k_bundle_type) != entry.types.end();
    if (for_bundles && trust.vouches_for(maker, std::vector{std::string(k_bundle_type)}, now))
      return {};
  }
  return fail(Code::untrusted, maker, "you do not rely on bundles of this maker");
}

Result<std::optional<Copy>> BundleCopies::find(std::string_view name) const {
  const auto entry = bundle_.index().find(name);
  if (!entry) return std::optional<Copy>{};
  auto text = bundle_.part(*entry);
  // Whoever asked cannot tell anything from it; that is no forgery of theirs.
  if (!text) return fail(Code::unavailable, text.error().where, text.error().detail);
  Copy copy;
  copy.text = *std::move(text);
  copy.had = entry->had;
  copy.age = std::max(now_ - entry->had, std::chrono::seconds{0});
  copy.fetched = entry->origin == PartOrigin::publisher;
  copy.max_age = bundle_.index().max_age(entry->kind);
  return std::optional(std::move(copy));
}

}  // namespace credenza::verifier
