#include "wallet/letter.h"

#include "wallet/receipt_view.h"
#include "wallet/texts.h"

namespace credenza::wallet {
namespace {

constexpr Text k_subject_access{"my data: request for access (article 15 GDPR)",
                                "mijn gegevens: verzoek om inzage (artikel 15 AVG)"};
constexpr Text k_subject_deletion{"my data: request to erase them (article 17 GDPR)",
                                  "mijn gegevens: verzoek om te wissen (artikel 17 AVG)"};

constexpr Text k_ask_access{
    "The law says that I may know what you hold about me (article 15 of the General\n"
    "Data Protection Regulation, GDPR). So I ask you:\n"
    "\n"
    "1. Which data about me do you hold? Please send me a copy.\n"
    "2. What do you use them for?\n"
    "3. To whom did you give them, or will you give them?\n"
    "4. How long will you keep them?\n"
    "5. Did others give you data about me? Who?\n"
    "6. Does a computer decide about me with these data? If so: how?\n",
    "Volgens de wet mag ik weten wat u over mij bewaart (artikel 15 van de Algemene\n"
    "verordening gegevensbescherming, AVG). Daarom vraag ik u:\n"
    "\n"
    "1. Welke gegevens over mij bewaart u? Stuur mij een kopie.\n"
    "2. Waarvoor gebruikt u ze?\n"
    "3. Aan wie hebt u ze gegeven, of gaat u ze geven?\n"
    "4. Hoe lang bewaart u ze?\n"
    "5. Hebt u van anderen gegevens over mij gekregen? Van wie?\n"
    "6. Beslist een computer over mij met deze gegevens? Zo ja: hoe?\n"};

constexpr Text k_ask_deletion{
    "I ask you to erase these data, and what you took over from them (article 17 of\n"
    "the General Data Protection Regulation, GDPR). If you use them because I agreed:\n"
    "I do not agree any longer.\n"
    "\n"
    "1. Please tell me when they are erased.\n"
    "2. Did you give them to others? Then tell them to erase them too (article 19),\n"
    "   and tell me who they are.\n"
    "3. Does a law say that you must keep some of them? Then tell me which data,\n"
    "   which law, and for how long.\n",
    "Ik vraag u om deze gegevens te wissen, en ook wat u daaruit hebt overgenomen\n"
    "(artikel 17 van de Algemene verordening gegevensbescherming, AVG). Gebruikt u ze\n"
    "omdat ik het goed vond? Dan vind ik het nu niet meer goed.\n"
    "\n"
    "1. Laat mij weten wanneer ze gewist zijn.\n"
    "2. Hebt u ze aan anderen gegeven? Zeg dan ook tegen hen dat ze ze moeten wissen\n"
    "   (artikel 19), en laat mij weten wie dat zijn.\n"
    "3. Moet u iets bewaren van de wet? Laat mij dan weten welke gegevens, van welke\n"
    "   wet, en hoe lang.\n"};

constexpr Text k_end{
    "Please answer within one month (article 12 GDPR). It costs me nothing.\n"
    "Do you want to be sure that it is me who asks? Tell me. I can show you the same\n"
    "again.\n"
    "\n"
    "Yours faithfully,\n",
    "Antwoord mij binnen een maand (artikel 12 AVG). Het kost mij niets.\n"
    "Wilt u zeker weten dat ik het ben? Laat het mij weten. Ik kan u hetzelfde nog een\n"
    "keer laten zien.\n"
    "\n"
    "Met vriendelijke groet,\n"};

/// "- Veilig werken in het magazijn, "ROC Waterkant", 12-06-2026"
std::string item(const ShownCredential& one, Language language) {
  const auto awarded = parse_date(one.awarded);
  return "- " + title_of(one, language) + ", " + issuer_of(one) +
         (awarded ? ", " + date_text(*awarded, language) : "") + "\n";
}

std::string what_was_shown(const Letter& letter, Language language) {
  const auto in = [language](Text text) { return std::string(text.in(language)); };
  const Receipt& receipt = letter.receipt;
  std::string out = in({"On ", "Op "}) + date_text(receipt.at, language) +
                    in({" I showed you:\n\n", " heb ik u dit laten zien:\n\n"});
  for (const ShownCredential& one : letter.credentials)
    out += item(one, language);
  out += "\n";
  if (!receipt.purpose.empty())
    out += in({"What for: ", "Waarvoor: "}) + host::printable(receipt.purpose) + "\n";
  return out + in({"To be used until: ", "Te gebruiken tot: "}) + moment_text(receipt.until) +
         "\n" + in({"Number of the file: ", "Nummer van het bestand: "}) +
         host::printable(receipt.presentation) + "\n" +
         in({"SHA-256 of the file:\n", "SHA-256 van het bestand:\n"}) +
         host::printable(receipt.digest) + "\n";
}

}  // namespace

std::string letter_text(const Letter& letter, host::Language language) {
  const auto in = [language](Text text) { return std::string(text.in(language)); };
  const bool access = letter.kind == LetterKind::access;
  const std::string name = shown(letter.name);
  return in({"From: ", "Van: "}) + name + "\n" + in({"To: ", "Aan: "}) +
         host::printable(letter.receipt.to) + "\n" + in({"Date: ", "Datum: "}) +
         date_text(letter.today, language) + "\n" + in({"About: ", "Over: "}) +
         in(access ? k_subject_access : k_subject_deletion) + "\n\n" +
         in({"Dear reader,\n\n", "Beste lezer,\n\n"}) + what_was_shown(letter, language) + "\n" +
         in(access ? k_ask_access : k_ask_deletion) + "\n" + in(k_end) + "\n" + name + "\n";
}

}  // namespace credenza::wallet
