//===- MatMul.h - Products of two activations -------------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_CODEGEN_MATMUL_H
#define QOPT_LIB_CODEGEN_MATMUL_H

#include "Kernels.h"

namespace qopt {

/// `out[b, m, n] = sum_k lhs[b, m, k] * rhs[b, k, n]`, neither side constant.
/// Integers are extended to i32; those of the right side are signed.
struct MatMul {
  mlir::linalg::GenericOp op;
  mlir::Value lhs, rhs;
  int64_t batch, m, n, k;
  bool isFloat, lhsUnsigned;
  mlir::StringAttr unit;

  static mlir::FailureOr<MatMul> match(mlir::linalg::GenericOp op);
};

/// Lanes are columns, as in emitTileKernel. What the columns of a tile are
/// multiplied with is brought into the order of the dot instruction before the
/// rows are computed. `row` is plain; `lhs` is flat, as it reads it.
EmittedKernel emitMatMulKernel(mlir::ImplicitLocOpBuilder &b,
                               const MatMul &matmul, const DotKernel &row,
                               mlir::Value lhs, Epilogue &epilogue,
                               ResultSink &sink);

} // namespace qopt

#endif // QOPT_LIB_CODEGEN_MATMUL_H
