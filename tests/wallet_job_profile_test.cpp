// What a job asks for and the tables between vocabularies, as files of strangers.
#include <catch2/catch.hpp>

#include "support/vectors.h"
#include "wallet/crosswalk.h"
#include "wallet/job_profile.h"

using namespace credenza;          // NOLINT(google-build-using-namespace)
using namespace credenza::wallet;  // NOLINT(google-build-using-namespace)

namespace {

/// Reads each text of a file of vectors, which has to be refused as it says.
template <class Parse>
std::size_t check_refused(const std::string& file, const Parse& parse) {
  const std::string text = test::read_vector(file);
  const json::Document document = test::document(text);
  std::size_t seen = 0;
  for (const json::Cursor one : document.root().items()) {
    INFO(*one.string_at("name"));
    const auto read = parse(*one.string_at("text"));
    REQUIRE_FALSE(read.has_value());
    CHECK(to_string(read.error().code) == *one.string_at("code"));
    CHECK(read.error().where == *one.string_at("where"));
    CHECK_FALSE(read.error().detail.empty());
    ++seen;
  }
  return seen;
}

}  // namespace

TEST_CASE("wallet: a job profile that is wrong is refused with the place", "[gap]") {
  CHECK(check_refused("job_profile/refused.json", parse_job_profile) > 30);
}

TEST_CASE("wallet: a mistyped member of a job profile is named with what was meant", "[gap]") {
  const auto read = parse_job_profile("title = \"x\"\n[[must]]\nprof = \"certificate\"\n");
  REQUIRE_FALSE(read);
  CHECK(read.error().detail.ends_with("did you mean 'proof'?"));
}

TEST_CASE("wallet: a job profile is read with what each demand asks for", "[gap]") {
  const auto read = parse_job_profile(R"(
title = { nl = "Baan", en = "Job" }
employer = "Brouwer"
allow_self_declared = true

[[nice]]
name = "koffie zetten"

[[must]]
skill = "http://data.europa.eu/esco/skill/1d21f6ad-340f-45da-a0a3-4e83867f47a6"
proof = "practice_statement"
exact = true

[[must]]
name = { nl = "lassen" }
allow_self_declared = false
)");
  REQUIRE(read);
  CHECK(read->title.at("en") == "Job");
  CHECK(read->employer == "Brouwer");
  REQUIRE(read->demands.size() == 3);
  CHECK(read->demands[0].must);
  CHECK(read->demands[0].least == Proof::practice);
  CHECK(read->demands[0].exact);
  CHECK(read->demands[1].least == Proof::endorsement);
  CHECK(read->demands[1].skill.name.at("nl") == "lassen");
  CHECK_FALSE(read->demands[2].must);
  CHECK(read->demands[2].least == Proof::self_declared);
}

TEST_CASE("wallet: without a word of the profile, own words are not enough", "[gap]") {
  const auto read =
      parse_job_profile("title = \"x\"\n[[must]]\nname = \"a\"\n[[nice]]\nname = \"b\"\n");
  REQUIRE(read);
  for (const Demand& demand : read->demands)
    CHECK(demand.least == Proof::endorsement);
}

TEST_CASE("wallet: a crosswalk that is wrong is refused with the place", "[gap]") {
  CHECK(check_refused("crosswalk/refused.json", parse_crosswalk) > 14);
}

TEST_CASE("wallet: a crosswalk longer than it can be is not read", "[gap]") {
  const auto read = parse_crosswalk(std::string(k_max_crosswalk_bytes + 1, ' '));
  REQUIRE_FALSE(read);
  CHECK(read.error().code == Code::out_of_range);
}
