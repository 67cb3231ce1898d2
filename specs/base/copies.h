// Copies: a set of what was published, from which single pieces are looked up when they are needed.
// A port beside those of ports.h; the verifier's bundles implement it.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.h"
#include "base/result.h"

namespace credenza {

/// A copy of something that was published, as it is at the moment that its set is used for.
struct Copy {
  std::string text;
  Instant had;               ///< when it was had from its publisher
  std::chrono::seconds age;  ///< at that moment; 0 when it was had later
  /// Whether it was had at its publisher's own address. Otherwise it is a copy of a copy, and may
  /// be older than `had` says.
  bool fetched = false;
  std::optional<std::chrono::seconds> max_age{};  ///< how old it may be

  [[nodiscard]] bool is_too_old() const noexcept { return max_age && age > *max_age; }
};

class Copies {
 public:
  virtual ~Copies() = default;
  /// What the set has under `name`, a URL or a DID; nothing when it has none.
  /// @error unavailable  it has one that is damaged and cannot be relied on
  [[nodiscard]] virtual Result<std::optional<Copy>> find(std::string_view name) const = 0;
};

/// Why a copy that is too old stands for nothing.
/// @return Code::unavailable; `where` is `name`
[[nodiscard]] Error too_old(const Copy& copy, std::string_view name);

/// "37 hours"; from the third day on in days.
[[nodiscard]] std::string span_text(std::chrono::seconds span);

}  // namespace credenza
