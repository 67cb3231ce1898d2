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

  /// What lies in an envelope: a credential in one of its forms.
  struct Enclosed {
    std::string_view text;
    std::string_view type;  ///< as Parcel::type
  };

  /// Seals the credential `badge` and writes it to `file`. One that is there already stays, unless
  /// `overwrite` says otherwise: it opens for the same receiver.
  /// @error unavailable  the file cannot be written
  /// @error internal     `badge` is no credential
  [[nodiscard]] Status write(std::string_view id, std::string_view badge, const std::string& file,
                             bool overwrite = false) {
    return write_as(id, badge, {badge, "vc"}, file, overwrite);
  }
  /// The same of another form of `badge`, which says for whom it is.
  [[nodiscard]] Status write_as(std::string_view id, std::string_view badge,
                                const Enclosed& enclosed, const std::string& file,
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
