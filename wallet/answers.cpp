#include "wallet/answers.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "host/exit_codes.h"
#include "wallet/opening.h"

namespace credenza::wallet {
namespace {

struct Answer {
  Code code;
  std::string_view where;
  host::ErrorHelp help;
};

const host::ErrorHelp k_no_words{
    {"these are not the recovery words as they were given out",
     "dit zijn niet de herstelwoorden zoals ze zijn gegeven"},
    {"Look on your paper, and try again.", "Kijk op uw papier, en probeer het opnieuw."},
    host::k_exit_wrong_passphrase};
const host::ErrorHelp k_no_did{
    {"this is no key that can open a vault", "dit is geen sleutel die een kluis kan openen"},
    {"Ask that person for what their 'credenza-wallet key new' prints: did:key:z6Mk…",
     "Vraag die persoon wat 'credenza-wallet key new' bij hen toont: did:key:z6Mk…"},
    host::k_exit_usage};
const host::ErrorHelp k_newer_slot{
    {"this way into the vault is newer than this program",
     "deze manier om de kluis te openen is nieuwer dan dit programma"},
    {"Nothing was touched. Install a newer version of this program, or open it another way.",
     "Er is niets veranderd. Installeer een nieuwere versie van dit programma, of open de kluis op "
     "een andere manier."},
    host::k_exit_newer_version};

/// What this program knows better than the kind of an error tells (docs/vault_format.md, section
/// 10).
const std::array k_answers = {
    Answer{Code::not_found,
           "vault",
           {{"there is no vault", "er is geen kluis"},
            {"Make one with: credenza-wallet init, or name yours with --vault.",
             "Maak er een met: credenza-wallet init, of noem de uwe met --vault."},
            host::k_exit_no_home}},
    Answer{Code::conflict,
           "output",
           {{"a vault is not written over", "over een kluis wordt niet geschreven"},
            {"Choose another name: what is in it would be gone.",
             "Kies een andere naam: wat erin zit, zou weg zijn."},
            host::k_exit_error}},
    Answer{Code::conflict,
           "lock",
           {{"the vault is in use", "de kluis is in gebruik"},
            {"Close the other program that has it open, and try again.",
             "Sluit het andere programma dat hem open heeft, en probeer het opnieuw."},
            host::k_exit_locked}},
    Answer{Code::bad_signature,
           "passphrase",
           {{"the vault stays closed", "de kluis blijft dicht"},
            {"Try again: capitals and spaces count. Forgotten? Open it with your recovery words: "
             "--words. There is no other way in.",
             "Probeer het opnieuw: hoofdletters en spaties tellen. Vergeten? Gebruik uw "
             "herstelwoorden: --words. Een andere weg is er niet."},
            host::k_exit_wrong_passphrase}},
    Answer{Code::missing,
           "--vault",
           {{"on a computer of others the vault is on your own stick",
             "op een computer van anderen staat de kluis op uw eigen stick"},
            {"Name it: --vault /media/…/mine.vault", "Noem hem: --vault /media/…/mijn.vault"},
            host::k_exit_usage}},
    Answer{Code::malformed,
           "--helper",
           {{"these options do not go together", "deze opties gaan niet samen"},
            {"Leave one of them out.", "Laat een van de twee weg."},
            host::k_exit_usage}},
    Answer{Code::malformed,
           "--ephemeral",
           {{"these options do not go together", "deze opties gaan niet samen"},
            {"Leave one of them out.", "Laat een van de twee weg."},
            host::k_exit_usage}},
    Answer{Code::unavailable,
           "XDG_RUNTIME_DIR",
           {{"no vault can stay unlocked here", "een kluis kan hier niet open blijven"},
            {"Give the passphrase with each command; nothing else changes.",
             "Typ de wachtzin bij elke opdracht. Verder blijft alles gelijk."},
            host::k_exit_error}},
    Answer{Code::bad_signature,
           "words",
           {{"the vault stays closed", "de kluis blijft dicht"},
            {"These recovery words are of another vault, or this vault has none. Is it the right "
             "file?",
             "Deze herstelwoorden horen bij een andere kluis, of deze kluis heeft er geen. Is het "
             "het goede bestand?"},
            host::k_exit_wrong_passphrase}},
    Answer{Code::malformed, "words", k_no_words},
    Answer{Code::mismatch, "words", k_no_words},
    Answer{Code::bad_signature,
           "identity",
           {{"the vault stays closed", "de kluis blijft dicht"},
            {"Its owner has to let you in first: credenza-wallet slot add person, with a key of "
             "yours.",
             "De eigenaar moet u eerst toelaten: credenza-wallet slot add person, met een sleutel "
             "van u."},
            host::k_exit_wrong_passphrase}},
    Answer{Code::forbidden,
           "last slot",
           {{"this is the only way into the vault", "dit is de enige manier om de kluis te openen"},
            {"Add another one first: credenza-wallet slot add.",
             "Maak eerst een andere: credenza-wallet slot add."},
            host::k_exit_error}},
    Answer{Code::mismatch,
           "slot answer",
           {{"you did not agree", "u hebt niet ingestemd"},
            {"Nothing was removed.", "Er is niets verwijderd."},
            host::k_exit_error}},
    Answer{Code::malformed, "did", k_no_did},
    Answer{Code::unsupported, "did", k_no_did},
    Answer{Code::unsupported, "key", k_no_did},
    Answer{Code::conflict,
           "--slot",
           {{"this vault has several passphrases", "deze kluis heeft meer dan één wachtzin"},
            {"Say which, by its id in: credenza-wallet slot list",
             "Zeg welke, met het nummer uit: credenza-wallet slot list"},
            host::k_exit_usage}},
    Answer{Code::malformed,
           "--json",
           {{"these options do not go together", "deze opties gaan niet samen"},
            {"Leave one of them out.", "Laat een van de twee weg."},
            host::k_exit_usage}},
    Answer{Code::not_found,
           "passphrase slot",
           {{"this vault has no passphrase", "deze kluis heeft geen wachtzin"},
            {"Make one with: credenza-wallet slot add passphrase",
             "Maak er een met: credenza-wallet slot add passphrase"},
            host::k_exit_not_found}},
    Answer{Code::mismatch,
           "recovery words",
           {{"the recovery words are not on paper yet; nothing was made",
             "de herstelwoorden staan nog niet op papier; er is niets gemaakt"},
            {"Run it again, and write the words down.", "Begin opnieuw, en schrijf de woorden op."},
            host::k_exit_error}},
    Answer{Code::mismatch,
           "answer",
           {{"you did not agree", "u hebt niet ingestemd"},
            {"Nothing was shared.", "Er is niets gedeeld."},
            host::k_exit_error}},
    Answer{Code::mismatch,
           "removal",
           {{"you did not agree", "u hebt niet ingestemd"},
            {"Nothing was removed.", "Er is niets weggegooid."},
            host::k_exit_error}},
    Answer{Code::bad_signature,
           "shared",
           {{"this would not be found genuine, so it was not shared",
             "dit wordt door de ontvanger niet als echt gezien; het is daarom niet gedeeld"},
            {"Ask the issuer for a new one.", "Vraag de uitgever om een nieuw bewijs."},
            host::k_exit_not_genuine}},
    Answer{Code::out_of_range,
           "qr",
           {{"this does not fit into a QR code", "dit past niet in een QR-code"},
            {"Nothing was shared. Share one certificate at a time, or make a file: -o FILE.",
             "Er is niets gedeeld. Deel één bewijs per keer, of maak een bestand: -o BESTAND."},
            host::k_exit_error}},
    Answer{
        Code::out_of_range,
        "terminal",
        {{"the terminal is too narrow for this QR code", "het scherm is te smal voor deze QR-code"},
         {"Nothing was shared. Make the window wider or its letters smaller, or make a picture: "
          "--qr-out code.png.",
          "Er is niets gedeeld. Maak het venster breder of de letters kleiner, of maak een "
          "plaatje: --qr-out code.png."},
         host::k_exit_error}},
    Answer{Code::out_of_range,
           "presentation",
           {{"this is too much for one presentation", "dit is te veel om in één keer te tonen"},
            {"Nothing was shared. Share fewer certificates at a time.",
             "Er is niets gedeeld. Deel minder bewijzen tegelijk."},
            host::k_exit_error}},
    Answer{Code::missing,
           "-o",
           {{"nowhere to put it", "onbekend waar het heen moet"},
            {"Say where: -o FILE, --qr or --qr-out FILE.",
             "Geef op waar: -o BESTAND, --qr of --qr-out BESTAND."},
            host::k_exit_usage}},
    Answer{Code::missing,
           "--name",
           {{"nobody knows who writes this letter", "onbekend wie deze brief schrijft"},
            {"Give your name: --name \"…\".", "Geef uw naam op: --name \"…\"."},
            host::k_exit_usage}},
    Answer{Code::unsupported,
           "version",
           {{"the vault is newer than this program", "de kluis is nieuwer dan dit programma"},
            {"Nothing was touched. Install a newer version of this program.",
             "Er is niets veranderd. Installeer een nieuwere versie van dit programma."},
            host::k_exit_newer_version}},
    Answer{Code::unsupported,
           "presentation",
           {{"this is a presentation, not a credential",
             "dit is een getoond bewijs, geen certificaat"},
            {"Ask for the credential itself.", "Vraag om het certificaat zelf."},
            host::k_exit_input_rejected}},
    Answer{
        Code::not_found,
        "holder",
        {{"this cannot be shown from here: it was issued to a key that is not in this vault",
          "dit kan niet vanuit deze kluis: het is uitgegeven aan een sleutel die er niet in zit"},
         {"Use the wallet that has the key, or ask the issuer for one bound to a key of this vault "
          "(key new).",
          "Gebruik de wallet met die sleutel. Of vraag de uitgever om een certificaat voor een "
          "sleutel uit deze kluis (key new)."},
         host::k_exit_not_found}},
    Answer{Code::not_found,
           "receiver",
           {{"this file is for somebody else", "dit bestand is voor iemand anders"},
            {"Open the vault with the key that you gave the issuer, or ask the issuer.",
             "Open de kluis met de sleutel die u de uitgever gaf, of vraag het de uitgever."},
            host::k_exit_not_found}},
    Answer{Code::bad_signature,
           "code",
           {{"the code is not the right one", "de code is niet de goede"},
            {"Look at the letter that came with this file, and try again.",
             "Kijk op de brief die bij dit bestand hoort, en probeer het opnieuw."},
            host::k_exit_wrong_passphrase}},
    Answer{Code::malformed,
           "code",
           {{"this is no code", "dit is geen code"},
            {"It has 20 letters and digits, in groups of five.",
             "Hij heeft 20 letters en cijfers, in groepjes van vijf."},
            host::k_exit_wrong_passphrase}},
    Answer{Code::bad_signature,
           "envelope",
           {{"this file was changed on the way", "dit bestand is onderweg veranderd"},
            {"Ask for it again.", "Vraag er opnieuw om."},
            host::k_exit_error}},
    Answer{Code::mismatch,
           "target",
           {{"this is about something else than what is here",
             "dit gaat over iets anders dan wat hier is"},
            {"It was not kept. Ask again with: credenza-wallet endorse ask ID",
             "Het is niet bewaard. Vraag het opnieuw met: credenza-wallet endorse ask NUMMER"},
            host::k_exit_not_accepted}},
    Answer{Code::not_found,
           "target",
           {{"what this speaks of is not in the vault", "waar dit over gaat, zit niet in de kluis"},
            {"Add that first.", "Voeg dat eerst toe."},
            host::k_exit_not_found}},
    Answer{Code::bad_signature,
           "endorsement",
           {{"this endorsement is not genuine", "deze aanbeveling is niet echt"},
            {"It was not kept. Ask who made it for a new one.",
             "Hij is niet bewaard. Vraag de maker om een nieuwe."},
            host::k_exit_not_genuine}},
    Answer{Code::unavailable,
           "endorsement",
           {{"this endorsement could not be checked", "deze aanbeveling was niet te controleren"},
            {"It was not kept. Try again when you are online.",
             "Hij is niet bewaard. Probeer het opnieuw als u internet hebt."},
            host::k_exit_undetermined}},
    Answer{Code::unsupported,
           "endorsement",
           {{"this is no endorsement", "dit is geen aanbeveling"},
            {"Keep a certificate with: credenza-wallet add FILE",
             "Bewaar een certificaat met: credenza-wallet add BESTAND"},
            host::k_exit_input_rejected}},
    Answer{Code::forbidden,
           "endorsement",
           {{"you made this yourself", "dit hebt u zelf gemaakt"},
            {"What you say yourself is kept with: credenza-wallet declare",
             "Wat u zelf zegt, bewaart u met: credenza-wallet declare"},
            host::k_exit_input_rejected}},
    Answer{Code::malformed,
           "id",
           {{"this is no id", "dit is geen nummer uit de lijst"},
            {"See: credenza-wallet list", "Zie: credenza-wallet list"},
            host::k_exit_usage}},
    Answer{Code::conflict,
           "id",
           {{"this could be several", "dit kunnen er meer zijn"},
            {"See: credenza-wallet list", "Zie: credenza-wallet list"},
            host::k_exit_usage}},
};

/// What is wrong with a verifier's request; present puts "request" in front of the place.
host::ErrorHelp help_for_request(const Error& error) {
  const host::Text ask{"Ask who sent it for a new one.", "Vraag de afzender om een nieuw verzoek."};
  if (error.code == Code::expired && error.where == "request/until") {
    return {
        {"this request can no longer be answered", "op dit verzoek kunt u niet meer antwoorden"},
        ask,
        host::k_exit_not_accepted};
  }
  if (error.where == "request/proof") {
    return {{"this request was changed, or is not by who it names; nothing was shown",
             "dit verzoek is veranderd, of niet van wie erin staat; er is niets getoond"},
            ask,
            host::k_exit_not_genuine};
  }
  if (error.code == Code::not_found && error.where == "request") {
    return {{"the vault has nothing that fits this request",
             "in de kluis zit niet wat er gevraagd wordt"},
            {"Nothing was shown. Ask an issuer for what is missing.",
             "Er is niets getoond. Vraag een uitgever om wat er ontbreekt."},
            host::k_exit_not_found};
  }
  return {{"this is no request that can be read", "dit is geen verzoek dat te lezen is"},
          ask,
          host::k_exit_input_rejected};
}

/// Whether `error` is of what was typed behind the verb.
bool is_of_the_command_line(const Error& error) {
  constexpr std::array<std::string_view, 9> k_words = {
      "--within", "--columns", "--from", "--skill", "TAG", "WORDS", "TITLE", "NAME", "TEXT"};
  const bool is_wrong = error.code == Code::malformed || error.code == Code::missing ||
                        error.code == Code::out_of_range;
  return is_wrong && std::find(k_words.begin(), k_words.end(), error.where) != k_words.end();
}

}  // namespace

host::ErrorHelp help_for(const Error& error) {
  for (const Answer& answer : k_answers) {
    if (answer.code == error.code && answer.where == error.where) return answer.help;
  }
  if (error.where == "request" || error.where.starts_with("request/"))
    return help_for_request(error);
  if (error.code == Code::unsupported && error.where.starts_with("slot/")) return k_newer_slot;
  if (error.code == Code::malformed && error.where.starts_with("words/")) return k_no_words;
  const bool is_option = error.code == Code::malformed && error.where.starts_with('-');
  if (is_option || is_of_the_command_line(error)) {
    return {{"this cannot be typed here", "dit kan hier niet staan"},
            {"See the verb's --help.", "Zie --help bij deze opdracht."},
            host::k_exit_usage};
  }
  if (is_damage(error)) {
    return {{"the vault was damaged, or changed by somebody",
             "de kluis is beschadigd, of door iemand veranderd"},
            {"Do not write to it. Go back to a copy that you made earlier. What can still be read: "
             "credenza-wallet doctor --salvage",
             "Schrijf er niet meer in. Zet een kopie terug die u eerder maakte. Wat nog te lezen "
             "is: credenza-wallet doctor --salvage"},
            host::k_exit_error};
  }
  return {};
}

}  // namespace credenza::wallet
