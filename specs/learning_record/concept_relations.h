// What ESCO says of the skills that concepts.h knows by heart: what else they are called, and which
// concepts stand directly above and below them. Facts about identifiers, nothing is looked up.
//
// Source: ESCO v1.1.1 (© European Union, reuse under Decision 2011/833/EU). Of ESCO's Dutch labels,
// those that the data at hand has.
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace credenza::learning_record {

inline constexpr std::string_view k_esco_release = "ESCO v1.1.1";

/// Another label of a known concept: what ESCO calls an alternative one.
struct OtherLabel {
  std::string_view id;  ///< of the concept
  std::string_view label;
};

/// ESCO has the concept `id` below `broader`; at least one of the two is known by heart.
struct BroaderTerm {
  std::string_view id;
  std::string_view broader;
};

struct Labels {
  std::string_view en;
  std::string_view nl;  ///< empty when it has none here
};

/// The alternative labels of every known ESCO skill.
[[nodiscard]] std::span<const OtherLabel> other_labels() noexcept;

/// Every direct relation of a known ESCO skill, up and down.
[[nodiscard]] std::span<const BroaderTerm> broader_terms() noexcept;

/// What the concept `id` is called: one that is known, or that stands beside a known one in
/// broader_terms(). Nothing for others.
[[nodiscard]] std::optional<Labels> labels_of(std::string_view id) noexcept;

}  // namespace credenza::learning_record
