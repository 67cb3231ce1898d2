#include "issuer/template.h"

#include <algorithm>

#include "learning_record/learning_record.h"
#include "open_badges/open_badges.h"
#include "vcdm/vcdm.h"

namespace credenza::issuer {
namespace {

using json::Cursor;

constexpr std::string_view k_hole = "$column";
constexpr std::string_view k_record = "/record";

/// Finds the holes of a template and what is wrong around them.
class Walker {
 public:
  Walker(std::vector<Hole>& holes, std::vector<Error>& problems) noexcept
      : holes_(holes), problems_(problems) {}
  void walk(Cursor value, bool in_array);

 private:
  void add(Code code, Cursor at, std::string detail) {
    problems_.push_back({code, at.pointer(), std::move(detail)});
  }

  std::vector<Hole>& holes_;
  std::vector<Error>& problems_;
};

void Walker::walk(Cursor value, bool in_array) {
  if (value.is_string()) {
    const std::string_view text = value.raw_string();
    if (text.find("{{") != std::string_view::npos || text.find("${") != std::string_view::npos) {
      add(Code::malformed, value,
          "a hole is a node, {\"$column\": \"…\"}, and cannot stand inside a text");
    }
  } else if (value.find(k_hole)) {
    auto hole = read_hole(value, problems_);
    if (!hole) return;
    if (in_array && hole->optional) {
      return add(Code::malformed, value,
                 "an item of an array cannot be optional; put it in an object");
    }
    hole->pointer.erase(0, k_record.size());
    holes_.push_back(std::move(*hole));
  } else {
    for (const Cursor child : value.items()) {
      if (child.name().starts_with('$')) {
        add(Code::unsupported, child, "the only directive of a template is $column");
      } else {
        walk(child, value.is_array());
      }
    }
  }
}

void read_checks(Cursor checks, std::vector<Hole>& holes, std::vector<Error>& problems) {
  if (!checks.is_array()) {
    problems.push_back({Code::malformed, checks.pointer(), "has to be an array of holes"});
    return;
  }
  for (const Cursor item : checks.items()) {
    if (!item.find(k_hole)) {
      problems.push_back({Code::missing, item.pointer() + "/$column",
                          "a check names the column that it looks at"});
    } else if (auto hole = read_hole(item, problems)) {
      holes.push_back(std::move(*hole));
    }
  }
}

bool is_template_id(std::string_view id) noexcept {
  return !id.empty() && id.size() <= 64 && std::all_of(id.begin(), id.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.';
  });
}

void read_member(Cursor member, std::string& id, std::vector<Error>& problems) {
  const std::string_view name = member.name();
  const auto text = member.is_string() ? member.raw_string() : std::string_view{};
  if (name == "schema") {
    if (text == k_template_schema) return;
    const bool newer = text.starts_with("credenza.issuer.template/");
    problems.push_back({newer ? Code::unsupported : Code::malformed, "/schema",
                        newer ? "made for a newer version of this program"
                              : "has to be " + std::string(k_template_schema)});
  } else if (name == "id") {
    id = text;
    if (!is_template_id(text)) {
      problems.push_back({Code::malformed, "/id",
                          "has to be up to 64 letters, digits, dots, hyphens and underscores"});
    }
  } else if (name != "record" && name != "checks") {
    problems.push_back(
        {Code::unsupported, member.pointer(), "a template has schema, id, record and checks"});
  }
}

/// Whether `inner` is `outer` or lies in it.
bool lies_in(std::string_view inner, std::string_view outer) noexcept {
  return inner.starts_with(outer) && (inner.size() == outer.size() || inner[outer.size()] == '/');
}

void put(Json& record, const std::string& pointer, std::optional<Json> value) {
  const Json::json_pointer at(pointer);
  if (value) {
    record[at] = std::move(*value);
  } else {
    record[at.parent_pointer()].erase(at.back());
  }
}

Sentence which_column(std::string_view name, std::span<const std::string> columns) {
  const std::string_view best = nearest(name, columns);
  if (best.empty()) return {"add it to the file", "voeg hem toe aan het bestand"};
  return {"did you mean " + quoted(best) + "?", "bedoelt u " + quoted(best) + "?"};
}

}  // namespace

Result<Template> Template::parse(std::string_view text, std::vector<Error>& problems) {
  problems.clear();
  auto document = json::Document::parse(text);
  if (!document) {
    problems.push_back(document.error());
    return document.error();
  }
  const Cursor root = document->root();
  Template out;
  for (const char* name : {"schema", "id", "record"}) {
    const auto member = root.at(name);
    if (!member) problems.push_back(member.error());
  }
  for (const Cursor member : root.items())
    read_member(member, out.id_, problems);
  if (const auto record = root.find("record")) {
    if (!record->is_object() || record->find(k_hole)) {
      problems.push_back({Code::malformed, "/record", "has to be a learning record"});
    } else {
      Walker(out.holes_, problems).walk(*record, false);
      out.record_ = json::to_value(*record);
      out.record_holes_ = out.holes_.size();
    }
  }
  if (const auto checks = root.find("checks")) read_checks(*checks, out.holes_, problems);
  if (!problems.empty()) return problems.front();
  return out;
}

std::vector<CellFinding> Template::missing_columns(const CsvTable& table) const {
  std::vector<CellFinding> out;
  for (const Hole& hole : holes_) {
    const bool told = std::any_of(
        out.begin(), out.end(), [&hole](const CellFinding& f) { return f.column == hole.column; });
    if (hole.optional || told || table.column(hole.column)) continue;
    CellFinding finding =
        finding_of(Phrase::column_missing, {which_column(hole.column, table.columns())});
    finding.column = hole.column;
    finding.where = hole.pointer;
    out.push_back(std::move(finding));
  }
  return out;
}

Filled Template::fill(const CsvTable& table, std::size_t row) const {
  Filled out{record_, Json::array(), {}};
  for (const Hole& hole : holes_) {
    const auto column = table.column(hole.column);
    CellValue cell = read_cell(hole, column ? table.field(row, *column) : std::string_view{});
    if (cell.problem) {
      cell.problem->column = hole.column;
      cell.problem->where = hole.pointer;
      out.findings.push_back(*std::move(cell.problem));
    }
    if (static_cast<std::size_t>(&hole - holes_.data()) >= record_holes_) continue;
    out.values.push_back({hole.column, hole.pointer, cell.value ? *cell.value : Json(nullptr)});
    put(out.record, hole.pointer, std::move(cell.value));
  }
  return out;
}

Json Template::sample(bool with_optional) const {
  Json out = record_;
  for (std::size_t i = 0; i < record_holes_; ++i) {
    const bool filled = with_optional || !holes_[i].optional;
    put(out, holes_[i].pointer, filled ? std::optional(sample_value(holes_[i])) : std::nullopt);
  }
  return out;
}

const Hole* Template::hole_at(std::string_view pointer) const noexcept {
  for (std::size_t i = 0; i < record_holes_; ++i) {
    if (lies_in(pointer, holes_[i].pointer) || lies_in(holes_[i].pointer, pointer))
      return &holes_[i];
  }
  return nullptr;
}

namespace {

/// The issuer that a template without an awarding body is tried with.
Json stand_in_body() {
  return {{"id", "did:web:school.example"}, {"name", "x"}, {"country", "NL"}};
}

struct Tried {
  bool readable;  ///< whether the members are of the right form; if not, no row will ever do
  std::vector<Error> findings;
};

Tried try_out(const Template& form, bool with_optional) {
  Json sample = form.sample(with_optional);
  if (!sample.contains("awarding_body")) sample["awarding_body"] = stand_in_body();
  const auto text = json::to_document(sample);
  if (!text) return {false, {text.error()}};
  const auto record = learning_record::from_json(text->root());
  if (!record) return {false, {record.error()}};
  std::vector<Error> findings = learning_record::check(*record);
  const auto rendering = open_badges::to_achievement_credential(
      *record, {.id = "urn:uuid:00000000-0000-4000-8000-000000000000",
                .issuer = "did:web:school.example",
                .valid_from = Instant{}});
  const auto badge = json::to_document(rendering.credential);
  if (!badge) return {false, {badge.error()}};
  for (Error& error : open_badges::check_strictly(badge->root())) {
    error.where = "Open Badge " + error.where;
    findings.push_back(std::move(error));
  }
  return {true, std::move(findings)};
}

}  // namespace

std::vector<Error> check_template(const Template& form) {
  std::vector<Error> out;
  Tried whole = try_out(form, true);
  for (Error& error : whole.findings) {
    if (!whole.readable || form.hole_at(error.where) == nullptr) out.push_back(std::move(error));
  }
  if (!whole.readable) return out;
  for (Error& error : try_out(form, false).findings) {
    const Hole* hole = form.hole_at(error.where);
    // What is missing only without the optional cells makes such a cell not optional.
    if (hole == nullptr || !hole->optional || error.code != Code::missing) continue;
    error.detail = "column " + hole->column + " is optional here, but " + error.detail;
    out.push_back(std::move(error));
  }
  return out;
}

}  // namespace credenza::issuer
