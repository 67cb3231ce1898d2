#include "verify/verify.h"

#include <catch2/catch.hpp>

#include "base/encoding.h"
#include "support/school.h"

using credenza::Code;
using credenza::Instant;
using credenza::Json;
using credenza::verify::CheckName;
using credenza::verify::CredentialReport;
using credenza::verify::Format;
using credenza::verify::Outcome;
using credenza::verify::Policy;
using credenza::verify::Report;
using credenza::verify::Verdict;

namespace test = credenza::test;

namespace {

const Instant k_issued = test::at("2026-06-12T09:00:00Z");
const Instant k_now = test::at("2026-07-01T12:00:00Z");

/// A school whose documents can be fetched, and a reader who trusts it.
struct Scene {
  Scene() : marek("marek"), reader(town, {{school.did, "ROC Waterkant (mbo)"}}) {
    school.publish(town, k_now);
  }

  [[nodiscard]] std::string credential(std::uint64_t index = 7) const {
    return test::sign(school.credential(marek.did(), index), school.options(k_issued),
                      school.holder.key);
  }
  [[nodiscard]] Report read(std::string_view text, const Policy& policy = {}, Instant now = k_now) {
    return reader.read(text, now, policy);
  }

  test::School school;
  test::Keyholder marek;
  test::Town town;
  test::Reader reader;
};

void check_outcome(const Report& report, CheckName name, Outcome outcome,
                   std::optional<Code> code = std::nullopt) {
  REQUIRE(report.credentials.size() == 1);
  const auto* check = report.credentials.front().find(name);
  REQUIRE(check != nullptr);
  INFO(to_string(name) << ": "
                       << (check->reason ? check->reason->where + ": " + check->reason->detail
                                         : ""));
  CHECK(check->outcome == outcome);
  CHECK(check->reason.has_value() == code.has_value());
  if (code && check->reason) CHECK(check->reason->code == *code);
}

}  // namespace

TEST_CASE("verify accepts a credential whose every check passes", "[verify]") {
  Scene scene;
  const Report report = scene.read(scene.credential());
  CHECK(report.verdict() == Verdict::accepted);
  check_outcome(report, CheckName::format, Outcome::passed);
  check_outcome(report, CheckName::proof, Outcome::passed);
  check_outcome(report, CheckName::validity, Outcome::passed);
  check_outcome(report, CheckName::holder_binding, Outcome::not_applicable);
  check_outcome(report, CheckName::status, Outcome::passed);
  check_outcome(report, CheckName::trust, Outcome::passed);
  const CredentialReport& credential = report.credentials.front();
  CHECK(credential.issuer_id == scene.school.did);
  CHECK(credential.issuer_name_claimed == "ROC Waterkant");
  CHECK(credential.issuer_name_trusted == "ROC Waterkant (mbo)");
  CHECK(credential.subject_id == scene.marek.did());
  CHECK(exit_code(report.verdict()) == 0);
}

TEST_CASE("verify says not genuine for any one byte changed anywhere", "[verify]") {
  Scene scene;
  const std::string text = scene.credential();
  for (std::size_t i = 0; i < text.size(); ++i) {
    for (const char other :
         {static_cast<char>(text[i] ^ 0x01), static_cast<char>(text[i] ^ 0x40), 'x'}) {
      if (other == text[i]) continue;
      std::string changed = text;
      changed[i] = other;
      INFO(i << ": " << changed.substr(i > 30 ? i - 30 : 0, 60));
      REQUIRE(scene.read(changed).verdict() == Verdict::not_genuine);
    }
  }
  // Nothing that was changed sent the reader to anybody else's house.
  for (const std::string& url : scene.town.requests)
    CHECK(url.starts_with("https://rocwaterkant.example/"));
}

TEST_CASE("verify says not genuine for a text cut short anywhere", "[verify]") {
  Scene scene;
  const std::string text = scene.credential();
  for (std::size_t size = 0; size < text.size(); size += 7) {
    CHECK(scene.read(text.substr(0, size)).verdict() == Verdict::not_genuine);
  }
}

TEST_CASE("verify tells expired, not yet valid and withdrawn apart", "[verify]") {
  Scene scene;
  const std::string text = scene.credential();
  SECTION("expired a second ago") {
    const Report report = scene.read(text, {}, test::at("2031-06-12T09:00:01Z"));
    check_outcome(report, CheckName::validity, Outcome::failed, Code::expired);
    CHECK(report.verdict() == Verdict::not_accepted);
  }
  SECTION("valid to its last second") {
    check_outcome(scene.read(text, {}, test::at("2031-06-12T09:00:00Z")), CheckName::validity,
                  Outcome::passed);
  }
  SECTION("starts in the future") {
    const Report report = scene.read(text, {}, test::at("2026-06-12T08:54:59Z"));
    check_outcome(report, CheckName::validity, Outcome::failed, Code::not_yet_valid);
  }
  SECTION("a clock five minutes behind is no reason") {
    check_outcome(scene.read(text, {}, test::at("2026-06-12T08:55:00Z")), CheckName::validity,
                  Outcome::passed);
  }
  SECTION("withdrawn") {
    REQUIRE(scene.school.list.set(7, 1));
    scene.school.publish(scene.town, k_now);
    const Report report = scene.read(text);
    check_outcome(report, CheckName::status, Outcome::failed, Code::revoked);
    CHECK(report.verdict() == Verdict::not_accepted);
    CHECK(exit_code(report.verdict()) == 6);
  }
}

TEST_CASE("verify says genuine but not accepted for an issuer who is on nobody's list",
          "[verify]") {
  Scene scene;
  test::Reader stranger(scene.town);
  const Report report = stranger.read(scene.credential(), k_now);
  check_outcome(report, CheckName::trust, Outcome::failed, Code::untrusted);
  CHECK(report.verdict() == Verdict::not_accepted);
  CHECK(report.credentials.front().issuer_name_trusted.empty());
}

TEST_CASE("verify could not determine what it could not reach", "[verify]") {
  Scene scene;
  const std::string text = scene.credential();
  SECTION("the issuer's key") {
    scene.town.remove("https://rocwaterkant.example/.well-known/did.json");
    const Report report = scene.read(text);
    check_outcome(report, CheckName::proof, Outcome::indeterminate, Code::unavailable);
    check_outcome(report, CheckName::validity, Outcome::not_applicable);
    CHECK(report.verdict() == Verdict::undetermined);
    CHECK(exit_code(report.verdict()) == 7);
  }
  SECTION("the status list") {
    scene.town.remove(scene.school.list_url);
    check_outcome(scene.read(text), CheckName::status, Outcome::indeterminate, Code::unavailable);
  }
  SECTION("a status list that a rule refuses to fetch") {
    scene.town.fail_with(scene.school.list_url,
                         credenza::fail(Code::forbidden, scene.school.list_url, "offline"));
    check_outcome(scene.read(text), CheckName::status, Outcome::indeterminate, Code::forbidden);
  }
}

TEST_CASE("verify takes no status list that is not the issuer's own, signed and current",
          "[verify]") {
  Scene scene;
  const std::string text = scene.credential();
  const auto status_is = [&](Outcome outcome, Code code) {
    const Report report = scene.read(text);
    check_outcome(report, CheckName::status, outcome, code);
    CHECK(report.verdict() == Verdict::undetermined);
  };
  test::School other("keurpunt.example");
  other.list_url = scene.school.list_url;
  SECTION("signed by somebody else in their own name") {
    other.publish(scene.town, k_now);
    scene.town.put(scene.school.list_url, other.list_credential(k_now));
    status_is(Outcome::indeterminate, Code::mismatch);
  }
  SECTION("signed by somebody else in the issuer's name") {
    Json forged = credenza::status_list::make_credential({.id = scene.school.list_url,
                                                          .issuer = scene.school.did,
                                                          .purpose = "revocation",
                                                          .valid_from = k_now,
                                                          .valid_until = std::nullopt,
                                                          .ttl = std::nullopt},
                                                         scene.school.list);
    scene.town.put(scene.school.list_url,
                   test::sign(forged, scene.school.options(k_now), other.holder.key));
    status_is(Outcome::indeterminate, Code::bad_signature);
  }
  SECTION("ended") {
    scene.town.put(scene.school.list_url,
                   scene.school.list_credential(k_issued, k_now - std::chrono::seconds{1}));
    status_is(Outcome::indeterminate, Code::unavailable);
  }
  SECTION("of another purpose") {
    scene.town.put(scene.school.list_url,
                   scene.school.list_credential(k_now, std::nullopt, "suspension"));
    status_is(Outcome::indeterminate, Code::mismatch);
  }
  SECTION("another list of the same issuer") {
    test::School second;  // the same key: it comes from the host name
    second.list_url += "?other";
    scene.town.put(scene.school.list_url, second.list_credential(k_now));
    status_is(Outcome::indeterminate, Code::mismatch);
  }
  SECTION("with a status of its own") {
    Json list = credenza::status_list::make_credential({.id = scene.school.list_url,
                                                        .issuer = scene.school.did,
                                                        .purpose = "revocation",
                                                        .valid_from = k_now,
                                                        .valid_until = std::nullopt,
                                                        .ttl = std::nullopt},
                                                       scene.school.list);
    list["credentialStatus"] =
        credenza::status_list::make_entry(scene.school.list_url, 1, "revocation");
    scene.town.put(scene.school.list_url,
                   test::sign(list, scene.school.options(k_now), scene.school.holder.key));
    status_is(Outcome::indeterminate, Code::forbidden);
  }
  SECTION("without a proof") {
    scene.town.put(
        scene.school.list_url,
        R"({"@context":["https://www.w3.org/ns/credentials/v2"],"type":["VerifiableCredential"]})");
    const Report report = scene.read(text);
    CHECK(report.credentials.front().find(CheckName::status)->outcome == Outcome::indeterminate);
  }
}

TEST_CASE("verify does not take an index that no list has", "[verify]") {
  Scene scene;
  const Report report = scene.read(scene.credential(credenza::status_list::k_minimum_entries));
  check_outcome(report, CheckName::status, Outcome::indeterminate, Code::out_of_range);
}

TEST_CASE("verify says not genuine when somebody else signed in the issuer's name", "[verify]") {
  Scene scene;
  const test::Keyholder forger("forger");
  Json claims = scene.school.credential(scene.marek.did(), 7);
  auto options = scene.school.options(k_issued);
  SECTION("under the issuer's method") {
    const Report report = scene.read(test::sign(claims, options, forger.key));
    check_outcome(report, CheckName::proof, Outcome::failed, Code::bad_signature);
  }
  SECTION("under the forger's own method") {
    options.verification_method = forger.method();
    const Report report = scene.read(test::sign(claims, options, forger.key));
    check_outcome(report, CheckName::proof, Outcome::failed, Code::mismatch);
    CHECK(scene.town.requests.empty());
  }
  SECTION("without any proof") {
    const Report report = scene.read(claims.dump());
    check_outcome(report, CheckName::proof, Outcome::failed, Code::missing);
    CHECK(report.verdict() == Verdict::not_genuine);
  }
  SECTION("without any issuer") {
    claims.erase("issuer");
    options.verification_method = forger.method();
    const Report report = scene.read(test::sign(claims, options, forger.key));
    check_outcome(report, CheckName::proof, Outcome::failed, Code::missing);
  }
}

TEST_CASE("verify binds a presentation to its holder, its reader and its time", "[verify]") {
  Scene scene;
  const std::string credential = scene.credential();
  credenza::data_integrity::ProofOptions made;
  made.domain = {"brouwertransport.example"};
  made.challenge = "n-20260701";
  made.expires = k_now + std::chrono::hours{1};
  const Policy policy{.name = "hr", .nonce = "n-20260701", .audience = "brouwertransport.example"};
  const std::string shown = test::present({credential}, scene.marek, k_now, made);

  SECTION("as it should be") {
    const Report report = scene.read(shown, policy);
    check_outcome(report, CheckName::holder_binding, Outcome::passed);
    CHECK(report.verdict() == Verdict::accepted);
  }
  SECTION("shown to somebody else") {
    Policy other = policy;
    other.audience = "inzet-uitzend.example";
    const Report report = scene.read(shown, other);
    check_outcome(report, CheckName::holder_binding, Outcome::failed, Code::mismatch);
    CHECK(report.verdict() == Verdict::not_genuine);
  }
  SECTION("in answer to another request") {
    Policy other = policy;
    other.nonce = "n-20260702";
    check_outcome(scene.read(shown, other), CheckName::holder_binding, Outcome::failed,
                  Code::mismatch);
  }
  SECTION("yesterday's") {
    const Report report = scene.read(shown, policy, k_now + std::chrono::hours{24});
    check_outcome(report, CheckName::holder_binding, Outcome::failed, Code::expired);
    CHECK(report.verdict() == Verdict::not_genuine);
  }
  SECTION("made for an audience, to a reader who does not say who they are") {
    const Report report = scene.read(shown, {});
    check_outcome(report, CheckName::holder_binding, Outcome::indeterminate, Code::mismatch);
    CHECK(report.verdict() == Verdict::undetermined);
  }
  SECTION("by somebody else than its owner") {
    const test::Keyholder thief("thief");
    const Report report = scene.read(test::present({credential}, thief, k_now, made), policy);
    check_outcome(report, CheckName::holder_binding, Outcome::failed, Code::mismatch);
    CHECK(report.verdict() == Verdict::not_genuine);
  }
  SECTION("by somebody else than its owner, who is named in an odd spelling or by a DID URL") {
    const test::Keyholder thief("thief");
    for (const std::string& subject :
         {"DID:key:" + scene.marek.did().substr(8), "dId:key:" + scene.marek.did().substr(8),
          scene.marek.did() + "#me", scene.marek.did() + "?versionId=1", std::string("did:x"),
          std::string("did:web:marek.example")}) {
      INFO(subject);
      const std::string odd = test::sign(scene.school.credential(subject, 7),
                                         scene.school.options(k_issued), scene.school.holder.key);
      const Report report = scene.read(test::present({odd}, thief, k_now, made), policy);
      check_outcome(report, CheckName::holder_binding, Outcome::failed, Code::mismatch);
      CHECK(report.verdict() == Verdict::not_genuine);
    }
  }
  SECTION("a subject id that is no DID binds nobody, as none does") {
    for (const std::string& subject :
         {std::string("urn:uuid:5f2a7c1e-7a0b-4f35-9a64-0d7a1f3f6b21"),
          std::string("https://people.example/marek"), std::string("mailto:did@people.example")}) {
      INFO(subject);
      const std::string loose = test::sign(scene.school.credential(subject, 7),
                                           scene.school.options(k_issued), scene.school.holder.key);
      const Report report = scene.read(test::present({loose}, scene.marek, k_now, made), policy);
      check_outcome(report, CheckName::holder_binding, Outcome::not_applicable);
      CHECK(report.verdict() == Verdict::accepted);
      Policy bound = policy;
      bound.require_holder_binding = true;
      check_outcome(scene.read(test::present({loose}, scene.marek, k_now, made), bound),
                    CheckName::holder_binding, Outcome::failed, Code::missing);
    }
  }
  SECTION("beside something that is no DID, a person stays bound") {
    const test::Keyholder thief("thief");
    Json claims = scene.school.credential(scene.marek.did(), 7);
    Json about = claims["credentialSubject"];
    about["id"] = "urn:uuid:5f2a7c1e-7a0b-4f35-9a64-0d7a1f3f6b21";
    claims["credentialSubject"] = Json::array({about, claims["credentialSubject"]});
    const std::string both =
        test::sign(claims, scene.school.options(k_issued), scene.school.holder.key);
    check_outcome(scene.read(test::present({both}, thief, k_now, made), policy),
                  CheckName::holder_binding, Outcome::failed, Code::mismatch);
    check_outcome(scene.read(test::present({both}, scene.marek, k_now, made), policy),
                  CheckName::holder_binding, Outcome::passed);
  }
  SECTION("a bare credential where a presentation was asked for") {
    check_outcome(scene.read(credential, policy), CheckName::holder_binding, Outcome::failed,
                  Code::missing);
  }
  SECTION("a presentation nobody signed") {
    Json unsigned_presentation = credenza::json::to_value(test::document(shown).root());
    unsigned_presentation.erase("proof");
    check_outcome(scene.read(unsigned_presentation.dump(), policy), CheckName::holder_binding,
                  Outcome::failed, Code::missing);
  }
  SECTION("any one byte of it changed") {
    for (std::size_t i = 0; i < shown.size(); i += 3) {
      std::string changed = shown;
      changed[i] = static_cast<char>(changed[i] ^ 0x01);
      INFO(i << ": " << changed.substr(i > 30 ? i - 30 : 0, 60));
      CHECK(scene.read(changed, policy).verdict() == Verdict::not_genuine);
    }
  }
}

TEST_CASE("verify shows what its owner signed as self-declared, whoever trusts them (F14)",
          "[verify]") {
  Scene scene;
  const auto by_marek = [&](const std::string& subject) {
    Json own = scene.school.credential(subject, 7);
    own["issuer"]["id"] = scene.marek.did();
    own.erase("credentialStatus");
    if (subject.empty()) own["credentialSubject"] = {{"skill", "welding"}};
    credenza::data_integrity::ProofOptions options;
    options.verification_method = scene.marek.method();
    options.created = k_issued;
    return test::sign(own, options, scene.marek.key);
  };
  const auto first = [](const Report& report) { return report.credentials.front(); };
  SECTION("nobody else's word, in the name of the school") {
    const Report report = scene.read(by_marek(scene.marek.did()));
    CHECK(first(report).self_declared);
    check_outcome(report, CheckName::trust, Outcome::failed, Code::untrusted);
    CHECK(report.verdict() == Verdict::not_accepted);
    CHECK(to_json(report, "x").dump().find(R"("self_declared":true)") != std::string::npos);
  }
  SECTION("a reader whose list names the person is told as well") {
    test::Reader friendly(scene.town, {{scene.marek.did(), "Marek"}});
    const Report report = friendly.read(by_marek(scene.marek.did()), k_now);
    CHECK(report.verdict() == Verdict::accepted);
    CHECK(first(report).self_declared);
  }
  SECTION("about somebody else it is not") {
    CHECK_FALSE(first(scene.read(by_marek("did:example:other"))).self_declared);
    CHECK_FALSE(first(scene.read(by_marek(""))).self_declared);
  }
  SECTION("nor is what a school attests") {
    const Report report = scene.read(scene.credential());
    CHECK_FALSE(first(report).self_declared);
    CHECK(to_json(report, "x").dump().find("self_declared") == std::string::npos);
  }
  SECTION("nor is anything said of what is not proved") {
    std::string forged = by_marek(scene.marek.did());
    forged.replace(forged.find("ROC Waterkant"), 3, "Roc");
    CHECK_FALSE(first(scene.read(forged)).self_declared);
  }
}

TEST_CASE("verify gives a presentation the worst verdict of its credentials", "[verify]") {
  Scene scene;
  const std::string good = scene.credential(7);
  const std::string withdrawn = scene.credential(8);
  REQUIRE(scene.school.list.set(8, 1));
  scene.school.publish(scene.town, k_now);
  std::string changed = scene.credential(9);
  changed.replace(changed.find("magazijn"), 8, "ziekenhu");
  const auto verdict_of = [&scene](const std::vector<std::string>& credentials) {
    return scene.read(test::present(credentials, scene.marek, k_now, {})).verdict();
  };
  CHECK(verdict_of({good, good}) == Verdict::accepted);
  CHECK(verdict_of({good, withdrawn}) == Verdict::not_accepted);
  CHECK(verdict_of({good, withdrawn, changed}) == Verdict::not_genuine);
}

TEST_CASE("verify reads no token as genuine, and says no to those that never could be (F5)",
          "[verify]") {
  Scene scene;
  const auto token = [](std::string_view header) {
    return credenza::to_base64url(credenza::as_bytes(header)) + "." +
           credenza::to_base64url(credenza::as_bytes(R"({"iss":"did:web:rocwaterkant.example"})")) +
           ".";
  };
  for (const std::string_view header :
       {R"({"alg":"none"})", R"({"alg":"None"})", R"({"alg":"HS256"})", R"({})",
        R"({"alg":"ES256","crit":["x"],"x":1})", R"({"alg":"ES256","alg":"none"})"}) {
    INFO(header);
    const Report report = scene.read(token(header));
    CHECK(report.verdict() == Verdict::not_genuine);
    CHECK(report.credentials.front().format == Format::jws);
    CHECK(scene.read(token(header) + "~WyJzYWx0Il0~").verdict() == Verdict::not_genuine);
  }
  const Report unsupported = scene.read(token(R"({"alg":"ES256","typ":"JWT"})") + "c2ln");
  check_outcome(unsupported, CheckName::proof, Outcome::indeterminate, Code::unsupported);
  CHECK(unsupported.verdict() == Verdict::undetermined);
}

TEST_CASE("verify refuses cryptosuites that do not go with the key, and names from nowhere (F5)",
          "[verify]") {
  Scene scene;
  const auto with_suite = [&scene](std::string_view suite) {
    std::string text = scene.credential();
    const std::string_view ours = "eddsa-jcs-2022";
    text.replace(text.find(ours), ours.size(), suite);
    return scene.read(text);
  };
  check_outcome(with_suite("ecdsa-jcs-2019"), CheckName::proof, Outcome::failed, Code::mismatch);
  check_outcome(with_suite("none"), CheckName::proof, Outcome::failed, Code::malformed);
  check_outcome(with_suite("eddsa-rdfc-2022"), CheckName::proof, Outcome::indeterminate,
                Code::unsupported);
}

TEST_CASE("verify gives a report for whatever bytes it is handed (F8)", "[verify]") {
  Scene scene;
  const std::vector<std::string> inputs = {"",
                                           " ",
                                           "null",
                                           "[]",
                                           "{}",
                                           "\xff\xfe",
                                           "{\"type\":\"VerifiableCredential\"",
                                           "{\"a\":1,\"a\":2}",
                                           std::string(10000, '['),
                                           "{\"a\":NaN}",
                                           "{\"a\":1e999}",
                                           "{\"a\":\"\\ud800\"}",
                                           "a.b",
                                           "%PDF-1.7",
                                           std::string("\0\0\0", 3)};
  for (const std::string& input : inputs) {
    INFO(input.substr(0, 40));
    const Report report = scene.read(input);
    CHECK(report.verdict() == Verdict::not_genuine);
    check_outcome(report, CheckName::format, Outcome::failed,
                  report.credentials.front().find(CheckName::format)->reason->code);
  }
  const Report seal = scene.read(R"({"payload":"e30","signatures":[]})");
  CHECK(seal.credentials.front().format == Format::jades);
  CHECK(seal.verdict() == Verdict::undetermined);
}

TEST_CASE("verify refuses what is beyond its limits without reading it", "[verify]") {
  Scene scene;
  const std::string huge(std::size_t{5} << 20, ' ');
  check_outcome(scene.read(huge), CheckName::format, Outcome::failed, Code::out_of_range);
}

TEST_CASE("verify asks for an issuer's documents once", "[verify]") {
  Scene scene;
  for (int i = 0; i < 3; ++i)
    CHECK(scene.read(scene.credential()).verdict() == Verdict::accepted);
  CHECK(scene.town.requests.size() == 2);
}

TEST_CASE("verify works from copies of what an issuer publishes, without any request", "[verify]") {
  Scene scene;
  test::Town desert;
  test::Reader reader(desert, {{scene.school.did, "ROC Waterkant"}});
  REQUIRE(credenza::verify::add_published(scene.school.did_document(), reader.resolver,
                                          reader.statuses, reader.statements));
  REQUIRE(credenza::verify::add_published(scene.school.list_credential(k_now), reader.resolver,
                                          reader.statuses, reader.statements));
  CHECK(reader.read(scene.credential(), k_now).verdict() == Verdict::accepted);
  CHECK(desert.requests.empty());
  for (const std::string_view text :
       {"", "[]", "{}", R"({"id":"x"})", R"({"credentialSubject":{}})"}) {
    CHECK_FALSE(credenza::verify::add_published(std::string(text), reader.resolver, reader.statuses,
                                                reader.statements));
  }
}

TEST_CASE("verify writes a report whose first member names its schema", "[verify]") {
  Scene scene;
  const Json out = to_json(scene.read(scene.credential()), "credenza.verifier.check/1");
  CHECK(out.begin().key() == "schema");
  CHECK(out["verdict"] == "accepted");
  CHECK(out["exit"] == 0);
  CHECK(out["credentials"][0]["checks"].size() == 8);
  CHECK(out["credentials"][0]["issuer"]["name_claimed"] == "ROC Waterkant");
}
