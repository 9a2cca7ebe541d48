//===- WeightedLayer.h - What the weights of a unit multiply ----*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Dense layers and convolutions seen as what they are: the same weights times
/// many rows of inputs.
///
//===----------------------------------------------------------------------===//

#ifndef QOPT_QUANTIZE_WEIGHTEDLAYER_H
#define QOPT_QUANTIZE_WEIGHTEDLAYER_H

#include "qopt/Calibration/Plan.h"

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/Value.h"
#include "llvm/ADT/SmallVector.h"

#include <string>

namespace qopt {

/// A unit whose weights a plan quantizes. A dense layer is a convolution with a
/// window of one element over an image of as many rows as it has.
struct WeightedLayer {
  /// Of the unit.
  std::string id;
  /// Its operand.
  mlir::Value input;
  /// As the unit reads it.
  TensorParams inputParams;
  /// `outputs x inputsPerRow`, the scales of the input's channels taken in.
  llvm::SmallVector<float, 0> weight;
  /// `outputs`; zeros where it is added in float.
  llvm::SmallVector<float, 0> bias;
  int64_t groups = 1;
  /// Of the input.
  int64_t height = 1, width = 1, channels = 1;
  int64_t kernel[2] = {1, 1}, stride[2] = {1, 1}, dilation[2] = {1, 1};
  /// Top, bottom, left, right.
  int64_t pad[4] = {0, 0, 0, 0};

  int64_t outputs() const { return static_cast<int64_t>(bias.size()); }
  /// How many numbers an output channel multiplies.
  int64_t rowSize() const { return kernel[0] * kernel[1] * channels / groups; }
  /// The rows of one image.
  int64_t numPositions() const { return outputSize(0) * outputSize(1); }

  /// Copies the row of a group at \p position of \p image: the numbers that the
  /// stored inputs stand for in units of the common scale, clipped as they are.
  void copyRow(llvm::ArrayRef<float> image, int64_t position, int64_t group,
               llvm::MutableArrayRef<float> row) const;

private:
  int64_t outputSize(int axis) const;
};

/// The layers of \p module whose weights \p plan rounds. Of a dense layer with
/// a dynamic number of rows, an image is one row.
llvm::SmallVector<WeightedLayer> findWeightedLayers(mlir::ModuleOp module,
                                                    const Plan &plan);

} // namespace qopt

#endif // QOPT_QUANTIZE_WEIGHTEDLAYER_H
