#include "verify/statements.h"

#include <algorithm>
#include <array>

#include "base/encoding.h"
#include "crypto/hash.h"
#include "data_integrity/data_integrity.h"
#include "jcs/jcs.h"
#include "vcdm/vcdm.h"

namespace credenza::verify {
namespace {

using json::Cursor;

constexpr std::size_t k_max_bytes = std::size_t{4} << 20;
constexpr json::Limits k_limits{.max_bytes = k_max_bytes, .max_depth = 16};
constexpr std::string_view k_anchor_type = "KeyAnchorCredential";
constexpr std::string_view k_successor_type = "SuccessorCredential";
constexpr std::string_view k_proof = "proof";
constexpr std::string_view k_terms = "https://www.w3.org/ns/credentials/issuer-dependent#";
constexpr std::chrono::minutes k_clock_skew{5};

/// `members` as terms, for those who read the document as JSON-LD.
Json context_with(std::initializer_list<std::string_view> members) {
  Json terms = Json::object();
  for (const std::string_view member : members)
    terms[member] = std::string(k_terms) + std::string(member);
  Json context = Json::array({"https://www.w3.org/ns/credentials/v2"});
  context.push_back(std::move(terms));
  return context;
}

bool has_type(Cursor root, std::string_view wanted) noexcept {
  const auto type = root.find("type");
  if (!type) return false;
  const auto types = type->one_or_many();
  return std::any_of(types.begin(), types.end(), [wanted](Cursor one) {
    return one.is_string() && one.raw_string() == wanted;
  });
}

struct Wanted {
  std::string_view url;
  std::string_view type;
  std::string_view issuer;
};

/// The subject of a statement by `wanted.issuer`, once its proof holds with a key that is in use.
Result<Cursor> verify_statement(Cursor root, const Wanted& wanted, cid::MethodResolver& methods,
                                Instant now) {
  const vcdm::Credential credential = TRY(vcdm::Credential::read(root));
  if (credential.id != wanted.url)
    return fail(Code::mismatch, "/id", "another statement than the one asked for");
  if (!has_type(root, wanted.type))
    return fail(Code::mismatch, "/type", "not a " + std::string(wanted.type));
  if (credential.issuer != wanted.issuer)
    return fail(Code::mismatch, "/issuer", "the statement is not by the issuer itself");
  TRY(vcdm::check_validity(credential, now + k_clock_skew));
  const auto verified =
      TRY(data_integrity::verify_proofs(root, {.controller = wanted.issuer, .now = now}, methods));
  if (verified.root() != root) {
    return fail(Code::unsupported, "/proof/@context",
                "a statement with a context beyond that of its proof");
  }
  if (credential.subjects.size() != 1)
    return fail(Code::malformed, "/credentialSubject", "has to be one");
  return credential.subjects.front();
}

Result<std::vector<AnchorDigest>> read_digests(Cursor subject) {
  const Cursor node = TRY(subject.at("digests"));
  const std::string_view text = TRY(node.string());
  const auto bytes = from_multibase(text);
  if (!bytes || bytes->size() % std::tuple_size_v<AnchorDigest> != 0)
    return fail(Code::malformed, node.pointer(), "has to be digests of 16 bytes as base64url");
  std::vector<AnchorDigest> digests(bytes->size() / std::tuple_size_v<AnchorDigest>);
  auto from = bytes->begin();
  for (AnchorDigest& digest : digests) {
    std::copy_n(from, digest.size(), digest.begin());
    from += static_cast<std::ptrdiff_t>(digest.size());
  }
  if (!std::is_sorted(digests.begin(), digests.end()))
    return fail(Code::malformed, node.pointer(), "has to be in order");
  return digests;
}

Error not_confirmed(const cid::VerificationMethod& method, const std::string& why) {
  return fail(Code::revoked, method.id,
              "the key is not to be relied on since " + format_instant(*method.revoked) +
                  ", and that this was made before is not confirmed: " + why);
}

}  // namespace

/// The digests of an anchor whose proof holds.
struct Statements::Anchor {
  Instant revoked;
  std::vector<AnchorDigest> digests;

  static Result<std::unique_ptr<Anchor>> verify(std::string_view text, std::string_view url,
                                                const cid::VerificationMethod& method,
                                                cid::MethodResolver& methods, Instant now) {
    const json::Document document = TRY(json::Document::parse(text, k_limits));
    const Cursor subject = TRY(
        verify_statement(document.root(), {url, k_anchor_type, method.controller}, methods, now));
    if (TRY(subject.string_at("id")) != method.id)
      return fail(Code::mismatch, "/credentialSubject/id", "the anchor is of another key");
    const Cursor revoked = TRY(subject.at("revoked"));
    const std::string_view since = TRY(revoked.string());
    const Instant at = TRY(parse_instant(since));
    auto digests = TRY(read_digests(subject));
    return std::make_unique<Anchor>(Anchor{at, std::move(digests)});
  }
};

std::string anchor_service_id(std::string_view method) {
  return std::string(method) + "-anchor";
}

Result<AnchorDigest> anchor_digest(Cursor secured) {
  const Cursor proof = TRY(secured.at(k_proof));
  const std::string proof_text = TRY(jcs::canonicalize(proof));
  const std::array<jcs::Override, 1> left_out{{{k_proof, std::nullopt}}};
  std::string canonical = TRY(jcs::canonicalize(secured, left_out));
  canonical.pop_back();
  canonical += (secured.size() > 1 ? ",\"proof\":" : "\"proof\":") + proof_text + "}";
  const crypto::Digest whole = crypto::hash(crypto::HashAlgorithm::sha256, as_bytes(canonical));
  AnchorDigest out;
  std::copy_n(whole.view().begin(), out.size(), out.begin());
  return out;
}

Json make_anchor(AnchorDescription description) {
  must(description.digests.size() <= k_max_anchored);
  std::sort(description.digests.begin(), description.digests.end());
  Bytes bytes;
  bytes.reserve(description.digests.size() * std::tuple_size_v<AnchorDigest>);
  for (const AnchorDigest& digest : description.digests)
    bytes.insert(bytes.end(), digest.begin(), digest.end());
  return {{"@context", context_with({k_anchor_type, "revoked", "count", "digests"})},
          {"id", description.id},
          {"type", {"VerifiableCredential", k_anchor_type}},
          {"issuer", description.issuer},
          {"validFrom", format_instant(description.valid_from)},
          {"credentialSubject",
           {{"id", description.method},
            {"revoked", format_instant(description.revoked)},
            {"count", description.digests.size()},
            {"digests", "u" + to_base64url(bytes)}}}};
}

Json make_successor(const SuccessorDescription& description) {
  return {{"@context", context_with({k_successor_type, "successor", "since"})},
          {"id", description.id},
          {"type", {"VerifiableCredential", k_successor_type}},
          {"issuer", description.issuer},
          {"validFrom", format_instant(description.valid_from)},
          {"credentialSubject",
           {{"id", description.issuer},
            {"successor", {{"id", description.successor.id}, {"name", description.successor.name}}},
            {"since", format_date(description.successor.since)}}}};
}

bool is_statement(Cursor root) noexcept {
  return has_type(root, k_anchor_type) || has_type(root, k_successor_type);
}

Statements::Statements(Fetcher& fetcher, did::Resolver& methods) noexcept
    : fetcher_(fetcher), methods_(methods) {}

Statements::~Statements() = default;

Status Statements::add_document(std::string text) {
  const json::Document document = TRY(json::Document::parse(text, k_limits));
  const Cursor root = document.root();
  const std::string id(TRY(root.string_at("id")));
  if (has_type(root, k_successor_type)) {
    const Cursor subject = TRY(root.at("credentialSubject"));
    const std::string about(TRY(subject.string_at("id")));
    successors_.insert_or_assign(about, id);
  }
  std::erase_if(anchors_, [&id](const auto& anchor) {
    return !anchor.second && anchor.first.ends_with(' ' + id);
  });
  std::erase_if(found_, [](const auto& found) { return !found.second; });
  copies_.insert_or_assign(id, std::move(text));
  return {};
}

Result<std::string> Statements::text_at(const std::string& url) {
  std::optional<Error> unfit;
  if (kept_ != nullptr) {
    auto kept = kept_->find(url);
    if (!kept) unfit = kept.error();
    if (kept && *kept && (*kept)->is_too_old()) unfit = too_old(**kept, url);
    if (kept && *kept && !unfit) return std::move((*kept)->text);
  }
  if (const auto copy = copies_.find(url); copy != copies_.end()) return copy->second;
  const Url parsed = TRY(Url::parse(url));
  const auto fetched = fetcher_.fetch(
      {.url = parsed, .accept = "application/vc, application/json", .max_bytes = k_max_bytes});
  if (!fetched) return unfit ? *unfit : fetched.error();
  return std::string(as_text(fetched->body));
}

Result<const Statements::Anchor*> Statements::anchor(const std::string& url,
                                                     const cid::VerificationMethod& method,
                                                     Instant now) {
  const std::string known_as = method.id + " " + url;
  auto known = anchors_.find(known_as);
  if (known == anchors_.end()) {
    const auto load = [&]() -> Result<std::unique_ptr<Anchor>> {
      const std::string text = TRY(text_at(url));
      return Anchor::verify(text, url, method, methods_, now);
    };
    known = anchors_.emplace(known_as, load()).first;
  }
  if (!known->second) return known->second.error();
  const Anchor* found = known->second->get();
  if (found->revoked == *method.revoked) return found;
  return fail(Code::mismatch, "/credentialSubject/revoked",
              "the anchor is for another moment than the one that the key names");
}

Status Statements::confirm(const cid::VerificationMethod& method, Cursor secured, Instant now) {
  must(method.revoked.has_value());
  const AnchorDigest digest = TRY(anchor_digest(secured));
  const auto services = methods_.services(method.controller, k_anchor_service);
  if (!services) return not_confirmed(method, services.error().detail);
  std::string why = "the issuer publishes no anchor for it";
  const std::string wanted = anchor_service_id(method.id);
  for (const did::Service& service : *services) {
    if (service.id != wanted) continue;
    why = "it is not among those that the issuer made before";
    for (std::size_t i = 0; i < service.endpoints.size() && i < k_max_anchors; ++i) {
      const auto found = anchor(service.endpoints[i], method, now);
      if (!found) return not_confirmed(method, service.endpoints[i] + ": " + found.error().detail);
      if (std::binary_search((*found)->digests.begin(), (*found)->digests.end(), digest)) return {};
    }
  }
  return not_confirmed(method, why);
}

Result<std::optional<Successor>> Statements::find_successor(const std::string& issuer,
                                                            Instant now) {
  std::string url;
  const auto services = methods_.services(issuer, k_successor_service);
  if (services && !services->empty() && !services->front().endpoints.empty())
    url = services->front().endpoints.front();
  // A copy of the DID document may be older than the statement.
  const auto copy = successors_.find(issuer);
  if (url.empty() && copy != successors_.end()) url = copy->second;
  if (url.empty()) return std::optional<Successor>{};
  const std::string text = TRY(text_at(url));
  const json::Document document = TRY(json::Document::parse(text, k_limits));
  const Cursor subject =
      TRY(verify_statement(document.root(), {url, k_successor_type, issuer}, methods_, now));
  if (TRY(subject.string_at("id")) != issuer)
    return fail(Code::mismatch, "/credentialSubject/id", "the statement is about somebody else");
  const Cursor successor = TRY(subject.at("successor"));
  Successor out;
  out.id = TRY(successor.string_at("id"));
  out.name = TRY(successor.string_at("name"));
  const std::string_view since = TRY(subject.string_at("since"));
  out.since = TRY(parse_date(since));
  if (!did::is_did(out.id))
    return fail(Code::malformed, "/credentialSubject/successor/id", "has to be a DID");
  return std::optional(std::move(out));
}

Result<std::optional<Successor>> Statements::successor(const std::string& issuer, Instant now) {
  auto known = found_.find(issuer);
  if (known == found_.end()) known = found_.emplace(issuer, find_successor(issuer, now)).first;
  return known->second;
}

}  // namespace credenza::verify
