// The container of bundles: what is changed, cut off or made by somebody hostile is refused, and
// what is good is found by its name.
#include <algorithm>

#include <catch2/catch.hpp>

#include "did/did.h"
#include "support/school.h"
#include "verifier/bundle.h"
#include "verifier/collection.h"
#include "verifier/moment.h"

using namespace credenza;            // NOLINT(google-build-using-namespace)
using namespace credenza::verifier;  // NOLINT(google-build-using-namespace)

namespace {

const Instant k_had = test::at("2026-11-27T16:00:00Z");
const Instant k_made = test::at("2026-11-27T17:00:00Z");

std::vector<Part> some_parts() {
  return {{"did:web:a.example", PartKind::did_document, PartOrigin::publisher, k_had, {}, "keys"},
          {"https://a.example/1.json", PartKind::status_list, PartOrigin::folder, k_had,
           k_had + std::chrono::days{7}, "list one"},
          {"https://a.example/2.jwt",
           PartKind::token_status_list,
           PartOrigin::publisher,
           k_had,
           {},
           "list two"}};
}

std::string made_of(const std::vector<Part>& parts, const crypto::Signer& key) {
  const auto encoded = encode_bundle(parts, default_max_ages(), k_made, key);
  REQUIRE(encoded.has_value());
  std::string out = encoded->front;
  for (const std::size_t i : encoded->order)
    out += parts[i].text;
  return out;
}

Result<Bundle> open(const std::string& whole) {
  return Bundle::open({whole.size(), [whole](std::uint64_t offset, std::size_t length) {
                         must(offset <= whole.size() && length <= whole.size() - offset);
                         return Result<std::string>(whole.substr(offset, length));
                       }});
}

void put(std::string& whole, std::size_t at, std::uint64_t value, std::size_t length) {
  for (std::size_t i = 0; i < length; ++i)
    whole.at(at + i) = static_cast<char>(value >> (8 * (length - 1 - i)) & 0xffU);
}

/// Signs again what was changed in the front, as somebody hostile does who has a key.
std::string signed_again(std::string whole, std::size_t front, const crypto::Signer& key) {
  const std::string before = whole.substr(0, front - 64);
  const crypto::Digest digest = crypto::hash(crypto::HashAlgorithm::sha256, as_bytes(before));
  const auto signature =
      key.sign(as_bytes("credenza-bundle/1" + std::string(as_text(digest.view()))));
  REQUIRE(signature.has_value());
  return whole.replace(front - 64, 64, as_text(*signature));
}

struct Scene {
  test::Keyholder maker{"maker"};
  std::string whole = made_of(some_parts(), maker.key);
  std::size_t front =
      encode_bundle(some_parts(), default_max_ages(), k_made, maker.key)->front.size();

  /// The code with which a bundle with `value` at `at` is refused, although it is signed.
  [[nodiscard]] std::optional<Code> hostile(std::size_t at, std::uint64_t value,
                                            std::size_t length) const {
    std::string changed = whole;
    put(changed, at, value, length);
    const auto bundle = open(signed_again(std::move(changed), front, maker.key));
    return bundle ? std::nullopt : std::optional(bundle.error().code);
  }
};

constexpr std::size_t k_head = 100;
constexpr std::size_t k_entry = 104;

}  // namespace

TEST_CASE("a part is found by its name, with its day and its text", "[bundle]") {
  const Scene scene;
  const auto bundle = open(scene.whole);
  REQUIRE(bundle.has_value());
  CHECK(bundle->index().maker() == scene.maker.did());
  CHECK(bundle->index().made() == k_made);
  CHECK(bundle->index().size() == 3);
  for (const Part& part : some_parts()) {
    const auto entry = bundle->index().find(part.name);
    REQUIRE(entry.has_value());
    CHECK(entry->name == part.name);
    CHECK(entry->kind == part.kind);
    CHECK(entry->origin == part.origin);
    CHECK(entry->had == part.had);
    CHECK(entry->ends == part.ends);
    const auto text = bundle->part(*entry);
    REQUIRE(text.has_value());
    CHECK(*text == part.text);
  }
  CHECK_FALSE(bundle->index().find("did:web:b.example").has_value());
  CHECK(bundle->damaged().empty());
}

TEST_CASE("a bundle of nothing is a bundle", "[bundle]") {
  const Scene scene;
  const auto bundle = open(made_of({}, scene.maker.key));
  REQUIRE(bundle.has_value());
  CHECK(bundle->index().size() == 0);
  CHECK_FALSE(bundle->index().find("did:web:a.example").has_value());
}

TEST_CASE(
    "one byte changed anywhere is noticed: in the front at opening, in a part when it is read",
    "[bundle]") {
  const Scene scene;
  for (std::size_t i = 0; i < scene.whole.size(); ++i) {
    for (const unsigned bit : {1U, 0x80U}) {
      std::string changed = scene.whole;
      changed[i] = static_cast<char>(static_cast<unsigned char>(changed[i]) ^ bit);
      const auto bundle = open(changed);
      INFO("byte " << i);
      CHECK(bundle.has_value() == (i >= scene.front));
      if (bundle) CHECK(bundle->damaged().size() == 1);
    }
  }
}

TEST_CASE("a bundle that is cut off or has something behind it is refused", "[bundle]") {
  const Scene scene;
  for (std::size_t length = 0; length < scene.whole.size(); ++length) {
    INFO("of length " << length);
    CHECK_FALSE(open(scene.whole.substr(0, length)).has_value());
  }
  CHECK_FALSE(open(scene.whole + "x").has_value());
}

TEST_CASE("another version is told from damage", "[bundle]") {
  Scene scene;
  put(scene.whole, 8, 2, 2);
  CHECK(open(scene.whole).error().code == Code::unsupported);
}

TEST_CASE("a signed index that is hostile is refused", "[bundle]") {
  const Scene scene;
  const std::size_t second = k_head + k_entry;
  constexpr std::uint64_t k_huge = ~std::uint64_t{0};
  CHECK_FALSE(scene.hostile(16, scene.whole.size(), 8));
  CHECK(scene.hostile(12, 0xffffffff, 4) == Code::malformed);            // a huge count
  CHECK(scene.hostile(12, 200000, 4) == Code::malformed);                // more than there are
  CHECK(scene.hostile(64, 0xffffffff, 4) == Code::malformed);            // names beyond the file
  CHECK(scene.hostile(16, k_huge, 8) == Code::malformed);                // another length
  CHECK(scene.hostile(24, k_huge, 8) == Code::malformed);                // no day
  CHECK(scene.hostile(second + 64, scene.front, 8) == Code::malformed);  // over the first part
  CHECK(scene.hostile(second + 64, k_huge, 8) == Code::malformed);       // outside of the file
  CHECK(scene.hostile(second + 72, k_huge, 8) == Code::malformed);       // longer than the file
  CHECK(scene.hostile(second + 72, 0, 8) == Code::malformed);            // of no length
  CHECK(scene.hostile(second + 80, k_huge - 1, 8) == Code::malformed);
  CHECK(scene.hostile(second + 88, k_huge - 1, 8) == Code::malformed);
  CHECK(scene.hostile(second + 96, 0, 4) == Code::malformed);        // the name of the first
  CHECK(scene.hostile(second + 100, 0xffff, 2) == Code::malformed);  // beyond the names
  CHECK(scene.hostile(second + 102, 8, 1) == Code::malformed);       // no such kind
  CHECK(scene.hostile(second + 102, 0, 1) == Code::malformed);
  CHECK(scene.hostile(second + 103, 3, 1) == Code::malformed);  // no such origin
  CHECK(scene.hostile(second, 0, 8) == Code::malformed);        // out of order
  CHECK(scene.hostile(second + 8, 1, 8) == Code::malformed);    // not the digest of its name
}

TEST_CASE("two parts of one name make no bundle", "[bundle]") {
  const Scene scene;
  auto parts = some_parts();
  parts.push_back(parts.front());
  CHECK(encode_bundle(parts, default_max_ages(), k_made, scene.maker.key).error().code ==
        Code::conflict);
  // Nor a signed one that was made by hand: the second entry with the name of the first.
  std::string changed = scene.whole;
  changed.replace(k_head + k_entry, 32, changed.substr(k_head, 32));
  CHECK(open(signed_again(changed, scene.front, scene.maker.key)).error().code == Code::malformed);
}

TEST_CASE("a copy is as old as the moment makes it", "[bundle]") {
  const Scene scene;
  const auto bundle = open(scene.whole);
  REQUIRE(bundle.has_value());
  const auto at = [&](Instant now) {
    const auto copy = BundleCopies(*bundle, now).find("https://a.example/1.json");
    REQUIRE(copy.has_value());
    REQUIRE(copy->has_value());
    return **copy;
  };
  CHECK_FALSE(at(k_had + std::chrono::hours{24}).is_too_old());
  CHECK(at(k_had + std::chrono::hours{24} + std::chrono::seconds{1}).is_too_old());
  CHECK(at(k_had - std::chrono::days{400}).age == std::chrono::seconds{0});
  CHECK_FALSE(at(k_had).fetched);
}

TEST_CASE("a maker is relied on when named, or listed for bundles and not for credentials only",
          "[bundle]") {
  const Scene scene;
  const std::string maker = scene.maker.did();
  const auto listed = [&](std::vector<std::string> types) {
    TrustStore trust;
    REQUIRE(trust
                .add({maker,
                      "Office",
                      std::move(types),
                      k_made,
                      std::chrono::year{2026} / std::chrono::December / 31,
                      "",
                      {}},
                     false)
                .has_value());
    return trust;
  };
  CHECK(check_maker(maker, {}, TrustStore(), k_made).error().code == Code::untrusted);
  CHECK(check_maker(maker, {maker}, TrustStore(), k_made).has_value());
  CHECK_FALSE(check_maker(maker, {}, listed({}), k_made).has_value());
  CHECK_FALSE(check_maker(maker, {}, listed({"OpenBadgeCredential"}), k_made).has_value());
  CHECK(check_maker(maker, {}, listed({"CredenzaBundle"}), k_made).has_value());
  CHECK_FALSE(check_maker(maker, {}, listed({"CredenzaBundle"}), k_made + std::chrono::days{60})
                  .has_value());
}

namespace {

/// A reader with a bundle of what a school published at `k_made`, and nothing else.
struct Gate {
  Gate() {
    test::Town then;
    school.publish(then, k_made);
    Collection collection(then, default_max_ages(), k_made);
    const auto needs = needs_of(credential());
    REQUIRE(needs.has_value());
    collection.want(*needs);
    CHECK(collection.unreached().empty());
    std::vector<Part> parts;
    for (const auto& [name, part] : collection.parts())
      parts.push_back(part);
    CHECK(parts.size() == 2);
    whole = made_of(parts, maker.key);
  }
  [[nodiscard]] std::string credential() const {
    return test::sign(school.credential("", 7), school.options(k_had), school.holder.key);
  }
  verify::Report read(Instant now, const verify::Policy& policy = {}) {
    const auto bundle = open(whole);
    REQUIRE(bundle.has_value());
    const BundleCopies copies(*bundle, now);
    test::Reader reader(town, {{school.did, "ROC"}});
    if (!today.empty()) REQUIRE(reader.resolver.add_document(school.did, today).has_value());
    reader.resolver.use(copies);
    reader.statuses.use(copies);
    reader.statements.use(copies);
    return reader.read(credential(), now, policy);
  }
  verify::Check check(Instant now, verify::CheckName name) {
    const verify::Report report = read(now);
    const verify::Check* found = report.credentials.at(0).find(name);
    REQUIRE(found != nullptr);
    return *found;
  }

  test::School school{};
  test::Keyholder maker{"maker"};
  std::string whole{};
  std::string today{};  ///< the DID document of a folder
  test::Town town{};    ///< where nobody answers
};

}  // namespace

TEST_CASE("a bundle stands in for the network, of which nothing is asked", "[bundle]") {
  Gate gate;
  CHECK(gate.read(k_made + std::chrono::hours{13}).verdict() == verify::Verdict::accepted);
  CHECK(gate.town.requests.empty());
}

TEST_CASE("a list that is too old in a bundle says what it said then, and decides nothing",
          "[bundle]") {
  Gate gate;
  const verify::Check status =
      gate.check(k_made + std::chrono::hours{37}, verify::CheckName::status);
  CHECK(status.outcome == verify::Outcome::indeterminate);
  CHECK(status.remark == verify::Remark::was_in_force);
  CHECK(status.age == std::chrono::hours{37});
  CHECK(status.limit == std::chrono::hours{24});
  // It was looked for elsewhere first.
  CHECK(gate.town.requests.size() == 1);
}

TEST_CASE("keys that are too old in a bundle stand for nothing", "[bundle]") {
  Gate gate;
  const verify::Check proof = gate.check(k_made + std::chrono::days{8}, verify::CheckName::proof);
  CHECK(proof.outcome == verify::Outcome::indeterminate);
  REQUIRE(proof.reason.has_value());
  CHECK(proof.reason->code == Code::unavailable);
  CHECK(proof.reason->where == gate.school.did);
}

TEST_CASE("what is damaged in a bundle could not be determined, and is no forgery", "[bundle]") {
  Gate gate;
  for (const std::string& name : {gate.school.did, gate.school.list_url}) {
    const auto bundle = open(gate.whole);
    const auto entry = bundle->index().find(name);
    REQUIRE(entry.has_value());
    const std::size_t at = entry->offset + entry->length / 2;
    const char before = gate.whole.at(at);
    gate.whole.at(at) = static_cast<char>(before ^ 1);
    CHECK(gate.read(k_made).verdict() == verify::Verdict::undetermined);
    gate.whole.at(at) = before;
  }
}

TEST_CASE("a key that was declared stolen since an earlier day is not relied on, whichever says so",
          "[bundle]") {
  Gate gate;
  gate.today = cid::make_document(gate.school.did, {{gate.school.method,
                                                     gate.school.did,
                                                     gate.school.holder.key.public_key(),
                                                     k_made - std::chrono::days{1},
                                                     {}}})
                   .dump();
  const verify::Check proof = gate.check(k_made, verify::CheckName::proof);
  CHECK(proof.outcome == verify::Outcome::indeterminate);
  REQUIRE(proof.reason.has_value());
  CHECK(proof.reason->code == Code::revoked);
  gate.today = cid::make_document(gate.school.did, {{gate.school.method,
                                                     gate.school.did,
                                                     gate.school.holder.key.public_key(),
                                                     k_made + std::chrono::days{1},
                                                     {}}})
                   .dump();
  CHECK(gate.check(k_made, verify::CheckName::proof).outcome == verify::Outcome::passed);
}

TEST_CASE("what has expired since the moment in question is a remark", "[bundle]") {
  Gate gate;
  verify::Policy policy;
  policy.today = test::at("2036-01-01T00:00:00Z");
  const verify::Report report = gate.read(k_made, policy);
  CHECK(report.verdict() == verify::Verdict::accepted);
  CHECK(report.credentials.at(0).find(verify::CheckName::validity)->remark ==
        verify::Remark::expired_since);
}

TEST_CASE("what lies at an address and is older than what was had does not take its place",
          "[bundle]") {
  const test::School school;
  test::Town town;
  school.publish(town, k_made);
  Collection collection(town, default_max_ages(), k_made + std::chrono::hours{20});
  collection.want({{school.did}, {school.list_url}});
  CHECK(collection.renewed() == 2);
  town.put(school.list_url, school.list_credential(k_had));
  Collection later(town, default_max_ages(), k_made + std::chrono::hours{40});
  const auto bundle = [&] {
    std::vector<Part> parts;
    for (const auto& [name, part] : collection.parts())
      parts.push_back(part);
    return open(made_of(parts, school.holder.key));
  }();
  REQUIRE(bundle.has_value());
  REQUIRE(later.take(*bundle).has_value());
  later.refresh();
  REQUIRE(later.unreached().size() == 1);
  CHECK(later.unreached().front().why.code == Code::conflict);
  CHECK(later.unreached().front().kept);
  // Something else than what was asked for does not either.
  town.put(school.list_url, school.did_document());
  later.refresh();
  CHECK(later.parts().at(school.list_url).kind == PartKind::status_list);
}

TEST_CASE("a moment of the past is a day, or has an offset", "[bundle]") {
  CHECK(*past_moment("2026-11-01", k_made) == test::at("2026-11-01T22:59:59Z"));
  CHECK(*past_moment("2026-11-27", k_made) == k_made);
  CHECK(*past_moment("2026-11-01T06:30+01:00", k_made) == test::at("2026-11-01T05:30:00Z"));
  CHECK(*past_moment("2026-11-01T06:30:15Z", k_made) == test::at("2026-11-01T06:30:15Z"));
  for (const std::string_view wrong : {"", "soon", "2026-11", "2026-11-31", "2026-11-01T06:30"})
    CHECK(past_moment(wrong, k_made).error().code == Code::malformed);
  for (const std::string_view late : {"2026-11-28", "2026-11-27T17:00:01Z"})
    CHECK(past_moment(late, k_made).error().code == Code::out_of_range);
}
