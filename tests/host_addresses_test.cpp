#include <arpa/inet.h>

#include <catch2/catch.hpp>

#include "host/http_client.h"

namespace host = credenza::host;

namespace {

host::Address address(const char* text) {
  host::Address bytes(16);
  if (::inet_pton(AF_INET6, text, bytes.data()) == 1) return bytes;
  bytes.resize(4);
  REQUIRE(::inet_pton(AF_INET, text, bytes.data()) == 1);
  return bytes;
}

}  // namespace

TEST_CASE("host::is_public takes addresses of the internet at large", "[host]") {
  for (const char* text :
       {"1.1.1.1",           "9.255.255.255",   "11.0.0.0",        "100.63.255.255",
        "100.128.0.0",       "126.255.255.255", "128.0.0.0",       "169.253.255.255",
        "172.15.255.255",    "172.32.0.0",      "192.0.1.0",       "192.167.255.255",
        "198.17.255.255",    "198.20.0.0",      "223.255.255.255", "2000::1",
        "2a00:1450:4001::1", "3fff:1000::1",    "2001:200::1",     "64:ff9b::1.1.1.1",
        "2a00::5efe:1.1.1.1"}) {
    INFO(text);
    CHECK(host::is_public(address(text)));
  }
}

TEST_CASE("host::is_public refuses every special-purpose range", "[host]") {
  for (const char* text :
       {"0.0.0.0",         "0.255.255.255",   "10.0.0.0",        "10.255.255.255",
        "100.64.0.0",      "100.127.255.255", "127.0.0.1",       "127.255.255.255",
        "169.254.0.0",     "169.254.169.254", "172.16.0.0",      "172.31.255.255",
        "192.0.0.8",       "192.0.2.1",       "192.88.99.1",     "192.168.0.0",
        "192.168.255.255", "198.18.0.0",      "198.19.255.255",  "198.51.100.1",
        "203.0.113.1",     "224.0.0.1",       "239.255.255.255", "240.0.0.1",
        "255.255.255.255", "192.31.196.1",    "192.52.193.1",    "192.175.48.1"}) {
    INFO(text);
    CHECK_FALSE(host::is_public(address(text)));
  }
  for (const char* text :
       {"::",          "::1",         "::2",     "100::1",       "fc00::1",
        "fdff::1",     "fe80::1",     "fec0::1", "ff02::1",      "5f00::1",
        "2001:db8::1", "3fff::1",     "2001::1", "2001:2::1",    "2001:10::1",
        "2001:20::1",  "2001:1ff::1", "4000::1", "64:ff9b:1::1", "2620:4f:8000::1"}) {
    INFO(text);
    CHECK_FALSE(host::is_public(address(text)));
  }
}

TEST_CASE("host::is_public sees an IPv4 address inside an IPv6 address", "[host]") {
  for (const char* text : {"::ffff:127.0.0.1", "::ffff:1.1.1.1", "::127.0.0.1", "64:ff9b::10.0.0.1",
                           "64:ff9b::169.254.169.254", "2002:7f00:1::1", "2002:101:101::1",
                           "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2a00::5efe:192.168.0.1",
                           "2a00::200:5efe:10.0.0.1"}) {
    INFO(text);
    CHECK_FALSE(host::is_public(address(text)));
  }
}

TEST_CASE("host::is_public takes nothing for an address that has not the length of one", "[host]") {
  CHECK_FALSE(host::is_public({}));
  CHECK_FALSE(host::is_public({1, 1, 1}));
  CHECK_FALSE(host::is_public(host::Address(15, 0x20)));
  CHECK_FALSE(host::is_public(host::Address(17, 0x20)));
}

TEST_CASE("host::system_resolve finds the loopback addresses and says so when there is nothing",
          "[host]") {
  for (const std::string name : {"localhost", "school.localhost"}) {
    const auto found = host::system_resolve(name);
    REQUIRE(found);
    REQUIRE(!found->empty());
    CHECK(found->front() == host::Address{127, 0, 0, 1});
    for (const host::Address& each : *found)
      CHECK_FALSE(host::is_public(each));
  }
  const auto nothing = host::system_resolve("no such name");
  REQUIRE(!nothing);
  CHECK(nothing.error().code == credenza::Code::unavailable);
}
