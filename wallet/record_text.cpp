#include "wallet/record_text.h"

#include <algorithm>
#include <span>
#include <string_view>

#include "wallet/texts.h"

namespace credenza::wallet {
namespace {

using learning_record::Concept;
using learning_record::LearningRecord;
using learning_record::Unit;

constexpr std::size_t k_label_width = 12;
constexpr std::size_t k_most_lines = 20;

class Lines {
 public:
  explicit Lines(Language language) : language_(language) {}

  void add(Text label, std::string_view value) {
    if (value.empty()) return;
    out_ += padded(label.in(language_), k_label_width) + shown(value) + "\n";
  }
  void add(Text label, const learning_record::LanguageMap& text) { add(label, in(text)); }
  /// The names of `terms`, one line each.
  void add(Text label, std::span<const Concept> terms) {
    for (const Concept& term : terms.first(std::min(terms.size(), k_most_lines)))
      add(label, term.name);
  }
  void add(Text label, std::span<const Unit> units) {
    for (const Unit& unit : units.first(std::min(units.size(), k_most_lines))) {
      std::string value = unit.code + (unit.code.empty() ? "" : " ") + std::string(in(unit.title));
      if (!unit.result.empty()) value += ": " + unit.result;
      add(label, value);
    }
  }
  std::string_view in(const learning_record::LanguageMap& text) const {
    return learning_record::in_language(text, language_ == Language::nl ? "nl" : "en");
  }
  std::string_view in(Text text) const { return text.in(language_); }
  std::string take() && { return std::move(out_); }

 private:
  Language language_;
  std::string out_;
};

void add_kind(Lines& lines, const LearningRecord& record) {
  lines.add({"kind", "soort"}, lines.in(type_text(record.type)));
}

void add_practice(Lines& lines, const LearningRecord& record) {
  const learning_record::Practice& practice = record.practice;
  lines.add({"shown", "laten zien"}, std::span<const Unit>(record.work_processes));
  lines.add({"part", "onderdeel"}, std::span<const Unit>(record.parts));
  lines.add({"company", "leerbedrijf"}, practice.learning_company.name);
  lines.add({"trainer", "opleider"}, practice.trainer.name);
  if (practice.period.from && practice.period.until) {
    lines.add({"period", "periode"}, format_date(*practice.period.from) +
                                         std::string(lines.in(Text{" to ", " t/m "})) +
                                         format_date(*practice.period.until));
  }
  if (practice.hours) lines.add({"hours", "uren"}, std::to_string(*practice.hours));
}

void add_others(Lines& lines, const LearningRecord& record) {
  const learning_record::Registration& registration = record.registration;
  lines.add({"scheme", "regeling"}, registration.scheme);
  lines.add({"register", "register"}, registration.register_name);
  lines.add({"number", "registratie"}, registration.number);
  lines.add({"for", "voor"}, registration.equipment);
  const learning_record::Endorsement& endorsement = record.endorsement;
  lines.add({"speaks of", "gaat over"}, endorsement.target.id);
  lines.add({"says", "zegt"}, endorsement.text);
  lines.add({"about", "kunnen"}, std::span<const Concept>(endorsement.skills));
  const learning_record::Accreditation& accreditation = record.accreditation;
  lines.add({"of", "van"}, accreditation.organisation.name);
  for (const std::string& type : accreditation.types)
    lines.add({"may issue", "mag geven"}, type);
  for (const std::string& type : accreditation.co_sign_types)
    lines.add({"may sign", "mag tekenen"}, type);
}

}  // namespace

std::string record_text(const LearningRecord& record, Language language) {
  Lines lines(language);
  add_kind(lines, record);
  lines.add({"person", "persoon"}, record.person.full_name());
  lines.add({"belongs to", "hoort bij"}, record.qualification.name);
  lines.add({"skill", "kunnen"}, std::span<const Concept>(record.achievement.outcomes));
  lines.add({"level", "niveau"}, std::span<const Concept>(record.achievement.levels));
  add_practice(lines, record);
  add_others(lines, record);
  lines.add({"assessed by", "beoordeeld"}, record.assessment.type);
  lines.add({"grade", "resultaat"}, record.assessment.grade);
  lines.add({"note", "let op"}, record.notes);
  return std::move(lines).take();
}

}  // namespace credenza::wallet
