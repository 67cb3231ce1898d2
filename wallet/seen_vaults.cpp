#include "wallet/seen_vaults.h"

#include "base/encoding.h"
#include "host/files.h"
#include "host/system.h"

namespace credenza::wallet {
namespace {

constexpr std::size_t k_max_bytes = 4096;

std::string folder() {
  return host::state_folder() + "/vaults";
}

std::string file_of(const VaultId& vault) {
  return folder() + "/" + to_hex(vault) + ".json";
}

Result<Seen> read_seen(const VaultId& vault) {
  const std::string text = TRY(host::read_file(file_of(vault), k_max_bytes));
  const json::Document document = TRY(json::Document::parse(text));
  const json::Cursor counter = TRY(document.root().at("counter"));
  const std::string_view changed = TRY(document.root().string_at("changed"));
  Seen out{TRY(counter.unsigned_integer()), {}};
  out.written = TRY(parse_instant(changed));
  return out;
}

}  // namespace

std::optional<Seen> newer_seen(const Vault& vault) {
  const auto seen = read_seen(vault.id());
  if (!seen || seen->counter <= vault.manifest().counter) return std::nullopt;
  return *seen;
}

void remember_seen(const VaultId& vault, const Manifest& manifest) {
  const Json seen{{"counter", manifest.counter}, {"changed", format_instant(manifest.written)}};
  const auto text = json::to_text(seen);
  if (!text || !host::make_folder(folder())) return;
  static_cast<void>(host::write_file(file_of(vault), as_bytes(*text), {.overwrite = true}));
}

void remember_seen(const Vault& vault) {
  const auto seen = read_seen(vault.id());
  if (seen && seen->counter == vault.manifest().counter) return;
  remember_seen(vault.id(), vault.manifest());
}

}  // namespace credenza::wallet
