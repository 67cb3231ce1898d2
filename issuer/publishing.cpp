#include "issuer/publishing.h"

#include <algorithm>

#include "cid/cid.h"
#include "did/did.h"
#include "host/files.h"
#include "issuer/key_history.h"
#include "issuer/last_published.h"

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

Error clock_went_back(Instant before, Instant now) {
  return fail(Code::conflict, "clock",
              "was " + format_instant(before) + " when something was published last, and is " +
                  format_instant(now) + " now");
}

/// Whose a file on the web site is: the DID of a DID document, or the issuer of what is signed.
/// Empty when it does not say.
std::string owner_of(const PublishPlan::File& planned) {
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
Status check_owner(const Home& home, const PublishPlan& plan, const std::string& out) {
  for (const PublishPlan::File& planned : plan.files) {
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
Status check_clock(const Home& home, const PublishPlan& plan, cid::MethodResolver& methods,
                   Instant now) {
  const auto last = TRY(read_last_published(home));
  if (last && now < last->at) return clock_went_back(last->at, now);
  for (const PublishPlan::File& file : plan.files) {
    const auto from = published_from(file.there, home, methods, now);
    if (from && now < *from) return clock_went_back(*from, now);
  }
  return {};
}

/// The DID document among the drafts, by which what is signed can be verified.
Status know_keys(did::Resolver& methods, const Home& home, const PublishPlan& plan) {
  const Url url = TRY(did::web_document_url(home.config.did));
  for (const PublishPlan::File& file : plan.files) {
    if (file.draft.path == url.path())
      return methods.add_document(home.config.did, file.draft.text);
  }
  return fail(Code::internal, "publish", "no DID document among what is published");
}

/// What is to lie on the web site, and what of it lies there.
Result<PublishPlan> make_plan(const PublishRequest& request, did::Resolver& methods) {
  PublishPlan plan;
  const auto snapshot = TRY(request.store.look());
  for (Unpublished& draft : TRY(plan_publication(request.home, *snapshot))) {
    auto there = host::read_file(request.out + draft.path, k_max_bytes);
    if (!there && there.error().code == Code::unavailable) return there.error();
    plan.files.push_back({std::move(draft), std::move(there).value_or(std::string())});
  }
  TRY(know_keys(methods, request.home, plan));
  TRY(check_owner(request.home, plan, request.out));
  TRY(check_clock(request.home, plan, methods, request.now));
  for (PublishPlan::File& file : plan.files) {
    file.stays = can_stay(file.draft, file.there, methods, request.home.config, request.now);
  }
  return plan;
}

/// Signs what does not stay. What was signed is held against the plan as a reader would.
Result<std::vector<host::NewFile>> sign(const PublishPlan& plan, const PublishRequest& request,
                                        const SecretsSource& secrets,
                                        cid::MethodResolver& methods) {
  std::vector<host::NewFile> out;
  const Secrets* opened = nullptr;
  for (const PublishPlan::File& file : plan.files) {
    if (file.stays) continue;
    if (!file.draft.is_signed) {
      out.push_back({file.draft.path, file.draft.text});
      continue;
    }
    if (opened == nullptr) opened = TRY(secrets());
    PublishedFile made = TRY(sign_draft(file.draft, request.home, *opened, request.now));
    if (!can_stay(file.draft, made.text, methods, request.home.config, request.now))
      return fail(Code::internal, "self-check", "what was signed does not verify: " + made.path);
    out.push_back({std::move(made.path), std::move(made.text)});
  }
  return out;
}

}  // namespace

std::size_t PublishPlan::changes() const {
  return static_cast<std::size_t>(
      std::count_if(files.begin(), files.end(), [](const File& file) { return !file.stays; }));
}

Status check_site(const Home& home, Store& store, const std::string& out, Instant now) {
  const Url url = TRY(Url::parse(home.config.url + "ledger-head.json"));
  const auto text = host::read_file(out + url.path(), k_max_bytes);
  const auto head = text ? read_head(*text, home, now) : Result<LedgerHead>(text.error());
  if (!head) return {};
  const auto snapshot = TRY(store.look());
  return check_holds(*snapshot, *head);
}

Result<PublishPlan> publish_into(const PublishRequest& request, const SecretsSource& secrets) {
  TRY(check_site(request.home, request.store, request.out, request.now));
  NoNetwork network;
  did::Resolver methods(network);
  PublishPlan plan = TRY(make_plan(request, methods));
  if (request.dry_run) return plan;
  if (TRY(record_keys(request.store, request.home, request.now)))
    plan = TRY(make_plan(request, methods));
  const auto remember = [&]() -> Status {
    const auto snapshot = TRY(request.store.look());
    const LedgerHead head = TRY(head_of(*snapshot));
    return keep_last_published(request.home, request.now, head);
  };
  if (plan.changes() == 0) {
    // Everything lies there already, whoever put it there.
    const auto last = TRY(read_last_published(request.home));
    if (!last || !has_all_keys(*last, request.home)) TRY(remember());
    return plan;
  }
  const auto files = TRY(sign(plan, request, secrets, methods));
  TRY(host::write_files(request.out, files, k_mode));
  TRY(remember());
  return plan;
}

}  // namespace credenza::issuer
