#include "wallet/texts.h"

#include <algorithm>
#include <array>

#include "host/system.h"
#include "wallet/dutch.h"

namespace credenza::wallet {
namespace {

using verify::Check;
using verify::CheckName;
using verify::Outcome;
using verify::Verdict;

constexpr std::size_t k_max_characters = 100;

bool starts_character(char c) noexcept {
  return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
}

/// The length in bytes of the first `count` characters.
std::size_t bytes_of(std::string_view text, std::size_t count) noexcept {
  std::size_t seen = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (starts_character(text[i]) && seen++ == count) return i;
  }
  return text.size();
}

struct State {
  std::string_view word;
  Text text;
};

constexpr State k_ok{"ok", {"✔ ok", "✔ in orde"}};
constexpr State k_not_genuine{"not_genuine", {"✘ NOT GENUINE", "✘ NIET ECHT"}};
constexpr State k_unchecked{"not_checked", {"? not checked", "? niet te zien"}};
constexpr State k_expired{"expired", {"! expired", "! verlopen"}};
constexpr std::array k_not_accepted = {
    State{"expired", k_expired.text},
    State{"revoked", {"✘ withdrawn", "✘ ingetrokken"}},
    State{"suspended", {"! on hold", "! opgeschort"}},
    State{"superseded", {"! replaced", "! vervangen"}},
    State{"not_yet_valid", {"! not yet valid", "! nog niet geldig"}},
};
constexpr State k_incomplete{"not_accepted", {"✘ incomplete", "✘ niet compleet"}};

struct TypeName {
  std::string_view type;
  Text text;
};
constexpr std::array k_types{
    TypeName{"MicroCredential", {"micro-credential", "microcredential"}},
    TypeName{"PracticeStatement",
             {"practice statement, no diploma", "praktijkverklaring, geen diploma"}},
    TypeName{"MboCertificate", {"mbo certificate", "mbo-certificaat"}},
    TypeName{"SafetyCertificate", {"safety certificate", "veiligheidscertificaat"}},
    TypeName{"Endorsement", {"endorsement", "aanbeveling"}},
    TypeName{"Accreditation", {"accreditation", "erkenning"}}};

State state_of(const Listed& listed, Instant now) noexcept {
  if (listed.superseded_by && listed.verdict == Verdict::accepted) return k_not_accepted[3];
  switch (listed.verdict) {
    case Verdict::not_genuine:
      return k_not_genuine;
    case Verdict::undetermined:
      return k_unchecked;
    case Verdict::accepted:
      return listed.verdict_at(now) == Verdict::accepted ? k_ok : k_expired;
    case Verdict::not_accepted:
      break;
  }
  const auto known = std::ranges::find(k_not_accepted, listed.code, &State::word);
  return known == k_not_accepted.end() ? k_incomplete : *known;
}

Text name_of(CheckName name) noexcept {
  switch (name) {
    case CheckName::format:
      return {"form", "vorm"};
    case CheckName::proof:
      return {"signature", "handtekening"};
    case CheckName::validity:
      return {"validity", "geldigheid"};
    case CheckName::holder_binding:
      return {"owner", "eigenaar"};
    case CheckName::status:
      return {"status", "status"};
    case CheckName::schema:
      return {"schema", "schema"};
    case CheckName::trust:
      return {"issuer", "uitgever"};
    case CheckName::record:
      return {"content", "inhoud"};
    case CheckName::target:
      return {"about", "gaat over"};
    case CheckName::recognition:
      return {"company", "bedrijf"};
    case CheckName::policy:
      return {"rules", "regels"};
  }
  return {};
}

Text passed_text(CheckName name) noexcept {
  switch (name) {
    case CheckName::format:
      return {"this is a digital certificate", "dit is een digitaal certificaat"};
    case CheckName::proof:
      return {"signed, and not changed since", "ondertekend en daarna niet veranderd"};
    case CheckName::validity:
      return {"valid today", "vandaag geldig"};
    case CheckName::holder_binding:
      return {"shown by its owner", "getoond door de eigenaar"};
    case CheckName::status:
      return {"not withdrawn", "niet ingetrokken"};
    case CheckName::record:
      return {"the content is complete", "de inhoud is compleet"};
    default:
      return {"in order", "in orde"};
  }
}

Text failed_text(const Check& check) noexcept {
  switch (check.reason ? check.reason->code : Code::internal) {
    case Code::expired:
      return {"expired", "verlopen"};
    case Code::revoked:
      return {"withdrawn by the issuer", "ingetrokken door de uitgever"};
    case Code::suspended:
      return {"put on hold by the issuer", "opgeschort door de uitgever"};
    case Code::superseded:
      return {"replaced by a newer version; ask for that one",
              "vervangen door een nieuwere versie; vraag daarom"};
    case Code::not_yet_valid:
      return {"not valid yet", "nog niet geldig"};
    case Code::bad_signature:
      return {"the signature does not fit: it was changed, or somebody else signed",
              "de handtekening klopt niet: er is iets veranderd, of iemand anders tekende"};
    default:
      break;
  }
  switch (check.name) {
    case CheckName::format:
      return {"this is no digital certificate", "dit is geen digitaal certificaat"};
    case CheckName::proof:
      return {"the signature is not the issuer's", "de handtekening is niet van de uitgever"};
    case CheckName::holder_binding:
      return {"not shown by its owner", "niet getoond door de eigenaar"};
    case CheckName::record:
      return {"the content is not complete", "de inhoud is niet compleet"};
    default:
      return {"not in order", "niet in orde"};
  }
}

Text open_text(const Check& check) noexcept {
  switch (check.name) {
    case CheckName::proof:
      if (check.remark == verify::Remark::unknown_key) {
        return {"signed with a key of the issuer that is not known yet, or a forgery",
                "ondertekend met een sleutel van de uitgever die nog niet bekend is, of vals"};
      }
      if (check.reason && check.reason->code == Code::revoked) {
        return {"made with a key that was stolen; ask the issuer for a new one",
                "gemaakt met een gestolen sleutel; vraag de uitgever om een nieuw bewijs"};
      }
      return {"the issuer's key could not be had",
              "de sleutel van de uitgever was niet te krijgen"};
    case CheckName::status:
      return {"whether it was withdrawn could not be found out",
              "of het is ingetrokken, was niet na te gaan"};
    case CheckName::format:
      return {"of a kind that is not read here", "van een soort die hier niet gelezen wordt"};
    default:
      return {"could not be found out", "was niet na te gaan"};
  }
}

Text verdict_text(Verdict verdict) noexcept {
  switch (verdict) {
    case Verdict::accepted:
      return {"genuine and valid", "echt en geldig"};
    case Verdict::not_accepted:
      return {"genuine, but see above", "echt, maar zie hierboven"};
    case Verdict::undetermined:
      return {"COULD NOT BE CHECKED", "NIET NA TE GAAN"};
    case Verdict::not_genuine:
      return {"NOT GENUINE", "NIET ECHT"};
  }
  return {};
}

/// Whether a check fails only now, as the verifier tells it too: genuine, and replaced, on hold,
/// over or still to come.
bool is_of_time(const Check& check) noexcept {
  if (check.outcome != Outcome::failed || !check.reason) return false;
  const Code code = check.reason->code;
  return code == Code::superseded || code == Code::suspended || code == Code::expired ||
         code == Code::not_yet_valid;
}

Text symbol_of(const Check& check) noexcept {
  if (is_of_time(check)) {
    switch (check.reason->code) {
      case Code::superseded:
        return {"! replaced", "! vervangen"};
      case Code::suspended:
        return {"! on hold", "! opgeschort"};
      case Code::expired:
        return {"! expired", "! verlopen"};
      default:
        return {"! not yet", "! nog niet"};
    }
  }
  switch (check.outcome) {
    case Outcome::passed:
      return {"✔ ok", "✔ ja"};
    case Outcome::failed:
      return {"✘ no", "✘ nee"};
    default:
      return {"? unknown", "? onbekend"};
  }
}

/// What a check is about in time: when it was replaced, or what day the list is of.
std::string found_on(const Check& check, Text found, Language language) {
  const auto in = [language](Text text) { return std::string(text.in(language)); };
  if (!check.day) return in(found);
  const std::string day = std::to_string(unsigned{check.day->day()}) + "-" +
                          std::to_string(unsigned{check.day->month()}) + "-" +
                          std::to_string(int{check.day->year()});
  if (check.reason && check.reason->code == Code::superseded) {
    return in({"replaced on ", "op "}) + day +
           in({" by a newer version; ask for that one",
               " vervangen door een nieuwere versie; vraag daarom"});
  }
  switch (check.remark) {
    case verify::Remark::newer_version:
      return in(found) +
             in({"; a newer version is there since ", "; er is een nieuwere versie, sinds "}) + day;
    case verify::Remark::before_theft:
      return in(found) +
             in({"; its key was stolen later, on ", "; de sleutel is later gestolen, op "}) + day;
    case verify::Remark::was_in_force:
    case verify::Remark::was_withdrawn:
      return in(found) + in({"; the last list is of ", "; de laatste lijst is van "}) + day;
    case verify::Remark::expired_since:
      return in(found) + in({"; it expired later, on ", "; later verlopen, op "}) + day;
    case verify::Remark::unknown_key:
      return in({"signed with a key that is not among those of the issuer of ",
                 "ondertekend met een sleutel die niet bij de uitgever bekend is op "}) +
             day;
    case verify::Remark::none:
      break;
  }
  return in(found);
}

/// What a room says of a check, in Dutch when a table has it.
std::string detail_of(const std::string& english, Language language) {
  if (language == Language::en) return "detail: " + shown(english);
  if (const auto dutch = host::in_dutch(english, dutch_sentences()))
    return "bijzonderheid: " + shown(*dutch);
  return "bijzonderheid (Engels): " + shown(english);
}

std::string line_of(const Check& check, Language language) {
  const Text found = check.outcome == Outcome::passed   ? passed_text(check.name)
                     : check.outcome == Outcome::failed ? failed_text(check)
                                                        : open_text(check);
  std::string line = "  " + padded(symbol_of(check).in(language), 11) +
                     padded(name_of(check.name).in(language), 14) +
                     found_on(check, found, language) + "\n";
  if (check.reason) {
    const std::string& place = check.reason->where;
    const std::string told =
        language == Language::nl ? host::place_in_dutch(place, dutch_sentences()) : place;
    const std::string where = told.empty() ? "" : " (" + shown(told) + ")";
    line += "    " + detail_of(check.reason->detail, language) + where + "\n";
  }
  return line;
}

/// Whether a signature is still to come.
bool is_draft(const verify::CredentialReport& report) noexcept {
  return report.format == verify::Format::draft || !report.waiting_for.empty();
}

}  // namespace

std::string shown(std::string_view text) {
  const std::string harmless = host::printable(text.substr(0, 4 * k_max_characters + 4));
  if (harmless.size() <= k_max_characters) return harmless;
  const std::size_t end = bytes_of(harmless, k_max_characters);
  return end == harmless.size() ? harmless : harmless.substr(0, end) + "…";
}

void add_padded(std::string& line, std::string_view text, std::size_t width) {
  const auto characters = static_cast<std::size_t>(std::ranges::count_if(text, starts_character));
  if (characters > width) {
    line.append(text.substr(0, bytes_of(text, width - 1))).append("… ");
  } else {
    line.append(text).append(width - characters + 1, ' ');
  }
}

std::string padded(std::string_view text, std::size_t width) {
  std::string line;
  add_padded(line, text, width);
  return line;
}

std::string date_text(Instant at, Language language) {
  return date_text(host::local_date(at), language);
}

std::string date_text(std::chrono::year_month_day day, Language language) {
  const std::string iso = format_date(day);
  if (language == Language::en || iso.size() != 10) return iso;
  return iso.substr(8, 2) + "-" + iso.substr(5, 2) + "-" + iso.substr(0, 4);
}

std::string amsterdam_text(Instant at, Language language) {
  const std::chrono::year_month_day day = date_in_amsterdam(at);
  const std::string text = date_text(day, language);
  const auto last = end_of_day_in_amsterdam(day);
  const auto first = start_of_day_in_amsterdam(day);
  if (!last || !first || at == *last) return text;
  // Summer time begins and ends between two and three: before it counted from the day's beginning,
  // after it from its end.
  constexpr std::chrono::hours k_change{2};
  const auto since = at - *first;
  const auto clock =
      since < k_change ? since : std::chrono::hours{24} - (*last + std::chrono::seconds{1} - at);
  const std::chrono::hh_mm_ss time{clock};
  const auto two = [](auto count) { return (count < 10 ? "0" : "") + std::to_string(count); };
  return text + " " + two(time.hours().count()) + ":" + two(time.minutes().count());
}

std::string moment_text(Instant at) {
  const std::string iso = format_instant(at);
  return iso.substr(0, 10) + " " + iso.substr(11, 5) + " UTC";
}

Text state_text(const Listed& listed, Instant now) noexcept {
  return state_of(listed, now).text;
}

std::string_view state_word(const Listed& listed, Instant now) noexcept {
  return state_of(listed, now).word;
}

Text state_text(std::string_view word) noexcept {
  for (const State& state : {k_ok, k_not_genuine, k_incomplete}) {
    if (state.word == word) return state.text;
  }
  const auto known = std::ranges::find(k_not_accepted, word, &State::word);
  return known == k_not_accepted.end() ? k_unchecked.text : known->text;
}

std::string title_of(const Listed& listed, Language language) {
  std::string title =
      shown(learning_record::in_language(listed.title, language == Language::nl ? "nl" : "en"));
  return title.empty() ? std::string(Text{"(no title)", "(geen titel)"}.in(language)) : title;
}

std::string skill_name(const Skill& skill, Language language) {
  const std::string name =
      shown(learning_record::in_language(skill.name, language == Language::nl ? "nl" : "en"));
  return name.empty() ? shown(skill.code) : name;
}

Text type_text(std::string_view type) noexcept {
  const auto* known = std::ranges::find(k_types, type, &TypeName::type);
  return known == k_types.end() ? Text{} : known->text;
}

std::string issuer_of(const Listed& listed) {
  return listed.issuer_name.empty() ? shown(listed.issuer_id)
                                    : "\"" + shown(listed.issuer_name) + "\"";
}

std::string render(const verify::CredentialReport& report, Language language) {
  std::string out;
  if (is_draft(report)) {
    const Text draft{"a draft, not a certificate yet", "een concept, nog geen bewijs"};
    out += "  " + std::string(draft.in(language));
    for (std::size_t i = 0; i < report.waiting_for.size(); ++i) {
      const Text waits{"; waits for ", "; wacht op "};
      out += (i == 0 ? std::string(waits.in(language)) : ", ") + "\"" +
             shown(report.waiting_for[i]) + "\"";
    }
    out += "\n";
  }
  for (const Check& check : report.checks) {
    if (check.outcome != Outcome::not_applicable) out += line_of(check, language);
  }
  const Text label{"Result: ", "Uitslag: "};
  return out + "  " + std::string(label.in(language)) +
         std::string(verdict_text(report.verdict()).in(language)) + "\n";
}

}  // namespace credenza::wallet
