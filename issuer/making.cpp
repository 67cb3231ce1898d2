#include "issuer/making.h"

#include "issuer/status_registry.h"
#include "jcs/jcs.h"
#include "vcdm/vcdm.h"

namespace credenza::issuer {
namespace {

using learning_record::LearningRecord;

/// Stands in for the id of a credential that is only tried out.
constexpr std::string_view k_no_id = "urn:uuid:00000000-0000-4000-8000-000000000000";

}  // namespace

std::vector<Error> check_days(const LearningRecord& record, Instant now) {
  std::vector<Error> out;
  if (!record.co_signers.empty()) return out;
  const auto today = date_in_amsterdam(now);
  if (record.awarded && *record.awarded > today) {
    out.push_back(fail(Code::out_of_range, "/awarded",
                       "lies after today; correct the date, or issue it on that day"));
  }
  if (record.valid_until && *record.valid_until < now) {
    out.push_back(fail(Code::expired, "/valid_until",
                       "it ended on " + format_date(date_in_amsterdam(*record.valid_until)) +
                           " and would hold for nobody; correct the date, or take the row out"));
  }
  return out;
}

Result<LearningRecord> read_own_record(const Json& value, const Config& config) {
  const json::Document document = TRY(json::to_document(value));
  LearningRecord record = TRY(learning_record::from_json(document.root()));
  if (!value.contains("awarding_body")) record.awarding_body = config.as_organisation();
  record.awarding_body.id = config.did;
  return record;
}

std::vector<Error> check_making(const LearningRecord& record, const Config& config, Instant now,
                                std::vector<open_badges::Loss>* losses) {
  std::vector<Error> errors = learning_record::check(record);
  for (Error& error : check_days(record, now))
    errors.push_back(std::move(error));
  if (!errors.empty()) return errors;
  auto rendering = open_badges::to_credential(
      record, {.id = std::string(k_no_id), .issuer = config.did, .valid_from = now});
  if (losses != nullptr) *losses = std::move(rendering.losses);
  const auto document = json::to_document(rendering.credential);
  if (!document) return {document.error()};
  if (const auto credential = vcdm::Credential::read(document->root()); !credential)
    return {credential.error()};
  return open_badges::check_strictly(document->root());
}

Result<json::Document> make_unsigned(const LearningRecord& record, const Naming& naming,
                                     const Config& config) {
  auto rendering = open_badges::to_credential(
      record, {.id = naming.id, .issuer = config.did, .valid_from = naming.issued});
  Json& statuses = rendering.credential["credentialStatus"] = Json::array();
  for (const std::string_view purpose : k_purposes) {
    statuses.push_back(status_list::make_entry(config.status_list_url(purpose, naming.place.list),
                                               naming.place.index, purpose));
  }
  const json::Document document = TRY(json::to_document(rendering.credential));
  const std::string canonical = TRY(jcs::canonicalize(document.root()));
  return json::Document::parse(canonical);
}

}  // namespace credenza::issuer
