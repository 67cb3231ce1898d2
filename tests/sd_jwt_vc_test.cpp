#include "sd_jwt_vc/sd_jwt_vc.h"

#include <catch2/catch.hpp>

#include "sd_jwt_vc/issuer_keys.h"
#include "support/sd_jwt_maker.h"

using credenza::Code;
using credenza::Json;
using credenza::sd_jwt::SdJwt;
using credenza::sd_jwt_vc::find_issuer_key;
using credenza::sd_jwt_vc::KeySources;
using credenza::sd_jwt_vc::VerifiedCredential;

namespace json = credenza::json;
namespace jose = credenza::jose;
namespace sd_jwt = credenza::sd_jwt;
namespace test = credenza::test;
namespace vc = credenza::sd_jwt_vc;

namespace {

constexpr std::string_view k_type = "https://school.example/types/micro-credential";
constexpr std::string_view k_metadata = "https://school.example/.well-known/jwt-vc-issuer/skills";

const test::SdJwtMaker& maker() {
  static const test::SdJwtMaker one;
  return one;
}

template <class T>
std::string outcome(const credenza::Result<T>& result) {
  if (result) return "ok";
  return std::string(to_string(result.error().code)) + " " + result.error().where;
}

vc::Expectation plain() {
  return {.claims = {.now = test::SdJwtMaker::now(), .allow_missing_expiration = true}};
}

credenza::Result<VerifiedCredential> verify(std::string_view text,
                                            const vc::Expectation& expected) {
  return VerifiedCredential::verify(TRY(SdJwt::parse(text)), maker().issuer(), expected);
}

std::string outcome_of(const Json& vector) {
  if (vector.at("door") == "sd_jwt_vc::find_issuer_key") {
    test::Town town;
    const Json documents = vector.value("town", Json::object());
    for (const auto& [url, body] : documents.items())
      town.put(url, body.dump());
    const auto presented = SdJwt::parse(maker().make(vector));
    if (!presented) return outcome(presented);
    return outcome(find_issuer_key(*presented, {.metadata = &town, .now = maker().now()}));
  }
  vc::Expectation expected = plain();
  const std::string vct = vector.value("vct", "");
  expected.vct = vct;
  return outcome(verify(maker().make(vector), expected));
}

credenza::Result<std::string> try_issue(const Json& claims, std::vector<std::string> pointers) {
  test::SeededRandom random;
  sd_jwt::IssueOptions options;
  options.selectively_disclosable = std::move(pointers);
  const auto document = test::document(claims);
  return vc::issue(document.root(), options, maker().issuer_key(), random);
}

/// An issuer that publishes its key.
struct Published {
  Published() {
    Json jwk = jose::to_jwk(maker().issuer());
    jwk["kid"] = "key-1";
    keys = {{"keys", {{{"kty", "RSA"}, {"kid", "key-0"}}, jwk}}};
    town.put(std::string(k_metadata),
             Json{{"issuer", "https://school.example/skills"}, {"jwks", keys}}.dump());
  }
  [[nodiscard]] std::string find(const Json& header, const Json& payload) {
    const auto presented = SdJwt::parse(maker().make({{"header", header}, {"payload", payload}}));
    const auto found = find_issuer_key(*presented, {.metadata = &town, .now = maker().now()});
    if (found) CHECK(found->key == maker().issuer());
    if (found) CHECK(found->issuer == "https://school.example/skills");
    return outcome(found);
  }
  test::Town town;
  Json keys;
};

/// Certificates of one school, and of nobody else.
class OneSchool final : public vc::CertificateChains {
 public:
  [[nodiscard]] credenza::Result<vc::Certified> validate(std::span<const credenza::Bytes> chain,
                                                         credenza::Instant /*now*/) const override {
    if (credenza::as_text(chain.front()) != "school") {
      return credenza::fail(Code::untrusted, "header/x5c", "leads to no anchor");
    }
    return vc::Certified{maker().issuer(), "CN=School", {"https://school.example/skills"}};
  }
};

std::string certificate(std::string_view text) {
  return credenza::to_base64(credenza::as_bytes(text));
}

const Json k_header = {{"alg", "ES256"}, {"typ", "dc+sd-jwt"}};

}  // namespace

TEST_CASE("sd_jwt_vc refuses what each vector says, at the place it says", "[sd_jwt_vc]") {
  int count = 0;
  for (const std::string& name : test::list_vectors("sd_jwt_vc")) {
    INFO(name);
    const Json vector =
        json::to_value(test::document(test::read_vector("sd_jwt_vc/" + name)).root());
    CHECK(outcome_of(vector) == vector.at("expect").at("code").get<std::string>() + " " +
                                    vector.at("expect").at("where").get<std::string>());
    ++count;
  }
  CHECK(count == 35);
}

TEST_CASE("sd_jwt_vc issues a credential, and verifies what it says", "[sd_jwt_vc]") {
  const Json claims = {
      {"iss", "https://school.example/skills"},
      {"vct", k_type},
      {"vct#integrity", "sha256-" + certificate(std::string(32, 'x'))},
      {"aka_vcts", {"urn:example:micro-credential"}},
      {"status", {{"status_list", {{"idx", 1}, {"uri", "https://school.example/1"}}}}},
      {"sub", "did:example:an"},
      {"iat", 1767225600},
      {"given_name", "An"}};
  const auto text = try_issue(claims, {"/given_name", "/sub", "/iat"});
  INFO(outcome(text));
  REQUIRE(text.has_value());
  vc::Expectation expected = plain();
  for (const std::string_view type :
       {std::string_view(""), k_type, std::string_view("urn:example:micro-credential")}) {
    expected.vct = type;
    const auto credential = verify(*text, expected);
    INFO(outcome(credential));
    REQUIRE(credential.has_value());
    CHECK(credential->vct() == k_type);
    CHECK(credential->types().size() == 2);
    CHECK(credential->status().has_value());
    CHECK(credential->vct_integrity()->starts_with("sha256-"));
    CHECK(*credential->content().string_at("given_name") == "An");
    CHECK(credential->sd_jwt().disclosed().size() == 3);
  }
  expected.vct = "urn:example:diploma";
  CHECK(outcome(verify(*text, expected)) == "mismatch claims/vct");
}

TEST_CASE("sd_jwt_vc does not issue what verifiers would have to refuse", "[sd_jwt_vc]") {
  const Json claims = {{"iss", "https://school.example"},
                       {"nbf", 1},
                       {"exp", 1999999999},
                       {"cnf", {{"jwk", {{"kty", "EC"}}}}},
                       {"vct", k_type},
                       {"vct#integrity", "sha256-AAAA"},
                       {"aka_vcts", {"urn:example:x"}},
                       {"status", {{"status_list", {{"idx", 1}}}}},
                       {"given_name", "An"}};
  for (const std::string pointer :
       {"/iss", "/nbf", "/exp", "/cnf", "/cnf/jwk", "/vct", "/vct#integrity", "/aka_vcts",
        "/aka_vcts/0", "/status", "/status/status_list/idx"}) {
    INFO(pointer);
    CHECK(outcome(try_issue(claims, {"/given_name", pointer})) == "forbidden " + pointer);
  }
  CHECK(outcome(try_issue(claims, {"/given_name"})) == "ok");
  CHECK(outcome(try_issue({{"given_name", "An"}}, {})) == "missing /vct");
  CHECK(outcome(try_issue(Json::array(), {})) == "malformed ");
}

TEST_CASE("sd_jwt_vc hands on what a linked-data credential says", "[sd_jwt_vc]") {
  NEEDS_PUBLIC_DATA();
  const std::string folder = "openid/openid4vp/1.0/sd_jwt_vcld/01/";
  const auto joined = [&folder](const std::string& name) {
    std::string text = test::read_public(folder + name);
    std::erase_if(text, [](char c) { return c == '\n' || c == '\r' || c == ' '; });
    return text;
  };
  const auto rfc = test::document(test::read_public("openid/sd-jwt/rfc9901/vectors.json"));
  const auto issuer = jose::from_jwk(*rfc.root().at("issuer_jwk"));
  REQUIRE(issuer.has_value());
  const auto kb = test::document(test::read_public(folder + "kb_jwt_payload.json"));
  vc::Expectation expected = plain();
  expected.claims.now = *jose::numeric_date(*kb.root().at("iat"));
  expected.vct = "https://credentials.example.com/example_credential";
  expected.key_binding =
      sd_jwt::KeyBindingExpectation{*kb.root().string_at("aud"), *kb.root().string_at("nonce")};
  const std::string text = joined("sd_jwt_presentation.txt");
  const auto credential = VerifiedCredential::verify(*SdJwt::parse(text), *issuer, expected);
  INFO(outcome(credential));
  REQUIRE(credential.has_value());
  const auto contents = test::document(test::read_public(folder + "verified_contents.json"));
  CHECK(json::equal(credential->claims(), contents.root()));
  CHECK(credential->content() == *credential->claims().at("ld"));
  CHECK(credential->content().find("@context"));
}

TEST_CASE("sd_jwt_vc finds the metadata of an issuer where the draft says", "[sd_jwt_vc]") {
  const auto at = [](std::string_view issuer) {
    const auto url = vc::issuer_metadata_url(issuer);
    return url ? url->text() : outcome(url);
  };
  CHECK(at("https://example.com") == "https://example.com/.well-known/jwt-vc-issuer");
  CHECK(at("https://example.com/") == "https://example.com/.well-known/jwt-vc-issuer");
  CHECK(at("https://example.com/tenant/1234") ==
        "https://example.com/.well-known/jwt-vc-issuer/tenant/1234");
  CHECK(at("https://example.com/tenant/1234/") ==
        "https://example.com/.well-known/jwt-vc-issuer/tenant/1234");
  CHECK(at("https://example.com:8443/a") == "https://example.com:8443/.well-known/jwt-vc-issuer/a");
  CHECK(at("http://example.com") == "forbidden http://example.com");
  CHECK(at("https://example.com?a=b") == "malformed iss");
  CHECK(at("https://example.com#a") == "malformed iss");
  CHECK(at("did:web:example.com").starts_with("unsupported"));
}

TEST_CASE("sd_jwt_vc takes the key that the header names, or the only one", "[sd_jwt_vc]") {
  Published issuer;
  Json named = k_header;
  named["kid"] = "key-1";
  const Json payload = {{"iss", "https://school.example/skills"}, {"vct", k_type}};
  CHECK(issuer.find(named, payload) == "ok");
  // A key that is not understood is not counted.
  CHECK(issuer.find(k_header, payload) == "ok");
  named["kid"] = "key-0";
  CHECK(issuer.find(named, payload) == "not_found jwks");
  named["kid"] = "key-2";
  CHECK(issuer.find(named, payload) == "not_found jwks");
  issuer.town.put(std::string(k_metadata), Json{{"issuer", "https://school.example/skills"},
                                                {"jwks_uri", "https://school.example/keys"}}
                                               .dump());
  issuer.town.put("https://school.example/keys", issuer.keys.dump());
  CHECK(issuer.find(k_header, payload) == "ok");
  CHECK(issuer.town.requests.back() == "https://school.example/keys");
}

TEST_CASE("sd_jwt_vc takes the key of a certificate only where certificates are permitted",
          "[sd_jwt_vc]") {
  const OneSchool chains;
  Published issuer;
  const auto find = [](const Json& header, const Json& payload, const KeySources& sources) {
    const auto presented = SdJwt::parse(maker().make({{"header", header}, {"payload", payload}}));
    const auto found = find_issuer_key(*presented, sources);
    return found ? "ok " + found->issuer + " " + found->subject : outcome(found);
  };
  Json header = k_header;
  header["x5c"] = {certificate("school")};
  const KeySources only_chains{.chains = &chains, .now = maker().now()};
  const KeySources only_metadata{.metadata = &issuer.town, .now = maker().now()};
  CHECK(find(header, {{"vct", k_type}}, only_chains) == "ok  CN=School");
  const Json payload = {{"iss", "https://school.example/skills"}, {"vct", k_type}};
  CHECK(find(header, payload, only_chains) == "ok https://school.example/skills CN=School");
  CHECK(find(header, {{"iss", "https://other.example"}}, only_chains) == "mismatch payload/iss");
  CHECK(find(k_header, payload, only_chains) == "forbidden header");
  CHECK(find(header, payload, {.now = maker().now()}) == "forbidden header");
  // The metadata decides alone: whoever put a certificate into the header gains nothing.
  CHECK(find(header, payload, only_metadata) == "ok https://school.example/skills ");
  header["x5c"] = {certificate("thief")};
  CHECK(find(header, payload, only_chains) == "untrusted header/x5c");
  for (const Json& broken : {Json("x"), Json::array(), Json{1}, Json{"-_"}, Json{""}}) {
    header["x5c"] = broken;
    INFO(broken.dump());
    CHECK(find(header, payload, only_chains).starts_with("malformed header/x5c"));
  }
  header["x5c"] = Json(std::vector<std::string>(9, certificate("school")));
  CHECK(find(header, payload, only_chains) == "out_of_range header/x5c");
}
