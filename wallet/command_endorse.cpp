// endorse ask, add, list: what a manager or a colleague says, bound to what it is about.
#include <algorithm>

#include <CLI/CLI.hpp>

#include "host/exit_codes.h"
#include "host/files.h"
#include "host/system.h"
#include "wallet/endorsement.h"
#include "wallet/holder_key.h"
#include "wallet/session.h"
#include "wallet/surroundings.h"
#include "wallet/texts.h"

namespace credenza::wallet {
namespace {

struct AskOptions {
  VerbOptions common;
  std::string id;
  std::string out;
  bool force = false;
};

struct AddEndorsementOptions {
  VerbOptions common;
  std::string file;
  WorldOptions world;
};

struct ListEndorsementsOptions {
  VerbOptions common;
};

Result<int> ask(const AskOptions& options) {
  if (options.out == "-" && options.common.json)
    return fail(Code::malformed, "--json", "with -o - standard output is the request itself");
  TRY(check_output(options.out, options.force));
  const Vault vault = TRY(open_vault(options.common, Access::read));
  const Id id = TRY(find_by_prefix(vault, options.id, {Kind::credential, Kind::own_words}));
  const std::vector<Subject> all = TRY(subjects(vault));
  const Subject& subject = *std::ranges::find(all, id, &Subject::id);
  if (subject.name.empty()) {
    return fail(Code::unsupported, options.id,
                "this document has no id of its own, so nobody can speak of it");
  }
  const Json request = to_request(subject, host::SystemClock().now());
  const std::string text = TRY(json::to_pretty_text(request));
  if (options.out == "-") {
    TRY(host::write_output(text));
  } else {
    TRY(host::write_file(options.out, as_bytes(text), {.mode = 0600, .overwrite = options.force}));
    if (options.common.json) {
      TRY(host::write_json({{"schema", "credenza.wallet.endorse.ask/1"},
                            {"id", to_text(id)},
                            {"file", host::printable(options.out)},
                            {"target", request["target"]}}));
    } else {
      TRY(host::write_output(host::printable(options.out) + "\n"));
    }
  }
  talk(options.common,
       {"Send this file to who can speak for it: a manager, a colleague. It has the title, the "
        "skills and a digest; nothing about you. What comes back: credenza-wallet endorse add FILE",
        "Stuur dit bestand aan wie er iets over kan zeggen: een leidinggevende of collega. Erin "
        "staan de titel, de vaardigheden en een controlegetal, niets over u. Wat u terugkrijgt: "
        "credenza-wallet endorse add BESTAND"});
  return host::k_exit_done;
}

Json to_json(const HeldEndorsement& one, Instant now) {
  return endorsement_json(one, now);
}

Result<int> add_endorsement(const AddEndorsementOptions& options) {
  World world(options.world);
  TRY(world.load(options.common, options.world));
  const std::string text = TRY(host::read_file(options.file, k_max_credential_bytes));
  const verify::Report report = world.verify(text);
  const verify::CredentialReport& found = report.credentials.front();
  const Language language = options.common.language();
  host::write_talk(shown(options.file) + "\n" + render(found, language));
  const int exit = verify::exit_code(report.verdict());
  if (report.verdict() == verify::Verdict::not_genuine)
    return fail(Code::bad_signature, "endorsement", "it is not genuine, so it was not kept");
  if (report.verdict() == verify::Verdict::undetermined && !found.record)
    return fail(Code::unavailable, "endorsement", "whether it is genuine could not be found out");
  HeldEndorsement one = TRY(describe_endorsement(text, found, world.now()));
  Vault vault = TRY(open_vault(options.common, Access::write));
  const std::vector<HolderKey> keys = TRY(holder_keys(vault));
  if (std::ranges::find(keys, one.issuer_id, &HolderKey::did) != keys.end())
    return fail(Code::forbidden, "endorsement", "it was made with a key of this vault");
  const std::vector<Subject> all = TRY(subjects(vault));
  one.about = TRY(find_target(all, one, found.record->endorsement.target.id));
  const std::vector<HeldEndorsement> held = TRY(endorsements(vault));
  const auto known = std::ranges::find(held, one.digest, &HeldEndorsement::digest);
  const bool duplicate = known != held.end();
  one.id = duplicate ? known->id : make_id(world.random());
  if (duplicate) one.added = known->added;
  Changes changes;
  changes.puts.push_back({one.id, Kind::endorsement, to_meta(one), as_bytes(text)});
  TRY(vault.commit(changes, world.now(), world.random()));
  if (options.common.json) {
    Json out{{"schema", "credenza.wallet.endorse.add/1"},
             {"exit", exit},
             {"duplicate", duplicate},
             {"endorsement", to_json(one, world.now())}};
    TRY(host::write_json(out));
  } else {
    TRY(host::write_output(to_text(one.id).substr(0, 8) + "  " +
                           opinion_text(one, world.now(), language) + "\n"));
  }
  return exit;
}

Result<int> list_endorsements(const ListEndorsementsOptions& options) {
  const Vault vault = TRY(open_vault(options.common, Access::read));
  const std::vector<HeldEndorsement> all = TRY(endorsements(vault));
  const Instant now = host::SystemClock().now();
  if (options.common.json) {
    Json list = Json::array();
    for (const HeldEndorsement& one : all)
      list.push_back(to_json(one, now));
    TRY(host::write_json(
        {{"schema", "credenza.wallet.endorse.list/1"}, {"endorsements", std::move(list)}}));
    return host::k_exit_done;
  }
  std::string table;
  for (const HeldEndorsement& one : all) {
    table += to_text(one.id).substr(0, 8) + "  " + to_text(one.about).substr(0, 8) + "  " +
             opinion_text(one, now, options.common.language()) + "\n";
  }
  if (!table.empty()) TRY(host::write_output(table));
  return host::k_exit_done;
}

}  // namespace

void add_endorse_verbs(CommandLine& line) {
  CLI::App& group = line.group(
      "endorse", {"What others say about what you can do", "Wat anderen zeggen over wat u kunt"});
  const auto [asks, ask_options] = line.verb<AskOptions>(
      group,
      {"ask", {"Write a request for an endorsement", "Schrijf een verzoek om een aanbeveling"}},
      ask);
  add_id(line, asks, ask_options.id);
  add_output(line, asks, ask_options.out, ask_options.force);
  host::set_example(asks, "credenza-wallet endorse ask 3fa8 -o for-rob.json");
  const auto [add, add_options] = line.verb<AddEndorsementOptions>(
      group,
      {"add", {"Verify an endorsement and keep it", "Controleer een aanbeveling en bewaar hem"}},
      add_endorsement);
  add.add_option(
         "FILE", add_options.file,
         line.in({"The endorsement; - is standard input", "De aanbeveling; - is de invoer"}))
      ->required();
  add_world(line, add, add_options.world);
  host::set_example(add, "credenza-wallet endorse add from-rob.json");
  const auto [list, list_options] = line.verb<ListEndorsementsOptions>(
      group, {"list", {"Show the endorsements", "Toon de aanbevelingen"}}, list_endorsements);
  host::set_example(list, "credenza-wallet endorse list");
}

}  // namespace credenza::wallet
