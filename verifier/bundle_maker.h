// Whose signature stands under a bundle: a key of the reader's own home.
#pragma once

#include <optional>
#include <string>

#include "base/ports.h"
#include "crypto/keys.h"
#include "host/arguments.h"

namespace credenza::verifier {

/// "bundle.key" in `home`, or in the folder for configurations when that is empty.
[[nodiscard]] std::string bundle_key_file(const std::string& home);

/// The key that signs bundles, "bundle.key" in `home` (32 bytes, mode 0600), made when it is not
/// there.
/// @error malformed    what is there is no key
/// @error unavailable  as host::write_file() and host::read_secret_file()
[[nodiscard]] Result<crypto::PrivateKey> own_bundle_key(const std::string& home, Random& random);

/// Its did:key; nothing when there is none yet or what is there is no key.
[[nodiscard]] std::optional<std::string> own_bundle_maker(const std::string& home);

/// Tells about a bundle that cannot be used; the exit code.
/// @param refused  the exit code for one that is damaged, or whose maker is not relied on
[[nodiscard]] int report_bundle_error(const Error& error, const host::CommonOptions& common,
                                      int refused);

}  // namespace credenza::verifier
