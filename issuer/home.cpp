#include "issuer/home.h"

#include <algorithm>

#include "issuer/sqlite_store.h"

namespace credenza::issuer {
namespace {

constexpr std::size_t k_max_file_bytes = std::size_t{1} << 20;

std::string config_file(const std::string& folder) {
  return folder + "/issuer.toml";
}
std::string keys_file(const std::string& folder) {
  return folder + "/keys.json";
}

/// An error of a room, whose `where` is inside a file of the home.
Error in_file(Error error, std::string_view file) {
  if (error.where != "version")
    error.where = std::string(file) + (error.where.empty() ? "" : ", " + error.where);
  return error;
}

/// The text of issuer.toml with another signing key, and everything else as its owner wrote it.
std::string with_signing_key(std::string_view toml, std::string_view key) {
  constexpr std::string_view k_name = "signing_key";
  std::string out;
  while (!toml.empty()) {
    const std::size_t end = std::min(toml.find('\n'), toml.size() - 1) + 1;
    const std::string_view line = toml.substr(0, end);
    const std::string_view rest = line.substr(std::min(k_name.size(), line.size()));
    const bool names_it =
        line.starts_with(k_name) && rest.find_first_not_of(" \t") == rest.find('=');
    out += names_it ? std::string(k_name) + " = '" + std::string(key) + "'\n" : std::string(line);
    toml.remove_prefix(end);
  }
  return out;
}

}  // namespace

Status create_home(const std::string& folder, const Config& config,
                   const crypto::SecretBytes& passphrase, Instant now, Random& random) {
  TRY(host::make_folder(folder + "/templates"));
  const host::FileLock lock = TRY(lock_home(folder));
  if (host::exists(config_file(folder)))
    return fail(Code::conflict, "home", "there is a home in " + folder + " already");
  const KeyFile keys =
      TRY(KeyFile::create(config.did, passphrase, crypto::k_password_cost_floor, now, random));
  const std::string text = TRY(json::to_pretty_text(keys.to_json()));
  // What an earlier attempt left behind has signed nothing, because without issuer.toml there is no
  // home.
  TRY(host::write_file(keys_file(folder), as_bytes(text), {.mode = 0600, .overwrite = true}));
  const std::string store = folder + "/" + config.store;
  // An empty file is an empty database; SQLite would make one that others can read.
  if (!host::exists(store)) TRY(host::write_file(store, {}));
  const Status made = create_sqlite_store(store, random);
  if (!made && made.error().code != Code::conflict) return made;
  return host::write_file(config_file(folder), as_bytes(to_toml(config)));
}

Result<Home> load_home(const std::string& folder) {
  const auto toml = host::read_file(config_file(folder), k_max_file_bytes);
  if (!toml && toml.error().code == Code::not_found) {
    return fail(Code::not_found, "home", "there is no issuer's home in " + folder);
  }
  if (!toml) return toml.error();
  Config config = TRY(parse_config(*toml));
  const std::string text = TRY(host::read_file(keys_file(folder), k_max_file_bytes));
  auto keys = KeyFile::parse(text);
  if (!keys) return in_file(keys.error(), "keys.json");
  if (keys->did() != config.did) {
    return fail(Code::mismatch, "keys.json",
                "the keys are of " + keys->did() + ", and issuer.toml is of " + config.did);
  }
  config.signing_key = keys->signing_key(config.signing_key);
  return Home{folder, std::move(config), *std::move(keys)};
}

Status save_keys(const Home& home) {
  const std::string text = TRY(json::to_pretty_text(home.keys.to_json()));
  TRY(host::write_file(keys_file(home.folder), as_bytes(text), {.mode = 0600, .overwrite = true}));
  const std::string path = config_file(home.folder);
  const std::string before = TRY(host::read_file(path, k_max_file_bytes));
  const std::string after =
      with_signing_key(before, home.keys.signing_key(home.config.signing_key));
  if (after == before) return {};
  return host::write_file(path, as_bytes(after), {.mode = 0600, .overwrite = true});
}

Result<host::FileLock> lock_home(const std::string& folder) {
  auto lock = host::FileLock::acquire(folder + "/lock");
  if (!lock && lock.error().code == Code::conflict)
    return fail(Code::conflict, "lock", lock.error().detail);
  return lock;
}

Result<std::unique_ptr<Store>> open_store(const Home& home) {
  return open_sqlite_store(home.store_file());
}

}  // namespace credenza::issuer
