// Threads that do the same with many things while somebody prepares the next.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace credenza::issuer {

class Workers {
 public:
  /// @param count  at least 1
  explicit Workers(unsigned count);
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;
  Workers(Workers&&) = delete;
  Workers& operator=(Workers&&) = delete;
  /// Ends what was begun.
  ~Workers();

  /// What is done with one thing: the number of the thread that does it, from 0, and of the thing.
  using Work = std::function<void(std::size_t thread, std::size_t thing)>;

  /// Work that is under way.
  class Round {
   public:
    /// Until all of it is done.
    void wait();

   private:
    friend class Workers;
    Work work_;
    std::size_t count_ = 0;
    std::size_t next_ = 0;  ///< guarded by the queue's mutex
    std::size_t done_ = 0;  ///< guarded by mutex_
    std::mutex mutex_;
    std::condition_variable all_done_;
  };
  /// Begins work(…, 0) … work(…, count − 1), in any order, from several threads at once. Rounds
  /// that were begun earlier come first.
  [[nodiscard]] std::shared_ptr<Round> begin(std::size_t count, Work work);
  [[nodiscard]] std::size_t threads() const noexcept { return threads_.size(); }

 private:
  void run(std::size_t thread);

  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::shared_ptr<Round>> rounds_;
  bool ending_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace credenza::issuer
