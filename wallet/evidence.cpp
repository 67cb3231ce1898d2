#include "wallet/evidence.h"

#include <algorithm>

namespace credenza::wallet {
namespace {

Result<EvidenceFile> read_evidence(const Entry& entry) {
  EvidenceFile file;
  file.id = entry.id;
  file.name = TRY(entry.entry.string_at("name"));
  file.digest = TRY(entry.entry.string_at("digest"));
  const json::Cursor bytes = TRY(entry.entry.at("bytes"));
  file.bytes = TRY(bytes.unsigned_integer());
  const json::Cursor about = TRY(entry.entry.at("about"));
  for (const json::Cursor each : about.items()) {
    const std::string_view id = TRY(each.string());
    file.about.push_back(TRY(id_from_text(id)));
  }
  const std::string_view added = TRY(entry.entry.string_at("added"));
  file.added = TRY(parse_instant(added));
  return file;
}

}  // namespace

Json to_meta(const EvidenceFile& file) {
  Json about = Json::array();
  for (const Id id : file.about)
    about.push_back(to_text(id));
  return {{"name", file.name},
          {"digest", file.digest},
          {"bytes", file.bytes},
          {"about", std::move(about)},
          {"added", format_instant(file.added)}};
}

Result<std::vector<EvidenceFile>> evidence_files(const Vault& vault) {
  std::vector<EvidenceFile> all;
  for (const Entry& entry : vault.index().entries()) {
    if (entry.kind != Kind::evidence) continue;
    Result<EvidenceFile> file = read_evidence(entry);
    if (!file)
      return fail(file.error().code, "index", "an evidence file's entry is not as expected");
    all.push_back(std::move(*file));
  }
  std::ranges::sort(all, [](const EvidenceFile& a, const EvidenceFile& b) {
    return std::pair(a.added, a.id) < std::pair(b.added, b.id);
  });
  return all;
}

}  // namespace credenza::wallet
