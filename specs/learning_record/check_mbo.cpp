// The documents of Dutch vocational education (mbo): the practice statement (praktijkverklaring)
// and the certificate of a part of a qualification.
#include <algorithm>
#include <array>
#include <chrono>
#include <set>

#include "learning_record/check_detail.h"

namespace credenza::learning_record::detail {
namespace {

/// How a trainer can come to see that somebody masters a work process.
constexpr std::array<std::string_view, 7> k_methods{
    "observation", "interview", "STARR interview", "portfolio", "work product",
    "simulation",  "test"};
constexpr std::array<std::string_view, 3> k_kinds{"qualification", "elective", "part"};
constexpr std::array<std::string_view, 4> k_mbo_levels{"1", "2", "3", "4"};
constexpr std::string_view k_school = "school";
constexpr std::string_view k_company = "learning-company";

bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}

/// Takes a letter of `letters` and the number behind it from the front of `text`.
bool take_part(std::string_view& text, std::string_view letters) {
  if (text.empty() || letters.find(text.front()) == std::string_view::npos) return false;
  text.remove_prefix(1);
  std::size_t digits = 0;
  while (digits < text.size() && is_digit(text[digits]))
    ++digits;
  if (digits == 0 || digits > 2 || text.front() == '0') return false;
  text.remove_prefix(digits);
  return true;
}

bool take_dash(std::string_view& text) {
  if (!text.starts_with('-')) return false;
  text.remove_prefix(1);
  return true;
}

/// "B1-K1-W1": basic part (basisdeel) or profile part (profieldeel), core task, work process.
bool is_work_process(std::string_view code) {
  return take_part(code, "BP") && take_dash(code) && take_part(code, "K") && take_dash(code) &&
         take_part(code, "W") && code.empty();
}

/// Five digits; of an elective part (keuzedeel) K and four digits.
bool is_crebo(std::string_view code) {
  constexpr std::size_t k_length = 5;
  const std::string_view digits = code.starts_with('K') ? code.substr(1) : code;
  return code.size() == k_length && std::all_of(digits.begin(), digits.end(), is_digit);
}

void check_qualification(const Qualification& qualification, Findings& findings) {
  const std::string at = "/qualification";
  findings.require(!qualification.crebo.empty(), at + "/crebo", "the crebo code");
  if (!qualification.crebo.empty() && !is_crebo(qualification.crebo)) {
    findings.add(Code::malformed, at + "/crebo",
                 "has to be five digits as in 25391, or K and four digits for an elective part");
  }
  check_line(qualification.version, at + "/version", findings);
  require_title(qualification.name, at + "/name", "the name of the qualification", findings);
  check_word(qualification.kind, k_kinds, at + "/kind", findings);
  check_word(qualification.level, k_mbo_levels, at + "/level", findings);
}

void check_school(const LearningRecord& record, Findings& findings) {
  findings.require(!record.awarding_body.country.empty(), "/awarding_body/country",
                   "the country of the school");
  require_identifier(record.awarding_body, "BRIN", "/awarding_body", "the number of the school",
                     findings);
}

void check_work_process(const Unit& unit, const std::string& at, const Period& period,
                        Findings& findings) {
  findings.require(!unit.code.empty(), at + "/code", "the code of the work process");
  if (!unit.code.empty() && !is_work_process(unit.code)) {
    findings.add(Code::malformed, at + "/code",
                 "has to be the code of a work process as in B1-K1-W1 or P1-K2-W3");
  }
  require_title(unit.title, at + "/title", "the title of the work process", findings);
  require_line(unit.result, at + "/result", "the trainer's judgement", findings);
  findings.require(unit.date.has_value(), at + "/date", "the date of the judgement");
  const bool turned = period.from && period.until && *period.until < *period.from;
  const bool early = unit.date && period.from && *unit.date < *period.from;
  const bool late = unit.date && period.until && *unit.date > *period.until;
  // Of a period that is wrong itself nothing follows.
  if (!turned && (early || late))
    findings.add(Code::out_of_range, at + "/date", "lies outside the period of the practice");
  findings.require(!unit.method.empty(), at + "/method", "how the trainer judged");
  check_word(unit.method, k_methods, at + "/method", findings);
}

void check_work_processes(const LearningRecord& record, Findings& findings) {
  findings.require(!record.work_processes.empty(), "/work_processes",
                   "what was shown (the work processes)");
  std::set<std::string_view> seen;
  for (std::size_t i = 0; i < record.work_processes.size(); ++i) {
    const Unit& unit = record.work_processes[i];
    const std::string at = "/work_processes/" + std::to_string(i);
    check_work_process(unit, at, record.practice.period, findings);
    if (!unit.code.empty() && !seen.insert(unit.code).second)
      findings.add(Code::conflict, at + "/code", "stands twice; leave out one of the two");
  }
}

void check_company(const Organisation& company, Findings& findings) {
  constexpr std::size_t k_sbb_digits = 9;
  const std::string at = "/practice/learning_company";
  require_title(company.name, at + "/name", "the learning company", findings);
  check_did(company.id, at + "/id", findings);
  check_organisation(company, at, findings);
  require_identifier(company, "SBB", at, "the recognition number of the learning company",
                     findings);
  for (std::size_t i = 0; i < company.identifiers.size(); ++i) {
    const auto& [scheme, value] = company.identifiers[i];
    if (scheme != "SBB" || value.empty()) continue;
    if (value.size() != k_sbb_digits || !std::all_of(value.begin(), value.end(), is_digit)) {
      findings.add(Code::malformed, at + "/identifiers/" + std::to_string(i) + "/value",
                   "a recognised learning company has a number of nine digits");
    }
  }
}

/// No more hours than the days of the period have.
void check_hours(const Practice& practice, Findings& findings) {
  const Period& period = practice.period;
  if (!practice.hours || !period.from || !period.until || *period.until <= *period.from) return;
  constexpr long k_hours_of_day = 24;
  const auto days =
      (std::chrono::sys_days(*period.until) - std::chrono::sys_days(*period.from)).count() + 1;
  if (static_cast<long>(*practice.hours) <= days * k_hours_of_day) return;
  findings.add(Code::out_of_range, "/practice/hours",
               "more hours than the period of " + std::to_string(days) +
                   " days has; correct the hours or the period");
}

void check_practice(const LearningRecord& record, Findings& findings) {
  const Practice& practice = record.practice;
  check_company(practice.learning_company, findings);
  findings.require(!practice.trainer.name.empty(), "/practice/trainer/name",
                   "the practice trainer");
  check_name(practice.trainer.name, "/practice/trainer/name", findings);
  check_line(practice.trainer.function, "/practice/trainer/function", findings);
  const Period& period = practice.period;
  findings.require(period.from.has_value(), "/practice/period/from",
                   "the first day of the practice");
  findings.require(period.until.has_value(), "/practice/period/until",
                   "the last day of the practice");
  if (period.from && period.until && *period.until <= *period.from) {
    findings.add(Code::out_of_range, "/practice/period/until",
                 "the practice has to end after it began");
  }
  if (period.until && record.awarded && *record.awarded < *period.until) {
    findings.add(Code::out_of_range, "/awarded", "lies before the last day of the practice");
  }
  findings.require(practice.hours.has_value(), "/practice/hours", "the number of hours");
  if (practice.hours == 0U)
    findings.add(Code::out_of_range, "/practice/hours", "nobody learns in no hours");
  check_hours(practice, findings);
}

/// Company and school both sign, each under its own DID. A company that issued alone would give
/// what looks like a diploma from a warehouse.
void check_parties(const LearningRecord& record, Findings& findings) {
  const std::string& company = record.practice.learning_company.id;
  if (!company.empty() && company == record.awarding_body.id) {
    findings.add(Code::forbidden, "/awarding_body/id",
                 "is the learning company; the school issues, the company signs beside it");
    return;
  }
  const auto check_role = [&](std::string_view role, const std::string& id, const char* what) {
    const auto& all = record.co_signers;
    const auto at = std::find_if(all.begin(), all.end(),
                                 [role](const CoSigner& signer) { return signer.role == role; });
    findings.require(
        at != all.end(), "/co_signers",
        std::string(what) + " as a party that signs (role '" + std::string(role) + "')");
    if (at != all.end() && !id.empty() && !at->id.empty() && at->id != id) {
      findings.add(Code::mismatch, "/co_signers/" + std::to_string(at - all.begin()) + "/id",
                   "is not the id of " + std::string(what));
    }
  };
  check_role(k_school, record.awarding_body.id, "the school");
  check_role(k_company, company, "the learning company");
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return out;
}

/// The statement itself says what it is not; a text in a language that we do not read is trusted
/// beside one that we do.
void check_no_diploma(const LanguageMap& notes, Findings& findings) {
  findings.require(!notes.empty(), "/notes", "that it is no diploma");
  if (notes.empty()) return;
  const bool said = std::any_of(notes.begin(), notes.end(), [](const auto& note) {
    const std::string text = lower(note.second);
    return text.find("geen diploma") != std::string::npos ||
           text.find("no diploma") != std::string::npos ||
           text.find("not a diploma") != std::string::npos;
  });
  if (!said) {
    findings.add(Code::malformed, "/notes",
                 "has to say that this is no diploma: {\"nl\": \"Dit is geen diploma.\"}");
  }
}

}  // namespace

void check_practice_statement(const LearningRecord& record, Findings& findings) {
  check_school(record, findings);
  check_achievement(record.achievement, findings);
  check_assessment(record.assessment, findings);
  check_qualification(record.qualification, findings);
  findings.require(!record.qualification.version.empty(), "/qualification/version",
                   "the version of the qualification file");
  check_work_processes(record, findings);
  check_practice(record, findings);
  check_parties(record, findings);
  check_no_diploma(record.notes, findings);
}

void check_mbo_certificate(const LearningRecord& record, Findings& findings) {
  check_school(record, findings);
  check_achievement(record.achievement, findings);
  check_assessment(record.assessment, findings);
  check_qualification(record.qualification, findings);
  for (std::size_t i = 0; i < record.parts.size(); ++i) {
    const Unit& part = record.parts[i];
    const std::string at = "/parts/" + std::to_string(i);
    check_line(part.code, at + "/code", findings);
    require_title(part.title, at + "/title", "the title of the part", findings);
    check_line(part.result, at + "/result", findings);
    check_word(part.method, k_methods, at + "/method", findings);
  }
}

}  // namespace credenza::learning_record::detail
