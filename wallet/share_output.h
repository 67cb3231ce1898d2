// Where a presentation goes: into a file, onto the terminal as a QR code, into a picture of one.
//
//   make ──► it fits ── prepare ──► written, without a name yet ── put ──► there
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "host/files.h"
#include "host/qr_code.h"

namespace credenza::wallet {

/// What was asked for; at least one of the first three.
struct ShareOutput {
  std::string file;     ///< "-": standard output
  std::string qr_file;  ///< ends in ".png" or ".svg"
  bool qr = false;      ///< on standard output
  bool invert = false;  ///< --qr-invert
  bool force = false;   ///< over files that are there

  [[nodiscard]] bool has_qr() const noexcept { return qr || !qr_file.empty(); }
};

/// That `output` can be done at all.
/// @error missing    nothing was asked for; `where` is "-o"
/// @error malformed  `where` is "--json" or "--qr" (two want standard output), "--qr-out" (neither
///                   PNG nor SVG), "--qr-invert" (without --qr)
/// @error conflict   a file is there already, or both have one name; `where` is its name
[[nodiscard]] Status check(const ShareOutput& output, bool json);

/// A presentation in all the forms that were asked for.
class Outgoing {
 public:
  /// @error out_of_range  `where` "qr": more than a QR code holds; "terminal": more columns than
  /// the
  ///                      terminal has
  [[nodiscard]] static Result<Outgoing> make(const ShareOutput& output, const std::string& text);

  /// Writes the files, as far as can be undone.
  /// @error as host::FileWriter::create()
  [[nodiscard]] Status prepare();
  /// Puts them in their places, and prints what is to be printed.
  /// @error as host::FileWriter::put_in_place(), host::write_output()
  [[nodiscard]] Status put();
  /// Whether anybody can have seen any of it.
  [[nodiscard]] bool is_out() const noexcept { return is_out_; }

 private:
  struct Part {
    std::string path;
    Bytes content;
  };
  Outgoing() = default;
  bool force_ = false;
  std::vector<Part> files_;
  std::vector<host::FileWriter> writers_;
  std::string printed_;
  bool is_out_ = false;
};

}  // namespace credenza::wallet
