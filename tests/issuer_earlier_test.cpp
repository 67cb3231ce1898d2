// What is issued beside what was issued before, and ahead of its time.
#include <catch2/catch.hpp>

#include "issuer/issuing.h"
#include "support/class_list.h"
#include "support/issuer_maker.h"
#include "support/ports.h"

using namespace credenza;          // NOLINT(google-build-using-namespace)
using namespace credenza::issuer;  // NOLINT(google-build-using-namespace)
using test::IssuedRow;

namespace {

const Instant k_now = test::at("2026-06-15T09:00:00Z");

const std::string k_class_header =
    "leerlingnr;achternaam;geboortedatum;module;uren_sbu;resultaat;datum;did\n";

std::vector<std::string> warnings_of(const IssuedRow& row) {
  std::vector<std::string> out;
  for (const RowFinding& found : row.findings)
    out.emplace_back(code_of(found.finding.fault));
  return out;
}

[[nodiscard]] std::vector<IssuedRow> issue(const test::IssuerMaker& maker, const std::string& lines,
                                           Store& store, std::size_t group = 2000) {
  const Template form = test::example_template("mc-log-02.json");
  const std::string csv = k_class_header + lines;
  auto rows = test::issue_list(maker, {form, csv, k_now, 2, group}, store);
  REQUIRE(rows.has_value());
  return *std::move(rows);
}

}  // namespace

TEST_CASE("somebody who has a credential of the same day already is told of", "[issuer_issuing]") {
  const test::TemporaryFolder folder;
  const test::IssuerMaker maker(folder.path());
  const auto store = maker.open_store();
  const auto rows = [&](const std::string& lines, std::size_t group = 2000) {
    return issue(maker, lines, *store, group);
  };
  const std::string one = "1;Jansn;2-1-1988;MC-LOG-02;240;goed;12-06-2026;\n";
  const std::string two = "2;Nowak;2-1-1988;MC-LOG-02;240;goed;12-06-2026;\n";
  const auto first = rows(one + two, 1);
  CHECK(warnings_of(first[0]).empty());
  CHECK(warnings_of(first[1]).empty());
  // The same list once more gives the same again, without a word.
  for (const IssuedRow& row : rows(one + two))
    CHECK(warnings_of(row).empty());

  const auto mended = rows(
      "1;Jansen;2-1-1988;MC-LOG-02;240;goed;12-06-2026;\n"
      "3;Vos;2-1-1988;MC-LOG-02;240;goed;12-06-2026;\n" +
      two);
  CHECK(mended[0].outcome == Outcome::issued);
  REQUIRE(warnings_of(mended[0]) == std::vector<std::string>{"W-DUP"});
  CHECK(mended[0].findings[0].finding.what.en.find(first[0].id) != std::string::npos);
  CHECK(mended[0].findings[0].finding.column == "leerlingnr");
  CHECK(warnings_of(mended[1]).empty());
  CHECK(warnings_of(mended[2]).empty());
  // Another result and a DID that was filled in are another credential of the same person; another
  // day is another achievement.
  CHECK(warnings_of(rows("2;Nowak;2-1-1988;MC-LOG-02;240;voldoende;12-06-2026;\n")[0]) ==
        std::vector<std::string>{"W-DUP"});
  CHECK(warnings_of(rows("3;Vos;2-1-1988;MC-LOG-02;240;goed;12-06-2026;did:example:vos\n")[0]) ==
        std::vector<std::string>{"W-DUP"});
  CHECK(warnings_of(rows("1;Jansen;2-1-1988;MC-LOG-02;240;goed;11-06-2026;\n")[0]).empty());
}

TEST_CASE("nobody is told of a credential that was withdrawn", "[issuer_issuing]") {
  const test::TemporaryFolder folder;
  const test::IssuerMaker maker(folder.path());
  const auto store = maker.open_store();
  const auto first = issue(maker, "1;Jansn;1988;MC-LOG-02;240;goed;12-06-2026;\n", *store);
  {
    const auto transaction = *store->begin();
    REQUIRE(transaction->set_standing(1, {State::revoked, k_now, 1}).has_value());
    REQUIRE(transaction->commit().has_value());
  }
  const auto again = issue(maker, "1;Jansen;1988;MC-LOG-02;240;goed;12-06-2026;\n", *store);
  CHECK(again[0].outcome == Outcome::issued);
  CHECK(warnings_of(again[0]).empty());
}

TEST_CASE("what begins later is issued, and checked as anything else", "[issuer_issuing]") {
  const test::TemporaryFolder folder;
  const test::IssuerMaker maker(folder.path());
  const auto store = maker.open_store();
  std::vector<Error> problems;
  const auto form = Template::parse(test::read_example("accreditation/template.json"), problems);
  REQUIRE(form.has_value());
  const std::string csv =
      "did;bedrijf;leerbedrijfnummer;besluit;vanaf;tot en met\n"
      "did:web:a.example;A B.V.;990000017;01-06-2026;01-09-2030;31-08-2034\n"
      "did:web:b.example;B B.V.;990000024;01-06-2026;01-09-2020;31-08-2024\n"
      "did:web:c.example;C B.V.;990000031;01-06-2026;01-09-2025;31-08-2034\n";
  const auto rows = test::issue_list(maker, {*form, csv, k_now}, *store);
  REQUIRE(rows.has_value());
  REQUIRE(rows->size() == 3);
  CHECK((*rows)[0].outcome == Outcome::issued);
  CHECK((*rows)[1].outcome == Outcome::refused);
  CHECK((*rows)[1].findings.at(0).finding.column == "tot en met");
  CHECK((*rows)[1].findings.at(0).finding.fault == Fault::date);
  CHECK((*rows)[2].outcome == Outcome::issued);
}
