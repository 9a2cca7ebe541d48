//===- QuantizedWindows.cpp - Windows and sums of qnn, executed -*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Quantized.h"
#include "Window.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/TypeSwitch.h"

#include <algorithm>

using namespace mlir;
using namespace qopt;
using namespace qopt::reference;
using llvm::Error;
using llvm::Expected;

static Expected<HostTensor> evaluateConv2D(Operation *op, Operands operands) {
  auto conv = cast<qnn::Conv2DOp>(op);
  const HostTensor &x = *operands[0], &w = *operands[1], &bias = *operands[2];
  int64_t inputs = x.shape[3], outputs = w.shape[0], depth = w.shape[3];
  int64_t groups = conv.getGroups();
  if (depth * groups != inputs || outputs % groups != 0 ||
      bias.shape[0] != outputs)
    return makeError(op, "input " + formatShape(x.shape) + ", weight " +
                             formatShape(w.shape) + " and bias " +
                             formatShape(bias.shape) + " do not fit together");
  Expected<Window> window =
      Window::make(op, x, ArrayRef<int64_t>(w.shape).slice(1, 2),
                   conv.getStride(), conv.getDilation(), conv.getPad());
  if (!window)
    return window.takeError();
  Expected<HostTensor> result = makeResult(op, window->resultShape(outputs));
  if (!result)
    return result.takeError();
  // What is outside the image has the value x_zp and adds nothing.
  std::vector<int32_t> left =
      subtractZeroPoint(x, conv.getXZp(), conv.getXUnsigned());
  std::vector<int32_t> right =
      subtractZeroPoint(w, conv.getWZp(), conv.getWUnsigned());
  multiplyGroups(right, conv.getFactorsAttr());
  std::vector<int64_t> sums = convolve<int32_t>(
      *window, left, right, loadIntegers(bias), inputs, depth);
  for (auto [i, sum] : llvm::enumerate(sums))
    if (Error error = storeAccumulator(op, *result, i, sum))
      return std::move(error);
  return result;
}

//===----------------------------------------------------------------------===//
// Pools
//===----------------------------------------------------------------------===//

static Expected<HostTensor> evaluateMaxPool2D(Operation *op,
                                              Operands operands) {
  auto maxPool = cast<qnn::MaxPool2DOp>(op);
  const HostTensor &x = *operands[0];
  bool isUnsigned = maxPool.getIsUnsigned();
  return pool(op, x, maxPool.getKernel(), maxPool.getStride(), maxPool.getPad(),
              [&](HostTensor &result, int64_t element,
                  ArrayRef<int64_t> window) -> Error {
                int64_t max = loadInteger(x, window[0], isUnsigned);
                for (int64_t i : window)
                  max = std::max(max, loadInteger(x, i, isUnsigned));
                storeInteger(result, element, max);
                return Error::success();
              });
}

static Expected<HostTensor> evaluateAvgPool2D(Operation *op,
                                              Operands operands) {
  auto avgPool = cast<qnn::AvgPool2DOp>(op);
  const HostTensor &x = *operands[0];
  ArrayRef<int64_t> kernel = avgPool.getKernel();
  Rescale rescale{avgPool.getNumerics(), operands.drop_front(),
                  avgPool.getOutZp(), avgPool.getQmin(), avgPool.getQmax()};
  if (Error error = rescale.check(op, kernel[0] * kernel[1]))
    return std::move(error);
  return pool(op, x, kernel, avgPool.getStride(), avgPool.getPad(),
              [&](HostTensor &result, int64_t element,
                  ArrayRef<int64_t> window) -> Error {
                int64_t acc = 0;
                for (int64_t i : window)
                  acc += loadInteger(x, i, avgPool.getInUnsigned()) -
                         avgPool.getInZp();
                if (Error error = checkAccumulator(op, result, element, acc))
                  return error;
                // The parameters of n elements are at n - 1.
                auto count = static_cast<int64_t>(window.size());
                storeInteger(result, element, rescale.apply(acc, count - 1));
                return Error::success();
              });
}

//===----------------------------------------------------------------------===//
// Reductions
//===----------------------------------------------------------------------===//

static Expected<HostTensor> evaluateReduceSum(Operation *op,
                                              Operands operands) {
  auto reduce = cast<qnn::ReduceSumOp>(op);
  const HostTensor &x = *operands[0];
  SmallVector<int64_t> shape(x.shape);
  for (int64_t dim : reduce.getDims())
    shape[dim] = 1;
  Expected<HostTensor> result = makeResult(op, shape);
  if (!result)
    return result.takeError();
  std::vector<int64_t> sums(result->numElements());
  std::vector<int32_t> values =
      subtractZeroPoint(x, reduce.getZp(), reduce.getIsUnsigned());
  for (auto [i, value] : llvm::enumerate(values)) {
    SmallVector<int64_t> position = positionOf(i, x.shape);
    for (int64_t dim : reduce.getDims())
      position[dim] = 0;
    sums[elementAt(position, shape)] += value;
  }
  for (auto [i, sum] : llvm::enumerate(sums))
    if (Error error = storeAccumulator(op, *result, i, sum))
      return std::move(error);
  return result;
}

Evaluator reference::findQuantizedWindowEvaluator(Operation *op) {
  return llvm::TypeSwitch<Operation *, Evaluator>(op)
      .Case([](qnn::Conv2DOp) { return evaluateConv2D; })
      .Case([](qnn::MaxPool2DOp) { return evaluateMaxPool2D; })
      .Case([](qnn::AvgPool2DOp) { return evaluateAvgPool2D; })
      .Case([](qnn::ReduceSumOp) { return evaluateReduceSum; })
      .Default([](Operation *) { return nullptr; });
}
