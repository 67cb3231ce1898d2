#include "wallet/receipt.h"

#include <algorithm>

namespace credenza::wallet {
namespace {

Result<Receipt> read_receipt(const Entry& entry) {
  const json::Cursor value = entry.entry;
  Receipt receipt;
  receipt.id = entry.id;
  receipt.to = TRY(value.string_at("to"));
  const std::string_view at = TRY(value.string_at("at"));
  receipt.at = TRY(parse_instant(at));
  const std::string_view until = TRY(value.string_at("until"));
  receipt.until = TRY(parse_instant(until));
  if (value.find("nonce")) receipt.nonce = std::string(TRY(value.string_at("nonce")));
  const json::Cursor credentials = TRY(value.at("credentials"));
  for (const json::Cursor credential : credentials.items()) {
    const std::string_view id = TRY(credential.string());
    receipt.credentials.push_back(TRY(id_from_text(id)));
  }
  const json::Cursor holders = TRY(value.at("holders"));
  for (const json::Cursor holder : holders.items())
    receipt.holders.emplace_back(TRY(holder.string()));
  receipt.presentation = TRY(value.string_at("presentation"));
  receipt.digest = TRY(value.string_at("digest"));
  return receipt;
}

}  // namespace

Json to_meta(const Receipt& receipt) {
  Json meta{{"to", receipt.to},
            {"at", format_instant(receipt.at)},
            {"until", format_instant(receipt.until)}};
  if (receipt.nonce) meta["nonce"] = *receipt.nonce;
  meta["credentials"] = Json::array();
  for (const Id id : receipt.credentials)
    meta["credentials"].push_back(to_text(id));
  meta["holders"] = receipt.holders;
  meta["presentation"] = receipt.presentation;
  meta["digest"] = receipt.digest;
  return meta;
}

Result<std::vector<Receipt>> receipts(const Vault& vault) {
  std::vector<Receipt> all;
  for (const Entry& entry : vault.index().entries()) {
    if (entry.kind != Kind::receipt) continue;
    Result<Receipt> receipt = read_receipt(entry);
    if (!receipt)
      return fail(receipt.error().code, "index", "a receipt's entry is not as expected");
    all.push_back(std::move(*receipt));
  }
  std::ranges::sort(all, [](const Receipt& a, const Receipt& b) {
    return std::pair(a.at, a.id) < std::pair(b.at, b.id);
  });
  return all;
}

}  // namespace credenza::wallet
