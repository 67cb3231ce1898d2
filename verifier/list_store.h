// Trust lists that were imported: the newest of each id, in trust_lists/ beside trust.json, byte
// for byte as they came.
//
//   file ── import_list (keeper pinned, signed by it, newer, in its period) ──► trust_lists/….json
//   trust_lists/ ── load_lists ──► verify::Trust
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "trust_list/trust_list.h"
#include "verifier/trust_store.h"

namespace credenza::verifier {

/// @param folder  the home
[[nodiscard]] std::string lists_folder(const std::string& folder);

/// All lists of the home. What is there was verified when it came, and is trusted as trust.json is.
/// @error as trust_list::TrustList::read() and host::read_file(); `where` begins with the path
[[nodiscard]] Result<std::vector<trust_list::TrustList>> load_lists(const std::string& folder);

/// A list that may be put among them.
struct NewList {
  trust_list::TrustList list;
  std::string text;
  bool is_first = false;  ///< none of this id was there
};

/// Whether `text` is a list that the reader takes; writes nothing.
/// @error as trust_list::TrustList::read()  damaged, or no list
/// @error untrusted      its keeper is not pinned as one, or no longer
/// @error bad_signature  its keeper did not sign it
/// @error unavailable    whether its keeper signed it could not be found out
/// @error expired, not_yet_valid  its period
/// @error conflict       a list of this id with the same or a higher number is there (rollback)
[[nodiscard]] Result<NewList> judge_list(std::string text, const TrustStore& own,
                                         const std::vector<trust_list::TrustList>& known,
                                         cid::MethodResolver& methods, Instant now);

/// Puts it in the place of the one before.
/// @error as host::write_file(), host::make_folder()
[[nodiscard]] Status keep_list(const std::string& folder, const NewList& list);

/// @error not_found  no list of this id
[[nodiscard]] Status remove_list(const std::string& folder, std::string_view id);

}  // namespace credenza::verifier
