#include <algorithm>
#include <array>
#include <utility>

#include "cid/cid.h"
#include "cid/cid_detail.h"

namespace credenza::cid {
namespace {

constexpr std::size_t k_max_bytes = std::size_t{64} << 10;
constexpr std::size_t k_max_methods = 256;
constexpr std::string_view k_methods = "verificationMethod";

/// In the order of Relationship.
constexpr std::array<std::string_view, 5> k_relationships{"assertionMethod", "authentication",
                                                          "keyAgreement", "capabilityInvocation",
                                                          "capabilityDelegation"};

/// Whether `reference`, which may be relative to the document `base`, means `url`.
bool means(std::string_view base, std::string_view reference, std::string_view url) {
  if (!reference.starts_with('#')) return reference == url;
  return url.size() == base.size() + reference.size() && url.starts_with(base) &&
         url.ends_with(reference);
}

bool is_named(std::string_view base, json::Cursor method, std::string_view url) {
  const auto id = method.find("id");
  return id && id->is_string() && means(base, id->raw_string(), url);
}

/// §2.3: a relationship is a set of URLs and of verification methods. Adds the latter to `count`.
Status check_relationship(json::Cursor entries, std::size_t& count) {
  if (!entries.is_array())
    return fail(Code::malformed, entries.pointer(), "a verification relationship is an array");
  for (const json::Cursor entry : entries.items()) {
    if (entry.is_string()) continue;
    TRY(detail::check_form(entry));
    ++count;
  }
  return {};
}

/// §2.1.2: a string or an array of strings.
Status check_controller(json::Cursor root) {
  const auto controller = root.find("controller");
  if (!controller) return {};
  for (const json::Cursor one : controller->one_or_many())
    TRY(one.string());
  return {};
}

Status check_document(json::Cursor root) {
  TRY(check_controller(root));
  std::size_t count = 0;
  if (const auto methods = root.find(k_methods)) {
    if (!methods->is_array())
      return fail(Code::malformed, methods->pointer(), "an array of verification methods");
    for (const json::Cursor method : methods->items())
      TRY(detail::check_form(method));
    count = methods->size();
  }
  for (const std::string_view name : k_relationships) {
    if (const auto entries = root.find(name)) TRY(check_relationship(*entries, count));
  }
  if (count <= k_max_methods) return {};
  return fail(Code::out_of_range, "", "a document with more than 256 verification methods");
}

/// Every verification method of the document, in the order of the text: those under
/// verificationMethod, then those embedded in a relationship.
std::vector<json::Cursor> methods_of(json::Cursor root) {
  std::vector<json::Cursor> methods;
  if (const auto listed = root.find(k_methods)) {
    for (const json::Cursor method : listed->items())
      methods.push_back(method);
  }
  for (const std::string_view name : k_relationships) {
    const auto entries = root.find(name);
    if (!entries) continue;
    for (const json::Cursor entry : entries->items()) {
      if (entry.is_object()) methods.push_back(entry);
    }
  }
  return methods;
}

/// §3.3: "associated, either by reference (URL) or by value (object)".
bool is_listed(json::Cursor root, std::string_view relationship, std::string_view base,
               std::string_view url) {
  const auto entries = root.find(relationship);
  if (!entries) return false;
  const auto range = entries->items();
  return std::any_of(range.begin(), range.end(), [&](json::Cursor entry) {
    return entry.is_string() ? means(base, entry.raw_string(), url) : is_named(base, entry, url);
  });
}

Json describe(const VerificationMethod& method) {
  Json description = {{"id", method.id},
                      {"type", "Multikey"},
                      {"controller", method.controller},
                      {"publicKeyMultibase", to_multikey(method.key)}};
  if (method.revoked) description["revoked"] = format_instant(*method.revoked);
  if (method.expires) description["expires"] = format_instant(*method.expires);
  return description;
}

}  // namespace

std::string_view to_string(Relationship relationship) noexcept {
  return k_relationships[static_cast<std::size_t>(relationship)];
}

std::optional<Relationship> relationship_from(std::string_view text) noexcept {
  for (std::size_t i = 0; i < k_relationships.size(); ++i) {
    if (k_relationships[i] == text) return static_cast<Relationship>(i);
  }
  return std::nullopt;
}

ControlledDocument::ControlledDocument(json::Document document, std::string id)
    : document_(std::move(document)), id_(std::move(id)) {
  for (const json::Cursor method : methods_of(document_.root())) {
    entries_.push_back({method, detail::read_key(method)});
  }
}

// §3.4 narrowed to the places where verification methods stand. The text leaves open what happens
// when two have the same id; here they have to be equal, so that order does not choose the key.
Result<const ControlledDocument::Entry*> ControlledDocument::find(std::string_view url) const {
  const Entry* found = nullptr;
  for (const Entry& entry : entries_) {
    if (!is_named(id_, entry.method, url)) continue;
    if (found != nullptr && !json::equal(found->method, entry.method)) {
      return fail(Code::malformed, entry.method.pointer(),
                  "two different verification methods have this id");
    }
    if (found == nullptr) found = &entry;
  }
  if (found != nullptr) return found;
  return fail(Code::not_found, "/verificationMethod",
              "the document has no such verification method");
}

Result<ControlledDocument> ControlledDocument::parse(std::string_view text,
                                                     std::string_view expected_id) {
  json::Document document = TRY(json::Document::parse(text, {.max_bytes = k_max_bytes}));
  const json::Cursor root = document.root();
  const std::string_view id = TRY(detail::as_malformed(root.string_at("id")));
  if (id != expected_id) {
    return fail(Code::mismatch, "/id",
                "the document is about another identifier than the one that led to it");
  }
  TRY(check_document(root));
  return ControlledDocument(std::move(document), std::string(expected_id));
}

Result<VerificationMethod> ControlledDocument::method(std::string_view url,
                                                      Relationship relationship,
                                                      Instant now) const {
  const std::string_view name = to_string(relationship);
  if (!url.starts_with(id_) || !url.substr(id_.size()).starts_with('#')) {
    return fail(Code::not_found, "/id", "the verification method is not one of this document");
  }
  const Entry* const entry = TRY(find(url));
  const json::Cursor method = entry->method;
  const std::string_view controller = TRY(method.string_at("controller"));
  if (controller != id_) {
    return fail(Code::mismatch, method.pointer() + "/controller",
                "the verification method belongs to somebody other than the document it stands in");
  }
  if (!is_listed(root(), name, id_, url)) {
    return fail(Code::forbidden, "/" + std::string(name),
                "the verification method is not listed for this purpose");
  }
  const std::optional<Instant> revoked =
      TRY(detail::read_end(method, "revoked", Code::revoked, now));
  const std::optional<Instant> expires =
      TRY(detail::read_end(method, "expires", Code::expired, now));
  crypto::PublicKey key = TRY(entry->key);
  return VerificationMethod{.id = std::string(url),
                            .controller = id_,
                            .key = std::move(key),
                            .revoked = revoked,
                            .expires = expires};
}

Json make_document(std::string_view id, const std::vector<VerificationMethod>& methods) {
  // Processors of JSON-LD find the terms of Multikey in the second context of a DID document; the
  // context of CID has them itself.
  Json document;
  if (id.starts_with("did:")) {
    document["@context"] = {"https://www.w3.org/ns/did/v1",
                            "https://w3id.org/security/multikey/v1"};
  } else {
    document["@context"] = "https://www.w3.org/ns/cid/v1";
  }
  document["id"] = id;
  Json descriptions = Json::array();
  Json names = Json::array();
  for (const VerificationMethod& method : methods) {
    descriptions.push_back(describe(method));
    names.push_back(method.id);
  }
  document[k_methods] = std::move(descriptions);
  document[to_string(Relationship::assertion_method)] = names;
  document[to_string(Relationship::authentication)] = std::move(names);
  return document;
}

}  // namespace credenza::cid
