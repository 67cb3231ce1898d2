// `publish`: files for any web server. Signs anew what changed or what has used up its share of
// validity, and nothing else; so it can run by the clock.
#include <algorithm>

#include "cid/cid.h"
#include "host/exit_codes.h"
#include "host/files.h"
#include "host/system.h"
#include "issuer/key_history.h"
#include "issuer/publication.h"
#include "issuer/published.h"
#include "issuer/session.h"

namespace credenza::issuer {
namespace {

/// Everybody may read what is published.
constexpr unsigned k_mode = 0644;
constexpr std::size_t k_max_bytes = std::size_t{4} << 20;

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

/// Whose a file on the web site is: the DID of a DID document, or the issuer of what is signed.
/// Empty when it does not say.
std::string owner_of(const Planned& planned) {
  const auto document = json::Document::parse(planned.there, {.max_bytes = k_max_bytes});
  if (!document) return {};
  const bool is_signed = document->root().find("credentialSubject").has_value();
  auto owner = document->root().find(is_signed ? "issuer" : "id");
  if (owner && owner->is_object()) owner = owner->find("id");
  return owner && owner->is_string() ? std::string(owner->raw_string()) : std::string();
}

/// A key of a DID document that lies on the web site and that this home does not have; empty when
/// there is none.
std::string strange_key(const std::string& there, const Home& home) {
  const auto document = json::Document::parse(there, {.max_bytes = k_max_bytes});
  const auto methods = document ? document->root().find("verificationMethod") : std::nullopt;
  if (!methods) return {};
  const auto& keys = home.keys.keys();
  for (const json::Cursor method : methods->items()) {
    const auto key = method.find("publicKeyMultibase");
    const auto id = method.find("id");
    if (!key || !key->is_string() || !id || !id->is_string()) continue;
    const bool known = std::any_of(keys.begin(), keys.end(), [&key](const PublicKeyEntry& entry) {
      return cid::to_multikey(entry.key) == key->raw_string();
    });
    if (!known) return std::string(id->raw_string());
  }
  return {};
}

/// Two homes cannot share an address: each would take the keys of the other away. Neither can a
/// home that was made anew, or put back from a backup, and its former self.
Status check_owner(const Home& home, const std::vector<Planned>& plan, const std::string& out) {
  for (const Planned& planned : plan) {
    const std::string owner = planned.there.empty() ? std::string() : owner_of(planned);
    if (!owner.empty() && owner != home.config.did) {
      return fail(
          Code::conflict, "--out",
          out + planned.draft.path + " is of " + owner + ", and this is " + home.config.did);
    }
    const std::string key = strange_key(planned.there, home);
    if (key.empty()) continue;
    return fail(
        Code::conflict, "--out",
        out + planned.draft.path + " has the key " + key + ", which this home does not know");
  }
  return {};
}

/// Readers prefer the newer of two lists, so one that seems older must not be made.
Status check_clock(const Home& home, const std::vector<Planned>& plan, cid::MethodResolver& methods,
                   Instant now) {
  const auto last = TRY(last_publication(home));
  if (last && now < last->at) return clock_went_back(last->at, now);
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
                                          const Options& options, cid::MethodResolver& methods,
                                          Instant now) {
  std::vector<host::NewFile> files;
  std::optional<Secrets> secrets;
  for (const Planned& planned : plan) {
    if (planned.stays) continue;
    if (!planned.draft.is_signed) {
      files.push_back({planned.draft.path, planned.draft.text});
      continue;
    }
    if (!secrets) secrets = TRY(open_secrets(options, home));
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
  return save_publication(home, now);
}

Status tell(const Options& options, const Home& home, const std::vector<Planned>& plan) {
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
                          {"written", options.dry_run ? 0 : written},
                          {"dry_run", options.dry_run}}));
  } else {
    TRY(host::write_output(text));
  }
  if (options.dry_run) {
    talk(options, host::Text{"Nothing was changed.", "Er is niets veranderd."});
  } else if (written == 0) {
    talk(options, host::Text{"nothing to do", "niets te doen"});
  }
  if (written == 0 && options.if_needed) return {};
  const std::string days = std::to_string(home.config.list_valid.count());
  talk(options,
       Sentence{"Publish again within " + days + " days: status lists do not hold longer.",
                "Publiceer opnieuw binnen " + days + " dagen: langer gelden statuslijsten niet."});
  return {};
}

}  // namespace

Result<int> publish(const Options& options) {
  const std::string folder = home_folder(options);
  static_cast<void>(TRY(load_home(folder)));
  const host::FileLock lock = TRY(lock_home(folder));
  const Home home = TRY(load_home(folder));
  const Instant now = host::SystemClock().now();
  const auto store = TRY(open_store(home));
  if (!options.dry_run) TRY(record_keys(*store, home, now));
  std::vector<Planned> plan;
  NoNetwork network;
  did::Resolver methods(network);
  {
    const auto snapshot = TRY(store->look());
    auto drafts = TRY(plan_publication(home, *snapshot));
    plan = TRY(make_plan(std::move(drafts), options.out));
    TRY(check_owner(home, plan, options.out));
    TRY(know_keys(methods, home, plan));
    TRY(check_ledger(home, *snapshot, plan, methods, now));
  }
  TRY(check_clock(home, plan, methods, now));
  for (Planned& planned : plan)
    planned.stays = can_stay(planned.draft, planned.there, methods, home.config, now);
  const bool anything =
      std::any_of(plan.begin(), plan.end(), [](const Planned& planned) { return !planned.stays; });
  if (anything && !options.dry_run) {
    const auto files = TRY(finish(plan, home, options, methods, now));
    TRY(write(home, options.out, files, now));
  } else if (!options.dry_run) {
    // Everything lies there already, whoever put it there.
    const auto last = TRY(last_publication(home));
    if (!last || !has_all_keys(*last, home)) TRY(save_publication(home, now));
  }
  TRY(tell(options, home, plan));
  return host::k_exit_done;
}

}  // namespace credenza::issuer
