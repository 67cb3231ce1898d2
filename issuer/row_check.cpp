#include "issuer/row_check.h"

#include <algorithm>
#include <charconv>
#include <iterator>

#include "issuer/characters.h"
#include "issuer/mending.h"
#include "issuer/record_texts.h"
#include "issuer/row_doubts.h"

namespace credenza::issuer {
namespace {

using learning_record::LearningRecord;
using learning_record::Person;

/// Cohorts that are remembered; a list of more is one whose rows have little in common.
constexpr std::size_t k_most_cohorts = 256;

std::string* member_of_name(learning_record::AlternativeName& name,
                            std::string_view member) noexcept {
  if (member == "family_name") return &name.family_name;
  if (member == "given_name") return &name.given_name;
  if (member == "name_prefix") return &name.name_prefix;
  return member == "language" ? &name.language : nullptr;
}

/// The member of a record that differs from person to person and is a text there as it is in a
/// cell; null for every other pointer.
std::string* personal_member(LearningRecord& record, std::string_view pointer) noexcept {
  constexpr std::string_view k_person = "/person/";
  constexpr std::string_view k_names = "alternative_names/";
  if (pointer == "/registration/number") return &record.registration.number;
  if (!pointer.starts_with(k_person)) return nullptr;
  pointer.remove_prefix(k_person.size());
  Person& person = record.person;
  if (pointer == "id") return &person.id;
  if (pointer == "family_name") return &person.family_name;
  if (pointer == "name_prefix") return &person.name_prefix;
  if (pointer == "given_name") return &person.given_name;
  if (pointer == "birth_date") return &person.birth_date;
  if (pointer == "learner_id") return &person.learner_id;
  if (!pointer.starts_with(k_names)) return nullptr;
  pointer.remove_prefix(k_names.size());
  std::size_t which = 0;
  const auto [end, error] = std::from_chars(pointer.data(), pointer.data() + pointer.size(), which);
  pointer.remove_prefix(static_cast<std::size_t>(end - pointer.data()));
  if (error != std::errc() || !pointer.starts_with('/')) return nullptr;
  if (which >= person.alternative_names.size()) return nullptr;
  return member_of_name(person.alternative_names[which], pointer.substr(1));
}

bool is_personal_hole(const Hole& hole) noexcept {
  return !hole.rows &&
         (hole.pointer.starts_with("/person/") || hole.pointer == "/registration/number");
}

bool is_wrong(const Cells& cells, const Spot& spot) {
  return std::any_of(cells.record.begin(), cells.record.end(), [&spot](const Cell& cell) {
    return cell.is_wrong && cell.hole == spot.hole && cell.item == spot.item.value_or(0);
  });
}

/// The value that a finding is about, in front of what is said of it.
void put_value(const Cells& cells, const Spot& spot, CellFinding& finding) {
  if (finding.fault != Fault::profile && finding.fault != Fault::date) return;
  for (const Cell& cell : cells.record) {
    if (cell.hole != spot.hole || cell.item != spot.item.value_or(0)) continue;
    if (!cell.value.is_there()) return;
    const std::string value = issuer::quoted(cell.value.text) + ": ";
    finding.what.en.insert(0, value);
    finding.what.nl.insert(0, value);
    return;
  }
}

}  // namespace

Result<RowReader> RowReader::open(std::unique_ptr<ByteSource> source, const Template& form,
                                  const CsvLimits& limits) {
  CsvReader csv = TRY(CsvReader::open(std::move(source), limits));
  Binding binding = form.bind(csv.columns());
  return RowReader(std::move(csv), form, std::move(binding));
}

Result<bool> RowReader::next(std::vector<CsvRow>& rows) {
  rows.resize(1);
  if (has_ahead_) {
    std::swap(rows[0], ahead_);
    has_ahead_ = false;
  } else if (!TRY(csv_.next(rows[0]))) {
    rows.clear();
    return false;
  }
  if (!form_->has_rows()) return true;
  while (rows.size() <= k_most_items) {
    const auto more = csv_.next(ahead_);
    // The rows so far are whole; whoever asks for the next ones is told.
    if (!more || !*more) break;
    has_ahead_ = !form_->is_same_credential(binding_, rows[0], ahead_);
    if (has_ahead_) break;
    rows.push_back(ahead_);
  }
  return true;
}

bool Checked::is_sound() const noexcept {
  return std::none_of(findings.begin(), findings.end(),
                      [](const RowFinding& f) { return is_error(f.finding.fault); });
}

RowCheck::RowCheck(const Template& form, const Binding& binding, const Config& config, Instant now,
                   FurtherCheck further)
    : form_(form),
      binding_(binding),
      config_(config),
      now_(now),
      further_(further ? std::move(further) : recognition_check(config.recognised)) {
  for (const Hole& hole : form.holes())
    personal_.push_back(is_personal_hole(hole));
}

bool RowCheck::is_personal(const Cell& cell) const noexcept {
  return personal_[form_.hole_of(cell)] && cell.value.kind != CellValue::Kind::other;
}

/// What the rows of a cohort have in common.
void RowCheck::make_key(const Cells& cells) {
  key_.clear();
  for (const Cell& cell : cells.record) {
    key_ += cell.value.kind == CellValue::Kind::text ? 't' : cell.value.is_there() ? 'o' : '-';
    if (is_personal(cell)) continue;
    append_number(cell.item, key_);
    key_ += ',';
    append_number(cell.value.text.size(), key_);
    key_ += '=';
    key_ += cell.value.text;
  }
}

RowCheck::Cohort& RowCheck::cohort_of(const Cells& cells) {
  make_key(cells);
  if (const auto known = cohorts_.find(key_); known != cohorts_.end()) return known->second;
  if (cohorts_.size() == k_most_cohorts) cohorts_.clear();
  Cohort& fresh = cohorts_[key_];
  auto record = read_own_record(form_.pour(cells), config_);
  if (record) {
    fresh.record = *std::move(record);
  } else {
    fresh.unreadable.push_back(record.error());
  }
  for (std::size_t i = 0; i < cells.record.size(); ++i) {
    if (!is_personal(cells.record[i])) continue;
    std::string* member = personal_member(fresh.record, cells.record[i].hole->pointer);
    if (member != nullptr) fresh.members.emplace_back(i, member);
  }
  return fresh;
}

/// Everything that is wrong with the record and the credential that come of `cells`.
std::vector<Error> RowCheck::look(Cohort& cohort, const Cells& cells) {
  if (!cohort.unreadable.empty()) return cohort.unreadable;
  for (const auto& [cell, member] : cohort.members)
    *member = cells.record[cell].value.text;
  // What is not personal was found sound with the row of which a credential was made.
  std::vector<Error> errors = cohort.made ? learning_record::check_personal(cohort.record)
                                          : learning_record::check(cohort.record);
  if (!errors.empty()) return errors;
  if (!cohort.made) {
    cohort.findings = check_making(cohort.record, config_, now_, &cohort.losses);
    cohort.made = true;
    if (losses_.empty()) losses_ = cohort.losses;
  }
  return cohort.findings;
}

void RowCheck::add(std::span<const CsvRow> rows, CellFinding finding, Checked& out) const {
  const Spot spot = form_.spot(finding.where);
  if (is_wrong(out.cells, spot)) return;
  if (spot.hole != nullptr) finding.column = spot.hole->column;
  put_value(out.cells, spot, finding);
  const std::size_t row = std::min(spot.item.value_or(0), rows.size() - 1);
  out.findings.push_back({rows[row].number(), std::move(finding)});
}

std::vector<CellFinding> RowCheck::judge(const Cells& cells) {
  std::vector<CellFinding> out;
  Cohort& cohort = cohort_of(cells);
  std::vector<Error> errors = look(cohort, cells);
  // The day is looked at with a sound record only; what else is wrong does not hide it.
  if (!errors.empty() && cohort.unreadable.empty()) {
    for (Error& late : check_days(cohort.record, now_)) {
      const bool told = std::any_of(errors.begin(), errors.end(),
                                    [&late](const Error& e) { return e.detail == late.detail; });
      if (!told) errors.push_back(std::move(late));
    }
  }
  for (const Error& error : errors)
    out.push_back(say_finding(error));
  if (!further_ || !cohort.unreadable.empty()) return out;
  for (CellFinding& finding : further_(cohort.record))
    out.push_back(std::move(finding));
  return out;
}

void RowCheck::read(std::span<const CsvRow> rows, Checked& out) {
  out.findings.clear();
  form_.read_sound(binding_, rows, memory_, out.cells);
}

void RowCheck::check(std::span<const CsvRow> rows, Checked& out) {
  out.findings.clear();
  for (const CsvRow& row : rows) {
    for (const CellFinding& problem : row.problems())
      out.findings.push_back({row.number(), problem});
  }
  const bool whole =
      std::all_of(rows.begin(), rows.end(), [](const CsvRow& row) { return row.is_whole(); });
  if (!whole) {
    out.cells = {};
    return;
  }
  form_.read(binding_, rows, memory_, out.cells);
  std::move(out.cells.findings.begin(), out.cells.findings.end(), std::back_inserter(out.findings));
  out.cells.findings.clear();
  if (rows.size() > k_most_items) {
    out.findings.push_back(
        {rows.back().number(),
         finding_of(Phrase::row_too_many_items, {same(std::to_string(k_most_items))})});
  }
  std::vector<CellFinding> judged =
      has_wrong(out.cells)
          ? in_both(judge(mended(out.cells, Mending::low)), judge(mended(out.cells, Mending::high)))
          : judge(out.cells);
  for (CellFinding& finding : judged)
    add(rows, std::move(finding), out);
  add_doubts(out.cells, rows, out.findings);
  std::stable_sort(out.findings.begin(), out.findings.end(),
                   [](const RowFinding& a, const RowFinding& b) { return a.row < b.row; });
}

std::vector<RowFinding> file_findings(const RowReader& reader) {
  std::vector<RowFinding> out;
  for (const CellFinding& finding : reader.binding().missing)
    out.push_back({0, finding});
  if (reader.csv().encoding() == CsvEncoding::windows_1252)
    out.push_back({0, finding_of(Phrase::file_windows_1252)});
  return out;
}

}  // namespace credenza::issuer
