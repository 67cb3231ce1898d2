// What a verifier asks for, as a file of a stranger.
#include "presentation_request/presentation_request.h"

#include <catch2/catch.hpp>

#include "data_integrity/data_integrity.h"
#include "did/did.h"
#include "support/ports.h"
#include "support/vectors.h"

using namespace credenza;                        // NOLINT(google-build-using-namespace)
using namespace credenza::presentation_request;  // NOLINT(google-build-using-namespace)

namespace {

const Instant k_now = test::at("2026-11-20T12:00:00Z");

struct NoNetwork final : Fetcher {
  Result<Fetched> fetch(const FetchRequest& /*request*/) override {
    return fail(Code::unavailable, "network", "there is none");
  }
};

Request brouwer() {
  return {"urn:uuid:1",
          {"Brouwer Transport", "did:web:brouwer.example"},
          {{"en", "night shift"}, {"nl", "nachtploeg"}},
          "https://brouwer.example",
          "n-42",
          test::at("2026-12-31T17:00:00Z"),
          {{"a",
            {"MicroCredential", "SafetyCertificate"},
            {"did:web:roc.example"},
            {{"name", true}, {"birth-date", false}}},
           {"b", {"MboCertificate"}, {}, {}}}};
}

crypto::PrivateKey key() {
  test::SeededRandom random;
  return crypto::PrivateKey::generate(crypto::KeyType::ed25519, random);
}

/// The request of whoever has key(), signed by them.
std::string signed_text(Request request) {
  const crypto::PrivateKey own = key();
  request.verifier.id = did::key_did(own.public_key());
  data_integrity::ProofOptions options;
  options.verification_method = did::key_method(own.public_key());
  options.created = k_now;
  return *data_integrity::add_proof(*json::to_document(to_json(request)), options, own);
}

Result<Identity> identity_of(const std::string& text) {
  const json::Document document = *parse(text);
  NoNetwork network;
  did::Resolver resolver(network);
  return identity(document, *read(document.root()), resolver, k_now);
}

}  // namespace

TEST_CASE("presentation_request: what is written is read as it was", "[request]") {
  const std::string text = *json::to_text(to_json(brouwer()));
  const json::Document document = *parse(text);
  const auto found = read(document.root());
  REQUIRE(found);
  CHECK(*found == brouwer());
  Request in_no_language = brouwer();
  in_no_language.purpose = {{"", "night shift"}};
  in_no_language.verifier.id.clear();
  const json::Document other = *json::to_document(to_json(in_no_language));
  CHECK(*read(other.root()) == in_no_language);
}

TEST_CASE("presentation_request: one that is wrong is refused with the place", "[request]") {
  const std::string file = test::read_vector("presentation_request/refused.json");
  const json::Document vectors = test::document(file);
  std::size_t seen = 0;
  for (const json::Cursor one : vectors.root().items()) {
    INFO(*one.string_at("name"));
    const json::Document document = *parse(*one.string_at("text"));
    const auto found = read(document.root());
    REQUIRE_FALSE(found.has_value());
    CHECK(to_string(found.error().code) == *one.string_at("code"));
    CHECK(found.error().where == *one.string_at("where"));
    CHECK_FALSE(found.error().detail.empty());
    ++seen;
  }
  CHECK(seen > 35);
  CHECK(parse(std::string(k_max_bytes + 1, ' ')).error().code == Code::out_of_range);
}

TEST_CASE("presentation_request: it can be answered until its end, that second included",
          "[request]") {
  CHECK(check_time(brouwer(), test::at("2026-12-31T17:00:00Z")));
  const auto late = check_time(brouwer(), test::at("2026-12-31T17:00:01Z"));
  REQUIRE_FALSE(late);
  CHECK(late.error().code == Code::expired);
  CHECK(late.error().where == "/until");
}

TEST_CASE("presentation_request: who asks is verified by a signature of the DID that it names",
          "[request]") {
  const auto found = identity_of(signed_text(brouwer()));
  REQUIRE(found);
  CHECK(found->is_verified);
}

TEST_CASE("presentation_request: without a signature it is unknown who asks", "[request]") {
  const auto found = identity_of(*json::to_text(to_json(brouwer())));
  REQUIRE(found);
  CHECK_FALSE(found->is_verified);
  CHECK(found->reason.code == Code::missing);
}

TEST_CASE("presentation_request: a key that cannot be had leaves it unknown who asks",
          "[request]") {
  const crypto::PrivateKey own = key();
  data_integrity::ProofOptions options;
  options.verification_method = "did:web:brouwer.example#k1";
  const std::string text =
      *data_integrity::add_proof(*json::to_document(to_json(brouwer())), options, own);
  const auto found = identity_of(text);
  REQUIRE(found);
  CHECK_FALSE(found->is_verified);
  CHECK(found->reason.code == Code::unavailable);
}

TEST_CASE(
    "presentation_request: a changed one, and one signed by another than it names, are refused",
    "[request]") {
  std::string changed = signed_text(brouwer());
  changed.replace(changed.find("n-42"), 4, "n-43");
  CHECK(identity_of(changed).error().code == Code::bad_signature);
  CHECK(identity_of(changed).error().where == "/proof");

  const crypto::PrivateKey own = key();
  data_integrity::ProofOptions options;
  options.verification_method = did::key_method(own.public_key());
  const std::string other =
      *data_integrity::add_proof(*json::to_document(to_json(brouwer())), options, own);
  CHECK(identity_of(other).error().code == Code::mismatch);

  Request nobody = brouwer();
  nobody.verifier.id.clear();
  const std::string nameless =
      *data_integrity::add_proof(*json::to_document(to_json(nobody)), options, own);
  CHECK(identity_of(nameless).error().code == Code::mismatch);
}
