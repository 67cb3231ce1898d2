#include "support/vectors.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <catch2/catch.hpp>

namespace credenza::test {
namespace {

std::string read(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  INFO("reading " << path);
  REQUIRE(stream.good());
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::vector<std::string> list(const std::filesystem::path& folder) {
  std::vector<std::string> names;
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    if (file.is_regular_file()) names.push_back(file.path().filename());
  }
  std::sort(names.begin(), names.end());
  INFO("listing " << folder);
  REQUIRE(!names.empty());
  return names;
}

}  // namespace

bool has_public_data() {
  return std::filesystem::exists(CREDENZA_TEST_DATA);
}

std::string read_public(std::string_view path) {
  return read(std::filesystem::path(CREDENZA_TEST_DATA) / path);
}

std::string read_vector(std::string_view path) {
  return read(std::filesystem::path(CREDENZA_VECTORS) / path);
}

std::vector<std::string> list_public(std::string_view folder) {
  return list(std::filesystem::path(CREDENZA_TEST_DATA) / folder);
}

std::vector<std::string> list_vectors(std::string_view folder) {
  return list(std::filesystem::path(CREDENZA_VECTORS) / folder);
}

json::Document document(std::string_view text) {
  auto parsed = json::Document::parse(text, {.max_bytes = std::size_t{64} << 20, .max_depth = 256});
  INFO((parsed ? "" : parsed.error().where + ": " + parsed.error().detail));
  REQUIRE(parsed.has_value());
  return std::move(*parsed);
}

Instant at(std::string_view text) {
  // Used for constants too, before any test runs; dereferencing an error stops the program.
  return *parse_instant(text);
}

}  // namespace credenza::test
