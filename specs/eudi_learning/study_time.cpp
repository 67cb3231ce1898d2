#include <charconv>
#include <optional>

#include "eudi_learning/eudi_learning_detail.h"

namespace credenza::eudi_learning::detail {
namespace {

constexpr std::string_view k_ects = " ECTS";
constexpr std::string_view k_hours = " hours";

/// The number in front of `unit`, with or without ".5" behind it, in halves.
std::optional<unsigned> halves_before(std::string_view text, std::string_view unit) noexcept {
  if (!text.ends_with(unit)) return std::nullopt;
  text.remove_suffix(unit.size());
  constexpr std::string_view k_half = ".5";
  const bool has_half = text.ends_with(k_half);
  if (has_half) text.remove_suffix(k_half.size());
  unsigned whole = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), whole);
  constexpr unsigned k_most = 1000000;
  if (error != std::errc{} || end != text.data() + text.size() || whole > k_most)
    return std::nullopt;
  return 2 * whole + (has_half ? 1U : 0U);
}

}  // namespace

std::string study_time(const learning_record::Workload& workload) {
  if (workload.half_ects) {
    const char* half = *workload.half_ects % 2 == 0 ? "" : ".5";
    return std::to_string(*workload.half_ects / 2) + half + std::string(k_ects);
  }
  if (workload.sbu) return std::to_string(*workload.sbu) + std::string(k_hours);
  return {};
}

learning_record::Workload read_study_time(std::string_view text) noexcept {
  learning_record::Workload out;
  out.half_ects = halves_before(text, k_ects);
  const auto hours = halves_before(text, k_hours);
  if (hours && *hours % 2 == 0) out.sbu = *hours / 2;
  return out;
}

}  // namespace credenza::eudi_learning::detail
