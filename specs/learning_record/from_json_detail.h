// How the JSON form of a record is read, value by value. Inside `learning_record`.
//
// Each put() reads one value into its place and gives true; false stands for "no such member here"
// and comes only from the readers of members. Errors are those of from_json().
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "learning_record/learning_record.h"

namespace credenza::learning_record::detail {

/// Hands every member of an object to `read`, which says by `false` that it knows no such member.
template <class Read>
Result<bool> read_members(json::Cursor object, Read read) {
  if (!object.is_object()) return fail(Code::malformed, object.pointer(), "has to be an object");
  for (const json::Cursor member : object.items()) {
    const Result<bool> known = read(member.name(), member);
    if (!known) return known.error();
    if (!*known) {
      return fail(Code::unsupported, member.pointer(), "a learning record has no such member here");
    }
  }
  return true;
}

Result<bool> put(std::string& out, json::Cursor value);
Result<bool> put(LanguageMap& out, json::Cursor value);
Result<bool> put(std::optional<std::chrono::year_month_day>& out, json::Cursor value);
Result<bool> put(std::optional<bool>& out, json::Cursor value);
Result<bool> put(Concept& out, json::Cursor value);
Result<bool> put(Identifier& out, json::Cursor value);
Result<bool> put(Organisation& out, json::Cursor value);
Result<bool> put(Qualification& out, json::Cursor value);
Result<bool> put(Unit& out, json::Cursor value);
Result<bool> put(Practice& out, json::Cursor value);
Result<bool> put(Registration& out, json::Cursor value);
Result<bool> put(Reference& out, json::Cursor value);
Result<bool> put(Endorsement& out, json::Cursor value);
Result<bool> put(Accreditation& out, json::Cursor value);
Result<bool> put(Evidence& out, json::Cursor value);
Result<bool> put(CoSigner& out, json::Cursor value);
Result<bool> put(AlternativeName& out, json::Cursor value);

/// A whole number of hours, 1,000,000 at most.
Result<bool> put_hours(std::optional<unsigned>& out, json::Cursor value);
/// An instant, or a date: the first second of that day in the Netherlands.
Result<bool> put_begin(std::optional<Instant>& out, json::Cursor value);
/// An instant, or a date: the last second of that day in the Netherlands.
Result<bool> put_end(std::optional<Instant>& out, json::Cursor value);

template <class T>
Result<bool> put(std::vector<T>& out, json::Cursor value) {
  if (!value.is_array()) return fail(Code::malformed, value.pointer(), "has to be an array");
  out.reserve(value.size());
  for (const json::Cursor item : value.items())
    TRY(put(out.emplace_back(), item));
  return true;
}

}  // namespace credenza::learning_record::detail
