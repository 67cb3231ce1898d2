// add: what comes in is verified first.
#include <algorithm>

#include <CLI/CLI.hpp>

#include "host/exit_codes.h"
#include "host/files.h"
#include "wallet/copies_view.h"
#include "wallet/envelope.h"
#include "wallet/held.h"
#include "wallet/holder_key.h"
#include "wallet/session.h"
#include "wallet/supersede.h"
#include "wallet/texts.h"

namespace credenza::wallet {
namespace {

using verify::Verdict;

struct AddOptions {
  VerbOptions common;
  std::vector<std::string> files;
  std::string code_file;  ///< where the code on a letter stands; empty: ask
  WorldOptions world;
};

constexpr std::size_t k_max_folder_files = 1000;

/// A file that was brought, and what became of it.
struct Arrival {
  std::string file;
  bool of_folder = false;  ///< nobody named it: it need not be a credential
  std::string text;
  std::optional<Error> error;  ///< it could not be read; the rest is empty then
  verify::Report report;
  std::vector<PublishedCopy> copies;  ///< of the vault, that stood in for the issuer's site
  Held held;
  std::optional<Id> id;
  bool duplicate = false;
  std::vector<HeldCredential> replaced;  ///< older ones that it took the place of
};

/// The code on the letter, from --code-file or from the terminal.
Result<crypto::SecretBytes> ask_for_code(const AddOptions& options) {
  const host::Text prompt{"Code on the letter", "Code op de brief"};
  const host::PassphraseSource source{.file = options.code_file,
                                      .no_input = options.common.passphrase.no_input};
  auto code = host::read_passphrase(source, prompt.in(options.common.language()), false);
  if (code || code.error().code != Code::forbidden) return code;
  return fail(Code::forbidden, "--code-file",
              "the code on the letter is needed; put it into a file and name that");
}

/// The credential in a sealed file; any other text as it is.
Result<std::string> unsealed(const AddOptions& options, std::string text,
                             std::optional<Vault>& vault) {
  if (!is_sealed(text)) return text;
  const jose::CompactJwe envelope = TRY(read_envelope(text));
  if (envelope.receiver() == jose::JweReceiver::code) {
    const crypto::SecretBytes code = TRY(ask_for_code(options));
    return open_with_code(envelope, code);
  }
  must(vault.has_value());
  return open_with_keys(envelope, *vault);
}

/// Whether `text` can only be opened with a key of the vault.
bool needs_vault(std::string_view text) {
  if (!is_sealed(text)) return false;
  const auto envelope = read_envelope(text);
  return envelope && envelope->receiver() != jose::JweReceiver::code;
}

Status receive(World& world, const AddOptions& options, Arrival& arrival,
               std::optional<Vault>& vault) {
  arrival.text = TRY(unsealed(options, std::move(arrival.text), vault));
  const verify::Format format = verify::detect(arrival.text);
  if (format == verify::Format::vp_data_integrity) {
    return fail(Code::unsupported, "presentation",
                host::printable(arrival.file) + " was made to be shown once");
  }
  if (format == verify::Format::unknown && arrival.of_folder)
    return fail(Code::malformed, host::printable(arrival.file), "this is no certificate");
  arrival.report = world.verify(arrival.text);
  if (arrival.report.verdict() == Verdict::undetermined) {
    // The vault may hold copies from when another credential of this issuer was added.
    if (!vault) vault = TRY(open_vault(options.common, Access::write));
    TRY(world.use_copies(*vault));
    arrival.report = world.verify(arrival.text);
    arrival.copies = world.copies_used(arrival.text);
  }
  must(!arrival.report.credentials.empty());
  const verify::CredentialReport& report = arrival.report.credentials.front();
  arrival.held = describe(arrival.text, report, world.now());
  arrival.held.checked = known_as_of(arrival.copies, world.now());
  const Language language = options.common.language();
  host::write_talk(shown(arrival.file) + "\n" + render(report, language) +
                   copies_text(arrival.copies, options.world.offline, language));
  return {};
}

/// The same credential, if it is held.
Result<const Entry*> same_as(const Vault& vault, const Held& held) {
  TRY(vault.read_details());
  for (const Entry& entry : vault.index().entries()) {
    if (entry.kind != Kind::credential) continue;
    const json::Cursor details = TRY(details_of(vault, entry));
    const auto digest = details.string_at("digest");
    if (digest && *digest == held.digest) return &entry;
  }
  return nullptr;
}

void say_whose_it_is(const AddOptions& options, const Vault& vault, const Held& held) {
  if (held.subject_id.empty()) {
    talk(options.common, {"It is bound to nobody: whoever has the file can show it.",
                          "Het staat op niemands sleutel: wie het bestand heeft, kan het tonen."});
    return;
  }
  const auto keys = holder_keys(vault);
  const bool mine =
      keys && std::ranges::find(*keys, held.subject_id, &HolderKey::did) != keys->end();
  if (!mine) {
    talk(
        options.common,
        {"It was issued to a key that is not in this vault: it can be kept here, not shown from "
         "here.",
         "Het is uitgegeven aan een sleutel die niet in deze kluis zit: bewaren kan, tonen niet."});
  }
}

void say_mark(const AddOptions& options, const Held& held) {
  if (held.verdict == Verdict::undetermined) {
    talk(
        options.common,
        {"Kept, with the mark: not checked. Try later: credenza-wallet verify --all",
         "Bewaard, met de aantekening: niet te zien. Probeer later: credenza-wallet verify --all"});
  } else if (held.verdict == Verdict::not_accepted) {
    talk(options.common,
         {"Kept, with a mark: it is genuine, but others may not accept it.",
          "Bewaard, met een aantekening: het is echt, maar anderen nemen het misschien niet aan."});
  }
}

/// What the new one changes for others: which one takes whose place.
Status add_replaced(Vault& vault, Arrival& arrival, Changes& changes,
                    std::vector<Content>& contents) {
  for (const HeldCredential& one : TRY(changed_by(vault, {*arrival.id, arrival.held}))) {
    if (one.id == *arrival.id) {
      arrival.held.superseded_by = one.held.superseded_by;
      continue;
    }
    const Content& content = contents.emplace_back(TRY(vault.read(one.id)));
    changes.puts.push_back({one.id, Kind::credential, to_meta(one.held), content.body()});
    if (one.held.superseded_by == arrival.id) arrival.replaced.push_back(one);
  }
  return {};
}

Status store(Vault& vault, World& world, Arrival& arrival) {
  const Entry* known = TRY(same_as(vault, arrival.held));
  arrival.duplicate = known != nullptr;
  arrival.id = known != nullptr ? known->id : make_id(world.random());
  if (known != nullptr) {
    const Held before = TRY(held_of(vault, *known));
    keep_own_words(arrival.held, before);
  }
  Changes changes;
  std::vector<Content> contents;
  TRY(world.keep_copies(arrival.text, arrival.report.credentials.front(), vault, changes));
  TRY(add_replaced(vault, arrival, changes, contents));
  ByteView body = as_bytes(arrival.text);
  if (known != nullptr) {
    // The first copy stays; only what was found about it is new.
    body = contents.emplace_back(TRY(vault.read(known->id))).body();
  }
  changes.puts.push_back({*arrival.id, Kind::credential, to_meta(arrival.held), body});
  TRY(vault.commit(changes, world.now(), world.random()));
  // Of many files at once, only what was found stays in memory.
  arrival.text.clear();
  return {};
}

Json to_json(const Arrival& arrival, Instant now) {
  Json out{{"file", host::printable(arrival.file)},
           {"stored", arrival.id.has_value()},
           {"duplicate", arrival.duplicate}};
  if (arrival.error) {
    out["error"] = {{"code", to_string(arrival.error->code)},
                    {"where", arrival.error->where},
                    {"detail", arrival.error->detail}};
    return out;
  }
  if (arrival.id) out["id"] = to_text(*arrival.id);
  out["state"] = state_word(arrival.held, now);
  out["replaced"] = Json::array();
  for (const HeldCredential& one : arrival.replaced)
    out["replaced"].push_back(to_text(one.id));
  out["copies"] = to_json(arrival.copies);
  out["report"] = verify::to_json(arrival.report, "credenza.wallet.report/1");
  return out;
}

Status say_stored(const AddOptions& options, const Arrival& arrival, Instant now) {
  const Language language = options.common.language();
  const Text verb =
      arrival.duplicate ? Text{"already held", "had u al"} : Text{"added", "toegevoegd"};
  return host::write_output(to_text(*arrival.id).substr(0, 8) + "  " +
                            std::string(verb.in(language)) + "  " +
                            title_of(arrival.held, language) + "  " + issuer_of(arrival.held) +
                            "  " + std::string(state_text(arrival.held, now).in(language)) + "\n");
}

void say_replaced(const AddOptions& options, const Arrival& arrival) {
  for (const HeldCredential& one : arrival.replaced) {
    const std::string name =
        to_text(one.id).substr(0, 8) + "  " + title_of(one.held, options.common.language());
    talk(options.common, {"It takes the place of " + name + ", which is kept as history.",
                          "Het komt in de plaats van " + name + ". Dat blijft bewaard."});
  }
}

void say_unread(const AddOptions& options, const Arrival& arrival) {
  const std::string detail = host::printable(arrival.error->detail);
  talk(options.common, {shown(arrival.file) + ": not added: " + detail,
                        shown(arrival.file) + ": niet toegevoegd (Engels): " + detail});
}

/// What was named, folders taken apart.
/// @error as host::list_folder()
Result<std::vector<Arrival>> arrivals_of(const AddOptions& options) {
  std::vector<Arrival> arrivals;
  const auto bring = [&arrivals](std::string file, bool of_folder) {
    Arrival& arrival = arrivals.emplace_back();
    arrival.file = std::move(file);
    arrival.of_folder = of_folder;
  };
  for (const std::string& file : options.files) {
    if (file == "-" || !host::is_folder(file)) {
      bring(file, false);
      continue;
    }
    std::vector<std::string> inside = TRY(host::list_folder(file, k_max_folder_files));
    if (inside.empty()) return fail(Code::not_found, file, "there is no file in this folder");
    for (std::string& each : inside)
      bring(std::move(each), true);
  }
  return arrivals;
}

/// Reads, judges and keeps one file.
/// @error of the vault; what is wrong with the file is in `arrival`
Status take_in(const AddOptions& options, World& world, Arrival& arrival,
               std::optional<Vault>& vault) {
  Result<std::string> text = host::read_file(arrival.file, k_max_credential_bytes);
  if (!text) {
    arrival.error = text.error();
    return {};
  }
  arrival.text = std::move(*text);
  if (needs_vault(arrival.text) && !vault) vault = TRY(open_vault(options.common, Access::write));
  const Status received = receive(world, options, arrival, vault);
  if (!received) {
    arrival.error = received.error();
    return {};
  }
  if (arrival.held.verdict == Verdict::not_genuine) {
    talk(options.common, {"Not added.", "Niet toegevoegd."});
    return {};
  }
  if (!vault) vault = TRY(open_vault(options.common, Access::write));
  TRY(store(*vault, world, arrival));
  if (!options.common.json) TRY(say_stored(options, arrival, world.now()));
  say_replaced(options, arrival);
  say_mark(options, arrival.held);
  say_whose_it_is(options, *vault, arrival.held);
  return {};
}

/// The worst verdict; where some files could not even be read, that the outcome is mixed.
int exit_for(const std::vector<Arrival>& arrivals) {
  Verdict worst = Verdict::accepted;
  bool some_unread = false;
  for (const Arrival& arrival : arrivals) {
    some_unread = some_unread || arrival.error.has_value();
    if (!arrival.error) worst = std::max(worst, arrival.held.verdict);
  }
  return some_unread ? static_cast<int>(host::k_exit_mixed) : verify::exit_code(worst);
}

Result<int> add(const AddOptions& options) {
  if (!host::exists(vault_path(options.common))) {
    return fail(Code::not_found, "vault", "there is no vault at " + vault_path(options.common));
  }
  World world(options.world);
  TRY(world.load(options.common, options.world));
  std::vector<Arrival> arrivals = TRY(arrivals_of(options));
  std::optional<Vault> vault;
  for (Arrival& arrival : arrivals) {
    TRY(take_in(options, world, arrival, vault));
    if (arrival.error && arrivals.size() > 1) say_unread(options, arrival);
  }
  if (std::ranges::all_of(arrivals, [](const Arrival& each) { return each.error.has_value(); }))
    return *arrivals.front().error;
  const int exit = exit_for(arrivals);
  if (options.common.json) {
    Json list = Json::array();
    for (const Arrival& arrival : arrivals)
      list.push_back(to_json(arrival, world.now()));
    TRY(host::write_json(
        {{"schema", "credenza.wallet.add/1"}, {"exit", exit}, {"credentials", std::move(list)}}));
  }
  return exit;
}

}  // namespace

void add_add(CommandLine& line) {
  const auto [verb, options] = line.verb<AddOptions>(
      {"add", {"Verify credentials and keep them", "Controleer certificaten en bewaar ze"}}, add);
  verb.add_option("FILE", options.files,
                  line.in({"Files; - is standard input; of a folder each file in it",
                           "Bestanden; - is de invoer; van een map elk bestand erin"}))
      ->required();
  verb.add_option(
      "--code-file", options.code_file,
      line.in({"Read the code on the letter, which opens a sealed file, from this file",
               "Lees de code op de brief, die een verzegeld bestand opent, uit dit bestand"}));
  add_world(line, verb, options.world);
  host::set_example(verb, "credenza-wallet add diploma.json");
}

}  // namespace credenza::wallet
