// The world as tests hand it to rooms: a clock that stands still, randomness that repeats, a town
// of documents instead of the internet.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/ports.h"
#include "crypto/hash.h"

namespace credenza::test {

class FixedClock final : public Clock {
 public:
  explicit FixedClock(Instant now) : now_(now) {}
  [[nodiscard]] Instant now() const override { return now_; }
  void set(Instant now) { now_ = now; }

 private:
  Instant now_;
};

/// A repeatable stream: SHA-256 of a seed and a counter.
class SeededRandom final : public Random {
 public:
  explicit SeededRandom(std::string seed = "seed") : seed_(std::move(seed)) {}
  void fill(std::span<std::uint8_t> out) override {
    for (std::uint8_t& byte : out) {
      if (left_.empty()) {
        const crypto::Digest digest = crypto::hash(crypto::HashAlgorithm::sha256,
                                                   as_bytes(seed_ + std::to_string(counter_++)));
        left_.assign(digest.view().begin(), digest.view().end());
      }
      byte = left_.back();
      left_.pop_back();
    }
  }

 private:
  std::string seed_;
  std::uint64_t counter_ = 0;
  Bytes left_;
};

/// Answers from a map of URL to document, and remembers what was asked.
class Town final : public Fetcher {
 public:
  void put(const std::string& url, std::string body, std::string media_type = "application/json") {
    documents_[url] = {std::move(media_type), to_bytes(as_bytes(body))};
  }
  void remove(const std::string& url) { documents_.erase(url); }
  /// Every further request to `url` fails with this error.
  void fail_with(const std::string& url, Error error) {
    failures_.insert_or_assign(url, std::move(error));
  }

  [[nodiscard]] Result<Fetched> fetch(const FetchRequest& request) override {
    const std::string url = request.url.text();
    requests.push_back(url);
    if (const auto failure = failures_.find(url); failure != failures_.end())
      return failure->second;
    const auto found = documents_.find(url);
    if (found == documents_.end())
      return fail(Code::unavailable, url, "no such house in this town");
    if (found->second.body.size() > request.max_bytes)
      return fail(Code::out_of_range, url, "too long");
    return found->second;
  }

  std::vector<std::string> requests;

 private:
  std::map<std::string, Fetched> documents_;
  std::map<std::string, Error> failures_;
};

}  // namespace credenza::test
