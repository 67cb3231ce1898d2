// Result: the one way a function of this library says "I could not".
//
// Three kinds of bad news travel in three ways: an operation that could not be done is an Error in
// a Result; a verdict ("this credential is withdrawn") is a value of a Report; a bug of ours stops
// the program through must().
#pragma once

#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace credenza {

/// Stops the program on a bug of ours. On in every build; never used to judge input.
inline void must(bool holds) noexcept {
  if (!holds) std::abort();
}

/// The kind of failure. Kinds, not places: a new room adds no code here.
enum class Code : std::uint8_t {
  malformed,      ///< the bytes are not what the syntax says
  missing,        ///< a required member, header or parameter is absent
  out_of_range,   ///< length, depth, index, count or number outside its bounds
  mismatch,       ///< two values that must be equal are not
  bad_signature,  ///< cryptographic verification said no
  expired,        ///< validity ended before `now`
  not_yet_valid,  ///< validity begins after `now`
  revoked,        ///< a status list says withdrawn; a key was declared unsafe
  suspended,      ///< a status list says on hold
  superseded,     ///< replaced by a newer version, and not for anything wrong with the person
  untrusted,      ///< genuine, but nobody vouches for the issuer
  unsupported,    ///< well formed, but this build does not do it
  forbidden,      ///< a rule refuses it
  not_found,      ///< the thing named does not exist here
  conflict,       ///< already used, already there, changed underneath
  unavailable,    ///< network, disk or stale copy; trying again may help
  internal,       ///< our fault
};

/// The name of `code` as it stands in reports and test vectors: "out_of_range".
[[nodiscard]] std::string_view to_string(Code code) noexcept;

/// Why something failed. Neither part ever holds secret material.
struct Error {
  Code code;
  std::string where;   ///< JSON Pointer, header name, "line 3, column 14", file, or algorithm step
  std::string detail;  ///< one English sentence that says what and, where it helps, what to do next
};

/// A `T`, or the `Error` that stands in its place. The names are those of C++23's std::expected.
template <class T>
class [[nodiscard]] Result {
 public:
  using value_type = T;

  // Implicit on purpose: `return value;` and `return fail(…);` read alike.
  // NOLINTNEXTLINE(google-explicit-constructor): see above
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  // NOLINTNEXTLINE(google-explicit-constructor): see above
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  [[nodiscard]] bool has_value() const noexcept { return state_.index() == 0; }
  explicit operator bool() const noexcept { return has_value(); }

  [[nodiscard]] T& operator*() & {
    must(has_value());
    return *std::get_if<0>(&state_);
  }
  [[nodiscard]] const T& operator*() const& {
    must(has_value());
    return *std::get_if<0>(&state_);
  }
  [[nodiscard]] T&& operator*() && {
    must(has_value());
    return std::move(*std::get_if<0>(&state_));
  }
  [[nodiscard]] T* operator->() {
    must(has_value());
    return std::get_if<0>(&state_);
  }
  [[nodiscard]] const T* operator->() const {
    must(has_value());
    return std::get_if<0>(&state_);
  }

  [[nodiscard]] const Error& error() const& {
    must(!has_value());
    return *std::get_if<1>(&state_);
  }
  [[nodiscard]] Error&& error() && {
    must(!has_value());
    return std::move(*std::get_if<1>(&state_));
  }

  template <class U>
  [[nodiscard]] T value_or(U&& other) && {
    return has_value() ? std::move(**this) : static_cast<T>(std::forward<U>(other));
  }

 private:
  std::variant<T, Error> state_;
};

/// Success, or the `Error` that stands in its place.
template <>
class [[nodiscard]] Result<void> {
 public:
  using value_type = void;

  Result() = default;
  // NOLINTNEXTLINE(google-explicit-constructor): as of Result<T>
  Result(Error error) : error_(std::move(error)) {}

  [[nodiscard]] bool has_value() const noexcept { return !error_; }
  explicit operator bool() const noexcept { return has_value(); }
  void operator*() const noexcept { must(has_value()); }

  [[nodiscard]] const Error& error() const& {
    must(error_.has_value());
    return *error_;
  }
  [[nodiscard]] Error&& error() && {
    must(error_.has_value());
    return *std::move(error_);
  }

 private:
  std::optional<Error> error_;
};

using Status = Result<void>;

/// Builds an error in return position: `return fail(Code::missing, "/issuer", "…");`
[[nodiscard]] inline Error fail(Code code, std::string where, std::string detail) {
  return Error{code, std::move(where), std::move(detail)};
}

}  // namespace credenza

/// Unwraps a Result, or returns its Error from the enclosing function. The only macro of this
/// project; a statement expression, which both compilers we support have.
#define TRY(...)                                             \
  __extension__({                                            \
    auto try_result_ = (__VA_ARGS__);                        \
    if (!try_result_) return std::move(try_result_).error(); \
    *std::move(try_result_);                                 \
  })
