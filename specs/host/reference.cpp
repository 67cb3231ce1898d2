#include "host/reference.h"

#include <algorithm>

#include <CLI/CLI.hpp>

#include "host/exit_codes.h"
#include "host/files.h"

namespace credenza::host {
namespace {

constexpr std::string_view k_example = "\nExample: ";
constexpr unsigned k_public = 0644;

/// "TEXT:{nl,en}" → nl, en; of words that stand for something, "{ed25519->0,p256->1} OR {0,1}", the
/// words.
std::vector<std::string> choices_in(const std::string& type) {
  const std::size_t open = type.find('{');
  const std::size_t close = type.find('}', open == std::string::npos ? 0 : open);
  std::vector<std::string> out;
  if (open == std::string::npos || close == std::string::npos) return out;
  std::size_t at = open + 1;
  while (at < close) {
    const std::size_t end = std::min(type.find(',', at), close);
    const std::string choice = type.substr(at, end - at);
    out.push_back(choice.substr(0, choice.find("->")));
    at = end + 1;
  }
  return out;
}

OptionEntry describe_option(const CLI::Option& option) {
  OptionEntry entry;
  for (const std::string& name : option.get_lnames())
    entry.names.push_back("--" + name);
  for (const std::string& name : option.get_snames())
    entry.names.push_back("-" + name);
  entry.is_argument = entry.names.empty();
  entry.is_list = option.get_items_expected_max() > 1;
  if (entry.is_argument) entry.names.push_back(option.get_name(true));
  entry.what = option.get_description();
  entry.choices = choices_in(option.get_type_name());
  entry.takes_value = option.get_items_expected_max() > 0;
  entry.is_required = option.get_required();
  return entry;
}

/// Options stand at the verb or at one of its groups, which are subcommands without a name.
void add_options(const CLI::App& verb, std::vector<OptionEntry>& out) {
  const bool is_group = verb.get_name().empty();
  for (const CLI::Option* option : verb.get_options()) {
    // A group has a --help of its own, which is the verb's.
    if (is_group && option == verb.get_help_ptr()) continue;
    out.push_back(describe_option(*option));
    if (is_group) out.back().group = verb.get_group();
  }
  for (const CLI::App* group : verb.get_subcommands({})) {
    if (group->get_name().empty()) add_options(*group, out);
  }
}

void add_verbs(const CLI::App& verb, const std::vector<std::string>& path,
               std::vector<VerbEntry>& out) {
  VerbEntry entry{path, verb.get_description(), {}, {}, {}};
  const std::string footer = verb.get_footer();
  if (const std::size_t at = footer.find(k_example); at != std::string::npos)
    entry.example = footer.substr(at + k_example.size());
  add_options(verb, entry.options);
  const auto below =
      verb.get_subcommands([](const CLI::App* each) { return !each->get_name().empty(); });
  for (const CLI::App* each : below)
    entry.verbs.push_back(each->get_name());
  out.push_back(std::move(entry));
  for (const CLI::App* each : below) {
    std::vector<std::string> deeper = path;
    deeper.push_back(each->get_name());
    add_verbs(*each, deeper, out);
  }
}

}  // namespace

std::vector<VerbEntry> describe_verbs(const CLI::App& app) {
  std::vector<VerbEntry> out;
  add_verbs(app, {}, out);
  return out;
}

void translate_help(CLI::App& app, Language language) {
  const Text what{"Print this help", "Toon deze hulp"};
  app.set_help_flag("-h,--help", std::string(what.in(language)));
}

ReferenceVerbs::ReferenceVerbs(CLI::App& app, Language language, LiveWords live)
    : app_(app), live_(std::move(live)) {
  const auto in = [language](Text text) { return std::string(text.in(language)); };
  const std::string program = app.get_name();
  CLI::App* completion = app.add_subcommand(
      "completion", in({"Print a script that completes this program's command lines in a shell",
                        "Toon een script waarmee een shell opdrachten aanvult"}));
  completion->add_option("SHELL", shell_, in({"Which shell", "Welke shell"}))
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish"}));
  add_common_options(*completion, common_, language);
  set_example(*completion, program + " completion bash");
  CLI::App* manual =
      app.add_subcommand("man", in({"Write the manual pages", "Schrijf de handleidingen (man)"}));
  manual->add_option("--out", out_, in({"Folder for the pages", "Map voor de handleidingen"}))
      ->required();
  add_common_options(*manual, common_, language);
  set_example(*manual, program + " man --out man1");
}

Result<std::vector<std::string>> ReferenceVerbs::write_manual(const Manual& manual) const {
  TRY(make_folder(out_));
  std::vector<std::string> names;
  for (const ManualPage& page : manual_pages(app_, manual)) {
    TRY(write_file(out_ + "/" + page.name, as_bytes(page.roff),
                   {.mode = k_public, .overwrite = true}));
    names.push_back(page.name);
  }
  return names;
}

std::optional<int> ReferenceVerbs::run(std::string_view role, const Manual& manual) const {
  if (app_.got_subcommand("man")) {
    const auto pages = write_manual(manual);
    if (!pages) return report_error(role, common_, pages.error());
    if (!common_.json) return k_exit_done;
    const Status told = write_json({{"schema", "credenza." + std::string(role) + ".man/1"},
                                    {"folder", printable(out_)},
                                    {"pages", *pages}});
    return told ? k_exit_done : report_error(role, common_, told.error());
  }
  if (!app_.got_subcommand("completion")) return std::nullopt;
  const auto script = completion_script(app_, shell_, live_);
  if (!script) return report_error(role, common_, script.error());
  const Status written =
      common_.json ? write_json({{"schema", "credenza." + std::string(role) + ".completion/1"},
                                 {"shell", shell_},
                                 {"script", *script}})
                   : write_output(*script);
  return written ? k_exit_done : report_error(role, common_, written.error());
}

}  // namespace credenza::host
