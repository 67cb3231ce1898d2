#include "wallet/backup.h"

#include <algorithm>
#include <array>
#include <utility>

namespace credenza::wallet {
namespace {

using host::Language;
using host::Text;

constexpr std::string_view k_about = "backup";

Result<LastBackup> read_backup(const Entry& entry) {
  const std::string_view at = TRY(entry.entry.string_at("at"));
  LastBackup out{entry.id, TRY(parse_instant(at)), 0};
  const json::Cursor counter = TRY(entry.entry.at("counter"));
  out.counter = TRY(counter.unsigned_integer());
  return out;
}

bool is_backup(const Entry& entry) {
  return entry.kind == Kind::settings &&
         entry.entry.string_at("about").value_or(std::string_view{}) == k_about;
}

struct Count {
  std::size_t number;
  Text one;
  Text many;
};

}  // namespace

Result<std::optional<LastBackup>> last_backup(const Vault& vault) {
  const auto& entries = vault.index().entries();
  const auto known = std::ranges::find_if(entries, is_backup);
  if (known == entries.end()) return std::optional<LastBackup>{};
  auto backup = read_backup(*known);
  if (!backup) return fail(backup.error().code, "index", "the backup's entry is not as expected");
  return std::optional(*backup);
}

Result<std::uint64_t> changes_since_backup(const Vault& vault) {
  const auto last = TRY(last_backup(vault));
  // Making the vault was the first.
  const std::uint64_t then = last ? last->counter : 1;
  return vault.manifest().counter - std::min(then, vault.manifest().counter);
}

Status note_backup(Vault& vault, Instant now, Random& random) {
  const auto last = TRY(last_backup(vault));
  Json meta{
      {"about", k_about}, {"at", format_instant(now)}, {"counter", vault.manifest().counter + 1}};
  Changes changes;
  changes.puts.push_back({last ? last->id : make_id(random), Kind::settings, std::move(meta), {}});
  return vault.commit(changes, now, random);
}

Contents look_through(Vault& vault) {
  Contents out;
  out.counter = vault.manifest().counter;
  out.written = vault.manifest().written;
  for (const ListedRecord& record : vault.manifest().records)
    if (!is_of_index(record.kind)) ++out.records[record.kind];
  out.damaged = vault.check();
  return out;
}

std::string contents_text(const Contents& contents, Language language) {
  const auto count = [&contents](Kind kind) {
    const auto found = contents.records.find(kind);
    return found == contents.records.end() ? std::size_t{0} : found->second;
  };
  std::size_t others = 0;
  for (const auto& [kind, number] : contents.records)
    if (kind > Kind::receipt && kind != Kind::settings) others += number;
  const std::array counts{
      Count{count(Kind::credential),
            {"certificate", "certificaat"},
            {"certificates", "certificaten"}},
      Count{count(Kind::holder_key), {"key", "sleutel"}, {"keys", "sleutels"}},
      Count{count(Kind::receipt),
            {"receipt of sharing", "ontvangstbewijs"},
            {"receipts of sharing", "ontvangstbewijzen"}},
      Count{others, {"other record", "ander gegeven"}, {"other records", "andere gegevens"}}};
  std::string out;
  for (const Count& each : counts) {
    if (each.number == 0) continue;
    if (!out.empty()) out += ", ";
    out += std::to_string(each.number) + " " +
           std::string((each.number == 1 ? each.one : each.many).in(language));
  }
  if (!out.empty()) return out;
  return std::string(Text{"nothing in it yet", "er zit nog niets in"}.in(language));
}

Json to_json(const Contents& contents) {
  Json damaged = Json::array();
  for (const Error& error : contents.damaged)
    damaged.push_back({{"where", error.where}, {"detail", error.detail}});
  std::size_t records = 0;
  Json kinds = Json::object();
  constexpr std::array<std::pair<Kind, const char*>, 3> k_names{
      {{Kind::credential, "credentials"}, {Kind::holder_key, "keys"}, {Kind::receipt, "receipts"}}};
  for (const auto& [kind, name] : k_names) {
    const auto found = contents.records.find(kind);
    kinds[name] = found == contents.records.end() ? 0 : found->second;
  }
  for (const auto& [kind, number] : contents.records)
    records += number;
  return {{"counter", contents.counter},
          {"changed", format_instant(contents.written)},
          {"records", records},
          {"of_them", std::move(kinds)},
          {"damaged", std::move(damaged)}};
}

}  // namespace credenza::wallet
