//===- WidenWeights.h - Stored weights as words -----------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_TARGET_WIDENWEIGHTS_H
#define QOPT_LIB_TARGET_WIDENWEIGHTS_H

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"

namespace qopt {

/// Weights of a row that multiplies in 16 bits: `DotKernel::prepareRhs`.
inline mlir::Value widenWeights(mlir::ImplicitLocOpBuilder &b,
                                mlir::Value rhs) {
  auto type = llvm::cast<mlir::VectorType>(rhs.getType());
  return mlir::arith::ExtSIOp::create(b, type.clone(b.getI16Type()), rhs);
}

} // namespace qopt

#endif // QOPT_LIB_TARGET_WIDENWEIGHTS_H
