// Descriptors and errno, as the files of this room share them.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace credenza::host::detail {

/// An open file descriptor that is closed when this goes.
class Descriptor {
 public:
  explicit Descriptor(int number) noexcept : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  Descriptor(Descriptor&& other) noexcept;
  Descriptor& operator=(Descriptor&& other) noexcept;
  ~Descriptor();
  [[nodiscard]] int number() const noexcept { return number_; }
  [[nodiscard]] bool is_open() const noexcept { return number_ >= 0; }
  /// Gives the descriptor away, unclosed.
  [[nodiscard]] int release() noexcept;
  /// Closes now and says whether that went well: a full disk may be noticed only here.
  [[nodiscard]] bool close() noexcept;

 private:
  int number_;
};

/// The Error for `number`, a value of errno: not_found, conflict (it exists) or unavailable.
[[nodiscard]] Error from_errno(int number, std::string where, std::string_view doing);

/// Reads until `out` is full or the input ends; how many bytes that were.
/// @error unavailable  as read(2)
[[nodiscard]] Result<std::size_t> read_into(int descriptor, std::span<char> out,
                                            const std::string& where);

/// Writes all of `text`.
/// @error unavailable  as write(2)
[[nodiscard]] Status write_all(int descriptor, std::string_view text, const std::string& where);

/// Keeps SIGPIPE from this thread while it lives, and swallows one that was raised meanwhile:
/// whoever writes to something that may be closed gets EPIPE instead.
class WithoutSigpipe {
 public:
  WithoutSigpipe() noexcept;
  WithoutSigpipe(const WithoutSigpipe&) = delete;
  WithoutSigpipe& operator=(const WithoutSigpipe&) = delete;
  ~WithoutSigpipe();

 private:
  bool was_blocked_ = false;
  bool was_pending_ = false;
};

}  // namespace credenza::host::detail
