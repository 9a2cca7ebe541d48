//===- Window.h - A window that slides over images --------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_REFERENCE_WINDOW_H
#define QOPT_LIB_REFERENCE_WINDOW_H

#include "Evaluators.h"

#include "llvm/ADT/STLFunctionalExtras.h"

namespace qopt::reference {

/// The geometry of convolutions and pools: a window over the rows and columns
/// of images `B x H x W x C`. Its positions are numbered as the pixels of the
/// result `B x H' x W' x C'`.
class Window {
public:
  /// \p kernel, \p stride and \p dilation are rows and columns, \p pad is top,
  /// bottom, left and right. Fails if the padded image is smaller than one
  /// window.
  static llvm::Expected<Window>
  make(mlir::Operation *op, const HostTensor &images,
       llvm::ArrayRef<int64_t> kernel, llvm::ArrayRef<int64_t> stride,
       llvm::ArrayRef<int64_t> dilation, llvm::ArrayRef<int64_t> pad);

  /// The extents of the result, which has \p channels channels.
  llvm::SmallVector<int64_t> resultShape(int64_t channels) const {
    return {batch, extent[0], extent[1], channels};
  }

  /// The number of positions.
  int64_t count() const { return batch * extent[0] * extent[1]; }

  /// An element of the kernel (row * KW + column) and the pixel under it
  /// ((image * H + row) * W + column).
  struct Tap {
    int64_t element, pixel;
  };

  /// The elements at \p position that are inside the image, row by row.
  llvm::SmallVector<Tap> taps(int64_t position) const;

private:
  int64_t batch;
  /// Of the image, the kernel and the result: rows, columns.
  int64_t image[2], kernel[2], extent[2];
  int64_t stride[2], dilation[2], before[2];
};

/// Calls \p store for every element of the result of a pool of \p images, with
/// the number of the element and those of the elements in its window, of which
/// there is at least one.
llvm::Expected<HostTensor>
pool(mlir::Operation *op, const HostTensor &images,
     llvm::ArrayRef<int64_t> kernel, llvm::ArrayRef<int64_t> stride,
     llvm::ArrayRef<int64_t> pad,
     llvm::function_ref<llvm::Error(HostTensor &result, int64_t element,
                                    llvm::ArrayRef<int64_t> window)>
         store);

} // namespace qopt::reference

#endif // QOPT_LIB_REFERENCE_WINDOW_H
