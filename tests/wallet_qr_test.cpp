// Sharing as a QR code: what fits is shown, what does not fit leaves nothing behind.
#include <catch2/catch.hpp>

#include "crypto/random.h"
#include "host/files.h"
#include "host/qr_code.h"
#include "jcs/jcs.h"
#include "support/wallet_desk.h"
#include "wallet/presentation.h"
#include "wallet/share_output.h"

using namespace credenza;          // NOLINT(google-build-using-namespace)
using namespace credenza::wallet;  // NOLINT(google-build-using-namespace)

using test::Desk;
using test::Ran;
using test::text_at;

namespace {

std::size_t receipts_in(const Desk& desk) {
  return desk.run({"history", "--json"}).json().root().at("receipts")->size();
}

/// A credential that makes a presentation of more than a QR code holds.
Json large() {
  return {{"/description", std::string(3000, 'x')}};
}

}  // namespace

TEST_CASE("qr share: a small credential fits, as PNG and as SVG, and a receipt is kept", "[qr]") {
  Desk desk;
  const std::string id = desk.add(desk.credential("a.json", desk.person_.did(), 7));
  const Ran png = desk.run({"share", id, "--to", "https://brouwer.example", "--qr-out",
                            desk.path("code.png"), "-o", desk.path("vp.json"), "--yes"});
  INFO(png.talk);
  REQUIRE(png.exit == 0);
  CHECK(png.out == desk.path("vp.json") + "\n" + desk.path("code.png") + "\n");
  CHECK(desk.read("code.png").starts_with("\x89PNG"));
  // The picture holds the file, byte for byte (tests/host_qr_code_test.cpp reads such pictures).
  const std::string file = desk.read("vp.json");
  CHECK(file.size() <= host::k_max_qr_bytes);
  CHECK(desk.read("code.png") == as_text(*host::qr_png(*host::QrCode::encode(as_bytes(file)))));
  const Ran svg = desk.run({"share", id, "--to", "https://brouwer.example", "--qr-out",
                            desk.path("code.svg"), "--yes", "--json"});
  REQUIRE(svg.exit == 0);
  CHECK(text_at(svg.json().root(), "qr_file") == desk.path("code.svg"));
  CHECK(desk.read("code.svg").find("<svg ") != std::string::npos);
  CHECK(receipts_in(desk) == 2);
  const auto report =
      desk.employer("vp.json", "https://brouwer.example", std::nullopt, desk.made("vp.json"));
  CHECK(report.verdict() == verify::Verdict::accepted);
}

TEST_CASE("qr share: on the terminal it is half blocks, and inverted when asked", "[qr]") {
  Desk desk;
  const std::string id = desk.add(desk.credential("a.json", desk.person_.did(), 7));
  const Ran light = desk.run({"share", id, "--to", "x", "--qr", "--yes"});
  CHECK(light.exit == 0);
  CHECK(light.out.starts_with(std::string(20, ' ')));
  const Ran dark = desk.run({"share", id, "--to", "x", "--qr", "--qr-invert", "--yes"});
  CHECK(dark.exit == 0);
  CHECK(dark.out.starts_with("████████"));
}

TEST_CASE("qr share: what does not fit is said before anything is written", "[qr]") {
  Desk desk;
  const std::string id = desk.add(desk.credential("a.json", desk.person_.did(), 7, large()));
  for (const bool is_dry : {false, true}) {
    std::vector<std::string> words{
        "share", id, "--to", "x", "--qr-out", desk.path("code.png"), "-o", desk.path("vp.json"),
        "--json"};
    words.emplace_back(is_dry ? "--dry-run" : "--yes");
    const Ran ran = desk.run(words);
    CHECK(ran.exit == 1);
    CHECK(text_at(ran.json().root(), "code") == "out_of_range");
    CHECK(text_at(ran.json().root(), "where") == "qr");
    CHECK(ran.talk.find("one certificate at a time") != std::string::npos);
    CHECK(ran.talk.find("2953") != std::string::npos);
  }
  CHECK_FALSE(host::exists(desk.path("code.png")));
  CHECK_FALSE(host::exists(desk.path("vp.json")));
  CHECK(receipts_in(desk) == 0);
  // As a file it goes.
  CHECK(desk.run({"share", id, "--to", "x", "-o", desk.path("vp.json"), "--yes"}).exit == 0);
}

TEST_CASE("qr share: outputs that cannot be are refused", "[qr]") {
  Desk desk;
  const std::string id = desk.add(desk.credential("a.json", desk.person_.did(), 7));
  const std::string png = desk.path("code.png");
  const auto exit = [&](std::vector<std::string> more) {
    more.insert(more.begin(), {"share", id, "--to", "x", "--yes"});
    return desk.run(more).exit;
  };
  CHECK(exit({}) == 2);
  CHECK(exit({"--qr", "--json"}) == 2);
  CHECK(exit({"--qr", "-o", "-"}) == 2);
  CHECK(exit({"--qr-invert", "-o", desk.path("a.json")}) == 2);
  CHECK(exit({"--qr-out", desk.path("code.gif")}) == 2);
  CHECK(exit({"--qr-out", png, "-o", png}) == 1);
  desk.write("code.png", "mine");
  CHECK(exit({"--qr-out", png}) == 1);
  CHECK(desk.read("code.png") == "mine");
  CHECK(receipts_in(desk) == 0);
  CHECK(exit({"--qr-out", png, "--force"}) == 0);
}

TEST_CASE("qr share: a picture that cannot be written leaves neither file nor receipt", "[qr]") {
  Desk desk;
  const std::string id = desk.add(desk.credential("a.json", desk.person_.did(), 7));
  CHECK(desk.run({"share", id, "--to", "x", "--yes", "-o", desk.path("vp.json"), "--qr-out",
                  desk.path("no/such/code.png")})
            .exit == 1);
  CHECK_FALSE(host::exists(desk.path("vp.json")));
  CHECK(receipts_in(desk) == 0);
}

TEST_CASE("qr share: white space between tokens goes, everything else stays", "[qr]") {
  for (const auto& [text, wanted] :
       {std::pair<std::string, std::string>{"{ \"a\" :\t[ 1 , 2 ]\r\n}", "{\"a\":[1,2]}"},
        {R"({"a b": " c \" d ", "e": "\\" })", R"({"a b":" c \" d ","e":"\\"})"},
        {R"([ "\\\" x" , "" , 1.50 ])", R"(["\\\" x","",1.50])"},
        {" \"\xc3\xab \\u0020\" ", "\"\xc3\xab \\u0020\""}}) {
    CHECK(without_white_space(text) == wanted);
    CHECK(*jcs::canonicalize(test::document(wanted).root()) ==
          *jcs::canonicalize(test::document(text).root()));
  }
}

TEST_CASE("share: more credentials than a verifier takes are refused", "[share]") {
  test::Keyholder holder("holder");
  PresentationRequest request;
  const std::string credential = "{}";
  request.credentials.assign(65, credential);
  request.holders = {&holder.key};
  crypto::SystemRandom random;
  const auto made = make_presentation(request, random);
  REQUIRE_FALSE(made);
  CHECK(made.error().code == Code::out_of_range);
  CHECK(made.error().where == "presentation");
  request.credentials.resize(64);
  CHECK(make_presentation(request, random));
  const std::string huge = "{\"a\":\"" + std::string(std::size_t{4} << 20, 'x') + "\"}";
  request.credentials = {huge};
  CHECK(make_presentation(request, random).error().where == "presentation");
}
