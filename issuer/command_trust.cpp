// `trust make`: a signed list of who may issue what, kept by whoever has this home.
#include <CLI/CLI.hpp>

#include "data_integrity/data_integrity.h"
#include "host/exit_codes.h"
#include "host/files.h"
#include "host/system.h"
#include "issuer/session.h"
#include "issuer/trust_entries.h"
#include "issuer/verbs.h"

namespace credenza::issuer {
namespace {

struct TrustMakeOptions {
  VerbOptions common;
  std::string entries;
  std::uint64_t sequence = 0;
  std::string until;  ///< a date
  std::string id;     ///< a URL; empty: trust-list.json at the address of the home
  std::string output;
  bool force = false;
};

Result<trust_list::Contents> read_contents(const TrustMakeOptions& options, const Home& home,
                                           Instant now) {
  const std::string text = TRY(host::read_file(options.entries, trust_list::k_max_bytes));
  auto entries = parse_trust_entries(text);
  if (!entries) {
    Error error = std::move(entries).error();
    error.where = options.entries + " " + error.where;
    return error;
  }
  const auto day = parse_date(options.until);
  if (!day) return fail(Code::malformed, "--until", "has to be a date, as 2027-08-01");
  const auto end = end_of_day_in_amsterdam(*day);
  if (!end || *end <= now) return fail(Code::out_of_range, "--until", "that day has passed");
  return trust_list::Contents{
      .id = options.id.empty() ? home.config.url + "trust-list.json" : options.id,
      .name = std::move(entries->name),
      .keeper = home.config.did,
      .sequence = options.sequence,
      .valid_from = now,
      .valid_until = *end,
      .entries = std::move(entries->entries)};
}

/// Readers never go back, so a list with a lower number in the place of a higher one is a mistake.
Status check_earlier(const TrustMakeOptions& options, const trust_list::Contents& contents) {
  if (!host::exists(options.output)) return {};
  const auto text = host::read_file(options.output, trust_list::k_max_bytes);
  if (!text) return {};
  const auto document =
      json::Document::parse(*text, {.max_bytes = trust_list::k_max_bytes, .max_depth = 16});
  if (!document) return {};
  const auto earlier = trust_list::TrustList::read(document->root());
  if (!earlier || earlier->contents().id != contents.id) return {};
  if (earlier->contents().sequence < contents.sequence) return {};
  return fail(Code::conflict, "--sequence",
              "the list that is there has number " + std::to_string(earlier->contents().sequence) +
                  "; readers take a higher one only");
}

Result<std::string> sign(const Json& list, const TrustMakeOptions& options, const Home& home,
                         Instant now) {
  const json::Document document =
      TRY(json::to_document(list, {.max_bytes = trust_list::k_max_bytes, .max_depth = 16}));
  TRY(trust_list::TrustList::read(document.root()));
  if (options.common.dry_run) return std::string();
  const Secrets secrets = TRY(open_secrets(options.common, home));
  const crypto::PrivateKey* key = secrets.find(home.config.signing_key);
  if (key == nullptr)
    return fail(Code::not_found, "issuer.toml, signing_key", "there is no key of this name");
  return data_integrity::add_proof(
      document, {.verification_method = home.signing_method(), .created = now}, *key);
}

Result<int> trust_make(const TrustMakeOptions& options) {
  const std::string folder = home_folder(options.common);
  const Home home = TRY(load_home(folder));
  const Instant now = host::SystemClock().now();
  const trust_list::Contents contents = TRY(read_contents(options, home, now));
  TRY(check_earlier(options, contents));
  const std::string text = TRY(sign(trust_list::make(contents), options, home, now));
  if (!options.common.dry_run) {
    TRY(host::write_file(options.output, as_bytes(text),
                         {.mode = 0600, .overwrite = options.force}));
  }
  const std::size_t count = contents.entries.size();
  if (options.common.json) {
    TRY(host::write_json({{"schema", schema_of("trust.make")},
                          {"file", options.output},
                          {"id", contents.id},
                          {"name", contents.name},
                          {"keeper", contents.keeper},
                          {"sequence", contents.sequence},
                          {"valid_from", format_instant(contents.valid_from)},
                          {"valid_until", format_instant(contents.valid_until)},
                          {"entries", count},
                          {"dry_run", options.common.dry_run}}));
  } else {
    TRY(host::write_output(host::printable(options.output) + "\n"));
  }
  if (options.common.dry_run) {
    tell(options.common,
         Sentence{
             "A list of " + std::to_string(count) + " issuer(s) would be signed.",
             "Een lijst van " + std::to_string(count) + " uitgever(s) zou worden ondertekend."});
    talk(options.common, host::Text{"Nothing was changed.", "Er is niets veranderd."});
  } else {
    tell(options.common, Sentence{"Put the list at " + contents.id +
                                      ", and make the next one before " + options.until + ".",
                                  "Zet de lijst op " + contents.id + ", en maak de volgende voor " +
                                      options.until + "."});
  }
  return host::k_exit_done;
}

}  // namespace

void add_trust_verbs(CommandLine& line) {
  CLI::App& group = line.group(
      "trust", {"Keep a list of who may issue what", "Houd een lijst bij van wie wat mag geven"});
  const auto [verb, options] = line.verb<TrustMakeOptions>(
      group,
      {"make",
       {"Sign a list of issuers that others can import",
        "Onderteken een lijst van uitgevers die anderen kunnen inlezen"},
       Needs::passphrase},
      trust_make);
  verb.add_option("--entries", options.entries,
                  line.in({"Who may do what: a TOML file with [[entry]]",
                           "Wie wat mag: een TOML-bestand met [[entry]]"}))
      ->required();
  verb.add_option("--sequence", options.sequence,
                  line.in({"Number of this list; each new one has a higher one",
                           "Nummer van deze lijst; elke nieuwe heeft een hoger nummer"}))
      ->required()
      ->check(CLI::Range(std::uint64_t{1}, (std::uint64_t{1} << 53) - 1));
  verb.add_option(
          "--until", options.until,
          line.in({"Last day on which the list holds", "Laatste dag waarop de lijst geldt"}))
      ->required();
  verb.add_option("--id", options.id,
                  line.in({"Address of the newest list; without: trust-list.json at yours",
                           "Adres van de nieuwste lijst; zonder: trust-list.json bij u"}));
  verb.add_option("-o,--output", options.output,
                  line.in({"File for the list", "Bestand voor de lijst"}))
      ->required();
  verb.add_flag(
      "--force", options.force,
      line.in({"Write over a file that is there", "Overschrijf een bestand dat er al is"}));
  add_dry_run(line, verb, options.common);
  host::set_example(verb,
                    "credenza-issuer trust make --entries register.toml --sequence 8 --until "
                    "2099-12-31 -o trust-list.json");
}

}  // namespace credenza::issuer
