// `template list`, `template show`, `template check`.
#include <CLI/CLI.hpp>

#include "host/exit_codes.h"
#include "issuer/record_texts.h"
#include "issuer/session.h"
#include "issuer/verbs.h"

namespace credenza::issuer {
namespace {

struct TemplateListOptions {
  VerbOptions common;
};

/// Of `show` and `check`.
struct TemplateOptions {
  VerbOptions common;
  std::string form;  ///< a file, or the name of a template
};

std::string_view type_name(const Hole& hole) {
  if (!hole.map.empty()) return "map";
  switch (hole.type) {
    case CellType::text:
      return "text";
    case CellType::date:
      return "date";
    case CellType::number:
      return "number";
    case CellType::language:
      return "language";
    case CellType::did:
      return "did";
    case CellType::email:
      return "email";
  }
  return {};
}

std::string_view use_name(HoleUse use) {
  if (use == HoleUse::label) return "label";
  return use == HoleUse::record ? "record" : "check";
}

Json hole_json(const Template& form, const Hole& hole) {
  Json out = {{"column", hole.column},
              {"type", type_name(hole)},
              {"use", use_name(hole.use)},
              {"every_row", hole.rows.has_value()},
              {"where", form.pointer_of(hole, 0)},
              {"optional", hole.optional}};
  if (!hole.format.empty()) out["format"] = hole.format;
  for (const auto& [word, value] : hole.map)
    out["words"].push_back(word);
  if (!hole.refuse.empty()) out["refused"] = hole.refuse;
  return out;
}

std::string hole_text(const Template& form, const Hole& hole, host::Language language) {
  std::string out = "  " + hole.column + "  " + std::string(type_name(hole));
  if (!hole.format.empty()) out += " " + hole.format;
  if (hole.optional) out += host::Text{"  (may be empty)", "  (mag leeg zijn)"}.in(language);
  out += "  " + form.pointer_of(hole, 0) + "\n";
  return host::printable(out.substr(0, out.size() - 1)) + "\n";
}

Json problems_json(const std::vector<Error>& problems) {
  Json out = Json::array();
  for (const Error& problem : problems) {
    out.push_back(
        {{"code", to_string(problem.code)}, {"where", problem.where}, {"detail", problem.detail}});
  }
  return out;
}

/// All that is wrong with a template, in its form and in what comes of it.
/// @error not_found, …  it cannot be read
Result<std::vector<Error>> find_problems(const TemplateOptions& options,
                                         std::optional<Template>& form) {
  std::vector<Error> problems;
  auto loaded = load_template(home_folder(options.common), options.form, problems);
  if (!loaded && problems.empty()) return loaded.error();
  if (loaded) {
    problems = check_template(*loaded);
    form = *std::move(loaded);
  }
  return problems;
}

std::string name_of(const std::string& path) {
  const std::string file = path.substr(path.rfind('/') + 1);
  return file.substr(0, file.size() - std::string_view(".json").size());
}

Result<int> template_list(const TemplateListOptions& options) {
  const Home home = TRY(load_home(home_folder(options.common)));
  Json templates = Json::array();
  std::string text;
  for (const std::string& path : TRY(host::list_files(home.templates()))) {
    if (!path.ends_with(".json")) continue;
    std::vector<Error> problems;
    const auto form = load_template(home.folder, path, problems);
    const bool sound = form && check_template(*form).empty();
    templates.push_back(
        {{"name", name_of(path)}, {"id", form ? Json(form->id()) : Json()}, {"sound", sound}});
    const host::Text word =
        sound ? host::Text{"ok", "in orde"} : host::Text{"NOT SOUND", "NIET IN ORDE"};
    text += host::printable(name_of(path)) + "  " +
            std::string(word.in(options.common.language())) + "\n";
  }
  if (options.common.json) {
    TRY(host::write_json(
        {{"schema", schema_of("template.list")}, {"templates", std::move(templates)}}));
  } else {
    TRY(host::write_output(text));
  }
  return host::k_exit_done;
}

Result<int> template_show(const TemplateOptions& options) {
  std::vector<Error> problems;
  const Template form = TRY(load_template(home_folder(options.common), options.form, problems));
  if (options.common.json) {
    Json columns = Json::array();
    for (const Hole& hole : form.holes())
      columns.push_back(hole_json(form, hole));
    TRY(host::write_json({{"schema", schema_of("template.show")},
                          {"id", form.id()},
                          {"columns", std::move(columns)},
                          {"record", form.record()}}));
    return host::k_exit_done;
  }
  std::string text = host::printable(form.id()) + "\n";
  for (const Hole& hole : form.holes())
    text += hole_text(form, hole, options.common.language());
  TRY(host::write_output(text));
  return host::k_exit_done;
}

Result<int> template_check(const TemplateOptions& options) {
  std::optional<Template> form;
  const std::vector<Error> problems = TRY(find_problems(options, form));
  const int exit = problems.empty() ? host::k_exit_done : host::k_exit_input_rejected;
  if (options.common.json) {
    TRY(host::write_json({{"schema", schema_of("template.check")},
                          {"id", form ? Json(form->id()) : Json()},
                          {"problems", problems_json(problems)},
                          {"exit", exit}}));
    return exit;
  }
  const bool dutch = options.common.language() == host::Language::nl;
  for (const Error& problem : problems) {
    const Sentence what = whole(say_finding(problem, Fault::form));
    const std::string where =
        dutch ? host::place_in_dutch(problem.where, dutch_sentences()) : problem.where;
    TRY(host::write_output(host::printable(where + ": " + (dutch ? what.nl : what.en)) + "\n"));
  }
  if (problems.empty()) {
    talk(options.common, host::Text{"The template is sound.", "Het sjabloon is in orde."});
  } else {
    talk(options.common, host::Text{"The template cannot be used as it is.",
                                    "Het sjabloon is zo niet te gebruiken."});
  }
  return exit;
}

}  // namespace

void add_template_verbs(CommandLine& line) {
  CLI::App& group =
      line.group("template", {"What a credential says, with holes for a class list",
                              "Wat een bewijs zegt, met gaten voor een klassenlijst"});
  const auto list = line.verb<TemplateListOptions>(
      group, {"list", {"Show the templates of this issuer", "Toon de sjablonen van deze uitgever"}},
      template_list);
  host::set_example(list.app, "credenza-issuer template list");
  const auto show = line.verb<TemplateOptions>(
      group,
      {"show",
       {"Show which columns a template needs", "Toon welke kolommen een sjabloon nodig heeft"}},
      template_show);
  add_template_name(line, show.app, "TEMPLATE", show.options.form);
  host::set_example(show.app, "credenza-issuer template show mc-log-02");
  const auto check = line.verb<TemplateOptions>(group,
                                                {"check",
                                                 {"Say everything that is wrong with a template",
                                                  "Zeg alles wat er mis is met een sjabloon"}},
                                                template_check);
  add_template_name(line, check.app, "FILE", check.options.form);
  host::set_example(check.app, "credenza-issuer template check mc-log-02.json");
}

}  // namespace credenza::issuer
