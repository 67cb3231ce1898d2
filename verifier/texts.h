// What people read about a check, in English and in Dutch at level B1.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "host/arguments.h"
#include "verify/report.h"

namespace credenza::verifier {

using host::Text;

/// Whether it failed for what has nothing wrong in it: replaced by a newer one, on hold, expired,
/// not valid yet. A cross would say more than that.
[[nodiscard]] bool is_of_time(const verify::Check& check) noexcept;
/// "✔ ok", "✘ no", "! replaced", "? unknown", "– n/a": a word beside every symbol.
[[nodiscard]] Text outcome_text(const verify::Check& check) noexcept;
/// What the check is called.
[[nodiscard]] Text name_text(verify::CheckName name) noexcept;
/// What was found, in one sentence. `looked_at` is false when the proof did not hold and nothing
/// behind it counts.
[[nodiscard]] Text finding_text(const verify::Check& check, bool looked_at) noexcept;
/// finding_text() with what it is about: the day on which it was replaced, or the list is of; and
/// what a remark adds.
[[nodiscard]] std::string finding(const verify::Check& check, bool looked_at,
                                  host::Language language);
/// "37 h", in Dutch "37 uur"; from the third day on "4 days".
[[nodiscard]] std::string age_text(std::chrono::seconds age, host::Language language);
/// "3-7-2026".
[[nodiscard]] std::string day_text(std::chrono::year_month_day day);
/// What was found about a file that is beyond all bounds.
[[nodiscard]] Text too_large_text() noexcept;
/// What was found about what somebody says of themselves, and what to do next.
[[nodiscard]] Text self_declared_text() noexcept;
[[nodiscard]] Text self_declared_next_text() noexcept;
/// What was found about a document that not everybody has signed, and what to do next.
[[nodiscard]] Text draft_text() noexcept;
[[nodiscard]] Text draft_next_text() noexcept;
/// The verdict by itself: "accepted", "NOT GENUINE", "genuine, but not accepted", "COULD NOT
/// CHECK".
[[nodiscard]] Text verdict_text(verify::Verdict verdict) noexcept;
/// What to do next about the check that decided the verdict.
[[nodiscard]] Text next_text(const verify::Check& check) noexcept;

}  // namespace credenza::verifier
