#include "wallet/crosswalk.h"

#include <array>
#include <optional>

#include "base/encoding.h"
#include "base/json.h"
#include "crypto/hash.h"
#include "host/terminal.h"

namespace credenza::wallet {
namespace {

constexpr std::size_t k_max_text_bytes = 200;
constexpr std::size_t k_max_address_bytes = 1024;

/// The value of a variable in a row, of the given type of term: {"type": …, "value": …}.
Result<std::string> value_of(json::Cursor row, std::string_view variable, std::string_view type,
                             std::size_t max_bytes) {
  const json::Cursor term = TRY(row.at(variable));
  const std::string_view found = TRY(term.string_at("type"));
  const std::string_view value = TRY(term.string_at("value"));
  if (found != type)
    return fail(Code::malformed, term.pointer(), "has to be of type " + std::string(type));
  if (value.empty() || value.size() > max_bytes || host::printable(value) != value)
    return fail(Code::malformed, term.pointer(), "one line, with characters that can be seen");
  return std::string(value);
}

Result<std::string> address_in(json::Cursor row, std::string_view variable) {
  return value_of(row, variable, "uri", k_max_address_bytes);
}

std::optional<Match> match_of(std::string_view address) {
  constexpr std::string_view k_suffix = "ESCO";
  const std::size_t last = address.find_last_of("#/");
  std::string_view word = last == std::string_view::npos ? address : address.substr(last + 1);
  if (word.ends_with(k_suffix)) word.remove_suffix(k_suffix.size());
  if (word == "exactMatch") return Match::exact;
  if (word == "closeMatch") return Match::close;
  if (word == "broadMatch") return Match::broad;
  if (word == "narrowMatch") return Match::narrow;
  return std::nullopt;
}

Result<CrosswalkRow> read_row(json::Cursor row) {
  CrosswalkRow out;
  out.from = TRY(address_in(row, "from"));
  out.to = TRY(address_in(row, "to"));
  const auto match = match_of(TRY(address_in(row, "match")));
  if (!match) {
    return fail(Code::unsupported, row.pointer() + "/match",
                "a match is exactMatch, closeMatch, broadMatch or narrowMatch");
  }
  out.match = *match;
  if (row.find("name")) out.name = TRY(value_of(row, "name", "literal", k_max_text_bytes));
  return out;
}

}  // namespace

Result<Crosswalk> parse_crosswalk(std::string_view text) {
  const json::Document document =
      TRY(json::Document::parse(text, {.max_bytes = k_max_crosswalk_bytes, .max_depth = 8}));
  const json::Cursor results = TRY(document.root().at("results"));
  const json::Cursor bindings = TRY(results.at("bindings"));
  if (!bindings.is_array()) return fail(Code::malformed, bindings.pointer(), "has to be a list");
  Crosswalk out;
  out.digest = to_hex(crypto::hash(crypto::HashAlgorithm::sha256, as_bytes(text)));
  for (const json::Cursor row : bindings.items()) {
    if (out.rows.size() == k_max_crosswalk_rows)
      return fail(Code::out_of_range, row.pointer(), "at most 10,000 rows");
    std::string release = TRY(value_of(row, "release", "literal", k_max_text_bytes));
    if (out.rows.empty())
      out.release = std::move(release);
    else if (release != out.release)
      return fail(Code::mismatch, row.pointer() + "/release", "one table is of one release");
    out.rows.push_back(TRY(read_row(row)));
  }
  if (out.rows.empty()) return fail(Code::missing, bindings.pointer(), "the table has no row");
  return out;
}

}  // namespace credenza::wallet
