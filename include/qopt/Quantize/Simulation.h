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
/// network's outputs. So it does for weights of fewer bits, where it is to have
/// them; otherwise weights are rounded once and for all.
///
//===----------------------------------------------------------------------===//

#ifndef QOPT_QUANTIZE_SIMULATION_H
#define QOPT_QUANTIZE_SIMULATION_H

#include "qopt/Calibration/Plan.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "llvm/ADT/StringMap.h"

#include <optional>

namespace qopt {

/// The argument of a simulated function, a row-major matrix of floats.
class Simulation {
public:
  /// Rounds in \p function, whose units are float, each tensor that \p plan
  /// quantizes, and gives it one more argument, the last. Of the plan, what is
  /// quantized at all, the widths and what concerns the weights matter.
  ///
  /// The weights of units that may have other bits (canNarrowWeights) can be
  /// switched to \p otherBits, at the price of as many more layers. With those
  /// they are as \p otherWeights has them, with the nearest integers where that
  /// has nothing of a unit.
  using OtherWeights = llvm::StringMap<llvm::SmallVector<WeightPlan>>;
  static Simulation insert(mlir::func::FuncOp function, const Plan &plan,
                           llvm::ArrayRef<int> otherBits = {},
                           const OtherWeights &otherWeights = {});

  /// Values of the argument with which no tensor is rounded, and weights have
  /// the bits of the plan.
  std::vector<float> makeArgument() const;

  /// Changes \p argument so that \p tensor, of a plan that quantizes the same
  /// tensors with as many bits, is rounded.
  void setTensor(std::vector<float> &argument, const TensorPlan &tensor) const;

  /// Whether the tensor is rounded at all: what only leaves the network may be
  /// read from the accumulator.
  bool hasTensor(llvm::StringRef name) const;

  /// A unit whose weights can be switched.
  struct WeightSwitch {
    std::string unit;
    int64_t elements;
    int64_t column;
  };
  llvm::ArrayRef<WeightSwitch> weightSwitches() const { return switches; }

  /// Changes \p argument so that the weights have the bits of this number in
  /// `otherBits`; those of the plan, with none.
  void setWeights(std::vector<float> &argument, const WeightSwitch &weights,
                  std::optional<size_t> other) const;

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
  std::vector<WeightSwitch> switches;
  size_t numOtherBits = 0;
  int64_t columns = 0;
};

} // namespace qopt

#endif // QOPT_QUANTIZE_SIMULATION_H
