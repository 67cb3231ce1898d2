// How much memory something takes at its peak, measured in a process of its own.
#pragma once

#include <cstdlib>
#include <fstream>
#include <malloc.h>
#include <optional>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

namespace credenza::test {

/// The largest resident set of this process so far, in bytes.
inline std::size_t peak_resident_bytes() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmHWM:")) return std::stoull(line.substr(6)) * 1024;
  }
  return 0;
}

/// By how many bytes the peak grows while a forked child runs `work`. Nothing where a sanitizer's
/// own memory would be measured instead; a test then has to say something else.
template <class Work>
std::optional<std::size_t> peak_growth(const Work& work) {
#if defined(__SANITIZE_ADDRESS__)
  static_cast<void>(work);
  return std::nullopt;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
  static_cast<void>(work);
  return std::nullopt;
#endif
#endif
  int ends[2] = {-1, -1};
  if (pipe(ends) != 0) std::abort();
  const pid_t child = fork();
  if (child == 0) {
    // What earlier work has left with the allocator would hide what this work needs: give it back,
    // and let the kernel count the peak anew (proc(5), clear_refs).
    malloc_trim(0);
    std::ofstream("/proc/self/clear_refs") << 5;
    const std::size_t before = peak_resident_bytes();
    work();
    const std::size_t growth = peak_resident_bytes() - before;
    _exit(write(ends[1], &growth, sizeof growth) == sizeof growth ? 0 : 1);
  }
  close(ends[1]);
  std::size_t growth = 0;
  const bool read_all = read(ends[0], &growth, sizeof growth) == sizeof growth;
  close(ends[0]);
  int outcome = 0;
  if (waitpid(child, &outcome, 0) != child || outcome != 0 || !read_all) std::abort();
  return growth;
}

}  // namespace credenza::test
