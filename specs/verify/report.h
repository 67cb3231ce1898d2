// The report: what a verification found, check by check, and the verdict that follows from it.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/json_value.h"
#include "base/result.h"
#include "learning_record/learning_record.h"
#include "verify/trust_anchors.h"

namespace credenza::verify {

/// Of one check. Indeterminate is "could not be determined": it never counts as passed. Not
/// applicable is "there was nothing to check", and does not count at all.
enum class Outcome : std::uint8_t { passed, failed, indeterminate, not_applicable };

enum class CheckName : std::uint8_t {
  format,
  proof,
  validity,
  holder_binding,
  status,
  schema,
  trust,
  record,
  target,  ///< only of what speaks of another credential: whether that is the one that was given
  recognition,  ///< only of what others sign beside the issuer: whether they were recognised for it
  policy  ///< only where the reader has a rule file: whether that wants credentials of this kind
};

/// In the order of their weight: the worst of several wins.
enum class Verdict : std::uint8_t { accepted, not_accepted, undetermined, not_genuine };

enum class Format : std::uint8_t {
  unknown,
  vc_data_integrity,
  vp_data_integrity,
  vc_jwt,     ///< VC-JOSE: a credential as `vc+jwt`
  vc_sd_jwt,  ///< VC-JOSE: a credential as `vc+sd-jwt`
  sd_jwt_vc,  ///< SD-JWT VC: `dc+sd-jwt`
  jws,        ///< another compact JWS
  sd_jwt,     ///< another SD-JWT
  jades,
  draft  ///< a credential that not everybody has signed yet (signers.h)
};

[[nodiscard]] std::string_view to_string(Outcome outcome) noexcept;
[[nodiscard]] std::string_view to_string(CheckName name) noexcept;
/// "accepted", "genuine but not accepted", "could not be determined", "not genuine".
[[nodiscard]] std::string_view to_string(Verdict verdict) noexcept;
[[nodiscard]] std::string_view to_string(Format format) noexcept;
/// 0, 6, 7, 3.
[[nodiscard]] int exit_code(Verdict verdict) noexcept;

/// What people have to hear about a check beyond its outcome.
enum class Remark : std::uint8_t {
  none,
  newer_version,  ///< status passed: the issuer has a newer version of it, since `day`
  before_theft,   ///< proof passed: the key was stolen on `day`, and the issuer confirms that this
                  ///< was made before
  was_in_force,   ///< status not known now: the list of `day` did not withdraw it
  was_withdrawn,  ///< status not known now: the list of `day` did
  expired_since,  ///< validity passed at the moment of the past that was asked about; until `day`
  unknown_key,    ///< proof not known now: the key is not among those of `day`, when known, and may
                  ///< be newer
};

/// What the reader's rules make of a check that could not be determined because something could not
/// be reached.
enum class Ruling : std::uint8_t {
  none,
  accepted,  ///< it does not stand in the way
  rejected   ///< it counts as failed
};

struct Check {
  CheckName name;
  Outcome outcome;
  std::optional<Error>
      reason;        ///< of failed and indeterminate: code, place and an English sentence
  std::string note;  ///< of passed and not applicable: what was looked at, in English
  Remark remark = Remark::none;
  std::optional<std::chrono::year_month_day> day{};  ///< that the remark or reason is about
  /// Of was_in_force and was_withdrawn: how old the list is, in hours begun, and how old it may be;
  /// a limit of 0: the list itself says that it holds no longer.
  std::chrono::hours age{};
  std::chrono::hours limit{};
  Ruling ruling = Ruling::none;
};

/// Who goes on in an issuer's place, in the words of the issuer.
struct Successor {
  std::string id;  ///< a DID
  std::string name;
  std::chrono::year_month_day since;
};

/// "newer_version", …; empty for none.
[[nodiscard]] std::string_view to_string(Remark remark) noexcept;

/// What was found about one credential. Everything but `file`, `format`, `checks`, `waiting_for`,
/// `issuer_trusted`, `digest` and `given_id` is filled only once the proof was verified.
struct CredentialReport {
  std::string file;
  Format format = Format::unknown;
  std::string digest;    ///< see credential_digest(); only with Policy::digests
  std::string given_id;  ///< what the document calls itself, proved or not; with `digest`
  std::string id;
  std::vector<std::string> types;
  std::string issuer_id;
  std::string issuer_name_claimed;  ///< what the credential says of its issuer: a claim
  std::string
      issuer_name_trusted;  ///< what the reader's own list calls the issuer; empty without trust
  std::optional<Vouched> trusted;          ///< by whose word it is trusted
  std::vector<LookAlike> look_alikes;      ///< of one who is not: for whom it could be taken
  std::optional<Successor> successor;      ///< by a statement that the issuer signed
  std::optional<Error> successor_ignored;  ///< a statement that cannot be relied on, and why
  std::string subject_id;
  bool self_declared = false;  ///< issuer and owner are the same: nobody else attests it
  std::optional<Instant> valid_from;
  std::optional<Instant> valid_until;
  /// Whose signatures a draft lacks: names, or DIDs where the document has none. Of a document in
  /// which nothing is proved yet, so this is a claim.
  std::vector<std::string> waiting_for;
  std::vector<Check> checks;  ///< in the order of CheckName, each at most once
  std::optional<learning_record::LearningRecord> record;

  /// Failed format, proof or holder binding: not genuine. Else anything indeterminate, which the
  /// reader's rules do not rule on: could not be determined. Else anything failed: not accepted.
  /// Accepted only if format and proof passed.
  [[nodiscard]] Verdict verdict() const noexcept;
  [[nodiscard]] const Check* find(CheckName name) const noexcept;
};

/// What the reader needs, and whether the credentials of a report are that.
struct Requirement {
  std::string rule;  ///< its name in the rule file
  learning_record::LanguageMap label;
  /// Accepted: it is met. Could not be determined: nobody can tell now.
  Verdict answer = Verdict::not_accepted;
  std::vector<std::size_t> by;     ///< credentials of the report that it was looked for in
  std::vector<Requirement> parts;  ///< of which it is made, when it is
};

struct Report {
  Instant at;
  std::string policy;  ///< its name
  std::vector<CredentialReport> credentials;
  std::optional<Requirement> requirement{};

  /// The worst of the credentials; could not be determined when there are none. Where something is
  /// required, the answer to that, so that what nobody asked for does not count; but whatever is
  /// not genuine makes the whole so.
  [[nodiscard]] Verdict verdict() const noexcept;
};

/// The report as the programs print it with --json (schema "credenza.verifier.check/1").
[[nodiscard]] Json to_json(const Report& report, std::string_view schema);

}  // namespace credenza::verify
