#include "issuer/workers.h"

#include <algorithm>

namespace credenza::issuer {
namespace {

/// What one thread takes at a time: enough that taking costs nothing, little enough that none has
/// long to wait for the last.
constexpr std::size_t k_slice = 32;

}  // namespace

Workers::Workers(unsigned count) {
  for (unsigned i = 0; i < std::max(1U, count); ++i)
    threads_.emplace_back([this, i] { run(i); });
}

Workers::~Workers() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  wake_.notify_all();
  for (std::thread& thread : threads_)
    thread.join();
}

std::shared_ptr<Workers::Round> Workers::begin(std::size_t count, Work work) {
  auto round = std::make_shared<Round>();
  round->work_ = std::move(work);
  round->count_ = count;
  if (count == 0) return round;
  {
    const std::lock_guard lock(mutex_);
    rounds_.push_back(round);
  }
  wake_.notify_all();
  return round;
}

void Workers::Round::wait() {
  std::unique_lock lock(mutex_);
  all_done_.wait(lock, [this] { return done_ == count_; });
}

void Workers::run(std::size_t thread) {
  for (;;) {
    std::shared_ptr<Round> round;
    std::size_t begin = 0;
    std::size_t end = 0;
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [this] { return ending_ || !rounds_.empty(); });
      if (rounds_.empty()) return;
      round = rounds_.front();
      begin = round->next_;
      end = std::min(round->count_, begin + k_slice);
      round->next_ = end;
      if (end == round->count_) rounds_.pop_front();
    }
    for (std::size_t i = begin; i < end; ++i)
      round->work_(thread, i);
    const std::lock_guard lock(round->mutex_);
    round->done_ += end - begin;
    if (round->done_ == round->count_) round->all_done_.notify_all();
  }
}

}  // namespace credenza::issuer
