#include "wallet/salvage.h"

#include "crypto/random.h"
#include "host/files.h"
#include "host/system.h"
#include "wallet/dutch.h"
#include "wallet/held.h"
#include "wallet/opening.h"
#include "wallet/session.h"
#include "wallet/slot_notes.h"
#include "wallet/texts.h"

namespace credenza::wallet {
namespace {

using host::Diagnosis;
using host::Health;

/// The records, as they are to stand in another vault.
struct Saved {
  std::vector<Content> contents;
  Changes changes;
};

Result<Saved> saved_from(Vault& vault) {
  const auto notes = SlotNotes::find(vault.index());
  Saved saved;
  for (const Entry& entry : vault.index().entries()) {
    // What is known of the ways into the old vault says nothing of the new one.
    if (notes && notes->record() == entry.id) continue;
    saved.contents.push_back(TRY(vault.read(entry.id)));
    Json meta = json::to_value(entry.entry);
    meta.erase("id");
    meta.erase("kind");
    saved.changes.puts.push_back(
        {entry.id, entry.kind, std::move(meta), saved.contents.back().body()});
  }
  return saved;
}

Status write_new(Vault& vault, const std::string& out, const crypto::SecretBytes& passphrase) {
  const Saved saved = TRY(saved_from(vault));
  const Instant now = host::SystemClock().now();
  crypto::SystemRandom random;
  TRY(create_vault(out, {.passphrase = passphrase, .now = now}, random));
  LockedVault locked = TRY(LockedVault::open(out, Access::write));
  Vault fresh = TRY(std::move(locked).unlock(passphrase));
  return fresh.commit(saved.changes, now, random);
}

/// The new vault opens with the passphrase that opened the damaged one, or with a new one.
Result<crypto::SecretBytes> passphrase_for_new(const VerbOptions& options, const Opener& opener) {
  if (const auto* typed = std::get_if<Passphrase>(&opener))
    return crypto::SecretBytes::copy_of(typed->text.reveal());
  const host::Text prompt{"New passphrase", "Nieuwe wachtzin"};
  return host::read_passphrase(options.passphrase, prompt.in(options.language()), true);
}

Diagnosis lost_one(const Error& error) {
  // The place is the name already.
  const Error why{error.code, "", error.detail};
  if (!error.where.starts_with("record/")) {
    return host::ill(
        error.where, Health::problem,
        {"this was damaged, or changed by somebody", "dit is beschadigd, of door iemand veranderd"},
        {"There may have been more in the vault, or something newer. Look at a copy.",
         "Er zat misschien meer in de kluis, of iets nieuwers. Kijk in een kopie."},
        why, dutch_sentences());
  }
  return host::ill(error.where, Health::problem, {"this is lost", "dit is weg"},
                   {"Put it back from a copy, or ask the issuer for it again.",
                    "Zet het terug uit een kopie, of vraag het de uitgever opnieuw."},
                   why, dutch_sentences());
}

/// Each credential that can be read, by its name.
std::vector<Diagnosis> readable(const Vault& vault) {
  std::vector<Diagnosis> found;
  const auto held = held_credentials(vault);
  if (!held) return found;
  for (const HeldCredential& one : *held) {
    const std::string en = "it can be read: " + title_of(one.held, Language::en);
    const std::string nl = "dit is te lezen: " + title_of(one.held, Language::nl);
    found.push_back(host::healthy("record/" + to_text(one.id), {en, nl}));
  }
  return found;
}

}  // namespace

Result<std::vector<Diagnosis>> salvage(const VerbOptions& options, const std::string& out) {
  if (!out.empty() && host::exists(out))
    return fail(Code::conflict, out, "something is there already");
  LockedVault locked = TRY(LockedVault::open(vault_path(options), Access::look));
  const Opener opener = TRY(read_opener(options, locked));
  Salvage found = TRY(std::move(locked).salvage(opener));
  std::vector<Diagnosis> told = readable(found.vault);
  const std::string count = std::to_string(found.vault.index().entries().size());
  if (out.empty()) {
    const std::string en = count + " records can be read";
    const std::string nl = count + " onderdelen zijn te lezen";
    told.push_back(host::healthy("salvage", {en, nl}));
  } else {
    const crypto::SecretBytes passphrase = TRY(passphrase_for_new(options, opener));
    TRY(write_new(found.vault, out, passphrase));
    const std::string en = count + " records are in the new vault";
    const std::string nl = count + " onderdelen zitten in de nieuwe kluis";
    told.push_back(host::healthy("salvage", {en, nl}));
  }
  for (const Error& lost : found.lost)
    told.push_back(lost_one(lost));
  return told;
}

}  // namespace credenza::wallet
