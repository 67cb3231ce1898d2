#include "wallet/europass_cv.h"

#include <algorithm>

#include "wallet/texts.h"

namespace credenza::wallet {
namespace {

constexpr std::string_view k_eqf = "http://data.europa.eu/snb/eqf/";
constexpr std::string_view k_line_break = "<br/>";

/// Programs that read a CV show Description and Activities as HTML.
std::string in_html(std::string_view text) {
  std::string out;
  for (const char c : host::printable(text)) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

/// {"Year", "Month", "Day"} of "2026-06-12"; null for no date.
Json date_json(std::string_view text) {
  const auto date = parse_date(text);
  if (!date) return nullptr;
  return {{"Year", int{date->year()}},
          {"Month", unsigned{date->month()}},
          {"Day", unsigned{date->day()}}};
}

Json period_json(std::string_view from, std::string_view to) {
  Json out = Json::object();
  const Json first = date_json(from);
  const Json last = date_json(to);
  if (!first.is_null()) out["From"] = first;
  if (!last.is_null()) out["To"] = last;
  return out;
}

std::string day_text(const std::optional<std::chrono::year_month_day>& day) {
  return day ? format_date(*day) : std::string();
}

/// Writes the CV, section by section.
class Cv {
 public:
  Cv(const CvMaterial& material, Instant now, Language language)
      : material_(material), now_(now), language_(language) {}

  Json write(const std::optional<learning_record::Person>& name) {
    Json learner = Json::object();
    if (name) learner["Identification"] = {{"PersonName", name_json(*name)}};
    for (const CvCredential& each : material_.credentials)
      add_credential(each);
    for (const OwnWords& words : material_.own_words)
      add_own_words(words);
    for (const CvOpinion& each : material_.opinions)
      add_opinion(each);
    put(learner, "WorkExperience", work_);
    put(learner, "Education", education_);
    if (Json skills = skills_json(); !skills.empty()) learner["Skills"] = std::move(skills);
    put(learner, "Achievement", achievements_);
    put(learner, "ReferenceTo", references_);
    Json passport{{"Locale", language_ == Language::nl ? "nl" : "en"},
                  {"DocumentInfo", info_json()},
                  {"LearnerInfo", std::move(learner)}};
    put(passport, "Attachment", attachments_);
    return {{"SkillsPassport", std::move(passport)}};
  }

 private:
  static void put(Json& out, const char* section, Json& list) {
    if (!list.empty()) out[section] = std::move(list);
  }
  [[nodiscard]] std::string in(const Text& text) const { return std::string(text.in(language_)); }

  static Json name_json(const learning_record::Person& person) {
    Json out = Json::object();
    const std::string surname =
        (person.name_prefix.empty() ? "" : person.name_prefix + " ") + person.family_name;
    if (!person.given_name.empty()) out["FirstName"] = host::printable(person.given_name);
    if (!surname.empty()) out["Surname"] = host::printable(surname);
    return out;
  }

  [[nodiscard]] Json info_json() const {
    return {{"DocumentType", "ECV"},
            {"CreationDate", format_instant(now_)},
            {"LastUpdateDate", format_instant(now_)},
            {"XSDVersion", "V3.4"},
            {"Generator", "Credenza"},
            {"Comment",
             in({"Made by its owner. A line that names a credential can be proved: ask for that "
                 "credential. The other lines are own words.",
                 "Gemaakt door de eigenaar. Een regel met een nummer is te bewijzen: vraag om dat "
                 "bewijs. De andere regels zijn eigen woorden."})}};
  }

  [[nodiscard]] std::string title_of(const learning_record::LanguageMap& title) const {
    return host::printable(
        learning_record::in_language(title, language_ == Language::nl ? "nl" : "en"));
  }
  [[nodiscard]] std::string name_of(const Skill& skill) const {
    const std::string name = title_of(skill.name);
    return name.empty() ? host::printable(skill.code) : name;
  }
  static std::string issuer_of(const Held& held) {
    return host::printable(held.issuer_name.empty() ? held.issuer_id : held.issuer_name);
  }

  /// "Attested by "ROC Waterkant" (credential urn:uuid:…), valid until 2031-06-12."
  [[nodiscard]] std::string attested_text(const Held& held) const {
    std::string out = in({"Attested by \"", "Bevestigd door \""}) + issuer_of(held) +
                      in({"\" (credential ", "\" (bewijs "}) + id_of(held) + ")";
    if (held.valid_until) {
      out += in({", valid until ", ", geldig tot en met "}) +
             amsterdam_text(*held.valid_until, language_);
    }
    return out + ".";
  }
  [[nodiscard]] std::string self_declared_text() const {
    return in({"Self-declared; nobody proved this.", "Eigen woorden; niemand heeft dit bewezen."});
  }
  static std::string id_of(const Held& held) {
    return host::printable(held.credential_id.empty() ? "sha256:" + held.digest
                                                      : held.credential_id);
  }

  /// What proves a credential's line goes into Attachment; what is returned refers to it.
  Json refer_to(const Held& held, const std::string& title) {
    const std::string id = "CREDENTIAL_" + std::to_string(attachments_.size() + 1);
    attachments_.push_back({{"Id", id},
                            {"Name", id_of(held)},
                            {"Description", in_html(title + ". " + attested_text(held) +
                                                    " SHA-256: " + held.digest)}});
    references_.push_back({{"idref", id}});
    return Json::array({{{"idref", id}}});
  }

  void add_credential(const CvCredential& each) {
    const Held& held = each.one.held;
    const std::string title = title_of(held.title);
    if (each.self_issued) {
      achievements_.push_back(
          achievement("courses", {"Courses", "Cursussen"}, title + ". " + self_declared_text()));
    } else if (held.type == "PracticeStatement") {
      work_.push_back(practice_json(each, title));
    } else if (held.type == "SafetyCertificate") {
      Json one = achievement("certifications", {"Certifications", "Certificaten"},
                             title + ". " + attested_text(held));
      one["ReferenceTo"] = refer_to(held, title);
      achievements_.push_back(std::move(one));
    } else {
      education_.push_back(education_json(each, title));
    }
  }

  Json practice_json(const CvCredential& each, const std::string& title) {
    const learning_record::Practice& practice = each.record.practice;
    Json one{{"Position", {{"Label", title}}},
             {"Activities", in_html(attested_text(each.one.held))},
             {"ReferenceTo", refer_to(each.one.held, title)}};
    const std::string employer = title_of(practice.learning_company.name);
    if (!employer.empty()) one["Employer"] = {{"Name", employer}};
    Json period = period_json(day_text(practice.period.from), day_text(practice.period.until));
    if (!period.empty()) one["Period"] = std::move(period);
    return one;
  }

  Json education_json(const CvCredential& each, const std::string& title) {
    const Held& held = each.one.held;
    Json one{{"Title", title},
             {"Organisation", {{"Name", issuer_of(held)}}},
             {"Activities", in_html(attested_text(held))},
             {"ReferenceTo", refer_to(held, title)}};
    Json period = period_json({}, day_of(held));
    if (!period.empty()) one["Period"] = std::move(period);
    for (const learning_record::Concept& level : each.record.achievement.levels) {
      const std::string_view id = level.id;
      const bool is_eqf = id.size() == k_eqf.size() + 1 && id.starts_with(k_eqf);
      if (is_eqf && id.back() >= '1' && id.back() <= '8') {
        const std::string code(1, id.back());
        one["Level"] = {{"Code", code}, {"Label", "EQF " + code}};
      }
    }
    return one;
  }

  [[nodiscard]] Json achievement(const char* code, const Text& label,
                                 const std::string& text) const {
    return {{"Title", {{"Code", code}, {"Label", label.in(language_)}}},
            {"Description", in_html(text)}};
  }

  void add_own_words(const OwnWords& words) {
    std::string said = in_html(words.text);
    if (!said.empty()) said += k_line_break;
    said += in_html(self_declared_text());
    if (words.place.empty()) {
      other_.push_back(in_html(words.title) + std::string(k_line_break) + said);
      return;
    }
    Json one{{"Position", {{"Label", host::printable(words.title)}}},
             {"Employer", {{"Name", host::printable(words.place)}}},
             {"Activities", said}};
    Json period = period_json(words.from, words.until);
    if (period.contains("From") && !period.contains("To")) period["Current"] = true;
    if (!period.empty()) one["Period"] = std::move(period);
    work_.push_back(std::move(one));
  }

  void add_opinion(const CvOpinion& each) {
    const HeldEndorsement& one = each.one;
    std::string text = "\"" + title_of(one.text) + "\" " + in({"Opinion of \"", "Mening van \""}) +
                       host::printable(one.issuer_name.empty() ? one.issuer_id : one.issuer_name) +
                       "\"";
    if (!each.credential_id.empty()) {
      text += in({" (credential ", " (bewijs "}) + host::printable(each.credential_id) + ")";
    }
    achievements_.push_back(achievement("references", {"References", "Referenties"}, text + "."));
  }

  /// "receive goods: "ROC Waterkant" (credential urn:uuid:…)".
  [[nodiscard]] std::string skill_text(const CvSkill& skill) const {
    const std::string name = name_of(skill.line.skill);
    if (skill.line.proof() == Proof::self_declared) return name + ": " + self_declared_text();
    std::string proofs;
    for (const SkillClaim& claim : skill.claims) {
      proofs += (proofs.empty() ? "" : ", ") + std::string("\"") + host::printable(claim.by) +
                "\" (" + proof_word(claim.proof) + " " + id_of(claim.from) + ")";
    }
    return name + ": " + proofs;
  }
  [[nodiscard]] std::string proof_word(Proof proof) const {
    if (proof == Proof::practice) return in({"practice statement", "praktijkverklaring"});
    return proof == Proof::endorsement ? in({"opinion, credential", "mening, bewijs"})
                                       : in({"credential", "bewijs"});
  }
  [[nodiscard]] std::string id_of(Id record) const {
    for (const CvCredential& each : material_.credentials)
      if (each.one.id == record) return id_of(each.one.held);
    for (const CvOpinion& each : material_.opinions)
      if (each.one.id == record) return host::printable(each.credential_id);
    return to_text(record);
  }

  [[nodiscard]] Json skills_json() const {
    Json out = Json::object();
    std::string lines;
    for (const CvSkill& skill : material_.skills)
      lines += (lines.empty() ? "" : std::string(k_line_break)) + "- " + in_html(skill_text(skill));
    if (!lines.empty()) out["JobRelated"] = {{"Description", lines}};
    std::string other;
    for (const std::string& text : other_)
      other += (other.empty() ? "" : std::string(k_line_break)) + "- " + text;
    if (!other.empty()) out["Other"] = {{"Description", other}};
    return out;
  }

  const CvMaterial& material_;
  Instant now_;
  Language language_;
  Json work_ = Json::array();
  Json education_ = Json::array();
  Json achievements_ = Json::array();
  Json references_ = Json::array();
  Json attachments_ = Json::array();
  std::vector<std::string> other_;
};

}  // namespace

Json europass_cv(const CvMaterial& material, const std::optional<learning_record::Person>& name,
                 Instant now, host::Language language) {
  return Cv(material, now, language).write(name);
}

}  // namespace credenza::wallet
