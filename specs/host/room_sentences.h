// What the rooms of keys, tokens and DIDs say, in Dutch: in the tables of every program
// (host/sentences.h). Inside `host`.
#pragma once

#include <span>

#include "host/terminal.h"

namespace credenza::host::detail {

/// Of `crypto`, `jose`, `cid`, `did`, `vcdm`, `sd_jwt`, `sd_jwt_vc`, `vc_jose`, `deflate` and
/// `token_status_list`.
[[nodiscard]] std::span<const Text> dutch_room_sentences() noexcept;

}  // namespace credenza::host::detail
