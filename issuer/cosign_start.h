// `cosign start`: a class list becomes drafts, whole documents that nobody has signed.
#pragma once

#include <string>
#include <vector>

#include "issuer/batch.h"
#include "issuer/cosign.h"
#include "issuer/template.h"

namespace credenza::issuer {

/// The credential of `record` at its place, without proofs.
/// @param valid_from  used where the record says nothing of it
/// @error as open_badges::check_strictly(), vcdm::Credential::read() of what came out
[[nodiscard]] Result<Json> make_document(const learning_record::LearningRecord& record,
                                         const DocumentPlace& place, Instant valid_from);

struct StartInput {
  const Template& form;
  const CsvTable& table;
  const learning_record::Organisation& issuer;   ///< who will issue
  const learning_record::Organisation& starter;  ///< who makes the drafts; may be the issuer
  const std::vector<learning_record::Evidence>& evidence;  ///< put into every document
  const std::vector<Recognition>& recognised;
};

/// A document to be made.
struct PlannedDocument {
  learning_record::LearningRecord record;
  Json values;  ///< of the rows that it was made from: equal for equal ones
};

struct StartPlan {
  std::vector<PlannedDocument> documents;
  std::vector<RowFinding> findings;  ///< what stands in the way; with one, nothing is made
  std::vector<RowFinding> warnings;
};

/// Pours the list into the template and checks every record, recognition included: of a company
/// that is not known here only warned, because the school may know it.
[[nodiscard]] StartPlan plan_drafts(const StartInput& input);

/// The draft with `name` as the person who signs for `did`. It is part of the document, so it can
/// be set only as long as nobody else has signed that; a proof of `did` itself is taken out.
/// @error conflict  at "--name": somebody has signed the document with another name in it
/// @error as Draft::start()
[[nodiscard]] Result<Draft> with_signatory(const Draft& draft, const std::string& did,
                                           const std::string& name);

}  // namespace credenza::issuer
