#include "issuer/replacement.h"

#include <algorithm>

#include "data_integrity/data_integrity.h"
#include "issuer/history.h"
#include "issuer/making.h"

namespace credenza::issuer {
namespace {

using learning_record::LearningRecord;

/// The name by which a new credential points at the old one: changed by a character it is another.
Result<learning_record::Reference> reference_to(const std::string& id, const std::string& text) {
  const json::Document document = TRY(json::Document::parse(text));
  return learning_record::Reference{id, TRY(verify::credential_digest(document.root()))};
}

Result<Predecessor> read_content(LedgerReader& reader, const IssuedEntry& entry) {
  Predecessor out;
  out.entry = entry;
  out.text = TRY(reader.text(entry));
  out.record = TRY(reader.record(entry));
  if (out.record.contains("co_signers")) {
    return fail(Code::unsupported, "co_signers",
                to_urn(entry.what.id) + " bears the signatures of others");
  }
  return out;
}

}  // namespace

Result<Predecessor> read_predecessor(LedgerReader& reader, const IssuedEntry& entry) {
  const std::string id = to_urn(entry.what.id);
  if (entry.standing.state == State::superseded)
    return fail(Code::conflict, "superseded", id + " was replaced before");
  if (entry.standing.state == State::revoked)
    return fail(Code::forbidden, "withdrawn", id + " was withdrawn");
  if (entry.standing.state == State::suspended)
    return fail(Code::suspended, "suspended", id + " is suspended");
  return read_content(reader, entry);
}

Result<Predecessor> read_withdrawn(Snapshot& snapshot, const Ledger& ledger, LedgerReader& reader,
                                   const IssuedEntry& entry) {
  const std::string id = to_urn(entry.what.id);
  const IssuedEntry newest = TRY(newest_of(snapshot, ledger, entry));
  if (newest.position != entry.position) {
    const bool replaced = entry.standing.state == State::superseded;
    return fail(Code::conflict, "superseded",
                id + (replaced ? " was replaced before" : " was issued again before"));
  }
  if (entry.standing.state != State::revoked)
    return fail(Code::forbidden, "in force", id + " was not withdrawn");
  return read_content(reader, entry);
}

Result<ReplacementMaker> ReplacementMaker::prepare(Transaction& transaction, const Tools& tools,
                                                   std::size_t count, Instant now) {
  StatusRegistry registry = TRY(StatusRegistry::load(transaction));
  ReplacementMaker out(transaction, tools, std::move(registry), now);
  out.places_.reserve(count);
  for (std::size_t i = 0; i < count; ++i)
    out.places_.push_back(out.registry_.promise(tools.random));
  out.self_check_ = std::make_unique<SelfCheck>();
  TRY(add_published(*out.self_check_, tools.home, tools.secrets, out.registry_.lists(), now));
  return out;
}

Result<Replacement> ReplacementMaker::make(const Predecessor& old, LearningRecord record) {
  record.replaces = TRY(reference_to(to_urn(old.entry.what.id), old.text));
  return sign(old, record);
}

Result<Replacement> ReplacementMaker::make_again(const Predecessor& old, LearningRecord record) {
  record.replaces = {};
  return sign(old, record);
}

Result<Replacement> ReplacementMaker::sign(const Predecessor& old, const LearningRecord& record) {
  must(!places_.empty());
  const crypto::PrivateKey* key = tools_.secrets.find(tools_.home.config.signing_key);
  if (key == nullptr)
    return fail(Code::not_found, "issuer.toml, signing_key", "there is no key of this name");
  SignedCredential made;
  made.id = tools_.ledger.next_id(old.entry.what.id, 1);
  made.place = places_.back();
  made.issued = now_;
  const json::Document credential =
      TRY(make_unsigned(record, {to_urn(made.id), made.place, now_}, tools_.home.config));
  made.text = TRY(data_integrity::add_proof(
      credential, {.verification_method = tools_.home.signing_method(), .created = now_}, *key));
  TRY(self_check_->check(made.text, now_));
  const auto cohort = TRY(transaction_.cohort(old.entry.what.cohort));
  if (!cohort) return fail(Code::malformed, "store", "an entry names a cohort that is not there");
  const CohortContent content = TRY(tools_.ledger.open_cohort(*cohort));
  made.form = cohort->form;
  made.template_id = content.template_id;
  made.labels = content.labels;
  made.record = learning_record::to_json(record);
  // Which one it replaces is not what it has in common with others.
  made.record.erase("replaces");
  TRY(registry_.settle(made.place));
  const auto entered = TRY(enter(transaction_, tools_.ledger, made, now_, tools_.random));
  places_.pop_back();
  replaced_.push_back({old.entry.position, old.entry.what.id, old.entry.standing.state});
  successors_.push_back(entered.position);
  return Replacement{entered.position, to_urn(made.id), std::move(made.text),
                     to_urn(old.entry.what.id)};
}

Result<Transaction::Appended> ReplacementMaker::finish_again(const Account& account) {
  TRY(registry_.save(transaction_));
  std::vector<Position> positions;
  for (const Target& target : replaced_)
    positions.push_back(target.position);
  SealedAccount sealed = seal_account(tools_.ledger, account, tools_.random);
  sealed.body.update({{"positions", positions}, {"successors", successors_}});
  const auto made = TRY(transaction_.append(k_reissued, now_, sealed.body));
  if (!sealed.sealed.empty()) TRY(transaction_.add_personal(made.position, sealed.sealed));
  return made;
}

Result<Transaction::Appended> ReplacementMaker::finish(Change change, const Account& account) {
  TRY(registry_.save(transaction_));
  ChangePlan plan{change, replaced_, {}, {}, {{"successors", successors_}}};
  return apply_change(transaction_, tools_.ledger, plan, account, now_, tools_.random);
}

}  // namespace credenza::issuer
