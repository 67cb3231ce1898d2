#include <catch2/catch.hpp>

#include "base/url.h"

using credenza::Code;
using credenza::is_absolute_uri;
using credenza::Url;

namespace {

Url url(std::string_view text) {
  INFO(text);
  const auto parsed = Url::parse(text);
  REQUIRE(parsed.has_value());
  return *parsed;
}

}  // namespace

TEST_CASE("base takes a URL apart", "[base]") {
  const Url whole = url("HTTPS://School.Example:8443/a/B%2f;c=1?q=x/?&y#part");
  CHECK(whole.scheme() == "https");
  CHECK(whole.host() == "school.example");
  CHECK(whole.port() == 8443);
  CHECK(whole.path() == "/a/B%2f;c=1");
  CHECK(whole.target() == "/a/B%2f;c=1?q=x/?&y");
  CHECK(whole.origin() == "https://school.example:8443");
  CHECK(whole.text() == "https://school.example:8443/a/B%2f;c=1?q=x/?&y");
}

TEST_CASE("base fills in what a URL leaves out", "[base]") {
  CHECK(url("https://school.example").text() == "https://school.example/");
  CHECK(url("https://school.example").port() == 443);
  CHECK(url("http://school.example").port() == 80);
  CHECK(url("https://school.example:443/").text() == "https://school.example/");
  CHECK(url("http://school.example:443/").text() == "http://school.example:443/");
  CHECK(url("http://school.example:80").text() == "http://school.example/");
  CHECK(url("https://school.example?q").target() == "/?q");
  CHECK(url("https://school.example#f").target() == "/");
  CHECK(url("https://school.example/?").target() == "/?");
  CHECK(url("https://school.example/a@b:c").path() == "/a@b:c");
}

TEST_CASE("base finds two spellings of one URL equal", "[base]") {
  CHECK(url("https://school.example") == url("HTTPS://SCHOOL.EXAMPLE:443/#x"));
  CHECK(!(url("https://school.example/a") == url("https://school.example/A")));
}

TEST_CASE("base reads addresses as hosts", "[base]") {
  CHECK(url("https://127.0.0.1:1/").host() == "127.0.0.1");
  for (const std::string address :
       {"::", "::1", "1::", "1:2:3:4:5:6:7:8", "1::8", "1:2:3:4:5:6:7::", "::2:3:4:5:6:7:8",
        "fe80::abcd:0012", "::ffff:192.0.2.1", "1:2:3:4:5:6:192.0.2.255", "64:ff9b::0.0.0.0"}) {
    INFO(address);
    const Url parsed = url("https://[" + address + "]:8443/x");
    CHECK(parsed.host() == address);
    CHECK(parsed.port() == 8443);
    CHECK(parsed.text() == "https://[" + address + "]:8443/x");
  }
  CHECK(url("https://[ABCD::]/").origin() == "https://[abcd::]");
}

TEST_CASE("base resolves the references of RFC 3986 section 5.4", "[base]") {
  const Url base = url("http://a.example/b/c/d;p?q");
  const std::pair<std::string_view, std::string_view> references[] = {
      {"g", "http://a.example/b/c/g"},
      {"./g", "http://a.example/b/c/g"},
      {"g/", "http://a.example/b/c/g/"},
      {"/g", "http://a.example/g"},
      {"//g", "http://g/"},
      {"?y", "http://a.example/b/c/d;p?y"},
      {"g?y", "http://a.example/b/c/g?y"},
      {"#s", "http://a.example/b/c/d;p?q"},
      {"g#s", "http://a.example/b/c/g"},
      {"g?y#s", "http://a.example/b/c/g?y"},
      {";x", "http://a.example/b/c/;x"},
      {"g;x", "http://a.example/b/c/g;x"},
      {"g;x?y#s", "http://a.example/b/c/g;x?y"},
      {"", "http://a.example/b/c/d;p?q"},
      {".", "http://a.example/b/c/"},
      {"./", "http://a.example/b/c/"},
      {"..", "http://a.example/b/"},
      {"../", "http://a.example/b/"},
      {"../g", "http://a.example/b/g"},
      {"../..", "http://a.example/"},
      {"../../", "http://a.example/"},
      {"../../g", "http://a.example/g"},
      {"../../../g", "http://a.example/g"},
      {"../../../../g", "http://a.example/g"},
      {"/./g", "http://a.example/g"},
      {"/../g", "http://a.example/g"},
      {"g.", "http://a.example/b/c/g."},
      {".g", "http://a.example/b/c/.g"},
      {"g..", "http://a.example/b/c/g.."},
      {"..g", "http://a.example/b/c/..g"},
      {"./../g", "http://a.example/b/g"},
      {"./g/.", "http://a.example/b/c/g/"},
      {"g/./h", "http://a.example/b/c/g/h"},
      {"g/../h", "http://a.example/b/c/h"},
      {"g;x=1/./y", "http://a.example/b/c/g;x=1/y"},
      {"g;x=1/../y", "http://a.example/b/c/y"},
      {"g?y/./x", "http://a.example/b/c/g?y/./x"},
      {"g?y/../x", "http://a.example/b/c/g?y/../x"},
      {"g#s/./x", "http://a.example/b/c/g"},
      {"g#s/../x", "http://a.example/b/c/g"},
  };
  for (const auto& [reference, target] : references) {
    INFO(reference);
    const auto resolved = base.resolve(reference);
    REQUIRE(resolved.has_value());
    CHECK(resolved->text() == target);
  }
}

TEST_CASE("base resolves a reference with a scheme as a URL of its own", "[base]") {
  const Url base = url("https://a.example/b");
  CHECK(base.resolve("http://c.example/x/../y")->text() == "http://c.example/y");
  CHECK(base.resolve("//c.example:8443/./x")->text() == "https://c.example:8443/x");
  CHECK(base.resolve("g:h").error().code == Code::unsupported);
  CHECK(base.resolve("javascript:alert(1)").error().code == Code::unsupported);
  CHECK(base.resolve("data:text/html,x").error().code == Code::unsupported);
  // §5.4.2: a strict reader does not take "https:g" for a relative path.
  CHECK(base.resolve("https:g").error().code == Code::malformed);
  CHECK(base.resolve("//user@c.example/").error().code == Code::forbidden);
  CHECK(base.resolve("///x").error().code == Code::malformed);
}

TEST_CASE("base takes no scheme from a path or a query", "[base]") {
  const Url base = url("https://a.example/b");
  CHECK(base.resolve("x/https://c.example/")->text() == "https://a.example/x/https://c.example/");
  CHECK(base.resolve("?to=https://c.example/")->text() ==
        "https://a.example/b?to=https://c.example/");
  CHECK(base.resolve("./c:d")->text() == "https://a.example/c:d");
}

TEST_CASE("base refuses to resolve what may not stand in a URL", "[base]") {
  const Url base = url("https://a.example/b");
  for (const std::string_view reference :
       {"a b", "/a\r\nHost: c.example", "\\\\c.example\\x", "/%", "\xc3\xa9"}) {
    INFO(reference);
    CHECK(base.resolve(reference).error().code == Code::malformed);
  }
}

TEST_CASE("base tells identifiers that are URLs from texts that are not", "[base]") {
  CHECK(is_absolute_uri("did:web:school.example#key-1"));
  CHECK(is_absolute_uri("data:,"));
  CHECK(!is_absolute_uri("school.example/a:b"));
  CHECK(!is_absolute_uri("urn:"));
}
