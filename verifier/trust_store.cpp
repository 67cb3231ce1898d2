#include "verifier/trust_store.h"

#include <algorithm>
#include <array>
#include <utility>

#include "did/did.h"
#include "host/files.h"
#include "host/terminal.h"

namespace credenza::verifier {
namespace {

constexpr std::string_view k_schema = "credenza.verifier.trust/1";
constexpr std::size_t k_max_bytes = std::size_t{4} << 20;
constexpr std::size_t k_max_issuers = 10000;

/// Refuses a member of `object` that is not among `known`.
template <std::size_t n>
Status check_members(json::Cursor object, const std::array<std::string_view, n>& known) {
  if (!object.is_object())
    return fail(Code::malformed, object.pointer(), "this has to be an object");
  for (const json::Cursor member : object.items()) {
    if (std::find(known.begin(), known.end(), member.name()) == known.end()) {
      return fail(Code::unsupported, member.pointer(), "a member that this version does not know");
    }
  }
  return {};
}

/// The string member `name`, or nothing where it is absent.
Result<std::string> text_or_nothing(json::Cursor object, std::string_view name) {
  const auto member = object.find(name);
  if (!member) return std::string();
  return std::string(TRY(member->string()));
}

/// Puts the place of `member` into an error that knows only of a text.
Error at(json::Cursor member, Error error) {
  error.where = member.pointer();
  return error;
}

Result<TrustEntry> read_entry(json::Cursor object) {
  constexpr std::array<std::string_view, 6> k_members = {"issuer", "name",  "types",
                                                         "since",  "until", "reason"};
  TRY(check_members(object, k_members));
  TrustEntry entry;
  entry.issuer = TRY(object.string_at("issuer"));
  entry.name = TRY(object.string_at("name"));
  if (const auto types = object.find("types")) {
    if (!types->is_array())
      return fail(Code::malformed, types->pointer(), "this has to be an array");
    for (const json::Cursor type : types->items())
      entry.types.emplace_back(TRY(type.string()));
  }
  const json::Cursor since = TRY(object.at("since"));
  const auto instant = parse_instant(TRY(since.string()));
  if (!instant) return at(since, instant.error());
  entry.since = *instant;
  if (const auto until = object.find("until")) {
    const auto day = parse_date(TRY(until->string()));
    if (!day) return at(*until, day.error());
    entry.until = *day;
  }
  entry.reason = TRY(text_or_nothing(object, "reason"));
  return entry;
}

Status check_entry(const TrustEntry& entry) {
  if (!did::is_did(entry.issuer)) {
    return fail(Code::malformed, "issuer",
                "an issuer is named by its DID, such as did:web:school.example");
  }
  if (entry.issuer.starts_with("did:web:")) {
    if (const auto url = did::web_document_url(entry.issuer); !url) {
      return fail(Code::malformed, "issuer", url.error().detail);
    }
  }
  if (entry.name.empty() || host::printable(entry.name) != entry.name) {
    return fail(Code::malformed, "name",
                "a name is needed, without characters that cannot be shown");
  }
  return {};
}

bool may_issue(const TrustEntry& entry, const std::vector<std::string>& types) {
  if (entry.types.empty()) return true;
  const auto listed = [&entry](const std::string& type) {
    return std::find(entry.types.begin(), entry.types.end(), type) != entry.types.end();
  };
  std::vector<std::string> counted;
  std::copy_if(types.begin(), types.end(), std::back_inserter(counted),
               [](const std::string& type) { return type != "VerifiableCredential"; });
  if (counted.empty()) return listed("VerifiableCredential");
  return std::all_of(counted.begin(), counted.end(), listed);
}

}  // namespace

Json to_json(const TrustEntry& entry) {
  Json out = {{"issuer", entry.issuer}, {"name", entry.name}};
  if (!entry.types.empty()) out["types"] = entry.types;
  out["since"] = format_instant(entry.since);
  if (entry.until) out["until"] = format_date(*entry.until);
  if (!entry.reason.empty()) out["reason"] = entry.reason;
  return out;
}

Result<TrustStore> TrustStore::parse(std::string_view text) {
  const json::Document document = TRY(json::Document::parse(text, {.max_bytes = k_max_bytes}));
  const json::Cursor root = document.root();
  // The version comes first: a newer file may have members that are unknown here.
  if (TRY(root.string_at("schema")) != k_schema) {
    return fail(Code::unsupported, "/schema",
                "this file was made by another version of this program");
  }
  constexpr std::array<std::string_view, 2> k_members = {"schema", "issuers"};
  TRY(check_members(root, k_members));
  const json::Cursor issuers = TRY(root.at("issuers"));
  if (!issuers.is_array())
    return fail(Code::malformed, issuers.pointer(), "this has to be an array");
  if (issuers.size() > k_max_issuers) {
    return fail(Code::out_of_range, issuers.pointer(), "more than 10000 issuers");
  }
  TrustStore store;
  for (const json::Cursor issuer : issuers.items()) {
    const Status added = store.add(TRY(read_entry(issuer)), false);
    if (!added) {
      Error error = added.error();
      error.where = issuer.pointer() + "/" + error.where;
      return error;
    }
  }
  return store;
}

Json TrustStore::to_json() const {
  Json out = {{"schema", k_schema}, {"issuers", Json::array()}};
  for (const TrustEntry& entry : entries_)
    out["issuers"].push_back(verifier::to_json(entry));
  return out;
}

Result<TrustStore> TrustStore::load(const std::string& path) {
  const auto text = host::read_file(path, k_max_bytes);
  if (!text && text.error().code == Code::not_found) return TrustStore();
  auto store = parse(TRY(text));
  if (!store) {
    Error error = store.error();
    error.where = path + " " + error.where;
    return error;
  }
  return store;
}

Status TrustStore::save(const std::string& path) const {
  const std::string text = TRY(json::to_pretty_text(to_json()));
  return host::write_file(path, as_bytes(text), {.overwrite = true});
}

Status TrustStore::add(TrustEntry entry, bool replace) {
  TRY(check_entry(entry));
  const auto same = std::find_if(entries_.begin(), entries_.end(), [&](const TrustEntry& other) {
    return other.issuer == entry.issuer;
  });
  if (same == entries_.end()) {
    entries_.push_back(std::move(entry));
  } else if (replace) {
    *same = std::move(entry);
  } else {
    return fail(Code::conflict, "issuer",
                "this issuer is on the list already, as '" + same->name + "'");
  }
  return {};
}

Status TrustStore::remove(std::string_view issuer) {
  const auto removed =
      std::erase_if(entries_, [issuer](const TrustEntry& entry) { return entry.issuer == issuer; });
  if (removed == 0)
    return fail(Code::not_found, std::string(issuer), "this issuer is not on the list");
  return {};
}

const TrustEntry* TrustStore::find(std::string_view issuer) const noexcept {
  const auto found =
      std::find_if(entries_.begin(), entries_.end(),
                   [issuer](const TrustEntry& entry) { return entry.issuer == issuer; });
  return found == entries_.end() ? nullptr : &*found;
}

Result<std::string> TrustStore::vouches_for(std::string_view issuer,
                                            const std::vector<std::string>& types,
                                            Instant now) const {
  const TrustEntry* entry = find(issuer);
  if (entry == nullptr) {
    return fail(Code::untrusted, "/issuer", "the issuer is not on the list");
  }
  if (entry->until && date_in_amsterdam(now) > *entry->until) {
    return fail(Code::expired, "/issuer", "on the list until " + format_date(*entry->until));
  }
  if (!may_issue(*entry, types)) {
    return fail(Code::forbidden, "/type", "on the list, but not for credentials of this type");
  }
  return entry->name;
}

}  // namespace credenza::verifier
