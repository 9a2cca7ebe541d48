//===- IntegerSum.h - Sums of products of integers --------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_IMPORT_INTEGERSUM_H
#define QOPT_LIB_IMPORT_INTEGERSUM_H

#include "IntegerRange.h"

namespace qopt {

/// A convolution or matrix product of integers: `acc[o] = bias[o] + sum (x -
/// input zero point) * (w[o] - weight zero point)`.
struct IntegerSum {
  mlir::Operation *op;
  mlir::Value input, weight;
  /// Null for a matrix product.
  mlir::Value bias;
  int64_t inputZeroPoint = 0, weightZeroPoint = 0;
  /// Products in one sum, at most.
  int64_t k = 0;
  int64_t channels = 0;
  /// All weights of a channel after those of the one before, or empty where
  /// they are no constant.
  llvm::SmallVector<int64_t, 0> weights;
  /// One number a channel; empty where they are no constant.
  llvm::SmallVector<int64_t, 0> biases;

  /// nullopt for other operations.
  ///
  /// \returns failure, with an error, if a zero point is no constant or does
  /// not fit.
  static mlir::FailureOr<std::optional<IntegerSum>> match(mlir::Operation *op);

  /// What the sums can be where the input is in `x`; nullopt where the bias is
  /// not known.
  ///
  /// \returns failure, with an error, if one can overflow.
  mlir::FailureOr<std::optional<IntegerRange>> bound(IntegerRange x) const;

  /// Whether 32 bits hold every sum; the weights and the biases are known, and
  /// no sum overflows.
  bool fits32(IntegerRange x) const;

  /// Takes another weight, times an input in `x`, into what a sum can be.
  /// Padding, and what lies between the pixels of a transposed convolution,
  /// counts as zero.
  void extend(IntegerRange &sum, int64_t value, IntegerRange x) const;

private:
  llvm::LogicalResult readZeroPoints(mlir::Value inputZp, mlir::Value weightZp);
  void readWeights();
  void readBias();
};

} // namespace qopt

#endif // QOPT_LIB_IMPORT_INTEGERSUM_H
