#include "wallet/opening.h"

#include <algorithm>

#include "wallet/dutch.h"
#include "wallet/held.h"
#include "wallet/holder_key.h"
#include "wallet/session.h"
#include "wallet/texts.h"

namespace credenza::wallet {
namespace {

constexpr int k_tries = 3;

bool has_slot_of(const LockedVault& vault, SlotKind kind) {
  const std::vector<SeenSlot> slots = vault.slots();
  return std::ranges::any_of(slots, [kind](const SeenSlot& slot) { return slot.kind == kind; });
}

/// What the options ask for; without any, a passphrase where the vault opens with one.
SlotKind kind_asked(const VerbOptions& options, const LockedVault& vault) {
  if (!options.identity.empty()) return SlotKind::person;
  if (options.words || !options.words_file.empty()) return SlotKind::words;
  const bool words_only =
      !has_slot_of(vault, SlotKind::passphrase) && has_slot_of(vault, SlotKind::words);
  return words_only ? SlotKind::words : SlotKind::passphrase;
}

void tell_mistake(const VerbOptions& options, const WordsMistake& mistake) {
  const Language language = options.language();
  const auto in = [language](const Text& text) { return std::string(text.in(language)); };
  std::string said;
  switch (mistake.kind) {
    case WordsMistake::Kind::count:
      said = in({"There are 12 recovery words; you typed ",
                 "Er zijn 12 herstelwoorden; u typte er "}) +
             std::to_string(mistake.count) + ".";
      break;
    case WordsMistake::Kind::unknown_word:
      said = in({"Word ", "Woord "}) + std::to_string(mistake.position) +
             in({" is not in the list.", " staat niet in de lijst."});
      for (std::size_t i = 0; i < mistake.suggestions.size(); ++i) {
        said += i == 0 ? in({" Did you mean: ", " Bedoelt u: "}) : in({" or ", " of "});
        said += mistake.suggestions[i];
      }
      if (!mistake.suggestions.empty()) said += "?";
      break;
    case WordsMistake::Kind::checksum:
      said =
          in({"All the words are in the list, but together they are not right: one is another "
              "word, or two changed places.",
              "Alle woorden staan in de lijst, maar samen kloppen ze niet. Eén woord is een "
              "ander woord, of er zijn er twee verwisseld."});
      break;
  }
  host::write_talk(said + "\n");
}

Result<Opener> read_recovery_words(const VerbOptions& options) {
  const bool asks = options.words_file.empty();
  if (asks && (options.passphrase.no_input || !host::stdin_is_terminal())) {
    return fail(Code::forbidden, "--words-file",
                "recovery words are needed and nobody can be asked; use --words-file");
  }
  host::PassphraseSource source;
  source.file = options.words_file;
  const Text prompt{"Recovery words, with a space between two",
                    "Herstelwoorden, met een spatie ertussen"};
  for (int i = 1;; ++i) {
    const crypto::SecretBytes typed =
        TRY(host::read_passphrase(source, prompt.in(options.language()), false));
    Result<RecoveryWords> words = read_words(typed);
    if (words) return Opener(std::move(*words));
    const auto mistake = find_mistake(typed);
    if (mistake) tell_mistake(options, *mistake);
    if (!asks || i == k_tries) return words.error();
  }
}

/// The keys in the vault of whoever opens this one as another person.
Result<Opener> read_identity(const VerbOptions& options) {
  if (options.identity.empty()) {
    return fail(Code::forbidden, "--identity",
                "another person's vault is needed; name it with --identity");
  }
  LockedVault locked = TRY(LockedVault::open(options.identity, Access::read));
  const Text prompt{"Passphrase of your own vault", "Wachtzin van uw eigen kluis"};
  const crypto::SecretBytes passphrase =
      TRY(host::read_passphrase(options.passphrase, prompt.in(options.language()), false));
  Vault own = TRY(std::move(locked).unlock(passphrase));
  Identity identity;
  const std::vector<HolderKey> keys = TRY(holder_keys(own));
  for (const HolderKey& key : keys)
    identity.keys.push_back(TRY(open_holder_key(own, key.did)));
  return Opener(std::move(identity));
}

std::string name_of(const Entry& entry, Language language) {
  if (entry.kind == Kind::credential) {
    const auto listed = listed_of(entry);
    if (listed) return title_of(*listed, language);
  }
  const auto in = [language](const Text& text) { return std::string(text.in(language)); };
  switch (entry.kind) {
    case Kind::credential:
      return in({"a certificate", "een certificaat"});
    case Kind::holder_key:
      return in({"a key", "een sleutel"});
    case Kind::receipt:
      return in({"a receipt", "een bewijs van delen"});
    case Kind::settings:
      return in({"settings", "instellingen"});
    default:
      return in({"a record", "een gegeven"});
  }
}

}  // namespace

Result<Opener> read_opener(const VerbOptions& options, const LockedVault& vault,
                           std::optional<SlotKind> kind) {
  switch (kind.value_or(kind_asked(options, vault))) {
    case SlotKind::words:
      return read_recovery_words(options);
    case SlotKind::person:
      return read_identity(options);
    default:
      break;
  }
  const Text prompt{"Passphrase", "Wachtzin"};
  return Opener(Passphrase{
      TRY(host::read_passphrase(options.passphrase, prompt.in(options.language()), false))});
}

bool is_damage(const Error& error) {
  if (error.code == Code::unavailable || error.code == Code::not_found ||
      error.code == Code::unsupported)
    return false;
  for (const std::string_view part : {"vault", "header", "slots", "slot", "manifest", "index"}) {
    if (error.where == part) return true;
  }
  return error.where.starts_with("slot/") || error.where.starts_with("record/");
}

std::string place_of(const Error& error, Language language) {
  if (language == Language::en) return error.where;
  return host::place_in_dutch(error.where, dutch_sentences());
}

void tell_what_is_left(const VerbOptions& options, const std::string& path, const Opener& opener) {
  auto locked = LockedVault::open(path, Access::read);
  if (!locked) return;
  const auto salvage = std::move(*locked).salvage(opener);
  if (!salvage) return;
  const Language language = options.language();
  const auto in = [language](const Text& text) { return std::string(text.in(language)); };
  const std::vector<Entry>& left = salvage->vault.index().entries();
  std::string said = in({"Damaged. What can still be read: ", "Beschadigd. Nog te lezen: "}) +
                     std::to_string(left.size()) + "\n";
  for (const Entry& entry : left)
    said += "  " + to_text(entry.id) + "  " + name_of(entry, language) + "\n";
  for (const Error& lost : salvage->lost)
    said += in({"  damaged: ", "  beschadigd: "}) + place_of(lost, language) + "\n";
  host::write_talk(said);
}

}  // namespace credenza::wallet
