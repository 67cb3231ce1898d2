#include "issuer/issuing.h"

#include <algorithm>
#include <array>
#include <map>

#include "issuer/cohort_signing.h"
#include "issuer/earlier_holders.h"
#include "issuer/self_check.h"
#include "issuer/status_registry.h"

namespace credenza::issuer {
namespace {

/// One in so many is verified and compared after it was signed.
constexpr std::size_t k_sample = 1000;

/// The rows of one credential, on their way.
struct Job {
  std::vector<CsvRow> rows;
  Checked checked;
  OpenCohort* cohort = nullptr;  ///< its group keeps it
  CredentialId id{};
  Outcome outcome = Outcome::ready;
  std::string urn;
  StatusPlace place;
  Instant issued{};
  SignedRow made;
  std::string recalled;  ///< the text of one that was issued before
  std::optional<Error> error;
};

struct Group {
  std::vector<Job> jobs;
  std::size_t size = 0;  ///< of jobs, which keep their memory for the next group
  /// The cohorts of the jobs, by the thread that found them. Counting the users of one for each
  /// row would have all threads write to the same place.
  std::vector<std::vector<std::shared_ptr<OpenCohort>>> cohorts;
  std::uint64_t number = 0;
  std::shared_ptr<Workers::Round> round;
};

/// What is done with a job right behind checking it, by the same thread.
using Behind = std::function<void(std::size_t thread, Job& job)>;
/// The text of a job, good until the next call.
using TextOf = std::function<std::string_view(const Job& job)>;

/// What checking and issuing have in common: groups of rows that are read, checked and looked
/// through for rows that are there twice.
class Run {
 public:
  Run(const Batch& batch, Workers& workers, Random& random, Behind behind = {})
      : batch_(batch),
        workers_(workers),
        behind_(std::move(behind)),
        repetitions_(batch.form, random) {
    for (std::size_t i = 0; i < workers.threads(); ++i) {
      checks_.push_back(std::make_unique<RowCheck>(batch.form, batch.reader.binding(), batch.config,
                                                   batch.now, batch.further));
    }
  }

  /// Reads the next group and has it checked. @return false: there are no more rows
  Result<bool> read(Group& group) {
    group.jobs.resize(batch_.group);
    group.size = 0;
    while (!at_end_ && group.size < batch_.group) {
      Job& job = group.jobs[group.size];
      at_end_ = !TRY(batch_.reader.next(job.rows));
      if (at_end_) break;
      tally_.rows += job.rows.size();
      ++group.size;
    }
    group.round = workers_.begin(group.size, [this, &group](std::size_t thread, std::size_t i) {
      Job& job = group.jobs[i];
      look_at(*checks_[thread], job);
      job.outcome = Outcome::ready;
      job.cohort = nullptr;
      job.error.reset();
      job.recalled.clear();
      if (behind_) behind_(thread, job);
    });
    return group.size > 0;
  }

  void find_repetitions(Group& group) {
    if (batch_.sound) return;
    for (std::size_t i = 0; i < group.size; ++i) {
      Job& job = group.jobs[i];
      // A row that is not whole has no cells to compare.
      if (!job.checked.cells.record.empty()) {
        for (RowFinding& found : repetitions_.look(job.rows, job.checked.cells))
          job.checked.findings.push_back(std::move(found));
      }
      if (!job.checked.is_sound()) job.outcome = Outcome::refused;
    }
  }

  /// @param text_of  the credential of a job; may be null where there are none
  Status hand_out(const Group& group, const TextOf& text_of, const RowSink& sink) {
    for (std::size_t i = 0; i < group.size; ++i) {
      const Job& job = group.jobs[i];
      count(job);
      const std::string_view text = text_of ? text_of(job) : std::string_view();
      TRY(sink({job.rows.front().number(), job.outcome, job.urn, text, job.place, job.issued,
                job.checked.findings}));
    }
    return {};
  }

  [[nodiscard]] const IssueTally& tally() const noexcept { return tally_; }
  /// @pre nothing is being checked
  [[nodiscard]] std::vector<open_badges::Loss> losses() const {
    for (const auto& check : checks_)
      if (!check->losses().empty()) return check->losses();
    return {};
  }

 private:
  void look_at(RowCheck& check, Job& job) {
    if (batch_.sound) return check.read(job.rows, job.checked);
    check.check(job.rows, job.checked);
  }

  void count(const Job& job) {
    switch (job.outcome) {
      case Outcome::ready:
        return;
      case Outcome::issued:
        ++tally_.issued;
        return;
      case Outcome::before:
        ++tally_.before;
        return;
      case Outcome::withdrawn:
        ++tally_.withdrawn;
        return;
      case Outcome::replaced:
        ++tally_.replaced;
        return;
      case Outcome::forgotten:
        ++tally_.forgotten;
        return;
      case Outcome::refused:
        ++tally_.refused;
        tally_.findings += job.checked.findings.size();
    }
  }

  const Batch& batch_;
  Workers& workers_;
  Behind behind_;
  std::vector<std::unique_ptr<RowCheck>> checks_;  ///< one for each thread
  Repetitions repetitions_;
  bool at_end_ = false;
  IssueTally tally_;
};

/// The part of issuing that knows the ledger. One thread.
class Clerk {
 public:
  Clerk(const Template& form, Cohorts& cohorts, const Issuer& issuer, const crypto::PrivateKey& key,
        const Ledger& ledger, StatusRegistry registry, std::size_t threads)
      : form_(form),
        cohorts_(cohorts),
        issuer_(issuer),
        key_(key),
        ledger_(ledger),
        registry_(std::move(registry)),
        places_(issuer.random),
        form_name_(ledger.form_pseudonym(form.record())),
        earlier_(form, form_name_) {
    // One for each thread that works, and one for the caller's.
    for (std::size_t i = 0; i < threads + 1; ++i) {
      hands_.push_back(std::make_unique<Hand>(cohorts, key, ledger, issuer.random));
    }
  }

  /// Gives the credential of a job its id. By any thread.
  void name(std::size_t thread, Job& job) const {
    job.urn.clear();
    // A row that is not whole has no cells.
    if (job.checked.cells.record.empty()) return;
    std::string& identity = hands_[thread]->identity;
    identity.clear();
    job.checked.cells.append_identity(identity);
    job.id = ledger_.row_id(form_.id(), as_bytes(identity));
    to_urn(job.id, job.urn);
  }

  /// Says which rows were issued before, and gives the others a place.
  Status allocate(Group& group) {
    const auto snapshot = TRY(issuer_.store.look());
    LedgerReader reader(*snapshot, ledger_);
    for (std::size_t i = 0; i < group.size; ++i) {
      Job& job = group.jobs[i];
      if (job.outcome == Outcome::refused) {
        job.urn.clear();
        continue;
      }
      const auto known = TRY(snapshot->find(job.id));
      if (known) {
        TRY(recall(job, *known, *snapshot, reader));
      } else {
        TRY(warn_of_earlier(job, *snapshot, reader));
        job.outcome = Outcome::issued;
        job.place = registry_.promise(places_);
        job.issued = cohorts_.signing().now;
      }
    }
    return {};
  }

  /// Nothing of the group is being signed. By the caller's thread.
  void prepare(Group& group) {
    group.cohorts.resize(hands_.size());
    for (auto& cohorts : group.cohorts)
      cohorts.clear();
    group.number = ++groups_;
  }

  /// By any thread.
  void sign(std::size_t thread, Group& group, Job& job) const {
    if (job.outcome != Outcome::issued) return;
    Hand& hand = *hands_[thread];
    const auto done = [&]() -> Status {
      job.cohort = TRY(cohort_of(hand, job.checked.cells, group.number, group.cohorts[thread]));
      return hand.signer.sign(to_sign(job), job.made);
    }();
    if (!done) job.error = done.error();
  }

  /// The text of what was signed now or before; good until the next call. By the caller's thread.
  [[nodiscard]] std::string_view text_of(const Job& job) const {
    if (job.outcome != Outcome::issued) return job.recalled;
    return hands_.back()->signer.text_of(to_sign(job), job.made);
  }

  /// Enters what was signed of a group.
  Status enter(Group& group) {
    const bool any = std::any_of(group.jobs.begin(), group.jobs.begin() + size_of(group),
                                 [](const Job& job) { return job.outcome == Outcome::issued; });
    if (!any) return {};
    const auto transaction = TRY(issuer_.store.begin());
    for (std::size_t i = 0; i < group.size; ++i) {
      Job& job = group.jobs[i];
      if (job.outcome != Outcome::issued) continue;
      if (job.error) return *job.error;
      const bool first = job.cohort->number == 0;
      if (first) {
        job.cohort->number = TRY(
            keep_cohort(*transaction, ledger_, job.cohort->content, form_name_, issuer_.random));
      }
      if (first || entered_ % k_sample == 0) TRY(look_at(job));
      job.made.issued.cohort = job.cohort->number;
      TRY(registry_.settle(job.place));
      const auto appended =
          TRY(transaction->append_issued(cohorts_.signing().now, job.made.issued, job.made.sealed));
      job.issued = appended.at;
      ++entered_;
    }
    TRY(registry_.save(*transaction));
    return transaction->commit();
  }

 private:
  /// What one thread signs with.
  struct Hand {
    Hand(const Cohorts& cohorts, const crypto::PrivateKey& key, const Ledger& ledger,
         Random& random)
        : signer(cohorts, key, ledger, random) {}
    RowSigner signer;
    std::string identity;
    std::string cohort_key;
    /// The cohorts that it used last: looking here asks nobody else.
    struct Recent {
      std::string key;
      std::shared_ptr<OpenCohort> cohort;
      std::uint64_t group = 0;  ///< the last that keeps it
    };
    std::array<Recent, 4> recent;
    std::size_t next = 0;  ///< of `recent`, the place of the next one
  };

  [[nodiscard]] static RowToSign to_sign(const Job& job) {
    return {*job.cohort, job.checked.cells, job.id, job.urn, job.place};
  }

  /// @param keep  of the group with this number: cohorts that it needs as long as it has jobs
  Result<OpenCohort*> cohort_of(Hand& hand, const Cells& cells, std::uint64_t group,
                                std::vector<std::shared_ptr<OpenCohort>>& keep) const {
    cohorts_.make_key(cells, hand.cohort_key);
    auto* recent = std::find_if(hand.recent.begin(), hand.recent.end(), [&](const auto& known) {
      return known.cohort != nullptr && known.key == hand.cohort_key;
    });
    if (recent == hand.recent.end()) {
      recent = &hand.recent.at(hand.next++ % hand.recent.size());
      recent->cohort = TRY(cohorts_.open(cells, hand.cohort_key));
      recent->key = hand.cohort_key;
      recent->group = 0;
    }
    if (recent->group != group) keep.push_back(recent->cohort);
    recent->group = group;
    return recent->cohort.get();
  }

  static std::ptrdiff_t size_of(const Group& group) {
    return static_cast<std::ptrdiff_t>(group.size);
  }

  /// A row that is new, of somebody who may have a credential of the same already.
  Status warn_of_earlier(Job& job, Snapshot& snapshot, LedgerReader& reader) {
    auto warning = TRY(earlier_.look(job.checked.cells, snapshot, reader));
    if (!warning) return {};
    warning->column = form_.key_column();
    job.checked.findings.push_back({job.rows.front().number(), *std::move(warning)});
    return {};
  }

  static bool holds(const IssuedEntry& entry) noexcept {
    return entry.standing.state == State::in_force || entry.standing.state == State::suspended;
  }

  /// A row that was issued before. What was made again after a withdrawal says what the row says;
  /// what took the place of another does not.
  Status recall(Job& job, const IssuedEntry& first, Snapshot& snapshot, LedgerReader& reader) {
    IssuedEntry known = first;
    bool replaced = false;
    while (!holds(known)) {
      replaced = replaced || known.standing.state == State::superseded;
      const auto next = TRY(snapshot.find(ledger_.next_id(known.what.id, 1)));
      if (!next) break;
      known = *next;
    }
    if (TRY(form_of(first.what.cohort, snapshot)) != form_name_) {
      return fail(Code::conflict, "template",
                  "row " + std::to_string(job.rows.front().number()) + " was issued on " +
                      format_instant(known.at) + " with another template of the id " + form_.id() +
                      "; give the changed one a new id");
    }
    job.place = known.what.place;
    job.issued = known.at;
    job.urn = to_urn(known.what.id);
    job.outcome = Outcome::before;
    if (known.standing.state == State::revoked || replaced) {
      job.outcome = holds(known) || known.standing.state == State::superseded ? Outcome::replaced
                                                                              : Outcome::withdrawn;
      return {};
    }
    auto text = reader.text(known);
    if (text) {
      job.recalled = *std::move(text);
    } else if (text.error().code == Code::not_found) {
      job.outcome = Outcome::forgotten;
    } else {
      return text.error();
    }
    return {};
  }

  Result<Hash> form_of(std::uint32_t number, Snapshot& snapshot) {
    const auto known = forms_.find(number);
    if (known != forms_.end()) return known->second;
    const auto cohort = TRY(snapshot.cohort(number));
    if (!cohort) return fail(Code::malformed, "store", "the store is damaged; restore a backup");
    return forms_.emplace(number, cohort->form).first->second;
  }

  /// Verifies a credential as a stranger would, and holds it against the general way.
  Status look_at(const Job& job) {
    if (registry_.lists().size() != lists_published_) {
      TRY(add_published(self_check_, issuer_.home, issuer_.secrets, registry_.lists(),
                        cohorts_.signing().now));
      lists_published_ = registry_.lists().size();
    }
    const std::string_view text = text_of(job);
    TRY(self_check_.check(text, cohorts_.signing().now));
    const std::string general =
        TRY(sign_general(cohorts_, job.checked.cells, job.id, job.place, key_));
    // Signatures of ECDSA differ from one to the next.
    if (key_.public_key().type() != crypto::KeyType::ed25519 || general == text) return {};
    return fail(Code::internal, "self-check",
                "row " + std::to_string(job.rows.front().number()) +
                    ": a credential differs from what the general way gives");
  }

  const Template& form_;
  Cohorts& cohorts_;
  const Issuer& issuer_;
  const crypto::PrivateKey& key_;
  const Ledger& ledger_;
  StatusRegistry registry_;
  crypto::PublicRandom places_;
  std::vector<std::unique_ptr<Hand>> hands_;  ///< by thread
  std::uint64_t groups_ = 0;
  Hash form_name_;
  EarlierHolders earlier_;
  std::map<std::uint32_t, Hash> forms_;  ///< of cohorts
  SelfCheck self_check_;
  std::size_t lists_published_ = 0;
  std::uint64_t entered_ = 0;
};

/// Workers hold on to groups until they are done with them.
template <std::size_t count>
void wait_for_all(std::array<Group, count>& groups) {
  for (Group& group : groups) {
    if (group.round) group.round->wait();
  }
}

Result<StatusRegistry> load_places(Store& store) {
  const auto snapshot = TRY(store.look());
  return StatusRegistry::load(*snapshot);
}

}  // namespace

std::string_view to_string(Outcome outcome) noexcept {
  switch (outcome) {
    case Outcome::ready:
      return "ready";
    case Outcome::issued:
      return "issued";
    case Outcome::before:
      return "issued_before";
    case Outcome::withdrawn:
      return "withdrawn";
    case Outcome::replaced:
      return "replaced";
    case Outcome::forgotten:
      return "forgotten";
    case Outcome::refused:
      return "refused";
  }
  return {};
}

Result<IssueTally> check_rows(const Batch& batch, Workers& workers, Random& random,
                              const GoOn& go_on, const RowSink& sink,
                              std::vector<open_badges::Loss>& losses) {
  Run run(batch, workers, random);
  std::array<Group, 2> groups;
  const auto step = [&](std::size_t turn) -> Result<bool> {
    Group& reading = groups[turn % 2];
    Group& telling = groups[(turn + 1) % 2];
    const bool more = TRY(run.read(reading));
    if (telling.size > 0) {
      telling.round->wait();
      run.find_repetitions(telling);
      TRY(run.hand_out(telling, {}, sink));
      TRY(go_on(telling.size));
      telling.size = 0;
    }
    return more;
  };
  for (std::size_t turn = 0;; ++turn) {
    const Result<bool> more = step(turn);
    if (more && *more) continue;
    wait_for_all(groups);
    if (!more) return more.error();
    losses = run.losses();
    return run.tally();
  }
}

Result<IssueTally> issue_rows(const Batch& batch, Workers& workers, const Issuer& issuer,
                              const GoOn& go_on, const RowSink& sink) {
  const crypto::PrivateKey* key = issuer.secrets.find(issuer.home.config.signing_key);
  if (key == nullptr)
    return fail(Code::not_found, "issuer.toml, signing_key", "there is no key of this name");
  const Ledger ledger(issuer.secrets.data_key);
  Cohorts cohorts(batch.form, batch.config,
                  {issuer.home.signing_method(), key->public_key().type(), batch.now});
  Clerk clerk(batch.form, cohorts, issuer, *key, ledger, TRY(load_places(issuer.store)),
              workers.threads());
  Run run(batch, workers, issuer.random,
          [&clerk](std::size_t thread, Job& job) { clerk.name(thread, job); });

  const TextOf text_of = [&clerk](const Job& job) { return clerk.text_of(job); };

  // While one group is entered, the next is signed and the one behind it is read and checked.
  std::array<Group, 3> groups;
  const auto step = [&](std::size_t turn) -> Result<bool> {
    Group& reading = groups[turn % 3];
    Group& signing = groups[(turn + 2) % 3];
    Group& entering = groups[(turn + 1) % 3];
    const bool more = TRY(run.read(reading));
    if (signing.size > 0) {
      signing.round->wait();
      run.find_repetitions(signing);
      TRY(clerk.allocate(signing));
      clerk.prepare(signing);
      signing.round =
          workers.begin(signing.size, [&clerk, &signing](std::size_t thread, std::size_t i) {
            clerk.sign(thread, signing, signing.jobs[i]);
          });
    }
    if (entering.size > 0) {
      entering.round->wait();
      TRY(clerk.enter(entering));
      TRY(run.hand_out(entering, text_of, sink));
      TRY(go_on(entering.size));
      entering.size = 0;
    }
    return more || signing.size > 0;
  };
  for (std::size_t turn = 0;; ++turn) {
    const Result<bool> more = step(turn);
    if (more && *more) continue;
    wait_for_all(groups);
    if (!more) return more.error();
    TRY(issuer.store.settle());
    return run.tally();
  }
}

std::string file_name_of(std::string_view id, std::string_view extension) {
  return std::string(id.substr(id.rfind(':') + 1)) + std::string(extension);
}

}  // namespace credenza::issuer
