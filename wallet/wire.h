// The bytes inside sealed and unsealed blobs: big-endian numbers and counted strings.
#pragma once

#include <cstddef>
#include <cstdint>

#include "base/bytes.h"
#include "base/result.h"

namespace credenza::wallet {

/// Appends to a byte string.
class Writer {
 public:
  void number(std::uint64_t value, std::size_t bytes);
  void raw(ByteView bytes) { out_.insert(out_.end(), bytes.begin(), bytes.end()); }
  [[nodiscard]] const Bytes& bytes() const noexcept { return out_; }
  [[nodiscard]] Bytes take() && { return std::move(out_); }

 private:
  Bytes out_;
};

/// Reads from the front of `bytes`, which outlive it. `where` names the blob in errors.
class Reader {
 public:
  Reader(ByteView bytes, const char* where) noexcept : left_(bytes), where_(where) {}

  /// A number of `bytes` bytes, at most 8.
  /// @error malformed  not so many bytes left
  [[nodiscard]] Result<std::uint64_t> number(std::size_t bytes);
  /// @error malformed  not so many bytes left
  [[nodiscard]] Result<ByteView> raw(std::size_t bytes);
  /// @error malformed  something is left
  [[nodiscard]] Status end() const;
  [[nodiscard]] std::size_t left() const noexcept { return left_.size(); }

 private:
  ByteView left_;
  const char* where_;
};

}  // namespace credenza::wallet
