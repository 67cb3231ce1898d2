#include "issuer/where_facts.h"

#include <algorithm>
#include <string>
#include <vector>

#include "issuer/entry.h"
#include "issuer/reasons.h"
#include "issuer/words.h"

namespace credenza::issuer {
namespace {

bool is_number(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string no_status(std::string_view value) {
  const std::vector<std::string> states = {"in_force", "suspended", "revoked", "superseded"};
  return quoted(value) + " is no status; " + which_word(value, states).en;
}

/// What is wrong with a comparison of a fact; empty when nothing is.
std::string problem_of(const WhereTerm& term) {
  const bool is_equality = term.op == WhereOperator::equal || term.op == WhereOperator::not_equal;
  const std::string value = quoted(std::string_view(term.value));
  if (term.name == k_fact_issued || term.name == k_fact_since) {
    if (is_moment(term.value)) return {};
    return value + " is no date; write one as 2026-06-12, or a moment as 2026-06-12T09:00:00Z";
  }
  if (term.name == k_fact_list || term.name == k_fact_index)
    return is_number(term.value) ? "" : value + " is no number";
  const bool is_word =
      term.name == k_fact_id || term.name == k_fact_status || term.name == k_fact_reason;
  if (!is_word) return {};
  if (!is_equality) return term.name + " is asked for with = or != only";
  if (term.name == k_fact_status) return read_state(term.value) ? "" : no_status(term.value);
  if (term.name == k_fact_reason) {
    if (term.value.empty() || find_reason(term.value) != nullptr) return {};
    return value + " is no reason; they stand in the help of revoke, at --reason";
  }
  if (from_urn(term.value)) return {};
  return value +
         " is no whole id, which begins with urn:uuid:; the beginning of one is given without "
         "--where";
}

}  // namespace

Status check_facts(const Where& where) {
  for (const WhereTerm& term : where.terms()) {
    std::string problem = problem_of(term);
    if (problem.empty()) continue;
    return fail(Code::malformed, "--where, column " + std::to_string(term.value_column),
                std::move(problem));
  }
  return {};
}

}  // namespace credenza::issuer
