#include "base/json_value.h"

namespace credenza::json {
namespace {

Result<std::string> dump(const Json& value, int indent) {
  try {
    return value.dump(indent, ' ', false, Json::error_handler_t::strict);
  } catch (const Json::type_error&) {
    return fail(Code::malformed, "", "a text in this document is not UTF-8");
  }
}

}  // namespace

Json to_value(Cursor cursor) {
  switch (cursor.kind()) {
    case Kind::null:
      return nullptr;
    case Kind::boolean:
      return cursor.raw_boolean();
    case Kind::integer:
      return cursor.raw_integer();
    case Kind::unsigned_integer:
      return cursor.raw_unsigned();
    case Kind::real:
      return cursor.raw_real();
    case Kind::string:
      return std::string(cursor.raw_string());
    case Kind::array: {
      Json out = Json::array();
      for (const Cursor item : cursor.items())
        out.push_back(to_value(item));
      return out;
    }
    case Kind::object: {
      // Names are unique here, and Json's own ways to add a member look at all earlier ones.
      Json::object_t members;
      members.reserve(cursor.size());
      for (const Cursor member : cursor.items()) {
        members.emplace_back(std::string(member.name()), to_value(member));
      }
      return members;
    }
  }
  must(false);
  return {};
}

Result<std::string> to_text(const Json& value) {
  return dump(value, -1);
}

Result<std::string> to_pretty_text(const Json& value) {
  return TRY(dump(value, 2)) + "\n";
}

Result<Document> to_document(const Json& value, const Limits& limits) {
  return Document::parse(TRY(to_text(value)), limits);
}

}  // namespace credenza::json
