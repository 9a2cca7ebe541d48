//===- OpUnit.h - Units of one operation and a clamp ------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_IMPORT_OPUNIT_H
#define QOPT_IMPORT_OPUNIT_H

#include "qopt/Dialect/QNN/IR/QNN.h"

#include "llvm/ADT/SmallVector.h"

#include <optional>

namespace qopt {

/// The kind of the units that are made of `op`: "conv2d", "add" (of a
/// difference too), "mul", "avg_pool2d", "mean" (of a sum too), "concat",
/// "matmul", "resize" (bilinear). Empty for an operation that is no unit by
/// itself.
llvm::StringRef unitKindOf(mlir::Operation *op);

/// A unit of one operation, perhaps with a clamp on its result; of a mean more
/// operations belong to it.
struct OpUnit {
  mlir::qnn::UnitOp unit;
  /// The operation; of a mean the first of its sums.
  mlir::Operation *op = nullptr;
  /// The bounds of the activation. A bound that no f32 exceeds is absent.
  std::optional<float> clampMin, clampMax;

  /// The number of the unit's operand that operand `index` of the operation
  /// is; nothing for a constant.
  std::optional<unsigned> inputNumber(unsigned index) const;
};

/// Reads a unit whose kind is unitKindOf what it holds. Fails where the body
/// has another form. Emits no diagnostic.
llvm::FailureOr<OpUnit> matchOpUnit(mlir::qnn::UnitOp unit);

/// `y = clamp(factor * sum x)` over some dimensions, which are 1 in `y`.
struct MeanUnit : OpUnit {
  llvm::SmallVector<int64_t> dims;
  /// The number of summed elements.
  int64_t count = 1;
  double factor = 1;
};

/// Reads a unit of kind "mean", as matchOpUnit does.
llvm::FailureOr<MeanUnit> matchMeanUnit(mlir::qnn::UnitOp unit);

} // namespace qopt

#endif // QOPT_IMPORT_OPUNIT_H
