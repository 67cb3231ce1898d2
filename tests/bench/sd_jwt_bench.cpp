// What an SD-JWT with 20 disclosures costs beside the P-256 operations that it cannot do without.
// Each iteration times a slice of the raw operation and a slice of ours in turn, so that whatever
// else the machine does hits both; `ratio` is raw time over our time: 1.00 would be an SD-JWT that
// costs the signatures alone.
#include <string>
#include <vector>

#include <benchmark/benchmark.h>
#include <openssl/ec.h>
#include <openssl/evp.h>

#include "base/json.h"
#include "base/json_value.h"
#include "crypto/keys.h"
#include "crypto/random.h"
#include "ratio.h"
#include "sd_jwt/sd_jwt.h"

namespace {

using credenza::bench::compare;
using namespace credenza;  // NOLINT(google-build-using-namespace): a program of one file

constexpr std::size_t k_disclosures = 20;
constexpr std::string_view k_typ = "dc+sd-jwt";
constexpr std::string_view k_audience = "https://employer.example";
constexpr std::string_view k_nonce = "n-0S6_WzA2Mj_n-0S6_WzA2Mj";

/// A raw P-256 operation of OpenSSL over a digest, set up as crypto/ecdsa.cpp does: the key once, a
/// copy of the context for each operation.
struct Raw {
  Raw() {
    key = EVP_EC_gen("P-256");
    must(key != nullptr);
    signing = EVP_PKEY_CTX_new_from_pkey(nullptr, key, nullptr);
    verifying = EVP_PKEY_CTX_new_from_pkey(nullptr, key, nullptr);
    must(EVP_PKEY_sign_init(signing) == 1 && EVP_PKEY_verify_init(verifying) == 1);
    sign();
  }
  Raw(const Raw&) = delete;
  Raw& operator=(const Raw&) = delete;
  ~Raw() {
    EVP_PKEY_CTX_free(signing);
    EVP_PKEY_CTX_free(verifying);
    EVP_PKEY_free(key);
  }

  void sign() {
    signature_size = sizeof signature;
    must(EVP_PKEY_sign(signing, signature, &signature_size, digest, sizeof digest) == 1);
  }
  void verify() const {
    must(EVP_PKEY_verify(verifying, signature, signature_size, digest, sizeof digest) == 1);
  }

  EVP_PKEY* key = nullptr;
  EVP_PKEY_CTX* signing = nullptr;
  EVP_PKEY_CTX* verifying = nullptr;
  unsigned char digest[32]{};
  unsigned char signature[80]{};
  std::size_t signature_size = 0;
};

/// An issuer, a holder, and claims of which 20 can be hidden.
struct World {
  World() {
    Json claims{{"iss", "https://school.example"},
                {"iat", 1782892800},
                {"exp", 1893456000},
                {"vct", "https://school.example/types/micro-credential"}};
    for (std::size_t i = 0; i < k_disclosures; ++i) {
      const std::string name = "achievement_" + std::to_string(i);
      claims[name] = "Veilig werken op hoogte, deel " + std::to_string(i);
      options.selectively_disclosable.push_back("/" + name);
      if (i % 2 == 0) half.push_back("/" + name);
    }
    options.typ = k_typ;
    options.header = {{"kid", "key-1"}};
    options.holder = holder.public_key();
    document = *json::to_document(claims);
    issued = *sd_jwt::issue(document.root(), options, issuer, random);
    presented = *sd_jwt::present(
        *sd_jwt::SdJwt::parse(issued), half,
        {.audience = std::string(k_audience), .nonce = std::string(k_nonce), .issued_at = now},
        holder);
  }

  [[nodiscard]] sd_jwt::Expectation expectation() const {
    return {.typ = k_typ,
            .claims = {.issuer = "https://school.example", .now = now},
            .key_binding = sd_jwt::KeyBindingExpectation{k_audience, k_nonce}};
  }

  crypto::SystemRandom random;
  Instant now = *parse_instant("2026-07-01T08:00:00Z");
  crypto::PrivateKey issuer = crypto::PrivateKey::generate(crypto::KeyType::p256, random);
  crypto::PrivateKey holder = crypto::PrivateKey::generate(crypto::KeyType::p256, random);
  sd_jwt::IssueOptions options;
  std::vector<std::string> half;
  json::Document document = *json::Document::parse("{}");
  std::string issued;
  std::string presented;
};

void issue_20_disclosures(benchmark::State& state) {
  World world;
  Raw raw;
  compare(
      state, [&raw] { raw.sign(); },
      [&world] {
        must(sd_jwt::issue(world.document.root(), world.options, world.issuer, world.random)
                 .has_value());
      });
}

void verify_10_of_20_with_key_binding(benchmark::State& state) {
  World world;
  const Raw raw;
  const crypto::PublicKey& issuer = world.issuer.public_key();
  const sd_jwt::Expectation expected = world.expectation();
  compare(
      state,
      [&raw] {
        raw.verify();
        raw.verify();
      },
      [&] {
        auto parsed = sd_jwt::SdJwt::parse(world.presented);
        const auto verified = sd_jwt::VerifiedSdJwt::verify(*std::move(parsed), issuer, expected);
        must(verified.has_value() && verified->disclosed().size() == k_disclosures / 2);
      });
}

}  // namespace

BENCHMARK(issue_20_disclosures)->MinTime(1.0);
BENCHMARK(verify_10_of_20_with_key_binding)->MinTime(1.0);

BENCHMARK_MAIN();
