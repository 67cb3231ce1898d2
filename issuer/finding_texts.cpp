// What can be said of a class list, in English and in Dutch (B1).
#include <array>

#include "issuer/finding.h"

namespace credenza::issuer {
namespace {

constexpr std::string_view k_save_en = "save the original again as 'CSV UTF-8'";
constexpr std::string_view k_save_nl = "sla het origineel opnieuw op als 'CSV UTF-8'";

constexpr std::array k_texts{
    PhraseText{Phrase::cell_empty, Fault::empty, Code::missing, "is empty", "is leeg", "fill it in",
               "vul het in"},
    PhraseText{Phrase::cell_refused, Fault::result, Code::forbidden,
               "{1}: no credential will be made", "{1}: hiervoor wordt geen bewijs gemaakt",
               "take the row out", "haal de rij weg"},
    PhraseText{Phrase::cell_not_in_map, Fault::code, Code::unsupported,
               "{1} is not a word the template knows here",
               "{1} is geen woord dat het sjabloon hier kent", "{2}", "{2}"},
    PhraseText{Phrase::cell_number, Fault::number, Code::malformed, "{1} is no number",
               "{1} is geen getal", "write it as 240 or 3,5", "schrijf het als 240 of 3,5"},
    PhraseText{Phrase::cell_language, Fault::language, Code::malformed,
               "{1} is no code of a language", "{1} is geen code van een taal",
               "write it as nl or en-IE", "schrijf het als nl of en-IE"},
    PhraseText{Phrase::cell_did, Fault::did, Code::malformed, "{1} is no DID, as in did:key:z6Mk…",
               "{1} is geen DID, zoals did:key:z6Mk…", "leave the cell empty when there is none",
               "laat de cel leeg als er geen is"},
    PhraseText{Phrase::cell_email, Fault::mail, Code::malformed, "{1} is no e-mail address",
               "{1} is geen e-mailadres", "write it as name@school.example",
               "schrijf het als naam@school.example"},
    PhraseText{Phrase::cell_date_form, Fault::date, Code::malformed, "{1} is no date",
               "{1} is geen datum", "write it as {2}", "schrijf het als {2}"},
    PhraseText{Phrase::cell_date_form_or_year, Fault::date, Code::malformed, "{1} is no date",
               "{1} is geen datum", "write it as {2}, or only the year",
               "schrijf het als {2}, of alleen het jaar"},
    PhraseText{Phrase::cell_date_year, Fault::date, Code::malformed,
               "{1} is no date (the year is not between 1900 and 2200)",
               "{1} is geen datum (het jaar ligt niet tussen 1900 en 2200)", "correct the year",
               "verbeter het jaar"},
    PhraseText{Phrase::cell_date_month, Fault::date, Code::malformed,
               "{1} is no date (there is no month {2})", "{1} is geen datum (er is geen maand {2})",
               "write it as {3}", "schrijf het als {3}"},
    PhraseText{Phrase::cell_date_leap_year, Fault::date, Code::malformed,
               "{1} is no date ({2} is not a leap year)",
               "{1} is geen datum ({2} is geen schrikkeljaar)", "look the date up and correct it",
               "zoek de datum op en verbeter hem"},
    PhraseText{Phrase::cell_date_days, Fault::date, Code::malformed,
               "{1} is no date ({2} has {3} days)", "{1} is geen datum ({2} heeft {3} dagen)",
               "look the date up and correct it", "zoek de datum op en verbeter hem"},
    PhraseText{Phrase::cell_lost_name, Fault::encoding, Code::malformed,
               "{1} has lost letters: there is a question mark where a letter was",
               "{1} is letters kwijt: er staat een vraagteken waar een letter stond", k_save_en,
               k_save_nl},
    PhraseText{Phrase::cell_lost_text, Fault::encoding, Code::malformed,
               "{1} has lost letters: there are question marks where a word was",
               "{1} is letters kwijt: er staan vraagtekens waar een woord stond", k_save_en,
               k_save_nl},
    PhraseText{Phrase::field_replacement, Fault::encoding, Code::malformed,
               "has lost characters (\ufffd) in an earlier conversion",
               "is tekens kwijt (\ufffd) door een eerdere omzetting", k_save_en, k_save_nl},
    PhraseText{Phrase::field_undefined, Fault::encoding, Code::malformed,
               "holds bytes that are neither UTF-8 nor Windows-1252",
               "bevat bytes die geen UTF-8 en geen Windows-1252 zijn", k_save_en, k_save_nl},
    PhraseText{Phrase::field_mixed, Fault::encoding, Code::malformed,
               "is in another encoding than the rows before it",
               "heeft een andere tekencodering dan de rijen ervoor", k_save_en, k_save_nl},
    PhraseText{Phrase::row_length, Fault::row, Code::malformed,
               "has {1} fields, and there are {2} columns",
               "heeft {1} velden, en er zijn {2} kolommen",
               "a separator or a quote is missing or too many",
               "er is een scheidingsteken of aanhalingsteken te weinig of te veel"},
    PhraseText{Phrase::row_duplicate, Fault::duplicate, Code::conflict, "duplicate of row {1}",
               "dezelfde als rij {1}", "take one of the two out", "haal een van de twee weg"},
    PhraseText{Phrase::row_split, Fault::split, Code::conflict,
               "belongs to the credential of row {1} and does not stand beside it",
               "hoort bij het bewijs van rij {1} en staat er niet naast",
               "sort the file so that these rows stand together",
               "sorteer het bestand zodat deze rijen bij elkaar staan"},
    PhraseText{Phrase::row_repeated_item, Fault::duplicate, Code::conflict,
               "the same line as row {1}", "dezelfde regel als rij {1}", "take one of the two out",
               "haal een van de twee weg"},
    PhraseText{Phrase::row_too_many_items, Fault::record, Code::out_of_range,
               "more than {1} rows of one credential", "meer dan {1} rijen van een bewijs",
               "divide it into several credentials", "verdeel het over meer bewijzen"},
    PhraseText{Phrase::column_missing, Fault::column, Code::missing, "the file has no such column",
               "het bestand heeft deze kolom niet", "{1}", "{1}"},
    PhraseText{Phrase::file_windows_1252, Fault::converted, Code::malformed,
               "the file is not UTF-8 and was read as Windows-1252",
               "het bestand is geen UTF-8 en is gelezen als Windows-1252",
               "look at the names with accents, or save it as 'CSV UTF-8'",
               "bekijk de namen met accenten, of sla het op als 'CSV UTF-8'"},
};

}  // namespace

std::span<const PhraseText> phrase_texts() noexcept {
  return k_texts;
}

}  // namespace credenza::issuer
