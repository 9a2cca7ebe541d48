//===- Window.cpp - A window that slides over images ------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Window.h"

using namespace mlir;
using namespace qopt;
using namespace qopt::reference;
using llvm::Error;
using llvm::Expected;

Expected<Window> Window::make(Operation *op, const HostTensor &images,
                              ArrayRef<int64_t> kernel,
                              ArrayRef<int64_t> stride,
                              ArrayRef<int64_t> dilation,
                              ArrayRef<int64_t> pad) {
  Window window;
  window.batch = images.shape[0];
  for (int d = 0; d < 2; ++d) {
    window.image[d] = images.shape[1 + d];
    window.kernel[d] = kernel[d];
    window.stride[d] = stride[d];
    window.dilation[d] = dilation[d];
    window.before[d] = pad[2 * d];
    int64_t padded = window.image[d] + pad[2 * d] + pad[2 * d + 1];
    int64_t reach = (kernel[d] - 1) * dilation[d] + 1;
    if (reach > padded)
      return makeError(op, "a window of " + Twine(reach) +
                               " does not fit the " + Twine(padded) +
                               " elements of dimension " + Twine(1 + d) +
                               ", padding included");
    window.extent[d] = (padded - reach) / stride[d] + 1;
  }
  return window;
}

SmallVector<Window::Tap> Window::taps(int64_t position) const {
  int64_t column = position % extent[1], row = position / extent[1] % extent[0],
          b = position / extent[1] / extent[0];
  SmallVector<Tap> taps;
  for (int64_t i = 0; i < kernel[0]; ++i) {
    int64_t y = row * stride[0] + i * dilation[0] - before[0];
    if (y < 0 || y >= image[0])
      continue;
    for (int64_t j = 0; j < kernel[1]; ++j) {
      int64_t x = column * stride[1] + j * dilation[1] - before[1];
      if (x >= 0 && x < image[1])
        taps.push_back({i * kernel[1] + j, (b * image[0] + y) * image[1] + x});
    }
  }
  return taps;
}

Expected<HostTensor> reference::pool(
    Operation *op, const HostTensor &images, ArrayRef<int64_t> kernel,
    ArrayRef<int64_t> stride, ArrayRef<int64_t> pad,
    llvm::function_ref<Error(HostTensor &, int64_t, ArrayRef<int64_t>)> store) {
  Expected<Window> window =
      Window::make(op, images, kernel, stride, {1, 1}, pad);
  if (!window)
    return window.takeError();
  int64_t channels = images.shape[3];
  Expected<HostTensor> result = makeResult(op, window->resultShape(channels));
  if (!result)
    return result.takeError();
  for (int64_t position = 0, e = window->count(); position < e; ++position) {
    SmallVector<Window::Tap> inside = window->taps(position);
    if (inside.empty())
      return makeError(op, "has a window with no element inside the image");
    for (int64_t c = 0; c < channels; ++c) {
      SmallVector<int64_t> elements;
      for (const Window::Tap &tap : inside)
        elements.push_back(tap.pixel * channels + c);
      if (Error error = store(*result, position * channels + c, elements))
        return std::move(error);
    }
  }
  return result;
}
