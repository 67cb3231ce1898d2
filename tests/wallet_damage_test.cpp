// Bad luck, byte by byte: whichever one of a vault's file is changed, the vault opens with what was
// in it, or is found damaged. It is never said to be newer, and a right passphrase never to be
// wrong; a wrong one opens nothing.
#include <fcntl.h>
#include <unistd.h>

#include <catch2/catch.hpp>

#include "host/files.h"
#include "support/temporary_folder.h"
#include "support/vault_maker.h"
#include "wallet/vault.h"

using namespace credenza;          // NOLINT(google-build-using-namespace)
using namespace credenza::wallet;  // NOLINT(google-build-using-namespace)

namespace {

constexpr Id k_first = 0x1000;
constexpr Id k_second = 0x2000;

crypto::SecretBytes typed(std::string_view text) {
  return crypto::SecretBytes::copy_of(as_bytes(text));
}

/// A small vault with one byte after the other changed and put back.
class Flipped {
 public:
  Flipped() : path_(folder_ / "a.vault") {
    test::VaultMaker maker("damage");
    maker.add_parted({k_first, 2, 1, R"({"title":"a","note":"n"})", "credential a"},
                     R"({"title":"a"})", R"({"note":"n"})");
    maker.add({k_second, 2, 1, R"({"title":"b"})", "credential b"});
    maker.write(path_);
    intact_ = *host::read_file(path_, 1 << 20);
    file_ = ::open(path_.c_str(), O_RDWR | O_CLOEXEC);
    REQUIRE(file_ >= 0);
  }
  Flipped(const Flipped&) = delete;
  Flipped& operator=(const Flipped&) = delete;
  ~Flipped() { ::close(file_); }

  void put(std::size_t at, char byte) const {
    must(::pwrite(file_, &byte, 1, static_cast<off_t>(at)) == 1);
  }
  void flip(std::size_t at, std::uint8_t mask) const {
    put(at, static_cast<char>(static_cast<std::uint8_t>(intact_[at]) ^ mask));
  }
  void mend(std::size_t at) const { put(at, intact_[at]); }
  [[nodiscard]] std::size_t size() const { return intact_.size(); }
  [[nodiscard]] bool is_as_left(std::size_t at, std::uint8_t mask) const {
    std::string expected = intact_;
    expected[at] = static_cast<char>(static_cast<std::uint8_t>(expected[at]) ^ mask);
    return *host::read_file(path_, 1 << 20) == expected;
  }

  [[nodiscard]] Result<std::string> read(std::string_view passphrase) const {
    LockedVault locked = TRY(LockedVault::open(path_, Access::read));
    Vault vault = TRY(std::move(locked).unlock(typed(passphrase)));
    const Content a = TRY(vault.read(k_first));
    const Content b = TRY(vault.read(k_second));
    const auto details = TRY(vault.details(*vault.index().find(k_first)));
    must(details && details->string_at("note").value_or("") == "n");
    return std::string(as_text(a.body())) + "," + std::string(as_text(b.body()));
  }

  /// Which of the two records can still be read; nothing when the vault cannot be opened at all.
  [[nodiscard]] std::optional<int> salvaged() const {
    auto locked = LockedVault::open(path_, Access::look);
    if (!locked) return std::nullopt;
    const Opener opener = Passphrase{typed("correct horse")};
    auto salvage = std::move(*locked).salvage(opener);
    if (!salvage) return std::nullopt;
    int count = 0;
    for (const auto& [id, text] :
         {std::pair(k_first, "credential a"), std::pair(k_second, "credential b")}) {
      const auto content = salvage->vault.read(id);
      if (!content) continue;
      must(as_text(content->body()) == text);
      ++count;
    }
    return count;
  }

 private:
  test::TemporaryFolder folder_;
  std::string path_;
  std::string intact_;
  int file_ = -1;
};

}  // namespace

TEST_CASE("wallet: every byte of a vault's file, changed in turn, is damage or does not matter",
          "[damage]") {
  const Flipped vault;
  REQUIRE(*vault.read("correct horse") == "credential a,credential b");
  CHECK(vault.read("wrong horse").error().where == "passphrase");
  std::size_t damaged = 0;
  std::size_t harmless = 0;
  for (std::size_t at = 0; at < vault.size(); ++at) {
    // A different bit for each, so that all of them have their turn.
    const auto mask = static_cast<std::uint8_t>(1U << (at % 8));
    vault.flip(at, mask);
    const auto text = vault.read("correct horse");
    const bool is_well = text && *text == "credential a,credential b";
    const bool is_told =
        !text && text.error().where != "passphrase" && text.error().code != Code::unsupported &&
        text.error().code != Code::internal && text.error().code != Code::not_found;
    if (!is_well && !is_told) {
      FAIL("byte " << at << ": "
                   << (text ? *text : text.error().where + ": " + text.error().detail));
    }
    ++(is_well ? harmless : damaged);
    if (!vault.is_as_left(at, mask)) FAIL("byte " << at << ": reading changed the file");
    vault.mend(at);
  }
  CHECK(*vault.read("correct horse") == "credential a,credential b");
  CHECK(damaged > vault.size() / 3);
  WARN(vault.size() << " bytes: " << damaged << " damage, " << harmless << " without meaning");
}

TEST_CASE("wallet: of a vault with one byte changed, all but one record can be salvaged",
          "[damage]") {
  const Flipped vault;
  CHECK(vault.salvaged() == 2);
  std::size_t unopened = 0;
  std::size_t tried = 0;
  for (std::size_t at = 0; at < vault.size(); at += 37) {
    vault.flip(at, 0x20);
    const auto count = vault.salvaged();
    ++tried;
    if (!count) ++unopened;
    if (count) {
      INFO("byte " << at);
      CHECK(*count >= 1);
    }
    vault.mend(at);
  }
  // The header, the only way in, and what SQLite needs to find anything.
  WARN(tried << " places: in " << unopened << " nothing can be opened");
  CHECK(unopened * 20 < tried);
}
