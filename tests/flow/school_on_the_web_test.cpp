// A school with a web server of its own: the verification goes through the real fetcher, over TLS
// on the loopback interface. Whatever the server does wrong, nothing is ever accepted for it.
#include <catch2/catch.hpp>

#include "host/http_client.h"
#include "support/school.h"
#include "support/temporary_folder.h"
#include "support/web_server.h"
#include "verify/verify.h"

namespace host = credenza::host;
namespace test = credenza::test;
using credenza::verify::CheckName;
using credenza::verify::Outcome;
using credenza::verify::Report;
using credenza::verify::Verdict;

namespace {

const credenza::Instant k_now = test::at("2026-07-01T12:00:00Z");
constexpr const char* k_list_path = "/status/revocation-1.json";

/// A school and its web server. The test says how the status list is answered.
struct Scene {
  Scene() {
    test::write_certificate("rocwaterkant.example", folder / "cert.pem", folder / "key.pem");
    server = std::make_unique<test::TlsServer>((folder / "cert.pem").c_str(),
                                               (folder / "key.pem").c_str());
    school.host = "rocwaterkant.example:" + server->port();
    school.did = "did:web:rocwaterkant.example%3A" + server->port();
    school.method = school.did + "#key-1";
    school.list_url = "https://" + school.host + k_list_path;
    const std::string document = school.did_document();
    (*server)->Get("/.well-known/did.json",
                   [document](const httplib::Request&, httplib::Response& response) {
                     response.set_content(document, "application/did+json");
                   });
  }

  /// A fresh reader, who trusts the school.
  Report read(const std::string& text) {
    host::HttpFetcher fetcher(
        {.allow_loopback_http = true, .ca_file = folder / "cert.pem"},
        [](const std::string&) -> credenza::Result<std::vector<host::Address>> {
          return std::vector<host::Address>{{127, 0, 0, 1}};
        });
    credenza::did::Resolver resolver(fetcher);
    credenza::verify::StatusLists statuses(fetcher, resolver);
    const test::Friends friends({{school.did, "ROC Waterkant"}});
    Report report = credenza::verify::verify(text, {}, {resolver, statuses, &friends}, k_now);
    connections = fetcher.connections();
    return report;
  }
  std::string credential() const {
    return test::sign(school.credential("", 7), school.options(k_now), school.holder.key);
  }

  test::TemporaryFolder folder;
  test::School school;
  std::unique_ptr<test::TlsServer> server;
  int connections = 0;
};

Outcome status_of(const Report& report) {
  return report.credentials.front().find(CheckName::status)->outcome;
}

}  // namespace

TEST_CASE("a credential is verified with keys and a list from the school's web server", "[flow]") {
  Scene scene;
  std::string list = scene.school.list_credential(k_now);
  (*scene.server)->Get(k_list_path, [&](const httplib::Request&, httplib::Response& response) {
    response.set_content(list, "application/vc");
  });
  scene.server->start();
  const std::string text = scene.credential();
  CHECK(scene.read(text).verdict() == Verdict::accepted);
  CHECK(scene.connections == 2);

  REQUIRE(scene.school.list.set(7, 1));
  list = scene.school.list_credential(k_now);
  const Report withdrawn = scene.read(text);
  CHECK(withdrawn.verdict() == Verdict::not_accepted);
  CHECK(status_of(withdrawn) == Outcome::failed);
}

TEST_CASE("a status list that cannot be had is never a pass", "[flow]") {
  Scene scene;
  const std::string list = scene.school.list_credential(k_now);
  std::function<void(httplib::Response&)> answer;
  (*scene.server)->Get(k_list_path, [&](const httplib::Request&, httplib::Response& response) {
    answer(response);
  });
  scene.server->start();
  const std::string text = scene.credential();
  const auto open_when = [&](std::function<void(httplib::Response&)> answering) {
    answer = std::move(answering);
    const Report report = scene.read(text);
    CHECK(status_of(report) == Outcome::indeterminate);
    CHECK(report.verdict() == Verdict::undetermined);
  };
  open_when([](httplib::Response& response) { response.status = 404; });
  open_when([](httplib::Response& response) { response.status = 500; });
  open_when([](httplib::Response& response) { response.set_redirect("https://10.0.0.1/list"); });
  open_when([](httplib::Response& response) { response.set_redirect("http://list.example/list"); });
  open_when([](httplib::Response& response) { response.set_redirect(k_list_path); });
  open_when([&](httplib::Response& response) { response.set_content(list, "text/html"); });
  open_when([](httplib::Response& response) { response.set_content("{}", "application/json"); });
  open_when([](httplib::Response& response) {
    response.set_content(std::string((std::size_t{4} << 20) + 1, ' '), "application/json");
  });
}

TEST_CASE("a school whose server is gone leaves the verdict open", "[flow]") {
  Scene scene;
  const std::string text = scene.credential();
  scene.server.reset();
  const Report report = scene.read(text);
  CHECK(report.verdict() == Verdict::undetermined);
  CHECK(report.credentials.front().issuer_id.empty());
}

TEST_CASE("F7: a did:web that leads inside is asked for nothing", "[flow]") {
  Scene scene;
  scene.server->start();
  const std::string text = scene.credential();
  // The same school, read by a program as it is outside of tests.
  host::HttpFetcher fetcher({},
                            [](const std::string&) -> credenza::Result<std::vector<host::Address>> {
                              return std::vector<host::Address>{{127, 0, 0, 1}};
                            });
  credenza::did::Resolver resolver(fetcher);
  credenza::verify::StatusLists statuses(fetcher, resolver);
  const test::Friends friends({{scene.school.did, "ROC Waterkant"}});
  const Report report = credenza::verify::verify(text, {}, {resolver, statuses, &friends}, k_now);
  CHECK(report.verdict() == Verdict::undetermined);
  CHECK(fetcher.connections() == 0);
}
