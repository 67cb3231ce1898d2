// What one credential says of another that it names by id and digest.
#include <algorithm>

#include "base/encoding.h"
#include "crypto/hash.h"
#include "jcs/jcs.h"
#include "verify/verify_detail.h"

namespace credenza::verify {
namespace {

using learning_record::Reference;

/// What of `all` is the credential that `target` names.
Check compare(const Reference& target, const std::vector<CredentialReport>& all) {
  const auto has_digest = [&target](const CredentialReport& one) {
    return one.digest == target.digest;
  };
  const auto has_id = [&target](const CredentialReport& one) {
    return !one.digest.empty() && one.given_id == target.id;
  };
  if (std::any_of(all.begin(), all.end(), has_digest))
    return detail::passed(CheckName::target, "the credential that was given is the one it names");
  const auto other = std::find_if(all.begin(), all.end(), has_id);
  if (other == all.end()) return detail::target_not_given();
  return detail::failed(CheckName::target,
                        fail(Code::mismatch, "/relatedResource",
                             "it names " + target.id + " with the digest " + target.digest +
                                 ", and what was given has " + other->digest));
}

}  // namespace

Result<std::string> credential_digest(json::Cursor secured) {
  const std::string canonical = TRY(jcs::canonicalize(secured));
  return to_hex(crypto::hash(crypto::HashAlgorithm::sha256, as_bytes(canonical)).view());
}

void compare_targets(Report& report) {
  for (CredentialReport& one : report.credentials) {
    if (!one.record || one.record->endorsement.target.digest.empty()) continue;
    for (Check& check : one.checks) {
      if (check.name == CheckName::target)
        check = compare(one.record->endorsement.target, report.credentials);
    }
  }
}

namespace detail {

Check target_not_given() {
  return not_applicable(CheckName::target, "the credential that it speaks of was not given");
}

void name_as_given(CredentialReport& report, json::Cursor root) {
  auto digest = credential_digest(root);
  if (!digest) return;
  report.digest = *std::move(digest);
  const auto id = root.find("id");
  if (id && id->is_string()) report.given_id = id->raw_string();
}

}  // namespace detail
}  // namespace credenza::verify
