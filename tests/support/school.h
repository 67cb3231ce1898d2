// A school, its published documents, and people with keys: the two sides of most flows.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_value.h"
#include "cid/cid.h"
#include "crypto/keys.h"
#include "data_integrity/data_integrity.h"
#include "did/did.h"
#include "status_list/status_list.h"
#include "support/ports.h"
#include "support/vectors.h"
#include "verify/verify.h"

namespace credenza::test {

/// A key under a did:key.
struct Keyholder {
  explicit Keyholder(std::string name, crypto::KeyType type = crypto::KeyType::ed25519)
      : random(std::move(name)), key(crypto::PrivateKey::generate(type, random)) {}
  [[nodiscard]] std::string did() const { return did::key_did(key.public_key()); }
  [[nodiscard]] std::string method() const { return did::key_method(key.public_key()); }

  SeededRandom random;
  crypto::PrivateKey key;
};

/// Signs `unsecured`; whatever is wrong stops the test.
inline std::string sign(const Json& unsecured, const data_integrity::ProofOptions& options,
                        const crypto::Signer& signer) {
  const auto secured = data_integrity::add_proof(document(unsecured), options, signer);
  must(secured.has_value());
  return *secured;
}

/// An issuer under did:web with one key and one revocation list.
struct School {
  explicit School(const std::string& name = "rocwaterkant.example")
      : host(name),
        did("did:web:" + host),
        method(did + "#key-1"),
        list_url("https://" + host + "/status/revocation-1.json"),
        holder(host),
        list(*status_list::StatusList::create(status_list::k_minimum_entries)) {}

  [[nodiscard]] std::string did_document() const {
    return cid::make_document(did, {{method, did, holder.key.public_key(), {}, {}}}).dump();
  }

  [[nodiscard]] std::string list_credential(Instant from,
                                            std::optional<Instant> until = std::nullopt,
                                            const std::string& purpose = "revocation") const {
    return sign(status_list::make_credential({.id = list_url,
                                              .issuer = did,
                                              .purpose = purpose,
                                              .valid_from = from,
                                              .valid_until = until,
                                              .ttl = std::nullopt},
                                             list),
                options(from), holder.key);
  }

  [[nodiscard]] data_integrity::ProofOptions options(Instant created) const {
    data_integrity::ProofOptions out;
    out.verification_method = method;
    out.created = created;
    return out;
  }

  /// An unsecured credential for `subject` (a DID, or empty) with the status entry `index`.
  [[nodiscard]] Json credential(const std::string& subject, std::uint64_t index) const {
    Json out{{"@context", {"https://www.w3.org/ns/credentials/v2"}},
             {"id", "urn:uuid:5f2a7c1e-7a0b-4f35-9a64-0d7a1f3f6b21"},
             {"type", {"VerifiableCredential"}},
             {"issuer", {{"id", did}, {"name", "ROC Waterkant"}}},
             {"validFrom", "2026-06-12T09:00:00Z"},
             {"validUntil", "2031-06-12T09:00:00Z"},
             {"credentialSubject", {{"name", "Veilig werken in het magazijn"}}},
             {"credentialStatus", status_list::make_entry(list_url, index, "revocation")}};
    if (!subject.empty()) out["credentialSubject"]["id"] = subject;
    return out;
  }

  /// Puts what the school publishes into the town.
  void publish(Town& town, Instant now) const {
    town.put("https://" + host + "/.well-known/did.json", did_document());
    town.put(list_url, list_credential(now));
  }

  std::string host;
  std::string did;
  std::string method;
  std::string list_url;
  Keyholder holder;
  status_list::StatusList list;
};

/// Trusts the issuers it was told, for every type, and whoever signs beside them.
class Friends final : public verify::TrustAnchors {
 public:
  explicit Friends(std::map<std::string, std::string> names) : names_(std::move(names)) {}
  [[nodiscard]] Result<verify::Vouched> vouches_for(
      std::string_view issuer, const verify::CredentialTypes& /*types*/,
      const verify::TrustMoment& /*moment*/) const override {
    const auto found = names_.find(std::string(issuer));
    if (found == names_.end()) return fail(Code::untrusted, std::string(issuer), "not on the list");
    return verify::Vouched{.name = found->second};
  }
  /// Leaves who signs beside them to those issuers.
  [[nodiscard]] Result<verify::Vouched> recognises(const verify::CoSignerAsked& party,
                                                   Instant /*now*/) const override {
    return verify::Vouched{.name = std::string(party.id)};
  }

 private:
  std::map<std::string, std::string> names_;
};

/// A reader with a clock, a town to fetch from and friends to trust.
struct Reader {
  explicit Reader(Town& town, std::map<std::string, std::string> trusted = {})
      : resolver(town),
        statuses(town, resolver),
        statements(town, resolver),
        friends(std::move(trusted)) {}

  [[nodiscard]] verify::Report read(std::string_view text, Instant now,
                                    const verify::Policy& policy = {}) {
    return verify::verify(text, policy, {resolver, statuses, &friends, &statements}, now);
  }

  did::Resolver resolver;
  verify::StatusLists statuses;
  verify::Statements statements;
  Friends friends;
};

/// A presentation of `credentials` (their texts), signed by `holder`.
inline std::string present(const std::vector<std::string>& credentials, const Keyholder& holder,
                           Instant created, const data_integrity::ProofOptions& more) {
  Json out{{"@context", {"https://www.w3.org/ns/credentials/v2"}},
           {"type", {"VerifiablePresentation"}},
           {"holder", holder.did()},
           {"verifiableCredential", Json::array()}};
  for (const std::string& text : credentials)
    out["verifiableCredential"].push_back(json::to_value(document(text).root()));
  data_integrity::ProofOptions options = more;
  options.verification_method = holder.method();
  options.purpose = cid::Relationship::authentication;
  options.created = created;
  return sign(out, options, holder.key);
}

}  // namespace credenza::test
