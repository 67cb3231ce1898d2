// Imported trust lists as `trust list` and `trust import` show them.
#pragma once

#include <cstdint>
#include <string>

#include "host/arguments.h"
#include "host/files.h"
#include "trust_list/trust_list.h"
#include "verifier/trust_store.h"

namespace credenza::verifier {

/// Whether a list answers now.
enum class ListState : std::uint8_t {
  counts,
  ended,      ///< those on it only could not be determined
  no_keeper,  ///< its keeper is no longer pinned: it does not count
};

[[nodiscard]] ListState state_of(const trust_list::TrustList& list, const TrustStore& own,
                                 Instant now);

[[nodiscard]] Json to_json(const trust_list::Contents& contents, ListState state);
[[nodiscard]] std::string list_text(const trust_list::Contents& contents, ListState state,
                                    host::Language language);

/// The only writer of the reader's lists. Makes the home.
/// @error conflict, unavailable  as host::FileLock::acquire()
[[nodiscard]] Result<host::FileLock> lock_trust(const std::string& home);
/// Tells that they are in use; the exit code.
[[nodiscard]] int report_lock_error(const Error& error, const host::CommonOptions& common);

}  // namespace credenza::verifier
