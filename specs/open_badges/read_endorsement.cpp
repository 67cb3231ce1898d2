#include <map>

#include "base/encoding.h"
#include "open_badges/read_detail.h"

namespace credenza::open_badges::detail {

using json::Cursor;
using learning_record::Evidence;
using learning_record::LearningRecord;

namespace {

/// A SHA-256 digest in hexadecimal from the bytes of it; empty when they are something else.
std::string sha256_hex(const Result<Bytes>& bytes, std::size_t header) {
  constexpr std::size_t k_digest_bytes = 32;
  if (!bytes || bytes->size() != header + k_digest_bytes) return {};
  return to_hex(ByteView(*bytes).subspan(header));
}

/// The digest of a related resource (VCDM 2.0 §5.3): `digestMultibase`, else `digestSRI`. Other
/// hash functions than SHA-256 give nothing.
std::string digest_of(Cursor resource) {
  const std::string_view multibase = string_or_empty(resource, "digestMultibase");
  const auto multihash = from_multibase(multibase);
  if (multihash && multihash->size() >= k_sha256_multihash.size() &&
      std::equal(k_sha256_multihash.begin(), k_sha256_multihash.end(), multihash->begin())) {
    return sha256_hex(multihash, k_sha256_multihash.size());
  }
  constexpr std::string_view k_sri = "sha256-";
  const std::string_view integrity = string_or_empty(resource, "digestSRI");
  if (!integrity.starts_with(k_sri)) return {};
  return sha256_hex(from_base64(integrity.substr(k_sri.size())), 0);
}

using Resources = std::map<std::string_view, Cursor>;

Resources related_resources(Cursor credential) {
  Resources out;
  const auto related = credential.find("relatedResource");
  if (!related) return out;
  for (const Cursor resource : related->one_or_many())
    out.emplace(string_or_empty(resource, "id"), resource);
  return out;
}

}  // namespace

Status read_evidence(LearningRecord& record, Cursor credential) {
  const auto evidence = credential.find("evidence");
  if (!evidence) return {};
  const Resources resources = related_resources(credential);
  for (const Cursor item : evidence->one_or_many()) {
    Evidence& out = record.evidence.emplace_back();
    if (const auto name = item.find("name")) TRY(read_string(out.name, *name));
    const auto resource = resources.find(string_or_empty(item, "id"));
    if (resource == resources.end()) continue;
    out.digest = digest_of(resource->second);
    out.media_type = string_or_empty(resource->second, "mediaType");
  }
  return {};
}

Status read_endorsement(LearningRecord& record, Cursor credential) {
  record.type = k_endorsement;
  const std::string& language = record.achievement.language;
  if (const auto name = credential.find("name"))
    TRY(read_text(record.achievement.title, *name, language));
  if (const auto description = credential.find("description"))
    TRY(read_text(record.achievement.description, *description, language));
  const Cursor subjects = TRY(credential.at("credentialSubject"));
  if (subjects.is_array() && subjects.size() != 1) {
    return fail(Code::unsupported, subjects.pointer(), "an endorsement has one subject");
  }
  const Cursor subject = *subjects.one_or_many().begin();
  learning_record::Endorsement& out = record.endorsement;
  out.target.id = TRY(subject.string_at("id"));
  if (const auto comment = subject.find("endorsementComment"))
    TRY(read_text(out.text, *comment, language));
  const Resources resources = related_resources(credential);
  const auto target = resources.find(out.target.id);
  if (target != resources.end()) out.target.digest = digest_of(target->second);
  return {};
}

}  // namespace credenza::open_badges::detail
