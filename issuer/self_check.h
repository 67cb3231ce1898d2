// What was signed is verified before it leaves, as anybody else will verify it: own keys, own
// status lists, and no network.
#pragma once

#include <string>
#include <string_view>

#include "base/ports.h"
#include "did/did.h"
#include "verify/verify.h"

namespace credenza::issuer {

class SelfCheck {
 public:
  SelfCheck();
  /// Takes in something that the issuer publishes.
  /// @error as verify::add_published()
  [[nodiscard]] Status add(std::string text);
  /// @error internal  at "self-check": `text` would not be accepted
  [[nodiscard]] Status check(std::string_view text, Instant now);

 private:
  class NoNetwork final : public Fetcher {
   public:
    [[nodiscard]] Result<Fetched> fetch(const FetchRequest& request) override;
  };
  NoNetwork network_;
  did::Resolver methods_;
  verify::StatusLists statuses_;
};

}  // namespace credenza::issuer
