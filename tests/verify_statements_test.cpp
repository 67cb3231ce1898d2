// What an issuer says of itself, and what of the life of its keys a reader sees.
#include <catch2/catch.hpp>

#include "support/school.h"
#include "verify/verify.h"

using namespace credenza;  // NOLINT(google-build-using-namespace)
using verify::CheckName;
using verify::Outcome;
using verify::Remark;
using verify::Verdict;

namespace {

const Instant k_issued = test::at("2026-02-12T09:00:00Z");
const Instant k_theft = test::at("2026-03-03T00:00:00Z");
const Instant k_noticed = test::at("2026-03-10T12:00:00Z");
const Instant k_now = test::at("2026-07-05T12:00:00Z");

/// A school whose first key was stolen, and what it published since.
struct Theft {
  Theft() : thief("rocwaterkant.example"), fresh("fresh"), reader(town, {{school.did, "ROC"}}) {
    school.publish(town, k_now);
    town.put("https://rocwaterkant.example/.well-known/did.json", did_document());
    town.put(school.list_url,
             signed_by_new(status_list::make_credential({.id = school.list_url,
                                                         .issuer = school.did,
                                                         .purpose = "revocation",
                                                         .valid_from = k_noticed,
                                                         .valid_until = std::nullopt,
                                                         .ttl = std::nullopt},
                                                        school.list)));
  }

  [[nodiscard]] Json did_json() const {
    Json document = cid::make_document(
        school.did, {{school.method, school.did, school.holder.key.public_key(), k_theft, {}},
                     {school.did + "#key-2", school.did, fresh.key.public_key(), {}, {}}});
    document["service"] = Json::array({{{"id", verify::anchor_service_id(school.method)},
                                        {"type", verify::k_anchor_service},
                                        {"serviceEndpoint", url}}});
    return document;
  }
  [[nodiscard]] std::string did_document() const { return did_json().dump(); }

  [[nodiscard]] std::string signed_by_new(const Json& unsecured) const {
    return test::sign(
        unsecured, {.verification_method = school.did + "#key-2", .created = k_noticed}, fresh.key);
  }
  [[nodiscard]] std::string credential() const {
    return test::sign(school.credential("", 7), school.options(k_issued), school.holder.key);
  }
  [[nodiscard]] verify::AnchorDescription description(const std::string& anchored) const {
    const json::Document document = test::document(anchored);
    return {.id = url,
            .issuer = school.did,
            .method = school.method,
            .revoked = k_theft,
            .valid_from = k_noticed,
            .digests = {verify::AnchorDigest{9}, *verify::anchor_digest(document.root()),
                        verify::AnchorDigest{1}}};
  }
  void publish_anchor(const std::string& text) { town.put(url, text); }

  /// What the reader is told about the proof of `text`.
  [[nodiscard]] verify::Check proof_of(std::string_view text) {
    report = reader.read(text, k_now);
    REQUIRE(report.credentials.size() == 1);
    const verify::Check* check = report.credentials.front().find(CheckName::proof);
    REQUIRE(check != nullptr);
    return *check;
  }
  void refuses(const std::string& text, std::string_view why) {
    const verify::Check check = proof_of(text);
    CHECK(check.outcome == Outcome::indeterminate);
    REQUIRE(check.reason.has_value());
    CHECK(check.reason->code == Code::revoked);
    CHECK_THAT(check.reason->detail, Catch::Matchers::Contains(std::string(why)));
    CHECK(report.verdict() == Verdict::undetermined);
  }

  const std::string url = "https://rocwaterkant.example/anchors/key-1.json";
  test::School school;
  test::Keyholder thief;  ///< has the school's first key
  test::Keyholder fresh;
  test::Town town;
  test::Reader reader;
  verify::Report report{};
};

/// A credential with an entry in each of three lists, and the lists.
struct Lists {
  Lists() : reader(town, {{school.did, "ROC"}}) { town.put(did_url, school.did_document()); }

  [[nodiscard]] std::string url(std::string_view purpose) const {
    return "https://rocwaterkant.example/status/" + std::string(purpose) + "-1.json";
  }
  void publish(std::string_view purpose, std::optional<std::uint64_t> set_index,
               std::map<std::uint64_t, std::chrono::year_month_day> replaced_on = {},
               std::optional<Instant> until = std::nullopt) {
    auto list = *status_list::StatusList::create(status_list::k_minimum_entries);
    if (set_index) must(list.set(*set_index, 1).has_value());
    town.put(url(purpose),
             test::sign(status_list::make_credential({.id = url(purpose),
                                                      .issuer = school.did,
                                                      .purpose = std::string(purpose),
                                                      .valid_from = k_issued,
                                                      .valid_until = until,
                                                      .ttl = std::nullopt,
                                                      .replaced_on = std::move(replaced_on)},
                                                     list),
                        school.options(k_issued), school.holder.key));
  }
  [[nodiscard]] verify::Check status(const verify::Policy& policy = {},
                                     std::uint64_t refresh_index = 7) {
    Json claims = school.credential("", 7);
    claims["validFrom"] = format_instant(k_issued);
    claims["credentialStatus"] =
        Json::array({status_list::make_entry(url("revocation"), 7, "revocation"),
                     status_list::make_entry(url("suspension"), 7, "suspension"),
                     status_list::make_entry(url("refresh"), refresh_index, "refresh")});
    report =
        reader.read(test::sign(claims, school.options(k_issued), school.holder.key), k_now, policy);
    const verify::Check* check = report.credentials.front().find(CheckName::status);
    must(check != nullptr);
    return *check;
  }

  const std::string did_url = "https://rocwaterkant.example/.well-known/did.json";
  test::School school;
  test::Town town;
  test::Reader reader;
  verify::Report report{};
};

constexpr std::chrono::year_month_day k_replaced{std::chrono::year{2026}, std::chrono::month{7},
                                                 std::chrono::day{3}};

}  // namespace

TEST_CASE("verify holds nothing against a key that was retired", "[verify]") {
  // A retired key is listed like any other and has no end.
  test::School school;
  test::Town town;
  school.publish(town, k_now);
  const test::Keyholder fresh("fresh");
  Json document = cid::make_document(
      school.did, {{school.method, school.did, school.holder.key.public_key(), {}, {}},
                   {school.did + "#key-2", school.did, fresh.key.public_key(), {}, {}}});
  document["authentication"] = {school.did + "#key-2"};
  town.put("https://rocwaterkant.example/.well-known/did.json", document.dump());
  test::Reader reader(town, {{school.did, "ROC"}});
  const std::string text =
      test::sign(school.credential("", 7), school.options(k_issued), school.holder.key);
  CHECK(reader.read(text, k_now).verdict() == Verdict::accepted);
}

TEST_CASE("verify takes what an anchor confirms, though its key was stolen later", "[verify]") {
  Theft theft;
  const std::string text = theft.credential();
  theft.publish_anchor(theft.signed_by_new(verify::make_anchor(theft.description(text))));
  const verify::Check check = theft.proof_of(text);
  CHECK(check.outcome == Outcome::passed);
  CHECK(check.remark == Remark::before_theft);
  CHECK(check.day == std::chrono::floor<std::chrono::days>(k_theft));
  CHECK(theft.report.verdict() == Verdict::accepted);
  // A copy with other spacing is the same credential.
  const std::string spaced = json::to_value(test::document(text).root()).dump(3);
  CHECK(theft.proof_of(spaced).outcome == Outcome::passed);
}

TEST_CASE("verify cannot tell about a stolen key's signature that no anchor confirms", "[verify]") {
  Theft theft;
  const std::string text = theft.credential();
  SECTION("there is no anchor") {
    theft.refuses(text, "no such house");
  }
  SECTION("the key's document names none") {
    Json document = theft.did_json();
    document.erase("service");
    theft.town.put("https://rocwaterkant.example/.well-known/did.json", document.dump());
    theft.refuses(text, "publishes no anchor");
  }
  SECTION("the anchor has others") {
    theft.publish_anchor(theft.signed_by_new(verify::make_anchor(theft.description(text))));
    Json claims = theft.school.credential("", 8);
    // The thief writes an earlier day into the proof: it does not count.
    theft.refuses(test::sign(claims, theft.school.options(k_issued), theft.school.holder.key),
                  "not among those");
  }
  SECTION("nobody is asked for anchors") {
    test::Reader reader(theft.town, {{theft.school.did, "ROC"}});
    const verify::Report report =
        verify::verify(text, {}, {reader.resolver, reader.statuses, &reader.friends}, k_now);
    CHECK(report.verdict() == Verdict::undetermined);
  }
}

TEST_CASE("verify takes no anchor but one that the issuer signed with a key in use", "[verify]") {
  Theft theft;
  const std::string text = theft.credential();
  verify::AnchorDescription anchor = theft.description(text);
  SECTION("signed with the stolen key itself") {
    theft.publish_anchor(test::sign(verify::make_anchor(anchor), theft.school.options(k_issued),
                                    theft.school.holder.key));
    theft.refuses(text, "not to be used any more");
  }
  SECTION("signed by somebody else in the issuer's name") {
    const test::Keyholder forger("forger");
    theft.publish_anchor(test::sign(
        verify::make_anchor(anchor),
        {.verification_method = theft.school.did + "#key-2", .created = k_noticed}, forger.key));
    theft.refuses(text, "does not match");
  }
  SECTION("by somebody else in their own name") {
    const test::Keyholder forger("forger");
    anchor.issuer = forger.did();
    theft.publish_anchor(test::sign(verify::make_anchor(anchor),
                                    {.verification_method = forger.method(), .created = k_noticed},
                                    forger.key));
    theft.refuses(text, "not by the issuer itself");
  }
  SECTION("of another key") {
    anchor.method = theft.school.did + "#key-2";
    theft.publish_anchor(theft.signed_by_new(verify::make_anchor(anchor)));
    theft.refuses(text, "of another key");
  }
  SECTION("for another moment than the key names now") {
    anchor.revoked = k_theft + std::chrono::days{5};
    theft.publish_anchor(theft.signed_by_new(verify::make_anchor(anchor)));
    theft.refuses(text, "another moment");
  }
  SECTION("found at another address") {
    anchor.id = "https://rocwaterkant.example/anchors/key-0.json";
    theft.publish_anchor(theft.signed_by_new(verify::make_anchor(anchor)));
    theft.refuses(text, "another statement");
  }
  SECTION("with digests that were added") {
    const std::string signed_anchor = theft.signed_by_new(verify::make_anchor(anchor));
    Json changed = json::to_value(test::document(signed_anchor).root());
    changed["credentialSubject"]["digests"] = "u";
    theft.publish_anchor(changed.dump());
    theft.refuses(text, "does not match");
  }
  SECTION("with digests out of order") {
    Json unordered = verify::make_anchor(anchor);
    unordered["credentialSubject"]["digests"] = "u_____________________wAAAAAAAAAAAAAAAAAAAAA";
    theft.publish_anchor(theft.signed_by_new(unordered));
    theft.refuses(text, "in order");
  }
}

TEST_CASE("verify says not genuine when a stolen key's signature does not even hold", "[verify]") {
  Theft theft;
  std::string text = theft.credential();
  theft.publish_anchor(theft.signed_by_new(verify::make_anchor(theft.description(text))));
  text.replace(text.find("magazijn"), 8, "ziekenhu");
  CHECK(theft.proof_of(text).reason->code == Code::bad_signature);
  CHECK(theft.report.verdict() == Verdict::not_genuine);
}

TEST_CASE("verify looks through every part of a long anchor", "[verify]") {
  Theft theft;
  const std::string text = theft.credential();
  Json document = theft.did_json();
  const std::string second = "https://rocwaterkant.example/anchors/key-1-2.json";
  document["service"][0]["serviceEndpoint"] = {theft.url, second};
  theft.town.put("https://rocwaterkant.example/.well-known/did.json", document.dump());
  verify::AnchorDescription anchor = theft.description(text);
  verify::AnchorDescription other = anchor;
  other.digests = {verify::AnchorDigest{3}};
  theft.publish_anchor(theft.signed_by_new(verify::make_anchor(other)));
  anchor.id = second;
  theft.town.put(second, theft.signed_by_new(verify::make_anchor(anchor)));
  CHECK(theft.proof_of(text).outcome == Outcome::passed);
}

TEST_CASE("verify tells replaced by a newer version from withdrawn", "[verify]") {
  Lists lists;
  lists.publish("suspension", std::nullopt);
  SECTION("replaced, with its day") {
    lists.publish("revocation", 7);
    lists.publish("refresh", 7, {{7, k_replaced}});
    const verify::Check check = lists.status();
    CHECK(check.outcome == Outcome::failed);
    CHECK(check.reason->code == Code::superseded);
    CHECK(check.day == k_replaced);
    CHECK(check.reason->detail == "replaced on 2026-07-03 by a newer version; ask for that one");
    CHECK(lists.report.verdict() == Verdict::not_accepted);
    CHECK(exit_code(lists.report.verdict()) == 6);
    const Json out = to_json(lists.report, "x");
    CHECK(out["credentials"][0]["checks"][4]["code"] == "superseded");
    CHECK(out["credentials"][0]["checks"][4]["date"] == "2026-07-03");
  }
  SECTION("replaced, without a day") {
    lists.publish("revocation", 7);
    lists.publish("refresh", 7, {{8, k_replaced}});
    const verify::Check check = lists.status();
    CHECK(check.reason->code == Code::superseded);
    CHECK_FALSE(check.day.has_value());
  }
  SECTION("withdrawn, and nothing newer") {
    lists.publish("revocation", 7);
    lists.publish("refresh", std::nullopt);
    CHECK(lists.status().reason->code == Code::revoked);
  }
  SECTION("withdrawn, and the newer one is of somebody else's index") {
    lists.publish("revocation", 7);
    lists.publish("refresh", 8);
    CHECK(lists.status({}, 8).reason->code == Code::revoked);
  }
  SECTION("withdrawn, and whether there is a newer one is not known") {
    lists.publish("revocation", 7);
    CHECK(lists.status().reason->code == Code::revoked);
  }
  SECTION("a newer one is there, and this one is in force all the same") {
    lists.publish("revocation", std::nullopt);
    lists.publish("refresh", 7, {{7, k_replaced}});
    const verify::Check check = lists.status();
    CHECK(check.outcome == Outcome::passed);
    CHECK(check.remark == Remark::newer_version);
    CHECK(check.day == k_replaced);
    CHECK(lists.report.verdict() == Verdict::accepted);
  }
  SECTION("replaced while on hold") {
    lists.publish("suspension", 7);
    lists.publish("revocation", 7);
    lists.publish("refresh", 7, {{7, k_replaced}});
    CHECK(lists.status().reason->code == Code::superseded);
  }
}

TEST_CASE("verify says of which day an old status list is, and takes it for no answer",
          "[verify]") {
  Lists lists;
  const Instant ended = k_now - std::chrono::hours{1};
  lists.publish("suspension", std::nullopt);
  lists.publish("refresh", std::nullopt);
  SECTION("by its own end") {
    lists.publish("revocation", std::nullopt, {}, ended);
    const verify::Check check = lists.status();
    CHECK(check.outcome == Outcome::indeterminate);
    CHECK(check.reason->code == Code::unavailable);
    CHECK(check.remark == Remark::was_in_force);
    CHECK(check.day == std::chrono::floor<std::chrono::days>(k_issued));
    CHECK(exit_code(lists.report.verdict()) == 7);
  }
  SECTION("an old list that withdrew it") {
    lists.publish("revocation", 7, {}, ended);
    CHECK(lists.status().remark == Remark::was_withdrawn);
    CHECK(lists.report.verdict() == Verdict::undetermined);
  }
  SECTION("by the reader's own limit") {
    lists.publish("revocation", std::nullopt);
    CHECK(lists.status().outcome == Outcome::passed);
    verify::Policy policy;
    policy.status_max_age = std::chrono::hours{24};
    const verify::Check check = lists.status(policy);
    CHECK(check.outcome == Outcome::indeterminate);
    CHECK(check.remark == Remark::was_in_force);
    CHECK_THAT(check.reason->detail,
               Catch::Matchers::Contains("hours old and is older than your limit of 24 hours"));
    CHECK(check.limit == std::chrono::hours{24});
    CHECK(check.age > check.limit);
  }
}

TEST_CASE("verify names who goes on in the issuer's place, by the issuer's own word", "[verify]") {
  test::School school;
  test::Town town;
  school.publish(town, k_now);
  const std::string url = "https://rocwaterkant.example/successor.json";
  const auto with_service = [&] {
    Json document = json::to_value(test::document(school.did_document()).root());
    document["service"] = Json::array({{{"id", school.did + "#successor"},
                                        {"type", verify::k_successor_service},
                                        {"serviceEndpoint", url}}});
    return document.dump();
  };
  town.put("https://rocwaterkant.example/.well-known/did.json", with_service());
  const std::string text =
      test::sign(school.credential("", 7), school.options(k_issued), school.holder.key);
  verify::SuccessorDescription said{
      .id = url,
      .issuer = school.did,
      .valid_from = k_issued,
      .successor = {"did:web:rocdelta.example", "ROC Delta", *parse_date("2027-08-01")}};
  const auto read = [&](test::Town& from) {
    test::Reader reader(from, {{school.did, "ROC Waterkant"}});
    const verify::Report report = reader.read(text, k_now);
    CHECK(report.verdict() == Verdict::accepted);
    return report.credentials.front();
  };
  SECTION("signed by it") {
    town.put(url, test::sign(make_successor(said), school.options(k_issued), school.holder.key));
    const verify::CredentialReport report = read(town);
    REQUIRE(report.successor.has_value());
    CHECK(report.successor->id == "did:web:rocdelta.example");
    CHECK(report.successor->name == "ROC Delta");
    CHECK(format_date(report.successor->since) == "2027-08-01");
    const Json out = to_json(verify::Report{k_now, "", {report}}, "x");
    CHECK(out["credentials"][0]["issuer"]["successor"]["since"] == "2027-08-01");
  }
  SECTION("from copies, with its web site gone") {
    test::Town desert;
    test::Reader reader(desert, {{school.did, "ROC Waterkant"}});
    for (const std::string& copy :
         {school.did_document(), school.list_credential(k_now),
          test::sign(make_successor(said), school.options(k_issued), school.holder.key)}) {
      REQUIRE(verify::add_published(copy, reader.resolver, reader.statuses, reader.statements));
    }
    const verify::Report report = reader.read(text, k_now);
    CHECK(report.verdict() == Verdict::accepted);
    CHECK(report.credentials.front().successor->name == "ROC Delta");
    CHECK(desert.requests.empty());
  }
  SECTION("said by somebody else in their own name") {
    const test::Keyholder other("other");
    said.issuer = other.did();
    Json forged = make_successor(said);
    forged["credentialSubject"]["id"] = school.did;
    town.put(url, test::sign(forged, {.verification_method = other.method(), .created = k_issued},
                             other.key));
    const verify::CredentialReport report = read(town);
    CHECK_FALSE(report.successor.has_value());
    REQUIRE(report.successor_ignored.has_value());
    CHECK(report.successor_ignored->code == Code::mismatch);
    const Json out = to_json(verify::Report{k_now, "", {report}}, "x");
    CHECK(out["credentials"][0]["issuer"]["successor_ignored"]["code"] == "mismatch");
    CHECK_FALSE(out["credentials"][0]["issuer"].contains("successor"));
  }
  SECTION("said by somebody else in the issuer's name") {
    const test::Keyholder other("other");
    town.put(url, test::sign(make_successor(said), school.options(k_issued), other.key));
    const verify::CredentialReport report = read(town);
    CHECK_FALSE(report.successor.has_value());
    CHECK(report.successor_ignored->code == Code::bad_signature);
  }
  SECTION("nowhere to be found") {
    const verify::CredentialReport report = read(town);
    CHECK_FALSE(report.successor.has_value());
    CHECK(report.successor_ignored->code == Code::unavailable);
  }
}

TEST_CASE("verify answers what each vector of a key's life says", "[verify]") {
  const std::vector<std::string> names = test::list_vectors("verify");
  CHECK(names.size() >= 14);
  for (const std::string& name : names) {
    INFO(name);
    const json::Document vector = test::document(test::read_vector("verify/" + name));
    const Json value = json::to_value(vector.root());
    test::Town desert;
    test::Reader reader(desert, {{"did:web:rocwaterkant.example", "ROC Waterkant"}});
    for (const Json& copy : value["published"]) {
      REQUIRE(
          verify::add_published(copy.dump(), reader.resolver, reader.statuses, reader.statements));
    }
    const Json out =
        to_json(reader.read(value["input"].dump(), test::at(value["now"].get<std::string>())), "x");
    const Json& expected = value["expect"];
    const Json& credential = out["credentials"][0];
    CHECK(credential["verdict"] == expected["verdict"]);
    for (const Json& check : credential["checks"]) {
      if (check["name"] != expected["check"]) continue;
      for (const char* member : {"outcome", "code", "where", "remark", "date"}) {
        INFO(member);
        CHECK(check.value(member, "") == expected.value(member, check.value(member, "")));
      }
      CHECK(check.contains("code") == expected.contains("code"));
    }
    CHECK_FALSE(credential["issuer"].contains("successor"));
    if (expected.contains("successor_ignored")) {
      CHECK(credential["issuer"]["successor_ignored"]["code"] == expected["successor_ignored"]);
    }
  }
}
