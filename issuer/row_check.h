// What is wrong with a class list: the one judgement that `lint` tells and `issue` obeys.
//
//   RowReader ── next(rows) ──► RowCheck::check(rows) ──► Checked: cells, record, findings
//
// Rows that differ in personal members only are a cohort: the credential of its first row is made
// and looked at as a whole, of the others the record is. Findings are those that checking each row
// alone would give; only the work is less.
#pragma once

#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

#include "issuer/making.h"
#include "issuer/repetitions.h"
#include "issuer/template.h"

namespace credenza::issuer {

/// Reads a class list, the rows of one credential at a time.
class RowReader {
 public:
  /// @param form  outlives this
  /// @error as CsvReader::open()
  [[nodiscard]] static Result<RowReader> open(std::unique_ptr<ByteSource> source,
                                              const Template& form, const CsvLimits& limits = {});

  [[nodiscard]] const CsvReader& csv() const noexcept { return csv_; }
  [[nodiscard]] const Binding& binding() const noexcept { return binding_; }

  /// Fills `rows` with the rows of the next credential, at most k_most_items + 1 of them.
  /// @return false at the end
  /// @error as CsvReader::next(); rows before it have been given
  [[nodiscard]] Result<bool> next(std::vector<CsvRow>& rows);

 private:
  RowReader(CsvReader csv, const Template& form, Binding binding)
      : csv_(std::move(csv)), form_(&form), binding_(std::move(binding)) {}
  CsvReader csv_;
  const Template* form_;
  Binding binding_;
  CsvRow ahead_;  ///< the row that was read and belongs to the next credential
  bool has_ahead_ = false;
};

/// What a record needs beyond what it says itself: that a learning company was recognised in the
/// period. Findings have `where` in the record. Called from several threads.
using FurtherCheck =
    std::function<std::vector<CellFinding>(const learning_record::LearningRecord& record)>;

/// The rows of one credential, looked at.
struct Checked {
  Cells cells;
  std::vector<RowFinding> findings;  ///< in the order of rows
  /// Whether nothing stands in the way; there may be warnings.
  [[nodiscard]] bool is_sound() const noexcept;
};

/// Looks at rows. One for each thread.
class RowCheck {
 public:
  /// @param form, binding, config  outlive this
  /// @param further  without: the recognitions that `config` knows
  RowCheck(const Template& form, const Binding& binding, const Config& config, Instant now,
           FurtherCheck further = {});

  /// Every finding of the rows of one credential that can be told without the other rows.
  /// @param out  its memory is used again
  void check(std::span<const CsvRow> rows, Checked& out);
  /// Reads rows of which check() found nothing.
  void read(std::span<const CsvRow> rows, Checked& out);
  /// What the credential of the first sound row cannot say of its record.
  [[nodiscard]] const std::vector<open_badges::Loss>& losses() const noexcept { return losses_; }

 private:
  struct Cohort {
    learning_record::LearningRecord record;  ///< personal members are those of the last row
    /// Which cells fill which members of it from row to row.
    std::vector<std::pair<std::size_t, std::string*>> members;
    std::vector<Error> unreadable;  ///< why there is no record
    bool made = false;              ///< a credential of it was looked at
    std::vector<Error> findings;    ///< of that credential
    std::vector<open_badges::Loss> losses;
  };
  [[nodiscard]] bool is_personal(const Cell& cell) const noexcept;
  void make_key(const Cells& cells);
  [[nodiscard]] Cohort& cohort_of(const Cells& cells);
  [[nodiscard]] std::vector<Error> look(Cohort& cohort, const Cells& cells);
  /// What is wrong with the record that comes of `cells`, wherever it came from.
  [[nodiscard]] std::vector<CellFinding> judge(const Cells& cells);
  void add(std::span<const CsvRow> rows, CellFinding finding, Checked& out) const;

  const Template& form_;
  const Binding& binding_;
  const Config& config_;
  Instant now_;
  FurtherCheck further_;
  std::vector<bool> personal_;  ///< by hole: whether it is a member of the person
  std::unordered_map<std::string, Cohort> cohorts_;
  std::string key_;  ///< of a cohort; kept for its memory
  CellMemory memory_;
  std::vector<open_badges::Loss> losses_;
};

/// The findings that a file has as a whole: columns that are not there, an encoding that was
/// guessed.
[[nodiscard]] std::vector<RowFinding> file_findings(const RowReader& reader);

}  // namespace credenza::issuer
