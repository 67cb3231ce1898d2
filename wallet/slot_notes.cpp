#include "wallet/slot_notes.h"

namespace credenza::wallet {
namespace {

constexpr std::string_view k_about = "slots";

std::string day_of(Instant at) {
  return format_instant(at).substr(0, std::string_view("2026-06-12").size());
}

std::string text_at(const Json& entry, const char* name) {
  const auto at = entry.find(name);
  return at != entry.end() && at->is_string() ? at->get<std::string>() : std::string();
}

/// At most k_max_note_bytes, never ending inside a character.
std::string bounded(const std::string& text) {
  std::size_t end = std::min(text.size(), k_max_note_bytes);
  while (end < text.size() && end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
    --end;
  return text.substr(0, end);
}

}  // namespace

SlotNotes::SlotNotes(Random& random)
    : SlotNotes(make_id(random), Json{{"about", k_about}, {"slots", Json::object()}}) {}

std::optional<SlotNotes> SlotNotes::find(const Index& index) {
  for (const Entry& entry : index.entries()) {
    if (entry.kind != Kind::settings) continue;
    if (entry.entry.string_at("about").value_or(std::string_view{}) != k_about) continue;
    Json meta = json::to_value(entry.entry);
    meta.erase("id");
    meta.erase("kind");
    if (!meta.contains("slots") || !meta["slots"].is_object()) meta["slots"] = Json::object();
    return SlotNotes(entry.id, std::move(meta));
  }
  return std::nullopt;
}

SlotNote SlotNotes::of(Id slot) const {
  const auto at = meta_["slots"].find(to_text(slot));
  if (at == meta_["slots"].end() || !at->is_object()) return {};
  SlotNote note{text_at(*at, "label"),
                text_at(*at, "person"),
                {},
                text_at(*at, "used"),
                text_at(*at, "tested")};
  const auto made = parse_instant(text_at(*at, "made"));
  if (made) note.made = *made;
  return note;
}

Json& SlotNotes::entry(Id slot) {
  Json& entry = meta_["slots"][to_text(slot)];
  if (!entry.is_object()) entry = Json::object();
  return entry;
}

void SlotNotes::set_made(Id slot, const SlotNote& note) {
  Json& entry = this->entry(slot);
  if (!note.label.empty()) entry["label"] = bounded(note.label);
  if (!note.person.empty()) entry["person"] = bounded(note.person);
  if (note.made) entry["made"] = format_instant(*note.made);
}

void SlotNotes::set_used(Id slot, Instant at) {
  entry(slot)["used"] = day_of(at);
}

void SlotNotes::set_tested(Id slot, Instant at) {
  entry(slot)["tested"] = day_of(at);
}

void SlotNotes::forget(Id slot) {
  meta_["slots"].erase(to_text(slot));
}

}  // namespace credenza::wallet
