// `cosign start`: a class list becomes drafts, whole documents that nobody has signed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "issuer/cosign.h"
#include "issuer/row_check.h"
#include "issuer/template.h"

namespace credenza::issuer {

/// The credential of `record` at its place, without proofs.
/// @param valid_from  used where the record says nothing of it
/// @error as open_badges::check_strictly(), vcdm::Credential::read() of what came out
[[nodiscard]] Result<Json> make_document(const learning_record::LearningRecord& record,
                                         const DocumentPlace& place, Instant valid_from);

struct StartInput {
  const Template& form;
  std::string_view list;     ///< the CSV text
  const Config& config;      ///< of who will issue; from a file of places, only its organisation
  std::string_view starter;  ///< DID of who makes the drafts; may be the issuer
  const std::vector<learning_record::Evidence>& evidence;  ///< put into every document
  FurtherCheck further;                                    ///< beyond the record itself
  Instant now;
};

/// A document to be made.
struct PlannedDocument {
  learning_record::LearningRecord record;
  std::string identity;  ///< of the rows that it was made from: equal for equal ones
};

struct StartPlan {
  std::vector<PlannedDocument> documents;
  std::vector<RowFinding> findings;  ///< warnings among them
  /// Whether nothing stands in the way.
  [[nodiscard]] bool is_sound() const noexcept;
};

/// Pours the list into the template and judges its rows as `lint` does. Findings about a file that
/// is no table stand in row 0.
[[nodiscard]] StartPlan plan_drafts(const StartInput& input, Random& random);

/// A configuration whose organisation is that of a file of places.
[[nodiscard]] Config config_of(const learning_record::Organisation& issuer);

/// The draft with `name` as the person who signs for `did`. It is part of the document, so it can
/// be set only as long as nobody else has signed that; a proof of `did` itself is taken out.
/// @error conflict  at "--name": somebody has signed the document with another name in it
/// @error as Draft::start()
[[nodiscard]] Result<Draft> with_signatory(const Draft& draft, const std::string& did,
                                           const std::string& name);

}  // namespace credenza::issuer
