// token_status_list: what is unpacked packs and unpacks to the same list and stays within its
// limit; what a reader takes obeys the rules of its claims.
#include "token_status_list/token_status_list.h"

#include "driver.h"

using namespace credenza;  // NOLINT(google-build-using-namespace): a program of one file
namespace tsl = credenza::token_status_list;

namespace {

constexpr tsl::Limits k_limits{.max_token_bytes = std::size_t{1} << 18,
                               .max_bytes = std::size_t{1} << 18};

const crypto::PrivateKey& key() {
  static const auto made = crypto::PrivateKey::from_raw(
      crypto::KeyType::ed25519, crypto::SecretBytes::copy_of(Bytes(32, std::uint8_t{1})));
  return *made;
}

void check_list(std::string_view lst, unsigned bits) {
  const auto list = tsl::StatusList::decode(lst, bits, k_limits);
  if (!list) return;
  property(list->entries() >= 1 && list->entries() * bits <= k_limits.max_bytes * 8);
  property(*list->at(0) < 1U << bits && *list->at(list->entries() - 1) < 1U << bits);
  property(!list->at(list->entries()).has_value());
  const std::string once = list->encode();
  const auto again = tsl::StatusList::decode(once, bits, k_limits);
  property(again.has_value() && again->encode() == once && again->entries() == list->entries());
}

/// The input as claims of a token that the right key signed.
void check_token(std::string_view claims, std::string_view uri) {
  const auto text = jose::sign({{"typ", "statuslist+jwt"}}, as_bytes(claims), key());
  auto parsed = tsl::StatusListToken::parse(*text, k_limits);
  if (!parsed) return;
  const auto token = tsl::StatusListToken::verify(std::move(*parsed), key().public_key(),
                                                  {.uri = uri, .leeway = {}}, k_limits);
  if (!token) return;
  property(token->issued_at() <= Instant{});
  property(!token->expires() || *token->expires() > Instant{});
  property(!token->ttl() || token->ttl()->count() >= 0);
  const tsl::FetchBounds bounds;
  const Instant due = token->refresh_at(Instant{}, bounds);
  property(due >= Instant{bounds.least} && due <= Instant{bounds.most});
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = as_text({data, size});
  for (const unsigned bits : {1U, 2U, 4U, 8U})
    check_list(text, bits);
  property(!tsl::StatusList::decode(text, 3).has_value());
  const auto document = json::Document::parse(text);
  if (!document) return 0;
  if (const auto reference = tsl::reference_in(document->root()); reference && *reference) {
    property((*reference)->index < tsl::k_maximum_entries);
    property(!(*reference)->uri.empty());
  }
  if (const auto uris = tsl::read_aggregation(document->root())) {
    for (const std::string_view uri : *uris)
      property(!uri.empty());
  }
  const auto sub = document->root().find("sub");
  check_token(text,
              sub && sub->is_string() ? sub->raw_string() : "https://school.example/status/3");
  return 0;
}
