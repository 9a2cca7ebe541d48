//===- VerifyShapes.h - Checks of shapes and interfaces ---------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_IMPORT_VERIFYSHAPES_H
#define QOPT_LIB_IMPORT_VERIFYSHAPES_H

#include "mlir/Dialect/Func/IR/FuncOps.h"

namespace qopt {

/// The function takes and returns tensors that can be compiled, and is one
/// block of operations of the dialects that are known.
llvm::LogicalResult verifyInterface(mlir::func::FuncOp func);

/// The shapes of the operands and results of a TOSA operation fit.
llvm::LogicalResult verifyTosaShapes(mlir::Operation *op);

} // namespace qopt

#endif // QOPT_LIB_IMPORT_VERIFYSHAPES_H
