#include "issuer/setup.h"

#include <array>

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

SetupVerbs::SetupVerbs(CLI::App& app, host::Language language)
    : language_(language),
      reference_(app, language),
      config_(app, options_, options_.home, "--home", language) {}

Result<int> SetupVerbs::show_config() {
  auto settings = TRY(host::Settings::load(k_role, "home", "CREDENZA_HOME"));
  settings.apply(options_, options_.home, home_folder(options_));
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
  return config_.run(k_role, options_, settings, more);
}

std::optional<int> SetupVerbs::run() {
  const host::Manual manual{CREDENZA_VERSION, language_, k_files};
  if (const auto exit = reference_.run(k_role, manual)) return exit;
  if (!config_.is_asked()) return std::nullopt;
  const Result<int> done = show_config();
  return done ? *done : report(options_, done.error());
}

}  // namespace credenza::issuer
