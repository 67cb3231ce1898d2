// What the verbs of the wallet say of what was typed or given, in Dutch (B1).
#include <array>

#include "wallet/dutch.h"

namespace credenza::wallet::detail {
namespace {

using host::Text;

constexpr std::array k_verb_sentences{
    // What goes to standard output.
    Text{"with -o - standard output is the request itself", "met -o - is de uitvoer de vraag zelf"},
    Text{"with -o - standard output is the file itself", "met -o - is de uitvoer het bestand zelf"},
    Text{"with -o - standard output is the letter itself", "met -o - is de uitvoer de brief zelf"},
    Text{"with -o - standard output is the presentation itself",
         "met -o - is de uitvoer zelf wat u toont"},
    Text{"with --ics - standard output is the calendar itself",
         "met --ics - is de uitvoer de kalender zelf"},
    Text{"with --qr standard output is the QR code", "met --qr is de uitvoer de QR-code"},
    Text{"with --raw standard output is the credential as it was received",
         "met --raw is de uitvoer het certificaat zoals het is gekregen"},
    Text{"with --raw everything would be seen", "met --raw zou alles te zien zijn"},
    Text{"with --json everything is seen", "met --json is alles te zien"},
    Text{"with --ephemeral, name the vault on your own stick",
         "noem bij --ephemeral de kluis op uw eigen stick"},
    // Files.
    Text{"there is something at this place already", "er staat hier al iets"},
    Text{"something is there already", "er staat daar al iets"},
    Text{"there is a file of this name already", "er is al een bestand met deze naam"},
    Text{"there is no file in this folder", "er staat geen bestand in deze map"},
    Text{"name the file that the copy is to be", "noem het bestand waar de kopie in komt"},
    Text{"a vault is no text; name a file", "een kluis is geen tekst; noem een bestand"},
    Text{"the file is empty", "het bestand is leeg"},
    Text{"a file is not for a terminal: name one to write",
         "een bestand hoort niet op het scherm: noem een bestand om in te schrijven"},
    Text{"nothing was written", "er is niets geschreven"},
    Text{"nothing was removed", "er is niets weggehaald"},
    // Adding.
    Text{"the code on the letter is needed; put it into a file and name that",
         "de code op de brief is nodig; zet die in een bestand en noem dat"},
    Text{"* was made to be shown once", "* is gemaakt om een keer te tonen"},
    Text{"this is no certificate", "dit is geen certificaat"},
    Text{"the sealed file was changed on the way", "het verzegelde bestand is onderweg veranderd"},
    Text{"it was sealed for a key that is not in this vault",
         "het is verzegeld voor een sleutel die niet in deze kluis zit"},
    // Own words, tags and profiles.
    Text{"has to be a date, as in 2026-12-31", "moet een datum zijn, zoals 2026-12-31"},
    Text{"say what you can do", "zeg wat u kunt"},
    Text{"at most 24 skills", "hoogstens 24 vaardigheden"},
    Text{"is before --from", "ligt voor --from"},
    Text{"at most * bytes", "hoogstens * bytes"},
    Text{"one line, with characters that can be seen", "een regel, met tekens die te zien zijn"},
    Text{"a word of letters or digits that says something",
         "een woord van letters of cijfers dat iets zegt"},
    Text{"+name to add a tag, -name to take one off",
         "+naam zet een etiket erop, -naam haalt het eraf"},
    Text{"a certificate has at most 16 tags", "een certificaat heeft hoogstens 16 etiketten"},
    Text{"a name", "hier hoort een naam"},
    Text{"there is a profile of this name already", "er is al een profiel met deze naam"},
    Text{"there is no profile of this name", "er is geen profiel met deze naam"},
    Text{"a profile has at most 1000", "een profiel heeft er hoogstens 1000"},
    Text{"names of id, title, issuer, awarded, until, state, type, skills, tags, person, with "
         "commas "
         "between them",
         "kies uit: id, title, issuer, awarded, until, state, type, skills, tags, person; zet er "
         "komma's tussen"},
    // Endorsements.
    Text{"this document has no id of its own, so nobody can speak of it",
         "dit document heeft geen eigen nummer; er kan dus niemand iets over zeggen"},
    Text{"it is not genuine, so it was not kept", "het is niet echt, en niet bewaard"},
    Text{"it is not genuine", "het is niet echt"},
    Text{"whether it is genuine could not be found out", "of het echt is, was niet na te gaan"},
    Text{"it was made with a key of this vault", "het is gemaakt met een sleutel uit deze kluis"},
    Text{"this is no request for an endorsement", "dit is geen vraag om een aanbeveling"},
    Text{"a request has no such member", "een vraag heeft dit onderdeel niet"},
    Text{"64 hexadecimal digits", "64 tekens van 0-9 en a-f"},
    Text{"texts by language", "teksten per taal"},
    Text{"this file is no endorsement that can be read",
         "in dit bestand staat geen aanbeveling die te lezen is"},
    Text{"something of that name is here, but it is not what was endorsed: one of the two was "
         "changed",
         "er is hier iets met die naam, maar het is anders: een van de twee is veranderd"},
    Text{"what it speaks of is not in this vault", "waar het over gaat zit niet in deze kluis"},
    // Ends that come near, and their rules.
    Text{"a number of days or weeks: 90d, 12w", "een aantal dagen (90d) of weken (12w)"},
    Text{"at most ten years", "hoogstens tien jaar"},
    Text{"a text of one line, of at most 300 bytes",
         "een tekst van een regel, hoogstens 300 bytes"},
    Text{"a whole number from 1", "een heel getal vanaf 1"},
    Text{"at most 100 years", "hoogstens 100 jaar"},
    Text{"months or years, one of them once", "months of years, een van de twee, een keer"},
    Text{"custom or employer; what the law or a scheme says is in the certificate",
         "custom of employer; wat de wet of een regeling zegt staat in het certificaat"},
    Text{"a rule has no such member", "een regel heeft dit onderdeel niet"},
    Text{"every rule has kind, name and reason", "elke regel heeft 'kind', 'name' en 'reason'"},
    Text{"for how long", "zeg voor hoe lang"},
    Text{"for what: scheme, type, equipment, skill, issuer or title",
         "zeg waarvoor: scheme, type, equipment, skill, issuer of title"},
    Text{"longer than a file of rules can be", "te lang voor een bestand met regels"},
    Text{"this is no TOML", "dit is geen TOML; kijk of elke regel de vorm naam = waarde heeft"},
    Text{"has to be [[rule]]", "moet [[rule]] zijn"},
    Text{"a file of rules has [[rule]]", "een bestand met regels heeft [[rule]]"},
    Text{"at most 200 rules", "hoogstens 200 regels"},
    // Sharing and what was shared.
    Text{"1 to 1024 characters that can be printed", "1 tot 1024 tekens die te zien zijn"},
    Text{"1 to 200 characters that can be printed", "1 tot 200 tekens die te zien zijn"},
    Text{"the receiver would find it not genuine", "de ontvanger zou het niet echt vinden"},
    Text{"it was not shared", "het is niet gedeeld"},
    Text{"a duration is a number and m, h or d: 30m, 24h, 7d",
         "een duur is een getal met m, h of d: 30m, 24h, 7d"},
    Text{"from one minute to 366 days", "van een minuut tot 366 dagen"},
    Text{"a date (2026-12-31), or a moment with its zone (2026-12-31T17:00:00+01:00)",
         "een datum (2026-12-31), of een tijdstip met tijdzone (2026-12-31T17:00:00+01:00)"},
    Text{"* is a vault", "* is een kluis"},
    Text{"has to be later than now", "moet later zijn dan nu"},
    Text{"has to be later than now, and within 366 days",
         "moet later zijn dan nu, en binnen 366 dagen"},
    Text{"a credential of this format cannot be put in a presentation yet",
         "een certificaat van deze vorm is nog niet te tonen"},
    Text{"this QR code is * columns wide, and the terminal *",
         "deze QR-code is * tekens breed, en het scherm *"},
    Text{"say where it goes: -o FILE, --qr or --qr-out FILE",
         "zeg waar het heen gaat: -o BESTAND, --qr of --qr-out BESTAND"},
    Text{"this is for the QR code on the terminal: --qr",
         "dit is voor de QR-code op het scherm: --qr"},
    Text{"the name of the file has to end in .png or .svg",
         "de naam van het bestand moet eindigen op .png of .svg"},
    Text{"two files cannot have one name", "twee bestanden kunnen niet dezelfde naam hebben"},
    Text{"what was shown says no name, or is not in the vault",
         "wat is getoond noemt geen naam, of zit niet in de kluis"},
    Text{"what was shown has to be an array", "wat is getoond moet een lijst zijn"},
    Text{"what this receipt says was shown cannot be read: &",
         "wat volgens dit ontvangstbewijs is getoond, is niet te lezen: &"},
    // Another key.
    Text{"this key is in the vault, so it can sign: leave --lost out",
         "deze sleutel zit in de kluis en kan tekenen: laat --lost weg"},
    Text{"nothing in the vault is bound to this key", "niets in de kluis hoort bij deze sleutel"},
};

}  // namespace

std::span<const host::Text> dutch_verb_sentences() noexcept {
  return k_verb_sentences;
}

}  // namespace credenza::wallet::detail
