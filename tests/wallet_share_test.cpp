// From a school's file to what an employer is shown: the verbs as people use them, and what goes
// out.
#include <catch2/catch.hpp>

#include "crypto/random.h"
#include "host/files.h"
#include "support/records.h"
#include "support/school.h"
#include "support/temporary_folder.h"
#include "support/vault_maker.h"
#include "support/wallet_desk.h"
#include "wallet/commands.h"
#include "wallet/holder_key.h"
#include "wallet/presentation.h"
#include "wallet/share.h"

using namespace credenza;          // NOLINT(google-build-using-namespace)
using namespace credenza::wallet;  // NOLINT(google-build-using-namespace)

using test::Desk;
using test::first;
using test::Ran;
using test::text_at;

TEST_CASE("wallet: what is genuine and valid is added, and listed as the issuer's claim",
          "[wallet]") {
  Desk desk;
  const std::string file = desk.credential("a.json", desk.person_.did(), 7);
  const std::string id = desk.add(file);
  const auto list = desk.run({"list", "--json"}).json();
  CHECK(text_at(list.root(), "schema") == "credenza.wallet.list/1");
  const json::Cursor one = first(*list.root().at("credentials"));
  CHECK(text_at(one, "id") == id);
  CHECK(text_at(one, "state") == "ok");
  CHECK(text_at(*one.at("issuer"), "name_claimed") == "ROC Waterkant");
  CHECK(*(*(*one.at("subject")).at("key_held")).boolean());
  CHECK(desk.run({"list"}).out.find("\"ROC Waterkant\"") != std::string::npos);
}

TEST_CASE("wallet: what is held is the file byte for byte", "[wallet]") {
  Desk desk;
  // A space and an escape that another writer of JSON would have put otherwise.
  std::string text = *host::read_file(desk.credential("a.json", desk.person_.did(), 7), 1 << 20);
  text.insert(1, "\n   \t");
  text.replace(text.find("Veilig"), 1, "\\u0056");
  const std::string id = desk.add(desk.write("b.json", text + "\n\n"));
  CHECK(desk.run({"show", id, "--raw"}).out == text + "\n\n");
  REQUIRE(desk.run({"share", id, "--to", "https://brouwer.example", "--yes", "-o",
                    desk.path("vp.json")})
              .exit == 0);
  CHECK(desk.read("vp.json").find(text) != std::string::npos);
}

TEST_CASE("wallet: a changed credential is refused and not stored", "[wallet]") {
  Desk desk;
  std::string text = *host::read_file(desk.credential("a.json", desk.person_.did(), 7), 1 << 20);
  text.replace(text.find("Veilig"), 6, "Onveil");
  const Ran ran = desk.run({"add", desk.write("a.json", text)});
  CHECK(ran.exit == 3);
  CHECK(ran.out.empty());
  CHECK((*desk.run({"list", "--json"}).json().root().at("credentials")).size() == 0);
}

TEST_CASE("wallet: what is withdrawn or expired is kept with its mark", "[wallet]") {
  Desk desk;
  REQUIRE(desk.school_.list.set(9, 1));
  desk.publish();
  const std::string withdrawn = desk.add(desk.credential("w.json", desk.person_.did(), 9), 6);
  const std::string expired = desk.add(
      desk.credential("e.json", desk.person_.did(), 8, {{"/validUntil", "2026-06-13T00:00:00Z"}}),
      6);
  CHECK(text_at(desk.run({"show", withdrawn, "--json"}).json().root(), "state") == "revoked");
  CHECK(text_at(desk.run({"show", expired, "--json"}).json().root(), "state") == "expired");
}

TEST_CASE("wallet: what could not be determined is kept with a mark, and verified later",
          "[wallet]") {
  Desk desk;
  const std::string file = desk.credential("a.json", desk.person_.did(), 7);
  const std::string list = desk.read("published/list.json");
  desk.write("published/list.json", desk.school_.did_document());
  const std::string id = desk.add(file, 7);
  CHECK(text_at(desk.run({"show", id, "--json"}).json().root(), "state") == "not_checked");
  CHECK(desk.run({"verify", id}).exit == 7);
  desk.write("published/list.json", list);
  CHECK(desk.run({"verify", "--all"}).exit == 0);
  CHECK(text_at(desk.run({"show", id, "--json"}).json().root(), "state") == "ok");
}

TEST_CASE("wallet: verifying again finds what was withdrawn since", "[wallet]") {
  Desk desk;
  const std::string id = desk.add(desk.credential("a.json", desk.person_.did(), 7));
  REQUIRE(desk.school_.list.set(7, 1));
  desk.publish();
  CHECK(desk.run({"verify", id}).exit == 6);
  CHECK(text_at(desk.run({"show", id, "--json"}).json().root(), "state") == "revoked");
}

TEST_CASE("wallet: the same credential is stored once, however it is spaced", "[wallet]") {
  Desk desk;
  const std::string file = desk.credential("a.json", desk.person_.did(), 7);
  const std::string id = desk.add(file);
  std::string text = *host::read_file(file, 1 << 20);
  text.insert(1, "   ");
  CHECK(desk.add(desk.write("again.json", text)) == id);
  CHECK((*desk.run({"list", "--json"}).json().root().at("credentials")).size() == 1);
  CHECK(desk.run({"show", id, "--raw"}).out == *host::read_file(file, 1 << 20));
}

TEST_CASE("wallet: a presentation is not kept as a credential", "[wallet]") {
  Desk desk;
  const std::string id = desk.add(desk.credential("a.json", desk.person_.did(), 7));
  REQUIRE(desk.run({"share", id, "--to", "x", "--yes", "-o", desk.path("vp.json")}).exit == 0);
  const Ran ran = desk.run({"add", desk.path("vp.json"), "--json"});
  CHECK(ran.exit == 9);
  CHECK(text_at(ran.json().root(), "code") == "unsupported");
}

TEST_CASE("wallet: a hostile text is shown escaped and bounded", "[wallet]") {
  Desk desk;
  const std::string evil = "\x1b[2J\u202e" + std::string(3000, 'A') + "\nState: ok";
  const std::string file =
      desk.credential("a.json", desk.person_.did(), 7, {{"/issuer/name", evil}, {"/name", evil}});
  const std::string id = desk.add(file);
  for (const Ran& ran : {desk.run({"list"}), desk.run({"show", id}), desk.run({"verify", id})}) {
    CHECK(ran.exit == 0);
    for (const std::string& text : {ran.out, ran.talk}) {
      CHECK(text.find('\x1b') == std::string::npos);
      CHECK(text.find("\u202e") == std::string::npos);
      CHECK(text.find("\nState: ok") == std::string::npos);
      CHECK(text.size() < 4000);
    }
  }
}

TEST_CASE("wallet: a share until a date ends with that day in the Netherlands", "[wallet]") {
  const Instant now = test::at("2026-06-12T09:00:00Z");
  CHECK(*share_end("", "2026-12-31", now) == test::at("2026-12-31T22:59:59Z"));  // winter
  CHECK(*share_end("", "2026-07-31", now) == test::at("2026-07-31T21:59:59Z"));  // summer
  CHECK(*share_end("", "2026-10-25", now) == test::at("2026-10-25T22:59:59Z"));  // 25 hours
  CHECK(*share_end("", "2026-12-31T17:00:00+01:00", now) == test::at("2026-12-31T16:00:00Z"));
  // After midnight in the Netherlands that day is over, though not yet in UTC.
  CHECK(share_end("", "2026-06-12", test::at("2026-06-12T22:30:00Z")).error().code ==
        Code::out_of_range);
  CHECK(share_end("", "1995-06-12", now).error().code == Code::out_of_range);
}

TEST_CASE("wallet: only a DID binds; what has another id of its subject is bound to nobody",
          "[wallet]") {
  Desk desk;
  const std::string loose =
      desk.add(desk.credential("a.json", "urn:uuid:5f2a7c1e-7a0b-4f35-9a64-0d7a1f3f6b21", 7));
  CHECK(desk.run({"show", loose}).out.find("bound to nobody") != std::string::npos);
  CHECK_FALSE(desk.run({"show", loose, "--json"}).json().root().find("subject"));
  REQUIRE(desk.run({"share", loose, "--to", "x", "--yes", "-o", desk.path("a-vp.json")}).exit == 0);
  CHECK(desk.employer("a-vp.json", "x", std::nullopt, desk.made("a-vp.json")).verdict() ==
        verify::Verdict::accepted);
  // Somebody else's, in an odd spelling too, cannot go out from here.
  const test::Keyholder other("other");
  for (const std::string& subject :
       {other.did(), "DID:key:" + other.did().substr(8), other.did() + "#key"}) {
    INFO(subject);
    const std::string theirs = desk.add(desk.credential("b.json", subject, 8));
    CHECK(desk.run({"show", theirs}).out.find("a key that is not here") != std::string::npos);
    CHECK(desk.run({"share", theirs, "--to", "x", "--yes", "-o", desk.path("b-vp.json")}).exit ==
          5);
  }
}

TEST_CASE("wallet: an older program's entry with a subject that is no DID binds nobody",
          "[wallet]") {
  Held held;
  held.subject_id = "urn:uuid:5f2a7c1e-7a0b-4f35-9a64-0d7a1f3f6b21";
  held.digest = "00";
  const auto document = test::document(to_meta(held).dump());
  CHECK(read_held(document.root())->subject_id.empty());
  held.subject_id = "DID:key:z6Mk";
  const auto bound = test::document(to_meta(held).dump());
  CHECK(read_held(bound.root())->subject_id == "DID:key:z6Mk");
}

TEST_CASE("wallet: what is shared is accepted by the audience, and by nobody else", "[wallet]") {
  Desk desk;
  const std::string id = desk.add(desk.credential("a.json", desk.person_.did(), 7));
  const Ran ran = desk.run({"share", id.substr(0, 4), "--to", "https://brouwer.example", "--nonce",
                            "n-42", "--for", "2h", "--yes", "--json", "-o", desk.path("vp.json")});
  INFO(ran.talk);
  REQUIRE(ran.exit == 0);
  const Instant made = desk.made("vp.json");
  using verify::Verdict;
  const auto verdict = [&](const std::optional<std::string>& audience,
                           const std::optional<std::string>& nonce, Instant at) {
    return desk.employer("vp.json", audience, nonce, at).verdict();
  };
  const verify::Report report = desk.employer("vp.json", "https://brouwer.example", "n-42", made);
  CHECK(report.verdict() == Verdict::accepted);
  CHECK(report.credentials.at(0).find(verify::CheckName::holder_binding)->outcome ==
        verify::Outcome::passed);
  CHECK(verdict("https://other.example", "n-42", made) == Verdict::not_genuine);
  CHECK(verdict("https://brouwer.example", "n-43", made) == Verdict::not_genuine);
  CHECK(verdict("https://brouwer.example", "n-42", made + std::chrono::hours{2}) ==
        Verdict::accepted);
  CHECK(verdict("https://brouwer.example", "n-42", made + std::chrono::seconds{7201}) ==
        Verdict::not_genuine);
}

TEST_CASE("wallet: a share without --for ends after a day", "[wallet]") {
  Desk desk;
  const std::string id = desk.add(desk.credential("a.json", desk.person_.did(), 7));
  REQUIRE(desk.run({"share", id, "--to", "x", "--yes", "-o", desk.path("vp.json")}).exit == 0);
  const auto document = test::document(desk.read("vp.json"));
  const json::Cursor proof = *(*document.root().at("proof")).one_or_many().begin();
  CHECK(*parse_instant(*proof.string_at("expires")) ==
        desk.made("vp.json") + std::chrono::hours{24});
  CHECK(text_at(proof, "proofPurpose") == "authentication");
  CHECK(text_at(document.root(), "id").starts_with("urn:uuid:"));
}

TEST_CASE("wallet: a share leaves a receipt that says who got what", "[wallet]") {
  Desk desk;
  const std::string id = desk.add(desk.credential("a.json", desk.person_.did(), 7));
  const Ran ran = desk.run({"share", id, "--to", "https://brouwer.example", "--nonce", "n", "--yes",
                            "--json", "-o", desk.path("vp.json")});
  REQUIRE(ran.exit == 0);
  const auto shared = ran.json();
  const auto shown = desk.run({"show", id, "--json"}).json();
  const json::Cursor receipt = first(*shown.root().at("receipts"));
  CHECK(text_at(receipt, "to") == "https://brouwer.example");
  CHECK(text_at(receipt, "nonce") == "n");
  CHECK(text_at(receipt, "id") == text_at(shared.root(), "receipt"));
  CHECK(text_at(receipt, "presentation") ==
        text_at(test::document(desk.read("vp.json")).root(), "id"));
  CHECK(text_at(receipt, "digest") == to_hex(digest_of(as_bytes(desk.read("vp.json")))));
  CHECK(first(*receipt.at("credentials")).string().value_or("") == id);
}

TEST_CASE("wallet: a share that is not written leaves no receipt", "[wallet]") {
  Desk desk;
  const std::string id = desk.add(desk.credential("a.json", desk.person_.did(), 7));
  CHECK(
      desk.run({"share", id, "--to", "x", "--yes", "-o", desk.path("no/such/folder.json")}).exit ==
      1);
  CHECK((*desk.run({"show", id, "--json"}).json().root().at("receipts")).size() == 0);
}

TEST_CASE("wallet: nothing is shared without an answer", "[wallet]") {
  Desk desk;
  const std::string id = desk.add(desk.credential("a.json", desk.person_.did(), 7));
  const Ran ran = desk.run({"share", id, "--to", "x", "-o", desk.path("vp.json")});
  CHECK(ran.exit == 4);
  CHECK(ran.talk.find("--yes") != std::string::npos);
  CHECK_FALSE(host::exists(desk.path("vp.json")));
  CHECK(desk.run({"share", id, "--to", "x", "--dry-run", "-o", desk.path("vp.json")}).exit == 0);
  CHECK_FALSE(host::exists(desk.path("vp.json")));
}

TEST_CASE("wallet: a presentation is never written over a file without --force", "[wallet]") {
  Desk desk;
  const std::string id = desk.add(desk.credential("a.json", desk.person_.did(), 7));
  desk.write("vp.json", "mine");
  CHECK(desk.run({"share", id, "--to", "x", "--yes", "-o", desk.path("vp.json")}).exit == 1);
  CHECK(desk.read("vp.json") == "mine");
  CHECK(desk.run({"share", id, "--to", "x", "--yes", "--force", "-o", desk.path("vp.json")}).exit ==
        0);
  CHECK(desk.read("vp.json") != "mine");
}

TEST_CASE("wallet: what is bound to a key that is elsewhere cannot be shared from here",
          "[wallet]") {
  Desk desk;
  const test::Keyholder stranger("stranger");
  const Ran added = desk.run({"add", desk.credential("a.json", stranger.did(), 7)});
  CHECK(added.exit == 0);
  CHECK(added.talk.find("not in this vault") != std::string::npos);
  const std::string id = added.out.substr(0, 8);
  const Ran ran = desk.run({"share", id, "--to", "x", "--yes", "-o", desk.path("vp.json")});
  CHECK(ran.exit == 5);
  CHECK(ran.talk.find("key new") != std::string::npos);
  CHECK_FALSE(host::exists(desk.path("vp.json")));
}

TEST_CASE("wallet: what is bound to nobody is shared with a fresh key, and the preview says so",
          "[wallet]") {
  Desk desk;
  const std::string id = desk.add(desk.credential("a.json", "", 7));
  const Ran ran = desk.run(
      {"share", id, "--to", "https://brouwer.example", "--yes", "-o", desk.path("vp.json")});
  REQUIRE(ran.exit == 0);
  CHECK(ran.talk.find("bound to nobody") != std::string::npos);
  const auto document = test::document(desk.read("vp.json"));
  CHECK(text_at(document.root(), "holder") != desk.person_.did());
  const auto report =
      desk.employer("vp.json", "https://brouwer.example", std::nullopt, desk.made("vp.json"));
  CHECK(report.verdict() == verify::Verdict::accepted);
}

TEST_CASE("wallet: credentials of two keys are shared with a proof by each", "[wallet]") {
  Desk desk;
  const std::string did = desk.run({"key", "new", "--name", "school"}).out;
  const std::string first_id = desk.add(desk.credential("a.json", desk.person_.did(), 7));
  const std::string second_id =
      desk.add(desk.credential("b.json", did.substr(0, did.size() - 1), 8));
  const Ran ran = desk.run({"share", first_id, second_id, first_id, "--to",
                            "https://brouwer.example", "--yes", "-o", desk.path("vp.json")});
  INFO(ran.talk);
  REQUIRE(ran.exit == 0);
  CHECK(ran.talk.find("of one person") != std::string::npos);
  const auto document = test::document(desk.read("vp.json"));
  CHECK((*document.root().at("proof")).size() == 2);
  CHECK((*document.root().at("verifiableCredential")).size() == 2);
  const auto report =
      desk.employer("vp.json", "https://brouwer.example", std::nullopt, desk.made("vp.json"));
  CHECK(report.verdict() == verify::Verdict::accepted);
  CHECK(report.credentials.size() == 2);
}

TEST_CASE("wallet: an expired credential may be shown, with the word on it", "[wallet]") {
  Desk desk;
  const std::string id = desk.add(
      desk.credential("e.json", desk.person_.did(), 8, {{"/validUntil", "2026-06-13T00:00:00Z"}}),
      6);
  const Ran ran = desk.run({"share", id, "--to", "x", "--yes", "-o", desk.path("vp.json")});
  CHECK(ran.exit == 0);
  CHECK(ran.talk.find("it expired on 2026-06-13") != std::string::npos);
  // The receiver finds it genuine, and expired: exit 6, not 3.
  const auto report = desk.employer("vp.json", "x", std::nullopt, desk.made("vp.json"));
  CHECK(report.verdict() == verify::Verdict::not_accepted);
  CHECK(verify::exit_code(report.verdict()) == 6);
  CHECK(report.credentials.at(0).find(verify::CheckName::validity)->reason->code == Code::expired);
  const Ran history = desk.run({"receipts", "show", [&] {
                                  const auto all = desk.run({"history", "--json"}).json();
                                  return text_at(first(*all.root().at("receipts")), "id");
                                }()});
  CHECK(history.out.find("expired") != std::string::npos);
}

TEST_CASE("wallet: a withdrawn credential may be shown, with the word on it", "[wallet]") {
  Desk desk;
  REQUIRE(desk.school_.list.set(9, 1));
  desk.publish();
  const std::string id = desk.add(desk.credential("w.json", desk.person_.did(), 9), 6);
  const Ran ran = desk.run({"share", id, "--to", "x", "--yes", "-o", desk.path("vp.json")});
  CHECK(ran.exit == 0);
  CHECK(ran.talk.find("withdrawn") != std::string::npos);
  CHECK(ran.talk.find("the receiver will see this state too") != std::string::npos);
  const auto report = desk.employer("vp.json", "x", std::nullopt, desk.made("vp.json"));
  CHECK(verify::exit_code(report.verdict()) == 6);
  CHECK(report.credentials.at(0).find(verify::CheckName::status)->reason->code == Code::revoked);
}

TEST_CASE("wallet: ids are found by their beginning", "[wallet]") {
  Desk desk;
  const std::string id = desk.add(desk.credential("a.json", desk.person_.did(), 7));
  CHECK(desk.run({"show", id.substr(0, 4)}).exit == 0);
  CHECK(desk.run({"show", id.substr(0, 3)}).exit == 2);
  CHECK(desk.run({"show", "nothex"}).exit == 2);
  CHECK(desk.run({"show", id.substr(0, 4) == "0000" ? "1111" : "0000"}).exit == 5);
  CHECK(desk.run({"verify", "ffff"}).exit == 5);
}

TEST_CASE("wallet: a wrong passphrase is 12 and a missing file 5", "[wallet]") {
  Desk desk;
  CHECK(desk.run({"add", desk.path("none.json")}).exit == 5);
  desk.write("phrase", "wrong");
  const Ran ran = desk.run({"list", "--json"});
  CHECK(ran.exit == 12);
  CHECK(text_at(ran.json().root(), "code") == "bad_signature");
}

TEST_CASE("wallet: a fresh key is printed alone, and kept", "[wallet]") {
  Desk desk;
  const Ran made = desk.run({"key", "new", "--name", "ROC Waterkant"});
  CHECK(made.exit == 0);
  CHECK(made.out.starts_with("did:key:z6Mk"));
  const auto keys = desk.run({"key", "list", "--json"}).json();
  const json::Cursor list = *keys.root().at("keys");
  CHECK(list.size() == 2);
}

TEST_CASE("wallet: durations are minutes, hours or days within a year", "[wallet]") {
  CHECK(*parse_duration("30m") == std::chrono::minutes{30});
  CHECK(*parse_duration("24h") == std::chrono::hours{24});
  CHECK(*parse_duration("366d") == k_longest_share);
  for (const std::string text :
       {"", "h", "24", "24s", "-1h", "1.5h", "1 h", "99999999999999999999d"}) {
    CHECK(parse_duration(text).error().code == Code::malformed);
  }
  for (const std::string text : {"0m", "367d", "9999999d"}) {
    CHECK(parse_duration(text).error().code == Code::out_of_range);
  }
}

TEST_CASE("wallet: an end is a moment, or a date with its whole day", "[wallet]") {
  const Instant now = test::at("2026-06-12T12:00:00Z");
  CHECK(*share_end({}, {}, now) == test::at("2026-06-13T12:00:00Z"));
  CHECK(*share_end({}, "2026-06-12", now) == test::at("2026-06-12T21:59:59Z"));
  CHECK(*share_end({}, "2026-06-12T17:00:00+02:00", now) == test::at("2026-06-12T15:00:00Z"));
  for (const std::string text : {"2026-06-11", "2026-06-12T12:00:00Z", "2028-01-01"}) {
    CHECK(share_end({}, text, now).error().code == Code::out_of_range);
  }
  for (const std::string text : {"tomorrow", "2026-13-01", "2026-06-12T17:00:00"}) {
    CHECK(share_end({}, text, now).error().code == Code::malformed);
  }
}

TEST_CASE("wallet: a key that is not what the index says is not used", "[wallet]") {
  test::TemporaryFolder folder;
  test::VaultMaker maker("liar");
  const test::Keyholder one("one");
  const test::Keyholder other("other");
  maker.add({0x5000, 3, 1,
             R"({"did":")" + one.did() + R"(","name":"","created":"2026-06-01T00:00:00Z"})",
             std::string(as_text(other.key.secret().reveal()))});
  maker.write(folder / "a");
  auto locked = LockedVault::open(folder / "a", Access::read);
  REQUIRE(locked);
  auto vault = std::move(*locked).unlock(crypto::SecretBytes::copy_of(as_bytes("correct horse")));
  REQUIRE(vault);
  CHECK(open_holder_key(*vault, one.did()).error().code == Code::mismatch);
  CHECK(open_holder_key(*vault, other.did()).error().code == Code::not_found);
}
