#include "issuer/template.h"

#include <algorithm>
#include <charconv>

#include "issuer/characters.h"

namespace credenza::issuer {
namespace {

/// Whether `inner` is `outer` or lies in it.
bool lies_in(std::string_view inner, std::string_view outer) noexcept {
  return inner.starts_with(outer) && (inner.size() == outer.size() || inner[outer.size()] == '/');
}

bool belong_together(std::string_view a, std::string_view b) noexcept {
  return lies_in(a, b) || lies_in(b, a);
}

void put(Json& into, const std::string& pointer, std::optional<Json> value) {
  const Json::json_pointer at(pointer);
  if (value) {
    into[at] = std::move(*value);
  } else {
    into[at.parent_pointer()].erase(at.back());
  }
}

Sentence which_column(std::string_view name, std::span<const std::string> columns) {
  const std::string_view best = nearest(name, columns);
  if (best.empty()) return {"add it to the file", "voeg hem toe aan het bestand"};
  return {"did you mean " + quoted(best) + "?", "bedoelt u " + quoted(best) + "?"};
}

/// Lengths before texts, so that no text can look like two. An empty cell is passed over: a
/// template that gets an optional column more keeps the ids of its credentials.
void append_cell(const Cell& cell, std::string& out) {
  if (!cell.value.is_there() && !cell.is_wrong) return;
  if (cell.hole->rows) append_number(*cell.hole->rows, out);
  out += cell.hole->pointer;
  out += cell.is_wrong ? '!' : cell.value.kind == CellValue::Kind::text ? '=' : ':';
  append_number(cell.value.text.size(), out);
  out += '=';
  out += cell.value.text;
}

bool has_problem(const CsvRow& row, std::string_view column) {
  const auto& problems = row.problems();
  if (problems.empty()) return false;
  return std::any_of(problems.begin(), problems.end(),
                     [column](const CellFinding& f) { return f.column == column; });
}

/// Whether it is worth remembering what a field was read as: a text is as soon read as looked up.
bool is_kept(const Hole& hole) noexcept {
  return hole.use == HoleUse::record && hole.type != CellType::text;
}

}  // namespace

void CellMemory::remember(std::size_t hole, std::string_view field, const CellValue& value) {
  if (hole >= known_.size()) known_.resize(hole + 1);
  known_[hole].field = field;
  known_[hole].value = value;
}

void Cells::append_identity(std::string& out, bool whole) const {
  for (const Cell& cell : record) {
    if (!whole && cell.hole->rows) continue;
    if (cell.hole->rows) {
      out += '#';
      append_number(cell.item, out);
    }
    append_cell(cell, out);
  }
}

void Cells::append_item(std::string& out, std::size_t item) const {
  for (const Cell& cell : record)
    if (cell.hole->rows && cell.item == item) append_cell(cell, out);
}

Binding Template::bind(std::span<const std::string> columns) const {
  Binding out;
  out.columns.reserve(holes_.size());
  for (const Hole& hole : holes_) {
    const auto found = std::find(columns.begin(), columns.end(), hole.column);
    const auto count = std::count(columns.begin(), columns.end(), hole.column);
    out.columns.emplace_back();
    if (count > 0) out.columns.back() = static_cast<std::size_t>(found - columns.begin());
    const bool told =
        std::any_of(out.missing.begin(), out.missing.end(),
                    [&hole](const CellFinding& f) { return f.column == hole.column; });
    if (count == 1 || (count == 0 && hole.optional) || told) continue;
    CellFinding finding =
        count == 0 ? finding_of(Phrase::column_missing, {which_column(hole.column, columns)})
                   : finding_of(Phrase::column_doubled, {same(std::to_string(count))});
    finding.column = hole.column;
    if (hole.use == HoleUse::record) finding.where = pointer_of(hole, 0);
    out.missing.push_back(std::move(finding));
  }
  return out;
}

bool Template::is_same_credential(const Binding& binding, const CsvRow& first,
                                  const CsvRow& later) const {
  if (rows_.empty() || !first.is_whole() || !later.is_whole()) return false;
  for (std::size_t i = 0; i < holes_.size(); ++i) {
    const auto& column = binding.columns[i];
    if (!column || holes_[i].rows || holes_[i].use == HoleUse::check) continue;
    if (trimmed(first.field(*column)) != trimmed(later.field(*column))) return false;
  }
  return true;
}

Cells Template::read(const Binding& binding, std::span<const CsvRow> rows) const {
  Cells out;
  CellMemory memory;
  read(binding, rows, memory, out);
  return out;
}

template <class ReadField>
void Template::for_each_field(const Binding& binding, std::span<const CsvRow> rows, Cells& out,
                              const ReadField& read_field) const {
  must(!rows.empty() && binding.columns.size() == holes_.size());
  out.record.clear();
  out.labels.clear();
  out.findings.clear();
  out.record.reserve(holes_.size());
  for (std::size_t i = 0; i < holes_.size(); ++i) {
    const Hole& hole = holes_[i];
    const bool every_row = hole.rows || hole.use == HoleUse::check;
    for (std::size_t item = 0; item < (every_row ? rows.size() : 1); ++item)
      read_field(Place{hole, binding.columns[i], item}, rows[item]);
  }
}

void Template::read(const Binding& binding, std::span<const CsvRow> rows, CellMemory& memory,
                    Cells& out) const {
  for_each_field(binding, rows, out, [&](const Place& place, const CsvRow& row) {
    read_field(place, row, memory, out);
  });
}

void Template::read_sound(const Binding& binding, std::span<const CsvRow> rows, CellMemory& memory,
                          Cells& out) const {
  for_each_field(binding, rows, out, [&](const Place& place, const CsvRow& row) {
    read_sound_field(place, row, memory, out);
  });
}

void Template::read_field(const Place& place, const CsvRow& row, CellMemory& memory,
                          Cells& out) const {
  const Hole& hole = place.hole;
  const std::string_view field = place.column ? row.field(*place.column) : std::string_view{};
  const bool lost = has_problem(row, hole.column);
  const bool keeps = is_kept(hole) && !field.empty();
  if (keeps && !lost) {
    if (const CellValue* known = memory.recall(number_of(hole), field)) {
      out.record.push_back({&hole, place.item, *known});
      return;
    }
  }
  CellReading reading = read_cell(hole, field);
  if (reading.problem && place.column && !lost) {
    reading.problem->column = hole.column;
    if (hole.use == HoleUse::record) reading.problem->where = pointer_of(hole, place.item);
    out.findings.push_back({row.number(), *std::move(reading.problem)});
  }
  const bool is_wrong = reading.problem || lost;
  if (is_wrong) {
    reading.kind = CellValue::Kind::absent;
    reading.text = trimmed(field);
  } else if (keeps) {
    memory.remember(number_of(hole), field, reading);
  }
  take_in(place, std::move(reading), is_wrong, out);
}

void Template::read_sound_field(const Place& place, const CsvRow& row, CellMemory& memory,
                                Cells& out) const {
  const Hole& hole = place.hole;
  // What is looked at and forgotten was looked at.
  if (hole.use == HoleUse::check) return;
  const std::string_view field = place.column ? row.field(*place.column) : std::string_view{};
  if (is_kept(hole) && !field.empty()) {
    if (const CellValue* known = memory.recall(number_of(hole), field)) {
      out.record.push_back({&hole, place.item, *known});
      return;
    }
  }
  CellValue value = read_sound_cell(hole, field);
  if (is_kept(hole) && !field.empty()) memory.remember(number_of(hole), field, value);
  take_in(place, std::move(value), false, out);
}

void Template::take_in(const Place& place, CellValue value, bool is_wrong, Cells& out) {
  const Hole& hole = place.hole;
  if (hole.use == HoleUse::record)
    out.record.push_back({&hole, place.item, std::move(value), is_wrong});
  if (hole.use == HoleUse::label && value.is_there())
    out.labels.emplace_back(hole.pointer, std::move(value.text));
}

Json Template::pour(const Cells& cells) const {
  Json out = record_;
  std::size_t items = 0;
  for (const Cell& cell : cells.record)
    if (cell.hole->rows) items = std::max(items, cell.item + 1);
  for (const Rows& rows : rows_)
    out[Json::json_pointer(rows.pointer)] = Json(Json::array_t(items, rows.item));
  for (const Cell& cell : cells.record) {
    const CellValue& value = cell.value;
    put(out, pointer_of(*cell.hole, cell.item),
        value.is_there() ? std::optional(value.to_json()) : std::nullopt);
  }
  return out;
}

Filled Template::fill(const CsvTable& table, std::size_t row) const {
  Cells cells = read(bind(table.columns()), {&table.row(row), 1});
  Filled out{pour(cells), Json::array(), {}};
  for (const Cell& cell : cells.record) {
    const CellValue& value = cell.value;
    out.values.push_back({cell.hole->column, pointer_of(*cell.hole, cell.item),
                          value.is_there() ? value.to_json() : Json(nullptr)});
  }
  for (RowFinding& found : cells.findings)
    out.findings.push_back(std::move(found.finding));
  return out;
}

std::vector<CellFinding> Template::missing_columns(const CsvTable& table) const {
  return bind(table.columns()).missing;
}

Json Template::sample(bool with_optional) const {
  Json out = record_;
  for (const Rows& rows : rows_)
    out[Json::json_pointer(rows.pointer)] = Json(Json::array_t(1, rows.item));
  for (const Hole& hole : holes_) {
    if (hole.use != HoleUse::record) continue;
    const bool filled = with_optional || !hole.optional;
    put(out, pointer_of(hole, 0), filled ? std::optional(sample_value(hole)) : std::nullopt);
  }
  return out;
}

std::string Template::pointer_of(const Hole& hole, std::size_t item) const {
  if (!hole.rows) return hole.pointer;
  return rows_[*hole.rows].pointer + "/" + std::to_string(item) + hole.pointer;
}

Spot Template::spot(std::string_view pointer) const noexcept {
  Spot out;
  std::string_view inside = pointer;
  std::optional<std::size_t> which;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    const std::string_view array = rows_[i].pointer;
    if (!pointer.starts_with(array) || pointer.size() < array.size() + 2) continue;
    if (pointer[array.size()] != '/') continue;
    inside = pointer.substr(array.size() + 1);
    std::size_t item = 0;
    const auto [end, error] = std::from_chars(inside.data(), inside.data() + inside.size(), item);
    if (error != std::errc() || item >= k_most_items) continue;
    inside.remove_prefix(static_cast<std::size_t>(end - inside.data()));
    which = i;
    out.item = item;
    break;
  }
  for (const Hole& hole : holes_) {
    if (hole.use != HoleUse::record) continue;
    const bool here = which       ? hole.rows == which && belong_together(inside, hole.pointer)
                      : hole.rows ? lies_in(rows_[*hole.rows].pointer, pointer)
                                  : belong_together(pointer, hole.pointer);
    if (!here) continue;
    out.hole = &hole;
    break;
  }
  return out;
}

std::string_view Template::key_column() const noexcept {
  for (const std::string_view pointer :
       {"/person/learner_id", "/person/id", "/person/family_name"}) {
    for (const Hole& hole : holes_)
      if (hole.use == HoleUse::record && !hole.rows && hole.pointer == pointer) return hole.column;
  }
  const auto first = std::find_if(holes_.begin(), holes_.end(),
                                  [](const Hole& h) { return h.use == HoleUse::record; });
  return first == holes_.end() ? std::string_view{} : std::string_view(first->column);
}

}  // namespace credenza::issuer
