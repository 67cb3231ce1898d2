// `check`: files in, one report out.
#include "host/exit_codes.h"
#include "host/files.h"
#include "verifier/commands.h"
#include "verifier/explain.h"
#include "verifier/lines.h"
#include "verifier/reading.h"
#include "verifier/render.h"
#include "verifier/ruling.h"

namespace credenza::verifier {
namespace {

using host::Text;

constexpr std::string_view k_schema = "credenza.verifier.check/1";

/// Asks about each certificate of which nobody could tell whether it was withdrawn.
/// @error forbidden  nobody can be asked (exit 4)
Status ask_about_unreachable(verify::Report& report, const host::CommonOptions& common) {
  for (verify::CredentialReport& credential : report.credentials) {
    if (unreachable(credential) == nullptr) continue;
    const std::string what = shown(credential.file.empty() ? credential.id : credential.file);
    const std::string question =
        what + std::string(Text{": nobody could tell whether it was withdrawn. Accept it? [y/N] ",
                                ": of het is ingetrokken is niet te controleren. Toch goedkeuren? "
                                "[j/N] "}
                               .in(common.language()));
    const bool yes = TRY(
        host::confirm(question, common.passphrase.no_input, "--on-unreachable accept or reject"));
    rule_on_unreachable(credential, yes ? verify::Ruling::accepted : verify::Ruling::rejected);
  }
  return {};
}

/// Does with what could not be reached what the options or the rule file say.
Status rule(verify::Report& report, Unreachable word, const host::CommonOptions& common) {
  if (word == Unreachable::undetermined) return {};
  if (word == Unreachable::ask) return ask_about_unreachable(report, common);
  for (verify::CredentialReport& credential : report.credentials) {
    rule_on_unreachable(credential, word == Unreachable::accept ? verify::Ruling::accepted
                                                                : verify::Ruling::rejected);
  }
  return {};
}

int report_no_files(const host::CommonOptions& common) {
  return host::report_error(
      k_role, common, fail(Code::missing, "FILE", "no file was named"),
      {.what = {"name the files to check", "noem de bestanden"},
       .next = {"Run: credenza-verifier check --help", "Hulp: credenza-verifier check --help"},
       .exit = host::k_exit_usage});
}

Result<std::optional<RuleFile>> load_rules(const std::string& file) {
  if (file.empty()) return std::optional<RuleFile>();
  return std::optional(TRY(read_rule_file(file)));
}

}  // namespace

int run_check(const CheckOptions& check, const std::string& home,
              const host::CommonOptions& common) {
  if (!check.explain.empty()) return run_explain(check.explain, common);
  if (check.files.empty()) return report_no_files(common);
  if (!home.empty() && !host::exists(home)) {
    return report_no_home(home, common);
  }
  const auto trust = TrustStore::load(trust_file(home));
  if (!trust) return report_trust_error(trust.error(), common);
  const auto rules = load_rules(check.policy);
  if (!rules) return report_policy_error(rules.error(), common);
  const RuleFile* file = *rules ? &**rules : nullptr;
  auto report = read_files(check, *trust, Question::accepted, file);
  if (!report) return host::report_error(k_role, common, report.error());
  Unreachable word = file == nullptr ? Unreachable::undetermined : file->on_unreachable;
  // The command line lets no other word pass.
  if (!check.on_unreachable.empty()) word = *parse_unreachable(check.on_unreachable);
  if (const Status ruled = rule(*report, word, common); !ruled)
    return host::report_error(k_role, common, ruled.error());
  if (file != nullptr) require(*file, *report);
  const Status written =
      common.json
          ? host::write_json(verify::to_json(*report, k_schema))
          : host::write_output(render(*report, {common.language(), host::use_color(common.color)}));
  if (!written) return host::report_error(k_role, {}, written.error());
  return verify::exit_code(report->verdict());
}

}  // namespace credenza::verifier
