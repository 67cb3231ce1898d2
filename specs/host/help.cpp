// --help of the program and of each verb, made of the same descriptions as its manual page.
#include <algorithm>

#include <CLI/CLI.hpp>

#include "host/reference.h"

namespace credenza::host {
namespace {

constexpr std::size_t k_head_width = 30;

/// `head` and behind it, in a column, `what`; on a line of its own when the head is long.
std::string item(const std::string& head, const std::string& what) {
  std::string line = "  " + head;
  if (line.size() + 2 > k_head_width) line += "\n" + std::string(k_head_width, ' ');
  if (line.size() < k_head_width) line.append(k_head_width - line.size(), ' ');
  return line + what + "\n";
}

std::string joined(const std::vector<std::string>& words, std::string_view between) {
  std::string out;
  for (const std::string& word : words)
    out += (out.empty() ? std::string() : std::string(between)) + word;
  return out;
}

class Help {
 public:
  Help(const VerbEntry& verb, const std::vector<VerbEntry>& all, std::string name,
       Language language)
      : verb_(verb), all_(all), name_(std::move(name)), language_(language) {}

  [[nodiscard]] std::string text() const {
    std::string out = verb_.what + "\n\n" + usage();
    out += verbs();
    out += section(in({"Arguments", "Argumenten"}),
                   [](const OptionEntry& option) { return option.is_argument; });
    out += section(in({"Options", "Opties"}), [](const OptionEntry& option) {
      return !option.is_argument && option.group.empty();
    });
    for (const std::string& group : groups()) {
      out += section(group, [&group](const OptionEntry& option) {
        return !option.is_argument && option.group == group;
      });
    }
    if (!verb_.example.empty())
      out += "\n" + in({"Example: ", "Voorbeeld: "}) + verb_.example + "\n";
    return out;
  }

 private:
  [[nodiscard]] std::string in(const Text& text) const { return std::string(text.in(language_)); }

  [[nodiscard]] std::string usage() const {
    std::string line = in({"Usage: ", "Gebruik: "}) + name_;
    if (!verb_.verbs.empty()) line += in({" VERB", " OPDRACHT"});
    line += in({" [options]", " [opties]"});
    for (const OptionEntry& option : verb_.options) {
      if (!option.is_argument) continue;
      const std::string argument = option.names.front() + (option.is_list ? "..." : "");
      line += option.is_required ? " " + argument : " [" + argument + "]";
    }
    return line + "\n";
  }

  [[nodiscard]] std::string verbs() const {
    if (verb_.verbs.empty()) return {};
    std::string out = "\n" + in({"Verbs:", "Opdrachten:"}) + "\n";
    for (const std::string& verb : verb_.verbs) {
      std::vector<std::string> path = verb_.path;
      path.push_back(verb);
      const auto found = std::find_if(all_.begin(), all_.end(),
                                      [&path](const VerbEntry& one) { return one.path == path; });
      out += item(verb, found == all_.end() ? std::string() : found->what);
    }
    return out;
  }

  [[nodiscard]] std::vector<std::string> groups() const {
    std::vector<std::string> out;
    for (const OptionEntry& option : verb_.options) {
      if (!option.group.empty() && std::find(out.begin(), out.end(), option.group) == out.end())
        out.push_back(option.group);
    }
    return out;
  }

  template <class Which>
  [[nodiscard]] std::string section(const std::string& title, const Which& which) const {
    std::string out;
    for (const OptionEntry& option : verb_.options) {
      if (!which(option)) continue;
      std::string head = joined(option.names, ", ");
      if (!option.is_argument && option.takes_value) {
        head +=
            " " + (option.choices.empty() ? in({"VALUE", "WAARDE"}) : joined(option.choices, "|"));
      }
      out +=
          item(head, option.what + (option.is_required ? in({" (required)", " (verplicht)"}) : ""));
    }
    return out.empty() ? out : "\n" + title + ":\n" + out;
  }

  const VerbEntry& verb_;
  const std::vector<VerbEntry>& all_;
  std::string name_;
  Language language_;
};

}  // namespace

std::string help_text(const CLI::App& verb, Language language) {
  std::vector<std::string> path;
  const CLI::App* top = &verb;
  for (; top->get_parent() != nullptr; top = top->get_parent())
    path.insert(path.begin(), top->get_name());
  const std::vector<VerbEntry> all = describe_verbs(*top);
  const auto found = std::find_if(all.begin(), all.end(),
                                  [&path](const VerbEntry& one) { return one.path == path; });
  must(found != all.end());
  const std::string name = top->get_name() + (path.empty() ? "" : " ") + joined(path, " ");
  return Help(*found, all, name, language).text();
}

}  // namespace credenza::host
