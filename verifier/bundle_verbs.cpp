// `bundle make` and `bundle refresh`: collecting, signing, and saying what could not be had.
#include <charconv>

#include "crypto/random.h"
#include "host/exit_codes.h"
#include "host/files.h"
#include "host/http_client.h"
#include "host/system.h"
#include "verifier/bundle_commands.h"
#include "verifier/bundle_maker.h"
#include "verifier/collection.h"
#include "verifier/commands.h"
#include "verifier/dutch.h"
#include "verifier/reading.h"
#include "verifier/texts.h"

namespace credenza::verifier {
namespace {

using host::CommonOptions;
using host::Text;

/// "24h", "7d".
std::optional<std::chrono::seconds> span_of(std::string_view text) {
  constexpr unsigned k_most = 100000;
  unsigned number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
  if (error != std::errc{} || number == 0 || number > k_most) return std::nullopt;
  if (unit == "h") return std::chrono::hours(number);
  if (unit == "d") return std::chrono::hours(24 * number);
  return std::nullopt;
}

/// "status=24h" is of both kinds of lists, "keys=7d" of DID documents; else a kind as `show` has
/// it.
Status set_max_age(MaxAges& ages, std::string_view text) {
  const std::size_t sign = text.find('=');
  const auto span = span_of(sign == text.npos ? std::string_view{} : text.substr(sign + 1));
  const std::string_view name = text.substr(0, sign);
  std::vector<PartKind> kinds;
  if (name == "status") kinds = {PartKind::status_list, PartKind::token_status_list};
  if (name == "keys") kinds = {PartKind::did_document};
  if (const auto kind = part_kind(name)) kinds = {*kind};
  if (!span || kinds.empty()) {
    return fail(Code::malformed, "--max-age",
                "has to be a kind and an age, as status=24h or keys=7d or trust_list=7d");
  }
  for (const PartKind kind : kinds)
    max_age_of(ages, kind) = span;
  return {};
}

/// When a file was last written, which for a copy is about when it was had.
Instant written(const std::string& path, Instant now) {
  const auto state = host::state_of_file(path);
  if (!state) return now;
  const Instant at{std::chrono::seconds{state->changed / 1000000000}};
  return std::max(Instant{}, std::min(at, now));
}

Status offer_folders(const std::vector<std::string>& folders, Collection& collection, Instant now) {
  for (const std::string& folder : folders) {
    for (const std::string& path : TRY(host::list_files(folder))) {
      if (!path.ends_with(".json") && !path.ends_with(".jwt")) continue;
      auto text = host::read_file(path, k_max_part_bytes);
      const Status offered =
          text ? collection.offer(*std::move(text), written(path, now)) : Status(text.error());
      if (!offered) {
        host::write_talk("credenza-verifier: passed over " + host::printable(path) + ": " +
                         host::printable(offered.error().detail) + "\n");
      }
    }
  }
  return {};
}

Status want_all(const BundleMakeOptions& make, const TrustStore& trust, Collection& collection) {
  for (const std::string& issuer : make.issuers)
    collection.want_issuer(issuer);
  for (const std::string& path : make.credentials) {
    const std::string text = TRY(host::read_file(path, k_max_part_bytes));
    const auto needs = needs_of(text);
    if (!needs) return fail(needs.error().code, path, needs.error().detail);
    collection.want(*needs);
  }
  if (make.issuers.empty() && make.credentials.empty()) {
    for (const TrustEntry& entry : trust.entries())
      collection.want_issuer(entry.issuer);
  }
  collection.want_offered();
  return {};
}

struct Made {
  std::string maker;
  Instant at;
  MaxAges ages;
};

/// Signs what was collected and writes it, wholly or not at all.
Result<Made> write_bundle(const std::string& path, const std::string& home,
                          const Collection& collection, const MaxAges& ages, bool overwrite) {
  crypto::SystemRandom random;
  const auto key = TRY(own_bundle_key(home, random));
  const Instant now = host::SystemClock().now();
  std::vector<Part> parts;
  parts.reserve(collection.parts().size());
  for (const auto& [name, part] : collection.parts())
    parts.push_back(part);
  const EncodedBundle encoded = TRY(encode_bundle(parts, ages, now, key));
  auto file = TRY(host::FileWriter::create(path, {.overwrite = overwrite}));
  TRY(file.write(encoded.front));
  for (const std::size_t i : encoded.order)
    TRY(file.write(parts[i].text));
  TRY(file.put_in_place());
  return Made{did::key_did(key.public_key()), now, ages};
}

Json unreached_json(const std::vector<Unreached>& unreached) {
  Json out = Json::array();
  for (const Unreached& one : unreached) {
    out.push_back({{"name", one.name},
                   {"kind", to_string(one.kind)},
                   {"kept", one.kept},
                   {"code", to_string(one.why.code)},
                   {"detail", one.why.detail}});
  }
  return out;
}

/// What was made, and what is not in it. Something that could not be had makes it a mixed outcome.
int say_made(const BundleMakeOptions& make, const Made& made, const Collection& collection,
             int requests, const CommonOptions& common, std::string_view schema) {
  const auto in = [&common](const Text& text) { return std::string(text.in(common.language())); };
  const auto& unreached = collection.unreached();
  const std::size_t count = collection.parts().size();
  Json kinds = Json::object();
  for (const auto& [name, part] : collection.parts()) {
    auto& number = kinds[std::string(to_string(part.kind))];
    number = number.is_null() ? 1 : number.get<int>() + 1;
  }
  for (const Unreached& one : unreached) {
    host::write_talk(in(one.kept ? Text{"an older copy stays: ", "een oudere kopie blijft staan: "}
                                 : Text{"could not be had: ", "niet gekregen: "}) +
                     host::printable(one.name) + " (" + host::printable(one.why.detail) + ")\n");
  }
  const Json object = {{"schema", schema},
                       {"file", file_name(make.file)},
                       {"made", format_instant(made.at)},
                       {"maker", made.maker},
                       {"parts", kinds},
                       {"renewed", collection.renewed()},
                       {"requests", requests},
                       {"unreached", unreached_json(unreached)}};
  const std::string text = host::printable(make.file) + ": " + std::to_string(count) +
                           in({count == 1 ? " part" : " parts", count == 1 ? " deel" : " delen"}) +
                           in({", renewed ", ", vernieuwd "}) +
                           std::to_string(collection.renewed()) +
                           in({"; signed by ", "; ondertekend door "}) + made.maker + "\n";
  const Status written = common.json ? host::write_json(object) : host::write_output(text);
  if (!written) return host::report_error(k_role, {}, written.error());
  return unreached.empty() ? host::k_exit_done : host::k_exit_mixed;
}

int usage_error(const Error& error, const CommonOptions& common) {
  return tell_error(common, error,
                    {.what = {"no bundle can be made of this", "hiervan is geen bundel te maken"},
                     .next = {"Run: credenza-verifier bundle make --help",
                              "Hulp: credenza-verifier bundle make --help"},
                     .exit = host::k_exit_usage});
}

Status set_max_ages(MaxAges& ages, const std::vector<std::string>& texts) {
  for (const std::string& text : texts)
    TRY(set_max_age(ages, text));
  return {};
}

}  // namespace

int run_bundle_make(const BundleMakeOptions& make, const std::string& home,
                    const CommonOptions& common) {
  if (!home.empty() && !host::exists(home)) return report_no_home(home, common);
  const auto trust = TrustStore::load(trust_file(home));
  if (!trust) return report_trust_error(trust.error(), common);
  MaxAges ages = default_max_ages();
  if (const Status set = set_max_ages(ages, make.max_ages); !set)
    return usage_error(set.error(), common);
  for (const std::string& issuer : make.issuers) {
    if (!did::is_did(issuer))
      return usage_error(fail(Code::malformed, "--issuer", "an issuer is named by its DID"),
                         common);
  }
  if (make.issuers.empty() && make.credentials.empty() && trust->entries().empty()) {
    return usage_error(fail(Code::missing, "--issuer",
                            "your list is empty, and neither --issuer nor --for names anybody"),
                       common);
  }
  if (!make.force && host::exists(make.file)) {
    return tell_error(common, fail(Code::conflict, make.file, "there is a file of this name"));
  }
  const Instant now = host::SystemClock().now();
  host::HttpFetcher fetcher(host::HttpRules{.offline = make.offline});
  Collection collection(fetcher, ages, now);
  Status done = offer_folders(make.published, collection, now);
  if (done) done = want_all(make, *trust, collection);
  if (!done) return tell_error(common, done.error());
  const auto made = write_bundle(make.file, home, collection, ages, make.force);
  if (!made) return tell_error(common, made.error());
  return say_made(make, *made, collection, fetcher.connections(), common,
                  "credenza.verifier.bundle.make/1");
}

int run_bundle_refresh(const BundleMakeOptions& make, const std::string& home,
                       const CommonOptions& common) {
  if (!home.empty() && !host::exists(home)) return report_no_home(home, common);
  const auto trust = TrustStore::load(trust_file(home));
  if (!trust) return report_trust_error(trust.error(), common);
  const Instant now = host::SystemClock().now();
  const auto refused = [&common](const Error& error) {
    return report_bundle_error(error, common, host::k_exit_not_genuine);
  };
  const auto bundle = Bundle::open(make.file);
  if (!bundle) return refused(bundle.error());
  std::vector<std::string> makers = make.makers;
  if (const auto own = own_bundle_maker(home)) makers.push_back(*own);
  // What is kept of it gets our signature.
  if (const Status relied = check_maker(bundle->index().maker(), makers, *trust, now); !relied)
    return refused(relied.error());
  MaxAges ages = bundle->index().max_ages();
  if (const Status set = set_max_ages(ages, make.max_ages); !set)
    return usage_error(set.error(), common);
  host::HttpFetcher fetcher(host::HttpRules{.offline = make.offline});
  Collection collection(fetcher, ages, now);
  if (const Status taken = collection.take(*bundle); !taken) return refused(taken.error());
  if (const Status done = offer_folders(make.published, collection, now); !done)
    return tell_error(common, done.error());
  collection.refresh();
  const auto made = write_bundle(make.file, home, collection, ages, true);
  if (!made) return tell_error(common, made.error());
  return say_made(make, *made, collection, fetcher.connections(), common,
                  "credenza.verifier.bundle.refresh/1");
}

}  // namespace credenza::verifier
