// The table of the claims, and whether given ones are of their forms.
#include <algorithm>
#include <array>

#include "eudi_learning/eudi_learning.h"

namespace credenza::eudi_learning {
namespace {

constexpr bool k_mandatory = true;
constexpr bool k_optional = false;
constexpr bool k_always = true;
constexpr bool k_never = false;

constexpr std::array<Claim, 17> k_claims = {{
    {"issuing_authority", Form::text, k_mandatory, k_never},
    {"issuing_country", Form::country, k_mandatory, k_never},
    {"date_of_issuance", Form::date, k_mandatory, k_never},
    {"date_of_expiry", Form::last_day, k_optional, k_never},
    {"family_name", Form::text, k_mandatory, k_always},
    {"given_name", Form::text, k_optional, k_always},
    {"achievement_title", Form::text, k_mandatory, k_never},
    {"achievement_description", Form::text, k_optional, k_never},
    {"learning_outcomes", Form::texts, k_optional, k_always},
    {"assessment_grade", Form::text, k_optional, k_always},
    {"language_of_classes", Form::texts, k_mandatory, k_never},
    {"learner_identification", Form::text, k_mandatory, k_always},
    {"expected_study_time", Form::text, k_mandatory, k_always},
    {"level_of_learning_experience", Form::level, k_mandatory, k_always},
    {"types_of_quality_assurance", Form::texts, k_mandatory, k_always},
    {"prerequisites_to_enroll", Form::texts, k_optional, k_always},
    {"integration_stackability_options", Form::boolean, k_optional, k_always},
}};

Status check_text(json::Cursor value) {
  if (value.is_string() && !value.raw_string().empty()) return {};
  return fail(Code::malformed, value.pointer(), "a text that says something");
}

Status check_texts(json::Cursor value) {
  if (!value.is_array()) return fail(Code::malformed, value.pointer(), "a list of texts");
  for (const json::Cursor item : value.items())
    TRY(check_text(item));
  return {};
}

Status check_country(json::Cursor value) {
  const auto is_upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  if (value.is_string() && value.raw_string().size() == 2 &&
      std::ranges::all_of(value.raw_string(), is_upper))
    return {};
  return fail(Code::malformed, value.pointer(), "a country of ISO 3166-1 in two letters");
}

Status check_date(json::Cursor value) {
  if (value.is_string() && parse_date(value.raw_string())) return {};
  return fail(Code::malformed, value.pointer(), "a date as 2026-06-12");
}

Status check_last_day(json::Cursor value) {
  TRY(check_date(value));
  if (end_of_day_in_amsterdam(*parse_date(value.raw_string()))) return {};
  return fail(Code::out_of_range, value.pointer(), "a day from 1996 on");
}

Status check_level(json::Cursor value) {
  constexpr std::uint64_t k_levels = 8;
  const auto level = value.unsigned_integer();
  if (!level) return fail(Code::malformed, value.pointer(), "a level of the EQF as a number");
  if (*level >= 1 && *level <= k_levels) return {};
  return fail(Code::out_of_range, value.pointer(), "a level of the EQF, from 1 to 8");
}

Status check_form(json::Cursor value, Form form) {
  switch (form) {
    case Form::text:
      return check_text(value);
    case Form::texts:
      return check_texts(value);
    case Form::country:
      return check_country(value);
    case Form::date:
      return check_date(value);
    case Form::last_day:
      return check_last_day(value);
    case Form::level:
      return check_level(value);
    case Form::boolean:
      if (value.boolean()) return {};
      return fail(Code::malformed, value.pointer(), "true or false");
  }
  return {};
}

}  // namespace

std::span<const Claim> claims() noexcept {
  return k_claims;
}

std::vector<Error> check(json::Cursor claims) {
  std::vector<Error> findings;
  for (const Claim& claim : k_claims) {
    const auto value = claims.find(claim.name);
    if (value) {
      if (Status form = check_form(*value, claim.form); !form)
        findings.push_back(std::move(form).error());
    } else if (claim.mandatory && !claim.disclosable) {
      findings.push_back(fail(Code::missing, claims.pointer() + "/" + claim.name,
                              "every micro-credential attestation has this claim"));
    }
  }
  return findings;
}

}  // namespace credenza::eudi_learning
