#include "issuer/token_lists.h"

#include "did/did.h"
#include "jose/jwt.h"

namespace credenza::issuer {
namespace {

using token_status_list::StatusList;
using token_status_list::StatusListToken;

constexpr unsigned k_bits = 2;
constexpr unsigned k_withdrawn = 1;
constexpr unsigned k_on_hold = 2;

/// Writes `value` where `list` says something; what is written already stays, when it is more.
Status take_over(StatusList& tokens, const StatusListState& list, unsigned value) {
  const status_list::StatusList bits = TRY(published(list));
  for (std::uint64_t index = 0; index < list.entries; ++index) {
    if (TRY(bits.at(index)) != 0) TRY(tokens.set(index, value));
  }
  return {};
}

Result<Unpublished> draft_of(const Home& home, std::uint32_t number, StatusList tokens) {
  const Url url = TRY(Url::parse(home.config.token_list_url(number)));
  Unpublished draft{url.path(), url.text(), {}, {}, true};
  draft.holds = home.config.list_valid;
  draft.tokens = std::move(tokens);
  return draft;
}

/// A token status list of this issuer, found at `uri`, that holds at `moment`.
Result<StatusListToken> read_own(std::string_view text, std::string_view uri, const Config& config,
                                 cid::MethodResolver& methods, Instant now, Instant moment) {
  jose::CompactJws jws = TRY(StatusListToken::parse(text));
  const std::string_view kid = TRY(jws.header().string_at("kid"));
  if (did::without_fragment(kid) != config.did)
    return fail(Code::mismatch, "header/kid", "signed by somebody else");
  const auto method = TRY(methods.resolve(kid, cid::Relationship::assertion_method, now));
  return StatusListToken::verify(std::move(jws), method.key, {.uri = uri, .now = moment});
}

/// What a list says of itself.
struct Claims {
  std::string uri;
  Instant issued_at;
};
Result<Claims> claims_of(std::string_view text) {
  const jose::CompactJws jws = TRY(StatusListToken::parse(text));
  const json::Document claims = TRY(json::Document::parse(as_text(jws.payload())));
  const std::string_view uri = TRY(claims.root().string_at("sub"));
  const json::Cursor issued_at = TRY(claims.root().at("iat"));
  return Claims{std::string(uri), TRY(jose::numeric_date(issued_at))};
}

}  // namespace

Result<std::vector<Unpublished>> draft_token_lists(const Home& home, Snapshot& snapshot) {
  const auto withdrawn = TRY(status_lists(snapshot, k_revocation));
  const auto on_hold = TRY(status_lists(snapshot, k_suspension));
  std::vector<Unpublished> drafts;
  for (const StatusListState& list : withdrawn) {
    StatusList tokens = TRY(StatusList::create(list.entries, k_bits));
    for (const StatusListState& other : on_hold) {
      if (other.number == list.number) TRY(take_over(tokens, other, k_on_hold));
    }
    TRY(take_over(tokens, list, k_withdrawn));
    drafts.push_back(TRY(draft_of(home, list.number, std::move(tokens))));
  }
  return drafts;
}

bool token_list_can_stay(const Unpublished& draft, std::string_view there,
                         cid::MethodResolver& methods, const Config& config, Instant now) {
  const auto token = read_own(there, draft.url, config, methods, now, now);
  if (!token || token->list().bits() != draft.tokens->bits() ||
      token->list().encode() != draft.tokens->encode())
    return false;
  return token->expires() == token->issued_at() + *draft.holds &&
         now < token->issued_at() + *draft.holds * config.resign_percent / 100;
}

Result<PublishedFile> sign_token_list(const Unpublished& draft, const Home& home,
                                      const crypto::PrivateKey& key, Instant now) {
  std::string text = TRY(token_status_list::sign({.uri = draft.url,
                                                  .kid = home.signing_method(),
                                                  .issued_at = now,
                                                  .expires = now + *draft.holds,
                                                  .ttl = home.config.list_ttl},
                                                 *draft.tokens, key));
  return PublishedFile{draft.path, draft.url, std::move(text)};
}

std::optional<Instant> token_list_from(std::string_view text, const Config& config,
                                       cid::MethodResolver& methods, Instant now) {
  const auto said = claims_of(text);
  if (!said) return std::nullopt;
  // One from later than now is the very thing that is looked for.
  const auto token = read_own(text, said->uri, config, methods, now, said->issued_at);
  return token ? std::optional(token->issued_at()) : std::nullopt;
}

}  // namespace credenza::issuer
