// slot add passphrase, words, person: one more way to open the vault.
#include <cstdio>

#include <CLI/CLI.hpp>

#include "did/did.h"
#include "host/exit_codes.h"
#include "wallet/holder_key.h"
#include "wallet/new_secrets.h"
#include "wallet/session.h"
#include "wallet/slots.h"

namespace credenza::wallet {
namespace {

struct PassphraseOptions {
  VerbOptions common;
  std::string label;
  std::string file;
  CostOptions cost;
};

struct WordsOptions {
  VerbOptions common;
  std::string label;
  std::string file;
  CostOptions cost;
};

struct PersonOptions {
  VerbOptions common;
  std::string label;
  std::string did;
};

Result<int> tell_added(const VerbOptions& options, SlotKind kind, Id id) {
  if (options.json) {
    TRY(host::write_json(
        {{"schema", "credenza.wallet.slot.add." + std::string(to_string(kind)) + "/1"},
         {"id", to_text(id)}}));
  } else {
    TRY(host::write_output(to_text(id).substr(0, 8) + "\n"));
  }
  return host::k_exit_done;
}

Result<int> add_passphrase(const PassphraseOptions& options) {
  Vault vault = TRY(open_vault(without_agent(options.common), Access::write));
  host::PassphraseSource source;
  source.file = options.file;
  const crypto::SecretBytes passphrase =
      TRY(read_new_passphrase(options.common, source, "--new-passphrase-file"));
  const crypto::PasswordCost cost = TRY(cost_of(options.cost));
  crypto::SystemRandom random;
  const Id id = TRY(add_slot(vault, PassphraseWay{passphrase, cost}, {.label = options.label},
                             host::SystemClock().now(), random));
  return tell_added(options.common, SlotKind::passphrase, id);
}

Result<int> add_words(const WordsOptions& options) {
  Vault vault = TRY(open_vault(without_agent(options.common), Access::write));
  crypto::SystemRandom random;
  const RecoveryWords words =
      TRY(give_out_words(options.common, options.file, "--new-words-file", random));
  const crypto::PasswordCost cost = TRY(cost_of(options.cost));
  const Result<Id> id = add_slot(vault, WordsWay{words, cost}, {.label = options.label},
                                 host::SystemClock().now(), random);
  // Words that open nothing would only be mistaken for others.
  if (!id && !options.file.empty()) static_cast<void>(std::remove(options.file.c_str()));
  if (!id) return id.error();
  return tell_added(options.common, SlotKind::words, *id);
}

Result<int> add_person(const PersonOptions& options) {
  const crypto::PublicKey key = TRY(public_key_of(options.did));
  Vault vault = TRY(open_vault(without_agent(options.common), Access::write));
  crypto::SystemRandom random;
  const Id id = TRY(add_slot(vault, PersonWay{key}, {.label = options.label, .person = options.did},
                             host::SystemClock().now(), random));
  talk(options.common,
       {"Whoever has this key can now read and change everything in your vault. They open it with: "
        "credenza-wallet list --vault YOURS --identity THEIRS",
        "Wie deze sleutel heeft, kan nu alles in uw kluis lezen en veranderen. Openen gaat met: "
        "credenza-wallet list --vault DE-UWE --identity DIE-VAN-HEN"});
  return tell_added(options.common, SlotKind::person, id);
}

void add_label(const CommandLine& line, CLI::App& verb, std::string& label) {
  verb.add_option("--label", label,
                  line.in({"What you call it; only who opens the vault sees it",
                           "Hoe u hem noemt; alleen wie de kluis opent, ziet dat"}));
}

}  // namespace

void add_slot_add(CommandLine& line, CLI::App& slot) {
  CLI::App& add = line.make(
      slot, "add",
      {"Make one more way to open the vault", "Maak nog een manier om de kluis te openen"});
  add.require_subcommand(1);
  const auto [passphrase, passphrase_options] = line.verb<PassphraseOptions>(
      add, {"passphrase", {"Another passphrase", "Nog een wachtzin"}}, add_passphrase);
  add_label(line, passphrase, passphrase_options.label);
  passphrase.add_option("--new-passphrase-file", passphrase_options.file,
                        line.in({"Read the new passphrase from this file",
                                 "Lees de nieuwe wachtzin uit dit bestand"}));
  add_kdf_floor(line, passphrase, passphrase_options.cost);
  host::set_example(passphrase, "credenza-wallet slot add passphrase --label \"at home\"");
  const auto [words, words_options] = line.verb<WordsOptions>(
      add, {"words", {"Recovery words, for on paper", "Herstelwoorden, voor op papier"}},
      add_words);
  add_label(line, words, words_options.label);
  words.add_option("--new-words-file", words_options.file,
                   line.in({"Write the words into this new file instead of showing them",
                            "Schrijf de woorden in dit nieuwe bestand, toon ze niet"}));
  add_kdf_floor(line, words, words_options.cost);
  host::set_example(words, "credenza-wallet slot add words --label \"in the drawer\"");
  const auto [person, person_options] = line.verb<PersonOptions>(
      add,
      {"person",
       {"A key of somebody you trust, who can then open your vault",
        "Een sleutel van iemand die u vertrouwt, die dan uw kluis kan openen"}},
      add_person);
  person
      .add_option("DID", person_options.did,
                  line.in({"What that person's 'key new' printed: did:key:z6Mk…",
                           "Wat 'key new' bij die persoon toonde: did:key:z6Mk…"}))
      ->required();
  add_label(line, person, person_options.label);
  host::set_example(person,
                    "credenza-wallet slot add person "
                    "did:key:z6MkqqnJ3gvLNboXXjTpyqKThyk7Z6rBqboeWKpmZr2HBJZW --label Nadia");
}

}  // namespace credenza::wallet
