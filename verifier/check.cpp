// `check`: files in, one report out.
#include "host/exit_codes.h"
#include "host/files.h"
#include "host/system.h"
#include "verifier/bundle_maker.h"
#include "verifier/commands.h"
#include "verifier/moment.h"
#include "verifier/reading.h"
#include "verifier/render.h"
#include "verifier/texts.h"

namespace credenza::verifier {
namespace {

using host::Text;

constexpr std::string_view k_schema = "credenza.verifier.check/1";

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

int bad_moment(const Error& error, const host::CommonOptions& common) {
  return host::report_error(
      k_role, common, error,
      {.what = {"this is no moment of the past", "dit is geen moment in het verleden"},
       .next = {"Give a day or a moment, as 2027-03-03 or 2027-03-03T06:30+01:00.",
                "Geef een dag of een moment, als 2027-03-03 of 2027-03-03T06:30+01:00."},
       .exit = host::k_exit_usage});
}

}  // namespace

int run_check(const CheckOptions& check, const std::string& home,
              const host::CommonOptions& common) {
  if (!home.empty() && !host::exists(home)) {
    return report_no_home(home, common);
  }
  const auto trust = TrustStore::load(trust_file(home));
  if (!trust) return report_trust_error(trust.error(), common);
  Setting setting;
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
  const auto read = read_files(check, *trust, setting);
  if (!read) return host::report_error(k_role, common, read.error());
  Json object;
  if (common.json) {
    object = verify::to_json(read->report, k_schema);
    if (setting.as_of) object["as_of"] = format_instant(*setting.as_of);
    if (bundle) object["bundle"] = bundle_json(*bundle, *read);
  }
  const RenderOptions options{common.language(), host::use_color(common.color),
                              setting.as_of.has_value()};
  const Status written = common.json
                             ? host::write_json(object)
                             : host::write_output(heading(setting, *read, common.language()) +
                                                  render(read->report, options));
  if (!written) return host::report_error(k_role, {}, written.error());
  return verify::exit_code(read->report.verdict());
}

}  // namespace credenza::verifier
