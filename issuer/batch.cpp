#include "issuer/batch.h"

#include <map>

#include "crypto/hash.h"
#include "crypto/random.h"
#include "data_integrity/data_integrity.h"
#include "host/files.h"
#include "issuer/publication.h"
#include "issuer/record_texts.h"
#include "issuer/self_check.h"
#include "issuer/status_registry.h"
#include "vcdm/vcdm.h"

namespace credenza::issuer {
namespace {

using learning_record::LearningRecord;

constexpr std::size_t k_most_findings = 1000;
/// Stands in for the id of a credential that is only tried out.
constexpr std::string_view k_no_id = "urn:uuid:00000000-0000-4000-8000-000000000000";

/// Where nobody says who awards it, the issuer does; whoever does, the issuer signs for it.
Result<LearningRecord> read_record(const Filled& filled, const Config& config) {
  const json::Document document = TRY(json::to_document(filled.record));
  LearningRecord record = TRY(learning_record::from_json(document.root()));
  if (!filled.record.contains("awarding_body")) record.awarding_body = config.as_organisation();
  record.awarding_body.id = config.did;
  return record;
}

/// What is wrong with the credential that a row would give, beyond its cells.
std::vector<Error> check_row(const Filled& filled, const Config& config, Instant now,
                             std::vector<open_badges::Loss>* losses) {
  const auto record = read_record(filled, config);
  if (!record) return {record.error()};
  std::vector<Error> errors = learning_record::check(*record);
  if (!errors.empty()) return errors;
  auto rendering = open_badges::to_achievement_credential(
      *record, {.id = std::string(k_no_id), .issuer = config.did, .valid_from = now});
  if (losses != nullptr) *losses = std::move(rendering.losses);
  const auto document = json::to_document(rendering.credential);
  if (!document) return {document.error()};
  if (const auto credential = vcdm::Credential::read(document->root()); !credential)
    return {credential.error()};
  return open_badges::check_strictly(document->root());
}

CellFinding as_finding(const Template& form, const Error& error) {
  const Hole* hole = form.hole_at(error.where);
  return {hole == nullptr ? std::string() : hole->column, error.where, error.code,
          say_finding(error)};
}

/// The same values in two rows would be one credential twice.
class Duplicates {
 public:
  std::optional<CellFinding> look(const Json& values, std::size_t row) {
    const auto text = json::to_text(values);
    must(text.has_value());
    const crypto::Digest digest = crypto::hash(crypto::HashAlgorithm::sha256, as_bytes(*text));
    const auto [known, fresh] = rows_.emplace(to_bytes(digest.view()), row);
    if (fresh) return std::nullopt;
    const std::string first = std::to_string(known->second);
    return CellFinding{"",
                       "",
                       Code::conflict,
                       {"the same as row " + first + "; take one of the two out",
                        "hetzelfde als rij " + first + "; haal een van de twee weg"}};
  }

 private:
  std::map<Bytes, std::size_t> rows_;
};

/// Where new credentials go.
struct Issuing {
  Transaction& transaction;
  SelfCheck& self_check;
  Bytes form;  ///< pseudonym of the template
  Instant now;
  Random& random;
};

/// The credential of a row, ready to be signed.
Result<json::Document> make_credential(const BatchInput& input, const Filled& filled,
                                       const IssuedRow& row, Instant now) {
  const Config& config = input.home.config;
  const LearningRecord record = TRY(read_record(filled, config));
  auto rendering = open_badges::to_achievement_credential(
      record, {.id = row.id, .issuer = config.did, .valid_from = now});
  rendering.credential["credentialStatus"] = status_list::make_entry(
      config.status_list_url(k_revocation, row.place.list), row.place.index, k_revocation);
  return json::to_document(rendering.credential);
}

/// Says for every row whether it was issued before, or gives it an id and a place.
Result<std::vector<IssuedRow>> allocate(const BatchInput& input, const Ledger& ledger,
                                        Transaction& transaction, StatusRegistry& registry,
                                        Random& random) {
  const Bytes form = ledger.form_pseudonym(input.form.record());
  std::vector<IssuedRow> out;
  out.reserve(input.plan.rows.size());
  for (const std::size_t row : input.plan.rows) {
    const Filled filled = input.form.fill(input.table, row);
    const auto known =
        TRY(transaction.find_row(ledger.row_pseudonym(input.form.id(), filled.values)));
    const std::size_t number = input.table.number(row);
    if (!known) {
      out.push_back({number, crypto::make_urn_uuid(random), registry.allocate(random), false});
    } else if (known->form == form) {
      out.push_back({number, known->id, known->place, true, known->revoked.has_value()});
    } else {
      return fail(Code::conflict, "template",
                  "row " + std::to_string(number) + " was issued on " +
                      format_instant(known->issued) + " with another template of the id " +
                      input.form.id() + "; give the changed one a new id");
    }
  }
  return out;
}

/// Signs one row, looks at the result as a stranger would, and enters it.
Status issue_row(const BatchInput& input, const Ledger& ledger, const crypto::PrivateKey& key,
                 std::size_t position, const IssuedRow& row, const Issuing& to) {
  const Filled filled = input.form.fill(input.table, position);
  const json::Document credential = TRY(make_credential(input, filled, row, to.now));
  const std::string text = TRY(data_integrity::add_proof(
      credential, {.verification_method = input.home.signing_method(), .created = to.now}, key));
  TRY(to.self_check.check(text, to.now));
  IssuedCredential entry;
  entry.id = row.id;
  entry.row = ledger.row_pseudonym(input.form.id(), filled.values);
  entry.form = to.form;
  entry.sealed = ledger.seal_text(row.id, text, to.random);
  entry.place = row.place;
  entry.issued = to.now;
  return to.transaction.add(entry);
}

}  // namespace

Plan plan_batch(const Template& form, const CsvTable& table, const Config& config, Instant now) {
  Plan out;
  for (CellFinding& finding : form.missing_columns(table))
    out.findings.push_back({0, std::move(finding)});
  if (!out.findings.empty()) return out;
  Duplicates duplicates;
  for (std::size_t row = 0; row < table.rows() && out.findings.size() < k_most_findings; ++row) {
    const std::size_t number = table.number(row);
    Filled filled = form.fill(table, row);
    if (filled.findings.empty()) {
      if (auto twice = duplicates.look(filled.values, number))
        filled.findings.push_back(std::move(*twice));
      std::vector<open_badges::Loss>* losses = out.rows.empty() ? &out.losses : nullptr;
      for (const Error& error : check_row(filled, config, now, losses)) {
        filled.findings.push_back(as_finding(form, error));
      }
    }
    out.rows.push_back(row);
    for (CellFinding& finding : filled.findings)
      out.findings.push_back({number, std::move(finding)});
  }
  if (!out.findings.empty()) out.rows.clear();
  return out;
}

Result<std::vector<IssuedRow>> issue_batch(const BatchInput& input, Store& store, Instant now,
                                           Random& random) {
  must(input.plan.findings.empty());
  const crypto::PrivateKey* key = input.secrets.find(input.home.config.signing_key);
  if (key == nullptr)
    return fail(Code::not_found, "issuer.toml, signing_key", "there is no key of this name");
  const Ledger ledger(input.secrets.data_key);
  const auto transaction = TRY(store.begin());
  StatusRegistry registry = TRY(StatusRegistry::load(*transaction, k_revocation));
  std::vector<IssuedRow> rows = TRY(allocate(input, ledger, *transaction, registry, random));
  TRY(registry.save(*transaction));
  SelfCheck self_check;
  PublishedFile did = TRY(publish_did(input.home));
  TRY(self_check.add(std::move(did.text)));
  for (const StatusListState& list : registry.lists()) {
    PublishedFile file = TRY(publish_list(input.home, input.secrets, list, now));
    TRY(self_check.add(std::move(file.text)));
  }
  const Issuing to{*transaction, self_check, ledger.form_pseudonym(input.form.record()), now,
                   random};
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!rows[i].before) TRY(issue_row(input, ledger, *key, input.plan.rows[i], rows[i], to));
  }
  TRY(transaction->commit());
  return rows;
}

std::string file_name_of(std::string_view id) {
  return std::string(id.substr(id.rfind(':') + 1)) + ".json";
}

Status write_credentials(const std::vector<IssuedRow>& rows, Store& store, const Ledger& ledger,
                         const std::string& folder) {
  TRY(host::make_folder(folder));
  const auto transaction = TRY(store.begin());
  for (const IssuedRow& row : rows) {
    if (row.revoked) continue;
    const auto credential = TRY(transaction->find(row.id));
    must(credential.has_value());
    const std::string text = TRY(ledger.open_text(*credential));
    const std::string path = folder + "/" + file_name_of(row.id);
    // A second run writes what the first one did not; syncing thousands of files again takes
    // minutes.
    if (const auto there = host::read_file(path, text.size()); there && *there == text) continue;
    TRY(host::write_file(path, as_bytes(text), {.mode = 0600, .overwrite = true}));
  }
  return {};
}

}  // namespace credenza::issuer
