// Credentials that travel as tokens: the same verdicts as for a document, and what only tokens can
// have wrong.
#include <catch2/catch.hpp>

#include "base/encoding.h"
#include "jose/jws.h"
#include "open_badges/open_badges.h"
#include "sd_jwt/sd_jwt.h"
#include "support/records.h"
#include "support/school.h"
#include "vc_jose/sd_credential.h"
#include "vc_jose/vc_jose.h"
#include "verify/verify.h"

using credenza::Code;
using credenza::Instant;
using credenza::Json;
using credenza::verify::Check;
using credenza::verify::CheckName;
using credenza::verify::Format;
using credenza::verify::Outcome;
using credenza::verify::Policy;
using credenza::verify::Report;
using credenza::verify::Verdict;

namespace test = credenza::test;
namespace vc_jose = credenza::vc_jose;
namespace sd_jwt = credenza::sd_jwt;

namespace {

const Instant k_issued = test::at("2026-06-12T09:00:00Z");
const Instant k_now = test::at("2026-07-01T12:00:00Z");
constexpr const char* k_brouwer = "https://brouwer.example";

struct Scene {
  Scene() : marek("marek", credenza::crypto::KeyType::p256), reader(town, {{school.did, "ROC"}}) {
    school.publish(town, k_now);
  }

  [[nodiscard]] Json credential() const {
    Json out = school.credential(marek.did(), 7);
    out["credentialSubject"]["birthDate"] = "1984-12-24";
    out["credentialSubject"]["grade"] = "goed";
    return out;
  }
  /// The badge of a whole record of `type`, issued by the school.
  [[nodiscard]] Json badge(std::string_view type) const {
    const auto record = test::record_from(test::sample_record_json(type));
    REQUIRE(record.has_value());
    return credenza::open_badges::to_credential(
               *record, {.id = "urn:uuid:5f2a7c1e-7a0b-4f35-9a64-0d7a1f3f6b21",
                         .issuer = school.did,
                         .valid_from = k_issued})
        .credential;
  }
  [[nodiscard]] std::string vc_jwt(const Json& content,
                                   vc_jose::CredentialOptions options = {}) const {
    options.kid = school.method;
    const auto token =
        vc_jose::sign_credential(test::document(content), options, school.holder.key);
    REQUIRE(token.has_value());
    return *token;
  }
  [[nodiscard]] std::string vc_sd_jwt(const Json& content) {
    std::vector<std::string> hidden;
    for (const char* name : {"birthDate", "grade"}) {
      if (content["credentialSubject"].contains(name))
        hidden.push_back("/credentialSubject/" + std::string(name));
    }
    const auto token = vc_jose::sign_sd_credential(test::document(content),
                                                   {.token = {.kid = school.method,
                                                              .issued_at = k_issued,
                                                              .holder_key = marek.key.public_key()},
                                                    .selectively_disclosable = hidden},
                                                   school.holder.key, random);
    REQUIRE(token.has_value());
    return *token;
  }
  /// What Marek shows of it to Brouwer.
  [[nodiscard]] std::string shown(const std::string& token, const std::vector<std::string>& reveal,
                                  const std::string& nonce = "n-42", Instant at = k_now) const {
    const auto held = sd_jwt::SdJwt::parse(token);
    REQUIRE(held.has_value());
    const auto out = sd_jwt::present(
        *held, reveal, {.audience = k_brouwer, .nonce = nonce, .issued_at = at}, marek.key);
    REQUIRE(out.has_value());
    return *out;
  }
  [[nodiscard]] Report read(std::string_view text, const Policy& policy = {}, Instant now = k_now) {
    return reader.read(text, now, policy);
  }

  test::School school;
  test::Keyholder marek;
  test::Town town;
  test::Reader reader;
  test::SeededRandom random{"salts"};
};

Policy asked(const char* nonce = "n-42", const char* audience = k_brouwer) {
  Policy policy;
  policy.nonce = nonce;
  policy.audience = audience;
  return policy;
}

const Check& only(const Report& report, CheckName name) {
  REQUIRE(report.credentials.size() == 1);
  const Check* check = report.credentials.front().find(name);
  REQUIRE(check != nullptr);
  INFO(to_string(name) << ": "
                       << (check->reason ? check->reason->where + ": " + check->reason->detail
                                         : ""));
  return *check;
}

void check_failed(const Report& report, CheckName name, Code code, std::string_view where) {
  const Check& check = only(report, name);
  CHECK(check.outcome == Outcome::failed);
  REQUIRE(check.reason.has_value());
  CHECK(check.reason->code == code);
  CHECK(check.reason->where == where);
}

}  // namespace

TEST_CASE("verify accepts a credential as vc+jwt whose every check passes", "[verify][token]") {
  Scene scene;
  const Report report = scene.read(scene.vc_jwt(scene.credential(), {.issued_at = k_issued}));
  CHECK(report.verdict() == Verdict::accepted);
  const auto& credential = report.credentials.front();
  CHECK(credential.format == Format::vc_jwt);
  CHECK(credential.issuer_id == scene.school.did);
  CHECK(credential.issuer_name_trusted == "ROC");
  CHECK(credential.subject_id == scene.marek.did());
  CHECK(only(report, CheckName::status).outcome == Outcome::passed);
  CHECK(only(report, CheckName::holder_binding).outcome == Outcome::not_applicable);
}

TEST_CASE("verify finds no byte of a vc+jwt that can be changed", "[verify][token]") {
  Scene scene;
  const std::string text = scene.vc_jwt(scene.credential());
  const std::size_t signature = text.rfind('.');
  for (std::size_t i = 0; i < text.size(); i += i < signature ? 3 : 1) {
    // The last character of a signature has bits that say nothing.
    if (i + 1 == text.size()) continue;
    std::string changed = text;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    INFO(i);
    CHECK(scene.read(changed).verdict() != Verdict::accepted);
    // Only what makes another kind of token of it is left undecided.
    if (i > text.find('.')) CHECK(scene.read(changed).verdict() == Verdict::not_genuine);
  }
}

TEST_CASE("verify holds a token to the dates of its signature and of its credential",
          "[verify][token]") {
  Scene scene;
  const std::string text =
      scene.vc_jwt(scene.credential(), {.expires = test::at("2027-01-01T00:00:00Z")});
  // RFC 7519 §4.1.4: not accepted "on or after" that moment.
  check_failed(scene.read(text, {}, test::at("2027-01-01T00:00:00Z")), CheckName::validity,
               Code::expired, "/exp");
  CHECK(scene.read(text, {}, test::at("2026-12-31T23:59:59Z")).verdict() == Verdict::accepted);
  check_failed(scene.read(scene.vc_jwt(scene.credential()), {}, test::at("2031-06-12T09:00:01Z")),
               CheckName::validity, Code::expired, "/validUntil");
  check_failed(
      scene.read(scene.vc_jwt(scene.credential(), {.issued_at = test::at("2026-07-02T00:00:00Z")})),
      CheckName::validity, Code::not_yet_valid, "/iat");
}

TEST_CASE("verify finds a withdrawn token withdrawn", "[verify][token]") {
  Scene scene;
  REQUIRE(scene.school.list.set(7, 1));
  scene.school.publish(scene.town, k_now);
  for (const std::string& text :
       {scene.vc_jwt(scene.credential()), scene.vc_sd_jwt(scene.credential())}) {
    const Report report = scene.read(text);
    CHECK(report.verdict() == Verdict::not_accepted);
    CHECK(only(report, CheckName::status).reason->code == Code::revoked);
  }
}

TEST_CASE("verify takes no token by a key that is not its issuer's", "[verify][token]") {
  Scene scene;
  test::School other("rocwaterk\xD0\xB0nt.example");
  Json content = scene.credential();
  // Signed by somebody else, who names the issuer's key.
  const auto forged = vc_jose::sign_credential(test::document(content),
                                               {.kid = scene.school.method}, other.holder.key);
  REQUIRE(forged.has_value());
  CHECK(only(scene.read(*forged), CheckName::proof).reason->code == Code::bad_signature);
  CHECK(scene.read(*forged).verdict() == Verdict::not_genuine);
}

TEST_CASE("verify cannot tell of a token whose issuer cannot be reached", "[verify][token]") {
  Scene scene;
  test::Town empty;
  test::Reader reader(empty, {{scene.school.did, "ROC"}});
  const Report report = reader.read(scene.vc_jwt(scene.credential()), k_now);
  CHECK(only(report, CheckName::proof).outcome == Outcome::indeterminate);
  CHECK(report.verdict() == Verdict::undetermined);
}

TEST_CASE("verify leaves tokens of other kinds undecided, however well they are signed",
          "[verify][token]") {
  Scene scene;
  for (const char* typ : {"JWT", "vp+jwt", "kb+jwt", "statuslist+jwt", "dc+sd-jwt"}) {
    INFO(typ);
    const auto token = credenza::jose::sign({{"typ", typ}, {"kid", scene.school.method}},
                                            credenza::as_bytes(scene.credential().dump()),
                                            scene.school.holder.key);
    REQUIRE(token.has_value());
    const Report report = scene.read(*token);
    CHECK(report.credentials.front().format == Format::jws);
    CHECK(only(report, CheckName::proof).reason->code == Code::unsupported);
    CHECK(report.verdict() == Verdict::undetermined);
    // As an SD-JWT VC it would be read, and has no issuer.
    const bool is_read = std::string_view(typ) == "dc+sd-jwt";
    CHECK(scene.read(*token + "~").verdict() ==
          (is_read ? Verdict::not_genuine : Verdict::undetermined));
  }
  // The type of one kind on the syntax of the other.
  CHECK(scene.read(scene.vc_jwt(scene.credential()) + "~").verdict() == Verdict::undetermined);
  const std::string hidden = scene.vc_sd_jwt(scene.credential());
  CHECK(scene.read(hidden.substr(0, hidden.find('~'))).verdict() == Verdict::undetermined);
}

TEST_CASE("verify reads the record of a badge that travels as a token", "[verify][token]") {
  Scene scene;
  const Report report = scene.read(scene.vc_jwt(scene.badge("MicroCredential")));
  CHECK(report.verdict() == Verdict::accepted);
  const auto& record = report.credentials.front().record;
  REQUIRE(record.has_value());
  CHECK(record->achievement.title.at("nl") == "Veilig werken in het magazijn");
}

TEST_CASE("verify says no to a token of what several have to sign", "[verify][token]") {
  Scene scene;
  const Json content = scene.badge("PracticeStatement");
  for (const std::string& text : {scene.vc_jwt(content), scene.vc_sd_jwt(content)}) {
    const Report report = scene.read(text);
    check_failed(report, CheckName::proof, Code::missing, "");
    CHECK(report.verdict() == Verdict::not_genuine);
    CHECK_FALSE(report.credentials.front().record.has_value());
  }
}

TEST_CASE("verify accepts a vc+sd-jwt with everything shown, and with everything hidden",
          "[verify][token]") {
  Scene scene;
  const std::string token = scene.vc_sd_jwt(scene.credential());
  const Report whole = scene.read(token);
  CHECK(whole.verdict() == Verdict::accepted);
  CHECK(whole.credentials.front().format == Format::vc_sd_jwt);
  const auto held = sd_jwt::SdJwt::parse(token);
  REQUIRE(held.has_value());
  const auto bare = sd_jwt::present(*held, std::vector<std::string>{});
  REQUIRE(bare.has_value());
  CHECK(scene.read(*bare).verdict() == Verdict::accepted);
  CHECK(bare->find("1984") == std::string::npos);
}

TEST_CASE("verify accepts what the holder shows to this reader, and nobody else's copy",
          "[verify][token]") {
  Scene scene;
  const std::string token = scene.vc_sd_jwt(scene.credential());
  const std::string shown = scene.shown(token, {"/credentialSubject/grade"});
  const Report report = scene.read(shown, asked());
  CHECK(report.verdict() == Verdict::accepted);
  CHECK(only(report, CheckName::holder_binding).outcome == Outcome::passed);

  SECTION("to another reader") {
    check_failed(scene.read(shown, asked("n-42", "https://other.example")),
                 CheckName::holder_binding, Code::mismatch, "key_binding/aud");
  }
  SECTION("in answer to another request") {
    check_failed(scene.read(shown, asked("n-43")), CheckName::holder_binding, Code::mismatch,
                 "key_binding/nonce");
  }
  SECTION("yesterday") {
    const std::string old = scene.shown(token, {}, "n-42", k_now - std::chrono::hours{24});
    check_failed(scene.read(old, asked()), CheckName::holder_binding, Code::expired,
                 "key_binding/iat");
  }
  SECTION("in a file that is good until a day that it names") {
    const auto held = sd_jwt::SdJwt::parse(token);
    REQUIRE(held.has_value());
    const auto file = sd_jwt::present(
        *held, std::vector<std::string>{},
        {.audience = k_brouwer,
         .nonce = "n-42",
         .issued_at = k_now - std::chrono::hours{24},
         .claims = {{"exp", (k_now + std::chrono::hours{1}).time_since_epoch().count()}}},
        scene.marek.key);
    REQUIRE(file.has_value());
    CHECK(scene.read(*file, asked()).verdict() == Verdict::accepted);
    check_failed(scene.read(*file, asked(), k_now + std::chrono::hours{2}),
                 CheckName::holder_binding, Code::expired, "key_binding/exp");
  }
  SECTION("by somebody who has only a copy") {
    check_failed(scene.read(token, asked()), CheckName::holder_binding, Code::missing,
                 "key_binding");
    const std::string dropped = shown.substr(0, shown.rfind('~') + 1);
    check_failed(scene.read(dropped, asked()), CheckName::holder_binding, Code::missing,
                 "key_binding");
    CHECK(scene.read(dropped, asked()).verdict() == Verdict::not_genuine);
  }
  SECTION("with another choice of claims than was signed for") {
    const std::string other = scene.shown(token, {"/credentialSubject/birthDate"});
    const std::string mixed = other.substr(0, other.rfind('~')) + shown.substr(shown.rfind('~'));
    check_failed(scene.read(mixed, asked()), CheckName::holder_binding, Code::mismatch,
                 "key_binding/sd_hash");
  }
  SECTION("a reader who does not say who they are cannot tell") {
    const Report untold = scene.read(shown);
    CHECK(only(untold, CheckName::holder_binding).outcome == Outcome::indeterminate);
    CHECK(untold.verdict() == Verdict::undetermined);
    CHECK(only(untold, CheckName::proof).outcome == Outcome::passed);
  }
}

TEST_CASE("verify says no to disclosures that its issuer did not make", "[verify][token]") {
  Scene scene;
  const std::string token = scene.vc_sd_jwt(scene.credential());
  const auto disclosure = [](const Json& content) {
    return credenza::to_base64url(credenza::as_bytes(content.dump())) + "~";
  };
  const std::string better = disclosure({"salt", "grade", "uitmuntend"});
  CHECK(only(scene.read(token + better), CheckName::proof).reason->code == Code::mismatch);
  CHECK(scene.read(token + better).verdict() == Verdict::not_genuine);
  // One that is there twice.
  const std::size_t first = token.find('~') + 1;
  const std::string again = token + token.substr(first, token.find('~', first) - first + 1);
  CHECK(only(scene.read(again), CheckName::proof).reason->code == Code::conflict);
}
