#include "verifier/published_part.h"

#include <algorithm>

#include "base/encoding.h"
#include "base/json.h"
#include "did/did.h"
#include "jose/jwt.h"
#include "token_status_list/token_status_list.h"
#include "verify/statements.h"

namespace credenza::verifier {
namespace {

using json::Cursor;

constexpr json::Limits k_limits{.max_bytes = k_max_part_bytes, .max_depth = 32};

std::string_view trimmed(std::string_view text) noexcept {
  constexpr std::string_view k_space = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(k_space);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(k_space) + 1 - begin);
}

std::string_view text_at(Cursor object, std::string_view name) noexcept {
  const auto member = object.find(name);
  return member && member->is_string() ? member->raw_string() : std::string_view{};
}

/// The member `name`, or the `id` in it.
std::string_view id_at(Cursor object, std::string_view name) noexcept {
  const auto member = object.find(name);
  return member && member->is_object() ? text_at(*member, "id") : text_at(object, name);
}

std::optional<Instant> instant_at(Cursor object, std::string_view name) {
  const auto at = parse_instant(text_at(object, name));
  return at ? std::optional(*at) : std::nullopt;
}

std::optional<Instant> date_at(Cursor claims, std::string_view name) {
  const auto member = claims.find(name);
  if (!member) return std::nullopt;
  const auto date = jose::numeric_date(*member);
  return date ? std::optional(*date) : std::nullopt;
}

bool has_type(Cursor root, std::string_view part) noexcept {
  const auto type = root.find("type");
  if (!type) return false;
  const auto types = type->one_or_many();
  return std::any_of(types.begin(), types.end(), [part](Cursor one) {
    return one.is_string() && one.raw_string().find(part) != std::string_view::npos;
  });
}

std::optional<PartKind> kind_of(Cursor root) noexcept {
  if (verify::is_statement(root)) return PartKind::statement;
  if (has_type(root, "TrustList")) return PartKind::trust_list;
  if (has_type(root, "BitstringStatusList")) return PartKind::status_list;
  const auto subject = root.find("credentialSubject");
  if (subject && has_type(*subject, "BitstringStatusList")) return PartKind::status_list;
  if (subject) {
    return has_type(root, "Accreditation") ? std::optional(PartKind::accreditation) : std::nullopt;
  }
  if (did::is_did(text_at(root, "id"))) return PartKind::did_document;
  if (root.find("$schema")) return PartKind::schema;
  return std::nullopt;
}

Result<PublishedPart> read_token(std::string_view text) {
  const jose::CompactJws jws = TRY(token_status_list::StatusListToken::parse(text));
  const json::Document claims = TRY(json::Document::parse(as_text(jws.payload()), k_limits));
  PublishedPart out;
  out.kind = PartKind::token_status_list;
  out.name = TRY(claims.root().string_at("sub"));
  out.publisher = did::without_fragment(text_at(jws.header(), "kid"));
  out.begins = date_at(claims.root(), "iat");
  out.ends = date_at(claims.root(), "exp");
  return out;
}

void add(std::vector<std::string>& out, std::string_view value) {
  if (value.empty() || out.size() == k_max_needs) return;
  if (std::find(out.begin(), out.end(), value) == out.end()) out.emplace_back(value);
}

void add_did(Needs& needs, std::string_view url) {
  const std::string_view did = did::without_fragment(url);
  if (did::is_did(did)) add(needs.dids, did);
}

Status add_token(std::string_view text, Needs& needs);

/// Looks for the members by which credentials name who signed them and what became of them,
/// however deep: in a presentation, in a claim. Depth is bounded by k_limits.
void add_json(Cursor node, Needs& needs) {
  if (node.is_object()) {
    add_did(needs, id_at(node, "issuer"));
    add_did(needs, text_at(node, "verificationMethod"));
    add_did(needs, text_at(node, "iss"));
    add(needs.lists, text_at(node, "statusListCredential"));
    if (const auto list = node.find("status_list")) add(needs.lists, text_at(*list, "uri"));
    constexpr std::string_view k_data = "data:application/";
    const std::string_view id = text_at(node, "id");
    // A credential in an envelope (VCDM 2.0 §4.13): "data:application/vc+jwt,eyJ…".
    if (const std::size_t comma = id.find(','); id.starts_with(k_data) && comma != id.npos)
      (void)add_token(id.substr(comma + 1), needs);
  }
  for (const Cursor child : node.items())
    add_json(child, needs);
}

Status add_token(std::string_view text, Needs& needs) {
  const std::string_view jwt = text.substr(0, text.find('~'));
  const std::size_t first = jwt.find('.');
  const std::size_t second = first == jwt.npos ? jwt.npos : jwt.find('.', first + 1);
  if (second == jwt.npos) return fail(Code::malformed, "", "no credential");
  const Bytes header = TRY(from_base64url(jwt.substr(0, first)));
  const Bytes payload = TRY(from_base64url(jwt.substr(first + 1, second - first - 1)));
  const json::Document head = TRY(json::Document::parse(as_text(header), k_limits));
  const json::Document claims = TRY(json::Document::parse(as_text(payload), k_limits));
  add_did(needs, text_at(head.root(), "kid"));
  add_json(claims.root(), needs);
  return {};
}

}  // namespace

Result<PublishedPart> read_published(std::string_view text) {
  const std::string_view body = trimmed(text);
  if (!body.starts_with('{')) return read_token(body);
  const json::Document document = TRY(json::Document::parse(text, k_limits));
  const Cursor root = document.root();
  const auto kind = kind_of(root);
  if (!kind) {
    return fail(Code::unsupported, "",
                "neither keys nor a status list nor anything else that a bundle holds");
  }
  PublishedPart out;
  out.kind = *kind;
  out.name = text_at(root, *kind == PartKind::schema && root.find("$id") ? "$id" : "id");
  if (out.name.empty()) return fail(Code::missing, "/id", "without a name");
  out.publisher =
      *kind == PartKind::did_document ? std::string_view(out.name) : id_at(root, "issuer");
  out.begins = instant_at(root, "validFrom");
  out.ends = instant_at(root, "validUntil");
  return out;
}

Result<Needs> needs_of(std::string_view text) {
  Needs out;
  const std::string_view body = trimmed(text);
  if (!body.starts_with('{')) {
    TRY(add_token(body, out));
    return out;
  }
  const json::Document document = TRY(json::Document::parse(text, k_limits));
  add_json(document.root(), out);
  if (out.dids.empty()) return fail(Code::malformed, "", "no credential");
  return out;
}

}  // namespace credenza::verifier
