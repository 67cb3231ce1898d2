#include <algorithm>

#include <CLI/CLI.hpp>

#include "host/reference.h"

namespace credenza::host {
namespace {

/// `text` as one word of a shell. Ours have no control characters.
std::string quoted(std::string_view text, std::string_view quote_inside) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'') {
      out += quote_inside;
    } else if (c == '\\' && quote_inside == "\\'") {
      out += "\\\\";  // fish reads escapes within single quotes
    } else {
      out += c;
    }
  }
  return out + "'";
}

std::string posix(std::string_view text) {
  return quoted(text, "'\\''");
}

std::string fish(std::string_view text) {
  return quoted(text, "\\'");
}

/// " key list": every step with a space in front, so that no step is the beginning of another.
std::string place_of(const VerbEntry& verb) {
  std::string out;
  for (const std::string& step : verb.path)
    out += " " + step;
  return out;
}

std::string function_name(const CLI::App& app) {
  std::string name = "_" + app.get_name();
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words)
    out += (out.empty() ? "" : " ") + word;
  return out;
}

/// What may stand behind `verb`: its verbs, its options, and the choices of its arguments.
std::vector<std::string> words_of(const VerbEntry& verb) {
  std::vector<std::string> out = verb.verbs;
  for (const OptionEntry& option : verb.options) {
    const auto& add = option.is_argument ? option.choices : option.names;
    out.insert(out.end(), add.begin(), add.end());
  }
  return out;
}

/// The alternatives of a `case` that names every place but the program itself.
std::string places(const std::vector<VerbEntry>& verbs, std::string (*quote)(std::string_view)) {
  std::string out;
  for (const VerbEntry& verb : verbs) {
    if (!verb.path.empty()) out += (out.empty() ? "" : "|") + quote(place_of(verb));
  }
  return out;
}

/// The lines of a `case "$at$before"` for what stands behind an option with a value.
std::string values_of(const VerbEntry& verb) {
  std::string choices;
  std::string others;
  for (const OptionEntry& option : verb.options) {
    if (option.is_argument || !option.takes_value) continue;
    for (const std::string& name : option.names) {
      const std::string pattern = posix(place_of(verb) + " " + name);
      if (option.choices.empty()) {
        others += (others.empty() ? "" : "|") + pattern;
      } else {
        choices += "    " + pattern + ") words=" + posix(joined(option.choices)) + " ;;\n";
      }
    }
  }
  if (!others.empty()) choices += "    " + others + ") words= ;;\n";
  return choices;
}

/// Whether one of the arguments of `verb` is a live word.
bool asks_live(const VerbEntry& verb, const LiveWords& live) {
  return !live.argument.empty() &&
         std::any_of(verb.options.begin(), verb.options.end(), [&live](const OptionEntry& each) {
           return each.is_argument && each.names.front() == live.argument;
         });
}

/// The command of live words, quiet, in bash and zsh; `handed_on` holds the option with its value.
std::string live_command(const LiveWords& live) {
  return "$(" + live.command + " \"${handed_on[@]}\" </dev/null 2>/dev/null)";
}

std::string bash_script(const CLI::App& app, const LiveWords& live) {
  const std::vector<VerbEntry> verbs = describe_verbs(app);
  const std::string function = function_name(app);
  std::string out = "# bash completion for " + app.get_name() + "\n" + function + "() {\n" +
                    "  local current=${COMP_WORDS[COMP_CWORD]} before= at= words= i\n"
                    "  local -a handed_on\n"
                    "  if ((COMP_CWORD > 1)); then before=\" ${COMP_WORDS[COMP_CWORD - 1]}\"; fi\n"
                    "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
                    "    case \"$at ${COMP_WORDS[i]}\" in\n      " +
                    places(verbs, posix) +
                    ") at=\"$at ${COMP_WORDS[i]}\" ;;\n"
                    "    esac\n";
  if (!live.argument.empty()) {
    out += "    if [[ ${COMP_WORDS[i]} == " + live.option +
           " ]] && ((i + 1 < COMP_CWORD)); then\n"
           "      handed_on=(" +
           live.option + " \"${COMP_WORDS[i + 1]}\")\n    fi\n";
  }
  out += "  done\n  case $at in\n";
  for (const VerbEntry& verb : verbs) {
    out += "    " + posix(place_of(verb)) + ") words=" + posix(joined(words_of(verb)));
    if (asks_live(verb, live))
      out += "; [[ $current == -* ]] || words+=\" " + live_command(live) + "\"";
    out += " ;;\n";
  }
  out += "  esac\n  case \"$at$before\" in\n";
  for (const VerbEntry& verb : verbs)
    out += values_of(verb);
  // Files where neither a verb nor an option fits.
  return out +
         "  esac\n"
         "  mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$current\")\n"
         "  if ((${#COMPREPLY[@]} == 0)) || [[ -z $words ]]; then\n"
         "    compopt -o filenames 2>/dev/null\n"
         "    mapfile -t COMPREPLY < <(compgen -f -- \"$current\")\n"
         "  fi\n}\ncomplete -F " +
         function + " " + app.get_name() + "\n";
}

/// "'--lang:Language of messages'": a colon in the name would end it, and ours have none.
std::string described(std::string_view name, std::string_view what) {
  return " " + posix(std::string(name) + ":" + std::string(what));
}

std::string what_of(const std::vector<VerbEntry>& verbs, const VerbEntry& group,
                    const std::string& name) {
  std::vector<std::string> path = group.path;
  path.push_back(name);
  const auto found = std::find_if(verbs.begin(), verbs.end(),
                                  [&path](const VerbEntry& each) { return each.path == path; });
  return found == verbs.end() ? std::string{} : found->what;
}

std::string zsh_script(const CLI::App& app, const LiveWords& live) {
  const std::vector<VerbEntry> verbs = describe_verbs(app);
  const std::string function = function_name(app);
  std::string out = "#compdef " + app.get_name() + "\n" + function +
                    "() {\n  local at= word before=\"$words[CURRENT-1]\"\n"
                    "  local -a found choices handed_on\n"
                    "  for word in \"${(@)words[2,CURRENT-1]}\"; do\n"
                    "    case \"$at $word\" in\n      (" +
                    places(verbs, posix) + ") at=\"$at $word\" ;;\n    esac\n  done\n";
  if (!live.argument.empty()) {
    out += "  local -i named=${words[(I)" + live.option +
           "]}\n  if (( named && named + 1 < CURRENT )); then handed_on=(" + live.option +
           " \"${(Q)words[named+1]}\"); fi\n";
  }
  out += "  case \"$at\" in\n";
  for (const VerbEntry& verb : verbs) {
    out += "    (" + posix(place_of(verb)) + ") found=(";
    for (const std::string& name : verb.verbs)
      out += described(name, what_of(verbs, verb, name));
    for (const OptionEntry& option : verb.options) {
      for (const std::string& name : option.is_argument ? option.choices : option.names)
        out += described(name, option.what);
    }
    out += " )";
    if (asks_live(verb, live)) out += "; found+=(${(f)\"" + live_command(live) + "\"})";
    out += " ;;\n";
  }
  out += "  esac\n  local words_before=\"$at $before\" words=x\n  case \"$words_before\" in\n";
  for (const VerbEntry& verb : verbs)
    out += values_of(verb);
  return out +
         "  esac\n"
         "  if [[ $words != x ]]; then\n"
         "    choices=(${=words})\n"
         "    if (( $#choices )); then compadd -a choices; else _files; fi\n"
         "    return\n  fi\n"
         "  _describe 'word' found || _files\n}\ncompdef " +
         function + " " + app.get_name() + "\n";
}

/// A function that prints the live words, with the option that stands on the line.
std::string fish_live(const std::string& function, const LiveWords& live) {
  return "function " + function +
         "\n  set -l line (commandline -opc)\n  set -l at (contains -i -- " + live.option +
         " $line)\n  if test -n \"$at\"; and test $at -lt (count $line)\n    " + live.command +
         " " + live.option + " $line[(math $at + 1)] </dev/null 2>/dev/null\n  else\n    " +
         live.command + " </dev/null 2>/dev/null\n  end\nend\n";
}

std::string fish_script(const CLI::App& app, const LiveWords& live) {
  const std::vector<VerbEntry> verbs = describe_verbs(app);
  const std::string function = "_" + function_name(app) + "_at";
  std::string alternatives;
  for (const VerbEntry& verb : verbs) {
    if (!verb.path.empty()) alternatives += " " + fish(place_of(verb));
  }
  std::string out = "# fish completion for " + app.get_name() + "\nfunction " + function +
                    "\n  set -l at ''\n  for word in (commandline -opc)[2..-1]\n"
                    "    switch \"$at $word\"\n      case" +
                    alternatives +
                    "\n        set at \"$at $word\"\n    end\n  end\n"
                    "  test \"$at\" = \"$argv[1]\"\nend\n";
  const std::string live_function = "_" + function_name(app) + "_live";
  if (!live.argument.empty()) out += fish_live(live_function, live);
  for (const VerbEntry& verb : verbs) {
    const std::string begin =
        "complete -c " + app.get_name() + " -n " + fish(function + " \"" + place_of(verb) + "\"");
    if (asks_live(verb, live)) out += begin + " -f -a '(" + live_function + ")'\n";
    for (const std::string& name : verb.verbs)
      out += begin + " -f -a " + fish(name) + " -d " + fish(what_of(verbs, verb, name)) + "\n";
    for (const OptionEntry& option : verb.options) {
      const std::string choices =
          option.choices.empty() ? "" : " -f -a " + fish(joined(option.choices));
      if (option.is_argument) {
        if (!choices.empty()) out += begin + choices + "\n";
        continue;
      }
      out += begin;
      for (const std::string& name : option.names)
        out += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
      out += std::string(option.takes_value ? " -r" : "") + choices + " -d " + fish(option.what) +
             "\n";
    }
  }
  return out;
}

}  // namespace

Result<std::string> completion_script(const CLI::App& app, std::string_view shell,
                                      const LiveWords& live) {
  if (shell == "bash") return bash_script(app, live);
  if (shell == "zsh") return zsh_script(app, live);
  if (shell == "fish") return fish_script(app, live);
  return fail(Code::unsupported, "SHELL", "completion is made for bash, zsh and fish");
}

}  // namespace credenza::host
