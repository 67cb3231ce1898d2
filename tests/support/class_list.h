// A class list that is issued as the verb does it, with a clock that stands still.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "crypto/random.h"
#include "issuer/issuing.h"
#include "support/issuer_maker.h"
#include "support/vectors.h"

namespace credenza::test {

/// What became of a row, kept.
struct IssuedRow {
  std::uint64_t row;
  issuer::Outcome outcome;
  std::string id;
  std::string text;
  issuer::StatusPlace place;
  Instant issued;
  std::vector<issuer::RowFinding> findings;
};

struct ClassRun {
  const issuer::Template& form;
  std::string_view csv;
  Instant now;
  unsigned jobs = 2;
  std::size_t group = 2000;
  issuer::GoOn go_on = [](std::uint64_t) { return Status(); };
};

[[nodiscard]] inline Status keep(std::vector<IssuedRow>& rows, const issuer::RowOutcome& outcome) {
  rows.push_back({outcome.row, outcome.outcome, std::string(outcome.id), std::string(outcome.text),
                  outcome.place, outcome.issued, outcome.findings});
  return {};
}

/// Issues what can be issued.
[[nodiscard]] inline Result<std::vector<IssuedRow>> issue_list(const IssuerMaker& maker,
                                                               const ClassRun& run,
                                                               issuer::Store& store) {
  auto reader = TRY(issuer::RowReader::open(issuer::text_source(run.csv), run.form));
  issuer::Workers workers(run.jobs);
  crypto::SystemRandom random;
  std::vector<IssuedRow> rows;
  const issuer::Batch batch{reader, run.form, maker.home.config, run.now, {}, run.group};
  TRY(issuer::issue_rows(
      batch, workers, {maker.home, maker.secrets, store, random}, run.go_on,
      [&rows](const issuer::RowOutcome& outcome) { return keep(rows, outcome); }));
  return rows;
}

/// Checks every row and signs nothing.
[[nodiscard]] inline Result<std::vector<IssuedRow>> check_list(
    const IssuerMaker& maker, const ClassRun& run, std::vector<open_badges::Loss>& losses) {
  auto reader = TRY(issuer::RowReader::open(issuer::text_source(run.csv), run.form));
  issuer::Workers workers(run.jobs);
  SeededRandom random("check");
  std::vector<IssuedRow> rows;
  const issuer::Batch batch{reader, run.form, maker.home.config, run.now, {}, run.group};
  TRY(issuer::check_rows(
      batch, workers, random, run.go_on,
      [&rows](const issuer::RowOutcome& outcome) { return keep(rows, outcome); }, losses));
  return rows;
}

}  // namespace credenza::test
