// Look-alikes: an address or a name that people take for another. Homoglyphs, punycode, a letter
// more or less, a hyphen, another ending; a trusted name under another DID.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace credenza::verify {

enum class Likeness : std::uint8_t {
  letters,  ///< the address reads the same, with letters of another script or a digit for a letter
  hyphen,   ///< the address differs in hyphens or dots only
  near,     ///< the address differs in one or two letters
  ending,   ///< the address is the same but for its last part
  name      ///< the name is the same, or reads the same
};
[[nodiscard]] std::string_view to_string(Likeness likeness) noexcept;

/// Somebody who is trusted and for whom another could be taken.
struct LookAlike {
  Likeness likeness;
  std::string id;        ///< of who is trusted
  std::string name;      ///< under which the reader knows them
  std::string reads_as;  ///< the address of the other in its own letters, where it is in punycode

  friend bool operator==(const LookAlike&, const LookAlike&) = default;
};

/// The host of a did:web, lower-case, its labels in punycode ("xn--…") in their own letters
/// (RFC 3492); empty for other DIDs.
[[nodiscard]] std::string host_of(std::string_view did);

/// What a text is taken for at a glance: small letters of the Latin alphabet without accents, for
/// letters of other scripts and digits that look like them; nothing for spaces, punctuation and
/// what nobody sees. Other letters stay.
[[nodiscard]] std::string skeleton(std::string_view utf8);

/// How many letters have to be put in, left out, replaced or swapped with their neighbour, when
/// that is at most `most`; else `most` + 1. Of bytes: for texts in ASCII.
[[nodiscard]] unsigned distance(std::string_view a, std::string_view b, unsigned most);

/// Somebody whose looks are compared with many others'.
class Looks {
 public:
  Looks(std::string_view did, std::string_view name);

  /// Whether this could be taken for `did` with `name`. Never for itself, nor for another path at
  /// the same host.
  /// @param likeness  set when it could
  [[nodiscard]] bool is_like(std::string_view did, std::string_view name, Likeness& likeness) const;
  /// The host in its own letters where the DID has it in punycode; else empty.
  [[nodiscard]] const std::string& reads_as() const noexcept { return reads_as_; }

 private:
  std::string did_;
  std::string host_;
  std::string reads_as_;
  std::string host_skeleton_;
  std::string name_skeleton_;
};

}  // namespace credenza::verify
