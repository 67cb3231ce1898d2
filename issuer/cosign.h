// Documents that a company and a school sign together.
//
//   template + class list + places ── start_drafts ──► drafts        (company or school)
//   draft + key ── Draft::sign ──► the company's proof               (company)
//   draft ── check_draft ──► what stands in the way of issuing       (anybody; fully at the school)
//   draft + ledger ── issue_draft ──► the credential                 (school)
//
// The company signs first and the school last, both the same document. Why the document has its
// place in the school's status lists before that: docs/adr/0016-two-signers.md.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cid/cid.h"
#include "issuer/cosign_book.h"
#include "issuer/dossier.h"
#include "issuer/draft.h"
#include "issuer/home.h"
#include "issuer/keys.h"
#include "issuer/place_file.h"
#include "issuer/recognition.h"
#include "issuer/words.h"

namespace credenza::issuer {

/// One thing that was looked at.
struct CosignLine {
  enum class Outcome : std::uint8_t {
    passed,        ///< as it has to be
    told,          ///< shown, not judged
    missing,       ///< still to come
    refused,       ///< genuine, and stands in the way
    rejected,      ///< the content is wrong
    undetermined,  ///< could not be found out
    not_genuine,   ///< a signature does not hold
  };
  std::string name;  ///< "signature", "trainer", "work_processes", …: for scripts
  Sentence label;    ///< what people call it
  Outcome outcome = Outcome::told;
  Sentence text;
};

/// "passed", "told", …: for --json.
[[nodiscard]] std::string_view to_string(CosignLine::Outcome outcome) noexcept;

struct CosignReport {
  std::vector<CosignLine> lines;

  /// Whether nothing stands in the way of the issuer.
  [[nodiscard]] bool is_ready() const noexcept { return exit() == 0; }
  /// 0; else the worst of 3 (a signature does not hold), 7 (could not be determined), 9 (the
  /// content is wrong) and 6 (a signature is missing, refused, or not recognised).
  [[nodiscard]] int exit() const noexcept;
};

/// What is wrong with what a document says, whoever signs it: a line for each finding.
[[nodiscard]] CosignReport check_content(const learning_record::LearningRecord& record);

/// What a draft is checked against.
struct CosignView {
  const Draft& draft;
  const Config& config;  ///< of the home that looks
  const std::vector<Recognition>& recognised;
  const std::optional<Dossier>& dossier;  ///< of the record's qualification
  bool allow_unknown_dossier = false;
  const std::optional<CosignEntry>& entry;  ///< of the home's ledger; nothing: not looked into
  cid::MethodResolver& methods;
  Instant now;
};

/// Looks at everything that has to be right before the issuer signs. Of somebody else's document
/// (the home is not its issuer's) recognition, dossier and place are not judged.
[[nodiscard]] CosignReport check_draft(const CosignView& view);

/// What a school issues with.
struct CosignIssue {
  const Draft& draft;  ///< check_draft() says that it is ready
  const Home& home;
  const Secrets& secrets;
  Store& store;
  cid::MethodResolver& methods;  ///< finds the keys of the others
  std::string name;              ///< of the person who issues; may be empty
  Instant now;
  Random& random;
};

struct IssuedDocument {
  std::string id;
  std::string text;
  bool before = false;  ///< it was issued by an earlier run
  Instant issued;
};

/// Adds the issuer's proof, looks at the result as a stranger would, and enters it: one
/// transaction. The same draft later gives the same credential.
/// @error forbidden  at "/refusal": refused here before
/// @error not_found  at "/document/id": not a place of this issuer
/// @error conflict   at "/document/id": another document was issued with this id
/// @error mismatch   at "/document/credentialStatus": not the place that was promised
/// @error internal   at "self-check": the credential would not be accepted
/// @error (store's)  nothing was issued
[[nodiscard]] Result<IssuedDocument> issue_draft(const CosignIssue& input);

}  // namespace credenza::issuer
