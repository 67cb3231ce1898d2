#include "wallet/supersede.h"

#include <map>
#include <tuple>

namespace credenza::wallet {
namespace {

using verify::Verdict;

/// Genuine, and the issuer stands by it; it may have ended since.
bool is_relied_on(const Held& held) {
  return held.verdict == Verdict::accepted ||
         (held.verdict == Verdict::not_accepted && held.code == "expired");
}

/// What is achieved, by whom it was issued, and to whom.
using Series = std::tuple<std::string, std::string, std::string>;

/// Empty for what is of no series: it says too little.
Series series_of(const Held& held) {
  const std::string owner = held.subject_id.empty() ? "name:" + held.person : held.subject_id;
  const bool known = !held.achievement.empty() && !held.issuer_id.empty() && owner != "name:";
  return known ? Series{held.achievement, held.issuer_id, owner} : Series{};
}

/// Without an end: later than any.
Instant end_of(const Held& held) {
  return held.valid_until.value_or(Instant::max());
}

bool is_later(const Held& newer, const Held& older) {
  return older.valid_until && end_of(newer) > end_of(older) && day_of(newer) >= day_of(older);
}

class Successors {
 public:
  explicit Successors(const std::vector<HeldCredential>& all) {
    for (const HeldCredential& one : all) {
      if (!is_relied_on(one.held)) continue;
      if (!one.held.replaces.empty()) by_name_[{one.held.issuer_id, one.held.replaces}] = &one;
      const Series series = series_of(one.held);
      if (series == Series{}) continue;
      const HeldCredential*& last = last_of_[series];
      if (last == nullptr || end_of(one.held) > end_of(last->held)) last = &one;
    }
  }

  std::optional<Id> of(const HeldCredential& older) const {
    const auto named = by_name_.find({older.held.issuer_id, older.held.credential_id});
    if (named != by_name_.end() && named->second->id != older.id) return named->second->id;
    const auto last = last_of_.find(series_of(older.held));
    if (last != last_of_.end() && is_later(last->second->held, older.held)) return last->second->id;
    return std::nullopt;
  }

 private:
  std::map<std::pair<std::string, std::string>, const HeldCredential*> by_name_;
  std::map<Series, const HeldCredential*> last_of_;
};

std::string_view text_at(json::Cursor value, std::string_view name) {
  return value.string_at(name).value_or(std::string_view{});
}

/// Whether `added` can have to do with a credential of its issuer: of its series, or one names the
/// other.
/// @param details  of that credential
bool is_related(json::Cursor details, const Held& added) {
  const bool of_series =
      !added.achievement.empty() && text_at(details, "achievement") == added.achievement;
  return of_series || !text_at(details, "replaces").empty() ||
         (!added.replaces.empty() && text_at(details, "credential_id") == added.replaces);
}

}  // namespace

std::vector<HeldCredential> find_superseded(const std::vector<HeldCredential>& all) {
  const Successors successors(all);
  std::vector<HeldCredential> changed;
  for (const HeldCredential& one : all) {
    const std::optional<Id> newer = successors.of(one);
    if (newer == one.held.superseded_by) continue;
    changed.push_back(one);
    changed.back().held.superseded_by = newer;
  }
  return changed;
}

Result<std::vector<HeldCredential>> changed_by(const Vault& vault, const HeldCredential& added) {
  TRY(vault.read_details());
  std::vector<HeldCredential> related{added};
  for (const Entry& entry : vault.index().entries()) {
    if (entry.kind != Kind::credential || entry.id == added.id) continue;
    if (text_at(entry.entry, "issuer") != added.held.issuer_id) continue;
    const json::Cursor details = TRY(details_of(vault, entry));
    if (is_related(details, added.held)) related.push_back({entry.id, TRY(held_of(vault, entry))});
  }
  std::vector<HeldCredential> changed = find_superseded(related);
  // Of other series not all was read.
  std::erase_if(changed, [&added](const HeldCredential& one) {
    const bool of_series = one.held.achievement == added.held.achievement;
    return one.id != added.id && !of_series && one.held.superseded_by != std::optional(added.id);
  });
  return changed;
}

}  // namespace credenza::wallet
