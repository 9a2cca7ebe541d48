//===- IntegerImport.h - Integer TOSA to qnn --------------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Internal to qopt-import-integer-tosa: one file a family of operations. A
/// conversion gives the value that replaces the operation's result, null where
/// the operation stays TOSA, and fails after an error.
///
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_IMPORT_INTEGERIMPORT_H
#define QOPT_LIB_IMPORT_INTEGERIMPORT_H

#include "IntegerRange.h"

#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/IR/Builders.h"

namespace qopt {

/// Gives all integers signless types, of 8, 16, 32 or 64 bits or one; the
/// interface's unsigned ones get the attribute `qnn.unsigned`.
llvm::LogicalResult makeSignless(mlir::func::FuncOp func);

/// Convolutions and matrix products. What 32 bits hold is summed in as many and
/// then widened.
mlir::FailureOr<mlir::Value> convertSum(mlir::Operation *op,
                                        mlir::OpBuilder &builder,
                                        const IntegerRanges &ranges);

/// Moves of what was widened become moves of what it was before.
mlir::Value convertMove(mlir::Operation *op, mlir::OpBuilder &builder);

/// The range of the result is set, where it is signed.
mlir::FailureOr<mlir::Value> convertRescale(mlir::tosa::RescaleOp op,
                                            mlir::OpBuilder &builder,
                                            IntegerRanges &ranges);

/// A clamp of a rescale's result becomes the rescale's own.
mlir::FailureOr<mlir::Value> convertClamp(mlir::tosa::ClampOp op);

/// What is widened from 32 bits to 64 to become `value`; null for others.
mlir::Value getNarrow(mlir::Value value);

mlir::FailureOr<mlir::Value> convertTable(mlir::tosa::TableOp op,
                                          mlir::OpBuilder &builder);
mlir::FailureOr<mlir::Value> convertMaxPool(mlir::tosa::MaxPool2dOp op,
                                            mlir::OpBuilder &builder);
mlir::FailureOr<mlir::Value> convertAvgPool(mlir::tosa::AvgPool2dOp op,
                                            mlir::OpBuilder &builder);

/// The operation, whose result is of integers, has types and constants that
/// TOSA defines it for.
llvm::LogicalResult verifyIntegerOp(mlir::Operation *op);

/// The operation, which stays TOSA and computes with integers, has an exact
/// lowering.
llvm::LogicalResult verifyHasLowering(mlir::Operation *op);

/// A constant of one dimension.
template <typename T>
mlir::Value createVector(mlir::OpBuilder &builder, mlir::Location loc,
                         mlir::Type element, llvm::ArrayRef<T> values) {
  auto type = mlir::RankedTensorType::get({int64_t(values.size())}, element);
  return mlir::tosa::ConstOp::create(
      builder, loc, type, mlir::DenseElementsAttr::get(type, values));
}

} // namespace qopt

#endif // QOPT_LIB_IMPORT_INTEGERIMPORT_H
