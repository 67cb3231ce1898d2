// What was signed is verified before it leaves, as anybody else will verify it: own keys, own
// status lists, and no network.
#pragma once

#include <string>
#include <string_view>

#include "base/ports.h"
#include "did/did.h"
#include "issuer/home.h"
#include "verify/verify.h"

namespace credenza::issuer {

class SelfCheck {
 public:
  SelfCheck();
  /// Takes in something that the issuer publishes.
  /// @error as verify::add_published()
  [[nodiscard]] Status add(std::string text);
  /// One that begins later than now has to be right but for that.
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
  verify::Statements statements_;
};

/// Takes in the issuer's keys and its status lists as they are published when nothing is withdrawn:
/// enough to check what is issued now.
/// @error as SelfCheck::add(), publish_did(), publish_list()
[[nodiscard]] Status add_published(SelfCheck& check, const Home& home, const Secrets& secrets,
                                   const std::vector<PlaceList>& lists, Instant now);

}  // namespace credenza::issuer
