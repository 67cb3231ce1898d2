// `successor`: what a school says before it closes of who goes on in its place.
#include <CLI/CLI.hpp>

#include "data_integrity/data_integrity.h"
#include "did/did.h"
#include "host/exit_codes.h"
#include "host/files.h"
#include "host/system.h"
#include "issuer/session.h"
#include "issuer/verbs.h"
#include "verify/statements.h"

namespace credenza::issuer {
namespace {

struct SuccessorOptions {
  VerbOptions common;
  std::string to;  ///< a DID
  std::string name;
  std::string since;  ///< a date
};

Result<verify::Successor> read_successor(const SuccessorOptions& options, const Home& home) {
  if (!did::is_did(options.to)) return fail(Code::malformed, "--to", "has to be a DID");
  if (options.to == home.config.did) return fail(Code::malformed, "--to", "is this issuer itself");
  if (options.name.empty()) return fail(Code::malformed, "--name", "has to be a name");
  const auto since = parse_date(options.since);
  if (!since) return fail(Code::malformed, "--since", "has to be a date, as 2027-08-01");
  return verify::Successor{options.to, options.name, *since};
}

/// Says which statement the new one takes the place of: two of them is a mistake more often than
/// not.
void tell_earlier(const SuccessorOptions& options, const Home& home,
                  const verify::Successor& named) {
  constexpr std::size_t k_most_bytes = std::size_t{1} << 16;
  const auto text = host::read_file(home.successor_file(), k_most_bytes);
  if (!text || text->find("\"" + named.id + "\"") != std::string::npos) return;
  talk(options.common,
       host::Text{"note: this takes the place of an earlier statement that names another "
                  "successor (successor.json).",
                  "let op: dit vervangt een eerdere verklaring die een andere opvolger "
                  "noemt (successor.json)."});
}

Result<int> successor(const SuccessorOptions& options) {
  const std::string folder = home_folder(options.common);
  static_cast<void>(TRY(load_home(folder)));
  const host::FileLock lock = TRY(lock_home(folder));
  const Home home = TRY(load_home(folder));
  const verify::Successor named = TRY(read_successor(options, home));
  const Instant now = host::SystemClock().now();
  const Json statement = verify::make_successor({.id = home.successor_url(),
                                                 .issuer = home.config.did,
                                                 .valid_from = now,
                                                 .successor = named});
  tell_earlier(options, home, named);
  if (!options.common.dry_run) {
    const Secrets secrets = TRY(open_secrets(options.common, home));
    const crypto::PrivateKey* key = secrets.find(home.config.signing_key);
    if (key == nullptr)
      return fail(Code::not_found, "issuer.toml, signing_key", "there is no key of this name");
    const json::Document document = TRY(json::to_document(statement));
    const std::string text = TRY(data_integrity::add_proof(
        document, {.verification_method = home.signing_method(), .created = now}, *key));
    TRY(host::write_file(home.successor_file(), as_bytes(text), {.mode = 0600, .overwrite = true}));
  }
  if (options.common.json) {
    TRY(host::write_json({{"schema", schema_of("successor")},
                          {"issuer", home.config.did},
                          {"successor", {{"id", named.id}, {"name", named.name}}},
                          {"since", format_date(named.since)},
                          {"url", home.successor_url()},
                          {"dry_run", options.common.dry_run}}));
  } else {
    TRY(host::write_output(host::printable(home.successor_url()) + "\n"));
  }
  if (options.common.dry_run) {
    tell(options.common, Sentence{named.name + " would be named as the successor.",
                                  named.name + " zou als opvolger worden genoemd."});
    talk(options.common, host::Text{"Nothing was changed.", "Er is niets veranderd."});
  } else {
    talk(options.common,
         host::Text{"Readers see it after: credenza-issuer publish. Keep what is published "
                    "where it is for as long as anybody may check.",
                    "Lezers zien het na: credenza-issuer publish. Laat staan wat "
                    "gepubliceerd is, zolang iemand nog kan controleren."});
  }
  return host::k_exit_done;
}

}  // namespace

void add_successor(CommandLine& line) {
  const auto [verb, options] = line.verb<SuccessorOptions>(
      {"successor",
       {"Say who goes on in the place of this issuer, before it closes",
        "Zeg wie in de plaats van deze uitgever verdergaat, voordat hij "
        "sluit"},
       Needs::passphrase},
      successor);
  verb.add_option("--to", options.to, line.in({"DID of the successor", "DID van de opvolger"}))
      ->required();
  verb.add_option("--name", options.name, line.in({"Its name", "De naam"}))->required();
  verb.add_option("--since", options.since, line.in({"From which day on", "Vanaf welke dag"}))
      ->required();
  add_dry_run(line, verb, options.common);
  host::set_example(verb,
                    "credenza-issuer successor --to did:web:rocdelta.example --name \"ROC Delta\" "
                    "--since 2027-08-01");
}

}  // namespace credenza::issuer
