#include "host/sentences.h"

#include <algorithm>
#include <array>
#include <vector>

#include "host/room_sentences.h"

namespace credenza::host {
namespace {

constexpr std::string_view k_wildcards = "*&";
/// A sentence in a sentence in a sentence; none of ours goes deeper.
constexpr int k_deepest = 3;

struct Part {
  char wildcard;
  std::string_view text;
};

/// The parts of `text` in the places of `pattern`; nothing when it does not fit. A place takes as
/// little as it can, the last one what is left.
std::optional<std::vector<Part>> match(std::string_view pattern, std::string_view text) {
  std::vector<Part> out;
  std::size_t at = pattern.find_first_of(k_wildcards);
  if (at == std::string_view::npos) {
    if (pattern == text) return out;
    return std::nullopt;
  }
  if (!text.starts_with(pattern.substr(0, at))) return std::nullopt;
  text.remove_prefix(at);
  while (at != std::string_view::npos) {
    const std::size_t next = pattern.find_first_of(k_wildcards, at + 1);
    const std::string_view piece = pattern.substr(at + 1, next - at - 1);
    const bool last = next == std::string_view::npos;
    if (last && !text.ends_with(piece)) return std::nullopt;
    const std::size_t end = last ? text.size() - piece.size() : text.find(piece);
    if (end == std::string_view::npos) return std::nullopt;
    out.push_back({pattern[at], text.substr(0, end)});
    text.remove_prefix(end + piece.size());
    at = next;
  }
  return out;
}

/// Looks through the tables of the program, then those of this room.
class Translator {
 public:
  explicit Translator(const Sentences& own) : own_(own) {}

  [[nodiscard]] std::optional<std::string> sentence(std::string_view english, int depth) const {
    if (depth > k_deepest) return std::nullopt;
    for (const std::span<const Text> table : own_.tables) {
      if (auto out = look_up(table, english, depth)) return out;
    }
    if (auto out = look_up(detail::dutch_sentences(), english, depth)) return out;
    return look_up(detail::dutch_room_sentences(), english, depth);
  }

  [[nodiscard]] std::string name(std::string_view english, int depth) const {
    for (const std::span<const Text> names : {own_.names, detail::dutch_names()}) {
      if (auto out = look_up(names, english, depth)) return *std::move(out);
    }
    return std::string(english);
  }

 private:
  [[nodiscard]] std::optional<std::string> look_up(std::span<const Text> table,
                                                   std::string_view english, int depth) const {
    for (const Text& text : table) {
      const auto parts = match(text.en, english);
      if (!parts) continue;
      if (auto out = filled(text.nl, *parts, depth)) return out;
    }
    return std::nullopt;
  }

  [[nodiscard]] std::optional<std::string> filled(std::string_view dutch,
                                                  const std::vector<Part>& parts, int depth) const {
    std::string out;
    std::size_t next = 0;
    for (const char c : dutch) {
      const bool is_place = k_wildcards.find(c) != std::string_view::npos && next < parts.size();
      if (!is_place) {
        out += c;
        continue;
      }
      const Part& part = parts[next++];
      if (part.wildcard == '*') {
        out += depth > k_deepest ? std::string(part.text) : name(part.text, depth + 1);
        continue;
      }
      const auto inner = sentence(part.text, depth + 1);
      if (!inner) return std::nullopt;
      out += *inner;
    }
    return out;
  }

  const Sentences& own_;
};

}  // namespace

std::optional<std::string> in_dutch(std::string_view english, const Sentences& own) {
  return Translator(own).sentence(english, 0);
}

std::string place_in_dutch(std::string_view where, const Sentences& own) {
  return Translator(own).name(where, 0);
}

}  // namespace credenza::host
