// What is held, for who reads it plainly (--plain) or looks along (--helper).
//
// Two kinds of words: ours (Text, constants of the program) and values, which are somebody's. A
// value gets out through ReadingLines::add(…, std::string) only, and that hides it from a helper.
#pragma once

#include <string>
#include <vector>

#include "wallet/commands.h"
#include "wallet/held.h"
#include "wallet/own_words.h"
#include "wallet/receipt.h"
#include "wallet/texts.h"

namespace credenza::wallet {

/// Whether the verb shows ReadingLines instead of its own table.
[[nodiscard]] inline bool reads_lines(const VerbOptions& options) noexcept {
  return options.plain || options.helper;
}

/// "✔ ok" without its symbol: "ok".
[[nodiscard]] Text without_symbol(const Text& text) noexcept;

/// `text` without the symbols that stand beside words of ours.
[[nodiscard]] std::string without_symbols(std::string text);

/// Lines of "label: value", one fact each; an empty line between two things.
class ReadingLines {
 public:
  explicit ReadingLines(const VerbOptions& options);

  /// Words of ours.
  void add(const Text& label, const Text& word);
  /// A value of somebody; nothing when it is empty. Hidden from a helper, also that it is empty.
  void add(const Text& label, const std::string& value);
  /// A sentence of ours.
  void say(const Text& sentence);
  /// Something else begins.
  void next();
  [[nodiscard]] std::string take() && { return std::move(out_); }

 private:
  Language language_;
  bool plain_;
  bool helper_;
  std::string out_;
};

/// What a list says of a credential.
void add_credential(ReadingLines& lines, const HeldCredential& one, Instant now, Language language);

/// What a list says of own words: that nobody proved them.
void add_own_words(ReadingLines& lines, const OwnWords& words);

/// The list.
[[nodiscard]] std::string reading_list(const std::vector<HeldCredential>& all,
                                       const std::vector<OwnWords>& own, Instant now,
                                       const VerbOptions& options);

/// To whom one was shown.
void add_receipt(ReadingLines& lines, const Receipt& receipt, Language language);

}  // namespace credenza::wallet
