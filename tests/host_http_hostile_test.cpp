// The fetcher against servers that mean harm: bytes without end, seconds without end, and answers
// that are none.
#include <catch2/catch.hpp>

#include "host/http_client.h"
#include "support/temporary_folder.h"
#include "support/web_server.h"

namespace host = credenza::host;
using credenza::as_text;
using credenza::Code;
using credenza::Fetched;
using credenza::FetchRequest;
using credenza::Result;
using credenza::Url;
using credenza::test::RawServer;

namespace {

using Milliseconds = std::chrono::milliseconds;

constexpr std::size_t k_gigabyte = std::size_t{1} << 30;

const std::string k_head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

struct Outcome {
  Result<Fetched> result;
  Milliseconds took;

  Code code() const {
    REQUIRE(!result);
    return result.error().code;
  }
};

Outcome get(const std::string& url, Milliseconds timeout = Milliseconds(10000),
            host::NameResolver resolver = host::system_resolve) {
  host::HttpFetcher fetcher({.allow_loopback_http = true}, std::move(resolver));
  const auto before = std::chrono::steady_clock::now();
  auto result = fetcher.fetch({*Url::parse(url), "application/json", 100000, timeout});
  const auto took = std::chrono::steady_clock::now() - before;
  return {std::move(result), std::chrono::duration_cast<Milliseconds>(took)};
}

std::string url_of(const RawServer& server) {
  return "http://127.0.0.1:" + server.port() + "/";
}

/// What comes of a server that answers with `answer` and closes.
Outcome answered(const std::string& answer) {
  const RawServer server([&](int connection) { RawServer::send(connection, answer); });
  return get(url_of(server));
}

}  // namespace

TEST_CASE("host::HttpFetcher gives up at its deadline, however slowly a server drips", "[host]") {
  struct Case {
    const char* what;
    std::string first;
    std::string drop;
  };
  for (const Case& c : {Case{"status line", "", "HTTP/1.1 200 OKOKOKOK"},
                        Case{"headers", k_head, "X-Slow: yes\r\n"},
                        Case{"body", k_head + "Content-Length: 90000\r\n\r\n", " "},
                        Case{"chunks", k_head + "Transfer-Encoding: chunked\r\n\r\n", "1\r\n \r\n"},
                        Case{"silence", "", ""}}) {
    INFO(c.what);
    const RawServer server([&](int connection) {
      RawServer::send(connection, c.first);
      char ignored = 0;
      if (c.drop.empty()) {
        while (::recv(connection, &ignored, 1, 0) > 0) {
        }
      } else {
        RawServer::drip(connection, c.drop);
      }
    });
    const Outcome outcome = get(url_of(server), Milliseconds(300));
    CHECK(outcome.code() == Code::unavailable);
    CHECK(outcome.took >= Milliseconds(250));
    CHECK(outcome.took < Milliseconds(3000));
  }
}

TEST_CASE("host::HttpFetcher gives up at its deadline within a TLS handshake too", "[host]") {
  // A handshake record of 16 kB, a byte at a time.
  const RawServer server([](int connection) {
    RawServer::drip(connection,
                    std::string("\x16\x03\x03\x40\x00", 5) + std::string(16384, '\x02'));
  });
  const Outcome outcome = get("https://127.0.0.1:" + server.port() + "/", Milliseconds(300));
  CHECK(outcome.code() == Code::unavailable);
  CHECK(outcome.took < Milliseconds(3000));
}

TEST_CASE("host::HttpFetcher has one deadline for all redirects together", "[host]") {
  const RawServer server([](int connection) {
    std::this_thread::sleep_for(Milliseconds(150));
    RawServer::send(connection,
                    "HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n");
  });
  const Outcome outcome = get(url_of(server), Milliseconds(400));
  CHECK(outcome.code() == Code::unavailable);
  CHECK(outcome.took < Milliseconds(3000));
}

TEST_CASE("host::HttpFetcher does not wait longer for a name server", "[host]") {
  const Outcome outcome = get("https://school.example/", Milliseconds(100), [](const std::string&) {
    std::this_thread::sleep_for(Milliseconds(600));
    return std::vector<host::Address>{{127, 0, 0, 1}};
  });
  CHECK(outcome.code() == Code::unavailable);
  CHECK(outcome.took < Milliseconds(550));
}

TEST_CASE("host::HttpFetcher stops reading when an answer is longer than it may be", "[host]") {
  struct Case {
    const char* what;
    std::string first;
    std::string more;
  };
  const std::string block(65536, 'x');
  for (const Case& c :
       {Case{"status line", "HTTP/1.1 200 ", block},
        Case{"a header without end", k_head + "X: ", block},
        Case{"headers without end", k_head, "X-More: " + std::string(1000, 'x') + "\r\n"},
        Case{"lines that are no headers", k_head, std::string(1000, '\n')},
        Case{"a body whose length is said", k_head + "Content-Length: 1073741824\r\n\r\n", block},
        Case{"a body whose length no number holds",
             k_head + "Content-Length: 99999999999999999999999\r\n\r\n", block},
        Case{"a body until the end", k_head + "\r\n", block},
        Case{"chunks", k_head + "Transfer-Encoding: chunked\r\n\r\n", "10000\r\n" + block + "\r\n"},
        Case{"one chunk", k_head + "Transfer-Encoding: chunked\r\n\r\n40000000\r\n", block},
        Case{"small chunks", k_head + "Transfer-Encoding: chunked\r\n\r\n",
             "000000000000000001\r\n \r\n"},
        Case{"a chunk header without end", k_head + "Transfer-Encoding: chunked\r\n\r\n1;",
             block}}) {
    INFO(c.what);
    std::atomic<std::size_t> sent = 0;
    const RawServer server([&](int connection) {
      RawServer::send(connection, c.first);
      while (sent < k_gigabyte && RawServer::send(connection, c.more))
        sent += c.more.size();
    });
    const Outcome outcome = get(url_of(server));
    CHECK(outcome.code() == Code::out_of_range);
    // What the kernels of both sides hold on the way counts as sent.
    CHECK(sent < std::size_t{32} << 20);
  }
}

TEST_CASE("host::HttpFetcher calls an answer malformed when it is no HTTP", "[host]") {
  for (const std::string& answer :
       {std::string("SSH-2.0-OpenSSH_9.2\r\n"), std::string("{\"a\":1}\n"),
        std::string("HTTP/2 200 OK\r\n\r\n"), std::string("HTTP/1.1 2x0 OK\r\n\r\n"),
        std::string("HTTP/1.1 200\r\r\n"), k_head + "Content-Length: -5\r\n\r\n{}",
        k_head + "Content-Length: two\r\n\r\n{}", k_head + "Content-Length: 2, 2\r\n\r\n{}",
        k_head + "Transfer-Encoding: chunked\r\n\r\nnot a number\r\n{}\r\n0\r\n\r\n",
        k_head + "Transfer-Encoding: chunked\r\n\r\n-1\r\n{}\r\n0\r\n\r\n",
        k_head + "Transfer-Encoding: chunked\r\n\r\n0\r\nnot the end\r\n"}) {
    INFO(answer);
    CHECK(answered(answer).code() == Code::malformed);
  }
}

TEST_CASE("host::HttpFetcher takes no part of an answer for the whole", "[host]") {
  for (const std::string& answer : {std::string(), std::string("HTTP/1.1 200 OK"), k_head,
                                    k_head + "Content-Length: 3\r\n\r\n{}",
                                    k_head + "Transfer-Encoding: chunked\r\n\r\n5\r\n{}",
                                    k_head + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n"}) {
    INFO(answer);
    CHECK(answered(answer).code() == Code::unavailable);
  }
}

TEST_CASE("host::HttpFetcher reads an answer in chunks, and one that ends with the connection",
          "[host]") {
  const Outcome chunked =
      answered(k_head + "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1\r\n}\r\n0\r\n\r\n");
  REQUIRE(chunked.result);
  CHECK(as_text(chunked.result->body) == "{}");
  const Outcome closed = answered(k_head + "\r\n{}");
  REQUIRE(closed.result);
  CHECK(as_text(closed.result->body) == "{}");
}

TEST_CASE("host::HttpFetcher survives a server that hangs up at once", "[host]") {
  const RawServer server([](int connection) { ::shutdown(connection, SHUT_RDWR); });
  CHECK(get(url_of(server)).code() == Code::unavailable);
  CHECK(get("https://127.0.0.1:" + server.port() + "/").code() == Code::unavailable);
}

TEST_CASE("host::HttpFetcher waits for no end of answers that are not yet one", "[host]") {
  for (const char* not_yet :
       {"HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 103 Early Hints\r\n\r\n"}) {
    INFO(not_yet);
    std::atomic<std::size_t> sent = 0;
    const RawServer server([&](int connection) {
      while (sent < k_gigabyte && RawServer::send(connection, not_yet))
        sent += std::string_view(not_yet).size();
    });
    const Outcome outcome = get(url_of(server), Milliseconds(2000));
    CHECK_FALSE(outcome.result);
    CHECK(outcome.took < Milliseconds(8000));
    CHECK(sent < std::size_t{32} << 20);
  }
}

TEST_CASE("host::HttpFetcher reads no body that is of no use, however long", "[host]") {
  struct Case {
    const char* head;
    Code code;
  };
  const std::string block(65536, 'x');
  for (const Case& c :
       {Case{"HTTP/1.1 404 Not Found\r\n\r\n", Code::not_found},
        Case{"HTTP/1.1 500 Oops\r\nContent-Type: application/json\r\n\r\n", Code::unavailable},
        Case{"HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/latest\r\n\r\n",
             Code::forbidden},
        Case{"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", Code::malformed},
        Case{"HTTP/1.1 200 OK\r\n\r\n", Code::malformed},
        // A bomb is not looked into: nothing compressed was asked for.
        Case{"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\n\r\n",
             Code::malformed},
        Case{"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: br\r\n\r\n",
             Code::malformed}}) {
    INFO(c.head);
    std::atomic<std::size_t> sent = 0;
    const RawServer server([&](int connection) {
      RawServer::send(connection, c.head);
      while (sent < k_gigabyte && RawServer::send(connection, block))
        sent += block.size();
    });
    const Outcome outcome = get(url_of(server));
    CHECK(outcome.code() == c.code);
    CHECK(outcome.took < Milliseconds(8000));
    CHECK(sent < std::size_t{32} << 20);
  }
}

TEST_CASE("host::HttpFetcher asks anew after a redirect, and is not led inside by another answer",
          "[host]") {
  std::atomic<int> calls = 0;
  const RawServer server([&](int connection) {
    ++calls;
    RawServer::send(connection,
                    "HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n");
  });
  for (const host::Address& inside :
       {host::Address{10, 0, 0, 1}, host::Address{169, 254, 169, 254}, host::Address{0, 0, 0, 0},
        host::Address{0xFE, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}}) {
    calls = 0;
    int asked = 0;
    const Outcome outcome = get(
        "http://school.example:" + server.port() + "/", Milliseconds(10000),
        [&](const std::string&) {
          return std::vector<host::Address>{++asked == 1 ? host::Address{127, 0, 0, 1} : inside};
        });
    CHECK(outcome.code() == Code::forbidden);
    CHECK(asked == 2);
    CHECK(calls == 1);
  }
}
