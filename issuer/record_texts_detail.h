// The tables of Dutch sentences (host/sentences.h). Inside `issuer`.
#pragma once

#include <span>

#include "host/terminal.h"

namespace credenza::issuer::detail {

/// Of learning records, class lists and templates.
[[nodiscard]] std::span<const host::Text> dutch_record_sentences() noexcept;
/// Of drafts, places and accreditations.
[[nodiscard]] std::span<const host::Text> dutch_cosign_sentences() noexcept;
/// Of verbs, the ledger, keys and publishing.
[[nodiscard]] std::span<const host::Text> dutch_verb_sentences() noexcept;
/// Names of things, which stand in the places of "*".
[[nodiscard]] std::span<const host::Text> dutch_names() noexcept;

}  // namespace credenza::issuer::detail
