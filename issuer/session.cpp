#include "issuer/session.h"

#include <array>

#include "host/exit_codes.h"
#include "host/system.h"
#include "issuer/accreditation.h"
#include "issuer/record_texts.h"

namespace credenza::issuer {
namespace {

constexpr std::size_t k_max_template_bytes = std::size_t{1} << 20;

struct Answer {
  Code code;
  std::string_view where;
  host::ErrorHelp help;
};

/// What this program knows better than the kind of an error tells.
const std::array k_answers = {
    Answer{Code::not_found,
           "home",
           {{"there is no issuer here", "hier is geen uitgever"},
            {"Make one with: credenza-issuer init, or name yours with --home.",
             "Maak er een met: credenza-issuer init, of noem de uwe met --home."},
            host::k_exit_no_home}},
    Answer{Code::conflict,
           "home",
           {{"there is an issuer here already", "hier is al een uitgever"},
            {"Name another folder with --home.", "Noem een andere map met --home."},
            host::k_exit_error}},
    Answer{Code::conflict,
           "lock",
           {{"the issuer is in use", "de uitgever is in gebruik"},
            {"Wait until the other command is done, and try again.",
             "Wacht tot de andere opdracht klaar is, en probeer het opnieuw."},
            host::k_exit_locked}},
    Answer{Code::bad_signature,
           "passphrase",
           {{"the keys stay closed", "de sleutels blijven dicht"},
            {"Try again: capitals and spaces count.",
             "Probeer het opnieuw: hoofdletters en spaties tellen."},
            host::k_exit_wrong_passphrase}},
    Answer{Code::mismatch,
           "answer",
           {{"you did not agree", "u hebt niet ingestemd"},
            {"Nothing was changed.", "Er is niets veranderd."},
            host::k_exit_error}},
    Answer{Code::unsupported,
           "version",
           {{"the home is newer than this program", "de map is nieuwer dan dit programma"},
            {"Nothing was touched. Install a newer version of this program.",
             "Er is niets veranderd. Installeer een nieuwere versie van dit programma."},
            host::k_exit_newer_version}},
    Answer{Code::unsupported,
           "draft version",
           {{"the file is newer than this program", "het bestand is nieuwer dan dit programma"},
            {"Nothing was touched. Install a newer version of this program.",
             "Er is niets veranderd. Installeer een nieuwere versie van dit programma."},
            host::k_exit_newer_version}},
    Answer{
        Code::not_found,
        "key",
        {{"there is no such key", "deze sleutel is er niet"},
         {"See them with: credenza-issuer key list.", "Bekijk ze met: credenza-issuer key list."},
         host::k_exit_not_found}},
    Answer{
        Code::conflict,
        "key",
        {{"the key stays as it is", "de sleutel blijft zoals hij is"},
         {"See them with: credenza-issuer key list.", "Bekijk ze met: credenza-issuer key list."},
         host::k_exit_error}},
    Answer{Code::conflict,
           "--since",
           {{"the key stays as it is", "de sleutel blijft zoals hij is"},
            {"Give the same moment or an earlier one.", "Geef hetzelfde moment of een eerder."},
            host::k_exit_error}},
    Answer{Code::conflict,
           "class list",
           {{"the class list was changed while it was read",
             "de lijst is veranderd terwijl die werd gelezen"},
            {"What was issued stays. Run it again; a list that comes through a pipe is --csv -.",
             "Wat is uitgegeven blijft. Voer het opnieuw uit; een lijst uit een pijp is --csv -."},
            host::k_exit_error}},
    Answer{Code::conflict,
           "clock",
           {{"the clock has gone back, so nothing was published",
             "de klok is teruggezet, dus er is niets gepubliceerd"},
            {"Set the clock right. If it was ahead before, wait until then.",
             "Zet de klok goed. Liep die eerder voor, wacht dan tot die tijd."},
            host::k_exit_error}},
    Answer{Code::conflict,
           "ledger",
           {{"the ledger lacks what it had when it was published",
             "in het register ontbreekt wat er bij het publiceren in stond"},
            {"Nothing was changed. Restore the newest backup of the ledger.",
             "Er is niets veranderd. Zet de nieuwste reservekopie van het register terug."},
            host::k_exit_error}},
    Answer{
        Code::malformed,
        "published.json",
        {{"when something was published last cannot be read",
          "wanneer er voor het laatst is gepubliceerd, is niet te lezen"},
         {"Nothing was changed. Restore published.json from a backup; or check the ledger with "
          "credenza-issuer doctor --published, and delete the file.",
          "Er is niets veranderd. Zet published.json terug vanaf een reservekopie; of controleer "
          "het register met credenza-issuer doctor --published, en gooi het bestand weg."},
         host::k_exit_error}},
    Answer{Code::malformed,
           "store",
           {{"the ledger is damaged", "het register is beschadigd"},
            {"Restore a backup of the issuer's folder.",
             "Zet een reservekopie van de map van de uitgever terug."},
            host::k_exit_error}},
    Answer{Code::not_found,
           "template",
           {{"there is no such template", "dit sjabloon is er niet"},
            {"See them with: credenza-issuer template list.",
             "Bekijk ze met: credenza-issuer template list."},
            host::k_exit_not_found}},
    Answer{Code::conflict,
           "template",
           {{"the template was changed", "het sjabloon is veranderd"},
            {"Nothing was issued. Give the changed template a new id.",
             "Er is niets uitgegeven. Geef het veranderde sjabloon een nieuwe id."},
            host::k_exit_input_rejected}},
    Answer{Code::not_found,
           "--where",
           {{"no credential is meant", "er is geen bewijs dat hieraan voldoet"},
            {"See what there is with: credenza-issuer list.",
             "Bekijk wat er is met: credenza-issuer list."},
            host::k_exit_not_found}},
    Answer{
        Code::forbidden,
        "withdrawn",
        {{"a withdrawn credential stays withdrawn", "een ingetrokken bewijs blijft ingetrokken"},
         {"Nothing was changed. Only a suspension can be undone. To issue the same again on "
          "purpose: "
          "credenza-issuer renew ID --again.",
          "Er is niets veranderd. Alleen opschorten kan ongedaan worden gemaakt. Hetzelfde bewust "
          "opnieuw uitgeven kan met: credenza-issuer renew ID --again."},
         host::k_exit_input_rejected}},
    Answer{Code::suspended,
           "suspended",
           {{"it is suspended", "het is opgeschort"},
            {"Nothing was changed. First end that: credenza-issuer reinstate, or revoke.",
             "Er is niets veranderd. Beëindig dat eerst: credenza-issuer reinstate, of revoke."},
            host::k_exit_input_rejected}},
    Answer{Code::forbidden,
           "in force",
           {{"it was not withdrawn", "het is niet ingetrokken"},
            {"Nothing was changed. Without --again, renew takes the place of one that holds.",
             "Er is niets veranderd. Zonder --again vervangt renew een bewijs dat geldt."},
            host::k_exit_input_rejected}},
    Answer{Code::conflict,
           "--out",
           {{"the folder belongs to another issuer", "de map is van een andere uitgever"},
            {"Nothing was published. Name the folder of this home's own web site; what lies there "
             "would lose its keys.",
             "Er is niets gepubliceerd. Noem de map van de website van deze uitgever; wat er ligt "
             "zou zijn sleutels kwijtraken."},
            host::k_exit_error}},
    Answer{Code::conflict,
           "superseded",
           {{"there is a newer one", "er is een nieuwer bewijs"},
            {"Nothing was changed. Name the newest one.",
             "Er is niets veranderd. Noem het nieuwste bewijs."},
            host::k_exit_input_rejected}},
    Answer{Code::unsupported,
           "co_signers",
           {{"others signed it too", "anderen hebben het mee ondertekend"},
            {"Nothing was changed. Make the new one with: credenza-issuer cosign start, and revoke "
             "the old one then.",
             "Er is niets veranderd. Maak het nieuwe met: credenza-issuer cosign start, en trek "
             "daarna het oude in."},
            host::k_exit_input_rejected}},
    Answer{Code::not_found,
           "personal",
           {{"the person was forgotten", "de persoon is vergeten"},
            {"What is left of it can be listed and withdrawn, and nothing else.",
             "Wat er nog is kan worden getoond en ingetrokken, verder niets."},
            host::k_exit_input_rejected}},
    Answer{Code::malformed,
           "record",
           {{"the new credential would be wrong", "het nieuwe bewijs zou niet kloppen"},
            {"Nothing was changed. Correct what is named above.",
             "Er is niets veranderd. Verbeter wat hierboven staat."},
            host::k_exit_input_rejected}},
    Answer{Code::forbidden,
           "/refusal",
           {{"it was refused", "het is geweigerd"},
            {"Nothing was signed. Talk with who refused, and start again.",
             "Er is niets ondertekend. Praat met wie weigerde, en begin opnieuw."},
            host::k_exit_not_accepted}},
    Answer{Code::conflict,
           "draft /document/id",
           {{"it is too late to refuse", "weigeren kan niet meer"},
            {"Nothing was changed. Withdraw it with: credenza-issuer revoke.",
             "Er is niets veranderd. Trek het in met: credenza-issuer revoke."},
            host::k_exit_input_rejected}},
    Answer{Code::unsupported,
           "DRAFT",
           {{"name a file", "noem een bestand"},
            {"Save the draft in a file first.", "Bewaar het concept eerst in een bestand."},
            host::k_exit_usage}},
    Answer{Code::not_found,
           "draft /signers",
           {{"this home has no part in the draft", "deze map hoort niet bij het concept"},
            {"Name the home of a party with --home.", "Noem de map van een partij met --home."},
            host::k_exit_usage}},
    Answer{Code::mismatch,
           "draft /document/issuer",
           {{"somebody else has to issue this", "iemand anders moet dit uitgeven"},
            {"Send the draft to its issuer.", "Stuur het concept naar de uitgever."},
            host::k_exit_usage}},
};

/// What an accreditation that does not count means: accreditation.h has the codes.
host::ErrorHelp accreditation_help(Code code) {
  switch (code) {
    case Code::malformed:
      return {{"the accreditation cannot be read", "de erkenning is niet te lezen"},
              {"Nothing was signed. Ask the company for the file again.",
               "Er is niets ondertekend. Vraag het bedrijf opnieuw om het bestand."},
              host::k_exit_error};
    case Code::bad_signature:
      return {{"the accreditation is not genuine", "de erkenning is niet echt"},
              {"Nothing was signed. Ask the accreditor about it.",
               "Er is niets ondertekend. Vraag het na bij wie de erkenning gaf."},
              host::k_exit_not_genuine};
    case Code::unavailable:
      return {{"the accreditation could not be checked", "de erkenning was niet te controleren"},
              {"Check it with a network, or give copies with --published.",
               "Controleer het met internet, of geef kopieën met --published."},
              host::k_exit_undetermined};
    default:
      return {{"the accreditation does not count here", "de erkenning telt hier niet"},
              {"Nothing was signed.", "Er is niets ondertekend."},
              host::k_exit_not_accepted};
  }
}

host::ErrorHelp help_for(const Error& error) {
  if (error.where == k_accreditation_option) return accreditation_help(error.code);
  for (const Answer& answer : k_answers) {
    if (answer.code == error.code && answer.where == error.where) return answer.help;
  }
  const bool is_usage = error.code == Code::malformed || error.code == Code::mismatch ||
                        error.code == Code::missing || error.code == Code::unsupported ||
                        error.code == Code::out_of_range || error.code == Code::expired ||
                        (error.code == Code::conflict && error.where == "--set");
  if (error.where.starts_with("--") && is_usage) {
    return {{"this option is not right", "deze optie klopt niet"},
            {"See the verb's --help.", "Bekijk --help bij de opdracht."},
            host::k_exit_usage};
  }
  return {};
}

}  // namespace

std::string home_folder(const VerbOptions& options) {
  if (!options.home.empty()) return options.home;
  if (const auto named = host::environment("CREDENZA_HOME")) return *named;
  return host::data_folder() + "/issuer";
}

Result<Secrets> open_secrets(const VerbOptions& options, const Home& home) {
  const host::Text prompt{"Passphrase of the issuer", "Wachtzin van de uitgever"};
  const crypto::SecretBytes passphrase =
      TRY(host::read_passphrase(options.passphrase, prompt.in(options.language()), false));
  return home.keys.open(passphrase);
}

Result<Template> load_template(const std::string& home, const std::string& name,
                               std::vector<Error>& problems) {
  const std::string kept = home + "/templates/" + name + ".json";
  const bool is_name = name.find('/') == std::string::npos;
  const std::string& path = !host::exists(name) && is_name ? kept : name;
  const auto text = host::read_file(path, k_max_template_bytes);
  if (!text && text.error().code == Code::not_found) {
    return fail(Code::not_found, "template",
                "neither a file nor a template of this issuer: " + name);
  }
  if (!text) return text.error();
  return Template::parse(*text, problems);
}

int report(const VerbOptions& options, const Error& error) {
  host::ErrorHelp help = help_for(error);
  help.sentences = dutch_sentences();
  return host::report_error(k_role, options, error, help);
}

std::string day_text(Instant at, host::Language language) {
  std::string iso = format_date(date_in_amsterdam(at));
  if (language == host::Language::en || iso.size() != 10) return iso;
  return iso.substr(8, 2) + "-" + iso.substr(5, 2) + "-" + iso.substr(0, 4);
}

std::string schema_of(std::string_view verb) {
  return "credenza.issuer." + std::string(verb) + "/1";
}

}  // namespace credenza::issuer
