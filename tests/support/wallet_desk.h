// A person with a vault, and the verbs as they run them: what comes in, what goes out, what is
// said.
#pragma once

#include <fcntl.h>
#include <optional>
#include <string>
#include <unistd.h>
#include <vector>

#include <catch2/catch.hpp>

#include "host/files.h"
#include "support/records.h"
#include "support/school.h"
#include "support/temporary_folder.h"
#include "support/vault_maker.h"
#include "wallet/commands.h"
#include "wallet/vault.h"

namespace credenza::test {

struct Ran {
  int exit;
  std::string out;
  std::string talk;

  [[nodiscard]] json::Document json() const { return document(out); }
};

/// Standard output and error go to a file while this lives.
class Redirected {
 public:
  Redirected(int descriptor, const std::string& path)
      : descriptor_(descriptor), saved_(::dup(descriptor)) {
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    must(file >= 0 && ::dup2(file, descriptor) >= 0);
    ::close(file);
  }
  Redirected(const Redirected&) = delete;
  Redirected& operator=(const Redirected&) = delete;
  ~Redirected() {
    ::dup2(saved_, descriptor_);
    ::close(saved_);
  }

 private:
  int descriptor_;
  int saved_;
};

/// A person with a vault, and a school that publishes. The school's dates last longer than this
/// test.
class Desk {
 public:
  Desk() : person_("marek"), vault_(folder_ / "marek.vault"), published_(folder_ / "published") {
    VaultMaker maker("desk");
    add_key(maker, 0x5000, person_);
    maker.write(vault_);
    write("phrase", "correct horse\n");
    REQUIRE(host::make_folder(published_));
    publish();
  }

  static void add_key(VaultMaker& maker, std::uint64_t id, const Keyholder& person) {
    maker.add({id, 3, 1,
               R"({"did":")" + person.did() + R"(","name":"","created":"2026-06-01T00:00:00Z"})",
               std::string(as_text(person.key.secret().reveal()))});
  }

  void publish() {
    write("published/did.json", school_.did_document());
    write("published/list.json", school_.list_credential(at("2020-01-01T00:00:00Z")));
  }

  /// A signed credential for `subject` in a file.
  std::string credential(const std::string& name, const std::string& subject, std::uint64_t index,
                         const Json& changes = Json::object()) {
    Json value = changed(school_.credential(subject, index), changes);
    if (!changes.contains("/validUntil")) value["validUntil"] = "9000-01-01T00:00:00Z";
    return write(name,
                 sign(value, school_.options(at("2026-06-12T09:00:00Z")), school_.holder.key));
  }

  std::string write(const std::string& name, const std::string& content) {
    REQUIRE(host::write_file(folder_ / name, as_bytes(content), {.overwrite = true}));
    return folder_ / name;
  }

  Ran run(std::vector<std::string> words) const {
    words.insert(words.begin(), "credenza-wallet");
    for (const std::string& word :
         {std::string("--vault"), vault_, std::string("--passphrase-file"), folder_ / "phrase",
          std::string("--no-input"), std::string("--lang"), std::string("en")}) {
      words.push_back(word);
    }
    const bool offline = words[1] == "add" || words[1] == "verify" || words[1] == "share";
    if (offline) words.emplace_back("--offline");
    if (offline && has_copies_) words.insert(words.end(), {"--published", published_});
    std::vector<const char*> argv;
    for (const std::string& word : words)
      argv.push_back(word.c_str());
    Ran ran{0, {}, {}};
    {
      const Redirected out(1, folder_ / "out");
      const Redirected talk(2, folder_ / "talk");
      ran.exit = wallet::run(static_cast<int>(argv.size()), argv.data());
    }
    ran.out = *host::read_file(folder_ / "out", 1 << 22);
    ran.talk = *host::read_file(folder_ / "talk", 1 << 22);
    return ran;
  }

  /// Adds a credential and answers its id.
  std::string add(const std::string& file, int exit = 0) const {
    const Ran ran = run({"add", file, "--json"});
    INFO(ran.talk);
    REQUIRE(ran.exit == exit);
    const auto document = ran.json();
    return std::string(
        *(*document.root().at("credentials")).items().begin().operator*().string_at("id"));
  }

  [[nodiscard]] std::string read(const std::string& name) const {
    return *host::read_file(folder_ / name, 1 << 22);
  }
  [[nodiscard]] std::string path(const std::string& name) const { return folder_ / name; }

  /// What an employer finds who asked with `audience` and `nonce`.
  verify::Report employer(const std::string& name, std::optional<std::string> audience,
                          std::optional<std::string> nonce = std::nullopt,
                          Instant now = host_now()) const {
    Town town;
    Reader reader(town, {{school_.did, "ROC Waterkant"}});
    REQUIRE(reader.resolver.add_document(school_.did, school_.did_document()));
    REQUIRE(reader.statuses.add_document(school_.list_credential(at("2020-01-01T00:00:00Z"))));
    verify::Policy policy;
    policy.audience = std::move(audience);
    policy.nonce = std::move(nonce);
    return reader.read(read(name), now, policy);
  }

  /// When the presentation in `name` was made.
  Instant made(const std::string& name) const {
    const auto document = test::document(read(name));
    const json::Cursor proof = *(*document.root().at("proof")).one_or_many().begin();
    return *parse_instant(*proof.string_at("created"));
  }
  static Instant host_now() { return at("2026-06-13T00:00:00Z"); }

  /// The vault itself, opened.
  [[nodiscard]] wallet::Vault open(wallet::Access access) const {
    auto locked = wallet::LockedVault::open(vault_, access);
    REQUIRE(locked);
    auto vault = std::move(*locked).unlock(crypto::SecretBytes::copy_of(as_bytes("correct horse")));
    REQUIRE(vault);
    return std::move(*vault);
  }

  School school_;
  Keyholder person_;
  bool has_copies_ = true;  ///< whether the school's documents are handed to the verbs

 private:
  TemporaryFolder folder_;
  std::string vault_;
  std::string published_;
};

inline json::Cursor first(json::Cursor array) {
  return *array.items().begin();
}

inline std::string text_at(json::Cursor value, std::string_view name) {
  return std::string(value.string_at(name).value_or(std::string_view{}));
}

}  // namespace credenza::test
