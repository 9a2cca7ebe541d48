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
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringMap.h"

#include <optional>

namespace qopt {

/// The argument of a simulated function, a row-major matrix of floats.
class Simulation {
public:
  /// Rounds in \p function, whose units are float, each tensor that the first
  /// of \p plans quantizes, and gives it one more argument, the last. Of that
  /// plan, what is quantized at all and what concerns the weights matter; the
  /// others differ in how tensors are stored and read, so in which of them have
  /// 16 bits and which units read them as they are.
  ///
  /// The weights of units that may have other bits (canNarrowWeights) can be
  /// switched to \p otherBits, at the price of as many more layers. With those
  /// they are as \p otherWeights has them, with the nearest integers where that
  /// has nothing of a unit. Of these bits, which \p wanted is given as their
  /// numbers in `otherBits`, a unit has those that are wanted; setWeights must
  /// not ask for others.
  using OtherWeights = llvm::StringMap<llvm::SmallVector<WeightPlan>>;
  using Wanted = llvm::function_ref<bool(llvm::StringRef unit, size_t other)>;
  static Simulation insert(mlir::func::FuncOp function,
                           llvm::ArrayRef<Plan> plans,
                           llvm::ArrayRef<int> otherBits = {},
                           const OtherWeights &otherWeights = {},
                           Wanted wanted = nullptr);

  /// Values of the argument with which no tensor is rounded, and weights have
  /// the bits of the plan.
  std::vector<float> makeArgument() const;
  /// The same, with every tensor rounded as one of the plans says.
  std::vector<float> makeArgument(const Plan &plan) const;

  /// Changes \p argument so that \p tensor is rounded as one of the plans, or
  /// one that stores and reads the tensor as one of them does, says.
  void setTensor(std::vector<float> &argument, const Plan &plan,
                 const TensorPlan &tensor) const;

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
  /// Where a tensor, as it is stored or as some units read it, is in the
  /// argument.
  struct Slot {
    std::string tensor;
    int64_t column;
    int64_t columns;
    /// One of those units, all of which read 16 bits by the same plans, and its
    /// kind; empty for the tensor as it is stored.
    std::string reader, kind;
  };

  friend class SimulationBuilder;

  std::vector<Slot> slots;
  std::vector<WeightSwitch> switches;
  size_t numOtherBits = 0;
  int64_t columns = 0;
};

} // namespace qopt

#endif // QOPT_QUANTIZE_SIMULATION_H
