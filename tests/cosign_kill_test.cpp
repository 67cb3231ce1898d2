// kill -9 at random moments of the verbs that make, sign, issue and refuse a draft: the files are
// whole or not there, no place is used twice or lost without a trace, and running the same once
// more completes it.
#include <array>
#include <bit>
#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <filesystem>
#include <functional>
#include <map>
#include <set>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include <catch2/catch.hpp>

#include "crypto/random.h"
#include "host/files.h"
#include "issuer/chain_proof.h"
#include "issuer/command_cosign.h"
#include "issuer/cosign.h"
#include "issuer/publication.h"
#include "issuer/status_registry.h"
#include "support/issuer_maker.h"
#include "support/records.h"

using namespace credenza;          // NOLINT(google-build-using-namespace)
using namespace credenza::issuer;  // NOLINT(google-build-using-namespace)

namespace {

using std::chrono::microseconds;

constexpr std::size_t k_kills = 80;
constexpr int k_most_documents = 200;
/// How many documents there are for each file of places.
constexpr std::size_t k_places = 5;

void write(const std::string& path, std::string_view text) {
  REQUIRE(host::write_file(path, as_bytes(text), {.mode = 0600, .overwrite = true}).has_value());
}

/// A template whose only hole is the name.
std::string template_text() {
  const Json record = test::changed(test::sample_record_json("PracticeStatement"),
                                    {{"/awarding_body", nullptr},
                                     {"/evidence", nullptr},
                                     {"/valid_from", nullptr},
                                     {"/person", {{"family_name", {{"$column", "naam"}}}}}});
  return Json{{"schema", "credenza.issuer.template/1"}, {"id", "praktijk"}, {"record", record}}
      .dump();
}

/// The school and the company, each with a home on disk.
struct Parties {
  Parties()
      : school(folder / "school"),
        company(folder / "company", "De Blauwe Hal Logistiek B.V.", "https://deblauwehal.example") {
    school.home.config.recognised.push_back({"De Blauwe Hal Logistiek B.V.",
                                             "did:web:deblauwehal.example", "990000017",
                                             std::nullopt, std::nullopt, "trust list"});
    school.home.config.identifiers.push_back({"BRIN", "99ZZ"});
    for (const test::IssuerMaker* maker : {&school, &company}) {
      write(maker->home.folder + "/issuer.toml", to_toml(maker->home.config));
      write(maker->home.folder + "/keys.json", maker->home.keys.to_json().dump());
    }
    REQUIRE(host::make_folder(folder / "www").has_value());
    write(folder / "www/did.json", publish_did(company.home)->text);
    write(folder / "template.json", template_text());
    write(folder / "pass", "correct horse");
  }

  [[nodiscard]] VerbOptions common(const test::IssuerMaker& of) const {
    VerbOptions out;
    out.home = of.home.folder;
    out.passphrase.file = folder / "pass";
    out.passphrase.no_input = true;
    return out;
  }
  [[nodiscard]] CosignViews views() const {
    CosignViews out;
    out.offline = true;
    out.published = {folder / "www"};
    out.allow_unknown_dossier = true;
    return out;
  }

  test::TemporaryFolder folder;
  test::IssuerMaker school;
  test::IssuerMaker company;
};

/// What is done to a document.
struct Step {
  std::string home;
  std::string output;  ///< a file; may be empty
  std::function<Result<int>()> verb;
};

/// Where the output of a step goes.
std::string said_by(const Step& step) {
  return step.home + "/said";
}

pid_t begin(const Step& step) {
  const pid_t child = ::fork();
  if (child != 0) return child;
  const int said = ::open(said_by(step).c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  ::dup2(said, STDOUT_FILENO);
  ::dup2(said, STDERR_FILENO);
  const auto done = step.verb();
  if (!done) host::write_talk(done.error().where + ": " + done.error().detail + "\n");
  ::_exit(done && *done == 0 ? 0 : 1);
}

/// @return whether it did what it had to
bool run(const Step& step) {
  int status = 0;
  const pid_t child = begin(step);
  REQUIRE(::waitpid(child, &status, 0) == child);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/// Kills a run `after` it began; or, when `in_ledger`, after it began to write its ledger.
/// @return whether it was not done before
bool run_and_kill(const Step& step, microseconds after, bool in_ledger) {
  const pid_t child = begin(step);
  int status = 0;
  const std::string journal = step.home + "/ledger.sqlite-journal";
  while (in_ledger && !host::exists(journal) && ::waitpid(child, &status, WNOHANG) == 0) {
  }
  std::this_thread::sleep_for(after);
  if (::kill(child, SIGKILL) == 0) ::waitpid(child, &status, 0);
  return WIFSIGNALED(status);
}

struct Ledgers {
  std::size_t promised = 0;  ///< places
  std::size_t issued = 0;
  std::size_t started = 0;  ///< places of which the company made drafts
};

using Places = std::set<std::pair<std::uint64_t, std::uint64_t>>;

/// The places that the entries of a ledger promise; each is promised once.
Places promised_places(Snapshot& snapshot) {
  Places out;
  for (Position after = 0;;) {
    const auto page = *snapshot.acts(after, 100);
    for (const Entry& entry : page) {
      after = entry.position;
      const Json body = json::to_value(test::document(as_text(entry.body)).root());
      if (body.value("step", "") != "place") continue;
      for (const Json& place : body.at("places")) {
        CHECK(out.emplace(place.at("list").get<std::uint64_t>(),
                          place.at("index").get<std::uint64_t>())
                  .second);
      }
    }
    if (page.size() < 100) return out;
  }
}

std::size_t bits_in(const Bytes& bytes) {
  std::size_t out = 0;
  for (const std::uint8_t byte : bytes)
    out += static_cast<std::size_t>(std::popcount(byte));
  return out;
}

void prove(Snapshot& snapshot) {
  const auto proof = prove_chain(snapshot, [](std::uint64_t) { return true; });
  REQUIRE(proof.has_value());
  INFO((proof->broken ? proof->broken->what.en : ""));
  REQUIRE(!proof->broken);
}

/// Looks at both ledgers: the chains hold, and every place that was given out stands in an entry
/// and is of one credential at most.
Ledgers look(const Parties& parties) {
  Ledgers out;
  const auto school_store = parties.school.open_store();
  const auto school = *school_store->look();
  prove(*school);
  const Places places = promised_places(*school);
  std::size_t given = 0;
  const std::vector<StatusListState> lists = *status_lists(*school, k_revocation);
  for (const StatusListState& list : lists)
    given += bits_in(list.given);
  CHECK(given == places.size());
  Places used;
  REQUIRE(school->walk(0, [&](const IssuedEntry& entry) {
    const auto place =
        std::pair<std::uint64_t, std::uint64_t>(entry.what.place.list, entry.what.place.index);
    CHECK(places.contains(place));
    CHECK(used.insert(place).second);
    ++out.issued;
    return true;
  }));
  out.promised = places.size();
  const auto company_store = parties.company.open_store();
  const auto company = *company_store->look();
  prove(*company);
  out.started = started_drafts(*company)->ids.size();
  return out;
}

/// The draft, which is whole if it is there.
std::optional<Draft> draft_in(const std::string& path) {
  const auto text = host::read_file(path, k_most_draft_bytes);
  if (!text) return std::nullopt;
  auto draft = Draft::parse(*text);
  REQUIRE(draft.has_value());
  return *std::move(draft);
}

class Killing {
 public:
  explicit Killing(const Parties& parties) : parties_(parties) {}

  /// Runs a step, killed somewhere, and once more to its end.
  void run_step(const Step& step, const std::string& name) {
    const std::string path = parties_.folder / "one.draft";
    const bool in_ledger = crypto::uniform(2, random_) == 1;
    const auto most = in_ledger ? k_behind_ledger : last_[name];
    const auto after =
        microseconds(crypto::uniform(static_cast<std::uint64_t>(most.count()) + 1, random_));
    INFO(name << " killed after " << after.count() << " us");
    const bool was_killed = run_and_kill(step, after, in_ledger);
    if (was_killed) ++killed_[name];
    static_cast<void>(look(parties_));
    static_cast<void>(draft_in(path));
    const std::string& output = step.output;
    if (name == "issue" && host::exists(output))
      REQUIRE(json::Document::parse(*host::read_file(output, 1U << 20)).has_value());
    const auto begun = std::chrono::steady_clock::now();
    // What was refused stays refused; asked again, the program says so.
    const auto draft = draft_in(path);
    const bool is_refused = name == "refuse" && draft && draft->refusal();
    const bool done = run(step);
    INFO(host::read_file(said_by(step), 1U << 20).value_or(std::string()));
    REQUIRE(done == !is_refused);
    const auto took =
        std::chrono::duration_cast<microseconds>(std::chrono::steady_clock::now() - begun);
    last_[name] = took;
  }

  [[nodiscard]] std::size_t killed() const {
    std::size_t out = 0;
    for (const auto& [name, count] : killed_)
      out += count;
    return out;
  }
  [[nodiscard]] const std::map<std::string, std::size_t>& of_each() const { return killed_; }

 private:
  static constexpr microseconds k_behind_ledger{4000};
  const Parties& parties_;
  test::SeededRandom random_{"moments"};
  std::map<std::string, microseconds> last_;
  std::map<std::string, std::size_t> killed_;
};

}  // namespace

TEST_CASE(
    "co-signing that is killed anywhere leaves whole files, loses no place, and is completed by "
    "the same command",
    "[cosign_kill]") {
  const Parties parties;
  Killing killing(parties);
  const std::string draft_file = parties.folder / "one.draft";
  std::size_t by_company = 0;
  std::size_t by_school = 0;
  std::size_t issued = 0;
  std::size_t places = 0;
  for (int i = 0; i < k_most_documents && killing.killed() < k_kills; ++i) {
    const bool from_places = i % 2 == 0;
    std::filesystem::remove(draft_file);
    write(parties.folder / "list.csv", "naam\nLeerling " + std::to_string(i) + "\n");
    if (from_places && by_company % k_places == 0) {
      const CosignPlaceOptions place{.common = parties.common(parties.school),
                                     .count = k_places,
                                     .output = parties.folder / "places.json",
                                     .force = true};
      REQUIRE(run({place.common.home, place.output, [&] { return cosign_place(place); }}));
      places += k_places;
    }
    CosignStartOptions start;
    start.common = parties.common(from_places ? parties.company : parties.school);
    start.views = parties.views();
    start.form = parties.folder / "template.json";
    start.csv = parties.folder / "list.csv";
    start.output = draft_file;
    if (from_places) start.place = parties.folder / "places.json";
    killing.run_step({start.common.home, start.output, [&] { return cosign_start(start); }},
                     "start");
    ++(from_places ? by_company : by_school);
    CHECK(look(parties).started == by_company);
    CHECK(look(parties).promised == places + by_school);

    const CosignSignOptions sign{.common = parties.common(parties.company),
                                 .draft = draft_file,
                                 .role = "learning-company",
                                 .name = {}};
    killing.run_step({sign.common.home, {}, [&] { return cosign_sign(sign); }}, "sign");
    REQUIRE(draft_in(draft_file)->missing().size() == 1);

    const bool refused = i % 3 == 0;
    const VerbOptions school = parties.common(parties.school);
    const std::string output = parties.folder / ("issued-" + std::to_string(i) + ".json");
    if (refused) {
      const CosignRefuseOptions refuse{
          .common = school, .draft = draft_file, .reason = "the hours are wrong", .name = {}};
      killing.run_step({school.home, {}, [&] { return cosign_refuse(refuse); }}, "refuse");
    } else {
      CosignIssueOptions issue;
      issue.common = school;
      issue.draft = draft_file;
      issue.output = output;
      issue.views = parties.views();
      killing.run_step({school.home, output, [&] { return cosign_issue(issue); }}, "issue");
    }
    if (!refused) ++issued;
    CHECK(look(parties).issued == issued);
    CHECK(draft_in(draft_file)->refusal().has_value() == refused);
    CHECK(host::exists(output) == !refused);
  }
  std::string counts;
  for (const auto& [name, count] : killing.of_each())
    counts += name + " " + std::to_string(count) + ", ";
  WARN(counts << killing.killed() << " killed in all; " << issued << " issued, "
              << places + by_school << " places promised");
  CHECK(killing.killed() >= k_kills);
  CHECK(killing.of_each().size() == 4);
}
