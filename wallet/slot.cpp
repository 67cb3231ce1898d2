#include "wallet/slot.h"

#include <algorithm>

#include "crypto/seal.h"
#include "wallet/wire.h"

namespace credenza::wallet {
namespace {

constexpr std::string_view k_label = "credenza-slot/1";
constexpr std::uint8_t k_layout = 1;
constexpr std::uint8_t k_argon2id = 1;

void write_front(Writer& out, const Slot& slot) {
  out.number(slot.layout, 1);
  out.number(static_cast<std::uint8_t>(slot.kind), 1);
  out.number(slot.id, 8);
  out.number(slot.parameters.size(), 2);
  out.raw(slot.parameters);
}

/// What the data key is sealed for: this slot, with these parameters, of this vault.
Bytes context_of(const Slot& slot, const VaultId& vault) {
  Writer context;
  context.raw(as_bytes(k_label));
  context.raw(vault);
  write_front(context, slot);
  return std::move(context).take();
}

DigestBytes slot_digest(ByteView before, const VaultId& vault) {
  Writer labelled;
  labelled.raw(as_bytes(k_label));
  labelled.raw(vault);
  labelled.raw(before);
  return digest_of(labelled.bytes());
}

}  // namespace

Bytes encode(const Slot& slot, const VaultId& vault) {
  must(slot.parameters.size() <= 0xffff && slot.sealed_key.size() <= 0xffff);
  Writer out;
  write_front(out, slot);
  out.number(slot.sealed_key.size(), 2);
  out.raw(slot.sealed_key);
  out.raw(slot_digest(out.bytes(), vault));
  return std::move(out).take();
}

Result<Slot> decode_slot(ByteView blob, const VaultId& vault) {
  Reader reader(blob, "slot");
  Slot slot;
  slot.layout = static_cast<std::uint8_t>(TRY(reader.number(1)));
  slot.kind = static_cast<SlotKind>(TRY(reader.number(1)));
  slot.id = TRY(reader.number(8));
  const std::uint64_t parameters = TRY(reader.number(2));
  slot.parameters = to_bytes(TRY(reader.raw(static_cast<std::size_t>(parameters))));
  const std::uint64_t key = TRY(reader.number(2));
  slot.sealed_key = to_bytes(TRY(reader.raw(static_cast<std::size_t>(key))));
  const DigestBytes expected = slot_digest(blob.first(blob.size() - reader.left()), vault);
  const ByteView digest = TRY(reader.raw(expected.size()));
  TRY(reader.end());
  if (!std::ranges::equal(digest, expected)) {
    return fail(Code::malformed, "slot", "its digest does not fit: damaged, or of another vault");
  }
  return slot;
}

Bytes encode(const PasswordParameters& parameters) {
  Writer out;
  out.number(k_argon2id, 1);
  out.number(parameters.cost.passes, 8);
  out.number(parameters.cost.memory_bytes, 8);
  out.raw(parameters.salt);
  return std::move(out).take();
}

Result<PasswordParameters> decode_password_parameters(ByteView bytes) {
  Reader reader(bytes, "slot");
  const std::uint64_t algorithm = TRY(reader.number(1));
  if (algorithm != k_argon2id)
    return fail(Code::unsupported, "slot", "its key derivation is not known here");
  PasswordParameters parameters;
  parameters.cost.passes = TRY(reader.number(8));
  parameters.cost.memory_bytes = TRY(reader.number(8));
  const ByteView salt = TRY(reader.raw(parameters.salt.size()));
  TRY(reader.end());
  std::ranges::copy(salt, parameters.salt.begin());
  return parameters;
}

Result<Slot> make_passphrase_slot(const VaultId& vault, const crypto::SecretBytes& data_key,
                                  const crypto::SecretBytes& passphrase,
                                  const crypto::PasswordCost& cost, Random& random) {
  must(data_key.size() == k_data_key_bytes);
  PasswordParameters parameters{cost, {}};
  random.fill(parameters.salt);
  const crypto::SecretBytes key = TRY(crypto::derive_key(passphrase, parameters.salt, cost));
  Slot slot{k_layout, SlotKind::passphrase, make_id(random), encode(parameters), {}};
  slot.sealed_key = crypto::seal(key, data_key.reveal(), context_of(slot, vault), random);
  return slot;
}

Result<crypto::SecretBytes> open_slot(const Slot& slot, const VaultId& vault,
                                      const crypto::SecretBytes& passphrase) {
  if (slot.layout != k_layout || slot.kind != SlotKind::passphrase) {
    return fail(Code::unsupported, "slot",
                "does not open with a passphrase in this version of the program");
  }
  const PasswordParameters parameters = TRY(decode_password_parameters(slot.parameters));
  if (slot.sealed_key.size() != k_data_key_bytes + crypto::k_seal_overhead) {
    return fail(Code::malformed, "slot", "its sealed key has the wrong length");
  }
  const crypto::SecretBytes key =
      TRY(crypto::derive_key(passphrase, parameters.salt, parameters.cost));
  Result<crypto::SecretBytes> data_key =
      crypto::open(key, slot.sealed_key, context_of(slot, vault));
  if (!data_key)
    return fail(Code::bad_signature, "passphrase", "this passphrase does not open the vault");
  return data_key;
}

}  // namespace credenza::wallet
