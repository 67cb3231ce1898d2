// share: a presentation for one audience, until one moment, and the receipt that is kept of it.
#include <CLI/CLI.hpp>

#include "base/encoding.h"
#include "host/exit_codes.h"
#include "wallet/disclosure.h"
#include "wallet/hand_out.h"
#include "wallet/reading_view.h"
#include "wallet/texts.h"

namespace credenza::wallet {
namespace {

constexpr std::size_t k_max_text_bytes = 1024;

struct ShareOptions {
  VerbOptions common;
  std::vector<std::string> ids;
  std::string to;
  std::string purpose;
  std::optional<std::string> nonce;
  std::string duration;
  std::string until;
  std::string show;  ///< parts of a token, with commas between them
  std::string hide;
  ShareOutput output;
  bool yes = false;
  bool dry_run = false;
  WorldOptions world;
};

Status check_request(const ShareOptions& options) {
  constexpr std::string_view k_not_given = "-";
  const std::string_view purpose = options.purpose.empty() ? k_not_given : options.purpose;
  const std::string_view nonce = options.nonce ? std::string_view(*options.nonce) : k_not_given;
  for (const auto& [option, value] : {std::pair<const char*, std::string_view>{"--to", options.to},
                                      {"--purpose", purpose},
                                      {"--nonce", nonce}}) {
    if (value.empty() || value.size() > k_max_text_bytes || host::printable(value) != value)
      return fail(Code::malformed, option, "1 to 1024 characters that can be printed");
  }
  return check(options.output, options.common.json);
}

/// A token with the chosen parts in it, for one receiver.
Result<Presentation> present_token(const ShareOptions& options, const Selection& selection,
                                   const Receipt& receipt, std::vector<Part>& parts,
                                   Random& random) {
  const auto token = TRY(sd_jwt::SdJwt::parse(as_text(selection.contents.front().body())));
  parts = TRY(parts_of(token));
  TRY(choose(parts, options.show, options.hide));
  return make_of_token(selection, receipt, token, parts, random);
}

/// Whether --show and --hide make sense here.
/// @error unsupported  at "--show" or "--hide": a document, which goes out as a whole
Status check_choice(const ShareOptions& options, const Selection& selection) {
  if (selection.is_token()) return {};
  for (const auto& [name, value] :
       {std::pair<const char*, const std::string&>{"--show", options.show},
        {"--hide", options.hide}}) {
    if (value.empty()) continue;
    return fail(Code::unsupported, name,
                "this certificate goes out as a whole; ask its issuer for the form dc+sd-jwt, of "
                "which you can hide parts");
  }
  return {};
}

Json to_json(const ShareOptions& options, const Receipt& receipt, const std::vector<Part>& parts) {
  Json out{{"schema", "credenza.wallet.share/1"}};
  const ShareOutput& output = options.output;
  if (!output.file.empty()) out["file"] = host::printable(output.file);
  if (!output.qr_file.empty()) out["qr_file"] = host::printable(output.qr_file);
  const Json meta = to_meta(receipt);
  for (const auto& [name, value] : meta.items()) {
    // Of a dry run there is no presentation.
    const bool is_made = name == "presentation" || name == "digest";
    if (!options.dry_run || !is_made) out[name] = value;
  }
  if (!parts.empty()) {
    out["shown"] = Json::array();
    out["hidden"] = Json::array();
    for (const Part& part : parts)
      out[part.is_shown ? "shown" : "hidden"].push_back(part.word);
  }
  if (!options.dry_run) out["receipt"] = to_text(receipt.id);
  out["dry_run"] = options.dry_run;
  return out;
}

Status say_shared(const ShareOptions& options, const Receipt& receipt,
                  const std::vector<Part>& parts) {
  if (options.common.json) return host::write_json(to_json(options, receipt, parts));
  if (options.common.helper) {
    talk(options.common,
         {"Shared. A receipt is in the vault.", "Gedeeld. In de kluis zit een bewijs hiervan."});
    return {};
  }
  const std::string until = moment_text(receipt.until);
  talk(options.common, {"Shared, until " + until + ". A receipt is in the vault.",
                        "Gedeeld, tot " + until + ". In de kluis zit een bewijs hiervan."});
  for (const std::string& file : {options.output.file, options.output.qr_file}) {
    if (!file.empty() && file != "-") TRY(host::write_output(host::printable(file) + "\n"));
  }
  return {};
}

/// The steps, without what is shared and with whom.
std::string preview_for_helper(const Selection& selection, const Receipt& receipt, Instant now,
                               const VerbOptions& options) {
  ReadingLines lines(options);
  lines.say({"This will be shared:", "Dit wordt gedeeld:"});
  for (const HeldCredential& one : selection.credentials)
    add_credential(lines, one, now, options.language());
  add_receipt(lines, receipt, options.language());
  return std::move(lines).take();
}

Result<int> share(const ShareOptions& options) {
  TRY(check_request(options));
  World world(options.world);
  const Instant until = TRY(share_end(options.duration, options.until, world.now()));
  TRY(world.load(options.common, options.world));
  Vault vault = TRY(open_vault(options.common, options.dry_run ? Access::read : Access::write));
  TRY(world.use_copies(vault));
  const Selection selection = TRY(select(vault, options.ids, world.random()));
  const Receiver receiver{options.to, options.purpose, options.nonce, until};
  Receipt receipt = receipt_for(receiver, selection, world.now(), world.random());
  // Made before anybody is asked: what does not fit is not worth a question. It stays in memory.
  TRY(check_choice(options, selection));
  std::vector<Part> parts;
  const Presentation made =
      selection.is_token()
          ? TRY(present_token(options, selection, receipt, parts, world.random()))
          : TRY(make_whole(selection, receipt, options.output.has_qr(), world.random()));
  Outgoing outgoing = TRY(Outgoing::make(options.output, made.text));
  std::string told = preview(selection, receipt, options.common.language(), world.now(), parts);
  if (options.common.plain) told = without_symbols(std::move(told));
  host::write_talk(options.common.helper
                       ? preview_for_helper(selection, receipt, world.now(), options.common)
                       : told);
  if (options.dry_run) {
    if (options.common.json) TRY(host::write_json(to_json(options, receipt, parts)));
    return host::k_exit_done;
  }
  TRY(ask_consent(options.common, options.yes));
  receipt.presentation = made.id;
  receipt.digest = to_hex(digest_of(as_bytes(made.text)));
  TRY(would_hold(options.common, options.world.offline, world, made, receipt));
  const std::string body = TRY(body_of(selection, world.now()));
  TRY(hand_out(world, vault, receipt, body, outgoing));
  TRY(say_shared(options, receipt, parts));
  return host::k_exit_done;
}

void add_outputs(CommandLine& line, CLI::App& verb, ShareOutput& output) {
  verb.add_option("-o,--output", output.file,
                  line.in({"File to write; - is standard output", "Het bestand; - is de uitvoer"}));
  verb.add_flag(
      "--qr", output.qr,
      line.in({"Show it as a QR code on the terminal", "Toon het als QR-code op het scherm"}));
  verb.add_flag("--qr-invert", output.invert,
                line.in({"With --qr: for light letters on a dark screen",
                         "Met --qr: voor lichte letters op een donker scherm"}));
  verb.add_option("--qr-out", output.qr_file,
                  line.in({"File for a picture of the QR code, .png or .svg",
                           "Bestand voor een plaatje van de QR-code, .png of .svg"}));
  verb.add_flag("--force", output.force,
                line.in({"Write over a file", "Schrijf over een bestand heen"}));
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
  verb.add_option("--purpose", options.purpose,
                  line.in({"What for, in your own words; only your receipt says it",
                           "Waarvoor, in uw eigen woorden; het staat alleen in uw kluis"}));
  verb.add_option("--nonce", options.nonce,
                  line.in({"The number that the receiver gave", "Het getal van de ontvanger"}));
  CLI::Option* duration = verb.add_option(
      "--for", options.duration,
      line.in({"How long: 30m, 24h, 7d; 24h if not said", "Hoe lang: 30m, 24h, 7d; anders 24h"}));
  verb.add_option("--until", options.until,
                  line.in({"Until when: a date or a moment", "Tot wanneer: een datum of moment"}))
      ->excludes(duration);
  CLI::Option* show =
      verb.add_option("--show", options.show,
                      line.in({"Of a token: show only these parts: name,birth-date,…",
                               "Van een token: toon alleen deze delen: name,birth-date,…"}));
  verb.add_option("--hide", options.hide,
                  line.in({"Of a token: hide these parts: birth-date,grade,…",
                           "Van een token: verberg deze delen: birth-date,grade,…"}))
      ->excludes(show);
  add_outputs(line, verb, options.output);
  add_yes(line, verb, options.yes);
  verb.add_flag("--dry-run", options.dry_run,
                line.in({"Only show what would be shared", "Toon alleen wat u zou delen"}));
  add_world(line, verb, options.world);
  add_reading(line, verb, options.common);
  host::set_example(
      verb, "credenza-wallet share 3fa8 --to https://brouwer.example --for 7d -o for-brouwer.json");
}

}  // namespace credenza::wallet
