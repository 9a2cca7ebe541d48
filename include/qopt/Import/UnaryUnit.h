//===- UnaryUnit.h - Evaluating a unit of kind unary ------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_IMPORT_UNARYUNIT_H
#define QOPT_IMPORT_UNARYUNIT_H

#include "qopt/Dialect/QNN/IR/QNN.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"

namespace qopt {

/// True of the TOSA operations that a unit of kind "unary" may hold.
bool isUnaryUnitOp(mlir::Operation *op);

/// Evaluates the body of a unit of kind "unary" at each of `x`, in double
/// precision. Fails where the unit is of another kind or holds an operation
/// that is not elementwise. Emits no diagnostic.
llvm::FailureOr<llvm::SmallVector<double>>
evaluateUnaryUnit(mlir::qnn::UnitOp unit, llvm::ArrayRef<double> x);

} // namespace qopt

#endif // QOPT_IMPORT_UNARYUNIT_H
