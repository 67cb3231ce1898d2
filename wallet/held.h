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

/// Something that somebody can do, by the name and the code of a published list (ESCO, …) or by a
/// name of its own.
struct Skill {
  std::string code;  ///< an IRI; empty when it has none
  learning_record::LanguageMap name;

  friend bool operator==(const Skill&, const Skill&) = default;
};

/// On how long something is valid, beyond its dates: what a law or a scheme asks for.
struct Basis {
  std::string law;        ///< the article, as the certificate names it
  std::string scheme;     ///< "VCA-VOL"
  std::string equipment;  ///< "reachtruck"
  std::string examined;   ///< a date, or empty

  friend bool operator==(const Basis&, const Basis&) = default;
};

/// What the index says of a credential without its details: all that a list shows.
struct Listed {
  learning_record::LanguageMap title;
  std::string issuer_id;
  std::string issuer_name;
  std::string awarded;  ///< a date, or empty
  std::optional<Instant> valid_from;
  std::optional<Instant> valid_until;
  Instant added;
  verify::Verdict verdict = verify::Verdict::undetermined;
  std::string code;  ///< of the check that decided: "revoked"; empty when accepted
  std::string type;  ///< of the record: "SafetyCertificate"; else the credential's own
  std::vector<std::string> tags;
  std::optional<Id> superseded_by;  ///< the newer one in this vault; wallet/supersede.h

  /// What it is now: `verdict`, but not accepted once its end has passed.
  [[nodiscard]] verify::Verdict verdict_at(Instant now) const noexcept;
};

/// The whole meta of a credential record. What it says of title, issuer, person, skills and dates
/// is the issuer's claim; tags and note are the owner's words.
struct Held : Listed {
  std::string credential_id;
  std::string format;
  std::string subject_id;   ///< whose it is: a DID; empty: bound to nobody
  Instant checked;          ///< when the mark was found
  std::string digest;       ///< by which the same credential is known again
  std::string person;       ///< whose name it bears
  std::string achievement;  ///< the id of what was achieved
  std::string replaces;     ///< the `credential_id` of the older one that it takes the place of
  std::vector<Skill> skills;
  Basis basis;
  std::string note;
};

/// What a list needs to know of `text`, by what was found about it. What is not proved is taken
/// from the text itself: it is shown with its mark. What is long or many is cut to the bounds of
/// docs/vault_format.md, section 7.
[[nodiscard]] Held describe(std::string_view text, const verify::CredentialReport& report,
                            Instant now);

/// At most `max_bytes` of `text`, never ending inside a character.
[[nodiscard]] std::string bounded(std::string_view text, std::size_t max_bytes);
/// The day by which lists sort and filter: awarded, else the first day of its validity, else empty.
[[nodiscard]] std::string day_of(const Listed& listed);

// Texts of the index: {"nl": "…"}, [{"code": "…", "name": {…}}], ["…"]. What is not of that form is
// left out when it is read.
[[nodiscard]] Json to_json(const learning_record::LanguageMap& text);
[[nodiscard]] Json to_json(const std::vector<Skill>& skills);
[[nodiscard]] learning_record::LanguageMap read_texts(json::Cursor value);
[[nodiscard]] std::vector<Skill> read_skills(json::Cursor value);
[[nodiscard]] std::vector<std::string> read_strings(json::Cursor value);
/// `terms` as they stand in the index: so many that they have room.
[[nodiscard]] std::vector<Skill> skills_of(const std::vector<learning_record::Concept>& terms);

/// SHA-256 in hexadecimal of the canonical form (RFC 8785) of a JSON document, else of the text
/// without white space around it: a copy with other spacing is the same credential.
[[nodiscard]] std::string digest_of_credential(std::string_view text);

/// With the words by which it is found, of what stands in `held` now.
[[nodiscard]] Json to_meta(const Held& held);
/// Takes over from `known`, another finding about the same credential, what its owner wrote and
/// when it came.
void keep_own_words(Held& held, const Held& known);
/// Reads what to_meta() wrote, whether it stands in `entry` or among `details`.
/// @error missing, malformed  a member that is not as to_meta() writes it
[[nodiscard]] Result<Held> read_held(json::Cursor entry, std::optional<json::Cursor> details = {});
/// As read_held(), of what needs no details.
/// @error as read_held()
[[nodiscard]] Result<Listed> read_listed(json::Cursor entry);
/// As read_held(), with the details that `vault` has. For many: read_details() first.
/// @error malformed  no such entry; `where` is "index"
/// @error (others)  as Vault::details()
[[nodiscard]] Result<Held> held_of(const Vault& vault, const Entry& entry);
/// Where those members of a credential's meta stand that lists do not need.
/// @error as Vault::details()
[[nodiscard]] Result<json::Cursor> details_of(const Vault& vault, const Entry& entry);
/// As held_of(), without details.
/// @error malformed  no such entry; `where` is "index"
[[nodiscard]] Result<Listed> listed_of(const Entry& entry);

struct HeldCredential {
  Id id;
  Held held;
};

/// Every credential of the vault, the one added first in front.
/// @error as held_of()
[[nodiscard]] Result<std::vector<HeldCredential>> held_credentials(const Vault& vault);

/// The record of one of `kinds` whose id begins with `prefix`.
/// @error malformed  fewer than 4 characters, or no hexadecimal digits; `where` is "id"
/// @error not_found  none
/// @error conflict   several; `where` is "id"
[[nodiscard]] Result<Id> find_by_prefix(const Vault& vault, std::string_view prefix,
                                        std::initializer_list<Kind> kinds);

}  // namespace credenza::wallet
