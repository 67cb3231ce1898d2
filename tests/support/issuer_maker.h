// An issuer for tests, with keys that open at once and a store in a temporary folder.
#pragma once

#include <fstream>
#include <iterator>
#include <string>

#include "issuer/csv.h"
#include "issuer/home.h"
#include "issuer/ledger.h"
#include "issuer/sqlite_store.h"
#include "issuer/template.h"
#include "support/ports.h"
#include "support/temporary_folder.h"
#include "support/vectors.h"

namespace credenza::test {

[[nodiscard]] inline std::string read_example(const std::string& path) {
  std::ifstream stream(CREDENZA_EXAMPLES "/" + path, std::ios::binary);
  must(stream.good());
  return {std::istreambuf_iterator<char>(stream), {}};
}

[[nodiscard]] inline issuer::Template example_template(const std::string& name) {
  std::vector<Error> problems;
  auto form = issuer::Template::parse(read_example("templates/" + name), problems);
  must(form.has_value());
  return std::move(*form);
}

[[nodiscard]] inline issuer::CsvTable example_table(const std::string& name) {
  auto table = issuer::read_csv(read_example("batches/" + name));
  must(table.has_value());
  return std::move(*table);
}

/// An issuer, ROC Waterkant unless somebody else is named, whose keys open without the second that
/// Argon2id takes for real ones.
class IssuerMaker {
 public:
  explicit IssuerMaker(const std::string& folder, const std::string& name = "ROC Waterkant",
                       const std::string& url = "https://rocwaterkant.example")
      : home{folder, *issuer::make_config(name, url, "NL"),
             make_keys(issuer::make_config(name, url, "NL")->did)},
        secrets(*home.keys.open(passphrase())) {
    must(host::make_folder(folder).has_value());
    SeededRandom random("store");
    must(issuer::create_sqlite_store(home.store_file(), random).has_value());
  }

  [[nodiscard]] std::unique_ptr<issuer::Store> open_store() const {
    auto store = issuer::open_store(home);
    must(store.has_value());
    return std::move(*store);
  }
  [[nodiscard]] issuer::Ledger ledger() const { return issuer::Ledger(secrets.data_key); }
  [[nodiscard]] static crypto::SecretBytes passphrase() {
    return crypto::SecretBytes::copy_of(as_bytes("correct horse"));
  }

  issuer::Home home;
  issuer::Secrets secrets;

 private:
  static issuer::KeyFile make_keys(const std::string& did) {
    SeededRandom random("keys of " + did);
    constexpr crypto::PasswordCost k_cheap{1, 8192};
    return *issuer::KeyFile::create(did, passphrase(), k_cheap,
                                    *parse_instant("2026-06-01T09:00:00Z"), random);
  }
};

}  // namespace credenza::test
