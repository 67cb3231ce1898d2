#include <algorithm>
#include <limits>

#include "base/url.h"
#include "status_list/status_list.h"

namespace credenza::status_list {
namespace {

constexpr std::string_view k_replaced_on = "replacedOn";
/// What `replacedOn` means, for those who read the list as JSON-LD.
constexpr std::string_view k_replaced_on_term =
    "https://www.w3.org/ns/credentials/issuer-dependent#replacedOn";

Status check_type(json::Cursor object, std::string_view required) {
  const json::Cursor type = TRY(object.at("type"));
  const auto types = type.one_or_many();
  const bool found = std::any_of(types.begin(), types.end(), [required](json::Cursor item) {
    return item.is_string() && item.raw_string() == required;
  });
  if (found) return {};
  return fail(Code::malformed, type.pointer(), "has to include " + std::string(required));
}

Result<std::string_view> read_issuer(json::Cursor credential) {
  const json::Cursor value = TRY(credential.at("issuer"));
  const json::Cursor id = value.is_object() ? TRY(value.at("id")) : value;
  const std::string_view text = TRY(id.string());
  if (!is_absolute_uri(text)) return fail(Code::malformed, id.pointer(), "has to be a URL");
  return text;
}

/// The one subject of a status list credential; JSON-LD lets an array stand for its only item.
Result<json::Cursor> read_subject(json::Cursor credential) {
  const json::Cursor value = TRY(credential.at("credentialSubject"));
  if (value.is_array() && value.size() != 1) {
    return fail(Code::malformed, value.pointer(), "has to be one status list");
  }
  return *value.one_or_many().begin();
}

/// §2.2: statusPurpose "MUST be one or more strings".
Result<std::vector<std::string_view>> read_purposes(json::Cursor subject) {
  const json::Cursor value = TRY(subject.at("statusPurpose"));
  std::vector<std::string_view> purposes;
  for (const json::Cursor item : value.one_or_many()) {
    purposes.push_back(TRY(item.string()));
    if (purposes.back().empty()) return fail(Code::malformed, item.pointer(), "names no purpose");
  }
  if (purposes.empty()) return fail(Code::malformed, value.pointer(), "names no purpose");
  return purposes;
}

Result<std::optional<std::chrono::milliseconds>> read_ttl(json::Cursor subject) {
  const auto value = subject.find("ttl");
  if (!value) return std::optional<std::chrono::milliseconds>{};
  const std::uint64_t ttl = TRY(value->unsigned_integer());
  if (ttl > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
    return fail(Code::out_of_range, value->pointer(), "too many milliseconds");
  }
  return std::optional(std::chrono::milliseconds(static_cast<std::int64_t>(ttl)));
}

/// A list that was laid out for another size would be read at the wrong places.
Status check_size(json::Cursor subject, unsigned bits) {
  const auto value = subject.find("statusSize");
  if (!value || TRY(value->unsigned_integer()) == bits) return {};
  return fail(Code::mismatch, value->pointer(), "not the size that the credential's entry names");
}

}  // namespace

Result<PublishedList> PublishedList::read(json::Cursor credential, unsigned bits,
                                          const Limits& limits) {
  TRY(check_type(credential, "BitstringStatusListCredential"));
  const std::string_view issuer = TRY(read_issuer(credential));
  const json::Cursor subject = TRY(read_subject(credential));
  TRY(check_type(subject, "BitstringStatusList"));
  auto purposes = TRY(read_purposes(subject));
  const auto ttl = TRY(read_ttl(subject));
  TRY(check_size(subject, bits));
  const json::Cursor encoded = TRY(subject.at("encodedList"));
  auto list = StatusList::decode(TRY(encoded.string()), bits, limits);
  if (!list) return fail(list.error().code, encoded.pointer(), list.error().detail);
  return PublishedList{issuer, std::move(purposes), *std::move(list), ttl,
                       subject.find(k_replaced_on)};
}

std::optional<std::chrono::year_month_day> PublishedList::replaced(std::uint64_t index) const {
  if (!replaced_on) return std::nullopt;
  const auto day = replaced_on->find(std::to_string(index));
  if (!day || !day->is_string()) return std::nullopt;
  const auto date = parse_date(day->raw_string());
  return date ? std::optional(*date) : std::nullopt;
}

Json make_credential(const ListDescription& description, const StatusList& list) {
  Json subject = {{"id", description.id + "#list"},
                  {"type", "BitstringStatusList"},
                  {"statusPurpose", description.purpose},
                  {"encodedList", list.encode()}};
  if (description.ttl) subject["ttl"] = description.ttl->count();
  if (list.bits() != 1) subject["statusSize"] = list.bits();
  Json context = Json::array({"https://www.w3.org/ns/credentials/v2"});
  if (!description.replaced_on.empty()) {
    context.push_back({{k_replaced_on, {{"@id", k_replaced_on_term}, {"@type", "@json"}}}});
    // Appended and not looked for: there may be as many as the list has places.
    Json::object_t days;
    days.reserve(description.replaced_on.size());
    for (const auto& [index, day] : description.replaced_on)
      days.emplace_back(std::to_string(index), format_date(day));
    subject[k_replaced_on] = std::move(days);
  }
  Json credential = {{"@context", std::move(context)},
                     {"id", description.id},
                     {"type", {"VerifiableCredential", "BitstringStatusListCredential"}},
                     {"issuer", description.issuer},
                     {"validFrom", format_instant(description.valid_from)}};
  if (description.valid_until) credential["validUntil"] = format_instant(*description.valid_until);
  credential["credentialSubject"] = std::move(subject);
  return credential;
}

}  // namespace credenza::status_list
