// What people read about a credential that they hold, in English and in Dutch at level B1.
#pragma once

#include <string>
#include <string_view>

#include "host/arguments.h"
#include "verify/report.h"
#include "wallet/held.h"

namespace credenza::wallet {

using host::Language;
using host::Text;

/// A text of a stranger on one line: harmless, in quotation marks or behind a label of ours, cut at
/// 100 characters.
[[nodiscard]] std::string shown(std::string_view text);

/// `text` with spaces behind it up to `width` characters, cut where it is longer.
[[nodiscard]] std::string padded(std::string_view text, std::size_t width);
/// The same, behind `line`.
void add_padded(std::string& line, std::string_view text, std::size_t width);

/// "2026-06-12" or "12-06-2026", where this machine is.
[[nodiscard]] std::string date_text(Instant at, Language language);
/// The same, of a day. Periods of validity are days of the Netherlands: date_in_amsterdam().
[[nodiscard]] std::string date_text(std::chrono::year_month_day day, Language language);
/// The day in Europe/Amsterdam on which `at` falls; with the time there, unless it is the last
/// second of that day: "12-06-2031" or "12-06-2031 11:00".
[[nodiscard]] std::string amsterdam_text(Instant at, Language language);
/// With the time, in UTC.
[[nodiscard]] std::string moment_text(Instant at);

/// "✔ ok", "✘ expired", "✘ withdrawn", "? not checked": a word beside every symbol.
[[nodiscard]] Text state_text(const Listed& listed, Instant now) noexcept;
/// The same in one word that does not change with the language, for --json: "ok", "expired", …
[[nodiscard]] std::string_view state_word(const Listed& listed, Instant now) noexcept;
/// As state_text(), of a word that state_word() gave earlier; of another one "? not checked".
[[nodiscard]] Text state_text(std::string_view word) noexcept;

[[nodiscard]] std::string title_of(const Listed& listed, Language language);
/// A skill's name, else its code.
[[nodiscard]] std::string skill_name(const Skill& skill, Language language);
/// What people call a type of record: "practice statement, no diploma"; empty for an unknown one.
[[nodiscard]] Text type_text(std::string_view type) noexcept;
/// The issuer as it names itself, in quotation marks, else its DID.
[[nodiscard]] std::string issuer_of(const Listed& listed);

/// What was found about one credential: a line for each check that counts, and the verdict.
[[nodiscard]] std::string render(const verify::CredentialReport& report, Language language);

}  // namespace credenza::wallet
