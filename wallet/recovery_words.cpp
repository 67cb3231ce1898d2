#include "wallet/recovery_words.h"

#include <algorithm>
#include <array>

#include "crypto/hash.h"

namespace credenza::wallet {
namespace {

constexpr std::string_view k_checksum_label = "credenza-words/1";
constexpr std::size_t k_word_bits = 10;
constexpr std::size_t k_secret_bits = 110;
constexpr std::size_t k_all_bits = k_word_count * k_word_bits;
constexpr std::size_t k_longest_word = 8;
constexpr std::size_t k_farthest_suggestion = 2;
constexpr std::size_t k_most_suggestions = 3;
static_assert(k_all_bits == k_secret_bits + k_word_bits);

WordList split(std::string_view text) {
  WordList words;
  for (std::string_view& word : words) {
    const std::size_t end = std::min(text.find_first_of(" \n"), text.size());
    word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

bool bit_at(ByteView bytes, std::size_t at) noexcept {
  return (unsigned{bytes[at / 8]} >> (7 - at % 8) & 1U) != 0;
}

/// The number of ten bits from bit `at` on.
std::uint16_t ten_bits(ByteView bytes, std::size_t at) noexcept {
  unsigned value = 0;
  for (std::size_t i = 0; i < k_word_bits; ++i)
    value = (value << 1U) | (bit_at(bytes, at + i) ? 1U : 0U);
  return static_cast<std::uint16_t>(value);
}

std::uint16_t checksum_of(ByteView secret) {
  crypto::RunningHash hash(crypto::HashAlgorithm::sha256);
  hash.add(as_bytes(k_checksum_label));
  hash.add(secret);
  return ten_bits(hash.value(), 0);
}

/// Which of the list's words stands at `index`, from 0.
std::uint16_t number_at(ByteView secret, std::size_t index) {
  const bool last = index + 1 == k_word_count;
  return last ? checksum_of(secret) : ten_bits(secret, index * k_word_bits);
}

bool is_separator(std::uint8_t byte) noexcept {
  return byte == ' ' || byte == '-' || (byte >= '\t' && byte <= '\r');
}

/// The words of `typed` in small letters, in locked memory as long as this lives.
class TypedWords {
 public:
  explicit TypedWords(const crypto::SecretBytes& typed)
      : text_(crypto::SecretBytes::copy_of(typed.reveal())) {
    const std::span<std::uint8_t> bytes = text_.writable();
    for (std::uint8_t& byte : bytes) {
      if (byte >= 'A' && byte <= 'Z') byte = static_cast<std::uint8_t>(byte - 'A' + 'a');
    }
    const std::string_view all = as_text(text_.reveal());
    std::size_t at = 0;
    while (at < all.size()) {
      const std::size_t from = at;
      while (at < all.size() && !is_separator(bytes[at]))
        ++at;
      if (at > from) words_.push_back(all.substr(from, at - from));
      while (at < all.size() && is_separator(bytes[at]))
        ++at;
    }
  }
  [[nodiscard]] const std::vector<std::string_view>& words() const noexcept { return words_; }

 private:
  crypto::SecretBytes text_;
  std::vector<std::string_view> words_;
};

std::size_t known_words(WordLanguage language, const std::vector<std::string_view>& words) {
  return static_cast<std::size_t>(std::ranges::count_if(
      words, [&](std::string_view word) { return place_of_word(language, word).has_value(); }));
}

/// The language that most of the words are of.
WordLanguage language_of(const std::vector<std::string_view>& words) {
  const std::size_t dutch = known_words(WordLanguage::dutch, words);
  const std::size_t english = known_words(WordLanguage::english, words);
  return english > dutch ? WordLanguage::english : WordLanguage::dutch;
}

/// How many letters were left out, added, taken for another, or changed places with the next.
std::size_t distance(std::string_view a, std::string_view b) {
  using Row = std::array<std::size_t, k_longest_word + 1>;
  Row before_last{};
  Row last{};
  Row row{};
  for (std::size_t j = 0; j <= b.size(); ++j)
    row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    before_last = last;
    last = row;
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t other = a[i - 1] == b[j - 1] ? 0 : 1;
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + other});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
  }
  return row[b.size()];
}

std::vector<std::string_view> suggestions_for(WordLanguage language, std::string_view typed) {
  if (typed.size() > k_longest_word + k_farthest_suggestion) return {};
  struct Near {
    std::size_t distance;
    bool begins_otherwise;
    std::string_view word;
    auto operator<=>(const Near&) const = default;
  };
  std::vector<Near> near;
  for (const std::string_view word : word_list(language)) {
    // Two letters of a word of three are most of it.
    const std::size_t most = word.size() <= 3 ? 1 : k_farthest_suggestion;
    const std::size_t far = distance(typed, word);
    if (far <= most) near.push_back({far, typed.front() != word.front(), word});
  }
  std::ranges::sort(near);
  std::vector<std::string_view> out;
  for (const Near& each : near) {
    if (each.distance > near.front().distance || out.size() == k_most_suggestions) break;
    out.push_back(each.word);
  }
  return out;
}

/// Reads words of which each is in the list; nothing when the checksum is another.
std::optional<RecoveryWords> put_together(WordLanguage language,
                                          const std::vector<std::string_view>& words) {
  RecoveryWords out{crypto::SecretBytes(k_word_secret_bytes), language};
  const std::span<std::uint8_t> secret = out.secret.writable();
  for (std::size_t i = 0; i < k_secret_bits; ++i) {
    const std::uint16_t number = *place_of_word(language, words[i / k_word_bits]);
    const bool bit = (unsigned{number} >> (k_word_bits - 1 - i % k_word_bits) & 1U) != 0;
    if (bit) secret[i / 8] = static_cast<std::uint8_t>(secret[i / 8] | (0x80U >> (i % 8)));
  }
  if (checksum_of(secret) != *place_of_word(language, words.back())) return std::nullopt;
  return out;
}

Result<RecoveryWords> checked(const std::vector<std::string_view>& words, WordsMistake& mistake) {
  const WordLanguage language = language_of(words);
  mistake.count = words.size();
  if (words.size() != k_word_count) {
    mistake.kind = WordsMistake::Kind::count;
    return fail(Code::malformed, "words",
                "there are twelve recovery words, not " + std::to_string(words.size()));
  }
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (place_of_word(language, words[i])) continue;
    mistake.kind = WordsMistake::Kind::unknown_word;
    mistake.position = i + 1;
    mistake.suggestions = suggestions_for(language, words[i]);
    std::string detail = "word " + std::to_string(i + 1) + " is not in the list";
    for (std::size_t j = 0; j < mistake.suggestions.size(); ++j)
      detail += (j == 0 ? "; did you mean " : " or ") + std::string(mistake.suggestions[j]);
    return fail(Code::malformed, "words/" + std::to_string(i + 1), std::move(detail));
  }
  auto read = put_together(language, words);
  if (read) return std::move(*read);
  mistake.kind = WordsMistake::Kind::checksum;
  return fail(Code::mismatch, "words",
              "each word is in the list, but one was taken for another, or two changed places");
}

Result<RecoveryWords> read(const crypto::SecretBytes& typed, WordsMistake& mistake) {
  if (typed.size() > k_max_words_bytes) {
    return fail(Code::malformed, "words", "longer than recovery words can be");
  }
  return checked(TypedWords(typed).words(), mistake);
}

}  // namespace

const WordList& word_list(WordLanguage language) noexcept {
  static const WordList k_dutch = split(detail::k_dutch_words);
  static const WordList k_english = split(detail::k_english_words);
  return language == WordLanguage::dutch ? k_dutch : k_english;
}

std::optional<std::uint16_t> place_of_word(WordLanguage language, std::string_view word) noexcept {
  const WordList& list = word_list(language);
  const auto at = std::ranges::lower_bound(list, word);
  if (at == list.end() || *at != word) return std::nullopt;
  return static_cast<std::uint16_t>(at - list.begin());
}

RecoveryWords make_words(WordLanguage language, Random& random) {
  RecoveryWords words{crypto::SecretBytes::random(k_word_secret_bytes, random), language};
  words.secret.writable().back() &= 0xFCU;
  return words;
}

std::string_view word_at(const RecoveryWords& words, std::size_t position) {
  must(position >= 1 && position <= k_word_count && words.secret.size() == k_word_secret_bytes);
  return word_list(words.language)[number_at(words.secret.reveal(), position - 1)];
}

crypto::SecretBytes write_words(const RecoveryWords& words) {
  std::size_t size = k_word_count - 1;
  for (std::size_t position = 1; position <= k_word_count; ++position)
    size += word_at(words, position).size();
  crypto::SecretBytes text(size);
  auto out = text.writable().begin();
  for (std::size_t position = 1; position <= k_word_count; ++position) {
    out = std::ranges::copy(as_bytes(word_at(words, position)), out).out;
    if (position < k_word_count) *out++ = ' ';
  }
  return text;
}

std::optional<WordsMistake> find_mistake(const crypto::SecretBytes& typed) {
  WordsMistake mistake{WordsMistake::Kind::count};
  if (read(typed, mistake)) return std::nullopt;
  return mistake;
}

Result<RecoveryWords> read_words(const crypto::SecretBytes& typed) {
  WordsMistake mistake{WordsMistake::Kind::count};
  return read(typed, mistake);
}

}  // namespace credenza::wallet
