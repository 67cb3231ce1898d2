// How a credential becomes a record. Inside `open_badges`.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "open_badges/open_badges.h"
#include "open_badges/terms_detail.h"

namespace credenza::open_badges::detail {

/// What a result speaks of, by the id of its description, which the writer makes from that of the
/// achievement.
enum class ResultKind : std::uint8_t { grade, work_process, part };
[[nodiscard]] ResultKind result_kind(std::string_view description,
                                     std::string_view achievement) noexcept;

[[nodiscard]] bool has_type(json::Cursor node, std::string_view type) noexcept;

Status read_string(std::string& out, json::Cursor value);
/// A string, a language value object, or several of them. A string is in `language`.
Status read_text(learning_record::LanguageMap& out, json::Cursor value, std::string_view language);
/// The member `name` where it is a string, else nothing.
[[nodiscard]] std::string_view string_or_empty(json::Cursor node, std::string_view name) noexcept;

// The parts of read_record(), with its errors. What our own member says is in the record already.

Status read_profile(learning_record::Organisation& out, json::Cursor profile);
Status read_achievement(learning_record::LearningRecord& record, json::Cursor achievement);
Status read_subject(learning_record::LearningRecord& record, json::Cursor subjects,
                    std::string_view credential_id);
/// An EndorsementCredential but for what it has in common with other credentials.
Status read_endorsement(learning_record::LearningRecord& record, json::Cursor credential);
/// The documents that were looked at, with their digests.
Status read_evidence(learning_record::LearningRecord& record, json::Cursor credential);

}  // namespace credenza::open_badges::detail
