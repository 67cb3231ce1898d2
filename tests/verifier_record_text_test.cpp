// What a report says of what a credential says.
#include <algorithm>

#include <catch2/catch.hpp>

#include "support/records.h"
#include "support/rendered_report.h"
#include "verifier/render.h"

namespace test = credenza::test;
using Catch::Matchers::Contains;
using credenza::host::Language;
using credenza::test::accepted;
using credenza::test::shown;
using credenza::verify::CredentialReport;

TEST_CASE("verifier shows what a practice statement says, and that it is no diploma",
          "[verifier]") {
  CredentialReport credential = accepted();
  credential.record = *test::record_from(test::sample_record_json("PracticeStatement"));
  const std::string english = shown({credential});
  for (const char* line :
       {"  kind        practice statement: no diploma, it lists what was shown\n",
        "  belongs to  crebo 99001, version 2024, Medewerker magazijn, mbo level 2\n",
        "  shown       P1-K1-W1 Ontvangt goederen: zelfstandig (2026-04-10, observation)\n",
        "  shown       P1-K2-W1 Houdt het magazijn schoon en veilig: onder begeleiding "
        "(2026-05-20, "
        "STARR interview)\n",
        "  company     De Blauwe Hal Logistiek B.V. (SBB 990000017, KVK 99000001)\n",
        "  trainer     Ilse Smit, praktijkopleider magazijn\n",
        "  period      2026-01-12 to 2026-05-29\n", "  hours       620\n",
        "  evidence    2 (not in this file)\n",
        "  co-signs    De Blauwe Hal Logistiek B.V., Rob Jansen, bedrijfsleider\n"}) {
    CHECK_THAT(english, Contains(line));
  }
  const std::string dutch = shown({credential}, Language::nl);
  for (const char* line :
       {"  soort       praktijkverklaring: geen diploma, er staat in wat is laten zien\n",
        "  laten zien  P1-K1-W3 Verzamelt orders: zelfstandig (08-05-2026, observatie)\n",
        "  leerbedrijf De Blauwe Hal Logistiek B.V. (SBB 990000017, KVK 99000001)\n",
        "  opleider    Ilse Smit, praktijkopleider magazijn\n",
        "  periode     12-01-2026 tot en met 29-05-2026\n", "  uren        620\n"}) {
    CHECK_THAT(dutch, Contains(line));
  }
}

TEST_CASE("verifier shows what the other types say", "[verifier]") {
  const auto of = [](const char* type, Language language) {
    CredentialReport credential = accepted();
    credential.record = *test::record_from(test::sample_record_json(type));
    return shown({credential}, language);
  };
  CHECK_THAT(of("SafetyCertificate", Language::en),
             Contains("  register    Register Veilig Werk: RVW-2026-004711\n") &&
                 Contains("  for         intern transport, reachtruck\n") &&
                 Contains("  exam        2026-06-10\n") &&
                 Contains("  also        \u041e\u043b\u0435\u043d\u0430 "
                          "\u041a\u043e\u0432\u0430\u043b\u0435\u043d\u043a\u043e\n"));
  CHECK_THAT(of("MboCertificate", Language::nl),
             Contains("  onderdeel   D1-K1 Rijdt met een heftruck: goed (11-05-2026)\n") &&
                 Contains("  hoort bij   crebo K9001, Heftruck en reachtruck, mbo-niveau 2\n"));
  CHECK_THAT(
      of("Endorsement", Language::nl),
      Contains("  gaat over   urn:uuid:5f2a7c1e-7a0b-8f35-9a64-0d7a1f3f6b21\n") &&
          Contains("  wie         leidinggevende\n") &&
          Contains("  zegt        \"Sanne werkt zelfstandig en veilig met de heftruck.\"\n"));
  CHECK_THAT(of("Accreditation", Language::en), Contains("  may issue   Endorsement\n") &&
                                                    Contains("  may sign    PracticeStatement\n") &&
                                                    Contains("did:web:deblauwehal.example\n"));
}

TEST_CASE("verifier bounds what a record with ten thousand work processes prints", "[verifier]") {
  CredentialReport credential = accepted();
  credential.record = *test::record_from(test::sample_record_json("PracticeStatement"));
  credential.record->work_processes.resize(10000, credential.record->work_processes[0]);
  credential.record->work_processes[0].result = "\x1b[2Kaccepted\n  Result:     accepted";
  const std::string text = shown({credential});
  CHECK(std::count(text.begin(), text.end(), '\n') < 60);
  CHECK_THAT(text, Contains("  shown       and 9980 more\n"));
  CHECK(text.find('\x1b') == std::string::npos);
  CHECK(text.find("\n  Result:     accepted\n") == text.rfind("\n  Result:     accepted\n"));
}
