// What a verb and the agent say to each other: what decodes encodes to the same bytes, and an agent
// gives its keys for one message only.
#include "driver.h"
#include "support/ports.h"
#include "wallet/agent.h"
#include "wallet/slot.h"

using namespace credenza;          // NOLINT(google-build-using-namespace)
using namespace credenza::wallet;  // NOLINT(google-build-using-namespace)

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ByteView input(data, size);
  const auto same = [input](const crypto::SecretBytes& encoded) {
    return to_bytes(encoded.reveal()) == to_bytes(input);
  };
  const auto request = decode_request(input);
  if (request) property(encode(*request) == to_bytes(input));
  if (const auto keys = decode_keys(input)) property(same(encode_keys(*keys)));
  if (const auto status = decode_status(input)) property(same(encode(*status)));
  if (const auto start = decode_start(input)) property(same(encode(*start)));
  if (decode_done(input)) property(same(encode_done()));

  test::SeededRandom random;
  const Keys keys = Keys::derive(crypto::SecretBytes::random(k_data_key_bytes, random));
  const std::chrono::seconds minute{60};
  Agent agent({VaultId{}, minute, minute, "a.vault", keys.copy()}, {});
  const crypto::SecretBytes answer = agent.answer(input, {});
  const bool asked = request && request->what == AgentAsks::keys && request->vault == VaultId{};
  property(decode_keys(answer.reveal()).has_value() == asked);
  return 0;
}
