// Templates: a learning record in its JSON form, with holes that the columns of a CSV file fill.
//
//   {"schema": "credenza.issuer.template/1", "id": "mc-log-02",
//    "record": {"type": "MicroCredential", …, "person": {"family_name": {"$column":
//    "achternaam"}}, "work_processes": {"$rows": {"code": {"$column": "werkproces"}, …}}},
//    "labels": {"session": {"$column": "sessie"}},
//    "checks": [{"$column": "email", "type": "email", "optional": true}]}
//
// A hole is a node, never a text inside a string, so nothing in a CSV file can become anything but
// a value. `$rows` is an array with an item for each row of one credential: rows that agree in all
// holes outside of it and stand together. `labels` go into the ledger and not into the credential.
// `awarding_body` may be left out: it is then the issuer's own.
//
//   Template::parse ──► bind(columns) ──► read(rows) ──► pour(cells): the JSON form of a record
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json_value.h"
#include "issuer/csv.h"
#include "issuer/hole.h"
#include "learning_record/learning_record.h"

namespace credenza::issuer {

inline constexpr std::string_view k_template_schema = "credenza.issuer.template/1";
/// Items that one `$rows` can have.
inline constexpr std::size_t k_most_items = 200;

/// Which column fills which hole of a template, looked up once for a file.
struct Binding {
  std::vector<std::optional<std::size_t>> columns;  ///< by the place of a hole in holes()
  /// Columns that have to be there and are not, or that are there more than once.
  std::vector<CellFinding> missing;
};

/// A value and the hole that it fills.
struct Cell {
  const Hole* hole;  ///< of the template, which has to outlive this
  std::size_t item;  ///< of a hole in `$rows`: which of the rows; else 0
  CellValue value;
  /// There is a finding, of this cell or of its column, and no value because of it; `text` is what
  /// stands in the cell.
  bool is_wrong = false;
};

/// What stood in the columns of the row before, and what it was read as: most columns of a class
/// list say the same for many rows. One for each thread and template.
class CellMemory {
 public:
  /// What `field` was read as; null when it is not what stood there last.
  [[nodiscard]] const CellValue* recall(std::size_t hole, std::string_view field) const noexcept {
    if (hole >= known_.size() || known_[hole].field != field) return nullptr;
    return &known_[hole].value;
  }
  void remember(std::size_t hole, std::string_view field, const CellValue& value);

 private:
  struct Known {
    std::string field;
    CellValue value;
  };
  std::vector<Known> known_;  ///< by hole; an empty field is none
};

/// What the rows of one credential say.
struct Cells {
  /// Of the record, in the order of holes() and then of rows, so that equal rows give equal cells.
  std::vector<Cell> record;
  std::vector<std::pair<std::string, std::string>> labels;  ///< name → value; empty cells left out
  std::vector<RowFinding> findings;

  /// Appends what the record holds tell apart: equal for equal values and for nothing else.
  /// @param whole  false: without what stands in `$rows`
  void append_identity(std::string& out, bool whole = true) const;
  /// As append_identity(), of one item of `$rows`.
  void append_item(std::string& out, std::size_t item) const;
};

/// A row poured into a template.
struct Filled {
  Json record;  ///< JSON form of a learning record
  Json values;  ///< what the holes of the record were filled with, in a fixed order: equal for
                ///< equal rows
  std::vector<CellFinding> findings;
};

/// The hole that belongs to a place in a record.
struct Spot {
  const Hole* hole = nullptr;       ///< null: none does
  std::optional<std::size_t> item;  ///< the place is in this item of a `$rows`
};

class Template {
 public:
  /// Reads a template. Everything that is wrong with its form goes to `problems`, with JSON
  /// Pointers: not JSON, an unknown member or directive, a hole inside a text or where no hole can
  /// be (a proof). Whether it makes sound credentials is for check_template().
  /// @error malformed, missing, unsupported, forbidden, out_of_range  the first of the problems
  [[nodiscard]] static Result<Template> parse(std::string_view text, std::vector<Error>& problems);

  [[nodiscard]] const std::string& id() const noexcept { return id_; }
  [[nodiscard]] const Json& record() const noexcept { return record_; }
  /// Of the record, the labels and the checks.
  [[nodiscard]] const std::vector<Hole>& holes() const noexcept { return holes_; }
  /// Which of holes() `cell`, which came of this template, fills.
  [[nodiscard]] std::size_t hole_of(const Cell& cell) const noexcept {
    return number_of(*cell.hole);
  }
  /// Which of holes() `hole` is.
  [[nodiscard]] std::size_t number_of(const Hole& hole) const noexcept {
    return static_cast<std::size_t>(&hole - holes_.data());
  }
  /// Whether a credential can be of several rows.
  [[nodiscard]] bool has_rows() const noexcept { return !rows_.empty(); }

  /// Looks the columns up that a file has.
  [[nodiscard]] Binding bind(std::span<const std::string> columns) const;
  /// Whether `later` says something more of the credential of `first`.
  [[nodiscard]] bool is_same_credential(const Binding& binding, const CsvRow& first,
                                        const CsvRow& later) const;
  /// Reads the rows of one credential, of which there is at least one. A column that is not there
  /// counts as empty, and is no finding of each row. Several threads may read at once.
  [[nodiscard]] Cells read(const Binding& binding, std::span<const CsvRow> rows) const;
  /// As read(), into cells of which the memory is used again.
  void read(const Binding& binding, std::span<const CsvRow> rows, CellMemory& memory,
            Cells& out) const;
  /// As read(), of rows in which it found nothing before: the same, without looking again.
  void read_sound(const Binding& binding, std::span<const CsvRow> rows, CellMemory& memory,
                  Cells& out) const;
  /// The record with `cells`, which came of this template, in its holes.
  [[nodiscard]] Json pour(const Cells& cells) const;

  /// read() and pour() of one row.
  [[nodiscard]] Filled fill(const CsvTable& table, std::size_t row) const;
  /// Columns that `table` has to have and has not.
  [[nodiscard]] std::vector<CellFinding> missing_columns(const CsvTable& table) const;

  /// A record with a value in every hole; in those that are optional only when `with_optional`.
  [[nodiscard]] Json sample(bool with_optional) const;
  /// The hole that fills `pointer`, or fills part of it, or that it is part of; null when none
  /// does.
  [[nodiscard]] const Hole* hole_at(std::string_view pointer) const noexcept {
    return spot(pointer).hole;
  }
  [[nodiscard]] Spot spot(std::string_view pointer) const noexcept;
  /// The column that tells people apart best: of the learner's number, else DID, else name; else
  /// the first. Empty when the record has no holes.
  [[nodiscard]] std::string_view key_column() const noexcept;
  /// JSON Pointer in the record of `cell`.
  [[nodiscard]] std::string pointer_of(const Hole& hole, std::size_t item) const;

 private:
  friend class TemplateReader;
  struct Rows {
    std::string pointer;  ///< in the record, of the array
    Json item;            ///< with the holes in it
  };
  Template() = default;
  /// Where a field is read: the item of `$rows`, and what is known of the hole.
  struct Place {
    const Hole& hole;
    std::optional<std::size_t> column;
    std::size_t item;
  };
  /// Calls `read_field` for each field that the rows of one credential have.
  template <class ReadField>
  void for_each_field(const Binding& binding, std::span<const CsvRow> rows, Cells& out,
                      const ReadField& read_field) const;
  /// Reads one field and puts it where it belongs.
  void read_field(const Place& place, const CsvRow& row, CellMemory& memory, Cells& out) const;
  void read_sound_field(const Place& place, const CsvRow& row, CellMemory& memory,
                        Cells& out) const;
  static void take_in(const Place& place, CellValue value, bool is_wrong, Cells& out);
  std::string id_;
  Json record_;  ///< with the holes in it
  std::vector<Rows> rows_;
  std::vector<Hole> holes_;  ///< those of the record first
};

/// What stands in for the issuer where there is none: its name is "x". It is who `form` says that
/// the school is, when it names one as a party that signs.
[[nodiscard]] learning_record::Organisation stand_in_body(const Template& form);

/// Tries a template out: fills it with values that fit and checks the record and the badge that
/// come of it. Findings about a hole's own value are left out, because only a row has one, but for
/// those that every row would have: of a type that the member cannot be of, of a value of a map.
/// `where` is a JSON Pointer in the record. Empty when all is well.
/// @param body  the awarding body where the template names none; it signs in any case
[[nodiscard]] std::vector<Error> check_template(const Template& form,
                                                const learning_record::Organisation& body);
/// With stand_in_body().
[[nodiscard]] std::vector<Error> check_template(const Template& form);

}  // namespace credenza::issuer
