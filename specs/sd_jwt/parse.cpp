#include <algorithm>
#include <utility>

#include "sd_jwt/sd_jwt.h"
#include "sd_jwt/sd_jwt_detail.h"

namespace credenza::sd_jwt {
namespace {

using json::Cursor;

constexpr std::string_view k_key_binding = "key_binding";

Result<json::Document> parse_payload(const jose::CompactJws& jwt, const json::Limits& limits) {
  Result<json::Document> payload = json::Document::parse(as_text(jwt.payload()), limits);
  if (!payload) return detail::in_part("payload", std::move(payload).error());
  if (!payload->root().is_object()) {
    return fail(Code::malformed, "payload", "the payload has to be a JSON object");
  }
  return payload;
}

Result<std::optional<jose::CompactJws>> parse_key_binding(std::string_view text,
                                                          const json::Limits& limits) {
  if (text.empty()) return std::optional<jose::CompactJws>();
  Result<jose::CompactJws> jwt = jose::CompactJws::parse(text, limits);
  if (!jwt) return detail::in_part(k_key_binding, std::move(jwt).error());
  return std::optional(*std::move(jwt));
}

/// §8.3: "disclosures and kb_jwt MUST be included in the first unprotected header and MUST NOT be
/// present in any following unprotected headers."
Status check_following(Cursor signatures) {
  bool first = true;
  for (const Cursor signature : signatures.items()) {
    const auto header = signature.find("header");
    for (const std::string_view name : {"disclosures", "kb_jwt"}) {
      const auto member = header ? header->find(name) : std::nullopt;
      if (member && !first) {
        return fail(Code::conflict, member->pointer(), "only the first signature may bring these");
      }
    }
    first = false;
  }
  return {};
}

/// The object that holds `protected`, `signature` and `header`: the whole of a flattened
/// serialization, the first signature of a general one (RFC 7515 §7.2).
Result<Cursor> first_signature(Cursor root) {
  const auto signatures = root.find("signatures");
  if (!signatures) return root;
  for (const std::string_view name : {"signature", "protected", "header"}) {
    if (const auto member = root.find(name)) {
      return fail(Code::conflict, member->pointer(),
                  "a general serialization has this in 'signatures' only");
    }
  }
  if (!signatures->is_array() || signatures->size() == 0) {
    return fail(Code::malformed, signatures->pointer(), "has to be an array of signatures");
  }
  TRY(check_following(*signatures));
  return *signatures->items().begin();
}

/// A part of the compact serialization, which its separators would tear apart.
Result<std::string_view> as_part(Cursor value) {
  const std::string_view text = TRY(value.string());
  if (text.empty() || text.find_first_of("~.") != std::string_view::npos) {
    return fail(Code::malformed, value.pointer(), "has to be base64url");
  }
  return text;
}

Result<std::string_view> part_of(Cursor object, std::string_view name) {
  const Cursor member = TRY(object.at(name));
  return as_part(member);
}

/// §8.1: "the representation as a regular SD-JWT Compact Serialization MUST be created
/// temporarily".
Result<std::string> to_compact(Cursor root) {
  const Cursor signature = TRY(first_signature(root));
  std::string out(TRY(part_of(signature, "protected")));
  out += '.';
  out += TRY(part_of(root, "payload"));
  out += '.';
  out += TRY(part_of(signature, "signature"));
  out += '~';
  const auto header = signature.find("header");
  if (!header) return out;
  if (const auto disclosures = header->find("disclosures")) {
    if (!disclosures->is_array()) {
      return fail(Code::malformed, disclosures->pointer(), "has to be an array");
    }
    for (const Cursor disclosure : disclosures->items()) {
      out += TRY(as_part(disclosure));
      out += '~';
    }
  }
  if (const auto key_binding = header->find("kb_jwt")) {
    const std::string_view jwt = TRY(key_binding->string());
    if (jwt.empty() || jwt.find('~') != std::string_view::npos) {
      return fail(Code::malformed, key_binding->pointer(), "has to be a JWT");
    }
    out += jwt;
  }
  return out;
}

/// RFC 7515 §7.2.1: the names in the two headers "MUST be disjoint".
Status check_disjoint(Cursor root, Cursor protected_header) {
  const auto unprotected = TRY(first_signature(root)).find("header");
  if (!unprotected) return {};
  for (const Cursor member : unprotected->items()) {
    if (protected_header.find(member.name())) {
      return fail(Code::conflict, member.pointer(), "the protected header has this too");
    }
  }
  return {};
}

}  // namespace

SdJwt::SdJwt(jose::CompactJws issuer_jwt, json::Document payload, std::string text,
             std::optional<jose::CompactJws> key_binding)
    : issuer_jwt_(std::move(issuer_jwt)),
      payload_(std::move(payload)),
      text_(std::move(text)),
      key_binding_(std::move(key_binding)) {}

Result<SdJwt> SdJwt::parse(std::string_view text, const json::Limits& limits) {
  if (text.size() > limits.max_bytes) return fail(Code::out_of_range, "", "the token is too long");
  const std::size_t first = text.find('~');
  if (first == std::string_view::npos) {
    return fail(Code::malformed, "", "an SD-JWT has a '~' behind its JWT and each disclosure");
  }
  if (text.find("~~") != std::string_view::npos) {
    return fail(Code::malformed, "disclosures", "a disclosure is empty");
  }
  jose::CompactJws issuer_jwt = TRY(jose::CompactJws::parse(text.substr(0, first), limits));
  json::Document payload = TRY(parse_payload(issuer_jwt, limits));
  const std::size_t end = text.rfind('~') + 1;
  std::optional<jose::CompactJws> key_binding = TRY(parse_key_binding(text.substr(end), limits));
  return SdJwt(std::move(issuer_jwt), std::move(payload), std::string(text.substr(0, end)),
               std::move(key_binding));
}

Result<SdJwt> SdJwt::parse_json(std::string_view text, const json::Limits& limits) {
  const json::Document document = TRY(json::Document::parse(text, limits));
  if (!document.root().is_object()) {
    return fail(Code::malformed, "", "a JWS in JSON has to be an object");
  }
  const std::string compact = TRY(to_compact(document.root()));
  SdJwt parsed = TRY(parse(compact, limits));
  TRY(check_disjoint(document.root(), parsed.header()));
  return parsed;
}

SdJwt SdJwt::without_key_binding() && {
  key_binding_.reset();
  return std::move(*this);
}

}  // namespace credenza::sd_jwt
