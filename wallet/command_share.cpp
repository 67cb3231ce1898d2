// share: a presentation for one audience, until one moment, and the receipt that is kept of it.
#include <CLI/CLI.hpp>

#include "base/encoding.h"
#include "did/did.h"
#include "host/exit_codes.h"
#include "host/files.h"
#include "wallet/presentation.h"
#include "wallet/session.h"
#include "wallet/share.h"
#include "wallet/texts.h"

namespace credenza::wallet {
namespace {

constexpr std::size_t k_max_audience_bytes = 1024;

struct ShareOptions {
  VerbOptions common;
  std::vector<std::string> ids;
  std::string to;
  std::optional<std::string> nonce;
  std::string duration;
  std::string until;
  std::string out;
  bool yes = false;
  bool force = false;
  bool dry_run = false;
  WorldOptions world;
};

Status check_request(const ShareOptions& options) {
  for (const auto& [option, value] :
       {std::pair<std::string, std::string>{"--to", options.to},
        std::pair<std::string, std::string>{"--nonce", options.nonce.value_or("-")}}) {
    if (value.empty() || value.size() > k_max_audience_bytes || host::printable(value) != value) {
      return fail(Code::malformed, option, "1 to 1024 characters that can be printed");
    }
  }
  if (options.out == "-" && options.common.json) {
    return fail(Code::malformed, "--json", "with -o - standard output is the presentation itself");
  }
  if (options.out != "-" && !options.force && host::exists(options.out)) {
    return fail(Code::conflict, options.out, "there is a file of this name already");
  }
  return {};
}

Result<Presentation> present(const Selection& selection, const Receipt& receipt, Random& random) {
  PresentationRequest request{{}, {}, receipt.to, receipt.nonce, receipt.at, receipt.until};
  for (const Content& content : selection.contents)
    request.credentials.push_back(as_text(content.body()));
  for (const crypto::PrivateKey& key : selection.keys)
    request.holders.push_back(&key);
  return make_presentation(request, random);
}

Receipt receipt_for(const ShareOptions& options, const Selection& selection, Instant now,
                    Instant until, Random& random) {
  Receipt receipt{make_id(random), options.to, now, until, options.nonce, {}, {}, {}, {}};
  for (const HeldCredential& one : selection.credentials)
    receipt.credentials.push_back(one.id);
  for (const crypto::PrivateKey& key : selection.keys)
    receipt.holders.push_back(did::key_did(key.public_key()));
  return receipt;
}

/// That the one for whom it is made will find it genuine. Says why not.
/// @error bad_signature  at "shared"
Status holds(const ShareOptions& options, World& world, const Presentation& made) {
  const verify::Report report = world.verify_shared(made.text, options.to, options.nonce);
  if (report.verdict() != verify::Verdict::not_genuine) return {};
  for (const verify::CredentialReport& one : report.credentials) {
    host::write_talk(render(one, options.common.language()));
  }
  return fail(Code::bad_signature, "shared", "the receiver would find it not genuine");
}

Status put_out(const ShareOptions& options, const std::string& text) {
  if (options.out == "-") return host::write_output(text + "\n");
  return host::write_file(options.out, as_bytes(text), {.mode = 0600, .overwrite = options.force});
}

/// The receipt is there before the file is: nothing goes out that the vault does not know of.
Status hand_out(const ShareOptions& options, World& world, Vault& vault, const Receipt& receipt,
                const std::string& text) {
  Changes changes;
  changes.puts.push_back({receipt.id, Kind::receipt, to_meta(receipt), {}});
  TRY(vault.commit(changes, world.now(), world.random()));
  const Status out = put_out(options, text);
  if (!out) {
    const Changes undo{{}, {receipt.id}};
    TRY(vault.commit(undo, world.now(), world.random()));
  }
  return out;
}

Json to_json(const ShareOptions& options, const Receipt& receipt) {
  Json out{{"schema", "credenza.wallet.share/1"}, {"file", host::printable(options.out)}};
  const Json meta = to_meta(receipt);
  for (const auto& [name, value] : meta.items()) {
    // Of a dry run there is no presentation.
    const bool is_made = name == "presentation" || name == "digest";
    if (!options.dry_run || !is_made) out[name] = value;
  }
  if (!options.dry_run) out["receipt"] = to_text(receipt.id);
  out["dry_run"] = options.dry_run;
  return out;
}

Status say_shared(const ShareOptions& options, const Receipt& receipt) {
  if (options.common.json) return host::write_json(to_json(options, receipt));
  const std::string until = moment_text(receipt.until);
  talk(options.common, {"Shared, until " + until + ". A receipt is in the vault.",
                        "Gedeeld, tot " + until + ". In de kluis zit een bewijs hiervan."});
  return options.out == "-" ? Status{} : host::write_output(host::printable(options.out) + "\n");
}

Result<int> share(const ShareOptions& options) {
  TRY(check_request(options));
  World world(options.world);
  const Instant until = TRY(share_end(options.duration, options.until, world.now()));
  TRY(world.load(options.common, options.world));
  Vault vault = TRY(open_vault(options.common, options.dry_run ? Access::read : Access::write));
  const Selection selection = TRY(select(vault, options.ids, world.random()));
  Receipt receipt = receipt_for(options, selection, world.now(), until, world.random());
  host::write_talk(preview(selection, receipt, options.common.language(), world.now()));
  if (options.dry_run) {
    if (options.common.json) TRY(host::write_json(to_json(options, receipt)));
    return host::k_exit_done;
  }
  if (!options.yes) {
    const host::Text question{"Share this?", "Dit delen?"};
    const bool agreed = TRY(host::confirm(question.in(options.common.language()),
                                          options.common.passphrase.no_input, "--yes"));
    if (!agreed) return fail(Code::mismatch, "answer", "it was not shared");
  }
  const Presentation made = TRY(present(selection, receipt, world.random()));
  receipt.presentation = made.id;
  receipt.digest = to_hex(digest_of(as_bytes(made.text)));
  TRY(holds(options, world, made));
  TRY(hand_out(options, world, vault, receipt, made.text));
  TRY(say_shared(options, receipt));
  return host::k_exit_done;
}

}  // namespace

void add_share(CommandLine& line) {
  const auto [verb, options] = line.verb<ShareOptions>(
      {"share", {"Make a presentation for one receiver", "Maak een bewijs voor één ontvanger"}},
      share);
  verb.add_option("ID", options.ids, line.in({"What to share", "Wat u deelt"}))->required();
  verb.add_option("--to", options.to,
                  line.in({"For whom: the receiver's web address or name",
                           "Voor wie: het webadres of de naam van de ontvanger"}))
      ->required();
  verb.add_option("--nonce", options.nonce,
                  line.in({"The number that the receiver gave", "Het getal van de ontvanger"}));
  CLI::Option* duration = verb.add_option(
      "--for", options.duration,
      line.in({"How long: 30m, 24h, 7d; 24h if not said", "Hoe lang: 30m, 24h, 7d; anders 24h"}));
  verb.add_option("--until", options.until,
                  line.in({"Until when: a date or a moment", "Tot wanneer: een datum of moment"}))
      ->excludes(duration);
  add_output(line, verb, options.out, options.force);
  add_yes(line, verb, options.yes);
  verb.add_flag("--dry-run", options.dry_run,
                line.in({"Only show what would be shared", "Toon alleen wat u zou delen"}));
  add_world(line, verb, options.world);
  host::set_example(
      verb, "credenza-wallet share 3fa8 --to https://brouwer.example --for 7d -o for-brouwer.json");
}

}  // namespace credenza::wallet
