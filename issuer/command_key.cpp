// `key list`, `key rotate`, `key retire`, `key compromised`.
#include <CLI/CLI.hpp>

#include "cid/cid.h"
#include "crypto/random.h"
#include "host/exit_codes.h"
#include "host/system.h"
#include "issuer/key_history.h"
#include "issuer/last_published.h"
#include "issuer/session.h"
#include "issuer/verbs.h"

namespace credenza::issuer {
namespace {

struct KeyListOptions {
  VerbOptions common;
};

struct KeyRotateOptions {
  VerbOptions common;
  std::optional<crypto::KeyType> type;
};

struct KeyRetireOptions {
  VerbOptions common;
  std::string id;
};

struct KeyCompromisedOptions {
  VerbOptions common;
  std::string id;
  std::string since;    ///< a date or an instant
  bool agreed = false;  ///< --yes
};

Json key_json(const Home& home, const PublicKeyEntry& entry) {
  Json out = {
      {"id", home.config.did + "#" + entry.id},       {"type", to_string(entry.key.type())},
      {"public", cid::to_multikey(entry.key)},        {"created", format_instant(entry.created)},
      {"signs", entry.id == home.config.signing_key}, {"state", to_string(entry.state)}};
  if (entry.since) out["since"] = format_instant(*entry.since);
  if (!entry.successor.empty()) out["successor"] = home.config.did + "#" + entry.successor;
  return out;
}

std::string day(Instant at) {
  const std::chrono::year_month_day date = date_in_amsterdam(at);
  return std::to_string(unsigned{date.day()}) + "-" + std::to_string(unsigned{date.month()}) + "-" +
         std::to_string(int{date.year()});
}

/// "in use, signs", "valid until rotated (1-8-2026)", "stolen, not relied on since 3-3-2026".
Sentence state_text(const Home& home, const PublicKeyEntry& entry) {
  switch (entry.state) {
    case KeyState::active:
      if (entry.id == home.config.signing_key) return {"in use, signs", "in gebruik, ondertekent"};
      return {"in use", "in gebruik"};
    case KeyState::retired:
      return {"valid until rotated (" + day(*entry.since) + ")",
              "geldig tot de wisseling (" + day(*entry.since) + ")"};
    case KeyState::compromised:
      return {"stolen, not relied on since " + day(*entry.since),
              "gestolen, telt niet meer sinds " + day(*entry.since)};
  }
  return {};
}

std::string in(const VerbOptions& common, const Sentence& sentence) {
  return common.language() == host::Language::nl ? sentence.nl : sentence.en;
}

/// "key-ed25519" of "did:web:school.example#key-ed25519" and of itself.
std::string bare_id(const std::string& text) {
  return text.substr(text.rfind('#') + 1);
}

Result<crypto::SecretBytes> ask_passphrase(const VerbOptions& common) {
  const host::Text prompt{"Passphrase of the issuer", "Wachtzin van de uitgever"};
  return host::read_passphrase(common.passphrase, prompt.in(common.language()), false);
}

/// Puts the changed keys in their place, and then into the ledger. A kill in between leaves the
/// entry to the next `publish`. A dry run keeps nothing.
Status keep(const VerbOptions& common, const Home& home, Instant now) {
  const auto store = TRY(open_store_to_write(home));
  if (common.dry_run) return {};
  TRY(save_keys(home));
  TRY(record_keys(*store, home, now));
  return {};
}

void tell_plan(const VerbOptions& common, const Home& home, const std::string& id,
               const std::string& successor) {
  const PublicKeyEntry* entry = home.keys.find(id);
  must(entry != nullptr);
  const bool stolen = entry->state == KeyState::compromised;
  tell(common,
       Sentence{id + (stolen ? " would not be relied on any more." : " would be retired."),
                id + (stolen ? " zou niet meer tellen." : " zou niet meer worden gebruikt.")});
  if (!successor.empty()) {
    tell(common,
         Sentence{successor + " would take its place.", successor + " zou in de plaats komen."});
  }
  talk(common, host::Text{"Nothing was changed.", "Er is niets veranderd."});
}

Status tell(const VerbOptions& common, const Home& home, std::string_view verb,
            const std::string& id, const std::string& successor) {
  if (common.json) {
    const PublicKeyEntry* entry = home.keys.find(id);
    must(entry != nullptr);
    Json out = {{"schema", schema_of("key." + std::string(verb))}};
    out.update(key_json(home, *entry));
    out["signing_key"] = home.signing_method();
    if (common.dry_run) out["dry_run"] = true;
    TRY(host::write_json(out));
  } else if (!successor.empty()) {
    TRY(host::write_output(host::printable(home.config.did + "#" + successor) + "\n"));
  }
  if (common.dry_run) {
    tell_plan(common, home, id, successor);
    return {};
  }
  talk(common, host::Text{"Readers see it after: credenza-issuer publish.",
                          "Lezers zien het na: credenza-issuer publish."});
  return {};
}

/// The key that signs, or the active one of the type that is asked for.
Result<std::string> key_to_rotate(const KeyRotateOptions& options, const Home& home) {
  if (!options.type) return home.config.signing_key;
  for (const PublicKeyEntry& entry : home.keys.keys()) {
    if (entry.state == KeyState::active && entry.key.type() == *options.type) return entry.id;
  }
  return fail(Code::not_found, "key", "no key of this type is active");
}

/// "2026-03-03", which begins at midnight in the Netherlands, or an instant.
Result<Instant> parse_since(const std::string& text, Instant now) {
  auto at = parse_instant(text);
  if (const auto date = parse_date(text)) {
    at = start_of_day_in_amsterdam(*date);
    if (!at) return fail(Code::out_of_range, "--since", at.error().detail);
  }
  if (!at) {
    return fail(Code::malformed, "--since",
                "has to be a date or an instant, as 2026-03-03 or 2026-03-03T09:00:00Z");
  }
  if (*at > now) return fail(Code::malformed, "--since", "lies in the future");
  return at;
}

/// That the key may be declared unsafe.
Status agreed(const KeyCompromisedOptions& options, const std::string& id, Instant since) {
  if (options.agreed) return {};
  const Sentence question{"What " + id + " signed since " + format_instant(since) +
                              " will not be relied on any more. This cannot be undone. Go on?",
                          "Wat " + id + " heeft ondertekend sinds " + format_instant(since) +
                              " telt niet meer. Dit kan niet ongedaan worden gemaakt. Doorgaan?"};
  const bool yes =
      TRY(host::confirm(in(options.common, question), options.common.passphrase.no_input, "--yes"));
  if (!yes) return fail(Code::mismatch, "answer", "the key is as it was");
  return {};
}

Result<int> key_list(const KeyListOptions& options) {
  const Home home = TRY(load_home(home_folder(options.common)));
  Json keys = Json::array();
  std::string text;
  for (const PublicKeyEntry& entry : home.keys.keys()) {
    keys.push_back(key_json(home, entry));
    text += host::printable(home.config.did + "#" + entry.id + "  " +
                            std::string(to_string(entry.key.type())) + "  " +
                            cid::to_multikey(entry.key) + "  " + format_instant(entry.created) +
                            "  " + in(options.common, state_text(home, entry))) +
            "\n";
  }
  if (options.common.json) {
    TRY(host::write_json({{"schema", schema_of("key.list")}, {"keys", std::move(keys)}}));
  } else {
    TRY(host::write_output(text));
  }
  return host::k_exit_done;
}

Result<int> key_rotate(const KeyRotateOptions& options) {
  const std::string folder = home_folder(options.common);
  static_cast<void>(TRY(load_home(folder)));
  const host::FileLock lock = TRY(lock_home(folder));
  Home home = TRY(load_home(folder));
  const std::string id = TRY(key_to_rotate(options, home));
  crypto::SystemRandom random;
  const Instant now = host::SystemClock().now();
  const crypto::SecretBytes passphrase = TRY(ask_passphrase(options.common));
  const std::string successor = TRY(home.keys.rotate(id, passphrase, now, random));
  home.config.signing_key = home.keys.signing_key(home.config.signing_key);
  TRY(keep(options.common, home, now));
  TRY(tell(options.common, home, "rotate", id, successor));
  return host::k_exit_done;
}

Result<int> key_retire(const KeyRetireOptions& options) {
  const std::string folder = home_folder(options.common);
  static_cast<void>(TRY(load_home(folder)));
  const host::FileLock lock = TRY(lock_home(folder));
  Home home = TRY(load_home(folder));
  const std::string id = bare_id(options.id);
  if (id == home.config.signing_key) {
    return fail(Code::conflict, "key",
                id + " signs; put a new one in its place with: credenza-issuer key rotate");
  }
  // Whoever has the folder and not the passphrase is to change nothing that is published.
  static_cast<void>(TRY(open_secrets(options.common, home)));
  const Instant now = host::SystemClock().now();
  TRY(home.keys.retire(id, now));
  TRY(keep(options.common, home, now));
  TRY(tell(options.common, home, "retire", id, {}));
  return host::k_exit_done;
}

Result<int> key_compromised(const KeyCompromisedOptions& options) {
  const std::string folder = home_folder(options.common);
  static_cast<void>(TRY(load_home(folder)));
  const host::FileLock lock = TRY(lock_home(folder));
  Home home = TRY(load_home(folder));
  const Instant now = host::SystemClock().now();
  const Instant since = TRY(parse_since(options.since, now));
  const std::string id = bare_id(options.id);
  if (home.keys.find(id) == nullptr)
    return fail(Code::not_found, "key", "there is no key '" + id.substr(0, 100) + "'");
  if (!options.common.dry_run) TRY(agreed(options, id, since));
  crypto::SystemRandom random;
  const crypto::SecretBytes passphrase = TRY(ask_passphrase(options.common));
  const std::string successor = TRY(home.keys.compromised(id, since, passphrase, now, random));
  home.config.signing_key = home.keys.signing_key(home.config.signing_key);
  TRY(keep(options.common, home, now));
  TRY(tell(options.common, home, "compromised", id, successor));
  if (options.common.dry_run) return host::k_exit_done;
  talk(
      options.common,
      host::Text{"What the ledger shows from before then stays good. What was issued since has to "
                 "be made again: credenza-issuer renew.",
                 "Wat volgens het register van daarvoor is, blijft goed. Wat daarna is uitgegeven, "
                 "moet opnieuw: credenza-issuer renew."});
  return host::k_exit_done;
}

void add_key_id(const CommandLine& line, CLI::App& verb, std::string& id) {
  verb.add_option(
          "KID", id,
          line.in({"The key, as key list shows it", "De sleutel, zoals key list hem toont"}))
      ->required();
}

void add_key_list(CommandLine& line, CLI::App& group) {
  const auto [verb, options] = line.verb<KeyListOptions>(
      group, {"list", {"Show the public keys", "Toon de openbare sleutels"}}, key_list);
  host::set_example(verb, "credenza-issuer key list --json");
}

void add_key_rotate(CommandLine& line, CLI::App& group) {
  const auto [verb, options] = line.verb<KeyRotateOptions>(
      group,
      {"rotate",
       {"Put a new key in the place of the one that signs; what it signed stays good",
        "Zet een nieuwe sleutel in de plaats van de oude; wat die ondertekende blijft goed"},
       Needs::passphrase},
      key_rotate);
  verb.add_option("--type", options.type,
                  line.in({"Of which type: ed25519 or p256; without: the one that signs",
                           "Van welke soort: ed25519 of p256; zonder: die ondertekent"}))
      ->transform(CLI::CheckedTransformer(
                      std::map<std::string, crypto::KeyType>{{"ed25519", crypto::KeyType::ed25519},
                                                             {"p256", crypto::KeyType::p256}})
                      .description("{ed25519,p256}"));
  add_dry_run(line, verb, options.common);
  host::set_example(verb, "credenza-issuer key rotate");
}

void add_key_retire(CommandLine& line, CLI::App& group) {
  const auto [verb, options] =
      line.verb<KeyRetireOptions>(group,
                                  {"retire",
                                   {"Stop using a key; what it signed stays good",
                                    "Gebruik een sleutel niet meer; wat die ondertekende blijft "
                                    "goed"},
                                   Needs::passphrase},
                                  key_retire);
  add_key_id(line, verb, options.id);
  add_dry_run(line, verb, options.common);
  host::set_example(verb, "credenza-issuer key retire key-p256");
}

void add_key_compromised(CommandLine& line, CLI::App& group) {
  const auto [verb, options] = line.verb<KeyCompromisedOptions>(
      group,
      {"compromised",
       {"Say that somebody else may have signed with a key since some day",
        "Zeg dat iemand anders met een sleutel getekend kan hebben sinds een dag"},
       Needs::passphrase},
      key_compromised);
  add_key_id(line, verb, options.id);
  verb.add_option(
          "--since", options.since,
          line.in({"From when on it is not relied on: a day (from midnight in the Netherlands) or "
                   "an instant",
                   "Vanaf wanneer ze niet telt: een dag (vanaf middernacht in Nederland) of een "
                   "tijdstip"}))
      ->required();
  verb.add_flag("--yes", options.agreed, line.in({"Do not ask", "Vraag niets"}));
  add_dry_run(line, verb, options.common);
  host::set_example(verb, "credenza-issuer key compromised key-ed25519 --since 2026-03-03 --yes");
}

}  // namespace

void add_key_verbs(CommandLine& line) {
  CLI::App& group = line.group("key", {"The keys of the issuer", "De sleutels van de uitgever"});
  add_key_list(line, group);
  add_key_rotate(line, group);
  add_key_retire(line, group);
  add_key_compromised(line, group);
}

}  // namespace credenza::issuer
