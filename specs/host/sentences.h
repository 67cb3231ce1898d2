// What an Error says, in Dutch. Rooms say it in English (base/result.h); these are tables of the
// same in Dutch (B1), so that a room needs to know nothing of languages. `host` brings the
// sentences of `base` and its own; a program adds those of its readers and of the rooms it uses.
//
//   fail(…, "the member 'id' is missing") ──► Text{"the member '*' is missing",
//                                                  "het onderdeel '*' ontbreekt"} ──► the reader
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "host/terminal.h"

namespace credenza::host {

/// Tables of a program. In both languages of a Text "*" stands for a part that differs: it is put
/// over as it is, or by its name. "&" stands for another sentence, which has to be known too. The
/// Dutch has them in the order of the English, and may leave out the last ones.
struct Sentences {
  std::span<const std::span<const Text>> tables;  ///< the first sentence that fits is meant
  std::span<const Text> names;                    ///< of things and places
};

/// The Dutch of an Error's detail; nothing when no table has it.
[[nodiscard]] std::optional<std::string> in_dutch(std::string_view english,
                                                  const Sentences& own = {});

/// The Dutch of an Error's place: "rij 3, kolom naam"; a place without words of ours is as it was.
[[nodiscard]] std::string place_in_dutch(std::string_view where, const Sentences& own = {});

namespace detail {
/// Of `base` and `host`.
[[nodiscard]] std::span<const Text> dutch_sentences() noexcept;
/// Of places, and what the operating system says of a file.
[[nodiscard]] std::span<const Text> dutch_names() noexcept;
}  // namespace detail

}  // namespace credenza::host
