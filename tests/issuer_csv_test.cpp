#include <catch2/catch.hpp>

#include "issuer/csv.h"

using credenza::Code;
using credenza::issuer::CsvLimits;
using credenza::issuer::CsvTable;
using credenza::issuer::read_csv;

namespace {

CsvTable table(std::string_view text) {
  auto out = read_csv(text);
  INFO((out ? "" : out.error().where + ": " + out.error().detail));
  REQUIRE(out.has_value());
  return std::move(*out);
}

void check_refused(std::string_view text, Code code, std::string_view where,
                   const CsvLimits& limits = {}) {
  INFO(text.substr(0, 100));
  const auto out = read_csv(text, limits);
  REQUIRE(!out.has_value());
  CHECK(to_string(out.error().code) == to_string(code));
  CHECK(out.error().where == where);
}

}  // namespace

TEST_CASE("csv finds the separator in the row of names", "[issuer_csv]") {
  for (const char* text : {"a;\"b,c\"\n1;2,3\n", "\"a\";\"b,c\"\n1;\"2,3\"\n"}) {
    const CsvTable out = table(text);
    CHECK(out.columns() == std::vector<std::string>{"a", "b,c"});
    REQUIRE(out.rows() == 1);
    CHECK(out.field(0, 0) == "1");
    CHECK(out.field(0, 1) == "2,3");
  }
  CHECK(table("a,b;c,d\n1,2,3\n").columns() == std::vector<std::string>{"a", "b;c", "d"});
  CHECK(table("\"a;b;c\",d\n1,2\n").columns() == std::vector<std::string>{"a;b;c", "d"});
  CHECK(table("a\n1\n").columns() == std::vector<std::string>{"a"});
}

TEST_CASE("csv reads what spreadsheets write", "[issuer_csv]") {
  const CsvTable out = table(
      "\xef\xbb\xbfnaam;rol;\r\n"
      "\"O'Neill; Jr.\"; examinator ;\r\n"
      "\r\n"
      ";;\r\n"
      "\"zei \"\"ja\"\"\r\nen nee\";\" \";\r\n"
      "Коваленко;");
  CHECK(out.columns() == std::vector<std::string>{"naam", "rol"});
  REQUIRE(out.rows() == 3);
  CHECK(out.field(0, 0) == "O'Neill; Jr.");
  CHECK(out.field(0, 1) == "examinator");
  CHECK(out.field(1, 0) == "zei \"ja\"\r\nen nee");
  CHECK(out.field(1, 1) == " ");
  CHECK(out.field(2, 0) == "Коваленко");
  CHECK(out.field(2, 1).empty());
  // The blank row between them counts, so that the number is the one that people count.
  CHECK(out.number(0) == 1);
  CHECK(out.number(1) == 3);
  CHECK(out.number(2) == 4);
  CHECK(out.column("rol") == 1U);
  CHECK(!out.column("ROL").has_value());
}

TEST_CASE("csv names the row and the column of what it cannot read", "[issuer_csv]") {
  check_refused("", Code::missing, "row 0");
  check_refused("\xef\xbb\xbf", Code::missing, "row 0");
  check_refused(";;\n1;2;3\n", Code::missing, "row 0");
  check_refused("a;;c\n", Code::malformed, "row 0, column 2");
  check_refused("a;b;a\n", Code::malformed, "row 0, column a");
  check_refused("\xff\xfe\x61\x00", Code::malformed, "row 0");
  check_refused("a;b\n1;2\n1;2;3\n", Code::malformed, "row 2");
  check_refused("a;b\n1;2\n1\n", Code::malformed, "row 2");
  check_refused("a;b\n1;x\"y\n", Code::malformed, "row 1, column b");
  check_refused("a;b\n1;\"y\n", Code::malformed, "row 1, column b");
  check_refused("a;b\n1;\"y\"z\n", Code::malformed, "row 1, column b");
}

TEST_CASE("csv refuses bytes that are no UTF-8", "[issuer_csv]") {
  using namespace std::string_view_literals;
  check_refused("voornaam;naam\nZoe;Bront\xeb\n", Code::malformed, "row 1, column naam");
  check_refused("voornaam;na\xe4m\n", Code::malformed, "row 0, column 2");
  check_refused("a;b\n1;2\n1;x\0y\n"sv, Code::malformed, "row 2, column b");
  check_refused("a;b\n1;\xef\xbf\xbd\xef\xbf\xbd\n", Code::malformed, "row 1, column b");
  for (const char* bad :
       {"\x80", "\xc0\xaf", "\xc3", "\xe0\x80\xaf", "\xe2\x82", "\xed\xa0\x80", "\xf0\x80\x80\x80",
        "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff", "\xe2(\xa1"}) {
    check_refused("a;b\n1;" + std::string(bad) + "\n", Code::malformed, "row 1, column b");
  }
  for (const char* good : {"\x7f", "\xc2\x80", "\xdf\xbf", "\xe0\xa0\x80", "\xed\x9f\xbf",
                           "\xee\x80\x80", "\xf0\x90\x80\x80", "\xf4\x8f\xbf\xbf"}) {
    CHECK(table("a;b\n1;" + std::string(good) + "\n").field(0, 1) == good);
  }
}

TEST_CASE("csv keeps to its limits", "[issuer_csv]") {
  const CsvLimits limits{
      .max_bytes = 100, .max_rows = 3, .max_field_bytes = 8, .max_columns = 4, .max_fields = 8};
  check_refused("a\n" + std::string(100, 'x'), Code::out_of_range, "", limits);
  check_refused("a\n1\n2\n3\n4\n", Code::out_of_range, "row 4", limits);
  check_refused("a;b\n1;123456789\n", Code::out_of_range, "row 1, column b", limits);
  check_refused("a;b;c;d;e\n", Code::out_of_range, "row 0", limits);
  check_refused("a;b;c;d\n1;2;3;4\n1;2;3;4\n1;2;3;4\n", Code::out_of_range, "row 3", limits);
  CHECK(read_csv("a;b;c;d\n1;2;3;4\n1;2;3;12345678\n", limits).has_value());
}

TEST_CASE("csv takes a hundred thousand rows", "[issuer_csv]") {
  std::string text = "nummer;naam\n";
  for (int i = 0; i < 100'000; ++i)
    text += std::to_string(i) + ";Suharto\n";
  const CsvTable out = table(text);
  REQUIRE(out.rows() == 100'000);
  CHECK(out.field(99'999, 0) == "99999");
  CHECK(out.field(99'999, 1) == "Suharto");
  check_refused(text + "100000;Suharto\n", Code::out_of_range, "row 100001");
}
