#include "wallet/export.h"

#include <array>
#include <utility>

#include "base/encoding.h"
#include "wallet/held.h"

namespace credenza::wallet {
namespace {

struct KindName {
  Kind kind;
  const char* name;
  const char* folder;
};
constexpr std::array k_kinds{KindName{Kind::credential, "credential", "certificates"},
                             KindName{Kind::holder_key, "key", ""},
                             KindName{Kind::receipt, "receipt", "receipts"},
                             KindName{Kind::settings, "settings", "settings"},
                             KindName{Kind::own_words, "own_words", "own-words"},
                             KindName{Kind::endorsement, "endorsement", "endorsements"},
                             KindName{Kind::evidence, "evidence", "evidence"},
                             KindName{Kind::profile, "profile", "profiles"},
                             KindName{Kind::published_copy, "published_copy", "published"}};

KindName name_of(Kind kind) {
  for (const KindName& each : k_kinds)
    if (each.kind == kind) return each;
  return {kind, "other", "other"};
}

/// How a body is best opened by others: by what it begins with.
std::string ending_of(std::string_view body) {
  const auto document =
      json::Document::parse(body, {.max_bytes = k_max_sealed_bytes, .max_depth = 64});
  if (document) return ".json";
  return json::to_text(Json(std::string(body))) ? ".txt" : ".bin";
}

}  // namespace

Result<std::vector<ExportFile>> export_files(Vault& vault, Instant now) {
  std::vector<ExportFile> files(1);
  Json records = Json::array();
  for (const Entry& entry : vault.index().entries()) {
    const KindName kind = name_of(entry.kind);
    Json record{{"id", to_text(entry.id)}, {"kind", kind.name}};
    if (kind.kind == entry.kind && std::string_view(kind.name) == "other")
      record["kind_number"] = static_cast<unsigned>(entry.kind);
    const Content content = TRY(vault.read(entry.id));
    if (!content.body().empty() && *kind.folder != '\0') {
      const std::string_view body = as_text(content.body());
      ExportFile file{std::string(kind.folder) + "/" + to_text(entry.id) + ending_of(body),
                      std::string(body)};
      record["file"] = file.name;
      files.push_back(std::move(file));
    }
    const json::Document meta = TRY(json::Document::parse(content.meta()));
    record["says"] = json::to_value(meta.root());
    records.push_back(std::move(record));
  }
  const Json contents{{"schema", "credenza.wallet.export.contents/1"},
                      {"made", format_instant(now)},
                      {"records", std::move(records)}};
  files.front() = {"contents.json", TRY(json::to_text(contents)) + "\n"};
  return files;
}

Result<std::string> as_one_document(const std::vector<ExportFile>& files) {
  Json list = Json::array();
  for (const ExportFile& file : files) {
    Json each{{"name", file.name}};
    if (json::to_text(Json(file.content))) {
      each["text"] = file.content;
    } else {
      each["base64"] = to_base64(as_bytes(file.content));
    }
    list.push_back(std::move(each));
  }
  return json::to_text({{"schema", "credenza.wallet.export.files/1"}, {"files", std::move(list)}});
}

}  // namespace credenza::wallet
