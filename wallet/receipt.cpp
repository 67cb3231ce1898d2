#include "wallet/receipt.h"

#include <algorithm>

namespace credenza::wallet {
namespace {

constexpr json::Limits k_body_limits{.max_bytes = std::size_t{1} << 20, .max_depth = 8};

std::string text_at(json::Cursor value, std::string_view name) {
  return std::string(value.string_at(name).value_or(std::string_view{}));
}

Result<Receipt> read_receipt(const Entry& entry) {
  const json::Cursor value = entry.entry;
  Receipt receipt;
  receipt.id = entry.id;
  receipt.to = TRY(value.string_at("to"));
  receipt.purpose = text_at(value, "purpose");
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

Result<ShownCredential> read_shown(json::Cursor value) {
  ShownCredential shown;
  const std::string_view id = TRY(value.string_at("id"));
  shown.id = TRY(id_from_text(id));
  const json::Cursor title = TRY(value.at("title"));
  for (const json::Cursor text : title.items())
    shown.title.emplace(text.name(), TRY(text.string()));
  shown.issuer_id = text_at(value, "issuer");
  shown.issuer_name = text_at(value, "issuer_name");
  shown.awarded = text_at(value, "awarded");
  shown.state = text_at(value, "state");
  return shown;
}

Result<std::vector<ShownCredential>> from_held(const Vault& vault, const Receipt& receipt) {
  const std::vector<HeldCredential> all = TRY(held_credentials(vault));
  std::vector<ShownCredential> shown;
  for (const Id id : receipt.credentials) {
    const auto held = std::ranges::find(all, id, &HeldCredential::id);
    shown.push_back(held == all.end() ? ShownCredential{id, {}, {}, {}, {}, {}}
                                      : as_shown(*held, {}));
  }
  return shown;
}

}  // namespace

Json to_meta(const Receipt& receipt) {
  Json meta{{"to", receipt.to}};
  if (!receipt.purpose.empty()) meta["purpose"] = receipt.purpose;
  meta["at"] = format_instant(receipt.at);
  meta["until"] = format_instant(receipt.until);
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

ShownCredential as_shown(const HeldCredential& one, std::string_view state) {
  const Held& held = one.held;
  return {one.id, held.title, held.issuer_id, held.issuer_name, held.awarded, std::string(state)};
}

Result<std::string> receipt_body(const std::vector<ShownCredential>& credentials) {
  Json body = Json::array();
  for (const ShownCredential& one : credentials) {
    Json title = Json::object();
    for (const auto& [language, text] : one.title)
      title[language] = text;
    Json item{{"id", to_text(one.id)}, {"title", std::move(title)}};
    for (const auto& [name, text] :
         {std::pair<const char*, const std::string&>{"issuer", one.issuer_id},
          {"issuer_name", one.issuer_name},
          {"awarded", one.awarded},
          {"state", one.state}}) {
      if (!text.empty()) item[name] = text;
    }
    body.push_back(std::move(item));
  }
  return json::to_text(body);
}

Result<std::vector<ShownCredential>> read_receipt_body(std::string_view body,
                                                       const std::vector<Id>& credentials) {
  const json::Document document = TRY(json::Document::parse(body, k_body_limits));
  if (!document.root().is_array())
    return fail(Code::malformed, "", "what was shown has to be an array");
  std::vector<ShownCredential> named;
  for (const json::Cursor item : document.root().items())
    named.push_back(TRY(read_shown(item)));
  std::vector<ShownCredential> all;
  for (const Id id : credentials) {
    const auto one = std::ranges::find(named, id, &ShownCredential::id);
    all.push_back(one == named.end() ? ShownCredential{id, {}, {}, {}, {}, {}} : *one);
  }
  return all;
}

Result<std::vector<ShownCredential>> shown_in(Vault& vault, const Receipt& receipt) {
  const Content content = TRY(vault.read(receipt.id));
  if (content.body().empty()) return from_held(vault, receipt);
  auto shown = read_receipt_body(as_text(content.body()), receipt.credentials);
  if (!shown) {
    return fail(shown.error().code, "record/" + to_text(receipt.id),
                "what this receipt says was shown cannot be read: " + shown.error().detail);
  }
  return shown;
}

}  // namespace credenza::wallet
