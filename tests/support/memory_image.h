// What stands in the memory of another process: more than a core image would hold, because what is
// kept out of core images is read as well.
#pragma once

#include <cstdint>
#include <fcntl.h>
#include <fstream>
#include <sstream>
#include <string>
#include <unistd.h>
#include <vector>

#include "base/bytes.h"

namespace credenza::test {

/// How often `pattern` stands in the memory of `process`, which this one may trace. −1: it could
/// not be read.
inline int times_in_memory(pid_t process, ByteView pattern) {
  // A sanitizer reserves terabytes that nobody wrote to.
  constexpr std::uint64_t k_longest_region = std::uint64_t{1} << 30;
  constexpr std::size_t k_piece = std::size_t{1} << 20;
  const std::string folder = "/proc/" + std::to_string(process);
  std::ifstream maps(folder + "/maps");
  const int memory = ::open((folder + "/mem").c_str(), O_RDONLY | O_CLOEXEC);
  if (memory < 0) return -1;
  int found = 0;
  std::uint64_t read = 0;
  for (std::string line; std::getline(maps, line);) {
    std::istringstream words(line);
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
    char dash = 0;
    std::string rights;
    words >> std::hex >> begin >> dash >> end >> rights;
    if (rights.empty() || rights.front() != 'r' || end - begin > k_longest_region) continue;
    std::string window;
    for (std::uint64_t at = begin; at < end;) {
      std::string piece(std::min<std::uint64_t>(k_piece, end - at), '\0');
      const ssize_t got = ::pread(memory, piece.data(), piece.size(), static_cast<off_t>(at));
      if (got <= 0) break;
      read += static_cast<std::uint64_t>(got);
      at += static_cast<std::uint64_t>(got);
      window.append(piece, 0, static_cast<std::size_t>(got));
      for (std::size_t hit = window.find(as_text(pattern)); hit != std::string::npos;
           hit = window.find(as_text(pattern), hit + 1))
        ++found;
      // What may be the beginning of one more.
      window.erase(0, window.size() - std::min(window.size(), pattern.size() - 1));
    }
  }
  ::close(memory);
  return read == 0 ? -1 : found;
}

}  // namespace credenza::test
