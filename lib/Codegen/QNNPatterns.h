//===- QNNPatterns.h - Rewrites of qnn operations to linalg -----*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Internal to qopt-convert-qnn-to-linalg: one file a family of operations, and
/// what they share.
///
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_CODEGEN_QNNPATTERNS_H
#define QOPT_LIB_CODEGEN_QNNPATTERNS_H

#include "qopt/Dialect/QNN/IR/QNN.h"

#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/IR/PatternMatch.h"

namespace qopt {

/// Dense layers, convolutions, products of two activations.
void populateQNNContractionPatterns(mlir::RewritePatternSet &patterns);
/// Layers with stored weights and float activations.
void populateQNNDynamicPatterns(mlir::RewritePatternSet &patterns);
/// Rescaling, sums and products of two activations.
void populateQNNMapPatterns(mlir::RewritePatternSet &patterns);
/// Softmax and layer norm.
void populateQNNRowPatterns(mlir::RewritePatternSet &patterns);
/// Bilinear interpolation of stored values.
void populateQNNResizePatterns(mlir::RewritePatternSet &patterns);
/// Pools and sums along dimensions.
void populateQNNWindowPatterns(mlir::RewritePatternSet &patterns);

using MapBody = llvm::function_ref<mlir::Value(
    mlir::OpBuilder &, mlir::Location, mlir::ValueRange)>;

/// An elementwise generic over `inputs` with `maps`, into an empty tensor of
/// `type`.
mlir::Value buildMap(mlir::OpBuilder &b, mlir::Location loc,
                     mlir::RankedTensorType type, mlir::ValueRange inputs,
                     llvm::ArrayRef<mlir::AffineMap> maps, MapBody body);

/// The map that reads an operand of `type` for every element of a result of its
/// rank, broadcast along the dimensions where it has 1 and the result more.
mlir::AffineMap broadcastMap(mlir::RankedTensorType type,
                             mlir::RankedTensorType result);

/// The stored `value` as i32, less its zero point; i64 stays.
mlir::Value widen(mlir::OpBuilder &b, mlir::Location loc, mlir::Value value,
                  bool isUnsigned, int32_t zeroPoint);

} // namespace qopt

#endif // QOPT_LIB_CODEGEN_QNNPATTERNS_H
