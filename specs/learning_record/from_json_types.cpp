#include "learning_record/from_json_detail.h"

namespace credenza::learning_record::detail {

using json::Cursor;

Result<bool> put(Qualification& out, Cursor value) {
  return read_members(value, [&out](std::string_view name, Cursor member) -> Result<bool> {
    if (name == "crebo") return put(out.crebo, member);
    if (name == "version") return put(out.version, member);
    if (name == "name") return put(out.name, member);
    if (name == "kind") return put(out.kind, member);
    if (name == "level") return put(out.level, member);
    return false;
  });
}

Result<bool> put(Unit& out, Cursor value) {
  return read_members(value, [&out](std::string_view name, Cursor member) -> Result<bool> {
    if (name == "code") return put(out.code, member);
    if (name == "title") return put(out.title, member);
    if (name == "result") return put(out.result, member);
    if (name == "date") return put(out.date, member);
    if (name == "method") return put(out.method, member);
    return false;
  });
}

static Result<bool> put(Trainer& out, Cursor value) {
  return read_members(value, [&out](std::string_view name, Cursor member) -> Result<bool> {
    if (name == "name") return put(out.name, member);
    if (name == "function") return put(out.function, member);
    return false;
  });
}

static Result<bool> put(Period& out, Cursor value) {
  return read_members(value, [&out](std::string_view name, Cursor member) -> Result<bool> {
    if (name == "from") return put(out.from, member);
    if (name == "until") return put(out.until, member);
    return false;
  });
}

Result<bool> put(Practice& out, Cursor value) {
  return read_members(value, [&out](std::string_view name, Cursor member) -> Result<bool> {
    if (name == "learning_company") return put(out.learning_company, member);
    if (name == "trainer") return put(out.trainer, member);
    if (name == "period") return put(out.period, member);
    if (name == "hours") return put_hours(out.hours, member);
    return false;
  });
}

Result<bool> put(Registration& out, Cursor value) {
  return read_members(value, [&out](std::string_view name, Cursor member) -> Result<bool> {
    if (name == "scheme") return put(out.scheme, member);
    if (name == "register") return put(out.register_name, member);
    if (name == "number") return put(out.number, member);
    if (name == "legal_basis") return put(out.legal_basis, member);
    if (name == "category") return put(out.category, member);
    if (name == "equipment") return put(out.equipment, member);
    if (name == "examined_on") return put(out.examined_on, member);
    return false;
  });
}

Result<bool> put(Endorsement& out, Cursor value) {
  return read_members(value, [&out](std::string_view name, Cursor member) -> Result<bool> {
    if (name == "target") return put(out.target, member);
    if (name == "relation") return put(out.relation, member);
    if (name == "text") return put(out.text, member);
    if (name == "skills") return put(out.skills, member);
    return false;
  });
}

Result<bool> put(Accreditation& out, Cursor value) {
  return read_members(value, [&out](std::string_view name, Cursor member) -> Result<bool> {
    if (name == "organisation") return put(out.organisation, member);
    if (name == "types") return put(out.types, member);
    if (name == "co_sign_types") return put(out.co_sign_types, member);
    if (name == "framework") return put(out.framework, member);
    return false;
  });
}

Result<bool> put(Evidence& out, Cursor value) {
  return read_members(value, [&out](std::string_view name, Cursor member) -> Result<bool> {
    if (name == "name") return put(out.name, member);
    if (name == "digest") return put(out.digest, member);
    if (name == "media_type") return put(out.media_type, member);
    return false;
  });
}

Result<bool> put(CoSigner& out, Cursor value) {
  return read_members(value, [&out](std::string_view name, Cursor member) -> Result<bool> {
    if (name == "id") return put(out.id, member);
    if (name == "name") return put(out.name, member);
    if (name == "role") return put(out.role, member);
    if (name == "signatory") return put(out.signatory, member);
    return false;
  });
}

}  // namespace credenza::learning_record::detail
