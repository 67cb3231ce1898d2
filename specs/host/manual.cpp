#include <algorithm>
#include <array>

#include <CLI/CLI.hpp>

#include "host/exit_codes.h"
#include "host/reference.h"

namespace credenza::host {
namespace {

struct ExitText {
  int code;
  Text what;
};

constexpr std::array k_exit_texts = {
    ExitText{k_exit_done, {"done; accepted", "klaar; goedgekeurd"}},
    ExitText{k_exit_error, {"an error", "een fout"}},
    ExitText{k_exit_usage, {"wrong usage", "zo werkt de opdracht niet"}},
    ExitText{k_exit_not_genuine, {"not genuine", "niet echt"}},
    ExitText{k_exit_answer_needed,
             {"an answer is needed and nobody can be asked",
              "er is een antwoord nodig en niemand om het te vragen"}},
    ExitText{k_exit_not_found, {"not found", "niet gevonden"}},
    ExitText{k_exit_not_accepted, {"genuine, but not accepted", "echt, maar niet goedgekeurd"}},
    ExitText{k_exit_undetermined, {"could not be determined", "niet na te gaan"}},
    ExitText{k_exit_mixed,
             {"a batch with mixed outcome: see the report", "een deel is gelukt: zie het verslag"}},
    ExitText{k_exit_input_rejected, {"input rejected", "de invoer is afgekeurd"}},
    ExitText{k_exit_no_home, {"the vault or home does not exist", "er is geen kluis of map"}},
    ExitText{k_exit_locked, {"in use by another process", "in gebruik bij een ander programma"}},
    ExitText{k_exit_wrong_passphrase, {"wrong passphrase or code", "verkeerde wachtzin of code"}},
    ExitText{k_exit_newer_version, {"made by a newer version", "gemaakt door een nieuwere versie"}},
    ExitText{k_exit_interrupted,
             {"interrupted; nothing is half-written", "onderbroken; er is niets half geschreven"}},
};

constexpr std::array k_variables = {
    ManualFact{"LC_ALL, LC_MESSAGES, LANG", {"language of messages", "taal van de meldingen"}},
    ManualFact{"NO_COLOR", {"when set: no colours", "als dit gezet is: geen kleuren"}},
    ManualFact{"CREDENZA_LANG, CREDENZA_COLOR, CREDENZA_NO_INPUT",
               {"as the options --lang, --color and --no-input",
                "als de opties --lang, --color en --no-input"}},
};

/// `text` as running text of roff.
std::string roff(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\') {
      out += "\\e";
    } else if (c == '-') {
      out += "\\-";
    } else if (c == '\n') {
      out += ' ';
    } else {
      out += c;
    }
  }
  // A line that begins so would be a request.
  return out.starts_with('.') || out.starts_with('\'') ? "\\&" + out : out;
}

/// `text` as the one argument of a request.
std::string argument(std::string_view text) {
  std::string out = "\"";
  for (const char c : roff(text))
    out += c == '"' ? "\\(dq" : std::string(1, c);
  return out + "\"";
}

std::string upper(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return text;
}

std::string name_of(const std::string& program, const std::vector<std::string>& path,
                    char between) {
  std::string out = program;
  for (const std::string& step : path)
    out += between + step;
  return out;
}

/// Writes one page.
class Page {
 public:
  Page(const Manual& manual, const std::string& program, const VerbEntry& verb)
      : manual_(manual), program_(program), verb_(verb) {}

  std::string text() {
    const std::string name = name_of(program_, verb_.path, '-');
    out_ = ".TH " + argument(upper(name)) + " \"1\" \"\" " +
           argument("Credenza " + std::string(manual_.version)) + " \"Credenza\"\n";
    section({"NAME", "NAAM"});
    out_ += roff(name) + " \\- " + roff(verb_.what) + "\n";
    add_synopsis();
    add_verbs();
    add_options();
    add_exit_codes();
    section({"ENVIRONMENT", "OMGEVING"});
    for (const ManualFact& fact : k_variables)
      add_fact(fact);
    section({"FILES", "BESTANDEN"});
    for (const ManualFact& fact : manual_.files)
      add_fact(fact);
    if (!verb_.example.empty()) {
      section({"EXAMPLE", "VOORBEELD"});
      out_ += ".nf\n" + roff(verb_.example) + "\n.fi\n";
    }
    return out_;
  }

 private:
  void section(const Text& title) { out_ += ".SH " + argument(title.in(manual_.language)) + "\n"; }
  void item(std::string_view head, std::string_view body) {
    out_ += ".TP\n.B " + argument(head) + "\n" + roff(body) + "\n";
  }
  void add_fact(const ManualFact& fact) { item(fact.name, fact.what.in(manual_.language)); }

  void add_synopsis() {
    section({"SYNOPSIS", "GEBRUIK"});
    out_ += ".B " + argument(name_of(program_, verb_.path, ' ')) + "\n";
    const Text line = verb_.verbs.empty() ? Text{"[options]", "[opties]"}
                                          : Text{"verb [options]", "opdracht [opties]"};
    std::string rest(line.in(manual_.language));
    for (const OptionEntry& option : verb_.options) {
      if (option.is_argument) rest += " " + option.names.front();
    }
    out_ += roff(rest) + "\n";
  }

  void add_verbs() {
    if (verb_.verbs.empty()) return;
    section({"VERBS", "OPDRACHTEN"});
    for (const std::string& verb : verb_.verbs) {
      std::vector<std::string> path = verb_.path;
      path.push_back(verb);
      out_ += ".TP\n.BR " + argument(name_of(program_, path, '-')) + " (1)\n" +
              roff(Text{"see there", "zie aldaar"}.in(manual_.language)) + "\n";
    }
  }

  void add_options() {
    section({"OPTIONS", "OPTIES"});
    for (const OptionEntry& option : verb_.options) {
      std::string head;
      for (const std::string& name : option.names)
        head += (head.empty() ? "" : ", ") + name;
      std::string values;
      for (const std::string& choice : option.choices)
        values += (values.empty() ? "" : "|") + choice;
      if (values.empty()) values = Text{"VALUE", "WAARDE"}.in(manual_.language);
      if (!option.is_argument && option.takes_value) head += " " + values;
      const Text required{" (required)", " (verplicht)"};
      item(head, option.what + std::string(option.is_required ? required.in(manual_.language)
                                                              : std::string_view{}));
    }
  }

  void add_exit_codes() {
    section({"EXIT STATUS", "UITGANGSCODES"});
    for (const ExitText& exit : k_exit_texts)
      item(std::to_string(exit.code), exit.what.in(manual_.language));
  }

  const Manual& manual_;
  const std::string& program_;
  const VerbEntry& verb_;
  std::string out_;
};

}  // namespace

std::vector<ManualPage> manual_pages(const CLI::App& app, const Manual& manual) {
  const std::string program = app.get_name();
  std::vector<ManualPage> pages;
  for (const VerbEntry& verb : describe_verbs(app)) {
    pages.push_back({name_of(program, verb.path, '-') + ".1", Page(manual, program, verb).text()});
  }
  return pages;
}

}  // namespace credenza::host
