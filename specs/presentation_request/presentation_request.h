// What a verifier asks for, as a file: docs/request_format.md.
//
//   text ── parse ──► Document ── read ──► Request ── to_json ──► the same
//   Document ── identity ──► who asks: proved, or as it calls itself
//
// A verifier writes such files, a wallet reads them; neither is trusted by the other.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/json.h"
#include "base/json_value.h"
#include "cid/cid.h"
#include "learning_record/learning_record.h"

namespace credenza::presentation_request {

inline constexpr std::string_view k_schema = "credenza.verifier.request/1";
inline constexpr std::size_t k_max_bytes = std::size_t{64} << 10;
inline constexpr std::size_t k_max_credentials = 16;
inline constexpr std::size_t k_max_names = 32;  ///< types, issuers, claims of one credential
inline constexpr std::size_t k_max_text_bytes = 200;
inline constexpr std::size_t k_max_identifier_bytes = 1024;

struct Verifier {
  std::string name;  ///< as it calls itself
  std::string id;    ///< a DID; empty: it names none

  friend bool operator==(const Verifier&, const Verifier&) = default;
};

/// A part of a credential, by the word with which wallets show and hide it: "birth-date".
struct AskedClaim {
  std::string claim;
  bool needed = false;  ///< the purpose cannot do without

  friend bool operator==(const AskedClaim&, const AskedClaim&) = default;
};

struct AskedCredential {
  std::string id;                    ///< of this wish, within the request
  std::vector<std::string> types;    ///< one of these will do; at least one
  std::vector<std::string> issuers;  ///< one of these DIDs; empty: anybody
  std::vector<AskedClaim> claims;

  friend bool operator==(const AskedCredential&, const AskedCredential&) = default;
};

struct Request {
  std::string id;
  Verifier verifier;
  learning_record::LanguageMap purpose;
  std::string audience;  ///< for whom the presentation has to be made
  std::string nonce;
  Instant until{};  ///< the last second in which it can be answered, and the answer be used
  std::vector<AskedCredential> credentials;

  friend bool operator==(const Request&, const Request&) = default;
};

/// The JSON of a request, unread.
/// @error malformed, out_of_range  as json::Document::parse(), within k_max_bytes
[[nodiscard]] Result<json::Document> parse(std::string_view text);

/// Reads a request. `where` is the JSON Pointer of what is wrong.
/// @error unsupported   another schema; a member that the format does not have
/// @error missing       a member
/// @error malformed     a member of another form: no text of one line, no DID, no instant
/// @error out_of_range  nothing or too many where some are to stand
/// @error conflict      one id, type, issuer or claim twice
[[nodiscard]] Result<Request> read(json::Cursor root);

/// The request without a proof. data_integrity::add_proof() with the purpose assertionMethod signs
/// it.
[[nodiscard]] Json to_json(const Request& request);

/// @error expired  at "/until": `now` is behind it
[[nodiscard]] Status check_time(const Request& request, Instant now);

/// What is known of who asks.
struct Identity {
  bool is_verified = false;  ///< the document is signed by a key of verifier.id
  Error reason{};            ///< where it is not: `missing` (unsigned), or why it could not be told
};

/// Who signed the request in `document`, which read() took. A signature that does not hold is a
/// changed or a forged request; one whose key cannot be had leaves it unknown who asks.
/// @error bad_signature, mismatch, malformed, expired  the proof does not hold, or is not of
/// verifier.id; `where` is "/proof"
[[nodiscard]] Result<Identity> identity(const json::Document& document, const Request& request,
                                        cid::MethodResolver& resolver, Instant now);

}  // namespace credenza::presentation_request
