#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

#include "host/block_writer_detail.h"
#include "host/files_detail.h"

namespace credenza::host::detail {
namespace {

constexpr std::size_t k_block_bytes = std::size_t{1} << 20;
/// What O_DIRECT asks of addresses, lengths and offsets; no file system asks for more.
constexpr std::size_t k_alignment = 4096;

}  // namespace

BlockWriter::BlockWriter(int descriptor, std::string path)
    : descriptor_(descriptor), path_(std::move(path)), filling_(make_block()) {}

BlockWriter::~BlockWriter() {
  if (!thread_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

BlockWriter::Block BlockWriter::make_block() {
  Block block(static_cast<char*>(std::aligned_alloc(k_alignment, k_block_bytes)));
  must(block != nullptr);
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
    changed_.wait(lock, [this] { return busy_ || ending_; });
    if (!busy_) return;
    lock.unlock();
    const Status done = put({writing_.get(), k_block_bytes});
    lock.lock();
    if (!done && !error_) error_ = done.error();
    busy_ = false;
    changed_.notify_all();
    if (ending_) return;
  }
}

Status BlockWriter::hand_over() {
  if (!thread_.joinable()) {
    writing_ = make_block();
    set_direct(true);
    thread_ = std::thread([this] { run(); });
  }
  {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return !busy_; });
    if (error_) return *error_;
    std::swap(filling_, writing_);
    busy_ = true;
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
      changed_.wait(lock, [this] { return !busy_; });
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
