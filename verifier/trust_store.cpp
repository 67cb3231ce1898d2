#include "verifier/trust_store.h"

#include <algorithm>
#include <array>
#include <utility>

#include "did/did.h"
#include "host/files.h"
#include "host/terminal.h"

namespace credenza::verifier {
namespace {

using verify::TrustRole;

constexpr std::string_view k_schema = "credenza.verifier.trust/1";
constexpr std::size_t k_max_bytes = std::size_t{4} << 20;
constexpr std::size_t k_max_issuers = 10000;
constexpr std::array<std::string_view, 4> k_roles = {"issuer", "list-keeper", "accreditor",
                                                     "learning-company"};

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

Status read_roles(std::vector<TrustRole>& out, json::Cursor roles) {
  if (!roles.is_array()) return fail(Code::malformed, roles.pointer(), "this has to be an array");
  for (const json::Cursor word : roles.items()) {
    const std::string_view text = TRY(word.string());
    const auto role = role_of(text);
    if (!role) return fail(Code::unsupported, word.pointer(), "a role that is not known");
    out.push_back(*role);
  }
  return {};
}

Result<TrustEntry> read_entry(json::Cursor object) {
  constexpr std::array<std::string_view, 7> k_members = {"issuer", "name",   "types", "since",
                                                         "until",  "reason", "as"};
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
  if (const auto roles = object.find("as")) TRY(read_roles(entry.roles, *roles));
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

bool has_role(const TrustEntry& entry, TrustRole role) noexcept {
  if (entry.roles.empty()) return role == TrustRole::issuer;
  return std::find(entry.roles.begin(), entry.roles.end(), role) != entry.roles.end();
}

/// Whether all of `types` are among those of the entry.
bool covers(const TrustEntry& entry, const std::vector<std::string_view>& types) {
  if (entry.types.empty()) return true;
  return std::all_of(types.begin(), types.end(), [&entry](std::string_view type) {
    return std::find(entry.types.begin(), entry.types.end(), type) != entry.types.end();
  });
}

bool has_ended(const TrustEntry& entry, Instant now) noexcept {
  return entry.until && date_in_amsterdam(now) > *entry.until;
}

}  // namespace

Json to_json(const TrustEntry& entry) {
  Json out = {{"issuer", entry.issuer}, {"name", entry.name}};
  if (!entry.types.empty()) out["types"] = entry.types;
  out["since"] = format_instant(entry.since);
  if (entry.until) out["until"] = format_date(*entry.until);
  if (!entry.reason.empty()) out["reason"] = entry.reason;
  for (const TrustRole role : entry.roles)
    out["as"].push_back(to_string(role));
  return out;
}

std::string_view to_string(TrustRole role) noexcept {
  return k_roles.at(static_cast<std::size_t>(role));
}

std::optional<TrustRole> role_of(std::string_view word) noexcept {
  const auto* const found = std::find(k_roles.begin(), k_roles.end(), word);
  if (found == k_roles.end()) return std::nullopt;
  return static_cast<TrustRole>(found - k_roles.begin());
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

Result<verify::Vouched> TrustStore::vouches_for(std::string_view issuer,
                                                const verify::CredentialTypes& types,
                                                const verify::TrustMoment& moment) const {
  std::optional<Error> refused;
  for (const auto& needed : types.needed()) {
    auto name = trusts_as(TrustRole::issuer, issuer, needed, moment.now);
    if (name) {
      return verify::Vouched{.name = *std::move(name), .until = find(issuer)->until};
    }
    refused = std::move(name).error();
  }
  return *std::move(refused);
}

Result<std::string> TrustStore::trusts_as(TrustRole role, std::string_view did,
                                          const std::vector<std::string_view>& types,
                                          Instant now) const {
  const TrustEntry* entry = find(did);
  if (entry == nullptr || !has_role(*entry, role)) {
    return fail(Code::untrusted, "/issuer", "the issuer is not on the list");
  }
  if (has_ended(*entry, now)) {
    return fail(Code::expired, "/issuer", "on the list until " + format_date(*entry->until));
  }
  if (!covers(*entry, types)) {
    return fail(Code::forbidden, "/type", "on the list, but not for credentials of this type");
  }
  return entry->name;
}

std::vector<verify::Party> TrustStore::pinned(TrustRole role, Instant now) const {
  std::vector<verify::Party> out;
  for (const TrustEntry& entry : entries_) {
    if (has_role(entry, role) && !has_ended(entry, now)) out.push_back({entry.issuer, entry.name});
  }
  return out;
}

}  // namespace credenza::verifier
