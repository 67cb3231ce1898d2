// Endorsements: what a manager or a colleague says about something in this vault, bound to it by
// its digest. An opinion, and shown as one. docs/vault_format.md, section 7.
//
//   Subject ── to_request ──► file ─► the endorser's issuer ─► EndorsementCredential ── endorse add
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "wallet/held.h"
#include "wallet/own_words.h"

namespace credenza::wallet {

inline constexpr std::string_view k_request_schema = "credenza.wallet.endorsement-request/1";
inline constexpr std::size_t k_max_request_bytes = std::size_t{64} << 10;

/// Something that can be endorsed: a credential, or own words.
struct Subject {
  Id id = 0;
  std::string name;    ///< the id that the document has
  std::string digest;  ///< of the document
  learning_record::LanguageMap title;
  std::string issuer;  ///< the name that the issuer gives itself; empty for own words
  std::vector<Skill> skills;
};

/// What is held, as subjects: credentials that are JSON, then own words.
/// @error as held_credentials(), own_words()
[[nodiscard]] Result<std::vector<Subject>> subjects(const Vault& vault);

/// What its owner sends to somebody who can speak for it. It holds the title, the skills and the
/// digest; nothing of the person.
[[nodiscard]] Json to_request(const Subject& subject, Instant made);
/// Reads a request, as an endorser's program does.
/// @error malformed, missing, unsupported, out_of_range  no request of this form; `where` is the
/// member
[[nodiscard]] Result<Subject> read_request(std::string_view text);

/// An endorsement that is held. What it says is the endorser's claim.
struct HeldEndorsement {
  Id id = 0;
  Id about = 0;  ///< the credential or the own words
  std::string about_digest;
  std::string issuer_id;
  std::string issuer_name;
  std::string relation;  ///< "manager", "colleague", "customer"
  learning_record::LanguageMap text;
  std::vector<Skill> skills;  ///< empty: all of what it is about
  std::optional<Instant> valid_until;
  Instant added;
  Instant checked;
  verify::Verdict verdict = verify::Verdict::undetermined;
  std::string code;
  std::string digest;

  /// As Held::verdict_at().
  [[nodiscard]] verify::Verdict verdict_at(Instant now) const noexcept;
};

/// What the index says of the endorsement `text`, by what was found about it.
/// @error unsupported  at "endorsement": it is none
[[nodiscard]] Result<HeldEndorsement> describe_endorsement(std::string_view text,
                                                           const verify::CredentialReport& report,
                                                           Instant now);

/// Finds what `endorsement` speaks of, by its digest.
/// @param target_name  what it calls that
/// @error not_found  at "target": nothing of the vault
/// @error mismatch   at "target": something of that name is here, and it is not what was endorsed
[[nodiscard]] Result<Id> find_target(const std::vector<Subject>& all,
                                     const HeldEndorsement& endorsement,
                                     std::string_view target_name);

[[nodiscard]] Json to_meta(const HeldEndorsement& endorsement);

/// The endorsement `text` as something that is shown to others beside credentials.
/// @param about  the title of what it is about
[[nodiscard]] HeldCredential as_credential(const HeldEndorsement& endorsement,
                                           std::string_view text,
                                           const learning_record::LanguageMap& about);

/// Every endorsement of the vault, the one added first in front.
/// @error missing, malformed  an entry that is not as to_meta() writes it; `where` is "index"
[[nodiscard]] Result<std::vector<HeldEndorsement>> endorsements(const Vault& vault);

}  // namespace credenza::wallet
