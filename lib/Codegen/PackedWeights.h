//===- PackedWeights.h - Weights as a kernel reads them ---------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_CODEGEN_PACKEDWEIGHTS_H
#define QOPT_LIB_CODEGEN_PACKEDWEIGHTS_H

#include "qopt/Target/DotKernel.h"

#include "mlir/IR/BuiltinAttributes.h"

#include <vector>

namespace qopt {

/// The bytes of a constant, with a splat spelt out.
std::vector<char> rawBytes(mlir::DenseElementsAttr attr);

/// Weights `N x runs x length`, whatever their shape: what is summed over is
/// `runs` runs of elements that lie one after the other on the left side.
struct WeightLayout {
  mlir::DenseElementsAttr weights;
  int64_t n, runs, length;
};

/// What a kernel may demand of the weights.
WeightFacts computeWeightFacts(const WeightLayout &layout);

/// Weights to `[blocks][runs * ceil(length / stepK)][blockColumns * stepK]`:
/// for every block of columns from `firstColumn` on, and every step of `stepK`
/// values of a run, the values of the block's first column, then those of its
/// second, ... Zeros stand beyond N and beyond the end of a run. `alternates`
/// is `DotShape::alternatesRhs`.
mlir::DenseElementsAttr packWeights(const WeightLayout &layout, int64_t stepK,
                                    int64_t firstColumn, int64_t blocks,
                                    int64_t blockColumns,
                                    bool alternates = false);

} // namespace qopt

#endif // QOPT_LIB_CODEGEN_PACKEDWEIGHTS_H
