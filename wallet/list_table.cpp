#include "wallet/list_table.h"

#include <algorithm>
#include <array>

#include "wallet/held_view.h"

namespace credenza::wallet {

namespace {

/// One credential, to whom and when it is shown.
struct Row {
  Id id;
  const Listed& listed;
  const Held* held;  ///< there for columns that need it
  Instant now;
  Language language;
};

std::string id_cell(const Row& row) {
  return to_text(row.id).substr(0, 8);
}
std::string title_cell(const Row& row) {
  return title_of(row.listed, row.language);
}
std::string issuer_cell(const Row& row) {
  return issuer_of(row.listed);
}
std::string awarded_cell(const Row& row) {
  return awarded_text(row.listed, row.language);
}
std::string until_cell(const Row& row) {
  return until_text(row.listed, row.language);
}
std::string state_cell(const Row& row) {
  return std::string(state_text(row.listed, row.now).in(row.language));
}
std::string type_cell(const Row& row) {
  const Text known = type_text(row.listed.type);
  return known.en.empty() ? shown(row.listed.type) : std::string(known.in(row.language));
}
std::string skills_cell(const Row& row) {
  std::string out;
  for (const Skill& skill : row.held->skills)
    out += (out.empty() ? "" : ", ") + skill_name(skill, row.language);
  return out;
}
std::string tags_cell(const Row& row) {
  std::string out;
  for (const std::string& tag : row.listed.tags)
    out += (out.empty() ? "" : ", ") + shown(tag);
  return out;
}
std::string person_cell(const Row& row) {
  return shown(row.held->person);
}

}  // namespace

struct Column {
  std::string_view name;
  Text heading;
  std::size_t width;
  std::string (*cell)(const Row& row);
  bool needs_held = false;
};

namespace {

constexpr std::array k_columns = {
    Column{"id", {"id", "nummer"}, 8, id_cell},
    Column{"title", {"what", "wat"}, 36, title_cell},
    Column{"issuer", {"issuer (as it says)", "uitgever (zegt die zelf)"}, 24, issuer_cell},
    Column{"awarded", {"awarded", "behaald"}, 10, awarded_cell},
    Column{"until", {"until", "tot"}, 10, until_cell},
    Column{"state", {"state", "stand"}, 14, state_cell},
    Column{"type", {"kind", "soort"}, 24, type_cell},
    Column{"skills", {"skills", "kunnen"}, 60, skills_cell, true},
    Column{"tags", {"tags", "labels"}, 20, tags_cell},
    Column{"person", {"person", "persoon"}, 24, person_cell, true},
};
constexpr std::size_t k_everyday_columns = 6;

std::vector<const Column*> everyday_columns() {
  std::vector<const Column*> out;
  for (std::size_t i = 0; i < k_everyday_columns; ++i)
    out.push_back(&k_columns.at(i));
  return out;
}

void add_cell(std::string& line, std::string_view text, const Column& column, bool is_last) {
  if (is_last) {
    line.append(text).append("\n");
  } else {
    add_padded(line, text, column.width);
    line += ' ';
  }
}

/// Some of a line; longer ones make the table grow.
constexpr std::size_t k_line_bytes = 112;

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

Result<std::string> list_table(const Vault& vault, const std::vector<Entry>& rows,
                               const TableLayout& layout, Instant now, Language language) {
  const auto columns = layout.columns.empty() ? everyday_columns() : layout.columns;
  const bool needs_held = std::ranges::any_of(columns, &Column::needs_held);
  if (needs_held) TRY(vault.read_details());
  std::string table;
  table.reserve((rows.size() + 1) * k_line_bytes);
  const auto add_row = [&](const Row& row) {
    for (const Column* column : columns)
      add_cell(table, column->cell(row), *column, column == columns.back());
  };
  if (layout.header) {
    for (const Column* column : columns)
      add_cell(table, column->heading.in(language), *column, column == columns.back());
  }
  for (const Entry& entry : rows) {
    if (needs_held) {
      const Held held = TRY(held_of(vault, entry));
      add_row({entry.id, held, &held, now, language});
    } else {
      const Listed listed = TRY(listed_of(entry));
      add_row({entry.id, listed, nullptr, now, language});
    }
  }
  return table;
}

}  // namespace credenza::wallet
