#include "wallet/password_cost.h"

#include <algorithm>

#include "host/system.h"

namespace credenza::wallet {
namespace {

constexpr crypto::PasswordCost k_floor = crypto::k_password_cost_floor;
constexpr std::chrono::duration<double> k_wanted{0.75};
constexpr std::chrono::duration<double> k_least{0.5};

}  // namespace

crypto::PasswordCost cost_for(std::chrono::duration<double> floor) noexcept {
  crypto::PasswordCost cost = k_floor;
  if (floor >= k_least) return cost;
  constexpr double k_floor_work = static_cast<double>(k_floor.passes * k_floor.memory_bytes);
  constexpr double k_most_work =
      static_cast<double>(k_dearest_new_slot.passes * k_dearest_new_slot.memory_bytes);
  const std::chrono::duration<double> shortest{1e-4};
  const double wanted = k_wanted / std::max(floor, shortest) * k_floor_work;
  const double work = std::min(wanted, k_most_work);
  // RFC 9106 §4: as much memory as can be had, then as many passes as there is time for.
  const auto least_passes = static_cast<double>(k_floor.passes);
  while (cost.memory_bytes < k_dearest_new_slot.memory_bytes &&
         work >= least_passes * 2 * static_cast<double>(cost.memory_bytes))
    cost.memory_bytes *= 2;
  const double passes = work / static_cast<double>(cost.memory_bytes);
  cost.passes =
      std::clamp(static_cast<std::uint64_t>(passes), k_floor.passes, k_dearest_new_slot.passes);
  return cost;
}

Result<crypto::PasswordCost> measured_cost() {
  const crypto::SecretBytes nothing(16);
  const Bytes salt(crypto::k_password_salt_bytes);
  const host::Stopwatch stopwatch;
  TRY(crypto::derive_key(nothing, salt, k_floor));
  return cost_for(stopwatch.elapsed());
}

}  // namespace credenza::wallet
