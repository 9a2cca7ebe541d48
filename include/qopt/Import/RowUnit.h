//===- RowUnit.h - Units of softmax and layer norm --------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_IMPORT_ROWUNIT_H
#define QOPT_IMPORT_ROWUNIT_H

#include "qopt/Dialect/QNN/IR/QNN.h"

namespace qopt {

/// `y = exp(factor * (x - max x)) / sum exp(factor * (x - max x))` along the
/// last dimension.
struct SoftmaxUnit {
  mlir::qnn::UnitOp unit;
  float factor = 1;
};

/// Reads a unit of kind "softmax"; fails where the unit is of another kind or
/// its body is not one. Emits no diagnostic.
llvm::FailureOr<SoftmaxUnit> matchSoftmaxUnit(mlir::qnn::UnitOp unit);

/// `y = (x - mean x) / sqrt(variance x + epsilon) * gamma + beta` along the
/// last dimension, with a gamma and a beta for each of its elements. An RMS
/// norm takes no mean from x: `y = x / sqrt(mean x^2 + epsilon) * gamma +
/// beta`.
struct LayerNormUnit {
  mlir::qnn::UnitOp unit;
  float epsilon = 0;
  llvm::SmallVector<float, 0> gamma, beta;
  bool isRms = false;
};

/// Reads a unit of kind "layer_norm", as matchSoftmaxUnit does.
llvm::FailureOr<LayerNormUnit> matchLayerNormUnit(mlir::qnn::UnitOp unit);

} // namespace qopt

#endif // QOPT_IMPORT_ROWUNIT_H
