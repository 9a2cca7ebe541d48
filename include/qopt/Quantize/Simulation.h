//===- Simulation.h - A float network that rounds like a plan ---*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The float network, with every tensor that a plan quantizes rounded and
/// clipped as an argument of the function says. Compiled once, it tells for any
/// number of plans, and for any one tensor alone, what that does to the
/// network's outputs. Weights are rounded once and for all.
///
//===----------------------------------------------------------------------===//

#ifndef QOPT_QUANTIZE_SIMULATION_H
#define QOPT_QUANTIZE_SIMULATION_H

#include "qopt/Calibration/Plan.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"

namespace qopt {

/// The argument of a simulated function, a row-major matrix of floats.
class Simulation {
public:
  /// Rounds in \p function, whose units are float, each tensor that \p plan
  /// quantizes, and gives it one more argument, the last. Of the plan, what is
  /// quantized at all, the widths and what concerns the weights matter.
  static Simulation insert(mlir::func::FuncOp function, const Plan &plan);

  /// Values of the argument with which nothing is rounded.
  std::vector<float> makeArgument() const;

  /// Changes \p argument so that \p tensor, of a plan that quantizes the same
  /// tensors with as many bits, is rounded.
  void setTensor(std::vector<float> &argument, const TensorPlan &tensor) const;

  /// Whether the tensor is rounded at all: what only leaves the network may be
  /// read from the accumulator.
  bool hasTensor(llvm::StringRef name) const;

private:
  /// Where a tensor, or its bytes where some that read it cannot read 16 bits,
  /// is in the argument.
  struct Slot {
    std::string tensor;
    int64_t column;
    int64_t columns;
    bool isByte;
  };

  friend class SimulationBuilder;

  std::vector<Slot> slots;
  int64_t columns = 0;
};

} // namespace qopt

#endif // QOPT_QUANTIZE_SIMULATION_H
