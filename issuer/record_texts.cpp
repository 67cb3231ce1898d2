#include "issuer/record_texts.h"

#include <array>

namespace credenza::issuer {
namespace {

struct Known {
  Code code;
  std::string_view where;
  std::string_view nl;
};

/// English is what the finding says itself.
constexpr std::array k_known{
    Known{Code::forbidden, "/person/learner_id",
          "lijkt op een burgerservicenummer (BSN), en dat mag niet in een bewijs staan; zet "
          "letters voor uw eigen nummer"},
    Known{Code::missing, "/person/family_name",
          "de naam van de leerling ontbreekt; wie een naam heeft, heeft een achternaam"},
    Known{Code::malformed, "/person/family_name",
          "bevat besturingstekens of een regeleinde; haal ze weg"},
    Known{Code::malformed, "/person/given_name",
          "bevat besturingstekens of een regeleinde; haal ze weg"},
    Known{Code::malformed, "/person/name_prefix",
          "bevat besturingstekens of een regeleinde; haal ze weg"},
    Known{Code::malformed, "/person/birth_date", "moet een datum zijn die bestaat, of een jaar"},
    Known{Code::out_of_range, "/person/birth_date", "ligt na de dag van de uitreiking"},
    Known{Code::malformed, "/person/id",
          "moet een DID zijn, zoals did:key:z6Mk…; laat de cel leeg als er geen is"},
    Known{Code::out_of_range, "/achievement/workload/sbu",
          "een microcredential heeft 240 studiebelastingsuren of meer; gebruik voor minder het "
          "profiel 'regular' of "
          "'extracurricular'"},
    Known{Code::out_of_range, "/achievement/workload/ects",
          "een microcredential heeft 3 tot 30 ECTS, in halve punten; gebruik anders het profiel "
          "'regular' of 'extracurricular'"},
    Known{Code::malformed, "/achievement/workload",
          "zegt ECTS en studiebelastingsuren; laat een van de twee weg"},
    Known{Code::unsupported, "/achievement/participation",
          "is geen vorm van deelname die het profiel kent"},
    Known{Code::unsupported, "/assessment/type", "is geen vorm van toetsing die het profiel kent"},
    Known{Code::unsupported, "/assessment/supervision",
          "is geen vorm van toezicht die het profiel kent"},
    Known{Code::out_of_range, "/valid_until", "ligt voor het begin van de geldigheid"},
};

}  // namespace

Sentence say_finding(const Error& finding) {
  for (const Known& known : k_known) {
    if (known.code == finding.code && known.where == finding.where)
      return {finding.detail, std::string(known.nl)};
  }
  const bool missing = finding.code == Code::missing;
  return {finding.detail, (missing ? "ontbreekt: " : "klopt niet: ") + finding.detail};
}

}  // namespace credenza::issuer
