//===- DotOperands.h - Operands and results of dots -------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_CODEGEN_DOTOPERANDS_H
#define QOPT_LIB_CODEGEN_DOTOPERANDS_H

#include "qopt/Target/DotKernel.h"

namespace qopt {

/// The values of K that one load brings in from place `at` of `lhs` on, of
/// which `readable` may be read.
mlir::Value loadLeft(mlir::ImplicitLocOpBuilder &b, const DotKernel &row,
                     mlir::Value lhs, mlir::Value at, int64_t readable);

/// The left operand of a dot of `row`. `loaded` has, for every row of the left
/// side that it multiplies, values of K for one or several dots, of which this
/// is number `part`.
mlir::Value makeLeftOperand(mlir::ImplicitLocOpBuilder &b, const DotKernel &row,
                            llvm::ArrayRef<mlir::Value> loaded, int64_t part);

/// A vector of integers as floats.
mlir::Value convertToFloat(mlir::ImplicitLocOpBuilder &b, mlir::Value rhs);

/// The float `row` for weights that are stored integers, which become floats on
/// their way into a register.
DotKernel makeStoredWeightsRow(const DotKernel &row);

/// An accumulator before the first dot: the biases of its `lanes` columns, or
/// zeros where results are spread over several lanes.
mlir::Value startAccumulator(mlir::ImplicitLocOpBuilder &b,
                             const DotKernel &row, mlir::Value biases);

/// One value for each of `lanes` columns in the place of all their results in
/// an accumulator.
mlir::Value spreadColumns(mlir::ImplicitLocOpBuilder &b, const DotKernel &row,
                          mlir::Value columns);

/// The results of number `resultRow` of the rows that a dot multiplies, from
/// the accumulators of neighbouring columns.
mlir::Value joinResults(mlir::ImplicitLocOpBuilder &b, const DotKernel &row,
                        llvm::ArrayRef<mlir::Value> accumulators,
                        int64_t resultRow);

/// Vectors of one length as one.
mlir::Value joinVectors(mlir::ImplicitLocOpBuilder &b,
                        llvm::ArrayRef<mlir::Value> vectors);

} // namespace qopt

#endif // QOPT_LIB_CODEGEN_DOTOPERANDS_H
