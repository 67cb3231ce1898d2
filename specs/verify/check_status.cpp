// What the status lists that a credential names say of it (Bitstring Status List 1.0 §2.1, §3.2).
#include <algorithm>

#include "verify/verify_detail.h"

namespace credenza::verify::detail {
namespace {

using status_list::Reference;

constexpr std::string_view k_revocation = "revocation";
constexpr std::string_view k_suspension = "suspension";
constexpr std::string_view k_refresh = "refresh";
constexpr std::string_view k_message = "message";

/// A reference, and what its list says.
struct Said {
  Reference reference;
  Result<StatusValue> value;
};

bool is_stale(const StatusValue& value, const Policy& policy, Instant now) noexcept {
  if (value.ended || value.old_copy) return true;
  return policy.status_max_age && (!value.as_of || *value.as_of + *policy.status_max_age < now);
}

/// The entry that says that a newer version is there in the place of the one that `withdrawn`
/// withdraws: both have the same index, and both lists are the issuer's own.
const Said* newer_version(const std::vector<Said>& all, const Reference& withdrawn) {
  const auto found = std::find_if(all.begin(), all.end(), [&withdrawn](const Said& said) {
    return said.reference.purpose == k_refresh && said.value && said.value->value != 0 &&
           said.reference.index == withdrawn.index;
  });
  return found == all.end() ? nullptr : &*found;
}

std::string on(const std::optional<std::chrono::year_month_day>& day) {
  return day ? " on " + format_date(*day) : std::string();
}

Check withdrawn(const std::vector<Said>& all, const Reference& reference) {
  const std::string where = reference.node.pointer();
  if (const Said* newer = newer_version(all, reference)) {
    const auto& day = newer->value->replaced_on;
    Check check = failed(CheckName::status,
                         fail(Code::superseded, where,
                              "replaced" + on(day) + " by a newer version; ask for that one"));
    check.day = day;
    return check;
  }
  return failed(CheckName::status, fail(Code::revoked, where, "withdrawn by the issuer"));
}

/// How old a list is, and how old it may be; 0: no older than it says itself.
struct Age {
  std::chrono::hours age{};
  std::chrono::hours limit{};
};

Age age_of(const StatusValue& value, const Policy& policy, Instant now) {
  using std::chrono::ceil;
  using std::chrono::hours;
  const bool over_limit =
      policy.status_max_age && value.as_of && *value.as_of + *policy.status_max_age < now;
  if (value.old_copy && !value.ended && !over_limit)
    return {ceil<hours>(value.old_copy->age), ceil<hours>(value.old_copy->limit)};
  Age out;
  if (value.as_of) out.age = ceil<hours>(now - *value.as_of);
  if (!value.ended && policy.status_max_age)
    out.limit = std::chrono::duration_cast<hours>(*policy.status_max_age);
  return out;
}

/// What a list says that is not of today.
Check stale(const Said& said, const Policy& policy, Instant now) {
  const StatusValue& value = *said.value;
  const bool out = value.value != 0 && said.reference.purpose != k_refresh;
  const auto [age, limit] = age_of(value, policy, now);
  std::string detail = "the status list";
  if (value.as_of) {
    detail += " of " + format_instant(*value.as_of) + " is " + std::to_string(age.count()) +
              " hours old and";
  }
  detail += value.ended
                ? " ended on " + format_instant(*value.ended)
                : " is older than your limit of " + std::to_string(limit.count()) + " hours";
  Check check = indeterminate(
      CheckName::status,
      fail(Code::unavailable, std::string(said.reference.list), detail + "; get a newer one"));
  if (value.as_of) {
    check.remark = out ? Remark::was_withdrawn : Remark::was_in_force;
    check.day = date_in_amsterdam(*value.as_of);
    check.age = age;
    check.limit = limit;
  }
  return check;
}

/// What the value of one status entry means; nothing when it is no obstacle (§2.1).
std::optional<Check> read_status(const std::vector<Said>& all, const Said& said,
                                 const Policy& policy, Instant now) {
  const Reference& reference = said.reference;
  if (!said.value)
    return indeterminate(CheckName::status, at_index(said.value.error(), reference.node));
  if (is_stale(*said.value, policy, now)) return stale(said, policy, now);
  const bool is_set = said.value->value != 0;
  if (reference.purpose == k_revocation) {
    return is_set ? std::optional(withdrawn(all, reference)) : std::nullopt;
  }
  if (reference.purpose == k_suspension) {
    if (!is_set) return std::nullopt;
    return failed(CheckName::status,
                  fail(Code::suspended, reference.node.pointer(), "put on hold by the issuer"));
  }
  if (reference.purpose == k_refresh || reference.purpose == k_message) return std::nullopt;
  return indeterminate(
      CheckName::status,
      fail(Code::unsupported, reference.node.pointer() + "/statusPurpose",
           "a status of purpose '" + std::string(reference.purpose) + "' is not understood"));
}

/// Of two answers that are none, the one that is told: a list that could not be had at all before
/// an old one, and an old one that withdrew it before one that did not.
bool tells_more(const Check& check, const Check& than) noexcept {
  const auto weight = [](const Check& c) {
    if (c.remark == Remark::was_in_force) return 0;
    return c.remark == Remark::was_withdrawn ? 1 : 2;
  };
  return weight(check) > weight(than);
}

/// §2.1: purpose "refresh" "does not invalidate the verifiable credential".
Check in_force(const std::vector<Said>& all) {
  Check check = passed(CheckName::status);
  for (const Said& said : all) {
    if (said.reference.purpose != k_refresh || said.value->value == 0) continue;
    check.remark = Remark::newer_version;
    check.day = said.value->replaced_on;
    check.note = "a newer version is there" + std::string(check.day ? " since" : "") +
                 (check.day ? " " + format_date(*check.day) : std::string());
  }
  return check;
}

}  // namespace

Check check_status(const vcdm::Credential& credential, const Ports& ports, const Policy& policy,
                   Instant now) {
  if (credential.statuses.empty())
    return not_applicable(CheckName::status, "the issuer keeps no status of it");
  const auto references = status_list::references_in(credential.root);
  if (!references) return indeterminate(CheckName::status, references.error());
  std::vector<Said> all;
  for (const Reference& reference : *references)
    all.push_back({reference, ports.statuses.value(reference, credential.issuer, now)});
  std::optional<Check> open;
  for (const Said& said : all) {
    std::optional<Check> found = read_status(all, said, policy, now);
    if (!found) continue;
    // Withdrawn by one list is withdrawn, whatever another one would have said.
    if (found->outcome == Outcome::failed) return *found;
    if (!open || tells_more(*found, *open)) open = std::move(found);
  }
  if (open) return *open;
  for (const json::Cursor entry : status_list::unknown_entries(credential.root)) {
    return indeterminate(CheckName::status, fail(Code::unsupported, entry.pointer() + "/type",
                                                 "a kind of status that is not understood"));
  }
  return in_force(all);
}

}  // namespace credenza::verify::detail
