// What lint finds beyond single cells, each beside what looks like it and is lawful.
#include <algorithm>

#include <catch2/catch.hpp>

#include "issuer/lint.h"
#include "support/issuer_maker.h"
#include "support/ports.h"
#include "support/records.h"

using namespace credenza;          // NOLINT(google-build-using-namespace)
using namespace credenza::issuer;  // NOLINT(google-build-using-namespace)

namespace {

using Places = std::vector<std::string>;

const Instant k_now = test::at("2026-06-15T09:00:00Z");
const std::string k_columns =
    "leerlingnr;voorvoegsel;achternaam;voornaam;geboortedatum;email;module;uren_sbu;resultaat;"
    "datum;did\n";

Config config() {
  return *make_config("ROC Waterkant", "https://rocwaterkant.example", "NL");
}

std::vector<RowFinding> lint_with(const Template& form, std::string_view text,
                                  Instant now = k_now) {
  test::SeededRandom random("lint");
  const Config issuer = config();
  std::vector<RowFinding> out;
  const auto tally =
      lint(text_source(text), {form, issuer, now, random, {}, {}}, [&out](const RowFinding& f) {
        out.push_back(f);
        return Status{};
      });
  REQUIRE(tally.has_value());
  for (const RowFinding& found : out) {
    INFO(found.finding.what.en);
    CHECK(!found.finding.advice.en.empty());
    CHECK(!found.finding.advice.nl.empty());
  }
  return out;
}

/// "9 geboortedatum E-DATE"
Places places_of(const std::vector<RowFinding>& findings) {
  Places out;
  for (const RowFinding& found : findings) {
    out.push_back(std::to_string(found.row) + " " + found.finding.column + " " +
                  std::string(code_of(found.finding.fault)));
  }
  return out;
}

Places places(std::string_view rows) {
  return places_of(
      lint_with(test::example_template("mc-log-02.json"), k_columns + std::string(rows)));
}

/// A row of somebody born in 2003; without what is not said.
struct Row {
  std::string number = "1";
  std::string family = "Smit";
  std::string given = "An";
  std::string born = "2-11-2003";
  std::string result = "goed";
  std::string date = "12-06-2026";
  std::string did = {};
  std::string mail = {};

  [[nodiscard]] std::string text() const {
    return number + ";;" + family + ";" + given + ";" + born + ";" + mail + ";MC-LOG-02;240;" +
           result + ";" + date + ";" + did + "\n";
  }
};

Places named(const std::string& family) {
  Row row;
  row.family = family;
  return places(row.text());
}

Template changed_template(const Json& changes) {
  Json form = json::to_value(test::document(test::read_example("templates/mc-log-02.json")).root());
  std::vector<Error> problems;
  auto out = Template::parse(test::changed(form, changes).dump(), problems);
  for (const Error& problem : problems)
    FAIL_CHECK(problem.where << ": " << problem.detail);
  REQUIRE(out.has_value());
  return std::move(*out);
}

}  // namespace

TEST_CASE("a refused word is refused however it is written", "[issuer_lint]") {
  for (const char* word :
       {"onvoldoende", "Onvoldoende", "ONVOLDOENDE", "onvoldoende.", " onvoldoende ",
        "(onvoldoende)", "onvoldoende, herkansing", "ｏｎvoldoende", "onvoldoend"}) {
    INFO(word);
    Row row;
    row.result = "\"" + std::string(word) + "\"";
    CHECK(places(row.text()) == Places{"1 resultaat E-RESULT"});
  }
  // Without a list of what is accepted too.
  const Template open =
      changed_template({{"/record/assessment/grade",
                         {{"$column", "resultaat"}, {"refuse", {"onvoldoende", "5", "nee"}}}}});
  for (const char* word : {"Onvoldoende", "5", "05", "5,0", "NEE!", "niet goed: onvoldoende"}) {
    INFO(word);
    Row row;
    row.result = word;
    CHECK(places_of(lint_with(open, k_columns + row.text())) == Places{"1 resultaat E-RESULT"});
  }
  for (const char* word :
       {"voldoende", "ruim voldoende", "goed", "8", "5,5", "6,5", "15", "geneesbaar"}) {
    INFO(word);
    Row row;
    row.result = word;
    CHECK(places_of(lint_with(open, k_columns + row.text())).empty());
  }
}

TEST_CASE("no word is suggested that a refused one is nearer to", "[issuer_lint]") {
  const auto suggestion = [](const Template& form, const char* word) {
    Row row;
    row.result = word;
    const auto found = lint_with(form, k_columns + row.text());
    REQUIRE(found.size() == 1);
    return found.front().finding.advice.en;
  };
  const Template form = test::example_template("mc-log-02.json");
  CHECK(suggestion(form, "Voldoende") == "did you mean \"voldoende\"?");
  CHECK(suggestion(form, "voldonde") == "did you mean \"voldoende\"?");
  const Template without = changed_template({{"/record/assessment/grade/refuse", nullptr}});
  CHECK(suggestion(without, "onvoldoende") == "it knows \"voldoende\", \"goed\"");
  CHECK(suggestion(without, "Onvoldoende") == "it knows \"voldoende\", \"goed\"");
  CHECK(suggestion(without, "voldoende x") == "did you mean \"voldoende\"?");
}

TEST_CASE("a result has to lie within its bounds", "[issuer_lint]") {
  const Template form = test::example_template("reach-truck.json");
  const auto points = [&form](const char* value) {
    return places_of(lint_with(form,
                               "family name,given name,born,form,identity checked,points,date,did\n"
                               "Nowak,Marek,1984-12-24,workplace,yes,\"" +
                                   std::string(value) + "\",2026-06-03,\n"));
  };
  for (const char* good : {"6", "6,0", "7,5", "10", "8"}) {
    INFO(good);
    CHECK(points(good).empty());
  }
  for (const char* low : {"5", "5,9", "0", "1"}) {
    INFO(low);
    CHECK(points(low) == Places{"1 points E-RESULT"});
  }
  for (const char* no : {"11", "-1", "n.v.t.", "6-", "10,1"}) {
    INFO(no);
    CHECK(points(no) == Places{"1 points E-NUMBER"});
  }
}

TEST_CASE("names of people in any script are accepted", "[issuer_lint]") {
  for (const char* name : {"Suharto",
                           "van 't Hoff",
                           "d'Angelo",
                           "O’Neill",
                           "D‘Angelo",
                           "d´Hont",
                           "Brontë-Yıldız",
                           "İnönü",
                           "Ĳsselmuiden",
                           "Müller",
                           "Łukasiewicz",
                           "Šimšić",
                           "Nguyễn",
                           "Ng",
                           "Ó Briain",
                           "Þórsdóttir",
                           "Mª José",
                           "Col·lell",
                           "Kaʻiulani",
                           "Rabi‘",
                           "Willem “Wim”",
                           "Jansen (Bakker)",
                           "al-Rashid",
                           "Коваленко",
                           "Д’Артаньян",
                           "Παπαδόπουλος",
                           "محمد",
                           "عبد الرحمن",
                           "می‌رضایی",
                           "כהן",
                           "王",
                           "葛󠄀城",
                           "さくら",
                           "김",
                           "ถาวร",
                           "अक्षय",
                           "क्‍ष",
                           "ന്‍",
                           "ศักดิ์",
                           "Ⴀნა",
                           "Յովհաննէս",
                           "ⴰⵎⴰⵣⵉⵖ",
                           "ገብረመድኅን",
                           "Tesfay Gebremedhin"}) {
    INFO(name);
    CHECK(named(name).empty());
  }
}

TEST_CASE("a name without a letter is told and stands in nobody's way", "[issuer_lint]") {
  for (const char* name : {".", "12345", "-", "…", "—", "5 5"}) {
    INFO(name);
    CHECK(named(name) == Places{"1 achternaam W-NAME"});
  }
}

TEST_CASE("what nobody sees does not stand in a name or a title", "[issuer_lint]") {
  for (const char* name : {"Jan\u202Esen", "Jan\u200Bsen", "Jan\u00ADsen", "\uFEFFJansen",
                           "\u2066x\u2069", "Jan\u200Fsen", "Jan\u2060sen", "Jan\u200Dsen",
                           "Jan\u200Csen", "Jan\u034Fsen", "\u3164x", "Jan\U000E0041sen"}) {
    INFO(name);
    CHECK(named(name) == Places{"1 achternaam E-TEXT"});
  }
  Row row;
  row.number = "1\u200B2";
  CHECK(places(row.text()) == Places{"1 leerlingnr E-TEXT"});
  Json record = test::sample_record_json();
  record["achievement"]["title"] = {{"nl", "Veilig\u202E werken"}};
  const auto read = test::record_from(record);
  REQUIRE(read.has_value());
  const auto findings = learning_record::check(*read);
  REQUIRE(findings.size() == 1);
  CHECK(findings.front().where == "/achievement/title/nl");
  CHECK(findings.front().code == Code::malformed);
}

TEST_CASE("text that was read in the wrong encoding is named in its cell", "[issuer_lint]") {
  for (const char* name :
       {"BrontÃ«", "Ã–ztÃ¼rk", "MÃ¼ller", "ÅukasiÅ„ska", "Oâ€™Neill", "ÐšÐ¾Ð²Ð°Ð»ÐµÐ½ÐºÐ¾",
        "Bront‰", "Jos‚", "Schr”der", "M„kinen", "Fran‡ois", "Nu¤ez", "Jansen™"}) {
    INFO(name);
    CHECK(named(name) == Places{"1 achternaam E-ENCODING"});
  }
  // The bytes of DOS and of Macintosh, in a file that is read as Windows-1252.
  CHECK(named("Bront\x89") == Places{"1 achternaam E-ENCODING", "0  W-ENCODING"});
  for (const char* name : {"Ångström", "Ãris", "SÃO", "ŠIMŠIĆ", "Émile «x", "ÄÖÜ", "Ñandú"}) {
    const bool quoted = std::string_view(name).find("«") != std::string_view::npos;
    INFO(name);
    CHECK(named(name).empty() != quoted);
  }
  // A pair of a capital and a sign is no mistake in a title.
  const Template form = changed_template(
      {{"/record/achievement/title/nl", {{"$column", "email"}}}, {"/checks", nullptr}});
  Row row;
  row.mail = "Koken in CAFÉ…";
  CHECK(places_of(lint_with(form, k_columns + row.text())).empty());
  row.mail = "Koken in cafÃ©";
  CHECK(places_of(lint_with(form, k_columns + row.text())) == Places{"1 email E-ENCODING"});
}

TEST_CASE("a citizen service number is found wherever it hides", "[issuer_lint]") {
  for (const char* name : {"111222333", "Jansen 111222333", "Jansen 1112.22.333", "11222311",
                           "BSN111222333", "Jansen-111 222 333"}) {
    INFO(name);
    const Places found = named(name);
    CHECK(std::find(found.begin(), found.end(), "1 achternaam E-BSN") != found.end());
  }
  for (const char* number : {"111222333", "111 222 333", "BSN111222333", "111222333A",
                             "bsn 1112.22.333", "sofi 11222311"}) {
    INFO(number);
    Row row;
    row.number = number;
    CHECK(places(row.text()) == Places{"1 leerlingnr E-BSN"});
  }
  Row short_one;
  short_one.number = "11222311";
  CHECK(places(short_one.text()) == Places{"1 leerlingnr W-BSN"});
  for (const char* number :
       {"100231", "111222334", "LN-100234", "2026-00471", "RVW-2026-004711", "LN-111222333",
        "S111222333", "11222312", "1112223330", "A1B2C3", "000000000"}) {
    INFO(number);
    Row row;
    row.number = number;
    CHECK(places(row.text()).empty());
  }
}

TEST_CASE("a learner gets one credential for an achievement on a day", "[issuer_lint]") {
  const auto pair_of = [](const Row& a, const Row& b) { return places(a.text() + b.text()); };
  const Places twice{"2 leerlingnr E-DUP"};
  Row first;
  first.family = "Brontë";
  const auto with = [&first](auto change) {
    Row out = first;
    change(out);
    return out;
  };
  CHECK(pair_of(first, first) == twice);
  CHECK(pair_of(first, with([](Row& r) { r.result = "voldoende"; })) == twice);
  CHECK(pair_of(first, with([](Row& r) { r.family = "Bronte\u0308"; })) == twice);
  CHECK(pair_of(first, with([](Row& r) { r.family = "BRONTË"; })) == twice);
  CHECK(pair_of(first, with([](Row& r) { r.did = "did:example:a"; })) == twice);
  CHECK(pair_of(first, with([](Row& r) { r.family = "Pietersen"; })) == twice);
  CHECK(pair_of(first, with([](Row& r) { r.date = "11-06-2026"; })).empty());
  CHECK(pair_of(first, with([](Row& r) { r.number = "2"; })).empty());

  const Template form = test::example_template("mc-log-02.json");
  const auto sentence = [&](const Row& second) {
    return lint_with(form, k_columns + first.text() + second.text()).front().finding.what.en;
  };
  CHECK(sentence(first) == "duplicate of row 1");
  CHECK(sentence(with([](Row& r) { r.result = "voldoende"; })) ==
        "the learner, achievement and date of row 1, and not the same otherwise");
  CHECK(sentence(with([](Row& r) { r.family = "Pietersen"; })) ==
        "the number of row 1, with another name or date of birth");
}

TEST_CASE("without a number the same name and date of birth are a doubt", "[issuer_lint]") {
  const Template form = test::example_template("reach-truck.json");
  const auto lint_two = [&form](const char* a, const char* b) {
    return places_of(
        lint_with(form, "family name,given name,born,form,identity checked,points,date,did\n" +
                            std::string(a) + "\n" + std::string(b) + "\n"));
  };
  const char* one = "Nowak,Marek,1984-12-24,workplace,yes,8,2026-06-03,";
  CHECK(lint_two(one, one) == Places{"2 did E-DUP"});
  CHECK(lint_two(one, "NOWAK,Marek,1984-12-24,workplace,yes,8,2026-06-03,did:example:a") ==
        Places{"2 did E-DUP"});
  CHECK(lint_two(one, "Nowak,Marek,1984-12-24,workplace,yes,9,2026-06-03,") ==
        Places{"2 did W-DUP"});
  CHECK(lint_two(one, "Nowak,Marek,1984-12-25,workplace,yes,8,2026-06-03,").empty());
  CHECK(lint_two(one, "Nowak,Marta,1984-12-24,workplace,yes,8,2026-06-03,").empty());
  CHECK(lint_two(one, "Nowak,Marek,1984-12-24,workplace,yes,8,2026-06-04,").empty());
}

TEST_CASE("a mistake brings no findings about other columns along", "[issuer_lint]") {
  Row row;
  row.date = "31-06-2026";
  CHECK(places(row.text()) == Places{"1 datum E-DATE"});
  row.date = "12-06-2026";
  row.born = "1-13-2003";
  CHECK(places(row.text()) == Places{"1 geboortedatum E-DATE"});
  // What is wrong whatever the mistake was stays.
  row.born = "12-06-2027";
  row.result = "slecht";
  CHECK(places(row.text()) == Places{"1 resultaat E-CODE", "1 geboortedatum E-DATE"});
  std::vector<Error> problems;
  const auto form =
      Template::parse(test::read_example("practice-statement/template.json"), problems);
  REQUIRE(form.has_value());
  const auto found =
      places_of(lint_with(*form, test::read_example("practice-statement/praktijk-fouten.csv")));
  const auto of_row_4 = std::count_if(found.begin(), found.end(), [](const std::string& place) {
    return place.starts_with("4 ") && place.ends_with("E-DATE");
  });
  CHECK(of_row_4 == 1);
}

TEST_CASE("while a column is missing rows that are there twice are found", "[issuer_lint]") {
  const std::string columns = "leerlingnr;voornaam;geboortedatum;module;uren_sbu;resultaat;datum\n";
  const std::string row = "1;An;2-11-2003;MC-LOG-02;240;goed;12-06-2026\n";
  const auto found = places_of(lint_with(test::example_template("mc-log-02.json"),
                                         columns + row + "2" + row.substr(1) + row));
  CHECK(found == Places{"0 achternaam E-COLUMN", "3 leerlingnr E-DUP"});
}

TEST_CASE("a day of the award after today is a mistake, today is none", "[issuer_lint]") {
  Row row;
  row.date = "15-06-2026";
  CHECK(places(row.text()).empty());
  row.date = "16-06-2026";
  CHECK(places(row.text()) == Places{"1 datum E-DATE"});
  // In the Netherlands it is the next day already.
  const auto late = lint_with(test::example_template("mc-log-02.json"), k_columns + row.text(),
                              test::at("2026-06-15T22:30:00Z"));
  CHECK(late.empty());
}

TEST_CASE("a validity that is over is a mistake, one that begins later is none", "[issuer_lint]") {
  std::vector<Error> problems;
  const auto form = Template::parse(test::read_example("accreditation/template.json"), problems);
  REQUIRE(form.has_value());
  const auto between = [&form](const char* from, const char* until) {
    return places_of(lint_with(*form,
                               "did;bedrijf;leerbedrijfnummer;besluit;vanaf;tot en met\n"
                               "did:web:x.example;X B.V.;990000017;01-06-2026;" +
                                   std::string(from) + ";" + until + "\n"));
  };
  CHECK(between("01-09-2025", "31-08-2029").empty());
  CHECK(between("01-09-2027", "31-08-2029").empty());
  CHECK(between("01-06-2026", "15-06-2026").empty());
  CHECK(between("01-09-2025", "14-06-2026") == Places{"1 tot en met E-DATE"});
  CHECK(between("31-06-2026", "14-06-2026") == Places{"1 vanaf E-DATE", "1 tot en met E-DATE"});
}

TEST_CASE("what spreadsheets do to a number or a file is understood", "[issuer_lint]") {
  Row row;
  row.number = "\"1,00231E+05\"";
  CHECK(places(row.text()) == Places{"1 leerlingnr E-NUMBER"});
  row.number = "1E5";
  CHECK(places(row.text()).empty());
  const Template form = test::example_template("mc-log-02.json");
  const std::string good = Row().text();
  CHECK(places_of(lint_with(form, "sep=;\n" + k_columns + good)).empty());
  CHECK(places_of(lint_with(form, "\xef\xbb\xbfsep=;\r\n" + k_columns + good)).empty());
  std::string doubled = k_columns + good;
  doubled.replace(doubled.find("did\n"), 4, "did;opm;opm\n");
  doubled.insert(doubled.size() - 1, ";x;y");
  CHECK(places_of(lint_with(form, doubled)).empty());
  doubled.replace(doubled.find("opm;opm"), 7, "opm;datum");
  const auto found = places_of(lint_with(form, doubled));
  REQUIRE(!found.empty());
  CHECK(found.front() == "0 datum E-COLUMN");
  CHECK(places_of(lint_with(form, k_columns)) == Places{"0  W-FILE"});
  CHECK(places_of(lint_with(form, k_columns + ";;;;;;;;;;\n")) == Places{"0  W-FILE"});
}

TEST_CASE("an address has no empty part", "[issuer_lint]") {
  for (const char* mail : {"a@b..example", ".a@b.example", "a.@b.example", "a..b@c.example",
                           "mailto:a@b.example", "a@.example", "a@b.example."}) {
    INFO(mail);
    Row row;
    row.mail = mail;
    CHECK(places(row.text()) == Places{"1 email E-MAIL"});
  }
  for (const char* mail : {"a@b.example", "a.b+c@d-e.example", "zoë@student.example"}) {
    INFO(mail);
    Row row;
    row.mail = mail;
    CHECK(places(row.text()).empty());
  }
}

TEST_CASE("somebody with one name is told where it belongs", "[issuer_lint]") {
  Row row;
  row.family = "";
  row.given = "Suharto";
  const auto found = lint_with(test::example_template("mc-log-02.json"), k_columns + row.text());
  REQUIRE(places_of(found) == Places{"1 achternaam E-EMPTY"});
  CHECK(found.front().finding.advice.en.find("one name") != std::string::npos);
  row.given = "";
  const auto nobody = lint_with(test::example_template("mc-log-02.json"), k_columns + row.text());
  CHECK(nobody.front().finding.advice.en == "fill it in");
}

TEST_CASE("terms and profiles that are hardly meant are told once for the file", "[issuer_lint]") {
  const std::string list = k_columns + Row().text() + "2" + Row().text().substr(1);
  const auto told = [&list](const Json& changes) {
    return places_of(lint_with(changed_template(changes), list));
  };
  CHECK(told(Json::object()).empty());
  const std::string outcome = "/record/achievement/outcomes/0";
  CHECK(told({{outcome + "/name", {{"nl", "koffie zetten"}}}}) == Places{"0  W-CONCEPT"});
  CHECK(told({{outcome + "/id",
               "http://data.europa.eu/esco/skill/28cb374e-6261-4133-8371-f9a5470145db"}}) ==
        Places{"0  W-CONCEPT"});
  CHECK(told({{outcome + "/name", {{"en", "Operate forklift"}, {"de", "Gabelstapler bedienen"}}}})
            .empty());
  CHECK(told({{"/record/achievement/levels/1/name", {{"nl", "NLQF-niveau 4"}}}}) ==
        Places{"0  W-CONCEPT"});
  CHECK(told({{"/record/achievement/levels/1/name", {{"nl", "niveau twee"}}}}).empty());
  for (const char* member : {"/record/achievement/image", "/record/achievement/language",
                             "/record/assessment/result_scale", "/record/assessment/supervision",
                             "/record/assessment/identity_checked"}) {
    INFO(member);
    CHECK(told({{member, nullptr}}) == Places{"0  W-PROFILE"});
  }
}
