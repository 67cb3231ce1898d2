// `init`.
#include "crypto/random.h"
#include "host/exit_codes.h"
#include "host/system.h"
#include "issuer/session.h"

namespace credenza::issuer {
namespace {

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

Result<Config> config_from(const Options& options) {
  Config config = TRY(make_config(options.name, options.url, options.country));
  for (const std::string& identifier : options.identifiers) {
    config.identifiers.push_back(TRY(parse_identifier(identifier)));
  }
  TRY(check_body(config));
  return config;
}

}  // namespace

Result<int> init(const Options& options) {
  const Config config = TRY(config_from(options));
  const std::string folder = home_folder(options);
  if (host::exists(folder + "/issuer.toml")) {
    return fail(Code::conflict, "home", "there is a home in " + folder + " already");
  }
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
  talk(options, host::Text{"The issuer is ready. Keep the passphrase safe: without it nothing can "
                           "be signed or withdrawn.\n"
                           "Next: put templates in the folder templates, and publish the keys with "
                           "credenza-issuer publish.",
                           "De uitgever is klaar. Bewaar de wachtzin goed: zonder kunt u niets "
                           "ondertekenen of intrekken.\n"
                           "Nu: zet sjablonen in de map templates, en publiceer de sleutels met "
                           "credenza-issuer publish."});
  return host::k_exit_done;
}

}  // namespace credenza::issuer
