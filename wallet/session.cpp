#include "wallet/session.h"

#include <array>

#include "host/exit_codes.h"
#include "host/files.h"
#include "wallet/backup.h"
#include "wallet/opening.h"
#include "wallet/seen_vaults.h"
#include "wallet/texts.h"

namespace credenza::wallet {
namespace {

constexpr std::size_t k_max_published_bytes = std::size_t{4} << 20;

struct Answer {
  Code code;
  std::string_view where;
  host::ErrorHelp help;
};

const host::ErrorHelp k_no_words{
    {"these are not the recovery words as they were given out",
     "dit zijn niet de herstelwoorden zoals ze zijn gegeven"},
    {"Look on your paper, and try again.", "Kijk op uw papier, en probeer het opnieuw."},
    host::k_exit_wrong_passphrase};
const host::ErrorHelp k_no_did{
    {"this is no key that can open a vault", "dit is geen sleutel die een kluis kan openen"},
    {"Ask that person for what their 'credenza-wallet key new' prints: did:key:z6Mk…",
     "Vraag die persoon wat 'credenza-wallet key new' bij hen toont: did:key:z6Mk…"},
    host::k_exit_usage};
const host::ErrorHelp k_newer_slot{
    {"this way into the vault is newer than this program",
     "deze manier om de kluis te openen is nieuwer dan dit programma"},
    {"Nothing was touched. Install a newer version of this program, or open it another way.",
     "Er is niets veranderd. Installeer een nieuwere versie van dit programma, of open de kluis op "
     "een andere manier."},
    host::k_exit_newer_version};

/// What this program knows better than the kind of an error tells (docs/vault_format.md, section
/// 10).
const std::array k_answers = {
    Answer{Code::not_found,
           "vault",
           {{"there is no vault", "er is geen kluis"},
            {"Make one with: credenza-wallet init, or name yours with --vault.",
             "Maak er een met: credenza-wallet init, of noem de uwe met --vault."},
            host::k_exit_no_home}},
    Answer{Code::conflict,
           "lock",
           {{"the vault is in use", "de kluis is in gebruik"},
            {"Close the other program that has it open, and try again.",
             "Sluit het andere programma dat hem open heeft, en probeer het opnieuw."},
            host::k_exit_locked}},
    Answer{Code::bad_signature,
           "passphrase",
           {{"the vault stays closed", "de kluis blijft dicht"},
            {"Try again: capitals and spaces count. Forgotten? Open it with your recovery words: "
             "--words. There is no other way in.",
             "Probeer het opnieuw: hoofdletters en spaties tellen. Vergeten? Gebruik uw "
             "herstelwoorden: --words. Een andere weg is er niet."},
            host::k_exit_wrong_passphrase}},
    Answer{Code::bad_signature,
           "words",
           {{"the vault stays closed", "de kluis blijft dicht"},
            {"These recovery words are of another vault, or this vault has none. Is it the right "
             "file?",
             "Deze herstelwoorden horen bij een andere kluis, of deze kluis heeft er geen. Is het "
             "het goede bestand?"},
            host::k_exit_wrong_passphrase}},
    Answer{Code::malformed, "words", k_no_words},
    Answer{Code::mismatch, "words", k_no_words},
    Answer{Code::bad_signature,
           "identity",
           {{"the vault stays closed", "de kluis blijft dicht"},
            {"Its owner has to let you in first: credenza-wallet slot add person, with a key of "
             "yours.",
             "De eigenaar moet u eerst toelaten: credenza-wallet slot add person, met een sleutel "
             "van u."},
            host::k_exit_wrong_passphrase}},
    Answer{Code::forbidden,
           "last slot",
           {{"this is the only way into the vault", "dit is de enige manier om de kluis te openen"},
            {"Add another one first: credenza-wallet slot add.",
             "Maak eerst een andere: credenza-wallet slot add."},
            host::k_exit_error}},
    Answer{Code::mismatch,
           "slot answer",
           {{"you did not agree", "u hebt niet ingestemd"},
            {"Nothing was removed.", "Er is niets verwijderd."},
            host::k_exit_error}},
    Answer{Code::malformed, "did", k_no_did},
    Answer{Code::unsupported, "did", k_no_did},
    Answer{Code::unsupported, "key", k_no_did},
    Answer{Code::conflict,
           "--slot",
           {{"this vault has several passphrases", "deze kluis heeft meer dan één wachtzin"},
            {"Say which, by its id in: credenza-wallet slot list",
             "Zeg welke, met het nummer uit: credenza-wallet slot list"},
            host::k_exit_usage}},
    Answer{Code::not_found,
           "passphrase slot",
           {{"this vault has no passphrase", "deze kluis heeft geen wachtzin"},
            {"Make one with: credenza-wallet slot add passphrase",
             "Maak er een met: credenza-wallet slot add passphrase"},
            host::k_exit_not_found}},
    Answer{Code::mismatch,
           "recovery words",
           {{"the recovery words are not on paper yet; nothing was made",
             "de herstelwoorden staan nog niet op papier; er is niets gemaakt"},
            {"Run it again, and write the words down.", "Begin opnieuw, en schrijf de woorden op."},
            host::k_exit_error}},
    Answer{Code::mismatch,
           "answer",
           {{"you did not agree", "u hebt niet ingestemd"},
            {"Nothing was shared.", "Er is niets gedeeld."},
            host::k_exit_error}},
    Answer{Code::bad_signature,
           "shared",
           {{"this would not be found genuine, so it was not shared",
             "dit wordt door de ontvanger niet als echt gezien; het is daarom niet gedeeld"},
            {"Ask the issuer for a new one.", "Vraag de uitgever om een nieuw bewijs."},
            host::k_exit_not_genuine}},
    Answer{Code::unsupported,
           "version",
           {{"the vault is newer than this program", "de kluis is nieuwer dan dit programma"},
            {"Nothing was touched. Install a newer version of this program.",
             "Er is niets veranderd. Installeer een nieuwere versie van dit programma."},
            host::k_exit_newer_version}},
    Answer{Code::unsupported,
           "presentation",
           {{"this is a presentation, not a credential",
             "dit is een getoond bewijs, geen certificaat"},
            {"Ask for the credential itself.", "Vraag om het certificaat zelf."},
            host::k_exit_input_rejected}},
    Answer{
        Code::not_found,
        "holder",
        {{"this cannot be shown from here: it was issued to a key that is not in this vault",
          "dit kan niet vanuit deze kluis: het is uitgegeven aan een sleutel die er niet in zit"},
         {"Use the wallet that has the key, or ask the issuer for one bound to a key of this vault "
          "(key new).",
          "Gebruik de wallet met die sleutel, of vraag de uitgever om een certificaat voor een "
          "sleutel uit deze "
          "kluis (key new)."},
         host::k_exit_not_found}},
    Answer{Code::not_found,
           "receiver",
           {{"this file is for somebody else", "dit bestand is voor iemand anders"},
            {"Open the vault with the key that you gave the issuer, or ask the issuer.",
             "Open de kluis met de sleutel die u de uitgever gaf, of vraag het de uitgever."},
            host::k_exit_not_found}},
    Answer{Code::bad_signature,
           "code",
           {{"the code is not the right one", "de code is niet de goede"},
            {"Look at the letter that came with this file, and try again.",
             "Kijk op de brief die bij dit bestand hoort, en probeer het opnieuw."},
            host::k_exit_wrong_passphrase}},
    Answer{Code::malformed,
           "code",
           {{"this is no code", "dit is geen code"},
            {"It has 20 letters and digits, in groups of five.",
             "Hij heeft 20 letters en cijfers, in groepjes van vijf."},
            host::k_exit_wrong_passphrase}},
    Answer{Code::bad_signature,
           "envelope",
           {{"this file was changed on the way", "dit bestand is onderweg veranderd"},
            {"Ask for it again.", "Vraag er opnieuw om."},
            host::k_exit_error}},
    Answer{Code::malformed,
           "id",
           {{"this is no id", "dit is geen nummer uit de lijst"},
            {"See: credenza-wallet list", "Zie: credenza-wallet list"},
            host::k_exit_usage}},
    Answer{Code::conflict,
           "id",
           {{"this could be several", "dit kunnen er meer zijn"},
            {"See: credenza-wallet list", "Zie: credenza-wallet list"},
            host::k_exit_usage}},
};

host::ErrorHelp help_for(const Error& error) {
  for (const Answer& answer : k_answers) {
    if (answer.code == error.code && answer.where == error.where) return answer.help;
  }
  if (error.code == Code::unsupported && error.where.starts_with("slot/")) return k_newer_slot;
  if (error.code == Code::malformed && error.where.starts_with("words/")) return k_no_words;
  if (error.code == Code::malformed && error.where.starts_with('-')) {
    return {{"an option is not right", "een optie klopt niet"},
            {"See the verb's --help.", "Zie --help bij de opdracht."},
            host::k_exit_usage};
  }
  if (is_damage(error)) {
    return {{"the vault was damaged, or changed by somebody",
             "de kluis is beschadigd, of door iemand veranderd"},
            {"Do not write to it. Go back to a copy that you made earlier.",
             "Schrijf er niet meer in. Zet een kopie terug die u eerder maakte."},
            host::k_exit_error};
  }
  return {};
}

/// A whole vault can be put back unnoticed from inside (docs/vault_format.md, section 1); what this
/// machine saw before tells.
void tell_older(const VerbOptions& options, const Vault& vault, const Seen& newer) {
  const std::string there = date_text(vault.manifest().written, options.language());
  const std::string seen = date_text(newer.written, options.language());
  tell(options, Sentence{"Look out: this is an older state of your vault, of " + there +
                             ". Here was one of " + seen +
                             ". If you did not put an old copy back yourself, somebody else did.",
                         "Let op: dit is een oudere stand van uw kluis, van " + there +
                             ". Hier is er een geweest van " + seen +
                             ". Hebt u geen oude kopie teruggezet? Dan deed iemand anders dat."});
}

Status remind_of_backup(const VerbOptions& options, const Vault& vault) {
  const std::uint64_t changes = TRY(changes_since_backup(vault));
  if (changes < k_changes_without_backup) return {};
  const std::string number = std::to_string(changes);
  tell(options,
       Sentence{"Your vault has " + number +
                    " changes that are in no copy. Make one: credenza-wallet backup -o FILE",
                "Uw kluis heeft " + number +
                    " wijzigingen die in geen kopie staan. Maak er een: credenza-wallet "
                    "backup -o BESTAND"});
  return {};
}

host::HttpRules rules_for(const WorldOptions& options) {
  host::HttpRules rules;
  rules.offline = options.offline;
  return rules;
}

}  // namespace

std::string vault_path(const VerbOptions& options) {
  if (!options.vault.empty()) return options.vault;
  if (const auto named = host::environment("CREDENZA_VAULT")) return *named;
  return host::data_folder() + "/wallet.vault";
}

Result<Vault> open_vault_at(const std::string& path, const VerbOptions& options, Access access) {
  LockedVault locked = TRY(LockedVault::open(path, access));
  const Opener opener = TRY(read_opener(options, locked));
  Result<Vault> vault = std::move(locked).unlock(opener);
  if (!vault && is_damage(vault.error())) tell_what_is_left(options, path, opener);
  return vault;
}

Result<Vault> open_vault(const VerbOptions& options, Access access, Reminder reminder) {
  Vault vault = TRY(open_vault_at(vault_path(options), options, access));
  if (const auto newer = newer_seen(vault)) tell_older(options, vault, *newer);
  remember_seen(vault);
  vault.when_changed([id = vault.id()](const Manifest& manifest) { remember_seen(id, manifest); });
  if (access == Access::write && reminder == Reminder::backup)
    TRY(remind_of_backup(options, vault));
  return vault;
}

int report(const VerbOptions& options, const Error& error) {
  return host::report_error(k_role, options, error, help_for(error));
}

void talk(const VerbOptions& options, const host::Text& text) {
  host::write_talk(std::string(text.in(options.language())) + "\n");
}

void tell(const VerbOptions& options, const Sentence& sentence) {
  host::write_talk(
      host::printable(options.language() == host::Language::nl ? sentence.nl : sentence.en) + "\n");
}

World::World(const WorldOptions& options)
    : now_(host::SystemClock().now()),
      fetcher_(rules_for(options)),
      methods_(fetcher_),
      statuses_(fetcher_, methods_),
      statements_(fetcher_, methods_) {}

Status World::load(const VerbOptions& options, const WorldOptions& world) {
  for (const std::string& folder : world.published) {
    const std::vector<std::string> files = TRY(host::list_files(folder));
    for (const std::string& file : files) {
      if (!file.ends_with(".json")) continue;
      std::string text = TRY(host::read_file(file, k_max_published_bytes));
      const Status taken = verify::add_published(std::move(text), methods_, statuses_, statements_);
      if (!taken) {
        const std::string name = host::printable(file);
        talk(options, {"left out, because it is nothing that an issuer publishes: " + name,
                       "overgeslagen, want geen gegevens van een uitgever: " + name});
      }
    }
  }
  return {};
}

verify::Report World::verify(std::string_view text) {
  verify::Policy policy;
  policy.name = "receive";
  policy.ignore_trust = true;
  return verify::verify(text, policy, {methods_, statuses_, nullptr, &statements_}, now_);
}

verify::Report World::verify_shared(std::string_view text, const std::string& audience,
                                    const std::optional<std::string>& nonce) {
  verify::Policy policy;
  policy.name = "share";
  policy.ignore_trust = true;
  policy.audience = audience;
  policy.nonce = nonce;
  return verify::verify(text, policy, {methods_, statuses_, nullptr, &statements_}, now_);
}

}  // namespace credenza::wallet
