// Recovery words: the lists, and what somebody types from paper.
#include <algorithm>
#include <map>
#include <set>

#include <catch2/catch.hpp>

#include "base/encoding.h"
#include "crypto/hash.h"
#include "support/ports.h"
#include "wallet/recovery_words.h"

using namespace credenza;          // NOLINT(google-build-using-namespace)
using namespace credenza::wallet;  // NOLINT(google-build-using-namespace)

namespace {

constexpr std::array k_languages = {WordLanguage::dutch, WordLanguage::english};

crypto::SecretBytes typed(std::string_view text) {
  return crypto::SecretBytes::copy_of(as_bytes(text));
}

RecoveryWords words(WordLanguage language, const std::string& seed = "words") {
  test::SeededRandom random(seed);
  return make_words(language, random);
}

std::vector<std::string> spelled(const RecoveryWords& words) {
  std::vector<std::string> out;
  for (std::size_t position = 1; position <= k_word_count; ++position)
    out.emplace_back(word_at(words, position));
  return out;
}

std::string joined(const std::vector<std::string>& words, const std::string& between = " ") {
  std::string out;
  for (const std::string& word : words)
    out += (out.empty() ? "" : between) + word;
  return out;
}

/// Every text that is one slip away: a letter left out, added, changed, or swapped with the next.
std::set<std::string> slips(const std::string& word) {
  std::set<std::string> out;
  for (std::size_t i = 0; i <= word.size(); ++i) {
    for (char c = 'a'; c <= 'z'; ++c) {
      out.insert(word.substr(0, i) + c + word.substr(i));
      if (i < word.size()) out.insert(word.substr(0, i) + c + word.substr(i + 1));
    }
    if (i < word.size()) out.insert(word.substr(0, i) + word.substr(i + 1));
    if (i + 1 < word.size()) {
      std::string swapped = word;
      std::swap(swapped[i], swapped[i + 1]);
      out.insert(swapped);
    }
  }
  out.erase(word);
  return out;
}

Error error_of(std::string_view text) {
  const auto read = read_words(typed(text));
  REQUIRE_FALSE(read.has_value());
  return read.error();
}

}  // namespace

TEST_CASE("wallet: the word lists are what the format says they are", "[words]") {
  const std::map<WordLanguage, std::string> digests{
      {WordLanguage::dutch, "ad4721114938aeb569e74a3086bc498a3092238b36ce76b277e759b3de294fdf"},
      {WordLanguage::english, "4415dca19bd0eb5590906fdfe79a109c36bfe152a42cce3bf149113e0a89f123"}};
  for (const WordLanguage language : k_languages) {
    std::string all;
    for (const std::string_view word : word_list(language))
      all += std::string(word) + "\n";
    CHECK(to_hex(crypto::hash(crypto::HashAlgorithm::sha256, as_bytes(all)).view()) ==
          digests.at(language));
  }
}

TEST_CASE("wallet: a word of a list is plain, and is told from the others", "[words]") {
  for (const WordLanguage language : k_languages) {
    const WordList& list = word_list(language);
    CHECK(std::ranges::is_sorted(list));
    std::set<std::string> all;
    std::set<std::string> beginnings;
    for (const std::string_view word : list) {
      INFO(word);
      CHECK((word.size() >= 3 && word.size() <= 8));
      CHECK(std::ranges::all_of(word, [](char c) { return c >= 'a' && c <= 'z'; }));
      CHECK(all.emplace(word).second);
      CHECK(beginnings.emplace(word.substr(0, 4)).second);
    }
    for (const std::string& word : all) {
      for (const std::string& slip : slips(word)) {
        if (all.contains(slip)) FAIL_CHECK(word << " and " << slip);
      }
    }
  }
}

TEST_CASE("wallet: no word is in both lists", "[words]") {
  for (const std::string_view word : word_list(WordLanguage::dutch)) {
    INFO(word);
    CHECK_FALSE(place_of_word(WordLanguage::english, word).has_value());
  }
}

TEST_CASE("wallet: every word has a place, and nothing else has one", "[words]") {
  for (const WordLanguage language : k_languages) {
    for (std::size_t i = 0; i < k_listed_words; ++i)
      CHECK(place_of_word(language, word_list(language)[i]) == i);
    CHECK_FALSE(place_of_word(language, ""));
    CHECK_FALSE(place_of_word(language, "zzz"));
  }
}

TEST_CASE("wallet: words that were made are read again, in any spelling", "[words]") {
  for (const WordLanguage language : k_languages) {
    const RecoveryWords made = words(language);
    const std::vector<std::string> list = spelled(made);
    std::string capitals = joined(list, "-");
    std::ranges::transform(capitals, capitals.begin(),
                           [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    for (const std::string& text :
         {std::string(as_text(write_words(made).reveal())), joined(list, "-"), joined(list, "\r\n"),
          "  " + joined(list, " \t - ") + " \n", capitals}) {
      INFO(text);
      const auto read = read_words(typed(text));
      REQUIRE(read);
      CHECK(read->language == language);
      CHECK(crypto::equal(read->secret.reveal(), made.secret.reveal()));
      CHECK_FALSE(find_mistake(typed(text)));
    }
  }
}

TEST_CASE("wallet: words stand for the bits that the format says", "[words]") {
  // From the document: eleven times ten bits, the most significant first, then the first ten bits
  // of SHA-256("credenza-words/1" ‖ 14 bytes).
  RecoveryWords made{crypto::SecretBytes(k_word_secret_bytes), WordLanguage::english};
  made.secret.writable()[0] = 0xFF;  // 1111111100 = 1020
  made.secret.writable()[2] = 0x01;  // third word: bits 20 to 29 = 0001000000 = 64
  CHECK(word_at(made, 1) == word_list(WordLanguage::english)[1020]);
  CHECK(word_at(made, 2) == word_list(WordLanguage::english)[0]);
  CHECK(word_at(made, 3) == word_list(WordLanguage::english)[64]);
  std::string hashed = "credenza-words/1";
  hashed += as_text(made.secret.reveal());
  const auto digest = crypto::hash(crypto::HashAlgorithm::sha256, as_bytes(hashed));
  const unsigned checksum = (unsigned{digest.view()[0]} << 2U) | (unsigned{digest.view()[1]} >> 6U);
  CHECK(word_at(made, 12) == word_list(WordLanguage::english)[checksum]);
  const auto read = read_words(write_words(made));
  REQUIRE(read);
  CHECK(crypto::equal(read->secret.reveal(), made.secret.reveal()));
}

TEST_CASE("wallet: new words are 110 random bits", "[words]") {
  std::set<Bytes> seen;
  Bytes any(k_word_secret_bytes);
  Bytes every(k_word_secret_bytes, 0xFF);
  test::SeededRandom random;
  for (int i = 0; i < 200; ++i) {
    const RecoveryWords made = make_words(WordLanguage::dutch, random);
    const Bytes secret = to_bytes(made.secret.reveal());
    CHECK(seen.insert(secret).second);
    for (std::size_t at = 0; at < secret.size(); ++at) {
      any[at] |= secret[at];
      every[at] &= secret[at];
    }
  }
  Bytes all_bits(k_word_secret_bytes, 0xFF);
  all_bits.back() = 0xFC;
  CHECK(any == all_bits);
  CHECK(every == Bytes(k_word_secret_bytes));
}

TEST_CASE("wallet: a word that is not in the list is named, with what it may have been",
          "[words]") {
  for (const WordLanguage language : k_languages) {
    const std::vector<std::string> right = spelled(words(language));
    for (std::size_t i = 0; i < right.size(); ++i) {
      for (const std::string& slip : slips(right[i])) {
        if (slip.empty()) continue;
        std::vector<std::string> wrong = right;
        wrong[i] = slip;
        const auto mistake = find_mistake(typed(joined(wrong)));
        INFO(right[i] << " typed as " << slip);
        REQUIRE(mistake);
        // A slip may make a word of the other language, or be read as two words: never another
        // word of this list.
        if (mistake->kind != WordsMistake::Kind::unknown_word) {
          FAIL_CHECK("taken for something else");
          continue;
        }
        CHECK(mistake->position == i + 1);
        const bool named =
            std::ranges::find(mistake->suggestions, right[i]) != mistake->suggestions.end();
        CHECK((named || mistake->suggestions.size() == 3));
      }
    }
  }
}

TEST_CASE("wallet: an unknown word says its place, and no more than three suggestions", "[words]") {
  std::vector<std::string> list = spelled(words(WordLanguage::dutch));
  list[6] = "bevre";
  const Error error = error_of(joined(list));
  CHECK(error.code == Code::malformed);
  CHECK(error.where == "words/7");
  CHECK(error.detail.find("did you mean bever") != std::string::npos);
  list[6] = "qqqqqqqqqqqqqqqqqqqqqqqq";
  const auto mistake = find_mistake(typed(joined(list)));
  REQUIRE(mistake);
  CHECK(mistake->position == 7);
  CHECK(mistake->suggestions.empty());
}

TEST_CASE("wallet: a wrong checksum is told from a wrong word", "[words]") {
  const WordLanguage language = GENERATE(WordLanguage::dutch, WordLanguage::english);
  std::vector<std::string> list = spelled(words(language));
  SECTION("two words that changed places") {
    REQUIRE(list[3] != list[4]);
    std::swap(list[3], list[4]);
  }
  SECTION("another word of the list") {
    const auto at = *place_of_word(language, list[8]);
    list[8] = word_list(language)[(at + 1U) % k_listed_words];
  }
  SECTION("another last word") {
    const auto at = *place_of_word(language, list[11]);
    list[11] = word_list(language)[(at + 1U) % k_listed_words];
  }
  const Error error = error_of(joined(list));
  CHECK(error.code == Code::mismatch);
  CHECK(error.where == "words");
  CHECK(find_mistake(typed(joined(list)))->kind == WordsMistake::Kind::checksum);
}

TEST_CASE("wallet: of a thousand wrong checksums, one is right by chance", "[words]") {
  std::vector<std::string> list = spelled(words(WordLanguage::english));
  int right = 0;
  for (const std::string_view word : word_list(WordLanguage::english)) {
    list[11] = std::string(word);
    if (read_words(typed(joined(list)))) ++right;
  }
  CHECK(right == 1);
}

TEST_CASE("wallet: another number of words is told as that", "[words]") {
  std::vector<std::string> list = spelled(words(WordLanguage::dutch));
  SECTION("none") {
    list.clear();
  }
  SECTION("one too few") {
    list.pop_back();
  }
  SECTION("one too many") {
    list.push_back(list.front());
  }
  const Error error = error_of(joined(list));
  CHECK(error.code == Code::malformed);
  CHECK(error.where == "words");
  const auto mistake = find_mistake(typed(joined(list)));
  CHECK(mistake->kind == WordsMistake::Kind::count);
  CHECK(mistake->count == list.size());
}

TEST_CASE("wallet: a word of the other language is an unknown word", "[words]") {
  std::vector<std::string> list = spelled(words(WordLanguage::english));
  list[1] = word_list(WordLanguage::dutch)[500];
  CHECK(error_of(joined(list)).where == "words/2");
}

TEST_CASE("wallet: a text without end is not looked at", "[words]") {
  CHECK(error_of(std::string(k_max_words_bytes + 1, 'a')).where == "words");
  CHECK(error_of(std::string(k_max_words_bytes, 'a')).where == "words");
}
