// Evidence files: a photo, a letter, a scan beside what they are evidence of; known by their
// digest. docs/vault_format.md, section 7.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "wallet/vault.h"

namespace credenza::wallet {

/// Of one file.
inline constexpr std::size_t k_max_evidence_bytes = std::size_t{16} << 20;

struct EvidenceFile {
  Id id = 0;
  std::string name;    ///< as the file was called, without its folder
  std::string digest;  ///< SHA-256 of its bytes, in hexadecimal
  std::uint64_t bytes = 0;
  std::vector<Id> about;
  Instant added;
};

[[nodiscard]] Json to_meta(const EvidenceFile& file);

/// Every evidence file of the vault, the one added first in front.
/// @error missing, malformed  an entry that is not as to_meta() writes it; `where` is "index"
[[nodiscard]] Result<std::vector<EvidenceFile>> evidence_files(const Vault& vault);

}  // namespace credenza::wallet
