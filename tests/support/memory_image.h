// What stands in the memory of another process: more than a core image would hold, because what is
// kept out of core images is read as well.
#pragma once

#include <cstdint>
#include <fcntl.h>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <unistd.h>
#include <vector>

#include "base/bytes.h"

namespace credenza::test {

/// A process's memory, page by page, of which only those are read that are there.
class MemoryImage {
 public:
  explicit MemoryImage(pid_t process)
      : folder_("/proc/" + std::to_string(process)),
        memory_(::open((folder_ + "/mem").c_str(), O_RDONLY | O_CLOEXEC)),
        pages_(::open((folder_ + "/pagemap").c_str(), O_RDONLY | O_CLOEXEC)) {}
  MemoryImage(const MemoryImage&) = delete;
  MemoryImage& operator=(const MemoryImage&) = delete;
  ~MemoryImage() {
    ::close(memory_);
    ::close(pages_);
  }

  /// How often `pattern` stands there. −1: nothing could be read.
  int times(ByteView pattern) {
    found_ = 0;
    read_ = 0;
    std::ifstream maps(folder_ + "/maps");
    for (std::string line; std::getline(maps, line);) {
      std::istringstream words(line);
      std::uint64_t begin = 0;
      std::uint64_t end = 0;
      char dash = 0;
      std::string rights;
      words >> std::hex >> begin >> dash >> end >> rights;
      // A sanitizer reserves terabytes for notes of its own.
      constexpr std::uint64_t k_longest_region = std::uint64_t{1} << 32;
      if (!rights.empty() && rights.front() == 'r' && end - begin <= k_longest_region)
        look_through(begin, end, as_text(pattern));
    }
    return read_ == 0 ? -1 : found_;
  }

 private:
  static constexpr std::uint64_t k_page = 4096;

  void look_through(std::uint64_t begin, std::uint64_t end, std::string_view pattern) {
    std::vector<std::uint64_t> entries((end - begin) / k_page);
    const auto bytes = entries.size() * sizeof(std::uint64_t);
    const ssize_t got = ::pread(pages_, entries.data(), bytes,
                                static_cast<off_t>(begin / k_page * sizeof(std::uint64_t)));
    if (got != static_cast<ssize_t>(bytes)) return;
    std::string window;
    for (std::size_t i = 0; i < entries.size(); ++i) {
      constexpr std::uint64_t k_present_or_swapped = std::uint64_t{3} << 62U;
      std::string page(k_page, '\0');
      const bool is_there =
          (entries[i] & k_present_or_swapped) != 0 &&
          ::pread(memory_, page.data(), page.size(), static_cast<off_t>(begin + i * k_page)) ==
              static_cast<ssize_t>(page.size());
      if (!is_there) {
        window.clear();
        continue;
      }
      read_ += page.size();
      window += page;
      for (std::size_t hit = window.find(pattern); hit != std::string::npos;
           hit = window.find(pattern, hit + 1))
        ++found_;
      // What may be the beginning of one more.
      window.erase(0, window.size() - (pattern.size() - 1));
    }
  }

  std::string folder_;
  int memory_;
  int pages_;
  int found_ = 0;
  std::uint64_t read_ = 0;
};

/// How often `pattern` stands in the memory of `process`, which this one may trace. −1: it could
/// not be read.
inline int times_in_memory(pid_t process, ByteView pattern) {
  return MemoryImage(process).times(pattern);
}

}  // namespace credenza::test
