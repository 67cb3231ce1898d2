// A hole in a template: a node that says which CSV column fills it, and what may stand there.
//
//   {"$column": "geboortedatum", "type": "date", "format": "dd-mm-yyyy", "partial": true,
//   "optional": true}
//   {"$column": "resultaat", "map": {"voldoende": "voldoende", "goed": "goed"}, "refuse":
//   ["onvoldoende"]}
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

struct Hole {
  std::string pointer;  ///< JSON Pointer in the record; in the list of checks, where it stands in
                        ///< the template
  std::string column;
  CellType type = CellType::text;
  std::string format;     ///< of a date: "dd-mm-yyyy", "yyyy-mm-dd", "d/m/yyyy", …
  bool partial = false;   ///< a date may be a year, or a month and a year
  bool optional = false;  ///< an empty cell leaves the member out
  std::vector<std::pair<std::string, Json>>
      map;                          ///< not empty: the words that may stand here, and their values
  std::vector<std::string> refuse;  ///< words that never yield a credential
};

/// Reads a hole. Everything that is wrong goes to `problems`, with JSON Pointers.
/// @return nothing when there were problems
[[nodiscard]] std::optional<Hole> read_hole(json::Cursor node, std::vector<Error>& problems);

/// The value that `cell` stands for; nothing for an empty optional cell. White space around it does
/// not count. missing: empty; malformed: not of the type; unsupported: not in the map; forbidden: a
/// refused word
struct CellValue {
  std::optional<Json> value;
  std::optional<CellFinding> problem;
};
[[nodiscard]] CellValue read_cell(const Hole& hole, std::string_view cell);

/// A value that fits the hole, to try out a template.
[[nodiscard]] Json sample_value(const Hole& hole);

}  // namespace credenza::issuer
