#include "wallet/commands.h"

#include <CLI/CLI.hpp>

#include "wallet/session.h"
#include "wallet/setup.h"

namespace credenza::wallet {
namespace {

using host::Language;
using host::Text;

/// Adds verbs to the command line, each with its options, in the reader's language.
class Parser {
 public:
  Parser(CLI::App& app, Options& options, Language language)
      : app_(app), options_(options), language_(language) {}

  void add_verbs() {
    add_init();
    add_keys();
    add_add();
    add_list_and_show();
    add_verify();
    add_share();
  }

 private:
  [[nodiscard]] std::string in(const Text& text) const { return std::string(text.in(language_)); }

  CLI::App& verb(CLI::App& parent, const std::string& name, const Text& what) {
    CLI::App* made = parent.add_subcommand(name, in(what));
    made->add_option(
        "--vault", options_.vault,
        in({"The vault's file; else CREDENZA_VAULT, else wallet.vault in the data folder",
            "Het bestand van de kluis; anders CREDENZA_VAULT, anders wallet.vault in de datamap"}));
    host::add_common_options(*made, options_.common, language_);
    host::add_passphrase_options(*made, options_.common, language_);
    return *made;
  }

  void add_world(CLI::App& verb) {
    verb.add_flag("--offline", options_.offline,
                  in({"Fetch nothing from the network", "Haal niets op van internet"}));
    // One folder for each option, so that a file behind it stays a file.
    verb.add_option("--published", options_.published,
                    in({"Folder with copies of what issuers publish; used before the network",
                        "Map met kopieën van wat uitgevers publiceren; gaat voor internet"}))
        ->allow_extra_args(false)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  }

  void add_init() {
    CLI::App& init = verb(app_, "init", {"Make a vault", "Maak een kluis"});
    host::set_example(init, "credenza-wallet init --vault /media/usb/mine.vault");
  }

  void add_keys() {
    CLI::App* key =
        app_.add_subcommand("key", in({"The keys that credentials are issued to",
                                       "De sleutels waaraan certificaten worden uitgegeven"}));
    key->require_subcommand(1);
    CLI::App& made = verb(*key, "new",
                          {"Make a key and print its DID, to be given to an issuer",
                           "Maak een sleutel en toon zijn DID, voor de uitgever"});
    made.add_option("--name", options_.name, in({"What you call it", "Hoe u hem noemt"}));
    host::set_example(made, "credenza-wallet key new --name \"ROC Waterkant\"");
    CLI::App& list = verb(*key, "list", {"Show the keys", "Toon de sleutels"});
    host::set_example(list, "credenza-wallet key list --json");
  }

  void add_add() {
    CLI::App& add = verb(
        app_, "add", {"Verify credentials and keep them", "Controleer certificaten en bewaar ze"});
    add.add_option("FILE", options_.arguments,
                   in({"Files; - is standard input", "Bestanden; - is de invoer"}))
        ->required();
    add.add_option(
        "--code-file", options_.code_file,
        in({"Read the code on the letter, which opens a sealed file, from this file",
            "Lees de code op de brief, die een verzegeld bestand opent, uit dit bestand"}));
    add_world(add);
    host::set_example(add, "credenza-wallet add diploma.json");
  }

  void add_list_and_show() {
    CLI::App& list =
        verb(app_, "list", {"Show what is in the vault", "Toon wat er in de kluis zit"});
    host::set_example(list, "credenza-wallet list");
    CLI::App& show = verb(app_, "show",
                          {"Show one credential, and to whom it was shown",
                           "Toon één certificaat, en wie het heeft gezien"});
    show.add_option("ID", options_.arguments,
                    in({"Its id or the first 4 characters", "Het nummer of de eerste 4 tekens"}))
        ->required()
        ->expected(1);
    show.add_flag("--raw", options_.raw,
                  in({"Print it as it was received", "Toon het zoals het binnenkwam"}));
    host::set_example(show, "credenza-wallet show 3fa8 --json");
  }

  void add_verify() {
    CLI::App& verify =
        verb(app_, "verify", {"Verify again what is held", "Controleer opnieuw wat u bewaart"});
    CLI::App* which =
        verify.add_option_group(in({"Which of them (one of these)", "Welke (een van deze)"}));
    which->add_option("ID", options_.arguments, in({"Their ids", "De nummers"}));
    which->add_flag("--all", options_.all, in({"Everything", "Alles"}));
    which->require_option(1);
    add_world(verify);
    host::set_example(verify, "credenza-wallet verify --all");
  }

  void add_share() {
    CLI::App& share =
        verb(app_, "share",
             {"Make a presentation for one receiver", "Maak een bewijs voor één ontvanger"});
    share.add_option("ID", options_.arguments, in({"What to share", "Wat u deelt"}))->required();
    share
        .add_option("--to", options_.to,
                    in({"For whom: the receiver's web address or name",
                        "Voor wie: het webadres of de naam van de ontvanger"}))
        ->required();
    share.add_option("--nonce", options_.nonce,
                     in({"The number that the receiver gave", "Het getal van de ontvanger"}));
    CLI::Option* duration = share.add_option(
        "--for", options_.duration,
        in({"How long: 30m, 24h, 7d; 24h if not said", "Hoe lang: 30m, 24h, 7d; anders 24h"}));
    share
        .add_option("--until", options_.until,
                    in({"Until when: a date or a moment", "Tot wanneer: een datum of moment"}))
        ->excludes(duration);
    share
        .add_option("-o,--output", options_.out,
                    in({"File to write; - is standard output", "Het bestand; - is de uitvoer"}))
        ->required();
    share.add_flag("--yes", options_.yes, in({"Do not ask", "Vraag niets"}));
    share.add_flag("--force", options_.force,
                   in({"Write over a file", "Schrijf over een bestand heen"}));
    share.add_flag("--dry-run", options_.dry_run,
                   in({"Only show what would be shared", "Toon alleen wat u zou delen"}));
    add_world(share);
    host::set_example(
        share,
        "credenza-wallet share 3fa8 --to https://brouwer.example --for 7d -o for-brouwer.json");
  }

  CLI::App& app_;
  Options& options_;
  Language language_;
};

Result<int> run_verb(const CLI::App& app, const Options& options) {
  const CLI::App* key = app.get_subcommand("key");
  if (app.got_subcommand("init")) return init(options);
  if (key->got_subcommand("new")) return key_new(options);
  if (key->got_subcommand("list")) return key_list(options);
  if (app.got_subcommand("add")) return add(options);
  if (app.got_subcommand("list")) return list(options);
  if (app.got_subcommand("show")) return show(options);
  if (app.got_subcommand("verify")) return verify_held(options);
  return share(options);
}

}  // namespace

int run(int argc, const char* const* argv) {
  const Language language = host::language_of(argc, argv);
  Options options;
  CLI::App app(
      std::string(Text{"Keep the proof of what you can do, and show it to whom you choose.",
                       "Bewaar het bewijs van wat u kunt, en toon het aan wie u wilt."}
                      .in(language)),
      "credenza-wallet");
  host::translate_help(app, language);
  app.require_subcommand(1);
  host::set_example(app, "credenza-wallet add diploma.json");
  Parser(app, options, language).add_verbs();
  SetupVerbs setup(app, options, language);
  if (const auto exit = host::parse_arguments(app, k_role, argc, argv)) return *exit;
  if (const auto exit = setup.run()) return *exit;
  const Result<int> done = run_verb(app, options);
  return done ? *done : report(options, done.error());
}

}  // namespace credenza::wallet
