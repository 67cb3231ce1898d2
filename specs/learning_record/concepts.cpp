#include "learning_record/concepts.h"

#include <algorithm>
#include <array>

namespace credenza::learning_record {
namespace {

constexpr std::array k_concepts{
    KnownConcept{"http://data.europa.eu/esco/skill/28cb374e-6261-4133-8371-f9a5470145da", "ESCO",
                 "", "operate forklift", "heftruck bedienen"},
    KnownConcept{"http://data.europa.eu/esco/skill/055ff233-6569-43db-9f95-a4b03dca97da", "ESCO",
                 "", "operate warehouse record systems",
                 "gegevensregistratiesystemen voor magazijnen gebruiken"},
    KnownConcept{"http://data.europa.eu/esco/skill/2cae39d6-78c2-4ce3-bee8-628504371463", "ESCO",
                 "", "receive goods", "goederen ontvangen"},
    KnownConcept{"http://data.europa.eu/esco/skill/ee5e2297-39cc-4ed6-89e5-d58016118a7f", "ESCO",
                 "", "pick orders for dispatching", "bestellingen verzamelen voor verzending"},
    KnownConcept{"http://data.europa.eu/esco/skill/048affec-04db-4bd5-b7a6-c666d16c0fef", "ESCO",
                 "", "load cargo", "lading laden"},
    KnownConcept{"http://data.europa.eu/esco/skill/042f91e3-cccc-4d51-b635-bb14ffe90cfc", "ESCO",
                 "", "unload cargo", "lading lossen"},
    KnownConcept{"http://data.europa.eu/esco/skill/ab2bb44a-3956-4028-8715-8b70b1960b99", "ESCO",
                 "", "lift heavy weights", "zware lasten tillen"},
    KnownConcept{"http://data.europa.eu/esco/skill/dcc96a49-0bac-4a9c-8f8e-a32b4e47e6eb", "ESCO",
                 "", "apply health and safety standards",
                 "normen voor gezondheid en veiligheid toepassen"},
    KnownConcept{"http://data.europa.eu/esco/skill/1d21f6ad-340f-45da-a0a3-4e83867f47a6", "ESCO",
                 "", "provide first aid", "eerste hulp verlenen"},
    KnownConcept{"http://data.europa.eu/esco/skill/992b79df-dc2b-4c64-ab1c-c43e610e62f8", "ESCO",
                 "", "evacuate people from buildings", "mensen uit gebouwen evacueren"},
    KnownConcept{"http://data.europa.eu/esco/skill/fe29e658-7cad-4b70-a169-10a240ec0bef", "ESCO",
                 "", "work in a logistics team", "in een logistiek team werken"},
    KnownConcept{"http://data.europa.eu/esco/skill/5598739b-6718-4cff-8402-91d7f65b1505", "ESCO",
                 "", "maintain work area cleanliness", "de werkplek schoonhouden"},
    KnownConcept{"http://data.europa.eu/esco/skill/e883d55a-75ae-460b-ba0a-47fecf14f1b3", "ESCO",
                 "", "store warehouse goods", "goederen in een magazijn opslaan"},
    KnownConcept{"http://data.europa.eu/snb/eqf/1", "EQF", "1", "EQF level 1", "EQF-niveau 1"},
    KnownConcept{"http://data.europa.eu/snb/eqf/2", "EQF", "2", "EQF level 2", "EQF-niveau 2"},
    KnownConcept{"http://data.europa.eu/snb/eqf/3", "EQF", "3", "EQF level 3", "EQF-niveau 3"},
    KnownConcept{"http://data.europa.eu/snb/eqf/4", "EQF", "4", "EQF level 4", "EQF-niveau 4"},
    KnownConcept{"http://data.europa.eu/snb/eqf/5", "EQF", "5", "EQF level 5", "EQF-niveau 5"},
    KnownConcept{"http://data.europa.eu/snb/eqf/6", "EQF", "6", "EQF level 6", "EQF-niveau 6"},
    KnownConcept{"http://data.europa.eu/snb/eqf/7", "EQF", "7", "EQF level 7", "EQF-niveau 7"},
    KnownConcept{"http://data.europa.eu/snb/eqf/8", "EQF", "8", "EQF level 8", "EQF-niveau 8"},
    KnownConcept{"http://data.europa.eu/snb/qdr/c_b42dd23b", "NLQF", "Entry", "NLQF entry level",
                 "NLQF-instroomniveau"},
    KnownConcept{"http://data.europa.eu/snb/qdr/c_3e11a3fd", "NLQF", "1", "NLQF level 1",
                 "NLQF-niveau 1", "1"},
    KnownConcept{"http://data.europa.eu/snb/qdr/c_c749fa23", "NLQF", "2", "NLQF level 2",
                 "NLQF-niveau 2", "2"},
    KnownConcept{"http://data.europa.eu/snb/qdr/c_f97cdbb5", "NLQF", "3", "NLQF level 3",
                 "NLQF-niveau 3", "3"},
    KnownConcept{"http://data.europa.eu/snb/qdr/c_ff656b33", "NLQF", "4", "NLQF level 4",
                 "NLQF-niveau 4", "4"},
    KnownConcept{"http://data.europa.eu/snb/qdr/c_c2700f4e", "NLQF", "4+", "NLQF level 4+",
                 "NLQF-niveau 4+", "4"},
    KnownConcept{"http://data.europa.eu/snb/qdr/c_18c9e9fe", "NLQF", "5", "NLQF level 5",
                 "NLQF-niveau 5", "5"},
    KnownConcept{"http://data.europa.eu/snb/qdr/c_1711a061", "NLQF", "6", "NLQF level 6",
                 "NLQF-niveau 6", "6"},
    KnownConcept{"http://data.europa.eu/snb/qdr/c_478359fc", "NLQF", "7", "NLQF level 7",
                 "NLQF-niveau 7", "7"},
    KnownConcept{"http://data.europa.eu/snb/qdr/c_2835a50f", "NLQF", "8", "NLQF level 8",
                 "NLQF-niveau 8", "8"},
    KnownConcept{"http://data.europa.eu/snb/assessment/6a4db9f11d", "Europass assessment", "",
                 "practical assessment", "praktijkbeoordeling"},
    KnownConcept{"http://data.europa.eu/snb/assessment/4f03b91c0e", "Europass assessment", "",
                 "portfolio", "portfolio"},
    KnownConcept{"http://data.europa.eu/snb/assessment/6e6cb2cc78", "Europass assessment", "",
                 "written examination", "schriftelijk examen"},
    KnownConcept{"http://data.europa.eu/snb/assessment/d30284d7df", "Europass assessment", "",
                 "oral examination", "mondeling examen"},
    KnownConcept{"http://data.europa.eu/snb/assessment/795dac4096", "Europass assessment", "",
                 "project work", "projectwerk"},
    KnownConcept{"http://data.europa.eu/snb/assessment/3484bd7e51", "Europass assessment", "",
                 "continuous evaluation", "doorlopende beoordeling"},
    KnownConcept{"http://data.europa.eu/snb/learning-activity/4357e0e681",
                 "Europass learning activity", "", "job experience", "werkervaring"},
    KnownConcept{"http://data.europa.eu/snb/learning-activity/d46a826a39",
                 "Europass learning activity", "", "apprenticeship", "leerwerkplek"},
    KnownConcept{"http://data.europa.eu/snb/learning-activity/bf5588ff84",
                 "Europass learning activity", "", "internship", "stage"},
    KnownConcept{"http://data.europa.eu/snb/learning-activity/ff436ea7c9",
                 "Europass learning activity", "", "classroom coursework", "les in de klas"},
    KnownConcept{"http://data.europa.eu/snb/learning-activity/bf2e3a7bae",
                 "Europass learning activity", "", "e-learning coursework", "online les"},
    KnownConcept{"http://data.europa.eu/snb/learning-activity/3c8bd58d62",
                 "Europass learning activity", "", "lab / simulation / practice coursework",
                 "les in een lab, simulatie of praktijkruimte"},
    KnownConcept{"http://data.europa.eu/snb/learning-assessment/729f3bed4b", "Europass mode", "",
                 "Workbased", "op het werk"},
    KnownConcept{"http://data.europa.eu/snb/learning-assessment/920fbb3cbe", "Europass mode", "",
                 "Online", "online"},
    KnownConcept{"http://data.europa.eu/snb/learning-assessment/e92d221e4d", "Europass mode", "",
                 "Blended", "gemengd"},
    KnownConcept{"http://data.europa.eu/snb/learning-assessment/9191af2ed9", "Europass mode", "",
                 "Presential", "op locatie"},
    KnownConcept{"http://data.europa.eu/snb/learning-setting/6fd4685715",
                 "Europass learning setting", "", "formal learning", "formeel leren"},
    KnownConcept{"http://data.europa.eu/snb/learning-setting/e207a81fc7",
                 "Europass learning setting", "", "non-formal learning", "non-formeel leren"},
    KnownConcept{"http://data.europa.eu/snb/accreditation/003293d2ce", "Europass accreditation", "",
                 "Institutional License", "licentie van de instelling"},
    KnownConcept{"http://data.europa.eu/snb/accreditation/e57dddfcf3", "Europass accreditation", "",
                 "Program License", "licentie van de opleiding"},
    KnownConcept{"http://data.europa.eu/snb/accreditation/820101cba6", "Europass accreditation", "",
                 "Program Quality Assurance", "kwaliteitsborging van de opleiding"},
    KnownConcept{"http://data.europa.eu/snb/accreditation/bb4618238e", "Europass accreditation", "",
                 "Institutional Quality Assurance", "kwaliteitsborging van de instelling"},
};

/// The vocabularies that an IRI can be told to be from by how it begins.
struct Vocabulary {
  std::string_view start;
  std::string_view framework;
};
constexpr std::array k_vocabularies{Vocabulary{"http://data.europa.eu/esco/", "ESCO"},
                                    Vocabulary{"http://data.europa.eu/snb/eqf/", "EQF"}};

/// Whether `said` names `framework`, be it with a version: "ESCO v1.2".
bool names(std::string_view said, std::string_view framework) noexcept {
  return said.starts_with(framework) &&
         (said.size() == framework.size() || said[framework.size()] == ' ');
}

/// What the vocabulary calls itself that `id` is from; empty when it cannot be told.
std::string_view framework_of(std::string_view id, const std::optional<KnownConcept>& known) {
  if (known) return known->framework;
  for (const Vocabulary& vocabulary : k_vocabularies) {
    if (id.starts_with(vocabulary.start)) return vocabulary.framework;
  }
  return {};
}

/// Frameworks of which every IRI is known, so that any other under their name is a mistake.
bool is_closed(std::string_view framework) noexcept {
  return framework == "EQF" || framework == "NLQF";
}

/// The place of the first level of `framework`, which is put into `known`.
std::optional<std::size_t> find_level(const std::vector<Concept>& levels,
                                      std::string_view framework, KnownConcept& known) {
  for (std::size_t i = 0; i < levels.size(); ++i) {
    const auto found = find_concept(levels[i].id);
    if (!found || found->framework != framework) continue;
    known = *found;
    return i;
  }
  return std::nullopt;
}

}  // namespace

std::span<const KnownConcept> known_concepts() noexcept {
  return k_concepts;
}

std::optional<KnownConcept> find_concept(std::string_view id) noexcept {
  const auto at = std::find_if(k_concepts.begin(), k_concepts.end(),
                               [id](const KnownConcept& known) { return known.id == id; });
  if (at == k_concepts.end()) return std::nullopt;
  return *at;
}

std::optional<std::string_view> learning_setting_id(std::string_view setting) noexcept {
  if (setting == "formal") return "http://data.europa.eu/snb/learning-setting/6fd4685715";
  if (setting == "non-formal") return "http://data.europa.eu/snb/learning-setting/e207a81fc7";
  return std::nullopt;
}

std::optional<Error> check_pairing(const Concept& term) {
  if (term.id.starts_with("https://data.europa.eu/")) {
    return fail(Code::malformed, "/id",
                "the identifiers of this vocabulary begin with http://, without an s");
  }
  const std::optional<KnownConcept> known = find_concept(term.id);
  const std::string_view framework = framework_of(term.id, known);
  if (is_closed(framework) && !known) {
    return fail(Code::not_found, "/id", "there is no such level; EQF has 1 to 8");
  }
  if (!term.framework.empty() && !framework.empty() && !names(term.framework, framework)) {
    return fail(Code::mismatch, "/framework",
                "is '" + term.framework + "', but the id is one of " + std::string(framework));
  }
  if (is_closed(term.framework) && !term.id.empty() && framework.empty()) {
    return fail(Code::mismatch, "/id", "is no level of " + term.framework);
  }
  if (known && !known->code.empty() && !term.code.empty() && term.code != known->code) {
    return fail(Code::mismatch, "/code",
                "is '" + term.code + "', but the id is that of level " + std::string(known->code));
  }
  return std::nullopt;
}

std::optional<Error> check_levels(const std::vector<Concept>& levels) {
  KnownConcept eqf;
  KnownConcept nlqf;
  const auto european = find_level(levels, "EQF", eqf);
  const auto dutch = find_level(levels, "NLQF", nlqf);
  if (!european || !dutch || nlqf.eqf == eqf.code) return std::nullopt;
  const std::string where = "/" + std::to_string(*european);
  if (nlqf.eqf.empty()) {
    return fail(Code::mismatch, where,
                "the entry level of NLQF has no counterpart in EQF; leave this one out");
  }
  return fail(Code::mismatch, where,
              "NLQF level " + std::string(nlqf.code) + " is EQF level " + std::string(nlqf.eqf) +
                  ", not " + std::string(eqf.code));
}

}  // namespace credenza::learning_record
