// From a learning record to the credential that says it, the general way: what bulk issuing is
// compared with, and what makes credentials one by one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "issuer/config.h"
#include "issuer/entry.h"
#include "learning_record/learning_record.h"
#include "open_badges/open_badges.h"

namespace credenza::issuer {

/// What a credential needs beside its record.
struct Naming {
  std::string id;  ///< URN
  StatusPlace place;
  Instant issued;
};

/// Reads the JSON form of a record that a template gave: where nobody says who awards it, the
/// issuer does; whoever does, the issuer signs for it.
/// @error as learning_record::from_json()
[[nodiscard]] Result<learning_record::LearningRecord> read_own_record(const Json& value,
                                                                      const Config& config);

/// What a day makes wrong, whatever the record says: awarded after today (in Europe/Amsterdam),
/// over before it is issued. A draft that waits for others can be of a later day.
[[nodiscard]] std::vector<Error> check_days(const learning_record::LearningRecord& record,
                                            Instant now);

/// What is wrong with the credential that a record would give, check_days() among it; empty when
/// all is well.
/// @param losses  when not null: what the credential cannot say of the record
[[nodiscard]] std::vector<Error> check_making(const learning_record::LearningRecord& record,
                                              const Config& config, Instant now,
                                              std::vector<open_badges::Loss>* losses = nullptr);

/// The credential in canonical form (RFC 8785), ready to be signed, with its entries in the lists
/// of all purposes.
/// @error malformed, out_of_range  the record has a text that is no UTF-8, or a number that
/// canonical JSON cannot carry
[[nodiscard]] Result<json::Document> make_unsigned(const learning_record::LearningRecord& record,
                                                   const Naming& naming, const Config& config);

}  // namespace credenza::issuer
