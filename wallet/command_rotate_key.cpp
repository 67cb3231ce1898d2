// rotate-key: another key in the place of an old one, and what its owner sends to each issuer.
#include <algorithm>

#include <CLI/CLI.hpp>

#include "host/exit_codes.h"
#include "host/files.h"
#include "wallet/rotation.h"
#include "wallet/session.h"
#include "wallet/texts.h"

namespace credenza::wallet {
namespace {

using host::Text;

struct RotateOptions {
  VerbOptions common;
  std::string key;
  std::string folder;
  bool lost = false;
};

/// The key that is meant: by its DID, its id, or the beginning of one of the two.
/// @error not_found  none; conflict  several: `where` is "key"
Result<HolderKey> find_key(const Vault& vault, const std::string& meant) {
  std::vector<HolderKey> found;
  for (HolderKey& key : TRY(holder_keys(vault))) {
    const bool whole = key.did == meant;
    if (whole || (meant.size() >= 4 && to_text(key.id).starts_with(meant)))
      found.push_back(std::move(key));
  }
  if (found.empty()) return fail(Code::not_found, "key", "the vault has no such key");
  if (found.size() > 1) return fail(Code::conflict, "id", "several keys begin like this");
  return found.front();
}

/// A key that is lost cannot be in the vault; what was bound to it can.
Result<Rotation> rotate_lost(Vault& vault, const std::string& did, Instant now, Random& random) {
  const std::vector<HolderKey> all = TRY(holder_keys(vault));
  if (std::ranges::find(all, did, &HolderKey::did) != all.end()) {
    return fail(Code::conflict, "--lost",
                "this key is in the vault, so it can sign: leave --lost out");
  }
  const std::vector<HeldCredential> held = TRY(held_credentials(vault));
  const bool bound = std::ranges::any_of(
      held, [&did](const HeldCredential& one) { return one.held.subject_id == did; });
  if (!bound) return fail(Code::not_found, "key", "nothing in the vault is bound to this key");
  return Rotation{did, TRY(add_holder_key(vault, "", now, random)), false};
}

Result<Rotation> rotate(Vault& vault, const RotateOptions& options, Instant now, Random& random) {
  if (options.lost) return rotate_lost(vault, options.key, now, random);
  const HolderKey old = TRY(find_key(vault, options.key));
  return Rotation{old.did, TRY(replace_holder_key(vault, old, now, random)), true};
}

/// "1-rocwaterkant.example": safe as the name of a file whatever the DID says.
std::string name_of(std::size_t number, const std::string& issuer) {
  std::string out = std::to_string(number) + "-";
  for (const char c : issuer.substr(issuer.find_last_of(':') + 1).substr(0, 60)) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
    out += plain ? c : '_';
  }
  return out;
}

struct Written {
  std::string issuer;
  std::string letter;
  std::string proof;  ///< empty when there is none
  std::size_t credentials;
};

Result<std::vector<Written>> write_mails(const std::string& folder,
                                         const std::vector<RotationMail>& mails) {
  std::vector<Written> written;
  std::vector<host::NewFile> files;
  for (const RotationMail& mail : mails) {
    const std::string name = "/" + name_of(written.size() + 1, mail.issuer);
    Written one{mail.issuer, folder + name + ".txt", {}, mail.credentials.size()};
    files.push_back({name + ".txt", mail.letter});
    if (!mail.presentation.empty()) {
      one.proof = folder + name + ".json";
      files.push_back({name + ".json", mail.presentation});
    }
    written.push_back(std::move(one));
  }
  if (files.empty()) return written;
  TRY(host::make_folder(folder));
  TRY(host::write_files(folder, files, 0600));
  return written;
}

Status say_rotated(const RotateOptions& options, const Rotation& rotation,
                   const std::vector<Written>& written) {
  if (options.common.json) {
    Json mails = Json::array();
    for (const Written& one : written) {
      Json mail{{"issuer", one.issuer},
                {"letter", host::printable(one.letter)},
                {"credentials", one.credentials}};
      if (!one.proof.empty()) mail["proof"] = host::printable(one.proof);
      mails.push_back(std::move(mail));
    }
    return host::write_json({{"schema", "credenza.wallet.rotate.key/1"},
                             {"old", rotation.old_did},
                             {"new", rotation.next.did},
                             {"mails", std::move(mails)}});
  }
  std::string lines;
  for (const Written& one : written) {
    lines += host::printable(one.letter) + "\n";
    if (!one.proof.empty()) lines += host::printable(one.proof) + "\n";
  }
  return host::write_output(lines);
}

Result<int> rotate_key(const RotateOptions& options) {
  Vault vault = TRY(open_vault(options.common, Access::write));
  crypto::SystemRandom random;
  const Instant now = host::SystemClock().now();
  const Rotation rotation = TRY(rotate(vault, options, now, random));
  const std::vector<RotationMail> mails =
      TRY(rotation_mails(vault, rotation, options.common.language(), now, random));
  const std::vector<Written> written = TRY(write_mails(options.folder, mails));
  TRY(say_rotated(options, rotation, written));
  tell(options.common, Sentence{"The new key is " + rotation.next.did + ".",
                                "De nieuwe sleutel is " + rotation.next.did + "."});
  if (written.empty()) {
    talk(options.common, Text{"Nothing was bound to the old key: there is nobody to write to.",
                              "Aan de oude sleutel zat niets vast: u hoeft niemand te schrijven."});
    return host::k_exit_done;
  }
  talk(options.common,
       Text{"Send each letter, with the file beside it, to the issuer. What you have stays usable "
            "until they replace it.",
            "Stuur elke brief met het bestand erbij naar de uitgever. Wat u hebt, blijft bruikbaar "
            "tot zij het vervangen."});
  return host::k_exit_done;
}

}  // namespace

void add_rotate_key(CommandLine& line) {
  const auto [verb, options] = line.verb<RotateOptions>(
      {"rotate-key",
       {"Take a new key in the place of an old one, with a letter for each issuer",
        "Neem een nieuwe sleutel in plaats van een oude, met een brief voor elke uitgever"}},
      rotate_key);
  verb.add_option("KEY", options.key,
                  line.in({"The old key: its DID or id (see: key list)",
                           "De oude sleutel: zijn DID of nummer (zie: key list)"}))
      ->required();
  verb.add_option("--dir", options.folder,
                  line.in({"Folder for the letters", "De map voor de brieven"}))
      ->required();
  verb.add_flag("--lost", options.lost,
                line.in({"The old key is gone: it cannot sign. KEY is its DID",
                         "De oude sleutel is weg: hij kan niet tekenen. KEY is zijn DID"}));
  host::set_example(verb, "credenza-wallet rotate-key 3fa8 --dir letters");
}

}  // namespace credenza::wallet
