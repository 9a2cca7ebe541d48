//===- RaiseWindow.h - Windows that move over images ------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_IMPORT_RAISEWINDOW_H
#define QOPT_LIB_IMPORT_RAISEWINDOW_H

#include "mlir/Dialect/Linalg/IR/Linalg.h"

namespace qopt {

/// The window that a convolution or a pool in linalg moves over an image, or
/// over a row, which is an image of height 1.
struct Window {
  mlir::linalg::ConvolutionDimensions dims;
  /// Height and width.
  llvm::SmallVector<int64_t> kernel, stride, dilation, output;

  /// Which of height and width dimension `dim` of the input is.
  std::optional<unsigned> axisOf(mlir::linalg::LinalgOp op, unsigned dim) const;

  /// The input as batch x height x width x channels, without what no window
  /// reads. `channels` are the loops over them, from the outermost. Null where
  /// there is another dimension.
  mlir::Value createImage(mlir::OpBuilder &builder, mlir::linalg::LinalgOp op,
                          llvm::ArrayRef<unsigned> channels) const;

  /// `value`, laid out as the input, as such an image.
  mlir::Value createUncroppedImage(mlir::OpBuilder &builder,
                                   mlir::linalg::LinalgOp op, mlir::Value value,
                                   llvm::ArrayRef<unsigned> channels) const;

  /// Batch x height x width x `channels` of the result.
  llvm::SmallVector<int64_t> imageShape(llvm::ArrayRef<int64_t> ranges,
                                        int64_t channels) const;

  /// `image`, which has that shape, in the layout of the result.
  mlir::Value createResult(mlir::OpBuilder &builder, mlir::linalg::LinalgOp op,
                           mlir::Value image,
                           llvm::ArrayRef<unsigned> channels) const;

  /// How much longer the input is than what the windows read, in height and
  /// width.
  llvm::SmallVector<int64_t> excess(llvm::ArrayRef<int64_t> imageShape) const;
};

/// The window of `op`: nothing where it is not one of two dimensions or one, or
/// where a size but the batch's is not known.
std::optional<Window> matchWindow(mlir::linalg::LinalgOp op);

/// Which results of `map` the loops `dims` are; fewer where some are none.
llvm::SmallVector<unsigned> positionsIn(mlir::AffineMap map,
                                        llvm::ArrayRef<unsigned> dims);

} // namespace qopt

#endif // QOPT_LIB_IMPORT_RAISEWINDOW_H
