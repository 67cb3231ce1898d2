// toml++ throws unless it is told not to; compiled in here, it answers with a value.
#undef TOML_HEADER_ONLY
#undef TOML_SHARED_LIB
#define TOML_HEADER_ONLY 1
#define TOML_EXCEPTIONS 0
#include "issuer/trust_entries.h"

#include <set>

#include "host/toml.h"

namespace credenza::issuer {
namespace {

constexpr std::string_view k_entry = "entry";
constexpr int k_deepest = 8;

std::string day_of(const toml::date& date) {
  return format_date(std::chrono::year_month_day(
      std::chrono::year(date.year), std::chrono::month(date.month), std::chrono::day(date.day)));
}

/// The same in JSON, so that a list is read in one place. Times of day have no meaning here and
/// become null, which no member takes.
Json to_json(const toml::node& node, int depth) {
  if (depth > k_deepest) return nullptr;
  if (const toml::table* table = node.as_table()) {
    Json out = Json::object();
    for (const auto& [name, value] : *table)
      out[std::string(name.str())] = to_json(value, depth + 1);
    return out;
  }
  if (const toml::array* array = node.as_array()) {
    Json out = Json::array();
    for (const toml::node& item : *array)
      out.push_back(to_json(item, depth + 1));
    return out;
  }
  if (const auto* text = node.as_string()) return text->get();
  if (const auto* number = node.as_integer()) return number->get();
  if (const auto* truth = node.as_boolean()) return truth->get();
  if (const auto* date = node.as_date()) return day_of(date->get());
  return nullptr;
}

Result<trust_list::Entry> read_one(const toml::node& node, std::size_t number) {
  const std::string place = "/entry/" + std::to_string(number);
  const auto document = json::to_document(to_json(node, 0));
  if (!document) return fail(document.error().code, place, document.error().detail);
  auto entry = trust_list::read_entry(document->root());
  if (!entry) return fail(entry.error().code, place + entry.error().where, entry.error().detail);
  return entry;
}

}  // namespace

Result<TrustEntries> parse_trust_entries(std::string_view text) {
  const toml::parse_result parsed = toml::parse(text);
  if (!parsed) {
    return fail(Code::malformed, "line " + std::to_string(parsed.error().source().begin.line),
                "not TOML: " + std::string(parsed.error().description()));
  }
  const toml::table& table = parsed.table();
  for (const auto& [name, node] : table) {
    if (name != "name" && name != k_entry)
      return fail(Code::unsupported, "/" + std::string(name.str()),
                  "a member that this version does not know");
  }
  TrustEntries out;
  const auto name = table["name"].value_exact<std::string>();
  if (!name || name->empty()) return fail(Code::missing, "/name", "the list needs a name");
  out.name = *name;
  if (!table.contains(k_entry)) return out;
  const toml::array* entries = table[k_entry].as_array();
  if (entries == nullptr) return fail(Code::malformed, "/entry", "has to be [[entry]]");
  if (entries->size() > trust_list::k_max_entries)
    return fail(Code::out_of_range, "/entry", "more than 20000 of them");
  std::set<std::string> known;
  for (std::size_t i = 0; i < entries->size(); ++i) {
    out.entries.push_back(TRY(read_one(*entries->get(i), i)));
    if (!known.insert(out.entries.back().id).second)
      return fail(Code::malformed, "/entry/" + std::to_string(i) + "/id",
                  "this DID has an entry already");
  }
  return out;
}

}  // namespace credenza::issuer
