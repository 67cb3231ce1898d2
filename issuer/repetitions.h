// Who is in a class list twice. A person is known by the number that the school gave, together with
// what was achieved and when; without a number by name and date of birth, and then in doubt.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "issuer/seen_rows.h"
#include "issuer/template.h"

namespace credenza::issuer {

/// What a hole says of a row, for telling rows apart.
enum class Role : std::uint8_t {
  number,  ///< that the school gave the learner
  name,
  born,
  holder,  ///< a DID: filled in later it is the same person
  what,    ///< what was achieved, and when
  rest,
};

/// Who gets what: equal, whatever case and accents were typed, for the same person and achievement.
class Subject {
 public:
  /// @param form  outlives this
  explicit Subject(const Template& form);

  /// Whether rows of `form` are about people.
  [[nodiscard]] bool is_of_people() const noexcept { return is_of_people_; }
  [[nodiscard]] Role role_of(const Hole& hole) const noexcept;

  /// The learner's number and what was achieved; empty without a number.
  void by_number(const Cells& cells, std::string& out) const;
  /// Name, date of birth and what was achieved; empty without a name.
  void by_name(const Cells& cells, std::string& out) const;

  /// Appends what the holes of `role` were filled with, in their order.
  void append(const Cells& cells, Role role, std::string& out) const;
  /// The same of a record that is at hand in another form.
  /// @param value  gives what stands at a JSON Pointer of the record; empty for nothing
  using Value = std::function<std::string(const std::string& pointer)>;
  void append(const Value& value, Role role, std::string& out) const;
  [[nodiscard]] bool has_number(const Value& value) const;

 private:
  const Template& form_;
  std::vector<Role> roles_;  ///< by the place of a hole in the template
  bool is_of_people_ = false;
};

/// Whether a credential was in the class list before.
class Repetitions {
 public:
  /// @param form  outlives this
  Repetitions(const Template& form, Random& random);
  /// @param rows   of one credential
  /// @param cells  what was read of them; without any the rows could not be read, and say nothing
  /// @return that it was (E-DUP), that the learner has one for the same achievement and date
  ///         (E-DUP, without a number W-DUP), that its rows do not stand together (E-SPLIT), that a
  ///         row of it stands twice (E-DUP)
  [[nodiscard]] std::vector<RowFinding> look(std::span<const CsvRow> rows, const Cells& cells);

 private:
  [[nodiscard]] std::optional<std::pair<Phrase, std::uint64_t>> find(const Cells& cells,
                                                                     std::uint64_t row);
  [[nodiscard]] std::uint16_t print_of(const Cells& cells, bool person) const;
  void find_items(std::span<const CsvRow> rows, const Cells& cells, std::vector<RowFinding>& out);

  const Template& form_;
  Subject subject_;
  SeenRows seen_;
  std::string key_;  ///< kept for its memory
};

}  // namespace credenza::issuer
