#include "issuer/chain_proof.h"

#include <algorithm>
#include <set>

#include "base/encoding.h"
#include "base/json.h"
#include "issuer/cosign_book.h"
#include "issuer/ledger.h"
#include "issuer/status_registry.h"

namespace credenza::issuer {
namespace {

constexpr std::size_t k_page = 1000;

std::uint8_t mask_of(std::uint64_t index) {
  return static_cast<std::uint8_t>(0x80U >> (index % 8));
}

/// Plays the entries again and compares what comes of them with what is kept.
class Prover {
 public:
  explicit Prover(Snapshot& snapshot) noexcept : snapshot_(snapshot) {}

  Result<ChainProof> prove(const std::function<bool(std::uint64_t)>& progress) {
    const Bytes id = TRY(snapshot_.id());
    proof_.head.digest = chain_start(id);
    for (const PlaceList& list : TRY(snapshot_.places()))
      lists_[list.number] = {Bytes(list.given.size()), {}};
    TRY(walk(progress));
    if (!proof_.broken) TRY(compare_ids());
    if (!proof_.broken) TRY(compare_standings());
    if (!proof_.broken) TRY(compare_personal());
    if (!proof_.broken) TRY(compare_lists());
    if (!proof_.broken) TRY(compare_cohorts());
    for (const auto& [position, standing] : standings_)
      ++proof_.standing[standing.state];
    proof_.standing[State::in_force] += proof_.issued - standings_.size();
    proof_.forgotten = forgotten_.size();
    return proof_;
  }

 private:
  struct List {
    Bytes given;
    std::map<std::string_view, Bytes> bits;
  };

  void breaks(Position position, std::string en, std::string nl) {
    if (!proof_.broken) proof_.broken = Broken{position, {std::move(en), std::move(nl)}};
  }

  Status walk(const std::function<bool(std::uint64_t)>& progress) {
    for (;;) {
      const auto page = snapshot_.entries(proof_.head.position, k_page);
      if (!page) {
        // Something in the next entries cannot even be read; one at a time shows which.
        breaks(first_unreadable(), "cannot be read", "kan niet worden gelezen");
        return {};
      }
      for (const Entry& entry : *page) {
        take(entry);
        if (proof_.broken) return {};
      }
      if (page->empty()) return {};
      if (!progress(static_cast<std::uint64_t>(proof_.head.position)))
        return fail(Code::unavailable, "interrupted", "the proof was ended");
    }
  }

  Position first_unreadable() {
    Position position = proof_.head.position;
    while (snapshot_.entries(position, 1).has_value())
      ++position;
    return position + 1;
  }

  void take(const Entry& entry) {
    const Position expected = proof_.head.position + 1;
    if (entry.position != expected) {
      return breaks(expected, "is missing; the next one is " + std::to_string(entry.position),
                    "ontbreekt; de volgende is " + std::to_string(entry.position));
    }
    if (chain_digest(proof_.head.digest, entry.position, entry.kind, entry.at, entry.body) !=
        entry.digest) {
      return breaks(entry.position, "was changed, or does not follow the one before it",
                    "is veranderd, of volgt niet op de vorige");
    }
    if (entry.at < proof_.head.at) {
      return breaks(entry.position, "lies before the one in front of it",
                    "ligt in de tijd voor de vorige");
    }
    if (entry.kind == k_issued) {
      take_issued(entry);
    } else {
      take_act(entry);
    }
    proof_.head = {entry.position, entry.at, entry.digest};
  }

  void take_issued(const Entry& entry) {
    ++proof_.issued;
    const auto issued = read_issued(entry.body);
    if (!issued) return breaks(entry.position, "is damaged", "is beschadigd");
    const auto found = snapshot_.find(issued->id);
    if (!found || !*found || (*found)->position != entry.position) {
      return breaks(entry.position, "cannot be found by its id",
                    "kan niet worden gevonden met zijn id");
    }
    cohorts_.try_emplace(issued->cohort, entry.position);
    const auto promised = promised_.find(issued->id);
    if (promised == promised_.end()) return take_place(entry.position, issued->place);
    if (promised->second != issued->place) {
      breaks(entry.position, "has another place in a status list than was promised to it",
             "heeft een andere plaats in een statuslijst dan eraan is gegeven");
    }
  }

  void take_place(Position position, const StatusPlace& place) {
    const auto list = lists_.find(place.list);
    if (list == lists_.end() || place.index / 8 >= list->second.given.size()) {
      return breaks(position, "has a place in a status list that there is not",
                    "heeft een plaats in een statuslijst die er niet is");
    }
    std::uint8_t& byte = list->second.given[place.index / 8];
    if ((byte & mask_of(place.index)) != 0) {
      return breaks(position, "has the place in a status list that another one has",
                    "heeft een plaats in een statuslijst die een ander al heeft");
    }
    byte = static_cast<std::uint8_t>(byte | mask_of(place.index));
  }

  /// Places of documents that others sign first are given out before there is a credential.
  void take_promises(const Entry& entry) {
    const auto promised = promised_in(entry);
    if (!promised) return breaks(entry.position, "is damaged", "is beschadigd");
    for (const PromisedPlace& one : *promised) {
      take_place(entry.position, one.place);
      promised_.emplace(one.id, one.place);
    }
  }

  void take_act(const Entry& entry) {
    ++proof_.acts;
    const auto effect = read_effect(entry.body);
    if (!effect) return breaks(entry.position, "is damaged", "is beschadigd");
    take_promises(entry);
    if (std::string note = note_digest(entry.body); !note.empty())
      notes_.emplace(entry.position, std::move(note));
    for (const Position position : effect->positions) {
      if (effect->forgotten) forgotten_.insert(position);
      if (!effect->state) continue;
      if (*effect->state == State::in_force) {
        standings_.erase(position);
      } else {
        standings_[position] = {*effect->state, entry.at, entry.position};
      }
    }
  }

  /// SHA-256 of what is sealed beside an act, in hexadecimal; empty when nothing is.
  static std::string note_digest(ByteView body) {
    const auto document = json::Document::parse(as_text(body), k_body_limits);
    const auto digest = document ? document->root().find("personal") : std::nullopt;
    return digest && digest->is_string() ? std::string(digest->raw_string()) : std::string();
  }

  Status compare_ids() {
    const std::uint64_t ids = TRY(snapshot_.count_ids());
    if (ids != proof_.issued) {
      breaks(0, "the index has an id that no entry has", "de index heeft een id zonder regel");
    }
    return {};
  }

  Status compare_standings() {
    auto expected = standings_.begin();
    TRY(snapshot_.walk_standings([&](Position position, const Standing& standing) {
      const bool same = expected != standings_.end() && expected->first == position &&
                        expected->second == standing;
      if (!same) {
        const Position first =
            expected == standings_.end() ? position : std::min(position, expected->first);
        breaks(first, "has another standing than the entries give it",
               "heeft een andere status dan de regels zeggen");
        return false;
      }
      ++expected;
      return true;
    }));
    if (expected != standings_.end()) {
      breaks(expected->first, "has lost the standing that the entries give it",
             "heeft de status verloren die de regels zeggen");
    }
    return {};
  }

  Status compare_personal() {
    Status read;
    Position last = 0;
    TRY(snapshot_.walk_personal([&](Position position, ByteView sealed) {
      read = compare_one(last, position, sealed);
      last = position;
      return read.has_value() && !proof_.broken;
    }));
    if (!read) return read;
    if (!proof_.broken) TRY(expect_forgotten(last + 1, proof_.head.position + 1));
    return {};
  }

  /// Whether `sealed` is what the entry at `position`, which is no `issued`, says that lies beside
  /// it: who did it, and a note.
  Result<bool> is_note_of(Position position, ByteView sealed) {
    const auto act = TRY(snapshot_.entry(position));
    if (!act) return false;
    const auto body = json::Document::parse(as_text(act->body), k_body_limits);
    const auto digest = body ? body->root().find("personal") : std::nullopt;
    return digest && digest->is_string() && digest->raw_string() == to_hex(sha256(sealed));
  }

  Status compare_one(Position last, Position position, ByteView sealed) {
    TRY(expect_forgotten(last + 1, position));
    if (const auto note = notes_.find(position); note != notes_.end()) {
      if (to_hex(sha256(sealed)) != note->second) {
        breaks(position, "has a note that is not its own",
               "heeft een notitie die er niet bij hoort");
      }
      return {};
    }
    const auto entry = TRY(snapshot_.issued(position));
    const bool is_own =
        entry ? sha256(sealed) == entry->what.personal : TRY(is_note_of(position, sealed));
    if (!is_own) {
      breaks(position, "has a personal part that is not its own",
             "heeft persoonsgegevens die er niet bij horen");
    } else if (forgotten_.contains(position)) {
      breaks(position, "was forgotten, and its personal part is there",
             "is vergeten, en de persoonsgegevens zijn er nog");
    }
    return {};
  }

  /// None of the entries from `begin` to before `end` has a personal part.
  Status expect_forgotten(Position begin, Position end) {
    for (Position position = begin; position < end; ++position) {
      if (forgotten_.contains(position)) continue;
      if (notes_.contains(position)) {
        if (TRY(note_may_be_gone(position))) continue;
        breaks(position, "has lost its note, and no entry says why",
               "heeft geen notitie meer, en geen regel zegt waarom");
        return {};
      }
      const auto entry = TRY(snapshot_.issued(position));
      if (!entry) continue;
      breaks(position, "has lost its personal part, and no entry says why",
             "heeft geen persoonsgegevens meer, en geen regel zegt waarom");
      return {};
    }
    return {};
  }

  /// The note of an act goes with the last person whom the act was about.
  Result<bool> note_may_be_gone(Position position) {
    const auto act = TRY(snapshot_.entry(position));
    if (!act) return false;
    const Effect effect = TRY(read_effect(act->body));
    return !effect.positions.empty() &&
           std::all_of(effect.positions.begin(), effect.positions.end(),
                       [this](Position about) { return forgotten_.contains(about); });
  }

  /// What credentials have in common is there, and as it was written.
  Status compare_cohorts() {
    constexpr std::size_t k_cohorts = 100;
    for (std::uint32_t after = 0;;) {
      const auto page = TRY(snapshot_.cohorts(after, k_cohorts));
      for (const Cohort& cohort : page) {
        after = cohort.number;
        const auto named = cohorts_.find(cohort.number);
        if (!is_intact(cohort)) {
          breaks(named == cohorts_.end() ? 0 : named->second,
                 "has a part, which it shares with others, that was changed",
                 "heeft een gedeelte, dat het deelt met andere, dat is veranderd");
          return {};
        }
        if (named != cohorts_.end()) cohorts_.erase(named);
      }
      if (page.size() < k_cohorts) break;
    }
    Position first = 0;
    for (const auto& [number, position] : cohorts_)
      first = first == 0 ? position : std::min(first, position);
    if (first != 0) {
      breaks(first, "has lost the part that it shares with others",
             "is het gedeelte kwijt dat het deelt met andere");
    }
    return {};
  }

  Status compare_lists() {
    for (const auto& [position, standing] : standings_) {
      const auto entry = TRY(snapshot_.issued(position));
      if (!entry) {
        breaks(standing.by_entry, "is about something that was never issued",
               "gaat over iets wat nooit is uitgegeven");
        return {};
      }
      List& list = lists_[entry->what.place.list];
      for (const std::string_view purpose : k_purposes) {
        if (!is_listed(standing.state, purpose)) continue;
        Bytes& bits = list.bits[purpose];
        bits.resize(list.given.size());
        std::uint8_t& byte = bits[entry->what.place.index / 8];
        byte = static_cast<std::uint8_t>(byte | mask_of(entry->what.place.index));
      }
    }
    for (const PlaceList& kept : TRY(snapshot_.places())) {
      const List& list = lists_[kept.number];
      std::uint64_t used = 0;
      for (const std::uint8_t byte : list.given)
        used += static_cast<std::uint64_t>(__builtin_popcount(byte));
      const std::string number = std::to_string(kept.number);
      if (kept.given != list.given || kept.used != used) {
        breaks(0, "status list " + number + " has other places given out than the entries have",
               "statuslijst " + number + " heeft andere plaatsen uitgegeven dan de regels");
      }
      TRY(compare_bits(kept.number, list));
    }
    return {};
  }

  Status compare_bits(std::uint32_t number, const List& list) {
    for (const std::string_view purpose : k_purposes) {
      Bytes kept = TRY(snapshot_.bits(purpose, number));
      kept.resize(list.given.size());
      const auto expected = list.bits.find(purpose);
      const Bytes none(list.given.size());
      if (kept == (expected == list.bits.end() ? none : expected->second)) continue;
      const std::string name = std::string(purpose) + "-" + std::to_string(number);
      breaks(0, "the status list " + name + " says something else than the entries",
             "de statuslijst " + name + " zegt iets anders dan de regels");
    }
    return {};
  }

  Snapshot& snapshot_;
  ChainProof proof_;
  std::map<std::uint32_t, List> lists_;
  std::map<Position, Standing> standings_;
  std::set<Position> forgotten_;
  std::map<Position, std::string> notes_;  ///< of acts: the digest of what is sealed beside them
  std::map<std::uint32_t, Position> cohorts_;  ///< the first entry that names each
  std::map<CredentialId, StatusPlace> promised_;
};

}  // namespace

Result<ChainProof> prove_chain(Snapshot& snapshot,
                               const std::function<bool(std::uint64_t)>& progress) {
  return Prover(snapshot).prove(progress);
}

}  // namespace credenza::issuer
