// What lint and co-signing say of the work processes of a practice statement, by the dossier of its
// qualification.
#include <catch2/catch.hpp>

#include "host/files.h"
#include "issuer/dossier.h"
#include "support/temporary_folder.h"

using namespace credenza;          // NOLINT(google-build-using-namespace)
using namespace credenza::issuer;  // NOLINT(google-build-using-namespace)

namespace {

constexpr std::string_view k_dossier = R"({
  "schema": "credenza.issuer.dossier/1", "crebo": "99001", "version": "2024",
  "name": "Logistiek medewerker",
  "work_processes": {"P1-K1-W1": "Ontvangt goederen", "P1-K1-W3": "Verzamelt orders"}})";

learning_record::LearningRecord record_of(std::vector<learning_record::Unit> units) {
  learning_record::LearningRecord out;
  out.type = "PracticeStatement";
  out.qualification.crebo = "99001";
  out.qualification.version = "2024";
  out.work_processes = std::move(units);
  return out;
}

learning_record::Unit unit(std::string code, learning_record::LanguageMap title) {
  learning_record::Unit out;
  out.code = std::move(code);
  out.title = std::move(title);
  return out;
}

/// "where code" of each.
std::vector<std::string> said(const std::vector<CellFinding>& findings) {
  std::vector<std::string> out;
  for (const CellFinding& finding : findings)
    out.push_back(finding.where + " " + std::string(code_of(finding.fault)));
  return out;
}

using Said = std::vector<std::string>;

}  // namespace

TEST_CASE("work processes of the dossier are fine, whatever language their title is in",
          "[issuer_dossier]") {
  const Dossier dossier = *Dossier::parse(k_dossier);
  CHECK(check_work_processes(
            dossier,
            record_of({unit("P1-K1-W1", {{"nl", "Ontvangt goederen"}}),
                       unit("P1-K1-W3", {{"en", "Picks orders"}, {"nl", "Verzamelt orders"}}),
                       unit("P1-K1-W3", {})}))
            .empty());
}

TEST_CASE(
    "a code that the dossier does not have is told with the nearest, and a strange title is "
    "doubted",
    "[issuer_dossier]") {
  const Dossier dossier = *Dossier::parse(k_dossier);
  const auto findings =
      check_work_processes(dossier, record_of({unit("P1-K1-W3", {{"nl", "Rijdt vrachtwagen"}}),
                                               unit("P1-K9-W1", {{"nl", "Ontvangt goederen"}})}));
  CHECK(said(findings) ==
        Said{"/work_processes/0/title W-CONCEPT", "/work_processes/1/code E-CODE"});
  CHECK(findings[0].what.en == "P1-K1-W3 is called \"Verzamelt orders\" in the dossier 99001@2024");
  CHECK(findings[0].what.nl == "P1-K1-W3 heet \"Verzamelt orders\" in dossier 99001@2024");
  CHECK(findings[1].what.nl == "\"P1-K9-W1\" is geen werkproces van dossier 99001@2024");
  CHECK(findings[1].advice.en == "did you mean \"P1-K1-W1\"?");
  CHECK(findings[1].advice.nl == "bedoelt u \"P1-K1-W1\"?");
}

TEST_CASE("dossiers come from the home; one that is not there says nothing, a damaged one does",
          "[issuer_dossier]") {
  const test::TemporaryFolder home;
  const auto wrong = record_of({unit("P9", {})});
  CHECK(dossier_check(home.path())(wrong).empty());
  must(host::make_folder(home / "dossiers").has_value());
  const auto write = [&home](std::string_view text) {
    must(host::write_file(home / "dossiers/99001@2024.json", as_bytes(text),
                          {.mode = 0600, .overwrite = true})
             .has_value());
  };
  write(k_dossier);
  const FurtherCheck check = dossier_check(home.path());
  CHECK(said(check(wrong)) == Said{"/work_processes/0/code E-CODE"});
  CHECK(check(record_of({})).empty());
  write("{}");
  // Read once: a list is judged by one dossier from its first row to its last.
  CHECK(said(check(wrong)) == Said{"/work_processes/0/code E-CODE"});
  const auto damaged = dossier_check(home.path())(wrong);
  REQUIRE(damaged.size() == 1);
  CHECK(damaged[0].where == "/qualification");
  CHECK(is_error(damaged[0].fault));
}

TEST_CASE("both checks say what either finds", "[issuer_dossier]") {
  const auto saying = [](const char* where) {
    return [where](const learning_record::LearningRecord&) {
      CellFinding out = finding_of(Phrase::cell_empty);
      out.where = where;
      return std::vector<CellFinding>{out};
    };
  };
  CHECK(said(both(saying("/a"), saying("/b"))({})) == Said{"/a E-EMPTY", "/b E-EMPTY"});
}
