// What one credential costs beside the signature operation that it cannot do without. Each
// iteration times a slice of the raw operation and a slice of ours in turn, so that whatever else
// the machine does hits both; `ratio` is raw time over our time: 1.00 would be a verification or an
// issue that costs the signature alone.
#include <fstream>
#include <iterator>
#include <string>

#include <benchmark/benchmark.h>
#include <sodium.h>

#include "base/json.h"
#include "base/json_value.h"
#include "cid/cid.h"
#include "data_integrity/data_integrity.h"
#include "did/did.h"
#include "jcs/jcs.h"
#include "ratio.h"
#include "status_list/status_list.h"
#include "support/ports.h"
#include "verify/verify.h"

namespace {

using credenza::bench::compare;
using namespace credenza;  // NOLINT(google-build-using-namespace): a program of one file

constexpr std::string_view k_issuer = "did:web:credentials.example.edu";
constexpr std::string_view k_method = "did:web:credentials.example.edu#key-1";

std::string read(const std::string& path) {
  std::ifstream stream(std::string(CREDENZA_TEST_DATA) + "/" + path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

class Friend final : public verify::TrustAnchors {
 public:
  [[nodiscard]] Result<verify::Vouched> vouches_for(
      std::string_view /*issuer*/, const verify::CredentialTypes& /*types*/,
      const verify::TrustMoment& /*moment*/) const override {
    return verify::Vouched{.name = "Example Institute of Technology"};
  }
};

/// The issuer with its key, its published documents and one credential.
struct World {
  World()
      : key(crypto::PrivateKey::generate(crypto::KeyType::ed25519, random)),
        resolver(town),
        statuses(town, resolver),
        document(*json::Document::parse(read("bench/credential.json"))) {
    cid::VerificationMethod method{
        std::string(k_method), std::string(k_issuer), key.public_key(), {}, {}};
    must(bool(resolver.add_document(k_issuer, cid::make_document(k_issuer, {method}).dump())));
    const auto list = status_list::StatusList::create(status_list::k_minimum_entries);
    const Json unsecured =
        status_list::make_credential({.id = "https://credentials.example.edu/status/3",
                                      .issuer = std::string(k_issuer),
                                      .purpose = "revocation",
                                      .valid_from = now,
                                      .valid_until = std::nullopt,
                                      .ttl = std::nullopt},
                                     *list);
    must(bool(statuses.add_document(
        *data_integrity::add_proof(*json::to_document(unsecured), options(), key))));
    secured = *data_integrity::add_proof(document, options(), key);
  }

  [[nodiscard]] data_integrity::ProofOptions options() const {
    data_integrity::ProofOptions out;
    out.verification_method = k_method;
    out.created = now;
    return out;
  }

  test::SeededRandom random;
  test::Town town;
  Instant now = *parse_instant("2026-07-01T00:00:00Z");
  crypto::PrivateKey key;
  did::Resolver resolver;
  verify::StatusLists statuses;
  Friend anchors;
  json::Document document;
  std::string secured;
};

/// A raw Ed25519 operation of libsodium over the 64 bytes that a Data Integrity proof signs.
struct Raw {
  Raw() {
    must(sodium_init() >= 0);
    crypto_sign_keypair(public_key, secret_key);
    crypto_sign_detached(signature, nullptr, message, sizeof message, secret_key);
  }
  unsigned char public_key[crypto_sign_PUBLICKEYBYTES]{};
  unsigned char secret_key[crypto_sign_SECRETKEYBYTES]{};
  unsigned char signature[crypto_sign_BYTES]{};
  unsigned char message[64]{};
};

void verify_full_report(benchmark::State& state) {
  World world;
  const Raw raw;
  const verify::Policy policy;
  const verify::Ports ports{world.resolver, world.statuses, &world.anchors};
  const auto first = verify::verify(world.secured, policy, ports, world.now);
  if (first.verdict() != verify::Verdict::accepted) {
    state.SkipWithError(verify::to_json(first, "report").dump().c_str());
    return;
  }
  compare(
      state,
      [&raw] {
        must(crypto_sign_verify_detached(raw.signature, raw.message, sizeof raw.message,
                                         raw.public_key) == 0);
      },
      [&] {
        must(verify::verify(world.secured, policy, ports, world.now).verdict() ==
             verify::Verdict::accepted);
      });
}

void issue_from_text(benchmark::State& state) {
  World world;
  Raw raw;
  const std::string text = read("bench/credential.json");
  const auto options = world.options();
  compare(
      state,
      [&raw] {
        crypto_sign_detached(raw.signature, nullptr, raw.message, sizeof raw.message,
                             raw.secret_key);
      },
      [&] {
        const auto document = json::Document::parse(text);
        must(data_integrity::add_proof(*document, options, world.key).has_value());
      });
}

void parse(benchmark::State& state) {
  const std::string text = read("bench/credential.json");
  for (auto _ : state)
    benchmark::DoNotOptimize(json::Document::parse(text));
}

void canonicalize(benchmark::State& state) {
  const auto document = json::Document::parse(read("bench/credential.json"));
  for (auto _ : state)
    benchmark::DoNotOptimize(jcs::canonicalize(document->root()));
}

void hash_three_kilobytes(benchmark::State& state) {
  const std::string text = read("bench/credential.jcs");
  for (auto _ : state)
    benchmark::DoNotOptimize(crypto::hash(crypto::HashAlgorithm::sha256, as_bytes(text)));
}

BENCHMARK(verify_full_report)->Unit(benchmark::kMicrosecond);
BENCHMARK(issue_from_text)->Unit(benchmark::kMicrosecond);
BENCHMARK(parse)->Unit(benchmark::kMicrosecond);
BENCHMARK(canonicalize)->Unit(benchmark::kMicrosecond);
BENCHMARK(hash_three_kilobytes)->Unit(benchmark::kMicrosecond);

}  // namespace

int main(int argc, char** argv) {
  if (read("bench/credential.json").empty()) {
    std::puts("skipped: no public test data at " CREDENZA_TEST_DATA);
    return 0;
  }
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
