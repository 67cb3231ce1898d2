#include "issuer/batch.h"

#include <map>

#include "crypto/hash.h"
#include "crypto/random.h"
#include "data_integrity/data_integrity.h"
#include "host/files.h"
#include "issuer/making.h"
#include "issuer/publication.h"
#include "issuer/record_texts.h"
#include "issuer/self_check.h"
#include "issuer/status_registry.h"
#include "vcdm/vcdm.h"

namespace credenza::issuer {
namespace {

using learning_record::LearningRecord;

constexpr std::size_t k_most_findings = 1000;
/// What is wrong with the credential that a row would give, beyond its cells.
std::vector<Error> check_row(const Filled& filled, const Config& config, Instant now,
                             std::vector<open_badges::Loss>* losses) {
  const auto record = read_own_record(filled.record, config);
  if (!record) return {record.error()};
  return check_making(*record, config, now, losses);
}

CellFinding as_finding(const Template& form, const Error& error) {
  const Hole* hole = form.hole_at(error.where);
  CellFinding out = say_finding(error);
  if (hole != nullptr) out.column = hole->column;
  return out;
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
    return finding_of(Phrase::row_duplicate, {same(std::to_string(known->second))});
  }

 private:
  std::map<Bytes, std::size_t> rows_;
};

/// Where new credentials go.
struct Issuing {
  Transaction& transaction;
  StatusRegistry& registry;
  SelfCheck& self_check;
  Hash form;  ///< pseudonym of the template
  Instant now;
  Random& random;
};

/// What makes a row the one that it is.
Bytes bytes_of(const Filled& filled) {
  const auto text = json::to_text(filled.values);
  must(text.has_value());
  return to_bytes(as_bytes(*text));
}

/// Says for every row whether it was issued before, or gives it an id and a place.
Result<std::vector<IssuedRow>> allocate(const BatchInput& input, const Ledger& ledger,
                                        Transaction& transaction, StatusRegistry& registry,
                                        Random& random) {
  const Hash form = ledger.form_pseudonym(input.form.record());
  std::vector<IssuedRow> out;
  out.reserve(input.plan.rows.size());
  for (const std::size_t row : input.plan.rows) {
    const Filled filled = input.form.fill(input.table, row);
    const CredentialId id = ledger.row_id(input.form.id(), bytes_of(filled));
    const auto known = TRY(transaction.find(id));
    const std::size_t number = input.table.number(row);
    if (!known) {
      out.push_back({number, to_urn(id), registry.promise(random), false});
      continue;
    }
    const auto cohort = TRY(transaction.cohort(known->what.cohort));
    if (!cohort || cohort->form != form) {
      return fail(Code::conflict, "template",
                  "row " + std::to_string(number) + " was issued on " + format_instant(known->at) +
                      " with another template of the id " + input.form.id() +
                      "; give the changed one a new id");
    }
    const State state = known->standing.state;
    out.push_back({number, to_urn(id), known->what.place, true,
                   state == State::revoked || state == State::superseded});
  }
  return out;
}

/// Signs one row, looks at the result as a stranger would, and enters it.
Status issue_row(const BatchInput& input, const Ledger& ledger, const crypto::PrivateKey& key,
                 std::size_t position, const IssuedRow& row, const Issuing& to) {
  const Filled filled = input.form.fill(input.table, position);
  const LearningRecord record = TRY(read_own_record(filled.record, input.home.config));
  const json::Document credential =
      TRY(make_unsigned(record, {row.id, row.place, to.now}, input.home.config));
  SignedCredential entry;
  entry.text = TRY(data_integrity::add_proof(
      credential, {.verification_method = input.home.signing_method(), .created = to.now}, key));
  TRY(to.self_check.check(entry.text, to.now));
  entry.id = *from_urn(row.id);
  entry.place = row.place;
  entry.issued = to.now;
  entry.form = to.form;
  entry.template_id = input.form.id();
  entry.record = learning_record::to_json(record);
  TRY(to.registry.settle(row.place));
  TRY(enter(to.transaction, ledger, entry, to.now, to.random));
  return {};
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
  StatusRegistry registry = TRY(StatusRegistry::load(*transaction));
  std::vector<IssuedRow> rows = TRY(allocate(input, ledger, *transaction, registry, random));
  SelfCheck self_check;
  TRY(add_published(self_check, input.home, input.secrets, registry.lists(), now));
  const Issuing to{*transaction, registry, self_check, ledger.form_pseudonym(input.form.record()),
                   now,          random};
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!rows[i].before) TRY(issue_row(input, ledger, *key, input.plan.rows[i], rows[i], to));
  }
  TRY(registry.save(*transaction));
  TRY(transaction->commit());
  return rows;
}

std::string file_name_of(std::string_view id) {
  return std::string(id.substr(id.rfind(':') + 1)) + ".json";
}

Status write_credentials(const std::vector<IssuedRow>& rows, Store& store, const Ledger& ledger,
                         const std::string& folder) {
  TRY(host::make_folder(folder));
  const auto snapshot = TRY(store.look());
  LedgerReader reader(*snapshot, ledger);
  for (const IssuedRow& row : rows) {
    if (row.revoked) continue;
    const auto credential = TRY(snapshot->find(*from_urn(row.id)));
    must(credential.has_value());
    const std::string text = TRY(reader.text(*credential));
    const std::string path = folder + "/" + file_name_of(row.id);
    // A second run writes what the first one did not; syncing thousands of files again takes
    // minutes.
    if (const auto there = host::read_file(path, text.size()); there && *there == text) continue;
    TRY(host::write_file(path, as_bytes(text), {.mode = 0600, .overwrite = true}));
  }
  return {};
}

}  // namespace credenza::issuer
