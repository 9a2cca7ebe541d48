//===- DenseChain.h - A matrix product and what belongs to it ---*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_IMPORT_DENSECHAIN_H
#define QOPT_LIB_IMPORT_DENSECHAIN_H

#include "qopt/Import/GivenWeights.h"

#include "mlir/Dialect/Tosa/IR/TosaOps.h"

#include <optional>

namespace qopt {

/// matmul with a constant -> [reshape] -> [+ bias] -> [clamp], each link with
/// one use.
struct DenseChain {
  mlir::tosa::MatMulOp matmul;
  /// Product of the batch and the row count; ShapedType::kDynamic if either is.
  int64_t m = 0;
  int64_t k = 0, n = 0;
  /// `K x N`, row-major, as the matmul holds it.
  llvm::SmallVector<float, 0> weight;
  /// Where the weight arrived quantized.
  std::optional<GivenWeights> given;
  /// `N`, or empty where there is none.
  llvm::SmallVector<float, 0> bias;
  mlir::tosa::ClampOp clamp;
  /// The value of the last link.
  mlir::Value end;
  /// The links, first to last.
  llvm::SmallVector<mlir::Operation *> ops;
};

/// A constant as one number for each of the `n` channels, which are the last
/// dimension of a value that it is added to or multiplied with.
std::optional<llvm::SmallVector<float, 0>> perChannel(mlir::ElementsAttr attr,
                                                      int64_t n);

/// Follows the chain that starts at `matmul`. Fails where that is not a float
/// product of an activation with a constant.
llvm::FailureOr<DenseChain> matchDenseChain(mlir::tosa::MatMulOp matmul);

} // namespace qopt

#endif // QOPT_LIB_IMPORT_DENSECHAIN_H
