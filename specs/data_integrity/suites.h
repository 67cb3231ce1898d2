// The cryptosuites, as rows of a table: a name, how a document is made canonical, with what it is
// hashed, and the type of key that signs.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "base/result.h"
#include "crypto/hash.h"
#include "crypto/keys.h"

namespace credenza::data_integrity {

enum class Canonicalization : std::uint8_t { jcs };

struct Suite {
  std::string_view name;
  Canonicalization canonicalization;
  crypto::HashAlgorithm hash;
  crypto::KeyType key;
};

inline constexpr std::array k_suites = {
    Suite{"eddsa-jcs-2022", Canonicalization::jcs, crypto::HashAlgorithm::sha256,
          crypto::KeyType::ed25519},
    Suite{"ecdsa-jcs-2019", Canonicalization::jcs, crypto::HashAlgorithm::sha256,
          crypto::KeyType::p256},
    Suite{"ecdsa-jcs-2019", Canonicalization::jcs, crypto::HashAlgorithm::sha384,
          crypto::KeyType::p384},
};

/// Whether a row has this name.
/// @error unsupported  no row has it, but a published specification does
/// @error malformed    nobody has registered it
[[nodiscard]] Status check_name(std::string_view name);

/// The row for a name and a key.
/// @error mismatch  the name is in the table, but with other keys
[[nodiscard]] Result<Suite> suite_for(std::string_view name, crypto::KeyType key);

/// Whether a row signs with such a key. Of the types that crypto knows, none does with P-521.
[[nodiscard]] bool has_suite(crypto::KeyType key) noexcept;
/// The row that signs with a key; there has to be one.
[[nodiscard]] const Suite& suite_of(crypto::KeyType key) noexcept;

}  // namespace credenza::data_integrity
