#include <algorithm>
#include <optional>
#include <utility>

#include "base/encoding.h"
#include "did/did.h"
#include "did/did_detail.h"
#include "jose/jwk.h"

namespace credenza::did {
namespace {

using cid::Relationship;

constexpr std::size_t k_max_document = std::size_t{64} << 10;
constexpr std::chrono::milliseconds k_timeout{5000};
constexpr std::size_t k_max_services = 64;
constexpr std::size_t k_max_endpoints = 64;
/// What ordinary web servers call a file did.json. A request for "application/did+json" alone would
/// have some of them answer that they have no such thing.
constexpr std::string_view k_accept = "application/json";
/// A public JWK with all its usual members is a tenth of this.
constexpr json::Limits k_jwk_limits{.max_bytes = 4096, .max_depth = 4};

std::string place(std::string_view text) {
  return std::string(text.substr(0, detail::k_max_place));
}

Error not_found(std::string_view url) {
  return fail(Code::not_found, place(url),
              "the identifier has no verification method of this name");
}

Error not_listed(std::string_view url, Relationship relationship) {
  return fail(Code::forbidden, place(url),
              "the key is not meant for '" + std::string(to_string(relationship)) + "'");
}

cid::VerificationMethod method_of(std::string_view url, std::string_view did,
                                  crypto::PublicKey key) {
  return {.id = std::string(url),
          .controller = std::string(did),
          .key = std::move(key),
          .revoked = std::nullopt,
          .expires = std::nullopt};
}

/// did:key (https://w3c-ccg.github.io/did-key-spec/): the only method is named after the key
/// itself, and it is for signatures; a key for encryption is not derived from it.
Result<cid::VerificationMethod> resolve_key(std::string_view url, std::string_view did,
                                            Relationship relationship) {
  const std::string_view value = did.substr(detail::k_key_prefix.size());
  // "The multibaseValue MUST be a string and begin with the letter z", as every Multikey here.
  Result<crypto::PublicKey> key = cid::from_multikey(value);
  if (!key) return fail(key.error().code, place(did), key.error().detail);
  if (url.substr(did.size() + 1) != value) return not_found(url);
  if (relationship == Relationship::key_agreement) return not_listed(url, relationship);
  return method_of(url, did, std::move(*key));
}

/// The rule of did:jwk for `use`: "sig" leaves out keyAgreement, "enc" leaves out everything else.
Status check_use(json::Cursor jwk, std::string_view url, Relationship relationship) {
  const auto use = jwk.find("use");
  if (!use || !use->is_string()) return {};
  const bool agrees = relationship == Relationship::key_agreement;
  if ((use->raw_string() == "sig" && agrees) || (use->raw_string() == "enc" && !agrees)) {
    return not_listed(url, relationship);
  }
  if (use->raw_string() == "enc") {
    return fail(Code::unsupported, place(url), "keys for encryption are not used here");
  }
  return {};
}

/// did:jwk (https://github.com/quartzjer/did-jwk/blob/main/spec.md): "#0 is the only valid value",
/// whatever `kid` says.
Result<cid::VerificationMethod> resolve_jwk(std::string_view url, std::string_view did,
                                            Relationship relationship) {
  const Result<Bytes> text = from_base64url(did.substr(detail::k_jwk_prefix.size()));
  if (!text) return fail(Code::malformed, place(did), text.error().detail);
  const Result<json::Document> jwk = json::Document::parse(as_text(*text), k_jwk_limits);
  if (!jwk) {
    return fail(jwk.error().code, place(did), jwk.error().where + ": " + jwk.error().detail);
  }
  TRY(check_use(jwk->root(), url, relationship));
  Result<crypto::PublicKey> key = jose::from_jwk(jwk->root());
  if (!key) {
    return fail(key.error().code, place(did), key.error().where + ": " + key.error().detail);
  }
  if (url.substr(did.size()) != "#0") return not_found(url);
  return method_of(url, did, std::move(*key));
}

Result<cid::ControlledDocument> fetch_document(Fetcher& fetcher, const Url& url,
                                               std::string_view did) {
  const Fetched fetched = TRY(fetcher.fetch({.url = url,
                                             .accept = std::string(k_accept),
                                             .max_bytes = k_max_document,
                                             .timeout = k_timeout}));
  return cid::ControlledDocument::parse(as_text(fetched.body), did);
}

/// DID Core 1.0 §5.4: `serviceEndpoint` is "a string, a map, or a set composed of one or more
/// strings and/or maps".
std::optional<Service> read_service(json::Cursor node, std::string_view did,
                                    std::string_view type) {
  const auto types = node.find("type");
  const auto id = node.find("id");
  const auto endpoint = node.find("serviceEndpoint");
  if (!types || !endpoint || !id || !id->is_string()) return std::nullopt;
  const auto listed = types->one_or_many();
  const bool wanted = std::any_of(listed.begin(), listed.end(), [type](json::Cursor one) {
    return one.is_string() && one.raw_string() == type;
  });
  if (!wanted) return std::nullopt;
  const std::string_view name = id->raw_string();
  Service service{std::string(name.starts_with('#') ? did : std::string_view{}) + std::string(name),
                  {}};
  for (const json::Cursor one : endpoint->one_or_many()) {
    if (service.endpoints.size() == k_max_endpoints) break;
    if (one.is_string()) service.endpoints.emplace_back(one.raw_string());
  }
  return service;
}

/// Adds those of `document` whose id is not there yet.
void add_services(json::Cursor document, std::string_view did, std::string_view type,
                  std::vector<Service>& found) {
  const auto listed = document.find("service");
  if (!listed) return;
  const auto before = static_cast<std::ptrdiff_t>(found.size());
  for (const json::Cursor node : listed->items()) {
    if (found.size() == k_max_services) return;
    auto service = read_service(node, did, type);
    if (!service) continue;
    const bool is_there =
        std::any_of(found.begin(), found.begin() + before,
                    [&service](const Service& other) { return other.id == service->id; });
    if (!is_there) found.push_back(std::move(*service));
  }
}

}  // namespace

Resolver::Resolver(Fetcher& fetcher) noexcept : fetcher_(fetcher) {}

Status Resolver::add_document(std::string_view did, std::string_view text) {
  if (!is_did(did)) return fail(Code::malformed, place(did), "this is no DID");
  documents_.insert_or_assign(std::string(did), TRY(cid::ControlledDocument::parse(text, did)));
  copies_.emplace(did);
  return {};
}

Origin Resolver::origin(std::string_view did) const {
  if (did.starts_with(detail::k_key_prefix) || did.starts_with(detail::k_jwk_prefix))
    return Origin::identifier;
  const auto known = documents_.find(did);
  if (known != documents_.end() && known->second)
    return copies_.contains(did) ? Origin::copy : Origin::fetched;
  const auto kept = kept_.find(did);
  const bool is_kept = kept != kept_.end() && kept->second && kept->second->document;
  return is_kept ? Origin::copy : Origin::nowhere;
}

void Resolver::use(const Copies& copies, bool ask_today) noexcept {
  kept_copies_ = &copies;
  ask_today_ = ask_today;
}

std::optional<Instant> Resolver::seen(std::string_view did) const {
  const auto kept = kept_.find(did);
  if (kept == kept_.end() || !kept->second || !kept->second->document) return std::nullopt;
  return kept->second->seen;
}

const Resolver::Kept* Resolver::kept(std::string_view did) {
  if (kept_copies_ == nullptr) return nullptr;
  auto known = kept_.find(did);
  if (known == kept_.end()) {
    const auto load = [&]() -> std::optional<Kept> {
      const auto copy = kept_copies_->find(did);
      if (!copy) return Kept{copy.error(), std::nullopt};
      if (!*copy) return std::nullopt;
      if ((*copy)->is_too_old()) return Kept{too_old(**copy, did), std::nullopt};
      auto document = cid::ControlledDocument::parse((*copy)->text, did);
      return Kept{std::move(document),
                  (*copy)->fetched ? std::optional((*copy)->had) : std::nullopt};
    };
    known = kept_.emplace(std::string(did), load()).first;
  }
  return known->second ? &*known->second : nullptr;
}

/// What is known of `did` beside a document of use() that stands for it.
const cid::ControlledDocument* Resolver::known_later(std::string_view did) {
  const Kept* copy = kept(did);
  if (copy == nullptr || !copy->document) return nullptr;
  auto found = documents_.find(did);
  if (found == documents_.end() && ask_today_ && did.starts_with(detail::k_web_prefix)) {
    const auto url = web_document_url(did);
    if (!url) return nullptr;
    found = documents_.emplace(did, fetch_document(fetcher_, *url, did)).first;
  }
  return found == documents_.end() || !found->second ? nullptr : &*found->second;
}

Result<const cid::ControlledDocument*> Resolver::document(std::string_view did) {
  const Kept* copy = kept(did);
  if (copy != nullptr && copy->document) return &*copy->document;
  auto found = documents_.find(did);
  if (found == documents_.end()) {
    if (!did.starts_with(detail::k_web_prefix)) {
      return fail(Code::unsupported, place(did),
                  "only did:key, did:jwk and did:web are resolved here");
    }
    const Url url = TRY(web_document_url(did));
    found = documents_.emplace(did, fetch_document(fetcher_, url, did)).first;
  }
  // A copy that stands for nothing tells more than that nothing else could be had.
  if (!found->second) return copy == nullptr ? found->second.error() : copy->document.error();
  return &*found->second;
}

Result<cid::VerificationMethod> Resolver::resolve(std::string_view url, Relationship relationship,
                                                  Instant now) {
  const std::string_view did = without_fragment(url);
  if (!is_did(did)) {
    return fail(Code::malformed, place(url), "a verification method has to begin with a DID");
  }
  const std::string_view rest = url.substr(did.size());
  if (rest.empty()) {
    return fail(Code::malformed, place(url),
                "'#' and the name of the key are missing after the DID");
  }
  if (rest.front() != '#') {
    return fail(Code::unsupported, place(url), "DIDs with a path or a query are not used here");
  }
  if (did.starts_with(detail::k_key_prefix)) return resolve_key(url, did, relationship);
  if (did.starts_with(detail::k_jwk_prefix)) return resolve_jwk(url, did, relationship);
  const cid::ControlledDocument* known = TRY(document(did));
  auto method = known->method(url, relationship, now);
  const cid::ControlledDocument* later = known_later(did);
  if (later == nullptr) return method;
  if (!method && method.error().code == Code::not_found)
    return later->method(url, relationship, now);
  const auto today = later->method(url, relationship, Instant::min());
  if (!method || !today || !today->revoked) return method;
  if (*today->revoked <= now) return later->method(url, relationship, now);
  method->revoked = std::min(method->revoked.value_or(*today->revoked), *today->revoked);
  return method;
}

Result<std::vector<Service>> Resolver::services(std::string_view did, std::string_view type) {
  std::vector<Service> found;
  if (did.starts_with(detail::k_key_prefix) || did.starts_with(detail::k_jwk_prefix)) return found;
  const cid::ControlledDocument* known = TRY(document(did));
  add_services(known->root(), did, type, found);
  if (const cid::ControlledDocument* later = known_later(did))
    add_services(later->root(), did, type, found);
  return found;
}

}  // namespace credenza::did
