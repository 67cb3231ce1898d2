#include "verifier/texts.h"

#include <array>

#include "verifier/trust_texts.h"

namespace credenza::verifier {
namespace {

using verify::Check;
using verify::CheckName;
using verify::Outcome;
using verify::Verdict;

Code code_of(const Check& check) noexcept {
  return check.reason ? check.reason->code : Code::internal;
}

std::string_view where_of(const Check& check) noexcept {
  return check.reason ? std::string_view(check.reason->where) : std::string_view();
}

Text passed_text(CheckName name) noexcept {
  switch (name) {
    case CheckName::format:
      return {"this is a digital certificate", "dit is een digitaal certificaat"};
    case CheckName::proof:
      return {"signed by the issuer, not changed since",
              "ondertekend door de uitgever, daarna niet veranderd"};
    case CheckName::validity:
      return {"valid today", "vandaag geldig"};
    case CheckName::holder_binding:
      return {"shown by its owner, to you", "door de eigenaar zelf getoond, aan u"};
    case CheckName::status:
      return {"not withdrawn", "niet ingetrokken"};
    case CheckName::schema:
      return {"follows its schema", "volgt het schema"};
    case CheckName::trust:
      return {"the issuer is on your list", "de uitgever staat op uw lijst"};
    case CheckName::record:
      return {"the content is complete", "de inhoud is compleet"};
    case CheckName::target:
      return {"it speaks of the very certificate that you gave",
              "het gaat over precies het bewijs dat u erbij gaf"};
    case CheckName::policy:
      return {"your rule file accepts this kind", "uw regels accepteren dit soort"};
    case CheckName::recognition:
      return {"the learning company was recognised", "het leerbedrijf was erkend"};
  }
  return {};
}

Text not_applicable_text(CheckName name) noexcept {
  switch (name) {
    case CheckName::holder_binding:
      return {"a file, not shown by its owner from a wallet",
              "een bestand, niet door de eigenaar getoond"};
    case CheckName::status:
      return {"the issuer keeps no list of withdrawals", "de uitgever houdt intrekkingen niet bij"};
    case CheckName::schema:
      return {"there is no schema that is checked", "er is geen schema om te controleren"};
    case CheckName::trust:
      return {"the issuer is shown, not judged", "de uitgever is niet beoordeeld"};
    case CheckName::recognition:
      return {"not looked at: the issuer is not trusted",
              "niet bekeken: de uitgever is niet te vertrouwen"};
    case CheckName::record:
      return {"not a learning credential that is read here",
              "geen leerbewijs dat hier gelezen wordt"};
    case CheckName::target:
      return {"the certificate that it speaks of was not looked at; give that file too",
              "het bewijs waar het over gaat is niet bekeken; geef dat bestand erbij"};
    default:
      return {"nothing to check", "niets te controleren"};
  }
}

/// Of a holder's signature that holds, for another reader or request, or by another person.
Text shown_elsewhere_text(std::string_view where) noexcept {
  if (where.ends_with("/domain") || where.ends_with("/aud")) {
    return {"a copy: shown to somebody else, not to you",
            "een kopie: getoond aan iemand anders, niet aan u"};
  }
  if (where.ends_with("/challenge") || where.ends_with("/nonce")) {
    return {"an old copy: shown before, not in answer to your request",
            "een oude kopie: eerder getoond, niet als antwoord op uw vraag"};
  }
  if (where.ends_with("/id")) {
    return {"shown by somebody else than its owner", "getoond door iemand anders dan de eigenaar"};
  }
  return {"shown by or to somebody else", "getoond door of aan iemand anders"};
}

Text holder_failed_text(Code code, std::string_view where) noexcept {
  switch (code) {
    case Code::missing:
      return {"not shown by its owner", "niet door de eigenaar getoond"};
    case Code::expired:
      return {"an old copy: the time to show it is over",
              "een oude kopie: de tijd om het te tonen is voorbij"};
    case Code::mismatch:
      return shown_elsewhere_text(where);
    default:
      return {"the signature of the owner does not hold",
              "de handtekening van de eigenaar klopt niet"};
  }
}

Text failed_text(const Check& check) noexcept {
  const Code code = code_of(check);
  switch (check.name) {
    case CheckName::format:
      return {"this is no digital certificate", "dit is geen digitaal certificaat"};
    case CheckName::proof:
      if (code == Code::missing && where_of(check).ends_with("/kid")) {
        return {"it does not say which key signed it",
                "er staat niet in met welke sleutel het is ondertekend"};
      }
      if (code == Code::missing) return {"it is not signed", "het is niet ondertekend"};
      return {"changed after signing, or not signed by this issuer",
              "veranderd na het ondertekenen, of niet van deze uitgever"};
    case CheckName::validity:
      if (code == Code::expired) return {"expired", "verlopen"};
      if (code == Code::not_yet_valid) return {"not valid yet", "nog niet geldig"};
      return {"the dates cannot be right", "de datums kunnen niet kloppen"};
    case CheckName::holder_binding:
      return holder_failed_text(code, where_of(check));
    case CheckName::status:
      if (code == Code::suspended) {
        return {"put on hold by the issuer", "tijdelijk geblokkeerd door de uitgever"};
      }
      if (code == Code::superseded) {
        return {"replaced by a newer version; ask for that one",
                "vervangen door een nieuwere versie; vraag daarom"};
      }
      return {"withdrawn by the issuer", "ingetrokken door de uitgever"};
    case CheckName::schema:
      return {"does not follow its schema", "volgt het schema niet"};
    case CheckName::trust:
    case CheckName::recognition:
      return trust_finding(check);
    case CheckName::record:
      return {"the content does not follow the rules of its kind",
              "de inhoud volgt de regels voor dit soort niet"};
    case CheckName::target:
      return {"it speaks of another version of the certificate than the one you gave",
              "het gaat over een andere versie van het bewijs dan u erbij gaf"};
    case CheckName::policy:
      if (check.reason && check.reason->where == "accept.issuers") {
        return {"your rule file does not accept this issuer",
                "uw regels accepteren deze uitgever niet"};
      }
      return {"your rule file does not accept this kind", "uw regels accepteren dit soort niet"};
  }
  return {};
}

Text indeterminate_text(const Check& check) noexcept {
  const Code code = code_of(check);
  switch (check.name) {
    case CheckName::format:
      if (code == Code::unavailable || code == Code::not_found) {
        return {"the file could not be read", "het bestand is niet te lezen"};
      }
      return {"a kind of certificate that this version cannot read",
              "een soort certificaat dat deze versie niet leest"};
    case CheckName::proof:
      if (code == Code::unsupported) {
        return {"a kind of signature that this version cannot check",
                "een soort handtekening die deze versie niet kan controleren"};
      }
      if (code == Code::expired || code == Code::not_yet_valid) {
        return {"the key of the issuer is not in use now",
                "de sleutel van de uitgever is nu niet in gebruik"};
      }
      if (code == Code::revoked) {
        return {
            "made with a key that was stolen; the issuer cannot confirm that this one was made "
            "before",
            "gemaakt met een gestolen sleutel; de uitgever kan niet bevestigen dat dit bewijs "
            "van daarvoor is"};
      }
      return {"the key of the issuer could not be fetched",
              "de sleutel van de uitgever was niet op te halen"};
    case CheckName::holder_binding:
      if (code == Code::mismatch) {
        return {"made for one reader, and you did not say who you are",
                "gemaakt voor één lezer, en u zei niet wie u bent"};
      }
      return {"whether its owner showed it is not known",
              "of de eigenaar het toonde is niet bekend"};
    case CheckName::status:
      if (code == Code::expired) {
        return {"the list of withdrawals is too old: it holds no longer",
                "de lijst van intrekkingen is te oud: die geldt niet meer"};
      }
      if (code == Code::unavailable || code == Code::forbidden || code == Code::not_found) {
        return {"the list of withdrawals could not be fetched, or is too old",
                "de lijst van intrekkingen was niet op te halen, of is te oud"};
      }
      if (code == Code::unsupported) {
        return {"a kind of status that this version cannot read",
                "een soort status die deze versie niet leest"};
      }
      if (code == Code::not_yet_valid) {
        return {"the list of withdrawals begins later than that",
                "de lijst van intrekkingen begint pas later"};
      }
      return {"the list of withdrawals cannot be relied on",
              "de lijst van intrekkingen is niet te vertrouwen"};
    case CheckName::validity:
      return {"the clock of this computer is wrong, so the dates cannot be checked",
              "de klok van deze computer loopt fout; de datums zijn niet te controleren"};
    case CheckName::trust:
    case CheckName::recognition:
      return trust_finding(check);
    default:
      return {"could not be determined", "niet te controleren"};
  }
}

Text failed_next(const Check& check) noexcept {
  const Code code = code_of(check);
  switch (check.name) {
    case CheckName::holder_binding:
      return {
          "Ask the person to share it again from the wallet, for you and with your number "
          "(--audience, --nonce).",
          "Vraag de persoon om het opnieuw te delen vanuit de wallet, voor u en met uw getal "
          "(--audience, --nonce)."};
    case CheckName::validity:
      if (code == Code::expired) {
        return {"Ask the person for a renewed one.", "Vraag de persoon om een vernieuwd bewijs."};
      }
      return {"Check it again from its first day.", "Controleer het opnieuw vanaf de eerste dag."};
    case CheckName::status:
      if (code == Code::suspended) {
        return {"Ask the issuer how long, and check it again.",
                "Vraag de uitgever hoe lang, en controleer het opnieuw."};
      }
      if (code == Code::superseded) {
        return {"Ask the person for the newer version.", "Vraag de persoon om de nieuwere versie."};
      }
      return {"Do not rely on it. Ask the person why, and whether there is a newer one.",
              "Reken er niet op. Vraag de persoon waarom, en of er een nieuwer bewijs is."};
    case CheckName::trust:
    case CheckName::recognition:
      return trust_next(check);
    case CheckName::record:
    case CheckName::schema:
      return {"Ask the issuer for a corrected one.", "Vraag de uitgever om een verbeterd bewijs."};
    case CheckName::target:
      return {
          "Ask for the certificate as it was when it was endorsed, or for a new endorsement.",
          "Vraag om het bewijs zoals het was bij de aanbeveling, of om een nieuwe aanbeveling."};
    case CheckName::policy:
      return {
          "Ask the person for one that your rules name. To read the rules: credenza-verifier "
          "policy "
          "check FILE",
          "Vraag de persoon om een bewijs dat uw regels noemen. De regels leest u met: "
          "credenza-verifier policy check BESTAND"};
    default:
      return {"Do not accept it. Ask the person for the original file, or ask the issuer.",
              "Accepteer het niet. Vraag de persoon om het originele bestand, of vraag het de "
              "uitgever."};
  }
}

Text indeterminate_next(const Check& check) noexcept {
  const Code code = code_of(check);
  if (check.name == CheckName::trust || check.name == CheckName::recognition)
    return trust_next(check);
  if (check.remark == verify::Remark::unknown_key) {
    return {
        "Do not rely on it yet. Get what the issuer publishes today (--published DIR), or ask the "
        "issuer whether this is theirs.",
        "Reken er nog niet op. Haal op wat de uitgever nu publiceert (--published MAP), of vraag "
        "de uitgever of dit bewijs van hem is."};
  }
  if (code == Code::unsupported) {
    return {"Ask for it in another format, or use a newer version of this program.",
            "Vraag het in een ander formaat, of gebruik een nieuwere versie van dit programma."};
  }
  if (check.name == CheckName::holder_binding && code == Code::mismatch) {
    return {
        "Check it again and say who you are: --audience, and --nonce if you gave a number.",
        "Controleer het opnieuw en zeg wie u bent: --audience, en --nonce als u een getal gaf."};
  }
  if (check.name == CheckName::proof && code == Code::revoked) {
    return {"Ask the person or the issuer for one that was made again with a new key.",
            "Vraag de persoon of de uitgever om een bewijs dat opnieuw is gemaakt, met een nieuwe "
            "sleutel."};
  }
  if (check.name == CheckName::validity) {
    return {"Set the clock of this computer right, and check it again.",
            "Zet de klok van deze computer goed, en controleer het opnieuw."};
  }
  if (check.name == CheckName::format) {
    return {"Check the name of the file.", "Controleer de naam van het bestand."};
  }
  const bool is_old = check.name == CheckName::status && code == Code::expired;
  if (is_old || code == Code::unavailable || code == Code::forbidden || code == Code::not_found) {
    return {
        "Check it again with a network, or give a copy of what the issuer publishes: --published "
        "DIR",
        "Controleer het opnieuw met internet, of geef een kopie van wat de uitgever publiceert: "
        "--published MAP"};
  }
  return {"Ask the issuer, and check it again later.",
          "Vraag het de uitgever, en controleer het later opnieuw."};
}

}  // namespace

bool is_of_time(const Check& check) noexcept {
  if (check.outcome != Outcome::failed) return false;
  const Code code = code_of(check);
  if (check.name == CheckName::status) return code == Code::superseded || code == Code::suspended;
  return check.name == CheckName::validity &&
         (code == Code::expired || code == Code::not_yet_valid);
}

Text outcome_text(const Check& check) noexcept {
  if (is_of_time(check)) {
    switch (code_of(check)) {
      case Code::superseded:
        return {"! replaced", "! vervangen"};
      case Code::suspended:
        return {"! on hold", "! geschorst"};
      case Code::expired:
        return {"! expired", "! verlopen"};
      default:
        return {"! not yet", "! nog niet"};
    }
  }
  constexpr std::array k_texts = {Text{"✔ ok", "✔ goed"}, Text{"✘ no", "✘ fout"},
                                  Text{"? unknown", "? onbekend"}, Text{"– n/a", "– n.v.t."}};
  return k_texts.at(static_cast<std::size_t>(check.outcome));
}

Text name_text(CheckName name) noexcept {
  constexpr std::array k_texts = {Text{"format", "vorm"},     Text{"signature", "handtekening"},
                                  Text{"dates", "datums"},    Text{"owner", "eigenaar"},
                                  Text{"status", "status"},   Text{"schema", "schema"},
                                  Text{"issuer", "uitgever"}, Text{"content", "inhoud"},
                                  Text{"about", "gaat over"}, Text{"company", "bedrijf"},
                                  Text{"rules", "regels"}};
  return k_texts.at(static_cast<std::size_t>(name));
}

Text finding_text(const Check& check, bool looked_at) noexcept {
  switch (check.outcome) {
    case Outcome::passed:
      return passed_text(check.name);
    case Outcome::failed:
      return failed_text(check);
    case Outcome::indeterminate:
      return indeterminate_text(check);
    case Outcome::not_applicable:
      if (looked_at) return not_applicable_text(check.name);
      return {"not looked at", "niet bekeken"};
  }
  return {};
}

std::string day_text(std::chrono::year_month_day day) {
  return std::to_string(unsigned{day.day()}) + "-" + std::to_string(unsigned{day.month()}) + "-" +
         std::to_string(int{day.year()});
}

std::string age_text(std::chrono::seconds age, host::Language language) {
  const bool dutch = language == host::Language::nl;
  constexpr std::chrono::hours k_most_hours{72};
  const auto hours = std::chrono::ceil<std::chrono::hours>(age);
  if (hours <= k_most_hours) return std::to_string(hours.count()) + (dutch ? " uur" : " h");
  const auto days = std::chrono::ceil<std::chrono::days>(age).count();
  return std::to_string(days) + (dutch ? " dagen" : " days");
}
namespace {

/// "; older than your limit of 24 h (it is 37 h old)", in days from the third on.
std::string too_old(const Check& check, host::Language language) {
  const bool dutch = language == host::Language::nl;
  const auto text = [language](std::chrono::hours span) { return age_text(span, language); };
  if (check.limit == std::chrono::hours::zero()) {
    return dutch ? "; die lijst is " + text(check.age) + " oud en geldt niet meer"
                 : "; that list is " + text(check.age) + " old and holds no longer";
  }
  return dutch
             ? "; ouder dan uw grens van " + text(check.limit) + ": " + text(check.age) + " oud"
             : "; older than your limit of " + text(check.limit) + ": " + text(check.age) + " old";
}

/// Of the dates, when a rule file asks about another day than this one.
std::string finding_of_dates(const Check& check, host::Language language) {
  const auto in = [language](Text text) { return std::string(text.in(language)); };
  const std::string day = day_text(*check.day);
  if (check.outcome == Outcome::passed)
    return in({"valid on ", "geldig op "}) + day +
           in({", as your rules ask", ", zoals uw regels vragen"});
  if (code_of(check) == Code::expired) {
    return in({"ends before ", "loopt af voor "}) + day +
           in({"; your rules ask for longer", "; uw regels vragen langer"});
  }
  return in({"begins after ", "begint na "}) + day +
         in({"; your rules ask for earlier", "; uw regels vragen eerder"});
}

/// What the reader's rules make of what could not be determined.
std::string_view ruling_text(verify::Ruling ruling, host::Language language) noexcept {
  switch (ruling) {
    case verify::Ruling::none:
      return {};
    case verify::Ruling::accepted:
      return Text{" (your rules accept that)", " (uw regels vinden dat goed)"}.in(language);
    case verify::Ruling::rejected:
      return Text{" (your rules refuse that)", " (uw regels wijzen dat af)"}.in(language);
  }
  return {};
}

std::string finding_alone(const Check& check, bool looked_at, host::Language language) {
  const auto in = [language](Text text) { return std::string(text.in(language)); };
  const std::string plain = in(finding_text(check, looked_at));
  const std::string day = check.day ? day_text(*check.day) : std::string();
  if (check.name == CheckName::validity && check.day && check.remark == verify::Remark::none)
    return finding_of_dates(check, language);
  if (check.outcome == Outcome::failed && code_of(check) == Code::superseded && check.day) {
    return in({"replaced on ", "op "}) + day +
           in({" by a newer version; ask for that one",
               " vervangen door een nieuwere versie; vraag daarom"});
  }
  switch (check.remark) {
    case verify::Remark::none:
      return plain;
    case verify::Remark::newer_version:
      return plain +
             in({"; the issuer has a newer version of it",
                 "; de uitgever heeft er een nieuwere versie van"}) +
             (check.day ? in({", since ", ", sinds "}) + day : std::string());
    case verify::Remark::before_theft:
      return plain + in({"; its key was stolen later (", "; de sleutel is later gestolen ("}) +
             day +
             in({"), and the issuer confirms that this one was made before",
                 "), en de uitgever bevestigt dat dit bewijs van daarvoor is"});
    case verify::Remark::was_in_force:
      return in({"status as of ", "status van "}) + day +
             in({": not withdrawn", ": niet ingetrokken"}) + too_old(check, language);
    case verify::Remark::was_withdrawn:
      return in({"status as of ", "status van "}) + day + in({": withdrawn", ": ingetrokken"}) +
             too_old(check, language);
    case verify::Remark::expired_since:
      return plain + in({"; it expired later, on ", "; later verlopen, op "}) + day;
    case verify::Remark::unknown_key:
      return in({"signed with a key that is not among those of the issuer",
                 "ondertekend met een sleutel die niet bij de uitgever bekend is"}) +
             (check.day ? in({" of ", " op "}) + day : std::string()) +
             in({": it is newer than those, or this is a forgery",
                 ": die is nieuwer, of dit bewijs is vals"});
  }
  return plain;
}

}  // namespace

std::string finding(const Check& check, bool looked_at, host::Language language) {
  return finding_alone(check, looked_at, language) +
         std::string(ruling_text(check.ruling, language));
}

Text self_declared_text() noexcept {
  return {"self-declared: issuer and owner are the same, nobody else attests it",
          "eigen verklaring: uitgever en eigenaar zijn dezelfde, niemand anders bevestigt het"};
}

Text self_declared_next_text() noexcept {
  return {"Ask for proof by somebody else: a school, an exam centre or an employer.",
          "Vraag om een bewijs van iemand anders: een school, een examencentrum of een werkgever."};
}

Text too_large_text() noexcept {
  return {"too large for a certificate, so it was not read",
          "te groot voor een bewijs, en daarom niet gelezen"};
}

Text draft_text() noexcept {
  return {"a draft, not a certificate yet", "een concept, nog geen bewijs"};
}

Text draft_next_text() noexcept {
  return {"Ask for the certificate when everybody has signed it.",
          "Vraag om het bewijs als iedereen het heeft ondertekend."};
}

Text verdict_text(Verdict verdict) noexcept {
  switch (verdict) {
    case Verdict::accepted:
      return {"accepted", "goedgekeurd"};
    case Verdict::not_accepted:
      return {"genuine, but not accepted", "echt, maar niet goedgekeurd"};
    case Verdict::undetermined:
      return {"COULD NOT CHECK", "NIET TE CONTROLEREN"};
    case Verdict::not_genuine:
      return {"NOT GENUINE", "NIET ECHT"};
  }
  return {};
}

Text next_text(const Check& check) noexcept {
  return check.outcome == Outcome::failed ? failed_next(check) : indeterminate_next(check);
}

}  // namespace credenza::verifier
