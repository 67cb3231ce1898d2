// issuer.toml: who the issuer is and how it publishes. Nothing in it is secret.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "issuer/recognition.h"
#include "learning_record/learning_record.h"

namespace credenza::issuer {

/// Whose Accreditation credentials are believed.
struct Accreditor {
  std::string name;
  std::string did;

  friend bool operator==(const Accreditor&, const Accreditor&) = default;
};

struct Config {
  std::string name;
  std::string url;      ///< where its pages are published; ends in '/'
  std::string did;      ///< the did:web of that address
  std::string country;  ///< ISO 3166-1 alpha-2
  std::vector<learning_record::Identifier> identifiers;
  std::string signing_key = "key-ed25519";
  std::string store = "ledger.sqlite";  ///< a file in the home
  std::chrono::days list_valid{7};      ///< how long a published status list holds
  std::chrono::minutes list_ttl{60};    ///< how long a reader may keep it
  int resign_percent = 50;              ///< of its validity, after which a list is signed anew
  bool token_lists = false;             ///< publish token status lists beside the others
  std::vector<Recognition> recognised;  ///< who may sign beside the issuer
  std::vector<Accreditor> accreditors;

  /// The issuer as the awarding body of what it issues.
  [[nodiscard]] learning_record::Organisation as_organisation() const;
  /// The address of a status list: ".../status/revocation-1.json".
  [[nodiscard]] std::string status_list_url(std::string_view purpose, unsigned number) const;
  /// The address of a token status list: ".../status/tokens-1.jwt". It has the places of the lists
  /// of this number.
  [[nodiscard]] std::string token_list_url(unsigned number) const;
  /// The type of an SD-JWT VC of this issuer: ".../credentials/MicroCredential".
  [[nodiscard]] std::string vct(std::string_view record_type) const;
};

/// A configuration for a new issuer.
/// @param url  https, or http://localhost for trials
/// @error malformed  `where` is "--url": no URL, or one that no did:web can have
[[nodiscard]] Result<Config> make_config(std::string_view name, std::string_view url,
                                         std::string_view country);

/// @error malformed    not TOML, or a member of the wrong form; `where` is "issuer.toml, line 3" or
///                     "issuer.toml, status.valid_days"
/// @error missing      a member that has to be there
/// @error unsupported  at "version": made by a newer version; else a member that is not known
[[nodiscard]] Result<Config> parse_config(std::string_view text);

/// What parse_config() reads, with a word of explanation.
[[nodiscard]] std::string to_toml(const Config& config);

}  // namespace credenza::issuer
