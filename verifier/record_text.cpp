#include "verifier/record_text.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace credenza::verifier {
namespace {

using host::Language;
using host::Text;
using learning_record::LearningRecord;
using learning_record::Organisation;
using learning_record::Unit;

constexpr std::size_t k_most_lines = 20;

struct Word {
  std::string_view word;
  Text text;
};

constexpr std::array k_kinds{
    Word{"PracticeStatement",
         {"practice statement: no diploma, it lists what was shown",
          "praktijkverklaring: geen diploma, er staat in wat is laten zien"}},
    Word{"MboCertificate",
         {"mbo certificate: a part of an mbo qualification",
          "mbo-certificaat: een deel van een mbo-opleiding"}},
    Word{"SafetyCertificate", {"safety certificate", "veiligheidscertificaat"}},
    Word{"Endorsement", {"endorsement of another credential", "aanbeveling bij een ander bewijs"}},
    Word{"Accreditation", {"accreditation of an organisation", "erkenning van een organisatie"}}};

/// Words of the record's enumerations.
constexpr std::array k_words{Word{"observation", {"observation", "observatie"}},
                             Word{"interview", {"interview", "gesprek"}},
                             Word{"STARR interview", {"STARR interview", "gesprek (STARR)"}},
                             Word{"portfolio", {"portfolio", "portfolio"}},
                             Word{"work product", {"work product", "werkstuk"}},
                             Word{"simulation", {"simulation", "simulatie"}},
                             Word{"test", {"test", "toets"}},
                             Word{"manager", {"manager", "leidinggevende"}},
                             Word{"colleague", {"colleague", "collega"}},
                             Word{"customer", {"customer", "klant"}},
                             Word{"employee", {"employee", "medewerker"}},
                             Word{"teacher", {"teacher", "docent"}},
                             Word{"mentor", {"mentor", "begeleider"}}};

template <std::size_t N>
std::string translated(const std::array<Word, N>& words, std::string_view word, Language language) {
  const auto found = std::find_if(words.begin(), words.end(),
                                  [word](const Word& known) { return known.word == word; });
  return std::string(found == words.end() ? word : found->text.in(language));
}

/// `text` with `more` behind `between`; only one of them where the other is empty.
std::string joined(std::string text, std::string_view between, std::string_view more) {
  if (more.empty()) return text;
  if (text.empty()) return std::string(more);
  return text.append(between).append(more);
}

class Lines {
 public:
  Lines(const LearningRecord& record, Language language) : record_(record), language_(language) {}

  std::vector<RecordLine> take() && {
    add({"kind", "soort"}, known_kind());
    for (const auto& name : record_.person.alternative_names)
      add({"also", "ook"}, name.full_name());
    add_qualification();
    add_units({"shown", "laten zien"}, record_.work_processes);
    add_units({"part", "onderdeel"}, record_.parts);
    add_practice();
    add_registration();
    add_endorsement();
    add_accreditation();
    add({"evidence", "bijlagen"}, record_.evidence.empty()
                                      ? std::string()
                                      : std::to_string(record_.evidence.size()) +
                                            in({" (not in this file)", " (niet in dit bestand)"}));
    add_signers();
    return std::move(lines_);
  }

 private:
  std::string in(Text text) const { return std::string(text.in(language_)); }
  std::string text_of(const learning_record::LanguageMap& text) const {
    return std::string(learning_record::in_language(text, language_ == Language::nl ? "nl" : "en"));
  }

  void add(Text label, std::string value) {
    if (!value.empty()) lines_.push_back({label, std::move(value)});
  }

  std::string known_kind() const {
    const bool known = std::any_of(k_kinds.begin(), k_kinds.end(),
                                   [&](const Word& kind) { return kind.word == record_.type; });
    return known ? translated(k_kinds, record_.type, language_) : std::string();
  }

  std::string date(const std::optional<std::chrono::year_month_day>& date) const {
    return date ? date_text(*date, language_) : std::string();
  }

  std::string organisation(const Organisation& organisation) const {
    std::string numbers;
    for (const auto& [scheme, value] : organisation.identifiers)
      numbers = joined(std::move(numbers), ", ", joined(scheme, " ", value));
    std::string out = text_of(organisation.name);
    return numbers.empty() ? out : joined(std::move(out), " ", "(" + numbers + ")");
  }

  void add_qualification() {
    const learning_record::Qualification& qualification = record_.qualification;
    if (qualification.crebo.empty()) return;
    std::string value = "crebo " + qualification.crebo;
    if (!qualification.version.empty())
      value += in({", version ", ", versie "}) + qualification.version;
    value = joined(std::move(value), ", ", text_of(qualification.name));
    if (!qualification.level.empty())
      value += in({", mbo level ", ", mbo-niveau "}) + qualification.level;
    add({"belongs to", "hoort bij"}, std::move(value));
  }

  void add_units(Text label, const std::vector<Unit>& units) {
    for (std::size_t i = 0; i < units.size() && i < k_most_lines; ++i) {
      const Unit& unit = units[i];
      std::string value = joined(unit.code, " ", text_of(unit.title));
      value = joined(std::move(value), ": ", unit.result);
      std::string how = translated(k_words, unit.method, language_);
      how = joined(date(unit.date), ", ", how);
      if (!how.empty()) value += " (" + how + ")";
      add(label, std::move(value));
    }
    if (units.size() > k_most_lines) {
      add(label, in({"and ", "en nog "}) + std::to_string(units.size() - k_most_lines) +
                     in({" more", ""}));
    }
  }

  void add_practice() {
    const learning_record::Practice& practice = record_.practice;
    if (record_.type != "PracticeStatement") return;
    add({"company", "leerbedrijf"}, organisation(practice.learning_company));
    add({"trainer", "opleider"}, joined(practice.trainer.name, ", ", practice.trainer.function));
    const std::string until = date(practice.period.until);
    std::string when = date(practice.period.from);
    if (!until.empty()) when += in({" to ", " tot en met "}) + until;
    add({"period", "periode"}, std::move(when));
    if (practice.hours) add({"hours", "uren"}, std::to_string(*practice.hours));
  }

  void add_registration() {
    const learning_record::Registration& registration = record_.registration;
    add({"scheme", "regeling"}, registration.scheme);
    add({"register", "register"}, joined(registration.register_name, ": ", registration.number));
    add({"law", "wet"}, registration.legal_basis);
    add({"for", "voor"}, joined(registration.category, ", ", registration.equipment));
    add({"exam", "examen"}, date(registration.examined_on));
  }

  void add_endorsement() {
    const learning_record::Endorsement& endorsement = record_.endorsement;
    add({"speaks of", "gaat over"}, endorsement.target.id);
    add({"digest", "digest"}, endorsement.target.digest);
    add({"who", "wie"}, translated(k_words, endorsement.relation, language_));
    const std::string text = text_of(endorsement.text);
    add({"says", "zegt"}, text.empty() ? text : "\"" + text + "\"");
    std::string skills;
    for (const auto& skill : endorsement.skills)
      skills = joined(std::move(skills), ", ", text_of(skill.name));
    add({"about", "kunnen"}, std::move(skills));
  }

  void add_accreditation() {
    const learning_record::Accreditation& accreditation = record_.accreditation;
    const auto all = [](const std::vector<std::string>& types) {
      std::string out;
      for (const std::string& type : types)
        out = joined(std::move(out), ", ", type);
      return out;
    };
    add({"of", "van"},
        joined(organisation(accreditation.organisation), ", ", accreditation.organisation.id));
    add({"may issue", "mag geven"}, all(accreditation.types));
    add({"may sign", "mag tekenen"}, all(accreditation.co_sign_types));
    add({"by rules", "volgens"}, accreditation.framework);
  }

  void add_signers() {
    for (std::size_t i = 0; i < record_.co_signers.size() && i < k_most_lines; ++i) {
      const learning_record::CoSigner& signer = record_.co_signers[i];
      add({"co-signs", "tekent mee"}, joined(signer.name, ", ", signer.signatory));
    }
  }

  const LearningRecord& record_;
  Language language_;
  std::vector<RecordLine> lines_;
};

}  // namespace

std::string date_text(std::chrono::year_month_day date, Language language) {
  std::string iso = format_date(date);
  if (language == Language::en || iso.size() != 10) return iso;
  return iso.substr(8, 2) + "-" + iso.substr(5, 2) + "-" + iso.substr(0, 4);
}

std::vector<RecordLine> record_lines(const LearningRecord& record, Language language) {
  return Lines(record, language).take();
}

}  // namespace credenza::verifier
