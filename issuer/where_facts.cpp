#include "issuer/where_facts.h"

#include <algorithm>
#include <string>
#include <vector>

#include "issuer/entry.h"
#include "issuer/reasons.h"

namespace credenza::issuer {
namespace {

bool is_number(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

Sentence no_order(const WhereTerm& term) {
  return {term.name + " is asked for with = or != only",
          "vraag naar " + term.name + " alleen met = of !="};
}

Sentence no_status(std::string_view value) {
  const std::vector<std::string> states = {"in_force", "suspended", "revoked", "superseded"};
  const Sentence which = which_word(value, states);
  return {quoted(value) + " is no status; " + which.en,
          quoted(value) + " is geen status; " + which.nl};
}

/// What is wrong with a comparison of a fact; empty when nothing is.
Sentence problem_of(const WhereTerm& term) {
  const bool is_equality = term.op == WhereOperator::equal || term.op == WhereOperator::not_equal;
  const std::string value = quoted(std::string_view(term.value));
  if (term.name == k_fact_issued || term.name == k_fact_since) {
    if (is_moment(term.value)) return {};
    return {value + " is no date; write one as 2026-06-12, or a moment as 2026-06-12T09:00:00Z",
            value +
                " is geen datum; schrijf die als 2026-06-12, of een tijdstip als "
                "2026-06-12T09:00:00Z"};
  }
  if (term.name == k_fact_list || term.name == k_fact_index) {
    if (is_number(term.value)) return {};
    return {value + " is no number", value + " is geen getal"};
  }
  const bool is_word =
      term.name == k_fact_id || term.name == k_fact_status || term.name == k_fact_reason;
  if (!is_word) return {};
  if (!is_equality) return no_order(term);
  if (term.name == k_fact_status)
    return read_state(term.value) ? Sentence{} : no_status(term.value);
  if (term.name == k_fact_reason) {
    if (term.value.empty() || find_reason(term.value) != nullptr) return {};
    return {value + " is no reason; they stand in the help of revoke, at --reason",
            value + " is geen reden; ze staan in de hulp van revoke, bij --reason"};
  }
  if (from_urn(term.value)) return {};
  return {value +
              " is no whole id, which begins with urn:uuid:; the beginning of one is given "
              "without --where",
          value +
              " is geen hele id, die begint met urn:uuid:; een begin ervan geeft u zonder "
              "--where"};
}

}  // namespace

Status check_facts(const Where& where, Sentence& what) {
  for (const WhereTerm& term : where.terms()) {
    Sentence problem = problem_of(term);
    if (problem.en.empty()) continue;
    what = std::move(problem);
    return fail(Code::malformed, "--where, column " + std::to_string(term.value_column), what.en);
  }
  return {};
}

}  // namespace credenza::issuer
