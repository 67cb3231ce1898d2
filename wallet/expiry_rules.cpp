// The file of rules on how long something is good for.
// toml++ throws unless it is told not to; compiled in here, it answers with a value.
#undef TOML_HEADER_ONLY
#undef TOML_SHARED_LIB
#define TOML_HEADER_ONLY 1
#define TOML_EXCEPTIONS 0
#include <algorithm>
#include <array>

#include "host/terminal.h"
#include "host/toml.h"
#include "wallet/expiry.h"

namespace credenza::wallet {
namespace {

constexpr std::size_t k_max_rules = 200;
constexpr std::size_t k_max_text_bytes = 300;
constexpr int k_max_months = 1200;

struct TextMember {
  std::string_view name;
  std::string ExpiryRule::*member;
};
constexpr std::array k_texts = {
    TextMember{"name", &ExpiryRule::name},           TextMember{"reason", &ExpiryRule::reason},
    TextMember{"scheme", &ExpiryRule::scheme},       TextMember{"type", &ExpiryRule::type},
    TextMember{"equipment", &ExpiryRule::equipment}, TextMember{"skill", &ExpiryRule::skill},
    TextMember{"issuer", &ExpiryRule::issuer},       TextMember{"title", &ExpiryRule::title}};
constexpr std::size_t k_told = 2;  // name and reason; the others say what it is for

Status take_text(std::string& out, const toml::node& node, const std::string& where) {
  const auto text = node.value_exact<std::string>();
  if (!text || text->empty() || text->size() > k_max_text_bytes || host::printable(*text) != *text)
    return fail(Code::malformed, where, "a text of one line, of at most 300 bytes");
  out = *text;
  return {};
}

Status take_time(int& months, const toml::node& node, int each, const std::string& where) {
  const auto number = node.value_exact<std::int64_t>();
  if (!number || *number < 1) return fail(Code::malformed, where, "a whole number from 1");
  if (*number > k_max_months / each) return fail(Code::out_of_range, where, "at most 100 years");
  if (months != 0) return fail(Code::malformed, where, "months or years, one of them once");
  months = static_cast<int>(*number) * each;
  return {};
}

Status take_kind(ExpiryRule& rule, const toml::node& node, const std::string& where) {
  const auto kind = node.value_exact<std::string>();
  if (kind == "custom") {
    rule.cause = Cause::custom;
  } else if (kind == "employer") {
    rule.cause = Cause::employer;
  } else {
    return fail(Code::unsupported, where,
                "custom or employer; what the law or a scheme says is in the certificate");
  }
  return {};
}

Status take(ExpiryRule& rule, std::string_view name, const toml::node& node,
            const std::string& where) {
  const auto* text = std::ranges::find(k_texts, name, &TextMember::name);
  if (text != k_texts.end()) return take_text(rule.*(text->member), node, where);
  if (name == "months") return take_time(rule.months, node, 1, where);
  if (name == "years") return take_time(rule.months, node, 12, where);
  if (name == "kind") return take_kind(rule, node, where);
  return fail(Code::unsupported, where, "a rule has no such member");
}

Status check_whole(const ExpiryRule& rule, const toml::table& table, const std::string& where) {
  for (const char* name : {"kind", "name", "reason"}) {
    if (!table.contains(name))
      return fail(Code::missing, where + ", " + name, "every rule has kind, name and reason");
  }
  if (rule.months == 0) return fail(Code::missing, where + ", months", "for how long");
  const bool is_for_something =
      std::any_of(k_texts.begin() + k_told, k_texts.end(),
                  [&rule](const TextMember& each) { return !(rule.*(each.member)).empty(); });
  if (is_for_something) return {};
  return fail(Code::missing, where, "for what: scheme, type, equipment, skill, issuer or title");
}

Result<ExpiryRule> read_rule(const toml::table& table, const std::string& where) {
  ExpiryRule rule;
  for (const auto& [name, node] : table) {
    const std::string member = where + ", " + host::printable(name.str());
    TRY(take(rule, name.str(), node, member));
  }
  TRY(check_whole(rule, table, where));
  return rule;
}

}  // namespace

Result<std::vector<ExpiryRule>> parse_rules(std::string_view text) {
  if (text.size() > k_max_rules_bytes)
    return fail(Code::out_of_range, "rules", "longer than a file of rules can be");
  const toml::parse_result parsed = toml::parse(text);
  if (!parsed) {
    return fail(Code::malformed, "line " + std::to_string(parsed.error().source().begin.line),
                "this is no TOML");
  }
  std::vector<ExpiryRule> rules;
  for (const auto& [name, node] : parsed.table()) {
    const toml::array* entries = node.as_array();
    if (name != "rule" || entries == nullptr)
      return fail(Code::unsupported, host::printable(name.str()), "a file of rules has [[rule]]");
    for (const toml::node& entry : *entries) {
      const std::string where = "rule " + std::to_string(rules.size() + 1);
      const toml::table* table = entry.as_table();
      if (table == nullptr) return fail(Code::malformed, where, "has to be [[rule]]");
      if (rules.size() == k_max_rules) return fail(Code::out_of_range, where, "at most 200 rules");
      rules.push_back(TRY(read_rule(*table, where)));
    }
  }
  return rules;
}

}  // namespace credenza::wallet
