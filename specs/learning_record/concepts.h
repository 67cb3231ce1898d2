// The terms of published vocabularies that this project knows by heart: levels, forms of assessment
// and of learning, and the skills of its examples. Facts about identifiers, nothing is looked up.
//
// Sources: ESCO v1.1.1 (© European Union, reuse under Decision 2011/833/EU); the controlled lists
// of the European Learning Model (EQF, NQF, assessment, learning activity, learning setting, mode,
// accreditation). Dutch labels are ESCO's where it has one in the data at hand, else ours.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "learning_record/learning_record.h"

namespace credenza::learning_record {

/// A term of a vocabulary.
struct KnownConcept {
  std::string_view id;         ///< its IRI
  std::string_view framework;  ///< "ESCO", "EQF", "NLQF", "Europass assessment", …
  std::string_view code;       ///< in that framework: "4+"; empty when it has none
  std::string_view en;
  std::string_view nl;
  /// Of an NLQF level: the code of the EQF level that it is referenced to. Empty for the Entry
  /// level, which has none, and for what is no level.
  std::string_view eqf = {};
};

/// Every term that is known.
[[nodiscard]] std::span<const KnownConcept> known_concepts() noexcept;

/// The term with the IRI `id`; nothing when it is not known.
[[nodiscard]] std::optional<KnownConcept> find_concept(std::string_view id) noexcept;

/// The IRI of a learning setting ("formal", "non-formal"). Nothing for "informal", which Europass
/// has no term for: whoever renders a record there has to say so and take no other.
[[nodiscard]] std::optional<std::string_view> learning_setting_id(
    std::string_view setting) noexcept;

/// What is wrong with a term that says what vocabulary it is from: an IRI of one vocabulary under
/// the name of another, a level whose code is not that of its IRI, a level that does not exist.
/// Nothing for terms of other vocabularies. `where` is the member within the term: "/code".
[[nodiscard]] std::optional<Error> check_pairing(const Concept& term);

/// What is wrong with an NLQF and an EQF level that stand beside each other: they are no
/// counterparts. `where` is that of the level in the list: "/1".
[[nodiscard]] std::optional<Error> check_levels(const std::vector<Concept>& levels);

/// What people should look at once more in the terms of a record (outcomes, levels, quality
/// assurance, endorsed skills), without it being wrong for sure: an ESCO term under another label
/// than the known one, an identifier of ESCO that is not known here, a level named after another
/// one. `where` is the JSON Pointer of the member in the record.
[[nodiscard]] std::vector<Error> doubts(const LearningRecord& record);

}  // namespace credenza::learning_record
