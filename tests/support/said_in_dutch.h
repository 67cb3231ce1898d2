// What an Error of the issuer says, in Dutch.
#pragma once

#include <catch2/catch.hpp>

#include "issuer/record_texts.h"
#include "support/dutch.h"

namespace credenza::test {

/// Checks that it is there, is Dutch and has every part in its place.
inline std::string said_in_dutch(const Error& error) {
  INFO(error.where << ": " << error.detail);
  const auto dutch = issuer::in_dutch(error.detail);
  CHECK(dutch.has_value());
  if (!dutch) return {};
  INFO(*dutch);
  CHECK(!looks_english(*dutch));
  return *dutch;
}

}  // namespace credenza::test
