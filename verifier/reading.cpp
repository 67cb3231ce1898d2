#include "verifier/reading.h"

#include "did/did.h"
#include "host/files.h"
#include "host/http_client.h"
#include "host/system.h"
#include "verifier/ruling.h"
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

/// Says of what could not be fetched that the bundle has no copy of it either.
class BesideBundle final : public Fetcher {
 public:
  BesideBundle(Fetcher& fetcher, const Bundle* bundle) noexcept
      : fetcher_(fetcher), bundle_(bundle) {}
  [[nodiscard]] Result<Fetched> fetch(const FetchRequest& request) override {
    auto fetched = fetcher_.fetch(request);
    if (fetched || bundle_ == nullptr || bundle_->index().find(request.url.text())) return fetched;
    return fail(fetched.error().code, fetched.error().where,
                "the bundle has no copy of it; " + fetched.error().detail);
  }

 private:
  Fetcher& fetcher_;
  const Bundle* bundle_;
};

struct World {
  World(const CheckOptions& check, const TrustStore& own, const Setting& setting, Instant now)
      : network(host::HttpRules{.offline = check.offline}),
        fetcher(network, setting.bundle),
        methods(fetcher),
        statuses(fetcher, methods),
        statements(fetcher, methods),
        trust(own, methods, statuses, &statements) {
    if (setting.bundle == nullptr) return;
    copies.emplace(*setting.bundle, now);
    // What came to be known since of a stolen key is for the network of today to tell.
    methods.use(*copies, setting.as_of.has_value() && !check.offline);
    statuses.use(*copies);
    statements.use(*copies);
  }

  host::HttpFetcher network;
  BesideBundle fetcher;
  std::optional<BundleCopies> copies{};
  did::Resolver methods;
  verify::StatusLists statuses;
  verify::Statements statements;
  verify::Trust trust;
};

/// Offers the parts of a bundle that nobody asks for by name: who vouches for whom.
void add_vouching(const Bundle& bundle, World& world, Instant now) {
  const BundleIndex& index = bundle.index();
  for (std::size_t i = 0; i < index.size(); ++i) {
    const PartEntry part = index.at(i);
    if (part.kind != PartKind::trust_list && part.kind != PartKind::accreditation) continue;
    const auto limit = index.max_age(part.kind);
    if (limit && part.had + *limit < now) continue;
    auto text = bundle.part(part);
    if (text) {
      (void)verify::add_published(*std::move(text), world.methods, world.statuses, world.statements,
                                  &world.trust);
    }
  }
}

/// One of --accreditation.
Status add_accreditation(const std::string& path, verify::Trust& trust) {
  std::string text = TRY(host::read_file(path, std::size_t{1} << 20));
  const Status added = trust.add_accreditation(std::move(text));
  if (!added) return fail(added.error().code, path, added.error().detail);
  return {};
}

/// Two clocks may differ by this much.
constexpr std::chrono::minutes k_clock_skew{5};

/// Whether the bundle is of a time that has not come yet.
std::optional<Error> clock_problem(const Setting& setting, Instant now) {
  if (setting.as_of || setting.bundle == nullptr) return std::nullopt;
  const Instant made = setting.bundle->index().made();
  if (made <= now + k_clock_skew) return std::nullopt;
  return fail(Code::unavailable, "clock",
              "the clock of this machine is behind: the bundle was made on " +
                  format_instant(made) + ", which is later than now");
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

Result<Reading> read_files(const CheckOptions& check, const TrustStore& own, const Setting& setting,
                           std::vector<trust_list::TrustList> lists) {
  const Instant today = host::SystemClock().now();
  // One moment for all of them.
  const Instant now = setting.as_of.value_or(today);
  World world(check, own, setting, now);
  for (trust_list::TrustList& list : lists)
    TRY(world.trust.add_verified(std::move(list)));
  for (const std::string& folder : check.published)
    TRY(add_folder(folder, world.methods, world.statuses, world.statements, &world.trust));
  for (const std::string& path : check.accreditations)
    TRY(add_accreditation(path, world.trust));
  if (setting.bundle != nullptr) add_vouching(*setting.bundle, world, now);
  verify::Policy policy{.nonce = check.nonce, .audience = check.audience};
  policy.digests = true;
  policy.ignore_trust = setting.question == Question::what_it_says;
  if (check.status_max_hours) policy.status_max_age = std::chrono::hours(*check.status_max_hours);
  if (setting.as_of) policy.today = today;
  if (setting.rules != nullptr) ask_by(*setting.rules, policy);
  const verify::Limits limits;
  const auto clock = clock_problem(setting, now);
  const verify::Ports ports{world.methods, world.statuses, &world.trust, &world.statements,
                            clock ? &*clock : nullptr};
  Reading out;
  out.report = verify::Report{.at = now, .policy = policy.name, .credentials = {}};
  if (clock) out.clock_behind = setting.bundle->index().made() - now;
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
      out.report.credentials.push_back(std::move(credential));
    }
  }
  verify::compare_targets(out.report);
  if (setting.rules != nullptr) hold_against(*setting.rules, out.report);
  out.requests = world.network.connections();
  return out;
}

}  // namespace credenza::verifier
