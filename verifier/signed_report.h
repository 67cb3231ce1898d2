// A report that is kept: signed by who checked, with digests of the certificates in their place, so
// that nobody's data is kept to show later that they were looked at.
// docs/signed_report_format.md.
//
//   Report ── sign_report ──► text ── read_signed_report ──► who signed it, and what it says
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/instant.h"
#include "base/json_value.h"
#include "crypto/keys.h"
#include "verify/report.h"

namespace credenza::verifier {

/// What a report rests on beside the certificates.
struct ReportGround {
  Instant made;        ///< when it is signed
  bool as_of = false;  ///< the moment of the report was asked for
  std::optional<Instant> bundle_made{};
  std::string bundle_maker;
  std::string rules;  ///< SHA-256 of the rule file, hexadecimal; empty: none
};

/// The signed report: verdicts, checks, digests and issuers; no names of persons, no names of
/// files, no records and no subjects. The proof is one of eddsa-jcs-2022 by the did:key of `key`.
/// @error (data_integrity::add_proof's)
[[nodiscard]] Result<std::string> sign_report(const verify::Report& report,
                                              const ReportGround& ground,
                                              const crypto::PrivateKey& key);

struct SignedReport {
  std::string maker;  ///< a did:key
  Json content;       ///< all but the proof
};

/// Verifies the proof of a signed report, whoever made it. Nothing is fetched.
/// @error unsupported    `schema` is that of another version
/// @error malformed, missing, out_of_range  no signed report
/// @error bad_signature, mismatch, …  as data_integrity::verify_proofs()
[[nodiscard]] Result<SignedReport> read_signed_report(std::string_view text, Instant now);

}  // namespace credenza::verifier
