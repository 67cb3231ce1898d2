// A token status list of ten million entries, one in a hundred withdrawn and, as the worst case for
// compression, one in two: what a reader pays until it knows one status, and what a publisher pays
// to change one and sign anew.
#include <benchmark/benchmark.h>

#include "support/ports.h"
#include "token_status_list/token_status_list.h"

namespace {

using namespace credenza;  // NOLINT(google-build-using-namespace): a program of one file
namespace tsl = credenza::token_status_list;

constexpr std::uint64_t k_entries = 10'000'000;
constexpr std::string_view k_uri = "https://credentials.example.edu/status/3";

/// Entries spread as if drawn by lot, but the same in every run.
std::uint64_t scattered(std::uint64_t i) {
  return (i * 0x9E3779B97F4A7C15U >> 16U) % k_entries;
}

struct Publisher {
  explicit Publisher(std::uint64_t one_in)
      : key(crypto::PrivateKey::generate(crypto::KeyType::p256, random)),
        list(*tsl::StatusList::create(k_entries, 1)) {
    for (std::uint64_t i = 0; i < k_entries / one_in; ++i)
      must(list.set(scattered(i), 1).has_value());
  }
  [[nodiscard]] std::string sign() const {
    const tsl::Description description{.uri = std::string(k_uri),
                                       .kid = "did:web:credentials.example.edu#key-1",
                                       .issued_at = Instant{}};
    return *tsl::sign(description, list, key);
  }
  test::SeededRandom random{"publisher"};
  crypto::PrivateKey key;
  tsl::StatusList list;
};

void token_status_list_read(benchmark::State& state) {
  const Publisher publisher(static_cast<std::uint64_t>(state.range(0)));
  const std::string text = publisher.sign();
  for (auto _ : state) {
    auto token = tsl::StatusListToken::verify(*tsl::StatusListToken::parse(text),
                                              publisher.key.public_key(), {.uri = k_uri});
    must(token.has_value() && *token->list().at(scattered(0)) == 1);
  }
  state.counters["token_kB"] = static_cast<double>(text.size()) / 1000;
}

void token_status_list_change_and_sign(benchmark::State& state) {
  Publisher publisher(static_cast<std::uint64_t>(state.range(0)));
  unsigned value = 0;
  for (auto _ : state) {
    must(publisher.list.set(scattered(0), value ^= 1U).has_value());
    benchmark::DoNotOptimize(publisher.sign());
  }
}

BENCHMARK(token_status_list_read)->Arg(100)->Arg(2)->Unit(benchmark::kMillisecond);
BENCHMARK(token_status_list_change_and_sign)->Arg(100)->Arg(2)->Unit(benchmark::kMillisecond);

}  // namespace
