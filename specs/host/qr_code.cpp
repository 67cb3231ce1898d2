#include "host/qr_code.h"

#include <memory>
#include <png.h>
#include <qrencode.h>

namespace credenza::host {
namespace {

constexpr std::size_t k_pixels = 8;  // for each module
constexpr std::uint8_t k_black = 0;
constexpr std::uint8_t k_white = 255;

std::size_t side_with_border(const QrCode& code) noexcept {
  return code.side() + 2 * k_qr_quiet_zone;
}

/// As QrCode::is_dark(), counted from the corner of the border; all around it is light.
bool dark_at(const QrCode& code, std::size_t x, std::size_t y) noexcept {
  const std::size_t end = k_qr_quiet_zone + code.side();
  const bool inside = x >= k_qr_quiet_zone && x < end && y >= k_qr_quiet_zone && y < end;
  return inside && code.is_dark(x - k_qr_quiet_zone, y - k_qr_quiet_zone);
}

std::string_view half_blocks(bool upper, bool lower) noexcept {
  if (upper) return lower ? "█" : "▀";
  return lower ? "▄" : " ";
}

}  // namespace

Result<QrCode> QrCode::encode(ByteView content) {
  if (content.empty()) return fail(Code::missing, "qr", "there is nothing to put into a QR code");
  if (content.size() > k_max_qr_bytes) {
    return fail(Code::out_of_range, "qr",
                "this is " + std::to_string(content.size()) + " bytes, and a QR code holds " +
                    std::to_string(k_max_qr_bytes));
  }
  constexpr int k_smallest_that_fits = 0;
  const std::unique_ptr<QRcode, void (*)(QRcode*)> made(
      QRcode_encodeData(static_cast<int>(content.size()), content.data(), k_smallest_that_fits,
                        QR_ECLEVEL_L),
      QRcode_free);
  // What was checked above leaves it one reason: no memory, which stops a program elsewhere too.
  must(made != nullptr);
  const auto side = static_cast<std::size_t>(made->width);
  std::vector<bool> dark(side * side);
  constexpr unsigned k_dark_bit = 1;
  for (std::size_t i = 0; i < dark.size(); ++i)
    dark[i] = (made->data[i] & k_dark_bit) != 0;
  return QrCode(side, std::move(dark));
}

std::size_t qr_columns(const QrCode& code) noexcept {
  return side_with_border(code);
}

std::string qr_terminal(const QrCode& code, bool invert) {
  const std::size_t side = side_with_border(code);
  std::string lines;
  for (std::size_t y = 0; y < side; y += 2) {
    for (std::size_t x = 0; x < side; ++x)
      lines += half_blocks(dark_at(code, x, y) != invert, dark_at(code, x, y + 1) != invert);
    lines += '\n';
  }
  return lines;
}

std::string qr_svg(const QrCode& code) {
  const std::string side = std::to_string(side_with_border(code));
  std::string path;
  for (std::size_t y = 0; y < code.side(); ++y) {
    for (std::size_t x = 0; x < code.side(); ++x) {
      if (!code.is_dark(x, y)) continue;
      std::size_t end = x + 1;
      while (end < code.side() && code.is_dark(end, y))
        ++end;
      const std::string width = std::to_string(end - x);
      path += "M" + std::to_string(x + k_qr_quiet_zone) + " " +
              std::to_string(y + k_qr_quiet_zone) + "h" + width + "v1h-" + width + "z";
      x = end - 1;
    }
  }
  return R"(<?xml version="1.0" encoding="UTF-8"?>)"
         "\n"
         R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 )" +
         side + " " + side +
         R"(" shape-rendering="crispEdges">)"
         "\n"
         R"(<path fill="#fff" d="M0 0h)" +
         side + "v" + side + "H0z\"/>\n<path d=\"" + path + "\"/>\n</svg>\n";
}

Result<Bytes> qr_png(const QrCode& code) {
  const std::size_t pixels = side_with_border(code) * k_pixels;
  Bytes grey(pixels * pixels, k_white);
  for (std::size_t y = 0; y < pixels; ++y) {
    for (std::size_t x = 0; x < pixels; ++x) {
      if (dark_at(code, x / k_pixels, y / k_pixels)) grey[y * pixels + x] = k_black;
    }
  }
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = static_cast<png_uint_32>(pixels);
  image.height = image.width;
  image.format = PNG_FORMAT_GRAY;
  Bytes out(PNG_IMAGE_PNG_SIZE_MAX(image));
  png_alloc_size_t size = out.size();
  if (png_image_write_to_memory(&image, out.data(), &size, 0, grey.data(), 0, nullptr) == 0)
    return fail(Code::internal, "png", image.message);
  out.resize(size);
  return out;
}

}  // namespace credenza::host
