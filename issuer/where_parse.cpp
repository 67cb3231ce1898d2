#include <algorithm>

#include "base/instant.h"
#include "issuer/where.h"

namespace credenza::issuer {
namespace {

constexpr std::size_t k_longest = 4096;
constexpr std::size_t k_deepest = 64;

bool is_name_start(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80U;
}

bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}

bool is_name(char c) noexcept {
  return is_name_start(c) || is_digit(c) || c == '.' || c == '-';
}

bool is_space(char c) noexcept {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool ends_word(char c) noexcept {
  return is_space(c) || std::string_view("()\"'=<>!&|,;").find(c) != std::string_view::npos;
}

struct OperatorText {
  std::string_view text;
  WhereOperator op;
};

/// Longer ones first.
constexpr OperatorText k_operators[] = {
    {"!=", WhereOperator::not_equal},
    {"<=", WhereOperator::less_or_equal},
    {">=", WhereOperator::greater_or_equal},
    {"=", WhereOperator::equal},
    {"<", WhereOperator::less},
    {">", WhereOperator::greater},
};

/// Quotation marks of word processors, which no shell and no expression knows.
bool begins_with_curly_quote(std::string_view text) noexcept {
  return text.starts_with("\u201c") || text.starts_with("\u201d") || text.starts_with("\u201e") ||
         text.starts_with("\u2018") || text.starts_with("\u2019");
}

/// A date of the calendar, where a bare word looks like one.
bool is_impossible_date(std::string_view word) {
  constexpr std::size_t k_date = 10;
  if (word.size() != k_date || word[4] != '-' || word[7] != '-') return false;
  for (std::size_t i = 0; i < k_date; ++i) {
    if (i != 4 && i != 7 && !is_digit(word[i])) return false;
  }
  return !parse_date(word).has_value();
}

/// "12-06-2026", which orders as a text does and not as a date.
bool is_dutch_date(std::string_view word) {
  const std::size_t first = word.find('-');
  const std::size_t second = word.find('-', first == std::string_view::npos ? first : first + 1);
  if (second == std::string_view::npos) return false;
  const auto all_digits = [](std::string_view part) {
    return !part.empty() && std::all_of(part.begin(), part.end(), is_digit);
  };
  return first <= 2 && second - first <= 3 && word.size() - second == 5 &&
         all_digits(word.substr(0, first)) &&
         all_digits(word.substr(first + 1, second - first - 1)) &&
         all_digits(word.substr(second + 1));
}

}  // namespace

/// Recursive descent; every function leaves the place at which it stopped.
class WhereParser {
 public:
  explicit WhereParser(std::string_view text) : text_(text) {}

  Result<Where> run() {
    if (text_.size() > k_longest)
      return problem(Code::out_of_range, "the expression is longer than 4096 bytes");
    TRY(either(0));
    skip();
    if (place_ < text_.size()) return behind_the_end();
    return std::move(out_);
  }

 private:
  [[nodiscard]] Error problem(Code code, std::string detail) const {
    return fail(code, "--where, column " + std::to_string(column()), std::move(detail));
  }

  /// In characters, not in bytes: people count what they see.
  [[nodiscard]] std::size_t column() const {
    const std::string_view seen = text_.substr(0, place_);
    const auto characters = std::count_if(seen.begin(), seen.end(), [](char c) {
      return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U;
    });
    return 1 + static_cast<std::size_t>(characters);
  }

  void skip() {
    while (place_ < text_.size() && is_space(text_[place_]))
      ++place_;
  }

  /// Whether the word `word` comes next; then it is read.
  bool take_word(std::string_view word) {
    skip();
    const std::string_view rest = text_.substr(place_);
    if (!rest.starts_with(word)) return false;
    if (rest.size() > word.size() && is_name(rest[word.size()])) return false;
    // "not = 1" asks for a label of that name.
    std::size_t next = word.size();
    while (next < rest.size() && is_space(rest[next]))
      ++next;
    if (next < rest.size() && std::string_view("=<>!").find(rest[next]) != std::string_view::npos)
      return false;
    place_ += word.size();
    return true;
  }

  Error behind_the_end() {
    const std::string_view rest = text_.substr(place_);
    if (rest.starts_with(')')) return problem(Code::malformed, "this ) has no ( before it");
    if (rest.starts_with('&') || rest.starts_with('|') || rest.starts_with(','))
      return problem(Code::malformed, "write the word and, or the word or, here");
    return problem(Code::malformed,
                   "the expression should end here, or go on with and or with or; text with "
                   "spaces goes between quotation marks");
  }

  Status either(std::size_t depth) {
    TRY(both(depth));
    while (take_word("or")) {
      const std::size_t left = out_.nodes_.size() - 1;
      TRY(both(depth));
      out_.add(Where::Node{Where::Kind::either, left, out_.nodes_.size() - 1});
    }
    return {};
  }

  Status both(std::size_t depth) {
    TRY(one(depth));
    while (take_word("and")) {
      const std::size_t left = out_.nodes_.size() - 1;
      TRY(one(depth));
      out_.add(Where::Node{Where::Kind::both, left, out_.nodes_.size() - 1});
    }
    return {};
  }

  Status one(std::size_t depth) {
    skip();
    if (depth > k_deepest)
      return problem(Code::out_of_range, "too many ( and not within each other");
    if (take_word("not")) {
      TRY(one(depth + 1));
      out_.add(Where::Node{Where::Kind::negation, out_.nodes_.size() - 1});
      return {};
    }
    if (!text_.substr(place_).starts_with('(')) return term();
    ++place_;
    TRY(either(depth + 1));
    skip();
    if (!text_.substr(place_).starts_with(')'))
      return problem(Code::malformed, "a ) is missing here");
    ++place_;
    return {};
  }

  Status term() {
    WhereTerm term{};
    const std::size_t start = place_;
    term.column = column();
    if (place_ >= text_.size() || !is_name_start(text_[place_]) ||
        begins_with_curly_quote(text_.substr(place_)))
      return problem(Code::malformed, "a name should stand here, as in session=\"2026-06-12-A\"");
    while (place_ < text_.size() && is_name(text_[place_]))
      ++place_;
    term.name = text_.substr(start, place_ - start);
    if (term.name.back() == '.' || term.name.find("..") != std::string::npos)
      return problem(Code::malformed, "a step is missing behind the dot");
    term.op = TRY(comparison());
    TRY(value(term));
    out_.add(std::move(term));
    return {};
  }

  Result<WhereOperator> comparison() {
    skip();
    const std::string_view rest = text_.substr(place_);
    if (rest.starts_with("==")) return problem(Code::malformed, "write = once");
    if (rest.starts_with("=>") || rest.starts_with("=<") || rest.starts_with("<>"))
      return problem(Code::malformed, "write >=, <= or != here");
    for (const OperatorText& known : k_operators) {
      if (!rest.starts_with(known.text)) continue;
      place_ += known.text.size();
      return known.op;
    }
    return problem(Code::malformed, "one of = != < <= > >= should stand here");
  }

  Status value(WhereTerm& term) {
    skip();
    term.value_column = column();
    const std::string_view rest = text_.substr(place_);
    if (begins_with_curly_quote(rest))
      return problem(Code::malformed, "write straight quotation marks: \" or '");
    if (rest.starts_with('"') || rest.starts_with('\'')) return quoted_value(term);
    const std::size_t start = place_;
    while (place_ < text_.size() && !ends_word(text_[place_]))
      ++place_;
    term.value = text_.substr(start, place_ - start);
    if (term.value.empty())
      return problem(Code::malformed,
                     "a value should stand here: a word, a date as 2026-06-12, or text between "
                     "quotation marks");
    if (is_impossible_date(term.value)) {
      place_ = start;
      return problem(Code::malformed, term.value + " is no date of the calendar");
    }
    if (is_dutch_date(term.value)) {
      place_ = start;
      return problem(Code::malformed,
                     "write a date as 2026-06-12, or between quotation marks when it is a text");
    }
    return {};
  }

  Status quoted_value(WhereTerm& term) {
    const std::size_t start = place_;
    const char quote = text_[place_++];
    term.quoted = true;
    while (place_ < text_.size() && text_[place_] != quote) {
      if (text_[place_] == '\\') {
        ++place_;
        const bool known = place_ < text_.size() &&
                           std::string_view("\"'\\").find(text_[place_]) != std::string_view::npos;
        if (!known)
          return problem(Code::malformed, "behind \\ stands \", ' or \\, and nothing else");
      }
      term.value += text_[place_++];
    }
    if (place_ == text_.size()) {
      place_ = start;
      return problem(Code::malformed, "this quotation mark is never closed");
    }
    ++place_;
    return {};
  }

  std::string_view text_;
  std::size_t place_ = 0;
  Where out_;
};

Result<Where> Where::parse(std::string_view text) {
  return WhereParser(text).run();
}

}  // namespace credenza::issuer
