#include "jose/jws.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/encoding.h"
#include "jose/jose_detail.h"

namespace credenza::jose {
namespace {

/// A header names an algorithm, a key and a type, and may carry a certificate chain.
constexpr json::Limits k_header_limits{.max_bytes = std::size_t{16} << 10, .max_depth = 16};

constexpr std::string_view k_application = "application/";

std::string lower_case(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

/// `error` of something in the header, with its place in the token.
Error in_header(Error error) {
  const bool pointer = error.where.empty() || error.where.front() == '/';
  error.where.insert(0, pointer ? "header" : "header, ");
  return error;
}

/// RFC 7515 §7.1: three parts, each base64url, "with no line breaks, whitespace, or other
/// additional characters".
Result<std::array<std::string_view, 3>> split(std::string_view text) {
  const std::size_t first = text.find('.');
  const std::size_t second = first == std::string_view::npos ? first : text.find('.', first + 1);
  if (second == std::string_view::npos || text.find('.', second + 1) != std::string_view::npos) {
    return fail(Code::malformed, "", "a compact JWS has three parts with a dot between them");
  }
  return std::array{text.substr(0, first), text.substr(first + 1, second - first - 1),
                    text.substr(second + 1)};
}

Result<Bytes> decode(std::string_view part, std::string_view name) {
  Result<Bytes> bytes = from_base64url(part);
  if (!bytes) return fail(Code::malformed, std::string(name), bytes.error().detail);
  return bytes;
}

Result<json::Document> parse_header(std::string_view part, const json::Limits& limits) {
  if (part.size() > k_header_limits.max_bytes / 3 * 4 + 4) {
    return fail(Code::out_of_range, "header", "the header is longer than 16 KiB");
  }
  const Bytes bytes = TRY(decode(part, "header"));
  const json::Limits within{.max_bytes = std::min(limits.max_bytes, k_header_limits.max_bytes),
                            .max_depth = std::min(limits.max_depth, k_header_limits.max_depth)};
  Result<json::Document> header = json::Document::parse(as_text(bytes), within);
  if (!header) return in_header(std::move(header).error());
  if (!header->root().is_object()) {
    return fail(Code::malformed, "header", "the header has to be a JSON object");
  }
  return header;
}

/// RFC 8725 §3.1, §3.2. Spelling is case-sensitive, so "NONE" is an unknown algorithm; whoever
/// writes it means "none".
Status check_algorithm(json::Cursor header) {
  const std::string alg = lower_case(TRY(header.string_at("alg")));
  if (alg == "none") return fail(Code::forbidden, "/alg", "the token says that it is not signed");
  if (alg.starts_with("hs")) {
    return fail(Code::forbidden, "/alg", "a symmetric algorithm proves nothing to others");
  }
  return {};
}

/// RFC 7515 §4.1.11: "If any of the listed extension Header Parameters are not understood and
/// supported by the recipient, then the JWS is invalid." None is supported here, `b64` (RFC 7797)
/// included.
Status check_extensions(json::Cursor header) {
  for (const std::string_view name : {"crit", "b64"}) {
    if (header.find(name)) {
      return fail(Code::unsupported, "/" + std::string(name),
                  "the token asks for an extension that is not used here");
    }
  }
  return {};
}

Status check_header(json::Cursor header) {
  TRY(check_algorithm(header));
  return check_extensions(header);
}

/// RFC 7515 §4.1.9: "application/" may be left out where no other '/' follows; media types ignore
/// case.
std::string media_type(std::string_view typ) {
  std::string type = lower_case(typ);
  if (type.starts_with(k_application) &&
      type.find('/', k_application.size()) == std::string::npos) {
    type.erase(0, k_application.size());
  }
  return type;
}

/// RFC 8725 §3.1: the key says which algorithm, the header may only agree.
Status check_against_key(json::Cursor header, const crypto::PublicKey& key) {
  if (!detail::is_algorithm_of(key.type(), TRY(header.string_at("alg")))) {
    return fail(Code::mismatch, "/alg",
                "the token names another algorithm than the one of its signer's key");
  }
  return {};
}

}  // namespace

std::string_view algorithm_of(crypto::KeyType type) noexcept {
  switch (type) {
    case crypto::KeyType::ed25519:
      return "EdDSA";
    case crypto::KeyType::p256:
      return "ES256";
    case crypto::KeyType::p384:
      return "ES384";
    case crypto::KeyType::p521:
      return "ES512";
  }
  return "";
}

bool detail::is_algorithm_of(crypto::KeyType type, std::string_view alg) noexcept {
  return alg == algorithm_of(type) || (type == crypto::KeyType::ed25519 && alg == "Ed25519");
}

CompactJws::CompactJws(json::Document header, Bytes payload, Bytes signature,
                       std::string signing_input)
    : header_(std::move(header)),
      payload_(std::move(payload)),
      signature_(std::move(signature)),
      signing_input_(std::move(signing_input)) {}

Result<CompactJws> CompactJws::parse(std::string_view text, const json::Limits& limits) {
  if (text.size() > limits.max_bytes) return fail(Code::out_of_range, "", "the token is too long");
  const auto [header_part, payload_part, signature_part] = TRY(split(text));
  json::Document header = TRY(parse_header(header_part, limits));
  if (Status status = check_header(header.root()); !status)
    return in_header(std::move(status).error());
  Bytes payload = TRY(decode(payload_part, "payload"));
  Bytes signature = TRY(decode(signature_part, "signature"));
  std::string signing_input(text.substr(0, header_part.size() + 1 + payload_part.size()));
  return CompactJws(std::move(header), std::move(payload), std::move(signature),
                    std::move(signing_input));
}

Status check_type(json::Cursor header, std::string_view expected_typ) {
  const auto typ = header.find("typ");
  if (!typ && expected_typ.empty()) return {};
  if (typ && !typ->is_string()) return in_header(typ->string().error());
  if (typ && !expected_typ.empty() && media_type(typ->raw_string()) == media_type(expected_typ))
    return {};
  return fail(Code::mismatch, "header/typ", "the token is not of the type that is expected here");
}

VerifiedJws::VerifiedJws(CompactJws jws) : jws_(std::move(jws)) {}

Result<VerifiedJws> VerifiedJws::verify(CompactJws jws, const crypto::PublicKey& key,
                                        std::string_view expected_typ) {
  if (Status status = check_against_key(jws.header(), key); !status) {
    return in_header(std::move(status).error());
  }
  TRY(check_type(jws.header(), expected_typ));
  // The signature proper: crypto::verify() chooses the algorithm by the key alone.
  const Status status = crypto::verify(key, as_bytes(jws.signing_input_), jws.signature_);
  if (!status) return fail(status.error().code, "signature", status.error().detail);
  return VerifiedJws(std::move(jws));
}

/// `header` with the algorithm in front.
static Result<json::Document> header_document(const Json& header, crypto::KeyType type) {
  const std::string rest = TRY(json::to_text(header));
  std::string text = R"({"alg":")" + std::string(algorithm_of(type)) + '"';
  text += header.empty() ? "}" : "," + rest.substr(1);
  return json::Document::parse(text, k_header_limits);
}

Result<std::string> sign(const Json& header, ByteView payload, const crypto::Signer& signer) {
  if (!header.is_object()) {
    return fail(Code::malformed, "header", "the header has to be a JSON object");
  }
  if (header.contains("alg")) {
    return fail(Code::forbidden, "header/alg", "the key chooses the algorithm");
  }
  const Result<json::Document> document = header_document(header, signer.public_key().type());
  if (!document) return in_header(document.error());
  if (Status status = check_header(document->root()); !status) {
    return in_header(std::move(status).error());
  }
  std::string text = to_base64url(as_bytes(document->text())) + "." + to_base64url(payload);
  const Bytes signature = TRY(signer.sign(as_bytes(text)));
  return text + "." + to_base64url(signature);
}

}  // namespace credenza::jose
