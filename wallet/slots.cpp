#include "wallet/slots.h"

#include <algorithm>

namespace credenza::wallet {
namespace {

/// A way that is to be kept costs at least the floor to guess.
Status check_cost(const Way& way) {
  const crypto::PasswordCost& floor = crypto::k_password_cost_floor;
  const crypto::PasswordCost* cost = nullptr;
  if (const auto* passphrase = std::get_if<PassphraseWay>(&way)) cost = &passphrase->cost;
  if (const auto* words = std::get_if<WordsWay>(&way)) cost = &words->cost;
  if (cost != nullptr && (cost->passes < floor.passes || cost->memory_bytes < floor.memory_bytes)) {
    return fail(Code::out_of_range, "cost", "a new slot takes at least 3 passes over 64 MiB");
  }
  return {};
}

const Slot* find(const Vault& vault, Id id) {
  const auto at = std::ranges::find(vault.slots(), id, &Slot::id);
  return at == vault.slots().end() ? nullptr : &*at;
}

Error no_such(Id id) {
  return fail(Code::not_found, to_text(id), "the vault has no such way in");
}

SlotNotes notes_of(const Vault& vault, Random& random) {
  const auto known = SlotNotes::find(vault.index());
  return known ? *known : SlotNotes(random);
}

/// `changes` with the notes among them.
Status commit(Vault& vault, Changes changes, const SlotNotes& notes, Instant now, Random& random) {
  changes.puts.push_back({notes.record(), Kind::settings, notes.meta(), {}});
  return vault.commit(changes, now, random);
}

}  // namespace

std::vector<KnownSlot> known_slots(const Vault& vault) {
  const auto notes = SlotNotes::find(vault.index());
  std::vector<KnownSlot> all;
  for (const Slot& slot : vault.slots())
    all.push_back({slot.id, slot.kind, notes ? notes->of(slot.id) : SlotNote{}});
  std::ranges::stable_sort(all, [](const KnownSlot& a, const KnownSlot& b) {
    return std::pair(a.note.made, a.kind) < std::pair(b.note.made, b.kind);
  });
  return all;
}

Result<Id> find_slot(const std::vector<Id>& slots, std::string_view prefix) {
  const bool hexadecimal = std::ranges::all_of(
      prefix, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
  if (prefix.size() < 4 || prefix.size() > 16 || !hexadecimal) {
    return fail(Code::malformed, "id",
                "an id has 4 to 16 of the characters 0-9 and a-f, as 'slot list' shows it");
  }
  std::optional<Id> found;
  for (const Id id : slots) {
    if (!to_text(id).starts_with(prefix)) continue;
    if (found) return fail(Code::conflict, "id", "several ids begin so; give more characters");
    found = id;
  }
  if (!found)
    return fail(Code::not_found, std::string(prefix), "no way in has an id that begins so");
  return *found;
}

Result<Id> add_slot(Vault& vault, const Way& way, SlotNote note, Instant now, Random& random) {
  TRY(check_cost(way));
  if (vault.slots().size() >= k_max_slots)
    return fail(Code::out_of_range, "slots", "a vault has at most 32 ways in");
  Changes changes;
  changes.slots.push_back(TRY(vault.make_slot(way, make_id(random), random)));
  const Id id = changes.slots.back().id;
  SlotNotes notes = notes_of(vault, random);
  note.made = now;
  notes.set_made(id, note);
  notes.set_used(vault.opened_by(), now);
  TRY(commit(vault, std::move(changes), notes, now, random));
  return id;
}

Status remove_slot(Vault& vault, Id slot, Instant now, Random& random) {
  if (find(vault, slot) == nullptr) return no_such(slot);
  if (vault.slots().size() == 1) {
    return fail(Code::forbidden, "last slot",
                "this is the only way into the vault; add another one first");
  }
  Changes changes;
  changes.slot_removals.push_back(slot);
  SlotNotes notes = notes_of(vault, random);
  notes.set_used(vault.opened_by(), now);
  notes.forget(slot);
  return commit(vault, std::move(changes), notes, now, random);
}

Status change_passphrase(Vault& vault, Id slot, const PassphraseWay& way, Instant now,
                         Random& random) {
  TRY(check_cost(way));
  const Slot* known = find(vault, slot);
  if (known == nullptr) return no_such(slot);
  if (known->kind != SlotKind::passphrase)
    return fail(Code::unsupported, "slot", "this way in does not open with a passphrase");
  Changes changes;
  changes.slots.push_back(TRY(vault.make_slot(way, slot, random)));
  return vault.commit(changes, now, random);
}

Status note_test(Vault& vault, Instant now, Random& random) {
  SlotNotes notes = notes_of(vault, random);
  notes.set_used(vault.opened_by(), now);
  notes.set_tested(vault.opened_by(), now);
  return commit(vault, {}, notes, now, random);
}

}  // namespace credenza::wallet
