#include "base/result.h"

namespace credenza {

std::string_view to_string(Code code) noexcept {
  switch (code) {
    case Code::malformed:
      return "malformed";
    case Code::missing:
      return "missing";
    case Code::out_of_range:
      return "out_of_range";
    case Code::mismatch:
      return "mismatch";
    case Code::bad_signature:
      return "bad_signature";
    case Code::expired:
      return "expired";
    case Code::not_yet_valid:
      return "not_yet_valid";
    case Code::revoked:
      return "revoked";
    case Code::suspended:
      return "suspended";
    case Code::superseded:
      return "superseded";
    case Code::untrusted:
      return "untrusted";
    case Code::unsupported:
      return "unsupported";
    case Code::forbidden:
      return "forbidden";
    case Code::not_found:
      return "not_found";
    case Code::conflict:
      return "conflict";
    case Code::unavailable:
      return "unavailable";
    case Code::internal:
      return "internal";
  }
  must(false);
  return {};
}

}  // namespace credenza
