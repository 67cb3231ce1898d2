#include "issuer/selection.h"

#include <algorithm>
#include <map>
#include <memory>
#include <thread>

#include "base/json.h"
#include "issuer/acts.h"
#include "issuer/record_path.h"
#include "issuer/workers.h"

namespace credenza::issuer {
namespace {

/// Entries that are looked at together when persons have to be opened for them.
constexpr std::size_t k_batch = 4096;
constexpr unsigned k_most_threads = 16;

/// What the entry of a credential shares with those that were entered and changed with it, but for
/// the reason of its standing.
WhereKnown shared_fact(const IssuedEntry& entry, std::string_view name) {
  if (name == k_fact_issued) return {{format_instant(entry.at)}, true};
  if (name == k_fact_status) return {{std::string(to_string(entry.standing.state))}, true};
  if (name == k_fact_list) return {{std::to_string(entry.what.place.list)}, true};
  if (name != k_fact_since) return {{}, false};
  if (entry.standing.by_entry == 0) return {};
  return {{format_instant(entry.standing.since)}, true};
}

/// What no two credentials have the same.
WhereKnown own_fact(const IssuedEntry& entry, std::string_view name) {
  if (name == k_fact_id) return {{to_urn(entry.what.id)}, true};
  if (name == k_fact_index) return {{std::to_string(entry.what.place.index)}, true};
  return {{}, false};
}

using SharedWhere = std::shared_ptr<const Where>;

/// What an expression comes to when the entry is known; for many entries in a row it is the same.
class EntryAnswers {
 public:
  EntryAnswers(Snapshot& snapshot, std::size_t questions) : snapshot_(snapshot), last_(questions) {}

  struct Answer {
    std::optional<bool> decided;
    SharedWhere rest;  ///< there when it is not decided
  };

  Result<Answer> of(const IssuedEntry& entry, const Question& question) {
    if (!question.asks_entry) return Answer{std::nullopt, question.rest};
    Last& last = last_[question.number];
    const bool is_same = last.answer && last.at == entry.at && last.standing == entry.standing &&
                         last.list == entry.what.place.list;
    if (!is_same) {
      last = {entry.at, entry.standing, entry.what.place.list, std::nullopt};
      last.answer = TRY(ask(*question.rest, entry));
    }
    if (last.answer->decided || !question.asks_own) return *last.answer;
    const auto own = [&entry](std::string_view name) { return own_fact(entry, name); };
    if (const auto decided = last.answer->rest->holds(own)) return Answer{decided, nullptr};
    return Answer{std::nullopt, std::make_shared<Where>(last.answer->rest->given(own))};
  }

 private:
  struct Last {
    Instant at{};
    Standing standing{};
    std::uint32_t list = 0;
    std::optional<Answer> answer;
  };

  Result<Answer> ask(const Where& where, const IssuedEntry& entry) {
    Status failed;
    const Where::Lookup lookup = [&](std::string_view name) -> WhereKnown {
      if (name != k_fact_reason) return shared_fact(entry, name);
      auto reason = reason_known(entry.standing.by_entry);
      if (reason) return *std::move(reason);
      failed = reason.error();
      return {{}, false};
    };
    if (const auto decided = where.holds(lookup)) return Answer{decided, nullptr};
    TRY(Status(failed));
    return Answer{std::nullopt, std::make_shared<Where>(where.given(lookup))};
  }

  Result<WhereKnown> reason_known(Position by_entry) {
    if (by_entry == 0) return WhereKnown{};
    auto known = reasons_.find(by_entry);
    if (known == reasons_.end())
      known = reasons_.emplace(by_entry, TRY(reason_of(snapshot_, by_entry))).first;
    return WhereKnown{{known->second}, true};
  }

  Snapshot& snapshot_;
  std::vector<Last> last_;                   ///< by question
  std::map<Position, std::string> reasons_;  ///< by the entry that gave them
};

enum class Meant : std::uint8_t { yes, no, forgotten, unreadable };

/// An entry whose answer may hang on the person.
struct Asked {
  IssuedEntry entry;
  const Question* question = nullptr;
  const Where* rest = nullptr;  ///< its batch keeps it; none: `meant` says it
  std::size_t sealed = 0;       ///< where its personal part begins in the batch
  std::size_t sealed_bytes = 0;
  Meant meant = Meant::no;
};

/// Entries whose persons are opened together. Used again, with its memory.
struct Batch {
  std::vector<Asked> asked;
  Bytes sealed;                    ///< one personal part behind the other
  std::vector<SharedWhere> rests;  ///< what is left to be asked of them

  [[nodiscard]] ByteView sealed_of(const Asked& one) const noexcept {
    return ByteView(sealed).subspan(one.sealed, one.sealed_bytes);
  }
  void clear() noexcept {
    asked.clear();
    sealed.clear();
    rests.clear();
  }
};

/// Opens the person and asks what is left. From several threads at once.
void ask_person(PersonalOpener& opener, const Batch& batch, Asked& asked) {
  if (asked.rest == nullptr) return;
  const auto values = opener.values(asked.entry.what.id, batch.sealed_of(asked));
  if (!values) {
    asked.meant = Meant::unreadable;
    return;
  }
  asked.meant = asked.question->holds(*asked.rest, *values) ? Meant::yes : Meant::no;
}

/// The same for a credential that lies whole in its personal part.
Result<Meant> ask_whole(LedgerReader& reader, const IssuedEntry& entry, const Where& rest) {
  const auto personal = reader.personal(entry);
  if (!personal && personal.error().code == Code::not_found) return Meant::forgotten;
  if (!personal) return personal.error();
  const Json record = TRY(reader.record(entry));
  Json proofs;
  if (const auto document = json::Document::parse(personal->whole))
    proofs = json::to_value(document->root()).value("proof", Json());
  const auto decided = rest.holds([&](std::string_view name) -> WhereKnown {
    if (name == k_fact_kid) return keys_in(proofs);
    return {values_at(record, member_path(name)), true};
  });
  return decided.value_or(false) ? Meant::yes : Meant::no;
}

/// Takes entries in order and gives on those that are meant, in the same order: one batch is read
/// while the persons of the one before are opened.
class Walk {
 public:
  Walk(Snapshot& snapshot, LedgerReader& reader, const Questions& questions,
       const Selection::Visit& visit)
      : snapshot_(snapshot),
        reader_(reader),
        questions_(questions),
        visit_(visit),
        answers_(snapshot, questions.size()) {}

  Status take(const IssuedEntry& entry) {
    const Question* question = questions_.of(entry.what.cohort);
    if (question == nullptr)
      return fail(Code::malformed, "store", "an entry names a cohort that is not there");
    EntryAnswers::Answer answer{question->decided, nullptr};
    if (!answer.decided) answer = TRY(answers_.of(entry, *question));
    if (answer.decided) return *answer.decided ? give(entry, Meant::yes) : Status();
    if (question->is_whole) return give(entry, TRY(ask_whole(reader_, entry, *answer.rest)));
    if (!parts_) parts_ = TRY(snapshot_.personal_parts());
    const auto sealed = TRY(parts_->at(entry.position));
    if (!sealed) return give(entry, Meant::forgotten);
    return put_off(entry, *question, answer.rest, *sealed);
  }

  Status finish() {
    if (workers_) {
      TRY(begin_batch());
      return deliver();
    }
    PersonalOpener opener(reader_.ledger());
    for (Asked& asked : reading_.asked)
      ask_person(opener, reading_, asked);
    std::swap(opening_, reading_);
    return deliver();
  }

  [[nodiscard]] std::uint64_t forgotten() const noexcept { return forgotten_; }

 private:
  /// An entry of which it is known, behind those of which it is not.
  Status give(const IssuedEntry& entry, Meant meant) {
    const Asked asked{.entry = entry, .meant = meant};
    if (reading_.asked.empty() && opening_.asked.empty()) return hand_on(asked);
    return add(asked);
  }

  /// An entry whose person has to be opened.
  Status put_off(const IssuedEntry& entry, const Question& question, const SharedWhere& rest,
                 ByteView sealed) {
    if (reading_.rests.empty() || reading_.rests.back() != rest) reading_.rests.push_back(rest);
    const std::size_t begin = reading_.sealed.size();
    reading_.sealed.insert(reading_.sealed.end(), sealed.begin(), sealed.end());
    return add({entry, &question, rest.get(), begin, sealed.size(), Meant::no});
  }

  Status add(const Asked& asked) {
    reading_.asked.push_back(asked);
    return reading_.asked.size() < k_batch ? Status() : begin_batch();
  }

  void begin_to_work() {
    const unsigned processors = std::max(1U, std::thread::hardware_concurrency());
    const unsigned threads = std::min(processors, k_most_threads);
    for (unsigned i = 0; i < threads; ++i)
      openers_.push_back(std::make_unique<PersonalOpener>(reader_.ledger()));
    workers_ = std::make_unique<Workers>(threads);
  }

  /// Begins to open the persons of what was read, and gives on what was opened before.
  Status begin_batch() {
    if (!workers_) begin_to_work();
    TRY(deliver());
    std::swap(opening_, reading_);
    round_ = workers_->begin(opening_.asked.size(), [this](std::size_t thread, std::size_t thing) {
      ask_person(*openers_[thread], opening_, opening_.asked[thing]);
    });
    return {};
  }

  Status deliver() {
    if (round_) round_->wait();
    round_.reset();
    for (const Asked& asked : opening_.asked) {
      if (asked.meant == Meant::unreadable) return why_unreadable(asked);
      TRY(hand_on(asked));
    }
    opening_.clear();
    return {};
  }

  /// Opens it once more, for the error.
  Status why_unreadable(const Asked& asked) {
    PersonalOpener opener(reader_.ledger());
    TRY(opener.values(asked.entry.what.id, opening_.sealed_of(asked)));
    return {};
  }

  Status hand_on(const Asked& asked) {
    if (asked.meant == Meant::forgotten) ++forgotten_;
    return asked.meant == Meant::yes ? visit_(asked.entry) : Status();
  }

  Snapshot& snapshot_;
  LedgerReader& reader_;
  const Questions& questions_;
  const Selection::Visit& visit_;
  EntryAnswers answers_;
  std::unique_ptr<PersonalParts> parts_;  ///< once one was asked for
  std::uint64_t forgotten_ = 0;
  Batch reading_;
  Batch opening_;
  std::shared_ptr<Workers::Round> round_;
  std::vector<std::unique_ptr<PersonalOpener>> openers_;  ///< by thread
  std::unique_ptr<Workers> workers_;                      ///< ends before what it works on
};

}  // namespace

Result<Selection> Selection::prepare(Snapshot& snapshot, const Ledger& ledger,
                                     const std::optional<Where>& where) {
  Selection out;
  if (where) out.questions_ = TRY(Questions::prepare(snapshot, ledger, *where));
  return out;
}

Status Selection::walk(Snapshot& snapshot, LedgerReader& reader, const Visit& visit) {
  Status failed;
  if (!questions_) {
    TRY(snapshot.walk(0, [&](const IssuedEntry& entry) {
      failed = visit(entry);
      return failed.has_value();
    }));
    return failed;
  }
  Walk walk(snapshot, reader, *questions_, visit);
  TRY(snapshot.walk(0, [&](const IssuedEntry& entry) {
    failed = walk.take(entry);
    return failed.has_value();
  }));
  if (failed) failed = walk.finish();
  forgotten_ += walk.forgotten();
  return failed;
}

Result<std::vector<Target>> select(Snapshot& snapshot, const Ledger& ledger,
                                   const std::optional<Where>& where) {
  Selection selection = TRY(Selection::prepare(snapshot, ledger, where));
  LedgerReader reader(snapshot, ledger);
  std::vector<Target> out;
  TRY(selection.walk(snapshot, reader, [&out](const IssuedEntry& entry) -> Status {
    out.push_back({entry.position, entry.what.id, entry.standing.state});
    return {};
  }));
  return out;
}

Result<std::vector<Target>> find_all(Snapshot& snapshot, const std::vector<std::string>& ids) {
  std::vector<Target> out;
  for (const std::string& text : ids) {
    const IssuedEntry entry = TRY(find_entry(snapshot, text));
    out.push_back({entry.position, entry.what.id, entry.standing.state});
  }
  const auto before = [](const Target& a, const Target& b) { return a.position < b.position; };
  std::sort(out.begin(), out.end(), before);
  const auto same = [](const Target& a, const Target& b) { return a.position == b.position; };
  out.erase(std::unique(out.begin(), out.end(), same), out.end());
  return out;
}

}  // namespace credenza::issuer
