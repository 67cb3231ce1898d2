#include <algorithm>
#include <set>

#include "base/url.h"
#include "learning_record/check_detail.h"
#include "learning_record/concepts.h"

namespace credenza::learning_record::detail {
namespace {

// ISO 3166-1, the 249 codes that are assigned, in order.
constexpr std::string_view k_countries =
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR "
    "BS "
    "BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC "
    "EE "
    "EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK "
    "HM "
    "HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB "
    "LC "
    "LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ "
    "NA "
    "NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU "
    "RW "
    "SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN "
    "TO "
    "TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW ";

constexpr bool is_alpha(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_blank(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return c == ' ' || c == '\t' || c == '\n'; });
}

/// C0, DEL and C1 (which UTF-8 writes as C2 80 … C2 9F); line feeds and tabs only where
/// `multi_line`.
bool has_control(std::string_view text, bool multi_line) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c < 0x20 && !(multi_line && (c == '\n' || c == '\t'))) return true;
    if (c == 0x7f) return true;
    if (c == 0xc2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xa0)
      return true;
  }
  return false;
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

/// Tags are the same in either case (RFC 5646 §2.1.1).
void check_tags(const LanguageMap& text, const std::string& where, Findings& findings) {
  if (text.size() < 2) return;
  std::set<std::string> seen;
  for (const auto& [tag, value] : text) {
    if (seen.insert(lower(tag)).second) continue;
    findings.add(Code::conflict, where + "/" + json::pointer_token(tag),
                 "the language stands twice; leave out one of the two");
  }
}

}  // namespace

bool is_country(std::string_view code) noexcept {
  if (code.size() != 2 || code.find(' ') != std::string_view::npos) return false;
  for (std::size_t at = 0; at < k_countries.size(); at += 3) {
    if (k_countries.substr(at, 2) == code) return true;
  }
  return false;
}

bool is_language_tag(std::string_view tag) noexcept {
  std::size_t length = 0;
  bool first = true;
  for (std::size_t i = 0; i <= tag.size(); ++i) {
    if (i < tag.size() && tag[i] != '-') {
      if (!is_alpha(tag[i]) && (first || !is_digit(tag[i]))) return false;
      ++length;
      continue;
    }
    if (length < (first ? 2U : 1U) || length > 8) return false;
    length = 0;
    first = false;
  }
  return true;
}

void check_text(const LanguageMap& text, const std::string& where, Findings& findings) {
  check_tags(text, where, findings);
  for (const auto& [tag, value] : text) {
    const std::string place = tag.empty() ? where : where + "/" + json::pointer_token(tag);
    if (!tag.empty() && !is_language_tag(tag)) {
      findings.add(Code::malformed, place, "the language has to be a BCP 47 tag such as 'nl'");
    }
    if (is_blank(value)) findings.add(Code::missing, place, "the text is empty");
    if (has_control(value, true)) {
      findings.add(Code::malformed, place, "the text holds control characters; take them out");
    }
  }
}

void check_title(const LanguageMap& text, const std::string& where, Findings& findings) {
  check_text(text, where, findings);
  for (const auto& [tag, value] : text)
    check_seen(value, tag.empty() ? where : where + "/" + json::pointer_token(tag), findings);
}

void require_title(const LanguageMap& text, const std::string& where, std::string_view what,
                   Findings& findings) {
  findings.require(!text.empty(), where, what);
  check_title(text, where, findings);
}

void check_line(std::string_view text, std::string_view where, Findings& findings) {
  if (text.empty()) return;
  if (is_blank(text)) findings.add(Code::missing, where, "there is nothing but white space here");
  if (has_control(text, false)) {
    findings.add(Code::malformed, where, "control characters or line breaks; take them out");
  }
  check_seen(text, where, findings);
}

void require_line(std::string_view text, const std::string& where, std::string_view what,
                  Findings& findings) {
  findings.require(!text.empty(), where, what);
  check_line(text, where, findings);
}

void require_text(const LanguageMap& text, const std::string& where, std::string_view what,
                  Findings& findings) {
  findings.require(!text.empty(), where, what);
  check_text(text, where, findings);
}

void check_word(std::string_view word, std::span<const std::string_view> words, std::string where,
                Findings& findings) {
  if (word.empty() || std::find(words.begin(), words.end(), word) != words.end()) return;
  std::string known;
  for (const std::string_view w : words)
    known += (known.empty() ? "'" : ", '") + std::string(w) + "'";
  findings.add(Code::unsupported, std::move(where), "has to be one of " + known);
}

static bool is_digest(std::string_view text) noexcept {
  constexpr std::size_t k_digits = 64;
  return text.size() == k_digits && std::all_of(text.begin(), text.end(), [](char c) {
           return is_digit(c) || (c >= 'a' && c <= 'f');
         });
}

void check_credential_digest(std::string_view digest, const std::string& where,
                             Findings& findings) {
  if (digest.empty() || is_digest(digest)) return;
  findings.add(Code::malformed, where,
               "has to be the digest of the credential, 64 hexadecimal digits in lower case; "
               "credenza-verifier check --json tells it, and sha256sum of the file is another one");
}

void check_digest(std::string_view digest, const std::string& where, Findings& findings) {
  if (digest.empty() || is_digest(digest)) return;
  findings.add(Code::malformed, where,
               "has to be a SHA-256 digest: 64 hexadecimal digits in lower case, as sha256sum "
               "prints them");
}

void check_iri(std::string_view iri, const std::string& where, std::string_view example,
               Findings& findings) {
  if (iri.empty()) return;
  const std::size_t colon = iri.find(':');
  const bool whole =
      colon != std::string_view::npos && colon != 0 &&
      std::none_of(iri.begin(), iri.end(), [](char c) {
        return static_cast<unsigned char>(c) <= 0x20 || c == '<' || c == '>' || c == '"';
      });
  if (!whole)
    findings.add(Code::malformed, where, "has to be an IRI as in " + std::string(example));
}

void check_did(std::string_view did, std::string_view where, Findings& findings) {
  if (did.empty() || did.starts_with("did:")) return;
  findings.add(Code::malformed, where,
               "has to be a DID as in did:key:z6Mk…; leave it out when there is none");
}

void check_organisation(const Organisation& organisation, const std::string& where,
                        Findings& findings) {
  if (!organisation.country.empty() && !is_country(organisation.country)) {
    findings.add(Code::malformed, where + "/country",
                 "has to be an ISO 3166-1 code of two letters, as in NL");
  }
  if (!organisation.url.empty() && !Url::parse(organisation.url)) {
    findings.add(Code::malformed, where + "/url", "has to be an https address");
  }
  for (std::size_t i = 0; i < organisation.identifiers.size(); ++i) {
    const std::string at = where + "/identifiers/" + std::to_string(i);
    if (organisation.identifiers[i].scheme.empty())
      findings.add(Code::missing, at + "/scheme", "says no scheme, as in BRIN");
    if (organisation.identifiers[i].value.empty())
      findings.add(Code::missing, at + "/value", "says no value");
  }
}

void require_identifier(const Organisation& organisation, std::string_view scheme,
                        const std::string& where, std::string_view what, Findings& findings) {
  const auto& all = organisation.identifiers;
  const bool there = std::any_of(all.begin(), all.end(), [scheme](const Identifier& identifier) {
    return identifier.scheme == scheme;
  });
  findings.require(there, where + "/identifiers",
                   std::string(what) + " (an identifier of scheme '" + std::string(scheme) + "')");
}

void check_concepts(const std::vector<Concept>& concepts, const std::string& where,
                    Findings& findings) {
  for (std::size_t i = 0; i < concepts.size(); ++i) {
    const Concept& term = concepts[i];
    const std::string here = where + "/" + std::to_string(i);
    if (term.name.empty())
      findings.add(Code::missing, here + "/name", "it has no name that people can read");
    check_title(term.name, here + "/name", findings);
    check_line(term.framework, here + "/framework", findings);
    check_line(term.code, here + "/code", findings);
    check_iri(term.id, here + "/id", "http://data.europa.eu/snb/eqf/4", findings);
    if (auto wrong = check_pairing(term))
      findings.add(wrong->code, here + wrong->where, std::move(wrong->detail));
  }
}

void check_levels(const std::vector<Concept>& levels, const std::string& where,
                  Findings& findings) {
  check_concepts(levels, where, findings);
  if (auto wrong = learning_record::check_levels(levels))
    findings.add(wrong->code, where + wrong->where, std::move(wrong->detail));
}

}  // namespace credenza::learning_record::detail
