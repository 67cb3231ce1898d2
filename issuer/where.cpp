#include "issuer/where.h"

#include <algorithm>

#include "base/instant.h"

namespace credenza::issuer {
namespace {

bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}

bool all_digits(std::string_view text) noexcept {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

int sign_of(int difference) noexcept {
  return (difference > 0) - (difference < 0);
}

/// A decimal number, in parts that are compared as text, so that long ones stay exact.
struct Decimal {
  bool negative = false;
  std::string_view whole;     ///< without leading zeros
  std::string_view fraction;  ///< without trailing zeros
};

std::optional<Decimal> read_decimal(std::string_view text) {
  Decimal out;
  out.negative = text.starts_with('-');
  if (out.negative) text.remove_prefix(1);
  const std::size_t dot = text.find('.');
  out.whole = text.substr(0, dot);
  if (!all_digits(out.whole)) return std::nullopt;
  // "007" is a code and no number.
  if (out.whole.size() > 1 && out.whole.front() == '0') return std::nullopt;
  if (dot == std::string_view::npos) return out;
  out.fraction = text.substr(dot + 1);
  if (!all_digits(out.fraction)) return std::nullopt;
  while (out.fraction.ends_with('0'))
    out.fraction.remove_suffix(1);
  return out;
}

int compare(const Decimal& a, const Decimal& b) {
  const bool both_zero =
      a.whole == "0" && b.whole == "0" && a.fraction.empty() && b.fraction.empty();
  if (both_zero) return 0;
  if (a.negative != b.negative) return a.negative ? -1 : 1;
  int out = 0;
  if (a.whole.size() != b.whole.size()) {
    out = a.whole.size() < b.whole.size() ? -1 : 1;
  } else {
    out = sign_of(a.whole.compare(b.whole));
  }
  if (out == 0) out = sign_of(a.fraction.compare(b.fraction));
  return a.negative ? -out : out;
}

/// A year, a month, a day or an instant, in the form in which texts order as times do; empty for
/// anything else.
std::string read_time(std::string_view text) {
  constexpr std::size_t k_year = 4;
  constexpr std::size_t k_month = 7;
  constexpr std::size_t k_day = 10;
  if (text.size() < k_year || !all_digits(text.substr(0, k_year))) return {};
  if (text.size() > k_day) {
    const auto at = parse_instant(text);
    return at ? format_instant(*at) : std::string();
  }
  // The rest of a whole date makes a date of a part of one.
  constexpr std::string_view k_rest = "0000-01-01";
  const bool is_part = text.size() == k_year || text.size() == k_month || text.size() == k_day;
  if (!is_part || !parse_date(std::string(text).append(k_rest.substr(text.size())))) return {};
  return std::string(text);
}

bool is_instant(std::string_view time) {
  return time.find('T') != std::string_view::npos;
}

/// The day of an instant in the Netherlands, as which people mean a day; a day as it is.
std::string day_of(std::string_view time) {
  if (!is_instant(time)) return std::string(time);
  const auto at = parse_instant(time);
  must(at.has_value());  // read_time() wrote it
  return format_date(date_in_amsterdam(*at));
}

/// Less, equal, greater; nothing when the two cannot be told apart because `value` is less exact.
std::optional<int> compare_times(std::string_view value, std::string_view asked) {
  if (is_instant(value) && is_instant(asked)) return sign_of(value.compare(asked));
  const std::string day = day_of(value);
  const std::string asked_day = day_of(asked);
  const int out = sign_of(std::string_view(day)
                              .substr(0, asked_day.size())
                              .compare(std::string_view(asked_day).substr(0, day.size())));
  if (out == 0 && value.size() < asked.size()) return std::nullopt;
  return out;
}

bool holds_for(WhereOperator op, int order) {
  switch (op) {
    case WhereOperator::equal:
    case WhereOperator::not_equal:
      return order == 0;
    case WhereOperator::less:
      return order < 0;
    case WhereOperator::less_or_equal:
      return order <= 0;
    case WhereOperator::greater:
      return order > 0;
    case WhereOperator::greater_or_equal:
      return order >= 0;
  }
  return false;
}

std::string_view operator_text(WhereOperator op) {
  switch (op) {
    case WhereOperator::equal:
      return "=";
    case WhereOperator::not_equal:
      return "!=";
    case WhereOperator::less:
      return "<";
    case WhereOperator::less_or_equal:
      return "<=";
    case WhereOperator::greater:
      return ">";
    case WhereOperator::greater_or_equal:
      return ">=";
  }
  return {};
}

/// Whether a comparison holds when all values are known.
bool comes_to(const WhereTerm& term, bool any) {
  return any != (term.op == WhereOperator::not_equal);
}

/// Whether a comparison holds for what is known.
std::optional<bool> answer(const WhereTerm& term, const WhereKnown& known) {
  const bool any = std::any_of(known.values.begin(), known.values.end(),
                               [&](const std::string& value) { return compares(term, value); });
  if (!any && !known.complete) return std::nullopt;
  return comes_to(term, any);
}

}  // namespace

bool is_moment(std::string_view text) {
  return !read_time(text).empty();
}

bool compares(const WhereTerm& term, std::string_view value) {
  const bool is_equality = term.op == WhereOperator::equal || term.op == WhereOperator::not_equal;
  if (is_equality && value == term.value) return true;
  const std::string time = read_time(value);
  if (is_equality && term.quoted && !is_instant(time)) return false;
  const auto number = read_decimal(value);
  const auto asked_number = read_decimal(term.value);
  if (number && asked_number) return holds_for(term.op, compare(*number, *asked_number));
  const std::string asked_time = read_time(term.value);
  if (!time.empty() && !asked_time.empty()) {
    const auto order = compare_times(time, asked_time);
    return order && holds_for(term.op, *order);
  }
  return !is_equality && holds_for(term.op, sign_of(value.compare(term.value)));
}

std::size_t Where::add(Node node) {
  nodes_.push_back(node);
  return nodes_.size() - 1;
}

std::size_t Where::add(WhereTerm term) {
  const auto known = std::find(names_.begin(), names_.end(), term.name);
  const auto name = static_cast<std::size_t>(known - names_.begin());
  if (known == names_.end()) names_.push_back(term.name);
  terms_.push_back(std::move(term));
  return add({Kind::term, terms_.size() - 1, name});
}

Where::Decisions Where::decide(const Lookup& lookup) const {
  std::vector<std::optional<WhereKnown>> looked_up(names_.size());
  Decisions out;
  out.reserve(nodes_.size());
  for (const Node& node : nodes_) {
    switch (node.kind) {
      case Kind::no:
      case Kind::yes:
        out.emplace_back(node.kind == Kind::yes);
        break;
      case Kind::negation:
        out.push_back(out[node.left] ? std::optional(!*out[node.left]) : std::nullopt);
        break;
      case Kind::both:
      case Kind::either: {
        const bool decides = node.kind == Kind::either;
        const std::optional<bool> left = out[node.left];
        const std::optional<bool> right = out[node.right];
        const bool is_decided = left == decides || right == decides;
        const bool is_known = left && right;
        out.push_back(is_decided ? std::optional(decides)
                                 : (is_known ? std::optional(!decides) : std::nullopt));
        break;
      }
      case Kind::term: {
        auto& known = looked_up[node.right];
        if (!known) known = lookup(names_[node.right]);
        out.push_back(answer(terms_[node.left], *known));
        break;
      }
    }
  }
  return out;
}

std::optional<bool> Where::holds(const Lookup& lookup) const {
  return decide(lookup).back();
}

bool Where::holds_when(const Any& any) const {
  return holds_when(any, nodes_.size() - 1);
}

bool Where::holds_when(const Any& any, std::size_t node) const {
  const Node& at = nodes_[node];
  switch (at.kind) {
    case Kind::no:
    case Kind::yes:
      return at.kind == Kind::yes;
    case Kind::negation:
      return !holds_when(any, at.left);
    case Kind::both:
      return holds_when(any, at.left) && holds_when(any, at.right);
    case Kind::either:
      return holds_when(any, at.left) || holds_when(any, at.right);
    case Kind::term:
      break;
  }
  const WhereTerm& term = terms_[at.left];
  return comes_to(term, any(term));
}

struct Where::Reduction {
  const Decisions& decisions;
  Where& to;
};

Where Where::given(const Lookup& lookup) const {
  Where out;
  const Decisions decisions = decide(lookup);
  Reduction reduction{decisions, out};
  const std::size_t root = reduce(nodes_.size() - 1, reduction);
  must(root + 1 == out.nodes_.size());
  return out;
}

std::size_t Where::reduce(std::size_t node, Reduction& reduction) const {
  Where& to = reduction.to;
  if (const auto decided = reduction.decisions[node])
    return to.add(Node{*decided ? Kind::yes : Kind::no});
  const Node& at = nodes_[node];
  if (at.kind == Kind::term) return to.add(terms_[at.left]);
  if (at.kind == Kind::negation) return to.add(Node{Kind::negation, reduce(at.left, reduction)});
  // A side that is decided does not decide the whole, or the whole would be: the other side does.
  if (reduction.decisions[at.left]) return reduce(at.right, reduction);
  const std::size_t left = reduce(at.left, reduction);
  if (reduction.decisions[at.right]) return left;
  const std::size_t right = reduce(at.right, reduction);
  return to.add(Node{at.kind, left, right});
}

std::string Where::text() const {
  return text(nodes_.size() - 1);
}

std::string Where::text(std::size_t node) const {
  const Node& at = nodes_[node];
  switch (at.kind) {
    case Kind::no:
      return "(no)";
    case Kind::yes:
      return "(yes)";
    case Kind::negation:
      return "not " + text(at.left);
    case Kind::both:
      return "(" + text(at.left) + " and " + text(at.right) + ")";
    case Kind::either:
      return "(" + text(at.left) + " or " + text(at.right) + ")";
    case Kind::term:
      break;
  }
  const WhereTerm& term = terms_[at.left];
  std::string out = term.name;
  out += operator_text(term.op);
  if (!term.quoted) return out + term.value;
  out += '"';
  for (const char c : term.value) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

}  // namespace credenza::issuer
