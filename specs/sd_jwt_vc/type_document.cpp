#include <algorithm>
#include <set>

#include "base/url.h"
#include "sd_jwt_vc/integrity.h"
#include "sd_jwt_vc/type_metadata_detail.h"

namespace credenza::sd_jwt_vc::detail {
namespace {

using json::Cursor;

Status check_strings(Cursor object, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    if (const auto member = object.find(name)) TRY(member->string());
  }
  return {};
}

Status check_array(Cursor value) {
  if (value.is_array()) return {};
  return fail(Code::malformed, value.pointer(), "has to be an array");
}

Status check_object(Cursor value) {
  if (value.is_object()) return {};
  return fail(Code::malformed, value.pointer(), "has to be an object");
}

/// §5.5.1: "MUST be either HTTPS URLs or data: URIs".
Status check_resource(Cursor resource) {
  TRY(check_object(resource));
  const Cursor uri = TRY(resource.at("uri"));
  const std::string_view text = TRY(uri.string());
  if (!text.starts_with("https://") && !text.starts_with("data:")) {
    return fail(Code::malformed, uri.pointer(), "has to be an https or data address");
  }
  if (const auto integrity = resource.find("uri#integrity")) TRY(check_integrity_form(*integrity));
  return check_strings(resource, {"alt_text"});
}

Status check_rendering(Cursor rendering) {
  TRY(check_object(rendering));
  if (const auto simple = rendering.find("simple")) {
    TRY(check_object(*simple));
    TRY(check_strings(*simple, {"background_color", "text_color"}));
    for (const std::string_view name : {"logo", "background_image"}) {
      if (const auto resource = simple->find(name)) TRY(check_resource(*resource));
    }
  }
  if (const auto templates = rendering.find("svg_templates")) {
    TRY(check_array(*templates));
    for (const Cursor one : templates->items()) {
      TRY(check_resource(one));
      // §5.5.1.2: "REQUIRED if more than one SVG template is present".
      if (templates->size() > 1) TRY(one.at("properties"));
    }
  }
  return {};
}

/// §5.5, §5.6.2: a language and a text for people.
Status check_display(Cursor display, std::string_view text) {
  TRY(check_array(display));
  for (const Cursor item : display.items()) {
    TRY(check_object(item));
    TRY(item.string_at("locale"));
    TRY(item.string_at(text));
    TRY(check_strings(item, {"description"}));
    if (const auto rendering = item.find("rendering")) TRY(check_rendering(*rendering));
  }
  return {};
}

/// §5.6.1: strings, non-negative integers and nulls. An empty path would be the whole credential.
Status check_path(Cursor path) {
  TRY(check_array(path));
  if (path.size() == 0) return fail(Code::malformed, path.pointer(), "leads to no claim");
  for (const Cursor step : path.items()) {
    if (step.is_string() || step.is_null()) continue;
    if (step.kind() == json::Kind::integer && step.raw_integer() >= 0) continue;
    return fail(Code::malformed, step.pointer(), "has to be a name, a position from 0, or null");
  }
  return {};
}

/// §5.6: "only alphanumeric characters and underscores and MUST NOT start with a digit".
Status check_svg_id(Cursor value, std::set<std::string_view>& seen) {
  constexpr std::string_view k_letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_";
  constexpr std::string_view k_digits = "0123456789";
  const std::string_view id = TRY(value.string());
  const bool formed = !id.empty() && k_letters.find(id.front()) != std::string_view::npos &&
                      id.find_first_not_of(std::string(k_letters) + std::string(k_digits)) ==
                          std::string_view::npos;
  if (!formed) {
    return fail(Code::malformed, value.pointer(), "has to be letters, digits and underscores");
  }
  if (!seen.insert(id).second) {
    return fail(Code::malformed, value.pointer(), "another claim has the same 'svg_id'");
  }
  return {};
}

Status check_claim(Cursor claim, std::set<std::string_view>& svg_ids) {
  TRY(check_object(claim));
  const Cursor path = TRY(claim.at("path"));
  TRY(check_path(path));
  if (const auto display = claim.find("display")) TRY(check_display(*display, "label"));
  if (const auto mandatory = claim.find("mandatory")) TRY(mandatory->boolean());
  if (const auto sd = claim.find("sd")) TRY(read_disclosing(*sd));
  if (const auto id = claim.find("svg_id")) TRY(check_svg_id(*id, svg_ids));
  return {};
}

Status check_claims(Cursor claims) {
  TRY(check_array(claims));
  std::set<std::string_view> svg_ids;
  for (const Cursor claim : claims.items())
    TRY(check_claim(claim, svg_ids));
  return {};
}

}  // namespace

Status check_type_document(Cursor root) {
  TRY(check_object(root));
  const Cursor vct = TRY(root.at("vct"));
  if (TRY(vct.string()).empty()) return fail(Code::malformed, vct.pointer(), "names no type");
  TRY(check_strings(root, {"name", "description", "extends"}));
  if (const auto integrity = root.find("extends#integrity")) TRY(check_integrity_form(*integrity));
  if (const auto display = root.find("display")) TRY(check_display(*display, "name"));
  if (const auto claims = root.find("claims")) TRY(check_claims(*claims));
  return {};
}

ClaimPath read_path(Cursor path) {
  ClaimPath out;
  for (const Cursor step : path.items()) {
    if (step.is_string()) {
      out.emplace_back(std::string(step.raw_string()));
    } else if (step.is_null()) {
      out.emplace_back(EveryElement{});
    } else {
      out.emplace_back(static_cast<std::uint64_t>(step.raw_integer()));
    }
  }
  return out;
}

Result<Disclosing> read_disclosing(Cursor sd) {
  const std::string_view text = TRY(sd.string());
  if (text == "always") return Disclosing::always;
  if (text == "allowed") return Disclosing::allowed;
  if (text == "never") return Disclosing::never;
  return fail(Code::malformed, sd.pointer(), "has to be always, allowed or never");
}

}  // namespace credenza::sd_jwt_vc::detail
