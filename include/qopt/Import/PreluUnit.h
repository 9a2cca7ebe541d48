//===- PreluUnit.h - Reading a unit of kind prelu ---------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_IMPORT_PRELUUNIT_H
#define QOPT_IMPORT_PRELUUNIT_H

#include "qopt/Dialect/QNN/IR/QNN.h"

#include "llvm/ADT/SmallVector.h"

namespace qopt {

/// `y = x >= 0 ? x : slope * x` with a slope for each channel, the last
/// dimension. With one slope for all it is a function of one tensor, "unary".
struct PreluUnit {
  mlir::qnn::UnitOp unit;
  llvm::SmallVector<float, 0> slopes;
};

/// Reads a unit of kind "prelu"; fails where the unit is of another kind or its
/// body is not one. Emits no diagnostic.
llvm::FailureOr<PreluUnit> matchPreluUnit(mlir::qnn::UnitOp unit);

} // namespace qopt

#endif // QOPT_IMPORT_PRELUUNIT_H
