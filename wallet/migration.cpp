#include "wallet/migration.h"

#include <algorithm>
#include <map>

#include "did/did.h"
#include "wallet/held.h"
#include "wallet/receipt.h"

namespace credenza::wallet {
namespace {

constexpr const char* k_did_type = "https://www.w3.org/ns/did";

Json identifier(const std::string& did) {
  return {{"type", k_did_type}, {"identifier", did}};
}

/// MultiLangString (§3.19.10): the language of a name is not known.
Json name_of(const std::string& name) {
  return Json::array({{{"lang", "und"}, {"content", name}}});
}

std::string format_of(const Held& held) {
  return held.format == verify::to_string(verify::Format::vc_data_integrity) ? "ldp_vc"
                                                                             : held.format;
}

/// There is no `vct` or `docType`: the name says what kind of certificate it is.
std::string kind_of(const Held& held) {
  return held.title.empty() ? held.credential_id : held.title.begin()->second;
}

/// The issuer's web site, where asking for it again begins; empty when its DID names none.
std::string supply_point(const std::string& issuer) {
  const auto url = did::web_document_url(issuer);
  if (!url) return {};
  return url->origin() + "/";
}

/// CredentialInfo (§3.19.1).
Json credential_info(const Held& held) {
  return {{"credentialIdentifier", kind_of(held)},
          {"format", format_of(held)},
          {"issuerIdentifier", identifier(held.issuer_id)},
          {"issuerType", "NonQEAAProvider"},
          {"issuerName", name_of(held.issuer_name)},
          {"supplyPointURL", supply_point(held.issuer_id)}};
}

/// "YYYY-MM-DDTHH:mm:ss" (§3.1).
std::string time_of(Instant at) {
  std::string text = format_instant(at);
  text.resize(std::min<std::size_t>(text.size(), 19));
  return text;
}

/// Transaction (§3.1) with a Presentation (§3.2).
Json transaction(const Receipt& receipt, const std::map<Id, const Held*>& known) {
  Json claims = Json::array();
  for (const Id id : receipt.credentials) {
    const auto held = known.find(id);
    if (held != known.end())
      claims.push_back(
          {{"credentialIdentifier", kind_of(*held->second)}, {"claims", Json::array()}});
  }
  return {{"presentation",
           {{"interactingPartyIdentifier", identifier(receipt.to)},
            {"interactingPartyType", "ServiceProvider"},
            {"interactingPartyName", name_of(receipt.to)},
            {"isIntermediary", false},
            {"listOfClaimsPresented", std::move(claims)}}},
          {"transactionIdentifier", receipt.presentation},
          {"time", time_of(receipt.at)},
          {"transactionType", "Presentation"},
          {"transactionResult", "Completed"}};
}

}  // namespace

Result<Json> migration_data(Vault& vault, Values values) {
  const std::vector<HeldCredential> all = TRY(held_credentials(vault));
  std::map<Id, const Held*> known;
  Json list = Json::array();
  Json whole = Json::array();
  for (const HeldCredential& one : all) {
    known.emplace(one.id, &one.held);
    if (values == Values::left_out || !one.held.subject_id.empty()) {
      list.push_back(credential_info(one.held));
      continue;
    }
    const Content content = TRY(vault.read(one.id));
    whole.push_back({{"format", format_of(one.held)}, {"credential", as_text(content.body())}});
  }
  Json log = Json::array();
  for (const Receipt& receipt : TRY(receipts(vault)))
    log.push_back(transaction(receipt, known));
  return Json{{"transactionLog", std::move(log)},
              {"listOfCredentials", std::move(list)},
              {"nonDeviceBoundCredentials", std::move(whole)}};
}

}  // namespace credenza::wallet
