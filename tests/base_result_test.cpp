#include <memory>
#include <set>

#include <catch2/catch.hpp>

#include "base/result.h"

using credenza::Code;
using credenza::Error;
using credenza::fail;
using credenza::Result;
using credenza::Status;

namespace {

Result<int> half(int number) {
  if (number % 2 != 0) return fail(Code::malformed, "number", "odd");
  return number / 2;
}

Result<int> quarter(int number) {
  const int once = TRY(half(number));
  return TRY(half(once));
}

Status is_divisible_by_four(int number) {
  TRY(quarter(number));
  return {};
}

Result<std::unique_ptr<int>> boxed(int number) {
  auto box = TRY(Result<std::unique_ptr<int>>(std::make_unique<int>(number)));
  return box;
}

}  // namespace

TEST_CASE("base hands a value on, or the error that stands in its place", "[base]") {
  CHECK(*quarter(12) == 3);
  const auto odd = quarter(6);
  REQUIRE(!odd.has_value());
  CHECK(odd.error().code == Code::malformed);
  CHECK(odd.error().where == "number");
  CHECK(odd.error().detail == "odd");
  CHECK(is_divisible_by_four(8).has_value());
  CHECK(is_divisible_by_four(7).error().where == "number");
}

TEST_CASE("base carries values that only move", "[base]") {
  auto box = boxed(7);
  REQUIRE(box.has_value());
  CHECK(**box == 7);
}

TEST_CASE("base gives the other value where there is none", "[base]") {
  CHECK(half(4).value_or(9) == 2);
  CHECK(half(5).value_or(9) == 9);
}

TEST_CASE("base names every code once", "[base]") {
  std::set<std::string_view> names;
  for (int code = 0; code <= static_cast<int>(Code::internal); ++code) {
    names.insert(credenza::to_string(static_cast<Code>(code)));
  }
  CHECK(names.size() == static_cast<std::size_t>(Code::internal) + 1);
  CHECK(names.count("out_of_range") == 1);
}
