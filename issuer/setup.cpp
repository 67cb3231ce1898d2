#include "issuer/setup.h"

#include <algorithm>
#include <array>

#include <CLI/CLI.hpp>

#include "host/files.h"
#include "host/system.h"
#include "issuer/session.h"

namespace credenza::issuer {
namespace {

using host::ManualFact;
using host::Text;

constexpr std::size_t k_max_config_bytes = std::size_t{1} << 20;

constexpr std::array k_files = {
    ManualFact{"$XDG_CONFIG_HOME/credenza/config.toml",
               {"settings of all programs", "instellingen van alle programma's"}},
    ManualFact{"$XDG_DATA_HOME/credenza/issuer",
               {"the issuer's folder, when neither --home nor CREDENZA_HOME names another",
                "de map van de uitgever, als --home of CREDENZA_HOME geen andere noemt"}},
    ManualFact{"issuer.toml, keys.json, templates",
               {"in that folder: configuration, sealed keys, templates",
                "in die map: configuratie, verzegelde sleutels, sjablonen"}},
};

}  // namespace

SetupVerbs::SetupVerbs(CLI::App& app, Options& options, host::Language language)
    : app_(app),
      options_(options),
      language_(language),
      reference_(app, language),
      config_(app, options.common, options.home, "--home", language) {
  add_doctor(language);
}

void SetupVerbs::add_doctor(host::Language language) {
  const auto in = [language](const Text& text) { return std::string(text.in(language)); };
  CLI::App* verb = app_.add_subcommand(
      "doctor", in({"Check the set-up of this issuer, and say what to do",
                    "Controleer de inrichting van deze uitgever, en zeg wat er te doen is"}));
  verb->add_option("--home", options_.home, in({"The issuer's folder", "De map van de uitgever"}));
  verb->add_option("--published", asked_.published,
                   in({"Folder that was published: say which lists are about to end",
                       "Gepubliceerde map: zeg welke lijsten bijna aflopen"}));
  verb->add_flag("--quick", asked_.quick,
                 in({"Do not prove the ledger", "Bewijs het register niet"}));
  host::add_common_options(*verb, options_.common, language);
  host::set_example(*verb, "credenza-issuer doctor --published /var/www/html");
}

Result<int> SetupVerbs::show_config(const host::Settings& settings) const {
  std::vector<host::Setting> more;
  const std::string path = home_folder(options_) + "/issuer.toml";
  const auto text = host::read_file(path, k_max_config_bytes);
  if (!text && text.error().code != Code::not_found) return text.error();
  if (text) {
    for (host::TomlEntry& entry : TRY(host::read_toml(*text, path))) {
      more.push_back({std::move(entry.name), std::move(entry.value), host::Origin::file,
                      path + ":" + std::to_string(entry.line)});
    }
  }
  return config_.run(k_role, options_.common, settings, more);
}

std::optional<int> SetupVerbs::run() {
  const host::Manual manual{CREDENZA_VERSION, language_, k_files};
  if (const auto exit = reference_.run(k_role, manual)) return exit;
  auto settings = host::Settings::load(k_role, "home", "CREDENZA_HOME");
  if (app_.got_subcommand("doctor")) {
    if (settings) settings->apply(options_.common, options_.home, home_folder(options_));
    asked_.settings = settings ? Status() : Status(settings.error());
    const Result<int> done = doctor(options_, asked_);
    return done ? *done : report(options_, done.error());
  }
  if (!settings) return report(options_, settings.error());
  settings->apply(options_.common, options_.home, home_folder(options_));
  const auto& all = settings->in_force();
  options_.home_is_named = std::any_of(all.begin(), all.end(), [](const host::Setting& setting) {
    return setting.name == "issuer.home" && setting.origin != host::Origin::builtin;
  });
  if (!config_.is_asked()) return std::nullopt;
  const Result<int> done = show_config(*settings);
  return done ? *done : report(options_, done.error());
}

}  // namespace credenza::issuer
