// `check --report-out F` and `report verify F`.
#pragma once

#include <string>
#include <vector>

#include "host/arguments.h"
#include "verifier/commands.h"
#include "verifier/reading.h"

namespace credenza::verifier {

/// Signs the report of `reading` with the key of the reader's home, which is made when there is
/// none, and writes it to `check.report_out`, never over a file.
/// @error conflict     there is a file of this name
/// @error unavailable  as own_bundle_key() and host::write_file()
[[nodiscard]] Status write_signed_report(const CheckOptions& check, const Reading& reading,
                                         const Setting& setting, const std::string& home);

/// `report verify F`: 0 when the proof holds and its maker is the reader's own home or one of
/// `makers`; 6 when it holds and is of somebody else; 3 when it does not hold.
[[nodiscard]] int run_report_verify(const std::string& file, const std::vector<std::string>& makers,
                                    const std::string& home, const host::CommonOptions& common);

}  // namespace credenza::verifier
