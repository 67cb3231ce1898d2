#include "host/arguments.h"

#include <algorithm>
#include <csignal>
#include <exception>
#include <vector>

#include <CLI/CLI.hpp>

#include "host/exit_codes.h"
#include "host/nearest.h"
#include "host/reference.h"

namespace credenza::host {
namespace {

struct Advice {
  Text what;
  Text next;
};

/// What people are told about a kind of failure. The Error's own detail, which is English unless
/// the program knows better, stands beside it.
Advice advice_for(Code code) noexcept {
  switch (code) {
    case Code::malformed:
      return {{"this is not readable", "dit is niet leesbaar"},
              {"Check that it is the right file and that it is complete.",
               "Controleer of dit het goede bestand is, en of het compleet is."}};
    case Code::missing:
      return {{"something is missing", "er ontbreekt iets"},
              {"Add it and try again.", "Vul het aan en probeer het opnieuw."}};
    case Code::out_of_range:
      return {{"a limit was passed", "een grens is overschreden"},
              {"Check that it is the right file.", "Controleer of dit het goede bestand is."}};
    case Code::mismatch:
      return {{"two things that must be equal are not",
               "twee dingen die gelijk moeten zijn verschillen"},
              {"Check what was given and try again.",
               "Controleer de gegevens en probeer het opnieuw."}};
    case Code::forbidden:
      return {{"an answer is needed", "er is een antwoord nodig"},
              {"Use the option that is named, or run this in a terminal.",
               "Gebruik de genoemde optie, of voer dit uit in een terminal."}};
    case Code::not_found:
      return {{"not found", "niet gevonden"}, {"Check the name.", "Controleer de naam."}};
    case Code::conflict:
      return {{"it is there already", "het bestaat al"},
              {"Choose another name, or use --force to replace it.",
               "Kies een andere naam, of gebruik --force om het te vervangen."}};
    case Code::unavailable:
      return {
          {"this could not be reached or written", "dit was niet bereikbaar of niet te schrijven"},
          {"Check the disk, the permissions and the connection, and try again.",
           "Controleer schijf, rechten en verbinding en probeer het opnieuw."}};
    case Code::unsupported:
      return {{"this is not supported", "dit wordt niet ondersteund"},
              {"A newer version may do it.", "Een nieuwere versie kan het misschien wel."}};
    default:
      return {{"this did not work", "dit is niet gelukt"},
              {"Check what was given and try again.",
               "Controleer de gegevens en probeer het opnieuw."}};
  }
}

constexpr Advice k_interruption{
    {"stopped", "gestopt"},
    {"Nothing is half-written. Run it again to go on.",
     "Er is niets half geschreven. Voer het opnieuw uit om verder te gaan."}};

/// What go_on() returns.
bool is_interruption(const Error& error) noexcept {
  return error.code == Code::unavailable && error.where == "interrupted";
}

/// The verbs of `app`; groups of options are subcommands without a name.
std::vector<const CLI::App*> verbs_of(const CLI::App& app) {
  return app.get_subcommands([](const CLI::App* verb) { return !verb->get_name().empty(); });
}

/// The deepest verb that was recognised.
const CLI::App& deepest(const CLI::App& app) {
  const CLI::App* at = &app;
  while (true) {
    const auto parsed = at->get_subcommands();
    const auto verb = std::find_if(parsed.begin(), parsed.end(),
                                   [](const CLI::App* each) { return !each->get_name().empty(); });
    if (verb == parsed.end()) return *at;
    at = *verb;
  }
}

/// "credenza-verifier trust".
std::string full_name(const CLI::App& verb) {
  const CLI::App* parent = verb.get_parent();
  return parent == nullptr ? verb.get_name() : full_name(*parent) + " " + verb.get_name();
}

/// A sentence that is put together from parts.
struct Told {
  std::string en;
  std::string nl;
};

/// When `word` stands where a verb of `app` has to stand and is none: a sentence about that.
Told unknown_verb(const CLI::App& app, std::string_view word) {
  std::vector<std::string> verbs;
  for (const CLI::App* verb : verbs_of(app))
    verbs.push_back(verb->get_name());
  const std::string_view best = nearest(word.substr(0, 40), verbs);
  const std::string named = "'" + std::string(word.substr(0, 40)) + "'";
  if (best.empty()) return {"there is no verb " + named, "er is geen opdracht " + named};
  return {"there is no verb " + named + "; did you mean '" + std::string(best) + "'?",
          "er is geen opdracht " + named + "; bedoelt u '" + std::string(best) + "'?"};
}

bool asks_for_json(int argc, const char* const* argv) {
  return std::any_of(argv, argv + argc, [](std::string_view word) { return word == "--json"; });
}

/// The Dutch of a sentence of the package, by its kind.
std::string package_in_dutch(const CLI::ParseError& error) {
  const std::string kind = error.get_name();
  std::string text = error.what();
  const auto between = [&text](std::string_view english, std::string_view dutch) {
    const std::size_t at = text.find(english);
    if (at == std::string::npos) return std::string();
    return text.substr(0, at) + std::string(dutch) + text.substr(at + english.size());
  };
  const std::size_t colon = text.find(": ");
  const std::string behind = colon == std::string::npos ? text : text.substr(colon + 2);
  const std::string option = text.substr(0, text.find_first_of(" :"));
  std::string out;
  if (kind == "RequiredError" && text.ends_with(" is required"))
    out = between(" is required", " is verplicht");
  if (kind == "ExcludesError") out = between(" excludes ", " kan niet samen met ");
  if (kind == "RequiresError") out = between(" requires ", " kan niet zonder ");
  if (kind == "ValidationError") out = between(" not in ", " is niet een van ");
  // The package names this kind after the verb.
  if (text.starts_with("The following argument")) out = "dit hoort er niet bij: " + behind;
  if (kind == "ArgumentMismatch") out = "het aantal waarden klopt niet bij " + option;
  if (kind == "ConversionError") out = "dit is geen geldige waarde: " + behind;
  return out.empty() ? "controleer de opties en argumenten" : out;
}

Told usage_sentence(const CLI::App& app, const CLI::App& verb, const CLI::ParseError& error) {
  const bool needs_verb = !verbs_of(verb).empty();
  const std::vector<std::string> left = app.remaining(true);
  if (needs_verb && !left.empty() && !left.front().starts_with("-"))
    return unknown_verb(verb, left.front());
  if (needs_verb && left.empty()) return {"a verb is missing", "er ontbreekt een opdracht"};
  return {error.what(), package_in_dutch(error)};
}

/// As report_error(), with the Error's detail and place in the reader's language.
int tell_error(std::string_view role, const CommonOptions& options, const Error& error,
               const ErrorHelp& help, std::string_view detail, std::string_view place) {
  const Language language = options.language();
  const Advice advice = is_interruption(error) ? k_interruption : advice_for(error.code);
  const int exit = help.exit.value_or(exit_code(error));
  const std::string_view next = (help.next.en.empty() ? advice.next : help.next).in(language);
  const std::string_view what = (help.what.en.empty() ? advice.what : help.what).in(language);
  if (detail.ends_with('.')) detail.remove_suffix(1);
  std::string talk = "credenza-" + std::string(role) + ": " + std::string(what);
  if (!detail.empty()) talk += ": " + printable(detail);
  if (!place.empty()) talk += " (" + printable(place) + ")";
  write_talk(talk + ". " + std::string(next) + "\n");
  if (!options.json) return exit;
  Json object = {{"schema", "credenza." + std::string(role) + ".error/1"},
                 {"exit", exit},
                 {"code", to_string(error.code)},
                 {"where", error.where},
                 {"detail", error.detail}};
  // A path may be any bytes; JSON is UTF-8.
  if (!json::to_text(object)) {
    object["where"] = printable(error.where);
    object["detail"] = printable(error.detail);
  }
  const auto text = json::to_text(object);
  if (!text) return k_exit_error;
  // One line, because it may end a stream of lines.
  const Status written = write_output(*text + "\n");
  return written ? exit : k_exit_error;
}

}  // namespace

Language language_of(int argc, const char* const* argv) {
  constexpr std::string_view k_option = "--lang";
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == k_option && i + 1 < argc) return choose_language(argv[i + 1]);
    if (word.starts_with("--lang=")) return choose_language(word.substr(k_option.size() + 1));
  }
  return choose_language("");
}

void add_common_options(CLI::App& verb, CommonOptions& options, Language language) {
  const auto in = [language](Text text) { return std::string(text.in(language)); };
  verb.add_flag("--json", options.json,
                in({"Print one JSON object on standard output", "Geef de uitkomst als JSON"}));
  verb.add_option("--lang", options.lang, in({"Language of messages", "Taal van de meldingen"}))
      ->check(CLI::IsMember({"nl", "en"}));
  verb.add_option("--color", options.color, in({"Whether to use colours", "Wel of geen kleuren"}))
      ->check(CLI::IsMember({"always", "never", "auto"}));
  verb.add_flag(
      "--no-input", options.passphrase.no_input,
      in({"Never ask; exit 4 when an answer is needed", "Vraag nooit iets; stop dan met code 4"}));
}

void add_passphrase_options(CLI::App& verb, CommonOptions& options, Language language) {
  const auto in = [language](Text text) { return std::string(text.in(language)); };
  PassphraseSource& source = options.passphrase;
  CLI::App* group = verb.add_option_group(
      in({"Passphrase (at most one of these; else you are asked)",
          "Wachtzin (hoogstens een van deze; anders wordt ernaar gevraagd)"}));
  group->add_option("--passphrase-file", source.file,
                    in({"Read the passphrase from this file", "Lees de wachtzin uit dit bestand"}));
  group->add_option("--passphrase-fd", source.descriptor,
                    in({"Read the passphrase from this open file descriptor",
                        "Lees de wachtzin uit deze open invoer"}));
  group->add_option("--passphrase-command", source.command,
                    in({"Read the passphrase from what this command prints",
                        "Lees de wachtzin uit wat deze opdracht geeft"}));
  group->require_option(0, 1);
}

void set_example(CLI::App& verb, std::string_view command_line) {
  verb.footer("\nExample: " + std::string(command_line));
}

std::optional<int> parse_arguments(CLI::App& app, std::string_view role, int argc,
                                   const char* const* argv) {
  try {
    app.parse(argc, argv);
    return std::nullopt;
  } catch (const CLI::CallForHelp&) {
    const std::string help = help_text(deepest(app), language_of(argc, argv));
    return write_output(help) ? k_exit_done : k_exit_error;
  } catch (const CLI::ParseError& error) {
    const CLI::App& verb = deepest(app);
    CommonOptions options;
    options.json = asks_for_json(argc, argv);
    options.lang = language_of(argc, argv) == Language::nl ? "nl" : "en";
    const Told sentence = usage_sentence(app, verb, error);
    const std::string en = "Run: " + full_name(verb) + " --help";
    const std::string nl = "Hulp: " + full_name(verb) + " --help";
    return tell_error(role, options, fail(Code::malformed, "command line", sentence.en),
                      {{"wrong usage", "zo werkt deze opdracht niet"}, {en, nl}, k_exit_usage},
                      options.language() == Language::nl ? sentence.nl : sentence.en,
                      options.language() == Language::nl ? "opdrachtregel" : "command line");
  }
}

int exit_code(const Error& error) noexcept {
  if (is_interruption(error)) return k_exit_interrupted;
  if (error.code == Code::not_found) return k_exit_not_found;
  if (error.code == Code::forbidden) return k_exit_answer_needed;
  return k_exit_error;
}

int report_error(std::string_view role, const CommonOptions& options, const Error& error,
                 const ErrorHelp& help) {
  if (options.language() == Language::en)
    return tell_error(role, options, error, help, error.detail, error.where);
  // Better in English than not at all; a test looks for what no table has.
  const std::string detail = in_dutch(error.detail, help.sentences).value_or(error.detail);
  return tell_error(role, options, error, help, detail,
                    place_in_dutch(error.where, help.sentences));
}

void talk(const CommonOptions& options, const Text& text) {
  write_talk(std::string(text.in(options.language())) + "\n");
}

void tell(const CommonOptions& options, const Sentence& sentence) {
  write_talk(printable(sentence.in(options.language())) + "\n");
}

Status write_json(const Json& value) {
  return write_output(TRY(json::to_pretty_text(value)));
}

int run_program(std::string_view role, std::string_view version,
                int (*run)(int, const char* const*), int argc, const char* const* argv) {
  const std::string name = "credenza-" + std::string(role);
  if (argc == 2 && std::string_view(argv[1]) == "--version") {
    return write_output(name + " " + std::string(version) + "\n") ? k_exit_done : k_exit_error;
  }
  std::signal(SIGXFSZ, SIG_IGN);
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    const Language language = language_of(argc, argv);
    const Text what{": an internal error: ", ": een fout in het programma zelf: "};
    const Text next{". Please report this.\n", ". Wilt u dit melden?\n"};
    write_talk(name + std::string(what.in(language)) + printable(error.what()) +
               std::string(next.in(language)));
    return k_exit_bug;
  }
}

}  // namespace credenza::host
