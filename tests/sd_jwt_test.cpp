#include "sd_jwt/sd_jwt.h"

#include <algorithm>
#include <set>

#include <catch2/catch.hpp>

#include "support/sd_jwt_maker.h"

using credenza::as_bytes;
using credenza::Code;
using credenza::Json;
using credenza::sd_jwt::KeyBinding;
using credenza::sd_jwt::KeyBindingExpectation;
using credenza::sd_jwt::SdJwt;
using credenza::sd_jwt::VerifiedSdJwt;

namespace json = credenza::json;
namespace sd_jwt = credenza::sd_jwt;
namespace test = credenza::test;

namespace {

const test::SdJwtMaker& maker() {
  static const test::SdJwtMaker one;
  return one;
}

/// What a verifier expects who only looks at what is signed.
sd_jwt::Expectation plain() {
  return {.typ = "dc+sd-jwt",
          .claims = {.now = test::SdJwtMaker::now(), .allow_missing_expiration = true}};
}

sd_jwt::Expectation with_binding() {
  auto expected = plain();
  expected.key_binding = KeyBindingExpectation{test::k_employer, test::k_nonce};
  return expected;
}

/// As a vector describes it; the views are into the vector.
sd_jwt::Expectation expectation(json::Cursor vector) {
  auto expected = plain();
  const auto said = vector.find("expected");
  if (!said) return expected;
  if (said->find("key_binding")) expected = with_binding();
  if (said->find("expiration")) expected.claims.allow_missing_expiration = false;
  if (const auto issuer = said->find("issuer")) expected.claims.issuer = *issuer->string();
  if (const auto audience = said->find("audience")) expected.claims.audience = *audience->string();
  return expected;
}

credenza::Result<VerifiedSdJwt> verify(std::string_view text, const sd_jwt::Expectation& expected,
                                       const json::Limits& limits = {}) {
  return VerifiedSdJwt::verify(TRY(SdJwt::parse(text, limits)), maker().issuer(), expected);
}

template <class T>
std::string outcome(const credenza::Result<T>& result) {
  if (result) return "ok";
  return std::string(to_string(result.error().code)) + " " + result.error().where;
}

/// The vector's token through the door that it names.
std::string outcome_of(const json::Document& vector) {
  const Json said = json::to_value(vector.root());
  if (said.at("door") == "sd_jwt::SdJwt::parse_json") {
    return outcome(SdJwt::parse_json(said.at("input").dump()));
  }
  return outcome(verify(maker().make(said), expectation(vector.root())));
}

const Json k_claims = {{"iss", "https://school.example"},
                       {"exp", 1893456000},
                       {"given_name", "Zoë"},
                       {"family_name", "de Vries / \"Vries\" ~"},
                       {"address", {{"street", "Kade 1"}, {"city", "Delft"}}},
                       {"results", {7.5, 8, nullptr, "pass", {{"grade", 9}}}}};

sd_jwt::IssueOptions options(std::vector<std::string> pointers) {
  sd_jwt::IssueOptions out;
  out.typ = "dc+sd-jwt";
  out.selectively_disclosable = std::move(pointers);
  return out;
}

credenza::Result<std::string> try_issue(const Json& claims, const sd_jwt::IssueOptions& options) {
  test::SeededRandom random("salts");
  const auto document = test::document(claims);
  return sd_jwt::issue(document.root(), options, maker().issuer_key(), random);
}

std::string issue(const Json& claims, const sd_jwt::IssueOptions& options) {
  const auto text = try_issue(claims, options);
  INFO(outcome(text));
  REQUIRE(text.has_value());
  return *text;
}

std::string present(const std::string& text, const std::vector<std::string>& reveal) {
  const auto presented = sd_jwt::present(*SdJwt::parse(text), reveal);
  INFO(outcome(presented));
  REQUIRE(presented.has_value());
  return *presented;
}

Json claims_of(const std::string& text) {
  const auto verified = verify(text, plain());
  INFO(outcome(verified));
  REQUIRE(verified.has_value());
  return json::to_value(verified->claims());
}

/// Equal as JSON: the order of members does not count.
bool same(const Json& a, const Json& b) {
  const auto left = test::document(a);
  const auto right = test::document(b);
  return json::equal(left.root(), right.root());
}

std::vector<std::string> pointers_of(const std::string& text) {
  std::vector<std::string> out;
  const auto list = sd_jwt::disclosable(*SdJwt::parse(text));
  REQUIRE(list.has_value());
  for (const auto& one : *list)
    out.push_back(one.pointer);
  return out;
}

/// The issuer-signed payload, as text.
std::string payload_of(const std::string& text) {
  const std::size_t begin = text.find('.') + 1;
  const auto bytes =
      credenza::from_base64url(std::string_view(text).substr(begin, text.find('.', begin) - begin));
  return std::string(credenza::as_text(*bytes));
}

}  // namespace

TEST_CASE("sd_jwt refuses what each vector says, at the place it says", "[sd_jwt]") {
  int count = 0;
  for (const std::string& name : test::list_vectors("sd_jwt")) {
    INFO(name);
    const auto vector = test::document(test::read_vector("sd_jwt/" + name));
    const json::Cursor expected = *vector.root().at("expect");
    CHECK(outcome_of(vector) == std::string(*expected.string_at("code")) + " " +
                                    std::string(*expected.string_at("where")));
    ++count;
  }
  CHECK(count == 121);
}

TEST_CASE("sd_jwt takes the token that the vectors are variations of", "[sd_jwt]") {
  const Json vector = {
      {"payload", {{"cnf", "#holder"}, {"_sd", {"#0"}}, {"list", {{{"...", "#1"}}}}}},
      {"disclosures", {{"salt", "a", {{"_sd", {"#2"}}}}, {"salt", 1}, {"salt", "b", 2}}},
      {"key_binding", Json::object()}};
  const auto verified = verify(maker().make(vector), with_binding());
  INFO(outcome(verified));
  REQUIRE(verified.has_value());
  CHECK(json::to_value(*verified->claims().at("a")) == Json{{"b", 2}});
  CHECK(json::to_value(*verified->claims().at("list")) == Json{1});
  CHECK(verified->claims().size() == 3);
  CHECK(std::set(verified->disclosed().begin(), verified->disclosed().end()) ==
        std::set<std::string>{"/a", "/a/b", "/list/0"});
  CHECK(*verified->key_binding()->string_at("nonce") == test::k_nonce);
  CHECK(*verified->header().string_at("typ") == "dc+sd-jwt");
}

TEST_CASE("sd_jwt gives back every claim that was issued, with everything revealed", "[sd_jwt]") {
  const std::vector<std::string> pointers = {"/given_name",   "/family_name",    "/address",
                                             "/address/city", "/results/0",      "/results/2",
                                             "/results/4",    "/results/4/grade"};
  const std::string text = issue(k_claims, options(pointers));
  CHECK(same(claims_of(text), k_claims));
  CHECK(std::ranges::count(text, '~') == 9);
  const auto found = pointers_of(text);
  CHECK(std::set(found.begin(), found.end()) == std::set(pointers.begin(), pointers.end()));
}

TEST_CASE("sd_jwt issues claims without anything to hide as a JWT with a tilde", "[sd_jwt]") {
  const std::string text = issue(k_claims, options({}));
  CHECK(std::ranges::count(text, '~') == 1);
  CHECK(text.ends_with('~'));
  CHECK(payload_of(text).find("_sd") == std::string::npos);
  CHECK(same(claims_of(text), k_claims));
}

TEST_CASE("sd_jwt shows a verifier what the holder chose and nothing else", "[sd_jwt]") {
  const std::string text =
      issue(k_claims, options({"/given_name", "/family_name", "/address", "/results/0"}));
  const std::string shown = present(text, {"/given_name"});
  const Json claims = claims_of(shown);
  CHECK(claims.at("given_name") == "Zoë");
  CHECK_FALSE(claims.contains("family_name"));
  CHECK_FALSE(claims.contains("address"));
  CHECK(claims.at("results") == Json{8, nullptr, "pass", {{"grade", 9}}});
  CHECK(std::ranges::count(shown, '~') == 2);
}

TEST_CASE("sd_jwt leaves what is hidden out of the text, its salt too", "[sd_jwt]") {
  const std::string text = issue(k_claims, options({"/given_name", "/address/city", "/results/3"}));
  const std::string shown = present(text, {"/results/3"});
  std::string readable = payload_of(shown);
  for (std::size_t at = text.find('~') + 1; at < text.size(); at = text.find('~', at) + 1) {
    const std::string disclosure = text.substr(at, text.find('~', at) - at);
    const std::string opened(credenza::as_text(*credenza::from_base64url(disclosure)));
    const bool kept = opened.find("pass") != std::string::npos;
    CHECK((shown.find(disclosure) != std::string::npos) == kept);
    const std::string salt = opened.substr(2, 22);
    CHECK((shown + readable).find(salt) == std::string::npos);
    if (kept) readable += opened;
  }
  CHECK(readable.find("Zo") == std::string::npos);
  CHECK(readable.find("Delft") == std::string::npos);
  CHECK(readable.find("pass") != std::string::npos);
}

TEST_CASE("sd_jwt reveals what a claim hangs on, and all that is in it", "[sd_jwt]") {
  const std::string text =
      issue(k_claims, options({"/address", "/address/city", "/address/street", "/results/4",
                               "/results/4/grade", "/given_name"}));
  CHECK(claims_of(present(text, {"/address/city"})).at("address") == Json{{"city", "Delft"}});
  CHECK(same(claims_of(present(text, {"/address"})).at("address"), k_claims.at("address")));
  CHECK(claims_of(present(text, {"/results"})).at("results") == k_claims.at("results"));
  CHECK(same(claims_of(present(text, {""})), k_claims));
  CHECK_FALSE(claims_of(present(text, {})).contains("address"));
}

TEST_CASE("sd_jwt does not take a name for the beginning of another", "[sd_jwt]") {
  const Json claims = {{"a", 1}, {"ab", 2}, {"a/b", 3}, {"a~b", 4}, {"", 5}};
  const std::string text = issue(claims, options({"/a", "/ab", "/a~1b", "/a~0b", "/"}));
  for (const auto& [pointer, name] : std::vector<std::pair<std::string, std::string>>{
           {"/a", "a"}, {"/ab", "ab"}, {"/a~1b", "a/b"}, {"/a~0b", "a~b"}, {"/", ""}}) {
    INFO(pointer);
    CHECK(claims_of(present(text, {pointer})) == Json{{name, claims.at(name)}});
  }
}

TEST_CASE("sd_jwt tells the holder what can be revealed, with its value", "[sd_jwt]") {
  const std::string text = issue(k_claims, options({"/address", "/address/city", "/results/3"}));
  const auto list = sd_jwt::disclosable(*SdJwt::parse(text));
  REQUIRE(list.has_value());
  REQUIRE(list->size() == 3);
  const auto& results = (*list)[0];
  CHECK(results.pointer == "/results/3");
  CHECK_FALSE(results.name.has_value());
  CHECK(results.value == "\"pass\"");
  const auto& address = (*list)[1];
  CHECK(address.pointer == "/address");
  CHECK(address.name == "address");
  CHECK(same(Json::parse(address.value), k_claims.at("address")));
  CHECK((*list)[2].pointer == "/address/city");
}

TEST_CASE("sd_jwt refuses to reveal what is not there", "[sd_jwt]") {
  const std::string text = issue(k_claims, options({"/given_name", "/results/0"}));
  const auto held = SdJwt::parse(text);
  for (const std::string pointer : {"/nickname", "given_name", "/results/5", "/results/00",
                                    "/results/-", "/given_name/x", "/given_name/"}) {
    INFO(pointer);
    CHECK(outcome(sd_jwt::present(*held, std::vector{pointer})) == "not_found " + pointer);
  }
}

TEST_CASE("sd_jwt binds a presentation to its receiver", "[sd_jwt]") {
  auto how = options({"/given_name", "/family_name"});
  how.holder = maker().holder().public_key();
  const std::string text = issue(k_claims, how);
  const KeyBinding binding{std::string(test::k_employer),
                           std::string(test::k_nonce),
                           test::SdJwtMaker::now(),
                           {{"transaction_data_hashes", {"x"}}}};
  const std::vector<std::string> reveal{"/given_name"};
  const auto shown = sd_jwt::present(*SdJwt::parse(text), reveal, binding, maker().holder());
  REQUIRE(shown.has_value());
  const auto verified = verify(*shown, with_binding());
  INFO(outcome(verified));
  REQUIRE(verified.has_value());
  CHECK(*verified->claims().string_at("given_name") == "Zoë");
  CHECK(verified->key_binding()->find("transaction_data_hashes"));

  auto for_another = with_binding();
  for_another.key_binding->audience = "https://thief.example";
  CHECK(outcome(verify(*shown, for_another)) == "mismatch key_binding/aud");
  auto asked_again = with_binding();
  asked_again.key_binding->nonce = "another";
  CHECK(outcome(verify(*shown, asked_again)) == "mismatch key_binding/nonce");
  auto later = with_binding();
  later.claims.now += std::chrono::seconds(361);
  CHECK(outcome(verify(*shown, later)) == "expired key_binding/iat");
  CHECK(outcome(verify(*shown, plain())) == "forbidden key_binding");
  // Who presents again leaves the former signature behind.
  CHECK(present(*shown, {}) == present(text, {}));
  const auto again = SdJwt::parse(*shown);
  CHECK(again->text() == present(text, reveal));
}

TEST_CASE("sd_jwt can be asked what the issuer said, whoever presents it", "[sd_jwt]") {
  const Json vector = {{"payload", {{"cnf", "#holder"}, {"sub", "x"}}},
                       {"key_binding", Json::object()}};
  auto parsed = SdJwt::parse(maker().make(vector));
  REQUIRE(parsed.has_value());
  REQUIRE(parsed->has_key_binding());
  const auto verified =
      VerifiedSdJwt::verify((*std::move(parsed)).without_key_binding(), maker().issuer(), plain());
  REQUIRE(verified.has_value());
  CHECK(*verified->claims().string_at("sub") == "x");
  CHECK_FALSE(verified->key_binding().has_value());
}

TEST_CASE("sd_jwt signs for a receiver with the key of the credential only", "[sd_jwt]") {
  const KeyBinding binding{std::string(test::k_employer), "n", test::SdJwtMaker::now()};
  const std::vector<std::string> reveal;
  const auto present_with = [&](const Json& payload, const KeyBinding& said,
                                const credenza::crypto::Signer& key) {
    const std::string text = maker().make({{"payload", payload}});
    return outcome(sd_jwt::present(*SdJwt::parse(text), reveal, said, key));
  };
  const Json bound = {{"cnf", "#holder"}};
  CHECK(present_with(bound, binding, maker().holder()) == "ok");
  CHECK(present_with(bound, binding, maker().issuer_key()) == "mismatch claims/cnf");
  CHECK(present_with(Json::object(), binding, maker().holder()) == "missing claims/cnf");
  KeyBinding twice = binding;
  twice.claims = {{"aud", "https://thief.example"}};
  CHECK(present_with(bound, twice, maker().holder()) == "conflict key_binding/aud");
}

TEST_CASE("sd_jwt uses the hash algorithm that the issuer chose, for digests and for sd_hash",
          "[sd_jwt]") {
  for (const auto& [hash, name] : {std::pair{credenza::crypto::HashAlgorithm::sha256, "sha-256"},
                                   std::pair{credenza::crypto::HashAlgorithm::sha384, "sha-384"},
                                   std::pair{credenza::crypto::HashAlgorithm::sha512, "sha-512"}}) {
    INFO(name);
    auto how = options({"/given_name", "/family_name"});
    how.hash = hash;
    how.holder = maker().holder().public_key();
    const std::string text = issue(k_claims, how);
    CHECK(Json::parse(payload_of(text)).at("_sd_alg") == name);
    const std::vector<std::string> reveal{"/family_name"};
    const auto shown = sd_jwt::present(
        *SdJwt::parse(text), reveal,
        {std::string(test::k_employer), std::string(test::k_nonce), test::SdJwtMaker::now()},
        maker().holder());
    REQUIRE(shown.has_value());
    const auto verified = verify(*shown, with_binding());
    INFO(outcome(verified));
    REQUIRE(verified.has_value());
    CHECK(verified->disclosed() == reveal);
    CHECK_FALSE(verified->claims().find("_sd_alg"));
  }
}

TEST_CASE("sd_jwt puts digests in an order that says nothing of the claims", "[sd_jwt]") {
  Json claims;
  std::vector<std::string> pointers;
  for (int i = 0; i < 20; ++i) {
    claims["claim" + std::to_string(i)] = i;
    pointers.push_back("/claim" + std::to_string(i));
  }
  const auto digests = Json::parse(payload_of(issue(claims, options(pointers)))).at("_sd");
  std::vector<credenza::Bytes> bytes;
  for (const Json& digest : digests)
    bytes.push_back(*credenza::from_base64url(digest.get<std::string>()));
  CHECK(bytes.size() == 20);
  CHECK(std::ranges::is_sorted(bytes));
}

TEST_CASE("sd_jwt gives every disclosure a salt of its own", "[sd_jwt]") {
  const Json claims = {{"a", {"yes", "yes", "yes", "yes"}}};
  const std::string text = issue(claims, options({"/a/0", "/a/1", "/a/2", "/a/3"}));
  const Json payload = Json::parse(payload_of(text));
  std::set<Json> digests;
  for (const Json& item : payload.at("a"))
    digests.insert(item.at("..."));
  CHECK(digests.size() == 4);
  CHECK(same(claims_of(text), claims));
}

TEST_CASE("sd_jwt hides how many claims there are among decoys", "[sd_jwt]") {
  auto how = options({"/given_name", "/results/1", "/address/city"});
  how.decoys = {{"", 4}, {"/results", 3}, {"/address", 2}};
  const std::string text = issue(k_claims, how);
  const Json payload = Json::parse(payload_of(text));
  CHECK(payload.at("_sd").size() == 5);
  CHECK(payload.at("results").size() == 8);
  CHECK(payload.at("address").at("_sd").size() == 3);
  CHECK(std::ranges::count(text, '~') == 4);
  CHECK(same(claims_of(text), k_claims));
  // The elements stay in their order, wherever decoys stand between them.
  CHECK(claims_of(present(text, {})).at("results") == Json{7.5, nullptr, "pass", {{"grade", 9}}});
}

TEST_CASE("sd_jwt spreads decoys over a whole list", "[sd_jwt]") {
  const Json claims = {{"list", {1, 2, 3, 4}}};
  auto how = options({"/list/0", "/list/1", "/list/2", "/list/3"});
  how.decoys = {{"/list", 1}};
  std::set<std::size_t> places;
  for (int i = 0; i < 100; ++i) {
    test::SeededRandom random("decoy" + std::to_string(i));
    const auto document = test::document(claims);
    const auto text = sd_jwt::issue(document.root(), how, maker().issuer_key(), random);
    REQUIRE(text.has_value());
    std::set<std::string> known;
    for (std::size_t at = text->find('~') + 1; at < text->size(); at = text->find('~', at) + 1)
      known.insert(test::sha256_base64url(text->substr(at, text->find('~', at) - at)));
    const Json list = Json::parse(payload_of(*text)).at("list");
    REQUIRE(list.size() == 5);
    for (std::size_t place = 0; place < list.size(); ++place)
      if (!known.contains(list[place].at("..."))) places.insert(place);
  }
  CHECK(places.size() == 5);
}

TEST_CASE("sd_jwt can count elements as they were issued", "[sd_jwt]") {
  const std::string text = issue(k_claims, options({"/results/0", "/results/3", "/given_name"}));
  const auto verified = verify(present(text, {"/results/3"}), plain());
  REQUIRE(verified.has_value());
  CHECK(verified->disclosed() == std::vector<std::string>{"/results/2"});
  const auto issued = verified->as_issued();
  REQUIRE(issued.has_value());
  CHECK(issued->disclosed == std::vector<std::string>{"/results/3"});
  const Json results = json::to_value(*issued->claims.root().at("results"));
  CHECK(results.size() == 5);
  CHECK(results[0].contains("..."));
  CHECK(results[3] == "pass");
  CHECK_FALSE(issued->claims.root().find("given_name"));
}

TEST_CASE("sd_jwt does not issue what verifiers would have to refuse", "[sd_jwt]") {
  const auto refused = [](const Json& claims, const sd_jwt::IssueOptions& how) {
    return outcome(try_issue(claims, how));
  };
  CHECK(refused(Json::array(), options({})) == "malformed ");
  CHECK(refused({{"_sd", {"x"}}}, options({})) == "forbidden /_sd");
  CHECK(refused({{"a", {{{"...", "x"}}}}}, options({})) == "forbidden /a/0/...");
  CHECK(refused({{"a", {{"_sd_alg", "x"}}}}, options({"/a"})) == "forbidden /a/_sd_alg");
  CHECK(refused(k_claims, options({"/iss"})) == "forbidden /iss");
  CHECK(refused(k_claims, options({"/given_name", "/exp"})) == "forbidden /exp");
  CHECK(refused({{"cnf", {{"jwk", {{"kty", "EC"}}}}}}, options({"/cnf/jwk"})) ==
        "forbidden /cnf/jwk");
  CHECK(refused({{"aud", {"a", "b"}}}, options({"/aud"})) == "forbidden /aud");
  CHECK(refused({{"aud", {"a", "b"}}}, options({"/aud/0"})) == "ok");
  CHECK(refused({{"issued", 1}}, options({"/issued"})) == "ok");
  CHECK(refused(k_claims, options({"/nickname"})) == "not_found /nickname");
  CHECK(refused(k_claims, options({"/results/5"})) == "not_found /results/5");
  CHECK(refused(k_claims, options({""})) == "not_found ");
  auto decoys = options({});
  decoys.decoys = {{"/given_name", 1}};
  CHECK(refused(k_claims, decoys) == "not_found /given_name");
  auto bound = options({});
  bound.holder = maker().holder().public_key();
  CHECK(refused({{"cnf", Json::object()}}, bound) == "conflict /cnf");
  auto header = options({});
  header.header = {{"alg", "none"}};
  CHECK(refused(k_claims, header) == "forbidden header/alg");
}

TEST_CASE("sd_jwt keeps values as they are, whatever they look like", "[sd_jwt]") {
  const auto claims = test::document(
      R"({"n":[0,-1,9007199254740993,-9223372036854775808,18446744073709551615,0.1,1e300,-2.5e-7],)"
      R"("s":["","\u0000\u001f","\"\\/","é\ud83d\ude00","\u2028"],"b":[true,false,null],"e":[{},[]]})");
  test::SeededRandom random;
  for (const std::vector<std::string>& pointers :
       {std::vector<std::string>{}, std::vector<std::string>{"/n", "/s", "/b", "/e"},
        std::vector<std::string>{"/n/2", "/n/4", "/s/1", "/s/3", "/e/0", "/e/1", "/b/2"}}) {
    const auto text = sd_jwt::issue(claims.root(), options(pointers), maker().issuer_key(), random);
    REQUIRE(text.has_value());
    const auto verified = verify(*text, plain());
    REQUIRE(verified.has_value());
    CHECK(json::equal(verified->claims(), claims.root()));
  }
}

TEST_CASE("sd_jwt sees any one character changed", "[sd_jwt]") {
  const Json vector = {{"payload", {{"cnf", "#holder"}, {"_sd", {"#0"}}}},
                       {"disclosures", {{"salt", "a", 1}}},
                       {"key_binding", Json::object()}};
  const std::string text = maker().make(vector);
  REQUIRE(verify(text, with_binding()).has_value());
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string changed = text;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    INFO(i);
    CHECK_FALSE(verify(changed, with_binding()).has_value());
  }
}
