#include <algorithm>
#include <array>

#include "base/url.h"
#include "vcdm/checks_detail.h"
#include "vcdm/vcdm.h"

namespace credenza::vcdm::detail {
namespace {

/// The first context of the versions of the data model that this build does not read.
bool is_other_version(std::string_view context) noexcept {
  return context == "https://www.w3.org/2018/credentials/v1" ||
         context.starts_with("https://www.w3.org/ns/credentials/v");
}

Status check_first_context(json::Cursor first) {
  const std::string_view text = TRY(first.string());
  if (text == k_context_v2) return {};
  if (is_other_version(text)) {
    return fail(Code::unsupported, first.pointer(),
                "another version of the data model than 2.0, which is the one read here");
  }
  return fail(Code::malformed, first.pointer(),
              "the first context has to be " + std::string(k_context_v2));
}

/// §11.1: "The language value object MUST NOT include any other keys beyond @value, @language, and
/// @direction."
Status check_language_value(json::Cursor object) {
  TRY(object.string_at("@value"));
  for (const json::Cursor member : object.items()) {
    const std::string_view name = member.name();
    if (name != "@value" && name != "@language" && name != "@direction") {
      return fail(Code::malformed, member.pointer(),
                  "a text with a language holds @value, @language and @direction, nothing else");
    }
    const std::string_view text = TRY(member.string());
    if (name == "@direction" && text != "ltr" && text != "rtl") {
      return fail(Code::malformed, member.pointer(), "has to be 'ltr' or 'rtl'");
    }
  }
  return {};
}

Status check_text(json::Cursor value) {
  if (value.is_array() && value.size() == 0) {
    return fail(Code::malformed, value.pointer(), "has to hold a text");
  }
  for (const json::Cursor item : value.one_or_many()) {
    if (item.is_string()) continue;
    if (!item.is_object()) {
      return fail(Code::malformed, item.pointer(),
                  "has to be a string or an object with @value and @language");
    }
    TRY(check_language_value(item));
  }
  return {};
}

/// Terms of the first context that decide what a credential is, who says it and how long it holds.
/// They are protected there, so that JSON-LD takes no other meaning for them either.
constexpr std::array<std::string_view, 16> k_protected_terms = {"VerifiableCredential",
                                                                "VerifiablePresentation",
                                                                "confidenceMethod",
                                                                "credentialSchema",
                                                                "credentialStatus",
                                                                "credentialSubject",
                                                                "evidence",
                                                                "holder",
                                                                "issuer",
                                                                "proof",
                                                                "refreshService",
                                                                "relatedResource",
                                                                "termsOfUse",
                                                                "validFrom",
                                                                "validUntil",
                                                                "verifiableCredential"};

/// A context inside the document is not processed, but must not pretend to another meaning of what
/// is read here by its name.
Status check_own_context(json::Cursor context) {
  for (const std::string_view term : k_protected_terms) {
    if (const auto redefined = context.find(term)) {
      return fail(Code::forbidden, redefined->pointer(),
                  "a context of the document gives another meaning to a term of the data model");
    }
  }
  return {};
}

}  // namespace

Status check_context(json::Cursor root) {
  const json::Cursor context = TRY(root.at("@context"));
  if (!context.is_array() || context.size() == 0) {
    return fail(Code::malformed, context.pointer(),
                "has to be an array that begins with " + std::string(k_context_v2));
  }
  bool first = true;
  for (const json::Cursor item : context.items()) {
    if (first) {
      TRY(check_first_context(item));
      first = false;
      continue;
    }
    if (item.is_object()) {
      TRY(check_own_context(item));
      continue;
    }
    if (!item.is_string() || !is_url(item.raw_string())) {
      return fail(Code::malformed, item.pointer(), "a context has to be a URL or an object");
    }
  }
  return {};
}

Status check_types(json::Cursor object) {
  const json::Cursor value = TRY(object.at("type"));
  if (value.is_array() && value.size() == 0) {
    return fail(Code::malformed, value.pointer(), "has to name a type");
  }
  for (const json::Cursor item : value.one_or_many()) {
    if (TRY(item.string()).empty()) {
      return fail(Code::malformed, item.pointer(), "an empty type");
    }
  }
  return {};
}

Result<std::vector<std::string_view>> read_types(json::Cursor root, std::string_view required) {
  TRY(check_types(root));
  const json::Cursor value = TRY(root.at("type"));
  std::vector<std::string_view> types;
  types.reserve(value.is_array() ? value.size() : 1);
  for (const json::Cursor item : value.one_or_many())
    types.push_back(item.raw_string());
  if (std::find(types.begin(), types.end(), required) == types.end()) {
    return fail(Code::malformed, value.pointer(), "has to include " + std::string(required));
  }
  return types;
}

Result<std::string_view> read_id(json::Cursor object) {
  const auto id = object.find("id");
  if (!id) return std::string_view{};
  const std::string_view text = TRY(id->string());
  if (!is_url(text)) return fail(Code::malformed, id->pointer(), "has to be a URL");
  return text;
}

Result<Party> read_party(json::Cursor value) {
  if (value.is_object()) {
    TRY(value.at("id"));
    return Party{TRY(read_id(value)), value};
  }
  const std::string_view text = TRY(value.string());
  if (!is_url(text)) return fail(Code::malformed, value.pointer(), "has to be a URL");
  return Party{text, std::nullopt};
}

Result<std::vector<json::Cursor>> read_objects(json::Cursor root, std::string_view member) {
  std::vector<json::Cursor> objects;
  const auto value = root.find(member);
  if (!value) return objects;
  if (value->is_array() && value->size() == 0) {
    return fail(Code::malformed, value->pointer(), "has to hold at least one object");
  }
  objects.reserve(value->is_array() ? value->size() : 1);
  for (const json::Cursor item : value->one_or_many()) {
    if (!item.is_object()) return fail(Code::malformed, item.pointer(), "has to be an object");
    objects.push_back(item);
  }
  return objects;
}

Result<std::vector<json::Cursor>> read_typed(json::Cursor root, std::string_view member) {
  auto objects = TRY(read_objects(root, member));
  for (const json::Cursor object : objects) {
    TRY(check_types(object));
    TRY(read_id(object));
  }
  return objects;
}

Status check_texts(json::Cursor object) {
  for (const std::string_view member : {"name", "description"}) {
    if (const auto value = object.find(member)) TRY(check_text(*value));
  }
  return {};
}

}  // namespace credenza::vcdm::detail
