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

/// What a kernel may demand of the weights `N x K`.
WeightFacts computeWeightFacts(mlir::DenseElementsAttr weights);

/// Weights `N x K` to `[blocks][K / stepK][blockColumns * stepK]`: for every
/// block of columns from `firstColumn` on, and every step of `stepK` values of
/// k, the values of the block's first column, then those of its second, ...
/// Zeros stand beyond N and K.
mlir::DenseElementsAttr packWeights(mlir::DenseElementsAttr weights,
                                    int64_t stepK, int64_t firstColumn,
                                    int64_t blocks, int64_t blockColumns);

} // namespace qopt

#endif // QOPT_LIB_CODEGEN_PACKEDWEIGHTS_H
