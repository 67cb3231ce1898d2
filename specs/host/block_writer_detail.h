// How a long file is written beside the thread that makes it.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "base/result.h"

namespace credenza::host::detail {

/// Writes a file from its beginning in blocks of two megabytes. A file of one block is written when
/// it is finished; for a longer one a thread writes full blocks while others are being filled, past
/// the page cache where the file system can do that (O_DIRECT): what is written once and not read
/// again need not be copied, and has to be on the disk at the end in any case.
class BlockWriter {
 public:
  /// @param descriptor  of an empty file, open for writing; outlives this
  BlockWriter(int descriptor, std::string path);
  BlockWriter(const BlockWriter&) = delete;
  BlockWriter& operator=(const BlockWriter&) = delete;
  BlockWriter(BlockWriter&&) = delete;
  BlockWriter& operator=(BlockWriter&&) = delete;
  /// What was not written by then is not written.
  ~BlockWriter();

  /// @error unavailable  disk full; perhaps only with a later call
  [[nodiscard]] Status append(std::string_view text);
  /// Everything was handed to the system when this is done; syncing is for the caller. Nothing can
  /// be appended behind it.
  /// @error unavailable  disk full
  [[nodiscard]] Status finish();

 private:
  struct Free {
    void operator()(char* block) const noexcept { std::free(block); }
  };
  using Block = std::unique_ptr<char, Free>;
  [[nodiscard]] static Block make_block(std::size_t alignment);
  /// One for a long file. A short one does not touch all of its only block.
  [[nodiscard]] static Block make_large_block();
  /// Gives the block that is full to the thread, and takes one to fill: a new one as long as there
  /// are few, so that whoever writes much at once need not wait for the disk.
  [[nodiscard]] Status hand_over();
  void run();
  /// Writes at `at_`.
  [[nodiscard]] Status put(std::string_view text);
  void set_direct(bool direct) noexcept;

  const int descriptor_;
  const std::string path_;
  Block filling_;
  std::size_t filled_ = 0;
  std::thread thread_;
  // Of the thread while it runs.
  std::uint64_t at_ = 0;
  bool direct_ = false;

  std::mutex mutex_;
  std::condition_variable changed_;
  // Guarded by mutex_.
  std::deque<Block> full_;    ///< to be written, in this order
  std::vector<Block> empty_;  ///< that were written
  std::size_t blocks_ = 1;    ///< that there are: those, the one in writing, the one in filling
  bool ending_ = false;
  std::optional<Error> error_;
};

}  // namespace credenza::host::detail
