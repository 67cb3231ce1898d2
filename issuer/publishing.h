// Publishing: what changed is signed anew and put on the web site, and the home remembers it. Of
// the verb `publish`, and of those that publish after a change (--publish).
//
//   guards ──► keys into the ledger ──► plan ──► sign, write ──► published.json
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "issuer/publication.h"

namespace credenza::issuer {

struct PublishPlan {
  struct File {
    Unpublished draft;
    std::string there;  ///< what lies on the web site now; empty: nothing
    bool stays = false;
  };
  std::vector<File> files;

  /// How many have to be written.
  [[nodiscard]] std::size_t changes() const;
};

struct PublishRequest {
  const Home& home;
  Store& store;
  const std::string& out;  ///< the root of the web site
  Instant now;
  bool dry_run = false;
};

/// Opens the secrets when something is to be signed, and not before.
using SecretsSource = std::function<Result<const Secrets*>()>;

/// Brings the web site up to date. Nothing is written, neither there nor into the ledger, when a
/// guard refuses; when something else fails, what lies on the web site is as it was.
/// @return what was written, or would be
/// @error conflict     at "clock": it was later when something was published last
/// @error conflict     at "ledger": it lacks what was published of it
/// @error unavailable  a file cannot be read or written
/// @error internal     at "self-check": what was signed does not verify
/// @error (others)     as plan_publication(), `secrets`, sign_draft(), record_keys()
[[nodiscard]] Result<PublishPlan> publish_into(const PublishRequest& request,
                                               const SecretsSource& secrets);

/// Whether the ledger has everything that the head on the web site tells of. A head that is not
/// there, or that is not signed by this issuer, proves nothing.
/// @error conflict   at "ledger": as check_holds()
/// @error (store's)  as Snapshot
[[nodiscard]] Status check_site(const Home& home, Store& store, const std::string& out,
                                Instant now);

}  // namespace credenza::issuer
