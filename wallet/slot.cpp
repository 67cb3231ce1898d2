#include "wallet/slot.h"

#include <algorithm>

#include "crypto/seal.h"
#include "crypto/sealed_box.h"
#include "wallet/wire.h"

namespace credenza::wallet {
namespace {

constexpr std::string_view k_label = "credenza-slot/1";
constexpr std::uint8_t k_layout = 1;
constexpr std::uint8_t k_argon2id = 1;
constexpr std::uint8_t k_sealed_box = 1;

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

namespace {

/// Fills in how the key comes out of `secret`, and makes it.
Result<crypto::SecretBytes> new_derived_key(Slot& slot, const crypto::SecretBytes& secret,
                                            const crypto::PasswordCost& cost, Random& random) {
  PasswordParameters parameters{cost, {}};
  random.fill(parameters.salt);
  slot.parameters = encode(parameters);
  return crypto::derive_key(secret, parameters.salt, cost);
}

/// Makes a key, and fills in the box in which it is handed to the owner of `receiver`.
Result<crypto::SecretBytes> new_boxed_key(Slot& slot, const crypto::PublicKey& receiver,
                                          Random& random) {
  if (receiver.type() != crypto::KeyType::ed25519) {
    return fail(Code::unsupported, "key", "another person's key has to be of Ed25519");
  }
  const crypto::AgreementKey to = TRY(crypto::AgreementKey::of(receiver));
  crypto::SecretBytes key = crypto::SecretBytes::random(crypto::k_seal_key_bytes, random);
  const Bytes box = TRY(crypto::seal_for(to, key, random));
  Writer parameters;
  parameters.number(k_sealed_box, 1);
  parameters.raw(box);
  slot.parameters = std::move(parameters).take();
  return key;
}

Status check_form(const Slot& slot, SlotKind kind) {
  if (slot.layout != k_layout || slot.kind != kind) {
    return fail(Code::unsupported, "slot", "does not open this way in this version of the program");
  }
  if (slot.sealed_key.size() != k_data_key_bytes + crypto::k_seal_overhead) {
    return fail(Code::malformed, "slot", "its sealed key has the wrong length");
  }
  return {};
}

Result<crypto::SecretBytes> open_derived(const Slot& slot, const VaultId& vault, SlotKind kind,
                                         const crypto::SecretBytes& secret) {
  TRY(check_form(slot, kind));
  const PasswordParameters parameters = TRY(decode_password_parameters(slot.parameters));
  const crypto::SecretBytes key = TRY(crypto::derive_key(secret, parameters.salt, parameters.cost));
  Result<crypto::SecretBytes> data_key =
      crypto::open(key, slot.sealed_key, context_of(slot, vault));
  if (data_key) return data_key;
  if (kind == SlotKind::words)
    return fail(Code::bad_signature, "words", "these words do not open the vault");
  return fail(Code::bad_signature, "passphrase", "this passphrase does not open the vault");
}

Result<crypto::SecretBytes> open_boxed(const Slot& slot, const VaultId& vault,
                                       const Identity& identity) {
  TRY(check_form(slot, SlotKind::person));
  Reader reader(slot.parameters, "slot");
  const std::uint64_t algorithm = TRY(reader.number(1));
  if (algorithm != k_sealed_box)
    return fail(Code::unsupported, "slot", "its way of handing over a key is not known here");
  const ByteView box = TRY(reader.raw(crypto::k_seal_key_bytes + crypto::k_sealed_box_overhead));
  TRY(reader.end());
  for (const crypto::PrivateKey& own : identity.keys) {
    const Result<crypto::SecretBytes> key = crypto::open_sealed(own, box);
    if (!key) continue;
    Result<crypto::SecretBytes> data_key =
        crypto::open(*key, slot.sealed_key, context_of(slot, vault));
    if (data_key) return data_key;
  }
  return fail(Code::bad_signature, "identity", "none of these keys opens the vault");
}

}  // namespace

Result<Slot> make_slot(const VaultId& vault, const crypto::SecretBytes& data_key, const Way& way,
                       Id id, Random& random) {
  must(data_key.size() == k_data_key_bytes);
  Slot slot{k_layout, SlotKind::passphrase, id, {}, {}};
  crypto::SecretBytes key;
  if (const auto* passphrase = std::get_if<PassphraseWay>(&way)) {
    key = TRY(new_derived_key(slot, passphrase->passphrase, passphrase->cost, random));
  } else if (const auto* words = std::get_if<WordsWay>(&way)) {
    slot.kind = SlotKind::words;
    key = TRY(new_derived_key(slot, words->words.secret, words->cost, random));
  } else {
    slot.kind = SlotKind::person;
    key = TRY(new_boxed_key(slot, std::get<PersonWay>(way).key, random));
  }
  slot.sealed_key = crypto::seal(key, data_key.reveal(), context_of(slot, vault), random);
  return slot;
}

SlotKind kind_of(const Opener& opener) noexcept {
  if (std::holds_alternative<Passphrase>(opener)) return SlotKind::passphrase;
  return std::holds_alternative<RecoveryWords>(opener) ? SlotKind::words : SlotKind::person;
}

std::string_view to_string(SlotKind kind) noexcept {
  switch (kind) {
    case SlotKind::passphrase:
      return "passphrase";
    case SlotKind::words:
      return "words";
    case SlotKind::person:
      return "person";
  }
  return "other";
}

Result<crypto::SecretBytes> open_slot(const Slot& slot, const VaultId& vault,
                                      const Opener& opener) {
  if (const auto* passphrase = std::get_if<Passphrase>(&opener))
    return open_slot(slot, vault, passphrase->text);
  if (const auto* words = std::get_if<RecoveryWords>(&opener))
    return open_derived(slot, vault, SlotKind::words, words->secret);
  return open_boxed(slot, vault, std::get<Identity>(opener));
}

Result<crypto::SecretBytes> open_slot(const Slot& slot, const VaultId& vault,
                                      const crypto::SecretBytes& passphrase) {
  return open_derived(slot, vault, SlotKind::passphrase, passphrase);
}

}  // namespace credenza::wallet
