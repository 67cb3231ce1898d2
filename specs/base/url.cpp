#include "base/url.h"

#include <algorithm>
#include <array>
#include <optional>
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

/// RFC 3986 §3.1: where the colon behind a scheme stands; npos when `text` does not begin with a
/// scheme.
std::size_t scheme_end(std::string_view text) noexcept {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0 || (text[0] | 0x20) < 'a')
    return std::string_view::npos;
  const bool is_scheme =
      std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(colon),
                  [](char c) { return is_alphanumeric(c) || c == '+' || c == '-' || c == '.'; });
  return is_scheme ? colon : std::string_view::npos;
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

/// RFC 3986 §3.2.2, dec-octet: no leading zeros.
bool is_ipv4(std::string_view text) noexcept {
  int octets = 0;
  while (true) {
    const std::size_t end = std::min(text.find('.'), text.size());
    const std::string_view octet = text.substr(0, end);
    if (octet.empty() || octet.size() > 3 || (octet.size() > 1 && octet[0] == '0')) return false;
    int value = 0;
    for (const char c : octet) {
      if (c < '0' || c > '9') return false;
      value = value * 10 + (c - '0');
    }
    if (value > 255 || ++octets > 4) return false;
    if (end == text.size()) return octets == 4;
    text.remove_prefix(end + 1);
  }
}

/// How many of the eight groups `text` spells: groups of one to four hexadecimal digits between
/// single colons, where an IPv4 address may stand for the last two. Nothing for anything else.
std::optional<int> ipv6_groups(std::string_view text, bool at_end) noexcept {
  if (text.empty()) return 0;
  int groups = 0;
  while (true) {
    const std::size_t end = std::min(text.find(':'), text.size());
    const std::string_view group = text.substr(0, end);
    const bool last = end == text.size();
    if (last && at_end && is_ipv4(group)) return groups + 2;
    if (group.empty() || group.size() > 4 || !std::all_of(group.begin(), group.end(), is_hex)) {
      return std::nullopt;
    }
    ++groups;
    if (last) return groups;
    text.remove_prefix(end + 1);
  }
}

/// RFC 3986 §3.2.2, IPv6address: "::" once at most, for one group of zeros or more. No zone.
bool is_ipv6(std::string_view text) noexcept {
  const std::size_t gap = text.find("::");
  if (gap == std::string_view::npos) return ipv6_groups(text, true) == 8;
  const auto before = ipv6_groups(text.substr(0, gap), false);
  const auto after = ipv6_groups(text.substr(gap + 2), true);
  return before && after && *before + *after <= 7;
}

/// Reads ":8443", what follows the host.
std::optional<std::uint16_t> port_number(std::string_view text) noexcept {
  if (text.size() < 2 || text.size() > 6 || text.front() != ':') return std::nullopt;
  unsigned value = 0;
  for (const char c : text.substr(1)) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + static_cast<unsigned>(c - '0');
  }
  if (value == 0 || value > 65535) return std::nullopt;
  return static_cast<std::uint16_t>(value);
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
  if (text.size() > k_max_url) {
    return fail(Code::malformed, "", "a web address of more than 2048 characters");
  }
  const std::size_t colon = scheme_end(text);
  if (colon == std::string_view::npos) return malformed(text, "it has to begin with https://");
  Url url;
  url.scheme_ = lower_case(text.substr(0, colon));
  if (url.scheme_ != "https" && url.scheme_ != "http") {
    return fail(Code::unsupported, "",
                "'" + url.scheme_.substr(0, 20) + "' is not a scheme used here; https is");
  }
  if (!text.substr(colon).starts_with("://")) {
    return malformed(text, "it has to begin with https://");
  }
  std::string_view rest = text.substr(colon + 3);
  const std::size_t fragment = std::min(rest.find('#'), rest.size());
  if (fragment != rest.size() && !is_path_text(rest.substr(fragment + 1))) {
    return malformed(text, "a character behind '#' has to be percent-encoded");
  }
  rest = rest.substr(0, fragment);
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
    if (!is_host_name(url.host_)) {
      return malformed(text, "the host name is empty or has a character it may not have");
    }
    port = authority.substr(at);
  }
  url.port_ = url.scheme_ == "https" ? 443 : 80;
  if (!port.empty()) {
    const auto number = port_number(port);
    if (!number) return malformed(text, "what follows the host is no port between 1 and 65535");
    url.port_ = *number;
  }
  if (!is_path_text(rest)) {
    return malformed(text, "a character in the path has to be percent-encoded");
  }
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
  const bool has_scheme = scheme_end(reference) != std::string_view::npos;
  if (has_scheme || reference.starts_with("//")) {
    Url url =
        TRY(parse(has_scheme ? std::string(reference) : scheme_ + ":" + std::string(reference)));
    url.path_ = remove_dot_segments(url.path_);
    return url;
  }
  reference = reference.substr(0, reference.find('#'));
  const std::size_t query = std::min(reference.find('?'), reference.size());
  std::string path(reference.substr(0, query));
  if (path.empty()) {
    const bool same_query = query == reference.size();
    return parse(origin() + path_ + (same_query ? query_ : std::string(reference.substr(query))));
  }
  if (path.front() != '/') path = path_.substr(0, path_.rfind('/') + 1) + path;
  return parse(origin() + remove_dot_segments(path) + std::string(reference.substr(query)));
}

namespace {

/// RFC 3986 appendix A leaves no place for these; beyond ASCII is left to IRIs (RFC 3987).
constexpr std::array<bool, 256> k_never_in_uri = [] {
  std::array<bool, 256> table{};
  for (std::size_t c = 0; c <= 0x20; ++c)
    table[c] = true;
  table[0x7f] = true;
  for (const char c : std::string_view("\"<>\\^`{|}"))
    table[static_cast<unsigned char>(c)] = true;
  return table;
}();

}  // namespace

bool is_absolute_uri(std::string_view text) noexcept {
  const std::size_t colon = scheme_end(text);
  if (colon == std::string_view::npos || colon + 1 == text.size()) return false;
  const std::string_view rest = text.substr(colon + 1);
  return std::none_of(rest.begin(), rest.end(),
                      [](char c) { return k_never_in_uri[static_cast<unsigned char>(c)]; });
}

}  // namespace credenza
