// backup, backup verify, restore: a copy of the vault, what one is worth, and the way back.
#include <CLI/CLI.hpp>

#include "host/exit_codes.h"
#include "host/files.h"
#include "wallet/backup.h"
#include "wallet/opening.h"
#include "wallet/seen_vaults.h"
#include "wallet/session.h"
#include "wallet/texts.h"

namespace credenza::wallet {
namespace {

using host::Language;
using host::Text;

struct BackupOptions {
  VerbOptions common;
  std::string out;
  bool force = false;
};

struct BackupVerifyOptions {
  VerbOptions common;
  std::string file;
};

struct RestoreOptions {
  VerbOptions common;
  std::string file;
  bool dry_run = false;
};

std::string days_ago(Instant then, Instant now, Language language) {
  const auto days = std::chrono::duration_cast<std::chrono::days>(now - then).count();
  if (days <= 0)
    return std::string(Text{"less than a day ago", "minder dan een dag geleden"}.in(language));
  const std::string number = std::to_string(days);
  if (days == 1) return std::string(Text{"1 day ago", "1 dag geleden"}.in(language));
  return number + std::string(Text{" days ago", " dagen geleden"}.in(language));
}

std::string changes_text(std::uint64_t changes, Language language) {
  const Text one{"1 change", "1 wijziging"};
  const Text many{" changes", " wijzigingen"};
  return changes == 1 ? std::string(one.in(language))
                      : std::to_string(changes) + std::string(many.in(language));
}

/// Says which records do not open.
void tell_damage(const VerbOptions& options, const Contents& contents) {
  for (const Error& error : contents.damaged) {
    tell(options, Sentence{"Cannot be read: " + error.where,
                           "Niet te lezen: " + place_of(error, Language::nl)});
  }
}

Error damaged(const Contents& contents) {
  return fail(Code::malformed, contents.damaged.front().where,
              std::to_string(contents.damaged.size()) + " record(s) cannot be read");
}

/// A copy takes the place of an older copy only: not of the vault itself, nor of another one.
/// @error conflict  at "output"
Status check_place(const BackupOptions& options, const Vault& vault) {
  if (!options.force || !is_vault_file(options.out)) return {};
  const auto there = host::state_of_file(options.out);
  const auto own = host::state_of_file(vault_path(options.common));
  const bool is_itself = there && own && there->device == own->device && there->inode == own->inode;
  const auto older = vault.open_copy(options.out);
  if (older && !is_itself) return {};
  return fail(Code::conflict, "output", options.out + " is a vault");
}

Result<int> backup(const BackupOptions& options) {
  if (options.out.empty())
    return fail(Code::malformed, "-o", "name the file that the copy is to be");
  if (options.out == "-") return fail(Code::malformed, "-o", "a vault is no text; name a file");
  const Language language = options.common.language();
  Vault vault = TRY(open_vault(options.common, Access::write, Reminder::none));
  TRY(check_place(options, vault));
  TRY(vault.copy_to(options.out, options.force));
  Vault copy = TRY(vault.open_copy(options.out));
  const Contents contents = look_through(copy);
  tell_damage(options.common, contents);
  if (!contents.damaged.empty()) return damaged(contents);
  crypto::SystemRandom random;
  TRY(note_backup(vault, host::SystemClock().now(), random));
  if (options.common.json) {
    Json out{{"schema", "credenza.wallet.backup/1"}, {"file", host::printable(options.out)}};
    out.update(to_json(contents));
    TRY(host::write_json(out));
  } else {
    TRY(host::write_output(host::printable(options.out) + "\n"));
  }
  const std::string what = contents_text(contents, language);
  tell(options.common,
       Sentence{"The copy is complete: " + what +
                    ". It opens with the same passphrase. Keep it in another place than the vault.",
                "De kopie is compleet: " + what +
                    ". Hij gaat open met dezelfde wachtzin. Bewaar hem op een andere plek dan de "
                    "kluis."});
  return host::k_exit_done;
}

/// How far the vault that is in use has gone on since a copy was made; nothing when it is not
/// there, or another one.
std::optional<std::uint64_t> behind(const VerbOptions& options, const Vault& copy) {
  const std::string path = vault_path(options);
  if (!host::exists(path)) return std::nullopt;
  const auto current = copy.open_copy(path);
  if (!current || current->manifest().counter < copy.manifest().counter) return std::nullopt;
  return current->manifest().counter - copy.manifest().counter;
}

Result<int> backup_verify(const BackupVerifyOptions& options) {
  const Language language = options.common.language();
  const Instant now = host::SystemClock().now();
  Vault copy = TRY(open_vault_at(options.file, options.common, Access::read));
  const Contents contents = look_through(copy);
  const auto missing = behind(options.common, copy);
  if (options.common.json) {
    Json out{{"schema", "credenza.wallet.backup.verify/1"},
             {"file", host::printable(options.file)}};
    out.update(to_json(contents));
    if (missing) out["changes_since"] = *missing;
    TRY(host::write_json(out));
  } else {
    TRY(host::write_output(contents_text(contents, language) + "\n"));
  }
  tell_damage(options.common, contents);
  const std::string day = date_text(contents.written, language);
  const std::string ago = days_ago(contents.written, now, language);
  tell(options.common, Sentence{"Its last change is of " + day + ", " + ago + ".",
                                "De laatste wijziging is van " + day + ", " + ago + "."});
  if (missing && *missing > 1) {
    const std::string number = changes_text(*missing, language);
    tell(options.common,
         Sentence{"Your vault has " + number +
                      " that this copy does not have. Make a new one: credenza-wallet backup",
                  "Uw kluis heeft " + number +
                      " die deze kopie niet heeft. Maak een nieuwe: credenza-wallet backup"});
  }
  if (!contents.damaged.empty()) {
    talk(options.common,
         Text{"This copy is damaged. What it still has: credenza-wallet doctor --salvage",
              "Deze kopie is beschadigd. Wat er nog in zit: credenza-wallet doctor --salvage"});
    return host::k_exit_error;
  }
  talk(options.common, Text{"Every record of it can be read.", "Alles erin is te lezen."});
  return host::k_exit_done;
}

Result<int> restore(const RestoreOptions& options) {
  const Language language = options.common.language();
  const std::string path = vault_path(options.common);
  if (host::exists(path))
    return fail(Code::conflict, path, "there is something at this place already");
  Vault copy = TRY(open_vault_at(options.file, options.common, Access::read));
  const Contents contents = look_through(copy);
  tell_damage(options.common, contents);
  if (!contents.damaged.empty()) return damaged(contents);
  if (!options.dry_run) {
    if (options.common.vault.empty() && !host::environment("CREDENZA_VAULT"))
      TRY(host::make_folder(host::data_folder()));
    TRY(copy.copy_to(path, false));
    // That it is an older state is no news to whoever put it back.
    if (!options.common.ephemeral) remember_seen(copy);
  }
  if (options.common.json) {
    Json out{{"schema", "credenza.wallet.restore/1"},
             {"vault", host::printable(path)},
             {"dry_run", options.dry_run}};
    out.update(to_json(contents));
    TRY(host::write_json(out));
  } else {
    TRY(host::write_output(host::printable(path) + "\n"));
  }
  const std::string what = contents_text(contents, language);
  const std::string day = date_text(contents.written, language);
  if (options.dry_run) {
    tell(options.common, Sentence{"This would come back: " + what + ", as of " + day + ".",
                                  "Dit zou terugkomen: " + what + ", van " + day + "."});
    return host::k_exit_done;
  }
  tell(options.common, Sentence{"It is back: " + what + ", as of " + day +
                                    ". What came after that day is not in it; ask for it again.",
                                "Het is terug: " + what + ", van " + day +
                                    ". Wat daarna kwam, zit er niet in; vraag dat opnieuw."});
  talk(options.common,
       Text{"If somebody may have the old file: choose another passphrase (credenza-wallet passwd) "
            "and change your keys (credenza-wallet rotate-key).",
            "Heeft iemand misschien het oude bestand? Kies dan een andere wachtzin "
            "(credenza-wallet passwd) en neem nieuwe sleutels (credenza-wallet rotate-key)."});
  return host::k_exit_done;
}

}  // namespace

void add_backup_verbs(CommandLine& line) {
  const VerbName name{"backup",
                      {"Copy the vault to another place, or look at such a copy",
                       "Kopieer de kluis naar een andere plek, of bekijk zo'n kopie"}};
  CLI::App& verb = line.make(line.app(), name.name, name.what);
  const auto [verify, verify_options] =
      line.verb<BackupVerifyOptions>(verb,
                                     {"verify",
                                      {"Open a copy, check every record and say how old it is",
                                       "Open een kopie, controleer alles en zeg hoe oud hij is"}},
                                     backup_verify);
  verify.add_option("FILE", verify_options.file, line.in({"The copy", "De kopie"}))->required();
  host::set_example(verify, "credenza-wallet backup verify /media/usb/mine-may.vault");
  verb.require_subcommand(0, 1);
  auto& options = line.keep_as<BackupOptions>(verb, name, backup);
  verb.add_option("-o,--output", options.out,
                  line.in({"The file that the copy is to be", "Het bestand voor de kopie"}));
  verb.add_flag("--force", options.force,
                line.in({"Write over a file", "Schrijf over een bestand heen"}));
  host::set_example(verb, "credenza-wallet backup -o /media/usb/mine-may.vault");

  const auto [back, restore_options] =
      line.verb<RestoreOptions>({"restore",
                                 {"Put a copy in the place of a vault that was lost",
                                  "Zet een kopie op de plaats van een kluis die weg is"}},
                                restore);
  back.add_option("FILE", restore_options.file, line.in({"The copy", "De kopie"}))->required();
  back.add_flag("--dry-run", restore_options.dry_run,
                line.in({"Only say what would come back", "Zeg alleen wat er terug zou komen"}));
  host::set_example(back, "credenza-wallet restore /media/usb/mine-may.vault");
}

}  // namespace credenza::wallet
