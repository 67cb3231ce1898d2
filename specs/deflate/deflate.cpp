#include "deflate/deflate.h"

#include <algorithm>
#include <array>
#include <limits>
#include <string>

#include <zlib.h>

namespace credenza::deflate {
namespace {

constexpr int k_zlib_window = MAX_WBITS;
constexpr int k_gzip_window = MAX_WBITS + 16;  // zlib's way to ask for GZIP and nothing else
constexpr int k_memory_level = 8;              // zlib's default
constexpr int k_unix = 3;  // RFC 1952 §2.3.1, OS; fixed, so that output does not tell
constexpr std::size_t k_chunk = 65536;

/// zlib's state, ended on every way out.
class Inflater {
 public:
  explicit Inflater(int window) { must(inflateInit2(&stream_, window) == Z_OK); }
  ~Inflater() { inflateEnd(&stream_); }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;
  Inflater(Inflater&&) = delete;
  Inflater& operator=(Inflater&&) = delete;
  [[nodiscard]] z_stream& stream() noexcept { return stream_; }

 private:
  z_stream stream_{};
};

Bytes compress(ByteView bytes, int window, int strategy) {
  must(bytes.size() <= std::numeric_limits<uInt>::max() / 2);
  z_stream stream{};
  must(deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, window, k_memory_level, strategy) ==
       Z_OK);
  gz_header header{};
  header.os = k_unix;
  if (window == k_gzip_window) must(deflateSetHeader(&stream, &header) == Z_OK);
  Bytes out(deflateBound(&stream, static_cast<uLong>(bytes.size())));
  stream.next_in = const_cast<Bytef*>(bytes.data());  // zlib does not write to it
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = out.data();
  stream.avail_out = static_cast<uInt>(out.size());
  must(::deflate(&stream, Z_FINISH) == Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

Error not_intact(const std::string& format, bool cut_short) {
  return fail(
      Code::malformed, "",
      cut_short ? "the " + format + " data is cut short" : "not intact " + format + " data");
}

Result<Bytes> expand(ByteView bytes, int window, std::size_t max_bytes, const char* format) {
  if (bytes.size() > std::numeric_limits<uInt>::max()) {
    return fail(Code::out_of_range, "", "too long to be expanded");
  }
  Inflater inflater(window);
  z_stream& stream = inflater.stream();
  stream.next_in = const_cast<Bytef*>(bytes.data());  // zlib does not write to it
  stream.avail_in = static_cast<uInt>(bytes.size());
  Bytes out;
  std::array<std::uint8_t, k_chunk> chunk{};
  int state = Z_OK;
  while (state == Z_OK) {
    stream.next_out = chunk.data();
    stream.avail_out = static_cast<uInt>(chunk.size());
    state = inflate(&stream, Z_NO_FLUSH);
    const std::size_t size = chunk.size() - stream.avail_out;
    if (size > max_bytes - out.size()) {
      return fail(Code::out_of_range, "",
                  "expands to more than " + std::to_string(max_bytes) + " bytes, the limit here");
    }
    out.insert(out.end(), chunk.begin(), chunk.begin() + static_cast<std::ptrdiff_t>(size));
  }
  if (state != Z_STREAM_END) return not_intact(format, state == Z_BUF_ERROR);
  if (stream.avail_in != 0) {
    return fail(Code::malformed, "", "something follows the " + std::string(format) + " data");
  }
  return out;
}

}  // namespace

Bytes to_gzip(ByteView bytes) {
  return compress(bytes, k_gzip_window, Z_DEFAULT_STRATEGY);
}

Bytes to_zlib(ByteView bytes) {
  return compress(bytes, k_zlib_window, Z_RLE);
}

Result<Bytes> from_gzip(ByteView bytes, std::size_t max_bytes) {
  return expand(bytes, k_gzip_window, max_bytes, "GZIP");
}

Result<Bytes> from_zlib(ByteView bytes, std::size_t max_bytes) {
  return expand(bytes, k_zlib_window, max_bytes, "ZLIB");
}

std::size_t longest_for(std::size_t max_bytes) noexcept {
  constexpr std::size_t k_frame = 1024;
  return max_bytes + max_bytes / 1024 + k_frame;
}

}  // namespace credenza::deflate
