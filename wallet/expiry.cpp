#include "wallet/expiry.h"

#include <algorithm>
#include <charconv>

#include "wallet/filter.h"
#include "wallet/words.h"

namespace credenza::wallet {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr int k_most_days = 3660;

std::optional<year_month_day> first_day(const Held& held) {
  for (const std::string& text : {held.basis.examined, day_of(held)}) {
    if (const auto day = parse_date(text)) return *day;
  }
  return std::nullopt;
}

/// The same day of the month, or the last one of a month that is shorter.
year_month_day months_later(year_month_day day, int months) {
  const year_month_day later = day + std::chrono::months(months);
  if (later.ok()) return later;
  return later.year() / later.month() / std::chrono::last;
}

bool has_ends(const Held& held) {
  const bool withdrawn = held.verdict == verify::Verdict::not_accepted &&
                         (held.code == "revoked" || held.code == "superseded");
  return held.verdict != verify::Verdict::not_genuine && !withdrawn && !held.superseded_by;
}

End own_end(const HeldCredential& one) {
  const Basis& basis = one.held.basis;
  if (basis.law.empty() && basis.scheme.empty())
    return {&one, Cause::certificate, {}, {}, one.held.valid_until};
  if (basis.law.empty()) return {&one, Cause::scheme, basis.scheme, {}, one.held.valid_until};
  const std::string scheme = basis.scheme.empty() ? "" : " (" + basis.scheme + ")";
  return {&one, Cause::law, basis.law + scheme, {}, one.held.valid_until};
}

End end_by(const ExpiryRule& rule, const HeldCredential& one) {
  End end{&one, rule.cause, rule.name, rule.reason, std::nullopt};
  if (const auto day = first_day(one.held)) {
    const auto last = end_of_day_in_amsterdam(months_later(*day, rule.months));
    if (last) end.last = *last;
  }
  return end;
}

bool same_word(const std::string& wanted, const std::string& text) {
  return wanted.empty() || folded(wanted) == folded(text);
}

bool has_words(const std::string& wanted, const learning_record::LanguageMap& title) {
  if (wanted.empty()) return true;
  const Query query = Query::parse(wanted);
  return std::ranges::any_of(title, [&query](const auto& text) {
    SearchWords words;
    words.add(text.second);
    return !query.is_empty() && query.score(std::move(words).text()) > 0;
  });
}

}  // namespace

std::string_view to_string(Cause cause) noexcept {
  switch (cause) {
    case Cause::law:
      return "law";
    case Cause::scheme:
      return "scheme";
    case Cause::certificate:
      return "certificate";
    case Cause::custom:
      return "custom";
    case Cause::employer:
      return "employer";
  }
  return "";
}

bool fits(const ExpiryRule& rule, const Held& held) {
  const bool by_issuer = rule.issuer.empty() || rule.issuer == held.issuer_id ||
                         folded(held.issuer_name).find(folded(rule.issuer)) != std::string::npos;
  const bool by_skill =
      rule.skill.empty() || std::ranges::any_of(held.skills, [&rule](const Skill& skill) {
        return is_skill(skill, rule.skill);
      });
  return by_issuer && by_skill && same_word(rule.scheme, held.basis.scheme) &&
         same_word(rule.type, held.type) && same_word(rule.equipment, held.basis.equipment) &&
         has_words(rule.title, held.title);
}

std::vector<End> find_ends(const std::vector<HeldCredential>& held,
                           const std::vector<ExpiryRule>& rules) {
  std::vector<End> ends;
  for (const HeldCredential& one : held) {
    if (!has_ends(one.held)) continue;
    if (one.held.valid_until) ends.push_back(own_end(one));
    for (const ExpiryRule& rule : rules) {
      if (fits(rule, one.held)) ends.push_back(end_by(rule, one));
    }
  }
  // Nothing sorts before any moment.
  std::ranges::stable_sort(ends, {}, &End::last);
  return ends;
}

int days_left(Instant last, Instant now) {
  return static_cast<int>(
      (sys_days(date_in_amsterdam(last)) - sys_days(date_in_amsterdam(now))).count());
}

bool is_due(const End& end, Instant now, int days) {
  return !end.last || std::abs(days_left(*end.last, now)) <= days;
}

Result<int> parse_days(std::string_view text) {
  const Error wrong = fail(Code::malformed, "--within", "a number of days or weeks: 90d, 12w");
  if (text.size() < 2 || text.size() > 6 || (text.back() != 'd' && text.back() != 'w'))
    return wrong;
  int number = 0;
  const char* end = text.data() + text.size() - 1;
  const auto read = std::from_chars(text.data(), end, number);
  if (read.ec != std::errc{} || read.ptr != end) return wrong;
  const int total = text.back() == 'w' ? number * 7 : number;
  if (total < 0 || total > k_most_days)
    return fail(Code::out_of_range, "--within", "at most ten years");
  return total;
}

}  // namespace credenza::wallet
