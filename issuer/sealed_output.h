// `issue --sealed`: one file for each person that only this person opens, and the list to print
// letters from.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/ports.h"
#include "issuer/delivery.h"

namespace credenza::issuer {

class SealedOutput {
 public:
  /// @param random  outlives this
  SealedOutput(const crypto::SecretBytes& data_key, Random& random)
      : sealer_(data_key), random_(random) {}

  /// Seals the credential `text` and writes it to `file`. One that is there already stays, unless
  /// `overwrite` says otherwise: it opens for the same receiver.
  /// @error unavailable  the file cannot be written
  /// @error internal     `text` is no credential
  [[nodiscard]] Status write(std::string_view id, std::string_view text, const std::string& file,
                             bool overwrite = false);

  /// How many open with a code.
  [[nodiscard]] std::size_t letters() const noexcept { return letters_.size(); }
  /// Writes the list for the letters; an older one gives way, because its codes are the same.
  /// @error unavailable  the file cannot be written
  [[nodiscard]] Status write_letters(const std::string& file) const;

 private:
  Sealer sealer_;
  Random& random_;
  std::vector<Letter> letters_;
};

/// "<folder>/<uuid>.json" → "<folder>/<uuid>.jwe".
[[nodiscard]] std::string sealed_name(std::string file);

}  // namespace credenza::issuer
