// Words are found however they are typed: case, diacritics, Dutch and English endings.
#include <catch2/catch.hpp>

#include "wallet/words.h"

using namespace credenza::wallet;  // NOLINT(google-build-using-namespace)

namespace {

/// How well `typed` fits a record of this title, skill and rest.
unsigned score(std::string_view typed, std::string_view title, std::string_view skill = "",
               std::string_view rest = "") {
  SearchWords words;
  words.add(title);
  words.next_field();
  words.add(skill);
  words.next_field();
  words.add(rest);
  return Query::parse(typed).score(std::move(words).text());
}

}  // namespace

TEST_CASE("wallet: words are folded, also letters that Unicode does not take apart", "[words]") {
  CHECK(folded("Zoë Brontë-Yıldız") == "zoe bronte-yildiz");
  CHECK(folded("ŁÓDŹ Øresund STRASSE straße") == "lodz oresund strasse strasse");
  CHECK(folded("ﬁlm") == "film");
  CHECK(folded("Коваленко") == folded("КОВАЛЕНКО"));
  CHECK(folded("\xff").empty());
  CHECK(words_of("De heftruck, van het R.O.C.!") ==
        std::vector<std::string>{"heftruck", "r", "o", "c"});
}

TEST_CASE("wallet: a word is found by its plural, its singular and its beginning", "[words]") {
  CHECK(score("certificaten", "Certificaat heftruck") > 0);
  CHECK(score("CERTIFICAAT", "Certificaten") > 0);
  CHECK(score("magazijnen", "Veilig werken in het magazijn") > 0);
  CHECK(score("warehouses", "Working in a warehouse") > 0);
  CHECK(score("worked", "Working in a warehouse") > 0);
  CHECK(score("hef", "Heftruck bedienen") > 0);
  CHECK(score("he", "Heftruck bedienen") == 0);  // too short a beginning
  CHECK(score("truck", "Heftruck bedienen") == 0);
  CHECK(score("yildiz", "", "", "Zoë Brontë-Yıldız") > 0);
}

TEST_CASE("wallet: every word has to be there, and where it is counts", "[words]") {
  CHECK(score("heftruck kok", "Heftruck bedienen") == 0);
  CHECK(score("heftruck bedienen", "Heftruck bedienen") == 16);
  CHECK(score("heftruck", "Heftruck") == 8);
  CHECK(score("heftruck", "", "Heftruck") == 4);
  CHECK(score("heftruck", "", "", "Heftruck") == 2);
  CHECK(score("heft", "Heftruck") == 4);
  CHECK(score("heftruck", "kok", "heftruckrijden", "heftruck") == 2);
  CHECK(Query::parse("de het the").is_empty());
  CHECK(Query::parse("").score(" x") == 0);
}

TEST_CASE("wallet: the words of a record are bounded, and a word stands once", "[words]") {
  SearchWords many;
  for (int i = 0; i < 10000; ++i)
    many.add("woord" + std::to_string(i) + " woord1 " + std::string(5000, 'x'));
  const std::string text = std::move(many).text();
  CHECK(text.size() <= k_max_search_bytes);
  CHECK(text.find(" woord1 ") == text.rfind(" woord1 "));
  CHECK(text.find("xxx") == std::string::npos);
}
