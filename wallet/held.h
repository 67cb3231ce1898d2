// A credential that is held, as the index names it: what a list shows without opening it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "learning_record/learning_record.h"
#include "verify/report.h"
#include "wallet/vault.h"

namespace credenza::wallet {

/// The meta of a credential record. What it says of title, issuer, person and dates is the issuer's
/// claim.
struct Held {
  std::string credential_id;
  std::string format;
  learning_record::LanguageMap title;
  std::string issuer_id;
  std::string issuer_name;
  std::string subject_id;  ///< whose it is: a DID; empty when it is bound to nobody
  std::string awarded;     ///< a date, or empty
  std::optional<Instant> valid_from;
  std::optional<Instant> valid_until;
  Instant added;
  Instant checked;  ///< when the following was found
  verify::Verdict verdict = verify::Verdict::undetermined;
  std::string code;    ///< of the check that decided: "revoked"; empty when accepted
  std::string digest;  ///< by which the same credential is known again

  /// What it is now: `verdict`, but not accepted once its end has passed.
  [[nodiscard]] verify::Verdict verdict_at(Instant now) const noexcept;
};

/// What a list needs to know of `text`, by what was found about it. What is not proved is taken
/// from the text itself: it is shown with its mark.
[[nodiscard]] Held describe(std::string_view text, const verify::CredentialReport& report,
                            Instant now);

/// SHA-256 in hexadecimal of the canonical form (RFC 8785) of a JSON document, else of the text
/// without white space around it: a copy with other spacing is the same credential.
[[nodiscard]] std::string digest_of_credential(std::string_view text);

[[nodiscard]] Json to_meta(const Held& held);
/// @error missing, malformed  a member that is not as to_meta() writes it
[[nodiscard]] Result<Held> read_held(json::Cursor entry);

struct HeldCredential {
  Id id;
  Held held;
};

/// Every credential of the vault, the one added first in front.
/// @error missing, malformed  as read_held(); `where` is "index"
[[nodiscard]] Result<std::vector<HeldCredential>> held_credentials(const Vault& vault);

/// The record of one of `kinds` whose id begins with `prefix`.
/// @error malformed  fewer than 4 characters, or no hexadecimal digits; `where` is "id"
/// @error not_found  none
/// @error conflict   several; `where` is "id"
[[nodiscard]] Result<Id> find_by_prefix(const Vault& vault, std::string_view prefix,
                                        std::initializer_list<Kind> kinds);

}  // namespace credenza::wallet
