//===- UnitNames.h - The names of tensors and units -------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_IMPORT_UNITNAMES_H
#define QOPT_LIB_IMPORT_UNITNAMES_H

#include "mlir/Dialect/Func/IR/FuncOps.h"

namespace qopt {

/// Gives every argument and result of `func` its attribute `qnn.name`: the
/// front end's name where there is one and it is unique, else in0, out0, ...
void nameInterface(mlir::func::FuncOp func);

/// Gives the units of `func` that have no id theirs.
void nameUnits(mlir::func::FuncOp func);

/// Gives the integer operations of `func` that have no unit theirs: a rescale
/// of sums has that of the sums.
void nameIntegerOps(mlir::func::FuncOp func);

} // namespace qopt

#endif // QOPT_LIB_IMPORT_UNITNAMES_H
