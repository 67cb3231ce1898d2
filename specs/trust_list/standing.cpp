// What an entry says of one day.
#include <algorithm>

#include "trust_list/trust_list.h"

namespace credenza::trust_list {
namespace {

/// The answer of `rights` for one type.
Standing standing_of(const std::vector<Right>& rights, std::string_view type, std::string_view role,
                     Day at) noexcept {
  Standing out;
  for (const Right& right : rights) {
    if (right.type != type || (!role.empty() && right.role != role)) continue;
    const bool begun = !right.from || *right.from <= at;
    const bool over = right.until && *right.until < at;
    if (begun && !over) return {Answer::granted, std::nullopt, right.until};
    // Of rights that do not fit, the one that ended last says most.
    if (over && (out.answer != Answer::ended || *out.day < *right.until))
      out = {Answer::ended, right.until, std::nullopt};
    if (!begun && out.answer == Answer::no_right)
      out = {Answer::not_begun, right.from, std::nullopt};
  }
  return out;
}

}  // namespace

Standing standing(const Entry& entry, Day at, Day today) noexcept {
  const auto& history = entry.history;
  const Event* last_of_all = nullptr;
  const Event* last = nullptr;
  for (const Event& event : history) {
    if (event.since > today) break;
    last_of_all = &event;
    if (event.since <= at) last = &event;
  }
  if (last_of_all != nullptr && last_of_all->from_start)
    return {Answer::withdrawn, last_of_all->since, std::nullopt};
  if (last != nullptr && last->withdrawn) return {Answer::withdrawn, last->since, std::nullopt};
  if (last == nullptr && !history.empty() && !history.front().withdrawn)
    return {Answer::not_begun, history.front().since, std::nullopt};
  return {Answer::granted, std::nullopt, std::nullopt};
}

Standing standing(const std::vector<Right>& rights, std::span<const std::string_view> types,
                  std::string_view role, Day at) noexcept {
  Standing out;
  for (const std::string_view type : types) {
    const Standing one = standing_of(rights, type, role, at);
    if (one.answer != Answer::granted) return one;
    if (out.answer != Answer::granted || (one.until && (!out.until || *one.until < *out.until)))
      out = one;
  }
  return out;
}

}  // namespace credenza::trust_list
