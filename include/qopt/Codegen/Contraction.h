//===- Contraction.h - The contraction all kernels share --------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_CODEGEN_CONTRACTION_H
#define QOPT_CODEGEN_CONTRACTION_H

#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/IR/Builders.h"

namespace qopt {

/// `out[m, n] = init[m, n] + sum_k lhs[m, k] * rhs[n, k]`, where `init` is
/// `bias[n]`. Integers are extended by their signedness to i32.
///
/// \param unit the id that the report and remarks use, or null.
mlir::linalg::GenericOp buildContraction(mlir::OpBuilder &builder,
                                         mlir::Location loc, mlir::Value lhs,
                                         mlir::Value rhs, mlir::Value bias,
                                         bool lhsUnsigned, bool rhsUnsigned,
                                         mlir::StringAttr unit);

/// A contraction as built above, read back.
struct Contraction {
  mlir::linalg::GenericOp op;
  mlir::Value lhs;
  mlir::Value bias;                ///< N values.
  mlir::DenseElementsAttr weights; ///< N x K.
  int64_t m, n, k;
  bool isFloat, lhsUnsigned;
  mlir::StringAttr unit;

  static mlir::FailureOr<Contraction> match(mlir::linalg::GenericOp op);
};

} // namespace qopt

#endif // QOPT_CODEGEN_CONTRACTION_H
