// `publish`: files for any web server. Signs anew what changed or what has used up its share of
// validity, and nothing else; so it can run by the clock.
#include <algorithm>

#include <CLI/CLI.hpp>

#include "host/exit_codes.h"
#include "host/files.h"
#include "host/system.h"
#include "issuer/key_history.h"
#include "issuer/publication.h"
#include "issuer/session.h"
#include "issuer/verbs.h"

namespace credenza::issuer {
namespace {

struct PublishOptions {
  VerbOptions common;
  std::string out;         ///< the root of the web site
  bool if_needed = false;  ///< say little when there is nothing to do
};

/// Everybody may read what is published.
constexpr unsigned k_mode = 0644;
constexpr std::size_t k_max_bytes = std::size_t{4} << 20;
constexpr std::string_view k_schema = "credenza.issuer.published/1";

/// No network: what this issuer publishes is read with the keys that it publishes.
class NoNetwork final : public Fetcher {
 public:
  [[nodiscard]] Result<Fetched> fetch(const FetchRequest& request) override {
    return fail(Code::forbidden, request.url.text(), "publishing needs no network");
  }
};

struct Planned {
  Unpublished draft;
  std::string there;  ///< what lies on the web site now; empty: nothing
  bool stays = false;
};

Error clock_went_back(Instant before, Instant now) {
  return fail(Code::conflict, "clock",
              "was " + format_instant(before) + " when something was published last, and is " +
                  format_instant(now) + " now");
}

std::string last_file(const Home& home) {
  return home.folder + "/published.json";
}

/// Readers prefer the newer of two lists, so one that seems older must not be made.
Status check_clock(const Home& home, const std::vector<Planned>& plan, cid::MethodResolver& methods,
                   Instant now) {
  const auto text = host::read_file(last_file(home), k_max_bytes);
  if (text) {
    const json::Document document = TRY(json::Document::parse(*text));
    const std::string_view at = TRY(document.root().string_at("at"));
    const Instant last = TRY(parse_instant(at));
    if (now < last) return clock_went_back(last, now);
  } else if (text.error().code != Code::not_found) {
    return text.error();
  }
  for (const Planned& planned : plan) {
    const auto from = published_from(planned.there, home, methods, now);
    if (from && now < *from) return clock_went_back(*from, now);
  }
  return {};
}

/// What the ledger lost since it was published is seen before it is published again.
Status check_ledger(const Home& home, Snapshot& snapshot, const std::vector<Planned>& plan,
                    cid::MethodResolver& methods, Instant now) {
  const Planned& head = plan.back();
  return head.there.empty() ? Status() : check_head(head.there, home, snapshot, methods, now);
}

Result<std::vector<Planned>> make_plan(std::vector<Unpublished> drafts, const std::string& out) {
  std::vector<Planned> plan;
  for (Unpublished& draft : drafts) {
    auto there = host::read_file(out + draft.path, k_max_bytes);
    if (!there && there.error().code == Code::unavailable) return there.error();
    plan.push_back({std::move(draft), std::move(there).value_or(std::string())});
  }
  return plan;
}

/// The DID document among the drafts, by which what is signed can be verified.
Status know_keys(did::Resolver& methods, const Home& home, const std::vector<Planned>& plan) {
  const Url url = TRY(did::web_document_url(home.config.did));
  for (const Planned& planned : plan) {
    if (planned.draft.path == url.path())
      return methods.add_document(home.config.did, planned.draft.text);
  }
  return fail(Code::internal, "publish", "no DID document among what is published");
}

/// Signs what does not stay. What was signed is held against the plan as a reader would.
Result<std::vector<host::NewFile>> finish(const std::vector<Planned>& plan, const Home& home,
                                          const PublishOptions& options,
                                          cid::MethodResolver& methods, Instant now) {
  std::vector<host::NewFile> files;
  std::optional<Secrets> secrets;
  for (const Planned& planned : plan) {
    if (planned.stays) continue;
    if (!planned.draft.is_signed) {
      files.push_back({planned.draft.path, planned.draft.text});
      continue;
    }
    if (!secrets) secrets = TRY(open_secrets(options.common, home));
    PublishedFile file = TRY(sign_draft(planned.draft, home, *secrets, now));
    if (!can_stay(planned.draft, file.text, methods, home.config, now))
      return fail(Code::internal, "self-check", "what was signed does not verify: " + file.path);
    files.push_back({std::move(file.path), std::move(file.text)});
  }
  return files;
}

Status write(const Home& home, const std::string& out, const std::vector<host::NewFile>& files,
             Instant now) {
  TRY(host::write_files(out, files, k_mode));
  const std::string text =
      TRY(json::to_pretty_text({{"schema", k_schema}, {"at", format_instant(now)}}));
  return host::write_file(last_file(home), as_bytes(text), {.mode = 0600, .overwrite = true});
}

Status tell(const PublishOptions& options, const Home& home, const std::vector<Planned>& plan) {
  Json list = Json::array();
  std::string text;
  std::size_t written = 0;
  for (const Planned& planned : plan) {
    const std::string path = options.out + planned.draft.path;
    list.push_back({{"file", path}, {"url", planned.draft.url}, {"written", !planned.stays}});
    if (planned.stays) continue;
    text += host::printable(path + "  " + planned.draft.url) + "\n";
    ++written;
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
    talk(options.common, host::Text{"Nothing was changed.", "Er is niets veranderd."});
  } else if (written == 0) {
    talk(options.common, host::Text{"nothing to do", "niets te doen"});
  }
  if (written == 0 && options.if_needed) return {};
  const std::string days = std::to_string(home.config.list_valid.count());
  talk(options.common,
       Sentence{"Publish again within " + days + " days: status lists do not hold longer.",
                "Publiceer opnieuw binnen " + days + " dagen: langer gelden statuslijsten niet."});
  return {};
}

Result<int> publish(const PublishOptions& options) {
  const std::string folder = home_folder(options.common);
  static_cast<void>(TRY(load_home(folder)));
  const host::FileLock lock = TRY(lock_home(folder));
  const Home home = TRY(load_home(folder));
  const Instant now = host::SystemClock().now();
  const auto store = TRY(open_store(home));
  if (!options.common.dry_run) TRY(record_keys(*store, home, now));
  std::vector<Planned> plan;
  NoNetwork network;
  did::Resolver methods(network);
  {
    const auto snapshot = TRY(store->look());
    auto drafts = TRY(plan_publication(home, *snapshot));
    plan = TRY(make_plan(std::move(drafts), options.out));
    TRY(know_keys(methods, home, plan));
    TRY(check_ledger(home, *snapshot, plan, methods, now));
  }
  TRY(check_clock(home, plan, methods, now));
  for (Planned& planned : plan)
    planned.stays = can_stay(planned.draft, planned.there, methods, home.config, now);
  const bool anything =
      std::any_of(plan.begin(), plan.end(), [](const Planned& planned) { return !planned.stays; });
  if (anything && !options.common.dry_run) {
    const auto files = TRY(finish(plan, home, options, methods, now));
    TRY(write(home, options.out, files, now));
  }
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
