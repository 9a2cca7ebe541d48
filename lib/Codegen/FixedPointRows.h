//===- FixedPointRows.h - Once a row, in integers ---------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// What softmax and layer norm compute once a row, as Reference/Arithmetic.h
/// defines it: of multiplications, shifts and comparisons only, since a machine
/// may have no division of 64 bits, nor floats.
///
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_CODEGEN_FIXEDPOINTROWS_H
#define QOPT_LIB_CODEGEN_FIXEDPOINTROWS_H

#include "mlir/IR/ImplicitLocOpBuilder.h"

namespace qopt {

/// The parameters of a `qnn.rescale` with numerics single.
struct RowFactor {
  mlir::Value multiplier, shift;
};

/// softmaxFactor of an i32 `sum`.
RowFactor createSoftmaxFactor(mlir::ImplicitLocOpBuilder &b, mlir::Value sum,
                              float scale);

/// reciprocalSqrt of an i64 `v`, for results in steps of 2^-normalisedBits.
RowFactor createNormFactor(mlir::ImplicitLocOpBuilder &b, mlir::Value v);

/// The end of layerNormSingle: scalars or vectors of i32 to the stored type.
mlir::Value createNormResult(mlir::OpBuilder &b, mlir::Location loc,
                             mlir::Value normalised, mlir::Value gamma,
                             mlir::Value beta, int shift, int64_t zp,
                             int64_t qmin, int64_t qmax, mlir::Type stored);

} // namespace qopt

#endif // QOPT_LIB_CODEGEN_FIXEDPOINTROWS_H
