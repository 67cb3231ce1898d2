// Recognised parties: who may sign beside the issuer, from when until when, and who says so.
//
//   issuer.toml, [[recognised]] ─┐
//   Accreditation credential ────┴─► Recognitions ── check_recognition(record) ──► answer
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "issuer/finding.h"
#include "learning_record/learning_record.h"

namespace credenza::issuer {

/// The role of the company in which the learner worked.
inline constexpr std::string_view k_company_role = "learning-company";

/// That a company may sign. Both days are within the recognition.
struct Recognition {
  std::string name;
  std::string did;         ///< the company's; a recognition is of the keys that sign, not of a name
  std::string identifier;  ///< its number in the register (SBB); empty when not said
  std::optional<std::chrono::year_month_day> from;
  std::optional<std::chrono::year_month_day> until;
  std::string source;  ///< where this comes from: "trust list 2026-11"

  friend bool operator==(const Recognition&, const Recognition&) = default;
};

/// Whether a company was recognised for all of a period.
struct RecognitionAnswer {
  enum class State : std::uint8_t {
    not_asked,   ///< the record is not about work in a company
    recognised,  ///< for the whole period
    ended,       ///< before the period ended
    not_begun,   ///< after the period had begun
    unknown,     ///< no recognition of this company, or of its number under other keys
  };
  State state = State::not_asked;
  std::optional<Recognition> by;  ///< the recognition that was found
};

/// The company that `record` names as a signer; null when it names none.
[[nodiscard]] const learning_record::CoSigner* company_of(
    const learning_record::LearningRecord& record) noexcept;

/// The answer of `known` for the company that `record` names as a signer. A period has to lie in
/// one recognition as a whole.
[[nodiscard]] RecognitionAnswer check_recognition(const std::vector<Recognition>& known,
                                                  const learning_record::LearningRecord& record);

/// The answer as a finding at "/practice/learning_company"; nothing when it stands in the way of
/// nothing. Of a company that is not known here it is a warning (W-RECOGNITION), else an error
/// (E-RECOGNITION).
[[nodiscard]] std::optional<CellFinding> finding_of(const RecognitionAnswer& answer,
                                                    const learning_record::LearningRecord& record);

/// Both as one, for whoever judges the rows of a class list.
[[nodiscard]] std::function<std::vector<CellFinding>(const learning_record::LearningRecord&)>
recognition_check(std::vector<Recognition> known);

/// The recognition that an Accreditation gives: its record was verified before.
/// @param source  who accredits
/// @error unsupported  no record of an accreditation
/// @error missing      it is of no organisation with a DID
/// @error forbidden    it does not let the organisation sign a record of type `type`
[[nodiscard]] Result<Recognition> recognition_from(
    const learning_record::LearningRecord& accreditation, std::string_view type,
    std::string source);

}  // namespace credenza::issuer
