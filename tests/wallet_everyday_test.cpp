// What the index says of what is held: bounds, own words, endorsements, profiles, skills.
#include <catch2/catch.hpp>

#include "support/ports.h"
#include "support/temporary_folder.h"
#include "support/vault_maker.h"
#include "support/vectors.h"
#include "wallet/endorsement.h"
#include "wallet/evidence.h"
#include "wallet/filter.h"
#include "wallet/list_table.h"
#include "wallet/profile.h"
#include "wallet/skills.h"
#include "wallet/supersede.h"

using namespace credenza;          // NOLINT(google-build-using-namespace)
using namespace credenza::wallet;  // NOLINT(google-build-using-namespace)

namespace {

const Instant k_now = test::at("2026-11-20T12:00:00Z");

struct Scene {
  Scene() {
    test::VaultMaker maker("everyday");
    // As an older version wrote it: without words, skills and type.
    maker.add(
        {0x1000, 2, 1,
         R"({"title":{"nl":"Veilig werken"},"issuer":"did:web:a.example","issuer_name":"ROC",)"
         R"("added":"2026-06-12T09:00:00Z","checked":"2026-06-12T09:00:00Z",)"
         R"("verdict":"accepted","digest":"00"})",
         "{}"});
    maker.write(path);
    auto locked = LockedVault::open(path, Access::write);
    REQUIRE(locked);
    auto opened =
        std::move(*locked).unlock(crypto::SecretBytes::copy_of(as_bytes("correct horse")));
    REQUIRE(opened);
    vault.emplace(std::move(*opened));
  }
  void put(Id id, Kind kind, const Json& meta) {
    Changes changes;
    changes.puts.push_back({id, kind, meta, as_bytes("body")});
    REQUIRE(vault->commit(changes, k_now, random));
  }
  std::size_t found(const Filter& filter) {
    const auto hits = select_entries(*vault, filter);
    REQUIRE(hits);
    return hits->size();
  }

  test::TemporaryFolder folder;
  std::string path = folder / "a.vault";
  test::SeededRandom random;
  std::optional<Vault> vault;
};

Held forklift() {
  Held held;
  held.title = {{"nl", "Heftruck"}};
  held.type = "MicroCredential";
  held.issuer_id = "did:web:roc.example";
  held.issuer_name = "Zoë’s ROC";
  held.awarded = "2026-06-12";
  held.added = held.checked = k_now;
  held.verdict = verify::Verdict::accepted;
  held.digest = std::string(64, 'a');
  held.credential_id = "urn:uuid:1";
  held.skills = {{"https://skill.example/forklift",
                  {{"en", "operate forklift"}, {"nl", "heftruck bedienen"}}}};
  return held;
}

HeldEndorsement opinion(Id about) {
  HeldEndorsement one;
  one.about = about;
  one.about_digest = std::string(64, 'a');
  one.issuer_name = "De Blauwe Hal";
  one.relation = "manager";
  one.text = {{"nl", "Werkt veilig."}};
  one.added = one.checked = k_now;
  one.verdict = verify::Verdict::accepted;
  return one;
}

}  // namespace

TEST_CASE("wallet: what an older version wrote lists, and is found by its words", "[everyday]") {
  Scene scene;
  CHECK(scene.found({}) == 1);
  Filter filter;
  filter.words = Query::parse("werken");
  CHECK(scene.found(filter) == 1);
  filter.words = Query::parse("heftruck");
  CHECK(scene.found(filter) == 0);
}

TEST_CASE("wallet: filters, each by itself", "[everyday]") {
  Scene scene;
  Held held = forklift();
  held.tags = {"Werk"};
  scene.put(0x2000, Kind::credential, to_meta(held));
  const auto count = [&scene](auto change) {
    Filter filter;
    change(filter);
    return scene.found(filter);
  };
  CHECK(count([](Filter& f) { f.skill = "https://skill.example/forklift"; }) == 1);
  CHECK(count([](Filter& f) { f.skill = "https://skill.example/other"; }) == 0);
  CHECK(count([](Filter& f) { f.skill = "forklifts"; }) == 1);
  CHECK(count([](Filter& f) { f.issuer = "zoe"; }) == 1);
  CHECK(count([](Filter& f) { f.issuer = "did:web:roc.example"; }) == 1);
  CHECK(count([](Filter& f) { f.type = "microcredentials"; }) == 1);
  CHECK(count([](Filter& f) { f.type = "veiligheid"; }) == 0);
  CHECK(count([](Filter& f) { f.tag = "werk"; }) == 1);
  CHECK(count([](Filter& f) { f.from = "2026-06-12"; }) == 1);
  CHECK(count([](Filter& f) { f.from = "2026-06-13"; }) == 0);
  CHECK(count([](Filter& f) { f.until = "2026-06-12"; }) == 1);
  CHECK(count([](Filter& f) { f.until = "2026-06-11"; }) == 0);
  CHECK(count([](Filter& f) { f.among = std::set<Id>{0x2000}; }) == 1);
  CHECK(count([](Filter& f) { f.among = std::set<Id>{}; }) == 0);
  held.superseded_by = 0x1000;
  scene.put(0x2000, Kind::credential, to_meta(held));
  CHECK(scene.found({}) == 1);
  CHECK(count([](Filter& f) { f.history = true; }) == 2);
}

TEST_CASE("wallet: the best hit stands first, then the newest", "[everyday]") {
  Scene scene;
  Held held = forklift();
  held.title = {{"nl", "Magazijn"}};
  scene.put(0x2000, Kind::credential, to_meta(held));
  held.title = {{"nl", "Heftruck"}};
  held.awarded = "2025-01-01";
  scene.put(0x3000, Kind::credential, to_meta(held));
  held.awarded = "2026-01-01";
  scene.put(0x4000, Kind::credential, to_meta(held));
  Filter filter;
  filter.words = Query::parse("heftruck");
  const auto hits = select_entries(*scene.vault, filter);
  REQUIRE(hits->size() == 3);
  CHECK((*hits)[0].id == 0x4000);
  CHECK((*hits)[1].id == 0x3000);
  CHECK((*hits)[2].id == 0x2000);
}

TEST_CASE("wallet: an issuer and a type are found by their words, whatever the index has of them",
          "[everyday]") {
  Scene scene;
  Json meta = to_meta(forklift());
  CHECK(meta["words"].get<std::string>().find("zoe") == std::string::npos);
  scene.put(0x2000, Kind::credential, meta);
  // Programs before wrote them into the words as well.
  meta["words"] = meta["words"].get<std::string>() + " zoe roc microcredential";
  scene.put(0x3000, Kind::credential, meta);
  const auto count = [&scene](std::string_view typed) {
    Filter filter;
    filter.words = Query::parse(typed);
    return scene.found(filter);
  };
  CHECK(count("zoë") == 2);
  CHECK(count("micro") == 2);
  CHECK(count("microcredentials") == 2);
  CHECK(count("roc") == 3);
  CHECK(count("heftruck zoe microcredential") == 2);
  CHECK(count("zoe brood") == 0);
  CHECK(count("microbrood") == 0);
}

TEST_CASE("wallet: what came within one second stands in the order in which it came",
          "[everyday]") {
  Scene scene;
  std::vector<Id> expected{0x1000};
  for (const Id id : {Id{0x7000}, Id{0x2000}, Id{0x9000}, Id{0x3000}}) {
    scene.put(id, Kind::credential, to_meta(forklift()));
    expected.push_back(id);
  }
  const auto ids = [](const auto& all) {
    std::vector<Id> out;
    for (const auto& one : all)
      out.push_back(one.id);
    return out;
  };
  CHECK(ids(*select_entries(*scene.vault, {})) == expected);
  CHECK(ids(*held_credentials(*scene.vault)) == expected);
  // To write one again does not move it.
  scene.put(0x7000, Kind::credential, to_meta(forklift()));
  CHECK(ids(*select_entries(*scene.vault, {})) == expected);
}

TEST_CASE("wallet: what was read of an index entry is written as it was", "[everyday]") {
  Scene scene;
  Held held = forklift();
  held.basis = {"wet", "VCA", "reachtruck", "2026-06-10"};
  held.tags = {"a", "b"};
  held.note = "nota";
  held.superseded_by = 7;
  held.person = "Marek";
  held.achievement = "https://a.example/1";
  held.replaces = "urn:uuid:0";
  scene.put(0x2000, Kind::credential, to_meta(held));
  const auto read = held_of(*scene.vault, *scene.vault->index().find(0x2000));
  REQUIRE(read);
  CHECK(to_meta(*read).dump() == to_meta(held).dump());
}

TEST_CASE("wallet: ten thousand skills of hostile text fit the index", "[everyday]") {
  std::vector<learning_record::Concept> terms(10000);
  for (std::size_t i = 0; i < terms.size(); ++i) {
    terms[i].id = std::string(5000, '\x01') + std::to_string(i);
    terms[i].name = {{"nl", std::string(100, '\x02') + std::to_string(i)}, {"en", "\x1b[31m"}};
  }
  Held held = forklift();
  held.skills = skills_of(terms);
  CHECK(held.skills.size() < 25);
  CHECK_FALSE(held.skills.empty());
  Scene scene;
  scene.put(0x2000, Kind::credential, to_meta(held));
  const std::string table =
      *list_table(*scene.vault, *select_entries(*scene.vault, {}),
                  {*parse_columns("title,skills"), true}, k_now, Language::nl);
  CHECK(table.find('\x02') == std::string::npos);
  CHECK(table.find('\x1b') == std::string::npos);
}

TEST_CASE("wallet: columns are names with commas, and no others", "[everyday]") {
  CHECK(parse_columns("id,state")->size() == 2);
  CHECK(parse_columns("")->empty());
  for (const char* text : {"colour", "id,,state", "ID", ","})
    CHECK_FALSE(parse_columns(text).has_value());
}

TEST_CASE("wallet: an endorsement finds what it is about by its digest only", "[everyday]") {
  const std::vector<Subject> all{{5, "urn:uuid:1", std::string(64, 'a'), {}, {}, {}}};
  HeldEndorsement one = opinion(0);
  CHECK(*find_target(all, one, "urn:uuid:other") == 5);
  one.about_digest = std::string(64, 'b');
  CHECK(find_target(all, one, "urn:uuid:1").error().code == Code::mismatch);
  CHECK(find_target(all, one, "urn:uuid:2").error().code == Code::not_found);
}

TEST_CASE("wallet: a request is refused at its place", "[everyday]") {
  const Json good =
      to_request({1, "urn:uuid:1", std::string(64, 'a'), {{"nl", "x"}}, "ROC", {}}, k_now);
  REQUIRE(read_request(good.dump()).has_value());
  const auto refused = [&good](auto change) {
    Json bad = good;
    change(bad);
    const auto read = read_request(bad.dump());
    REQUIRE_FALSE(read);
    return read.error().where;
  };
  CHECK(refused([](Json& bad) { bad["schema"] = "x"; }) == "/schema");
  CHECK(refused([](Json& bad) { bad.erase("target"); }) == "/target");
  CHECK(refused([](Json& bad) { bad["target"]["digest"] = "AB"; }) == "/target/digest");
  CHECK(refused([](Json& bad) { bad["title"] = "x"; }) == "/title");
  CHECK(refused([](Json& bad) { bad["person"] = "x"; }) == "/person");
  CHECK(refused([](Json& bad) { bad.erase("made"); }) == "/made");
  CHECK_FALSE(read_request(std::string(70000, ' ')).has_value());
}

TEST_CASE("wallet: of each skill what proves it, the strongest first", "[everyday]") {
  Scene scene;
  const Held held = forklift();
  scene.put(0x2000, Kind::credential, to_meta(held));
  OwnWords words;
  words.name = "urn:uuid:2";
  words.title = "Koffie";
  words.made = k_now;
  words.skills = {{"", {{"", "koffie zetten"}}}, {"", {{"", "HEFTRUCK BEDIENEN"}}}};
  scene.put(0x3000, Kind::own_words, to_meta(words, to_document(words).dump()));
  auto lines = skill_lines(*scene.vault, k_now);
  REQUIRE(lines);
  REQUIRE(lines->size() == 2);
  CHECK((*lines)[0].proof() == Proof::certificate);
  CHECK((*lines)[0].declared == 1);
  CHECK((*lines)[1].proof() == Proof::self_declared);

  SECTION("an opinion of it") {
    scene.put(0x4000, Kind::endorsement, to_meta(opinion(0x3000)));
    lines = skill_lines(*scene.vault, k_now);
    CHECK((*lines)[1].proof() == Proof::endorsement);
  }
  SECTION("an opinion that could not be checked proves nothing") {
    HeldEndorsement one = opinion(0x3000);
    one.verdict = verify::Verdict::undetermined;
    scene.put(0x4000, Kind::endorsement, to_meta(one));
    lines = skill_lines(*scene.vault, k_now);
    CHECK((*lines)[1].proof() == Proof::self_declared);
    CHECK((*lines)[1].lapsed == 1);
  }
  SECTION("a certificate that ended proves nothing now") {
    Held ended = held;
    ended.valid_until = test::at("2026-11-20T11:59:59Z");
    scene.put(0x2000, Kind::credential, to_meta(ended));
    lines = skill_lines(*scene.vault, k_now);
    CHECK((*lines)[0].proof() == Proof::self_declared);
  }
  SECTION("what somebody issued to themselves is their own word") {
    Held own = held;
    own.issuer_id = own.subject_id = "did:key:z6Mk";
    scene.put(0x2000, Kind::credential, to_meta(own));
    lines = skill_lines(*scene.vault, k_now);
    CHECK((*lines)[0].proof() == Proof::self_declared);
  }
}

TEST_CASE("wallet: profiles and evidence say what they name", "[everyday]") {
  Scene scene;
  scene.put(0x5000, Kind::profile, to_meta(Profile{0, "werk", {0x1000, 0x2000}}));
  scene.put(0x6000, Kind::evidence, to_meta(EvidenceFile{0, "a.jpg", "00", 3, {0x1000}, k_now}));
  CHECK(find_profile(*scene.vault, "werk")->records.size() == 2);
  CHECK(find_profile(*scene.vault, "Werk").error().where == "--profile");
  CHECK(evidence_files(*scene.vault)->front().name == "a.jpg");
  Changes changes;
  REQUIRE(leave_profiles(*scene.vault, {0x1000}, changes));
  REQUIRE(changes.puts.size() == 1);
  CHECK(changes.puts.front().meta["records"].size() == 1);
}

TEST_CASE("wallet: what comes in changes the same as if everything were read", "[everyday]") {
  Scene scene;
  Held held = forklift();
  held.achievement = "https://roc.example/1";
  held.person = "Marek Nowak";
  held.valid_until = test::at("2027-01-01T00:00:00Z");
  scene.put(0x2000, Kind::credential, to_meta(held));
  Held other = held;
  other.achievement = "https://roc.example/2";
  other.credential_id = "urn:uuid:2";
  other.superseded_by = 0x4000;
  scene.put(0x3000, Kind::credential, to_meta(other));
  Held naming = held;
  naming.achievement = "https://roc.example/3";
  naming.credential_id = "urn:uuid:3";
  naming.replaces = "urn:uuid:2";
  scene.put(0x4000, Kind::credential, to_meta(naming));
  Held newer = held;
  newer.credential_id = "urn:uuid:5";
  newer.valid_until = test::at("2030-01-01T00:00:00Z");
  const auto changed = changed_by(*scene.vault, {0x5000, newer});
  REQUIRE(changed);
  REQUIRE(changed->size() == 1);
  CHECK(changed->front().id == 0x2000);
  CHECK(changed->front().held.superseded_by == std::optional<Id>(0x5000));
  // The older one comes in last.
  newer.valid_until = test::at("2026-12-01T00:00:00Z");
  const auto late = changed_by(*scene.vault, {0x5000, newer});
  REQUIRE(late->size() == 1);
  CHECK(late->front().id == 0x5000);
  CHECK(late->front().held.superseded_by == std::optional<Id>(0x2000));
}
