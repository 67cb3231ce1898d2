#include <catch2/catch.hpp>

#include "wallet/password_cost.h"

using namespace credenza;          // NOLINT(google-build-using-namespace)
using namespace credenza::wallet;  // NOLINT(google-build-using-namespace)

namespace {

double work(const crypto::PasswordCost& cost) {
  return static_cast<double>(cost.passes * cost.memory_bytes);
}

}  // namespace

TEST_CASE("wallet: a new slot takes half a second to a second, on any machine in between",
          "[password_cost]") {
  for (double floor = 0.045; floor < 1; floor *= 1.01) {
    const crypto::PasswordCost cost = cost_for(std::chrono::duration<double>(floor));
    const double takes = floor * work(cost) / work(crypto::k_password_cost_floor);
    INFO("floor " << floor << " s, " << cost.passes << " passes over " << cost.memory_bytes);
    CHECK(takes >= 0.5);
    CHECK(takes <= 1);
    CHECK(cost.passes >= crypto::k_password_cost_floor.passes);
    CHECK(cost.memory_bytes >= crypto::k_password_cost_floor.memory_bytes);
  }
}

TEST_CASE("wallet: no machine makes a slot cheaper than the floor or dearer than others can open",
          "[password_cost]") {
  for (const double floor : {-1.0, 0.0, 1e-12, 0.001, 0.01}) {
    const crypto::PasswordCost cost = cost_for(std::chrono::duration<double>(floor));
    INFO(floor);
    CHECK(cost == k_dearest_new_slot);
  }
  for (const double floor : {0.5, 1.0, 60.0, 1e9})
    CHECK(cost_for(std::chrono::duration<double>(floor)) == crypto::k_password_cost_floor);
}

TEST_CASE("wallet: what is measured is a cost that a slot can have", "[password_cost]") {
  const auto cost = measured_cost();
  REQUIRE(cost);
  CHECK(work(*cost) >= work(crypto::k_password_cost_floor));
  CHECK(work(*cost) <= work(k_dearest_new_slot));
}
