//===- DenseUnit.h - Reading a unit of kind dense ---------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_IMPORT_DENSEUNIT_H
#define QOPT_IMPORT_DENSEUNIT_H

#include "qopt/Dialect/QNN/IR/QNN.h"
#include "qopt/Import/GivenWeights.h"

#include "llvm/ADT/SmallVector.h"

#include <optional>

namespace qopt {

/// The float dense layer `y = clamp(x * weight^T + bias)` that a unit of kind
/// "dense" holds, with its constants as plain numbers.
struct DenseUnit {
  mlir::qnn::UnitOp unit;
  /// The operand of the unit, `M x K`, whatever its boundary type.
  mlir::Value input;
  int64_t n = 0, k = 0;
  /// `N x K`, row-major: one row per output channel.
  llvm::SmallVector<float, 0> weight;
  /// Where the weight arrived quantized.
  std::optional<GivenWeights> given;
  /// `N`; zeros where the layer has no bias.
  llvm::SmallVector<float, 0> bias;
  /// The bounds of the activation. A bound that no f32 exceeds is absent.
  std::optional<float> clampMin, clampMax;
  /// The contraction reads the unit's block argument and nothing else. Always
  /// true of a match.
  bool inputIsUnitArg = true;
};

/// Reads a unit of kind "dense"; fails where the unit is of another kind or its
/// body is not one. Emits no diagnostic.
llvm::FailureOr<DenseUnit> matchDenseUnit(mlir::qnn::UnitOp unit);

} // namespace qopt

#endif // QOPT_IMPORT_DENSEUNIT_H
