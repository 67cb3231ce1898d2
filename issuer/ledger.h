// The ledger: what was issued and what became of it. The store keeps bytes; here they are sealed
// and opened under the issuer's data key, and made into credentials again.
#pragma once

#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/ports.h"
#include "crypto/secret_bytes.h"
#include "issuer/cohort_text.h"
#include "issuer/store.h"

namespace credenza::issuer {

/// The keys of a ledger, each for one purpose.
class Ledger {
 public:
  explicit Ledger(const crypto::SecretBytes& data_key);

  /// The id of the credential that a row gives: a UUID (RFC 9562 §5.8, version 8) made with a key
  /// from the template's id and the values of the row. The same row has the same id later; nobody
  /// without the key can guess a row from an id.
  /// @param values  of the row, in a form that is equal for equal rows only
  [[nodiscard]] CredentialId row_id(std::string_view template_id, ByteView values) const;
  /// The id of the `number`th credential that follows the one of `id`.
  [[nodiscard]] CredentialId next_id(const CredentialId& id, std::uint32_t number) const;
  /// A pseudonym of a template's record: another one when the template was changed.
  [[nodiscard]] Hash form_pseudonym(const Json& record) const;
  /// The key under which the store knows a cohort with this content.
  [[nodiscard]] Hash cohort_key(ByteView content) const;

  /// Sealed, and behind it the SHA-256 of key ‖ form ‖ sealed, by which damage shows to those who
  /// cannot open it (is_intact()).
  [[nodiscard]] Bytes seal_cohort(const Hash& key, const Hash& form, ByteView content,
                                  Random& random) const;
  /// @error malformed  at "store": damaged, or sealed with another key
  [[nodiscard]] Result<CohortContent> open_cohort(const Cohort& cohort) const;
  [[nodiscard]] Bytes seal_personal(const CredentialId& id, ByteView personal,
                                    Random& random) const;
  /// @error malformed  at "store": damaged, sealed with another key, or not what the entry says
  [[nodiscard]] Result<Personal> open_personal(const Issued& issued, ByteView sealed) const;
  /// What lies beside an entry that is no `issued`.
  [[nodiscard]] Bytes seal_note(ByteView note, Random& random) const;
  /// @error malformed  at "store": damaged, or sealed with another key
  [[nodiscard]] Result<std::string> open_note(ByteView sealed) const;

 private:
  friend class PersonalOpener;
  crypto::SecretBytes row_key_;
  crypto::SecretBytes form_key_;
  crypto::SecretBytes cohort_hash_key_;
  crypto::SecretBytes cohort_key_;
  crypto::SecretBytes personal_key_;
  crypto::SecretBytes note_key_;
};

/// Opens the personal values of one credential after the other, for whoever looks for persons among
/// all of them, in memory that is used again. One for each thread.
class PersonalOpener {
 public:
  /// @param ledger  outlives this
  explicit PersonalOpener(const Ledger& ledger) noexcept : ledger_(ledger) {}
  PersonalOpener(const PersonalOpener&) = delete;
  PersonalOpener& operator=(const PersonalOpener&) = delete;
  PersonalOpener(PersonalOpener&&) = delete;
  PersonalOpener& operator=(PersonalOpener&&) = delete;
  ~PersonalOpener();

  /// The values of the credential with this id, good until the next call. They were sealed for it
  /// and for no other; that they are the ones whose digest its entry has, open_personal() says.
  /// @error malformed  at "store": damaged, sealed with another key, or for another credential
  [[nodiscard]] Result<std::span<const std::string_view>> values(const CredentialId& id,
                                                                 ByteView sealed);

 private:
  const Ledger& ledger_;
  Bytes plaintext_;
  std::vector<std::string_view> values_;
};

/// Whether a cohort is as it was written. That nobody made another one only opening it shows.
[[nodiscard]] bool is_intact(const Cohort& cohort);

/// SHA-256, as entries carry it.
[[nodiscard]] Hash sha256(ByteView data);

/// What of a credential people look at.
struct LedgerLine {
  std::string id;
  Position position = 0;
  Instant issued;
  Standing standing;
  StatusPlace place;
  bool forgotten = false;  ///< what was personal of it is gone
  std::string name;        ///< of the person; empty when forgotten
  std::string title;       ///< of what was learned
};

/// Reads what lies in a snapshot. Cohorts stay open, some hundred of them.
class LedgerReader {
 public:
  LedgerReader(Snapshot& snapshot, const Ledger& ledger) noexcept
      : snapshot_(snapshot), ledger_(ledger) {}

  [[nodiscard]] const Ledger& ledger() const noexcept { return ledger_; }

  // Errors of all functions: the store's; malformed at "store" for what is damaged.

  /// Good until the next call. @error not_found  at "store": there is no such cohort
  [[nodiscard]] Result<const CohortContent*> cohort(std::uint32_t number);
  /// @error not_found  at "personal": it was taken away
  [[nodiscard]] Result<Personal> personal(const IssuedEntry& entry);
  /// The exact text of a credential, as it was signed.
  /// @error not_found  as personal()
  [[nodiscard]] Result<std::string> text(const IssuedEntry& entry);
  /// The JSON form of its learning record, without what is personal when that was taken away.
  [[nodiscard]] Result<Json> record(const IssuedEntry& entry);
  [[nodiscard]] Result<LedgerLine> line(const IssuedEntry& entry);

 private:
  Snapshot& snapshot_;
  const Ledger& ledger_;
  std::map<std::uint32_t, std::unique_ptr<CohortContent>> open_;
};

/// The credential that `text` names: an id, or its beginning of at least four characters, with or
/// without "urn:uuid:".
/// @error not_found  there is none
/// @error conflict   several begin so
[[nodiscard]] Result<IssuedEntry> find_entry(Snapshot& snapshot, std::string_view text);

/// The number of the cohort with this content, which is added when there is none.
/// @param form  see Ledger::form_pseudonym()
[[nodiscard]] Result<std::uint32_t> keep_cohort(Transaction& transaction, const Ledger& ledger,
                                                const CohortContent& content, const Hash& form,
                                                Random& random);

/// A credential that was signed and is to be entered.
struct SignedCredential {
  CredentialId id;
  StatusPlace place;  ///< taken in the same transaction
  std::string text;   ///< as it leaves
  Instant issued;     ///< what it says
  Hash form{};        ///< of its template, when there is one
  std::string template_id;
  Json labels = Json::object();
  /// JSON form of its record. What is personal of it (`/person`, `/registration/number`) is not
  /// kept from here, but read from the text.
  Json record = Json::object();
};

/// Enters one credential that was made by itself: its text lies whole in its personal part.
/// @error conflict  at "store": the id is taken
[[nodiscard]] Result<Transaction::Appended> enter(Transaction& transaction, const Ledger& ledger,
                                                  const SignedCredential& credential, Instant now,
                                                  Random& random);

}  // namespace credenza::issuer
