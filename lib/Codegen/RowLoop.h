//===- RowLoop.h - A loop over the rows of a tensor -------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_CODEGEN_ROWLOOP_H
#define QOPT_LIB_CODEGEN_ROWLOOP_H

#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"

namespace qopt {

/// Makes a row of the result from the row of the input, whose number is given.
using RowBody = llvm::function_ref<mlir::Value(
    mlir::ImplicitLocOpBuilder &, mlir::Value row, mlir::Value number)>;

/// Computes every row, the last dimension, of a result of `type` from the row
/// of `input`. What is needed of one row only stays in the cache.
mlir::Value forEachRow(mlir::ImplicitLocOpBuilder &b, mlir::Value input,
                       mlir::RankedTensorType type, RowBody body);

} // namespace qopt

#endif // QOPT_LIB_CODEGEN_ROWLOOP_H
