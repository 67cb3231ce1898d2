// `publish`: files for any web server. Signs anew what changed or what has used up its share of
// validity, and nothing else; so it can run by the clock.
#include <CLI/CLI.hpp>

#include "cid/cid.h"
#include "host/exit_codes.h"
#include "host/system.h"
#include "issuer/publishing.h"
#include "issuer/session.h"
#include "issuer/verbs.h"

namespace credenza::issuer {
namespace {

struct PublishOptions {
  VerbOptions common;
  std::string out;         ///< the root of the web site
  bool if_needed = false;  ///< say little when there is nothing to do
};

Status tell(const PublishOptions& options, const Home& home, const PublishPlan& plan) {
  Json list = Json::array();
  std::string text;
  const std::size_t written = plan.changes();
  for (const PublishPlan::File& planned : plan.files) {
    const std::string path = options.out + planned.draft.path;
    list.push_back({{"file", path}, {"url", planned.draft.url}, {"written", !planned.stays}});
    if (planned.stays) continue;
    text += host::printable(path + "  " + planned.draft.url) + "\n";
  }
  if (options.common.json) {
    TRY(host::write_json({{"schema", schema_of("publish")},
                          {"files", std::move(list)},
                          {"written", options.common.dry_run ? 0 : written},
                          {"dry_run", options.common.dry_run}}));
  } else {
    TRY(host::write_output(text));
  }
  if (options.common.dry_run) {
    const std::string number = std::to_string(written);
    tell(options.common, Sentence{number + " file(s) would be published.",
                                  number + " bestand(en) zou(den) worden gepubliceerd."});
    talk(options.common, host::Text{"Nothing was changed.", "Er is niets veranderd."});
  } else if (written == 0) {
    talk(options.common, host::Text{"nothing to do", "niets te doen"});
  }
  if (written == 0 && options.if_needed) return {};
  const std::string days = std::to_string(home.config.list_valid.count());
  tell(options.common,
       Sentence{"Publish again within " + days + " days: status lists do not hold longer.",
                "Publiceer opnieuw binnen " + days + " dagen: langer gelden statuslijsten niet."});
  return {};
}

Result<int> publish(const PublishOptions& options) {
  const std::string folder = home_folder(options.common);
  static_cast<void>(TRY(load_home(folder)));
  const host::FileLock lock = TRY(lock_home(folder));
  const Home home = TRY(load_home(folder));
  const auto store = TRY(open_store_to_write(home));
  std::optional<Secrets> secrets;
  const SecretsSource source = [&]() -> Result<const Secrets*> {
    if (!secrets) secrets = TRY(open_secrets(options.common, home));
    return &*secrets;
  };
  const PublishPlan plan = TRY(publish_into(
      {home, *store, options.out, host::SystemClock().now(), options.common.dry_run}, source));
  TRY(tell(options, home, plan));
  return host::k_exit_done;
}

}  // namespace

void add_publish(CommandLine& line) {
  const auto [verb, options] =
      line.verb<PublishOptions>({"publish",
                                 {"Write keys and status lists for the web site",
                                  "Schrijf sleutels en statuslijsten voor de website"},
                                 Needs::passphrase},
                                publish);
  verb.add_option("--out", options.out,
                  line.in({"Folder that is the root of the web site",
                           "Map die de wortel van de website is"}))
      ->required();
  verb.add_flag("--if-needed", options.if_needed,
                line.in({"For a clock: say little when there is nothing to do",
                         "Voor een klok: zeg weinig als er niets te doen is"}));
  add_dry_run(line, verb, options.common);
  host::set_example(verb, "credenza-issuer publish --out /var/www/html");
}

}  // namespace credenza::issuer
