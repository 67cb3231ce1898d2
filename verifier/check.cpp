// `check`: files in, one report out.
#include "host/exit_codes.h"
#include "host/files.h"
#include "host/system.h"
#include "verifier/bundle_maker.h"
#include "verifier/commands.h"
#include "verifier/dutch.h"
#include "verifier/explain.h"
#include "verifier/lines.h"
#include "verifier/list_store.h"
#include "verifier/moment.h"
#include "verifier/reading.h"
#include "verifier/render.h"
#include "verifier/report_verbs.h"
#include "verifier/ruling.h"
#include "verifier/texts.h"

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

/// Does with what could not be reached what the word says.
Status rule_by(verify::Report& report, Unreachable word, const host::CommonOptions& common) {
  if (word == Unreachable::undetermined) return {};
  if (word == Unreachable::ask) return ask_about_unreachable(report, common);
  for (verify::CredentialReport& credential : report.credentials) {
    rule_on_unreachable(credential, word == Unreachable::accept ? verify::Ruling::accepted
                                                                : verify::Ruling::rejected);
  }
  return {};
}

/// Does with what could not be reached what the option or the rule file say, and answers what that
/// requires.
/// @param rules  null: no rule file
/// @error forbidden  nobody can be asked (exit 4)
Status judge(verify::Report& report, const RuleFile* rules, const std::string& on_unreachable,
             const host::CommonOptions& common) {
  Unreachable word = rules == nullptr ? Unreachable::undetermined : rules->on_unreachable;
  // The command line lets no other word pass.
  if (!on_unreachable.empty()) word = *parse_unreachable(on_unreachable);
  TRY(rule_by(report, word, common));
  if (rules != nullptr) require(*rules, report);
  return {};
}

int report_no_files(const host::CommonOptions& common) {
  return tell_error(
      common, fail(Code::missing, "FILE", "no file was named"),
      {.what = {"name the files to check", "noem de bestanden"},
       .next = {"Run: credenza-verifier check --help", "Hulp: credenza-verifier check --help"},
       .exit = host::k_exit_usage});
}

Result<std::optional<RuleFile>> load_rules(const std::string& file) {
  if (file.empty()) return std::optional<RuleFile>();
  return std::optional(TRY(read_rule_file(file)));
}

/// The bundle that was named, once its maker is known to be relied on.
Result<Bundle> relied_on(const CheckOptions& check, const std::string& home,
                         const TrustStore& trust) {
  Bundle bundle = TRY(Bundle::open(check.bundle));
  std::vector<std::string> makers = check.makers;
  if (const auto own = own_bundle_maker(home)) makers.push_back(*own);
  TRY(check_maker(bundle.index().maker(), makers, trust, host::SystemClock().now()));
  return bundle;
}

Json bundle_json(const Bundle& bundle, const Reading& reading) {
  const Instant made = bundle.index().made();
  Json out = {{"made", format_instant(made)},
              {"maker", bundle.index().maker()},
              {"age_seconds", std::max(reading.report.at - made, std::chrono::seconds{0}).count()},
              {"requests", reading.requests}};
  if (reading.clock_behind) out["clock_behind_seconds"] = reading.clock_behind->count();
  return out;
}

/// What the whole report rests on: the moment, the bundle and its age, the clock.
std::string heading(const Setting& setting, const Reading& reading, host::Language language) {
  const auto in = [language](const Text& text) { return std::string(text.in(language)); };
  std::string out;
  if (setting.as_of) {
    out += in({"As of:   ", "Moment:  "}) + day_text(date_in_amsterdam(*setting.as_of)) + " (" +
           format_instant(*setting.as_of) +
           in({"): with what was known then", "): met wat toen bekend was"}) + "\n";
  }
  if (setting.bundle != nullptr) {
    const Instant made = setting.bundle->index().made();
    const auto age = reading.report.at - made;
    out +=
        in({"Bundle:  of ", "Bundel:  van "}) + day_text(date_in_amsterdam(made)) + ", " +
        (age < std::chrono::seconds{0} && setting.as_of
             ? in({"later than that moment", "later dan dat moment"})
             : age_text(std::max(age, std::chrono::seconds{0}), language) + in({" old", " oud"})) +
        in({"; requests to the network: ", "; vragen aan internet: "}) +
        std::to_string(reading.requests) + "\n";
  }
  if (reading.clock_behind) {
    out += in({"Clock:   WRONG, at least ", "Klok:    LOOPT FOUT, minstens "}) +
           age_text(*reading.clock_behind, language) +
           in({" behind: the bundle was made later than now",
               " achter: de bundel is later gemaakt dan nu"}) +
           "\n";
  }
  return out.empty() ? out : out + "\n";
}

int tell(const Reading& reading, const Setting& setting, const host::CommonOptions& common) {
  Json object;
  if (common.json) {
    object = verify::to_json(reading.report, k_schema);
    if (setting.as_of) object["as_of"] = format_instant(*setting.as_of);
    if (setting.bundle != nullptr) object["bundle"] = bundle_json(*setting.bundle, reading);
  }
  const RenderOptions options{common.language(), host::use_color(common.color),
                              setting.as_of.has_value()};
  const Status written = common.json
                             ? host::write_json(object)
                             : host::write_output(heading(setting, reading, common.language()) +
                                                  render(reading.report, options));
  if (!written) return host::report_error(k_role, {}, written.error());
  return verify::exit_code(reading.report.verdict());
}

int bad_moment(const Error& error, const host::CommonOptions& common) {
  return tell_error(
      common, error,
      {.what = {"this is no moment of the past", "dit is geen moment in het verleden"},
       .next = {"Give a day or a moment, as 2027-03-03 or 2027-03-03T06:30+01:00.",
                "Geef een dag of een moment, als 2027-03-03 of 2027-03-03T06:30+01:00."},
       .exit = host::k_exit_usage});
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
  auto lists = load_lists(home_folder(home));
  if (!lists) return report_trust_error(lists.error(), common);
  Setting setting;
  setting.rules = *rules ? &**rules : nullptr;
  if (!check.as_of.empty()) {
    const auto moment = past_moment(check.as_of, host::SystemClock().now());
    if (!moment) return bad_moment(moment.error(), common);
    setting.as_of = *moment;
  }
  std::optional<Bundle> bundle;
  if (!check.bundle.empty()) {
    auto opened = relied_on(check, home, *trust);
    // Nothing was looked at, so that nobody is accused either.
    if (!opened) return report_bundle_error(opened.error(), common, host::k_exit_undetermined);
    setting.bundle = &bundle.emplace(*std::move(opened));
  }
  auto read = read_files(check, *trust, setting, *std::move(lists));
  if (!read) return tell_error(common, read.error());
  if (const Status ruled = judge(read->report, setting.rules, check.on_unreachable, common); !ruled)
    return tell_error(common, ruled.error());
  if (!check.report_out.empty()) {
    if (const Status kept = write_signed_report(check, *read, setting, home); !kept)
      return tell_error(common, kept.error());
  }
  return tell(*read, setting, common);
}

}  // namespace credenza::verifier
