#include "wallet/new_secrets.h"

#include <algorithm>
#include <array>
#include <vector>

#include <CLI/CLI.hpp>

#include "crypto/random.h"
#include "host/files.h"
#include "host/system.h"
#include "wallet/password_cost.h"
#include "wallet/session.h"

namespace credenza::wallet {
namespace {

/// Below this, a passphrase that was typed is asked to be thought about.
constexpr std::size_t k_short_passphrase_bytes = 12;
constexpr std::size_t k_asked_back = 2;
constexpr int k_tries = 3;

/// Puts texts behind one another in locked memory.
crypto::SecretBytes joined(const std::vector<std::string_view>& parts) {
  std::size_t size = 0;
  for (const std::string_view part : parts)
    size += part.size();
  crypto::SecretBytes text(size);
  auto out = text.writable().begin();
  for (const std::string_view part : parts)
    out = std::ranges::copy(as_bytes(part), out).out;
  return text;
}

/// One word on each line, with its number.
crypto::SecretBytes numbered(const RecoveryWords& words) {
  constexpr std::array<std::string_view, k_word_count> k_numbers{
      "  1  ", "  2  ", "  3  ", "  4  ", "  5  ", "  6  ",
      "  7  ", "  8  ", "  9  ", " 10  ", " 11  ", " 12  "};
  std::vector<std::string_view> parts;
  for (std::size_t position = 1; position <= k_word_count; ++position) {
    parts.push_back(k_numbers.at(position - 1));
    parts.push_back(word_at(words, position));
    parts.push_back("\n");
  }
  return joined(parts);
}

Status write_words_file(const RecoveryWords& words, const std::string& file) {
  const crypto::SecretBytes text = write_words(words);
  const crypto::SecretBytes line = joined({as_text(text.reveal()), "\n"});
  return host::write_file(file, line.reveal());
}

/// Whether `typed` is `word`, in capitals or not.
bool is_word(const crypto::SecretBytes& typed, std::string_view word) {
  crypto::SecretBytes small = crypto::SecretBytes::copy_of(typed.reveal());
  for (std::uint8_t& byte : small.writable()) {
    if (byte >= 'A' && byte <= 'Z') byte = static_cast<std::uint8_t>(byte - 'A' + 'a');
  }
  return crypto::equal(small.reveal(), as_bytes(word));
}

Status ask_word_back(const VerbOptions& options, const RecoveryWords& words, std::size_t position) {
  const host::Text prompt{"Type word ", "Typ woord "};
  const std::string question =
      std::string(prompt.in(options.language())) + std::to_string(position);
  for (int i = 0; i < k_tries; ++i) {
    const crypto::SecretBytes typed = TRY(host::read_passphrase({}, question, false));
    if (is_word(typed, word_at(words, position))) return {};
    talk(options, {"That is another word. Look on your paper.",
                   "Dat is een ander woord. Kijk op uw papier."});
  }
  return fail(Code::mismatch, "recovery words", "the words were not typed back as they are");
}

/// Two different positions, ascending.
std::array<std::size_t, k_asked_back> positions_to_ask(Random& random) {
  const std::uint64_t first = crypto::uniform(k_word_count, random);
  std::uint64_t second = crypto::uniform(k_word_count - 1, random);
  if (second >= first) ++second;
  return {1 + std::min(first, second), 1 + std::max(first, second)};
}

}  // namespace

void add_kdf_floor(const CommandLine& line, CLI::App& verb, CostOptions& cost) {
  verb.add_flag("--kdf-floor", cost.floor,
                line.in({"Make guessing no dearer than it has to be at least: for slow computers",
                         "Maak raden niet duurder dan minstens moet: voor trage computers"}));
}

Result<crypto::PasswordCost> cost_of(const CostOptions& options) {
  if (options.floor || host::environment("CREDENZA_KDF_FLOOR"))
    return crypto::k_password_cost_floor;
  return measured_cost();
}

Result<crypto::SecretBytes> read_new_passphrase(const VerbOptions& options,
                                                const host::PassphraseSource& source,
                                                std::string_view option) {
  const bool given = !source.file.empty() || source.descriptor || !source.command.empty();
  if (!given && (options.passphrase.no_input || !host::stdin_is_terminal())) {
    return fail(Code::forbidden, std::string(option),
                "a new passphrase is needed and nobody can be asked; use " + std::string(option));
  }
  const host::Text prompt{"New passphrase", "Nieuwe wachtzin"};
  crypto::SecretBytes passphrase =
      TRY(host::read_passphrase(source, prompt.in(options.language()), true));
  if (passphrase.size() < k_short_passphrase_bytes) {
    talk(options, {"This passphrase is short: whoever finds the file can guess it.",
                   "Deze wachtzin is kort: wie het bestand vindt, kan hem raden."});
  }
  return passphrase;
}

Result<RecoveryWords> give_out_words(const VerbOptions& options, const std::string& file,
                                     std::string_view option, Random& random) {
  const host::Language language = options.language();
  RecoveryWords words = make_words(
      language == host::Language::nl ? WordLanguage::dutch : WordLanguage::english, random);
  if (!file.empty()) {
    TRY(write_words_file(words, file));
    talk(options,
         {"The recovery words are in that file. Write them on paper and delete it.",
          "De herstelwoorden staan in dat bestand. Schrijf ze op papier en gooi het weg."});
    return words;
  }
  const host::Text before{
      "\nYour recovery words. Write them on paper, now: they are shown once.\nWhoever has them "
      "opens your vault. Without them and without the passphrase NOBODY can, not even we.\n\n",
      "\nUw herstelwoorden. Schrijf ze nu op papier: u ziet ze maar één keer.\nWie ze heeft, kan "
      "uw kluis openen. Zonder deze woorden en zonder wachtzin kan NIEMAND dat, ook wij niet.\n\n"};
  const host::Text after{"\nPress Enter when they are on paper. The screen is then cleared. ",
                         "\nDruk op Enter als ze op papier staan. Daarna wordt het scherm leeg. "};
  TRY(host::show_secret({before.in(language), numbered(words), after.in(language)},
                        options.passphrase.no_input, option));
  for (const std::size_t position : positions_to_ask(random))
    TRY(ask_word_back(options, words, position));
  talk(options, {"Right.", "Goed."});
  return words;
}

}  // namespace credenza::wallet
