// list: what is held, a line each.
#include <CLI/CLI.hpp>

#include "host/exit_codes.h"
#include "host/system.h"
#include "wallet/held_view.h"
#include "wallet/session.h"

namespace credenza::wallet {
namespace {

constexpr std::size_t k_title_width = 36;
constexpr std::size_t k_issuer_width = 24;

struct ListOptions {
  VerbOptions common;
};

std::string row_of(const HeldCredential& one, Instant now, Language language) {
  const Held& held = one.held;
  return padded(to_text(one.id).substr(0, 8), 8) + " " +
         padded(title_of(held, language), k_title_width) + " " +
         padded(issuer_of(held), k_issuer_width) + " " + padded(awarded_text(held, language), 10) +
         " " + padded(until_text(held, language), 10) + " " +
         std::string(state_text(held, now).in(language)) + "\n";
}

std::string header_row(Language language) {
  const auto cell = [language](const Text& text, std::size_t width) {
    return padded(text.in(language), width) + " ";
  };
  return cell({"id", "nummer"}, 8) + cell({"what", "wat"}, k_title_width) +
         cell({"issuer (as it says)", "uitgever (zegt die zelf)"}, k_issuer_width) +
         cell({"awarded", "behaald"}, 10) + cell({"until", "tot"}, 10) +
         std::string(Text{"state", "stand"}.in(language)) + "\n";
}

Result<int> list(const ListOptions& options) {
  const Vault vault = TRY(open_vault(options.common, Access::read));
  const std::vector<HeldCredential> all = TRY(held_credentials(vault));
  const Instant now = host::SystemClock().now();
  if (options.common.json) {
    const std::vector<HolderKey> keys = TRY(holder_keys(vault));
    Json rows = Json::array();
    for (const HeldCredential& one : all)
      rows.push_back(to_json(one, keys, now));
    TRY(host::write_json({{"schema", "credenza.wallet.list/1"}, {"credentials", std::move(rows)}}));
    return host::k_exit_done;
  }
  const Language language = options.common.language();
  if (all.empty()) {
    talk(options.common,
         {"The vault holds no credentials. Add one: credenza-wallet add FILE",
          "Er zitten nog geen certificaten in de kluis. Toevoegen: credenza-wallet add BESTAND"});
    return host::k_exit_done;
  }
  std::string table = header_row(language);
  for (const HeldCredential& one : all)
    table += row_of(one, now, language);
  TRY(host::write_output(table));
  return host::k_exit_done;
}

}  // namespace

void add_list(CommandLine& line) {
  const auto [verb, options] = line.verb<ListOptions>(
      {"list", {"Show what is in the vault", "Toon wat er in de kluis zit"}}, list);
  host::set_example(verb, "credenza-wallet list");
}

}  // namespace credenza::wallet
