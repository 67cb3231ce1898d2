#include "wallet/request_answer.h"

#include <algorithm>
#include <tuple>

#include "wallet/share.h"

namespace credenza::wallet {
namespace {

using presentation_request::AskedClaim;

template <class List>
bool holds(const List& list, const std::string& wanted) {
  return std::ranges::find(list, wanted) != list.end();
}

bool fits(const HeldCredential& one, const AskedCredential& asked) {
  return !one.held.superseded_by && is_shareable(one.held) && holds(asked.types, one.held.type) &&
         (asked.issuers.empty() || holds(asked.issuers, one.held.issuer_id));
}

const AskedClaim* asked_claim(const AskedCredential& asked, const std::string& word) {
  const auto found = std::ranges::find(asked.claims, word, &AskedClaim::claim);
  return found == asked.claims.end() ? nullptr : &*found;
}

}  // namespace

std::vector<AnsweredWish> answers_to(const Request& request, const std::vector<HeldCredential>& all,
                                     const std::vector<Id>& chosen, Instant now) {
  const bool is_alone = request.credentials.size() == 1;
  const auto worth = [&](const HeldCredential& one) {
    const bool is_in_order = one.held.verdict_at(now) == verify::Verdict::accepted;
    return std::tuple(is_in_order, is_token(one.held) == is_alone, day_of(one.held),
                      one.held.added);
  };
  std::vector<AnsweredWish> out;
  for (const AskedCredential& asked : request.credentials) {
    AnsweredWish& answer = out.emplace_back(AnsweredWish{asked, {}});
    for (const HeldCredential& one : all) {
      const bool may = chosen.empty() || std::ranges::find(chosen, one.id) != chosen.end();
      if (!may || !fits(one, asked)) continue;
      if (!answer.held || worth(*answer.held) < worth(one)) answer.held = one;
    }
  }
  return out;
}

void show_what_is_needed(std::vector<Part>& parts, const AskedCredential& asked) {
  for (Part& part : parts) {
    const AskedClaim* claim = asked_claim(asked, part.word);
    part.is_shown = claim != nullptr && claim->needed;
  }
}

std::vector<std::string> over_asked(const std::vector<Part>& parts, const AskedCredential& asked) {
  std::vector<std::string> out;
  for (const Part& part : parts) {
    const AskedClaim* claim = asked_claim(asked, part.word);
    if (claim != nullptr && !claim->needed && !part.is_shown) out.push_back(part.word);
  }
  return out;
}

std::vector<GivenClaim> claims_given(const AskedCredential& asked, const std::vector<Part>* parts) {
  std::vector<GivenClaim> out;
  for (const AskedClaim& claim : asked.claims) {
    GivenClaim& one = out.emplace_back();
    one.claim = claim.claim;
    one.needed = claim.needed;
    if (parts == nullptr) {
      one.given = Giving::with_the_whole;
      continue;
    }
    const auto part = std::ranges::find(*parts, claim.claim, &Part::word);
    if (part == parts->end()) continue;
    one.label = part->label;
    one.given = part->is_shown ? Giving::shown : Giving::left_out;
    if (part->is_shown) one.values = part->values;
  }
  return out;
}

bool asks_everything(const std::vector<Part>& parts, const AskedCredential& asked) {
  return !parts.empty() && std::ranges::all_of(parts, [&asked](const Part& part) {
    return asked_claim(asked, part.word) != nullptr;
  });
}

}  // namespace credenza::wallet
