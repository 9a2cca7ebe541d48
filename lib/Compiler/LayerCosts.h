//===- LayerCosts.h - What weights of few bits cost -------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_COMPILER_LAYERCOSTS_H
#define QOPT_LIB_COMPILER_LAYERCOSTS_H

#include "qopt/Calibration/Plan.h"
#include "qopt/Compiler/MixedPrecision.h"
#include "qopt/Dialect/QNN/IR/QNN.h"
#include "qopt/Quantize/PlanBuilder.h"
#include "qopt/Quantize/Simulation.h"
#include "qopt/Target/TargetInfo.h"

#include "mlir/IR/BuiltinOps.h"
#include "llvm/ADT/StringMap.h"

namespace qopt {

/// The numbers of bits below 8 that a search tries, the most first: those that
/// are stored in less than a byte, and for \p objective Latency also 7, where
/// dots of \p target need fewer instructions with them.
llvm::SmallVector<int> chooseOtherBits(Objective objective,
                                       const TargetInfo &target);

/// The bytes that the weights of a layer take with \p weights: of fewer bits
/// less, and of groups a factor each.
int64_t countWeightBytes(mlir::qnn::UnitOp unit, const WeightPlan &weights);

/// About how many cycles a call spends on the layer on \p target: what the dots
/// and the unpacking of weights take, or reading the weights, whichever is
/// more.
int64_t estimateCycles(mlir::qnn::UnitOp unit, const WeightPlan &weights,
                       bool readsWords, const TargetInfo &target);

/// What a cost file calls a layer: its id, and that it reads 16 bits if it
/// does, which takes another time.
std::string costName(const UnitPlan &unit);

/// The nanoseconds that \p costs has of each of \p weights, the first of which
/// has 8 bits. Those that are not surely less than with 8 bits are as many.
llvm::Expected<std::vector<int64_t>>
readNanoseconds(const CostFile &costs, llvm::StringRef path, llvm::StringRef id,
                llvm::ArrayRef<WeightPlan> weights);

/// What layers cost, by an estimate or as they were timed.
class LayerCosts {
public:
  LayerCosts(mlir::ModuleOp module, const PrecisionOptions &precision,
             const std::optional<CostFile> &timed, const TargetInfo &target);

  /// Of a layer, with each of \p forms; the first has 8 bits.
  llvm::Expected<std::vector<int64_t>> of(const UnitPlan &planned,
                                          llvm::ArrayRef<WeightPlan> forms);

  /// By how much a call takes longer where a tensor has 16 bits. That is the
  /// cost for any objective: no weight takes more bytes for it.
  llvm::Expected<int64_t> ofWords(const WordCandidate &candidate,
                                  const Plan &bytes, const Plan &words,
                                  const Simulation::OtherWeights &narrowable);

private:
  const PrecisionOptions &precision;
  const std::optional<CostFile> &timed;
  const TargetInfo &target;
  llvm::StringMap<mlir::qnn::UnitOp> units;
};

} // namespace qopt

#endif // QOPT_LIB_COMPILER_LAYERCOSTS_H
