#include "wallet/published_copy.h"

#include <algorithm>

#include "did/did.h"
#include "wallet/held.h"

namespace credenza::wallet {
namespace {

constexpr json::Limits k_limits{.max_bytes = std::size_t{16} << 20, .max_depth = 64};
constexpr std::size_t k_most_names = 64;
constexpr std::string_view k_web = "did:web:";
constexpr std::string_view k_network = "network";
constexpr std::string_view k_folder = "folder";

void add_name(std::vector<std::string>& names, std::string_view name) {
  if (name.empty() || names.size() == k_most_names) return;
  if (std::ranges::find(names, name) == names.end()) names.emplace_back(name);
}

std::string_view text_in(json::Cursor object, std::string_view member) {
  if (!object.is_object()) return {};
  return object.string_at(member).value_or(std::string_view{});
}

/// An issuer is a URL, or an object with one.
std::string_view issuer_in(json::Cursor credential) {
  const auto issuer = credential.find("issuer");
  if (!issuer) return {};
  return issuer->is_object() ? text_in(*issuer, "id") : text_in(credential, "issuer");
}

void add_did(PublishedNames& names, std::string_view url) {
  const std::string_view did = did::without_fragment(url);
  if (did.starts_with(k_web)) add_name(names.dids, did);
}

void add_credential(PublishedNames& names, json::Cursor credential) {
  const std::string_view issuer = issuer_in(credential);
  if (names.issuer.empty()) names.issuer = issuer;
  add_did(names, issuer);
  if (const auto proof = credential.find("proof")) {
    for (const json::Cursor one : proof->one_or_many())
      add_did(names, text_in(one, "verificationMethod"));
  }
  if (const auto status = credential.find("credentialStatus")) {
    for (const json::Cursor one : status->one_or_many())
      add_name(names.lists, text_in(one, "statusListCredential"));
  }
}

Result<PublishedCopy> read_copy(const Entry& entry) {
  const json::Cursor value = entry.entry;
  PublishedCopy copy;
  copy.id = entry.id;
  copy.of = TRY(value.string_at("of"));
  copy.issuer = TRY(value.string_at("issuer"));
  const std::string_view source = TRY(value.string_at("source"));
  copy.source = source == k_network ? CopySource::network : CopySource::folder;
  const std::string_view at = TRY(value.string_at("at"));
  copy.at = TRY(parse_instant(at));
  copy.digest = TRY(value.string_at("digest"));
  return copy;
}

}  // namespace

Json to_meta(const PublishedCopy& copy) {
  return {{"of", copy.of},
          {"issuer", copy.issuer},
          {"source", copy.source == CopySource::network ? k_network : k_folder},
          {"at", format_instant(copy.at)},
          {"digest", copy.digest}};
}

Result<std::vector<PublishedCopy>> published_copies(const Vault& vault) {
  std::vector<PublishedCopy> all;
  for (const Entry& entry : vault.index().entries()) {
    if (entry.kind != Kind::published_copy) continue;
    Result<PublishedCopy> copy = read_copy(entry);
    if (!copy) return fail(copy.error().code, "index", "the entry of a copy is not as expected");
    all.push_back(std::move(*copy));
  }
  return all;
}

PublishedNames published_names(std::string_view text) {
  PublishedNames names;
  const auto document = json::Document::parse(text, k_limits);
  if (!document || !document->root().is_object()) return names;
  const json::Cursor root = document->root();
  if (const auto credentials = root.find("verifiableCredential")) {
    for (const json::Cursor credential : credentials->one_or_many()) {
      if (credential.is_object()) add_credential(names, credential);
    }
    return names;
  }
  add_credential(names, root);
  return names;
}

std::string name_of_published(std::string_view text) {
  const auto document = json::Document::parse(text, k_limits);
  return document ? std::string(text_in(document->root(), "id")) : std::string();
}

Result<std::vector<Id>> copies_without_credential(const Vault& vault,
                                                  const std::vector<Id>& removed) {
  const std::vector<HeldCredential> all = TRY(held_credentials(vault));
  std::vector<std::string> needed;
  for (const HeldCredential& one : all) {
    if (std::ranges::find(removed, one.id) == removed.end()) needed.push_back(one.held.issuer_id);
  }
  std::vector<Id> out;
  for (const PublishedCopy& copy : TRY(published_copies(vault))) {
    if (std::ranges::find(needed, copy.issuer) == needed.end()) out.push_back(copy.id);
  }
  return out;
}

}  // namespace credenza::wallet
