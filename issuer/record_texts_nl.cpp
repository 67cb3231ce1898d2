// What the rooms and the readers of files say, in Dutch (B1).
#include <array>

#include "issuer/record_texts_detail.h"

namespace credenza::issuer::detail {
namespace {

constexpr std::array k_names{
    // Who asks for an element.
    Translation{"Annex I asks for it", "dat is verplicht voor microcredentials, Annex I"},
    Translation{"a practice statement has to say it", "dat moet in een praktijkverklaring staan"},
    Translation{"an mbo certificate has to say it", "dat moet in een mbo-certificaat staan"},
    Translation{"a safety certificate has to say it",
                "dat moet in een veiligheidscertificaat staan"},
    Translation{"an endorsement has to say it", "dat moet in een aanbeveling staan"},
    Translation{"an accreditation has to say it", "dat moet in een accreditatie staan"},
    // Elements.
    Translation{"the learner's name", "de naam van de leerling"},
    Translation{"the name", "de naam"},
    Translation{"the language or script of the name", "de taal of het schrift van de naam"},
    Translation{"the name of the document", "de naam van het document"},
    Translation{"the SHA-256 digest of the document", "de SHA-256-code van het document"},
    Translation{"the DID of who has to sign", "de DID van wie moet ondertekenen"},
    Translation{"the name of who has to sign", "de naam van wie moet ondertekenen"},
    Translation{"the role of who has to sign", "de rol van wie moet ondertekenen"},
    Translation{"the id of the credential it replaces", "het id van het bewijs dat dit vervangt"},
    Translation{"the SHA-256 digest of the credential it replaces",
                "de SHA-256-code van het bewijs dat dit vervangt"},
    Translation{"the awarding body", "de instelling die het bewijs geeft"},
    Translation{"the title", "de titel"},
    Translation{"the date of issuing", "de datum van uitreiking"},
    Translation{"the crebo code", "de crebocode"},
    Translation{"the name of the qualification", "de naam van de kwalificatie"},
    Translation{"the country of the school", "het land van de school"},
    Translation{"the number of the school", "het nummer van de school"},
    Translation{"the code of the work process", "de code van het werkproces"},
    Translation{"the title of the work process", "de titel van het werkproces"},
    Translation{"the trainer's judgement", "het oordeel van de praktijkopleider"},
    Translation{"the date of the judgement", "de datum van het oordeel"},
    Translation{"how the trainer judged", "hoe de praktijkopleider beoordeelde"},
    Translation{"what was shown (the work processes)", "wat er is getoond (de werkprocessen)"},
    Translation{"the learning company", "het leerbedrijf"},
    Translation{"the recognition number of the learning company",
                "het erkenningsnummer van het leerbedrijf"},
    Translation{"the practice trainer", "de praktijkopleider"},
    Translation{"the first day of the practice", "de eerste dag van de praktijk"},
    Translation{"the last day of the practice", "de laatste dag van de praktijk"},
    Translation{"the number of hours", "het aantal uren"},
    Translation{"the school", "de school"},
    Translation{"that it is no diploma", "dat het geen diploma is"},
    Translation{"the version of the qualification file", "de versie van het kwalificatiedossier"},
    Translation{"the title of the part", "de titel van het onderdeel"},
    Translation{"the country of the awarding body", "het land van de instelling"},
    Translation{"what was learned (the learning outcomes)",
                "wat er is geleerd (de leeruitkomsten)"},
    Translation{"the notional workload", "de studielast"},
    Translation{"the form of participation", "de vorm van deelname"},
    Translation{"the type of quality assurance", "de soort kwaliteitsborging"},
    Translation{"the type of assessment", "de soort toetsing"},
    Translation{"the scheme", "de regeling"},
    Translation{"the register", "het register"},
    Translation{"the number in the register", "het nummer in het register"},
    Translation{"the legal basis", "de wettelijke basis"},
    Translation{"the date of the exam", "de datum van het examen"},
    Translation{"until when it is valid", "tot wanneer het geldig is"},
    Translation{"the id of the credential that is endorsed",
                "het id van het bewijs dat wordt aanbevolen"},
    Translation{"the SHA-256 digest of the credential that is endorsed",
                "de SHA-256-code van het bewijs dat wordt aanbevolen"},
    Translation{"the relation of who endorses to the learner",
                "de relatie tussen wie aanbeveelt en de leerling"},
    Translation{"the text", "de tekst"},
    Translation{"the DID of the organisation", "de DID van de organisatie"},
    Translation{"the name of the organisation", "de naam van de organisatie"},
    Translation{"the types of credential that it may issue or sign beside others",
                "de soorten bewijs die de organisatie mag geven of mee mag ondertekenen"},
    Translation{"by which rules it was recognised",
                "volgens welke regels de organisatie is erkend"},
    Translation{"from when it may", "vanaf wanneer dat mag"},
    Translation{"until when it may", "tot wanneer dat mag"},
};

constexpr std::array k_sentences{
    // learning_record: what has to be there.
    Translation{"* (an identifier of scheme '*') is missing (*)",
                "* ontbreekt: een nummer van de soort '*' (*)"},
    Translation{"* as a party that signs (role '*') is missing (*)",
                "* ontbreekt als partij die ondertekent, met de rol '*' (*)"},
    Translation{"* is missing (*)", "* ontbreekt (*)"},
    Translation{"somebody with one name has it as family name; put it there",
                "wie maar een naam heeft, heeft die als achternaam; zet de naam in die kolom"},
    Translation{"has to be 'microcredential', 'regular' or 'extracurricular'",
                "moet 'microcredential', 'regular' of 'extracurricular' zijn"},
    Translation{"says no scheme, as in BRIN",
                "zegt niet van welke soort het nummer is, zoals BRIN"},
    Translation{"says no value", "heeft geen waarde"},
    Translation{"it has no name that people can read", "heeft geen naam die mensen kunnen lezen"},
    Translation{"the text is empty", "de tekst is leeg"},
    Translation{"there is nothing but white space here", "er staan alleen spaties"},
    // learning_record: forms.
    Translation{"has to be a date of the calendar as in 2004-03-17, or 2004-03 or 2004 when papers "
                "say no more",
                "moet een datum zijn die bestaat, zoals 2004-03-17, of 2004-03 of 2004 als er niet "
                "meer bekend is"},
    Translation{"has to be a BCP 47 tag such as 'uk' or 'uk-Cyrl'",
                "moet een taalcode zijn, zoals 'uk' of 'uk-Cyrl'"},
    Translation{"has to be a BCP 47 tag such as 'nl'", "moet een taalcode zijn, zoals 'nl'"},
    Translation{"the language has to be a BCP 47 tag such as 'nl'",
                "de taal moet een taalcode zijn, zoals 'nl'"},
    Translation{"the text holds control characters; take them out",
                "er staan besturingstekens in de tekst; haal ze weg"},
    Translation{"control characters or line breaks; take them out",
                "er staan besturingstekens of regeleinden in; haal ze weg"},
    Translation{"has to be one of *", "moet een van deze woorden zijn: *"},
    Translation{
        "has to be the digest of the credential, 64 hexadecimal digits in lower case; "
        "credenza-verifier check --json tells it, and sha256sum of the file is another one",
        "moet de code van het bewijs zijn: 64 tekens, cijfers en de kleine letters a tot f; "
        "credenza-verifier check --json noemt die (digest), en sha256sum van het bestand "
        "geeft een andere"},
    Translation{"has to be a SHA-256 digest: 64 hexadecimal digits in lower case, as sha256sum "
                "prints them",
                "moet een SHA-256-code zijn: 64 tekens, cijfers en de kleine letters a tot f"},
    Translation{"has to be an IRI as in *", "moet een internetadres of URN zijn, zoals *"},
    Translation{"has to be a DID as in did:key:z6Mk…; leave it out when there is none",
                "moet een DID zijn, zoals did:key:z6Mk…; laat het weg als er geen is"},
    Translation{"has to be an ISO 3166-1 code of two letters, as in NL",
                "moet een landcode van twee letters zijn, zoals NL"},
    Translation{"has to be an https address", "moet een adres zijn dat met https begint"},
    Translation{"has to be a media type such as application/pdf",
                "moet een soort bestand zijn, zoals application/pdf"},
    Translation{"has to be five digits as in 25391, or K and four digits for an elective part",
                "moet vijf cijfers zijn, zoals 25391, of K en vier cijfers voor een keuzedeel"},
    Translation{"has to be the code of a work process as in B1-K1-W1 or P1-K2-W3",
                "moet de code van een werkproces zijn, zoals B1-K1-W1 of P1-K2-W3"},
    Translation{"has to be the name of a type of credential, as in MicroCredential",
                "moet de naam van een soort bewijs zijn, zoals MicroCredential"},
    Translation{"a recognised learning company has a number of nine digits",
                "een erkend leerbedrijf heeft een nummer van negen cijfers"},
    Translation{"has to say that this is no diploma: {\"nl\": \"Dit is geen diploma.\"}",
                "moet zeggen dat dit geen diploma is: {\"nl\": \"Dit is geen diploma.\"}"},
    // second_reading.
    Translation{"it is not what it was when it was looked through",
                "hij is niet meer wat hij was bij het nakijken"},
    // learning_record: what does not go together.
    Translation{"looks like a citizen service number (BSN), which may not be in a credential; use "
                "the school's own number, with letters of its own in front if it has nine digits",
                "lijkt op een burgerservicenummer (BSN), en dat mag niet in een bewijs staan; "
                "gebruik het eigen nummer van de school, met eigen letters ervoor als het negen "
                "cijfers heeft"},
    Translation{"holds what looks like a citizen service number (BSN), which may not be in a "
                "credential; take the number out",
                "er staat iets in dat op een burgerservicenummer (BSN) lijkt, en dat mag niet in "
                "een bewijs staan; haal het nummer weg"},
    Translation{"holds *, which nobody sees and which changes what others read; take it out",
                "er staat * in, een teken dat niemand ziet en dat verandert wat anderen lezen; "
                "haal het weg"},
    Translation{"the language stands twice; leave out one of the two",
                "deze taal staat er twee keer; laat een van de twee weg"},
    Translation{"more hours than the period of * days has; correct the hours or the period",
                "meer uren dan de * dagen van de periode hebben; verbeter de uren of de periode"},
    Translation{"lies after today; correct the date, or issue it on that day",
                "ligt na vandaag; verbeter de datum, of geef het bewijs op die dag uit"},
    Translation{"it ended on * and would hold for nobody; correct the date, or take the row out",
                "het is geldig tot en met *, en dat is voorbij; verbeter de datum, of haal de rij "
                "weg"},
    Translation{
        "the schema of this profile also asks for *, so it cannot be named",
        "het schema van SURF voor dit profiel vraagt ook: *; het bewijs noemt het dus niet"},
    Translation{"looks like a citizen service number (BSN), which may not be in a credential; "
                "write the number that the register gave",
                "lijkt op een burgerservicenummer (BSN), en dat mag niet in een bewijs staan; "
                "schrijf het nummer dat het register gaf"},
    Translation{"lies behind the date of the award", "ligt na de dag van de uitreiking"},
    Translation{"lies before valid_from", "ligt voor het begin van de geldigheid"},
    Translation{"lies before the date of the exam", "ligt voor de datum van het examen"},
    Translation{"lies before the last day of the practice",
                "ligt voor de laatste dag van de praktijk"},
    Translation{"lies outside the period of the practice",
                "ligt buiten de periode van de praktijk"},
    Translation{"the practice has to end after it began",
                "de praktijk moet eindigen nadat ze is begonnen"},
    Translation{"nobody learns in no hours", "het aantal uren is nul; vul de uren in"},
    Translation{"is named twice; each party signs once",
                "staat er twee keer; elke partij ondertekent een keer"},
    Translation{"stands twice; leave out one of the two",
                "staat er twee keer; laat een van de twee weg"},
    Translation{"is the learning company; the school issues, the company signs beside it",
                "is het leerbedrijf; de school geeft het bewijs, het bedrijf ondertekent mee"},
    Translation{"is not the id of *", "is niet het id van *"},
    Translation{"a record of type '*' has no such member; leave it out",
                "een bewijs van het type '*' heeft dit onderdeel niet; laat het weg"},
    Translation{"says ECTS and study load hours; one of the two decides, leave out the other",
                "zegt ECTS en studiebelastingsuren; laat een van de twee weg"},
    Translation{"a microcredential has 3 to 30 ECTS; for other sizes use profile 'regular' or "
                "'extracurricular'",
                "een microcredential heeft 3 tot 30 ECTS; gebruik anders het profiel 'regular' of "
                "'extracurricular'"},
    Translation{"a microcredential has 240 study load hours or more; for less use profile "
                "'regular' or 'extracurricular'",
                "een microcredential heeft 240 studiebelastingsuren of meer; gebruik voor minder "
                "het profiel 'regular' of 'extracurricular'"},
    Translation{"regular education has 0.5 to 240 ECTS",
                "regulier onderwijs heeft 0,5 tot 240 ECTS"},
    Translation{"regular education has 1 study load hour or more",
                "regulier onderwijs heeft 1 studiebelastingsuur of meer"},
    // learning_record: concepts.
    Translation{"the identifiers of this vocabulary begin with http://, without an s",
                "de codes van deze lijst beginnen met http://, zonder s"},
    Translation{"there is no such level; EQF has 1 to 8",
                "dit niveau bestaat niet; EQF heeft 1 tot 8"},
    Translation{"is '*', but the id is that of level *", "is '*', maar het id is dat van niveau *"},
    Translation{"is '*', but the id is one of *", "is '*', maar het id hoort bij *"},
    Translation{"is no level of *", "is geen niveau van *"},
    Translation{"is '*', but the code is that of level *; look which of the two is meant",
                "is '*', maar de code is die van niveau *; kijk welke van de twee het moet zijn"},
    Translation{"is no identifier of ESCO that is known here; look whether it is the one of '*'",
                "is hier niet bekend als code van ESCO; kijk of dit de code is van '*'"},
    Translation{"is '*', and ESCO calls it '*' ('*'); look which of the two is meant",
                "is '*', en ESCO noemt dit '*' ('*'); kijk welke van de twee het moet zijn"},
    Translation{"the entry level of NLQF has no counterpart in EQF; leave this one out",
                "het instroomniveau van NLQF heeft geen EQF-niveau; laat dit weg"},
    Translation{"NLQF level * is EQF level *, not *", "NLQF-niveau * is EQF-niveau *, niet *"},
    // learning_record: reading.
    Translation{"ECTS credits come in halves: 3, 3.5, 4", "ECTS gaat per half punt: 3, 3,5, 4"},
    Translation{"has to be a text, or an object of language tags and texts",
                "moet een tekst zijn, of teksten per taal"},
    Translation{"has to be a date as in 2031-06-12 or an instant as in 2031-06-12T21:59:59Z",
                "moet een datum zijn, zoals 2031-06-12, of een tijdstip, zoals "
                "2031-06-12T21:59:59Z"},
    Translation{"where a day begins and ends is known from 1996 on; give an instant",
                "voor dagen voor 1996 is een tijdstip nodig, zoals 1995-06-12T22:00:00Z"},
    Translation{"has to be a date of the calendar as in 2026-06-12",
                "moet een datum zijn die bestaat, zoals 2026-06-12"},
    Translation{"more hours than a life has", "dit zijn meer uren dan een leven heeft"},
    Translation{"a learning record has no such member here",
                "dit onderdeel bestaat hier niet in een bewijs"},
    Translation{"has to be an array", "moet een lijst zijn"},
    // Members of any JSON.
    Translation{"the member '*' is missing", "het onderdeel '*' ontbreekt"},
    Translation{"has to be an object", "moet een object zijn"},
    Translation{"has to be a string", "moet een tekst zijn"},
    Translation{"has to be true or false", "moet true of false zijn"},
    Translation{"has to be a whole number, zero or more", "moet een heel getal zijn, nul of meer"},
    Translation{"has to be a whole number", "moet een heel getal zijn"},
    Translation{"has to be a number", "moet een getal zijn"},
    // open_badges and vcdm.
    Translation{"has to be a date and time with offset, as in 2026-06-12T09:00:00Z",
                "moet een datum met tijd en tijdzone zijn, zoals 2026-06-12T09:00:00Z"},
    Translation{"has to be a URI", "moet een internetadres of URN zijn"},
    Translation{"has to be a URL", "moet een internetadres of URN zijn"},
    Translation{"has to be a language code as in nl or nl-NL",
                "moet een taalcode zijn, zoals nl of nl-NL"},
    Translation{"has to be a country code of two letters",
                "moet een landcode van twee letters zijn"},
    Translation{"is not a word of this enumeration; others begin with 'ext:'",
                "is geen woord dat hier mag staan; andere woorden beginnen met 'ext:'"},
    Translation{"has to have the type *", "moet van het type * zijn"},
    Translation{"the second context has to be that of Open Badges 3.0: *",
                "de tweede context moet die van Open Badges 3.0 zijn: *"},
    Translation{"the subject has neither an id nor an identifier",
                "er staat niet van wie het bewijs is: er is geen id en geen nummer of naam"},
    Translation{"ends before it begins, at validFrom", "eindigt voordat het begint"},
    // Class lists.
    Translation{"more than * fields", "meer dan * velden"},
    Translation{"longer than * bytes; is a quote missing?",
                "langer dan * bytes; ontbreekt er een aanhalingsteken?"},
    Translation{"longer than * bytes", "langer dan * bytes"},
    Translation{"holds a NUL; save the file as 'CSV UTF-8'",
                "bevat een NUL-teken; sla het bestand op als 'CSV UTF-8'"},
    Translation{"this is UTF-16; save the file as 'CSV UTF-8'",
                "dit is UTF-16; sla het bestand op als 'CSV UTF-8'"},
    Translation{"this column has no name", "deze kolom heeft geen naam; geef hem er een"},
    Translation{"two columns have this name", "twee kolommen hebben deze naam; verander er een"},
    Translation{"the first row has to name the columns",
                "op de eerste rij moeten de namen van de kolommen staan"},
    Translation{"the file is empty; the first row has to name the columns",
                "het bestand is leeg; op de eerste rij moeten de namen van de kolommen staan"},
    Translation{"more rows than can be read; split the file",
                "meer rijen dan te lezen zijn; splits het bestand"},
    Translation{"a quote stands where none can stand; what follows was not read",
                "er staat een aanhalingsteken waar dat niet kan; wat volgt is niet gelezen"},
    Translation{"a quote is not closed; look for a cell that has only one of the two",
                "een aanhalingsteken is niet gesloten; zoek een cel die er maar een van de twee "
                "heeft"},
    Translation{"has lost characters (\ufffd) in an earlier conversion; *",
                "is tekens kwijt (\ufffd) door een eerdere omzetting; sla het origineel opnieuw op "
                "als 'CSV UTF-8'"},
    Translation{
        "holds bytes that are neither UTF-8 nor Windows-1252; *",
        "bevat bytes die geen UTF-8 en geen Windows-1252 zijn; sla het origineel opnieuw op "
        "als 'CSV UTF-8'"},
    Translation{"is in another encoding than the rows before it; *",
                "heeft een andere tekencodering dan de rijen ervoor; sla het origineel opnieuw op "
                "als 'CSV UTF-8'"},
    // Templates.
    Translation{"a hole is a node, {\"$column\": \"…\"}, and cannot stand inside a text",
                "een gat is een onderdeel, {\"$column\": \"…\"}, en kan niet in een tekst staan"},
    Translation{"an item of an array cannot be optional; put it in an object",
                "een onderdeel van een lijst kan niet leeg blijven; zet het in een object"},
    Translation{"a template is of one type; write the type itself here",
                "een sjabloon heeft een type; schrijf hier het type zelf"},
    Translation{"the issuer signs, so a column cannot say who awards it",
                "de uitgever ondertekent, dus een kolom kan niet zeggen wie het bewijs geeft"},
    Translation{"what binds a credential to its holder has to be a hole of type did",
                "wat een bewijs aan iemand bindt moet een gat van het type did zijn"},
    Translation{"an array of rows cannot stand inside an array",
                "een lijst van rijen kan niet in een lijst staan"},
    Translation{"has to be {\"$rows\": {…}} with the item of the array in it, and nothing beside",
                "moet {\"$rows\": {…}} zijn, met het onderdeel van de lijst erin en niets ernaast"},
    Translation{"there is no hole in it, so all items would be the same",
                "er zit geen gat in, dus alle onderdelen zouden gelijk zijn"},
    Translation{"the directives of a template are $column and $rows",
                "een sjabloon kent $column en $rows"},
    Translation{"has to be a learning record", "moet een leerresultaat zijn"},
    Translation{"belongs to the credential, which the program writes; a template says the record "
                "only",
                "hoort bij het bewijs, en dat schrijft het programma; een sjabloon zegt alleen het "
                "leerresultaat"},
    Translation{"has to be an object: a name → its hole", "moet een object zijn: naam → gat"},
    Translation{"a label has a name of letters, digits, hyphens and underscores",
                "een label heeft een naam van letters, cijfers, streepjes en lage streepjes"},
    Translation{"a label names the column that it keeps",
                "een label noemt de kolom die het bewaart"},
    Translation{"has to be an array of holes", "moet een lijst van gaten zijn"},
    Translation{"a check names the column that it looks at", "een controle noemt zijn kolom"},
    Translation{"made for a newer version of this program",
                "gemaakt voor een nieuwere versie van dit programma"},
    Translation{"has to be credenza.issuer.template/1", "moet credenza.issuer.template/1 zijn"},
    Translation{
        "has to be up to 64 letters, digits, dots, hyphens and underscores",
        "moet uit hooguit 64 letters, cijfers, punten, streepjes en lage streepjes bestaan"},
    Translation{"a template has schema, id, record, labels and checks",
                "een sjabloon heeft schema, id, record, labels en checks"},
    Translation{"has to be text, date, number, language, did or email",
                "moet text, date, number, language, did of email zijn"},
    Translation{"has to be an object: what stands in the column → its value",
                "moet een object zijn: wat in de kolom staat → de waarde"},
    Translation{"has to be a text, a number, true or false",
                "moet een tekst, een getal, true of false zijn"},
    Translation{"has to be an array of texts", "moet een lijst van teksten zijn"},
    Translation{"has to name a column", "moet een kolom noemen"},
    Translation{"has to be dd, mm and yyyy in some order, as in dd-mm-yyyy",
                "moet dd, mm en yyyy zijn in een volgorde, zoals dd-mm-yyyy"},
    Translation{"a hole knows $column, type, format, partial, optional, map, refuse, minimum and "
                "maximum",
                "een gat kent $column, type, format, partial, optional, map, refuse, minimum en "
                "maximum"},
    Translation{"has to be a number, as 6 or 5.5", "moet een getal zijn, zoals 6 of 5.5"},
    Translation{"belongs to a hole of type number, or of type text without a map",
                "hoort bij een gat van het type number, of van het type text zonder map"},
    Translation{"is more than the maximum", "is meer dan het maximum"},
    Translation{"the word '*' stands in map and in refuse; leave it out of one of the two",
                "het woord '*' staat in map en in refuse; laat het in een van de twee weg"},
    Translation{"a date has to say its format, as in dd-mm-yyyy",
                "een datum moet zijn vorm zeggen, zoals dd-mm-yyyy"},
    Translation{"belongs to a hole of type date", "hoort bij een gat van het type date"},
    Translation{"belongs to a hole of type text; the values of the map can be of any type",
                "hoort bij een gat van het type text; de waarden van de map kunnen alles zijn"},
};

constexpr std::array k_beginnings{
    Beginning{"column * cannot fill this: *", "kolom ", " past hier niet: "},
    Beginning{"column * is optional here, but *", "kolom ", " mag hier leeg zijn, maar "},
};

}  // namespace

std::span<const Beginning> dutch_beginnings() noexcept {
  return k_beginnings;
}

std::span<const Translation> dutch_sentences() noexcept {
  return k_sentences;
}

std::span<const Translation> dutch_names() noexcept {
  return k_names;
}

}  // namespace credenza::issuer::detail
