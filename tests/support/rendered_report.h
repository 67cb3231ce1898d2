// A report as the verifier shows it.
#pragma once

#include <cstdlib>
#include <string>
#include <vector>

#include "support/records.h"
#include "support/vectors.h"
#include "verifier/render.h"

namespace credenza::test {

/// A credential that is accepted.
inline verify::CredentialReport accepted() {
  verify::CredentialReport credential;
  credential.file = "magazijn.json";
  credential.format = verify::Format::vc_data_integrity;
  credential.issuer_id = "did:web:rocwaterkant.example";
  credential.issuer_name_claimed = "ROC Waterkant";
  credential.issuer_name_trusted = "ROC Waterkant (mbo)";
  credential.valid_from = at("2026-06-12T09:00:00Z");
  credential.valid_until = at("2031-06-12T09:00:00Z");
  credential.record = *record_from(sample_record_json());
  for (const verify::CheckName name :
       {verify::CheckName::format, verify::CheckName::proof, verify::CheckName::validity}) {
    credential.checks.push_back({name, verify::Outcome::passed, std::nullopt, ""});
  }
  credential.checks.push_back(
      {verify::CheckName::holder_binding, verify::Outcome::not_applicable, std::nullopt, ""});
  credential.checks.push_back(
      {verify::CheckName::status, verify::Outcome::passed, std::nullopt, ""});
  credential.checks.push_back(
      {verify::CheckName::schema, verify::Outcome::not_applicable, std::nullopt, ""});
  credential.checks.push_back(
      {verify::CheckName::trust, verify::Outcome::passed, std::nullopt, ""});
  credential.checks.push_back(
      {verify::CheckName::record, verify::Outcome::passed, std::nullopt, ""});
  return credential;
}

/// As it was on 1 July 2026.
inline std::string shown(std::vector<verify::CredentialReport> credentials,
                         host::Language language = host::Language::en, bool color = false) {
  ::setenv("TZ", "UTC", 1);
  verify::Report report{
      .at = at("2026-07-01T12:00:00Z"), .policy = "default", .credentials = std::move(credentials)};
  return verifier::render(report, {language, color});
}

}  // namespace credenza::test
