#include "status_list/status_list.h"

#include <catch2/catch.hpp>

#include "support/vectors.h"

using credenza::Code;
using credenza::Json;
using credenza::Status;
using namespace std::chrono_literals;

namespace test = credenza::test;
namespace json = credenza::json;
namespace status_list = credenza::status_list;
using status_list::PublishedList;
using status_list::StatusList;

namespace {

constexpr std::string_view k_specification_example =
    "uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA";

template <class T>
Status status_of(const credenza::Result<T>& result) {
  return result ? Status() : Status(result.error());
}

Status outcome(json::Cursor vector) {
  const std::string_view door = *vector.string_at("door");
  const json::Cursor input = *vector.at("input");
  const auto bits_member = vector.find("bits");
  const unsigned bits = bits_member ? static_cast<unsigned>(*bits_member->unsigned_integer()) : 1;
  status_list::Limits limits;
  if (const auto bytes = vector.find("max_bytes")) limits.max_bytes = *bytes->unsigned_integer();
  if (door == "status_list::StatusList::decode") {
    return status_of(StatusList::decode(*input.string(), bits, limits));
  }
  const auto document = test::document(json::to_value(input));
  if (door == "status_list::references_in") {
    return status_of(status_list::references_in(document.root()));
  }
  REQUIRE(door == "status_list::PublishedList::read");
  return status_of(PublishedList::read(document.root(), bits, limits));
}

StatusList list_of(std::uint64_t entries, unsigned bits = 1) {
  auto list = StatusList::create(entries, bits);
  REQUIRE(list.has_value());
  return *std::move(list);
}

}  // namespace

TEST_CASE("status_list decodes the specification's example: 16 KiB of zeros", "[status_list]") {
  const auto list = StatusList::decode(k_specification_example);
  REQUIRE(list.has_value());
  CHECK(list->entries() == 131072);
  CHECK(list->bits() == 1);
  unsigned any = 0;
  for (std::uint64_t i = 0; i < list->entries(); ++i)
    any |= *list->at(i);
  CHECK(any == 0);
}

TEST_CASE("status_list encodes an empty list as the specification's example shows",
          "[status_list]") {
  CHECK(list_of(131072).encode() == k_specification_example);
}

TEST_CASE("status_list reads the status list of the W3C suite", "[status_list]") {
  NEEDS_PUBLIC_DATA();
  // In the recorded requests the list stands inside a line of JSON, so its text is enough to find
  // it.
  const std::string recorded =
      test::read_public("w3c/recorded-suite-requests/vc-bitstring-status-list-test-suite.jsonl");
  constexpr std::string_view k_member = "\"encodedList\": \"";
  int lists = 0;
  for (std::size_t at = recorded.find(k_member); at != std::string::npos;
       at = recorded.find(k_member, at + 1)) {
    const std::size_t begin = at + k_member.size();
    const auto list = StatusList::decode(
        std::string_view(recorded).substr(begin, recorded.find('"', begin) - begin));
    CHECK(list.has_value());
    ++lists;
  }
  CHECK(lists > 0);
}

TEST_CASE("status_list refuses what each vector says, at the place it says", "[status_list]") {
  for (const std::string& name : test::list_vectors("status_list")) {
    INFO(name);
    const auto vector = test::document(test::read_vector("status_list/" + name));
    const auto answer = outcome(vector.root());
    REQUIRE(!answer.has_value());
    const auto expected = *vector.root().at("expect");
    CHECK(credenza::to_string(answer.error().code) == *expected.string_at("code"));
    CHECK(answer.error().where == *expected.string_at("where"));
  }
}

TEST_CASE("status_list counts from the leftmost bit", "[status_list]") {
  // 16 KiB that begin with 0x80 and end with 0x01, made with another implementation of GZIP.
  const auto list =
      StatusList::decode("uH4sIAAAAAAAAA-3BMQEAAAwCoNl80Y3hA_wBAAAAAAAAAAAAAAAAAAAAYylyaUQQAEAAAA");
  REQUIRE(list.has_value());
  CHECK(*list->at(0) == 1);
  CHECK(*list->at(1) == 0);
  CHECK(*list->at(7) == 0);
  CHECK(*list->at(131064) == 0);
  CHECK(*list->at(131070) == 0);
  CHECK(*list->at(131071) == 1);
}

TEST_CASE("status_list keeps every value in its place, for every size", "[status_list]") {
  for (unsigned bits = 1; bits <= 8; ++bits) {
    INFO(bits);
    auto list = list_of(131072, bits);
    const unsigned highest = (1U << bits) - 1;
    const auto value_at = [highest](std::uint64_t i) {
      return static_cast<unsigned>(i * 2654435761U >> 7U) & highest;
    };
    for (std::uint64_t i = 0; i < 131072; ++i)
      REQUIRE(list.set(i, value_at(i)).has_value());
    CHECK(list.set(5, highest).has_value());
    CHECK(list.set(5, value_at(5)).has_value());
    const auto again = StatusList::decode(list.encode(), bits);
    REQUIRE(again.has_value());
    CHECK(again->bits() == bits);
    bool equal = again->entries() == list.entries();
    for (std::uint64_t i = 0; i < 131072; ++i)
      equal = equal && *again->at(i) == value_at(i);
    CHECK(equal);
  }
}

TEST_CASE("status_list puts the bits of one value most significant first", "[status_list]") {
  auto list = list_of(131072, 4);
  REQUIRE(list.set(0, 0x8).has_value());
  const auto as_bits = StatusList::decode(list.encode(), 1);
  REQUIRE(as_bits.has_value());
  CHECK(*as_bits->at(0) == 1);
  CHECK(*as_bits->at(3) == 0);
}

TEST_CASE("status_list refuses an index or a value that does not fit", "[status_list]") {
  auto list = list_of(131072, 2);
  CHECK(list.at(131071).has_value());
  for (const std::uint64_t index : {std::uint64_t{131072}, std::uint64_t{1} << 62, UINT64_MAX}) {
    INFO(index);
    CHECK(list.at(index).error().code == Code::out_of_range);
    CHECK(list.set(index, 0).error().code == Code::out_of_range);
  }
  CHECK(list.set(0, 3).has_value());
  CHECK(list.set(0, 4).error().code == Code::out_of_range);
  CHECK(*list.at(0) == 3);
}

TEST_CASE("status_list makes lists of herd size up to its limit", "[status_list]") {
  CHECK(StatusList::create(131071).error().code == Code::out_of_range);
  CHECK(StatusList::create(131073)->entries() == 131080);
  CHECK(StatusList::create(std::uint64_t{1} << 27).has_value());
  CHECK(StatusList::create((std::uint64_t{1} << 27) + 1).error().code == Code::out_of_range);
  CHECK(StatusList::create(std::uint64_t{1} << 24, 8).has_value());
  CHECK(StatusList::create((std::uint64_t{1} << 24) + 1, 8).error().code == Code::out_of_range);
  CHECK(StatusList::create(UINT64_MAX).error().code == Code::out_of_range);
  CHECK(StatusList::create(131072, 0).error().code == Code::out_of_range);
  CHECK(StatusList::create(131072, 9).error().code == Code::out_of_range);
}

TEST_CASE("status_list::references_in finds references and leaves the rest to others",
          "[status_list]") {
  const auto document = test::document(R"({"credentialStatus": [
    {"type": "BitstringStatusListEntry", "id": "https://school.example/status/3#0", "statusPurpose": "revocation",
     "statusListIndex": "0", "statusListCredential": "https://school.example/status/3"},
    {"type": "OtherStatus", "id": "urn:other:1"},
    {"type": ["Extra", "BitstringStatusListEntry"], "statusPurpose": "message", "statusListIndex": "134217727",
     "statusListCredential": "https://school.example/status/4", "statusSize": 3,
     "statusReference": "https://school.example/codes",
     "statusMessage": [
       {"status": "0x0", "message": "a"}, {"status": "0x1", "message": "b"}, {"status": "0x2", "message": "c"},
       {"status": "0x3", "message": "d"}, {"status": "0x4", "message": "e"}, {"status": "0x5", "message": "f"},
       {"status": "0x6", "message": "g"}, {"status": "0x7", "message": "undefined", "more": 1}]},
    "https://school.example/status/5"]})");
  const auto references = status_list::references_in(document.root());
  REQUIRE(references.has_value());
  REQUIRE(references->size() == 2);
  const auto& first = references->at(0);
  CHECK(first.purpose == "revocation");
  CHECK(first.list == "https://school.example/status/3");
  CHECK(first.index == 0);
  CHECK(first.bits == 1);
  CHECK(first.node.pointer() == "/credentialStatus/0");
  const auto& second = references->at(1);
  CHECK(second.index == 134217727);
  CHECK(second.bits == 3);
  const auto others = status_list::unknown_entries(document.root());
  REQUIRE(others.size() == 2);
  CHECK(others[0].pointer() == "/credentialStatus/1");
  CHECK(others[1].pointer() == "/credentialStatus/3");
}

TEST_CASE("status_list::references_in finds nothing in a credential without status",
          "[status_list]") {
  const auto document = test::document("{}");
  CHECK(status_list::references_in(document.root())->empty());
  CHECK(status_list::unknown_entries(document.root()).empty());
}

TEST_CASE("status_list reads back the entry and the credential that it makes", "[status_list]") {
  auto list = list_of(131072);
  REQUIRE(list.set(4711, 1).has_value());
  const Json made = status_list::make_credential({.id = "https://school.example/status/3",
                                                  .issuer = "did:web:school.example",
                                                  .purpose = "revocation",
                                                  .valid_from = test::at("2026-01-01T00:00:00Z"),
                                                  .valid_until = test::at("2026-01-02T00:00:00Z"),
                                                  .ttl = 5min},
                                                 list);
  CHECK(made["validFrom"] == "2026-01-01T00:00:00Z");
  CHECK(made["validUntil"] == "2026-01-02T00:00:00Z");
  CHECK(made["credentialSubject"]["id"] == "https://school.example/status/3#list");
  CHECK(!made["credentialSubject"].contains("statusSize"));
  const auto document = test::document(made);
  const auto published = PublishedList::read(document.root(), 1);
  REQUIRE(published.has_value());
  CHECK(published->issuer == "did:web:school.example");
  CHECK(published->purposes == std::vector<std::string_view>{"revocation"});
  CHECK(published->ttl == 300000ms);

  const Json entry = status_list::make_entry("https://school.example/status/3", 4711, "revocation");
  const auto credential = test::document(Json{{"credentialStatus", entry}});
  const auto references = status_list::references_in(credential.root());
  REQUIRE(references.has_value());
  REQUIRE(references->size() == 1);
  CHECK(references->at(0).list == *document.root().string_at("id"));
  CHECK(references->at(0).purpose == "revocation");
  CHECK(*published->list.at(references->at(0).index) == 1);
  CHECK(*published->list.at(references->at(0).index + 1) == 0);
}

TEST_CASE("status_list reads a list with several purposes, an issuer object and no ttl",
          "[status_list]") {
  const auto document = test::document(
      R"({"type": "BitstringStatusListCredential", "issuer": {"id": "did:web:school.example"},
          "credentialSubject": [{"type": ["BitstringStatusList"], "statusPurpose": ["revocation", "suspension"],
            "encodedList": ")" +
      std::string(k_specification_example) + R"("}]})");
  const auto published = PublishedList::read(document.root(), 1);
  REQUIRE(published.has_value());
  CHECK(published->issuer == "did:web:school.example");
  CHECK(published->purposes == std::vector<std::string_view>{"revocation", "suspension"});
  CHECK(!published->ttl);
}

TEST_CASE("status_list says the size of a list that is laid out for more than one bit",
          "[status_list]") {
  const Json made = status_list::make_credential({.id = "https://school.example/status/8",
                                                  .issuer = "did:web:school.example",
                                                  .purpose = "message",
                                                  .valid_from = test::at("2026-01-01T00:00:00Z"),
                                                  .valid_until = {},
                                                  .ttl = {}},
                                                 list_of(131072, 2));
  CHECK(!made.contains("validUntil"));
  CHECK(!made["credentialSubject"].contains("ttl"));
  const auto document = test::document(made);
  CHECK(PublishedList::read(document.root(), 2).has_value());
  CHECK(PublishedList::read(document.root(), 1).error().code == Code::mismatch);
}

TEST_CASE("status_list says when what a list has a newer version of was replaced",
          "[status_list]") {
  const Json made =
      status_list::make_credential({.id = "https://school.example/status/refresh-1",
                                    .issuer = "did:web:school.example",
                                    .purpose = "refresh",
                                    .valid_from = test::at("2026-01-01T00:00:00Z"),
                                    .valid_until = {},
                                    .ttl = {},
                                    .replaced_on = {{7, *credenza::parse_date("2026-07-03")},
                                                    {94567, *credenza::parse_date("2026-07-04")}}},
                                   list_of(131072, 1));
  CHECK(made["credentialSubject"]["replacedOn"]["7"] == "2026-07-03");
  const auto document = test::document(made);
  const auto published = PublishedList::read(document.root(), 1);
  REQUIRE(published.has_value());
  CHECK(published->replaced(7) == *credenza::parse_date("2026-07-03"));
  CHECK(published->replaced(94567) == *credenza::parse_date("2026-07-04"));
  CHECK_FALSE(published->replaced(8).has_value());
}

TEST_CASE("status_list passes over days of replacing that are of another form", "[status_list]") {
  Json made = status_list::make_credential({.id = "https://school.example/status/refresh-1",
                                            .issuer = "did:web:school.example",
                                            .purpose = "refresh",
                                            .valid_from = test::at("2026-01-01T00:00:00Z"),
                                            .valid_until = {},
                                            .ttl = {}},
                                           list_of(131072, 1));
  CHECK_FALSE(made["credentialSubject"].contains("replacedOn"));
  CHECK(made["@context"].size() == 1);
  for (const Json& days :
       {Json("2026-07-03"), Json(7), Json(nullptr), Json::array({"2026-07-03"}),
        Json{{"7", 20260703}}, Json{{"7", "3-7-2026"}}, Json{{"7", "2026-02-30"}},
        Json{{"07", "2026-07-03"}}, Json{{"7", Json::object()}}}) {
    INFO(days.dump());
    made["credentialSubject"]["replacedOn"] = days;
    const auto document = test::document(made);
    const auto published = PublishedList::read(document.root(), 1);
    REQUIRE(published.has_value());
    CHECK_FALSE(published->replaced(7).has_value());
  }
}
