// What can still be read of a damaged vault.
#include <algorithm>
#include <array>

#include "wallet/vault.h"
#include "wallet/vault_detail.h"

namespace credenza::wallet {
namespace {

/// Of a record, where no manifest says which it is.
constexpr std::array k_kinds = {2, 3, 4, 5, 6, 7, 8, 9, 10, 11};

Error unreadable(Id id, Code code) {
  return fail(code, detail::place_of(id), "this record was changed or is damaged");
}

/// One record's meta as an index page of its own.
Result<std::string> page_of(const ListedRecord& record, const std::string& meta) {
  const json::Document document = TRY(json::Document::parse(meta, {k_max_meta_bytes, 16}));
  Json entry{{"id", to_text(record.id)}, {"kind", static_cast<unsigned>(record.kind)}};
  const Json known = json::to_value(document.root());
  if (!known.is_object()) return fail(Code::malformed, "index", "a description that is none");
  for (const auto& [name, value] : known.items())
    entry[name] = value;
  return json::to_text(Json::array({entry}));
}

}  // namespace

std::vector<ListedRecord> Vault::stored_records(std::vector<Error>& lost) {
  std::vector<ListedRecord> stored;
  auto rows = database_.prepare("SELECT id, revision FROM record ORDER BY id");
  while (rows) {
    const Result<bool> more = rows->step();
    if (!more) lost.push_back(more.error());
    if (!more || !*more) break;
    const auto id = rows->integer(0);
    const auto revision = rows->integer(1);
    if (id && revision && *id > 0 && *revision > 0) {
      stored.push_back({static_cast<Id>(*id), Kind::manifest, static_cast<std::uint64_t>(*revision),
                        DigestBytes{}});
    }
  }
  if (!rows) lost.push_back(rows.error());
  return stored;
}

/// Finds out what `record` is and reads its meta.
std::optional<std::string> Vault::salvage_record(ListedRecord& record, const Manifest* listed,
                                                 std::vector<Error>& lost) {
  if (listed != nullptr) {
    const ListedRecord* known = listed->find(record.id);
    if (known == nullptr) {
      lost.push_back(
          fail(Code::conflict, detail::place_of(record.id), "this record was put in from outside"));
      return std::nullopt;
    }
    record = *known;
    const Result<Content> content = open_listed(record);
    if (content) return std::string(content->meta());
    lost.push_back(content.error());
    return std::nullopt;
  }
  auto row = database_.prepare("SELECT sealed FROM record WHERE id = ?");
  if (row) row->bind(1, detail::column(record.id));
  const Result<bool> found = row ? row->step() : Result<bool>(row.error());
  const Result<ByteView> sealed =
      found && *found ? row->view(0) : Result<ByteView>(unreadable(record.id, Code::missing));
  for (const int kind : k_kinds) {
    if (!sealed) break;
    record.kind = static_cast<Kind>(kind);
    const Result<Content> content =
        open_record(keys_, {vault_, record.kind, record.id, record.revision}, *sealed);
    if (!content) continue;
    record.digest = digest_of(*sealed);
    return std::string(content->meta());
  }
  for (const Kind kind : {Kind::index, Kind::details}) {
    record.kind = kind;
    if (sealed && open_record(keys_, {vault_, kind, record.id, record.revision}, *sealed))
      return std::nullopt;
  }
  lost.push_back(unreadable(record.id, Code::bad_signature));
  return std::nullopt;
}

std::vector<Error> Vault::salvage() {
  std::vector<Error> lost;
  static_cast<void>(database_.run("BEGIN"));
  const Status manifest = load_manifest();
  if (!manifest) lost.push_back(manifest.error());
  const Status slots = manifest ? compare_slots() : Status{};
  if (!slots) lost.push_back(slots.error());
  const Manifest listed = manifest ? manifest_ : Manifest{};
  manifest_.records.clear();
  std::vector<ListedRecord> stored = stored_records(lost);
  for (const ListedRecord& record : listed.records) {
    const bool there = std::ranges::binary_search(stored, record.id, {}, &ListedRecord::id);
    if (!there)
      lost.push_back(fail(Code::missing, detail::place_of(record.id),
                          "this record was taken out from outside"));
  }
  for (ListedRecord& record : stored) {
    const auto meta = salvage_record(record, manifest ? &listed : nullptr, lost);
    if (!meta || is_of_index(record.kind)) continue;
    const Result<std::string> page = page_of(record, *meta);
    const Status taken = page ? index_.add_page(record.id, *page) : Status(page.error());
    if (taken) {
      manifest_.records.push_back(record);
    } else {
      lost.push_back(unreadable(record.id, Code::malformed));
    }
  }
  return lost;
}

}  // namespace credenza::wallet
