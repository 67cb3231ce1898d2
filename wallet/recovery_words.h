// Recovery words: 110 random bits and a checksum as twelve words on paper, which open the vault
// when the passphrase is forgotten. docs/vault_format.md, section 4.
//
//   make_words ──► RecoveryWords ── write_words ──► "bever-lamp-…" ── paper ── read_words ──►
//   RecoveryWords
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ports.h"
#include "base/result.h"
#include "crypto/secret_bytes.h"
#include "wallet/word_list.h"

namespace credenza::wallet {

inline constexpr std::size_t k_word_count = 12;
/// 110 bits, and two that are zero.
inline constexpr std::size_t k_word_secret_bytes = 14;
/// Longest text that read_words() looks at.
inline constexpr std::size_t k_max_words_bytes = 1024;

struct RecoveryWords {
  crypto::SecretBytes secret;  ///< k_word_secret_bytes; the same for a language and its translation
  WordLanguage language = WordLanguage::dutch;
};

[[nodiscard]] RecoveryWords make_words(WordLanguage language, Random& random);

/// The twelve words with a space between two, in small letters.
[[nodiscard]] crypto::SecretBytes write_words(const RecoveryWords& words);
/// Word `position`, from 1 to k_word_count.
[[nodiscard]] std::string_view word_at(const RecoveryWords& words, std::size_t position);

/// What is not right about what somebody typed.
struct WordsMistake {
  enum class Kind : std::uint8_t { count, unknown_word, checksum };
  Kind kind;
  std::size_t count = 0;     ///< how many words there are
  std::size_t position = 0;  ///< of the unknown word, from 1
  /// Words of the list that the unknown one may have been meant to be, the nearest in front; at
  /// most three.
  std::vector<std::string_view> suggestions = {};
};

/// Nothing when `typed` is twelve words of one list with the right checksum. Capitals do not count;
/// spaces, line ends and hyphens stand between words.
[[nodiscard]] std::optional<WordsMistake> find_mistake(const crypto::SecretBytes& typed);

/// @error malformed  at "words": not twelve words; at "words/7": the seventh is not in the list,
/// and
///                   the detail names those it may have been meant to be
/// @error mismatch   at "words": each word is in the list, but together they are not what was given
///                   out: one was taken for another, or two changed places
[[nodiscard]] Result<RecoveryWords> read_words(const crypto::SecretBytes& typed);

}  // namespace credenza::wallet
