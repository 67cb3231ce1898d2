// Accreditations one above the other, up to somebody whom a pin or a list lets accredit.
#include <algorithm>

#include "verify/trust_detail.h"

namespace credenza::verify {
namespace {

using trust_list::Answer;
using trust_list::Day;

/// The type that lets an organisation accredit others for what it is accredited for itself.
constexpr std::string_view k_accreditation = "Accreditation";
/// How many accreditations are looked at for one question.
constexpr int k_most_steps = 1000;

bool has(const std::vector<std::string>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

Error not_accredited() {
  return fail(Code::untrusted, "/issuer", "no accreditation by somebody who may accredit");
}

}  // namespace

Result<Vouched> Trust::Chain::find(std::string_view organisation, const Wanted& wanted) {
  path_.push_back(organisation);
  std::optional<Error> refused;
  std::optional<Vouched> found;
  for (const Accreditations::Claimed& claimed : accreditations_.of(organisation)) {
    if (++steps_ > k_most_steps) {
      refused = fail(Code::unavailable, "/issuer", "too many accreditations to look through");
      break;
    }
    auto one = by(claimed, organisation, wanted);
    if (one) {
      found = *std::move(one);
      break;
    }
    refused = detail::worse(std::move(refused), std::move(one).error());
  }
  path_.pop_back();
  if (found) return *std::move(found);
  return refused ? *std::move(refused) : not_accredited();
}

Result<Vouched> Trust::Chain::by(const Accreditations::Claimed& claimed,
                                 std::string_view organisation, const Wanted& wanted) {
  if (std::find(path_.begin(), path_.end(), claimed.accreditor) != path_.end())
    return fail(Code::forbidden, "/issuer", "accreditations that stand on each other in a circle");
  const Result<Accredited>& facts = accreditations_.facts(claimed.number, now_);
  if (!facts) {
    // What nobody would stand by if it were genuine is not worth a doubt.
    const bool matters = authority(claimed.accreditor, {}, wanted.from) ||
                         !accreditations_.of(claimed.accreditor).empty();
    return matters && facts.error().code != Code::bad_signature ? facts.error() : not_accredited();
  }
  if (facts->organisation != organisation || facts->accreditor != claimed.accreditor)
    return not_accredited();
  const auto names = [&facts = *facts, &wanted](std::string_view type) {
    if (wanted.right == Wanted::Right::issue) return has(facts.types, type);
    if (wanted.right == Wanted::Right::co_sign) return has(facts.co_sign_types, type);
    return has(facts.types, type) || has(facts.co_sign_types, type);
  };
  const bool may = std::all_of(wanted.types.begin(), wanted.types.end(), names) &&
                   (wanted.right != Wanted::Right::accredit || has(facts->types, k_accreditation));
  if (!may)
    return fail(Code::forbidden, "/type",
                "accredited by " + facts->accreditor + ", but not for this type");
  if (wanted.from < facts->from || (facts->until && *facts->until < wanted.until)) {
    const std::string to = facts->until ? " until " + format_date(*facts->until) : " on";
    return fail(Code::forbidden, "/issuer",
                "accredited by " + facts->accreditor + " from " + format_date(facts->from) + to +
                    ", and not for the whole of what is asked");
  }
  const std::vector<std::string_view> numbers(facts->numbers.begin(), facts->numbers.end());
  if (!detail::same_number(wanted.numbers, numbers))
    return fail(Code::mismatch, "/practice/learning_company", "accredited under another number");
  return from_above(*facts, organisation, wanted);
}

Result<Vouched> Trust::Chain::from_above(const Accredited& facts, std::string_view /*organisation*/,
                                         const Wanted& wanted) {
  Vouched out{.name = facts.name, .source = TrustSource::accreditation, .until = facts.until};
  auto name = authority(facts.accreditor, wanted.types, facts.from);
  if (name) {
    out.through.push_back({facts.accreditor, *std::move(name)});
    return out;
  }
  if (name.error().code != Code::untrusted) return std::move(name).error();
  if (path_.size() >= k_max_chain)
    return accreditations_.of(facts.accreditor).empty()
               ? not_accredited()
               : fail(Code::forbidden, "/issuer", "a chain of more than three accreditations");
  Vouched above = TRY(
      find(facts.accreditor, {wanted.types, Wanted::Right::accredit, facts.from, facts.from, {}}));
  out.through.push_back({facts.accreditor, std::move(above.name)});
  out.through.insert(out.through.end(), std::make_move_iterator(above.through.begin()),
                     std::make_move_iterator(above.through.end()));
  return out;
}

Result<std::string> Trust::Chain::authority(std::string_view accreditor,
                                            const std::vector<std::string_view>& types,
                                            Day day) const {
  auto own = own_.trusts_as(TrustRole::accreditor, accreditor, types, now_);
  if (own || own.error().code != Code::untrusted) return own;
  const Day today = date_in_amsterdam(now_);
  std::optional<Error> refused;
  for (const Counted& counted : lists_) {
    const trust_list::Entry* entry = counted.list->find(accreditor);
    if (entry == nullptr || entry->may_accredit.empty()) continue;
    const bool stood = trust_list::standing(*entry, day, today).answer == Answer::granted;
    const bool may =
        types.empty() ||
        trust_list::standing(entry->may_accredit, types, "", day).answer == Answer::granted;
    if (!stood || !may) {
      refused = detail::worse(std::move(refused),
                              fail(Code::forbidden, "/issuer",
                                   detail::named(*counted.list) + " does not let " +
                                       std::string(accreditor) + " accredit for this"));
    } else if (counted.problem) {
      refused = detail::worse(std::move(refused), *counted.problem);
    } else {
      return entry->name;
    }
  }
  return refused ? Result<std::string>(*std::move(refused)) : own;
}

}  // namespace credenza::verify
