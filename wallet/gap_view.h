// The gap, as people and programs read it.
#pragma once

#include <string>

#include "wallet/gap.h"
#include "wallet/texts.h"

namespace credenza::wallet {

/// What ends within so many days is said to end soon.
inline constexpr int k_soon_days = 30;

/// A line for each demand, with what it rests on and what to do next below it, and the totals.
[[nodiscard]] std::string gap_text(const JobProfile& profile, const Gap& gap, Instant now,
                                   Language language);

/// {"title", "employer", "demands", "must", "nice"}
[[nodiscard]] Json gap_json(const JobProfile& profile, const Gap& gap, Instant now);

/// `text` as one word of a shell, whatever is in it.
[[nodiscard]] std::string shell_word(std::string_view text);

}  // namespace credenza::wallet
