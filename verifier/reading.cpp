#include "verifier/reading.h"

#include "did/did.h"
#include "host/files.h"
#include "host/http_client.h"
#include "host/system.h"
#include "verify/verify.h"

namespace credenza::verifier {
namespace {

constexpr std::size_t k_max_published_bytes = trust_list::k_max_bytes;

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
  World(const CheckOptions& check, const TrustStore& own)
      : fetcher(host::HttpRules{.offline = check.offline}),
        methods(fetcher),
        statuses(fetcher, methods),
        statements(fetcher, methods),
        trust(own, methods, statuses, &statements) {}

  host::HttpFetcher fetcher;
  did::Resolver methods;
  verify::StatusLists statuses;
  verify::Statements statements;
  verify::Trust trust;
};

/// One of --accreditation.
Status add_accreditation(const std::string& path, verify::Trust& trust) {
  std::string text = TRY(host::read_file(path, std::size_t{1} << 20));
  const Status added = trust.add_accreditation(std::move(text));
  if (!added) return fail(added.error().code, path, added.error().detail);
  return {};
}

}  // namespace

std::string file_name(const std::string& path) {
  return json::to_text(Json(path)) ? path : host::printable(path);
}

Status add_folder(const std::string& folder, did::Resolver& methods, verify::StatusLists& statuses,
                  verify::Statements& statements, verify::Trust* trust) {
  for (const std::string& path : TRY(host::list_files(folder))) {
    if (!path.ends_with(".json") && !path.ends_with(".jwt")) continue;
    auto text = host::read_file(path, k_max_published_bytes);
    const Status added =
        text ? verify::add_published(std::move(*text), methods, statuses, statements, trust)
             : Status(std::move(text).error());
    if (!added) {
      host::write_talk("credenza-verifier: passed over " + host::printable(path) + ": " +
                       host::printable(added.error().detail) + "\n");
    }
  }
  return {};
}

Result<verify::Report> read_files(const CheckOptions& check, const TrustStore& own,
                                  Question question, std::vector<trust_list::TrustList> lists) {
  World world(check, own);
  for (trust_list::TrustList& list : lists)
    TRY(world.trust.add_verified(std::move(list)));
  for (const std::string& folder : check.published)
    TRY(add_folder(folder, world.methods, world.statuses, world.statements, &world.trust));
  for (const std::string& path : check.accreditations)
    TRY(add_accreditation(path, world.trust));
  verify::Policy policy{.nonce = check.nonce, .audience = check.audience};
  policy.digests = true;
  policy.ignore_trust = question == Question::what_it_says;
  if (check.status_max_hours) policy.status_max_age = std::chrono::hours(*check.status_max_hours);
  const verify::Limits limits;
  const verify::Ports ports{world.methods, world.statuses, &world.trust, &world.statements};
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
  return all;
}

}  // namespace credenza::verifier
