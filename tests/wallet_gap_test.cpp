// What of a job somebody can prove: which relations of skills count, and which proof is the best.
#include <catch2/catch.hpp>

#include "support/vectors.h"
#include "wallet/gap_view.h"

using namespace credenza;          // NOLINT(google-build-using-namespace)
using namespace credenza::wallet;  // NOLINT(google-build-using-namespace)

namespace {

const std::string k_esco = "http://data.europa.eu/esco/skill/";
const std::string k_forklift = k_esco + "28cb374e-6261-4133-8371-f9a5470145da";
const std::string k_inspections = k_esco + "3c84f7d9-7a3e-4343-814f-31de0aa61651";
const std::string k_unload = k_esco + "042f91e3-cccc-4d51-b635-bb14ffe90cfc";
const std::string k_handle_cargo = k_esco + "handle";
const std::string k_cnl = "https://competentnl.example/id/";

Skill coded(const std::string& code) {
  return {code, {}};
}
Skill called(const std::string& name) {
  return {{}, {{"", name}}};
}

std::optional<Relation> relation_of(const Skill& held, const Skill& asked,
                                    const std::vector<Crosswalk>& crosswalks = {},
                                    bool exact = false) {
  const auto link = SkillRelations(crosswalks).around(asked, exact).find(held);
  if (!link) return std::nullopt;
  return link->relation;
}

Crosswalk crosswalk(std::vector<CrosswalkRow> rows) {
  return {"CompetentNL 1", std::string(64, '0'), std::move(rows)};
}

SkillClaim claim(Id from, const Skill& skill, Proof proof, const std::string& until = "",
                 bool in_order = true) {
  SkillClaim out;
  out.skill = skill;
  out.proof = proof;
  out.in_order = in_order;
  out.from = from;
  out.by = "ROC Waterkant";
  out.state = in_order ? "ok" : "expired";
  if (!until.empty()) out.until = *end_of_day_in_amsterdam(*parse_date(until));
  return out;
}

JobProfile job(Demand demand) {
  JobProfile out;
  out.title = {{"en", "Job"}};
  out.demands.push_back(std::move(demand));
  return out;
}

Demand must_have(const Skill& skill, Proof least = Proof::endorsement) {
  return {true, skill, least, false};
}

/// The answer to the only demand. `profile` and `claims` outlive it.
Answer answer_of(const JobProfile& profile, const std::vector<SkillClaim>& claims) {
  return find_gap(profile, claims, SkillRelations({})).answers.at(0);
}

}  // namespace

TEST_CASE("wallet: a skill is found by its code, its name, and the other names that ESCO has",
          "[gap]") {
  CHECK(relation_of(coded(k_forklift), coded(k_forklift)) == Relation::same);
  CHECK(relation_of(called("Operate Forklift"), coded(k_forklift)) == Relation::name);
  CHECK(relation_of(called("heftruck bedienen"), coded(k_forklift)) == Relation::name);
  CHECK(relation_of(coded(k_forklift), called("operate forklift")) == Relation::name);
  CHECK(relation_of(called("drive a forklift"), coded(k_forklift)) == Relation::synonym);
  CHECK(relation_of(coded(k_forklift), called("drive a forklift")) == Relation::synonym);
  CHECK(relation_of(called("run a forklift"), called("use a forklift")) == Relation::synonym);
  CHECK(relation_of(called("koffie zetten"), called("Koffie Zetten")) == Relation::name);
  CHECK_FALSE(relation_of(called("koffie zetten"), coded(k_forklift)));
  CHECK_FALSE(relation_of({}, {}));
}

TEST_CASE("wallet: two codes are two skills, whatever they are called", "[gap]") {
  const Skill held{k_cnl + "1", {{"nl", "heftruck bedienen"}}};
  const Skill asked{k_forklift, {{"nl", "heftruck bedienen"}}};
  CHECK_FALSE(relation_of(held, asked));
}

TEST_CASE("wallet: a narrower term counts, a broader one is told and does not", "[gap]") {
  CHECK(relation_of(coded(k_inspections), coded(k_forklift)) == Relation::narrower);
  CHECK(relation_of(coded(k_forklift), coded(k_inspections)) == Relation::broader);
  CHECK(relation_of(called("drive a forklift"), coded(k_inspections)) == Relation::broader);
  CHECK_FALSE(relation_of(coded(k_inspections), coded(k_forklift), {}, true));
  CHECK(relation_of(called("drive a forklift"), coded(k_forklift), {}, true) == Relation::synonym);
}

TEST_CASE("wallet: a crosswalk leads both ways, and says how sure it is", "[gap]") {
  const std::vector all{crosswalk({{k_cnl + "exact", Match::exact, k_forklift, "truck"},
                                   {k_cnl + "close", Match::close, k_forklift, ""},
                                   {k_cnl + "broad", Match::broad, k_forklift, ""},
                                   {k_cnl + "narrow", Match::narrow, k_forklift, ""}})};
  const auto held = [&all](const std::string& id) {
    return relation_of(coded(k_cnl + id), coded(k_forklift), all);
  };
  CHECK(held("exact") == Relation::exact);
  CHECK(held("close") == Relation::close);
  CHECK(held("broad") == Relation::narrower);  // ESCO's term is the broader one
  CHECK(held("narrow") == Relation::broader);
  const auto asked = [&all](const std::string& id) {
    return relation_of(coded(k_forklift), coded(k_cnl + id), all);
  };
  CHECK(asked("exact") == Relation::exact);
  CHECK(asked("close") == Relation::close);
  CHECK(asked("broad") == Relation::broader);
  CHECK(asked("narrow") == Relation::narrower);
  CHECK(relation_of(coded(k_cnl + "exact"), coded(k_forklift), all, true) == Relation::exact);
  CHECK_FALSE(relation_of(coded(k_cnl + "close"), coded(k_forklift), all, true));
}

TEST_CASE("wallet: ways go on through ESCO, with every step told", "[gap]") {
  const std::vector all{
      crosswalk({{k_cnl + "1", Match::exact, k_inspections, "heftrucks keuren"}})};
  const auto link = SkillRelations(all).around(coded(k_forklift), false).find(coded(k_cnl + "1"));
  REQUIRE(link);
  CHECK(link->relation == Relation::narrower);
  REQUIRE(link->steps.size() == 2);
  CHECK(link->steps[0].from.name.at("") == "heftrucks keuren");
  CHECK(link->steps[0].source == "CompetentNL 1");
  CHECK(link->steps[1].to.code == k_forklift);
  CHECK(link->steps[1].source == "ESCO v1.1.1");
}

TEST_CASE("wallet: that two are close to a third says nothing of the two", "[gap]") {
  const std::vector all{crosswalk(
      {{k_cnl + "1", Match::close, k_forklift, ""}, {k_cnl + "2", Match::close, k_forklift, ""}})};
  CHECK(relation_of(coded(k_cnl + "1"), coded(k_forklift), all) == Relation::close);
  CHECK_FALSE(relation_of(coded(k_cnl + "1"), coded(k_cnl + "2"), all));
}

TEST_CASE("wallet: a crosswalk that goes in a circle comes to an end", "[gap]") {
  std::vector<CrosswalkRow> rows;
  for (int i = 0; i < 5000; ++i) {
    rows.push_back(
        {k_cnl + std::to_string(i), Match::broad, k_cnl + std::to_string((i + 1) % 5000), ""});
  }
  const std::vector all{crosswalk(std::move(rows))};
  CHECK(relation_of(coded(k_cnl + "1"), coded(k_cnl + "3"), all) == Relation::narrower);
  // Nobody would follow an explanation of hundreds of steps.
  CHECK_FALSE(relation_of(coded(k_cnl + "1"), coded(k_cnl + "2000"), all));
}

TEST_CASE("wallet: own words meet nothing, unless the profile says so", "[gap]") {
  const std::vector claims{claim(1, coded(k_forklift), Proof::self_declared)};
  for (const Proof least : {Proof::certificate, Proof::practice, Proof::endorsement}) {
    const JobProfile profile = job(must_have(coded(k_forklift), least));
    const Answer answer = answer_of(profile, claims);
    CHECK(answer.standing == Standing::self_declared);
    CHECK_FALSE(answer.met);
  }
  const JobProfile profile = job(must_have(coded(k_forklift), Proof::self_declared));
  CHECK(answer_of(profile, claims).met);
}

TEST_CASE("wallet: the strongest proof is told, of those the surest, of those the longest",
          "[gap]") {
  const JobProfile profile = job(must_have(coded(k_forklift)));
  std::vector claims{claim(1, coded(k_forklift), Proof::self_declared),
                     claim(2, coded(k_forklift), Proof::endorsement),
                     claim(3, coded(k_inspections), Proof::certificate, "2031-01-01"),
                     claim(4, coded(k_forklift), Proof::certificate, "2027-01-01"),
                     claim(5, coded(k_forklift), Proof::certificate, "2029-01-01")};
  CHECK(answer_of(profile, claims).best->claim->from == 5);
  claims.push_back(claim(6, coded(k_forklift), Proof::certificate));  // without an end
  CHECK(answer_of(profile, claims).best->claim->from == 6);
}

TEST_CASE("wallet: a proof that is weaker than asked for is told, and does not count", "[gap]") {
  const JobProfile profile = job(must_have(coded(k_forklift), Proof::certificate));
  const std::vector claims{claim(1, coded(k_forklift), Proof::practice)};
  const Answer answer = answer_of(profile, claims);
  CHECK(answer.standing == Standing::attested);
  CHECK_FALSE(answer.met);
}

TEST_CASE("wallet: what is not in order does not count, and the last of it is told", "[gap]") {
  const JobProfile profile = job(must_have(coded(k_forklift)));
  const std::vector claims{claim(1, coded(k_forklift), Proof::certificate, "2020-01-01", false),
                           claim(2, coded(k_inspections), Proof::certificate, "2024-01-01", false)};
  const Answer answer = answer_of(profile, claims);
  CHECK(answer.standing == Standing::missing);
  CHECK_FALSE(answer.met);
  CHECK_FALSE(answer.best);
  REQUIRE(answer.lapsed);
  CHECK(answer.lapsed->claim->from == 2);
  const Gap gap = find_gap(profile, claims, SkillRelations({}));
  const std::string text = gap_text(profile, gap, test::at("2026-06-01T10:00:00Z"), Language::nl);
  CHECK(text.find("is verlopen op 01-01-2024: vraag \"ROC Waterkant\" om een nieuw bewijs") !=
        std::string::npos);
}

TEST_CASE("wallet: what ends within thirty days is said to", "[gap]") {
  const JobProfile profile = job(must_have(coded(k_forklift)));
  const auto told = [&profile](const std::string& until) {
    const std::vector claims{claim(1, coded(k_forklift), Proof::certificate, until)};
    const Gap gap = find_gap(profile, claims, SkillRelations({}));
    return gap_text(profile, gap, test::at("2026-06-01T10:00:00Z"), Language::en);
  };
  CHECK(told("2026-07-02").find("! ends") == std::string::npos);
  CHECK(told("2026-07-01").find("until 2026-07-01  ! ends in 30 days\n") != std::string::npos);
  CHECK(told("2026-06-02").find("! ends in 1 day\n") != std::string::npos);
  CHECK(told("2026-06-01").find("! ends today\n") != std::string::npos);
}

TEST_CASE("wallet: must-haves and what is nice to have are counted apart", "[gap]") {
  JobProfile profile = job(must_have(coded(k_forklift)));
  profile.demands.push_back({false, called("koffie zetten"), Proof::endorsement, false});
  const std::vector claims{claim(1, called("koffie zetten"), Proof::certificate)};
  const Gap gap = find_gap(profile, claims, SkillRelations({}));
  CHECK(gap.must.met == 0);
  CHECK(gap.must.of == 1);
  CHECK(gap.nice.met == 1);
  CHECK(gap.nice.of == 1);
  const std::string text = gap_text(profile, gap, test::at("2026-06-01T10:00:00Z"), Language::en);
  CHECK(text.ends_with("must-have: 0 of 1 · nice-to-have: 1 of 1\n"));
}

TEST_CASE("wallet: whatever stands in a name, a command that is shown has it as one word",
          "[gap]") {
  CHECK(shell_word("a b") == "'a b'");
  CHECK(shell_word("it's; rm *") == "'it'\\''s; rm *'");
  CHECK(shell_word("$(x) `y` \"z\"") == "'$(x) `y` \"z\"'");
}
