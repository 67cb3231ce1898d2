#include "issuer/repetitions.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "issuer/characters.h"
#include "issuer/folding.h"

namespace credenza::issuer {
namespace {

/// What tells one achievement of a learner from another.
constexpr std::array<std::string_view, 9> k_achievements{"/achievement/",
                                                         "/qualification/",
                                                         "/awarded",
                                                         "/practice/period/",
                                                         "/practice/learning_company/",
                                                         "/registration/scheme",
                                                         "/registration/category",
                                                         "/registration/equipment",
                                                         "/registration/register"};

Role role_of_pointer(const Hole& hole) noexcept {
  const std::string_view pointer = hole.pointer;
  if (hole.rows) return Role::rest;
  if (pointer == "/person/learner_id") return Role::number;
  if (pointer == "/person/id") return Role::holder;
  if (pointer == "/person/birth_date") return Role::born;
  for (const char* name : {"/person/family_name", "/person/name_prefix", "/person/given_name"})
    if (pointer == name) return Role::name;
  if (pointer.starts_with("/achievement/workload")) return Role::rest;
  const bool what = std::any_of(k_achievements.begin(), k_achievements.end(),
                                [pointer](std::string_view at) { return pointer.starts_with(at); });
  return what ? Role::what : Role::rest;
}

/// With its length, so that no text can look like two.
void append_part(std::string_view text, Role role, std::string& out) {
  const std::size_t before = out.size();
  append_folded(text, out);
  out += static_cast<char>('0' + static_cast<int>(role));
  out += std::to_string(out.size() - before);
  out += ';';
}

/// 64-bit FNV-1a: tells apart what was seen to have the same key, and decides only which sentence
/// is said of it.
class Print {
 public:
  void add(std::string_view text) noexcept {
    for (const char c : text)
      step(static_cast<unsigned char>(c));
    step(0xff);
  }
  void step(unsigned char byte) noexcept { state_ = (state_ ^ byte) * 0x100000001b3U; }
  [[nodiscard]] std::uint16_t value() const noexcept {
    return static_cast<std::uint16_t>(state_ >> 48U ^ state_ >> 32U);
  }

 private:
  std::uint64_t state_ = 0xcbf29ce484222325U;
};

}  // namespace

Subject::Subject(const Template& form) : form_(form) {
  for (const Hole& hole : form.holes()) {
    const bool of_record = hole.use == HoleUse::record;
    roles_.push_back(of_record ? role_of_pointer(hole) : Role::rest);
    is_of_people_ = is_of_people_ || roles_.back() == Role::number || roles_.back() == Role::name;
  }
}

Role Subject::role_of(const Hole& hole) const noexcept {
  return roles_[static_cast<std::size_t>(&hole - form_.holes().data())];
}

void Subject::append(const Cells& cells, Role role, std::string& out) const {
  for (const Cell& cell : cells.record)
    if (role_of(*cell.hole) == role) append_part(cell.value.text, role, out);
}

void Subject::append(const Value& value, Role role, std::string& out) const {
  for (const Hole& hole : form_.holes())
    if (hole.use == HoleUse::record && role_of(hole) == role)
      append_part(value(hole.pointer), role, out);
}

bool Subject::has_number(const Value& value) const {
  const auto& holes = form_.holes();
  return std::any_of(holes.begin(), holes.end(), [&](const Hole& hole) {
    return hole.use == HoleUse::record && role_of(hole) == Role::number &&
           !value(hole.pointer).empty();
  });
}

void Subject::by_number(const Cells& cells, std::string& out) const {
  out.clear();
  const bool there = std::any_of(cells.record.begin(), cells.record.end(), [this](const Cell& c) {
    return role_of(*c.hole) == Role::number && !c.value.text.empty();
  });
  if (!there) return;
  append(cells, Role::number, out);
  append(cells, Role::what, out);
}

void Subject::by_name(const Cells& cells, std::string& out) const {
  out.clear();
  const bool there = std::any_of(cells.record.begin(), cells.record.end(), [this](const Cell& c) {
    return role_of(*c.hole) == Role::name && !c.value.text.empty() && !c.is_wrong;
  });
  if (!there) return;
  append(cells, Role::name, out);
  append(cells, Role::born, out);
  append(cells, Role::what, out);
}

Repetitions::Repetitions(const Template& form, Random& random)
    : form_(form), subject_(form), seen_(random) {}

/// Of the person's name and date of birth, or of all that the rows say but `$rows`.
std::uint16_t Repetitions::print_of(const Cells& cells, bool person) const {
  Print out;
  std::string text;
  for (const Cell& cell : cells.record) {
    const Role role = subject_.role_of(*cell.hole);
    if (person ? role != Role::name && role != Role::born : cell.hole->rows.has_value()) continue;
    if (!person) {
      out.step(cell.is_wrong ? '!' : cell.value.is_there() ? '=' : '-');
      out.add(cell.value.text);
      continue;
    }
    text.clear();
    append_folded(cell.value.text, text);
    out.add(text);
  }
  return out.value();
}

std::optional<std::pair<Phrase, std::uint64_t>> Repetitions::find(const Cells& cells,
                                                                  std::uint64_t row) {
  const Phrase same_row = form_.has_rows() ? Phrase::row_split : Phrase::row_duplicate;
  subject_.by_number(cells, key_);
  if (!key_.empty()) {
    const SeenRows::Prints prints{print_of(cells, true), print_of(cells, false)};
    const auto before = seen_.see(key_, row, prints);
    if (!before) return std::nullopt;
    if (before->prints.whole == prints.whole) return std::pair(same_row, before->row);
    const bool same = before->prints.person == prints.person;
    return std::pair(same ? Phrase::row_same_learner : Phrase::row_same_number, before->row);
  }
  // Without a number a row is a mistake when it is wholly there twice, but for how it is spelled
  // and for a DID.
  key_ = "=";
  for (const Cell& cell : cells.record) {
    if (cell.hole->rows || subject_.role_of(*cell.hole) == Role::holder) continue;
    const std::size_t at = key_.size();
    append_folded(cell.value.text, key_);
    key_ += (cell.is_wrong ? "!" : "=") + std::to_string(key_.size() - at) + ";";
  }
  if (const auto before = seen_.see(key_, row)) return std::pair(same_row, *before);
  subject_.by_name(cells, key_);
  if (key_.empty()) return std::nullopt;
  if (const auto before = seen_.see(key_, row)) return std::pair(Phrase::row_same_person, *before);
  return std::nullopt;
}

void Repetitions::find_items(std::span<const CsvRow> rows, const Cells& cells,
                             std::vector<RowFinding>& out) {
  std::unordered_map<std::string, std::uint64_t> items;
  for (std::size_t item = 0; item < rows.size(); ++item) {
    key_.clear();
    cells.append_item(key_, item);
    const auto [known, fresh] = items.emplace(key_, rows[item].number());
    if (fresh) continue;
    out.push_back({rows[item].number(),
                   finding_of(Phrase::row_repeated_item, {same(std::to_string(known->second))})});
    out.back().finding.column = form_.key_column();
  }
}

std::vector<RowFinding> Repetitions::look(std::span<const CsvRow> rows, const Cells& cells) {
  std::vector<RowFinding> out;
  if (cells.record.empty()) return out;
  const std::uint64_t row = rows.front().number();
  if (const auto found = find(cells, row)) {
    out.push_back({row, finding_of(found->first, {same(std::to_string(found->second))})});
    out.back().finding.column = form_.key_column();
  }
  if (form_.has_rows()) find_items(rows, cells, out);
  return out;
}

}  // namespace credenza::issuer
