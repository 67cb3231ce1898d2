// kill -9 at 200 random moments of an issuing run, the next run going on where the last one died:
// in the end everybody has one credential, and no place in a status list was used twice.
#include <array>
#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <set>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include <catch2/catch.hpp>

#include "host/files.h"
#include "issuer/chain_proof.h"
#include "support/class_list.h"

using namespace credenza;          // NOLINT(google-build-using-namespace)
using namespace credenza::issuer;  // NOLINT(google-build-using-namespace)

namespace {

const Instant k_now = test::at("2026-06-15T09:00:00Z");
constexpr int k_kills = 200;
/// So small that a run is many transactions.
constexpr std::size_t k_group = 4;
constexpr int k_new_rows = 16;     ///< that every run has and none before it had
constexpr int k_rows_of_run = 64;  ///< those of earlier runs included

/// The rows before `end`, the newest first, so that there is something new to issue from the start.
std::string class_list(int begin, int end) {
  std::string csv = "leerlingnr;achternaam;geboortedatum;module;uren_sbu;resultaat;datum\n";
  for (int i = end; i-- > std::max(0, begin);) {
    csv += "S" + std::to_string(i) + ";Leerling " + std::to_string(i) +
           ";1988;MC-LOG-02;240;goed;12-06-2026\n";
  }
  return csv;
}

/// Issues a list into one file, as the verb does. Writes a byte to `pipe` behind every group.
bool issue_into(const test::IssuerMaker& maker, const Template& form, const std::string& csv,
                const std::string& path, int pipe) {
  const auto store = open_sqlite_store(maker.home.store_file());
  if (!store) return false;
  auto file = host::FileWriter::create(path, {.mode = 0600, .overwrite = true});
  const GoOn go_on = [pipe](std::uint64_t) {
    static_cast<void>(::write(pipe, "g", 1) == 1);
    return Status();
  };
  const auto rows = test::issue_list(maker, {form, csv, k_now, 1, k_group, go_on}, **store);
  if (!file || !rows) return false;
  for (const test::IssuedRow& row : *rows)
    if (!file->write(row.text + "\n")) return false;
  return file->put_in_place().has_value();
}

/// Kills a run some moment behind its `groups`th group. @return whether it was not done before
bool run_and_kill(const test::IssuerMaker& maker, const Template& form, const std::string& csv,
                  const std::string& path, std::uint64_t groups, std::chrono::microseconds behind) {
  std::array<int, 2> ends{};
  must(::pipe2(ends.data(), O_CLOEXEC) == 0);
  const pid_t child = ::fork();
  if (child == 0) {
    ::close(ends[0]);
    ::_exit(issue_into(maker, form, csv, path, ends[1]) ? 0 : 1);
  }
  ::close(ends[1]);
  char byte = 0;
  for (std::uint64_t i = 0; i < groups && ::read(ends[0], &byte, 1) == 1; ++i) {
  }
  std::this_thread::sleep_for(behind);
  ::kill(child, SIGKILL);
  ::close(ends[0]);
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  REQUIRE((WIFSIGNALED(status) || WEXITSTATUS(status) == 0));
  return WIFSIGNALED(status);
}

struct Left {
  std::set<std::string> ids;
  std::set<std::pair<std::uint32_t, std::uint64_t>> places;
  std::size_t entries = 0;
};

Left look(const test::IssuerMaker& maker) {
  const auto store = open_sqlite_store(maker.home.store_file());
  REQUIRE(store.has_value());
  const auto snapshot = *(*store)->look();
  Left out;
  REQUIRE(snapshot->walk(0, [&out](const IssuedEntry& entry) {
    out.ids.insert(to_urn(entry.what.id));
    out.places.insert({entry.what.place.list, entry.what.place.index});
    ++out.entries;
    return true;
  }));
  const auto proof = prove_chain(*snapshot, [](std::uint64_t) { return true; });
  REQUIRE(proof.has_value());
  INFO((proof->broken ? proof->broken->what.en : ""));
  REQUIRE(!proof->broken);
  return out;
}

std::size_t lines_of(const std::string& path) {
  const auto text = host::read_file(path, std::size_t{64} << 20);
  REQUIRE(text.has_value());
  return static_cast<std::size_t>(std::count(text->begin(), text->end(), '\n'));
}

}  // namespace

TEST_CASE("of 200 runs killed at random moments none issues anything twice, and nothing is lost",
          "[issuer_kill]") {
  const test::TemporaryFolder folder;
  const test::IssuerMaker maker(folder.path());
  const Template form = test::example_template("mc-log-02.json");
  const std::string path = folder / "issued.ndjson";
  test::SeededRandom random("moments");
  std::size_t killed = 0;
  std::size_t in_between = 0;
  std::set<std::string> known;
  for (int run = 1; run <= k_kills; ++run) {
    const int end = run * k_new_rows;
    const std::uint64_t groups = crypto::uniform(k_rows_of_run / k_group + 2, random);
    const auto behind = std::chrono::microseconds(crypto::uniform(8000, random));
    if (run_and_kill(maker, form, class_list(end - k_rows_of_run, end), path, groups, behind))
      ++killed;
    const Left left = look(maker);
    CHECK(left.ids.size() == left.entries);
    CHECK(left.places.size() == left.entries);
    CHECK(left.entries <= static_cast<std::size_t>(end));
    CHECK(std::includes(left.ids.begin(), left.ids.end(), known.begin(), known.end()));
    if (left.entries > known.size() && left.entries < static_cast<std::size_t>(end)) ++in_between;
    known = left.ids;
    // The file is of a run that got to its end, or not there.
    if (host::exists(path)) CHECK(lines_of(path) % k_new_rows == 0);
  }
  constexpr int k_all = k_kills * k_new_rows;
  REQUIRE(issue_into(maker, form, class_list(0, k_all), path, -1));
  const Left left = look(maker);
  CHECK(left.entries == k_all);
  CHECK(left.ids.size() == k_all);
  CHECK(left.places.size() == k_all);
  CHECK(lines_of(path) == k_all);
  WARN(killed << " of " << k_kills << " runs were killed, " << in_between
              << " of them between two groups; " << left.entries << " credentials, "
              << left.entries - left.ids.size() << " doubled, "
              << static_cast<std::size_t>(k_all) - left.ids.size() << " lost");
  CHECK(killed > 100);
  CHECK(in_between > 20);
}
