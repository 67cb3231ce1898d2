// Inside verify: what lists of both kinds have in common.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "verify/verify.h"

namespace credenza::verify::detail {

inline constexpr std::size_t k_max_list_bytes = std::size_t{4} << 20;

/// `error` with the address of the list in front of its place.
[[nodiscard]] Error at_list(Error error, std::string_view list);

}  // namespace credenza::verify::detail

namespace credenza::verify {

/// What was had of a list, and the age of a copy that is too old.
struct StatusLists::Text {
  std::string text;
  std::optional<StatusValue::Old> old{};
};

/// A status list credential whose proof holds. Its views point into its document.
struct StatusLists::Entry {
  json::Document document;
  status_list::PublishedList published;
  std::optional<Instant> valid_from;
  std::optional<Instant> valid_until;
  std::optional<StatusValue::Old> old{};

  /// Verifies a list credential (Bitstring Status List 1.0 §3.2) found under `url`.
  [[nodiscard]] static Result<std::unique_ptr<Entry>> verify(std::string_view text,
                                                             std::string_view url, unsigned bits,
                                                             cid::MethodResolver& methods,
                                                             Instant now);
};

/// A token status list whose signature holds, and whose it is.
struct StatusLists::TokenList {
  std::string issuer;
  token_status_list::StatusListToken token;
  std::optional<StatusValue::Old> old{};

  [[nodiscard]] static Result<std::unique_ptr<TokenList>> verify(std::string_view text,
                                                                 std::string_view uri,
                                                                 cid::MethodResolver& methods,
                                                                 Instant now);
};

}  // namespace credenza::verify
