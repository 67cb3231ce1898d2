#include <algorithm>

#include "base/url.h"
#include "status_list/status_list.h"

namespace credenza::status_list {
namespace {

constexpr std::string_view k_entry_type = "BitstringStatusListEntry";

bool is_entry(json::Cursor status) noexcept {
  const auto type = status.find("type");
  if (!type) return false;
  const auto types = type->one_or_many();
  return std::any_of(types.begin(), types.end(), [](json::Cursor item) {
    return item.is_string() && item.raw_string() == k_entry_type;
  });
}

Result<std::string_view> read_url(json::Cursor value) {
  const std::string_view text = TRY(value.string());
  if (!is_absolute_uri(text)) return fail(Code::malformed, value.pointer(), "has to be a URL");
  return text;
}

/// §2.1: "an arbitrary size integer greater than or equal to 0, expressed as a string in base 10".
Result<std::uint64_t> read_index(json::Cursor value) {
  const std::string_view text = TRY(value.string());
  const bool digits =
      std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (text.empty() || !digits) {
    return fail(Code::malformed, value.pointer(),
                "has to be a whole number in digits, as a string");
  }
  std::uint64_t index = 0;
  for (const char c : text) {
    index = index * 10 + static_cast<std::uint64_t>(c - '0');
    if (index >= k_maximum_entries) {
      return fail(Code::out_of_range, value.pointer(), "no list has an entry with this index");
    }
  }
  return index;
}

Result<unsigned> read_size(json::Cursor status) {
  const auto value = status.find("statusSize");
  // §2.1: "If statusSize is not present […], then statusSize MUST be processed as 1."
  if (!value) return 1U;
  if (value->kind() == json::Kind::unsigned_integer) {
    return fail(Code::out_of_range, value->pointer(), "more bits than this build reads");
  }
  const std::int64_t size = TRY(value->integer());
  if (size < 1 || size > 8) {
    return fail(Code::out_of_range, value->pointer(), "has to be from 1 to 8 bits");
  }
  return static_cast<unsigned>(size);
}

bool is_hexadecimal(std::string_view text) noexcept {
  if (!text.starts_with("0x") || text.size() < 3) return false;
  return text.find_first_not_of("0123456789abcdefABCDEF", 2) == std::string_view::npos;
}

/// §2.1: an array "the length of which MUST equal the number of possible status messages"; "MUST be
/// present if statusSize is greater than 1".
Status check_messages(json::Cursor status, unsigned bits) {
  const auto messages = status.find("statusMessage");
  if (!messages) return bits == 1 ? Status() : status.at("statusMessage").error();
  if (!messages->is_array())
    return fail(Code::malformed, messages->pointer(), "has to be an array");
  if (messages->size() != std::size_t{1} << bits) {
    return fail(Code::malformed, messages->pointer(),
                "has to hold a message for each of the " + std::to_string(1U << bits) + " values");
  }
  for (const json::Cursor item : messages->items()) {
    TRY(item.string_at("message"));
    const json::Cursor value = TRY(item.at("status"));
    if (!is_hexadecimal(TRY(value.string()))) {
      return fail(Code::malformed, value.pointer(), "has to be hexadecimal and begin with 0x");
    }
  }
  return {};
}

Result<Reference> read_reference(json::Cursor status) {
  Reference reference{.purpose = {}, .list = {}, .node = status};
  const json::Cursor purpose = TRY(status.at("statusPurpose"));
  reference.purpose = TRY(purpose.string());
  if (reference.purpose.empty())
    return fail(Code::malformed, purpose.pointer(), "names no purpose");
  const json::Cursor list = TRY(status.at("statusListCredential"));
  reference.list = TRY(read_url(list));
  const json::Cursor index = TRY(status.at("statusListIndex"));
  reference.index = TRY(read_index(index));
  reference.bits = TRY(read_size(status));
  TRY(check_messages(status, reference.bits));
  if (const auto id = status.find("id")) {
    if (TRY(read_url(*id)) == reference.list) {
      return fail(Code::malformed, id->pointer(), "must not be the URL of the list");
    }
  }
  if (const auto about = status.find("statusReference")) {
    for (const json::Cursor item : about->one_or_many())
      TRY(read_url(item));
  }
  return reference;
}

}  // namespace

Result<std::vector<Reference>> references_in(json::Cursor credential) {
  std::vector<Reference> references;
  const auto statuses = credential.find("credentialStatus");
  if (!statuses) return references;
  for (const json::Cursor status : statuses->one_or_many()) {
    if (is_entry(status)) references.push_back(TRY(read_reference(status)));
  }
  return references;
}

std::vector<json::Cursor> unknown_entries(json::Cursor credential) {
  std::vector<json::Cursor> others;
  const auto statuses = credential.find("credentialStatus");
  if (!statuses) return others;
  for (const json::Cursor status : statuses->one_or_many()) {
    if (!is_entry(status)) others.push_back(status);
  }
  return others;
}

Json make_entry(std::string_view list, std::uint64_t index, std::string_view purpose) {
  const std::string number = std::to_string(index);
  return {{"id", std::string(list) + "#" + number},
          {"type", k_entry_type},
          {"statusPurpose", purpose},
          {"statusListIndex", number},
          {"statusListCredential", list}};
}

}  // namespace credenza::status_list
