#include "verifier/ruling.h"

#include <algorithm>
#include <charconv>

namespace credenza::verifier {
namespace {

using learning_record::Concept;
using learning_record::LearningRecord;
using verify::Check;
using verify::CheckName;
using verify::CredentialReport;
using verify::Outcome;
using verify::Requirement;
using verify::Ruling;
using verify::Verdict;

bool has(const std::vector<std::string>& list, std::string_view what) {
  return std::ranges::find(list, what) != list.end();
}

bool is_proved(const CredentialReport& credential) noexcept {
  const Check* proof = credential.find(CheckName::proof);
  return proof != nullptr && proof->outcome == Outcome::passed;
}

/// By the type of the record, which says more than what every badge is, or by one of the others.
bool is_of_type(const CredentialReport& credential, const std::vector<std::string>& types) {
  if (credential.record && has(types, credential.record->type)) return true;
  return std::ranges::any_of(credential.types,
                             [&types](const std::string& type) { return has(types, type); });
}

Check* find(CredentialReport& credential, CheckName name) noexcept {
  const auto found = std::ranges::find(credential.checks, name, &Check::name);
  return found == credential.checks.end() ? nullptr : &*found;
}

Check policy_check(const RuleFile& rules, const CredentialReport& credential) {
  Check out{.name = CheckName::policy, .outcome = Outcome::failed, .reason = {}, .note = {}};
  if (!rules.types.empty() && !is_of_type(credential, rules.types)) {
    out.reason = fail(Code::forbidden, "accept.types", "the rule file accepts no such credential");
  } else if (!rules.issuers.empty() && !has(rules.issuers, credential.issuer_id)) {
    out.reason = fail(Code::forbidden, "accept.issuers", "the rule file accepts no such issuer");
  } else {
    out.outcome = Outcome::passed;
    out.note = "follows the rule file";
  }
  return out;
}

/// Whether a period holds from the beginning of the moment that is asked about to its end.
std::optional<Error> outside(const CredentialReport& credential, Instant first, Instant last) {
  if (credential.valid_until && *credential.valid_until < last)
    return fail(Code::expired, "/validUntil", "ends before the rule file lets it");
  if (credential.valid_from && *credential.valid_from > first)
    return fail(Code::not_yet_valid, "/validFrom", "begins after the day of the rule file");
  return std::nullopt;
}

void judge_validity(const RuleFile& rules, CredentialReport& credential, Instant now) {
  Check* check = find(credential, CheckName::validity);
  if (check == nullptr || (!rules.valid_on && !rules.remaining)) return;
  const bool by_period =
      check->outcome == Outcome::passed ||
      (check->outcome == Outcome::failed && check->reason &&
       (check->reason->code == Code::expired || check->reason->code == Code::not_yet_valid));
  if (!by_period) return;
  Instant first = now;
  Instant last = now;
  if (rules.valid_on) {
    // Read from a file that lets no other day pass.
    first = *end_of_day_in_amsterdam(*rules.valid_on);
    last = first;
  } else if (check->outcome == Outcome::failed) {
    return;
  }
  if (rules.remaining) last = rules.remaining->behind(last);
  check->reason = outside(credential, first, last);
  check->outcome = check->reason ? Outcome::failed : Outcome::passed;
  check->day = date_in_amsterdam(last);
  check->remark = verify::Remark::none;
  if (!check->reason) check->note = "valid on " + format_date(*check->day);
}

/// "4" of a level that is one of the EQF.
std::optional<unsigned> eqf_of(const LearningRecord& record) {
  std::optional<unsigned> out;
  for (const Concept& level : record.achievement.levels) {
    if (level.framework != "EQF") continue;
    unsigned value = 0;
    const auto read =
        std::from_chars(level.code.data(), level.code.data() + level.code.size(), value);
    if (read.ec == std::errc() && read.ptr == level.code.data() + level.code.size())
      out = std::max(out.value_or(0), value);
  }
  return out;
}

bool has_skill(const LearningRecord& record, std::string_view skill) {
  return std::ranges::any_of(record.achievement.outcomes,
                             [skill](const Concept& outcome) { return outcome.id == skill; });
}

bool is_new_enough(const Rule& rule, const CredentialReport& credential, Instant now) {
  const Instant oldest = rule.newer_than->before(now);
  if (credential.record && credential.record->awarded)
    return *credential.record->awarded >= date_in_amsterdam(oldest);
  return credential.valid_from && *credential.valid_from >= oldest;
}

/// Whether `credential`, whose proof holds, is what `rule` asks for, whatever its standing.
bool matches(const Rule& rule, const CredentialReport& credential, Instant now) {
  const bool own = !credential.subject_id.empty() && credential.subject_id == credential.issuer_id;
  if (own && !rule.self_declared) return false;
  if (!rule.types.empty() && !is_of_type(credential, rule.types)) return false;
  if (!rule.issuers.empty() && !has(rule.issuers, credential.issuer_id)) return false;
  if (rule.newer_than && !is_new_enough(rule, credential, now)) return false;
  if (rule.scheme.empty() && rule.skill.empty() && !rule.eqf) return true;
  if (!credential.record) return false;
  const LearningRecord& record = *credential.record;
  if (!rule.scheme.empty() && record.registration.scheme != rule.scheme) return false;
  if (!rule.skill.empty() && !has_skill(record, rule.skill)) return false;
  return !rule.eqf || eqf_of(record).value_or(0) >= *rule.eqf;
}

/// Answers the rules of a file for one report.
class Answers {
 public:
  Answers(const RuleFile& rules, const verify::Report& report) : rules_(rules), report_(report) {}

  Requirement of(std::size_t place) const {
    const Rule& rule = rules_.rules[place];
    Requirement out{.rule = rule.name,
                    .label = rule.label,
                    .answer = Verdict::not_accepted,
                    .by = {},
                    .parts = {}};
    if (rule.kind == Rule::Kind::credential) {
      look_for(rule, out);
      return out;
    }
    for (const std::size_t part : rule.of)
      out.parts.push_back(of(part));
    out.answer = together(rule, out.parts);
    return out;
  }

 private:
  void look_for(const Rule& rule, Requirement& out) const {
    bool perhaps = false;
    bool met = false;
    for (std::size_t i = 0; i < report_.credentials.size(); ++i) {
      const CredentialReport& credential = report_.credentials[i];
      const Verdict verdict = credential.verdict();
      if (!is_proved(credential)) {
        perhaps = perhaps || verdict == Verdict::undetermined;
        continue;
      }
      if (!matches(rule, credential, report_.at)) continue;
      out.by.push_back(i);
      met = met || verdict == Verdict::accepted;
      perhaps = perhaps || verdict == Verdict::undetermined;
    }
    if (met) {
      out.answer = Verdict::accepted;
    } else if (perhaps) {
      out.answer = Verdict::undetermined;
    }
  }

  static Verdict together(const Rule& rule, const std::vector<Requirement>& parts) {
    const auto many = [&parts](Verdict answer) {
      return static_cast<std::size_t>(std::ranges::count(parts, answer, &Requirement::answer));
    };
    std::size_t least = rule.least;
    if (rule.kind == Rule::Kind::all) least = parts.size();
    if (rule.kind == Rule::Kind::any) least = 1;
    const std::size_t met = many(Verdict::accepted);
    if (met >= least) return Verdict::accepted;
    return met + many(Verdict::undetermined) >= least ? Verdict::undetermined
                                                      : Verdict::not_accepted;
  }

  const RuleFile& rules_;
  const verify::Report& report_;
};

}  // namespace

void ask_by(const RuleFile& rules, verify::Policy& policy) {
  policy.name = rules.name;
  policy.require_holder_binding = policy.require_holder_binding || rules.holder_required;
  if (rules.status_max_age && !policy.status_max_age)
    policy.status_max_age = std::chrono::hours(rules.status_max_age->hours());
}

void hold_against(const RuleFile& rules, verify::Report& report) {
  for (CredentialReport& credential : report.credentials) {
    if (!is_proved(credential)) continue;
    judge_validity(rules, credential, report.at);
    credential.checks.push_back(policy_check(rules, credential));
  }
}

Check* unreachable(CredentialReport& credential) noexcept {
  Check* out = nullptr;
  for (Check& check : credential.checks) {
    if (check.outcome == Outcome::failed) return nullptr;
    if (check.outcome != Outcome::indeterminate) continue;
    const bool of_kind = check.name == CheckName::status || check.name == CheckName::trust;
    const bool by_reach = check.reason && (check.reason->code == Code::unavailable ||
                                           check.reason->code == Code::forbidden ||
                                           check.reason->code == Code::not_found);
    // A list that did withdraw it is not one that nobody could reach.
    if (!of_kind || !by_reach || check.remark == verify::Remark::was_withdrawn) return nullptr;
    if (out == nullptr || check.name == CheckName::status) out = &check;
  }
  return out;
}

void rule_on_unreachable(CredentialReport& credential, Ruling ruling) {
  if (unreachable(credential) == nullptr) return;
  for (Check& check : credential.checks)
    if (check.outcome == Outcome::indeterminate) check.ruling = ruling;
}

void require(const RuleFile& rules, verify::Report& report) {
  if (rules.require) report.requirement = Answers(rules, report).of(*rules.require);
}

}  // namespace credenza::verifier
