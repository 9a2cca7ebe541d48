//===- ArenaPlan.h - What the arena holds, step by step ---------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_CODEGEN_ARENAPLAN_H
#define QOPT_CODEGEN_ARENAPLAN_H

#include "mlir/IR/Operation.h"

#include <string>
#include <vector>

namespace qopt {

/// A part of the arena while a buffer is in it.
struct ArenaBuffer {
  /// What writes it first.
  std::string unit;
  int64_t bytes = 0, offset = 0;
  /// The steps during which it holds something.
  int64_t first = 0, last = 0;
};

/// A function's steps in the order in which they run, and its buffers.
struct ArenaPlan {
  /// The unit of each step; where it is of no unit, its operation.
  std::vector<std::string> steps;
  std::vector<ArenaBuffer> buffers;

  /// The bytes that hold something during a step.
  int64_t liveBytes(int64_t step) const;
  /// The first of the steps with most of them; there must be a step.
  int64_t peakStep() const;

  /// Writes it on a function as the attribute `qnn.arena_plan`.
  void attachTo(mlir::Operation *function) const;
  /// What is written there; empty where nothing is.
  static ArenaPlan get(mlir::Operation *function);
};

/// What `operation` is a part of, as `qopt-label-steps` has written it into the
/// locations; "" where it has not.
std::string getStepLabel(mlir::Operation *operation);

} // namespace qopt

#endif // QOPT_CODEGEN_ARENAPLAN_H
