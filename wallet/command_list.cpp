// list and search: what is held, a line each; own words apart.
#include <CLI/CLI.hpp>

#include "host/exit_codes.h"
#include "host/system.h"
#include "wallet/filter.h"
#include "wallet/held_view.h"
#include "wallet/list_table.h"
#include "wallet/own_words_view.h"
#include "wallet/reading_view.h"
#include "wallet/session.h"

namespace credenza::wallet {
namespace {

struct TableOptions {
  std::string columns;
  bool no_header = false;
};

struct ListOptions {
  VerbOptions common;
  FilterOptions filter;
  TableOptions table;
};

struct SearchOptions {
  VerbOptions common;
  std::vector<std::string> words;
  FilterOptions filter;
  TableOptions table;
};

void add_table(const CommandLine& line, CLI::App& verb, TableOptions& options) {
  verb.add_option(
      "--columns", options.columns,
      line.in({"Which columns: id,title,issuer,awarded,until,state,type,skills,tags,person",
               "Welke kolommen: id,title,issuer,awarded,until,state,type,skills,tags,"
               "person"}));
  verb.add_flag("--no-header", options.no_header,
                line.in({"Without the line that names the columns",
                         "Zonder de regel met de namen van de kolommen"}));
}

/// What was found.
struct Found {
  std::vector<Entry> credentials;
  std::vector<OwnWords> own;

  [[nodiscard]] bool is_empty() const { return credentials.empty() && own.empty(); }
};

Result<Found> find(const Vault& vault, const Filter& filter) {
  Found found;
  found.credentials = TRY(select_entries(vault, filter));
  found.own = TRY(select_own_words(vault, filter));
  return found;
}

Result<std::vector<HeldCredential>> held_of(const Vault& vault, const Found& found) {
  TRY(vault.read_details());
  std::vector<HeldCredential> all;
  for (const Entry& entry : found.credentials)
    all.push_back({entry.id, TRY(held_of(vault, entry))});
  return all;
}

Result<Json> to_json(const Vault& vault, const Found& found, Instant now, std::string_view schema) {
  const std::vector<HolderKey> keys = TRY(holder_keys(vault));
  Json rows = Json::array();
  for (const HeldCredential& one : TRY(held_of(vault, found)))
    rows.push_back(to_json(one, keys, now));
  Json own = Json::array();
  for (const OwnWords& words : found.own)
    own.push_back(to_json(words));
  return Json{{"schema", schema}, {"credentials", std::move(rows)}, {"own_words", std::move(own)}};
}

Status put_out(const VerbOptions& common, const TableOptions& table, const Vault& vault,
               const Found& found, std::string_view schema) {
  const Instant now = host::SystemClock().now();
  if (common.json) {
    const Json object = TRY(to_json(vault, found, now, schema));
    return host::write_json(object);
  }
  if (reads_lines(common)) {
    const std::vector<HeldCredential> all = TRY(held_of(vault, found));
    const std::string out = reading_list(all, found.own, now, common);
    return out.empty() ? Status{} : host::write_output(out);
  }
  TableLayout layout;
  layout.columns = TRY(parse_columns(table.columns));
  layout.header = !table.no_header;
  const Language language = common.language();
  std::string out;
  if (!found.credentials.empty())
    out = TRY(list_table(vault, found.credentials, layout, now, language));
  if (!found.own.empty()) {
    const Text heading{"In your own words; nobody proved this:",
                       "In uw eigen woorden; dit heeft niemand bewezen:"};
    if (layout.header) out += (out.empty() ? "" : "\n") + std::string(heading.in(language)) + "\n";
    out += own_words_table(found.own, language);
  }
  return out.empty() ? Status{} : host::write_output(out);
}

Result<int> list(const ListOptions& options) {
  const Vault vault = TRY(open_vault(options.common, Access::read));
  const Filter filter = TRY(filter_of(options.filter, vault));
  const Found found = TRY(find(vault, filter));
  TRY(put_out(options.common, options.table, vault, found, "credenza.wallet.list/1"));
  if (found.is_empty()) {
    talk(options.common,
         {"The vault holds nothing of this kind. Add a certificate: credenza-wallet add FILE",
          "Hiervan zit niets in de kluis. Een bewijs toevoegen: credenza-wallet add BESTAND"});
  }
  return host::k_exit_done;
}

Result<int> search(const SearchOptions& options) {
  std::string typed;
  for (const std::string& word : options.words)
    typed += word + " ";
  const Query query = Query::parse(typed);
  if (query.is_empty())
    return fail(Code::malformed, "WORDS", "a word of letters or digits that says something");
  const Vault vault = TRY(open_vault(options.common, Access::read));
  Filter filter = TRY(filter_of(options.filter, vault));
  filter.words = query;
  const Found found = TRY(find(vault, filter));
  TRY(put_out(options.common, options.table, vault, found, "credenza.wallet.search/1"));
  if (found.is_empty()) {
    talk(options.common,
         {"Nothing found. Every word has to be there; try fewer, or a part of one.",
          "Niets gevonden. Elk woord moet erin staan: probeer er minder, of een deel ervan."});
  }
  return host::k_exit_done;
}

}  // namespace

void add_list(CommandLine& line) {
  const auto [verb, options] = line.verb<ListOptions>(
      {"list", {"Show what is in the vault", "Toon wat er in de kluis zit"}}, list);
  add_reading(line, verb, options.common);
  add_filter(line, verb, options.filter);
  add_table(line, verb, options.table);
  host::set_example(verb, "credenza-wallet list");
}

void add_search(CommandLine& line) {
  const auto [verb, options] =
      line.verb<SearchOptions>({"search",
                                {"Find what is in the vault by words, Dutch or English",
                                 "Zoek in de kluis, met Nederlandse of Engelse woorden"}},
                               search);
  verb.add_option("WORDS", options.words,
                  line.in({"Words of a title, a skill, an issuer, a tag or a note",
                           "Woorden uit een titel, vaardigheid, uitgever, label of notitie"}))
      ->required();
  add_filter(line, verb, options.filter);
  add_table(line, verb, options.table);
  host::set_example(verb, "credenza-wallet search magazijn --from 2024-01-01");
}

}  // namespace credenza::wallet
