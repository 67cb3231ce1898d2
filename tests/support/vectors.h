// Test data: public vectors read where they lie, own vectors from tests/vectors.
#pragma once

#include <concepts>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/json.h"
#include "base/json_value.h"

namespace credenza::test {

/// Whether the public test data is there. A test that needs it begins with NEEDS_PUBLIC_DATA(),
/// which says so in one line and ends the test case when it is not.
[[nodiscard]] bool has_public_data();

/// A file of the public data, by its path below it; the test fails when it is not there.
[[nodiscard]] std::string read_public(std::string_view path);
/// A file of tests/vectors.
[[nodiscard]] std::string read_vector(std::string_view path);
/// The names of the files in a folder of the public data or of tests/vectors, sorted.
[[nodiscard]] std::vector<std::string> list_public(std::string_view folder);
[[nodiscard]] std::vector<std::string> list_vectors(std::string_view folder);

/// Parses text that has to be JSON.
[[nodiscard]] json::Document document(std::string_view text);
/// A value of type Json and nothing that merely converts to it, so that texts go to the one above.
template <std::same_as<Json> Value>
[[nodiscard]] json::Document document(const Value& value) {
  return document(std::string_view(value.dump()));
}
/// An instant that has to be one.
[[nodiscard]] Instant at(std::string_view text);

}  // namespace credenza::test

#define NEEDS_PUBLIC_DATA()                                      \
  if (!credenza::test::has_public_data()) {                      \
    WARN("skipped: no public test data at " CREDENZA_TEST_DATA); \
    return;                                                      \
  }
