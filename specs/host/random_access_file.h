// A file of which pieces are read where they lie, without the rest.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "base/result.h"

namespace credenza::host {

/// A regular file that stays open, so that a newer one put in its place does not mix with it. Not
/// mapped into memory: what was read stays as it was read, and a file that shrinks is an error.
class RandomAccessFile {
 public:
  /// @error not_found    no such file
  /// @error unavailable  cannot be read: a folder, a pipe, no permission
  [[nodiscard]] static Result<RandomAccessFile> open(const std::string& path);
  RandomAccessFile(RandomAccessFile&& other) noexcept;
  RandomAccessFile& operator=(RandomAccessFile&& other) noexcept;
  ~RandomAccessFile();

  /// How long it was when it was opened.
  [[nodiscard]] std::uint64_t size() const noexcept { return size_; }
  /// The `length` bytes at `offset`.
  /// @error out_of_range  the file ends before
  /// @error unavailable   a disk error
  [[nodiscard]] Result<std::string> read(std::uint64_t offset, std::size_t length) const;

 private:
  RandomAccessFile(int descriptor, std::uint64_t size, std::string path) noexcept;
  int descriptor_ = -1;
  std::uint64_t size_ = 0;
  std::string path_;
};

}  // namespace credenza::host
