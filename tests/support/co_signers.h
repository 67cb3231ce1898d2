// De Blauwe Hal and ROC Waterkant, who sign a practice statement together.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "crypto/random.h"
#include "issuer/cosign.h"
#include "issuer/cosign_start.h"
#include "issuer/ledger.h"
#include "issuer/publication.h"
#include "issuer/status_registry.h"
#include "support/issuer_maker.h"
#include "support/records.h"
#include "support/school.h"

namespace credenza::test {

inline constexpr std::string_view k_school = "did:web:rocwaterkant.example";
inline constexpr std::string_view k_company = "did:web:deblauwehal.example";

struct CoSigners {
  CoSigners()
      : school(folder.path() + "/school"),
        company(folder.path() + "/company", "De Blauwe Hal Logistiek B.V.",
                "https://deblauwehal.example"),
        store(school.open_store()),
        methods(town) {
    publish(school);
    publish(company);
    school.home.config.recognised.push_back({"De Blauwe Hal Logistiek B.V.", std::string(k_company),
                                             "990000017", *parse_date("2024-09-01"),
                                             *parse_date("2027-08-31"), "trust list 2026-11"});
    dossier.emplace();
    dossier->crebo = "99001";
    dossier->version = "2024";
    dossier->work_processes = {{"P1-K1-W1", "Ontvangt goederen"},
                               {"P1-K1-W3", "Verzamelt orders"},
                               {"P1-K2-W1", "Houdt het magazijn schoon en veilig"}};
  }

  void publish(const IssuerMaker& maker) {
    const auto did = issuer::publish_did(maker.home);
    must(did.has_value());
    town.put(did->url, did->text);
  }

  /// A place at the school.
  [[nodiscard]] issuer::DocumentPlace place() {
    const auto id = issuer::from_urn(crypto::make_urn_uuid(random));
    must(id.has_value());
    auto transaction = store->begin();
    must(transaction.has_value());
    const auto promised = issuer::promise_places(
        **transaction, std::vector<issuer::CredentialId>{*id}, k_started, random);
    must(promised.has_value() && (*transaction)->commit().has_value());
    return issuer::document_place(school.home.config, promised->front());
  }

  /// Mehari's practice statement with `changes`, which nobody has signed.
  [[nodiscard]] issuer::Draft draft(const Json& changes = Json::object()) {
    const Json record = changed(
        json::to_value(document(read_vector("records/PracticeStatement.json")).root()), changes);
    const auto read = record_from(record);
    must(read.has_value());
    const auto made = issuer::make_document(*read, place(), k_started);
    INFO((made ? "" : made.error().where + " " + made.error().detail));
    REQUIRE(made.has_value());
    auto out = issuer::Draft::start(*made, {"started", k_started, std::string(k_company), {}});
    INFO((out ? "" : out.error().where + " " + out.error().detail));
    REQUIRE(out.has_value());
    return std::move(*out);
  }

  /// `draft` with the proof of `maker`.
  [[nodiscard]] static issuer::Draft signed_by(const IssuerMaker& maker,
                                               const issuer::Draft& draft) {
    const auto* key = maker.secrets.find(maker.home.config.signing_key);
    auto out = draft.sign({"signed", k_signed, maker.home.config.did, {}},
                          maker.home.signing_method(), *key);
    must(out.has_value());
    return std::move(*out);
  }

  [[nodiscard]] static Result<issuer::Draft> refused_by(const IssuerMaker& maker,
                                                        const issuer::Draft& draft) {
    const auto* key = maker.secrets.find(maker.home.config.signing_key);
    return draft.refuse({"refused", k_signed, maker.home.config.did, "Rob Jansen"},
                        "the hours are wrong", maker.home.signing_method(), *key);
  }

  /// What the school sees.
  [[nodiscard]] issuer::CosignReport look(const issuer::Draft& draft) {
    std::optional<issuer::CosignEntry> entry;
    if (const auto id = issuer::from_urn(draft.id())) {
      auto snapshot = store->look();
      must(snapshot.has_value());
      auto found = issuer::find_cosigned(**snapshot, *id);
      must(found.has_value());
      entry = std::move(*found);
    }
    return issuer::check_draft({draft, school.home.config, school.home.config.recognised, dossier,
                                false, entry, methods, k_now});
  }

  [[nodiscard]] Result<issuer::IssuedDocument> issue(const issuer::Draft& draft) {
    return issuer::issue_draft(
        {draft, school.home, school.secrets, *store, methods, {}, k_now, random});
  }

  /// What an employer who trusts the school finds.
  [[nodiscard]] verify::Report read(std::string_view text) {
    {
      auto snapshot = store->look();
      must(snapshot.has_value());
      for (const std::string_view purpose : issuer::k_purposes) {
        const auto lists = issuer::status_lists(**snapshot, purpose);
        must(lists.has_value());
        for (const issuer::StatusListState& list : *lists) {
          const auto file = issuer::publish_list(school.home, school.secrets, list, k_now);
          must(file.has_value());
          town.put(file->url, file->text);
        }
      }
    }
    Reader reader(town, {{std::string(k_school), "ROC Waterkant (mbo)"}});
    return reader.read(text, k_now);
  }

  inline static const Instant k_started = at("2026-06-05T10:00:00Z");
  inline static const Instant k_signed = at("2026-06-08T10:00:00Z");
  inline static const Instant k_now = at("2026-06-10T10:00:00Z");

  TemporaryFolder folder;
  SeededRandom random{"co-signers"};
  IssuerMaker school;
  IssuerMaker company;
  std::unique_ptr<issuer::Store> store;
  Town town;
  did::Resolver methods;
  std::optional<issuer::Dossier> dossier;
};

}  // namespace credenza::test
