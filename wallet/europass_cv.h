// A Europass CV of what is held: SkillsPassport JSON, version 3.4, document type ECV, as Europass'
// editors of that time and the programs of others read it. Nothing in it is signed; so each line
// says who attests it and by which credential, or that nobody proved it.
#pragma once

#include <optional>

#include "host/terminal.h"
#include "wallet/cv_material.h"

namespace credenza::wallet {

/// Credentials are Education, but for safety certificates (Achievement) and practice statements
/// (WorkExperience); own words with a place are WorkExperience, without one Skills.Other; every
/// skill stands in Skills.JobRelated with what proves it. Credentials stand in Attachment too, by
/// their id and the SHA-256 of their canonical form, and are referred to from their lines. No
/// birth date, address or number of a person is in it.
/// @param name  whose it is, with consent; nothing: no name
[[nodiscard]] Json europass_cv(const CvMaterial& material,
                               const std::optional<learning_record::Person>& name, Instant now,
                               host::Language language);

}  // namespace credenza::wallet
