#include "issuer/ledger_words.h"

namespace credenza::issuer {

host::Text words_for(State state) noexcept {
  switch (state) {
    case State::in_force:
      return {"in force", "geldig"};
    case State::suspended:
      return {"suspended", "opgeschort"};
    case State::revoked:
      return {"withdrawn", "ingetrokken"};
    case State::superseded:
      return {"replaced", "vervangen"};
  }
  return {};
}

Json line_json(const LedgerLine& line) {
  Json out = {{"id", line.id},
              {"issued", format_instant(line.issued)},
              {"status", to_string(line.standing.state)},
              {"name", line.name},
              {"title", line.title},
              {"list", line.place.list},
              {"index", line.place.index}};
  if (line.standing.state != State::in_force) out["since"] = format_instant(line.standing.since);
  if (line.forgotten) out["forgotten"] = true;
  return out;
}

std::string line_text(const LedgerLine& line, host::Language language) {
  const host::Text forgotten{"(forgotten)", "(vergeten)"};
  const std::string name =
      line.forgotten ? std::string(forgotten.in(language)) : host::printable(line.name);
  return host::printable(line.id.substr(line.id.rfind(':') + 1)) + "  " +
         format_instant(line.issued) + "  " +
         std::string(words_for(line.standing.state).in(language)) + "  " + name + "  " +
         host::printable(line.title) + "\n";
}

std::string safe_cell(std::string_view text) {
  std::string out = "\"";
  // What begins so is a formula to a spreadsheet.
  if (!text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos)
    out += '\'';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + "\"";
}

std::string table_names() {
  return "name;title;id;issued;status;since;reason\r\n";
}

std::string table_row(const LedgerLine& line, const std::string& reason) {
  const bool in_force = line.standing.state == State::in_force;
  return safe_cell(line.name) + ";" + safe_cell(line.title) + ";" + safe_cell(line.id) + ";" +
         format_instant(line.issued) + ";" + std::string(to_string(line.standing.state)) + ";" +
         (in_force ? std::string() : format_instant(line.standing.since)) + ";" +
         safe_cell(reason) + "\r\n";
}

std::string letter_names() {
  return "name;title;id;issued;date;reason;reason_en;reason_nl\r\n";
}

std::string letter_row(const LetterRow& row) {
  std::string out;
  for (const std::string_view cell :
       {std::string_view(row.line.name), std::string_view(row.line.title),
        std::string_view(row.line.id)})
    out += safe_cell(cell) + ";";
  constexpr std::size_t k_date = 10;
  out += format_instant(row.line.issued).substr(0, k_date) + ";";
  out += format_instant(row.at).substr(0, k_date) + ";";
  out += std::string(row.reason.code) + ";";
  return out + safe_cell(row.reason.words.en) + ";" + safe_cell(row.reason.words.nl) + "\r\n";
}

}  // namespace credenza::issuer
