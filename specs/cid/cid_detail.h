// Inside cid: what is said about one verification method of a document.
#pragma once

#include <optional>
#include <string_view>
#include <utility>

#include "base/instant.h"
#include "base/json.h"
#include "cid/cid.h"
#include "crypto/keys.h"

namespace credenza::cid::detail {

/// `result`, with a member that is absent counted as one of the wrong form.
template <class T>
[[nodiscard]] Result<T> as_malformed(Result<T> result) {
  if (result || result.error().code != Code::missing) return result;
  Error error = std::move(result).error();
  error.code = Code::malformed;
  return error;
}

/// Whether `method` has what every verification method has (§2.2): string members id, type and
/// controller.
/// @error malformed  it has not
[[nodiscard]] Status check_form(json::Cursor method);

/// The public key of a method that passed check_form().
/// @error unsupported  its type, or the type of its key, is not known here
/// @error malformed    no key, or two
/// @error forbidden    its secret key stands in the document
/// @error mismatch     a JWK whose `alg` is not the key's
[[nodiscard]] Result<crypto::PublicKey> read_key(json::Cursor method);

/// When the method ends, by its member `name`, if it has one.
/// @error malformed  no dateTimeStamp
/// @error (ended)    `now` is at or after it
[[nodiscard]] Result<std::optional<Instant>> read_end(json::Cursor method, std::string_view name,
                                                      Code ended, Instant now);

}  // namespace credenza::cid::detail
