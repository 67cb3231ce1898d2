// `policy check`: the rule file in plain words, and what in it cannot be meant.
#include "host/exit_codes.h"
#include "host/files.h"
#include "host/system.h"
#include "verifier/commands.h"
#include "verifier/dutch.h"
#include "verifier/lines.h"
#include "verifier/rule_file.h"

namespace credenza::verifier {
namespace {

using host::Text;

constexpr std::string_view k_schema = "credenza.verifier.policy.check/1";

Result<RuleFile> read(const std::string& path) {
  const std::string text = TRY(host::read_file(path, k_max_rule_file_bytes));
  auto rules = parse_rule_file(text);
  if (!rules) {
    Error error = std::move(rules).error();
    error.where = path + (error.where.empty() ? "" : ", " + error.where);
    return error;
  }
  return rules;
}

Json to_json(const RuleFile& rules, const std::vector<Contradiction>& found,
             const host::CommonOptions& common) {
  Json out{{"schema", k_schema},
           {"name", rules.name},
           {"explanation", explain(rules, common.language())},
           {"findings", Json::array()}};
  for (const Contradiction& each : found) {
    out["findings"].push_back({{"severity", each.is_error ? "error" : "warning"},
                               {"where", each.where},
                               {"detail", each.what.en}});
  }
  return out;
}

std::string to_text(const RuleFile& rules, const std::vector<Contradiction>& found,
                    const host::CommonOptions& common) {
  std::string out = explain(rules, common.language());
  for (const Contradiction& each : found) {
    const Text mark =
        each.is_error ? Text{"✘ error:   ", "✘ fout:    "} : Text{"! warning: ", "! let op:  "};
    out += std::string(mark.in(common.language())) + shown(each.where) + ": " +
           shown(each.what.in(common.language())) + "\n";
  }
  if (found.empty()) {
    out += std::string(Text{"✔ nothing contradicts itself\n", "✔ niets spreekt elkaar tegen\n"}.in(
        common.language()));
  }
  return out;
}

}  // namespace

Result<RuleFile> read_rule_file(const std::string& path) {
  auto rules = TRY(read(path));
  for (const Contradiction& each : find_contradictions(rules, host::SystemClock().now()))
    if (each.is_error) return fail(Code::conflict, path + ", " + each.where, each.what.en);
  return rules;
}

int report_policy_error(const Error& error, const host::CommonOptions& common) {
  // What lies on the disk and cannot be had is no fault of its writer.
  const bool unread =
      error.code == Code::unavailable || error.code == Code::forbidden ||
      (error.code == Code::not_found && error.where.find(", ") == std::string::npos);
  if (unread) return tell_error(common, error);
  return tell_error(
      common, error,
      {.what = {"your rule file cannot be used", "uw bestand met regels is niet te gebruiken"},
       .next = {"Correct it there; docs/policy_format.md says what a rule file can hold.",
                "Verbeter het daar; docs/policy_format.md zegt wat er in kan staan."},
       .exit = host::k_exit_input_rejected});
}

int run_policy_check(const std::string& file, const host::CommonOptions& common) {
  const auto rules = read(file);
  if (!rules) return report_policy_error(rules.error(), common);
  const auto found = find_contradictions(*rules, host::SystemClock().now());
  const Status written = common.json ? host::write_json(to_json(*rules, found, common))
                                     : host::write_output(to_text(*rules, found, common));
  if (!written) return host::report_error(k_role, {}, written.error());
  const bool wrong =
      std::any_of(found.begin(), found.end(), [](const auto& each) { return each.is_error; });
  return wrong ? host::k_exit_input_rejected : host::k_exit_done;
}

}  // namespace credenza::verifier
