// What was looked through is what is issued: a class list that is changed in between is noticed
// before anything of the changed part is read.
#include <catch2/catch.hpp>

#include "issuer/csv.h"
#include "issuer/issuing.h"
#include "issuer/second_reading.h"
#include "support/class_list.h"

using namespace credenza;          // NOLINT(google-build-using-namespace)
using namespace credenza::issuer;  // NOLINT(google-build-using-namespace)

namespace {

/// Everything that `source` gives, in pieces of 64 bytes; why it ended, if it did not at its end.
struct Read {
  std::string text;
  std::string code;
};
Read read_all(std::unique_ptr<ByteSource> source) {
  Read out;
  std::array<char, 64> piece{};
  for (;;) {
    const auto got = source->read(piece);
    if (!got) {
      out.code = std::string(to_string(got.error().code)) + " " + got.error().where;
      return out;
    }
    out.text.append(piece.data(), *got);
    if (*got < piece.size()) return out;
  }
}

std::string long_text() {
  std::string out;
  for (int i = 0; i < 100; ++i)
    out += std::to_string(i * i) + ";";
  return out;
}

}  // namespace

TEST_CASE("a second reading of the same gives the same", "[issuer_second_reading]") {
  const std::string text = long_text();
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{64}, text.size()}) {
    const std::string part = text.substr(0, size);
    FirstReading first;
    CHECK(read_all(first.of(text_source(part))).text == part);
    const Read again = read_all(first.again(text_source(part)));
    CHECK(again.text == part);
    CHECK(again.code.empty());
  }
}

TEST_CASE("a second reading ends before the first piece that was changed",
          "[issuer_second_reading]") {
  const std::string text = long_text();
  FirstReading first;
  read_all(first.of(text_source(text)));
  for (std::size_t at = 0; at < text.size(); at += 13) {
    std::string changed = text;
    changed[at] = changed[at] == 'x' ? 'y' : 'x';
    const Read again = read_all(first.again(text_source(changed)));
    CHECK(again.code == "conflict class list");
    CHECK(again.text == text.substr(0, at / 64 * 64));
  }
  CHECK(read_all(first.again(text_source(text + "1"))).code == "conflict class list");
  CHECK(read_all(first.again(text_source(text.substr(0, text.size() - 1)))).code ==
        "conflict class list");
  CHECK(read_all(first.again(text_source(text.substr(0, 128)))).code == "conflict class list");
}

TEST_CASE("a class list that was changed after it was looked through is not issued on",
          "[issuer_second_reading]") {
  const test::TemporaryFolder folder;
  const test::IssuerMaker maker(folder.path());
  const auto store = maker.open_store();
  const Template form = test::example_template("mc-log-02.json");
  const Instant now = test::at("2026-06-15T09:00:00Z");
  const std::string sound =
      "leerlingnr;achternaam;geboortedatum;module;uren_sbu;resultaat;datum\n"
      "1;Suharto;1988;MC-LOG-02;240;goed;12-06-2026\n";
  std::string changed = sound;
  changed.replace(changed.find("goed"), 4, "best");
  Workers workers(2);
  test::SeededRandom random("second reading");
  const auto nothing = [](const RowOutcome&) { return Status(); };
  const GoOn go_on = [](std::uint64_t) { return Status(); };
  FirstReading first;
  std::vector<open_badges::Loss> losses;
  auto reader = *RowReader::open(first.of(text_source(sound)), form);
  const auto look =
      check_rows({reader, form, maker.home.config, now}, workers, random, go_on, nothing, losses);
  REQUIRE(look.has_value());
  REQUIRE(look->refused == 0);
  const auto refused = RowReader::open(first.again(text_source(changed)), form);
  REQUIRE(!refused.has_value());
  CHECK(refused.error().code == Code::conflict);
  auto again = *RowReader::open(first.again(text_source(sound)), form);
  const auto issued = issue_rows(
      {.reader = again, .form = form, .config = maker.home.config, .now = now, .sound = true},
      workers, {maker.home, maker.secrets, *store, random}, go_on, nothing);
  REQUIRE(issued.has_value());
  CHECK(issued->issued == 1);
}
