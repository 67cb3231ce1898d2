// Why something is withdrawn, suspended, set in force again or replaced: a vocabulary, so that a
// thousand withdrawals can be counted and a letter says it in the reader's language. What else
// there is to say is a note, which is sealed.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "host/arguments.h"
#include "issuer/words.h"

namespace credenza::issuer {

/// What is done to credentials that were issued.
enum class Change : std::uint8_t { revoke, suspend, reinstate, replace, renew };

/// "revoke", "suspend", …: the verb, and the kind of the ledger's entry.
[[nodiscard]] std::string_view to_string(Change change) noexcept;

struct Reason {
  std::string_view code;  ///< "exam-irregularity": in the ledger, in JSON and on the command line
  host::Text words;       ///< goes on after "because": "something went wrong at the exam"
  std::span<const Change> of;  ///< the changes it can be given for
};

/// All of them, for `change`.
[[nodiscard]] std::string reasons_for(Change change);

/// What was given as --reason and as --note.
struct GivenReason {
  const Reason* reason = nullptr;  ///< never null
  std::string note;
};

/// Reads --reason. Words with a space between are a note of their own, under the reason "other", or
/// under "data-error" for a replacement.
/// @error unsupported  at "--reason": no reason for `change`
/// @error missing      at "--note": "other" says nothing without a note
/// @error malformed    at "--note": longer than 1000 bytes, or with control characters
[[nodiscard]] Result<GivenReason> read_reason(Change change, std::string_view reason,
                                              std::string_view note);

/// The reason of this code; null when there is none.
[[nodiscard]] const Reason* find_reason(std::string_view code) noexcept;

}  // namespace credenza::issuer
