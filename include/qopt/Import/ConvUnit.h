//===- ConvUnit.h - Reading a unit of kind conv2d ---------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_IMPORT_CONVUNIT_H
#define QOPT_IMPORT_CONVUNIT_H

#include "qopt/Dialect/QNN/IR/QNN.h"
#include "qopt/Import/GivenWeights.h"

#include "llvm/ADT/SmallVector.h"

#include <optional>

namespace qopt {

/// The float convolution that a unit of kind "conv2d" holds, a depthwise one
/// too, with its constants as plain numbers in the form of `qnn.conv2d`.
struct ConvUnit {
  mlir::qnn::UnitOp unit;
  /// The operand of the unit, `B x H x W x C`, whatever its boundary type.
  mlir::Value input;
  /// `O x KH x KW x C / groups`.
  llvm::SmallVector<int64_t, 4> weightShape;
  int64_t groups = 1;
  /// Row-major.
  llvm::SmallVector<float, 0> weight;
  /// Where the weight arrived quantized.
  std::optional<GivenWeights> given;
  /// `O`.
  llvm::SmallVector<float, 0> bias;
  /// Top, bottom, left, right; then height and width.
  llvm::SmallVector<int64_t, 4> pad;
  llvm::SmallVector<int64_t, 2> stride, dilation;
  /// The bounds of the activation. A bound that no f32 exceeds is absent.
  std::optional<float> clampMin, clampMax;
};

/// Reads a unit of kind "conv2d"; fails where the unit is of another kind or
/// its body is not one. Emits no diagnostic.
llvm::FailureOr<ConvUnit> matchConvUnit(mlir::qnn::UnitOp unit);

} // namespace qopt

#endif // QOPT_IMPORT_CONVUNIT_H
