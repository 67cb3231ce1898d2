#include "wallet/receipt_view.h"

#include <algorithm>

namespace credenza::wallet {
namespace {

constexpr std::size_t k_id_width = 8;
constexpr std::size_t k_date_width = 10;
constexpr std::size_t k_to_width = 28;
constexpr std::size_t k_purpose_width = 20;
constexpr std::size_t k_until_width = 20;
constexpr std::size_t k_state_width = 11;

Text run_text(const Receipt& receipt, Instant now) noexcept {
  return receipt.runs_at(now) ? Text{"▶ runs", "▶ loopt nog"} : Text{"■ ended", "■ voorbij"};
}

std::string line(Language language, const Text& label, const std::string& value) {
  if (value.empty()) return {};
  return padded(label.in(language), 12) + value + "\n";
}

bool is_held(const std::vector<Id>& held, Id id) {
  return std::ranges::find(held, id) != held.end();
}

Json to_json(const ShownCredential& one, const std::vector<Id>& held) {
  Json title = Json::object();
  for (const auto& [language, text] : one.title)
    title[language] = text;
  Json out{{"id", to_text(one.id)},
           {"title", std::move(title)},
           {"issuer", {{"id", one.issuer_id}, {"name_claimed", one.issuer_name}}}};
  if (!one.awarded.empty()) out["awarded"] = one.awarded;
  if (!one.state.empty()) out["state"] = one.state;
  out["held"] = is_held(held, one.id);
  return out;
}

std::string credential_text(const ShownCredential& one, const std::vector<Id>& held,
                            Language language) {
  const auto in = [language](Text text) { return std::string(text.in(language)); };
  std::string value = title_of(one, language);
  if (const std::string issuer = issuer_of(one); !issuer.empty()) value += ", " + issuer;
  if (!one.state.empty()) value += ", " + in(state_text(std::string_view(one.state)));
  value +=
      is_held(held, one.id) ? "" : in({" (no longer in the vault)", " (niet meer in de kluis)"});
  return line(language, {"what", "wat"}, value);
}

}  // namespace

std::string title_of(const ShownCredential& one, Language language) {
  Held held;
  held.title = one.title;
  return title_of(held, language);
}

std::string issuer_of(const ShownCredential& one) {
  Held held;
  held.issuer_name = one.issuer_name;
  held.issuer_id = one.issuer_id;
  return issuer_of(held);
}

Json to_json(const Given& given, const std::vector<Id>& held, Instant now) {
  const Receipt& receipt = given.receipt;
  Json out{{"id", to_text(receipt.id)}};
  const Json meta = to_meta(receipt);
  for (const auto& [name, value] : meta.items())
    out[name] = value;
  out["running"] = receipt.runs_at(now);
  out["credentials"] = Json::array();
  for (const ShownCredential& one : given.credentials)
    out["credentials"].push_back(to_json(one, held));
  return out;
}

std::string history_header(Language language) {
  const auto cell = [language](const Text& text, std::size_t width) {
    return padded(text.in(language), width) + " ";
  };
  return cell({"id", "nummer"}, k_id_width) + cell({"when", "wanneer"}, k_date_width) +
         cell({"to", "aan"}, k_to_width) + cell({"for", "waarvoor"}, k_purpose_width) +
         cell({"until", "tot"}, k_until_width) + cell({"state", "stand"}, k_state_width) +
         std::string(Text{"what", "wat"}.in(language)) + "\n";
}

std::string history_row(const Given& given, Language language, Instant now) {
  const Receipt& receipt = given.receipt;
  const auto cell = [](const std::string& text, std::size_t width) {
    return padded(text, width) + " ";
  };
  std::string what;
  for (const ShownCredential& one : given.credentials)
    what += (what.empty() ? "" : "; ") + title_of(one, language);
  return cell(to_text(receipt.id).substr(0, k_id_width), k_id_width) +
         cell(date_text(receipt.at, language), k_date_width) + cell(shown(receipt.to), k_to_width) +
         cell(shown(receipt.purpose), k_purpose_width) +
         cell(moment_text(receipt.until), k_until_width) +
         cell(std::string(run_text(receipt, now).in(language)), k_state_width) + shown(what) + "\n";
}

std::string receipt_text(const Given& given, const std::vector<Id>& held, Language language,
                         Instant now) {
  const Receipt& receipt = given.receipt;
  std::string out =
      line(language, {"id", "nummer"}, to_text(receipt.id)) +
      line(language, {"shown to", "getoond aan"}, shown(receipt.to)) +
      line(language, {"for", "waarvoor"}, shown(receipt.purpose)) +
      line(language, {"on", "op"}, moment_text(receipt.at)) +
      line(language, {"until", "tot"},
           moment_text(receipt.until) + ", " + std::string(run_text(receipt, now).in(language)));
  if (receipt.nonce) out += line(language, {"nonce", "nonce"}, shown(*receipt.nonce));
  for (const ShownCredential& one : given.credentials)
    out += credential_text(one, held, language);
  for (const std::string& holder : receipt.holders)
    out += line(language, {"signed by", "getekend"}, shown(holder));
  return out + line(language, {"file", "bestand"}, shown(receipt.presentation)) +
         line(language, {"SHA-256", "SHA-256"}, shown(receipt.digest));
}

}  // namespace credenza::wallet
