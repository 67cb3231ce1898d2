// A slot as a stranger may make it, digest and all: it is stored and read as it is, and no opener
// gets a key out of it.
//
// Input: layout, kind, how many bytes of parameters, those, the sealed key.
#include <algorithm>

#include "driver.h"
#include "support/ports.h"
#include "wallet/slot.h"

using namespace credenza;          // NOLINT(google-build-using-namespace)
using namespace credenza::wallet;  // NOLINT(google-build-using-namespace)

namespace {

/// Others cost what they say; the bound on that has tests of its own.
bool is_cheap(const Slot& slot) {
  const auto parameters = decode_password_parameters(slot.parameters);
  return !parameters ||
         (parameters->cost.passes <= 2 && parameters->cost.memory_bytes <= (1U << 16U));
}

Opener opener_of(SlotKind kind) {
  if (kind == SlotKind::words)
    return RecoveryWords{crypto::SecretBytes(k_word_secret_bytes), WordLanguage::dutch};
  if (kind == SlotKind::person) {
    Identity identity;
    test::SeededRandom random;
    identity.keys.push_back(crypto::PrivateKey::generate(crypto::KeyType::ed25519, random));
    identity.keys.push_back(crypto::PrivateKey::generate(crypto::KeyType::p256, random));
    return identity;
  }
  return Passphrase{crypto::SecretBytes::copy_of(as_bytes("p"))};
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 3) return 0;
  const ByteView rest(data + 3, size - 3);
  const std::size_t parameters = std::min<std::size_t>(data[2], rest.size());
  Slot slot{data[0], static_cast<SlotKind>(data[1]), 1, to_bytes(rest.first(parameters)),
            to_bytes(rest.subspan(parameters))};
  if (slot.sealed_key.size() > 0xffff) return 0;
  const VaultId vault{};
  const Bytes blob = encode(slot, vault);
  const auto again = decode_slot(blob, vault);
  property(again.has_value() && *again == slot);
  if (!is_cheap(slot)) return 0;
  for (const SlotKind kind : {SlotKind::passphrase, SlotKind::words, SlotKind::person}) {
    const auto key = open_slot(slot, vault, opener_of(kind));
    property(!key.has_value());
    if (kind != slot.kind) property(key.error().code == Code::unsupported);
  }
  return 0;
}
