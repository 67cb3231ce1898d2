#include "issuer/issuing.h"

#include <algorithm>
#include <array>
#include <map>

#include "issuer/cohort_signing.h"
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
  std::shared_ptr<OpenCohort> cohort;
  CredentialId id{};
  Outcome outcome = Outcome::ready;
  std::string urn;
  StatusPlace place;
  Instant issued{};
  SignedRow made;  ///< `text` also of one that was issued before
  std::optional<Error> error;
};

struct Group {
  std::vector<Job> jobs;
  std::size_t size = 0;  ///< of jobs, which keep their memory for the next group
  std::shared_ptr<Workers::Round> round;
};

/// What checking and issuing have in common: groups of rows that are read, checked and looked
/// through for rows that are there twice.
class Run {
 public:
  Run(const Batch& batch, Workers& workers, Random& random)
      : batch_(batch), workers_(workers), repetitions_(batch.form, random) {
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
      job.checked = checks_[thread]->check(job.rows);
      job.outcome = Outcome::ready;
      job.cohort.reset();
      job.error.reset();
      job.urn.clear();
      job.made.text.clear();
    });
    return group.size > 0;
  }

  void find_repetitions(Group& group) {
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

  Status hand_out(const Group& group, const RowSink& sink) {
    for (std::size_t i = 0; i < group.size; ++i) {
      const Job& job = group.jobs[i];
      count(job);
      TRY(sink({job.rows.front().number(), job.outcome, job.urn, job.made.text, job.place,
                job.issued, job.checked.findings}));
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
  std::vector<std::unique_ptr<RowCheck>> checks_;  ///< one for each thread
  Repetitions repetitions_;
  bool at_end_ = false;
  IssueTally tally_;
};

/// The part of issuing that knows the ledger. One thread.
class Clerk {
 public:
  Clerk(const Template& form, Cohorts& cohorts, const Issuer& issuer, const crypto::PrivateKey& key,
        const Ledger& ledger, StatusRegistry registry)
      : form_(form),
        cohorts_(cohorts),
        issuer_(issuer),
        key_(key),
        ledger_(ledger),
        registry_(std::move(registry)),
        form_name_(ledger.form_pseudonym(form.record())) {}

  /// Says which rows were issued before, and gives the others a place.
  Status allocate(Group& group) {
    const auto snapshot = TRY(issuer_.store.look());
    LedgerReader reader(*snapshot, ledger_);
    for (std::size_t i = 0; i < group.size; ++i) {
      Job& job = group.jobs[i];
      if (job.outcome == Outcome::refused) continue;
      identity_.clear();
      job.checked.cells.append_identity(identity_);
      job.id = ledger_.row_id(form_.id(), as_bytes(identity_));
      job.urn = to_urn(job.id);
      const auto known = TRY(snapshot->find(job.id));
      if (known) {
        TRY(recall(job, *known, *snapshot, reader));
      } else {
        job.outcome = Outcome::issued;
        job.place = registry_.promise(issuer_.random);
        job.issued = cohorts_.signing().now;
      }
    }
    return {};
  }

  /// By any thread.
  void sign(Job& job) const {
    if (job.outcome != Outcome::issued) return;
    const auto done = [&]() -> Status {
      job.cohort = TRY(cohorts_.open(job.checked.cells));
      job.made = TRY(sign_row(cohorts_, *job.cohort, job.checked.cells, job.id, job.place, key_,
                              ledger_, issuer_.random));
      return {};
    }();
    if (!done) job.error = done.error();
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
  static std::ptrdiff_t size_of(const Group& group) {
    return static_cast<std::ptrdiff_t>(group.size);
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
      job.made.text = *std::move(text);
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
    if (!cohort) return fail(Code::malformed, "store", "the store is damaged; take a backup");
    return forms_.emplace(number, cohort->form).first->second;
  }

  /// Verifies a credential as a stranger would, and holds it against the general way.
  Status look_at(const Job& job) {
    if (registry_.lists().size() != lists_published_) {
      TRY(add_published(self_check_, issuer_.home, issuer_.secrets, registry_.lists(),
                        cohorts_.signing().now));
      lists_published_ = registry_.lists().size();
    }
    TRY(self_check_.check(job.made.text, cohorts_.signing().now));
    const std::string general =
        TRY(sign_general(cohorts_, job.checked.cells, job.id, job.place, key_));
    // Signatures of ECDSA differ from one to the next.
    if (key_.public_key().type() != crypto::KeyType::ed25519 || general == job.made.text) return {};
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
  Hash form_name_;
  std::map<std::uint32_t, Hash> forms_;  ///< of cohorts
  std::string identity_;                 ///< kept for its memory
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
      TRY(run.hand_out(telling, sink));
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
  Clerk clerk(batch.form, cohorts, issuer, *key, ledger, TRY(load_places(issuer.store)));
  Run run(batch, workers, issuer.random);

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
      signing.round = workers.begin(signing.size, [&clerk, &signing](std::size_t, std::size_t i) {
        clerk.sign(signing.jobs[i]);
      });
    }
    if (entering.size > 0) {
      entering.round->wait();
      TRY(clerk.enter(entering));
      TRY(run.hand_out(entering, sink));
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
    return run.tally();
  }
}

std::string file_name_of(std::string_view id) {
  return std::string(id.substr(id.rfind(':') + 1)) + ".json";
}

}  // namespace credenza::issuer
