//===- Patterns.h - Rewrites of quantized units to qnn ----------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Internal to qopt-convert-units-to-qnn: one file a family of units, and what
/// they share.
///
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_QUANTIZE_PATTERNS_H
#define QOPT_LIB_QUANTIZE_PATTERNS_H

#include "qopt/Calibration/Plan.h"
#include "qopt/Dialect/QNN/IR/QNN.h"

#include "mlir/Transforms/DialectConversion.h"

namespace qopt {

/// What the patterns tell the pass. A pattern that fails has said why.
struct ConversionReport {
  int64_t numConverted = 0;
  int64_t numErrors = 0;

  /// An error at \p op; counts it. Diagnostics of this phase are located but do
  /// not print the operation, which may hold a whole network.
  mlir::InFlightDiagnostic error(mlir::Operation *op) {
    ++numErrors;
    return mlir::emitError(op->getLoc());
  }
};

void populateDensePatterns(const mlir::TypeConverter &converter,
                           mlir::RewritePatternSet &patterns,
                           ConversionReport &report);
void populateUnaryPatterns(const mlir::TypeConverter &converter,
                           mlir::RewritePatternSet &patterns,
                           ConversionReport &report);
/// Casts and reshapes.
void populateEdgePatterns(const mlir::TypeConverter &converter,
                          mlir::RewritePatternSet &patterns,
                          ConversionReport &report);

/// On a `qnn.requantize`: its clamp holds an activation other than a relu, even
/// where the bounds are those of the storage.
inline constexpr llvm::StringLiteral boundedAttrName = "qnn.bounded";

/// The parameters of a unit with one operand and one result.
struct UnitBoundary {
  QuantParams input, output;
};

/// Reads the boundary types of \p unit, which must all be quantized.
mlir::FailureOr<UnitBoundary> readBoundary(mlir::qnn::UnitOp unit,
                                           ConversionReport &report);

/// The attribute `qnn.quantization` of \p unit; what it leaves out is symmetric
/// per channel, and fp32.
struct UnitQuantization {
  WeightPlan weights;
  mlir::qnn::Numerics numerics = mlir::qnn::Numerics::fp32;
};
mlir::FailureOr<UnitQuantization> readQuantization(mlir::qnn::UnitOp unit,
                                                   ConversionReport &report);

/// The dialect's name of the numerics.
mlir::qnn::Numerics toDialect(Numerics numerics);

/// The parameters of a `qnn.requantize` by \p scales, as constants before \p
/// op: an f32 tensor, or multipliers and shifts.
mlir::FailureOr<llvm::SmallVector<mlir::Value>>
createRescaleParams(mlir::OpBuilder &builder, mlir::Operation *op,
                    llvm::ArrayRef<double> scales, mlir::qnn::Numerics numerics,
                    ConversionReport &report);

} // namespace qopt

#endif // QOPT_LIB_QUANTIZE_PATTERNS_H
