#include "wallet/share_output.h"

#include "host/terminal.h"
#include "wallet/session.h"

namespace credenza::wallet {
namespace {

constexpr std::string_view k_standard_output = "-";

Status check_width(const host::QrCode& code) {
  const auto columns = host::stdout_columns();
  const std::size_t needed = host::qr_columns(code);
  if (!columns || *columns >= needed) return {};
  return fail(Code::out_of_range, "terminal",
              "this QR code is " + std::to_string(needed) + " columns wide, and the terminal " +
                  std::to_string(*columns));
}

Result<Bytes> picture(const host::QrCode& code, const std::string& path) {
  if (path.ends_with(".svg")) return to_bytes(as_bytes(host::qr_svg(code)));
  return host::qr_png(code);
}

}  // namespace

Status check(const ShareOutput& output, bool json) {
  const bool is_printed = output.file == k_standard_output;
  if (output.file.empty() && !output.has_qr())
    return fail(Code::missing, "-o", "say where it goes: -o FILE, --qr or --qr-out FILE");
  if (is_printed && json)
    return fail(Code::malformed, "--json", "with -o - standard output is the presentation itself");
  if (output.qr && json)
    return fail(Code::malformed, "--json", "with --qr standard output is the QR code");
  if (output.qr && is_printed)
    return fail(Code::malformed, "--qr", "with -o - standard output is the presentation itself");
  if (output.invert && !output.qr)
    return fail(Code::malformed, "--qr-invert", "this is for the QR code on the terminal: --qr");
  const std::string& picture = output.qr_file;
  if (!picture.empty() && !picture.ends_with(".png") && !picture.ends_with(".svg"))
    return fail(Code::malformed, "--qr-out", "the name of the file has to end in .png or .svg");
  if (!picture.empty() && picture == output.file)
    return fail(Code::conflict, picture, "two files cannot have one name");
  TRY(check_output(output.file, output.force));
  return check_output(picture, output.force);
}

Result<Outgoing> Outgoing::make(const ShareOutput& output, const std::string& text) {
  Outgoing out;
  out.force_ = output.force;
  if (output.file == k_standard_output) {
    out.printed_ = text + "\n";
  } else if (!output.file.empty()) {
    out.files_.push_back({output.file, to_bytes(as_bytes(text))});
  }
  if (!output.has_qr()) return out;
  const host::QrCode code = TRY(host::QrCode::encode(as_bytes(text)));
  if (output.qr) {
    TRY(check_width(code));
    out.printed_ = host::qr_terminal(code, output.invert);
  }
  if (!output.qr_file.empty()) {
    Bytes content = TRY(picture(code, output.qr_file));
    out.files_.push_back({output.qr_file, std::move(content)});
  }
  return out;
}

Status Outgoing::prepare() {
  for (const Part& part : files_) {
    host::FileWriter writer =
        TRY(host::FileWriter::create(part.path, {.mode = 0600, .overwrite = force_}));
    TRY(writer.write(as_text(part.content)));
    writers_.push_back(std::move(writer));
  }
  return {};
}

Status Outgoing::put() {
  for (host::FileWriter& writer : writers_) {
    TRY(writer.put_in_place());
    is_out_ = true;
  }
  if (printed_.empty()) return {};
  const Status printed = host::write_output(printed_);
  is_out_ = is_out_ || printed.has_value();
  return printed;
}

}  // namespace credenza::wallet
