// What a rule file makes of a report. The checks themselves stay as they were found: a rule adds a
// check, answers another question than today's, or says what becomes of what nobody could tell.
#pragma once

#include <vector>

#include "verifier/rule_file.h"
#include "verify/verify.h"

namespace credenza::verifier {

/// What a verification is asked by a rule file: its name, a holder's signature, the age of lists.
void ask_by(const RuleFile& rules, verify::Policy& policy);

/// Holds each credential whose proof was verified against what `rules` accepts: adds the check
/// `policy`, and answers `validity` for the day that the file names, and for as long as it has to
/// be valid still.
///   policy failed    forbidden  at "accept.types" or "accept.issuers"
///   validity failed  expired, not_yet_valid  on that day, or before `remaining` is over
void hold_against(const RuleFile& rules, verify::Report& report);

/// The check that could not be determined because something could not be had: a list of
/// withdrawals that is missing or too old, a list of trust that has ended. Null when there is none,
/// or when anything else could not be determined or has failed: then no rule helps.
[[nodiscard]] verify::Check* unreachable(verify::CredentialReport& credential) noexcept;

/// Notes the answer of a rule, or of a person, for what was unreachable().
void rule_on_unreachable(verify::CredentialReport& credential, verify::Ruling ruling);

/// Looks for what `rules` require among the credentials. One that is undetermined may be it; one
/// whose proof could not be looked at may be anything.
void require(const RuleFile& rules, verify::Report& report);

}  // namespace credenza::verifier
