#include "wallet/vum_profile.h"

#include <algorithm>
#include <map>
#include <set>

#include "host/terminal.h"
#include "learning_record/concepts.h"
#include "wallet/identities.h"

namespace credenza::wallet {
namespace {

using learning_record::LanguageMap;

// Of the standard, in characters.
constexpr std::size_t k_max_name = 120;
constexpr std::size_t k_max_explanation = 2000;

constexpr int k_yes = 1;
constexpr int k_no = 2;
constexpr int k_level_mbo = 4;  ///< codeNiveauOpleiding

std::string day_text(const std::optional<std::chrono::year_month_day>& day) {
  return day ? format_date(*day) : std::string();
}

/// The first `count` characters of `text`.
std::string first_characters(std::string_view text, std::size_t count) {
  std::size_t seen = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool begins = (static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U;
    if (begins && seen++ == count) return std::string(text.substr(0, i));
  }
  return std::string(text);
}

Identities identities_of(const CvMaterial& material) {
  Identities out;
  for (const CvCredential& each : material.credentials) {
    out.add_person(each.record.person);
    out.add_person(each.one.held.person);
    out.add_person(each.record.practice.trainer.name);
    out.add_organisation(each.one.held.issuer_name);
    for (const auto& [language, name] : each.record.practice.learning_company.name)
      out.add_organisation(name);
  }
  for (const OwnWords& words : material.own_words)
    out.add_organisation(words.place);
  for (const CvOpinion& each : material.opinions)
    out.add_organisation(each.one.issuer_name);
  return out;
}

class Vum {
 public:
  explicit Vum(const CvMaterial& material)
      : material_(material), identities_(identities_of(material)) {}

  VumProfile write() {
    for (const CvSkill& each : material_.skills)
      add_skill(each.line.skill);
    for (const CvCredential& each : material_.credentials)
      add_credential(each);
    for (const OwnWords& words : material_.own_words)
      add_own_words(words);
    Json qualification = Json::object();
    for (auto& [name, list] : lists_)
      qualification[name] = std::move(list);
    out_.profile = {{"indicatieBeschikbaarheidContactgegevens", k_no},
                    {"arbeidsmarktkwalificatie", std::move(qualification)}};
    out_.left_out.assign(left_out_.begin(), left_out_.end());
    return std::move(out_);
  }

 private:
  /// A text of at most `max` characters; empty when somebody could be recognised in it.
  std::string safe(std::string_view text, std::size_t max) {
    if (text.empty()) return {};
    if (identities_.found_in(text)) {
      left_out_.emplace(text);
      return {};
    }
    std::string whole = host::printable(text);
    std::string cut = first_characters(whole, max);
    if (cut.size() < whole.size()) ++out_.shortened;
    return cut;
  }

  void add(const char* list, Json entry) {
    if (entry.empty()) return;
    const auto at = lists_.try_emplace(list, Json::array()).first;
    at->second.push_back(std::move(entry));
  }

  static std::string in_dutch(const LanguageMap& text) {
    return std::string(learning_record::in_language(text, "nl"));
  }

  /// A term of a published list goes by its label there, which names nobody.
  void add_skill(const Skill& skill) {
    const auto known = learning_record::find_concept(skill.code);
    const std::string name =
        known ? std::string(known->nl) : safe(in_dutch(skill.name), k_max_name);
    if (!name.empty())
      add("vakvaardigheid", {{"omschrijving", first_characters(name, k_max_name)}});
  }

  void add_credential(const CvCredential& each) {
    const Held& held = each.one.held;
    const std::string title = safe(in_dutch(held.title), k_max_name);
    if (title.empty()) return;
    if (held.type == "PracticeStatement") {
      const learning_record::Period& period = each.record.practice.period;
      add_work(title, day_text(period.from), day_text(period.until));
    } else if (held.type == "MboCertificate") {
      Json entry{{"codeNiveauOpleiding", k_level_mbo},
                 {"indicatieDiploma", k_yes},
                 {"toelichtingOpleiding", title}};
      if (parse_date(held.awarded)) entry["datumDiploma"] = held.awarded;
      add("opleiding", std::move(entry));
    } else {
      Json entry{{"naamCursus", title}, {"indicatieCertificaat", each.self_issued ? k_no : k_yes}};
      if (!each.self_issued && parse_date(held.awarded)) entry["datumCertificaat"] = held.awarded;
      add("cursus", std::move(entry));
    }
  }

  /// Own words without a place are skills; those stand among the skills already.
  void add_own_words(const OwnWords& words) {
    if (words.place.empty()) return;
    const std::string title = safe(words.title, k_max_name);
    const std::string text = safe(words.text, k_max_explanation - k_max_name - 2);
    std::string told = title;
    if (!text.empty()) told += (told.empty() ? "" : ". ") + text;
    add_work(told, words.from, words.until);
  }

  void add_work(const std::string& told, const std::string& from, const std::string& until) {
    Json entry = Json::object();
    if (!from.empty()) entry["datumAanvangWerkzaamheden"] = from;
    if (!until.empty()) entry["datumEindeWerkzaamheden"] = until;
    if (!told.empty()) entry["toelichtingWerkervaring"] = told;
    add("werkervaring", std::move(entry));
  }

  const CvMaterial& material_;
  Identities identities_;
  std::map<std::string, Json> lists_;
  std::set<std::string> left_out_;
  VumProfile out_;
};

}  // namespace

VumProfile vum_profile(const CvMaterial& material) {
  return Vum(material).write();
}

}  // namespace credenza::wallet
