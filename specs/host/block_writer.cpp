#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "host/block_writer_detail.h"
#include "host/files_detail.h"

namespace credenza::host::detail {
namespace {

/// A large page of most machines: what lies on one page is found and handed to the disk at once,
/// where two megabytes of small ones are five hundred pieces.
constexpr std::size_t k_block_bytes = std::size_t{2} << 20;
/// A group of credentials is handed out at once, and is some twelve megabytes.
constexpr std::size_t k_most_blocks = 7;
/// What O_DIRECT asks of addresses, lengths and offsets; no file system asks for more.
constexpr std::size_t k_alignment = 4096;

}  // namespace

BlockWriter::BlockWriter(int descriptor, std::string path)
    : descriptor_(descriptor), path_(std::move(path)), filling_(make_block(k_alignment)) {}

BlockWriter::~BlockWriter() {
  if (!thread_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

BlockWriter::Block BlockWriter::make_block(std::size_t alignment) {
  Block block(static_cast<char*>(std::aligned_alloc(alignment, k_block_bytes)));
  must(block != nullptr);
  return block;
}

BlockWriter::Block BlockWriter::make_large_block() {
  Block block = make_block(k_block_bytes);
  // Where there are no large pages, small ones do.
  static_cast<void>(::madvise(block.get(), k_block_bytes, MADV_HUGEPAGE));
  return block;
}

void BlockWriter::set_direct(bool direct) noexcept {
  const int flags = ::fcntl(descriptor_, F_GETFL);
  const int wanted = direct ? flags | O_DIRECT : flags & ~O_DIRECT;
  direct_ = flags >= 0 && ::fcntl(descriptor_, F_SETFL, wanted) == 0 && direct;
}

Status BlockWriter::put(std::string_view text) {
  while (!text.empty()) {
    const ssize_t put = ::pwrite(descriptor_, text.data(), text.size(), static_cast<off_t>(at_));
    if (put < 0 && errno == EINTR) continue;
    if (put < 0 && errno == EINVAL && direct_) {
      set_direct(false);
      continue;
    }
    if (put < 0)
      return fail(Code::unavailable, path_, from_errno(errno, "", "cannot write").detail);
    const auto size = static_cast<std::size_t>(put);
    // What is left of a block lies where O_DIRECT cannot write.
    if (size < text.size() && direct_) set_direct(false);
    text.remove_prefix(size);
    at_ += size;
  }
  return {};
}

void BlockWriter::run() {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return !full_.empty() || ending_; });
    if (ending_) return;
    Block block = std::move(full_.front());
    full_.pop_front();
    // Behind what was not written nothing is written.
    if (!error_) {
      lock.unlock();
      const Status done = put({block.get(), k_block_bytes});
      lock.lock();
      if (!done) error_ = done.error();
    }
    empty_.push_back(std::move(block));
    changed_.notify_all();
  }
}

Status BlockWriter::hand_over() {
  if (!thread_.joinable()) {
    set_direct(true);
    thread_ = std::thread([this] { run(); });
  }
  {
    std::unique_lock lock(mutex_);
    if (blocks_ == k_most_blocks) changed_.wait(lock, [this] { return !empty_.empty(); });
    if (error_) return *error_;
    full_.push_back(std::move(filling_));
    if (empty_.empty()) {
      filling_ = make_large_block();
      ++blocks_;
    } else {
      filling_ = std::move(empty_.back());
      empty_.pop_back();
    }
  }
  changed_.notify_all();
  filled_ = 0;
  return {};
}

Status BlockWriter::append(std::string_view text) {
  while (!text.empty()) {
    const std::size_t size = std::min(text.size(), k_block_bytes - filled_);
    std::memcpy(filling_.get() + filled_, text.data(), size);
    filled_ += size;
    text.remove_prefix(size);
    if (filled_ == k_block_bytes) TRY(hand_over());
  }
  return {};
}

Status BlockWriter::finish() {
  if (thread_.joinable()) {
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return empty_.size() + 1 == blocks_; });
      ending_ = true;
    }
    changed_.notify_all();
    thread_.join();
    if (error_) return *error_;
    set_direct(false);
  }
  TRY(put({filling_.get(), filled_}));
  filled_ = 0;
  return {};
}

}  // namespace credenza::host::detail
