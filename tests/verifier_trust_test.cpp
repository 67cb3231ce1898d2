#include <catch2/catch.hpp>

#include "host/files.h"
#include "support/temporary_folder.h"
#include "support/vectors.h"
#include "verifier/trust_store.h"

namespace host = credenza::host;
namespace test = credenza::test;
using credenza::as_bytes;
using credenza::Code;
using credenza::Instant;
using credenza::Json;
using credenza::verifier::TrustEntry;
using credenza::verifier::TrustStore;

namespace {

const Instant k_now = test::at("2026-07-01T12:00:00Z");
const std::vector<std::string> k_badge = {"VerifiableCredential", "OpenBadgeCredential"};

TrustEntry entry(const std::string& issuer, const std::string& name) {
  TrustEntry out;
  out.issuer = issuer;
  out.name = name;
  out.since = test::at("2026-01-02T03:04:05Z");
  return out;
}

/// A list with everything that a list can have.
Json sample() {
  return {{"schema", "credenza.verifier.trust/1"},
          {"issuers",
           {{{"issuer", "did:web:rocwaterkant.example"},
             {"name", "ROC Waterkant"},
             {"types", {"OpenBadgeCredential"}},
             {"since", "2026-01-02T03:04:05Z"},
             {"until", "2027-12-31"},
             {"reason", "called them"}},
            {{"issuer", "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK"},
             {"name", "Keurpunt"},
             {"since", "2026-02-02T00:00:00Z"}}}}};
}

Code refusal(const Json& list, const std::string& where) {
  const auto store = TrustStore::parse(list.dump());
  REQUIRE(!store);
  CHECK(store.error().where == where);
  return store.error().code;
}

}  // namespace

TEST_CASE("TrustStore::parse reads what to_json writes", "[verifier]") {
  const auto store = TrustStore::parse(sample().dump());
  REQUIRE(store);
  CHECK(store->entries().size() == 2);
  CHECK(store->to_json() == sample());
  const TrustEntry& first = store->entries().front();
  CHECK(first.name == "ROC Waterkant");
  CHECK(credenza::format_date(*first.until) == "2027-12-31");
  CHECK(first.reason == "called them");
}

TEST_CASE("TrustStore::parse refuses a list with anything wrong in it, and says where",
          "[verifier]") {
  const auto with = [](const std::string& pointer, const Json& value) {
    Json list = sample();
    list[Json::json_pointer(pointer)] = value;
    return list;
  };
  const auto without = [](const std::string& pointer) {
    Json list = sample();
    const Json::json_pointer at(pointer);
    list[at.parent_pointer()].erase(at.back());
    return list;
  };
  CHECK(refusal(with("/schema", "credenza.verifier.trust/2"), "/schema") == Code::unsupported);
  CHECK(refusal(without("/schema"), "/schema") == Code::missing);
  CHECK(refusal(without("/issuers"), "/issuers") == Code::missing);
  CHECK(refusal(with("/issuers", "all"), "/issuers") == Code::malformed);
  CHECK(refusal(with("/comment", "x"), "/comment") == Code::unsupported);
  CHECK(refusal(with("/issuers/0", 1), "/issuers/0") == Code::malformed);
  // A misspelt end of trust is not an endless trust.
  CHECK(refusal(with("/issuers/0/untill", "2026-01-01"), "/issuers/0/untill") == Code::unsupported);
  CHECK(refusal(with("/issuers/0/until", "2026-02-30"), "/issuers/0/until") == Code::malformed);
  CHECK(refusal(with("/issuers/0/until", 2027), "/issuers/0/until") == Code::malformed);
  CHECK(refusal(with("/issuers/0/until", nullptr), "/issuers/0/until") == Code::malformed);
  CHECK(refusal(with("/issuers/0/since", "yesterday"), "/issuers/0/since") == Code::malformed);
  CHECK(refusal(without("/issuers/0/since"), "/issuers/0/since") == Code::missing);
  CHECK(refusal(without("/issuers/0/issuer"), "/issuers/0/issuer") == Code::missing);
  CHECK(refusal(with("/issuers/0/issuer", "rocwaterkant.example"), "/issuers/0/issuer") ==
        Code::malformed);
  CHECK(refusal(with("/issuers/0/issuer", "did:web:127.0.0.1"), "/issuers/0/issuer") ==
        Code::malformed);
  CHECK(refusal(with("/issuers/0/name", ""), "/issuers/0/name") == Code::malformed);
  CHECK(refusal(with("/issuers/0/name", "a\nb"), "/issuers/0/name") == Code::malformed);
  CHECK(refusal(with("/issuers/0/types", "OpenBadgeCredential"), "/issuers/0/types") ==
        Code::malformed);
  CHECK(refusal(with("/issuers/0/types/0", 1), "/issuers/0/types/0") == Code::malformed);
  CHECK(refusal(with("/issuers/1/issuer", "did:web:rocwaterkant.example"), "/issuers/1/issuer") ==
        Code::conflict);
}

TEST_CASE("TrustStore::parse refuses text that is no JSON and text without end", "[verifier]") {
  CHECK(TrustStore::parse("").error().code == Code::malformed);
  CHECK(TrustStore::parse("[]").error().code == Code::malformed);
  CHECK(TrustStore::parse(R"({"schema":"credenza.verifier.trust/1","issuers":[],"issuers":[]})")
            .error()
            .code == Code::malformed);
  CHECK(TrustStore::parse(std::string((4 << 20) + 1, ' ')).error().code == Code::out_of_range);
  Json many = {{"schema", "credenza.verifier.trust/1"}, {"issuers", Json(std::vector<int>(10001))}};
  CHECK(TrustStore::parse(many.dump()).error().code == Code::out_of_range);
}

TEST_CASE("TrustStore vouches for whom it knows, by its own name for them", "[verifier]") {
  TrustStore store;
  REQUIRE(store.add(entry("did:web:rocwaterkant.example", "ROC Waterkant (mbo)"), false));
  CHECK(store.vouches_for("did:web:rocwaterkant.example", k_badge, k_now)->name ==
        "ROC Waterkant (mbo)");
  for (const char* stranger :
       {"did:web:roc-waterkant.example", "did:web:rocwaterkant.example.evil.example",
        "did:web:rocwaterkant", "did:web:ROCWATERKANT.example", "",
        "did:web:rocwaterk\xd0\xb0nt.example"}) {
    CHECK(store.vouches_for(stranger, k_badge, k_now).error().code == Code::untrusted);
  }
}

TEST_CASE("TrustStore vouches through the last day and not after it", "[verifier]") {
  TrustStore store;
  TrustEntry ends = entry("did:web:rocwaterkant.example", "ROC Waterkant");
  ends.until = *credenza::parse_date("2026-07-01");
  REQUIRE(store.add(ends, false));
  // A day of Europe/Amsterdam.
  CHECK(store.vouches_for(ends.issuer, k_badge, test::at("2026-07-01T21:59:59Z")));
  const auto after = store.vouches_for(ends.issuer, k_badge, test::at("2026-07-01T22:00:00Z"));
  CHECK(after.error().code == Code::expired);
}

TEST_CASE("TrustStore vouches for the types on the list only", "[verifier]") {
  TrustStore store;
  TrustEntry limited = entry("did:web:rocwaterkant.example", "ROC Waterkant");
  limited.types = {"OpenBadgeCredential", "MicroCredential"};
  REQUIRE(store.add(limited, false));
  const auto code_for = [&](const std::vector<std::string>& types) {
    const auto name = store.vouches_for(limited.issuer, types, k_now);
    return name ? std::nullopt : std::optional(name.error().code);
  };
  CHECK(code_for(k_badge) == std::nullopt);
  CHECK(code_for({"VerifiableCredential", "MicroCredential", "OpenBadgeCredential"}) ==
        std::nullopt);
  CHECK(code_for({"VerifiableCredential", "OpenBadgeCredential", "Diploma"}) == Code::forbidden);
  CHECK(code_for({"VerifiableCredential", "Diploma"}) == Code::forbidden);
  CHECK(code_for({"VerifiableCredential"}) == Code::forbidden);
  CHECK(code_for({}) == Code::forbidden);
}

TEST_CASE("TrustStore::add takes an issuer twice only to replace it", "[verifier]") {
  TrustStore store;
  REQUIRE(store.add(entry("did:web:a.example", "A"), false));
  CHECK(store.add(entry("did:web:a.example", "B"), false).error().code == Code::conflict);
  CHECK(store.entries().front().name == "A");
  REQUIRE(store.add(entry("did:web:a.example", "B"), true));
  CHECK(store.entries().size() == 1);
  CHECK(store.entries().front().name == "B");
}

TEST_CASE("TrustStore::remove takes away whom it names", "[verifier]") {
  TrustStore store;
  REQUIRE(store.add(entry("did:web:a.example", "A"), false));
  CHECK(store.remove("did:web:b.example").error().code == Code::not_found);
  REQUIRE(store.remove("did:web:a.example"));
  CHECK(store.vouches_for("did:web:a.example", k_badge, k_now).error().code == Code::untrusted);
}

TEST_CASE("TrustStore::load takes no file for an empty list, and a damaged one for an error",
          "[verifier]") {
  const test::TemporaryFolder folder;
  const std::string path = folder / "trust.json";
  CHECK(TrustStore::load(path)->entries().empty());
  TrustStore store;
  REQUIRE(store.add(entry("did:web:a.example", "A"), false));
  REQUIRE(store.save(path));
  CHECK(TrustStore::load(path)->to_json() == store.to_json());

  std::string text = *host::read_file(path, 10000);
  text.pop_back();
  text.pop_back();
  REQUIRE(host::write_file(path, as_bytes(text), {.overwrite = true}));
  const auto damaged = TrustStore::load(path);
  REQUIRE(!damaged);
  CHECK(damaged.error().code == Code::malformed);
  CHECK(damaged.error().where.find(path + " ") == 0);
}
