#include "wallet/reading_view.h"

#include "wallet/held_view.h"

namespace credenza::wallet {
namespace {

constexpr Text k_hidden{"▒▒▒", "▒▒▒"};
/// For who has the screen read aloud.
constexpr Text k_hidden_plain{"(hidden)", "(verborgen)"};

/// Behind the symbol in front, when there is one: it is not ASCII, or "?" or "!" with a space.
std::string_view behind_symbol(std::string_view text) noexcept {
  const std::size_t space = text.find(' ');
  const bool is_symbol = space != std::string_view::npos &&
                         ((static_cast<unsigned char>(text.front()) & 0x80U) != 0 ||
                          (space == 1 && (text.front() == '?' || text.front() == '!')));
  return is_symbol ? text.substr(space + 1) : text;
}

}  // namespace

Text without_symbol(const Text& text) noexcept {
  return {behind_symbol(text.en), behind_symbol(text.nl)};
}

std::string without_symbols(std::string text) {
  for (const std::string_view symbol : {"✔ ", "✘ "}) {
    for (std::size_t at = text.find(symbol); at != std::string::npos; at = text.find(symbol, at))
      text.erase(at, symbol.size());
  }
  // An exclamation mark also ends sentences; as a symbol it stands behind a space.
  constexpr std::string_view k_mark = " ! ";
  for (std::size_t at = text.find(k_mark); at != std::string::npos; at = text.find(k_mark, at))
    text.erase(at + 1, k_mark.size() - 1);
  return text;
}

ReadingLines::ReadingLines(const VerbOptions& options)
    : language_(options.language()), plain_(options.plain), helper_(options.helper) {}

void ReadingLines::add(const Text& label, const Text& word) {
  const Text said = plain_ ? without_symbol(word) : word;
  out_ += std::string(label.in(language_)) + ": " + std::string(said.in(language_)) + "\n";
}

void ReadingLines::add(const Text& label, const std::string& value) {
  if (helper_) {
    add(label, plain_ ? k_hidden_plain : k_hidden);
  } else if (!value.empty()) {
    out_ += std::string(label.in(language_)) + ": " + value + "\n";
  }
}

void ReadingLines::say(const Text& sentence) {
  out_ += std::string(sentence.in(language_)) + "\n";
}

void ReadingLines::next() {
  if (!out_.empty()) out_ += "\n";
}

void add_credential(ReadingLines& lines, const HeldCredential& one, Instant now,
                    Language language) {
  lines.add({"number", "nummer"}, to_text(one.id).substr(0, 8));
  lines.add({"what", "wat"}, title_of(one.held, language));
  lines.add({"from", "van"}, issuer_of(one.held));
  lines.add({"awarded", "behaald"}, awarded_text(one.held, language));
  lines.add({"valid until", "geldig tot"}, until_text(one.held, language));
  lines.add({"state", "stand"}, state_text(one.held, now));
}

void add_own_words(ReadingLines& lines, const OwnWords& words) {
  lines.add({"number", "nummer"}, to_text(words.id).substr(0, 8));
  lines.add({"what", "wat"}, shown(words.title));
  lines.add({"kind", "soort"},
            Text{"your own words; nobody proved this", "uw eigen woorden; niemand bewees dit"});
  lines.add({"where", "waar"}, words.place.empty() ? std::string() : shown(words.place));
}

std::string reading_list(const std::vector<HeldCredential>& all, const std::vector<OwnWords>& own,
                         Instant now, const VerbOptions& options) {
  ReadingLines lines(options);
  for (const HeldCredential& one : all) {
    lines.next();
    add_credential(lines, one, now, options.language());
  }
  for (const OwnWords& words : own) {
    lines.next();
    add_own_words(lines, words);
  }
  return std::move(lines).take();
}

void add_receipt(ReadingLines& lines, const Receipt& receipt, Language language) {
  lines.add({"shown to", "getoond aan"}, shown(receipt.to));
  lines.add({"shown on", "getoond op"}, date_text(receipt.at, language));
  lines.add({"can be read until", "te lezen tot"}, moment_text(receipt.until));
}

}  // namespace credenza::wallet
