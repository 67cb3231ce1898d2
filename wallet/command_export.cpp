// export: everything in open formats, the list that another wallet asks for, or a job seeker's
// profile without a name.
#include <CLI/CLI.hpp>

#include "crypto/letter_code.h"
#include "host/exit_codes.h"
#include "host/files.h"
#include "jose/jwe.h"
#include "wallet/export.h"
#include "wallet/migration.h"
#include "wallet/session.h"
#include "wallet/texts.h"
#include "wallet/vum_profile.h"

namespace credenza::wallet {
namespace {

using host::Text;

constexpr std::size_t k_code_bytes = 13;

struct ExportOptions {
  VerbOptions common;
  bool all = false;
  bool migration = false;
  bool vum = false;
  bool no_name = false;
  bool with_values = false;
  std::string out;
  std::string folder;
  bool plain = false;
  bool yes = false;
  bool force = false;
};

Error wrong_use(const char* option, std::string detail) {
  return fail(Code::malformed, option, std::move(detail));
}

Status check_vum(const ExportOptions& options) {
  if (options.no_name && !options.vum) return wrong_use("--no-name", "goes with --vum");
  if (!options.vum) return {};
  if (!options.no_name) {
    return wrong_use("--vum",
                     "a VUM profile for matching never bears a name: whoever searches may not know "
                     "who you are. Say that you know: --no-name");
  }
  if (options.plain) return wrong_use("--plain", "a VUM profile is never encrypted");
  return {};
}

Status check_use(const ExportOptions& options) {
  if (options.all && options.plain == options.folder.empty())
    return wrong_use("--dir", "a folder is written with --plain, and only then");
  if (options.out.empty() == options.folder.empty())
    return wrong_use("-o", "name a file, or with --all --plain a folder (--dir)");
  if (!options.folder.empty() && !options.all) return wrong_use("--dir", "this is one file: -o");
  TRY(check_vum(options));
  if (options.out == "-" && options.common.json)
    return wrong_use("--json", "with -o - standard output is the export itself");
  if (!options.folder.empty() && host::exists(options.folder))
    return fail(Code::conflict, options.folder, "there is something at this place already");
  return check_output(options.out, options.force);
}

/// Whoever finds what is exported plainly can read it.
Status agreed(const ExportOptions& options) {
  if (!options.plain || options.yes) return {};
  const Text question{"Anybody who finds this can read it. Write it without encryption?",
                      "Wie dit vindt, kan het lezen. Toch schrijven zonder versleuteling?"};
  const bool yes = TRY(host::confirm(question.in(options.common.language()),
                                     options.common.passphrase.no_input, "--yes"));
  if (!yes) return fail(Code::mismatch, "answer", "nothing was written");
  return {};
}

Status write_plain_folder(const ExportOptions& options, const std::vector<ExportFile>& files) {
  TRY(host::make_folder(options.folder));
  std::vector<host::NewFile> placed;
  for (const ExportFile& file : files)
    placed.push_back({"/" + file.name, file.content});
  return host::write_files(options.folder, placed, 0600);
}

Status write_out(const ExportOptions& options, const std::string& text) {
  if (options.out == "-") return host::write_output(text + "\n");
  return host::write_file(options.out, as_bytes(text), {.mode = 0600, .overwrite = options.force});
}

/// Encrypts under a code that is made for it, and shows the code once, on standard error.
Result<std::string> sealed(const ExportOptions& options, const std::string& text,
                           jose::JweEncryption encryption) {
  crypto::SystemRandom random;
  const auto bits = crypto::SecretBytes::random(k_code_bytes, random);
  const crypto::SecretBytes shown = crypto::write_letter_code(bits.reveal());
  const crypto::SecretBytes code = TRY(crypto::read_letter_code(shown));
  std::string jwe =
      TRY(jose::encrypt_with_code(code, {as_bytes(text), "json", ""}, random, encryption));
  talk(
      options.common,
      Text{"It opens with this code only. Write it on paper; it is not shown again:",
           "Het gaat alleen open met deze code. Schrijf hem op papier; u ziet hem maar één keer:"});
  host::write_talk("  " + std::string(as_text(shown.reveal())) + "\n");
  return jwe;
}

Status say_done(const ExportOptions& options, std::size_t files) {
  const std::string& place = options.folder.empty() ? options.out : options.folder;
  if (options.common.json) {
    return host::write_json({{"schema", "credenza.wallet.export/1"},
                             {"place", host::printable(place)},
                             {"what", options.all ? "all" : "migration"},
                             {"encrypted", !options.plain},
                             {"files", files}});
  }
  return options.out == "-" ? Status{} : host::write_output(host::printable(place) + "\n");
}

/// Names what was left out to its owner, on standard error: it is not in the file.
void tell_left_out(const ExportOptions& options, const VumProfile& vum) {
  for (const std::string& text : vum.left_out) {
    tell(options.common,
         {"Left out, because somebody could be recognised in it: \"" + shown(text) + "\"",
          "Weggelaten, want hierin is iemand te herkennen: \"" + shown(text) + "\""});
  }
  if (vum.shortened > 0) {
    const std::string number = std::to_string(vum.shortened);
    tell(options.common, {"Cut off, because VUM takes no more: " + number + " texts.",
                          "Ingekort, want VUM neemt niet meer: " + number + " teksten."});
  }
}

/// A profile that leads to nobody; it is made to be given away, so it is not encrypted.
Result<int> export_vum(const ExportOptions& options) {
  Vault vault = TRY(open_vault(options.common, Access::read));
  const CvMaterial material = TRY(cv_material(vault, host::SystemClock().now()));
  const VumProfile vum = vum_profile(material);
  const std::string text = TRY(json::to_pretty_text(vum.profile));
  TRY(options.out == "-" ? host::write_output(text) : write_out(options, text));
  if (options.common.json) {
    TRY(host::write_json({{"schema", "credenza.wallet.export/1"},
                          {"place", host::printable(options.out)},
                          {"what", "vum"},
                          {"encrypted", false},
                          {"files", 1},
                          {"left_out", vum.left_out.size()},
                          {"shortened", vum.shortened}}));
  } else if (options.out != "-") {
    TRY(host::write_output(host::printable(options.out) + "\n"));
  }
  tell_left_out(options, vum);
  talk(options.common,
       Text{"Your name, birth date, address and employers are not in it. VUM has no place for "
            "proof: keep your certificates at hand.",
            "Uw naam, geboortedatum, adres en werkgevers staan er niet in. VUM heeft geen plek "
            "voor bewijs: houd uw bewijzen bij de hand."});
  return host::k_exit_done;
}

Result<int> export_it(const ExportOptions& options) {
  TRY(check_use(options));
  if (options.vum) return export_vum(options);
  TRY(agreed(options));
  Vault vault = TRY(open_vault(options.common, Access::read));
  std::size_t count = 1;
  if (options.all) {
    const std::vector<ExportFile> files = TRY(export_files(vault, host::SystemClock().now()));
    count = files.size();
    if (options.plain) {
      TRY(write_plain_folder(options, files));
    } else {
      const std::string text = TRY(as_one_document(files));
      const std::string jwe = TRY(sealed(options, text, jose::JweEncryption::a256gcm));
      TRY(write_out(options, jwe));
    }
  } else {
    const Json data =
        TRY(migration_data(vault, options.with_values ? Values::with_unbound : Values::left_out));
    std::string text = TRY(json::to_text(data));
    if (!options.plain) text = TRY(sealed(options, text, jose::JweEncryption::a128gcm));
    TRY(write_out(options, text));
  }
  TRY(say_done(options, count));
  talk(
      options.common,
      Text{
          "Your private keys are not in it: those are in the vault and its backups.",
          "Uw geheime sleutels zitten er niet in: die zitten in de kluis en in de kopieën ervan."});
  return host::k_exit_done;
}

}  // namespace

void add_export(CommandLine& line) {
  const auto [verb, options] = line.verb<ExportOptions>(
      {"export",
       {"Take everything out in open formats, or the list that another wallet asks for",
        "Haal alles eruit in open vormen, of de lijst waar een andere wallet om vraagt"}},
      export_it);
  CLI::App* what = verb.add_option_group(line.in({"What (one of these)", "Wat (een van deze)"}));
  what->add_flag("--all", options.all,
                 line.in({"Everything that the vault holds", "Alles wat in de kluis zit"}));
  what->add_flag(
      "--migration", options.migration,
      line.in({"The list of what to ask for again, as the European wallet has it",
               "De lijst van wat u opnieuw aanvraagt, zoals de Europese wallet die kent"}));
  what->add_flag("--vum", options.vum,
                 line.in({"A job seeker's profile for matching (VUM), without a name",
                          "Een profiel van een werkzoekende (VUM), zonder naam"}));
  what->require_option(1);
  verb.add_flag("--no-name", options.no_name,
                line.in({"With --vum: nobody can see that it is you",
                         "Bij --vum: niemand kan zien dat u het bent"}));
  verb.add_flag("--with-values", options.with_values,
                line.in({"With --migration: what is bound to no key goes in as it is",
                         "Bij --migration: wat aan geen sleutel vastzit, gaat heel mee"}));
  verb.add_option("-o,--output", options.out,
                  line.in({"File to write; - is standard output", "Het bestand; - is de uitvoer"}));
  verb.add_option("--dir", options.folder,
                  line.in({"Folder to write, with --plain", "De map, bij --plain"}));
  verb.add_flag("--plain", options.plain, line.in({"Without encryption", "Zonder versleuteling"}));
  add_yes(line, verb, options.yes);
  verb.add_flag("--force", options.force,
                line.in({"Write over a file", "Schrijf over een bestand heen"}));
  host::set_example(verb, "credenza-wallet export --all -o everything.jwe");
}

}  // namespace credenza::wallet
