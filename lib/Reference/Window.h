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

#include <type_traits>
#include <vector>

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

  /// The number of elements of the kernel.
  int64_t kernelSize() const { return kernel[0] * kernel[1]; }

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

/// What products of \p T are summed up in: i64, which is exact for stored
/// integers, or double.
template <typename T>
using Sum = std::conditional_t<std::is_floating_point_v<T>, double, int64_t>;

/// The sums of a convolution of the images \p x, which have \p inputs channels,
/// with the weight \p w, `O x KH x KW x depth`. Each sum begins with the \p
/// bias of its channel, of which there are O. Output channel o reads \p depth
/// input channels from that where its group begins, and there are inputs /
/// depth groups; of no channels there are only the biases.
template <typename T>
std::vector<Sum<T>> convolve(const Window &window, llvm::ArrayRef<T> x,
                             llvm::ArrayRef<T> w, llvm::ArrayRef<Sum<T>> bias,
                             int64_t inputs, int64_t depth) {
  std::vector<Sum<T>> sums;
  auto outputs = static_cast<int64_t>(bias.size());
  int64_t groups = depth == 0 ? 1 : inputs / depth;
  for (int64_t position = 0, e = window.count(); position < e; ++position) {
    llvm::SmallVector<Window::Tap> inside = window.taps(position);
    for (int64_t o = 0; o < outputs; ++o) {
      int64_t group = o / (outputs / groups);
      Sum<T> sum = bias[o];
      for (auto [element, pixel] : inside)
        for (int64_t c = 0; c < depth; ++c)
          sum += Sum<T>{x[pixel * inputs + group * depth + c]} *
                 w[(o * window.kernelSize() + element) * depth + c];
      sums.push_back(sum);
    }
  }
  return sums;
}

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
