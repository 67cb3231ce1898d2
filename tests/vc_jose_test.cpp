#include "vc_jose/vc_jose.h"

#include <catch2/catch.hpp>

#include "base/encoding.h"
#include "did/did.h"
#include "jose/jwk.h"
#include "jose/jws.h"
#include "support/outcomes.h"
#include "support/ports.h"
#include "support/vectors.h"

using credenza::as_bytes;
using credenza::Code;
using credenza::Json;
using credenza::Result;
using credenza::crypto::KeyType;
using credenza::crypto::PrivateKey;
using namespace std::chrono_literals;

namespace cid = credenza::cid;
namespace did = credenza::did;
namespace jose = credenza::jose;
namespace json = credenza::json;
namespace test = credenza::test;
using test::ok;
using test::outcome;
namespace vc_jose = credenza::vc_jose;

namespace {

const credenza::Instant k_now = test::at("2026-06-12T09:00:00Z");

struct Party {
  explicit Party(const std::string& name, KeyType type = KeyType::ed25519)
      : random(name), key(PrivateKey::generate(type, random)) {}
  [[nodiscard]] std::string did() const { return credenza::did::key_did(key.public_key()); }
  [[nodiscard]] std::string kid() const { return credenza::did::key_method(key.public_key()); }
  test::SeededRandom random;
  PrivateKey key;
};

/// Keys of DIDs that need no network.
vc_jose::ControlledKeys& keys() {
  static test::Town town;
  static did::Resolver resolver(town);
  static vc_jose::ControlledKeys finder(resolver);
  return finder;
}

Json credential_of(const Party& issuer, const std::string& subject = "did:example:learner") {
  return {{"@context", {"https://www.w3.org/ns/credentials/v2"}},
          {"id", "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33"},
          {"type", {"VerifiableCredential", "SafetyCertificate"}},
          {"issuer", {{"id", issuer.did()}, {"name", "Vakschool"}}},
          {"validFrom", "2026-01-01T00:00:00Z"},
          {"credentialSubject", {{"id", subject}, {"skill", "Veilig werken op hoogte"}}}};
}

Json presentation_of(const Party& holder, const std::vector<std::string>& tokens) {
  Json presentation = {{"@context", {"https://www.w3.org/ns/credentials/v2"}},
                       {"type", {"VerifiablePresentation"}},
                       {"holder", holder.did()}};
  for (const std::string& token : tokens)
    presentation["verifiableCredential"].push_back(vc_jose::make_envelope(token));
  return presentation;
}

std::string signed_credential(const Party& issuer, vc_jose::CredentialOptions options = {},
                              const std::string& subject = "did:example:learner") {
  if (options.kid.empty()) options.kid = issuer.kid();
  return ok(vc_jose::sign_credential(test::document(credential_of(issuer, subject)), options,
                                     issuer.key));
}

std::string signed_presentation(const Party& holder, const std::vector<std::string>& tokens,
                                vc_jose::PresentationOptions options = {}) {
  options.kid = holder.kid();
  return ok(vc_jose::sign_presentation(test::document(presentation_of(holder, tokens)), options,
                                       holder.key));
}

Result<vc_jose::VerifiedCredential> verify(std::string_view token,
                                           vc_jose::Expectation expected = {}) {
  if (expected.now == credenza::Instant{}) expected.now = k_now;
  return vc_jose::verify_credential(token, expected, keys());
}

Result<vc_jose::VerifiedPresentation> verify_presentation(std::string_view token,
                                                          vc_jose::Expectation expected = {}) {
  if (expected.now == credenza::Instant{}) expected.now = k_now;
  return vc_jose::verify_presentation(token, expected, keys());
}

std::string payload_of(std::string_view token) {
  const auto jws = ok(jose::CompactJws::parse(token));
  return std::string(credenza::as_text(jws.payload()));
}

/// Whatever a token says, its key is this one; what was asked for is remembered.
class OneKey final : public vc_jose::KeyFinder {
 public:
  explicit OneKey(cid::VerificationMethod method) : method_(std::move(method)) {}
  [[nodiscard]] Result<cid::VerificationMethod> find(const vc_jose::KeyHint& hint,
                                                     credenza::Instant /*now*/) override {
    asked.push_back(std::string(hint.kid));
    return method_;
  }
  std::vector<std::string> asked;

 private:
  cid::VerificationMethod method_;
};

/// A vector's token: as it stands, from three texts, or from header and claims that the school
/// signs.
std::string token_of(json::Cursor input, const Party& school) {
  if (input.is_string()) return std::string(input.raw_string());
  if (input.is_array()) {
    std::string token;
    for (const json::Cursor part : input.items())
      token += (token.empty() ? "" : ".") + credenza::to_base64url(as_bytes(*part.string()));
    return token;
  }
  const Json claims = json::to_value(*input.at("claims"));
  return ok(jose::sign(json::to_value(*input.at("header")), as_bytes(claims.dump()), school.key));
}

std::string outcome_of_vector(json::Cursor vector) {
  const std::string_view door = *vector.string_at("door");
  // Its DID stands in the vectors.
  const Party school("school");
  const cid::VerificationMethod method{school.kid(), school.did(), school.key.public_key(), {}, {}};
  OneKey finder(method);
  vc_jose::Expectation expected{.now = k_now};
  if (const auto owner = vector.find("owner")) expected.owner = *owner->string();
  if (const auto audience = vector.find("audience")) expected.audience = *audience->string();
  if (const auto nonce = vector.find("nonce")) expected.nonce = *nonce->string();
  const json::Cursor input = *vector.at("input");
  if (door == "vc_jose::read_envelope")
    return outcome(vc_jose::read_envelope(test::document(json::to_value(input)).root()));
  if (door == "vc_jose::ControlledKeys::find") {
    return outcome(keys().find(
        {*input.string_at("owner"), *input.string_at("kid"), cid::Relationship::assertion_method},
        k_now));
  }
  if (door == "vc_jose::verify_credential")
    return outcome(vc_jose::verify_credential(token_of(input, school), expected, finder));
  if (door == "vc_jose::sign_credential") {
    const auto document = test::document(json::to_value(*input.at("credential")));
    return outcome(vc_jose::sign_credential(
        document, {.kid = std::string(*input.string_at("kid")), .issued_at = k_now}, school.key));
  }
  REQUIRE(door == "vc_jose::verify_presentation");
  return outcome(vc_jose::verify_presentation(token_of(input, school), expected, finder));
}

}  // namespace

TEST_CASE("vc_jose refuses what each vector says, at the place it says", "[vc_jose]") {
  REQUIRE(Party("school").did() == "did:key:z6MkkmcLqBgE3yyaUUXduS3jWGHtY9R1K9ztPwpxha1WqBiw");
  for (const std::string& name : test::list_vectors("vc_jose")) {
    INFO(name);
    const auto vector = test::document(test::read_vector("vc_jose/" + name));
    const auto expected = *vector.root().at("expect");
    CHECK(outcome_of_vector(vector.root()) == std::string(*expected.string_at("code")) + " " +
                                                  std::string(*expected.string_at("where")));
  }
}

TEST_CASE("vc_jose verifies what it signed, with every type of key", "[vc_jose]") {
  for (const KeyType type : {KeyType::ed25519, KeyType::p256, KeyType::p384, KeyType::p521}) {
    INFO(credenza::crypto::to_string(type));
    const Party school("school", type);
    const Party learner("learner", type);
    const std::string token = signed_credential(school, {}, learner.did());
    const auto credential = ok(verify(token, {.owner = school.did()}));
    CHECK(credential.credential().issuer == school.did());
    CHECK(credential.credential().has_type("SafetyCertificate"));
    CHECK(credential.method().key == school.key.public_key());
    CHECK(*credential.header().string_at("typ") == "vc+jwt");
    const auto presentation = ok(verify_presentation(signed_presentation(learner, {token, token}),
                                                     {.owner = learner.did()}));
    CHECK(presentation.method().controller == learner.did());
    const auto opened = vc_jose::open_credentials(presentation, {.now = k_now}, keys());
    REQUIRE(opened.size() == 2);
    for (const auto& one : opened)
      CHECK(outcome(one.credential) == "ok");
  }
}

TEST_CASE("vc_jose signs the text of a credential as it stands", "[vc_jose]") {
  const Party school("school");
  const std::string text =
      "{ \"x\" : 1.0, \"y\":\"\\u00e9\"," + credential_of(school).dump().substr(1) + " \n";
  const auto plain =
      ok(vc_jose::sign_credential(test::document(text), {.kid = school.kid()}, school.key));
  CHECK(payload_of(plain) == text);
  const auto with_claims =
      ok(vc_jose::sign_credential(test::document(text),
                                  {.kid = school.kid(),
                                   .issued_at = test::at("2026-01-02T00:00:00Z"),
                                   .expires = test::at("2027-01-02T00:00:00Z")},
                                  school.key));
  CHECK(payload_of(with_claims).starts_with(text.substr(0, text.rfind('}'))));
  CHECK(payload_of(with_claims)
            .ends_with(R"(,"iat":1767312000,"exp":1798848000} )"
                       "\n"));
  CHECK(outcome(verify(with_claims)) == "ok");
}

TEST_CASE("vc_jose takes no token of one kind for another", "[vc_jose]") {
  const Party school("school");
  const std::string token = signed_credential(school);
  const std::string presented = signed_presentation(school, {token});
  CHECK(outcome(verify_presentation(token)) == "mismatch header/typ");
  CHECK(outcome(verify(presented)) == "mismatch header/typ");
  // The same claims under every type that another JWT of this family has, and under none.
  Json header{{"kid", school.kid()}};
  const auto claims = credential_of(school).dump();
  CHECK(outcome(verify(ok(jose::sign(header, as_bytes(claims), school.key)))) ==
        "mismatch header/typ");
  for (const char* typ : {"JWT", "vp+jwt", "vc+sd-jwt", "dc+sd-jwt", "statuslist+jwt", "kb+jwt",
                          "vc+ld+jwt", "vc+jwt;v=2"}) {
    INFO(typ);
    header["typ"] = typ;
    CHECK(outcome(verify(ok(jose::sign(header, as_bytes(claims), school.key)))) ==
          "mismatch header/typ");
  }
  header["typ"] = "application/VC+JWT";
  CHECK(outcome(verify(ok(jose::sign(header, as_bytes(claims), school.key)))) == "ok");
}

TEST_CASE("vc_jose sees any one character of a token changed", "[vc_jose]") {
  const Party school("school");
  const std::string token = signed_credential(school);
  for (std::size_t i = 0; i < token.size(); ++i) {
    std::string changed = token;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    INFO(i);
    CHECK(!verify(changed, {.owner = school.did()}).has_value());
  }
}

TEST_CASE("vc_jose does not take the key of somebody else for the issuer's", "[vc_jose]") {
  const Party school("school");
  const Party stranger("stranger");
  const auto claims = credential_of(school).dump();
  const auto forged =
      ok(jose::sign({{"typ", "vc+jwt"}, {"kid", stranger.kid()}}, as_bytes(claims), stranger.key));
  CHECK(outcome(verify(forged)) == "mismatch header/kid");
  // Even when whoever finds keys is taken in.
  OneKey finder({stranger.kid(), stranger.did(), stranger.key.public_key(), {}, {}});
  CHECK(outcome(vc_jose::verify_credential(forged, {.now = k_now}, finder)) ==
        "mismatch header/kid");
  // Nor the key in the header, nor the one that the school's name stands on.
  const auto with_jwk = ok(jose::sign(
      {{"typ", "vc+jwt"}, {"kid", school.kid()}, {"jwk", jose::to_jwk(stranger.key.public_key())}},
      as_bytes(claims), stranger.key));
  CHECK(outcome(verify(with_jwk)) == "bad_signature signature");
}

TEST_CASE("vc_jose looks for no key when a token says by itself that it is not to be trusted",
          "[vc_jose]") {
  const Party school("school");
  const Party other("other");
  OneKey finder({school.kid(), school.did(), school.key.public_key(), {}, {}});
  Json old = credential_of(school);
  old["vc"] = Json::object();
  const auto token =
      ok(jose::sign({{"typ", "vc+jwt"}, {"kid", school.kid()}}, as_bytes(old.dump()), school.key));
  CHECK(outcome(vc_jose::verify_credential(token, {.now = k_now}, finder)) == "forbidden /vc");
  const std::string others = other.did();
  CHECK(outcome(vc_jose::verify_credential(signed_credential(school),
                                           {.now = k_now, .owner = others}, finder)) ==
        "mismatch /issuer");
  const auto plain = ok(jose::sign({{"typ", "JWT"}, {"kid", school.kid()}},
                                   as_bytes(credential_of(school).dump()), school.key));
  CHECK(outcome(vc_jose::verify_credential(plain, {.now = k_now}, finder)) ==
        "mismatch header/typ");
  CHECK(finder.asked.empty());
  test::Town town;
  did::Resolver resolver(town);
  vc_jose::ControlledKeys controlled(resolver);
  const auto hint = vc_jose::KeyHint{"did:web:school.example", "did:web:evil.example#key-1",
                                     cid::Relationship::assertion_method};
  CHECK(outcome(controlled.find(hint, k_now)) == "mismatch header/kid");
  CHECK(town.requests.empty());
}

TEST_CASE("vc_jose finds a key by the fragment alone where iss says whose it is", "[vc_jose]") {
  const Party school("school");
  Json claims = credential_of(school);
  const std::string fragment = school.kid().substr(school.kid().find('#'));
  const auto sign = [&] {
    return ok(
        jose::sign({{"typ", "vc+jwt"}, {"kid", fragment}}, as_bytes(claims.dump()), school.key));
  };
  CHECK(outcome(verify(sign())) == "malformed header/kid");
  claims["iss"] = school.did();
  CHECK(outcome(verify(sign())) == "ok");
  const auto in_header =
      ok(jose::sign({{"typ", "vc+jwt"}, {"kid", fragment}, {"iss", school.did()}},
                    as_bytes(credential_of(school).dump()), school.key));
  CHECK(outcome(verify(in_header)) == "ok");
}

TEST_CASE("vc_jose tells the dates of a signature from those of the credential", "[vc_jose]") {
  const Party school("school");
  const auto token =
      signed_credential(school, {.kid = {}, .issued_at = k_now, .expires = k_now + 1h});
  CHECK(outcome(verify(token)) == "ok");
  CHECK(outcome(verify(token, {.now = k_now + 1h + 59s})) == "ok");
  CHECK(outcome(verify(token, {.now = k_now + 1h + 60s})) == "expired /exp");
  CHECK(outcome(verify(token, {.now = k_now + 1h, .leeway = 0s})) == "expired /exp");
  CHECK(outcome(verify(token, {.now = k_now - 61s})) == "not_yet_valid /iat");
  CHECK(outcome(verify(token, {.now = k_now + 24h, .leave_dates = true})) == "ok");
  // The credential's own period is for the caller.
  const auto verified = ok(verify(token));
  CHECK(credenza::vcdm::check_validity(verified.credential(), test::at("2025-12-31T00:00:00Z"))
            .error()
            .code == Code::not_yet_valid);
}

TEST_CASE("vc_jose takes a presentation only for the audience and nonce it was made for",
          "[vc_jose]") {
  const Party learner("learner");
  const auto token = signed_presentation(
      learner, {}, {.kid = {}, .audience = "https://employer.example", .nonce = "n-1"});
  CHECK(outcome(verify_presentation(
            token, {.audience = "https://employer.example", .nonce = "n-1"})) == "ok");
  CHECK(outcome(verify_presentation(token)) == "mismatch /aud");
  CHECK(outcome(verify_presentation(token, {.leave_dates = true})) == "mismatch /aud");
  CHECK(outcome(verify_presentation(token, {.audience = "https://other.example"})) ==
        "mismatch /aud");
  CHECK(outcome(verify_presentation(
            token, {.audience = "https://employer.example", .nonce = "n-2"})) == "mismatch /nonce");
  const auto open = signed_presentation(learner, {});
  CHECK(outcome(verify_presentation(open, {.audience = "https://employer.example"})) ==
        "missing /aud");
  CHECK(outcome(verify_presentation(open, {.nonce = "n-1"})) == "missing /nonce");
}

TEST_CASE("vc_jose holds a credential to the key that it was given to", "[vc_jose]") {
  const Party school("school");
  const Party learner("learner", KeyType::p256);
  const Party thief("thief", KeyType::p256);
  const auto token =
      signed_credential(school, {.kid = {}, .holder_key = learner.key.public_key()}, learner.did());
  const auto credential = ok(verify(token));
  const auto opened_by = [&token](const Party& holder) {
    const auto presentation = ok(verify_presentation(signed_presentation(holder, {token})));
    const auto opened = vc_jose::open_credentials(presentation, {.now = k_now}, keys());
    REQUIRE(opened.size() == 1);
    CHECK(opened.front().envelope.pointer() == "/verifiableCredential/0");
    return outcome(opened.front().credential);
  };
  CHECK(opened_by(learner) == "ok");
  CHECK(opened_by(thief) == "mismatch /cnf");
}

TEST_CASE("vc_jose reads cnf by kid, and does not guess at another way", "[vc_jose]") {
  const Party school("school");
  const Party learner("learner");
  const cid::VerificationMethod signer{
      learner.kid(), learner.did(), learner.key.public_key(), {}, {}};
  const auto confirmed = [&](const Json& cnf) {
    Json claims = credential_of(school);
    claims["cnf"] = cnf;
    const auto token = ok(jose::sign({{"typ", "vc+jwt"}, {"kid", school.kid()}},
                                     as_bytes(claims.dump()), school.key));
    return outcome(vc_jose::check_confirmation(ok(verify(token)), signer));
  };
  CHECK(confirmed({{"kid", learner.kid()}}) == "ok");
  CHECK(confirmed({{"kid", school.kid()}}) == "mismatch /cnf");
  CHECK(confirmed({{"jku", "https://learner.example/keys"}}) == "unsupported /cnf");
  CHECK(confirmed(Json::object()) == "unsupported /cnf");
  CHECK(outcome(vc_jose::check_confirmation(ok(verify(signed_credential(school))), signer)) ==
        "ok");
}

TEST_CASE("vc_jose names the envelopes that it does not open", "[vc_jose]") {
  const Party learner("learner");
  const Party school("school");
  Json presentation = presentation_of(learner, {signed_credential(school)});
  Json other = vc_jose::make_envelope("e30");
  other["id"] = "data:application/vc+sd-jwt,QzVjV";
  presentation["verifiableCredential"].push_back(other);
  const auto token = ok(vc_jose::sign_presentation(test::document(presentation),
                                                   {.kid = learner.kid()}, learner.key));
  const auto verified = ok(verify_presentation(token));
  const auto opened = vc_jose::open_credentials(verified, {.now = k_now}, keys());
  REQUIRE(opened.size() == 2);
  CHECK(outcome(opened[0].credential) == "ok");
  CHECK(outcome(opened[1].credential) == "unsupported /verifiableCredential/1/id");
}

TEST_CASE("vc_jose reads no more credentials than its limit from one presentation", "[vc_jose]") {
  const Party learner("learner");
  const auto sign = [&learner](std::size_t count) {
    const std::vector<std::string> tokens(count, "e30.e30.AA");
    return vc_jose::sign_presentation(test::document(presentation_of(learner, tokens)),
                                      {.kid = learner.kid()}, learner.key);
  };
  CHECK(outcome(verify_presentation(ok(sign(vc_jose::k_max_credentials)))) == "ok");
  CHECK(outcome(sign(vc_jose::k_max_credentials + 1)) == "out_of_range /verifiableCredential");
}

namespace {

struct SuiteKey {
  cid::VerificationMethod method;
  PrivateKey secret;
};

/// A verification method of the suite.
SuiteKey suite_key(const std::string& folder, std::string_view file) {
  const auto document = test::document(test::read_public(folder + std::string(file)));
  const auto root = document.root();
  const auto key = jose::from_jwk(*root.at("publicKeyJwk"));
  REQUIRE(key.has_value());
  const auto d = credenza::from_base64url(*root.at("secretKeyJwk")->string_at("d"));
  REQUIRE(d.has_value());
  auto secret = PrivateKey::from_raw(key->type(), credenza::crypto::SecretBytes::copy_of(*d));
  REQUIRE(secret.has_value());
  return SuiteKey{{std::string(*root.string_at("id")),
                   std::string(*root.string_at("controller")),
                   *key,
                   {},
                   {}},
                  std::move(*secret)};
}

std::string without_newline(std::string text) {
  while (!text.empty() && text.back() == '\n')
    text.pop_back();
  return text;
}

/// What the suite calls "success" or "failure".
bool succeeds(json::Cursor entry, const std::string& folder, const SuiteKey& key) {
  const std::string input =
      without_newline(test::read_public(folder + std::string(*entry.string_at("input_file"))));
  const bool credential = *entry.string_at("feature") == "credential_jose";
  OneKey finder(key.method);
  const vc_jose::Expectation expected{.now = test::at("2026-06-12T00:00:00Z"), .leave_dates = true};
  if (*entry.string_at("fn") == "verify") {
    return credential ? vc_jose::verify_credential(input, expected, finder).has_value()
                      : vc_jose::verify_presentation(input, expected, finder).has_value();
  }
  const auto document = test::document(input);
  const auto token = credential
                         ? vc_jose::sign_credential(document, {.kid = key.method.id}, key.secret)
                         : vc_jose::sign_presentation(document, {.kid = key.method.id}, key.secret);
  if (!token) return false;
  return credential ? vc_jose::verify_credential(*token, expected, finder).has_value()
                    : vc_jose::verify_presentation(*token, expected, finder).has_value();
}

}  // namespace

TEST_CASE("vc_jose gives what the W3C suite expects of JOSE", "[vc_jose]") {
  NEEDS_PUBLIC_DATA();
  const std::string folder = "w3c/vc-jose-cose-test-suite-input/";
  const auto mapping = test::document(test::read_public(folder + "mapping.json"));
  int judged = 0;
  for (const json::Cursor entry : mapping.root().at("JOSETestMapping")->items()) {
    INFO(entry.name());
    // 5 wants terms refused that no context defines; contexts are not processed here.
    if (*entry.at("number")->integer() == 5) continue;
    ++judged;
    const SuiteKey key = suite_key(folder, *entry.string_at("key_file"));
    CHECK(succeeds(entry, folder, key) == (*entry.string_at("expected_result") == "success"));
  }
  CHECK(judged == 15);
}

TEST_CASE("vc_jose refuses the W3C suite's faulty files for what is wrong with them", "[vc_jose]") {
  NEEDS_PUBLIC_DATA();
  const std::string folder = "w3c/vc-jose-cose-test-suite-input/";
  OneKey finder(suite_key(folder, "vm-ed25519.json").method);
  const auto outcome_of = [&](const char* file) {
    const std::string token = without_newline(test::read_public(folder + file));
    const vc_jose::Expectation expected{.now = k_now, .leave_dates = true};
    if (std::string_view(file).starts_with("credential"))
      return outcome(vc_jose::verify_credential(token, expected, finder));
    return outcome(vc_jose::verify_presentation(token, expected, finder));
  };
  CHECK(outcome_of("credential-jose-bad-signature.txt") == "bad_signature signature");
  CHECK(outcome_of("credential-jose-bad-media-type.txt") == "mismatch header/typ");
  CHECK(outcome_of("presentation-jose-bad-media-type.txt") == "mismatch header/typ");
  CHECK(outcome_of("credential-jose-vc-vp-claims.txt") == "forbidden /vc");
  CHECK(outcome_of("presentation-jose-bad-credential.txt") ==
        "malformed /verifiableCredential/0/id");
  CHECK(outcome_of("credential-jose-unknown-extensions.txt") == "mismatch header/alg");
  CHECK(outcome_of("credential-minimal.json") == "malformed ");
  // Its `iat` is a text, which RFC 7519 does not allow: only whoever leaves dates alone takes it.
  const auto strict = vc_jose::verify_credential(
      without_newline(test::read_public(folder + "credential-issuer-match-signed.txt")),
      {.now = k_now}, finder);
  CHECK(outcome(strict) == "malformed /iat");
}
