// Token status lists: fetching, verifying and keeping them (draft-ietf-oauth-status-list-20 §8.3).
#include <algorithm>

#include "verify/status_detail.h"
#include "verify/verify_detail.h"

namespace credenza::verify {
namespace detail {

Error at_list(Error error, std::string_view list) {
  if (error.where.empty() || error.where == list) {
    error.where = list;
  } else {
    error.where = std::string(list) + " " + error.where;
  }
  return error;
}

}  // namespace detail

using token_status_list::StatusListToken;

Result<std::unique_ptr<StatusLists::TokenList>> StatusLists::TokenList::verify(
    std::string_view text, std::string_view uri, cid::MethodResolver& methods, Instant now) {
  jose::CompactJws jws = TRY(StatusListToken::parse(detail::trim(text)));
  const std::string_view kid = TRY(jws.header().string_at("kid"));
  const auto method = TRY(methods.resolve(kid, cid::Relationship::assertion_method, now));
  StatusListToken token =
      TRY(StatusListToken::verify(std::move(jws), method.key, {.uri = uri, .now = now}));
  return std::make_unique<TokenList>(TokenList{method.controller, std::move(token)});
}

Status StatusLists::add_token(std::string text) {
  const jose::CompactJws jws = TRY(StatusListToken::parse(detail::trim(text)));
  const json::Document claims = TRY(json::Document::parse(as_text(jws.payload())));
  const std::string uri(TRY(claims.root().string_at("sub")));
  if (const auto known = token_lists_.find(uri); known != token_lists_.end() && !known->second)
    token_lists_.erase(known);
  copies_.insert_or_assign(uri, std::move(text));
  return {};
}

Result<const StatusLists::TokenList*> StatusLists::token_list(std::string_view uri, Instant now) {
  auto known = token_lists_.find(uri);
  if (known == token_lists_.end()) {
    const auto load = [&]() -> Result<std::unique_ptr<TokenList>> {
      const Text found = TRY(text_at(uri, token_status_list::k_media_type));
      auto verified = TRY(TokenList::verify(found.text, uri, methods_, now));
      verified->old = found.old;
      return verified;
    };
    known = token_lists_.emplace(std::string(uri), load()).first;
  }
  if (!known->second) return detail::at_list(known->second.error(), uri);
  return known->second->get();
}

Result<StatusValue> StatusLists::value(const token_status_list::Reference& reference,
                                       std::string_view issuer, Instant now) {
  const TokenList* list = TRY(token_list(reference.uri, now));
  if (list->issuer != issuer) {
    return fail(Code::mismatch, std::string(reference.uri),
                "the status list is by somebody else than the credential");
  }
  StatusValue out;
  out.value = TRY(list->token.list().at(reference.index));
  out.as_of = list->token.issued_at();
  out.old_copy = list->old;
  return out;
}

}  // namespace credenza::verify
