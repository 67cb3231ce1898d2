// What the checks of a record are made of. Inside `learning_record`.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "learning_record/learning_record.h"

namespace credenza::learning_record::detail {

/// Collects what is wrong, so that one run names everything.
class Findings {
 public:
  /// `who` asks for the mandatory elements: "Annex I asks for it".
  explicit Findings(std::string_view who) : who_(who) {}

  void add(Code code, std::string_view where, std::string detail) {
    errors_.push_back({code, std::string(where), std::move(detail)});
  }
  /// A mandatory element; `what` is its name for people.
  void require(bool present, std::string_view where, std::string_view what) {
    if (present) return;
    add(Code::missing, where, std::string(what) + " is missing (" + std::string(who_) + ")");
  }
  [[nodiscard]] std::vector<Error> take() { return std::move(errors_); }

 private:
  std::string_view who_;
  std::vector<Error> errors_;
};

/// The texts in all languages: there, not blank, without control characters, under well-formed
/// tags.
void check_text(const LanguageMap& text, const std::string& where, Findings& findings);
/// As check_text(), of titles and names: and nothing in them that nobody sees.
void check_title(const LanguageMap& text, const std::string& where, Findings& findings);
/// One line: not blank, no control characters, nothing that nobody sees. An empty one is no
/// finding.
void check_line(std::string_view text, std::string_view where, Findings& findings);
/// As check_line(), of an element that has to be there.
void require_line(std::string_view text, const std::string& where, std::string_view what,
                  Findings& findings);
/// As check_title(), of an element that has to be there.
void require_title(const LanguageMap& text, const std::string& where, std::string_view what,
                   Findings& findings);
/// As check_line(), of somebody's name: and no citizen service number in it.
void check_name(std::string_view text, std::string_view where, Findings& findings);
/// "U+202E", the first character that readers do not see; empty when there is none. Joiners in
/// scripts that need them are none.
[[nodiscard]] std::string invisible_character(std::string_view text);
/// A finding when there is an invisible_character().
void check_seen(std::string_view text, std::string_view where, Findings& findings);
/// As check_text(), of an element that has to be there.
void require_text(const LanguageMap& text, const std::string& where, std::string_view what,
                  Findings& findings);
/// A word outside its enumeration, with the words that there are. An empty one is no finding.
void check_word(std::string_view word, std::span<const std::string_view> words, std::string where,
                Findings& findings);
void check_concepts(const std::vector<Concept>& concepts, const std::string& where,
                    Findings& findings);
/// Levels: terms that also have to agree with each other.
void check_levels(const std::vector<Concept>& levels, const std::string& where, Findings& findings);
/// The form of a SHA-256 digest in hexadecimal. An empty one is no finding.
void check_digest(std::string_view digest, const std::string& where, Findings& findings);
/// Of a credential, which is not that of its file.
void check_credential_digest(std::string_view digest, const std::string& where, Findings& findings);
/// An absolute IRI: it has a scheme. An empty one is no finding.
void check_iri(std::string_view iri, const std::string& where, std::string_view example,
               Findings& findings);
/// A DID. An empty one is no finding.
void check_did(std::string_view did, std::string_view where, Findings& findings);
/// What an organisation says of itself: whatever is there has the right form.
void check_organisation(const Organisation& organisation, const std::string& where,
                        Findings& findings);
/// An identifier of `scheme` has to be among those of an organisation.
void require_identifier(const Organisation& organisation, std::string_view scheme,
                        const std::string& where, std::string_view what, Findings& findings);

/// ISO 3166-1 alpha-2, as assigned.
[[nodiscard]] bool is_country(std::string_view code) noexcept;
/// The form of a BCP 47 tag (RFC 5646 §2.1), subtags not looked up.
[[nodiscard]] bool is_language_tag(std::string_view tag) noexcept;

// The types, one function each, called for a record of that type. What all types have in common is
// checked by check().

void check_micro_credential(const LearningRecord& record, Findings& findings);
void check_practice_statement(const LearningRecord& record, Findings& findings);
void check_mbo_certificate(const LearningRecord& record, Findings& findings);
void check_register_number(const Registration& registration, Findings& findings);
void check_safety_certificate(const LearningRecord& record, Findings& findings);
void check_endorsement(const LearningRecord& record, Findings& findings);
void check_accreditation(const LearningRecord& record, Findings& findings);

/// What was achieved: whatever is there has the right form.
void check_achievement(const Achievement& achievement, Findings& findings);
/// How it was assessed: whatever is there has the right form.
void check_assessment(const Assessment& assessment, Findings& findings);

}  // namespace credenza::learning_record::detail
