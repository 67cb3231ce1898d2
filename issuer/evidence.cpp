#include "issuer/evidence.h"

#include <algorithm>
#include <array>

#include "base/encoding.h"
#include "crypto/hash.h"
#include "host/files.h"

namespace credenza::issuer {
namespace {

constexpr std::size_t k_most_bytes = std::size_t{64} << 20;

struct Kind {
  std::string_view ending;
  std::string_view media_type;
};

constexpr std::array k_kinds = {
    Kind{".pdf", "application/pdf"}, Kind{".txt", "text/plain"},  Kind{".png", "image/png"},
    Kind{".jpg", "image/jpeg"},      Kind{".jpeg", "image/jpeg"}, Kind{".mp4", "video/mp4"},
};

}  // namespace

Result<learning_record::Evidence> evidence_of(const std::string& path) {
  const std::string content = TRY(host::read_file(path, k_most_bytes));
  learning_record::Evidence out;
  out.name = path.substr(path.rfind('/') + 1);
  out.digest = to_hex(crypto::hash(crypto::HashAlgorithm::sha256, as_bytes(content)));
  const auto kind = std::find_if(k_kinds.begin(), k_kinds.end(), [&out](const Kind& one) {
    return out.name.ends_with(one.ending);
  });
  if (kind != k_kinds.end()) out.media_type = kind->media_type;
  return out;
}

const learning_record::Evidence* find_evidence(
    const std::vector<learning_record::Evidence>& evidence,
    const learning_record::Evidence& file) noexcept {
  const auto found = std::find_if(evidence.begin(), evidence.end(),
                                  [&file](const auto& one) { return one.digest == file.digest; });
  return found == evidence.end() ? nullptr : &*found;
}

}  // namespace credenza::issuer
