// Everything that a vault holds, in open formats: nobody is locked in. Private keys stay in the
// vault and in its backups.
#pragma once

#include <string>
#include <vector>

#include "wallet/vault.h"

namespace credenza::wallet {

/// A file of an export.
struct ExportFile {
  std::string name;     ///< "certificates/3fa8….json"; letters, digits, '-', '.', and one '/'
  std::string content;  ///< bytes
};

/// "contents.json", which names every record with its kind, its description as JSON and its file,
/// and behind it the files: certificates exactly as received, what else has a body as it is.
/// @error as Vault::read()
[[nodiscard]] Result<std::vector<ExportFile>> export_files(Vault& vault, Instant now);

/// The same as one JSON document (RFC 8259): {"schema", "files": [{"name", "text" or "base64"}]}.
/// @error malformed, out_of_range  a text that cannot be written as JSON
[[nodiscard]] Result<std::string> as_one_document(const std::vector<ExportFile>& files);

}  // namespace credenza::wallet
