#include "learning_record/from_json_detail.h"

namespace credenza::learning_record::detail {

using json::Cursor;

Result<bool> put(std::string& out, Cursor value) {
  out = TRY(value.string());
  return true;
}

Result<bool> put(LanguageMap& out, Cursor value) {
  if (value.is_string()) {
    out[""] = value.raw_string();
    return true;
  }
  if (!value.is_object()) {
    return fail(Code::malformed, value.pointer(),
                "has to be a text, or an object of language tags and texts");
  }
  for (const Cursor text : value.items())
    out[std::string(text.name())] = TRY(text.string());
  return true;
}

namespace {

/// A date as the instant that `of_date` makes of it, or an instant.
template <class OfDate>
Result<bool> put_date_or_instant(std::optional<Instant>& out, Cursor value, OfDate of_date) {
  const std::string_view text = TRY(value.string());
  if (const auto date = parse_date(text)) {
    const Result<Instant> instant = of_date(*date);
    if (!instant) {
      return fail(Code::out_of_range, value.pointer(),
                  "where a day begins and ends is known from 1996 on; give an instant");
    }
    out = *instant;
    return true;
  }
  const Result<Instant> instant = parse_instant(text);
  if (!instant) {
    return fail(Code::malformed, value.pointer(),
                "has to be a date as in 2031-06-12 or an instant as in 2031-06-12T21:59:59Z");
  }
  out = *instant;
  return true;
}

}  // namespace

Result<bool> put_begin(std::optional<Instant>& out, Cursor value) {
  return put_date_or_instant(out, value, start_of_day_in_amsterdam);
}

Result<bool> put_end(std::optional<Instant>& out, Cursor value) {
  return put_date_or_instant(out, value, end_of_day_in_amsterdam);
}

Result<bool> put(std::optional<std::chrono::year_month_day>& out, Cursor value) {
  const std::string_view text = TRY(value.string());
  const auto date = parse_date(text);
  if (!date) {
    return fail(Code::malformed, value.pointer(),
                "has to be a date of the calendar as in 2026-06-12");
  }
  out = *date;
  return true;
}

Result<bool> put(std::optional<bool>& out, Cursor value) {
  out = TRY(value.boolean());
  return true;
}

Result<bool> put_hours(std::optional<unsigned>& out, Cursor value) {
  constexpr std::uint64_t k_most = 1'000'000;
  const std::uint64_t hours = TRY(value.unsigned_integer());
  if (hours > k_most) {
    return fail(Code::out_of_range, value.pointer(), "more hours than a life has");
  }
  out = static_cast<unsigned>(hours);
  return true;
}

Result<bool> put(Concept& out, Cursor value) {
  return read_members(value, [&out](std::string_view name, Cursor member) -> Result<bool> {
    if (name == "id") return put(out.id, member);
    if (name == "name") return put(out.name, member);
    if (name == "framework") return put(out.framework, member);
    if (name == "code") return put(out.code, member);
    if (name == "description") return put(out.description, member);
    return false;
  });
}

Result<bool> put(Identifier& out, Cursor value) {
  TRY(read_members(value, [&out](std::string_view name, Cursor member) -> Result<bool> {
    if (name == "scheme") return put(out.scheme, member);
    if (name == "value") return put(out.value, member);
    return false;
  }));
  TRY(value.at("scheme"));
  TRY(value.at("value"));
  return true;
}

Result<bool> put(Organisation& out, Cursor value) {
  return read_members(value, [&out](std::string_view name, Cursor member) -> Result<bool> {
    if (name == "id") return put(out.id, member);
    if (name == "name") return put(out.name, member);
    if (name == "country") return put(out.country, member);
    if (name == "url") return put(out.url, member);
    if (name == "identifiers") return put(out.identifiers, member);
    return false;
  });
}

Result<bool> put(Reference& out, Cursor value) {
  return read_members(value, [&out](std::string_view name, Cursor member) -> Result<bool> {
    if (name == "id") return put(out.id, member);
    if (name == "digest") return put(out.digest, member);
    return false;
  });
}

Result<bool> put(AlternativeName& out, Cursor value) {
  return read_members(value, [&out](std::string_view name, Cursor member) -> Result<bool> {
    if (name == "language") return put(out.language, member);
    if (name == "family_name") return put(out.family_name, member);
    if (name == "name_prefix") return put(out.name_prefix, member);
    if (name == "given_name") return put(out.given_name, member);
    return false;
  });
}

}  // namespace credenza::learning_record::detail
