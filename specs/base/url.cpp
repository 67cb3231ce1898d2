#include "base/url.h"

#include <algorithm>
#include <vector>

namespace credenza {
namespace {

constexpr std::size_t k_max_url = 2048;

bool is_alphanumeric(char c) noexcept {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_hex(char c) noexcept {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// RFC 3986 §3.3/§3.4: pchar, '/' and '?', with every '%' followed by two hexadecimal digits.
bool is_path_text(std::string_view text) noexcept {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%') {
      if (i + 2 >= text.size() || !is_hex(text[i + 1]) || !is_hex(text[i + 2])) return false;
      i += 2;
      continue;
    }
    if (!is_alphanumeric(text[i]) &&
        std::string_view("-._~!$&'()*+,;=:@/?").find(text[i]) == std::string_view::npos) {
      return false;
    }
  }
  return true;
}

std::string lower_case(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

/// A registered name or IPv4 address: labels of letters, digits, '-' and '_', none empty.
bool is_host_name(std::string_view host) noexcept {
  if (host.empty() || host.size() > 253) return false;
  std::size_t label = 0;
  for (std::size_t i = 0; i < host.size(); ++i) {
    if (host[i] == '.') {
      if (label == 0) return false;
      label = 0;
      continue;
    }
    if (!is_alphanumeric(host[i]) && host[i] != '-' && host[i] != '_') return false;
    if (++label > 63) return false;
  }
  return true;
}

bool is_ipv6(std::string_view host) noexcept {
  return host.size() >= 2 && host.size() <= 45 && std::all_of(host.begin(), host.end(), [](char c) {
           return is_hex(c) || c == ':' || c == '.';
         });
}

/// RFC 3986 §5.2.4.
std::string remove_dot_segments(std::string_view path) {
  std::vector<std::string_view> kept;
  std::size_t at = 1;
  bool directory = false;
  while (at <= path.size()) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    const std::string_view segment = path.substr(at, end - at);
    directory = segment == "." || segment == "..";
    if (segment == "..") {
      if (!kept.empty()) kept.pop_back();
    } else if (segment != ".") {
      kept.push_back(segment);
    }
    at = end + 1;
  }
  std::string out;
  for (const std::string_view segment : kept) {
    out += '/';
    out += segment;
  }
  if (directory || out.empty()) out += '/';
  return out;
}

Error malformed(std::string_view text, std::string_view why) {
  return fail(Code::malformed, "",
              "'" + std::string(text.substr(0, 80)) + "' is no web address: " + std::string(why));
}

}  // namespace

Result<Url> Url::parse(std::string_view text) {
  if (text.size() > k_max_url)
    return fail(Code::malformed, "", "a web address of more than 2048 characters");
  const std::size_t colon = text.find("://");
  if (colon == std::string_view::npos) return malformed(text, "it has to begin with https://");
  Url url;
  url.scheme_ = lower_case(text.substr(0, colon));
  if (url.scheme_ != "https" && url.scheme_ != "http") {
    return fail(Code::unsupported, "",
                "'" + url.scheme_.substr(0, 20) + "' is not a scheme used here; https is");
  }
  std::string_view rest = text.substr(colon + 3);
  rest = rest.substr(0, rest.find('#'));
  const std::size_t authority_end = std::min(rest.find_first_of("/?"), rest.size());
  std::string_view authority = rest.substr(0, authority_end);
  rest.remove_prefix(authority_end);
  if (authority.find('@') != std::string_view::npos) {
    return fail(Code::forbidden, "", "a web address with a user name or password in it");
  }
  std::string_view port;
  if (!authority.empty() && authority.front() == '[') {
    const std::size_t close = authority.find(']');
    if (close == std::string_view::npos) return malformed(text, "'[' without ']'");
    const std::string_view address = authority.substr(1, close - 1);
    if (!is_ipv6(address)) return malformed(text, "no IPv6 address between the brackets");
    url.host_ = lower_case(address);
    url.ipv6_ = true;
    port = authority.substr(close + 1);
  } else {
    const std::size_t at = std::min(authority.find(':'), authority.size());
    url.host_ = lower_case(authority.substr(0, at));
    if (!is_host_name(url.host_))
      return malformed(text, "the host name is empty or has a character it may not have");
    port = authority.substr(at);
  }
  url.port_ = url.scheme_ == "https" ? 443 : 80;
  if (!port.empty()) {
    if (port.front() != ':' || port.size() < 2 || port.size() > 6)
      return malformed(text, "no port after the host");
    unsigned value = 0;
    for (const char c : port.substr(1)) {
      if (c < '0' || c > '9') return malformed(text, "the port is no number");
      value = value * 10 + static_cast<unsigned>(c - '0');
    }
    if (value == 0 || value > 65535) return malformed(text, "the port is not between 1 and 65535");
    url.port_ = static_cast<std::uint16_t>(value);
  }
  if (!is_path_text(rest))
    return malformed(text, "a character in the path has to be percent-encoded");
  const std::size_t query = std::min(rest.find('?'), rest.size());
  url.path_ = query == 0 ? "/" : std::string(rest.substr(0, query));
  url.query_ = std::string(rest.substr(query));
  return url;
}

std::string Url::origin() const {
  std::string out = scheme_ + "://" + (ipv6_ ? "[" + host_ + "]" : host_);
  const std::uint16_t usual = scheme_ == "https" ? 443 : 80;
  if (port_ != usual) out += ":" + std::to_string(port_);
  return out;
}

std::string Url::text() const {
  return origin() + target();
}

Result<Url> Url::resolve(std::string_view reference) const {
  const std::size_t scheme_end = reference.find("://");
  if (scheme_end != std::string_view::npos && reference.find_first_of("/?#") > scheme_end)
    return parse(reference);
  if (reference.starts_with("//")) return parse(scheme_ + ":" + std::string(reference));
  reference = reference.substr(0, reference.find('#'));
  const std::size_t query = std::min(reference.find('?'), reference.size());
  std::string path(reference.substr(0, query));
  if (path.empty()) {
    path = path_;
  } else if (path.front() != '/') {
    path = path_.substr(0, path_.rfind('/') + 1) + path;
  }
  return parse(origin() + remove_dot_segments(path) + std::string(reference.substr(query)));
}

bool is_absolute_uri(std::string_view text) noexcept {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0 || colon + 1 == text.size()) return false;
  const bool starts_with_letter = is_alphanumeric(text[0]) && (text[0] > '9');
  if (!starts_with_letter) return false;
  for (const char c : text.substr(1, colon - 1)) {
    if (!is_alphanumeric(c) && c != '+' && c != '-' && c != '.') return false;
  }
  for (const char c : text.substr(colon + 1)) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= 0x20 || byte == 0x7f ||
        std::string_view("\"<>\\^`{|}").find(c) != std::string_view::npos)
      return false;
  }
  return true;
}

}  // namespace credenza
