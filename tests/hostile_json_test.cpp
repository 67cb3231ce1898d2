// What json::Document does with texts that were made to hurt: every damage is seen and named with
// its place, at bounded cost. One failure each, as data: tests/vectors/base/json_*.json.
#include <ctime>

#include <catch2/catch.hpp>

#include "base/json.h"
#include "base/json_value.h"
#include "support/memory.h"

using credenza::Code;
using credenza::json::Document;
using credenza::json::Limits;

namespace json = credenza::json;

namespace {

constexpr std::size_t k_mib = std::size_t{1} << 20;

std::string repeated(std::string_view text, std::size_t times) {
  std::string out;
  out.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i)
    out += text;
  return out;
}

bool parses(std::string_view text) {
  return Document::parse(text).has_value();
}

/// A list of `item`s in a text of almost a mebibyte, the limit.
std::string list_of(std::string_view item) {
  std::string text = "[";
  text.reserve(k_mib);
  while (text.size() + item.size() + 2 < k_mib) {
    text += item;
    text += ',';
  }
  text.back() = ']';
  return text;
}

/// An object with as many members as fit.
std::string wide_object() {
  std::string text = "{";
  for (std::size_t i = 0; text.size() + 12 < k_mib; ++i)
    text += "\"" + std::to_string(i) + "\":0,";
  text.back() = '}';
  return text;
}

/// Texts of the greatest length that is read, each hard in its own way.
std::vector<std::pair<std::string, std::string>> heavy_texts() {
  return {{"numbers", list_of("1")},
          {"empty arrays", list_of("[]")},
          {"empty objects", list_of("{}")},
          {"empty strings", list_of("\"\"")},
          {"small objects", list_of("{\"\":0}")},
          {"doubles", list_of("0.1e1")},
          {"long digits", list_of("0." + std::string(5000, '1'))},
          {"escapes", "\"" + repeated("\\u0061", (k_mib - 2) / 6) + "\""},
          {"wide object", wide_object()},
          {"columns of depth", list_of(repeated("[", 60) + repeated("]", 60))},
          {"one string", "\"" + std::string(k_mib - 2, 'x') + "\""},
          {"nearly closed", "[" + repeated("[1],", (k_mib - 2) / 4)},
          {"damage at the end", repeated("[[[[", 1) + repeated("1,", (k_mib - 10) / 2) + "]"},
          {"an open string", "\"" + std::string(k_mib - 1, 'x')},
          {"bad UTF-8 at the end", "\"" + std::string(k_mib - 3, 'x') + "\xff\""},
          {"a number without end", std::string(k_mib, '1')},
          {"white space", std::string(k_mib, ' ')}};
}

double cpu_seconds_of(const std::string& text) {
  const std::clock_t before = std::clock();
  const auto document = Document::parse(text);
  if (document) static_cast<void>(json::to_value(document->root()));
  return static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
}

/// RFC 3629 §4, UTF8-octets, for one character that fills all of `bytes`.
bool is_one_character(std::string_view bytes) {
  const auto at = [bytes](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  const auto tail = [&](std::size_t i) { return at(i) >= 0x80 && at(i) <= 0xbf; };
  const unsigned lead = at(0);
  switch (bytes.size()) {
    case 2:
      return lead >= 0xc2 && lead <= 0xdf && tail(1);
    case 3:
      return lead >= 0xe0 && lead <= 0xef && tail(1) && tail(2) &&
             (lead != 0xe0 || at(1) >= 0xa0) && (lead != 0xed || at(1) <= 0x9f);
    case 4:
      return lead >= 0xf0 && lead <= 0xf4 && tail(1) && tail(2) && tail(3) &&
             (lead != 0xf0 || at(1) >= 0x90) && (lead != 0xf4 || at(1) <= 0x8f);
    default:
      return false;
  }
}

}  // namespace

TEST_CASE("hostile JSON: a name twice is seen at every depth and in every spelling", "[hostile]") {
  const std::string_view spellings[] = {"a", "\\u0061"};
  for (std::size_t depth = 0; depth < 63; ++depth) {
    for (const std::string_view first : spellings) {
      for (const std::string_view second : spellings) {
        std::string text =
            "{\"" + std::string(first) + "\":1,\"b\":2,\"" + std::string(second) + "\":3}";
        std::string pointer = "/a";
        for (std::size_t level = 0; level < depth; ++level) {
          text = level % 2 == 0 ? "[0," + text + "]" : "{\"x\":" + text + "}";
          pointer = (level % 2 == 0 ? "/1" : "/x") + pointer;
        }
        const auto document = Document::parse(text);
        REQUIRE(!document.has_value());
        CHECK(document.error().code == Code::malformed);
        CHECK(document.error().where == pointer);
      }
    }
  }
}

TEST_CASE("hostile JSON: one name twice among thousands is seen", "[hostile]") {
  std::string text = "{";
  for (int i = 0; i < 20000; ++i)
    text += "\"n" + std::to_string(i) + "\":0,";
  CHECK(parses(text + "\"n20000\":0}"));
  const auto document = Document::parse(text + "\"n12345\":0}");
  REQUIRE(!document.has_value());
  CHECK(document.error().where == "/n12345");
}

TEST_CASE("hostile JSON: names that only look alike are not twice", "[hostile]") {
  // In NFC and NFD; with and without a NUL; in two cases.
  CHECK(parses("{\"\xc3\xa9\":1,\"e\xcc\x81\":2}"));
  CHECK(parses(R"({"a":1,"a\u0000":2,"A":3,"":4,"a ":5})"));
  CHECK(parses(R"({"a":{"a":1},"b":{"a":1}})"));
}

TEST_CASE("hostile JSON: ten thousand levels are refused where they get too deep", "[hostile]") {
  for (const std::string& text : {repeated("[", 10000) + repeated("]", 10000), repeated("[", 10000),
                                  repeated("[[],", 10000), repeated(" [\t", 100000)}) {
    const auto document = Document::parse(text);
    REQUIRE(!document.has_value());
    CHECK(document.error().code == Code::out_of_range);
    CHECK(document.error().where.starts_with("line 1, column "));
  }
  const auto objects = Document::parse(repeated("{\"a\":\n", 10000) + "1" + repeated("}", 10000));
  REQUIRE(!objects.has_value());
  CHECK(objects.error().where == "line 65, column 1");
  const auto mixed = Document::parse(repeated("[{\"a\":", 5000) + "1" + repeated("}]", 5000));
  REQUIRE(!mixed.has_value());
  CHECK(mixed.error().where == "line 1, column 193");
}

TEST_CASE("hostile JSON: the limit of depth is exact", "[hostile]") {
  for (std::size_t limit = 0; limit <= 70; ++limit) {
    const Limits limits{.max_bytes = 10000, .max_depth = limit};
    for (const auto& [open, core, close] :
         {std::tuple("[", "", "]"), std::tuple("[", "1", "]"), std::tuple("{\"a\":", "1", "}")}) {
      INFO(open << core << close << " " << limit);
      const auto nested = [&](std::size_t levels) {
        return Document::parse(repeated(open, levels) + core + repeated(close, levels), limits);
      };
      if (limit > 0) CHECK(nested(limit).has_value());
      const auto deeper = nested(limit + 1);
      REQUIRE(!deeper.has_value());
      CHECK(deeper.error().code == Code::out_of_range);
    }
  }
  CHECK(Document::parse("7", {.max_bytes = 100, .max_depth = 0}).has_value());
}

TEST_CASE("hostile JSON: the limit of length is exact", "[hostile]") {
  for (std::size_t size = 2; size < 200; ++size) {
    const std::string text = "\"" + std::string(size - 2, 'x') + "\"";
    CHECK(Document::parse(text, {.max_bytes = size, .max_depth = 1}).has_value());
    const auto longer = Document::parse(text, {.max_bytes = size - 1, .max_depth = 1});
    REQUIRE(!longer.has_value());
    CHECK(longer.error().code == Code::out_of_range);
  }
}

TEST_CASE("hostile JSON: every sequence of bytes that is no character is refused", "[hostile]") {
  std::size_t wrong = 0;
  const auto check = [&wrong](const std::string& bytes) {
    std::string text = "\"" + bytes + "\"";
    if (parses(text) != is_one_character(bytes)) ++wrong;
  };
  const auto byte = [](unsigned value) {
    return static_cast<char>(static_cast<unsigned char>(value));
  };
  for (unsigned first = 0x80; first < 0x100; ++first) {
    check({byte(first)});
    for (unsigned second = 0x80; second < 0x100; ++second) {
      check({byte(first), byte(second)});
      if (first < 0xe0) continue;
      for (const unsigned third : {0x80U, 0xbfU, 0xc0U}) {
        check({byte(first), byte(second), byte(third)});
        check({byte(first), byte(second), byte(third), byte(0x80)});
      }
    }
  }
  for (const std::string bytes :
       {"\xc3(", "\xe2\x82(", "\xe2(\xa1", "\xf0\x9f\x98(", "\xf0(\x8c\xbc"})
    check(bytes);
  CHECK(wrong == 0);
}

TEST_CASE("hostile JSON: surrogates are read in pairs and refused in every other order",
          "[hostile]") {
  struct Piece {
    std::string_view text;
    std::string_view value;
    char kind;  ///< h(igh), l(ow), p(air), o(ther)
  };
  const Piece pieces[] = {{"\\ud83d", "", 'h'},
                          {"\\uDE00", "", 'l'},
                          {"\\ud83d\\ude00", "\xf0\x9f\x98\x80", 'p'},
                          {"x", "x", 'o'},
                          {"\\\\", "\\", 'o'},
                          {"\\u005c", "\\", 'o'},
                          {"\\u00e9", "\xc3\xa9", 'o'}};
  std::vector<const Piece*> chosen;
  int accepted = 0;
  const auto check = [&] {
    std::string text = "\"";
    std::string value;
    bool fine = true;
    for (std::size_t i = 0; i < chosen.size(); ++i) {
      text += chosen[i]->text;
      const bool pair_here =
          chosen[i]->kind == 'h' && i + 1 < chosen.size() && chosen[i + 1]->kind == 'l';
      if (pair_here) {
        text += chosen[++i]->text;
        value += "\xf0\x9f\x98\x80";
        continue;
      }
      fine = fine && chosen[i]->kind != 'h' && chosen[i]->kind != 'l';
      value += chosen[i]->value;
    }
    const auto document = Document::parse(text + "\"");
    INFO(text);
    REQUIRE(document.has_value() == fine);
    if (!fine) CHECK(document.error().code == Code::malformed);
    if (fine) CHECK(document->root().raw_string() == value);
    accepted += fine ? 1 : 0;
  };
  for (const Piece& a : pieces) {
    for (const Piece& b : pieces) {
      for (const Piece& c : pieces) {
        for (const Piece& d : pieces) {
          chosen = {&a, &b, &c, &d};
          check();
        }
      }
    }
  }
  CHECK(accepted > 0);
}

TEST_CASE("hostile JSON: numbers are kept exactly or refused", "[hostile]") {
  const auto kind = [](std::string_view text) { return Document::parse(text)->root().kind(); };
  CHECK(kind("9223372036854775807") == json::Kind::integer);
  CHECK(kind("-9223372036854775808") == json::Kind::integer);
  CHECK(kind("9223372036854775808") == json::Kind::unsigned_integer);
  CHECK(kind("18446744073709551615") == json::Kind::unsigned_integer);
  CHECK(kind("1e3") == json::Kind::real);
  CHECK(kind("1.7976931348623157e308") == json::Kind::real);
  CHECK(Document::parse("4.9e-324")->root().raw_real() == 4.9e-324);
  CHECK(Document::parse("1e-400")->root().raw_real() == 0.0);
  for (const std::string text :
       {"18446744073709551616", "-9223372036854775809", "1e309", "-1e309", "1.8e308",
        "1E+999999999999999999999", "100000000000000000000000000000"}) {
    INFO(text);
    for (const auto& [before, after] :
         {std::pair("", ""), std::pair("[", "]"), std::pair("{\"a\":\n ", " }")}) {
      const auto document = Document::parse(before + text + after);
      REQUIRE(!document.has_value());
      CHECK(document.error().code == Code::out_of_range);
      const std::string place = *before == '{'   ? "line 2, column 2"
                                : *before == '[' ? "line 1, column 2"
                                                 : "line 1, column 1";
      CHECK(document.error().where == place);
    }
  }
  // The same literal twice, the first of them in a string.
  const auto again = Document::parse(R"({"1e400":"1e400","b":1e400})");
  REQUIRE(!again.has_value());
  CHECK(again.error().where == "line 1, column 22");
}

TEST_CASE("hostile JSON: a text cut at any byte is refused", "[hostile]") {
  const std::string text =
      "{\"a\":[1,-2.5e3,true,false,null,\"x\\u00e9\\ud83d\\ude00\xe2\x82\xac\"],\"b\":{\"\":{}},"
      "\"c\":18446744073709551615}";
  REQUIRE(parses(text));
  for (std::size_t size = 0; size < text.size(); ++size) {
    INFO(size);
    const auto document = Document::parse(std::string_view(text).substr(0, size));
    REQUIRE(!document.has_value());
    CHECK(document.error().where.starts_with("line 1, column "));
  }
}

TEST_CASE("hostile JSON: no changed byte gets past unseen or brings the reader down", "[hostile]") {
  const std::string text = "{\"a\":[1,-2.5e3,true,null,\"\\u00e9\xe2\x82\xac\"],\"b\":{\"\":{}}}";
  for (std::size_t at = 0; at < text.size(); ++at) {
    for (unsigned value = 0; value < 256; ++value) {
      std::string changed = text;
      changed[at] = static_cast<char>(static_cast<unsigned char>(value));
      const auto document = Document::parse(changed);
      if (!document) continue;
      const auto written = json::to_text(json::to_value(document->root()));
      REQUIRE(written.has_value());
      const auto again = Document::parse(*written);
      REQUIRE(again.has_value());
      CHECK(json::equal(document->root(), again->root()));
    }
  }
}

TEST_CASE("hostile JSON: texts as long as allowed take bounded time", "[hostile]") {
  for (const auto& [name, text] : heavy_texts()) {
    INFO(name);
    REQUIRE(text.size() <= k_mib);
    // Generous: a slow machine under sanitizers. What is quadratic takes minutes.
    CHECK(cpu_seconds_of(text) < 10);
  }
}

TEST_CASE("hostile JSON: texts as long as allowed take less than 64 MB", "[hostile]") {
  for (const auto& [name, text] : heavy_texts()) {
    INFO(name);
    const auto growth =
        credenza::test::peak_growth([&text = text] { static_cast<void>(Document::parse(text)); });
    if (!growth) {
      WARN("memory is not measured under a sanitizer");
      return;
    }
    CHECK(*growth < 64 * k_mib);
  }
}

TEST_CASE("hostile JSON: 100 MB cost nothing but a look at their length", "[hostile]") {
  for (const std::string& text :
       {std::string(100000000, '['), "\"" + std::string(99999998, 'x') + "\""}) {
    const auto document = Document::parse(text);
    REQUIRE(!document.has_value());
    CHECK(document.error().code == Code::out_of_range);
    CHECK(cpu_seconds_of(text) < 1);
    const auto growth =
        credenza::test::peak_growth([&text] { static_cast<void>(Document::parse(text)); });
    if (growth) CHECK(*growth < k_mib);
  }
}
