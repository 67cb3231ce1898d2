// Inside jose: what the JWK and the JWS share.
#pragma once

#include <string_view>

#include "crypto/keys.h"

namespace credenza::jose::detail {

/// Whether `alg` names the algorithm that a key of this type is used with. "Ed25519" is the fully
/// specified name of what "EdDSA" means with such a key (RFC 9864 §2.2); the former is read, the
/// latter is written.
[[nodiscard]] bool is_algorithm_of(crypto::KeyType type, std::string_view alg) noexcept;

}  // namespace credenza::jose::detail
