#include "issuer/self_check.h"

#include <algorithm>

#include "issuer/publication.h"

namespace credenza::issuer {

Result<Fetched> SelfCheck::NoNetwork::fetch(const FetchRequest& request) {
  return fail(Code::forbidden, request.url.text(),
              "an issuer checks what it signs without the network");
}

namespace {

/// One that begins later is as good as it will be then: nothing else is wrong with it.
bool only_begins_later(const verify::Report& report) {
  const auto is_fine = [](const verify::Check& check) {
    return check.outcome == verify::Outcome::passed ||
           check.outcome == verify::Outcome::not_applicable ||
           (check.name == verify::CheckName::validity && check.reason &&
            check.reason->code == Code::not_yet_valid);
  };
  return !report.credentials.empty() &&
         std::all_of(report.credentials.begin(), report.credentials.end(),
                     [&is_fine](const verify::CredentialReport& one) {
                       return !one.checks.empty() &&
                              std::all_of(one.checks.begin(), one.checks.end(), is_fine);
                     });
}

}  // namespace

SelfCheck::SelfCheck()
    : methods_(network_), statuses_(network_, methods_), statements_(network_, methods_) {}

Status SelfCheck::add(std::string text) {
  return verify::add_published(std::move(text), methods_, statuses_, statements_);
}

Status SelfCheck::check(std::string_view text, Instant now) {
  verify::Policy policy;
  policy.name = "self-check";
  policy.ignore_trust = true;
  const verify::Report report =
      verify::verify(text, policy, {methods_, statuses_, nullptr, &statements_}, now);
  if (report.verdict() == verify::Verdict::accepted || only_begins_later(report)) return {};
  std::string why = "what was signed does not verify";
  for (const verify::CredentialReport& credential : report.credentials) {
    for (const verify::Check& check : credential.checks) {
      if (check.reason)
        why += "; " + std::string(to_string(check.name)) + " " + check.reason->where + ": " +
               check.reason->detail;
    }
  }
  return fail(Code::internal, "self-check", std::move(why));
}

Status add_published(SelfCheck& check, const Home& home, const Secrets& secrets,
                     const std::vector<PlaceList>& lists, Instant now) {
  PublishedFile did = TRY(publish_did(home));
  TRY(check.add(std::move(did.text)));
  for (const PlaceList& list : lists) {
    for (const std::string_view purpose : k_purposes) {
      const StatusListState nothing{
          std::string(purpose),     list.number, list.entries, Bytes(list.given.size()),
          Bytes(list.given.size()), {}};
      PublishedFile file = TRY(publish_list(home, secrets, nothing, now));
      TRY(check.add(std::move(file.text)));
    }
  }
  return {};
}

}  // namespace credenza::issuer
