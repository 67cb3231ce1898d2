// Inside draft: reading and writing the parts of the file.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "issuer/draft.h"

namespace credenza::issuer::detail {

inline constexpr std::size_t k_most_steps = 100;

/// What a draft knows of its document.
struct DraftParts {
  json::Document document;
  learning_record::LearningRecord record;
  std::string id;
  std::string issuer;
};

/// Whose key a proof names; empty when it names none.
[[nodiscard]] std::string_view controller_of(json::Cursor proof) noexcept;

/// Reads the credential inside a draft; `where` of an error begins with "/document".
/// @error as Draft::parse()
[[nodiscard]] Result<DraftParts> read_document(const Json& credential);

/// The schema, and that no member is unknown.
/// @error as Draft::parse()
[[nodiscard]] Status check_wrapper(json::Cursor root);
/// @error mismatch  `node` does not list `signers`, in their order
[[nodiscard]] Status check_signers(json::Cursor node, const std::vector<CoSigner>& signers);
/// @error as Draft::parse()
[[nodiscard]] Result<std::vector<DraftStep>> read_history(json::Cursor node);
/// @error as Draft::parse()
[[nodiscard]] Result<Refusal> read_refusal(json::Cursor node);

[[nodiscard]] Json signers_json(const std::vector<CoSigner>& signers);
[[nodiscard]] Json history_json(const std::vector<DraftStep>& history);

}  // namespace credenza::issuer::detail
