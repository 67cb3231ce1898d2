#include <array>

#include "verifier/commands.h"
#include "verifier/dutch.h"

namespace credenza::verifier {
namespace {

using host::Text;

constexpr std::array k_sentences{
    Text{"no file was named", "er is geen bestand genoemd"},
    Text{"not one in each", "niet in elk één"},
    // Rule files.
    Text{"a rule file has no such member; did you mean '*'?",
         "een bestand met regels heeft dit onderdeel niet; bedoelt u '*'?"},
    Text{"a rule file has no such member", "een bestand met regels heeft dit onderdeel niet"},
    Text{"there is no rule of this name; did you mean '*'?",
         "er is geen regel die zo heet; bedoelt u '*'?"},
    Text{"there is no rule of this name", "er is geen regel die zo heet"},
    Text{"one to a hundred of them; leave it out for any",
         "een tot honderd; laat het weg als alles goed is"},
    Text{"one stands there twice", "er staat er een twee keer"},
    Text{"an issuer is named by its DID, as in did:web:…",
         "noem een uitgever met zijn DID, zoals did:web:…"},
    Text{"a number and a unit: \"24h\", \"30d\", \"2w\" or \"5y\" for hours, days, weeks, years",
         "een getal en een letter: \"24h\", \"30d\", \"2w\" of \"5y\" voor uren, dagen, weken, "
         "jaren"},
    Text{"a day, as in 2027-03-03", "een dag, zoals 2027-03-03"},
    Text{"has to be a table: [*]", "moet een tabel zijn: [*]"},
    Text{"\"required\" or \"optional\"",
         "\"required\" (verplicht) of \"optional\" (niet verplicht)"},
    Text{"at most 100 rules", "hoogstens 100 regels"},
    Text{"a rule has a name of 1 to 64 bytes that can be shown",
         "een regel heeft een naam van 1 tot 64 bytes die te tonen is"},
    Text{"with all rules that it is made of it has more than 1000 parts",
         "met alle regels waaruit deze bestaat heeft hij meer dan 1000 delen"},
    Text{"a number from 1 to *", "een getal van 1 tot en met *"},
    Text{"either all, any, at_least with of, or a certificate",
         "kies: all, any, at_least met of, of een bewijs"},
    Text{"at_least and of belong together", "at_least en of horen bij elkaar"},
    Text{"a rule asks for something", "een regel vraagt iets"},
    Text{"it is made of itself", "de regel bestaat uit zichzelf"},
    Text{"rules are made of rules at most 16 deep", "regels bestaan uit regels, hoogstens 16 diep"},
    Text{"\"accept\", \"ask\" or \"reject\"",
         "\"accept\" (goedkeuren), \"ask\" (vragen) of \"reject\" (afwijzen)"},
    Text{"what the rule file is called", "hoe het bestand met regels heet"},
    Text{"asks for a type that accept.types does not have; add it there",
         "vraagt een soort die niet in accept.types staat; zet hem erbij"},
    Text{"asks for an issuer that accept.issuers does not have; add it there",
         "vraagt een uitgever die niet in accept.issuers staat; zet hem erbij"},
    Text{"asks for more than the * rules in 'of'", "vraagt er meer dan de * regels in 'of'"},
    Text{"the rule file accepts no such credential", "de regels noemen deze soort niet"},
    Text{"the rule file accepts no such issuer", "de regels noemen deze uitgever niet"},
    Text{"ends before the rule file lets it", "loopt af voordat het van de regels mag"},
    Text{"begins after the day of the rule file", "begint na de dag van de regels"},
    // The list of issuers.
    Text{"that day has passed", "die dag is voorbij"},
    Text{"this has to be an object", "dit moet een object zijn: { … }"},
    Text{"this has to be an array", "dit moet een lijst zijn: [ … ]"},
    Text{"a member that this version does not know", "een onderdeel dat deze versie niet kent"},
    Text{"an issuer is named by its DID, such as did:web:school.example",
         "noem een uitgever met zijn DID, zoals did:web:school.example"},
    Text{"a name is needed, without characters that cannot be shown",
         "er is een naam nodig, zonder tekens die niet te tonen zijn"},
    Text{"this file was made by another version of this program",
         "een andere versie van dit programma heeft dit bestand gemaakt"},
    Text{"more than 10000 issuers", "meer dan 10000 uitgevers"},
    Text{"this issuer is on the list already, as '*'",
         "deze uitgever staat al op de lijst, als '*'"},
    Text{"this issuer is not on the list", "deze uitgever staat niet op de lijst"},
    Text{"the issuer is not on the list", "de uitgever staat niet op de lijst"},
    Text{"on the list until *", "op de lijst tot en met *"},
    Text{"on the list, but not for credentials of this type",
         "op de lijst, maar niet voor dit soort bewijs"},
    Text{"a role that is not known", "een rol die niet bekend is"},
    Text{"more than 64 trust lists", "meer dan 64 lijsten van vertrouwen"},
    Text{"no list of this address", "geen lijst met dit adres"},
    Text{"cannot be removed", "is niet weg te halen"},
    // Bundles.
    Text{
        "this part of the bundle is not what its maker signed for; get the bundle again",
        "dit deel van de bundel is niet wat de maker heeft ondertekend; haal de bundel opnieuw op"},
    Text{"you do not rely on bundles of this maker", "u vertrouwt geen bundels van deze maker"},
    Text{"this file is no bundle", "dit bestand is geen bundel"},
    Text{"made by another version of this program",
         "gemaakt door een andere versie van dit programma"},
    Text{"the bundle is cut off", "de bundel is afgekapt"},
    Text{"has a value where none belongs", "heeft een waarde waar er geen hoort"},
    Text{"more than a bundle can hold", "meer dan er in een bundel past"},
    Text{"the bundle is of another length than it says",
         "de bundel heeft een andere lengte dan er staat"},
    Text{"the bundle is not what its maker signed",
         "de bundel is niet wat de maker heeft ondertekend"},
    Text{"no day of the calendar", "geen dag van de kalender"},
    Text{"lies where no part can be", "ligt waar geen deel kan liggen"},
    Text{"has a name where no name can be", "heeft een naam waar geen naam kan staan"},
    Text{"of a kind or a day that there is not", "van een soort of een dag die er niet is"},
    Text{"out of order, or there twice", "niet op volgorde, of twee keer aanwezig"},
    Text{"listed under another name than its own", "staat onder een andere naam dan de eigen"},
    Text{"the bundle has something in it that is no part of it",
         "in de bundel zit iets dat er niet bij hoort"},
    Text{"the name of a part is too long", "de naam van een deel is te lang"},
    Text{"a part is empty or too long", "een deel is leeg of te lang"},
    Text{"a part of a day that cannot be written down",
         "een deel van een dag die niet op te schrijven is"},
    Text{"there twice", "twee keer aanwezig"},
    Text{"this is no signed report", "dit is geen ondertekend rapport"},
    Text{"this is no key for bundles", "dit is geen sleutel voor bundels"},
    Text{"has to be a kind and an age, as status=24h or keys=7d or trust_list=7d",
         "moet een soort en een tijd zijn, zoals status=24h of keys=7d of trust_list=7d"},
    Text{"an issuer is named by its DID", "noem een uitgever met zijn DID"},
    Text{"your list is empty, and neither --issuer nor --for names anybody",
         "uw lijst is leeg, en --issuer en --for noemen niemand"},
    Text{"there is a file of this name", "er is al een bestand met deze naam"},
    Text{"keys of this kind are not fetched", "dit soort sleutels wordt niet opgehaald"},
    Text{"nothing is fetched for this", "hiervoor wordt niets opgehaald"},
    Text{"something else lies at this address", "op dit adres ligt iets anders"},
    Text{"what lies there now is older than what was had before",
         "wat daar nu ligt is ouder dan wat er al was"},
    Text{"still to come", "moet nog komen"},
    Text{"no credential", "geen bewijs"},
    Text{"neither keys nor a status list nor anything else that a bundle holds",
         "geen sleutels, geen statuslijst en niets anders dat in een bundel hoort"},
    Text{"without a name", "zonder naam"},
    Text{"the bundle has no copy of it; &", "de bundel heeft er geen kopie van; &"},
    Text{"the clock of this machine is behind: the bundle was made on *, which is later than now",
         "de klok van deze computer loopt achter: de bundel is gemaakt op *, en dat is later dan "
         "nu"},
};

}  // namespace

host::Sentences dutch_sentences() noexcept {
  static constexpr std::array<std::span<const Text>, 1> k_tables{k_sentences};
  return {k_tables, {}};
}

int tell_error(const host::CommonOptions& common, const Error& error, host::ErrorHelp help) {
  help.sentences = dutch_sentences();
  return host::report_error(k_role, common, error, help);
}

}  // namespace credenza::verifier
