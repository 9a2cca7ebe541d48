//===- FakeQuantization.h - Networks that arrive quantized ------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_IMPORT_FAKEQUANTIZATION_H
#define QOPT_LIB_IMPORT_FAKEQUANTIZATION_H

#include "QuantizerForm.h"
#include "qopt/Dialect/QNN/IR/QNN.h"

#include "mlir/IR/PatternMatch.h"

namespace qopt {

/// Moves of 8-bit integers, each the operand of the next, from the last to the
/// first.
struct MovePath {
  llvm::SmallVector<mlir::Operation *> moves;
  /// What is moved.
  mlir::Value source;
};

/// Goes from `value` back through operations that only move elements and add
/// none.
MovePath traceMoves(mlir::Value value);

/// The moves of `path`, of `value` in place of its source.
mlir::Value repeatMoves(mlir::OpBuilder &builder, const MovePath &path,
                        mlir::Value value);

/// The quantizer that computes the 8-bit integers `value`; fails where they
/// come from elsewhere.
llvm::FailureOr<Quantizer> findQuantizer(mlir::Value value);

/// `quantizer` as one operation, with the result type `type`, after a clamp
/// where not all bytes are used. Null where its scale is none.
mlir::Value createQuantize(mlir::OpBuilder &builder, mlir::Location loc,
                           const Quantizer &quantizer, mlir::Type type);

/// `quantizer`, and `scale` in place of its own, with its inverse as one
/// operation.
mlir::Value createFakeQuantize(mlir::OpBuilder &builder, mlir::Location loc,
                               const Quantizer &quantizer, double scale);

/// Whether the scales are one, but for what inverting one costs.
bool isSameScale(double a, double b);

/// The integer constant `stored` as a constant with given scales:
/// `scale * (stored - zp)`, where `scale` and `zp` are constants that broadcast
/// or have one element; `zp` may be null. Fails where they do not.
llvm::FailureOr<mlir::Value> createGivenConstant(mlir::OpBuilder &builder,
                                                 mlir::Location loc,
                                                 const Dequantizer &form);

/// Contractions of 8-bit integers, dequantized, to contractions of what the
/// integers stand for.
void populateQuantizedContractionPatterns(mlir::RewritePatternSet &patterns);

} // namespace qopt

#endif // QOPT_LIB_IMPORT_FAKEQUANTIZATION_H
