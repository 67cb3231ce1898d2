// How a record becomes a credential. Inside `open_badges`.
//
// What Open Badges has a member for goes there. What it has none for goes, in the JSON form of a
// record, into one member of our own, `learningRecord` (docs/adr/0011-own-members.md). What fits
// neither is a loss.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "open_badges/open_badges.h"
#include "open_badges/terms_detail.h"

namespace credenza::open_badges::detail {

/// Builds one credential and writes down what it cannot say.
class Writer {
 public:
  Writer(const learning_record::LearningRecord& record, const Options& options)
      : record_(record), options_(options) {}
  Rendering achievement_credential() &&;
  Rendering endorsement_credential() &&;

 private:
  using LanguageMap = learning_record::LanguageMap;

  void lose(std::string where, std::string detail) {
    losses_.push_back({std::move(where), std::move(detail)});
  }
  /// Says the member at `where` of the record's JSON form in our own member. Nothing for an empty
  /// value.
  void keep(std::string_view where, Json value);
  /// Says a whole member of the record in our own member.
  void keep_whole(const char* name);
  /// The JSON form of the record, made when it is first asked for.
  const Json& form();
  static void put(Json& node, const char* name, const std::string& text) {
    if (!text.empty()) node[name] = text;
  }
  /// The one text that a member has room for, in `language`, which is what its reader will take it
  /// to be in. Other languages are lost.
  std::string text(const LanguageMap& map, std::string_view language, const std::string& where);
  /// As text(), in the language of the achievement.
  std::string in_achievement(const LanguageMap& map, const std::string& where) {
    return text(map, record_.achievement.language, where);
  }
  /// As in_achievement(), but other languages are kept.
  std::string main_text(const LanguageMap& map, const std::string& where);

  // The whole: write.cpp.
  Json frame(const char* type, std::string name, Json subject);
  Json profile(const learning_record::Organisation& body, const std::string& id,
               const std::string& where);
  Json issuer();
  Json schemas();
  std::string missing_for_profile() const;
  void add_evidence(Json& credential);
  void add_related(Json& credential, const std::string& id, const std::string& digest,
                   const std::string& media_type);
  void keep_what_all_types_share();
  Json contexts() const;
  Rendering finish(Json credential);

  // The subject: write_subject.cpp.
  Json subject();
  Json identities();
  void put_practice(Json& subject);
  void put_results(Json& subject);
  Json result_of(const learning_record::Unit& unit, const std::string& description);
  void put_registration(Json& subject);
  void put_accreditation(Json& subject);

  // The achievement: write_achievement.cpp.
  Json achievement();
  void put_programme_code(Json& node);
  void put_qualification(Json& node);
  void put_education_members(Json& node);
  void put_result_descriptions(Json& node);
  Json description_of(const learning_record::Unit& unit, const std::string& id,
                      const std::string& where);
  Json alignments(const std::string& id);
  Json alignment(const learning_record::Concept& term, AlignmentKind kind, const std::string& where,
                 const std::string& id);
  std::string target_type(const learning_record::Concept& term, AlignmentKind kind) const;
  std::string achievement_id() const;

  // An endorsement: write_endorsement.cpp.
  Json endorsement_subject();

  const learning_record::LearningRecord& record_;
  const Options& options_;
  std::vector<Loss> losses_;
  std::optional<Json> form_;
  Json rest_ = Json::object();  ///< what our own member says
  bool says_date_ = false;      ///< whether a result has our own members
  bool says_method_ = false;
};

/// Whether `code` comes back the same when it is written as a JSON number.
[[nodiscard]] bool is_exact_number(std::string_view code);

}  // namespace credenza::open_badges::detail
