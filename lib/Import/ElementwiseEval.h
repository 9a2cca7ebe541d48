//===- ElementwiseEval.h - Elementwise operations on numbers ----*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_IMPORT_ELEMENTWISEEVAL_H
#define QOPT_LIB_IMPORT_ELEMENTWISEEVAL_H

#include "mlir/IR/Operation.h"

namespace qopt {

/// The operands of an operation of a unary unit that are data.
mlir::ValueRange elementwiseOperands(mlir::Operation *op);

/// The result of an operation of a unary unit on one number per data operand;
/// i1 values are 0 and 1.
double evaluateElementwise(mlir::Operation *op, llvm::ArrayRef<double> x);

} // namespace qopt

#endif // QOPT_LIB_IMPORT_ELEMENTWISEEVAL_H
