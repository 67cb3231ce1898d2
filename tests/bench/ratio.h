// Our operation beside the raw one that it rests on, in turns: the ratio is of one run.
#pragma once

#include <ctime>

#include <benchmark/benchmark.h>

#include "base/result.h"

namespace credenza::bench {

/// Operations in a row before the other one has its turn.
inline constexpr int k_slice = 50;

/// Processor time of this thread: other programs on the machine do not count.
inline double thread_seconds() {
  timespec now{};
  must(clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now) == 0);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

/// Prints microseconds of both, and raw through ours.
template <class RawOperation, class OurOperation>
void compare(benchmark::State& state, const RawOperation& raw, const OurOperation& ours) {
  double raw_time = 0;
  double our_time = 0;
  for (auto _ : state) {
    const double start = thread_seconds();
    for (int i = 0; i < k_slice; ++i)
      raw();
    const double middle = thread_seconds();
    for (int i = 0; i < k_slice; ++i)
      ours();
    raw_time += middle - start;
    our_time += thread_seconds() - middle;
  }
  const double operations = static_cast<double>(state.iterations()) * k_slice;
  state.counters["raw_us"] = raw_time / operations * 1e6;
  state.counters["ours_us"] = our_time / operations * 1e6;
  state.counters["ratio"] = raw_time / our_time;
}

}  // namespace credenza::bench
