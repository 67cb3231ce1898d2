#include "host/http_client.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <charconv>
#include <exception>
#include <future>
#include <optional>
#include <thread>
#include <utility>

#include "host/http_detail.h"

namespace credenza::host {
namespace {

using detail::Watchdog;

constexpr std::size_t k_max_addresses = 4;  ///< of one name that are tried

/// What one request came to: a document, a redirect, or an error on the way.
struct Answer {
  int status = 0;
  std::string location;
  Fetched fetched;
  std::optional<Error> refused;  ///< by us, while it came in
  bool not_connected = false;
};

/// The parts of a fetch that do not change from one hop to the next.
struct Fetch {
  const FetchRequest& request;
  const HttpRules& rules;
  Watchdog& watchdog;
  int& connections;
};

std::optional<Address> literal_address(const std::string& host) {
  Address bytes(16);
  if (::inet_pton(AF_INET6, host.c_str(), bytes.data()) == 1) return bytes;
  bytes.resize(4);
  if (::inet_pton(AF_INET, host.c_str(), bytes.data()) == 1) return bytes;
  return std::nullopt;
}

std::string to_text(const Address& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  must(::inet_ntop(address.size() == 4 ? AF_INET : AF_INET6, address.data(), text.data(),
                   text.size()) != nullptr);
  return text.data();
}

bool is_loopback(const Address& address) noexcept {
  if (address.size() == 4) return address[0] == 127;
  return address.size() == 16 && address.back() == 1 &&
         std::all_of(address.begin(), address.end() - 1,
                     [](std::uint8_t byte) { return byte == 0; });
}

/// Asks `resolver` in a thread of its own: a name server that does not answer must not hold us
/// beyond the deadline.
Result<std::vector<Address>> resolve_in_time(const NameResolver& resolver, const std::string& host,
                                             const Watchdog& watchdog) {
  std::packaged_task<Result<std::vector<Address>>()> task(
      [resolver, host] { return resolver(host); });
  std::future<Result<std::vector<Address>>> answer = task.get_future();
  std::thread(std::move(task)).detach();
  if (answer.wait_until(watchdog.deadline()) != std::future_status::ready) {
    return fail(Code::unavailable, host, "no name server answered in time");
  }
  return answer.get();
}

/// The addresses to connect to for `url`, all of them checked.
/// @error forbidden    a rule refuses the scheme, or one of the addresses
/// @error unavailable  the name has no address
Result<std::vector<Address>> checked_addresses(const Url& url, const HttpRules& rules,
                                               const NameResolver& resolver,
                                               const Watchdog& watchdog) {
  const bool plain = url.scheme() != "https";
  if (plain && !rules.allow_loopback_http) {
    return fail(Code::forbidden, url.text(), "only https is fetched");
  }
  std::vector<Address> addresses;
  if (const auto literal = literal_address(url.host())) {
    addresses.push_back(*literal);
  } else {
    addresses = TRY(resolve_in_time(resolver, url.host(), watchdog));
  }
  if (addresses.empty()) return fail(Code::unavailable, url.text(), "the name has no address");
  for (const Address& address : addresses) {
    const bool allowed =
        (!plain && is_public(address)) || (rules.allow_loopback_http && is_loopback(address));
    if (!allowed) {
      return fail(Code::forbidden, url.text(),
                  "it leads to an address that is not of the public internet");
    }
  }
  addresses.resize(std::min(addresses.size(), k_max_addresses));
  return addresses;
}

/// "Application/DID+JSON; charset=utf-8" → "application/did+json".
std::string media_type_of(const std::string& content_type) {
  std::string type = content_type.substr(0, content_type.find(';'));
  while (!type.empty() && (type.back() == ' ' || type.back() == '\t'))
    type.pop_back();
  std::transform(type.begin(), type.end(), type.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return type;
}

/// RFC 6839 §3.1, and the two media types of VC Data Model 2.0, which are JSON without saying so.
bool is_json(std::string_view media_type) noexcept {
  return media_type == "application/json" || media_type == "application/vc" ||
         media_type == "application/vp" ||
         (media_type.starts_with("application/") && media_type.ends_with("+json"));
}

/// Whether `media_type` is one of those that were asked for ("application/vc, application/json").
bool is_asked_for(std::string_view media_type, std::string_view accept) noexcept {
  while (!accept.empty()) {
    const std::size_t comma = std::min(accept.find(','), accept.size());
    if (accept.substr(0, comma) == media_type) return true;
    accept.remove_prefix(std::min(accept.size(), comma + 1));
    while (accept.starts_with(' '))
      accept.remove_prefix(1);
  }
  return false;
}

/// What the headers of an answer with status 200 give reason to refuse.
std::optional<Error> refuse_headers(const httplib::Response& response, const std::string& url,
                                    const FetchRequest& request) {
  const std::size_t max_bytes = request.max_bytes;
  const std::string encoding = response.get_header_value("Content-Encoding");
  if (!encoding.empty() && encoding != "identity") {
    return fail(Code::malformed, url, "the answer is compressed, which was not asked for");
  }
  const std::string type = media_type_of(response.get_header_value("Content-Type"));
  if (!is_json(type) && !is_asked_for(type, request.accept)) {
    return fail(Code::malformed, url, "the content type of the answer is not JSON");
  }
  const std::string length = response.get_header_value("Content-Length");
  if (length.empty()) return std::nullopt;
  std::size_t bytes = 0;
  const auto [end, error] = std::from_chars(length.data(), length.data() + length.size(), bytes);
  if (error == std::errc::result_out_of_range || bytes > max_bytes) {
    return fail(Code::out_of_range, url, "longer than " + std::to_string(max_bytes) + " bytes");
  }
  if (error != std::errc() || end != length.data() + length.size()) {
    return fail(Code::malformed, url, "the Content-Length of the answer is no number");
  }
  return std::nullopt;
}

/// Why `client` gave no answer.
Error explain(const Url& url, const detail::Transport& transport, httplib::Error error) {
  if (transport.overrun) return fail(Code::out_of_range, url.text(), "the answer is too long");
  switch (error) {
    case httplib::Error::SSLServerVerification:
      return fail(Code::unavailable, url.text(),
                  "the certificate of the server is not valid for this name");
    case httplib::Error::SSLConnection:
      return fail(Code::unavailable, url.text(), "no secure connection could be made");
    case httplib::Error::SSLLoadingCerts:
      return fail(Code::unavailable, url.text(), "the certificate authorities cannot be read");
    case httplib::Error::Connection:
    case httplib::Error::ConnectionTimeout:
      return fail(Code::unavailable, url.text(), "no connection could be made");
    case httplib::Error::Write:
      return fail(Code::unavailable, url.text(), "the connection broke");
    default:
      if (transport.ended) return fail(Code::unavailable, url.text(), "the connection broke");
      return fail(Code::malformed, url.text(), "the answer is no HTTP");
  }
}

void set_up(httplib::ClientImpl& client, const Url& url, const Address& address, Fetch& fetch,
            std::chrono::milliseconds connect_within) {
  client.set_hostname_addr_map({{url.host(), to_text(address)}});
  client.set_socket_options([&fetch](socket_t socket) {
    ++fetch.connections;
    fetch.watchdog.guard(socket);
  });
  client.set_connection_timeout(connect_within);
  client.set_read_timeout(fetch.watchdog.remaining());
  client.set_write_timeout(fetch.watchdog.remaining());
  client.set_keep_alive(false);
  client.set_follow_location(false);
  client.set_decompress(false);
  client.set_url_encode(false);
}

/// One request to one address.
Answer exchange(httplib::ClientImpl& client, const Url& url, Fetch& fetch,
                detail::Transport& transport) {
  const std::size_t max_bytes = fetch.request.max_bytes;
  const httplib::Headers headers = {{"Accept", fetch.request.accept},
                                    {"Accept-Encoding", "identity"},
                                    {"User-Agent", "credenza"}};
  Answer answer;
  const auto on_headers = [&](const httplib::Response& response) {
    transport.in_body = true;
    answer.status = response.status;
    answer.location = response.get_header_value("Location");
    answer.fetched.media_type = media_type_of(response.get_header_value("Content-Type"));
    if (answer.status == 200) answer.refused = refuse_headers(response, url.text(), fetch.request);
    // The bodies of other answers are of no use to us.
    return answer.status == 200 && !answer.refused;
  };
  const auto on_body = [&](const char* data, std::size_t size) {
    Bytes& body = answer.fetched.body;
    if (body.size() + size > max_bytes) {
      answer.refused = fail(Code::out_of_range, url.text(),
                            "longer than " + std::to_string(max_bytes) + " bytes");
      return false;
    }
    body.insert(body.end(), data, data + size);
    return true;
  };
  const httplib::Result result = client.Get(url.target(), headers, on_headers, on_body);
  if (fetch.watchdog.has_fired()) {
    answer.refused = fail(Code::unavailable, url.text(), "it did not answer in time");
  } else if (!answer.refused && !result && (answer.status == 0 || answer.status == 200)) {
    answer.refused = explain(url, transport, result.error());
    answer.not_connected = result.error() == httplib::Error::Connection ||
                           result.error() == httplib::Error::ConnectionTimeout;
  }
  return answer;
}

/// Asks the addresses in turn until one accepts the connection.
Answer ask(const Url& url, const std::vector<Address>& addresses, Fetch& fetch) {
  Answer answer;
  for (std::size_t i = 0; i < addresses.size(); ++i) {
    detail::Transport transport;
    // Chunk headers may take as much again as what they announce.
    transport.max_body_bytes = 2 * fetch.request.max_bytes + (std::size_t{64} << 10);
    const auto connect_within = fetch.watchdog.remaining() / static_cast<int>(addresses.size() - i);
    std::unique_ptr<httplib::ClientImpl> client;
    if (url.scheme() == "https") {
      client = std::make_unique<detail::TlsClient>(url.host(), url.port(), fetch.rules.ca_file,
                                                   transport);
    } else {
      client = std::make_unique<detail::PlainClient>(url.host(), url.port(), transport);
    }
    set_up(*client, url, addresses[i], fetch, connect_within);
    answer = exchange(*client, url, fetch, transport);
    if (!answer.not_connected) break;
  }
  return answer;
}

bool is_redirect(int status) noexcept {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

Error no_document(const Url& url, int status) {
  const std::string detail = "the server answers " + std::to_string(status);
  const bool gone = status == 404 || status == 410;
  return fail(gone ? Code::not_found : Code::unavailable, url.text(), detail);
}

Result<Fetched> fetch_following(Fetch& fetch, const NameResolver& resolver) {
  Url url = fetch.request.url;
  for (int redirects = 0;; ++redirects) {
    const std::vector<Address> addresses =
        TRY(checked_addresses(url, fetch.rules, resolver, fetch.watchdog));
    Answer answer = ask(url, addresses, fetch);
    if (answer.refused) return *std::move(answer.refused);
    if (answer.status == 200) return std::move(answer.fetched);
    if (!is_redirect(answer.status) || answer.location.empty()) {
      return no_document(url, answer.status);
    }
    if (redirects == fetch.rules.max_redirects) {
      return fail(Code::forbidden, fetch.request.url.text(),
                  "more than " + std::to_string(redirects) + " redirects");
    }
    auto next = url.resolve(answer.location);
    if (!next) {
      return fail(Code::forbidden, url.text(),
                  "it redirects to something that is not fetched: " + next.error().detail);
    }
    url = *std::move(next);
  }
}

}  // namespace

HttpFetcher::HttpFetcher(HttpRules rules, NameResolver resolver)
    : rules_(std::move(rules)), resolver_(std::move(resolver)) {}

Result<Fetched> HttpFetcher::fetch(const FetchRequest& request) {
  if (rules_.offline) {
    return fail(Code::forbidden, request.url.text(),
                "not fetched, because the network is not to be used");
  }
  const detail::WithoutSigpipe quiet;
  // The package throws where a thread cannot start or its own parsing gives up.
  try {
    Watchdog watchdog(std::chrono::steady_clock::now() + request.timeout);
    Fetch fetch{request, rules_, watchdog, connections_};
    return fetch_following(fetch, resolver_);
  } catch (const std::exception& error) {
    return fail(Code::unavailable, request.url.text(),
                std::string("the exchange failed: ") + error.what());
  }
}

}  // namespace credenza::host
