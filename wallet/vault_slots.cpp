// The slots of an open vault: what of a transaction is about them.
#include <algorithm>

#include "wallet/slot_notes.h"
#include "wallet/vault.h"
#include "wallet/vault_detail.h"

namespace credenza::wallet {
namespace {

/// Puts `item` where its id belongs, in place of one with the same.
template <class Item>
void put(std::vector<Item>& items, const Item& item) {
  const auto at = std::ranges::lower_bound(items, item.id, {}, &Item::id);
  if (at != items.end() && at->id == item.id) {
    *at = item;
  } else {
    items.insert(at, item);
  }
}

}  // namespace

Status Vault::compare_slots() {
  sqlite::Statement rows = TRY(database_.prepare("SELECT id, body FROM slot ORDER BY id"));
  std::vector<ListedSlot> stored;
  std::vector<Slot> slots;
  while (TRY(rows.step())) {
    const auto id = static_cast<Id>(TRY(rows.integer(0)));
    const ByteView body = TRY(rows.view(1));
    stored.push_back({id, digest_of(body)});
    Result<Slot> slot = decode_slot(body, vault_);
    if (slot) slots.push_back(std::move(*slot));
  }
  if (manifest_.slots != stored || slots.size() != stored.size()) {
    return fail(Code::mismatch, "slots",
                "a way to open the vault was added, taken away or put back from outside");
  }
  slots_ = std::move(slots);
  return {};
}

Result<Slot> Vault::make_slot(const Way& way, Id id, Random& random) const {
  if (data_key_.empty()) {
    return fail(Code::forbidden, "passphrase",
                "a way in is made by who opens one: use --no-agent, or --passphrase-file");
  }
  return wallet::make_slot(vault_, data_key_, way, id, random);
}

/// Reading writes nothing, so a day of use is noted with the first change of that day.
std::optional<Put> Vault::note_of_use(const Changes& changes, Instant now) const {
  if (opened_by_ == 0 || !changes.slots.empty() || !changes.slot_removals.empty())
    return std::nullopt;
  const auto notes = SlotNotes::find(index_);
  if (!notes) return std::nullopt;
  const bool in_hand =
      std::ranges::any_of(changes.puts, [&](const Put& put) { return put.id == notes->record(); });
  if (in_hand || std::ranges::find(changes.removals, notes->record()) != changes.removals.end())
    return std::nullopt;
  SlotNotes noted = *notes;
  noted.set_used(opened_by_, now);
  if (noted.meta() == notes->meta()) return std::nullopt;
  return Put{noted.record(), Kind::settings, noted.meta(), {}};
}

Status Vault::draft_slots(Draft& draft, const Changes& changes) const {
  draft.slots = slots_;
  for (const Id id : changes.slot_removals) {
    const auto gone = std::erase_if(draft.slots, [id](const Slot& slot) { return slot.id == id; });
    if (gone == 0) return fail(Code::not_found, to_text(id), "the vault has no such way in");
    std::erase_if(draft.manifest.slots, [id](const ListedSlot& slot) { return slot.id == id; });
  }
  draft.slot_removals = changes.slot_removals;
  for (const Slot& slot : changes.slots) {
    Bytes blob = encode(slot, vault_);
    put(draft.slots, slot);
    put(draft.manifest.slots, ListedSlot{slot.id, digest_of(blob)});
    draft.slot_blobs.emplace_back(slot.id, std::move(blob));
  }
  if (draft.slots.empty()) {
    return fail(Code::forbidden, "last slot",
                "this is the only way into the vault; add another one first");
  }
  if (draft.slots.size() > std::max(k_max_slots, slots_.size()))
    return fail(Code::out_of_range, "slots", "a vault has at most 32 ways in");
  return {};
}

Status Vault::write_slots(const Draft& draft) {
  sqlite::Statement remove = TRY(database_.prepare("DELETE FROM slot WHERE id = ?"));
  for (const Id id : draft.slot_removals) {
    remove.bind(1, detail::column(id));
    TRY(remove.run());
  }
  sqlite::Statement put =
      TRY(database_.prepare("INSERT OR REPLACE INTO slot (id, body) VALUES (?, ?)"));
  for (const auto& [id, blob] : draft.slot_blobs) {
    put.bind(1, detail::column(id));
    put.bind(2, ByteView(blob));
    TRY(put.run());
  }
  return {};
}

}  // namespace credenza::wallet
