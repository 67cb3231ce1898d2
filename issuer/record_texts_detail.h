// The table of Dutch sentences. Inside `issuer`.
#pragma once

#include <span>
#include <string_view>

namespace credenza::issuer::detail {

/// What a room says in English, and the same in Dutch (B1). "*" stands for a part that differs.
struct Translation {
  std::string_view en;
  std::string_view nl;
};

/// Sentences; the first that fits is meant.
[[nodiscard]] std::span<const Translation> dutch_sentences() noexcept;
/// Of drafts, places and accreditations.
[[nodiscard]] std::span<const Translation> dutch_cosign_sentences() noexcept;
/// Names of things, which stand in the places of "*".
[[nodiscard]] std::span<const Translation> dutch_names() noexcept;

/// A sentence that holds another one: "column * cannot fill this: *".
struct Beginning {
  std::string_view en;
  std::string_view nl;    ///< in front of the column
  std::string_view join;  ///< between the column and the other sentence
};
[[nodiscard]] std::span<const Beginning> dutch_beginnings() noexcept;

}  // namespace credenza::issuer::detail
