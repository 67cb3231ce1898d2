// DEFLATE data as an attacker makes it: in pieces that can be repeated.
#pragma once

#include <catch2/catch.hpp>
#include <zlib.h>

#include "base/bytes.h"

namespace credenza::test {

/// DEFLATE of `bytes`. With Z_FULL_FLUSH it ends on a byte and refers to nothing before it, so that
/// it can be repeated.
inline Bytes deflated(const Bytes& bytes, int flush) {
  z_stream stream{};
  REQUIRE(deflateInit2(&stream, 9, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) == Z_OK);
  Bytes out(deflateBound(&stream, static_cast<uLong>(bytes.size())) + 64);
  stream.next_in = const_cast<Bytef*>(bytes.data());
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = out.data();
  stream.avail_out = static_cast<uInt>(out.size());
  REQUIRE(deflate(&stream, flush) == (flush == Z_FINISH ? Z_STREAM_END : Z_OK));
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

}  // namespace credenza::test
