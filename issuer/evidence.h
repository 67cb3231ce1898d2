// Evidence: documents that somebody looked at. A credential names each by its digest and never
// holds it, so that it can be shared apart, or not at all, and still be recognised.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "learning_record/learning_record.h"

namespace credenza::issuer {

/// A file as evidence: its name without folders, its SHA-256, and its media type where the name
/// tells.
/// @error as host::read_file(); out_of_range: more than 64 MiB
[[nodiscard]] Result<learning_record::Evidence> evidence_of(const std::string& path);

/// Which piece of `evidence` the file is, by its digest, whatever it is called; null when it is
/// none of them.
[[nodiscard]] const learning_record::Evidence* find_evidence(
    const std::vector<learning_record::Evidence>& evidence,
    const learning_record::Evidence& file) noexcept;

}  // namespace credenza::issuer
