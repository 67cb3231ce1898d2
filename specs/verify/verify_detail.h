// Inside verify: what its source files share.
#pragma once

#include <string>
#include <string_view>

#include "base/json.h"
#include "verify/report.h"

namespace credenza::verify::detail {

/// `input` without white space around it.
[[nodiscard]] std::string_view trim(std::string_view input) noexcept;
/// Of text that is not JSON.
[[nodiscard]] Format detect_text(std::string_view trimmed) noexcept;
[[nodiscard]] Format detect_object(json::Cursor root);

/// Whether an error of the proof says "no" (failed) or "could not tell" (indeterminate).
[[nodiscard]] Outcome outcome_of_proof(const Error& error) noexcept;

[[nodiscard]] Check passed(CheckName name, std::string note = {});
[[nodiscard]] Check not_applicable(CheckName name, std::string note);
[[nodiscard]] Check failed(CheckName name, Error reason);
[[nodiscard]] Check indeterminate(CheckName name, Error reason);

}  // namespace credenza::verify::detail
