#include <algorithm>

#include <catch2/catch.hpp>

#include "issuer/csv.h"
#include "support/memory.h"

using namespace credenza;  // NOLINT(google-build-using-namespace)
using credenza::issuer::CsvEncoding;
using credenza::issuer::CsvLimits;
using credenza::issuer::CsvReader;
using credenza::issuer::CsvRow;
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

/// A text that is read a row at a time.
class Read {
 public:
  explicit Read(std::string text)
      : text_(std::move(text)), reader_(*CsvReader::open(credenza::issuer::text_source(text_))) {}
  [[nodiscard]] const std::vector<std::string>& columns() const { return reader_.columns(); }
  [[nodiscard]] CsvEncoding encoding() const { return reader_.encoding(); }
  [[nodiscard]] Result<bool> try_next() { return reader_.next(row_); }
  [[nodiscard]] bool next() {
    const auto more = try_next();
    REQUIRE(more.has_value());
    return *more;
  }
  [[nodiscard]] const CsvRow& row() const { return row_; }
  /// Code and column of every problem of the row.
  [[nodiscard]] std::vector<std::string> faults() const {
    std::vector<std::string> out;
    for (const auto& problem : row_.problems())
      out.push_back(std::string(code_of(problem.fault)) + " " + problem.column);
    return out;
  }

 private:
  std::string text_;
  CsvReader reader_;
  CsvRow row_;
};

/// A beginning, and then one character for ever.
class Endless final : public ByteSource {
 public:
  Endless(std::string text, char filling) : text_(std::move(text)), filling_(filling) {}
  Result<std::size_t> read(std::span<char> into) override {
    const std::size_t size = text_.copy(into.data(), into.size());
    text_.erase(0, size);
    std::fill(into.begin() + static_cast<std::ptrdiff_t>(size), into.end(), filling_);
    return into.size();
  }

 private:
  std::string text_;
  char filling_;
};

/// "<n>;Suharto" for every row, made while it is read.
class ManyRows final : public ByteSource {
 public:
  explicit ManyRows(std::uint64_t rows) : rows_(rows) {}
  Result<std::size_t> read(std::span<char> into) override {
    while (text_.size() < into.size() && made_ < rows_)
      text_ += std::to_string(made_++) + ";Suharto\n";
    const std::size_t size = text_.copy(into.data(), into.size());
    text_.erase(0, size);
    return size;
  }

 private:
  std::uint64_t rows_;
  std::uint64_t made_ = 0;
  std::string text_ = "nummer;naam\n";
};

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
  // The blank rows between them count, so that the number is the one that people count.
  CHECK(out.number(0) == 1);
  CHECK(out.number(1) == 4);
  CHECK(out.number(2) == 5);
  CHECK(out.column("rol") == 1U);
  CHECK(!out.column("ROL").has_value());
}

TEST_CASE("csv counts rows the same with every kind of line end", "[issuer_csv]") {
  for (const std::string end : {"\n", "\r\n", "\r"}) {
    const CsvTable out = table(end + "a;b" + end + "1;2" + end + end + "3;4" + end + end + end);
    CHECK(out.columns() == std::vector<std::string>{"a", "b"});
    REQUIRE(out.rows() == 2);
    CHECK(out.number(0) == 1);
    CHECK(out.number(1) == 3);
    CHECK(out.field(1, 1) == "4");
  }
}

TEST_CASE("csv takes a tab as separator", "[issuer_csv]") {
  const CsvTable out = table("a\tb, c\td;e\n1\t\t3\n");
  CHECK(out.columns() == std::vector<std::string>{"a", "b, c", "d;e"});
  REQUIRE(out.rows() == 1);
  CHECK(out.field(0, 1).empty());
  CHECK(out.field(0, 2) == "3");
}

TEST_CASE("csv obeys the line in which Excel says the separator", "[issuer_csv]") {
  for (const char* start : {"sep=;\n", "sep=;\r\n", "\xef\xbb\xbfsep=;\n", "\"sep=;\"\n"}) {
    INFO(start);
    const CsvTable out = table(std::string(start) + "a,x;b\n1,2;3\n");
    CHECK(out.columns() == std::vector<std::string>{"a,x", "b"});
    REQUIRE(out.rows() == 1);
    CHECK(out.number(0) == 1);
    CHECK(out.field(0, 0) == "1,2");
  }
  CHECK(table("sep=|\na|b\n1|2\n").columns() == std::vector<std::string>{"a", "b"});
  // A column may be called so.
  CHECK(table("sep=a;b\n1;2\n").columns() == std::vector<std::string>{"sep=a", "b"});
}

TEST_CASE("csv leaves two columns of one name to who reads them", "[issuer_csv]") {
  const auto reader = CsvReader::open(credenza::issuer::text_source("a;b;a\n1;2;3\n"));
  REQUIRE(reader.has_value());
  CHECK(reader->columns() == std::vector<std::string>{"a", "b", "a"});
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

TEST_CASE("csv refuses bytes that are no UTF-8 in a file that is", "[issuer_csv]") {
  using namespace std::string_view_literals;
  check_refused("a;b\n1;2\n1;x\0y\n"sv, Code::malformed, "row 2, column b");
  check_refused("a;b\n1;\xef\xbf\xbd\xef\xbf\xbd\n", Code::malformed, "row 1, column b");
  for (const char* bad :
       {"\x80", "\xc0\xaf", "\xc3", "\xe0\x80\xaf", "\xe2\x82", "\xed\xa0\x80", "\xf0\x80\x80\x80",
        "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff", "\xe2(\xa1"}) {
    check_refused("a;b\nZoë;" + std::string(bad) + "\n", Code::malformed, "row 1, column b");
  }
  for (const char* good : {"\x7f", "\xc2\x80", "\xdf\xbf", "\xe0\xa0\x80", "\xed\x9f\xbf",
                           "\xee\x80\x80", "\xf0\x90\x80\x80", "\xf4\x8f\xbf\xbf"}) {
    CHECK(table("a;b\n1;" + std::string(good) + "\n").field(0, 1) == good);
  }
}

TEST_CASE("csv reads Windows-1252 where the first other character is none of UTF-8",
          "[issuer_csv]") {
  Read read("voornaam;na\xe4m\n1;2\nZo\xeb;Bront\xeb \x80 \x9c\n");
  CHECK(read.columns() == std::vector<std::string>{"voornaam", "naäm"});
  CHECK(read.encoding() == CsvEncoding::windows_1252);
  REQUIRE(read.next());
  REQUIRE(read.next());
  CHECK(read.row().field(0) == "Zoë");
  CHECK(read.row().field(1) == "Brontë € œ");
  CHECK(!read.next());

  Read ascii("a;b\n1;2\n");
  CHECK(ascii.encoding() == CsvEncoding::ascii);
  Read utf8("a;b\nZoë;2\n");
  REQUIRE(utf8.next());
  CHECK(utf8.encoding() == CsvEncoding::utf8);
  Read marked(
      "\xef\xbb\xbf"
      "a;b\nZo\xeb;2\n");
  REQUIRE(marked.next());
  CHECK(marked.faults() == std::vector<std::string>{"E-ENCODING a"});
}

TEST_CASE("csv notes what single fields lost and reads on", "[issuer_csv]") {
  Read mixed("voor;na\nZo\xeb;x\nZoë;y\nCAF\xc9\x92S;z\n");
  REQUIRE(mixed.next());
  CHECK(mixed.row().field(0) == "Zoë");
  REQUIRE(mixed.next());
  CHECK(mixed.row().number() == 2);
  CHECK(mixed.faults() == std::vector<std::string>{"E-ENCODING voor"});
  CHECK(mixed.row().field(0).empty());
  CHECK(mixed.row().field(1) == "y");
  // A capital and an apostrophe of Windows-1252 are the bytes of one letter that nobody writes.
  REQUIRE(mixed.next());
  CHECK(mixed.row().problems().empty());
  CHECK(mixed.row().field(0) == "CAFÉ’S");

  Read undefined("voor;na\nZo\xeb;\x81\n\xef\xbf\xbd;\xef\xbf\xbd\n1;2\n");
  REQUIRE(undefined.next());
  CHECK(undefined.faults() == std::vector<std::string>{"E-ENCODING na"});
  REQUIRE(undefined.next());
  CHECK(undefined.faults() == std::vector<std::string>{"E-ENCODING voor", "E-ENCODING na"});
  REQUIRE(undefined.next());
  CHECK(undefined.row().problems().empty());
}

TEST_CASE("csv notes a row of another length and reads on", "[issuer_csv]") {
  Read read("a;b\n1;2;3\n1\n1;2;;\n1;2\n");
  REQUIRE(read.next());
  CHECK(read.faults() == std::vector<std::string>{"E-ROW "});
  CHECK(!read.row().is_whole());
  REQUIRE(read.next());
  CHECK(read.faults() == std::vector<std::string>{"E-ROW "});
  REQUIRE(read.next());
  CHECK(read.row().is_whole());
  REQUIRE(read.next());
  CHECK(read.row().number() == 4);
  CHECK(!read.next());
}

TEST_CASE("csv gives the rows before the one that ends it", "[issuer_csv]") {
  Read read("a;b\n1;2\n3;4\n5;x\"y\n7;8\n");
  REQUIRE(read.next());
  REQUIRE(read.next());
  CHECK(read.row().field(1) == "4");
  const auto broken = read.try_next();
  REQUIRE(!broken.has_value());
  CHECK(broken.error().where == "row 3, column b");
  // It stays at that.
  CHECK(!read.try_next().has_value());
}

TEST_CASE("csv keeps to its limits", "[issuer_csv]") {
  const CsvLimits limits{
      .max_rows = 3, .max_field_bytes = 8, .max_row_bytes = 20, .max_columns = 4};
  check_refused("a\n1\n2\n3\n4\n", Code::out_of_range, "row 4", limits);
  check_refused("a;b\n1;123456789\n", Code::out_of_range, "row 1, column b", limits);
  check_refused("a;b\n1;2\n1;\"1234567890123", Code::out_of_range, "row 2, column b", limits);
  check_refused("a;b;c;d;e\n", Code::out_of_range, "row 0", limits);
  check_refused("a;b;c;d\n12345678;12345678;12345;6\n", Code::out_of_range, "row 1", limits);
  CHECK(read_csv("a;b;c;d\n1;2;3;4\n1;2;3;12345678\n", limits).has_value());
}

TEST_CASE("csv stops at a quote that is never closed before it fills the memory", "[issuer_csv]") {
  const auto growth = test::peak_growth([] {
    Endless source("a;b\n1;\"", 'x');
    auto reader = CsvReader::open(std::make_unique<Endless>(source));
    CsvRow row;
    if (!reader || reader->next(row).has_value()) std::abort();
  });
  if (growth) CHECK(*growth < 4U << 20U);
}

TEST_CASE("csv takes a field of 64 kB and not one byte more", "[issuer_csv]") {
  const std::string field(std::size_t{64} << 10U, 'x');
  CHECK(table("a;b\n1;" + field + "\n").field(0, 1) == field);
  check_refused("a;b\n1;" + field + "x\n", Code::out_of_range, "row 1, column b");
}

TEST_CASE("csv takes a million rows in memory that does not grow", "[issuer_csv]") {
  static constexpr std::uint64_t k_rows = 1'000'000;
  std::uint64_t last = 0;
  const auto read_all = [&last] {
    auto reader = *CsvReader::open(std::make_unique<ManyRows>(k_rows));
    CsvRow row;
    for (auto more = reader.next(row); more.has_value() && *more; more = reader.next(row))
      last = row.number();
    if (row.field(1) != "Suharto" || last != k_rows) std::abort();
  };
  const auto growth = test::peak_growth(read_all);
  if (growth) CHECK(*growth < 4U << 20U);
  if (!growth) read_all();
}
