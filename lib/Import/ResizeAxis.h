//===- ResizeAxis.h - Height or width of a resize ---------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_IMPORT_RESIZEAXIS_H
#define QOPT_LIB_IMPORT_RESIZEAXIS_H

#include "mlir/Dialect/Tosa/IR/TosaOps.h"

namespace qopt {

/// The numbers that TOSA gives one axis of a resize: output pixel o is
/// (o * denominator + offset) / numerator in the input.
struct ResizeAxis {
  int64_t numerator, denominator, offset, border, input, output;

  /// Where an output pixel is read.
  struct Place {
    int64_t first, second;
    /// How much of `second`.
    float fraction;
  };
  Place bilinear(int64_t pixel) const;
  int64_t nearest(int64_t pixel) const;

  /// The axis that reads the pixels `indices` of `input`.
  static std::optional<ResizeAxis> findNearest(llvm::ArrayRef<int64_t> indices,
                                               int64_t input);

  /// The axis that reads the pixels where `places` says.
  static std::optional<ResizeAxis> findBilinear(llvm::ArrayRef<Place> places,
                                                int64_t input);
};

/// A resize of `image`, batch x height x width x channels.
mlir::Value createResizeOf(mlir::OpBuilder &builder, mlir::Location loc,
                           mlir::Value image, const ResizeAxis &height,
                           const ResizeAxis &width,
                           mlir::tosa::ResizeMode mode);

} // namespace qopt

#endif // QOPT_LIB_IMPORT_RESIZEAXIS_H
