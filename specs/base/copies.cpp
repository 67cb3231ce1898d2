#include "base/copies.h"

namespace credenza {

std::string span_text(std::chrono::seconds span) {
  constexpr std::chrono::hours k_most_hours{72};
  const auto hours = std::chrono::ceil<std::chrono::hours>(span);
  if (hours <= k_most_hours) return std::to_string(hours.count()) + " hours";
  return std::to_string(std::chrono::ceil<std::chrono::days>(span).count()) + " days";
}

Error too_old(const Copy& copy, std::string_view name) {
  constexpr std::size_t k_max_place = 200;
  return fail(Code::unavailable, std::string(name.substr(0, k_max_place)),
              "the copy of " + format_instant(copy.had) + " is " + span_text(copy.age) +
                  " old, and may be " + span_text(copy.max_age.value_or(std::chrono::seconds{0})) +
                  "; get a newer one");
}

}  // namespace credenza
