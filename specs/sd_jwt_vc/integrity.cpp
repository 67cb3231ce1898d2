#include "sd_jwt_vc/integrity.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "base/encoding.h"
#include "crypto/hash.h"

namespace credenza::sd_jwt_vc {
namespace {

using crypto::HashAlgorithm;

constexpr std::string_view k_base64 =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=";

struct Expression {
  HashAlgorithm algorithm;
  Bytes digest;
};

struct Named {
  std::string_view name;
  HashAlgorithm algorithm;
};
/// From weak to strong, as HashAlgorithm orders them too.
constexpr std::array k_algorithms{Named{"sha256", HashAlgorithm::sha256},
                                  Named{"sha384", HashAlgorithm::sha384},
                                  Named{"sha512", HashAlgorithm::sha512}};

/// "sha256-…", perhaps with "?options" behind it; nothing for an algorithm that is not read here.
Result<std::optional<Expression>> parse_expression(std::string_view text) {
  const std::size_t dash = text.find('-');
  if (dash == 0 || dash == std::string_view::npos) {
    return fail(Code::malformed, "", "has to be an algorithm, a '-' and a digest in base64");
  }
  const std::string_view name = text.substr(0, dash);
  const auto known = std::find_if(k_algorithms.begin(), k_algorithms.end(),
                                  [name](const Named& one) { return one.name == name; });
  if (known == k_algorithms.end()) return std::optional<Expression>();
  const std::string_view digest = text.substr(dash + 1, text.find('?') - dash - 1);
  const bool formed =
      !digest.empty() && digest.find_first_not_of(k_base64) == std::string_view::npos;
  if (!formed) return fail(Code::malformed, "", "the digest has to be base64 with padding");
  // SRI asks for the alphabet only. A text that encodes nothing is the digest of nothing.
  return std::optional(Expression{known->algorithm, from_base64(digest).value_or(Bytes())});
}

Result<std::vector<Expression>> parse(std::string_view metadata) {
  constexpr std::string_view k_space = " \t\r\n\f";
  std::vector<Expression> out;
  std::size_t at = metadata.find_first_not_of(k_space);
  if (at == std::string_view::npos) return fail(Code::malformed, "", "there is no digest in it");
  while (at != std::string_view::npos) {
    const std::size_t end = std::min(metadata.find_first_of(k_space, at), metadata.size());
    const std::optional<Expression> one = TRY(parse_expression(metadata.substr(at, end - at)));
    if (one) out.push_back(*one);
    at = metadata.find_first_not_of(k_space, end);
  }
  if (out.empty()) {
    return fail(Code::unsupported, "", "no digest by an algorithm that is read; use sha256");
  }
  return out;
}

}  // namespace

Status check_integrity_form(json::Cursor value) {
  const std::string_view text = TRY(value.string());
  const auto parsed = parse(text);
  if (!parsed) return fail(parsed.error().code, value.pointer(), parsed.error().detail);
  return {};
}

Status check_integrity(std::string_view metadata, ByteView document) {
  const std::vector<Expression> expressions = TRY(parse(metadata));
  const auto weaker = [](const Expression& a, const Expression& b) {
    return a.algorithm < b.algorithm;
  };
  const HashAlgorithm strongest =
      std::max_element(expressions.begin(), expressions.end(), weaker)->algorithm;
  const crypto::Digest digest = crypto::hash(strongest, document);
  const bool matches = std::any_of(
      expressions.begin(), expressions.end(), [&digest, strongest](const Expression& one) {
        return one.algorithm == strongest && as_text(one.digest) == as_text(digest);
      });
  if (!matches) return fail(Code::mismatch, "", "the document is not the one that was meant");
  return {};
}

}  // namespace credenza::sd_jwt_vc
