#include "verify/trust.h"

#include <algorithm>
#include <array>

#include "eudi_learning/eudi_learning.h"
#include "verify/trust_detail.h"

namespace credenza::verify {
namespace {

using trust_list::Answer;
using trust_list::Day;
using trust_list::Entry;
using trust_list::Standing;
using trust_list::TrustList;

constexpr std::chrono::minutes k_clock_skew{5};
constexpr std::size_t k_most_look_alikes = 5;
constexpr json::Limits k_limits{.max_bytes = trust_list::k_max_bytes, .max_depth = 16};

/// Whether a type only says in which form a record is.
bool is_form(std::string_view type) noexcept {
  constexpr std::array k_forms = {std::string_view("OpenBadgeCredential"),
                                  std::string_view("AchievementCredential"),
                                  std::string_view("EndorsementCredential"), eudi_learning::k_vct};
  return std::find(k_forms.begin(), k_forms.end(), type) != k_forms.end();
}

/// What the lists say of one issuer.
struct Said {
  std::optional<Vouched> granted{};
  std::optional<Error> withdrawn{};
  std::optional<Error> refused{};
};

Error refusal(const Standing& standing, const Entry& entry, const TrustList& list) {
  const std::string who = detail::named(list);
  switch (standing.answer) {
    case Answer::not_begun:
      return fail(Code::not_yet_valid, "/issuer",
                  who + " lets it issue this from " + format_date(*standing.day) +
                      " on, and it was issued before");
    case Answer::ended:
      return fail(Code::forbidden, "/type",
                  who + " let it issue this until " + format_date(*standing.day) +
                      ", and it was issued after");
    case Answer::withdrawn:
      return fail(Code::revoked, "/issuer",
                  who + " has withdrawn it since " + format_date(*standing.day));
    default:
      break;
  }
  if (entry.may_issue.empty() && !entry.may_co_sign.empty())
    return fail(Code::forbidden, "/issuer", who + " lets it sign beside an issuer, not issue");
  return fail(Code::forbidden, "/type", who + " has it, but not for credentials of this type");
}

/// What one list says of the rights of `entry`.
void ask_rights(Said& out, const Entry& entry, const TrustList& list, const CredentialTypes& types,
                Day at) {
  for (const auto& needed : types.needed()) {
    const Standing standing = trust_list::standing(entry.may_issue, needed, "", at);
    if (standing.answer != Answer::granted) {
      if (!out.refused) out.refused = refusal(standing, entry, list);
      continue;
    }
    if (!out.granted) {
      out.granted = Vouched{.name = entry.name,
                            .source = TrustSource::list,
                            .through = {{list.contents().id, list.contents().name}},
                            .until = standing.until};
    }
    return;
  }
}

}  // namespace

std::string_view to_string(TrustSource source) noexcept {
  constexpr std::array<std::string_view, 3> k_names = {"own", "list", "accreditation"};
  return k_names.at(static_cast<std::size_t>(source));
}

std::vector<std::vector<std::string_view>> CredentialTypes::needed() const {
  constexpr std::string_view k_every = "VerifiableCredential";
  std::vector<std::vector<std::string_view>> out;
  if (!kind.empty()) {
    auto& by_kind = out.emplace_back(std::vector<std::string_view>{kind});
    for (const std::string& type : types) {
      if (type != k_every && type != kind && !is_form(type)) by_kind.emplace_back(type);
    }
  }
  auto& by_types = out.emplace_back();
  for (const std::string& type : types) {
    if (type != k_every) by_types.emplace_back(type);
  }
  if (by_types.empty()) by_types.emplace_back(k_every);
  return out;
}

Result<Vouched> TrustAnchors::recognises(const CoSignerAsked& /*party*/, Instant /*now*/) const {
  return fail(Code::unavailable, "/practice/learning_company",
              "nothing here says who is recognised");
}

std::vector<LookAlike> TrustAnchors::look_alikes(std::string_view /*issuer*/,
                                                 std::string_view /*name*/, Instant /*now*/) const {
  return {};
}

Error detail::worse(std::optional<Error> known, Error other) {
  const auto weight = [](Code code) {
    if (code == Code::unavailable) return 2;
    return code == Code::untrusted ? 0 : 1;
  };
  if (known && weight(known->code) >= weight(other.code)) return *std::move(known);
  return other;
}

std::string detail::named(const TrustList& list) {
  return "the list '" + list.contents().name + "'";
}

bool detail::same_number(const std::vector<std::string_view>& wanted,
                         const std::vector<std::string_view>& known) noexcept {
  if (wanted.empty() || known.empty()) return true;
  return std::any_of(wanted.begin(), wanted.end(), [&known](std::string_view number) {
    return std::find(known.begin(), known.end(), number) != known.end();
  });
}

Trust::Trust(const OwnTrust& own, cid::MethodResolver& methods, StatusLists& statuses,
             Statements* statements) noexcept
    : methods_(methods), own_(own), accreditations_(methods, statuses, statements) {}

Trust::~Trust() = default;

Status Trust::add_list(std::string_view text) {
  const json::Document document = TRY(json::Document::parse(text, k_limits));
  TrustList list = TRY(TrustList::read(document.root()));
  TRY(add_verified(std::move(list)));
  lists_.back()->text = text;
  lists_.back()->proof.reset();
  return {};
}

Status Trust::add_verified(TrustList list) {
  if (lists_.size() == k_max_lists) return fail(Code::out_of_range, "", "more than 64 trust lists");
  lists_.push_back(std::make_unique<Held>(Held{std::move(list), {}, Status()}));
  return {};
}

Status Trust::add_accreditation(std::string text) {
  return accreditations_.add(std::move(text));
}

std::vector<Trust::Counted> Trust::current(Instant now) const {
  std::map<std::pair<std::string_view, std::string_view>, Counted> newest;
  for (const auto& held : lists_) {
    const trust_list::Contents& contents = held->list.contents();
    if (contents.valid_from > now + k_clock_skew) continue;
    if (!own_.trusts_as(TrustRole::list_keeper, contents.keeper, {}, now)) continue;
    if (!held->proof) {
      const auto verified = trust_list::verify(held->text, methods_, now);
      held->proof = verified ? Status() : Status(verified.error());
    }
    Counted counted{&held->list, std::nullopt, held->proof->has_value()};
    if (!counted.proved) {
      counted.problem =
          fail(Code::unavailable, contents.id,
               detail::named(held->list) + " cannot be relied on: " + held->proof->error().detail);
    } else if (contents.valid_until < now) {
      counted.problem = fail(Code::unavailable, contents.id,
                             detail::named(held->list) + " ended on " +
                                 format_instant(contents.valid_until) + "; import a newer one");
    }
    Counted& best = newest[{contents.id, contents.keeper}];
    const bool better =
        best.list == nullptr || (counted.proved && !best.proved) ||
        (counted.proved == best.proved && contents.sequence > best.list->contents().sequence);
    if (better) best = std::move(counted);
  }
  std::vector<Counted> out;
  out.reserve(newest.size());
  for (auto& [key, counted] : newest)
    out.push_back(std::move(counted));
  return out;
}

Result<Vouched> Trust::vouches_for(std::string_view issuer, const CredentialTypes& types,
                                   const TrustMoment& moment) const {
  auto own = own_.vouches_for(issuer, types, moment);
  if (!own && own.error().code != Code::untrusted) return own;
  const Day at = date_in_amsterdam(moment.asked());
  const Day today = date_in_amsterdam(moment.now);
  const std::vector<Counted> lists = current(moment.now);
  Said said;
  for (const Counted& counted : lists) {
    const Entry* entry = counted.list->find(issuer);
    if (entry == nullptr) continue;
    const Standing standing = trust_list::standing(*entry, at, today);
    // A withdrawal stays one when its list has ended; a grant does not.
    if (counted.proved && standing.answer == Answer::withdrawn) {
      said.withdrawn = refusal(standing, *entry, *counted.list);
      if (own) own->withdrawn_by = counted.list->contents().name;
    } else if (counted.problem) {
      said.refused = detail::worse(std::move(said.refused), *counted.problem);
    } else if (standing.answer != Answer::granted) {
      said.refused =
          detail::worse(std::move(said.refused), refusal(standing, *entry, *counted.list));
    } else {
      ask_rights(said, *entry, *counted.list, types, at);
    }
  }
  if (own) return own;
  if (said.withdrawn) return *std::move(said.withdrawn);
  if (said.granted) return *std::move(said.granted);
  Chain chain(own_, lists, accreditations_, moment.now);
  for (auto& needed : types.needed()) {
    auto accredited = chain.find(issuer, {needed, Chain::Wanted::Right::issue, at, at});
    if (accredited) return accredited;
    said.refused = detail::worse(std::move(said.refused), std::move(accredited).error());
  }
  return said.refused->code == Code::untrusted ? own : Result<Vouched>(*std::move(said.refused));
}

Result<Vouched> Trust::recognises(const CoSignerAsked& party, Instant now) const {
  const std::string where = "/practice/learning_company";
  const TrustRole role = TrustRole::learning_company;
  auto own = own_.trusts_as(role, party.id, {party.type}, now);
  if (own) return Vouched{.name = *std::move(own)};
  if (own.error().code != Code::untrusted) return own.error();
  const std::vector<Counted> lists = current(now);
  const Day today = date_in_amsterdam(now);
  bool known = !own_.pinned(role, now).empty() || accreditations_.any_co_sign();
  std::optional<Error> refused;
  const auto refuse = [&](Code code, std::string detail) {
    refused = detail::worse(std::move(refused), fail(code, where, std::move(detail)));
  };
  for (const Counted& counted : lists) {
    const auto& entries = counted.list->contents().entries;
    known = known || std::any_of(entries.begin(), entries.end(),
                                 [](const Entry& one) { return !one.may_co_sign.empty(); });
    const Entry* entry = counted.list->find(party.id);
    if (entry == nullptr || entry->may_co_sign.empty()) continue;
    if (counted.problem) {
      refused = detail::worse(std::move(refused), *counted.problem);
      continue;
    }
    const std::string who = detail::named(*counted.list);
    if (!entry->register_number.empty() &&
        !detail::same_number(party.numbers, {entry->register_number})) {
      refuse(Code::mismatch, who + " has it under another number");
      continue;
    }
    const bool stood = trust_list::standing(*entry, party.from, today).answer == Answer::granted &&
                       trust_list::standing(*entry, party.until, today).answer == Answer::granted;
    const auto right = std::find_if(entry->may_co_sign.begin(), entry->may_co_sign.end(),
                                    [&party](const trust_list::Right& one) {
                                      return one.type == party.type && one.role == party.role &&
                                             (!one.from || *one.from <= party.from) &&
                                             (!one.until || party.until <= *one.until);
                                    });
    if (stood && right != entry->may_co_sign.end()) {
      return Vouched{.name = entry->name,
                     .source = TrustSource::list,
                     .through = {{counted.list->contents().id, counted.list->contents().name}},
                     .until = right->until};
    }
    refuse(Code::forbidden, who + " has it, but not as that for the whole of the period");
  }
  Chain chain(own_, lists, accreditations_, now);
  auto accredited = chain.find(
      party.id,
      {{party.type}, Chain::Wanted::Right::co_sign, party.from, party.until, party.numbers});
  if (accredited) return accredited;
  if (accredited.error().code != Code::untrusted)
    refused = detail::worse(std::move(refused), std::move(accredited).error());
  if (refused) return *std::move(refused);
  if (known) return fail(Code::untrusted, where, "it is on none of your lists as that");
  return fail(Code::unavailable, where, "none of your lists says who is recognised");
}

std::vector<LookAlike> Trust::look_alikes(std::string_view issuer, std::string_view name,
                                          Instant now) const {
  std::vector<LookAlike> out;
  const Looks looks(issuer, name);
  const auto compare = [&](const std::string& id, const std::string& known_as) {
    Likeness likeness{};
    if (out.size() >= k_most_look_alikes || !looks.is_like(id, known_as, likeness)) return;
    const bool known =
        std::any_of(out.begin(), out.end(), [&id](const LookAlike& one) { return one.id == id; });
    if (!known) out.push_back({likeness, id, known_as, looks.reads_as()});
  };
  for (const TrustRole role : {TrustRole::issuer, TrustRole::list_keeper, TrustRole::accreditor,
                               TrustRole::learning_company}) {
    for (const Party& party : own_.pinned(role, now))
      compare(party.id, party.name);
  }
  for (const Counted& counted : current(now)) {
    if (!counted.proved) continue;
    for (const Entry& entry : counted.list->contents().entries)
      compare(entry.id, entry.name);
  }
  return out;
}

}  // namespace credenza::verify
