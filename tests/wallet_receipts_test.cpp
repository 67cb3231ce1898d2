// What was shown stays known: history, single receipts, and the letters that follow from one.
#include <catch2/catch.hpp>

#include "crypto/random.h"
#include "host/files.h"
#include "support/wallet_desk.h"
#include "wallet/letter.h"
#include "wallet/receipt.h"

using namespace credenza;          // NOLINT(google-build-using-namespace)
using namespace credenza::wallet;  // NOLINT(google-build-using-namespace)

using test::Desk;
using test::first;
using test::Ran;
using test::text_at;

namespace {

/// Shares `id` with `to` and answers the receipt's id.
std::string share(const Desk& desk, const std::string& id, const std::string& to,
                  const std::string& purpose = "a job", const std::string& duration = "7d") {
  const Ran ran =
      desk.run({"share", id, "--to", to, "--purpose", purpose, "--for", duration, "--yes", "--json",
                "-o", desk.path("vp-" + purpose + ".json"), "--force"});
  INFO(ran.talk);
  REQUIRE(ran.exit == 0);
  return text_at(ran.json().root(), "receipt");
}

std::size_t count(const Ran& ran) {
  return ran.json().root().at("receipts")->size();
}

void remove(const Desk& desk, const std::string& id) {
  Vault vault = desk.open(Access::write);
  crypto::SystemRandom random;
  REQUIRE(vault.commit({{}, {*id_from_text(id)}}, test::at("2026-06-13T00:00:00Z"), random));
}

Json named(const std::string& name) {
  return {{"/type", {"VerifiableCredential", "OpenBadgeCredential"}}, {"/name", name}};
}

/// A receipt as an older program wrote it, without a body.
void add_receipt(test::VaultMaker& maker, std::uint64_t id, const std::string& body) {
  maker.add(
      {id, 4, 1,
       R"({"to":"https://old.example","at":"2026-06-01T10:00:00Z","until":"2026-06-02T10:00:00Z",)"
       R"("credentials":["00000000000060aa"],"holders":["did:key:z6Mk"],"presentation":"urn:uuid:1",)"
       R"("digest":"00"})",
       body});
}

Letter letter_of(LetterKind kind) {
  Letter letter;
  letter.kind = kind;
  letter.name = "Sanne van der Heijden";
  letter.receipt.to = "https://brouwer.example";
  letter.receipt.purpose = "night shift";
  letter.receipt.at = test::at("2026-06-12T09:00:00Z");
  letter.receipt.until = test::at("2026-06-19T09:00:00Z");
  letter.receipt.presentation = "urn:uuid:5f2a7c1e-7a0b-4f35-9a64-0d7a1f3f6b21";
  letter.receipt.digest = std::string(64, 'a');
  letter.credentials = {{1,
                         {{"nl", "Veilig werken"}, {"en", "Working safely"}},
                         "did:web:rocwaterkant.example",
                         "ROC Waterkant",
                         "2026-06-12",
                         "ok"}};
  letter.today = std::chrono::year_month_day{std::chrono::year{2026} / 7 / 1};
  return letter;
}

}  // namespace

TEST_CASE("receipts: history says who got what, for what, until when, and whether it still runs",
          "[receipts]") {
  Desk desk;
  const std::string id = desk.add(desk.credential("a.json", desk.person_.did(), 7));
  const std::string receipt = share(desk, id, "https://brouwer.example", "night shift");
  const auto history = desk.run({"history", "--json"}).json();
  const json::Cursor one = first(*history.root().at("receipts"));
  CHECK(text_at(one, "id") == receipt);
  CHECK(text_at(one, "to") == "https://brouwer.example");
  CHECK(text_at(one, "purpose") == "night shift");
  CHECK(*(*one.at("running")).boolean());
  const json::Cursor shown = first(*one.at("credentials"));
  CHECK(text_at(shown, "id") == id);
  CHECK(text_at(*shown.at("issuer"), "name_claimed") == "ROC Waterkant");
  CHECK(text_at(shown, "state") == "ok");
  CHECK(*(*shown.at("held")).boolean());
  const std::string table = desk.run({"history"}).out;
  for (const std::string& text : {receipt.substr(0, 8), std::string("https://brouwer.example"),
                                  std::string("night shift"), std::string("runs")})
    CHECK(table.find(text) != std::string::npos);
}

TEST_CASE("receipts: history is asked by receiver, by credential, and for what still runs",
          "[receipts]") {
  Desk desk;
  const std::string one = desk.add(desk.credential("a.json", desk.person_.did(), 7));
  const std::string other = desk.add(desk.credential("b.json", desk.person_.did(), 8));
  share(desk, one, "https://brouwer.example", "a");
  share(desk, other, "https://noordkade.example", "b");
  CHECK(count(desk.run({"history", "--json"})) == 2);
  CHECK(count(desk.run({"history", "--to", "BROUWER", "--json"})) == 1);
  CHECK(count(desk.run({"history", "--to", "nobody", "--json"})) == 0);
  CHECK(count(desk.run({"history", "--credential", one.substr(0, 6), "--json"})) == 1);
  CHECK(count(desk.run({"history", "--running", "--json"})) == 2);
  CHECK(desk.run({"history", "--credential", "zz"}).exit == 2);
  CHECK(desk.run({"history", "--credential", "ffffffff"}).exit == 5);
  const Ran none = desk.run({"history", "--to", "nobody"});
  CHECK(none.exit == 0);
  CHECK(none.out.empty());
}

TEST_CASE("receipts: a receipt says what was shown when the credential is gone", "[receipts]") {
  Desk desk;
  const std::string id =
      desk.add(desk.credential("a.json", desk.person_.did(), 7, {{"/name", "Veilig werken"}}));
  const std::string receipt = share(desk, id, "https://brouwer.example");
  remove(desk, id);
  const auto document = desk.run({"receipts", "show", receipt, "--json"}).json();
  const json::Cursor shown = first(*document.root().at("credentials"));
  CHECK_FALSE(*(*shown.at("held")).boolean());
  CHECK(text_at(*shown.at("issuer"), "id") == desk.school_.did);
  CHECK(text_at(*shown.at("title"), "nl") == "Veilig werken");
  const std::string text = desk.run({"receipts", "show", receipt.substr(0, 4)}).out;
  CHECK(text.find("Veilig werken") != std::string::npos);
  CHECK(text.find("no longer in the vault") != std::string::npos);
  // It is found by the id of what is gone, and a letter can still be written.
  CHECK(count(desk.run({"history", "--credential", id, "--json"})) == 1);
  const Ran letter =
      desk.run({"receipts", "letter", receipt, "--kind", "access", "--name", "Marek Nowak"});
  CHECK(letter.exit == 0);
  CHECK(letter.out.find("Veilig werken") != std::string::npos);
}

TEST_CASE("receipts: one of an older program, without a body, is shown with what is known",
          "[receipts]") {
  const test::TemporaryFolder folder;
  test::VaultMaker maker("older");
  add_receipt(maker, 0x7000, "");
  maker.write(folder / "a");
  auto locked = LockedVault::open(folder / "a", Access::read);
  REQUIRE(locked);
  auto vault = std::move(*locked).unlock(crypto::SecretBytes::copy_of(as_bytes("correct horse")));
  REQUIRE(vault);
  const auto all = receipts(*vault);
  REQUIRE(all);
  CHECK(all->front().purpose.empty());
  const auto shown = shown_in(*vault, all->front());
  REQUIRE(shown);
  REQUIRE(shown->size() == 1);
  CHECK(shown->front().id == 0x60aa);
  CHECK(shown->front().title.empty());
}

TEST_CASE("receipts: a body that is none is told as damage of that record", "[receipts]") {
  for (const std::string body : {"{}", "[{}]", "[{\"id\":\"zz\",\"title\":{}}]", "[1]", "\xff"}) {
    INFO(body);
    const test::TemporaryFolder folder;
    test::VaultMaker maker("bad");
    add_receipt(maker, 0x7000, body);
    maker.write(folder / "a");
    auto locked = LockedVault::open(folder / "a", Access::read);
    REQUIRE(locked);
    auto vault = std::move(*locked).unlock(crypto::SecretBytes::copy_of(as_bytes("correct horse")));
    REQUIRE(vault);
    const auto all = receipts(*vault);
    REQUIRE(all);
    const auto shown = shown_in(*vault, all->front());
    REQUIRE_FALSE(shown);
    CHECK(shown.error().where == "record/0000000000007000");
  }
}

TEST_CASE("receipts: an end is the last moment at which a share runs", "[receipts]") {
  Receipt receipt;
  receipt.until = test::at("2026-06-19T09:00:00Z");
  CHECK(receipt.runs_at(test::at("2026-06-19T09:00:00Z")));
  CHECK_FALSE(receipt.runs_at(test::at("2026-06-19T09:00:01Z")));
}

TEST_CASE("receipts: a letter for access names what was shown, the law and the month",
          "[receipts]") {
  const std::string english = letter_text(letter_of(LetterKind::access), host::Language::en);
  const std::string dutch = letter_text(letter_of(LetterKind::access), host::Language::nl);
  for (const std::string text :
       {"article 15", "Working safely", "\"ROC Waterkant\"", "night shift", "On 2026-06-12",
        "within one month", "urn:uuid:5f2a7c1e", "https://brouwer.example", "Date: 2026-07-01"}) {
    INFO(text);
    CHECK(english.find(text) != std::string::npos);
  }
  for (const std::string text : {"artikel 15", "Veilig werken", "\"ROC Waterkant\"", "night shift",
                                 "Op 12-06-2026", "binnen een maand", "Datum: 01-07-2026"}) {
    INFO(text);
    CHECK(dutch.find(text) != std::string::npos);
  }
  CHECK(english.find("article 17") == std::string::npos);
  CHECK(english.ends_with("\nSanne van der Heijden\n"));
}

TEST_CASE("receipts: a letter for deletion takes consent back and asks for those who got it",
          "[receipts]") {
  const std::string english = letter_text(letter_of(LetterKind::deletion), host::Language::en);
  const std::string dutch = letter_text(letter_of(LetterKind::deletion), host::Language::nl);
  for (const std::string text : {"article 17", "article 19", "I do not agree any longer"})
    CHECK(english.find(text) != std::string::npos);
  for (const std::string text : {"artikel 17", "artikel 19", "niet meer goed"})
    CHECK(dutch.find(text) != std::string::npos);
  CHECK(english.find("article 15") == std::string::npos);
}

TEST_CASE("receipts: lines of a letter fit on paper", "[receipts]") {
  for (const LetterKind kind : {LetterKind::access, LetterKind::deletion}) {
    for (const host::Language language : {host::Language::en, host::Language::nl}) {
      const std::string text = letter_text(letter_of(kind), language);
      for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = text.find('\n', begin);
        INFO(text.substr(begin, end - begin));
        CHECK(end - begin <= 82);
        begin = end + 1;
      }
    }
  }
}

TEST_CASE("receipts: a letter is written by --name, and without any name not at all",
          "[receipts]") {
  Desk desk;
  const std::string id = desk.add(desk.credential("a.json", desk.person_.did(), 7));
  const std::string receipt = share(desk, id, "https://brouwer.example");
  const Ran nameless = desk.run({"receipts", "letter", receipt, "--kind", "access", "--json"});
  CHECK(nameless.exit == 2);
  CHECK(text_at(nameless.json().root(), "where") == "--name");
  const Ran letter = desk.run({"receipts", "letter", receipt, "--kind", "deletion", "--name",
                               "Marek Nowak", "-o", desk.path("letter.txt")});
  CHECK(letter.exit == 0);
  CHECK(desk.read("letter.txt").find("From: Marek Nowak\n") == 0);
  CHECK(letter.out == desk.path("letter.txt") + "\n");
  CHECK(desk.run({"receipts", "letter", receipt, "--kind", "access", "--name", "x", "-o",
                  desk.path("letter.txt")})
            .exit == 1);
  CHECK(desk.read("letter.txt").find("article 17") != std::string::npos);
  CHECK(desk.run({"receipts", "letter", receipt, "--kind", "other", "--name", "x"}).exit == 2);
  const Ran evil =
      desk.run({"receipts", "letter", receipt, "--kind", "access", "--name", "x\x1b[2J"});
  CHECK(evil.exit == 2);
  CHECK(evil.out.empty());
}

TEST_CASE("receipts: what strangers wrote is escaped and bounded wherever it is shown",
          "[receipts]") {
  Desk desk;
  const std::string evil = "\x1b[2J\u202e" + std::string(3000, 'A') + "\nState: ok";
  Json changes = named(evil);
  changes["/issuer/name"] = evil;
  changes.erase("/type");
  const std::string id = desk.add(desk.credential("a.json", desk.person_.did(), 7, changes));
  const std::string receipt = share(desk, id, "https://brouwer.example");
  const Ran shared = desk.run({"share", id, "--to", "x", "--dry-run", "-o", desk.path("vp.json")});
  for (const Ran& ran :
       {shared, desk.run({"history"}), desk.run({"receipts", "show", receipt}),
        desk.run({"receipts", "letter", receipt, "--kind", "access", "--name", "Marek"})}) {
    CHECK(ran.exit == 0);
    for (const std::string& text : {ran.out, ran.talk}) {
      CHECK(text.find('\x1b') == std::string::npos);
      CHECK(text.find("\u202e") == std::string::npos);
      CHECK(text.find("\nState: ok") == std::string::npos);
      CHECK(text.size() < 4000);
    }
  }
}

TEST_CASE("receipts: a purpose that could not be printed is refused before anything is made",
          "[receipts]") {
  Desk desk;
  const std::string id = desk.add(desk.credential("a.json", desk.person_.did(), 7));
  for (const std::string& purpose : {std::string("x\x1b[2J"), std::string(1025, 'x')}) {
    CHECK(desk.run({"share", id, "--to", "x", "--purpose", purpose, "--yes", "-o",
                    desk.path("vp.json")})
              .exit == 2);
  }
  CHECK(count(desk.run({"history", "--json"})) == 0);
  CHECK_FALSE(host::exists(desk.path("vp.json")));
}

TEST_CASE("receipts: 10,000 members and megabytes are previewed in a few lines", "[receipts]") {
  Desk desk;
  Json members = Json::object();
  for (int i = 0; i < 10000; ++i)
    members["member\x1b\u202e" + std::to_string(i)] = "\x1b[31m\u202e" + std::to_string(i);
  Json large = Json::array();
  for (int i = 0; i < 30; ++i)
    large.push_back(std::string(100000, 'A'));
  const std::string file = desk.credential("many.json", desk.person_.did(), 7,
                                           {{"/members", members}, {"/large", large}});
  const Ran added = desk.run({"add", file});
  REQUIRE(added.exit == 0);
  const std::string id = added.out.substr(0, 8);
  const Ran preview = desk.run({"share", id, "--to", "x", "--dry-run", "-o", desk.path("vp.json")});
  const Ran shared = desk.run({"share", id, "--to", "x", "--yes", "-o", desk.path("vp.json")});
  for (const Ran& ran : {added, preview, shared, desk.run({"history"})}) {
    CHECK(ran.exit == 0);
    for (const std::string& text : {ran.out, ran.talk}) {
      CHECK(text.find('\x1b') == std::string::npos);
      CHECK(text.find("\u202e") == std::string::npos);
      CHECK(text.size() < 4000);
    }
  }
  // Of more than what is kept nothing is: five megabytes.
  const std::string five = desk.write("five.json", std::string(std::size_t{5} << 20, ' ') + "{}");
  const Ran refused = desk.run({"add", five});
  CHECK(refused.exit == 1);
  CHECK(refused.talk.size() < 1000);
}
