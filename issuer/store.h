// The issuer's store: an interface, so that a school can begin with a file and go on with a
// database server. It keeps
//   entries    appended, never changed, each bound to its predecessors (entry.h)
//   personal   what is personal of an entry, sealed; can be taken away
//   cohorts    what many credentials have in common, sealed
//   places     which places of the status lists were given out, and the bits of each purpose
//   standing   what no longer simply holds
// The last three can be proven from the entries (chain_proof.h). A store keeps bytes; what is in
// them was sealed before (ledger.h).
//
// Errors of all functions: unavailable at "store" (disk full, not writable), conflict at "lock"
// (another process), malformed at "store" (damaged).
#pragma once

#include <functional>
#include <memory>

#include "issuer/entry.h"

namespace credenza::issuer {

/// An `issued` entry and what holds of it now.
struct IssuedEntry {
  Position position = 0;
  Instant at;
  Issued what;
  Standing standing;
};

/// What credentials have in common that differ in personal members only.
struct Cohort {
  std::uint32_t number = 0;
  Hash key{};    ///< pseudonym of the content; no two have the same
  Hash form{};   ///< pseudonym of the template that it was made with
  Bytes sealed;  ///< see cohort_text.h
};

/// Which places of the lists of one number were given out. Bits stand as in the published list:
/// index 0 is the leftmost bit.
struct PlaceList {
  std::uint32_t number = 0;
  std::uint64_t entries = 0;  ///< a multiple of 8
  std::uint64_t used = 0;     ///< how many indices were given out
  Bytes given;                ///< which
};

/// Sealed personal parts, one behind the other: in order they cost less than each looked for.
class PersonalParts {
 public:
  virtual ~PersonalParts() = default;
  /// The part of an entry, good until the next call; nothing when it has none or it was taken away.
  /// @param position  behind that of the call before
  [[nodiscard]] virtual Result<std::optional<ByteView>> at(Position position) = 0;
};

/// The store at one moment.
class Snapshot {
 public:
  virtual ~Snapshot() = default;

  /// 16 bytes that no other ledger has.
  [[nodiscard]] virtual Result<Bytes> id() = 0;
  [[nodiscard]] virtual Result<Head> head() = 0;

  /// Entries of all kinds behind `after`, in order: up to `most`, and fewer when they are large.
  /// None only at the end.
  [[nodiscard]] virtual Result<std::vector<Entry>> entries(Position after, std::size_t most) = 0;
  /// As entries(), but only those that are no `issued`: found without looking at the others.
  [[nodiscard]] virtual Result<std::vector<Entry>> acts(Position after, std::size_t most) = 0;
  [[nodiscard]] virtual Result<std::optional<Entry>> entry(Position position) = 0;

  /// Every `issued` entry behind `after`, in order, until `visit` answers false. A million take
  /// well under a second.
  using Visit = std::function<bool(const IssuedEntry&)>;
  [[nodiscard]] virtual Status walk(Position after, const Visit& visit) = 0;
  [[nodiscard]] virtual Result<std::optional<IssuedEntry>> issued(Position position) = 0;
  [[nodiscard]] virtual Result<std::optional<IssuedEntry>> find(const CredentialId& id) = 0;
  /// Ids from `first` to `last`, both included, at most `most`, in order.
  [[nodiscard]] virtual Result<std::vector<CredentialId>> ids_between(const CredentialId& first,
                                                                      const CredentialId& last,
                                                                      std::size_t most) = 0;
  /// How many ids can be found.
  [[nodiscard]] virtual Result<std::uint64_t> count_ids() = 0;

  /// The sealed personal part of an entry; nothing when it has none or it was taken away.
  [[nodiscard]] virtual Result<std::optional<Bytes>> personal(Position position) = 0;
  /// This outlives it; one at a time.
  [[nodiscard]] virtual Result<std::unique_ptr<PersonalParts>> personal_parts() = 0;
  /// Every personal part that is there, in order of position, until `visit` answers false.
  using VisitPersonal = std::function<bool(Position, ByteView)>;
  [[nodiscard]] virtual Status walk_personal(const VisitPersonal& visit) = 0;
  /// Everything that does not simply hold, in order of position.
  using VisitStanding = std::function<bool(Position, const Standing&)>;
  [[nodiscard]] virtual Status walk_standings(const VisitStanding& visit) = 0;

  [[nodiscard]] virtual Result<std::optional<Cohort>> cohort(std::uint32_t number) = 0;
  [[nodiscard]] virtual Result<std::optional<Cohort>> cohort_with_key(const Hash& key) = 0;
  /// Up to `most` cohorts with numbers behind `after`, in order.
  [[nodiscard]] virtual Result<std::vector<Cohort>> cohorts(std::uint32_t after,
                                                            std::size_t most) = 0;

  /// In the order of their numbers.
  [[nodiscard]] virtual Result<std::vector<PlaceList>> places() = 0;
  /// The bits of one published list; empty when nothing was ever saved for it.
  [[nodiscard]] virtual Result<Bytes> bits(std::string_view purpose, std::uint32_t number) = 0;
};

/// Several changes as one. Gone without commit(): nothing of it happened. It is the only one: what
/// is read here nobody else changes before this ends.
class Transaction : public Snapshot {
 public:
  /// Where an entry came to stand. A ledger never goes back in time: when `at` lies before the
  /// last entry, it is entered at that one's time.
  struct Appended {
    Position position = 0;
    Instant at;
  };
  /// Appends an entry that is no `issued`.
  /// @param body  a JSON object without personal data; see read_effect()
  [[nodiscard]] virtual Result<Appended> append(std::string_view kind, Instant at,
                                                const Json& body) = 0;
  /// Puts a sealed personal part beside an entry that is no `issued`, whose body has its SHA-256,
  /// in hexadecimal, as the member `personal`.
  /// @error conflict  at "store": there is one
  [[nodiscard]] virtual Status add_personal(Position position, ByteView sealed) = 0;
  /// Appends the entry of a credential, with its sealed personal part.
  /// @error conflict  at "store": the id is taken
  [[nodiscard]] virtual Result<Appended> append_issued(Instant at, const Issued& issued,
                                                       ByteView personal) = 0;
  /// @return its number
  /// @error conflict  at "store": the key is taken
  [[nodiscard]] virtual Result<std::uint32_t> add_cohort(const Hash& key, const Hash& form,
                                                         ByteView sealed) = 0;
  /// What holds from now on of the entry at `position`.
  [[nodiscard]] virtual Status set_standing(Position position, const Standing& standing) = 0;
  /// Puts a list in its place, or adds it.
  [[nodiscard]] virtual Status save_places(const PlaceList& list) = 0;
  [[nodiscard]] virtual Status save_bits(std::string_view purpose, std::uint32_t number,
                                         ByteView bits) = 0;
  /// Takes the personal part away so that nothing of it is left in the store's files.
  /// @return whether there was one
  [[nodiscard]] virtual Result<bool> forget(Position position) = 0;
  [[nodiscard]] virtual Status commit() = 0;
};

class Store {
 public:
  virtual ~Store() = default;
  // One transaction or snapshot of a store at a time.
  [[nodiscard]] virtual Result<std::unique_ptr<Transaction>> begin() = 0;
  [[nodiscard]] virtual Result<std::unique_ptr<Snapshot>> look() = 0;
  /// Does what was put off while much was entered. Nothing is lost without it; the next one who
  /// looks has more to read.
  [[nodiscard]] virtual Status settle() = 0;
};

}  // namespace credenza::issuer
