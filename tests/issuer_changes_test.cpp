// What is done to credentials after they were issued: which are meant, what changes, and what the
// ledger says of it.
#include <algorithm>
#include <chrono>

#include <catch2/catch.hpp>

#include "issuer/acts.h"
#include "issuer/history.h"
#include "issuer/ledger_words.h"
#include "support/issuer_maker.h"
#include "support/ledger_maker.h"
#include "support/said_in_dutch.h"

using namespace credenza;          // NOLINT(google-build-using-namespace)
using namespace credenza::issuer;  // NOLINT(google-build-using-namespace)

namespace {

const Instant k_issued_at = test::at("2026-06-15T09:00:00Z");
const Instant k_now = test::at("2026-07-03T09:00:00Z");

/// A ledger with two sessions of three persons.
class School {
 public:
  School() : maker(folder.path()), store(maker.open_store()), ledger(maker.ledger()) {
    const auto transaction = *store->begin();
    first = test::add_session(*transaction, ledger, {"2026-06-12-A", {"Nowak", "Yıldız", "Bakker"}},
                              k_issued_at, random);
    second = test::add_session(
        *transaction, ledger,
        {"2026-06-12-B", {"Smit", "Nowak", "Jansen"}, "PracticeStatement", "key-2"},
        k_issued_at + std::chrono::hours(48), random);
    REQUIRE(transaction->commit().has_value());
  }

  /// Positions that `expression` means.
  std::vector<Position> meant(const std::string& expression) {
    const auto targets = try_meant(expression);
    INFO(expression);
    REQUIRE(targets.has_value());
    return *targets;
  }

  Result<std::vector<Position>> try_meant(const std::string& expression) {
    const auto where = Where::parse(expression);
    REQUIRE(where.has_value());
    const auto snapshot = *store->look();
    const auto targets = select(*snapshot, ledger, *where);
    if (!targets) return targets.error();
    std::vector<Position> out;
    for (const Target& target : *targets)
      out.push_back(target.position);
    return out;
  }

  std::vector<Target> targets(const std::vector<Position>& positions) {
    const auto snapshot = *store->look();
    std::vector<Target> out;
    for (const Position position : positions) {
      const auto entry = *snapshot->issued(position);
      out.push_back({position, entry->what.id, entry->standing.state});
    }
    return out;
  }

  Transaction::Appended change(Change what_to_do, const std::vector<Position>& positions,
                               const Account& account = {"data-error", "", ""},
                               Instant now = k_now) {
    const ChangePlan plan = plan_change(what_to_do, targets(positions));
    REQUIRE_FALSE(plan.affected.empty());
    const auto transaction = *store->begin();
    const auto made = apply_change(*transaction, ledger, plan, account, now, random);
    REQUIRE(made.has_value());
    REQUIRE(transaction->commit().has_value());
    return *made;
  }

  State state(Position position) { return (*(*store->look())->issued(position))->standing.state; }

  bool is_set(std::string_view purpose, Position position) {
    const auto snapshot = *store->look();
    const StatusPlace place = (*snapshot->issued(position))->what.place;
    const Bytes bits = *snapshot->bits(purpose, place.list);
    const unsigned byte = bits.empty() ? 0U : bits[place.index / 8];
    return (byte >> (7 - place.index % 8) & 1U) != 0;
  }

  void forget(const std::vector<Position>& positions) {
    const auto gone = targets(positions);
    const auto transaction = *store->begin();
    REQUIRE(forget_all(*transaction, gone, k_now).has_value());
    REQUIRE(transaction->commit().has_value());
  }

  /// Puts another person's sealed part in the place of this one's.
  void damage(Position position) {
    const auto transaction = *store->begin();
    const Bytes other = **transaction->personal(first[0]);
    REQUIRE(*transaction->forget(position));
    REQUIRE(transaction->add_personal(position, other).has_value());
    REQUIRE(transaction->commit().has_value());
  }

  Head head() { return *(*store->look())->head(); }

  std::vector<Event> history(Position position) {
    const auto snapshot = *store->look();
    const auto entry = *snapshot->issued(position);
    auto events = history_of(*snapshot, ledger, *entry);
    REQUIRE(events.has_value());
    return *std::move(events);
  }

  test::TemporaryFolder folder;
  test::IssuerMaker maker;
  std::unique_ptr<Store> store;
  Ledger ledger;
  test::SeededRandom random{"school"};
  std::vector<Position> first;
  std::vector<Position> second;
};

std::vector<Position> both(std::vector<Position> a, const std::vector<Position>& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

}  // namespace

TEST_CASE("an expression means by label, record, ledger and person", "[issuer_changes]") {
  School school;
  const auto all = both(school.first, school.second);
  CHECK(school.meant("session=\"2026-06-12-A\"") == school.first);
  CHECK(school.meant("type=PracticeStatement") == school.second);
  CHECK(school.meant("template=mc-log-02") == all);
  CHECK(school.meant("kid=key-2") == school.second);
  CHECK(school.meant("kid=\"did:web:rocwaterkant.example#key-2\"") == school.second);
  CHECK(school.meant("issued>=2026-06-17") == school.second);
  CHECK(school.meant("issued<2026-06-17 and status=in_force") == school.first);
  CHECK(school.meant("achievement.title.nl=\"Veilig werken\"") == all);
  CHECK(school.meant("person.family_name=Nowak") ==
        std::vector<Position>{school.first[0], school.second[1]});
  CHECK(school.meant("familyName=Nowak and session=\"2026-06-12-B\"") ==
        std::vector<Position>{school.second[1]});
  CHECK(school.meant("not familyName=Nowak and not type=MicroCredential") ==
        std::vector<Position>{school.second[0], school.second[2]});
  CHECK(school.meant("id=\"" + to_urn(school.targets(school.first)[1].id) + "\"") ==
        std::vector<Position>{school.first[1]});
  CHECK(school.meant("session=none").empty());
}

TEST_CASE("a name that nothing has is refused in its column, with the nearest",
          "[issuer_changes]") {
  School school;
  const auto refused = school.try_meant("type=x or sesion=\"2026-06-12-A\"");
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().code == Code::unsupported);
  CHECK(refused.error().where == "--where, column 11");
  CHECK(refused.error().detail.find("did you mean \"session\"") != std::string::npos);
  CHECK(test::said_in_dutch(refused.error()).find("bedoelt u \"session\"") != std::string::npos);
  const auto typo = school.try_meant("famly_name=Nowak");
  REQUIRE_FALSE(typo.has_value());
  CHECK(typo.error().detail.find("person.family_name") != std::string::npos);
}

TEST_CASE("a name in another case than the ledger has it never means nobody", "[issuer_changes]") {
  School school;
  for (const char* expression : {"Status=revoked", "Session=x", "Issued>=2026"}) {
    const auto refused = school.try_meant(expression);
    INFO(expression);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().code == Code::unsupported);
    CHECK(refused.error().detail.find("did you mean") != std::string::npos);
  }
}

TEST_CASE("a fact is compared with what it can be, or the expression is refused where it says so",
          "[issuer_changes]") {
  School school;
  std::string dutch;
  const auto refused = [&school, &dutch](const char* expression) {
    const auto meant = school.try_meant(expression);
    INFO(expression);
    REQUIRE_FALSE(meant.has_value());
    dutch = test::said_in_dutch(meant.error());
    return std::string(to_string(meant.error().code)) + " " + meant.error().where;
  };
  CHECK(refused("issued>=yesterday") == "malformed --where, column 9");
  CHECK(refused("issued>=\"03-03-2026\"") == "malformed --where, column 9");
  CHECK(refused("type=x and since<\"\"") == "malformed --where, column 18");
  CHECK(refused("session=\"2026-06-12-A\" and status!=revokd") == "malformed --where, column 36");
  CHECK(dutch.find("bedoelt u \"revoked\"") != std::string::npos);
  CHECK(refused("status>revoked") == "malformed --where, column 8");
  CHECK(refused("not reason=bordom") == "malformed --where, column 12");
  CHECK(refused("list=one") == "malformed --where, column 6");
  CHECK(refused("index<-1") == "malformed --where, column 7");
  CHECK(refused("id!=5f2a") == "malformed --where, column 5");
  CHECK(school.meant("reason=\"\"").empty());
  CHECK(school.meant("list=1 and index>=0 and issued>=2026 and since!=2026").size() == 6);
}

TEST_CASE("of many whose persons are opened the order stays, and nobody is left out",
          "[issuer_changes]") {
  School school;
  std::vector<Position> all;
  {
    const auto transaction = *school.store->begin();
    std::vector<std::string> names;
    for (int i = 0; i < 9000; ++i)
      names.push_back(i % 3 == 0 ? "Nowak" : "Visser");
    all = test::add_session(*transaction, school.ledger, {"C", names}, k_now, school.random);
    const auto later = test::add_session(*transaction, school.ledger, {"D", {"Smit", "Nowak"}},
                                         k_now, school.random);
    all.insert(all.end(), later.begin(), later.end());
    REQUIRE(transaction->commit().has_value());
  }
  std::vector<Position> expected{school.first[0], school.second[1]};
  for (std::size_t i = 0; i < 9000; i += 3)
    expected.push_back(all[i]);
  expected.push_back(all[9000]);
  expected.push_back(all[9001]);
  CHECK(school.meant("familyName=Nowak or session=D") == expected);
  CHECK(school.meant("session=C and not familyName=Nowak").size() == 6000);
  // The one that is damaged ends it, wherever it stands.
  school.damage(all[8000]);
  const auto damaged = school.try_meant("familyName=Nowak");
  REQUIRE_FALSE(damaged.has_value());
  CHECK(damaged.error().code == Code::malformed);
  CHECK(damaged.error().where == "store");
}

TEST_CASE("persons are not opened for what their cohort or entry decides", "[issuer_changes]") {
  School school;
  // Nothing personal is left to be opened.
  school.forget(both(school.first, school.second));
  CHECK(school.meant("session=\"2026-06-12-A\" and issued>=2026-06-15") == school.first);
  CHECK(school.meant("session=\"2026-06-12-A\" or familyName=Nowak") == school.first);
  // What hangs on somebody who was forgotten cannot be told, so it is not meant.
  CHECK(school.meant("familyName!=Nowak").empty());
}

TEST_CASE("a revocation of many is one entry and one change of the lists", "[issuer_changes]") {
  School school;
  school.change(Change::revoke, {school.first[1]});
  const ChangePlan plan = plan_change(Change::revoke, school.targets(school.first));
  CHECK(plan.affected.size() == 2);
  REQUIRE(plan.already.size() == 1);
  CHECK(plan.already[0].position == school.first[1]);
  const Head before = school.head();
  const auto made = school.change(Change::revoke, school.first, {"exam-irregularity", "", ""});
  CHECK(school.head().position == before.position + 1);
  {
    const auto snapshot = *school.store->look();
    const auto entry = *snapshot->entry(made.position);
    CHECK(entry->kind == k_revoked);
    const Effect effect = *read_effect(entry->body);
    CHECK(effect.positions == std::vector<Position>{school.first[0], school.first[2]});
    CHECK(*reason_of(*snapshot, made.position) == "exam-irregularity");
  }
  for (const Position position : school.first) {
    CHECK(school.state(position) == State::revoked);
    CHECK(school.is_set(k_revocation, position));
    CHECK_FALSE(school.is_set(k_refresh, position));
  }
  for (const Position position : school.second)
    CHECK_FALSE(school.is_set(k_revocation, position));
}

TEST_CASE("only a suspension is undone", "[issuer_changes]") {
  School school;
  const Position one = school.first[0];
  school.change(Change::suspend, {one});
  CHECK(school.state(one) == State::suspended);
  CHECK(school.is_set(k_suspension, one));
  CHECK_FALSE(school.is_set(k_revocation, one));
  school.change(Change::reinstate, {one});
  CHECK(school.state(one) == State::in_force);
  CHECK_FALSE(school.is_set(k_suspension, one));
  school.change(Change::suspend, {one});
  school.change(Change::revoke, {one});
  CHECK(school.state(one) == State::revoked);
  CHECK(school.is_set(k_revocation, one));
  CHECK_FALSE(school.is_set(k_suspension, one));
  for (const Change change : {Change::suspend, Change::reinstate}) {
    const ChangePlan plan = plan_change(change, school.targets({one}));
    CHECK(plan.affected.empty());
    CHECK(plan.already.empty());
    CHECK(plan.fixed.size() == 1);
  }
  CHECK(plan_change(Change::revoke, school.targets({one})).already.size() == 1);
  const auto events = school.history(one);
  REQUIRE(events.size() == 5);
  CHECK(events[0].kind == k_issued);
  CHECK(events[1].kind == k_suspended);
  CHECK(events[2].kind == k_reinstated);
  CHECK(events[4].kind == k_revoked);
}

TEST_CASE("what is replaced is withdrawn, and has a newer version", "[issuer_changes]") {
  School school;
  const Position one = school.first[0];
  school.change(Change::replace, {one});
  CHECK(school.state(one) == State::superseded);
  CHECK(school.is_set(k_revocation, one));
  CHECK(school.is_set(k_refresh, one));
  CHECK(plan_change(Change::renew, school.targets({one})).already.size() == 1);
  CHECK(plan_change(Change::revoke, school.targets({one})).already.size() == 1);
}

TEST_CASE("a change that is not committed leaves nothing", "[issuer_changes]") {
  School school;
  const Head before = school.head();
  {
    const ChangePlan plan = plan_change(Change::revoke, school.targets(school.first));
    const auto transaction = *school.store->begin();
    REQUIRE(apply_change(*transaction, school.ledger, plan, {"data-error", "n", "o"}, k_now,
                         school.random)
                .has_value());
  }
  CHECK(school.head().digest == before.digest);
  CHECK(school.state(school.first[0]) == State::in_force);
  CHECK_FALSE(school.is_set(k_revocation, school.first[0]));
}

TEST_CASE("who did it and why is sealed beside the entry, and goes with the last person",
          "[issuer_changes]") {
  School school;
  const auto made = school.change(Change::revoke, {school.first[0], school.first[1]},
                                  {"exam-irregularity", "phone found on Nowak", "j.visser"});
  const auto account = [&] {
    const auto snapshot = *school.store->look();
    return *read_account(*snapshot, school.ledger, **snapshot->entry(made.position));
  };
  CHECK(account().by == "j.visser");
  CHECK(account().note == "phone found on Nowak");
  const Bytes bytes = (*(*school.store->look())->entry(made.position))->body;
  const std::string body(as_text(bytes));
  CHECK(body.find("visser") == std::string::npos);
  CHECK(body.find("phone") == std::string::npos);
  school.forget({school.first[0]});
  CHECK(account().note == "phone found on Nowak");
  school.forget({school.first[1]});
  CHECK(account().note.empty());
  CHECK(account().by.empty());
  CHECK(account().reason == "exam-irregularity");
}

TEST_CASE("somebody who was forgotten is counted, listed and withdrawn as before",
          "[issuer_changes]") {
  School school;
  const Position one = school.first[0];
  const Head before = school.head();
  school.forget({one});
  CHECK(school.head().position == before.position + 1);
  {
    const auto snapshot = *school.store->look();
    LedgerReader reader(*snapshot, school.ledger);
    const LedgerLine line = *reader.line(**snapshot->issued(one));
    CHECK(line.forgotten);
    CHECK(line.name.empty());
    CHECK(line.title == "Veilig werken");
    CHECK(line_text(line, host::Language::nl).find("(vergeten)") != std::string::npos);
  }
  school.change(Change::revoke, {one});
  CHECK(school.is_set(k_revocation, one));
  CHECK(school.history(one).back().kind == k_revoked);
}

TEST_CASE("a clock that goes back does not turn the ledger around", "[issuer_changes]") {
  School school;
  const auto made = school.change(Change::revoke, {school.first[0]}, {"data-error", "", ""},
                                  k_issued_at - std::chrono::hours(24 * 400));
  CHECK(made.at == k_issued_at + std::chrono::hours(48));
  CHECK((*(*school.store->look())->issued(school.first[0]))->standing.since == made.at);
}

TEST_CASE("a batch of two hundred thousand is one entry that can be read", "[issuer_changes]") {
  Json body = {{"state", "revoked"}};
  std::vector<Position> positions(200'000);
  for (std::size_t i = 0; i < positions.size(); ++i)
    positions[i] = static_cast<Position>(1'000'000 + i);
  body["positions"] = positions;
  const auto bytes = make_body(body);
  REQUIRE(bytes.has_value());
  CHECK(read_effect(*bytes)->positions == positions);
}

TEST_CASE("letters hold nothing that a spreadsheet would run", "[issuer_changes]") {
  CHECK(safe_cell("Sanne van der Heijden") == "\"Sanne van der Heijden\"");
  CHECK(safe_cell("=HYPERLINK(\"x\")") == "\"'=HYPERLINK(\"\"x\"\")\"");
  for (const char* text : {"+1", "-1", "@x", "\tx", "\rx"})
    CHECK(safe_cell(text).starts_with("\"'"));
  CHECK(safe_cell("O'Neill; Jr.") == "\"O'Neill; Jr.\"");
  LedgerLine line;
  line.name = "Zoë";
  line.title = "Veilig werken";
  line.id = "urn:uuid:1";
  line.issued = k_issued_at;
  const std::string row = letter_row({line, k_now, *find_reason("exam-irregularity")});
  CHECK(row ==
        "\"Zoë\";\"Veilig werken\";\"urn:uuid:1\";2026-06-15;2026-07-03;exam-irregularity;"
        "\"something went wrong at the exam\";\"er bij het examen iets niet in orde was\"\r\n");
  CHECK(std::count(row.begin(), row.end(), ';') == [] {
    const std::string names = letter_names();
    return std::count(names.begin(), names.end(), ';');
  }());
}

// By hand, in the release build: issuer_changes_test "[.million]". A million entries take a minute
// to make and lie in the temporary folder.
TEST_CASE("a session is found and withdrawn among a million within two seconds", "[.million]") {
  School school;
  constexpr std::size_t k_sessions = 1000;
  constexpr std::size_t k_persons = 1000;
  for (std::size_t group = 0; group < k_sessions; ++group) {
    const auto transaction = *school.store->begin();
    const std::vector<std::string> names(k_persons, "Nowak");
    test::add_session(*transaction, school.ledger, {"S-" + std::to_string(group), names}, k_now,
                      school.random);
    REQUIRE(transaction->commit().has_value());
  }
  using Clock = std::chrono::steady_clock;
  const auto begun = Clock::now();
  const std::vector<Position> found = school.meant("session=\"S-500\" and status=in_force");
  const auto selected = Clock::now();
  school.change(Change::revoke, found, {"exam-irregularity", "", ""});
  const std::chrono::duration<double> selecting = selected - begun;
  const std::chrono::duration<double> all = Clock::now() - begun;
  WARN("selected in " << selecting.count() << " s, withdrawn after " << all.count() << " s");
  CHECK(found.size() == k_persons);
  CHECK(all < std::chrono::seconds(2));
}
