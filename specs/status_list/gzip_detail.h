// GZIP (RFC 1952) with bounds. Inside `status_list`; gzip.cpp is the only place that knows zlib.
#pragma once

#include "base/bytes.h"
#include "base/result.h"

namespace credenza::status_list::detail {

/// One GZIP member without name or time: the same bytes give the same bytes.
[[nodiscard]] Bytes gzip(ByteView bytes);

/// Expands exactly one GZIP member; its checksum and length are checked. Memory follows what
/// is really there, at most a small multiple of `max_bytes`, whatever the input claims.
/// @error malformed     not GZIP, damaged, cut short, or followed by anything
/// @error out_of_range  more than `max_bytes`
[[nodiscard]] Result<Bytes> gunzip(ByteView bytes, std::size_t max_bytes);

}  // namespace credenza::status_list::detail
