// slot list, slot rm, slot test: the ways into the vault.
#include <algorithm>

#include <CLI/CLI.hpp>

#include "host/exit_codes.h"
#include "wallet/opening.h"
#include "wallet/seen_vaults.h"
#include "wallet/session.h"
#include "wallet/slots.h"
#include "wallet/texts.h"

namespace credenza::wallet {
namespace {

struct ListOptions {
  VerbOptions common;
  bool closed = false;
};

struct SlotOptions {
  VerbOptions common;
  std::string id;
  bool yes = false;
};

Text kind_text(SlotKind kind) noexcept {
  switch (kind) {
    case SlotKind::passphrase:
      return {"passphrase", "wachtzin"};
    case SlotKind::words:
      return {"recovery words", "herstelwoorden"};
    case SlotKind::person:
      return {"another person", "iemand anders"};
  }
  return {"of a newer program", "van een nieuwer programma"};
}

/// A text, or null where nothing is known.
Json known(const std::string& text) {
  return text.empty() ? Json() : Json(text);
}

Json to_json(const KnownSlot& slot) {
  return {{"id", to_text(slot.id)},
          {"kind", to_string(slot.kind)},
          {"label", known(slot.note.label)},
          {"person", known(slot.note.person)},
          {"made", slot.note.made ? Json(format_instant(*slot.note.made)) : Json()},
          {"used", known(slot.note.used)},
          {"tested", known(slot.note.tested)}};
}

/// "used 12-06-2026", or that it was not.
std::string day_text(const Text& what, const std::string& day, Language language) {
  const auto read = parse_instant(day + "T00:00:00Z");
  const Text never{"never", "nooit"};
  return std::string(what.in(language)) + " " +
         (read
              ? date_text(std::chrono::year_month_day(std::chrono::floor<std::chrono::days>(*read)),
                          language)
              : std::string(never.in(language)));
}

std::string line_of(const KnownSlot& slot, Language language) {
  const Text unknown{"unknown", "onbekend"};
  std::string line = to_text(slot.id).substr(0, 8) + "  " +
                     padded(kind_text(slot.kind).in(language), 15) + " " +
                     padded(shown(slot.note.label), 20) + " ";
  const Text made{"made ", "gemaakt "};
  line += std::string(made.in(language)) + (slot.note.made ? date_text(*slot.note.made, language)
                                                           : std::string(unknown.in(language)));
  line += "  " + day_text({"last used", "laatst gebruikt"}, slot.note.used, language);
  line += "  " + day_text({"last tested", "laatst geprobeerd"}, slot.note.tested, language);
  if (!slot.note.person.empty()) line += "  " + shown(slot.note.person);
  return line + "\n";
}

Status write_list(const VerbOptions& options, const std::vector<KnownSlot>& slots) {
  if (options.json) {
    Json list = Json::array();
    for (const KnownSlot& slot : slots)
      list.push_back(to_json(slot));
    return host::write_json(
        {{"schema", "credenza.wallet.slot.list/1"}, {"slots", std::move(list)}});
  }
  std::string table;
  for (const KnownSlot& slot : slots)
    table += line_of(slot, options.language());
  return host::write_output(table);
}

/// What can be seen of a vault that nobody opened: kinds and ids.
Result<std::vector<KnownSlot>> seen_slots(const VerbOptions& options) {
  const LockedVault locked = TRY(LockedVault::open(vault_path(options), Access::read));
  std::vector<KnownSlot> slots;
  for (const SeenSlot& slot : locked.slots()) {
    if (slot.kind) {
      slots.push_back({slot.id, *slot.kind, {}});
    } else {
      talk(options, {"damaged: a way in", "beschadigd: een manier om te openen"});
    }
  }
  return slots;
}

Result<int> slot_list(const ListOptions& options) {
  if (options.closed) {
    const std::vector<KnownSlot> slots = TRY(seen_slots(options.common));
    TRY(write_list(options.common, slots));
    return host::k_exit_done;
  }
  const Vault vault = TRY(open_vault(options.common, Access::read));
  TRY(write_list(options.common, known_slots(vault)));
  return host::k_exit_done;
}

const KnownSlot& slot_of(const std::vector<KnownSlot>& slots, Id id) {
  const auto at = std::ranges::find(slots, id, &KnownSlot::id);
  must(at != slots.end());
  return *at;
}

std::vector<Id> ids_of(const Vault& vault) {
  std::vector<Id> ids;
  for (const Slot& slot : vault.slots())
    ids.push_back(slot.id);
  return ids;
}

Result<int> slot_rm(const SlotOptions& options) {
  Vault vault = TRY(open_vault(without_agent(options.common), Access::write));
  const Id id = TRY(find_slot(ids_of(vault), options.id));
  const Language language = options.common.language();
  if (!options.yes && vault.slots().size() > 1) {
    const std::vector<KnownSlot> slots = known_slots(vault);
    const Text question{"The vault will not open this way any more. Remove it?",
                        "De kluis gaat dan zo niet meer open. Verwijderen?"};
    const bool agreed = TRY(
        host::confirm(line_of(slot_of(slots, id), language) + std::string(question.in(language)),
                      options.common.passphrase.no_input, "--yes"));
    if (!agreed) return fail(Code::mismatch, "slot answer", "nothing was removed");
  }
  crypto::SystemRandom random;
  TRY(remove_slot(vault, id, host::SystemClock().now(), random));
  if (options.common.json) {
    TRY(host::write_json({{"schema", "credenza.wallet.slot.rm/1"}, {"id", to_text(id)}}));
  } else {
    TRY(host::write_output(to_text(id).substr(0, 8) + "\n"));
  }
  talk(options.common, {"Removed. Older copies of the vault still open this way: delete them too.",
                        "Verwijderd. Oudere kopieën van de kluis gaan zo nog wel open. Gooi die "
                        "ook weg."});
  return host::k_exit_done;
}

Result<int> slot_test(const SlotOptions& options) {
  const std::string path = vault_path(options.common);
  LockedVault locked = TRY(LockedVault::open(path, Access::write));
  std::vector<Id> ids;
  const std::vector<SeenSlot> slots = locked.slots();
  for (const SeenSlot& slot : slots)
    ids.push_back(slot.id);
  const Id id = TRY(find_slot(ids, options.id));
  const SeenSlot& slot = *std::ranges::find(slots, id, &SeenSlot::id);
  if (!slot.kind)
    return fail(Code::malformed, "slot/" + to_text(id), "this way to open is damaged");
  const Opener opener = TRY(read_opener(options.common, locked, slot.kind));
  Result<Vault> vault = std::move(locked).unlock(opener, id);
  if (!vault && is_damage(vault.error())) tell_what_is_left(options.common, path, opener);
  if (!vault) return vault.error();
  crypto::SystemRandom random;
  TRY(note_test(*vault, host::SystemClock().now(), random));
  if (!options.common.ephemeral) remember_seen(*vault);
  if (options.common.json) {
    Json said = to_json(slot_of(known_slots(*vault), id));
    Json out{{"schema", "credenza.wallet.slot.test/1"}};
    out.update(said);
    TRY(host::write_json(out));
  } else {
    TRY(host::write_output(to_text(id).substr(0, 8) + "\n"));
  }
  talk(options.common,
       {"It opens the vault. The day is noted.", "Het opent de kluis. De dag is genoteerd."});
  return host::k_exit_done;
}

}  // namespace

void add_slot_verbs(CommandLine& line) {
  CLI::App& slot =
      line.group("slot", {"The ways to open the vault", "De manieren om de kluis te openen"});
  const auto [list, list_options] = line.verb<ListOptions>(
      slot, {"list", {"Show the ways to open the vault", "Toon de manieren om de kluis te openen"}},
      slot_list);
  list.add_flag("--closed", list_options.closed,
                line.in({"Do not open the vault: show only kinds",
                         "Open de kluis niet: toon alleen de soorten"}));
  host::set_example(list, "credenza-wallet slot list");
  add_slot_add(line, slot);
  const auto [rm, rm_options] = line.verb<SlotOptions>(
      slot,
      {"rm", {"Take a way to open the vault away", "Haal een manier om de kluis te openen weg"}},
      slot_rm);
  add_id(line, rm, rm_options.id);
  add_yes(line, rm, rm_options.yes);
  host::set_example(rm, "credenza-wallet slot rm 5c21");
  const auto [test, test_options] =
      line.verb<SlotOptions>(slot,
                             {"test",
                              {"Try a way to open the vault, and note the day",
                               "Probeer een manier om de kluis te openen, en noteer de dag"}},
                             slot_test);
  add_id(line, test, test_options.id);
  host::set_example(test, "credenza-wallet slot test 8e07");
}

}  // namespace credenza::wallet
