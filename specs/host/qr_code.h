// QR codes (ISO/IEC 18004): bytes as a picture that a telephone reads, on a screen or on paper.
//
//   bytes ── QrCode::encode ──► QrCode ──► qr_png(), qr_svg(): a file; qr_terminal(): lines of text
//
// The symbol is libqrencode's, the PNG libpng's; the SVG and the lines of text are ours. Bytes go
// in as they are, without a mark of their character set: readers take them for UTF-8.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"

namespace credenza::host {

/// What the largest symbol holds: version 40, level L, byte mode (ISO/IEC 18004, table 7).
inline constexpr std::size_t k_max_qr_bytes = 2953;
/// The white border that a reader needs, in modules (ISO/IEC 18004 §6.3.8).
inline constexpr std::size_t k_qr_quiet_zone = 4;

/// A symbol without its border: a square of modules, each dark or light.
class QrCode {
 public:
  /// The smallest symbol of level L that holds `content`: on a screen large modules are worth more
  /// than a symbol that survives a stain.
  /// @error missing       no bytes
  /// @error out_of_range  more than k_max_qr_bytes; the detail says how many
  [[nodiscard]] static Result<QrCode> encode(ByteView content);

  /// Modules on a side: 21 to 177.
  [[nodiscard]] std::size_t side() const noexcept { return side_; }
  /// @param x, y  from the upper left, below side()
  [[nodiscard]] bool is_dark(std::size_t x, std::size_t y) const noexcept {
    return dark_[y * side_ + x];
  }

 private:
  QrCode(std::size_t side, std::vector<bool> dark) : side_(side), dark_(std::move(dark)) {}
  std::size_t side_;
  std::vector<bool> dark_;
};

/// How many columns qr_terminal() takes.
[[nodiscard]] std::size_t qr_columns(const QrCode& code) noexcept;

/// The symbol with its border as lines of half blocks, two rows of modules in each, for dark text
/// on a light ground.
/// @param invert  for a terminal with light text on a dark ground
[[nodiscard]] std::string qr_terminal(const QrCode& code, bool invert);

/// With its border, black on white; a module is one unit of a picture that can have any size.
[[nodiscard]] std::string qr_svg(const QrCode& code);

/// With its border, black on white, eight pixels for each module.
/// @error internal  libpng refuses
[[nodiscard]] Result<Bytes> qr_png(const QrCode& code);

}  // namespace credenza::host
