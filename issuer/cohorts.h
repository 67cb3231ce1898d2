// Cohorts: rows of a class list that differ in personal members only. The canonical text of their
// credentials is made once, the general way, with marks in the places of what differs, cut at the
// marks, and put together again for every row.
//
//   Cells ── open ──► OpenCohort ── sign_row (cohort_signing.h) ──► a credential
//
// The first row of every cohort is made both ways and compared byte for byte. Where the two differ,
// and where a mark did not come through a rendering in one piece, all rows of the cohort are made
// the general way.
#pragma once

#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "crypto/hash.h"
#include "crypto/keys.h"
#include "issuer/cohort_text.h"
#include "issuer/config.h"
#include "issuer/making.h"
#include "issuer/template.h"

namespace credenza::issuer {

/// A cohort that rows are being made of.
struct OpenCohort {
  CohortContent content;
  std::vector<std::size_t> cells;  ///< of Cells::record, that fill content.members, in their order
  crypto::Digest configuration;    ///< hash of the proof's configuration
  NameParts name;                  ///< of the person
  bool shows_name = false;         ///< the document has a slot for the whole name
  crypto::RunningHash begin;       ///< of the document's first piece
  std::uint32_t number = 0;        ///< in the store; for the one who writes there

  explicit OpenCohort(crypto::HashAlgorithm hash) : begin(hash) {}
};

/// Safe to use from several threads.
class Cohorts {
 public:
  struct Signing {
    std::string method;  ///< the verification method
    crypto::KeyType key;
    Instant now;
  };
  /// Both references outlive this.
  Cohorts(const Template& form, const Config& config, Signing signing);

  [[nodiscard]] const Signing& signing() const noexcept { return signing_; }

  /// What the rows of a cohort have in common, as a text that is equal for no others.
  /// @param out  its memory is used again
  void make_key(const Cells& cells, std::string& out) const;
  /// The cohort of cells without findings. Some hundred stay open.
  /// @param key  of `cells`
  /// @error as read_own_record(), make_unsigned()
  [[nodiscard]] Result<std::shared_ptr<OpenCohort>> open(const Cells& cells,
                                                         const std::string& key);
  /// The personal members of a row, in the cohort's order; good as long as `cells`.
  static void members_of(const OpenCohort& cohort, const Cells& cells,
                         std::vector<std::string_view>& out);
  /// The credential that is signed, the general way.
  /// @error as read_own_record(), make_unsigned()
  [[nodiscard]] Result<json::Document> make_general(const Cells& cells, const Naming& naming) const;

 private:
  /// Whether the value of a cell is a text that is personal and that a credential copies.
  [[nodiscard]] bool is_slot(const Cell& cell) const noexcept;
  [[nodiscard]] Result<std::shared_ptr<OpenCohort>> compile(const Cells& cells) const;
  [[nodiscard]] Status cut(OpenCohort& cohort, const learning_record::Person& person,
                           const Cells& cells) const;
  [[nodiscard]] bool gives_the_same(const OpenCohort& cohort, const Cells& cells) const;

  const Template& form_;
  const Config& config_;
  const Signing signing_;
  std::vector<bool> slots_;  ///< by hole: whether a text in it is personal and copied

  std::mutex mutex_;
  std::list<std::string> recent_;  ///< keys; the one used last in front
  struct Known {
    std::shared_ptr<OpenCohort> cohort;
    std::list<std::string>::iterator use;
  };
  std::unordered_map<std::string, Known> open_;
};

}  // namespace credenza::issuer
