// SD-JWT against what others published: RFC 9901 itself, the test cases of sd-jwt-python, of the
// drafts, of sd-jwt-js and of eudi-lib-jvm-sdjwt-kt.
#include <algorithm>
#include <array>
#include <cstdio>
#include <set>

#include <catch2/catch.hpp>

#include "sd_jwt/sd_jwt.h"
#include "support/sd_jwt_maker.h"

using credenza::Json;
using credenza::crypto::PublicKey;
using credenza::sd_jwt::KeyBindingExpectation;
using credenza::sd_jwt::SdJwt;
using credenza::sd_jwt::VerifiedSdJwt;

namespace json = credenza::json;
namespace sd_jwt = credenza::sd_jwt;
namespace test = credenza::test;

namespace {

constexpr std::string_view k_rfc = "openid/sd-jwt/rfc9901/vectors.json";
constexpr std::string_view k_rfc_blocks = "openid/sd-jwt/rfc9901/json-blocks.json";

template <class T>
std::string outcome(const credenza::Result<T>& result) {
  if (result) return "ok";
  return std::string(to_string(result.error().code)) + " " + result.error().where;
}

PublicKey key_of(json::Cursor jwk) {
  const auto key = credenza::jose::from_jwk(jwk);
  REQUIRE(key.has_value());
  return *key;
}

/// When the key bindings of the RFC were signed: 1748537244.
credenza::Instant rfc_time() {
  return test::at("2025-05-29T16:47:24Z");
}

sd_jwt::Expectation rfc_expectation(bool key_binding, std::string_view typ) {
  sd_jwt::Expectation out{.typ = typ,
                          .claims = {.now = rfc_time(), .allow_missing_expiration = true}};
  if (key_binding)
    out.key_binding = KeyBindingExpectation{"https://verifier.example.org", "1234567890"};
  return out;
}

/// The last JSON that the RFC shows in a section: the payload after processing.
json::Cursor last_block(json::Cursor blocks, std::string_view section) {
  std::optional<json::Cursor> found;
  for (const json::Cursor block : blocks.items()) {
    if (block.string_at("section")->starts_with(section)) found = *block.at("json");
  }
  REQUIRE(found.has_value());
  return *found;
}

/// The block before the section of that name which has all of `names`.
json::Cursor block_with(json::Cursor blocks, std::string_view section, std::string_view name) {
  std::optional<json::Cursor> found;
  for (const json::Cursor block : blocks.items()) {
    const json::Cursor value = *block.at("json");
    if (block.string_at("section")->starts_with(section) && value.find(name) && !found)
      found = value;
  }
  REQUIRE(found.has_value());
  return *found;
}

std::string output_of(const std::string& command) {
  std::FILE* pipe = ::popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::string out;
  std::array<char, 4096> some{};
  while (const std::size_t got = std::fread(some.data(), 1, some.size(), pipe))
    out.append(some.data(), got);
  REQUIRE(::pclose(pipe) == 0);
  return out;
}

std::vector<std::string> texts(json::Cursor array) {
  std::vector<std::string> out;
  for (const json::Cursor item : array.items())
    out.emplace_back(*item.string());
  return out;
}

/// An issuer, a holder and a verifier who do what a test case of others says.
class Case {
 public:
  explicit Case(json::Cursor said) : said_(said), binding_(*(*said.at("key_binding")).boolean()) {
    sd_jwt::IssueOptions options;
    options.typ = "example+sd-jwt";
    options.selectively_disclosable = texts(*said.at("selectively_disclosable"));
    for (const json::Cursor decoys : (*said.at("decoys")).items()) {
      options.decoys.push_back(
          {std::string(*decoys.string_at("pointer")), *(*decoys.at("count")).unsigned_integer()});
    }
    if (binding_) options.holder = maker_.holder().public_key();
    test::SeededRandom random;
    const auto text = sd_jwt::issue(*said.at("claims"), options, maker_.issuer_key(), random);
    INFO(outcome(text));
    REQUIRE(text.has_value());
    issued_ = *text;
  }

  /// What a verifier ends with.
  [[nodiscard]] Json present(const std::vector<std::string>& reveal) const {
    const auto held = SdJwt::parse(issued_);
    REQUIRE(held.has_value());
    const auto shown = binding_
                           ? sd_jwt::present(*held, reveal,
                                             {std::string(test::k_employer),
                                              std::string(test::k_nonce), test::SdJwtMaker::now()},
                                             maker_.holder())
                           : sd_jwt::present(*held, reveal);
    INFO(outcome(shown));
    REQUIRE(shown.has_value());
    Json compact = verify(SdJwt::parse(*shown));
    CHECK(compact == verify(SdJwt::parse_json(in_json(*shown))));
    return compact;
  }

  [[nodiscard]] const std::string& issued() const { return issued_; }

 private:
  [[nodiscard]] Json verify(credenza::Result<SdJwt> parsed) const {
    INFO(outcome(parsed));
    REQUIRE(parsed.has_value());
    sd_jwt::Expectation expected{.typ = "example+sd-jwt",
                                 .claims = {.now = test::SdJwtMaker::now(),
                                            .leeway = std::chrono::seconds(60),
                                            .allow_missing_expiration = true}};
    if (binding_) expected.key_binding = KeyBindingExpectation{test::k_employer, test::k_nonce};
    const auto verified = VerifiedSdJwt::verify(*std::move(parsed), maker_.issuer(), expected);
    INFO(outcome(verified));
    REQUIRE(verified.has_value());
    Json claims = json::to_value(verified->claims());
    if (binding_) claims.erase("cnf");
    return claims;
  }

  /// The flattened serialization (RFC 9901 §8.2) of a compact one.
  [[nodiscard]] static std::string in_json(const std::string& compact) {
    std::vector<std::string> parts;
    for (std::size_t at = 0; at <= compact.size();) {
      const std::size_t end = std::min(compact.find('~', at), compact.size());
      parts.push_back(compact.substr(at, end - at));
      at = end + 1;
    }
    const std::string& jwt = parts.front();
    const std::size_t first = jwt.find('.');
    const std::size_t second = jwt.rfind('.');
    Json header = {{"disclosures", Json(std::vector(parts.begin() + 1, parts.end() - 1))}};
    if (!parts.back().empty()) header["kb_jwt"] = parts.back();
    return Json{{"protected", jwt.substr(0, first)},
                {"payload", jwt.substr(first + 1, second - first - 1)},
                {"signature", jwt.substr(second + 1)},
                {"header", header}}
        .dump();
  }

  test::SdJwtMaker maker_;
  json::Cursor said_;
  bool binding_;
  std::string issued_;
};

bool same(const Json& a, json::Cursor b) {
  const auto left = test::document(a);
  return json::equal(left.root(), b);
}

}  // namespace

TEST_CASE("sd_jwt verifies every SD-JWT that RFC 9901 shows", "[sd_jwt]") {
  NEEDS_PUBLIC_DATA();
  const auto file = test::document(test::read_public(k_rfc));
  const PublicKey issuer = key_of(*file.root().at("issuer_jwk"));
  int count = 0;
  for (const json::Cursor vector : (*file.root().at("vectors")).items()) {
    INFO(*vector.string_at("section") << ", SD-JWT " << count);
    std::string text(*vector.string_at("sd_jwt"));
    // Section 5.1 shows the issuer-signed JWT by itself, before the disclosures are put behind it.
    if (text.find('~') == std::string::npos) text += '~';
    auto parsed = SdJwt::parse(text);
    REQUIRE(parsed.has_value());
    const bool bound = vector.find("kb_jwt").has_value();
    CHECK(parsed->has_key_binding() == bound);
    CHECK(json::equal(parsed->payload(), *vector.at("issuer_payload")));
    const std::string typ(*(*vector.at("issuer_header")).string_at("typ"));
    const auto verified =
        VerifiedSdJwt::verify(*std::move(parsed), issuer, rfc_expectation(bound, typ));
    INFO(outcome(verified));
    REQUIRE(verified.has_value());
    CHECK(verified->disclosed().size() == (*vector.at("disclosures")).size());
    if (bound) {
      CHECK(json::equal(*(*verified->claims().at("cnf")).at("jwk"), *file.root().at("holder_jwk")));
      CHECK(json::equal(*verified->key_binding(), *(*vector.at("kb_jwt")).at("payload")));
    }
    ++count;
  }
  CHECK(count == 9);
}

TEST_CASE("sd_jwt ends with the payloads that RFC 9901 shows", "[sd_jwt]") {
  NEEDS_PUBLIC_DATA();
  const auto file = test::document(test::read_public(k_rfc));
  const auto blocks = test::document(test::read_public(k_rfc_blocks));
  const PublicKey issuer = key_of(*file.root().at("issuer_jwk"));
  std::set<std::string> sections;
  for (const json::Cursor vector : (*file.root().at("vectors")).items()) {
    const std::string section(*vector.string_at("section"));
    // Of the issued one the RFC shows no processed payload.
    const bool issued = section.starts_with("5.1") || (*vector.at("disclosures")).size() > 6;
    if (issued) continue;
    INFO(section);
    const bool bound = vector.find("kb_jwt").has_value();
    const std::string typ(*(*vector.at("issuer_header")).string_at("typ"));
    auto parsed = SdJwt::parse(*vector.string_at("sd_jwt"));
    const auto verified =
        VerifiedSdJwt::verify(*std::move(parsed), issuer, rfc_expectation(bound, typ));
    REQUIRE(verified.has_value());
    // Section 5.2 goes on with an example that is not signed.
    const json::Cursor shown = section.starts_with("5.2")
                                   ? block_with(blocks.root(), section, "nationalities")
                                   : last_block(blocks.root(), section);
    CHECK(json::equal(verified->claims(), shown));
    sections.insert(section.substr(0, 3));
  }
  CHECK(sections == std::set<std::string>{"5.2", "A.1", "A.2", "A.3", "A.4"});
}

TEST_CASE("sd_jwt reads the JSON serializations that RFC 9901 shows", "[sd_jwt]") {
  NEEDS_PUBLIC_DATA();
  const auto file = test::document(test::read_public(k_rfc));
  const auto blocks = test::document(test::read_public(k_rfc_blocks));
  const PublicKey issuer = key_of(*file.root().at("issuer_jwk"));
  int count = 0;
  for (const json::Cursor block : (blocks.root()).items()) {
    const json::Cursor value = *block.at("json");
    if (!block.string_at("section")->starts_with("8.")) continue;
    INFO(*block.string_at("section") << ", example " << count);
    auto parsed = SdJwt::parse_json(json::to_value(value).dump());
    INFO(outcome(parsed));
    REQUIRE(parsed.has_value());
    const bool bound = parsed->has_key_binding();
    CHECK(bound == (count > 0));
    const auto verified =
        VerifiedSdJwt::verify(*std::move(parsed), issuer, rfc_expectation(bound, "example+sd-jwt"));
    INFO(outcome(verified));
    REQUIRE(verified.has_value());
    CHECK(*verified->claims().string_at("given_name") == "John");
    CHECK(verified->claims().find("birthdate").has_value() == (count == 0));
    ++count;
  }
  CHECK(count == 3);
}

TEST_CASE("sd_jwt does what every test case of other implementations says", "[sd_jwt]") {
  NEEDS_PUBLIC_DATA();
  const auto cases = test::document(output_of("python3 " CREDENZA_VECTORS "/../sd_jwt_cases.py "
                                              "'" CREDENZA_TEST_DATA "/openid/sd-jwt'"));
  int expected = 0;
  for (const json::Cursor said : cases.root().items()) {
    INFO(*said.string_at("name"));
    const Case one(said);
    CHECK(same(one.present({""}), *said.at("claims")));
    const auto pointers = texts(*said.at("selectively_disclosable"));
    const auto held = SdJwt::parse(one.issued());
    const auto list = sd_jwt::disclosable(*held);
    REQUIRE(list.has_value());
    std::set<std::string> found;
    for (const auto& disclosable : *list)
      found.insert(disclosable.pointer);
    CHECK(found == std::set(pointers.begin(), pointers.end()));
    const Json shown = one.present(texts(*said.at("reveal")));
    if ((*said.at("expected")).is_null()) continue;
    INFO(shown.dump());
    // sd-jwt-js expects nothing where RFC 9901 §7.1 step 3e leaves an empty object; the same case
    // of sd-jwt-python expects that object.
    const bool known = *said.string_at("name") == "testcases-json/array_none_disclosed.json";
    CHECK(same(shown, *said.at("expected")) != known);
    if (known) CHECK(shown == Json{{"is_over", Json::object()}});
    ++expected;
  }
  CHECK(cases.root().size() == 65);
  CHECK(expected == 35);
}

TEST_CASE("sd_jwt reads the tokens of eudi-lib-jvm-sdjwt-kt, but knows no RSA", "[sd_jwt]") {
  NEEDS_PUBLIC_DATA();
  for (const auto& [file, pointers] : std::vector<std::pair<std::string, std::set<std::string>>>{
           {"exampleIssuanceSdJwt.txt",
            {"/address/street_address", "/address/locality", "/address/region",
             "/address/country"}},
           {"examplePresentationSdJwt.txt", {"/address/locality", "/address/region"}}}) {
    INFO(file);
    std::string text = test::read_public("openid/sd-jwt/sdjwt-kt/" + file);
    text.erase(text.find_last_not_of("\r\n ") + 1);
    auto parsed = SdJwt::parse(text);
    REQUIRE(parsed.has_value());
    const auto list = sd_jwt::disclosable(*parsed);
    INFO(outcome(list));
    REQUIRE(list.has_value());
    std::set<std::string> found;
    for (const auto& one : *list)
      found.insert(one.pointer);
    CHECK(found == pointers);
    const test::SdJwtMaker maker;
    CHECK(outcome(VerifiedSdJwt::verify(*std::move(parsed), maker.issuer(),
                                        rfc_expectation(false, ""))) == "mismatch header/alg");
  }
}
