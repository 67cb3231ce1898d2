#include "verifier/bundle_commands.h"

#include <CLI/CLI.hpp>

namespace credenza::verifier {
namespace {

using host::Text;

/// One value for each time it is named, so that a file behind it stays a file.
void repeatable(CLI::Option* option) {
  option->allow_extra_args(false)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

}  // namespace

BundleVerbs::BundleVerbs(CLI::App& app, host::CommonOptions& common, std::string& home,
                         host::Language language)
    : app_(app), common_(common), home_(home), language_(language) {
  CLI::App* group = app.add_subcommand(
      "bundle", std::string(Text{"What you need to check without internet, in one file",
                                 "Wat u nodig hebt om zonder internet te controleren, in een "
                                 "bestand"}
                                .in(language)));
  group->require_subcommand(1);
  add_make(*group);
  add_refresh(*group);
  add_look(*group);
}

CLI::App* BundleVerbs::add_verb(CLI::App& group, const char* name, const Text& what) {
  CLI::App* verb = group.add_subcommand(name, std::string(what.in(language_)));
  host::add_common_options(*verb, common_, language_);
  verb->add_option("--home", home_,
                   std::string(Text{"Folder with your list of issuers (trust.json) and your key "
                                    "for bundles",
                                    "Map met uw lijst van uitgevers (trust.json) en uw sleutel "
                                    "voor bundels"}
                                   .in(language_)));
  return verb;
}

void BundleVerbs::add_sources(CLI::App& verb) {
  const auto in = [this](const Text& text) { return std::string(text.in(language_)); };
  repeatable(verb.add_option("--from-published", make_.published,
                             in({"Folder with copies of what issuers publish",
                                 "Map met kopieën van wat uitgevers publiceren"})));
  repeatable(verb.add_option("--max-age", make_.max_ages,
                             in({"How old a kind of part may be, as status=24h or keys=7d",
                                 "Hoe oud een soort deel mag zijn, als status=24h of keys=7d"})));
  verb.add_flag("--offline", make_.offline,
                in({"Fetch nothing from the network", "Haal niets op van internet"}));
}

void BundleVerbs::add_make(CLI::App& group) {
  const auto in = [this](const Text& text) { return std::string(text.in(language_)); };
  CLI::App* verb = add_verb(group, "make",
                            {"Collect keys and lists of withdrawals, and sign them as one file",
                             "Verzamel sleutels en lijsten van intrekkingen in een bestand, met uw "
                             "handtekening"});
  verb->add_option("-o,--out", make_.file, in({"The bundle", "De bundel"}))->required();
  repeatable(
      verb->add_option("--issuer", make_.issuers,
                       in({"For this issuer (a DID); without: for everybody on your list",
                           "Voor deze uitgever (een DID); zonder: voor iedereen op uw lijst"})));
  repeatable(verb->add_option("--for", make_.credentials,
                              in({"For what this certificate needs (a file)",
                                  "Voor wat dit bewijs nodig heeft (een bestand)"})));
  add_sources(*verb);
  verb->add_flag("--force", make_.force,
                 in({"Replace a file that is there", "Vervang een bestand dat er al is"}));
  host::set_example(*verb, "credenza-verifier bundle make -o week.bundle --from-published copies");
}

void BundleVerbs::add_refresh(CLI::App& group) {
  const auto in = [this](const Text& text) { return std::string(text.in(language_)); };
  CLI::App* verb = add_verb(group, "refresh",
                            {"Get anew what has grown old in a bundle",
                             "Haal opnieuw op wat oud is geworden in een bundel"});
  verb->add_option("BUNDLE", make_.file, in({"The bundle", "De bundel"}))->required();
  add_sources(*verb);
  repeatable(verb->add_option("--bundle-maker", make_.makers,
                              in({"Who may have made it (a DID), beside you",
                                  "Wie hem mag hebben gemaakt (een DID), naast uzelf"})));
  host::set_example(*verb, "credenza-verifier bundle refresh gate.bundle --from-published copies");
}

void BundleVerbs::add_look(CLI::App& group) {
  const auto in = [this](const Text& text) { return std::string(text.in(language_)); };
  CLI::App* verb = add_verb(group, "show",
                            {"What is in a bundle, how old it is, and what is too old",
                             "Wat er in een bundel zit, hoe oud dat is, en wat te oud is"});
  verb->add_option("BUNDLE", look_.file, in({"The bundle", "De bundel"}))->required();
  host::set_example(*verb, "credenza-verifier bundle show gate.bundle");
  verb = add_verb(group, "verify",
                  {"Read all of a bundle: is it whole, and of a maker you rely on?",
                   "Lees een bundel helemaal: is hij heel, en van een maker die u vertrouwt?"});
  verb->add_option("BUNDLE", look_.file, in({"The bundle", "De bundel"}))->required();
  repeatable(verb->add_option(
      "--by", look_.makers,
      in({"Who has to have made it (a DID)", "Wie hem moet hebben gemaakt (een DID)"})));
  host::set_example(*verb, "credenza-verifier bundle verify gate.bundle");
}

std::optional<int> BundleVerbs::run() const {
  if (!app_.got_subcommand("bundle")) return std::nullopt;
  const CLI::App* group = app_.get_subcommand("bundle");
  if (group->got_subcommand("make")) return run_bundle_make(make_, home_, common_);
  if (group->got_subcommand("refresh")) return run_bundle_refresh(make_, home_, common_);
  if (group->got_subcommand("show")) return run_bundle_show(look_, home_, common_);
  return run_bundle_verify(look_, home_, common_);
}

}  // namespace credenza::verifier
