#include "verifier/bundle_maker.h"

#include "did/did.h"
#include "host/exit_codes.h"
#include "host/files.h"
#include "host/system.h"
#include "verifier/commands.h"
#include "verifier/dutch.h"

namespace credenza::verifier {
namespace {

constexpr std::size_t k_seed = 32;

Result<crypto::PrivateKey> read_key(const std::string& path) {
  const crypto::SecretBytes seed = TRY(host::read_secret_file(path, k_seed));
  auto key = crypto::PrivateKey::from_raw(crypto::KeyType::ed25519, seed);
  if (!key) return fail(Code::malformed, path, "this is no key for bundles");
  return key;
}

}  // namespace

std::string bundle_key_file(const std::string& home) {
  return (home.empty() ? host::config_folder() : home) + "/bundle.key";
}

Result<crypto::PrivateKey> own_bundle_key(const std::string& home, Random& random) {
  const std::string path = bundle_key_file(home);
  if (host::exists(path)) return read_key(path);
  TRY(host::make_folder(home.empty() ? host::config_folder() : home));
  auto key = crypto::PrivateKey::generate(crypto::KeyType::ed25519, random);
  const Status written = host::write_file(path, key.secret().reveal());
  if (written) return key;
  // Another process was first.
  if (written.error().code == Code::conflict) return read_key(path);
  return written.error();
}

std::optional<std::string> own_bundle_maker(const std::string& home) {
  const auto key = read_key(bundle_key_file(home));
  return key ? std::optional(did::key_did(key->public_key())) : std::nullopt;
}

int report_bundle_error(const Error& error, const host::CommonOptions& common, int refused) {
  host::ErrorHelp help;
  switch (error.code) {
    case Code::untrusted:
      help.what = {"you do not rely on the maker of this bundle",
                   "u vertrouwt de maker van deze bundel niet"};
      help.next = {
          "Find out by another way who made it. Then name the maker: --bundle-maker DID, or for "
          "good: credenza-verifier trust add DID --name NAME --type CredenzaBundle.",
          "Zoek langs een andere weg uit wie hem maakte. Noem dan de maker: --bundle-maker DID. Of "
          "voor altijd: credenza-verifier trust add DID --name NAAM --type CredenzaBundle."};
      help.exit = refused;
      break;
    case Code::unsupported:
      help.what = {"this bundle was made by another version of this program",
                   "deze bundel is gemaakt door een andere versie van dit programma"};
      help.next = {"Use a newer version.", "Gebruik een nieuwere versie."};
      help.exit = host::k_exit_newer_version;
      break;
    case Code::bad_signature:
    case Code::malformed:
    case Code::mismatch:
    case Code::out_of_range:
      help.what = {"this bundle is damaged, was changed, or is none",
                   "deze bundel is beschadigd of veranderd, of het is er geen"};
      help.next = {"Get the bundle again from whoever made it.",
                   "Haal de bundel opnieuw bij wie hem maakte."};
      help.exit = refused;
      break;
    default:
      break;
  }
  return tell_error(common, error, help);
}

}  // namespace credenza::verifier
