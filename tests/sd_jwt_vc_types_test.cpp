#include <catch2/catch.hpp>

#include "sd_jwt_vc/integrity.h"
#include "sd_jwt_vc/type_metadata.h"
#include "support/sd_jwt_maker.h"

using credenza::Json;
using credenza::sd_jwt_vc::Reader;
using credenza::sd_jwt_vc::TypeCatalog;

namespace json = credenza::json;
namespace sd_jwt = credenza::sd_jwt;
namespace test = credenza::test;
namespace vc = credenza::sd_jwt_vc;

namespace {

constexpr std::string_view k_draft = "openid/sd-jwt-vc/draft-19-json/";

template <class T>
std::string outcome(const credenza::Result<T>& result) {
  if (result) return "ok";
  return std::string(to_string(result.error().code)) + " " + result.error().where;
}

/// What resolving "a" gives with these documents.
std::string resolved(const std::vector<Json>& documents) {
  TypeCatalog catalog;
  for (const Json& document : documents) {
    const auto added = catalog.add(document.dump());
    if (!added) return outcome(added);
  }
  return outcome(vc::resolve_type(catalog, "a", std::nullopt));
}

Json rule(const Json& path, const Json& more) {
  Json out = {{"path", path}};
  out.update(more);
  return out;
}

/// A credential of type "a" against rules, as `reader` sees it.
std::string checked(const Json& claims, const Json& payload, const Json& disclosures,
                    Reader reader) {
  const test::SdJwtMaker maker;
  TypeCatalog catalog;
  REQUIRE(catalog.add(Json{{"vct", "a"}, {"claims", claims}}.dump()).has_value());
  Json whole = payload;
  whole["vct"] = "a";
  const std::string text = maker.make({{"payload", whole}, {"disclosures", disclosures}});
  const auto credential = vc::VerifiedCredential::verify(
      *sd_jwt::SdJwt::parse(text), maker.issuer(),
      {.claims = {.now = test::SdJwtMaker::now(), .allow_missing_expiration = true}});
  INFO(outcome(credential));
  REQUIRE(credential.has_value());
  const auto type = vc::resolve_type(catalog, "a", std::nullopt);
  REQUIRE(type.has_value());
  return outcome(vc::check_claim_rules(*type, *credential, reader));
}

}  // namespace

TEST_CASE("sd_jwt_vc extends types as the draft's example does", "[sd_jwt_vc]") {
  NEEDS_PUBLIC_DATA();
  const auto read = [](const std::string& number) {
    return test::read_public(std::string(k_draft) + number +
                             "-example-for-extending-type-metadata.json");
  };
  TypeCatalog catalog;
  REQUIRE(catalog.add(read("07")).has_value());
  REQUIRE(catalog.add(read("08")).has_value());
  const auto type = vc::resolve_type(catalog, "https://example.com/custom-type-metadata", {});
  INFO(outcome(type));
  REQUIRE(type.has_value());
  CHECK(type->types.size() == 2);
  const auto effective = test::document(read("09"));
  const json::Cursor expected = *effective.root().at("claims");
  REQUIRE(type->claims.size() == expected.size());
  std::size_t i = 0;
  for (const json::Cursor claim : expected.items()) {
    CHECK(json::equal(*type->claims[i].display, *claim.at("display")));
    ++i;
  }
  CHECK(vc::to_text(type->claims[1].path) == "/address/city");
}

TEST_CASE("sd_jwt_vc reads the type metadata of the draft and of the EU wallet", "[sd_jwt_vc]") {
  NEEDS_PUBLIC_DATA();
  TypeCatalog catalog;
  CHECK(outcome(catalog.add(
            test::read_public(std::string(k_draft) + "11-example-type-metadata.json"))) == "ok");
  CHECK(outcome(catalog.add(test::read_public("openid/sd-jwt/sdjwt-kt/pid_arf_v18.json"))) == "ok");
  const auto type = vc::resolve_type(catalog, "urn:eudi:pid:1", {});
  REQUIRE(type.has_value());
  const auto display = vc::display_for(*type->display, {"nl", "en-GB"});
  REQUIRE(display.has_value());
  CHECK(*display->string_at("name") == "PID");
}

TEST_CASE("sd_jwt_vc refuses types that loosen, circle or are not there", "[sd_jwt_vc]") {
  const auto with = [](const Json& claim) {
    return Json{{"vct", "b"}, {"claims", {rule({"x"}, claim)}}};
  };
  const auto over = [](const Json& claim) {
    return Json{{"vct", "a"}, {"extends", "b"}, {"claims", {rule({"x"}, claim)}}};
  };
  CHECK(resolved({over({{"sd", "always"}}), with({{"sd", "allowed"}})}) == "ok");
  CHECK(resolved({over({{"sd", "never"}}), with(Json::object())}) == "ok");
  CHECK(resolved({over({{"mandatory", true}}), with({{"mandatory", false}})}) == "ok");
  CHECK(resolved({over({{"sd", "allowed"}}), with({{"sd", "always"}})}) ==
        "conflict a/claims/0/sd");
  CHECK(resolved({over({{"sd", "always"}}), with({{"sd", "never"}})}) == "conflict a/claims/0/sd");
  CHECK(resolved({over({{"mandatory", false}}), with({{"mandatory", true}})}) ==
        "conflict a/claims/0/mandatory");
  CHECK(resolved({{{"vct", "a"}, {"extends", "b"}}, {{"vct", "b"}, {"extends", "a"}}}) ==
        "conflict a");
  CHECK(resolved({{{"vct", "a"}, {"extends", "a"}}}) == "conflict a");
  CHECK(resolved({{{"vct", "a"}, {"extends", "b"}}}) == "not_found b");
  CHECK(resolved({{{"vct", "b"}}}) == "not_found a");
  CHECK(resolved({{{"vct", "a"}}, {{"vct", "a"}}}) == "conflict /vct");
  CHECK(resolved({{{"vct", "a"}, {"claims", {{{"path", Json::array()}}}}}}) ==
        "malformed /claims/0/path");
  CHECK(resolved({{{"vct", "a"}, {"claims", {rule({-1}, Json::object())}}}}) ==
        "malformed /claims/0/path/0");
  CHECK(resolved({{{"vct", "a"}, {"claims", {rule({"x"}, {{"sd", "maybe"}})}}}}) ==
        "malformed /claims/0/sd");
}

TEST_CASE("sd_jwt_vc holds a document to the digest that names it", "[sd_jwt_vc]") {
  // SHA-256 and SHA-384 of "abc" (FIPS 180-4).
  const std::string sha256 = "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=";
  const std::string sha384 =
      "sha384-ywB1P0WjXou1oD1pmsZQBycsMqsO3tFjGotgWkP/W+2AhgcroefMI1i67KE0yCWn";
  const auto check = [](const std::string& metadata, std::string_view text) {
    return outcome(vc::check_integrity(metadata, credenza::as_bytes(text)));
  };
  CHECK(check(sha256, "abc") == "ok");
  CHECK(check(sha384, "abc") == "ok");
  CHECK(check(sha256, "abd") == "mismatch ");
  CHECK(check("md5-AAAA " + sha256, "abc") == "ok");
  CHECK(check(sha256 + "?x=y", "abc") == "ok");
  CHECK(check("sha256-AAAA " + sha256, "abc") == "ok");
  // The strongest decides, though the weaker one matches.
  CHECK(check(sha256 + " sha384-AAAA", "abc") == "mismatch ");
  CHECK(check("md5-AAAA", "abc") == "unsupported ");
  CHECK(check("sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa1=", "abc") == "mismatch ");
  CHECK(check("sha256-un_W", "abc") == "malformed ");
  CHECK(check(" ", "abc") == "malformed ");
}

TEST_CASE("sd_jwt_vc holds a credential to the rules of its type", "[sd_jwt_vc]") {
  const Json always = {rule({"name"}, {{"sd", "always"}, {"mandatory", true}})};
  const Json never = {rule({"name"}, {{"sd", "never"}, {"mandatory", true}})};
  const Json hidden = {{"_sd", {"#0"}}};
  const Json name = {{"salt", "name", "An"}};
  const Json none = Json::array();
  CHECK(checked(always, hidden, name, Reader::verifier) == "ok");
  CHECK(checked(always, {{"name", "An"}}, none, Reader::verifier) == "forbidden claims/name");
  CHECK(checked(never, hidden, name, Reader::verifier) == "forbidden claims/name");
  CHECK(checked(never, {{"name", "An"}}, none, Reader::verifier) == "ok");
  // What is absent was not issued for a holder; for a verifier it may be hidden.
  CHECK(checked(always, Json::object(), none, Reader::holder) == "missing claims/name");
  CHECK(checked(always, Json::object(), none, Reader::verifier) == "ok");
  CHECK(checked(never, Json::object(), none, Reader::verifier) == "missing claims/name");
  const Json second = {rule({"list", 1}, {{"sd", "always"}})};
  const Json list = {
      {"list", {{{"...", "X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0"}}, {{"...", "#0"}}}}};
  CHECK(checked(second, list, Json::array({Json::array({"salt", 7})}), Reader::verifier) == "ok");
  CHECK(checked(second, {{"list", {6, 7}}}, none, Reader::verifier) == "forbidden claims/list/1");
  const Json deep = {rule({"list", nullptr, "grade"}, {{"sd", "never"}})};
  CHECK(checked(deep, {{"list", {{{"grade", 7}}}}}, none, Reader::verifier) == "ok");
  CHECK(checked(deep, {{"list", {7}}}, none, Reader::verifier) == "malformed claims/list/*/grade");
}
