//===- RandomMoves.h - Operations that only move elements -------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_TEST_UNIT_CODEGEN_RANDOMMOVES_H
#define QOPT_TEST_UNIT_CODEGEN_RANDOMMOVES_H

#include "ProgramMaker.h"

namespace qopt::codegentest {

/// Makes operations that move elements of any type, by what is in
/// `ProgramMaker`. A dynamic dimension is left as it is.
class RandomMoves : protected ProgramMaker {
protected:
  using ProgramMaker::ProgramMaker;

  /// The most elements that a tensor may have.
  static constexpr int64_t maxElements = 8000;

  /// With 1 for the dynamic dimension.
  static mlir::SmallVector<int64_t> shapeOf(mlir::Value value);
  mlir::RankedTensorType broadcastType(mlir::Value lhs, mlir::Value rhs,
                                       mlir::Type element);

  /// A pad, slice, transpose, reshape, reverse, tile or concatenation.
  mlir::Value move(mlir::Value value);

  mlir::Value reshape(mlir::Value value, mlir::ArrayRef<int64_t> shape);
  /// A reshape to `rank` dimensions; none where it has as many.
  mlir::Value regroup(mlir::Value value, int64_t rank);
  mlir::Value transpose(mlir::Value value, mlir::ArrayRef<int32_t> perms);
  mlir::Value concat(mlir::ArrayRef<mlir::Value> parts, int64_t axis);
  /// One element of some of the dimensions, all of the others.
  mlir::Value sliceToOne(mlir::Value value);

private:
  mlir::Value slice(mlir::Value value, mlir::ArrayRef<int64_t> start,
                    mlir::ArrayRef<int64_t> size);
  mlir::Value pad(mlir::Value value);
  mlir::Value tile(mlir::Value value);
};

} // namespace qopt::codegentest

#endif // QOPT_TEST_UNIT_CODEGEN_RANDOMMOVES_H
