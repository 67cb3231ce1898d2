#include "verifier/trust_texts.h"

#include "verifier/lines.h"
#include "verifier/texts.h"

namespace credenza::verifier {
namespace {

using verify::CheckName;
using verify::Likeness;
using verify::Outcome;

Code code_of(const verify::Check& check) noexcept {
  return check.reason ? check.reason->code : Code::internal;
}

Text recognition_finding(const verify::Check& check) noexcept {
  if (check.outcome == Outcome::indeterminate) {
    return {"whether the learning company was recognised is not known",
            "of het leerbedrijf erkend was is niet bekend"};
  }
  switch (code_of(check)) {
    case Code::missing:
      return {"no learning company signed it", "er tekende geen leerbedrijf mee"};
    case Code::untrusted:
      return {"the learning company is on none of your lists",
              "het leerbedrijf staat op geen van uw lijsten"};
    case Code::mismatch:
      return {"the learning company has another number on your list",
              "het leerbedrijf heeft op uw lijst een ander nummer"};
    default:
      return {"the learning company was not recognised in that period",
              "het leerbedrijf was in die periode niet erkend"};
  }
}

Text issuer_finding(const verify::Check& check) noexcept {
  if (check.outcome == Outcome::indeterminate) {
    return {"your lists cannot tell now whether to trust the issuer",
            "uw lijsten zeggen nu niet of de uitgever te vertrouwen is"};
  }
  switch (code_of(check)) {
    case Code::expired:
      return {"the issuer was on your list, but no longer",
              "de uitgever stond op uw lijst, maar nu niet meer"};
    case Code::not_yet_valid:
      return {"the issuer was not yet allowed to issue this",
              "de uitgever mocht dit toen nog niet geven"};
    case Code::revoked:
      return {"the issuer was withdrawn before it issued this",
              "de uitgever was al van de lijst gehaald toen hij dit gaf"};
    case Code::forbidden:
    case Code::mismatch:
      return {"the issuer may not issue this kind, says your list",
              "de uitgever mag dit soort bewijs niet geven, volgens uw lijst"};
    default:
      return {"the issuer is not on your list", "de uitgever staat niet op uw lijst"};
  }
}

/// A name of somebody else, between quotation marks.
std::string quoted(const std::string& name) {
  return "\"" + shown(name) + "\"";
}

}  // namespace

Text trust_finding(const verify::Check& check) noexcept {
  return check.name == CheckName::recognition ? recognition_finding(check) : issuer_finding(check);
}

Text trust_next(const verify::Check& check) noexcept {
  if (check.outcome == Outcome::indeterminate) {
    return {
        "Import a newer list, and check it again: credenza-verifier trust import",
        "Lees een nieuwere lijst in, en controleer het opnieuw: credenza-verifier trust import"};
  }
  if (check.name == CheckName::recognition) {
    return {"Ask the issuer by which recognition the company signed.",
            "Vraag de uitgever op welke erkenning het bedrijf meetekende."};
  }
  switch (code_of(check)) {
    case Code::revoked:
    case Code::not_yet_valid:
      return {"Do not rely on it. Ask whoever keeps the list.",
              "Reken er niet op. Vraag het wie de lijst bijhoudt."};
    case Code::expired:
    case Code::forbidden:
    case Code::mismatch:
      return {
          "If you still trust this issuer for it, change your list: credenza-verifier trust add "
          "--force",
          "Vertrouwt u deze uitgever hiervoor nog, pas dan uw lijst aan: credenza-verifier trust "
          "add --force"};
    default:
      return {
          "Find out by another way who this is. If you trust them: credenza-verifier trust add",
          "Zoek langs een andere weg uit wie dit is. Vertrouwt u ze: credenza-verifier trust add"};
  }
}

Text beware_text() noexcept {
  return {
      "Do not rely on it. Ask the real organisation by another way whether this is theirs.",
      "Reken er niet op. Vraag langs een andere weg aan de echte organisatie of dit van hen is."};
}

std::string trusted_by(const verify::Vouched& vouched, host::Language language) {
  const auto in = [language](Text text) { return std::string(text.in(language)); };
  std::string out;
  if (vouched.source == verify::TrustSource::list) {
    out = in({"by the list ", "volgens de lijst "}) + quoted(vouched.through.front().name);
  } else if (vouched.source == verify::TrustSource::accreditation) {
    for (const verify::Party& party : vouched.through) {
      out += (out.empty() ? in({"accredited by ", "erkend door "})
                          : in({", accredited by ", ", erkend door "})) +
             quoted(party.name) + " (" + shown(party.id) + ")";
    }
  } else if (vouched.withdrawn_by.empty()) {
    return {};
  } else {
    out = in({"by your own list", "volgens uw eigen lijst"});
  }
  if (vouched.until) out += in({", until ", ", tot en met "}) + day_text(*vouched.until);
  if (!vouched.withdrawn_by.empty()) {
    out += in({"; but it was withdrawn by the list ", "; maar hij is weggehaald van de lijst "}) +
           quoted(vouched.withdrawn_by);
  }
  return out;
}

std::string look_alike_warning(const verify::LookAlike& other, host::Language language) {
  const auto in = [language](Text text) { return std::string(text.in(language)); };
  const std::string who = quoted(other.name) + " (" + shown(other.id) + ")";
  std::string out = in({"this is NOT ", "dit is NIET "}) + who +
                    in({", which you trust; ", ", die u vertrouwt; "});
  switch (other.likeness) {
    case Likeness::letters:
      out += in({"its address only looks the same", "het adres lijkt er alleen op"});
      break;
    case Likeness::hyphen:
      out += in({"its address differs in a hyphen or a dot",
                 "het adres is anders door een streepje of een punt"});
      break;
    case Likeness::near:
      out +=
          in({"its address differs in a letter or two", "het adres is een of twee letters anders"});
      break;
    case Likeness::ending:
      out += in({"its address has another ending", "het adres eindigt anders"});
      break;
    case Likeness::name:
      out += in({"it only uses that name, or one like it", "het gebruikt alleen die naam"});
      break;
  }
  if (!other.reads_as.empty()) {
    out += in({"; in its own letters its address is ", "; met eigen letters is het adres "}) +
           quoted(other.reads_as);
  }
  return out;
}

}  // namespace credenza::verifier
