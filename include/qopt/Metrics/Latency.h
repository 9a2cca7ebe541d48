//===- Latency.h - How long a call takes ------------------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_METRICS_LATENCY_H
#define QOPT_METRICS_LATENCY_H

#include "llvm/ADT/ArrayRef.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace qopt {

/// Seconds of one call over all measurements.
struct Latency {
  double median = 0, minimum = 0;
  int64_t measurements = 0;
};

/// Times every function of `calls`. They take turns, so that what disturbs the
/// machine disturbs all of them; each measurement spans as many calls as last
/// a few hundred microseconds, and the turns go on for `seconds` in all, 11 at
/// least.
std::vector<Latency>
measureLatencies(llvm::ArrayRef<std::function<void()>> calls,
                 double seconds = 1);

/// Seconds since some point of time.
using Clock = double (*)();
/// What has passed, and what the processor has done for this thread: others
/// that want it add nothing to that. To read the latter takes some hundred
/// nanoseconds.
/// @{
double readWallClock();
double readThreadClock();
/// @}

/// A measurement by hand: it returns the seconds of what it did.
using Measurement = std::function<double()>;

/// The mean of as many calls as last long enough for the clock. Warms up.
Measurement repeatCalls(std::function<void()> call,
                        Clock clock = readWallClock);

/// As measureLatencies, turn by turn: the seconds of each of \p measurements.
/// The turns go on for \p seconds of \p clock.
std::vector<std::vector<double>>
measureInTurns(llvm::ArrayRef<Measurement> measurements, double seconds,
               int minimalTurns, Clock clock = readWallClock);

/// What is measured in turns with something else. On a busy machine one turn is
/// slower than another, but all in it are alike.
struct RelativeLatency {
  /// What the other takes where nothing disturbs it, times the median of how
  /// much more this takes in the same turn.
  double seconds = 0;
  /// The distance of the quartiles of that.
  double spread = 0;
};

/// How the measurements of \p turns compare with the first of them.
std::vector<RelativeLatency>
compareWithFirst(llvm::ArrayRef<std::vector<double>> turns);

} // namespace qopt

#endif // QOPT_METRICS_LATENCY_H
