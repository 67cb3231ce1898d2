#include "trust_list/trust_list.h"

#include <catch2/catch.hpp>

#include "support/ports.h"
#include "support/school.h"
#include "support/vectors.h"
#include "verify/verify.h"

namespace json = credenza::json;
namespace test = credenza::test;
namespace trust_list = credenza::trust_list;
using credenza::Code;
using credenza::Json;
using trust_list::Answer;
using trust_list::TrustList;

namespace {

const credenza::Instant k_now = test::at("2026-11-28T12:00:00Z");

Json whole() {
  return json::to_value(test::document(test::read_vector("trust_list/whole.json")).root());
}

trust_list::Day day(std::string_view text) {
  return *credenza::parse_date(text);
}

/// The whole list with the changes of a vector; null takes a member away.
Json changed(const json::Cursor& changes) {
  Json out = whole();
  for (const json::Cursor change : changes.items()) {
    const Json::json_pointer at{std::string(change.name())};
    if (change.is_null()) {
      out[at.parent_pointer()].erase(at.back());
    } else {
      out[at] = json::to_value(change);
    }
  }
  return out;
}

}  // namespace

TEST_CASE("trust_list refuses what each vector says", "[trust_list]") {
  int tried = 0;
  for (const std::string& name : test::list_vectors("trust_list")) {
    if (name == "whole.json") continue;
    INFO(name);
    const auto vector = test::document(test::read_vector("trust_list/" + name));
    const auto document = test::document(changed(*vector.root().at("change")));
    const auto list = TrustList::read(document.root());
    REQUIRE_FALSE(list);
    const json::Cursor expected = *vector.root().at("expect");
    CHECK(to_string(list.error().code) == *expected.string_at("code"));
    CHECK(list.error().where == *expected.string_at("where"));
    ++tried;
  }
  CHECK(tried > 25);
}

TEST_CASE("trust_list makes what it reads, and finds each entry by its DID", "[trust_list]") {
  const auto document = test::document(whole());
  const auto list = TrustList::read(document.root());
  REQUIRE(list);
  CHECK(trust_list::make(list->contents()) == whole());
  CHECK(list->find("did:web:deblauwehal.example")->register_number == "990000017");
  CHECK(list->find("did:web:stranger.example") == nullptr);
}

TEST_CASE("trust_list::verify takes a list that its keeper signed, and no other", "[trust_list]") {
  const test::School keeper("register-veiligwerk.example");
  test::Town town;
  keeper.publish(town, k_now);
  credenza::did::Resolver methods(town);
  const std::string text = test::sign(whole(), keeper.options(k_now), keeper.holder.key);
  CHECK(trust_list::verify(text, methods, k_now));
  std::string altered = text;
  altered.replace(altered.find("2028-08-31"), 4, "2038");
  CHECK(trust_list::verify(altered, methods, k_now).error().code == Code::bad_signature);
  const test::School other("stranger.example");
  other.publish(town, k_now);
  const std::string foreign = test::sign(whole(), other.options(k_now), other.holder.key);
  CHECK(trust_list::verify(foreign, methods, k_now).error().code == Code::mismatch);
}

TEST_CASE("a right holds from its first day to its last", "[trust_list]") {
  const std::vector<trust_list::Right> rights = {
      {"MicroCredential", "", day("2025-09-01"), day("2028-08-31")}, {"Endorsement", "", {}, {}}};
  const auto answer = [&](std::string_view type, std::string_view at) {
    const std::vector<std::string_view> types = {type};
    return trust_list::standing(rights, types, "", day(at)).answer;
  };
  CHECK(answer("MicroCredential", "2025-08-31") == Answer::not_begun);
  CHECK(answer("MicroCredential", "2025-09-01") == Answer::granted);
  CHECK(answer("MicroCredential", "2028-08-31") == Answer::granted);
  CHECK(answer("MicroCredential", "2028-09-01") == Answer::ended);
  CHECK(answer("Endorsement", "1999-01-01") == Answer::granted);
  CHECK(answer("SafetyCertificate", "2026-01-01") == Answer::no_right);
}

TEST_CASE("a withdrawal holds from its day on, and from the start when it says so",
          "[trust_list]") {
  trust_list::Entry entry;
  entry.history = {{false, day("2025-01-01"), false}, {true, day("2026-06-20"), false}};
  const auto answer = [&entry](std::string_view at, std::string_view today) {
    return trust_list::standing(entry, day(at), day(today)).answer;
  };
  CHECK(answer("2024-12-31", "2026-11-28") == Answer::not_begun);
  CHECK(answer("2026-06-19", "2026-11-28") == Answer::granted);
  CHECK(answer("2026-06-20", "2026-11-28") == Answer::withdrawn);
  entry.history.back().from_start = true;
  CHECK(answer("2026-06-19", "2026-11-28") == Answer::withdrawn);
  CHECK(answer("2026-06-19", "2026-06-19") == Answer::granted);
  entry.history.push_back({false, day("2026-09-01"), false});
  CHECK(answer("2026-06-19", "2026-11-28") == Answer::granted);
  CHECK(answer("2026-07-01", "2026-11-28") == Answer::withdrawn);
}
