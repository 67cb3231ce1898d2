#include <algorithm>

#include <catch2/catch.hpp>

#include "issuer/characters.h"
#include "issuer/lint.h"
#include "issuer/record_texts.h"
#include "support/issuer_maker.h"
#include "support/memory.h"
#include "support/ports.h"
#include "support/records.h"

using namespace credenza;          // NOLINT(google-build-using-namespace)
using namespace credenza::issuer;  // NOLINT(google-build-using-namespace)

namespace {

const Instant k_now = test::at("2026-06-15T09:00:00Z");

Config config() {
  return *make_config("ROC Waterkant", "https://rocwaterkant.example", "NL");
}

struct Linted {
  LintTally tally;
  std::vector<RowFinding> findings;

  /// "9 geboortedatum E-DATE"
  [[nodiscard]] std::vector<std::string> places() const {
    std::vector<std::string> out;
    for (const RowFinding& found : findings) {
      out.push_back(std::to_string(found.row) + " " + found.finding.column + " " +
                    std::string(code_of(found.finding.fault)));
    }
    return out;
  }
  [[nodiscard]] std::string english(std::size_t i) const {
    return whole(findings.at(i).finding).en;
  }
  [[nodiscard]] std::string dutch(std::size_t i) const { return whole(findings.at(i).finding).nl; }
};

Linted run(const Template& form, std::string_view text, const FurtherCheck& further = {},
           const Config& issuer = config()) {
  test::SeededRandom random("lint");
  Linted out;
  const auto tally =
      lint(text_source(text), {form, issuer, k_now, random, further, {}}, [&](const RowFinding& f) {
        out.findings.push_back(f);
        return Status{};
      });
  REQUIRE(tally.has_value());
  out.tally = *tally;
  for (const RowFinding& found : out.findings) {
    CHECK(!found.finding.what.en.empty());
    CHECK(!found.finding.what.nl.empty());
    CHECK(found.finding.what.en != found.finding.what.nl);
  }
  return out;
}

Linted run(std::string_view text) {
  return run(test::example_template("mc-log-02.json"), text);
}

using Places = std::vector<std::string>;

const std::string k_columns =
    "leerlingnr;voorvoegsel;achternaam;voornaam;geboortedatum;email;module;uren_sbu;resultaat;"
    "datum;did\n";

std::string row(std::string_view number, std::string_view name) {
  return std::string(number) + ";;" + std::string(name) +
         ";;2-11-2003;;MC-LOG-02;240;goed;12-06-2026;\n";
}

/// What a spreadsheet makes of UTF-8 when it saves as Windows-1252: '?' for what that lacks.
std::string saved_as_windows_1252(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t length = 1;
    while (at + length < text.size() &&
           (static_cast<unsigned char>(text[at + length]) & 0xc0U) == 0x80U)
      ++length;
    const std::string_view character = text.substr(at, length);
    char saved = length == 1 ? text[at] : '?';
    for (unsigned byte = 0x80; byte < 0x100 && length > 1; ++byte) {
      const char one = static_cast<char>(byte);
      std::string utf8;
      if (append_windows_1252({&one, 1}, utf8) && utf8 == character) saved = one;
    }
    out += saved;
    at += length;
  }
  return out;
}

}  // namespace

TEST_CASE("lint finds every planted mistake of the class list and invents none", "[issuer_lint]") {
  const Linted out = run(test::read_example("micro-credential/uitslag-fouten.csv"));
  CHECK(out.places() == Places{
                            "8 leerlingnr E-DUP",
                            "9 geboortedatum E-DATE",
                            "9 datum E-DATE",
                            "9 email E-MAIL",
                            "10 resultaat E-RESULT",
                            "10 module E-CODE",
                            "10 uren_sbu E-PROFILE",
                        });
  CHECK(out.tally.rows == 10);
  CHECK(out.tally.ready == 7);
  CHECK(out.tally.with_errors == 3);
  CHECK(out.tally.warnings == 0);
  CHECK(out.english(0) == "duplicate of row 1; take one of the two out");
  CHECK(out.english(1).find("\"29-02-1970\" is no date (1970 is not a leap year)") == 0);
  CHECK(out.dutch(1).find("\"29-02-1970\" is geen datum (1970 is geen schrikkeljaar)") == 0);
  CHECK(out.english(2).find("\"31-06-2026\" is no date (June has 30 days)") == 0);
  CHECK(out.dutch(2).find("(juni heeft 30 dagen)") != std::string::npos);
  CHECK(out.english(3).find("\"wim.degraaf@\" is no e-mail address") == 0);
  CHECK(out.english(4).find("\"onvoldoende\": no credential will be made") == 0);
  CHECK(out.english(5).find("did you mean \"MC-LOG-02\"?") != std::string::npos);
  CHECK(out.dutch(5).find("bedoelt u \"MC-LOG-02\"?") != std::string::npos);
  CHECK(out.english(6).find("\"28\": a microcredential has 240 study load hours or more") == 0);
  CHECK(out.english(6).find("'extracurricular'") != std::string::npos);
}

TEST_CASE("lint refuses the rows that lost letters and names each", "[issuer_lint]") {
  const Linted out =
      run(saved_as_windows_1252(test::read_example("micro-credential/uitslag-fouten.csv")));
  const Places places = out.places();
  const auto has = [&places](const char* place) {
    return std::find(places.begin(), places.end(), place) != places.end();
  };
  CHECK(has("2 achternaam E-ENCODING"));
  CHECK(has("5 achternaam E-ENCODING"));
  CHECK(has("5 voornaam E-ENCODING"));
  CHECK(has("0  W-ENCODING"));
  CHECK(out.tally.ready == 5);
  CHECK(std::count_if(places.begin(), places.end(),
                      [](const std::string& place) { return place.ends_with("E-ENCODING"); }) == 3);
}

TEST_CASE("lint finds nothing in the example class lists", "[issuer_lint]") {
  const Linted school = run(test::read_example("batches/mc-log-02.csv"));
  CHECK(school.places().empty());
  CHECK(school.tally.ready == 10);
  const Linted trucks = run(test::example_template("reach-truck.json"),
                            test::read_example("batches/reach-truck.csv"));
  CHECK(trucks.places().empty());
  CHECK(trucks.tally.ready == 3);
}

TEST_CASE("lint finds nothing in the class list of any type of record", "[issuer_lint]") {
  for (const auto& [folder, list] :
       std::vector<std::pair<const char*, const char*>>{{"micro-credential", "uitslag.csv"},
                                                        {"practice-statement", "praktijk.csv"},
                                                        {"mbo-certificate", "uitslag.csv"},
                                                        {"safety-certificate", "geslaagd.csv"},
                                                        {"endorsement", "aanbevelingen.csv"},
                                                        {"accreditation", "erkenningen.csv"}}) {
    INFO(folder);
    std::vector<Error> problems;
    const auto form =
        Template::parse(test::read_example(std::string(folder) + "/template.json"), problems);
    REQUIRE(form.has_value());
    const learning_record::Organisation body = stand_in_body(*form);
    for (const Error& problem : check_template(*form))
      FAIL_CHECK(problem.where << ": " << problem.detail);
    Config issuer = config();
    issuer.did = body.id;
    issuer.identifiers = body.identifiers;
    const Linted out = run(*form, test::read_example(std::string(folder) + "/" + list), {}, issuer);
    for (std::size_t i = 0; i < out.findings.size(); ++i) {
      if (is_error(out.findings[i].finding.fault))
        FAIL_CHECK(out.places()[i] << " " << out.english(i));
    }
    CHECK(out.tally.rows > 0);
    CHECK(out.tally.ready == out.tally.rows);
  }
}

TEST_CASE("lint reads Windows-1252 and says so once", "[issuer_lint]") {
  const Linted out = run(k_columns + row("1", "Bront\xeb") + row("2", "Smit"));
  CHECK(out.places() == Places{"0  W-ENCODING"});
  CHECK(out.tally.ready == 2);
  CHECK(out.tally.errors == 0);
  CHECK(out.tally.warnings == 1);
}

TEST_CASE("lint names a missing column once and still looks at the others", "[issuer_lint]") {
  std::string text = k_columns + row("1", "Smit") + row("2", "Nowak");
  text.replace(text.find("achternaam"), 10, "achternam");
  text.replace(text.find("MC-LOG-02"), 9, "MC-LOG-2");
  const Linted out = run(text);
  CHECK(out.places() == Places{"0 achternaam E-COLUMN", "1 module E-CODE"});
  CHECK(out.english(0).find("did you mean \"achternam\"?") != std::string::npos);
  CHECK(out.tally.rows == 2);
  CHECK(out.tally.ready == 0);
}

TEST_CASE("lint tells what ends the reading of a file as a finding", "[issuer_lint]") {
  const Linted quote = run(k_columns + row("1", "Smit") + row("2", "O\"Neill") + row("3", "x"));
  CHECK(quote.places() == Places{"2 achternaam E-FILE"});
  CHECK(quote.tally.rows == 1);
  CHECK(run("").places() == Places{"0  E-FILE"});
  CHECK(run("a;;b\n").places() == Places{"0 2 E-FILE"});
  CHECK(run(std::string_view("\xff\xfe\x61\x00", 4)).places() == Places{"0  E-FILE"});
  const Linted length = run(k_columns + "1;2\n" + row("2", "Smit"));
  CHECK(length.places() == Places{"1  E-ROW"});
  CHECK(length.tally.ready == 1);
}

TEST_CASE("lint takes different rows with the same mistake for different rows", "[issuer_lint]") {
  const Linted out = run(k_columns + row("111222333", "Smit") + row("123456782", "Smit") +
                         row("111222333", "Smit"));
  CHECK(out.places() == Places{"1 leerlingnr E-BSN", "2 leerlingnr E-BSN", "3 leerlingnr E-BSN",
                               "3 leerlingnr E-DUP"});
  std::string text = k_columns + row("1", "?") + row("2", "?") + row("1", "?");
  CHECK(run(text).places() == Places{"1 achternaam E-ENCODING", "2 achternaam E-ENCODING",
                                     "3 achternaam E-ENCODING", "3 leerlingnr E-DUP"});
}

TEST_CASE("lint finds in every row what a look at that row alone finds", "[issuer_lint]") {
  const Config issuer = config();
  for (const auto& [form_name, list] : std::vector<std::pair<const char*, const char*>>{
           {"mc-log-02.json", "batches/mc-log-02.csv"},
           {"mc-log-02.json", "batches/mc-log-02-errors.csv"},
           {"mc-log-02.json", "micro-credential/uitslag-fouten.csv"},
           {"reach-truck.json", "batches/reach-truck.csv"}}) {
    INFO(list);
    const Template form = test::example_template(form_name);
    const auto table = read_csv(test::read_example(list));
    REQUIRE(table.has_value());
    const Binding binding = form.bind(table->columns());
    RowCheck together(form, binding, issuer, k_now);
    for (std::size_t i = 0; i < table->rows(); ++i) {
      const std::vector<CsvRow> rows{table->row(i)};
      Checked found;
      together.check(rows, found);
      RowCheck alone(form, binding, issuer, k_now);
      Checked again;
      alone.check(rows, again);
      REQUIRE(found.findings.size() == again.findings.size());
      for (std::size_t k = 0; k < found.findings.size(); ++k) {
        CHECK(found.findings[k].finding.where == again.findings[k].finding.where);
        CHECK(found.findings[k].finding.what.en == again.findings[k].finding.what.en);
      }
      // And it is sound exactly when making its credential finds nothing.
      const Cells cells = form.read(binding, rows);
      const auto record = read_own_record(form.pour(cells), issuer);
      const bool made =
          cells.findings.empty() && record && check_making(*record, issuer, k_now).empty();
      CHECK(found.is_sound() == made);
    }
  }
}

TEST_CASE("lint asks whoever knows more about the parties of a record", "[issuer_lint]") {
  const FurtherCheck further = [](const learning_record::LearningRecord& record) {
    std::vector<CellFinding> out;
    if (record.person.family_name == "Nowak") {
      out.push_back(say_finding({Code::expired, "/achievement/workload/sbu", "x"}));
      out.back().fault = Fault::recognition;
    }
    return out;
  };
  const Linted out =
      run(test::example_template("mc-log-02.json"),
          k_columns + row("1", "Smit") + row("2", "Nowak") + row("3", "Smits"), further);
  CHECK(out.places() == Places{"2 uren_sbu E-RECOGNITION"});
  CHECK(out.tally.ready == 2);
}

TEST_CASE("lint ends when it is told to", "[issuer_lint]") {
  test::SeededRandom random("lint");
  const Config issuer = config();
  const Template form = test::example_template("mc-log-02.json");
  const std::string text = k_columns + row("1", "Smit") + row("2", "Nowak");
  const auto stop = [](std::uint64_t) -> Status {
    return fail(Code::unavailable, "interrupted", "");
  };
  const auto out = lint(text_source(text), {form, issuer, k_now, random, {}, stop},
                        [](const RowFinding&) { return Status{}; });
  REQUIRE(!out.has_value());
  CHECK(out.error().where == "interrupted");
}

namespace {

Template statement() {
  const Json record = test::changed(
      test::sample_record_json("PracticeStatement"),
      {{"/awarding_body/id", "did:web:rocwaterkant.example"},
       {"/person/family_name", {{"$column", "naam"}}},
       {"/work_processes",
        {{"$rows",
          {{"code", {{"$column", "code"}}},
           {"title", {{"nl", {{"$column", "titel"}}}}},
           {"result", {{"$column", "oordeel"}}},
           {"date", {{"$column", "datum"}, {"type", "date"}, {"format", "yyyy-mm-dd"}}},
           {"method", "observation"}}}}}});
  std::vector<Error> problems;
  auto out = Template::parse(
      Json{{"schema", k_template_schema}, {"id", "ps"}, {"record", record}}.dump(), problems);
  REQUIRE(out.has_value());
  return std::move(*out);
}

constexpr const char* k_statement_columns = "naam;code;titel;oordeel;datum\n";

}  // namespace

TEST_CASE("lint takes rows that stand together for one credential", "[issuer_lint]") {
  const Template form = statement();
  const auto lint_them = [](const Template& with, const std::string& text) {
    return run(with, text, [](const auto&) { return std::vector<CellFinding>{}; });
  };
  for (const Error& problem : check_template(form, config().as_organisation()))
    FAIL_CHECK(problem.where << ": " << problem.detail);
  const std::string first = "Smit;P1-K1-W1;Ontvangt goederen;goed;2026-04-10\n";
  const std::string second = "Smit;P1-K1-W3;Verzamelt orders;goed;2026-05-08\n";
  const std::string other = "Nowak;P1-K1-W1;Ontvangt goederen;goed;2026-04-10\n";
  const std::string columns = k_statement_columns;
  const Linted sound = lint_them(form, columns + first + second + other);
  CHECK(sound.places().empty());
  CHECK(sound.tally.rows == 3);
  CHECK(sound.tally.ready == 3);
  const Linted split = lint_them(form, columns + first + other + second);
  CHECK(split.places() == Places{"3 naam E-SPLIT"});
  CHECK(split.english(0).find("of row 1 ") != std::string::npos);
  CHECK(split.tally.ready == 2);
  CHECK(lint_them(form, columns + first + second + first).places() ==
        Places{"3 code E-DUP", "3 naam E-DUP"});
  // A mistake in one row is named there; all rows of the credential wait for it.
  const Linted wrong =
      lint_them(form, columns + first + "Smit;P1-K1-W3;Verzamelt orders;goed;31-12-2026\n" + other);
  CHECK(wrong.places() == Places{"2 datum E-DATE"});
  CHECK(wrong.tally.ready == 1);
  CHECK(wrong.tally.with_errors == 2);
  const Linted outside =
      lint_them(form, columns + first + "Smit;P1-K1-W3;Orders;goed;1999-01-01\n");
  CHECK(outside.places() == Places{"2 datum E-DATE"});
}

TEST_CASE("lint ends a credential of rows without end", "[issuer_lint]") {
  const Template form = statement();
  std::string text = k_statement_columns;
  for (std::size_t i = 0; i < k_most_items + 1; ++i)
    text += "Smit;P1-K1-W" + std::to_string(i + 1) + ";T;goed;2026-04-10\n";
  const Linted out = run(form, text);
  const Places places = out.places();
  CHECK(std::find(places.begin(), places.end(), "201  E-RECORD") != places.end());
  CHECK(out.tally.ready == 0);
}

TEST_CASE("seen rows are remembered with the row in which they stood first", "[issuer_lint]") {
  test::SeededRandom random("seen");
  SeenRows seen(random);
  for (std::uint64_t i = 1; i <= 20'000; ++i)
    REQUIRE(!seen.see("row " + std::to_string(i), i).has_value());
  for (std::uint64_t i = 1; i <= 20'000; ++i)
    REQUIRE(seen.see("row " + std::to_string(i), 30'000) == i);
  CHECK(!seen.see("", 1).has_value());
  CHECK(seen.see("", 2) == 1U);
}
