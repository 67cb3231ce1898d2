#include "issuer/publication.h"

#include <algorithm>
#include <array>

#include "base/encoding.h"
#include "data_integrity/data_integrity.h"
#include "did/did.h"
#include "host/files.h"
#include "issuer/key_history.h"
#include "issuer/token_lists.h"
#include "jcs/jcs.h"
#include "verify/statements.h"

namespace credenza::issuer {
namespace {

using json::Cursor;

constexpr std::string_view k_head_type = "LedgerHeadCredential";
constexpr std::size_t k_max_statement_bytes = std::size_t{1} << 20;
constexpr json::Limits k_limits{.max_bytes = std::size_t{4} << 20, .max_depth = 16};
/// What changes with every signature.
constexpr std::array<jcs::Override, 3> k_of_a_signature{
    {{"validFrom", std::nullopt}, {"validUntil", std::nullopt}, {"proof", std::nullopt}}};

Result<Unpublished> draft_at(const std::string& address, Json content) {
  const Url url = TRY(Url::parse(address));
  Unpublished draft{url.path(), url.text(), std::move(content), {}, true};
  draft.content["id"] = url.text();
  return draft;
}

Result<Unpublished> draft_list(const Home& home, const StatusListState& list) {
  const std::string address = home.config.status_list_url(list.purpose, list.number);
  const auto bits = TRY(published(list));
  status_list::ListDescription description{.id = address,
                                           .issuer = home.config.did,
                                           .purpose = list.purpose,
                                           .valid_from = {},
                                           .valid_until = std::nullopt,
                                           .ttl = home.config.list_ttl};
  for (const auto& [index, since] : list.since)
    description.replaced_on.emplace(index, date_in_amsterdam(since));
  Unpublished draft = TRY(draft_at(address, status_list::make_credential(description, bits)));
  draft.holds = home.config.list_valid;
  return draft;
}

/// The anchors of one stolen key: as many as its credentials fill, and one when there are none.
Status draft_anchors(const Home& home, Snapshot& snapshot, const PublicKeyEntry& key,
                     std::vector<Unpublished>& drafts, Json& services) {
  std::vector<verify::AnchorDigest> digests = TRY(anchored(snapshot, key));
  std::sort(digests.begin(), digests.end());
  const std::string method = home.config.did + "#" + key.id;
  Json endpoints = Json::array();
  std::size_t from = 0;
  do {
    const std::size_t to = std::min(from + verify::k_max_anchored, digests.size());
    const std::string part = from == 0 ? "" : "-part-" + std::to_string(endpoints.size() + 1);
    verify::AnchorDescription description{
        .id = home.config.url + "anchors/" + key.id + part + ".json",
        .issuer = home.config.did,
        .method = method,
        .revoked = *key.since,
        .valid_from = {},
        .digests = {digests.begin() + static_cast<std::ptrdiff_t>(from),
                    digests.begin() + static_cast<std::ptrdiff_t>(to)}};
    const std::string address = description.id;
    drafts.push_back(TRY(draft_at(address, verify::make_anchor(std::move(description)))));
    endpoints.push_back(drafts.back().url);
    from = to;
  } while (from < digests.size());
  if (endpoints.size() > verify::k_max_anchors)
    return fail(Code::out_of_range, "anchors", "more credentials of one key than readers take");
  services.push_back({{"id", verify::anchor_service_id(method)},
                      {"type", verify::k_anchor_service},
                      {"serviceEndpoint", std::move(endpoints)}});
  return {};
}

Result<Unpublished> draft_head(const Home& home, Snapshot& snapshot) {
  const LedgerHead head = TRY(head_of(snapshot));
  Json terms = Json::object();
  for (const std::string_view term : {k_head_type, std::string_view("ledger"),
                                      std::string_view("count"), std::string_view("digest")})
    terms[term] = "https://www.w3.org/ns/credentials/issuer-dependent#" + std::string(term);
  Json context = Json::array({"https://www.w3.org/ns/credentials/v2"});
  context.push_back(std::move(terms));
  return draft_at(home.config.url + "ledger-head.json",
                  {{"@context", std::move(context)},
                   {"id", ""},
                   {"type", {"VerifiableCredential", k_head_type}},
                   {"issuer", home.config.did},
                   {"credentialSubject",
                    {{"id", home.config.did},
                     {"ledger", head.ledger},
                     {"count", head.count},
                     {"digest", head.digest}}}});
}

/// What an issuer said of its successor once, signed then.
Result<std::optional<Unpublished>> draft_successor(const Home& home) {
  auto text = host::read_file(home.successor_file(), k_max_statement_bytes);
  if (!text && text.error().code == Code::not_found) return std::optional<Unpublished>{};
  if (!text) return text.error();
  const Url url = TRY(Url::parse(home.successor_url()));
  return std::optional(Unpublished{url.path(), url.text(), {}, std::move(*text), false});
}

/// The keys of the issuer as it publishes them.
class OwnKeys final : public cid::MethodResolver {
 public:
  explicit OwnKeys(cid::ControlledDocument document) noexcept : document_(std::move(document)) {}
  [[nodiscard]] Result<cid::VerificationMethod> resolve(std::string_view url,
                                                        cid::Relationship relationship,
                                                        Instant now) override {
    return document_.method(url, relationship, now);
  }

 private:
  cid::ControlledDocument document_;
};

/// A signed file of this issuer: its document, when its proof holds with a key that is relied on.
Result<json::Document> read_own(std::string_view text, std::string_view issuer,
                                cid::MethodResolver& methods, Instant now) {
  json::Document document = TRY(json::Document::parse(text, k_limits));
  TRY(data_integrity::verify_proofs(document.root(), {.controller = issuer, .now = now}, methods));
  return document;
}

std::optional<Instant> instant_at(Cursor root, std::string_view name) {
  const auto member = root.find(name);
  if (!member || !member->is_string()) return std::nullopt;
  const auto at = parse_instant(member->raw_string());
  return at ? std::optional(*at) : std::nullopt;
}

/// Whether two credentials say the same, whenever they were signed.
bool says_the_same(Cursor there, const Json& content) {
  const auto wanted = json::to_document(content, k_limits);
  if (!wanted) return false;
  const auto a = jcs::canonicalize(there, k_of_a_signature);
  const auto b = jcs::canonicalize(wanted->root(), k_of_a_signature);
  return a && b && *a == *b;
}

}  // namespace

Result<PublishedFile> publish_did(const Home& home, const Json& services) {
  const Url url = TRY(did::web_document_url(home.config.did));
  std::vector<cid::VerificationMethod> methods;
  Json active = Json::array();
  for (const PublicKeyEntry& entry : home.keys.keys()) {
    const bool stolen = entry.state == KeyState::compromised;
    methods.push_back({home.config.did + "#" + entry.id, home.config.did, entry.key,
                       stolen ? entry.since : std::nullopt, std::nullopt});
    if (entry.state == KeyState::active) active.push_back(methods.back().id);
  }
  Json document = cid::make_document(home.config.did, methods);
  document[cid::to_string(cid::Relationship::authentication)] = std::move(active);
  if (!services.empty()) document["service"] = services;
  return PublishedFile{url.path(), url.text(), TRY(json::to_pretty_text(document))};
}

Result<PublishedFile> publish_list(const Home& home, const Secrets& secrets,
                                   const StatusListState& list, Instant now) {
  const Unpublished draft = TRY(draft_list(home, list));
  return sign_draft(draft, home, secrets, now);
}

Result<std::vector<Unpublished>> plan_publication(const Home& home, Snapshot& snapshot) {
  std::vector<Unpublished> drafts;
  Json services = Json::array();
  for (const PublicKeyEntry& key : home.keys.keys()) {
    if (key.state == KeyState::compromised)
      TRY(draft_anchors(home, snapshot, key, drafts, services));
  }
  if (auto successor = TRY(draft_successor(home))) {
    services.push_back({{"id", home.config.did + "#successor"},
                        {"type", verify::k_successor_service},
                        {"serviceEndpoint", successor->url}});
    drafts.push_back(std::move(*successor));
  }
  PublishedFile did = TRY(publish_did(home, services));
  drafts.push_back({std::move(did.path), std::move(did.url), {}, std::move(did.text), false});
  for (const std::string_view purpose : k_purposes) {
    for (const StatusListState& list : TRY(status_lists(snapshot, purpose)))
      drafts.push_back(TRY(draft_list(home, list)));
  }
  if (home.config.token_lists) {
    for (Unpublished& draft : TRY(draft_token_lists(home, snapshot)))
      drafts.push_back(std::move(draft));
  }
  drafts.push_back(TRY(draft_head(home, snapshot)));
  return drafts;
}

bool can_stay(const Unpublished& draft, std::string_view there, cid::MethodResolver& methods,
              const Config& config, Instant now) {
  if (!draft.is_signed) return there == draft.text;
  if (draft.tokens) return token_list_can_stay(draft, there, methods, config, now);
  const auto document = read_own(there, config.did, methods, now);
  if (!document || !says_the_same(document->root(), draft.content)) return false;
  const auto from = instant_at(document->root(), "validFrom");
  const auto until = instant_at(document->root(), "validUntil");
  if (!from) return false;
  if (!draft.holds) return !until;
  // A list that holds for another time than is configured now is signed anew too.
  return until && *until == *from + *draft.holds &&
         now < *from + *draft.holds * config.resign_percent / 100;
}

Result<PublishedFile> sign_draft(const Unpublished& draft, const Home& home, const Secrets& secrets,
                                 Instant now) {
  if (!draft.is_signed) return PublishedFile{draft.path, draft.url, draft.text};
  const crypto::PrivateKey* key = secrets.find(home.config.signing_key);
  if (key == nullptr)
    return fail(Code::not_found, "issuer.toml, signing_key", "there is no key of this name");
  if (draft.tokens) return sign_token_list(draft, home, *key, now);
  Json content = draft.content;
  content["validFrom"] = format_instant(now);
  if (draft.holds) content["validUntil"] = format_instant(now + *draft.holds);
  const json::Document document = TRY(json::to_document(content, k_limits));
  std::string text = TRY(data_integrity::add_proof(
      document, {.verification_method = home.signing_method(), .created = now}, *key));
  return PublishedFile{draft.path, draft.url, std::move(text)};
}

std::optional<Instant> published_from(std::string_view text, const Home& home,
                                      cid::MethodResolver& methods, Instant now) {
  if (!text.starts_with('{')) return token_list_from(text, home.config, methods, now);
  const auto document = read_own(text, home.config.did, methods, now);
  return document ? instant_at(document->root(), "validFrom") : std::nullopt;
}

Result<LedgerHead> read_head(std::string_view text, const Home& home, Instant now) {
  const PublishedFile did = TRY(publish_did(home));
  OwnKeys keys(TRY(cid::ControlledDocument::parse(did.text, home.config.did)));
  const json::Document document = TRY(read_own(text, home.config.did, keys, now));
  const Cursor subject = TRY(document.root().at("credentialSubject"));
  const Cursor count = TRY(subject.at("count"));
  const std::uint64_t entries = TRY(count.unsigned_integer());
  const std::string_view digest = TRY(subject.string_at("digest"));
  const std::string_view ledger = TRY(subject.string_at("ledger"));
  return LedgerHead{std::string(ledger), static_cast<Position>(entries), std::string(digest)};
}

}  // namespace credenza::issuer
