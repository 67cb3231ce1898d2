#include "wallet/list_table.h"

#include <algorithm>
#include <array>

#include "wallet/held_view.h"

namespace credenza::wallet {

using Cell = std::string (*)(const HeldCredential& one, Instant now, Language language);

struct Column {
  std::string_view name;
  Text heading;
  std::size_t width;
  Cell cell;
};

namespace {

std::string id_cell(const HeldCredential& one, Instant /*now*/, Language /*language*/) {
  return to_text(one.id).substr(0, 8);
}
std::string title_cell(const HeldCredential& one, Instant /*now*/, Language language) {
  return title_of(one.held, language);
}
std::string issuer_cell(const HeldCredential& one, Instant /*now*/, Language /*language*/) {
  return issuer_of(one.held);
}
std::string awarded_cell(const HeldCredential& one, Instant /*now*/, Language language) {
  return awarded_text(one.held, language);
}
std::string until_cell(const HeldCredential& one, Instant /*now*/, Language language) {
  return until_text(one.held, language);
}
std::string state_cell(const HeldCredential& one, Instant now, Language language) {
  return std::string(state_text(one.held, now).in(language));
}
std::string type_cell(const HeldCredential& one, Instant /*now*/, Language language) {
  const Text known = type_text(one.held.type);
  return known.en.empty() ? shown(one.held.type) : std::string(known.in(language));
}
std::string skills_cell(const HeldCredential& one, Instant /*now*/, Language language) {
  std::string out;
  for (const Skill& skill : one.held.skills)
    out += (out.empty() ? "" : ", ") + skill_name(skill, language);
  return out;
}
std::string tags_cell(const HeldCredential& one, Instant /*now*/, Language /*language*/) {
  std::string out;
  for (const std::string& tag : one.held.tags)
    out += (out.empty() ? "" : ", ") + shown(tag);
  return out;
}
std::string person_cell(const HeldCredential& one, Instant /*now*/, Language /*language*/) {
  return shown(one.held.person);
}

constexpr std::array k_columns = {
    Column{"id", {"id", "nummer"}, 8, id_cell},
    Column{"title", {"what", "wat"}, 36, title_cell},
    Column{"issuer", {"issuer (as it says)", "uitgever (zegt die zelf)"}, 24, issuer_cell},
    Column{"awarded", {"awarded", "behaald"}, 10, awarded_cell},
    Column{"until", {"until", "tot"}, 10, until_cell},
    Column{"state", {"state", "stand"}, 14, state_cell},
    Column{"type", {"kind", "soort"}, 24, type_cell},
    Column{"skills", {"skills", "kunnen"}, 60, skills_cell},
    Column{"tags", {"tags", "labels"}, 20, tags_cell},
    Column{"person", {"person", "persoon"}, 24, person_cell},
};
constexpr std::size_t k_everyday_columns = 6;

std::vector<const Column*> everyday_columns() {
  std::vector<const Column*> out;
  for (std::size_t i = 0; i < k_everyday_columns; ++i)
    out.push_back(&k_columns.at(i));
  return out;
}

void add_cell(std::string& line, std::string_view text, const Column& column, bool is_last) {
  line += is_last ? std::string(text) : padded(text, column.width) + " ";
}

}  // namespace

Result<std::vector<const Column*>> parse_columns(std::string_view text) {
  std::vector<const Column*> out;
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    const auto* column = std::ranges::find(k_columns, text.substr(0, comma), &Column::name);
    if (column == k_columns.end()) {
      return fail(Code::malformed, "--columns",
                  "names of id, title, issuer, awarded, until, state, type, skills, tags, person, "
                  "with commas between them");
    }
    out.push_back(column);
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return out;
}

std::string list_table(const std::vector<HeldCredential>& rows, const TableLayout& layout,
                       Instant now, Language language) {
  const auto columns = layout.columns.empty() ? everyday_columns() : layout.columns;
  std::string table;
  if (layout.header) {
    for (const Column* column : columns)
      add_cell(table, column->heading.in(language), *column, column == columns.back());
    table += "\n";
  }
  for (const HeldCredential& one : rows) {
    for (const Column* column : columns)
      add_cell(table, column->cell(one, now, language), *column, column == columns.back());
    table += "\n";
  }
  return table;
}

}  // namespace credenza::wallet
