#include "issuer/recognition.h"

#include <algorithm>

namespace credenza::issuer {
namespace {

using learning_record::CoSigner;
using learning_record::LearningRecord;
using State = RecognitionAnswer::State;
using std::chrono::year_month_day;

/// Another number than the record's: a recognition of something else.
bool other_number(const Recognition& recognition, const LearningRecord& record) {
  const auto& numbers = record.practice.learning_company.identifiers;
  if (recognition.identifier.empty() || numbers.empty()) return false;
  return std::none_of(numbers.begin(), numbers.end(), [&recognition](const auto& number) {
    return number.value == recognition.identifier;
  });
}

State state_of(const Recognition& recognition, const learning_record::Period& period) {
  const auto begin = period.from ? period.from : period.until;
  const auto end = period.until ? period.until : period.from;
  // A work period without days cannot be seen to lie within anything.
  if (!begin || !end)
    return recognition.from || recognition.until ? State::ended : State::recognised;
  if (recognition.until && *recognition.until < *end) return State::ended;
  if (recognition.from && *recognition.from > *begin) return State::not_begun;
  return State::recognised;
}

}  // namespace

const CoSigner* company_of(const LearningRecord& record) noexcept {
  const auto found = std::find_if(record.co_signers.begin(), record.co_signers.end(),
                                  [](const CoSigner& one) { return one.role == k_company_role; });
  return found == record.co_signers.end() ? nullptr : &*found;
}

RecognitionAnswer check_recognition(const std::vector<Recognition>& known,
                                    const LearningRecord& record) {
  const CoSigner* company = company_of(record);
  if (company == nullptr) return {};
  RecognitionAnswer answer{State::unknown, std::nullopt};
  for (const Recognition& one : known) {
    if (one.did != company->id || other_number(one, record)) continue;
    const State state = state_of(one, record.practice.period);
    if (state == State::recognised) return {state, one};
    // Of several that do not fit, the one that lasted longest says most.
    const bool longer =
        !answer.by || (answer.by->until && (!one.until || *one.until > *answer.by->until));
    if (longer) answer = {state, one};
  }
  return answer;
}

std::optional<CellFinding> finding_of(const RecognitionAnswer& answer,
                                      const LearningRecord& record) {
  const auto day = [](const std::optional<year_month_day>& date) {
    return same(date ? format_date(*date) : std::string("?"));
  };
  const learning_record::Period& period = record.practice.period;
  CellFinding out;
  switch (answer.state) {
    case State::not_asked:
    case State::recognised:
      return std::nullopt;
    case State::ended:
      out = issuer::finding_of(Phrase::party_ended,
                               {same(answer.by->name), day(answer.by->until), day(period.until)});
      break;
    case State::not_begun:
      out = issuer::finding_of(Phrase::party_not_begun,
                               {same(answer.by->name), day(answer.by->from), day(period.from)});
      break;
    case State::unknown:
      out = issuer::finding_of(Phrase::party_unknown, {});
      break;
  }
  out.where = "/practice/learning_company";
  return out;
}

std::function<std::vector<CellFinding>(const LearningRecord&)> recognition_check(
    std::vector<Recognition> known) {
  return [known = std::move(known)](const LearningRecord& record) {
    std::vector<CellFinding> out;
    if (auto finding = finding_of(check_recognition(known, record), record))
      out.push_back(std::move(*finding));
    return out;
  };
}

Result<Recognition> recognition_from(const LearningRecord& accreditation, std::string_view type,
                                     std::string source) {
  if (accreditation.type != "Accreditation")
    return fail(Code::unsupported, "/type", "this is no accreditation");
  const learning_record::Accreditation& what = accreditation.accreditation;
  if (what.organisation.id.empty())
    return fail(Code::missing, "/accreditation/organisation/id", "of nobody with a DID");
  const auto& types = what.co_sign_types;
  if (std::find(types.begin(), types.end(), type) == types.end()) {
    return fail(Code::forbidden, "/accreditation/co_sign_types",
                "it lets " + what.organisation.id + " sign no " + std::string(type));
  }
  Recognition out;
  out.name = learning_record::in_language(what.organisation.name, "nl");
  out.did = what.organisation.id;
  if (!what.organisation.identifiers.empty())
    out.identifier = what.organisation.identifiers.front().value;
  const auto day_of = [](const std::optional<Instant>& at) -> std::optional<year_month_day> {
    if (!at) return std::nullopt;
    return date_in_amsterdam(*at);
  };
  out.from = day_of(accreditation.valid_from);
  out.until = day_of(accreditation.valid_until);
  out.source = std::move(source);
  return out;
}

}  // namespace credenza::issuer
