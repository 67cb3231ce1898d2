// What a guess at a passphrase is made to cost: measured on the machine on which the slot is made.
#pragma once

#include <chrono>

#include "base/result.h"
#include "crypto/password.h"

namespace credenza::wallet {

/// What a program of this version takes at most, because the vault has to open on other machines.
inline constexpr crypto::PasswordCost k_dearest_new_slot{16, std::uint64_t{256} << 20};

/// A cost that takes half a second to a second where crypto::k_password_cost_floor took `floor`.
/// Never below that floor, so longer on a slow machine; never above k_dearest_new_slot, so shorter
/// on a very fast one.
[[nodiscard]] crypto::PasswordCost cost_for(std::chrono::duration<double> floor) noexcept;

/// The same, measured now.
/// @error unavailable  not enough memory for the floor
[[nodiscard]] Result<crypto::PasswordCost> measured_cost();

}  // namespace credenza::wallet
