//===- Latency.cpp - How long a call takes ----------------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Metrics/Latency.h"

#include "llvm/ADT/STLExtras.h"

#include <chrono>

using namespace llvm;

namespace qopt {

using Clock = std::chrono::steady_clock;

static double secondsSince(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

static double timeCalls(const std::function<void()> &call,
                        int64_t repetitions) {
  Clock::time_point start = Clock::now();
  for (int64_t i = 0; i < repetitions; ++i)
    call();
  return secondsSince(start);
}

/// The repetitions that together last long enough for the clock. Warms up.
static int64_t findRepetitions(const std::function<void()> &call) {
  constexpr double enough = 300e-6;
  int64_t repetitions = 1;
  timeCalls(call, repetitions);
  while (timeCalls(call, repetitions) < enough)
    repetitions *= 2;
  return repetitions;
}

std::vector<Latency> measureLatencies(ArrayRef<std::function<void()>> calls,
                                      double seconds) {
  std::vector<int64_t> repetitions;
  for (const auto &call : calls)
    repetitions.push_back(findRepetitions(call));
  std::vector<std::vector<double>> times(calls.size());
  constexpr int minimalTurns = 11;
  Clock::time_point start = Clock::now();
  for (int turn = 0; turn < minimalTurns || secondsSince(start) < seconds;
       ++turn)
    for (auto [i, call] : llvm::enumerate(calls))
      times[i].push_back(timeCalls(call, repetitions[i]) / repetitions[i]);

  std::vector<Latency> latencies;
  for (std::vector<double> &sorted : times) {
    llvm::sort(sorted);
    latencies.push_back({sorted[sorted.size() / 2], sorted.front(),
                         static_cast<int64_t>(sorted.size())});
  }
  return latencies;
}

} // namespace qopt
