#include "wallet/issuer_copies.h"

#include <algorithm>

#include "base/encoding.h"

namespace credenza::wallet {
namespace {

/// A copy of the same bytes is dated anew only after this long: otherwise each credential that is
/// added would rewrite it.
constexpr std::chrono::hours k_dated_anew{24};

/// Where a document lies: a did:web, or a URL.
std::optional<Url> address_of(const std::string& name) {
  auto url = did::is_did(name) ? did::web_document_url(name) : Url::parse(name);
  if (!url) return std::nullopt;
  return *std::move(url);
}

/// Whether signature and status were found out, one way or the other.
bool is_certain(const verify::CredentialReport& report) {
  const verify::Check* proof = report.find(verify::CheckName::proof);
  const verify::Check* status = report.find(verify::CheckName::status);
  return proof != nullptr && proof->outcome == verify::Outcome::passed && status != nullptr &&
         status->outcome != verify::Outcome::indeterminate;
}

std::vector<std::string> all_of(const PublishedNames& names) {
  std::vector<std::string> all = names.dids;
  all.insert(all.end(), names.lists.begin(), names.lists.end());
  return all;
}

}  // namespace

Result<Fetched> RememberingFetcher::fetch(const FetchRequest& request) {
  const std::string url = request.url.text();
  auto known = answers_.find(url);
  if (known == answers_.end()) known = answers_.emplace(url, behind_.fetch(request)).first;
  return known->second;
}

const Bytes* RememberingFetcher::answer(const Url& url) const {
  const auto known = answers_.find(url.text());
  return known == answers_.end() || !known->second ? nullptr : &known->second->body;
}

bool RememberingFetcher::has_failed(const Url& url) const {
  const auto known = answers_.find(url.text());
  return known != answers_.end() && !known->second;
}

void IssuerCopies::add_from_folder(std::string text) {
  const std::string name = name_of_published(text);
  if (!name.empty()) from_folder_.insert_or_assign(name, std::move(text));
}

Status IssuerCopies::use(Vault& vault) {
  held_ = TRY(published_copies(vault));
  vault_ = &vault;
  return {};
}

/// Where an issuer's DID document says that its statements lie. Asks for nothing.
std::vector<std::string> IssuerCopies::statements_of(const std::vector<std::string>& dids) const {
  std::vector<std::string> urls;
  for (const std::string& did : dids) {
    if (methods_.origin(did) == did::Origin::nowhere) continue;
    for (const std::string_view type : {verify::k_anchor_service, verify::k_successor_service}) {
      const auto services = methods_.services(did, type);
      if (!services) continue;
      for (const did::Service& service : *services)
        urls.insert(urls.end(), service.endpoints.begin(), service.endpoints.end());
    }
  }
  return urls;
}

PublishedNames IssuerCopies::names_for(std::string_view text) const {
  PublishedNames names = published_names(text);
  const std::vector<std::string> statements = statements_of(names.dids);
  names.lists.insert(names.lists.end(), statements.begin(), statements.end());
  return names;
}

/// Whether it was asked for, and could not be had.
bool IssuerCopies::is_missing(const std::string& name) const {
  const std::optional<Url> url = address_of(name);
  return url && fetcher_.has_failed(*url);
}

Result<bool> IssuerCopies::stand_in(std::string_view text) {
  if (vault_ == nullptr || held_.empty()) return false;
  bool is_new = false;
  for (const std::string& name : all_of(names_for(text))) {
    const auto held = std::ranges::find(held_, name, &PublishedCopy::of);
    if (held == held_.end() || standing_in_.contains(name) || !is_missing(name)) continue;
    const Content content = TRY(vault_->read(held->id));
    const Status taken = verify::add_published(std::string(as_text(content.body())), methods_,
                                               statuses_, statements_);
    // What was kept was readable once; if it is not any more, it cannot stand in.
    if (!taken) continue;
    standing_in_.emplace(name, *held);
    is_new = true;
  }
  return is_new;
}

std::vector<PublishedCopy> IssuerCopies::used_for(std::string_view text) const {
  std::vector<PublishedCopy> used;
  if (standing_in_.empty()) return used;
  for (const std::string& name : all_of(names_for(text))) {
    const auto found = standing_in_.find(name);
    if (found != standing_in_.end()) used.push_back(found->second);
  }
  return used;
}

std::optional<IssuerCopies::Found> IssuerCopies::find(const std::string& name) const {
  // A folder goes before the network, so that is what was verified with.
  if (const auto copy = from_folder_.find(name); copy != from_folder_.end())
    return Found{copy->second, CopySource::folder};
  const std::optional<Url> url = address_of(name);
  const Bytes* answer = url ? fetcher_.answer(*url) : nullptr;
  if (answer == nullptr) return std::nullopt;
  return Found{as_text(*answer), CopySource::network};
}

Status IssuerCopies::keep(std::string_view text, const verify::CredentialReport& report,
                          const Vault& vault, Instant now, Random& random, Changes& changes) {
  if (!is_certain(report) || !used_for(text).empty()) return {};
  const PublishedNames names = names_for(text);
  const std::vector<PublishedCopy> held = TRY(published_copies(vault));
  for (const std::string& name : all_of(names)) {
    const std::optional<Found> found = find(name);
    if (!found || kept_.contains(name)) continue;
    PublishedCopy copy{make_id(random), name, names.issuer,
                       found->source,   now,  to_hex(digest_of(as_bytes(found->text)))};
    const auto old = std::ranges::find(held, name, &PublishedCopy::of);
    if (old != held.end()) {
      const bool is_downgrade =
          old->source == CopySource::network && copy.source == CopySource::folder;
      const bool is_same =
          old->digest == copy.digest && old->source == copy.source && now - old->at < k_dated_anew;
      if (is_downgrade || is_same) continue;
      copy.id = old->id;
      copy.issuer = old->issuer;
    }
    kept_.insert(name);
    changes.puts.push_back({copy.id, Kind::published_copy, to_meta(copy), as_bytes(found->text)});
  }
  return {};
}

}  // namespace credenza::wallet
