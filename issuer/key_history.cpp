#include "issuer/key_history.h"

#include <algorithm>

#include "cid/cid.h"

namespace credenza::issuer {
namespace {

constexpr std::size_t k_page = 500;
/// The clock that a key was made by may have been ahead of the ledger's.
constexpr std::chrono::hours k_clock_slack{24};

Json describe(const Home& home) {
  Json keys = Json::array();
  for (const PublicKeyEntry& entry : home.keys.keys()) {
    Json key = {{"id", entry.id},
                {"public", cid::to_multikey(entry.key)},
                {"created", format_instant(entry.created)},
                {"state", to_string(entry.state)}};
    if (entry.since) key["since"] = format_instant(*entry.since);
    keys.push_back(std::move(key));
  }
  return {{"keys", std::move(keys)}, {"signs", home.config.signing_key}};
}

/// The body of the last entry about keys; empty when there is none.
Result<Bytes> last_description(Snapshot& snapshot) {
  Bytes last;
  for (Position after = 0;;) {
    std::vector<Entry> page = TRY(snapshot.acts(after, k_page));
    for (Entry& entry : page) {
      after = entry.position;
      if (entry.kind == k_key) last = std::move(entry.body);
    }
    if (page.empty()) return last;
  }
}

}  // namespace

Result<bool> record_keys(Store& store, const Home& home, Instant now) {
  const Json body = describe(home);
  const auto transaction = TRY(store.begin());
  const Bytes last = TRY(last_description(*transaction));
  if (last == TRY(make_body(body))) return false;
  TRY(transaction->append(k_key, now, body));
  TRY(transaction->commit());
  return true;
}

Result<std::vector<verify::AnchorDigest>> anchored(Snapshot& snapshot, const PublicKeyEntry& key) {
  must(key.state == KeyState::compromised && key.since.has_value());
  std::vector<verify::AnchorDigest> out;
  TRY(snapshot.walk(0, [&](const IssuedEntry& entry) {
    if (entry.at >= *key.since) return false;
    if (entry.at + k_clock_slack < key.created) return true;
    verify::AnchorDigest& digest = out.emplace_back();
    std::copy_n(entry.what.text.begin(), digest.size(), digest.begin());
    return true;
  }));
  return out;
}

}  // namespace credenza::issuer
