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

/// A file that was read and verified, and what became of it.
struct Arrival {
  std::string file;
  std::string text;
  verify::Report report;
  std::vector<PublishedCopy> copies;  ///< of the vault, that stood in for the issuer's site
  Held held;
  std::optional<Id> id;
  bool duplicate = false;
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
  if (!vault) vault = TRY(open_vault(options.common, Access::write));
  return open_with_keys(envelope, *vault);
}

Result<Arrival> receive(World& world, const AddOptions& options, const std::string& file,
                        std::optional<Vault>& vault) {
  Arrival arrival;
  arrival.file = file;
  std::string text = TRY(host::read_file(file, k_max_credential_bytes));
  arrival.text = TRY(unsealed(options, std::move(text), vault));
  if (verify::detect(arrival.text) == verify::Format::vp_data_integrity) {
    return fail(Code::unsupported, "presentation",
                host::printable(file) + " was made to be shown once");
  }
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
  host::write_talk(shown(file) + "\n" + render(report, language) +
                   copies_text(arrival.copies, options.world.offline, language));
  return arrival;
}

/// Which of the credentials that are held is the same one.
const HeldCredential* same_as(const std::vector<HeldCredential>& all, const Held& held) {
  const auto same = std::ranges::find(all, held.digest,
                                      [](const HeldCredential& one) { return one.held.digest; });
  return same == all.end() ? nullptr : &*same;
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

Status store(Vault& vault, World& world, Arrival& arrival) {
  const std::vector<HeldCredential> all = TRY(held_credentials(vault));
  const HeldCredential* known = same_as(all, arrival.held);
  arrival.duplicate = known != nullptr;
  if (known != nullptr) arrival.held.added = known->held.added;
  arrival.id = known != nullptr ? known->id : make_id(world.random());
  Changes changes;
  TRY(world.keep_copies(arrival.text, arrival.report.credentials.front(), vault, changes));
  if (known == nullptr) {
    changes.puts.push_back(
        {*arrival.id, Kind::credential, to_meta(arrival.held), as_bytes(arrival.text)});
    return vault.commit(changes, world.now(), world.random());
  }
  // The first copy stays; only what was found about it is new.
  const Content first = TRY(vault.read(known->id));
  changes.puts.push_back({known->id, Kind::credential, to_meta(arrival.held), first.body()});
  return vault.commit(changes, world.now(), world.random());
}

Json to_json(const Arrival& arrival, Instant now) {
  Json out{{"file", host::printable(arrival.file)},
           {"stored", arrival.id.has_value()},
           {"duplicate", arrival.duplicate}};
  if (arrival.id) out["id"] = to_text(*arrival.id);
  out["state"] = state_word(arrival.held, now);
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

Result<int> add(const AddOptions& options) {
  if (!host::exists(vault_path(options.common))) {
    return fail(Code::not_found, "vault", "there is no vault at " + vault_path(options.common));
  }
  World world(options.world);
  TRY(world.load(options.common, options.world));
  std::optional<Vault> vault;
  std::vector<Arrival> arrivals;
  for (const std::string& file : options.files)
    arrivals.push_back(TRY(receive(world, options, file, vault)));

  Verdict worst = Verdict::accepted;
  for (Arrival& arrival : arrivals) {
    worst = std::max(worst, arrival.held.verdict);
    if (arrival.held.verdict == Verdict::not_genuine) {
      talk(options.common, {"Not added.", "Niet toegevoegd."});
      continue;
    }
    if (!vault) vault = TRY(open_vault(options.common, Access::write));
    TRY(store(*vault, world, arrival));
    if (!options.common.json) TRY(say_stored(options, arrival, world.now()));
    say_mark(options, arrival.held);
    say_whose_it_is(options, *vault, arrival.held);
  }
  if (options.common.json) {
    Json list = Json::array();
    for (const Arrival& arrival : arrivals)
      list.push_back(to_json(arrival, world.now()));
    TRY(host::write_json({{"schema", "credenza.wallet.add/1"},
                          {"exit", verify::exit_code(worst)},
                          {"credentials", std::move(list)}}));
  }
  return verify::exit_code(worst);
}

}  // namespace

void add_add(CommandLine& line) {
  const auto [verb, options] = line.verb<AddOptions>(
      {"add", {"Verify credentials and keep them", "Controleer certificaten en bewaar ze"}}, add);
  verb.add_option("FILE", options.files,
                  line.in({"Files; - is standard input", "Bestanden; - is de invoer"}))
      ->required();
  verb.add_option(
      "--code-file", options.code_file,
      line.in({"Read the code on the letter, which opens a sealed file, from this file",
               "Lees de code op de brief, die een verzegeld bestand opent, uit dit bestand"}));
  add_world(line, verb, options.world);
  host::set_example(verb, "credenza-wallet add diploma.json");
}

}  // namespace credenza::wallet
