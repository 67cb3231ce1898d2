// What the checks of a record are made of. Inside `learning_record`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "learning_record/learning_record.h"

namespace credenza::learning_record::detail {

/// Collects what is wrong, so that one run names everything.
class Findings {
 public:
  void add(Code code, std::string where, std::string detail) {
    errors_.push_back({code, std::move(where), std::move(detail)});
  }
  /// A mandatory element of Annex I; `what` is its name there.
  void require(bool present, std::string where, std::string_view what) {
    if (present) return;
    add(Code::missing, std::move(where), std::string(what) + " is missing (Annex I asks for it)");
  }
  [[nodiscard]] std::vector<Error> take() { return std::move(errors_); }

 private:
  std::vector<Error> errors_;
};

/// The texts in all languages: there, not blank, without control characters, under well-formed
/// tags.
void check_text(const LanguageMap& text, const std::string& where, Findings& findings);
/// One line, such as a name: not blank, no control characters. An empty one is no finding.
void check_line(std::string_view text, const std::string& where, Findings& findings);
void check_concepts(const std::vector<Concept>& concepts, const std::string& where,
                    Findings& findings);

/// ISO 3166-1 alpha-2, as assigned.
[[nodiscard]] bool is_country(std::string_view code) noexcept;
/// The form of a BCP 47 tag (RFC 5646 §2.1), subtags not looked up.
[[nodiscard]] bool is_language_tag(std::string_view tag) noexcept;

}  // namespace credenza::learning_record::detail
