// did:web, https://w3c-ccg.github.io/did-method-web/
#include <algorithm>
#include <vector>

#include "did/did.h"
#include "did/did_detail.h"

namespace credenza::did {
namespace {

constexpr std::string_view k_well_known = "/.well-known";
constexpr std::string_view k_document = "/did.json";

Error malformed(std::string_view did, std::string why) {
  return fail(Code::malformed, std::string(did.substr(0, detail::k_max_place)), std::move(why));
}

bool is_digits(std::string_view text) noexcept {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Whether browsers and resolvers would read the name as an IPv4 address: its last label is a
/// number, in decimal or hexadecimal (WHATWG URL, "ends in a number"). An IPv6 address has no form
/// in which it could get here.
bool is_address(std::string_view host) noexcept {
  if (host.ends_with('.')) host.remove_suffix(1);
  const std::string_view label = host.substr(host.rfind('.') + 1);
  return is_digits(label) || label.starts_with("0x") || label.starts_with("0X");
}

/// The domain name of a did:web: RFC 1035 and RFC 1123, so neither percent-encoded octets nor '_'.
bool is_domain_name(std::string_view host) noexcept {
  return !host.empty() && host.front() != '-' && host.front() != '.' &&
         std::all_of(host.begin(), host.end(),
                     [](char c) { return c != '_' && detail::is_id_char(c); });
}

bool is_port(std::string_view port) noexcept {
  return port.size() <= 5 && is_digits(port) && port.front() != '0';
}

/// One segment of the path as it will stand in the URL. A web server decodes it before it looks for
/// a file, so what it decodes to must stay one segment below the last.
bool is_path_segment(std::string_view segment) noexcept {
  std::string decoded;
  for (std::size_t i = 0; i < segment.size(); ++i) {
    if (segment[i] != '%') {
      decoded += segment[i];
      continue;
    }
    const int value = detail::hex_value(segment[i + 1]) * 16 + detail::hex_value(segment[i + 2]);
    if (value < 0x20 || value == 0x7f || value == '/' || value == '\\' || value == '%')
      return false;
    decoded += static_cast<char>(value);
    i += 2;
  }
  return !decoded.empty() && decoded != "." && decoded != "..";
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> out;
  for (;;) {
    const std::size_t end = text.find(separator);
    out.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return out;
    text.remove_prefix(end + 1);
  }
}

/// "https://host" or "https://host:port" ("Read", steps 1 to 3).
Result<std::string> origin_of(std::string_view did, std::string_view authority) {
  const std::size_t colon = authority.find('%');
  const std::string_view host = authority.substr(0, colon);
  if (!is_domain_name(host)) return malformed(did, "did:web has to begin with a domain name");
  // "Method-specific identifier": "it MUST NOT include IP addresses".
  if (is_address(host)) {
    return fail(Code::forbidden, std::string(did.substr(0, detail::k_max_place)),
                "did:web must not name an IP address; use a domain name");
  }
  std::string origin = "https://" + std::string(host);
  if (colon == std::string_view::npos) return origin;
  const std::string_view encoded = authority.substr(colon, 3);
  const std::string_view port = authority.substr(colon + 3);
  if ((encoded != "%3A" && encoded != "%3a") || !is_port(port)) {
    return malformed(did,
                     "only a port may follow the domain name of a did:web, as %3A and a number");
  }
  return origin + ":" + std::string(port);
}

/// `text` with everything percent-encoded that is no idchar; what is percent-encoded already stays.
std::string as_id(std::string_view text) {
  constexpr std::string_view k_digits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    if (detail::is_id_char(c) || c == '%') {
      out += c;
    } else {
      const auto octet = static_cast<unsigned char>(c);
      out += {'%', k_digits[octet >> 4U], k_digits[octet & 15U]};
    }
  }
  return out;
}

}  // namespace

std::string web_did(const Url& url) {
  std::string did = std::string(detail::k_web_prefix) + as_id(url.host());
  if (url.port() != 443) did += "%3A" + std::to_string(url.port());
  for (const std::string_view segment : split(url.path(), '/')) {
    if (!segment.empty()) did += ":" + as_id(segment);
  }
  return did;
}

Result<Url> web_document_url(std::string_view did) {
  if (!is_did(did) || !did.starts_with(detail::k_web_prefix))
    return malformed(did, "this is no did:web");
  const std::vector<std::string_view> parts = split(did.substr(detail::k_web_prefix.size()), ':');
  std::string text = TRY(origin_of(did, parts.front()));
  for (std::size_t i = 1; i < parts.size(); ++i) {
    if (!is_path_segment(parts[i]))
      return malformed(did, "a part of the path of this did:web can be no folder name");
    text += "/" + std::string(parts[i]);
  }
  if (parts.size() == 1) text += k_well_known;
  Result<Url> url = Url::parse(text + std::string(k_document));
  if (!url) return malformed(did, url.error().detail);
  return url;
}

}  // namespace credenza::did
