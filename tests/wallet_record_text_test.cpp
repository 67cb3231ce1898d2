#include <algorithm>

#include <catch2/catch.hpp>

#include "support/records.h"
#include "wallet/record_text.h"

namespace test = credenza::test;
using Catch::Matchers::Contains;
using credenza::host::Language;
using credenza::wallet::record_text;

namespace {

std::string text_of(std::string_view type, Language language) {
  return record_text(*test::record_from(test::sample_record_json(type)), language);
}

}  // namespace

TEST_CASE("wallet shows a practice statement in plain words, and that it is no diploma",
          "[wallet]") {
  CHECK_THAT(text_of("PracticeStatement", Language::en),
             Contains("practice statement, no diploma\n") &&
                 Contains("P1-K1-W1 Ontvangt goederen: zelfstandig\n") &&
                 Contains("De Blauwe Hal Logistiek B.V.\n") && Contains("Ilse Smit\n") &&
                 Contains("2026-01-12 to 2026-05-29\n") && Contains("620\n") &&
                 Contains("This is not a diploma."));
  CHECK_THAT(text_of("PracticeStatement", Language::nl),
             Contains("praktijkverklaring, geen diploma\n") && Contains("leerbedrijf") &&
                 Contains("Dit is geen diploma."));
}

TEST_CASE("wallet shows what the other types say", "[wallet]") {
  CHECK_THAT(text_of("SafetyCertificate", Language::nl),
             Contains("RVW-2026-004711\n") && Contains("reachtruck\n"));
  CHECK_THAT(text_of("MboCertificate", Language::nl),
             Contains("D1-K1 Rijdt met een heftruck: goed\n"));
  CHECK_THAT(text_of("Endorsement", Language::en),
             Contains("Sanne works safely with the forklift, on her own.\n"));
  CHECK_THAT(text_of("Accreditation", Language::nl), Contains("PracticeStatement\n"));
  CHECK_THAT(text_of("MicroCredential", Language::nl),
             Contains("heftruck bedienen\n") && Contains("Sanne van der Heijden\n"));
}

TEST_CASE("wallet bounds what a record with ten thousand work processes prints", "[wallet]") {
  auto record = *test::record_from(test::sample_record_json("PracticeStatement"));
  record.work_processes.resize(10000, record.work_processes[0]);
  record.work_processes[0].result = "\x1b[2K";
  const std::string text = record_text(record, Language::en);
  CHECK(std::count(text.begin(), text.end(), '\n') < 50);
  CHECK(text.find('\x1b') == std::string::npos);
}
