// Verify: bytes → format → proof → validity → holder → status → schema → trust → record → Report.
//
// Where the formats meet. The wallet checks with it what it receives, the issuer what it has just
// signed, the verifier what it is shown; they differ in policy only. Nothing behind the proof is
// looked at before the proof holds.
//
// A key that is not among those of its owner makes a forgery, except where what is known of those
// keys is older than the proof says it is itself: the owner may have a new key, and then nobody can
// tell. Known are the keys until
//   a week ago           of a document from its owner's address: so long publishing may take
//   the newest signature  of the owner's in the same folder, of a copy; without one: not known
//   for ever             of did:key and did:jwk
// When a proof was made is its own word, so whoever forges one can have "could not be determined"
// for it, as they can with any signature that is not read here; never more than that.
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/copies.h"
#include "base/instant.h"
#include "base/ports.h"
#include "cid/cid.h"
#include "did/did.h"
#include "status_list/status_list.h"
#include "token_status_list/token_status_list.h"
#include "verify/report.h"
#include "verify/statements.h"
#include "verify/trust_anchors.h"

namespace credenza::verify {

class Trust;

/// What a status list says of one credential.
struct StatusValue {
  unsigned value = 0;
  std::optional<Instant> as_of;  ///< when the list begins
  std::optional<Instant> ended;  ///< when the list ended, if it has: then `value` is the past's
  std::optional<std::chrono::year_month_day> replaced_on;  ///< of a list of purpose "refresh"
  /// How old the copy is that `value` is from and how old it may be, if it is older than that.
  struct Old {
    std::chrono::seconds age;
    std::chrono::seconds limit;
  };
  std::optional<Old> old_copy{};
};

/// Status lists that were fetched and verified, kept for as long as this lives (one run of a
/// program).
class StatusLists {
 public:
  /// Both outlive this.
  StatusLists(Fetcher& fetcher, cid::MethodResolver& methods) noexcept;
  ~StatusLists();

  /// A copy of a list that stands in for the network, under its own `id`. It is verified when first
  /// used. A list that could not be had so far is looked for again.
  /// @error malformed, missing  not a credential with an id
  [[nodiscard]] Status add_document(std::string text);
  /// The same of a token status list, under what it says of where it lies (`sub`).
  /// @error malformed, missing, …  as token_status_list::StatusListToken::parse(); no `sub`
  [[nodiscard]] Status add_token(std::string text);

  /// Copies that are looked up when a list is asked for, and go before those that were handed in
  /// and before the network; one that is too old only where nothing else can be had (see
  /// StatusValue::old_copy). `copies` outlives this.
  void use(const Copies& copies) noexcept { kept_ = &copies; }

  /// When the newest of the copies begins that `issuer` signed with a key that is known here and in
  /// use: as new is a folder of copies at least. Nothing when there is none.
  [[nodiscard]] std::optional<Instant> newest_copy(std::string_view issuer, Instant now) const;

  /// The value at `reference`, whose credential was issued by `issuer`. Whoever asks has to look at
  /// `ended` too.
  /// @error unavailable, forbidden, not_found  the list could not be had
  /// @error bad_signature, mismatch, malformed, missing, unsupported, out_of_range, …
  ///        the list does not verify, is by another issuer, has another purpose, or is too short
  [[nodiscard]] Result<StatusValue> value(const status_list::Reference& reference,
                                          std::string_view issuer, Instant now);
  /// The same for a place in a token status list (draft-ietf-oauth-status-list-20 §8.3), of a token
  /// that was issued by `issuer`.
  /// @error as above; expired  the list holds no longer
  [[nodiscard]] Result<StatusValue> value(const token_status_list::Reference& reference,
                                          std::string_view issuer, Instant now);

 private:
  struct Entry;
  struct TokenList;
  struct Text;
  [[nodiscard]] Result<Text> text_at(std::string_view uri, std::string_view accept);
  [[nodiscard]] Result<const TokenList*> token_list(std::string_view uri, Instant now);
  [[nodiscard]] Result<const Entry*> entry(const status_list::Reference& reference, Instant now);
  Fetcher& fetcher_;
  cid::MethodResolver& methods_;
  const Copies* kept_ = nullptr;
  std::map<std::string, std::string, std::less<>> copies_;
  std::map<std::string, Result<std::unique_ptr<Entry>>, std::less<>> entries_;
  std::map<std::string, Result<std::unique_ptr<TokenList>>, std::less<>> token_lists_;
};

/// Takes in a copy of something that an issuer publishes, so that it need not be fetched: a DID
/// document, a status list credential, a token status list, a statement, a trust list or an
/// accreditation, whatever `text` is.
/// @param trust  null: trust lists and accreditations are of no use here, and passed over
/// @error malformed, missing, mismatch, out_of_range  none of these, or not readable as such
[[nodiscard]] Status add_published(std::string text, did::Resolver& methods, StatusLists& statuses,
                                   Statements& statements, Trust* trust = nullptr);

/// What the reader asks for. The defaults are those of an employer who looks at one document.
struct Policy {
  std::string name = "default";
  bool ignore_trust = false;  ///< the wallet's: shows the issuer, judges it not
  /// The reader asked for a presentation with this nonce and for this audience; without either, a
  /// bare credential will do.
  std::optional<std::string> nonce;
  std::optional<std::string> audience;
  bool require_holder_binding = false;
  std::chrono::seconds clock_skew{300};
  /// How old a status list may be; without, as old as it says itself.
  std::optional<std::chrono::seconds> status_max_age{};
  bool digests = false;  ///< fills CredentialReport::digest, for compare_targets()
  /// `now` is a moment of the past that was asked about, and this is the present: what has expired
  /// since is told, and held against nothing.
  std::optional<Instant> today{};
};

/// What verification needs of the world; all outlive the call.
struct Ports {
  cid::MethodResolver& methods;
  StatusLists& statuses;
  const TrustAnchors* anchors;  ///< null only with Policy::ignore_trust
  /// Null: nobody confirms what a stolen key signed, and no successor is known.
  Statements* statements = nullptr;
  /// Why `now` may be wrong; null where nothing says so. Then whether something is valid now could
  /// not be determined, unless it has expired whatever the time is.
  const Error* clock_problem = nullptr;
};

struct Limits {
  std::size_t max_bytes = std::size_t{4} << 20;
  std::size_t max_depth = 64;
  std::size_t max_credentials = 64;  ///< in one presentation
};

/// The format of `input`, by its syntax: a JSON object with the type of a credential or of a
/// presentation; "a.b.c"; "a.b.c~…"; an object with "payload" and "signatures". Anything else is
/// unknown.
[[nodiscard]] Format detect(std::string_view input, const Limits& limits = {});

/// Verifies a credential, or a presentation and the credentials in it. Always a report: bytes that
/// are no credential give one whose format check failed.
[[nodiscard]] Report verify(std::string_view input, const Policy& policy, const Ports& ports,
                            Instant now, const Limits& limits = {});

/// Holds every endorsement in `report`, which may have come of several files, against the
/// credentials in it. The check `target` of each: passed when the credential that it names by its
/// digest is there, whatever the verdict on that one; failed when one of that id is there with
/// another digest; else not applicable. Needs Policy::digests.
void compare_targets(Report& report);

/// The name by which one credential points at another: SHA-256, hexadecimal, of the canonical text
/// (RFC 8785) of a secured credential, proof included.
/// @error out_of_range  as jcs::canonicalize()
[[nodiscard]] Result<std::string> credential_digest(json::Cursor secured);

}  // namespace credenza::verify
