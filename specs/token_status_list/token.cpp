#include <algorithm>

#include "base/url.h"
#include "jose/jwt.h"
#include "token_status_list/token_status_list.h"
#include "token_status_list/token_status_list_detail.h"

namespace credenza::token_status_list {
namespace {

constexpr std::string_view k_typ = "statuslist+jwt";

std::int64_t numeric_date(Instant at) {
  return at.time_since_epoch().count();
}

/// §5.1: "The value MUST be equal to that of the uri claim" of the reference.
Status check_subject(json::Cursor claims, std::string_view uri) {
  const json::Cursor sub = TRY(claims.at("sub"));
  if (TRY(sub.string()) == uri) return {};
  return fail(Code::mismatch, sub.pointer(), "another list than the one that was asked for");
}

/// §8.4: "the client MUST reject a response unless the requested timestamp is within the valid time
/// of the returned token signaled via iat […] and exp".
Status check_covers(json::Cursor claims, Instant time) {
  const json::Cursor iat = TRY(claims.at("iat"));
  if (time < TRY(jose::numeric_date(iat))) {
    return fail(Code::not_yet_valid, "/iat",
                "the list is of after the moment that was asked about");
  }
  const json::Cursor exp = TRY(claims.at("exp"));
  if (time >= TRY(jose::numeric_date(exp))) {
    return fail(Code::expired, "/exp", "the list ended before the moment that was asked about");
  }
  return {};
}

/// §8.3 step 4, and RFC 7519 §7.2 for what else a JWT can say.
Status check_claims(json::Cursor claims, const Expectation& expected) {
  TRY(check_subject(claims, expected.uri));
  TRY(claims.at("iat"));
  if (expected.time) {
    TRY(check_covers(claims, *expected.time));
    return jose::check_audience(claims, {});
  }
  return jose::check_claims(claims, {.now = expected.now,
                                     .leeway = expected.leeway,
                                     .allow_missing_expiration = true,
                                     .max_age = expected.max_age});
}

/// §5.1: "The value of the claim MUST be a positive number".
Result<std::optional<std::chrono::seconds>> read_ttl(json::Cursor claims) {
  const auto member = claims.find("ttl");
  if (!member) return std::optional<std::chrono::seconds>{};
  const double ttl = TRY(member->number());
  if (!(ttl > 0)) return fail(Code::malformed, member->pointer(), "has to be more than zero");
  constexpr double k_hundred_years = 100.0 * 366 * 24 * 3600;
  return std::optional(
      std::chrono::seconds{static_cast<std::int64_t>(std::min(ttl, k_hundred_years))});
}

Result<std::string> read_aggregation_uri(json::Cursor status_list) {
  const auto member = status_list.find("aggregation_uri");
  if (!member) return std::string();
  const std::string_view uri = TRY(member->string());
  if (!is_absolute_uri(uri)) return fail(Code::malformed, member->pointer(), "has to be a URI");
  return std::string(uri);
}

/// §4.2.
Result<StatusList> read_list(json::Cursor status_list, const Limits& limits) {
  const json::Cursor bits = TRY(status_list.at("bits"));
  const std::uint64_t size = TRY(bits.unsigned_integer());
  const json::Cursor lst = TRY(status_list.at("lst"));
  const std::string_view text = TRY(lst.string());
  const Status known = detail::check_bits(size);
  if (!known) return fail(known.error().code, bits.pointer(), known.error().detail);
  auto list = StatusList::decode(text, static_cast<unsigned>(size), limits);
  if (!list) return fail(list.error().code, lst.pointer(), list.error().detail);
  return list;
}

Status check_description(const Description& description) {
  if (!is_absolute_uri(description.uri)) return fail(Code::malformed, "uri", "has to be a URI");
  if (!description.aggregation_uri.empty() && !is_absolute_uri(description.aggregation_uri))
    return fail(Code::malformed, "aggregation_uri", "has to be a URI");
  if (description.expires && *description.expires <= description.issued_at)
    return fail(Code::out_of_range, "expires", "has to be after the list is issued");
  if (description.ttl && description.ttl->count() <= 0)
    return fail(Code::out_of_range, "ttl", "has to be more than zero");
  return {};
}

}  // namespace

Result<jose::CompactJws> StatusListToken::parse(std::string_view text, const Limits& limits) {
  return jose::CompactJws::parse(text, {.max_bytes = limits.max_token_bytes});
}

Result<StatusListToken> StatusListToken::verify(jose::CompactJws token,
                                                const crypto::PublicKey& key,
                                                const Expectation& expected, const Limits& limits) {
  const jose::VerifiedJws verified = TRY(jose::VerifiedJws::verify(std::move(token), key, k_typ));
  const json::Document document =
      TRY(jose::claims_of(verified, {.max_bytes = limits.max_token_bytes}));
  const json::Cursor claims = document.root();
  TRY(check_claims(claims, expected));
  const auto ttl = TRY(read_ttl(claims));
  const json::Cursor status_list = TRY(claims.at("status_list"));
  StatusListToken read(TRY(read_list(status_list, limits)));
  read.ttl_ = ttl;
  read.aggregation_uri_ = TRY(read_aggregation_uri(status_list));
  const json::Cursor iat = TRY(claims.at("iat"));
  read.issued_at_ = TRY(jose::numeric_date(iat));
  if (const auto exp = claims.find("exp")) read.expires_ = TRY(jose::numeric_date(*exp));
  return read;
}

// §13.7: a fresh copy is due at `ttl` after it was had, and before `exp`; §11.5: within bounds, so
// that no list makes its readers ask again and again.
Instant StatusListToken::refresh_at(Instant fetched, const FetchBounds& bounds) const noexcept {
  Instant due = fetched + bounds.most;
  if (ttl_) due = std::min(due, fetched + *ttl_);
  if (expires_) due = std::min(due, *expires_);
  return std::max(due, fetched + bounds.least);
}

Result<std::string> sign(const Description& description, const StatusList& list,
                         const crypto::Signer& signer) {
  TRY(check_description(description));
  Json status_list{{"bits", list.bits()}, {"lst", list.encode()}};
  if (!description.aggregation_uri.empty())
    status_list["aggregation_uri"] = description.aggregation_uri;
  Json claims{{"sub", description.uri}, {"iat", numeric_date(description.issued_at)}};
  if (description.expires) claims["exp"] = numeric_date(*description.expires);
  if (description.ttl) claims["ttl"] = description.ttl->count();
  claims["status_list"] = std::move(status_list);
  Json header{{"typ", k_typ}};
  if (!description.kid.empty()) header["kid"] = description.kid;
  const std::string payload = TRY(json::to_text(claims));
  return jose::sign(header, as_bytes(payload), signer);
}

}  // namespace credenza::token_status_list
