#include "issuer/second_reading.h"

#include <algorithm>

namespace credenza::issuer {
namespace {

crypto::Digest digest_of(std::span<const char> piece) {
  return crypto::hash(crypto::HashAlgorithm::sha256,
                      as_bytes(std::string_view(piece.data(), piece.size())));
}

}  // namespace

class FirstReading::Noting final : public ByteSource {
 public:
  Noting(std::unique_ptr<ByteSource> source, std::vector<crypto::Digest>& pieces)
      : source_(std::move(source)), pieces_(pieces) {}
  Result<std::size_t> read(std::span<char> into) override {
    const std::size_t got = TRY(source_->read(into));
    pieces_.push_back(digest_of(into.first(got)));
    return got;
  }

 private:
  std::unique_ptr<ByteSource> source_;
  std::vector<crypto::Digest>& pieces_;
};

class FirstReading::Comparing final : public ByteSource {
 public:
  Comparing(std::unique_ptr<ByteSource> source, const std::vector<crypto::Digest>& pieces)
      : source_(std::move(source)), pieces_(pieces) {}
  Result<std::size_t> read(std::span<char> into) override {
    const std::size_t got = TRY(source_->read(into));
    const crypto::Digest digest = digest_of(into.first(got));
    const bool same =
        next_ < pieces_.size() && std::ranges::equal(digest.view(), pieces_[next_].view());
    ++next_;
    if (same) return got;
    return fail(Code::conflict, "class list", "it is not what it was when it was looked through");
  }

 private:
  std::unique_ptr<ByteSource> source_;
  const std::vector<crypto::Digest>& pieces_;
  std::size_t next_ = 0;
};

std::unique_ptr<ByteSource> FirstReading::of(std::unique_ptr<ByteSource> source) {
  pieces_.clear();
  return std::make_unique<Noting>(std::move(source), pieces_);
}

std::unique_ptr<ByteSource> FirstReading::again(std::unique_ptr<ByteSource> source) const {
  return std::make_unique<Comparing>(std::move(source), pieces_);
}

}  // namespace credenza::issuer
