#include "issuer/hole.h"

#include <algorithm>
#include <array>

#include "did/did.h"
#include "issuer/cell_date.h"
#include "issuer/cell_text.h"
#include "issuer/folding.h"
#include "issuer/refusals.h"

namespace credenza::issuer {
namespace {

using json::Cursor;

constexpr std::array<std::pair<std::string_view, CellType>, 6> k_types{
    {{"text", CellType::text},
     {"date", CellType::date},
     {"number", CellType::number},
     {"language", CellType::language},
     {"did", CellType::did},
     {"email", CellType::email}}};

/// The JSON text of a value that came of JSON text.
std::string must_text(const Json& value) {
  auto text = json::to_text(value);
  must(text.has_value());
  return *std::move(text);
}

CellValue value_of(const Json& value) {
  if (value.is_string()) return {CellValue::Kind::text, value.get<std::string>()};
  return {CellValue::Kind::other, must_text(value)};
}

/// Reads the directives of one hole and remembers everything that is wrong.
class HoleReader {
 public:
  HoleReader(Hole& hole, std::vector<Error>& problems) noexcept
      : hole_(hole), problems_(problems) {}
  void read(Cursor node);

 private:
  Status read_directive(std::string_view name, Cursor value);
  Status read_type(Cursor value);
  Status read_map(Cursor value);
  Status read_refuse(Cursor value);
  static Status read_bound(Cursor value, std::optional<std::string>& bound);
  void check_bounds(const std::string& at);
  void check_together(Cursor node);
  void add(Error error) { problems_.push_back(std::move(error)); }

  Hole& hole_;
  std::vector<Error>& problems_;
};

Status HoleReader::read_type(Cursor value) {
  const std::string_view word = TRY(value.string());
  const auto found = std::find_if(k_types.begin(), k_types.end(),
                                  [word](const auto& t) { return t.first == word; });
  if (found == k_types.end()) {
    return fail(Code::unsupported, value.pointer(),
                "has to be text, date, number, language, did or email");
  }
  hole_.type = found->second;
  return {};
}

Status HoleReader::read_map(Cursor value) {
  if (!value.is_object() || value.size() == 0) {
    return fail(Code::malformed, value.pointer(),
                "has to be an object: what stands in the column → its value");
  }
  for (const Cursor entry : value.items()) {
    if (entry.is_object() || entry.is_array() || entry.is_null()) {
      return fail(Code::malformed, entry.pointer(), "has to be a text, a number, true or false");
    }
    hole_.map.emplace_back(std::string(entry.name()), json::to_value(entry));
    hole_.mapped.push_back(value_of(hole_.map.back().second));
  }
  return {};
}

Status HoleReader::read_refuse(Cursor value) {
  if (!value.is_array())
    return fail(Code::malformed, value.pointer(), "has to be an array of texts");
  for (const Cursor item : value.items()) {
    hole_.refuse.emplace_back(TRY(item.string()));
    hole_.refused.emplace_back(bare(folded(hole_.refuse.back())));
  }
  return {};
}

Status HoleReader::read_bound(Cursor value, std::optional<std::string>& bound) {
  const Json number = json::to_value(value);
  if (!number.is_number() || !read_number(number.dump()).is_there())
    return fail(Code::malformed, value.pointer(), "has to be a number, as 6 or 5.5");
  bound = read_number(number.dump()).text;
  return {};
}

void HoleReader::check_bounds(const std::string& at) {
  const bool number = hole_.type == CellType::text || hole_.type == CellType::number;
  if (!number || !hole_.map.empty()) {
    add({Code::malformed, at + (hole_.minimum ? "/minimum" : "/maximum"),
         "belongs to a hole of type number, or of type text without a map"});
  } else if (hole_.minimum && hole_.maximum && !read_bounded(hole_, *hole_.minimum).is_there()) {
    add({Code::out_of_range, at + "/minimum", "is more than the maximum"});
  }
}

Status HoleReader::read_directive(std::string_view name, Cursor value) {
  if (name == "$column") {
    hole_.column = TRY(value.string());
    if (hole_.column.empty()) return fail(Code::malformed, value.pointer(), "has to name a column");
  } else if (name == "type") {
    return read_type(value);
  } else if (name == "format") {
    hole_.format = TRY(value.string());
    if (!is_date_format(hole_.format)) {
      return fail(Code::malformed, value.pointer(),
                  "has to be dd, mm and yyyy in some order, as in dd-mm-yyyy");
    }
  } else if (name == "partial") {
    hole_.partial = TRY(value.boolean());
  } else if (name == "optional") {
    hole_.optional = TRY(value.boolean());
  } else if (name == "map") {
    return read_map(value);
  } else if (name == "refuse") {
    return read_refuse(value);
  } else if (name == "minimum") {
    return read_bound(value, hole_.minimum);
  } else if (name == "maximum") {
    return read_bound(value, hole_.maximum);
  } else {
    return fail(Code::unsupported, value.pointer(),
                "a hole knows $column, type, format, partial, optional, map, refuse, minimum and "
                "maximum");
  }
  return {};
}

void HoleReader::check_together(Cursor node) {
  const bool is_date = hole_.type == CellType::date;
  const std::string at = node.pointer();
  if (is_date && hole_.format.empty()) {
    add({Code::missing, at + "/format", "a date has to say its format, as in dd-mm-yyyy"});
  }
  if (!is_date && (!hole_.format.empty() || hole_.partial)) {
    add({Code::malformed, at + (hole_.partial ? "/partial" : "/format"),
         "belongs to a hole of type date"});
  }
  if (!hole_.map.empty() && hole_.type != CellType::text) {
    add({Code::malformed, at + "/map",
         "belongs to a hole of type text; the values of the map can be of any type"});
  }
  if (hole_.has_bounds()) check_bounds(at);
  for (const std::string& word : known_and_refused(hole_)) {
    add({Code::conflict, at + "/refuse",
         "the word '" + word + "' stands in map and in refuse; leave it out of one of the two"});
  }
}

void HoleReader::read(Cursor node) {
  const std::size_t before = problems_.size();
  for (const Cursor member : node.items()) {
    const Status known = read_directive(member.name(), member);
    if (!known) add(known.error());
  }
  if (problems_.size() == before) check_together(node);
}

CellReading problem(Phrase phrase, std::initializer_list<Sentence> arguments) {
  return {CellValue::Kind::absent, {}, finding_of(phrase, arguments)};
}

CellReading text_value(std::string_view text) {
  return {CellValue::Kind::text, std::string(text)};
}

bool is_space(char c) noexcept {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}
bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

CellReading read_language(std::string_view cell) {
  const std::size_t end = std::min(cell.find('-'), cell.size());
  const bool form =
      end >= 2 && end <= 3 &&
      std::all_of(cell.begin(), cell.begin() + static_cast<std::ptrdiff_t>(end), is_letter) &&
      std::all_of(cell.begin(), cell.end(),
                  [](char c) { return is_letter(c) || is_digit(c) || c == '-'; }) &&
      cell.back() != '-';
  if (form) return text_value(cell);
  return problem(Phrase::cell_language, {same(quoted(cell))});
}

CellReading read_did(std::string_view cell) {
  if (did::is_did(cell)) return text_value(cell);
  return problem(Phrase::cell_did, {same(quoted(cell))});
}

/// The value of the word that `cell` is; null when the map has no such word.
const CellValue* find_mapped(const Hole& hole, std::string_view cell) {
  for (std::size_t i = 0; i < hole.map.size(); ++i)
    if (hole.map[i].first == cell) return &hole.mapped[i];
  return nullptr;
}

}  // namespace

Json CellValue::to_json() const {
  must(is_there());
  if (kind == Kind::text) return text;
  const auto document = json::Document::parse(text);
  must(document.has_value());
  return json::to_value(document->root());
}

std::string_view trimmed(std::string_view text) noexcept {
  constexpr std::string_view k_no_break_space = "\u00a0";
  // Nearly every cell of a class list begins and ends with a letter or a figure of ASCII.
  const auto stays = [](char c) { return is_letter(c) || is_digit(c); };
  if (!text.empty() && stays(text.front()) && stays(text.back())) return text;
  for (;;) {
    const std::size_t before = text.size();
    while (!text.empty() && is_space(text.front()))
      text.remove_prefix(1);
    while (!text.empty() && is_space(text.back()))
      text.remove_suffix(1);
    if (text.starts_with(k_no_break_space)) text.remove_prefix(k_no_break_space.size());
    if (text.ends_with(k_no_break_space)) text.remove_suffix(k_no_break_space.size());
    if (text.size() == before) return text;
  }
}

std::optional<Hole> read_hole(Cursor node, std::vector<Error>& problems) {
  const std::size_t before = problems.size();
  Hole hole;
  hole.pointer = node.pointer();
  HoleReader(hole, problems).read(node);
  if (problems.size() != before) return std::nullopt;
  return hole;
}

CellReading read_cell(const Hole& hole, std::string_view cell) {
  cell = trimmed(cell);
  if (cell.empty()) {
    if (hole.optional) return {};
    return problem(Phrase::cell_empty, {});
  }
  // A template cannot both know and refuse a word.
  if (const CellValue* known = find_mapped(hole, cell)) return {*known};
  if (is_refused(hole, cell)) return problem(Phrase::cell_refused, {same(quoted(cell))});
  if (!hole.map.empty()) {
    return problem(Phrase::cell_not_in_map, {same(quoted(cell)), which_known_word(hole, cell)});
  }
  if (hole.has_bounds()) return read_bounded(hole, cell);
  switch (hole.type) {
    case CellType::text:
      return read_text(hole, cell);
    case CellType::date:
      return read_date(cell, hole.format, hole.partial);
    case CellType::number:
      return read_number(cell);
    case CellType::language:
      return read_language(cell);
    case CellType::did:
      return read_did(cell);
    case CellType::email:
      return read_email(cell);
  }
  return {};
}

CellValue read_sound_cell(const Hole& hole, std::string_view cell) {
  cell = trimmed(cell);
  if (cell.empty()) return {};
  if (const CellValue* known = find_mapped(hole, cell)) return *known;
  if (hole.has_bounds() || hole.type == CellType::number || hole.type == CellType::date)
    return read_cell(hole, cell);
  return {CellValue::Kind::text, std::string(cell)};
}

Json sample_value(const Hole& hole) {
  if (!hole.map.empty()) return hole.map.front().second;
  if (hole.has_bounds()) {
    const CellValue bound = read_bounded(hole, hole.minimum ? *hole.minimum : *hole.maximum);
    return bound.to_json();
  }
  switch (hole.type) {
    case CellType::text:
      return "x";
    case CellType::date:
      return "2000-01-01";
    case CellType::number:
      return 1;
    case CellType::language:
      return "nl";
    case CellType::did:
      return "did:example:x";
    case CellType::email:
      return "x@school.example";
  }
  return nullptr;
}

CellReading sample_cell(const Hole& hole) {
  return {value_of(sample_value(hole))};
}

}  // namespace credenza::issuer
