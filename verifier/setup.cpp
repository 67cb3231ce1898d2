#include "verifier/setup.h"

#include <array>

#include <CLI/CLI.hpp>

#include "host/doctor.h"
#include "host/files.h"
#include "host/system.h"
#include "verifier/bundle_maker.h"
#include "verifier/trust_store.h"

namespace credenza::verifier {
namespace {

using host::Diagnosis;
using host::Health;
using host::ManualFact;
using host::Text;

constexpr std::array k_files = {
    ManualFact{"$XDG_CONFIG_HOME/credenza/config.toml",
               {"settings of all programs", "instellingen van alle programma's"}},
    ManualFact{
        "$XDG_CONFIG_HOME/credenza/trust.json",
        {"your list of issuers, when neither --home nor CREDENZA_VERIFIER_HOME names another "
         "folder",
         "uw lijst van uitgevers, als --home of CREDENZA_VERIFIER_HOME geen andere map "
         "noemt"}},
    ManualFact{"$XDG_CONFIG_HOME/credenza/bundle.key",
               {"the key that signs the bundles you make, there or in the same other folder",
                "de sleutel onder de bundels die u maakt, daar of in dezelfde andere map"}},
};

Diagnosis check_trust(const Result<TrustStore>& trust) {
  if (!trust) {
    return host::ill(
        "trust", Health::problem,
        {"your list of issuers cannot be used", "uw lijst van uitgevers is niet te gebruiken"},
        {"Put trust.json back from a copy, or make the list anew.",
         "Zet trust.json terug vanaf een kopie, of maak de lijst opnieuw."},
        trust.error());
  }
  if (trust->entries().empty()) {
    return host::ill(
        "trust", Health::warning,
        {"nobody is on your list: nothing will be accepted",
         "er staat niemand op uw lijst: niets wordt goedgekeurd"},
        {"Run: credenza-verifier trust add.", "Voer uit: credenza-verifier trust add."});
  }
  return host::healthy("trust",
                       {"your list of issuers can be read", "uw lijst van uitgevers is te lezen"});
}

/// Issuers whose last day of trust has passed: their credentials are no longer accepted.
Diagnosis check_ends(const TrustStore& trust, Instant now) {
  std::string ended;
  for (const TrustEntry& entry : trust.entries()) {
    if (!entry.until || date_in_amsterdam(now) <= *entry.until) continue;
    ended += (ended.empty() ? "" : ", ") + entry.name;
  }
  if (ended.empty())
    return host::healthy("trust_ends", {"no trust has ended", "geen vertrouwen is afgelopen"});
  return host::ill(
      "trust_ends", Health::warning,
      {"the trust in some issuers has ended", "het vertrouwen in sommige uitgevers is afgelopen"},
      {"Run: credenza-verifier trust add --force, or trust remove.",
       "Voer uit: credenza-verifier trust add --force, of trust remove."},
      ended);
}

}  // namespace

Result<int> doctor(const std::string& home, const host::CommonOptions& common,
                   const Status& settings) {
  const Instant now = host::SystemClock().now();
  const std::string file = trust_file(home);
  const auto trust = TrustStore::load(file);
  std::vector<Diagnosis> found{host::check_settings(settings), check_trust(trust)};
  if (trust) found.push_back(check_ends(*trust, now));
  if (host::exists(file)) found.push_back(host::check_rights("trust_rights", file));
  if (const std::string key = bundle_key_file(home); host::exists(key))
    found.push_back(host::check_rights("bundle_key_rights", key));
  found.push_back(host::check_clock(now, Instant{}));
  return host::tell(k_role, common, found);
}

SetupVerbs::SetupVerbs(CLI::App& app, host::CommonOptions& common, std::string& home,
                       host::Language language)
    : app_(app),
      common_(common),
      home_(home),
      language_(language),
      reference_(app, language),
      config_(app, common, home, "--home", language) {
  const auto in = [language](const Text& text) { return std::string(text.in(language)); };
  CLI::App* verb = app.add_subcommand(
      "doctor", in({"Check your list of issuers and this machine, and say what to do",
                    "Controleer uw lijst van uitgevers en deze computer"}));
  verb->add_option("--home", home,
                   in({"Folder with your list of issuers (trust.json)",
                       "Map met uw lijst van uitgevers (trust.json)"}));
  host::add_common_options(*verb, common, language);
  host::set_example(*verb, "credenza-verifier doctor");
}

std::optional<int> SetupVerbs::run() {
  const host::Manual manual{CREDENZA_VERSION, language_, k_files};
  if (const auto exit = reference_.run(k_role, manual)) return exit;
  auto settings = host::Settings::load(k_role, "home", "CREDENZA_VERIFIER_HOME");
  if (settings) settings->apply(common_, home_, host::config_folder());
  if (app_.got_subcommand("doctor")) {
    const Result<int> done = doctor(home_, common_, settings ? Status() : Status(settings.error()));
    return done ? *done : host::report_error(k_role, common_, done.error());
  }
  if (!settings) return host::report_error(k_role, common_, settings.error());
  if (!config_.is_asked()) return std::nullopt;
  const Result<int> done = config_.run(k_role, common_, *settings);
  return done ? *done : host::report_error(k_role, common_, done.error());
}

}  // namespace credenza::verifier
