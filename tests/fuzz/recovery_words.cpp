// What somebody types from paper: what reads is written the same, and what does not read has one
// mistake, which is in its text.
#include "wallet/recovery_words.h"

#include <algorithm>

#include "driver.h"

using namespace credenza;          // NOLINT(google-build-using-namespace)
using namespace credenza::wallet;  // NOLINT(google-build-using-namespace)

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto typed = crypto::SecretBytes::copy_of(ByteView(data, size));
  const auto words = read_words(typed);
  const auto mistake = find_mistake(typed);
  property(words.has_value() != mistake.has_value());
  if (words) {
    const auto again = read_words(write_words(*words));
    property(again.has_value() && again->language == words->language);
    property(crypto::equal(again->secret.reveal(), words->secret.reveal()));
    return 0;
  }
  property(words.error().where.starts_with("words"));
  property(mistake->suggestions.size() <= 3);
  if (mistake->kind != WordsMistake::Kind::unknown_word) return 0;
  property(mistake->position >= 1 && mistake->position <= k_word_count);
  property(words.error().where == "words/" + std::to_string(mistake->position));
  for (const std::string_view word : mistake->suggestions) {
    property(place_of_word(WordLanguage::dutch, word).has_value() ||
             place_of_word(WordLanguage::english, word).has_value());
  }
  return 0;
}
