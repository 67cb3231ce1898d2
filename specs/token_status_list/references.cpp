#include "base/url.h"
#include "token_status_list/token_status_list.h"

namespace credenza::token_status_list {
namespace {

constexpr std::string_view k_status_list = "status_list";

/// §6.2: "a String value that identifies the Status List Token", "a URI conforming to RFC 3986".
Result<std::string_view> read_uri(json::Cursor value) {
  const std::string_view uri = TRY(value.string());
  if (!is_absolute_uri(uri)) return fail(Code::malformed, value.pointer(), "has to be a URI");
  return uri;
}

}  // namespace

Result<std::optional<Reference>> reference_in(json::Cursor claims) {
  const auto status = claims.find("status");
  if (!status) return std::optional<Reference>{};
  // §6.2: "a JSON Object that contains at least one reference to a status mechanism".
  if (!status->is_object() || status->size() == 0) {
    return fail(Code::malformed, status->pointer(), "has to be an object that names a mechanism");
  }
  const auto list = status->find(k_status_list);
  if (!list) return std::optional<Reference>{};
  const json::Cursor index = TRY(list->at("idx"));
  Reference reference{.index = TRY(index.unsigned_integer()), .uri = {}, .node = *list};
  if (reference.index >= k_maximum_entries) {
    return fail(Code::out_of_range, index.pointer(), "no list has an entry with this index");
  }
  const json::Cursor uri = TRY(list->at("uri"));
  reference.uri = TRY(read_uri(uri));
  return std::optional(reference);
}

std::vector<json::Cursor> unknown_mechanisms(json::Cursor claims) {
  std::vector<json::Cursor> unknown;
  const auto status = claims.find("status");
  if (!status || !status->is_object()) return unknown;
  for (const json::Cursor mechanism : status->items()) {
    if (mechanism.name() != k_status_list) unknown.push_back(mechanism);
  }
  return unknown;
}

Json make_status(std::string_view uri, std::uint64_t index) {
  return {{k_status_list, {{"idx", index}, {"uri", uri}}}};
}

Result<std::vector<std::string_view>> read_aggregation(json::Cursor aggregation) {
  const json::Cursor lists = TRY(aggregation.at("status_lists"));
  if (!lists.is_array()) return fail(Code::malformed, lists.pointer(), "has to be an array");
  std::vector<std::string_view> uris;
  uris.reserve(lists.size());
  for (const json::Cursor item : lists.items())
    uris.push_back(TRY(read_uri(item)));
  return uris;
}

Json make_aggregation(const std::vector<std::string>& uris) {
  return {{"status_lists", uris}};
}

}  // namespace credenza::token_status_list
