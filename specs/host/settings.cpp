// toml++ throws unless it is told not to; compiled in here, it answers with a value.
#undef TOML_HEADER_ONLY
#undef TOML_SHARED_LIB
#define TOML_HEADER_ONLY 1
#define TOML_EXCEPTIONS 0
#include "host/settings.h"

#include <algorithm>
#include <array>
#include <sstream>

#include <CLI/CLI.hpp>

#include "host/exit_codes.h"
#include "host/files.h"
#include "host/system.h"
#include "host/toml.h"

namespace credenza::host {
namespace {

constexpr std::size_t k_max_config_bytes = std::size_t{64} << 10;
constexpr std::array<std::string_view, 3> k_roles = {"issuer", "wallet", "verifier"};

/// A setting of all three programs.
struct Common {
  std::string_view name;
  std::string_view variable;
  std::string_view option;
  std::string_view builtin;
  std::array<std::string_view, 3> values;
};

constexpr std::array k_common = {
    Common{"lang", "CREDENZA_LANG", "--lang", "", {"nl", "en", ""}},
    Common{"color", "CREDENZA_COLOR", "--color", "auto", {"auto", "always", "never"}},
    Common{"no_input", "CREDENZA_NO_INPUT", "--no-input", "false", {"false", "true", ""}},
};

std::string place(const std::string& file, std::size_t line) {
  return file + ":" + std::to_string(line);
}

std::string text_of(const toml::node& node) {
  if (const auto text = node.value_exact<std::string>()) return *text;
  std::ostringstream out;
  node.visit([&out](const auto& value) { out << value; });
  return out.str();
}

void collect(const toml::node& node, const std::string& name, std::vector<TomlEntry>& out) {
  const std::string begin = name.empty() ? "" : name + ".";
  if (const toml::table* table = node.as_table()) {
    for (const auto& [key, value] : *table)
      collect(value, begin + std::string(key.str()), out);
  } else if (const toml::array* array = node.as_array()) {
    for (std::size_t i = 0; i < array->size(); ++i)
      collect(*array->get(i), begin + std::to_string(i), out);
  } else {
    out.push_back({name, text_of(node), node.source().begin.line});
  }
}

bool may_have(const Common& common, std::string_view value) {
  return !value.empty() &&
         std::find(common.values.begin(), common.values.end(), value) != common.values.end();
}

/// Takes in a member of the file, or says what is wrong with it.
Status take(const TomlEntry& entry, const std::string& file, std::map<std::string, Setting>& out) {
  const std::string where = place(file, entry.line);
  const auto* common = std::find_if(k_common.begin(), k_common.end(), [&entry](const Common& each) {
    return each.name == entry.name;
  });
  if (common != k_common.end() && !may_have(*common, entry.value)) {
    return fail(Code::malformed, where, "'" + entry.name + "' cannot be that");
  }
  const bool is_own = std::any_of(k_roles.begin(), k_roles.end(), [&entry](std::string_view role) {
    return entry.name == std::string(role) + (role == "wallet" ? ".vault" : ".home");
  });
  if (common == k_common.end() && !is_own) {
    return fail(Code::unsupported, where, "there is no setting '" + entry.name + "'");
  }
  out[entry.name] = {entry.name, entry.value, Origin::file, where};
  return {};
}

Json to_json(const Setting& setting) {
  return {{"name", setting.name},
          {"value", printable(setting.value)},
          {"origin", name_of(setting.origin).en},
          {"where", printable(setting.where)}};
}

}  // namespace

Text name_of(Origin origin) noexcept {
  constexpr std::array k_names = {Text{"option", "optie"}, Text{"environment", "omgeving"},
                                  Text{"file", "bestand"}, Text{"default", "standaard"}};
  return k_names.at(static_cast<std::size_t>(origin));
}

std::string config_file() {
  return config_folder() + "/config.toml";
}

Result<std::vector<TomlEntry>> read_toml(std::string_view text, const std::string& name) {
  const toml::parse_result parsed = toml::parse(text);
  if (!parsed) {
    return fail(Code::malformed, place(name, parsed.error().source().begin.line),
                "not TOML: " + std::string(parsed.error().description()));
  }
  std::vector<TomlEntry> out;
  collect(parsed.table(), "", out);
  std::stable_sort(out.begin(), out.end(),
                   [](const TomlEntry& a, const TomlEntry& b) { return a.line < b.line; });
  return out;
}

Result<Settings> Settings::load(std::string_view role, std::string_view own,
                                const std::string& variable) {
  Settings out;
  out.role_ = role;
  out.own_ = std::string(role) + "." + std::string(own);
  const std::string file = config_file();
  const auto text = read_file(file, k_max_config_bytes);
  if (!text && text.error().code != Code::not_found) return text.error();
  if (text) {
    for (const TomlEntry& entry : TRY(read_toml(*text, file)))
      TRY(take(entry, file, out.found_));
  }
  for (const Common& common : k_common) {
    const auto value = environment(std::string(common.variable));
    if (!value) continue;
    if (!may_have(common, *value)) {
      return fail(Code::malformed, std::string(common.variable), "cannot be that");
    }
    out.found_[std::string(common.name)] = {std::string(common.name), *value, Origin::environment,
                                            std::string(common.variable)};
  }
  if (const auto value = environment(variable))
    out.found_[out.own_] = {out.own_, *value, Origin::environment, variable};
  return out;
}

Setting Settings::settle(const std::string& name, const std::string& option_value,
                         const std::string& fallback) const {
  std::string option = "--" + name.substr(name.rfind('.') + 1);
  std::replace(option.begin(), option.end(), '_', '-');
  if (!option_value.empty()) return {name, option_value, Origin::option, option};
  const auto found = found_.find(name);
  return found == found_.end() ? Setting{name, fallback, Origin::builtin, ""} : found->second;
}

void Settings::apply(CommonOptions& common, std::string& own_value, const std::string& fallback) {
  const Language language = choose_language("");
  const Setting lang = settle("lang", common.lang, language == Language::nl ? "nl" : "en");
  // "auto" is what the option says when nobody gave it.
  const Setting color = settle("color", common.color == "auto" ? "" : common.color, "auto");
  const Setting no_input = settle("no_input", common.passphrase.no_input ? "true" : "", "false");
  const Setting own = settle(own_, own_value, fallback);
  common.lang = lang.value;
  common.passphrase.language = common.language();
  common.color = color.value;
  common.passphrase.no_input = no_input.value == "true";
  if (own.origin != Origin::builtin) own_value = own.value;
  in_force_ = {lang, color, no_input, own};
}

ConfigVerbs::ConfigVerbs(CLI::App& app, CommonOptions& common, std::string& own,
                         std::string_view own_option, Language language)
    : app_(app) {
  const auto in = [language](Text text) { return std::string(text.in(language)); };
  CLI::App* config =
      app.add_subcommand("config", in({"What is set, and where", "Wat er is ingesteld, en waar"}));
  config->require_subcommand(1);
  CLI::App* show = config->add_subcommand(
      "show", in({"Show every setting that is in force", "Toon elke instelling die geldt"}));
  show->add_flag("--origin", origin_,
                 in({"Say where each comes from", "Zeg waar elke instelling vandaan komt"}));
  CLI::App* path = config->add_subcommand("path", in({"Print where the configuration file is",
                                                      "Toon waar het configuratiebestand is"}));
  for (CLI::App* verb : {show, path}) {
    verb->add_option(std::string(own_option), own,
                     in({"Instead of the usual place", "In plaats van de gewone plek"}));
    add_common_options(*verb, common, language);
  }
  set_example(*show, app.get_name() + " config show --origin");
  set_example(*path, app.get_name() + " config path");
}

bool ConfigVerbs::is_asked() const {
  return app_.got_subcommand("config");
}

Result<int> ConfigVerbs::run(std::string_view role, const CommonOptions& common,
                             const Settings& settings, const std::vector<Setting>& more) const {
  const std::string schema = "credenza." + std::string(role) + ".config";
  if (app_.get_subcommand("config")->got_subcommand("path")) {
    const std::string path = printable(config_file());
    TRY(common.json ? write_json({{"schema", schema + ".path/1"}, {"path", path}})
                    : write_output(path + "\n"));
    return k_exit_done;
  }
  std::vector<Setting> all = settings.in_force();
  all.insert(all.end(), more.begin(), more.end());
  if (common.json) {
    Json list = Json::array();
    for (const Setting& setting : all)
      list.push_back(to_json(setting));
    TRY(write_json({{"schema", schema + ".show/1"}, {"settings", std::move(list)}}));
    return k_exit_done;
  }
  std::string out;
  for (const Setting& setting : all) {
    out += setting.name + " = " + printable(setting.value);
    if (origin_) {
      out += "  (" + std::string(name_of(setting.origin).in(common.language()));
      out += (setting.where.empty() ? "" : " " + printable(setting.where)) + ")";
    }
    out += "\n";
  }
  TRY(write_output(out));
  return k_exit_done;
}

}  // namespace credenza::host
