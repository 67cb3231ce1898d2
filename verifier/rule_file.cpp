// toml++ throws unless it is told not to; compiled in here, it answers with a value.
#undef TOML_HEADER_ONLY
#undef TOML_SHARED_LIB
#define TOML_HEADER_ONLY 1
#define TOML_EXCEPTIONS 0
#include "verifier/rule_file.h"

#include <algorithm>
#include <charconv>

#include "did/did.h"
#include "host/nearest.h"
#include "host/toml_values.h"

namespace credenza::verifier {
namespace {

constexpr std::string_view k_what = "a rule file";
constexpr std::size_t k_max_list = 100;
constexpr std::int64_t k_max_age_count = 100'000;
constexpr std::size_t k_max_size = 1000;

const std::vector<std::string> k_file_members = {"name",   "purpose",  "require", "accept",
                                                 "status", "validity", "rule"};
const std::vector<std::string> k_accept_members = {"types", "issuers", "holder"};
const std::vector<std::string> k_status_members = {"max_age", "on_unreachable"};
const std::vector<std::string> k_validity_members = {"on", "remaining"};
const std::vector<std::string> k_rule_members = {"label", "all",  "any",        "at_least",
                                                 "of",    "type", "issuer",     "scheme",
                                                 "skill", "eqf",  "newer_than", "self_declared"};

Result<std::vector<std::string>> read_list(const toml::node& node, const std::string& where) {
  std::vector<std::string> out;
  const toml::array* list = node.as_array();
  if (list == nullptr) return std::vector{TRY(host::read_line(node, where))};
  if (list->empty() || list->size() > k_max_list)
    return fail(Code::out_of_range, where, "one to a hundred of them; leave it out for any");
  for (const toml::node& each : *list)
    out.push_back(TRY(host::read_line(each, where)));
  std::vector<std::string> sorted = out;
  std::ranges::sort(sorted);
  if (std::ranges::adjacent_find(sorted) != sorted.end())
    return fail(Code::conflict, where, "one stands there twice");
  return out;
}

Result<std::vector<std::string>> read_dids(const toml::node& node, const std::string& where) {
  auto out = TRY(read_list(node, where));
  for (const std::string& each : out) {
    if (!did::is_did(each))
      return fail(Code::malformed, where, "an issuer is named by its DID, as in did:web:…");
  }
  return out;
}

Result<Age> read_age(const toml::node& node, const std::string& where) {
  const auto wrong = [&where] {
    return fail(Code::malformed, where,
                "a number and a unit: \"24h\", \"30d\", \"2w\" or \"5y\" for hours, days, weeks, "
                "years");
  };
  const auto text = node.value_exact<std::string>();
  if (!text || text->size() < 2) return wrong();
  Age out;
  const char* end = text->data() + text->size() - 1;
  const auto read = std::from_chars(text->data(), end, out.count);
  if (read.ec != std::errc() || read.ptr != end || out.count < 1 || out.count > k_max_age_count)
    return wrong();
  switch (*end) {
    case 'h':
      out.unit = Age::Unit::hours;
      return out;
    case 'd':
      out.unit = Age::Unit::days;
      return out;
    case 'w':
      out.unit = Age::Unit::weeks;
      return out;
    case 'y':
      // Beyond that a calendar says nothing.
      if (out.count > 200) return wrong();
      out.unit = Age::Unit::years;
      return out;
    default:
      return wrong();
  }
}

Result<std::chrono::year_month_day> read_day(const toml::node& node, const std::string& where) {
  std::string text;
  if (const auto date = node.value_exact<toml::date>()) {
    const auto two = [](unsigned value) {
      return std::string(value < 10 ? "-0" : "-") + std::to_string(value);
    };
    text = std::to_string(date->year) + two(date->month) + two(date->day);
  } else {
    text = node.value_exact<std::string>().value_or("");
  }
  const auto day = parse_date(text);
  if (!day || !end_of_day_in_amsterdam(*day))
    return fail(Code::malformed, where, "a day, as in 2027-03-03");
  return *day;
}

Result<const toml::table*> table_at(const toml::node& node, const std::string& where) {
  const toml::table* table = node.as_table();
  if (table == nullptr) return fail(Code::malformed, where, "has to be a table: [" + where + "]");
  return table;
}

Status read_accept(RuleFile& out, const toml::node& node) {
  for (const auto& [key, value] : *TRY(table_at(node, "accept"))) {
    const std::string_view name = key.str();
    const std::string where = "accept, " + host::printable(name);
    if (name == "types") {
      out.types = TRY(read_list(value, where));
    } else if (name == "issuers") {
      out.issuers = TRY(read_dids(value, where));
    } else if (name == "holder") {
      const std::string word = TRY(host::read_line(value, where));
      if (word != "required" && word != "optional")
        return fail(Code::unsupported, where, "\"required\" or \"optional\"");
      out.holder_required = word == "required";
    } else {
      return host::unknown_member(name, k_accept_members, k_what, where);
    }
  }
  return {};
}

Status read_status(RuleFile& out, const toml::node& node) {
  for (const auto& [key, value] : *TRY(table_at(node, "status"))) {
    const std::string_view name = key.str();
    const std::string where = "status, " + host::printable(name);
    if (name == "max_age") {
      out.status_max_age = TRY(read_age(value, where));
    } else if (name == "on_unreachable") {
      const auto read = parse_unreachable(TRY(host::read_line(value, where)));
      if (!read) return fail(read.error().code, where, read.error().detail);
      out.on_unreachable = *read;
    } else {
      return host::unknown_member(name, k_status_members, k_what, where);
    }
  }
  return {};
}

Status read_validity(RuleFile& out, const toml::node& node) {
  for (const auto& [key, value] : *TRY(table_at(node, "validity"))) {
    const std::string_view name = key.str();
    const std::string where = "validity, " + host::printable(name);
    if (name == "on") {
      out.valid_on = TRY(read_day(value, where));
    } else if (name == "remaining") {
      out.remaining = TRY(read_age(value, where));
    } else {
      return host::unknown_member(name, k_validity_members, k_what, where);
    }
  }
  return {};
}

/// The rules of a file by their names, which stand in any order.
class Rules {
 public:
  explicit Rules(RuleFile& out) : out_(out) {}

  Status read(const toml::node& node) {
    const toml::table& table = *TRY(table_at(node, "rule"));
    if (table.size() > k_max_rules) return fail(Code::out_of_range, "rule", "at most 100 rules");
    for (const auto& [key, value] : table) {
      Rule rule;
      rule.name = std::string(key.str());
      if (rule.name.empty() || rule.name.size() > 64 || host::printable(rule.name) != rule.name)
        return fail(Code::malformed, "rule",
                    "a rule has a name of 1 to 64 bytes that can be shown");
      out_.rules.push_back(std::move(rule));
      names_.emplace_back(key.str());
    }
    std::size_t at = 0;
    for (const auto& [key, value] : table) {
      const std::string where = "rule " + names_[at];
      const toml::table* members = value.as_table();
      if (members == nullptr) return fail(Code::malformed, where, "has to be a table: [rule.NAME]");
      TRY(read_rule(out_.rules[at], *members, where));
      ++at;
    }
    return {};
  }

  Result<std::size_t> find(std::string_view name, const std::string& where) const {
    const auto found = std::ranges::find(names_, name);
    if (found != names_.end()) return static_cast<std::size_t>(found - names_.begin());
    std::string detail = "there is no rule of this name";
    const std::string_view meant = host::nearest(name, names_);
    if (!meant.empty()) detail += "; did you mean '" + std::string(meant) + "'?";
    return fail(Code::not_found, where, std::move(detail));
  }

  /// @error conflict, out_of_range
  Status check_circles() const {
    std::vector<std::size_t> way;
    for (std::size_t i = 0; i < out_.rules.size(); ++i)
      TRY(check_circle(i, way));
    std::vector<std::size_t> sizes(out_.rules.size());
    for (std::size_t i = 0; i < out_.rules.size(); ++i) {
      if (size_of(i, sizes) > k_max_size)
        return fail(Code::out_of_range, "rule " + names_[i],
                    "with all rules that it is made of it has more than 1000 parts");
    }
    return {};
  }

 private:
  Status read_parts(Rule& rule, Rule::Kind kind, const toml::node& node, const std::string& where) {
    rule.kind = kind;
    for (const std::string& name : TRY(read_list(node, where)))
      rule.of.push_back(TRY(find(name, where)));
    return {};
  }

  Status read_number(const toml::node& node, std::int64_t most, std::int64_t& out,
                     const std::string& where) {
    const auto number = node.value_exact<std::int64_t>();
    if (!number || *number < 1 || *number > most)
      return fail(Code::out_of_range, where, "a number from 1 to " + std::to_string(most));
    out = *number;
    return {};
  }

  /// What rules of both kinds have, and what a rule of rules has.
  /// @return whether it was one of these
  Result<bool> take_group(Rule& rule, std::string_view name, const toml::node& node,
                          const std::string& where) {
    if (name == "label") {
      rule.label = TRY(host::read_lines_by_language(node, where));
    } else if (name == "all") {
      TRY(read_parts(rule, Rule::Kind::all, node, where));
    } else if (name == "any") {
      TRY(read_parts(rule, Rule::Kind::any, node, where));
    } else if (name == "of") {
      TRY(read_parts(rule, Rule::Kind::at_least, node, where));
    } else if (name == "at_least") {
      std::int64_t least = 0;
      TRY(read_number(node, k_max_list, least, where));
      rule.least = static_cast<std::size_t>(least);
    } else {
      return false;
    }
    return true;
  }

  Status take(Rule& rule, std::string_view name, const toml::node& node, const std::string& where) {
    if (TRY(take_group(rule, name, node, where))) return {};
    if (name == "type") {
      rule.types = TRY(read_list(node, where));
    } else if (name == "issuer") {
      rule.issuers = TRY(read_dids(node, where));
    } else if (name == "scheme") {
      rule.scheme = TRY(host::read_line(node, where));
    } else if (name == "skill") {
      rule.skill = TRY(host::read_line(node, where));
    } else if (name == "eqf") {
      std::int64_t level = 0;
      TRY(read_number(node, 8, level, where));
      rule.eqf = static_cast<unsigned>(level);
    } else if (name == "newer_than") {
      rule.newer_than = TRY(read_age(node, where));
    } else if (name == "self_declared") {
      rule.self_declared = TRY(host::read_flag(node, where));
    } else {
      return host::unknown_member(name, k_rule_members, k_what, where);
    }
    return {};
  }

  Status read_rule(Rule& rule, const toml::table& table, const std::string& where) {
    int kinds = 0;
    for (const auto& [key, node] : table) {
      const std::string_view name = key.str();
      TRY(take(rule, name, node, where + ", " + host::printable(name)));
      if (name == "all" || name == "any" || name == "of") ++kinds;
    }
    const bool asks = !rule.types.empty() || !rule.issuers.empty() || !rule.scheme.empty() ||
                      !rule.skill.empty() || rule.eqf || rule.newer_than;
    if (kinds > 1 || (kinds == 1 && (asks || rule.self_declared)))
      return fail(Code::conflict, where, "either all, any, at_least with of, or a certificate");
    if ((rule.least > 0) != (rule.kind == Rule::Kind::at_least))
      return fail(Code::missing, where, "at_least and of belong together");
    if (kinds == 0 && !asks) return fail(Code::missing, where, "a rule asks for something");
    return {};
  }

  Status check_circle(std::size_t rule, std::vector<std::size_t>& way) const {
    const std::string where = "rule " + names_[rule];
    if (std::ranges::find(way, rule) != way.end())
      return fail(Code::conflict, where, "it is made of itself");
    if (way.size() == k_max_rule_depth)
      return fail(Code::out_of_range, where, "rules are made of rules at most 16 deep");
    if (looked_.size() < out_.rules.size()) looked_.resize(out_.rules.size());
    if (looked_[rule] > way.size()) return {};
    way.push_back(rule);
    for (const std::size_t part : out_.rules[rule].of)
      TRY(check_circle(part, way));
    way.pop_back();
    // Looked at from here or from less deep, it is sound.
    looked_[rule] = way.size() + 1;
    return {};
  }

  /// How many rules stand in one when each is written out where it is used; more than the limit
  /// counts as one more than that.
  std::size_t size_of(std::size_t rule, std::vector<std::size_t>& sizes) const {
    if (sizes[rule] != 0) return sizes[rule];
    std::size_t size = 1;
    for (const std::size_t part : out_.rules[rule].of)
      size = std::min(k_max_size + 1, size + size_of(part, sizes));
    return sizes[rule] = size;
  }

  RuleFile& out_;
  std::vector<std::string> names_;
  mutable std::vector<std::size_t> looked_;  ///< 1 + from how deep; 0: not yet
};

}  // namespace

Instant Age::before(Instant moment) const {
  if (unit != Unit::years) return moment - std::chrono::hours(hours());
  Age back = *this;
  back.count = -count;
  return back.behind(moment);
}

Instant Age::behind(Instant moment) const {
  if (unit != Unit::years) return moment + std::chrono::hours(hours());
  const auto day = date_in_amsterdam(moment);
  const std::chrono::sys_days before = day;
  std::chrono::year_month_day after = day + std::chrono::years(count);
  if (!after.ok()) after = after.year() / after.month() / std::chrono::last;
  return moment + (std::chrono::sys_days(after) - before);
}

std::string Age::text() const {
  constexpr std::string_view k_units = "hdwy";
  return std::to_string(count) + k_units[static_cast<std::size_t>(unit)];
}

std::int64_t Age::hours() const noexcept {
  switch (unit) {
    case Unit::hours:
      return count;
    case Unit::days:
      return count * 24;
    case Unit::weeks:
      return count * 24 * 7;
    case Unit::years:
      return count * 24 * 365;
  }
  return count;
}

Result<Unreachable> parse_unreachable(std::string_view word) {
  if (word == "accept") return Unreachable::accept;
  if (word == "ask") return Unreachable::ask;
  if (word == "reject") return Unreachable::reject;
  return fail(Code::unsupported, "on_unreachable", "\"accept\", \"ask\" or \"reject\"");
}

Result<RuleFile> parse_rule_file(std::string_view text) {
  const toml::table table = TRY(host::parse_toml(text, k_max_rule_file_bytes, "rule file"));
  RuleFile out;
  Rules rules(out);
  if (const toml::node* node = table.get("rule")) TRY(rules.read(*node));
  for (const auto& [key, node] : table) {
    const std::string_view name = key.str();
    const std::string where = host::printable(name);
    if (name == "name") {
      out.name = TRY(host::read_line(node, where));
    } else if (name == "purpose") {
      out.purpose = TRY(host::read_lines_by_language(node, where));
    } else if (name == "require") {
      const std::string rule = TRY(host::read_line(node, where));
      out.require = TRY(rules.find(rule, where));
    } else if (name == "accept") {
      TRY(read_accept(out, node));
    } else if (name == "status") {
      TRY(read_status(out, node));
    } else if (name == "validity") {
      TRY(read_validity(out, node));
    } else if (name != "rule") {
      return host::unknown_member(name, k_file_members, k_what, where);
    }
  }
  if (out.name.empty()) return fail(Code::missing, "name", "what the rule file is called");
  TRY(rules.check_circles());
  return out;
}

}  // namespace credenza::verifier
