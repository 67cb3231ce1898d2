#include "verifier/collection.h"

#include <algorithm>
#include <utility>

#include "did/did.h"
#include "token_status_list/token_status_list.h"
#include "verify/statements.h"

namespace credenza::verifier {
namespace {

constexpr std::string_view k_web = "did:web:";

/// Where the part of this name lies on the network.
/// @error unsupported  it has no address
Result<Url> address_of(const std::string& name, PartKind kind) {
  if (kind == PartKind::did_document) {
    if (!name.starts_with(k_web))
      return fail(Code::unsupported, name, "keys of this kind are not fetched");
    return did::web_document_url(name);
  }
  return Url::parse(name);
}

std::string accept_of(PartKind kind) {
  switch (kind) {
    case PartKind::did_document:
      return "application/json";
    case PartKind::token_status_list:
      return std::string(token_status_list::k_media_type);
    default:
      return "application/vc, application/json";
  }
}

/// Fetches nothing: for reading what is there.
class Nowhere final : public Fetcher {
 public:
  [[nodiscard]] Result<Fetched> fetch(const FetchRequest& request) override {
    return fail(Code::forbidden, request.url.text(), "nothing is fetched for this");
  }
};

/// A list by its address alone: which kind it is shows when it is there.
bool is_list(PartKind kind) noexcept {
  return kind == PartKind::status_list || kind == PartKind::token_status_list;
}

}  // namespace

Collection::Collection(Fetcher& fetcher, MaxAges ages, Instant now)
    : fetcher_(fetcher), ages_(ages), now_(now) {}

Status Collection::offer(std::string text, Instant had) {
  PublishedPart about = TRY(read_published(text));
  const auto known = offered_.find(about.name);
  if (known != offered_.end() && known->second.part.had >= had) return {};
  Part part{about.name, about.kind, PartOrigin::folder, had, about.ends, std::move(text)};
  std::string name = about.name;
  offered_.insert_or_assign(std::move(name), Offered{std::move(part), std::move(about)});
  return {};
}

Status Collection::take(const Bundle& bundle) {
  const BundleIndex& index = bundle.index();
  for (std::size_t i = 0; i < index.size(); ++i) {
    const PartEntry entry = index.at(i);
    std::string text = TRY(bundle.part(entry));
    const std::string name(entry.name);
    parts_.insert_or_assign(
        name, Part{name, entry.kind, entry.origin, entry.had, entry.ends, std::move(text)});
  }
  return {};
}

bool Collection::is_fresh(const Part& part) const {
  if (part.ends && *part.ends < now_) return false;
  const auto& limit = ages_.at(static_cast<std::size_t>(part.kind) - 1);
  return !limit || part.had + *limit / 2 >= now_;
}

Result<Collection::Offered> Collection::fetch(const std::string& name, PartKind kind) {
  const Url url = TRY(address_of(name, kind));
  const Fetched fetched =
      TRY(fetcher_.fetch({.url = url, .accept = accept_of(kind), .max_bytes = k_max_part_bytes}));
  std::string text(as_text(fetched.body));
  PublishedPart about = TRY(read_published(text));
  const bool same_kind = about.kind == kind || (is_list(about.kind) && is_list(kind));
  if (about.name != name || !same_kind)
    return fail(Code::mismatch, name, "something else lies at this address");
  Part part{name, about.kind, PartOrigin::publisher, now_, about.ends, std::move(text)};
  return Offered{std::move(part), std::move(about)};
}

/// Puts a newer one in the place of what is there.
Status Collection::replace(Offered offered) {
  const auto known = parts_.find(offered.part.name);
  if (known != parts_.end()) {
    const auto before = read_published(known->second.text);
    if (before && before->begins && offered.about.begins &&
        *offered.about.begins < *before->begins) {
      return fail(Code::conflict, offered.part.name,
                  "what lies there now is older than what was had before");
    }
  }
  ++renewed_;
  std::string name = offered.part.name;
  parts_.insert_or_assign(std::move(name), std::move(offered.part));
  return {};
}

void Collection::collect(const std::string& name, PartKind kind) {
  const auto known = parts_.find(name);
  if (known != parts_.end() && is_fresh(known->second)) return;
  const auto offered = offered_.find(name);
  const bool is_newer = offered != offered_.end() &&
                        (known == parts_.end() || offered->second.part.had > known->second.had);
  if (is_newer && is_fresh(offered->second.part) && replace(offered->second)) return;
  auto fetched = fetch(name, kind);
  Status done = fetched ? replace(*std::move(fetched)) : Status(fetched.error());
  if (done) return;
  // An old copy says more than none.
  bool kept = known != parts_.end();
  if (is_newer && replace(offered->second)) kept = true;
  const auto told = [&name](const Unreached& one) { return one.name == name; };
  if (std::none_of(unreached_.begin(), unreached_.end(), told))
    unreached_.push_back({name, kind, kept, std::move(done).error()});
}

void Collection::collect_statements(const std::string& did) {
  const auto document = parts_.find(did);
  if (document == parts_.end()) return;
  Nowhere nowhere;
  did::Resolver resolver(nowhere);
  if (!resolver.add_document(did, document->second.text)) return;
  for (const std::string_view type : {verify::k_anchor_service, verify::k_successor_service}) {
    const auto services = resolver.services(did, type);
    if (!services) continue;
    for (const did::Service& service : *services) {
      for (const std::string& url : service.endpoints)
        collect(url, PartKind::statement);
    }
  }
}

void Collection::want_issuer(const std::string& did) {
  if (did.starts_with(k_web) || offered_.contains(did)) {
    collect(did, PartKind::did_document);
    collect_statements(did);
  }
  for (const auto& [name, offered] : offered_) {
    if (offered.about.publisher == did && name != did) collect(name, offered.part.kind);
  }
}

void Collection::want(const Needs& needs) {
  for (const std::string& did : needs.dids) {
    if (!did.starts_with(k_web) && !offered_.contains(did)) continue;
    collect(did, PartKind::did_document);
    collect_statements(did);
  }
  for (const std::string& list : needs.lists) {
    const auto offered = offered_.find(list);
    collect(list, offered == offered_.end() ? PartKind::status_list : offered->second.part.kind);
  }
}

void Collection::want_offered() {
  for (const auto& [name, offered] : offered_) {
    const PartKind kind = offered.part.kind;
    if (kind == PartKind::trust_list || kind == PartKind::accreditation || kind == PartKind::schema)
      collect(name, kind);
  }
}

void Collection::refresh() {
  std::vector<std::pair<std::string, PartKind>> all;
  for (const auto& [name, part] : parts_)
    all.emplace_back(name, part.kind);
  for (const auto& [name, kind] : all)
    collect(name, kind);
  for (const auto& [name, kind] : all) {
    if (kind == PartKind::did_document) collect_statements(name);
  }
}

}  // namespace credenza::verifier
