// A hole in a template: a node that says which CSV column fills it, and what may stand there.
//
//   {"$column": "geboortedatum", "type": "date", "format": "dd-mm-yyyy", "partial": true,
//   "optional": true}
//   {"$column": "resultaat", "map": {"voldoende": "voldoende", "goed": "goed"}, "refuse":
//   ["onvoldoende"]}
//   {"$column": "punten", "minimum": 6, "maximum": 10}
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.h"
#include "base/json_value.h"
#include "base/result.h"
#include "issuer/finding.h"

namespace credenza::issuer {

enum class CellType : std::uint8_t { text, date, number, language, did, email };

/// What a value is for.
enum class HoleUse : std::uint8_t {
  record,  ///< a member of the record
  label,   ///< kept in the ledger only
  check,   ///< looked at and forgotten
};

/// The value that a cell stands for, without building JSON.
struct CellValue {
  enum class Kind : std::uint8_t {
    absent,  ///< an empty optional cell, or one with a problem
    text,    ///< `text` is the value
    other,   ///< `text` is the value as JSON: a number, true, false
  };
  Kind kind = Kind::absent;
  std::string text;

  [[nodiscard]] bool is_there() const noexcept { return kind != Kind::absent; }
  /// @pre is_there()
  [[nodiscard]] Json to_json() const;
};

struct Hole {
  /// JSON Pointer: in the record; in an item of `$rows`, from that item; of a label its name; of a
  /// check where it stands in the template.
  std::string pointer;
  std::string column;
  HoleUse use = HoleUse::record;
  std::optional<std::size_t> rows;  ///< which `$rows` of the template it lies in
  CellType type = CellType::text;
  std::string format;     ///< of a date: "dd-mm-yyyy", "yyyy-mm-dd", "d/m/yyyy", …
  bool partial = false;   ///< a date may be a year, or a month and a year
  bool optional = false;  ///< an empty cell leaves the member out
  bool is_name = false;   ///< of a person: a question mark is a letter that was lost
  std::vector<std::pair<std::string, Json>>
      map;                           ///< not empty: the words that may stand here, and their values
  std::vector<CellValue> mapped;     ///< those values, as a cell has them
  std::vector<std::string> refuse;   ///< words that never yield a credential
  std::vector<std::string> refused;  ///< those words, folded and bare (folding.h)
  /// Numbers as JSON writes them: less than the one yields no credential, more than the other is a
  /// mistake.
  std::optional<std::string> minimum;
  std::optional<std::string> maximum;

  [[nodiscard]] bool has_bounds() const noexcept { return minimum || maximum; }
};

/// Reads a hole. Everything that is wrong goes to `problems`, with JSON Pointers.
/// @return nothing when there were problems
[[nodiscard]] std::optional<Hole> read_hole(json::Cursor node, std::vector<Error>& problems);

/// What reading a cell gives.
struct CellReading : CellValue {
  std::optional<CellFinding> problem = {};
};

/// Reads a cell. White space around it does not count. Problems are missing (empty), malformed (not
/// of the type, letters lost), unsupported (not in the map), forbidden (a refused word) and
/// out_of_range (beyond the bounds).
[[nodiscard]] CellReading read_cell(const Hole& hole, std::string_view cell);

/// The value of a cell in which read_cell() found no problem: the same, without looking again.
[[nodiscard]] CellValue read_sound_cell(const Hole& hole, std::string_view cell);

/// `text` without the white space around it.
[[nodiscard]] std::string_view trimmed(std::string_view text) noexcept;

/// A value that fits the hole, to try out a template.
[[nodiscard]] Json sample_value(const Hole& hole);
[[nodiscard]] CellReading sample_cell(const Hole& hole);

}  // namespace credenza::issuer
