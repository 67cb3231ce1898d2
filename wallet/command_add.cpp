// add and verify: what comes in is verified first, what is held can be verified again.
#include <algorithm>

#include "host/exit_codes.h"
#include "host/files.h"
#include "wallet/envelope.h"
#include "wallet/held.h"
#include "wallet/holder_key.h"
#include "wallet/session.h"
#include "wallet/texts.h"

namespace credenza::wallet {
namespace {

using verify::Verdict;

/// A file that was read and verified, and what became of it.
struct Arrival {
  std::string file;
  std::string text;
  verify::Report report;
  Held held;
  std::optional<Id> id;
  bool duplicate = false;
};

/// The code on the letter, from --code-file or from the terminal.
Result<crypto::SecretBytes> ask_for_code(const Options& options) {
  const host::Text prompt{"Code on the letter", "Code op de brief"};
  const host::PassphraseSource source{.file = options.code_file,
                                      .no_input = options.common.passphrase.no_input};
  auto code = host::read_passphrase(source, prompt.in(options.common.language()), false);
  if (code || code.error().code != Code::forbidden) return code;
  return fail(Code::forbidden, "--code-file",
              "the code on the letter is needed; put it into a file and name that");
}

/// The credential in a sealed file; any other text as it is.
Result<std::string> unsealed(const Options& options, std::string text,
                             std::optional<Vault>& vault) {
  if (!is_sealed(text)) return text;
  const jose::CompactJwe envelope = TRY(read_envelope(text));
  if (envelope.receiver() == jose::JweReceiver::code) {
    const crypto::SecretBytes code = TRY(ask_for_code(options));
    return open_with_code(envelope, code);
  }
  if (!vault) vault = TRY(open_vault(options, Access::write));
  return open_with_keys(envelope, *vault);
}

Result<Arrival> receive(World& world, const Options& options, const std::string& file,
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
  must(!arrival.report.credentials.empty());
  const verify::CredentialReport& report = arrival.report.credentials.front();
  arrival.held = describe(arrival.text, report, world.now());
  host::write_talk(shown(file) + "\n" + render(report, options.common.language()));
  return arrival;
}

/// Which of the credentials that are held is the same one.
const HeldCredential* same_as(const std::vector<HeldCredential>& all, const Held& held) {
  const auto same = std::ranges::find(all, held.digest,
                                      [](const HeldCredential& one) { return one.held.digest; });
  return same == all.end() ? nullptr : &*same;
}

void say_whose_it_is(const Options& options, const Vault& vault, const Held& held) {
  if (held.subject_id.empty()) {
    talk(options, {"It is bound to nobody: whoever has the file can show it.",
                   "Het staat op niemands sleutel: wie het bestand heeft, kan het tonen."});
    return;
  }
  const auto keys = holder_keys(vault);
  const bool mine =
      keys && std::ranges::find(*keys, held.subject_id, &HolderKey::did) != keys->end();
  if (!mine) {
    talk(
        options,
        {"It was issued to a key that is not in this vault: it can be kept here, not shown from "
         "here.",
         "Het is uitgegeven aan een sleutel die niet in deze kluis zit: bewaren kan, tonen niet."});
  }
}

void say_mark(const Options& options, const Held& held) {
  if (held.verdict == Verdict::undetermined) {
    talk(
        options,
        {"Kept, with the mark: not checked. Try later: credenza-wallet verify --all",
         "Bewaard, met de aantekening: niet te zien. Probeer later: credenza-wallet verify --all"});
  } else if (held.verdict == Verdict::not_accepted) {
    talk(options,
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
  out["report"] = verify::to_json(arrival.report, "credenza.wallet.report/1");
  return out;
}

Status say_stored(const Options& options, const Arrival& arrival, Instant now) {
  const Language language = options.common.language();
  const Text verb =
      arrival.duplicate ? Text{"already held", "had u al"} : Text{"added", "toegevoegd"};
  return host::write_output(to_text(*arrival.id).substr(0, 8) + "  " +
                            std::string(verb.in(language)) + "  " +
                            title_of(arrival.held, language) + "  " + issuer_of(arrival.held) +
                            "  " + std::string(state_text(arrival.held, now).in(language)) + "\n");
}

}  // namespace

Result<int> add(const Options& options) {
  if (!host::exists(vault_path(options))) {
    return fail(Code::not_found, "vault", "there is no vault at " + vault_path(options));
  }
  World world(options);
  TRY(world.load(options));
  std::optional<Vault> vault;
  std::vector<Arrival> arrivals;
  for (const std::string& file : options.arguments)
    arrivals.push_back(TRY(receive(world, options, file, vault)));

  Verdict worst = Verdict::accepted;
  for (Arrival& arrival : arrivals) {
    worst = std::max(worst, arrival.held.verdict);
    if (arrival.held.verdict == Verdict::not_genuine) {
      talk(options, {"Not added.", "Niet toegevoegd."});
      continue;
    }
    if (!vault) vault = TRY(open_vault(options, Access::write));
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

Result<int> verify_held(const Options& options) {
  World world(options);
  TRY(world.load(options));
  Vault vault = TRY(open_vault(options, Access::write));
  std::vector<Id> ids;
  for (const std::string& prefix : options.arguments) {
    ids.push_back(TRY(find_by_prefix(vault, prefix, {Kind::credential})));
  }
  const std::vector<HeldCredential> all = TRY(held_credentials(vault));
  std::vector<Content> contents;
  Changes changes;
  Json list = Json::array();
  Verdict worst = Verdict::accepted;
  for (const HeldCredential& one : all) {
    if (!options.all && std::ranges::find(ids, one.id) == ids.end()) continue;
    const Content& content = contents.emplace_back(TRY(vault.read(one.id)));
    const std::string_view text = as_text(content.body());
    const verify::Report report = world.verify(text);
    Held held = describe(text, report.credentials.front(), world.now());
    held.added = one.held.added;
    worst = std::max(worst, held.verdict);
    const std::string id = to_text(one.id);
    host::write_talk(id.substr(0, 8) + "  " + title_of(held, options.common.language()) + "\n" +
                     render(report.credentials.front(), options.common.language()));
    list.push_back({{"id", id},
                    {"state", state_word(held, world.now())},
                    {"report", verify::to_json(report, "credenza.wallet.report/1")}});
    changes.puts.push_back({one.id, Kind::credential, to_meta(held), content.body()});
  }
  if (!changes.puts.empty()) TRY(vault.commit(changes, world.now(), world.random()));
  if (options.common.json) {
    TRY(host::write_json({{"schema", "credenza.wallet.verify/1"},
                          {"exit", verify::exit_code(worst)},
                          {"credentials", std::move(list)}}));
  }
  return verify::exit_code(worst);
}

}  // namespace credenza::wallet
