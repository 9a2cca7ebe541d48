//===- VectorMap.h - An elementwise operation on vectors --------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_CODEGEN_VECTORMAP_H
#define QOPT_CODEGEN_VECTORMAP_H

#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"

namespace qopt {

/// The part of a result's line that is computed at once.
struct VectorSlice {
  /// Indices of all dimensions but the last; the first of the last.
  llvm::SmallVector<mlir::Value> row;
  mlir::Value column;
  /// Elements from there on, and lanes of the vectors, at least as many; what
  /// is in the lanes beyond is unspecified.
  int64_t valid, lanes;
};

/// An elementwise linalg operation whose operands are as large as the result,
/// or broadcast along some of its dimensions; its body can be executed on
/// vectors along the last.
struct VectorMap {
  mlir::linalg::GenericOp op;

  /// What does not fit is left to other passes.
  static mlir::FailureOr<VectorMap> match(mlir::linalg::GenericOp op);

  /// The input that is not there yet when `evaluate` is called, or -1.
  int64_t deferredInput(mlir::Value producer);

  /// Executes the body on a slice. The input `deferred` has the value
  /// `deferredValue`, a vector of `lanes`; the others are read. `columnInputs`
  /// is what `readColumnInputs` gave. Where `order` is given, lane i of all
  /// vectors, the result too, is element order[i] of the slice.
  mlir::Value evaluate(mlir::ImplicitLocOpBuilder &b, const VectorSlice &slice,
                       int64_t deferred, mlir::Value deferredValue,
                       llvm::ArrayRef<mlir::Value> columnInputs,
                       llvm::ArrayRef<int64_t> order = {});

  /// The inputs that depend on nothing but the column, read once for a column
  /// block (null for the others); `slice` has no row.
  llvm::SmallVector<mlir::Value>
  readColumnInputs(mlir::ImplicitLocOpBuilder &b, const VectorSlice &slice,
                   int64_t deferred, llvm::ArrayRef<int64_t> order = {});
};

/// Whether every operation of the body is elementwise, or a constant.
bool hasVectorBody(mlir::linalg::GenericOp op);

/// Executes the body of `op`, whose arguments `mapping` has as vectors of
/// `lanes`, and returns what it yields.
mlir::Value evaluateBody(mlir::ImplicitLocOpBuilder &b,
                         mlir::linalg::GenericOp op, mlir::IRMapping &mapping,
                         int64_t lanes);

/// Reads `valid` elements of the last dimension at `indices`, as a vector of
/// `lanes`.
mlir::Value readVector(mlir::ImplicitLocOpBuilder &b, mlir::Value source,
                       mlir::ValueRange indices, int64_t valid, int64_t lanes);

/// The same with the first element in the lanes beyond: they are computed with
/// like any other, and a number that no element has, such as a shift by 0 where
/// shifts begin at 2, could do harm.
mlir::Value readRepeated(mlir::ImplicitLocOpBuilder &b, mlir::Value source,
                         mlir::ValueRange indices, int64_t valid,
                         int64_t lanes);

/// One element of each of `vectors`, whose number is a power of two, in turn.
mlir::Value interleaveVectors(mlir::ImplicitLocOpBuilder &b,
                              llvm::ArrayRef<mlir::Value> vectors);

/// Writes the first `valid` lanes of `vector` at `indices` of a tensor.
mlir::Value writeVector(mlir::ImplicitLocOpBuilder &b, mlir::Value vector,
                        mlir::Value destination, mlir::ValueRange indices,
                        int64_t valid);

} // namespace qopt

#endif // QOPT_CODEGEN_VECTORMAP_H
