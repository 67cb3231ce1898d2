// `key list`, `key rotate`, `key retire`, `key compromised`.
#include "cid/cid.h"
#include "crypto/random.h"
#include "host/exit_codes.h"
#include "host/system.h"
#include "issuer/key_history.h"
#include "issuer/session.h"

namespace credenza::issuer {
namespace {

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
  const std::chrono::year_month_day date = host::local_date(at);
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

std::string in(const Options& options, const Sentence& sentence) {
  return options.common.language() == host::Language::nl ? sentence.nl : sentence.en;
}

/// "key-ed25519" of "did:web:school.example#key-ed25519" and of itself.
std::string bare_id(const std::string& text) {
  return text.substr(text.rfind('#') + 1);
}

Result<crypto::SecretBytes> ask_passphrase(const Options& options) {
  const host::Text prompt{"Passphrase of the issuer", "Wachtzin van de uitgever"};
  return host::read_passphrase(options.common.passphrase, prompt.in(options.common.language()),
                               false);
}

/// Puts the changed keys in their place, and then into the ledger. A kill in between leaves the
/// entry to the next `publish`.
Status keep(const Home& home, Instant now) {
  TRY(save_keys(home));
  const auto store = TRY(open_store(home));
  return record_keys(*store, home, now);
}

Status tell(const Options& options, const Home& home, std::string_view verb, const std::string& id,
            const std::string& successor) {
  if (options.common.json) {
    const PublicKeyEntry* entry = home.keys.find(id);
    must(entry != nullptr);
    Json out = {{"schema", schema_of("key." + std::string(verb))}};
    out.update(key_json(home, *entry));
    out["signing_key"] = home.signing_method();
    TRY(host::write_json(out));
  } else if (!successor.empty()) {
    TRY(host::write_output(host::printable(home.config.did + "#" + successor) + "\n"));
  }
  talk(options, host::Text{"Readers see it after: credenza-issuer publish.",
                           "Lezers zien het na: credenza-issuer publish."});
  return {};
}

/// The key that signs, or the active one of the type that is asked for.
Result<std::string> key_to_rotate(const Options& options, const Home& home) {
  if (!options.key_type) return home.config.signing_key;
  for (const PublicKeyEntry& entry : home.keys.keys()) {
    if (entry.state == KeyState::active && entry.key.type() == *options.key_type) return entry.id;
  }
  return fail(Code::not_found, "key", "no key of this type is active");
}

/// "2026-03-03", which begins at midnight UTC, or an instant.
Result<Instant> parse_since(const std::string& text, Instant now) {
  auto at = parse_instant(text);
  if (const auto date = parse_date(text)) at = Instant(std::chrono::sys_days(*date));
  if (!at) {
    return fail(Code::malformed, "--since",
                "has to be a date or an instant, as 2026-03-03 or 2026-03-03T09:00:00Z");
  }
  if (*at > now) return fail(Code::malformed, "--since", "lies in the future");
  return at;
}

/// That the key may be declared unsafe.
Status agreed(const Options& options, const std::string& id, Instant since) {
  if (options.agreed) return {};
  const Sentence question{"What " + id + " signed since " + format_instant(since) +
                              " will not be relied on any more. This cannot be undone. Go on?",
                          "Wat " + id + " heeft ondertekend sinds " + format_instant(since) +
                              " telt niet meer. Dit kan niet ongedaan worden gemaakt. Doorgaan?"};
  const bool yes =
      TRY(host::confirm(in(options, question), options.common.passphrase.no_input, "--yes"));
  if (!yes) return fail(Code::mismatch, "answer", "the key is as it was");
  return {};
}

}  // namespace

Result<int> key_list(const Options& options) {
  const Home home = TRY(load_home(home_folder(options)));
  Json keys = Json::array();
  std::string text;
  for (const PublicKeyEntry& entry : home.keys.keys()) {
    keys.push_back(key_json(home, entry));
    text += host::printable(home.config.did + "#" + entry.id + "  " +
                            std::string(to_string(entry.key.type())) + "  " +
                            cid::to_multikey(entry.key) + "  " + format_instant(entry.created) +
                            "  " + in(options, state_text(home, entry))) +
            "\n";
  }
  if (options.common.json) {
    TRY(host::write_json({{"schema", schema_of("key.list")}, {"keys", std::move(keys)}}));
  } else {
    TRY(host::write_output(text));
  }
  return host::k_exit_done;
}

Result<int> key_rotate(const Options& options) {
  const std::string folder = home_folder(options);
  static_cast<void>(TRY(load_home(folder)));
  const host::FileLock lock = TRY(lock_home(folder));
  Home home = TRY(load_home(folder));
  const std::string id = TRY(key_to_rotate(options, home));
  crypto::SystemRandom random;
  const Instant now = host::SystemClock().now();
  const crypto::SecretBytes passphrase = TRY(ask_passphrase(options));
  const std::string successor = TRY(home.keys.rotate(id, passphrase, now, random));
  home.config.signing_key = home.keys.signing_key(home.config.signing_key);
  TRY(keep(home, now));
  TRY(tell(options, home, "rotate", id, successor));
  return host::k_exit_done;
}

Result<int> key_retire(const Options& options) {
  const std::string folder = home_folder(options);
  static_cast<void>(TRY(load_home(folder)));
  const host::FileLock lock = TRY(lock_home(folder));
  Home home = TRY(load_home(folder));
  const std::string id = bare_id(options.ids.front());
  if (id == home.config.signing_key) {
    return fail(Code::conflict, "key",
                id + " signs; put a new one in its place with: credenza-issuer key rotate");
  }
  // Whoever has the folder and not the passphrase is to change nothing that is published.
  static_cast<void>(TRY(open_secrets(options, home)));
  const Instant now = host::SystemClock().now();
  TRY(home.keys.retire(id, now));
  TRY(keep(home, now));
  TRY(tell(options, home, "retire", id, {}));
  return host::k_exit_done;
}

Result<int> key_compromised(const Options& options) {
  const std::string folder = home_folder(options);
  static_cast<void>(TRY(load_home(folder)));
  const host::FileLock lock = TRY(lock_home(folder));
  Home home = TRY(load_home(folder));
  const Instant now = host::SystemClock().now();
  const Instant since = TRY(parse_since(options.since, now));
  const std::string id = bare_id(options.ids.front());
  if (home.keys.find(id) == nullptr)
    return fail(Code::not_found, "key", "there is no key '" + id.substr(0, 100) + "'");
  TRY(agreed(options, id, since));
  crypto::SystemRandom random;
  const crypto::SecretBytes passphrase = TRY(ask_passphrase(options));
  const std::string successor = TRY(home.keys.compromised(id, since, passphrase, now, random));
  home.config.signing_key = home.keys.signing_key(home.config.signing_key);
  TRY(keep(home, now));
  TRY(tell(options, home, "compromised", id, successor));
  talk(
      options,
      host::Text{"What the ledger shows from before then stays good. What was issued since has to "
                 "be made again: credenza-issuer renew.",
                 "Wat volgens het register van daarvoor is, blijft goed. Wat daarna is uitgegeven, "
                 "moet opnieuw: credenza-issuer renew."});
  return host::k_exit_done;
}

}  // namespace credenza::issuer
