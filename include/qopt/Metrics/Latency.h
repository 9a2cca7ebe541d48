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

} // namespace qopt

#endif // QOPT_METRICS_LATENCY_H
