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
#include "mlir/IR/ImplicitLocOpBuilder.h"

namespace qopt {

/// An elementwise linalg operation over (rows, columns) whose operands are as
/// large as the result, one value per row or per column, or single values; its
/// body can be executed on vectors along the columns.
struct VectorMap {
  mlir::linalg::GenericOp op;

  /// Matches operations of rank 2. What does not fit is left to other passes.
  static mlir::FailureOr<VectorMap> match(mlir::linalg::GenericOp op);

  /// The input that is not there yet when `evaluate` is called, or -1.
  int64_t deferredInput(mlir::Value producer);

  /// Executes the body for `valid` columns from (`row`, `column`) on vectors of
  /// `lanes` (at least `valid`; what is beyond is unspecified). The input
  /// `deferred` has the value `deferredValue`, a vector of `lanes`; the others
  /// are read. `columnInputs` is what `readColumnInputs` gave.
  mlir::Value evaluate(mlir::ImplicitLocOpBuilder &b, mlir::Value row,
                       mlir::Value column, int64_t valid, int64_t lanes,
                       int64_t deferred, mlir::Value deferredValue,
                       llvm::ArrayRef<mlir::Value> columnInputs);

  /// The inputs that depend on nothing but the column, read once for a column
  /// block (null for the others).
  llvm::SmallVector<mlir::Value> readColumnInputs(mlir::ImplicitLocOpBuilder &b,
                                                  mlir::Value column,
                                                  int64_t valid, int64_t lanes,
                                                  int64_t deferred);
};

/// Reads `valid` elements of the last dimension at `indices`, as a vector of
/// `lanes`.
mlir::Value readVector(mlir::ImplicitLocOpBuilder &b, mlir::Value source,
                       mlir::ValueRange indices, int64_t valid, int64_t lanes);

/// Writes the first `valid` lanes of `vector` at `indices` of a tensor.
mlir::Value writeVector(mlir::ImplicitLocOpBuilder &b, mlir::Value vector,
                        mlir::Value destination, mlir::ValueRange indices,
                        int64_t valid);

} // namespace qopt

#endif // QOPT_CODEGEN_VECTORMAP_H
