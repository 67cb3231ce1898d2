#include "verifier/reading.h"

#include "did/did.h"
#include "host/files.h"
#include "host/http_client.h"
#include "host/system.h"
#include "verifier/ruling.h"
#include "verify/verify.h"

namespace credenza::verifier {
namespace {

constexpr std::size_t k_max_published_bytes = std::size_t{4} << 20;

/// Offers every *.json and *.jwt file of `folder` to the rooms that can use it. What is neither a
/// DID document nor a status list nor a statement is passed over: it stands in for nothing.
/// @error as host::list_files()
Status add_folder(const std::string& folder, did::Resolver& methods, verify::StatusLists& statuses,
                  verify::Statements& statements) {
  for (const std::string& path : TRY(host::list_files(folder))) {
    if (!path.ends_with(".json") && !path.ends_with(".jwt")) continue;
    auto text = host::read_file(path, k_max_published_bytes);
    const Status added =
        text ? verify::add_published(std::move(*text), methods, statuses, statements)
             : Status(std::move(text).error());
    if (!added) {
      host::write_talk("credenza-verifier: passed over " + host::printable(path) + ": " +
                       host::printable(added.error().detail) + "\n");
    }
  }
  return {};
}

/// A report about a file that never got as far as being verified.
verify::CredentialReport unread(const Error& error) {
  const bool too_long = error.code == Code::out_of_range;
  verify::CredentialReport report;
  report.checks.push_back({verify::CheckName::format,
                           too_long ? verify::Outcome::failed : verify::Outcome::indeterminate,
                           error,
                           {}});
  return report;
}

struct World {
  explicit World(const CheckOptions& check)
      : fetcher(host::HttpRules{.offline = check.offline}),
        methods(fetcher),
        statuses(fetcher, methods),
        statements(fetcher, methods) {}

  host::HttpFetcher fetcher;
  did::Resolver methods;
  verify::StatusLists statuses;
  verify::Statements statements;
};

}  // namespace

std::string file_name(const std::string& path) {
  return json::to_text(Json(path)) ? path : host::printable(path);
}

Result<verify::Report> read_files(const CheckOptions& check, const TrustStore& trust,
                                  Question question, const RuleFile* rules) {
  World world(check);
  for (const std::string& folder : check.published)
    TRY(add_folder(folder, world.methods, world.statuses, world.statements));
  verify::Policy policy{.nonce = check.nonce, .audience = check.audience};
  policy.digests = true;
  policy.ignore_trust = question == Question::what_it_says;
  if (check.status_max_hours) policy.status_max_age = std::chrono::hours(*check.status_max_hours);
  if (rules != nullptr) ask_by(*rules, policy);
  const verify::Limits limits;
  const verify::Ports ports{world.methods, world.statuses, &trust, &world.statements};
  // One now for all of them.
  const Instant now = host::SystemClock().now();
  verify::Report all{.at = now, .policy = policy.name, .credentials = {}};
  for (const std::string& path : check.files) {
    auto text = host::read_file(path, limits.max_bytes);
    verify::Report one;
    if (text) {
      one = verify::verify(*text, policy, ports, now, limits);
    } else if (check.files.size() == 1 && text.error().code != Code::out_of_range) {
      return std::move(text).error();
    } else {
      one.credentials.push_back(unread(text.error()));
    }
    for (verify::CredentialReport& credential : one.credentials) {
      credential.file = file_name(path);
      all.credentials.push_back(std::move(credential));
    }
  }
  verify::compare_targets(all);
  if (rules != nullptr) hold_against(*rules, all);
  return all;
}

}  // namespace credenza::verifier
