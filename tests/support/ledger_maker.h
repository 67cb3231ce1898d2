// Ledgers of any size, without signing: what looks into a ledger and changes standings in it needs
// entries, cohorts and sealed persons, and no signature.
#pragma once

#include <string>
#include <vector>

#include "issuer/ledger.h"
#include "issuer/sqlite_store.h"
#include "issuer/status_registry.h"
#include "support/ports.h"
#include "support/vectors.h"

namespace credenza::test {

/// Some persons of one exam session; all that they have in common is one cohort.
struct Session {
  std::string label;               ///< "2026-06-12-A"
  std::vector<std::string> names;  ///< family names
  std::string type = "MicroCredential";
  std::string key = "key-ed25519";
};

[[nodiscard]] inline issuer::CohortContent content_of(const Session& session) {
  issuer::CohortContent out;
  out.template_id = "mc-log-02";
  out.labels = {{"session", session.label}};
  out.record = {{"type", session.type},
                {"achievement", {{"title", {{"nl", "Veilig werken"}}}, {"language", "nl"}}}};
  out.members = {"/person/family_name"};
  using issuer::Slot;
  out.document = {{"{\"id\":", ",\"name\":", "}"}, {{Slot::Kind::id}, {Slot::Kind::member, 0}}};
  out.proof = {{"{\"verificationMethod\":\"did:web:rocwaterkant.example#" + session.key +
                    "\",\"proofValue\":\"",
                "\"}"},
               {{Slot::Kind::proof_value}}};
  return out;
}

/// Enters the persons of `session`, at `at`.
/// @return their positions
inline std::vector<issuer::Position> add_session(issuer::Transaction& transaction,
                                                 const issuer::Ledger& ledger,
                                                 const Session& session, Instant at,
                                                 Random& random) {
  auto registry = *issuer::StatusRegistry::load(transaction);
  const auto cohort =
      *issuer::keep_cohort(transaction, ledger, content_of(session), issuer::Hash{}, random);
  std::vector<issuer::Position> out;
  out.reserve(session.names.size());
  for (std::size_t i = 0; i < session.names.size(); ++i) {
    issuer::Issued issued;
    const std::string row = session.label + " " + std::to_string(i);
    issued.id = ledger.row_id(session.type + session.key, as_bytes(row));
    issued.cohort = cohort;
    issued.place = registry.promise(random);
    must(registry.settle(issued.place).has_value());
    const Bytes sealed = ledger.seal_personal(
        issued.id, issuer::encode(issuer::Personal{at, {session.names[i]}, "z", {}}), random);
    issued.personal = issuer::sha256(sealed);
    out.push_back(transaction.append_issued(at, issued, sealed)->position);
  }
  must(registry.save(transaction).has_value());
  return out;
}

}  // namespace credenza::test
