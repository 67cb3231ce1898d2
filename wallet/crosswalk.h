// A crosswalk: a table that says which skill of one vocabulary stands beside which of another
// (CompetentNL beside ESCO). One release of it, told apart from any other by its digest.
//
// The file is what a SPARQL endpoint answers to one query, as it is (SPARQL 1.1 Query Results JSON
// Format, W3C Recommendation of 21 March 2013); docs/job_profile.md has the query.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace credenza::wallet {

inline constexpr std::size_t k_max_crosswalk_bytes = std::size_t{4} << 20;
inline constexpr std::size_t k_max_crosswalk_rows = 10'000;

/// How the vocabulary calls what stands on the other side: SKOS §10, which CompetentNL's
/// exactMatchESCO, closeMatchESCO, broadMatchESCO and narrowMatchESCO follow. "Broad": the other
/// side is the broader one.
enum class Match : std::uint8_t { exact, close, broad, narrow };

struct CrosswalkRow {
  std::string from;
  Match match = Match::exact;
  std::string to;
  std::string name;  ///< of `from`; empty when not said
};

struct Crosswalk {
  std::string release;  ///< as the table names itself: "CompetentNL 2026-09 – ESCO 1.2.0"
  std::string digest;   ///< SHA-256 of the file in hexadecimal
  std::vector<CrosswalkRow> rows;
};

/// Reads the answer to a query with the variables release, from, match, to and, where there is one,
/// name. A match counts by the last part of its address, with or without "ESCO" behind it.
/// @error malformed     no JSON of this form, or an address that is none
/// @error missing       no rows, or a row without one of its four
/// @error unsupported   another match than those four
/// @error mismatch      two releases in one table
/// @error out_of_range  longer than k_max_crosswalk_bytes, or more than k_max_crosswalk_rows rows
[[nodiscard]] Result<Crosswalk> parse_crosswalk(std::string_view text);

}  // namespace credenza::wallet
