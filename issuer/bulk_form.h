// A template as bulk issuing uses it. Rows that differ in personal members only are a cohort: the
// canonical text of their credentials is made once, the general way, with marks in the places of
// what differs, cut at the marks, and put together again for every row.
//
//   row ── read ──► RowCells ── open ──► OpenCohort ── check ──► findings
//                                            │
//                                            └── unsigned_text ──► what is signed
//
// The first row of every cohort is made both ways and compared byte for byte. Where the two differ,
// and where a mark did not come through a rendering in one piece, all rows of the cohort are made
// the general way.
#pragma once

#include <atomic>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "crypto/keys.h"
#include "data_integrity/suites.h"
#include "issuer/cohort_text.h"
#include "issuer/config.h"
#include "issuer/csv.h"
#include "issuer/making.h"
#include "issuer/template.h"

namespace credenza::issuer {

/// A row that was read into the holes of a template.
struct RowCells {
  std::vector<std::optional<Json>> values;  ///< one for each hole; nothing where it stays empty
  std::vector<CellFinding> findings;
};

/// A cohort that rows are being made of.
struct OpenCohort {
  CohortContent content;
  std::vector<std::size_t> cells;         ///< the holes that fill content.members, in their order
  learning_record::LearningRecord probe;  ///< what check_personal() looks at
  crypto::Digest configuration;           ///< hash of the proof's configuration
  std::atomic<bool> is_sound = false;     ///< the general check of one of its rows found nothing
  std::uint32_t number = 0;               ///< in the store; for the one who writes there
};

/// Safe to use from several threads.
class BulkForm {
 public:
  struct Signing {
    std::string method;  ///< the verification method
    crypto::KeyType key;
    Instant now;
  };
  /// All references outlive this. `columns` are those of the class list.
  BulkForm(const Template& form, const Config& config, const std::vector<std::string>& columns,
           Signing signing);

  [[nodiscard]] const Template& form() const noexcept { return form_; }
  [[nodiscard]] const Config& config() const noexcept { return config_; }
  [[nodiscard]] const Signing& signing() const noexcept { return signing_; }

  [[nodiscard]] RowCells read(const CsvRow& row) const;
  /// What a row says, as bytes: equal for rows that fill the record with equal values.
  [[nodiscard]] Bytes values_of(const RowCells& cells) const;
  /// The JSON form of the row's record.
  [[nodiscard]] Json pour(const RowCells& cells) const;
  /// The cohort of a row without findings. Some hundred stay open.
  /// @error as read_own_record(), make_unsigned()
  [[nodiscard]] Result<std::shared_ptr<OpenCohort>> open(const RowCells& cells);
  /// What check_making() finds in the row's record, with less work once a row of the cohort was
  /// found sound.
  /// @param losses  when not null: what the credential cannot say; asked for goes the general way
  [[nodiscard]] std::vector<Error> check(OpenCohort& cohort, const RowCells& cells,
                                         std::vector<open_badges::Loss>* losses = nullptr) const;

  /// The personal members of a row, in the cohort's order.
  [[nodiscard]] static std::vector<std::string> members_of(const OpenCohort& cohort,
                                                           const RowCells& cells);
  /// The canonical text that is signed, the general way.
  /// @error as read_own_record(), make_unsigned()
  [[nodiscard]] Result<json::Document> make_general(const RowCells& cells,
                                                    const Naming& naming) const;

 private:
  [[nodiscard]] bool is_slot(std::size_t hole, const RowCells& cells) const;
  [[nodiscard]] std::string key_of(const RowCells& cells) const;
  [[nodiscard]] Result<std::shared_ptr<OpenCohort>> compile(const RowCells& cells) const;
  [[nodiscard]] Status cut(OpenCohort& cohort, const RowCells& cells) const;
  [[nodiscard]] bool gives_the_same(const OpenCohort& cohort, const RowCells& cells) const;

  const Template& form_;
  const Config& config_;
  const Signing signing_;
  std::vector<std::optional<std::size_t>> columns_;  ///< of each hole
  std::vector<bool> in_record_;                      ///< of each hole: fills the record
  std::vector<bool> may_be_slot_;

  std::mutex mutex_;
  std::list<std::string> recent_;  ///< keys; the one used last in front
  struct Known {
    std::shared_ptr<OpenCohort> cohort;
    std::list<std::string>::iterator use;
  };
  std::unordered_map<std::string, Known> open_;
};

/// The field of a record that a JSON Pointer of a personal member names; null for other pointers,
/// and when the record has no such alternative name.
[[nodiscard]] std::string* personal_field(learning_record::LearningRecord& record,
                                          std::string_view pointer) noexcept;

}  // namespace credenza::issuer
