// What became of something, as vectors say it; and what has to have gone well.
#pragma once

#include <string>
#include <utility>

#include <catch2/catch.hpp>

#include "base/result.h"

namespace credenza::test {

/// "ok", or code and place of the error.
template <class T>
std::string outcome(const Result<T>& result) {
  if (result) return "ok";
  return std::string(to_string(result.error().code)) + " " + result.error().where;
}

/// Stops the test where it has not.
template <class T>
T ok(Result<T> result) {
  INFO((result ? "" : result.error().where + ": " + result.error().detail));
  REQUIRE(result.has_value());
  return std::move(*result);
}

}  // namespace credenza::test
