// `init`.
#include <CLI/CLI.hpp>

#include "crypto/random.h"
#include "host/exit_codes.h"
#include "host/system.h"
#include "issuer/session.h"
#include "issuer/verbs.h"

namespace credenza::issuer {
namespace {

struct InitOptions {
  VerbOptions common;
  std::string name;
  std::string url;
  std::string country = "NL";
  std::vector<std::string> identifiers;  ///< "BRIN:99ZZ"
};

/// "BRIN:99ZZ"
Result<learning_record::Identifier> parse_identifier(const std::string& text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string::npos || colon == 0 || colon + 1 == text.size()) {
    return fail(Code::malformed, "--identifier", "has to be SCHEME:VALUE, as in BRIN:99ZZ");
  }
  return learning_record::Identifier{text.substr(0, colon), text.substr(colon + 1)};
}

/// What is wrong with the issuer as an awarding body, so that it is told now and not at the first
/// batch.
Status check_body(const Config& config) {
  learning_record::LearningRecord record;
  record.type = "MicroCredential";
  record.awarding_body = config.as_organisation();
  for (const Error& error : learning_record::check(record)) {
    if (error.where == "/awarding_body/country") return fail(error.code, "--country", error.detail);
    if (error.where.starts_with("/awarding_body/name"))
      return fail(error.code, "--name", error.detail);
  }
  return {};
}

Result<Config> config_from(const InitOptions& options) {
  Config config = TRY(make_config(options.name, options.url, options.country));
  for (const std::string& identifier : options.identifiers) {
    config.identifiers.push_back(TRY(parse_identifier(identifier)));
  }
  TRY(check_body(config));
  return config;
}

Result<int> tell_plan(const InitOptions& options, const std::string& folder, const Config& config) {
  if (options.common.json) {
    TRY(host::write_json({{"schema", schema_of("init")},
                          {"home", folder},
                          {"did", config.did},
                          {"url", config.url},
                          {"dry_run", true}}));
  } else {
    TRY(host::write_output(host::printable(config.did) + "\n"));
  }
  tell(options.common,
       Sentence{"Keys, a ledger and a configuration would be made in " + folder + ".",
                "Er zouden sleutels, een register en een configuratie komen in " + folder + "."});
  talk(options.common, host::Text{"Nothing was changed.", "Er is niets veranderd."});
  return host::k_exit_done;
}

Result<int> init(const InitOptions& options) {
  const Config config = TRY(config_from(options));
  const std::string folder = home_folder(options.common);
  if (host::exists(folder + "/issuer.toml")) {
    return fail(Code::conflict, "home", "there is a home in " + folder + " already");
  }
  if (options.common.dry_run) return tell_plan(options, folder, config);
  const host::Text prompt{"New passphrase for the issuer", "Nieuwe wachtzin voor de uitgever"};
  const crypto::SecretBytes passphrase = TRY(
      host::read_passphrase(options.common.passphrase, prompt.in(options.common.language()), true));
  crypto::SystemRandom random;
  TRY(create_home(folder, config, passphrase, host::SystemClock().now(), random));
  if (options.common.json) {
    TRY(host::write_json({{"schema", schema_of("init")},
                          {"home", folder},
                          {"did", config.did},
                          {"url", config.url}}));
  } else {
    TRY(host::write_output(host::printable(config.did) + "\n"));
  }
  talk(options.common,
       host::Text{"The issuer is ready. Keep the passphrase safe: without it nothing can "
                  "be signed or withdrawn.\n"
                  "Next: put templates in the folder templates, and publish the keys with "
                  "credenza-issuer publish.",
                  "De uitgever is klaar. Bewaar de wachtzin goed: zonder kunt u niets "
                  "ondertekenen of intrekken.\n"
                  "Nu: zet sjablonen in de map templates, en publiceer de sleutels met "
                  "credenza-issuer publish."});
  return host::k_exit_done;
}

}  // namespace

void add_init(CommandLine& line) {
  const auto [verb, options] = line.verb<InitOptions>(
      {"init",
       {"Make an issuer: its keys and its ledger", "Maak een uitgever: sleutels en register"},
       Needs::passphrase},
      init);
  verb.add_option("--name", options.name,
                  line.in({"Name of the awarding body", "Naam van de instelling"}))
      ->required();
  verb.add_option("--url", options.url,
                  line.in({"Address of the web site that will carry keys and status lists",
                           "Adres van de website met sleutels en statuslijsten"}))
      ->required();
  verb.add_option("--country", options.country, line.in({"Country, as in NL", "Land, zoals NL"}));
  verb.add_option("--identifier", options.identifiers,
                  line.in({"Number in a register, as in BRIN:99ZZ",
                           "Nummer in een register, zoals BRIN:99ZZ"}))
      ->allow_extra_args(false)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  add_dry_run(line, verb, options.common);
  host::set_example(verb,
                    "credenza-issuer init --home issuer --name \"ROC Waterkant\" --url "
                    "https://rocwaterkant.example/");
}

}  // namespace credenza::issuer
