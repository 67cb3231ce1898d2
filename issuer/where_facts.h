// What the ledger itself knows of credentials, by the names that an expression (where.h) asks for,
// and what each can be compared with.
#pragma once

#include <array>
#include <string_view>

#include "issuer/where.h"

namespace credenza::issuer {

// Of the entry of a credential, and of its standing.
inline constexpr std::string_view k_fact_id = "id";
inline constexpr std::string_view k_fact_issued = "issued";
inline constexpr std::string_view k_fact_status = "status";
inline constexpr std::string_view k_fact_since = "since";
inline constexpr std::string_view k_fact_list = "list";
inline constexpr std::string_view k_fact_index = "index";
inline constexpr std::string_view k_fact_reason = "reason";
inline constexpr std::array k_entry_facts = {k_fact_id,    k_fact_issued, k_fact_status,
                                             k_fact_since, k_fact_list,   k_fact_index,
                                             k_fact_reason};
// Of its cohort, besides labels and members of the record.
inline constexpr std::string_view k_fact_template = "template";
inline constexpr std::string_view k_fact_kid = "kid";
inline constexpr std::array k_cohort_facts = {k_fact_template, k_fact_kid};

/// Whether each fact is asked for what it can be. Otherwise `status!=revokd` would mean everybody.
/// @error malformed  at "--where, column 9": where the value stands
[[nodiscard]] Status check_facts(const Where& where);

}  // namespace credenza::issuer
