// SD-JWTs as no honest issuer and no honest holder would make them, from a description in a vector.
//
//   header       of the issuer-signed JWT; {"alg":"ES256","typ":"dc+sd-jwt"} when it is not there
//   payload      an object, or a text that is taken as it stands
//   disclosures  each an array that is encoded, or a text that is taken as it stands
//   signature    "other": by a key that is not the issuer's; another text is taken as it stands
//   key_binding  nothing, or an object: `header`, `signature` as above, and `claims`, which are
//                merged into {aud, nonce, iat, sd_hash} (RFC 7396: null takes one out)
//   changed      "a" and "b": in the finished text the first a becomes b
//
// "#0" in payload and disclosures is the digest of the first disclosure, "#holder" the holder's
// cnf.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <catch2/catch.hpp>

#include "base/encoding.h"
#include "base/json_value.h"
#include "crypto/hash.h"
#include "crypto/keys.h"
#include "jose/jwk.h"
#include "jose/jws.h"
#include "support/ports.h"
#include "support/vectors.h"

namespace credenza::test {

inline constexpr std::string_view k_employer = "https://employer.example";
inline constexpr std::string_view k_nonce = "n-0S6_WzA2Mj";

inline std::string base64url(std::string_view text) {
  return to_base64url(as_bytes(text));
}

inline std::string sha256_base64url(std::string_view text) {
  return to_base64url(crypto::hash(crypto::HashAlgorithm::sha256, as_bytes(text)));
}

inline void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at)) {
    text.replace(at, from.size(), to);
    at += to.size();
  }
}

class SdJwtMaker {
 public:
  [[nodiscard]] const crypto::PublicKey& issuer() const { return issuer_.public_key(); }
  [[nodiscard]] const crypto::PrivateKey& issuer_key() const { return issuer_; }
  [[nodiscard]] const crypto::PrivateKey& holder() const { return holder_; }
  [[nodiscard]] static Instant now() { return at("2026-01-01T00:00:00Z"); }

  [[nodiscard]] std::string make(const Json& vector) const {
    std::vector<std::string> digests;
    const std::vector<std::string> disclosures = encode(vector, digests);
    std::string payload = vector.at("payload").is_string() ? vector.at("payload").get<std::string>()
                                                           : filled(vector.at("payload"), digests);
    std::string text =
        sign(vector.value("header", Json{{"alg", "ES256"}, {"typ", "dc+sd-jwt"}}).dump(), payload,
             vector.value("signature", ""), issuer_) +
        "~";
    for (const std::string& disclosure : disclosures)
      text += disclosure + "~";
    if (vector.contains("key_binding")) text += binding(vector.at("key_binding"), text);
    if (vector.contains("changed")) {
      const Json& changed = vector.at("changed");
      const auto from = changed.at("a").get<std::string>();
      const std::size_t found = text.find(from);
      REQUIRE(found != std::string::npos);
      text.replace(found, from.size(), changed.at("b").get<std::string>());
    }
    return text;
  }

 private:
  [[nodiscard]] std::string filled(const Json& value,
                                   const std::vector<std::string>& digests) const {
    std::string text = value.dump();
    for (std::size_t i = 0; i < digests.size(); ++i)
      replace_all(text, "\"#" + std::to_string(i) + "\"", "\"" + digests[i] + "\"");
    replace_all(text, "\"#holder\"", Json{{"jwk", jose::to_jwk(holder_.public_key())}}.dump());
    return text;
  }

  /// The last first: a disclosure can name those behind it.
  [[nodiscard]] std::vector<std::string> encode(const Json& vector,
                                                std::vector<std::string>& digests) const {
    const Json disclosures = vector.value("disclosures", Json::array());
    std::vector<std::string> out(disclosures.size());
    digests.resize(disclosures.size());
    for (std::size_t i = disclosures.size(); i-- > 0;) {
      const Json& one = disclosures[i];
      out[i] = one.is_string() ? one.get<std::string>() : base64url(filled(one, digests));
      digests[i] = sha256_base64url(out[i]);
    }
    return out;
  }

  [[nodiscard]] std::string sign(const std::string& header, const std::string& payload,
                                 const std::string& signature,
                                 const crypto::PrivateKey& key) const {
    const std::string input = base64url(header) + "." + base64url(payload);
    if (!signature.empty() && signature != "other") return input + "." + signature;
    const crypto::PrivateKey& signer = signature == "other" ? other_ : key;
    return input + "." + to_base64url(*signer.sign(as_bytes(input)));
  }

  [[nodiscard]] std::string binding(const Json& said, std::string_view sd_jwt) const {
    Json claims{{"aud", k_employer},
                {"nonce", k_nonce},
                {"iat", now().time_since_epoch().count()},
                {"sd_hash", sha256_base64url(sd_jwt)}};
    claims.merge_patch(said.value("claims", Json::object()));
    return sign(said.value("header", Json{{"alg", "ES256"}, {"typ", "kb+jwt"}}).dump(),
                claims.dump(), said.value("signature", ""), holder_);
  }

  [[nodiscard]] static crypto::PrivateKey key(const std::string& seed) {
    SeededRandom random(seed);
    return crypto::PrivateKey::generate(crypto::KeyType::p256, random);
  }

  crypto::PrivateKey issuer_ = key("issuer");
  crypto::PrivateKey holder_ = key("holder");
  crypto::PrivateKey other_ = key("other");
};

}  // namespace credenza::test
