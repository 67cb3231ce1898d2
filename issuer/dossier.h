// Qualification dossiers: which work processes (werkprocessen) a qualification has, so that a code
// that does not exist is seen. A home keeps them as dossiers/<crebo>@<version>.json:
//
//   {"schema": "credenza.issuer.dossier/1", "crebo": "99001", "version": "2024",
//    "name": "Logistiek medewerker", "work_processes": {"P1-K1-W1": "Ontvangt goederen"}}
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "issuer/row_check.h"
#include "learning_record/learning_record.h"

namespace credenza::issuer {

inline constexpr std::string_view k_dossier_schema = "credenza.issuer.dossier/1";

struct Dossier {
  std::string crebo;
  std::string version;
  std::string name;
  std::map<std::string, std::string, std::less<>> work_processes;  ///< code → title

  /// @error malformed, missing, unsupported, out_of_range  `where` is a JSON Pointer
  [[nodiscard]] static Result<Dossier> parse(std::string_view text);
};

/// "99001@2024": what a dossier is called.
[[nodiscard]] std::string dossier_name(const learning_record::Qualification& qualification);

/// The dossier of a qualification in the folder `home`; nothing when there is none.
/// @error as Dossier::parse(), with the name of the file; mismatch  it is of another qualification
[[nodiscard]] Result<std::optional<Dossier>> find_dossier(
    const std::string& home, const learning_record::Qualification& qualification);

/// The codes of `units` that the dossier does not have.
[[nodiscard]] std::vector<std::string> unknown_codes(
    const Dossier& dossier, const std::vector<learning_record::Unit>& units);

/// What is wrong with the work processes of a record: codes that the dossier does not have, and
/// titles that are others than the dossier's. `where` is in the record.
[[nodiscard]] std::vector<CellFinding> check_work_processes(
    const Dossier& dossier, const learning_record::LearningRecord& record);

/// check_work_processes() with the dossiers that lie in the folder `home`, each read once. A
/// qualification of which there is none is not looked at; a dossier that cannot be read is a
/// finding of every record of it.
[[nodiscard]] FurtherCheck dossier_check(std::string home);

/// What both find.
[[nodiscard]] FurtherCheck both(FurtherCheck first, FurtherCheck second);

}  // namespace credenza::issuer
