// The report as people read it.
#pragma once

#include <string>

#include "host/terminal.h"
#include "verify/report.h"

namespace credenza::verifier {

struct RenderOptions {
  host::Language language = host::Language::en;
  bool color = false;  ///< with the escape sequences of a terminal
  bool as_of = false;  ///< the report is of a moment of the past that was asked about
};

/// `report` as text with a final newline: for each credential what it says, a line for each check,
/// the verdict and the next step; with several credentials a last line that counts.
///
/// Every text that comes from a document or a file name goes through host::printable(), is cut at
/// 200 characters and stands behind a label of ours on one line, so that nothing in it can pass for
/// a line of the report. A name that an issuer gives itself is in quotation marks.
[[nodiscard]] std::string render(const verify::Report& report, const RenderOptions& options);

}  // namespace credenza::verifier
