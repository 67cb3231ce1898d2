// What drafts, places and accreditations can have wrong, in Dutch (B1).
#include <array>

#include "issuer/record_texts_detail.h"

namespace credenza::issuer::detail {
namespace {

using host::Text;

constexpr std::array k_cosign_sentences{
    // Drafts.
    Text{"a draft is a JSON object", "een concept is een JSON-object"},
    Text{"this is no draft", "dit is geen concept"},
    Text{"this draft was made by a newer version of this program",
         "dit concept is gemaakt met een nieuwere versie van dit programma"},
    Text{"no draft has such a member", "dit onderdeel bestaat niet in een concept"},
    Text{"has to be there", "moet er staan"},
    Text{"has to be a list", "moet een lijst zijn"},
    Text{"more than 100 steps", "meer dan 100 stappen"},
    Text{"has to be started, signed or refused", "moet started, signed of refused zijn"},
    Text{"the document names others who have to sign",
         "het document noemt anderen die moeten ondertekenen"},
    Text{"the credential names nobody who signs it together with its issuer",
         "het bewijs noemt niemand die het samen met de uitgever ondertekent"},
    Text{"the issuer is not among those who have to sign",
         "de uitgever staat niet bij wie moet ondertekenen"},
    Text{"a proof by somebody who does not have to sign this",
         "een handtekening van iemand die dit niet hoeft te ondertekenen"},
    Text{"a second proof by the same party", "een tweede handtekening van dezelfde partij"},
    Text{"the school signs last, with: credenza-issuer cosign issue",
         "de school ondertekent als laatste, met: credenza-issuer cosign issue"},
    Text{"the document names * as *", "het document noemt * als *"},
    Text{"* has signed the document without this name in it; leave --name out, or start again",
         "* heeft het document getekend zonder deze naam erin; laat --name weg, of begin opnieuw"},
    Text{"the draft is written back into its file, so standard input will not do",
         "het concept wordt teruggeschreven in het bestand, dus de invoer kan hier niet"},
    // Their documents.
    Text{"a credential has to be a JSON object", "een bewijs is een JSON-object"},
    Text{"another version of the data model than 2.0, which is the one read here",
         "een andere versie van het datamodel dan 2.0, en die wordt hier gelezen"},
    Text{"the first context has to be *", "de eerste context moet * zijn"},
    Text{"has to be an array that begins with *", "moet een lijst zijn die begint met *"},
    Text{"a context has to be a URL or an object", "een context moet een URL of een object zijn"},
    Text{"has to name a type", "moet een type noemen"},
    Text{"an empty type", "een leeg type"},
    Text{"has to include *", "moet * bevatten"},
    Text{"has to hold a text", "moet een tekst bevatten"},
    Text{"has to hold at least one object", "moet minstens een object bevatten"},
    Text{"has to be a string or an object with @value and @language",
         "moet een tekst zijn, of een object met @value en @language"},
    Text{"a text with a language holds @value, @language and @direction, nothing else",
         "een tekst met een taal heeft @value, @language en @direction, verder niets"},
    Text{"has to be 'ltr' or 'rtl'", "moet 'ltr' of 'rtl' zijn"},
    Text{"says nothing about its subject", "zegt niets over de eigenaar"},
    Text{"a related resource needs digestSRI or digestMultibase",
         "een bijlage moet digestSRI of digestMultibase hebben"},
    Text{"names one resource twice", "noemt een bijlage twee keer"},
    Text{"an envelope, not its content: this build does not open it",
         "een envelop en geen inhoud: die wordt hier niet geopend"},
    Text{"has to be a proof or a list of proofs", "moet een handtekening zijn, of een lijst ervan"},
    Text{"an empty list of proofs", "een lege lijst van handtekeningen"},
    Text{"more than 16 proofs", "meer dan 16 handtekeningen"},
    Text{"a proof has to be an object", "een handtekening moet een object zijn"},
    Text{"this is no Open Badge", "dit is geen Open Badge"},
    Text{"an Open Badge has one subject", "een Open Badge is van een persoon"},
    Text{"has to be a multiple of 0.5", "moet per half punt zijn"},
    Text{"has to be one achievement, written out as an object",
         "moet een leerresultaat zijn, als object"},
    Text{"has to be a date and time with offset", "moet een datum met tijd en tijdzone zijn"},
    Text{"has to be a date of the calendar", "moet een datum zijn die bestaat"},
    Text{"* is no date and time with offset, such as *",
         "* is geen datum met tijd en tijdzone, zoals *"},
    Text{
        "a whole number beyond ±(2^53 − 1), which other programs would round; write it as a string",
        "een geheel getal buiten ±(2^53 − 1), dat andere programma's afronden; schrijf het als "
        "tekst"},
    Text{"not a finite number", "geen eindig getal"},
    Text{"it covers another @context than the document's",
         "die is over een andere @context dan het document heeft"},
    Text{"the refusal is of another document", "de weigering is van een ander document"},
    Text{"an endorsement has one subject", "een aanbeveling gaat over een ding"},
    // Refusals.
    Text{"this is no refusal", "dit is geen weigering"},
    Text{"only who has to sign can refuse to", "alleen wie moet ondertekenen kan weigeren"},
    Text{"a draft that was refused is not signed",
         "een concept dat is geweigerd, wordt niet ondertekend"},
    Text{"it was refused before", "het is al eerder geweigerd"},
    Text{"it was issued on *", "het is uitgegeven op *"},
    Text{"this issuer refused it on *", "deze uitgever heeft het geweigerd op *"},
    // Who does it.
    Text{"there is no key of this name", "er is geen sleutel met deze naam"},
    Text{"* is not among those who have to sign this",
         "* staat niet bij wie dit moet ondertekenen"},
    Text{"* does not have to sign this", "* hoeft dit niet te ondertekenen"},
    Text{"* has to issue this, and this home is *", "* moet dit uitgeven, en deze map is van *"},
    // Places.
    Text{"made by a newer version of this program",
         "gemaakt met een nieuwere versie van dit programma"},
    Text{"this is no file of places", "dit is geen bestand met plaatsen"},
    Text{"no file of places has such a member",
         "dit onderdeel bestaat niet in een bestand met plaatsen"},
    Text{"more than 10,000 places", "meer dan 10.000 plaatsen"},
    Text{"has to be a DID", "moet een DID zijn"},
    Text{"has to be urn:uuid:…", "moet urn:uuid:… zijn"},
    Text{"has to be from 1 to 10,000", "moet van 1 tot en met 10.000 zijn"},
    Text{"the file has * unused places, and * are needed; ask the school for more (cosign place)",
         "in het bestand zijn nog * plaatsen vrij, en er zijn er * nodig; vraag de school om meer "
         "(cosign place)"},
    Text{"not an id of this issuer", "geen id van deze uitgever"},
    Text{"no place was promised to this document by this issuer",
         "deze uitgever heeft dit document geen plaats gegeven"},
    Text{"not the place that was promised to this document",
         "niet de plaats die aan dit document is gegeven"},
    Text{"another document was issued with this id on *; each document needs a place of its "
         "own (cosign place)",
         "op * is een ander document met dit id uitgegeven; elk document heeft een eigen "
         "plaats nodig (cosign place)"},
    Text{"a document of these rows was issued on *",
         "een document van deze rijen is uitgegeven op *"},
    Text{"a document of these rows was refused on *",
         "een document van deze rijen is geweigerd op *"},
    // Files.
    Text{"it is there already; --force writes over it",
         "dit bestand is er al; --force schrijft eroverheen"},
    Text{"it is there already", "dit bestand is er al"},
    Text{"the list gives * drafts; name a folder with --out",
         "de lijst geeft * concepten; noem een map met --out"},
    Text{"say where the draft goes: -o FILE, or --out DIR",
         "zeg waar het concept komt: -o BESTAND, of --out MAP"},
    Text{"the credential and the list for the letters need a file each",
         "het bewijs en de lijst voor de brieven hebben elk een eigen bestand nodig"},
    // Dossiers.
    Text{"this is no dossier of a version that is known here",
         "dit is geen dossier van een versie die hier bekend is"},
    Text{"no dossier has such a member", "dit onderdeel bestaat niet in een dossier"},
    Text{"it is of another qualification than its name says",
         "het is van een andere kwalificatie dan de naam zegt"},
    // Accreditations.
    Text{"this file holds no credential, or a damaged one",
         "in dit bestand staat geen bewijs, of een beschadigd bewijs"},
    Text{"this file holds no credential, or several",
         "in dit bestand staat geen bewijs, of meer dan een"},
    Text{"it is a draft, which not everybody has signed",
         "het is een concept, dat niet iedereen heeft getekend"},
    Text{"its signature does not hold", "de handtekening klopt niet"},
    Text{"whether it holds could not be found out", "of het klopt was niet na te gaan"},
    Text{"its issuer has withdrawn it", "de uitgever heeft het ingetrokken"},
    Text{"its issuer has put it on hold", "de uitgever heeft het opgeschort"},
    Text{"its issuer does not stand by it any more; ask for a new one",
         "de uitgever staat er niet meer achter; vraag om een nieuwe"},
    Text{"* is no accreditor of this home; add it to issuer.toml ([[accreditor]]) if you trust it",
         "* staat hier niet bij wie erkenningen mag geven; zet die in issuer.toml ([[accreditor]]) "
         "als u die vertrouwt"},
    Text{"this is no accreditation", "dit is geen erkenning"},
    Text{"of nobody with a DID", "van niemand met een DID"},
    Text{"it lets * sign no *", "volgens deze erkenning mag * geen * ondertekenen"},
    Text{"it is of *, and * signs the document", "het is van *, en * ondertekent het document"},
};

}  // namespace

std::span<const Text> dutch_cosign_sentences() noexcept {
  return k_cosign_sentences;
}

}  // namespace credenza::issuer::detail
