// The fetcher against servers that behave, and against the rules of where it may go. What a hostile
// server can send is in host_http_hostile_test.cpp.
#include <cstdlib>

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
using credenza::test::TemporaryFolder;
using credenza::test::TlsServer;
using credenza::test::WebServer;

namespace {

using Addresses = std::vector<host::Address>;

const host::Address k_loopback = {127, 0, 0, 1};

host::NameResolver always(Addresses addresses) {
  return [addresses](const std::string&) { return addresses; };
}

host::HttpFetcher fetcher_for_tests(host::NameResolver resolver = always({k_loopback})) {
  return host::HttpFetcher({.allow_loopback_http = true}, std::move(resolver));
}

Result<Fetched> get(host::HttpFetcher& fetcher, const std::string& url) {
  FetchRequest request{*Url::parse(url), "application/json", 1000, std::chrono::milliseconds(5000)};
  return fetcher.fetch(request);
}

Code code_of(const Result<Fetched>& result) {
  REQUIRE(!result);
  return result.error().code;
}

}  // namespace

TEST_CASE("host::HttpFetcher gets a document and says little about itself", "[host]") {
  WebServer server;
  httplib::Headers seen;
  server->Get("/did.json", [&](const httplib::Request& request, httplib::Response& response) {
    seen = request.headers;
    response.set_content(R"({"id":"x"})", "Application/DID+JSON; charset=utf-8");
    response.set_header("Set-Cookie", "a=b");
  });
  server.start();
  auto fetcher = fetcher_for_tests();
  const auto fetched = get(fetcher, "http://school.example:" + server.port() + "/did.json");
  REQUIRE(fetched);
  CHECK(as_text(fetched->body) == R"({"id":"x"})");
  CHECK(fetched->media_type == "application/did+json");
  CHECK(fetcher.connections() == 1);
  seen.erase("REMOTE_ADDR");
  seen.erase("REMOTE_PORT");
  seen.erase("LOCAL_ADDR");
  seen.erase("LOCAL_PORT");
  CHECK(seen.size() == 5);
  CHECK(seen.find("User-Agent")->second == "credenza");
  CHECK(seen.find("Accept")->second == "application/json");
  CHECK(seen.find("Accept-Encoding")->second == "identity");
  CHECK(seen.find("Connection")->second == "close");
  CHECK(seen.find("Host")->second == "school.example:" + server.port());

  REQUIRE(get(fetcher, "http://school.example:" + server.port() + "/did.json"));
  CHECK(seen.count("Cookie") == 0);
}

TEST_CASE("host::HttpFetcher sends path and query as they are", "[host]") {
  WebServer server;
  std::string target;
  server->Get(".*", [&](const httplib::Request& request, httplib::Response& response) {
    target = request.target;
    response.set_content("{}", "application/json");
  });
  server.start();
  auto fetcher = fetcher_for_tests();
  REQUIRE(get(fetcher, "http://school.example:" + server.port() + "/a%2Fb+c/d?e=f%20g&h='i'"));
  CHECK(target == "/a%2Fb+c/d?e=f%20g&h='i'");
}

TEST_CASE("host::HttpFetcher tells what is gone from what cannot be had now", "[host]") {
  WebServer server;
  server->Get("/(\\d+)", [](const httplib::Request& request, httplib::Response& response) {
    response.status = std::stoi(request.matches[1]);
    response.set_header("WWW-Authenticate", "Basic realm=\"x\"");
    response.set_content("{}", "application/json");
  });
  server.start();
  auto fetcher = fetcher_for_tests();
  const auto code_for = [&](const char* status) {
    return code_of(get(fetcher, "http://school.example:" + server.port() + "/" + status));
  };
  CHECK(code_for("404") == Code::not_found);
  CHECK(code_for("410") == Code::not_found);
  for (const char* status :
       {"500", "503", "403", "401", "407", "201", "204", "206", "304", "300", "302"}) {
    INFO(status);
    CHECK(code_for(status) == Code::unavailable);
  }
  CHECK(fetcher.connections() == 13);
}

TEST_CASE("host::HttpFetcher takes JSON and nothing else", "[host]") {
  WebServer server;
  std::string type;
  server->Get("/", [&](const httplib::Request&, httplib::Response& response) {
    response.body = "{}";
    if (!type.empty()) response.set_header("Content-Type", type);
  });
  server.start();
  auto fetcher = fetcher_for_tests();
  const std::string url = "http://school.example:" + server.port() + "/";
  for (const char* good :
       {"application/json", "application/did+json", "application/ld+json", "application/vc",
        "application/vp", "application/json;charset=utf-8", "APPLICATION/JSON ; a=b"}) {
    INFO(good);
    type = good;
    CHECK(get(fetcher, url));
  }
  for (const char* bad :
       {"", "text/html", "text/plain", "application/jsonp", "text/json", "image/svg+json",
        "application/xml", ";application/json", "application/json-seq"}) {
    INFO(bad);
    type = bad;
    CHECK(code_of(get(fetcher, url)) == Code::malformed);
  }
}

TEST_CASE("host::HttpFetcher takes what is no JSON when that was asked for by its name", "[host]") {
  WebServer server;
  server->Get("/", [](const httplib::Request&, httplib::Response& response) {
    response.set_content("a.b.c", "application/statuslist+jwt");
  });
  server.start();
  auto fetcher = fetcher_for_tests();
  const auto ask = [&](const std::string& accept) {
    return fetcher.fetch(
        {.url = *Url::parse("http://school.example:" + server.port() + "/"), .accept = accept});
  };
  CHECK(ask("application/statuslist+jwt"));
  CHECK(ask("application/json, application/statuslist+jwt"));
  CHECK(code_of(ask("application/json")) == Code::malformed);
  CHECK(code_of(ask("application/statuslist+jwt2")) == Code::malformed);
  CHECK(code_of(ask("")) == Code::malformed);
}

TEST_CASE("host::HttpFetcher refuses an answer that is compressed", "[host]") {
  WebServer server;
  server->Get("/", [&](const httplib::Request&, httplib::Response& response) {
    response.set_header("Content-Encoding", "gzip");
    response.set_content("\x1f\x8b", "application/json");
  });
  server.start();
  auto fetcher = fetcher_for_tests();
  CHECK(code_of(get(fetcher, "http://school.example:" + server.port() + "/")) == Code::malformed);
}

TEST_CASE("host::HttpFetcher takes a document that is as long as it may be, not one byte more",
          "[host]") {
  WebServer server;
  server->Get("/(\\d+)", [](const httplib::Request& request, httplib::Response& response) {
    response.set_content(std::string(std::stoul(request.matches[1]), ' '), "application/json");
  });
  server->Get("/chunked/(\\d+)", [](const httplib::Request& request, httplib::Response& response) {
    const std::size_t size = std::stoul(request.matches[1]);
    response.set_chunked_content_provider("application/json",
                                          [size](std::size_t at, httplib::DataSink& sink) {
                                            if (at == size) {
                                              sink.done();
                                              return true;
                                            }
                                            return sink.write(" ", 1);
                                          });
  });
  server.start();
  auto fetcher = fetcher_for_tests();
  const std::string url = "http://school.example:" + server.port();
  CHECK(get(fetcher, url + "/1000")->body.size() == 1000);
  CHECK(code_of(get(fetcher, url + "/1001")) == Code::out_of_range);
  CHECK(get(fetcher, url + "/chunked/1000")->body.size() == 1000);
  CHECK(code_of(get(fetcher, url + "/chunked/1001")) == Code::out_of_range);
}

TEST_CASE("host::HttpFetcher follows three redirects and not a fourth", "[host]") {
  WebServer server;
  server->Get("/hop/(\\d+)", [](const httplib::Request& request, httplib::Response& response) {
    const int left = std::stoi(request.matches[1]);
    if (left == 0) {
      response.set_content("{}", "application/json");
    } else {
      response.set_redirect(std::to_string(left - 1), left % 2 == 0 ? 302 : 308);
    }
  });
  server->Get("/loop", [](const httplib::Request&, httplib::Response& response) {
    response.set_redirect("/loop");
  });
  server.start();
  const std::string url = "http://school.example:" + server.port();
  int asked = 0;
  auto fetcher = fetcher_for_tests([&](const std::string&) -> Result<Addresses> {
    ++asked;
    return Addresses{k_loopback};
  });
  CHECK(get(fetcher, url + "/hop/3"));
  CHECK(fetcher.connections() == 4);
  CHECK(asked == 4);
  CHECK(code_of(get(fetcher, url + "/hop/4")) == Code::forbidden);
  CHECK(code_of(get(fetcher, url + "/hop/30")) == Code::forbidden);
  CHECK(code_of(get(fetcher, url + "/loop")) == Code::forbidden);
  CHECK(fetcher.connections() == 16);
}

TEST_CASE("host::HttpFetcher checks each redirect like the first address", "[host]") {
  WebServer server;
  std::string location;
  server->Get("/", [&](const httplib::Request&, httplib::Response& response) {
    response.set_redirect(location);
  });
  server.start();
  for (const char* target :
       {"http://169.254.169.254/latest/meta-data/", "https://169.254.169.254/", "https://10.0.0.1/",
        "https://[::ffff:169.254.169.254]/", "https://0/", "http://public.example/",
        "https://metadata.example/", "ftp://school.example/", "file:///etc/passwd",
        "https://user:word@school.example/", "https://school.example/%", "//192.168.0.1/"}) {
    INFO(target);
    location = target;
    auto fetcher = fetcher_for_tests([](const std::string& name) -> Result<Addresses> {
      if (name == "public.example") return Addresses{{1, 1, 1, 1}};
      if (name == "metadata.example") return Addresses{{169, 254, 169, 254}};
      if (name == "0") return Addresses{{0, 0, 0, 0}};
      return Addresses{k_loopback};
    });
    CHECK(code_of(get(fetcher, "http://school.example:" + server.port() + "/")) == Code::forbidden);
    CHECK(fetcher.connections() == 1);
  }
}

TEST_CASE("host::HttpFetcher goes nowhere but to https on public addresses", "[host]") {
  host::HttpFetcher fetcher({});
  for (const char* url :
       {"http://1.1.1.1/", "http://127.0.0.1/", "https://127.0.0.1/", "https://localhost/",
        "https://2130706433/", "https://0x7f.1/", "https://127.1/", "https://0/", "https://[::1]/",
        "https://[::]/", "https://[::ffff:127.0.0.1]/", "https://[fe80::1]/",
        "https://[64:ff9b::7f00:1]/", "https://169.254.169.254/", "https://192.168.1.1:8443/",
        "https://[2002:7f00:1::]/"}) {
    INFO(url);
    CHECK(code_of(get(fetcher, url)) == Code::forbidden);
  }
  CHECK(fetcher.connections() == 0);
}

TEST_CASE("host::HttpFetcher makes no request when a name leads to a private address", "[host]") {
  const host::Address open = {1, 1, 1, 1};
  for (const host::Address& hidden :
       {host::Address{127, 0, 0, 1}, host::Address{10, 0, 0, 1}, host::Address{169, 254, 169, 254},
        host::Address{0xFD, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}}) {
    host::HttpFetcher fetcher({}, always({hidden}));
    CHECK(code_of(get(fetcher, "https://school.example/did.json")) == Code::forbidden);
    host::HttpFetcher mixed({}, always({open, hidden}));
    CHECK(code_of(get(mixed, "https://school.example/did.json")) == Code::forbidden);
    CHECK(fetcher.connections() + mixed.connections() == 0);
  }
}

TEST_CASE("host::HttpFetcher resolves a name once and connects to that answer", "[host]") {
  WebServer server;
  server->Get("/", [](const httplib::Request&, httplib::Response& response) {
    response.set_content("{}", "application/json");
  });
  server.start();
  int asked = 0;
  auto fetcher = fetcher_for_tests([&](const std::string&) {
    return ++asked == 1 ? Addresses{k_loopback} : Addresses{{169, 254, 169, 254}};
  });
  CHECK(get(fetcher, "http://rebinding.example:" + server.port() + "/"));
  CHECK(asked == 1);
  CHECK(code_of(get(fetcher, "http://rebinding.example:" + server.port() + "/")) ==
        Code::forbidden);
  CHECK(fetcher.connections() == 1);
}

TEST_CASE("host::HttpFetcher tries the next address when one does not accept connections",
          "[host]") {
  WebServer server;
  server->Get("/", [](const httplib::Request&, httplib::Response& response) {
    response.set_content("{}", "application/json");
  });
  server.start();
  auto fetcher = fetcher_for_tests(always({{127, 0, 0, 2}, k_loopback}));
  CHECK(get(fetcher, "http://school.example:" + server.port() + "/"));
  CHECK(fetcher.connections() == 2);
  auto closed = fetcher_for_tests(always({{127, 0, 0, 2}, {127, 0, 0, 3}}));
  CHECK(code_of(get(closed, "http://school.example:" + server.port() + "/")) == Code::unavailable);
}

TEST_CASE("host::HttpFetcher has nothing to go by when a name has no address", "[host]") {
  auto none = fetcher_for_tests(always({}));
  CHECK(code_of(get(none, "https://school.example/")) == Code::unavailable);
  auto failing = fetcher_for_tests([](const std::string& name) -> Result<Addresses> {
    return credenza::fail(Code::unavailable, name, "no name server");
  });
  CHECK(code_of(get(failing, "https://school.example/")) == Code::unavailable);
}

TEST_CASE("host::HttpFetcher asks not even for a name when it is to stay offline", "[host]") {
  int asked = 0;
  host::HttpFetcher fetcher({.offline = true, .allow_loopback_http = true},
                            [&](const std::string&) -> Result<Addresses> {
                              ++asked;
                              return Addresses{k_loopback};
                            });
  CHECK(code_of(get(fetcher, "https://school.example/did.json")) == Code::forbidden);
  CHECK(asked == 0);
  CHECK(fetcher.connections() == 0);
}

TEST_CASE("host::HttpFetcher takes no proxy from the environment", "[host]") {
  WebServer server;
  server->Get("/", [](const httplib::Request&, httplib::Response& response) {
    response.set_content("{}", "application/json");
  });
  server.start();
  for (const char* name :
       {"http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"}) {
    ::setenv(name, "http://127.0.0.1:1", 1);
  }
  auto fetcher = fetcher_for_tests();
  CHECK(get(fetcher, "http://school.example:" + server.port() + "/"));
}

TEST_CASE("host::HttpFetcher speaks TLS with whom the certificate is for", "[host]") {
  const TemporaryFolder folder;
  credenza::test::write_certificate("school.example", folder / "cert.pem", folder / "key.pem");
  TlsServer server((folder / "cert.pem").c_str(), (folder / "key.pem").c_str());
  std::string indicated;
  SSL_CTX_ctrl(server->ssl_context(), SSL_CTRL_SET_TLSEXT_SERVERNAME_ARG, 0, &indicated);
  const auto remember_name = +[](SSL* tls, int*, void* out) {
    const char* name = SSL_get_servername(tls, TLSEXT_NAMETYPE_host_name);
    *static_cast<std::string*>(out) = name == nullptr ? "" : name;
    return SSL_TLSEXT_ERR_OK;
  };
  SSL_CTX_callback_ctrl(server->ssl_context(), SSL_CTRL_SET_TLSEXT_SERVERNAME_CB,
                        reinterpret_cast<void (*)()>(remember_name));
  server->Get("/", [](const httplib::Request&, httplib::Response& response) {
    response.set_content("{}", "application/json");
  });
  server.start();
  host::HttpFetcher fetcher({.allow_loopback_http = true, .ca_file = folder / "cert.pem"},
                            always({k_loopback}));
  const auto fetched = get(fetcher, "https://school.example:" + server.port() + "/");
  REQUIRE(fetched);
  CHECK(indicated == "school.example");

  // The name of another, although the authority is known; the subject's common name does not count.
  CHECK(code_of(get(fetcher, "https://other.example:" + server.port() + "/")) == Code::unavailable);
  CHECK(code_of(get(fetcher, "https://127.0.0.1:" + server.port() + "/")) == Code::unavailable);
  // An authority that is not known here.
  host::HttpFetcher stranger({.allow_loopback_http = true}, always({k_loopback}));
  CHECK(code_of(get(stranger, "https://school.example:" + server.port() + "/")) ==
        Code::unavailable);
  // Authorities that cannot be read are none.
  host::HttpFetcher lost({.allow_loopback_http = true, .ca_file = folder / "none.pem"},
                         always({k_loopback}));
  CHECK(code_of(get(lost, "https://school.example:" + server.port() + "/")) == Code::unavailable);
}

TEST_CASE("host::HttpFetcher refuses a certificate of another name, and one that has expired",
          "[host]") {
  const TemporaryFolder folder;
  struct Case {
    const char* name;
    long seconds;
  };
  for (const Case& c :
       {Case{"other.example", 3600}, Case{"*.school.example", 3600}, Case{"school.example", -60}}) {
    credenza::test::write_certificate(c.name, folder / "cert.pem", folder / "key.pem", c.seconds);
    TlsServer server((folder / "cert.pem").c_str(), (folder / "key.pem").c_str());
    int requests = 0;
    server->Get("/", [&](const httplib::Request&, httplib::Response&) { ++requests; });
    server.start();
    host::HttpFetcher fetcher({.allow_loopback_http = true, .ca_file = folder / "cert.pem"},
                              always({k_loopback}));
    CHECK(code_of(get(fetcher, "https://school.example:" + server.port() + "/")) ==
          Code::unavailable);
    CHECK(requests == 0);
  }
}
