#include "verifier/explain.h"

#include <algorithm>
#include <array>
#include <vector>

#include "host/exit_codes.h"
#include "host/nearest.h"
#include "verifier/commands.h"
#include "verifier/dutch.h"
#include "verifier/texts.h"

namespace credenza::verifier {
namespace {

using verify::Check;
using verify::CheckName;
using verify::Outcome;

constexpr std::string_view k_schema = "credenza.verifier.check.explain/1";

/// A reason that a check can give.
struct Reason {
  CheckName check;
  Outcome outcome;
  Code code;
};

constexpr std::array k_reasons{
    Reason{CheckName::format, Outcome::failed, Code::malformed},
    Reason{CheckName::format, Outcome::indeterminate, Code::unsupported},
    Reason{CheckName::format, Outcome::indeterminate, Code::unavailable},
    Reason{CheckName::proof, Outcome::failed, Code::bad_signature},
    Reason{CheckName::proof, Outcome::failed, Code::mismatch},
    Reason{CheckName::proof, Outcome::failed, Code::missing},
    Reason{CheckName::proof, Outcome::indeterminate, Code::unavailable},
    Reason{CheckName::proof, Outcome::indeterminate, Code::unsupported},
    Reason{CheckName::proof, Outcome::indeterminate, Code::expired},
    Reason{CheckName::proof, Outcome::indeterminate, Code::revoked},
    Reason{CheckName::validity, Outcome::failed, Code::expired},
    Reason{CheckName::validity, Outcome::failed, Code::not_yet_valid},
    Reason{CheckName::validity, Outcome::failed, Code::malformed},
    Reason{CheckName::holder_binding, Outcome::failed, Code::missing},
    Reason{CheckName::holder_binding, Outcome::failed, Code::expired},
    Reason{CheckName::holder_binding, Outcome::failed, Code::mismatch},
    Reason{CheckName::holder_binding, Outcome::failed, Code::bad_signature},
    Reason{CheckName::holder_binding, Outcome::indeterminate, Code::mismatch},
    Reason{CheckName::status, Outcome::failed, Code::revoked},
    Reason{CheckName::status, Outcome::failed, Code::suspended},
    Reason{CheckName::status, Outcome::failed, Code::superseded},
    Reason{CheckName::status, Outcome::indeterminate, Code::unavailable},
    Reason{CheckName::status, Outcome::indeterminate, Code::not_found},
    Reason{CheckName::status, Outcome::indeterminate, Code::bad_signature},
    Reason{CheckName::status, Outcome::indeterminate, Code::mismatch},
    Reason{CheckName::status, Outcome::indeterminate, Code::unsupported},
    Reason{CheckName::trust, Outcome::failed, Code::untrusted},
    Reason{CheckName::trust, Outcome::failed, Code::expired},
    Reason{CheckName::trust, Outcome::failed, Code::forbidden},
    Reason{CheckName::record, Outcome::failed, Code::malformed},
    Reason{CheckName::record, Outcome::failed, Code::missing},
    Reason{CheckName::target, Outcome::failed, Code::mismatch},
    Reason{CheckName::policy, Outcome::failed, Code::forbidden},
};

Check check_of(const Reason& reason) {
  return {reason.check, reason.outcome, Error{reason.code, {}, {}}, {}};
}

std::vector<Reason> reasons_of(std::string_view word) {
  std::vector<Reason> out;
  std::ranges::copy_if(k_reasons, std::back_inserter(out), [word](const Reason& reason) {
    return word == "all" || word == to_string(reason.code) ||
           word == verify::to_string(reason.check);
  });
  return out;
}

/// What the verdict on the certificate is when nothing else is wrong.
verify::Verdict verdict_of(const Reason& reason) {
  verify::CredentialReport report;
  for (const CheckName name : {CheckName::format, CheckName::proof}) {
    if (name != reason.check) report.checks.push_back({name, Outcome::passed, std::nullopt, {}});
  }
  report.checks.push_back(check_of(reason));
  return report.verdict();
}

std::string text_of(const Reason& reason, host::Language language) {
  const Check check = check_of(reason);
  const verify::Verdict verdict = verdict_of(reason);
  std::string out(name_text(reason.check).in(language));
  out += " (" + std::string(verify::to_string(reason.check)) + ": " +
         std::string(to_string(reason.code)) + ")\n  ";
  out += std::string(verdict_text(verdict).in(language)) + " (exit " +
         std::to_string(verify::exit_code(verdict)) +
         "): " + std::string(finding_text(check, true).in(language)) + "\n  ";
  return out + std::string(next_text(check).in(language)) + "\n";
}

Json json_of(const Reason& reason) {
  const Check check = check_of(reason);
  const verify::Verdict verdict = verdict_of(reason);
  const host::Text finding = finding_text(check, true);
  const host::Text next = next_text(check);
  return {{"check", verify::to_string(reason.check)},
          {"outcome", verify::to_string(reason.outcome)},
          {"code", to_string(reason.code)},
          {"verdict", verify::to_string(verdict)},
          {"exit", verify::exit_code(verdict)},
          {"text", {{"en", finding.en}, {"nl", finding.nl}}},
          {"next", {{"en", next.en}, {"nl", next.nl}}}};
}

int report_unknown(std::string_view word, const host::CommonOptions& common) {
  std::vector<std::string> known{"all"};
  for (const Reason& reason : k_reasons) {
    known.emplace_back(to_string(reason.code));
    known.emplace_back(verify::to_string(reason.check));
  }
  std::string detail = "no check gives this code";
  const std::string_view meant = host::nearest(word, known);
  if (!meant.empty()) detail += "; did you mean '" + std::string(meant) + "'?";
  return tell_error(common, fail(Code::not_found, std::string(word), std::move(detail)),
                    {.what = {"there is nothing to explain", "er is niets uit te leggen"},
                     .next = {"All of them: credenza-verifier check --explain all",
                              "Allemaal: credenza-verifier check --explain all"},
                     .exit = host::k_exit_usage});
}

}  // namespace

int run_explain(std::string_view word, const host::CommonOptions& common) {
  const std::vector<Reason> reasons = reasons_of(word);
  if (reasons.empty()) return report_unknown(word, common);
  Json object{{"schema", k_schema}, {"reasons", Json::array()}};
  std::string text;
  for (const Reason& reason : reasons) {
    object["reasons"].push_back(json_of(reason));
    text += (text.empty() ? "" : "\n") + text_of(reason, common.language());
  }
  const Status written = common.json ? host::write_json(object) : host::write_output(text);
  return written ? host::k_exit_done : host::report_error(k_role, {}, written.error());
}

}  // namespace credenza::verifier
