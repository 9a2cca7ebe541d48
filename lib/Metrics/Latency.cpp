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
#include <ctime>

using namespace llvm;

namespace qopt {

double readWallClock() {
  auto now = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration<double>(now).count();
}

double readThreadClock() {
  timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) +
         static_cast<double>(now.tv_nsec) * 1e-9;
}

static double timeCalls(const std::function<void()> &call, int64_t repetitions,
                        Clock clock) {
  double start = clock();
  for (int64_t i = 0; i < repetitions; ++i)
    call();
  return clock() - start;
}

/// The repetitions that together last long enough for the clock. Warms up.
static int64_t findRepetitions(const std::function<void()> &call, Clock clock) {
  constexpr double enough = 300e-6;
  int64_t repetitions = 1;
  timeCalls(call, repetitions, clock);
  while (timeCalls(call, repetitions, clock) < enough)
    repetitions *= 2;
  return repetitions;
}

Measurement repeatCalls(std::function<void()> call, Clock clock) {
  int64_t repetitions = findRepetitions(call, clock);
  return [call = std::move(call), repetitions, clock] {
    return timeCalls(call, repetitions, clock) /
           static_cast<double>(repetitions);
  };
}

std::vector<std::vector<double>>
measureInTurns(ArrayRef<Measurement> measurements, double seconds,
               int minimalTurns, Clock clock) {
  std::vector<std::vector<double>> times(measurements.size());
  double start = clock();
  for (int turn = 0; turn < minimalTurns || clock() - start < seconds; ++turn)
    for (auto [of, measurement] : llvm::zip_equal(times, measurements))
      of.push_back(measurement());
  return times;
}

std::vector<Latency> measureLatencies(ArrayRef<std::function<void()>> calls,
                                      double seconds) {
  std::vector<Measurement> measurements;
  for (const auto &call : calls)
    measurements.push_back(repeatCalls(call));
  constexpr int minimalTurns = 11;
  std::vector<Latency> latencies;
  for (std::vector<double> &sorted :
       measureInTurns(measurements, seconds, minimalTurns)) {
    llvm::sort(sorted);
    latencies.push_back({sorted[sorted.size() / 2], sorted.front(),
                         static_cast<int64_t>(sorted.size())});
  }
  return latencies;
}

std::vector<RelativeLatency>
compareWithFirst(ArrayRef<std::vector<double>> turns) {
  // What is less than most is not disturbed, and the least may be the clock's
  // whim.
  auto quantile = [](std::vector<double> values, size_t percent) {
    llvm::sort(values);
    return values[(values.size() - 1) * percent / 100];
  };
  std::vector<RelativeLatency> latencies;
  double first = quantile(turns.front(), 10);
  for (const std::vector<double> &times : turns) {
    std::vector<double> ratios;
    for (auto [own, other] : llvm::zip_equal(times, turns.front()))
      ratios.push_back(own / other);
    latencies.push_back(
        {first * quantile(ratios, 50),
         first * (quantile(ratios, 75) - quantile(ratios, 25))});
  }
  return latencies;
}

} // namespace qopt
