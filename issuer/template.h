// Templates: a learning record in its JSON form, with holes that the columns of a CSV file fill.
//
//   {"schema": "credenza.issuer.template/1", "id": "mc-log-02",
//    "record": {"type": "MicroCredential", …, "person": {"family_name": {"$column":
//    "achternaam"}}}, "checks": [{"$column": "email", "type": "email", "optional": true}]}
//
// A hole is a node, never a text inside a string, so nothing in a CSV file can become anything but
// a value. `awarding_body` may be left out: it is then the issuer's own.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json_value.h"
#include "issuer/csv.h"
#include "issuer/hole.h"

namespace credenza::issuer {

inline constexpr std::string_view k_template_schema = "credenza.issuer.template/1";

/// A row poured into a template.
struct Filled {
  Json record;  ///< JSON form of a learning record
  Json values;  ///< what the holes of the record were filled with, in a fixed order: equal for
                ///< equal rows
  std::vector<CellFinding> findings;
};

class Template {
 public:
  /// Reads a template. Everything that is wrong with its form goes to `problems`, with JSON
  /// Pointers: not JSON, an unknown member or directive, a hole inside a text. Whether it makes
  /// sound credentials is for check_template().
  /// @error malformed, missing, unsupported, out_of_range  the first of the problems
  [[nodiscard]] static Result<Template> parse(std::string_view text, std::vector<Error>& problems);

  [[nodiscard]] const std::string& id() const noexcept { return id_; }
  [[nodiscard]] const Json& record() const noexcept { return record_; }
  /// Of the record and of the checks.
  [[nodiscard]] const std::vector<Hole>& holes() const noexcept { return holes_; }

  /// Columns that `table` has to have and has not.
  [[nodiscard]] std::vector<CellFinding> missing_columns(const CsvTable& table) const;
  /// Pours `row` of `table` in. A column that is not there counts as empty.
  [[nodiscard]] Filled fill(const CsvTable& table, std::size_t row) const;
  /// A record with a value in every hole; in those that are optional only when `with_optional`.
  [[nodiscard]] Json sample(bool with_optional) const;
  /// The hole that fills `pointer`, or fills part of it, or that it is part of; null when none
  /// does.
  [[nodiscard]] const Hole* hole_at(std::string_view pointer) const noexcept;

 private:
  Template() = default;
  std::string id_;
  Json record_;              ///< with the holes in it
  std::vector<Hole> holes_;  ///< those of the record first
  std::size_t record_holes_ = 0;
};

/// Tries a template out: fills it with values that fit and checks the record and the badge that
/// come of it. Findings about a hole's own value are left out, because only a row has one. `where`
/// is a JSON Pointer in the record. Empty when all is well.
[[nodiscard]] std::vector<Error> check_template(const Template& form);

}  // namespace credenza::issuer
