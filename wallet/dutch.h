// The Dutch of what the errors of the wallet say (host/sentences.h).
#pragma once

#include <span>

#include "host/sentences.h"

namespace credenza::wallet {

/// For host::report_error() and host::ill().
[[nodiscard]] host::Sentences dutch_sentences() noexcept;

namespace detail {
/// Of the verbs and of what was typed behind them.
[[nodiscard]] std::span<const host::Text> dutch_verb_sentences() noexcept;
/// Of the vault, the ways to open it, and the agent.
[[nodiscard]] std::span<const host::Text> dutch_vault_sentences() noexcept;
/// Names of places and of parts of the vault.
[[nodiscard]] std::span<const host::Text> dutch_names() noexcept;
}  // namespace detail

}  // namespace credenza::wallet
