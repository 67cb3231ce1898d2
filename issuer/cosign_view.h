// What the verbs of `cosign` share: drafts from files, the keys of the others, and the table that
// people read.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "did/did.h"
#include "host/http_client.h"
#include "issuer/commands.h"
#include "issuer/cosign.h"
#include "verify/verify.h"

namespace credenza::issuer {

/// @error as host::read_file(); as Draft::parse(), with `where` "draft <pointer>" or "draft
/// version"
[[nodiscard]] Result<Draft> read_draft(const std::string& path);

/// Keys and lists of others, from copies in folders or from the network.
class Others {
 public:
  explicit Others(bool offline);
  /// Takes in every *.json of `folder` that is a DID document or a status list.
  /// @error as host::list_files()
  [[nodiscard]] Status load(const std::string& folder);
  [[nodiscard]] cid::MethodResolver& methods() noexcept { return methods_; }
  /// What verify() needs of the world; the issuer is not judged.
  [[nodiscard]] verify::Ports ports() noexcept {
    return {methods_, statuses_, nullptr, &statements_};
  }

 private:
  host::HttpFetcher fetcher_;
  did::Resolver methods_;
  verify::StatusLists statuses_;
  verify::Statements statements_;
};

/// The recognition that the Accreditation in a file gives for records of `type`.
/// @error as accept_accreditation(), host::read_file()
[[nodiscard]] Result<Recognition> read_accreditation(const std::string& path, const Config& config,
                                                     std::string_view type, Others& others,
                                                     Instant now);

/// What a draft is, who it is for, and for whose signature it waits: one line.
[[nodiscard]] Sentence headline(const Draft& draft);

/// The table of check_draft(), a line for each thing, safe for a terminal.
[[nodiscard]] std::string render(const CosignReport& report, host::Language language);
[[nodiscard]] Json to_json(const CosignReport& report);

}  // namespace credenza::issuer
