// QR codes read back by a reader that is not ours: zbarimg, and rsvg-convert for the SVG. On a
// machine without them (cmake/debian.sh, test_packages) the program says so, does the rest, and
// counts as skipped.
#include <array>
#include <cstdio>
#include <cstdlib>
#include <sys/wait.h>

#define CATCH_CONFIG_RUNNER
#include <catch2/catch.hpp>

#include "host/files.h"
#include "host/qr_code.h"
#include "support/temporary_folder.h"

using namespace credenza;  // NOLINT(google-build-using-namespace)

namespace {

constexpr int k_skipped = 77;

bool has_program(const std::string& name) {
  return std::system(("command -v " + name + " >/dev/null 2>&1").c_str()) == 0;  // NOLINT
}

/// What `command` prints.
std::string output_of(const std::string& command) {
  std::FILE* pipe = ::popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::string out;
  std::array<char, 4096> some{};
  for (std::size_t n = 0; (n = std::fread(some.data(), 1, some.size(), pipe)) > 0;)
    out.append(some.data(), n);
  const int status = ::pclose(pipe);
  INFO(command);
  REQUIRE(WIFEXITED(status));
  REQUIRE(WEXITSTATUS(status) == 0);
  return out;
}

/// What a reader finds in a picture.
std::string read_back(const std::string& picture) {
  return output_of("zbarimg --quiet --nodbus --oneshot --raw -Sdisable -Sqrcode.enable -Sbinary '" +
                   picture + "'");
}

void write(const std::string& path, std::string_view content) {
  REQUIRE(host::write_file(path, as_bytes(content), {.overwrite = true}));
}

/// What a terminal would show, as a picture: eight pixels for each module.
/// @param ink  whether characters are dark on a light ground
std::string photographed(const std::string& lines, bool ink) {
  constexpr std::size_t k_pixels = 8;
  std::vector<std::vector<bool>> rows;
  std::vector<bool> upper;
  std::vector<bool> lower;
  for (std::size_t i = 0; i < lines.size();) {
    const std::string_view rest = std::string_view(lines).substr(i);
    if (rest.front() == '\n') {
      rows.push_back(std::move(upper));
      rows.push_back(std::move(lower));
      upper = {};
      lower = {};
      ++i;
      continue;
    }
    const bool space = rest.front() == ' ';
    REQUIRE((space || rest.starts_with("█") || rest.starts_with("▀") || rest.starts_with("▄")));
    upper.push_back((rest.starts_with("█") || rest.starts_with("▀")) == ink);
    lower.push_back((rest.starts_with("█") || rest.starts_with("▄")) == ink);
    i += space ? 1 : 3;
  }
  std::string picture = "P5\n" + std::to_string(rows.front().size() * k_pixels) + " " +
                        std::to_string(rows.size() * k_pixels) + "\n255\n";
  for (const std::vector<bool>& row : rows) {
    for (std::size_t y = 0; y < k_pixels; ++y) {
      for (const bool dark : row)
        picture.append(k_pixels, dark ? '\0' : '\xff');
    }
  }
  return picture;
}

/// Bytes of every value, no two rows of them alike.
std::string bytes_of_length(std::size_t length) {
  std::string out;
  for (std::size_t i = 0; i < length; ++i)
    out += static_cast<char>((i * 131 + i / 256) % 256);
  return out;
}

host::QrCode code_of(std::string_view content) {
  auto code = host::QrCode::encode(as_bytes(content));
  REQUIRE(code);
  return *code;
}

const std::vector<std::string> k_contents = {
    "x", R"({"holder":"did:key:z6Mk","name":"Zoë Mehari €"})", "two\nlines\n", bytes_of_length(500),
    bytes_of_length(host::k_max_qr_bytes)};

}  // namespace

TEST_CASE("qr: a PNG is read back byte for byte, up to the largest", "[qr][reader]") {
  const test::TemporaryFolder folder;
  for (const std::string& content : k_contents) {
    INFO(content.size() << " bytes");
    const auto png = host::qr_png(code_of(content));
    REQUIRE(png);
    write(folder / "code.png", as_text(*png));
    CHECK(read_back(folder / "code.png") == content);
  }
}

TEST_CASE("qr: an SVG is read back byte for byte, up to the largest", "[qr][reader]") {
  const test::TemporaryFolder folder;
  for (const std::string& content : k_contents) {
    INFO(content.size() << " bytes");
    write(folder / "code.svg", host::qr_svg(code_of(content)));
    output_of("rsvg-convert --zoom 8 -o '" + (folder / "code.png") + "' '" + (folder / "code.svg") +
              "'");
    CHECK(read_back(folder / "code.png") == content);
  }
}

TEST_CASE("qr: the lines of a terminal are read back, on a light ground and on a dark one",
          "[qr][reader]") {
  const test::TemporaryFolder folder;
  for (const std::string& content : k_contents) {
    INFO(content.size() << " bytes");
    for (const bool invert : {false, true}) {
      write(folder / "code.pgm",
            photographed(host::qr_terminal(code_of(content), invert), !invert));
      CHECK(read_back(folder / "code.pgm") == content);
    }
  }
}

TEST_CASE("qr: 2953 bytes go in and 2954 do not", "[qr]") {
  const auto largest = host::QrCode::encode(as_bytes(bytes_of_length(2953)));
  REQUIRE(largest);
  CHECK(largest->side() == 177);
  const auto longer = host::QrCode::encode(as_bytes(bytes_of_length(2954)));
  REQUIRE_FALSE(longer);
  CHECK(longer.error().code == Code::out_of_range);
  CHECK(longer.error().where == "qr");
  CHECK(longer.error().detail.find("2954") != std::string::npos);
  CHECK(host::QrCode::encode({}).error().code == Code::missing);
}

TEST_CASE("qr: a border of four modules is light on all sides", "[qr]") {
  const host::QrCode code = code_of("x");
  REQUIRE(code.side() == 21);
  CHECK(host::qr_columns(code) == 29);
  const std::string lines = host::qr_terminal(code, false);
  const std::string empty(29, ' ');
  CHECK(lines.starts_with(empty + "\n" + empty + "\n    "));
  CHECK(lines.find(empty + "\n" + empty + "\n", 60) != std::string::npos);
  std::string white;
  for (int i = 0; i < 29; ++i)
    white += "█";
  CHECK(host::qr_terminal(code, true).starts_with(white + "\n" + white + "\n████"));
  CHECK(host::qr_svg(code).find("viewBox=\"0 0 29 29\"") != std::string::npos);
}

int main(int argc, char** argv) {
  if (has_program("zbarimg") && has_program("rsvg-convert"))
    return Catch::Session().run(argc, argv);
  const std::array<const char*, 2> without_reader{argv[0], "~[reader]"};
  const int failed =
      Catch::Session().run(static_cast<int>(without_reader.size()), without_reader.data());
  std::fputs("skipped: zbarimg and rsvg-convert are needed (zbar-tools, librsvg2-bin)\n", stderr);
  return failed != 0 ? failed : k_skipped;
}
