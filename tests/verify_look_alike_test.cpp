#include <catch2/catch.hpp>

#include "verify/look_alike.h"

using credenza::verify::distance;
using credenza::verify::host_of;
using credenza::verify::Likeness;
using credenza::verify::Looks;
using credenza::verify::skeleton;
using credenza::verify::to_string;

namespace {

/// What somebody is taken for the school by; empty when by nothing.
std::string likeness(const std::string& did, const std::string& name = "Iets anders") {
  Likeness out{};
  const bool like = Looks(did, name).is_like("did:web:rocwaterkant.example", "ROC Waterkant", out);
  return like ? std::string(to_string(out)) : std::string();
}

}  // namespace

TEST_CASE("an address that reads the same is a look-alike", "[verify]") {
  CHECK(likeness("did:web:xn--rocwaterknt-6ij.example") == "letters");
  CHECK(likeness("did:web:r0cwaterkant.example") == "letters");
  CHECK(likeness("did:web:roc-waterkant.example") == "hyphen");
  CHECK(likeness("did:web:rocwaterkamt.example") == "near");
  CHECK(likeness("did:web:rocwaterkatn.example:faculty") == "near");
  CHECK(likeness("did:web:rocwaterkant.school") == "ending");
}

TEST_CASE("a trusted name under another DID is a look-alike", "[verify]") {
  CHECK(likeness("did:web:elsewhere.example", "ROC Waterkant") == "name");
  CHECK(likeness("did:web:elsewhere.example", "R\u041eC  W\u0430terkant") == "name");
  CHECK(likeness("did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK", "roc waterkant") ==
        "name");
}

TEST_CASE("others, and the school itself, are no look-alikes", "[verify]") {
  CHECK(likeness("did:web:rocwaterkant.example", "ROC Waterkant").empty());
  CHECK(likeness("did:web:rocwaterkant.example:faculty", "ROC Waterkant").empty());
  CHECK(likeness("did:web:keurpunt.example").empty());
  CHECK(likeness("did:web:rocnoord.example", "ROC Noord").empty());
  CHECK(likeness("did:web:x.example", "").empty());
}

TEST_CASE("host_of shows punycode in its own letters, and leaves alone what is none", "[verify]") {
  CHECK(host_of("did:web:xn--rocwaterknt-6ij.example") == "rocwaterk\u0430nt.example");
  CHECK(host_of("did:web:XN--MNCHEN-3YA.example") == "m\u00fcnchen.example");
  CHECK(host_of("did:web:xn--99999999999.example") == "xn--99999999999.example");
  CHECK(host_of("did:web:school.example%3A8443:a") == "school.example");
  CHECK(host_of("did:key:z6Mk").empty());
}

TEST_CASE("skeleton and distance know letters that look alike, and swaps", "[verify]") {
  CHECK(skeleton("\u0420\u041e\u0421") == skeleton("POC"));
  CHECK(skeleton("Zo\u00eb 10") == skeleton("zoe lo"));
  CHECK(skeleton("modern") == skeleton("modem"));
  CHECK(distance("abcd", "abdc", 2) == 1);
  CHECK(distance("abcd", "abxyd", 2) == 2);
  CHECK(distance("abcd", "wxyz", 2) == 3);
}
