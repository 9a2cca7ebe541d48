//===- Ceilings.h - What one core can do at most ----------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_BENCH_CEILINGS_H
#define QOPT_BENCH_CEILINGS_H

#include "qopt/Target/DotKernel.h"
#include "qopt/Target/TargetInfo.h"

#include <vector>

namespace qopt::bench {

/// One instruction, or the short sequence that is one dot, run on registers
/// only in enough independent chains to hide its latency.
struct Ceiling {
  /// Latencies of 4 cycles at 2 instructions a cycle need 8.
  static constexpr int numChains = 12;

  llvm::StringLiteral name;
  /// What the machine must have, by LLVM's names.
  std::vector<llvm::StringLiteral> features;
  /// The rows of DotKernel that are built on it.
  std::vector<llvm::StringLiteral> rows;
  /// Multiply-accumulates of one step of one chain.
  double macs;
  /// Advances every chain by `steps` steps.
  void (*run)(long steps);
  /// The best rate so far, in 1e9 multiply-accumulates a second.
  double best = 0;
};

/// The ceilings of this machine. A rate is the best of all measurements: more
/// of them bring it nearer to the truth.
class Ceilings {
public:
  explicit Ceilings(const TargetInfo &host);

  /// Measures all of them again, in about a millisecond.
  void measure();

  llvm::ArrayRef<Ceiling> get() const { return ceilings; }

  /// The ceiling of a row, or null where none is known.
  const Ceiling *find(const DotKernel &row) const;

private:
  std::vector<Ceiling> ceilings;
};

} // namespace qopt::bench

#endif // QOPT_BENCH_CEILINGS_H
