// DEFLATE data in the two frames that status lists come in: GZIP (RFC 1952) and ZLIB (RFC 1950).
//
// Expanding is bounded by its caller, because a few bytes can ask for gigabytes.
#pragma once

#include <cstddef>

#include "base/bytes.h"
#include "base/result.h"

namespace credenza::deflate {

/// One GZIP member without name or time: the same bytes give the same bytes.
[[nodiscard]] Bytes to_gzip(ByteView bytes);

/// ZLIB data; the same bytes give the same bytes. Matches are only looked for in runs of one byte
/// (zlib's Z_RLE), which is what sparse lists are made of: as small as the highest level for them,
/// in a hundredth of the time.
[[nodiscard]] Bytes to_zlib(ByteView bytes);

/// Expands exactly one GZIP member; its checksum and length are checked. Memory follows what
/// is really there, at most a small multiple of `max_bytes`, whatever the input claims.
/// @error malformed     not GZIP, damaged, cut short, or followed by anything
/// @error out_of_range  more than `max_bytes`
[[nodiscard]] Result<Bytes> from_gzip(ByteView bytes, std::size_t max_bytes);

/// Expands ZLIB data, as from_gzip() does GZIP. What needs a preset dictionary is malformed.
/// @error malformed, out_of_range  as from_gzip()
[[nodiscard]] Result<Bytes> from_zlib(ByteView bytes, std::size_t max_bytes);

/// The longest data in either frame that can expand to `max_bytes`: what cannot be compressed grows
/// by 5 bytes for each block, a header and a trailer. Longer data need not be looked at.
[[nodiscard]] std::size_t longest_for(std::size_t max_bytes) noexcept;

}  // namespace credenza::deflate
