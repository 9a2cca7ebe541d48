//===- Contractions.cpp - Float contractions, executed ----------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Dense layers that a plan leaves in float, as matrix products or as the 1x1
/// convolutions that TensorFlow makes of them. Sums are taken in double.
///
//===----------------------------------------------------------------------===//

#include "Evaluators.h"

#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace qopt;
using namespace qopt::reference;
using llvm::Error;
using llvm::Expected;

/// A float contraction has no zero points.
static Error checkZeroPoints(Operation *op, Operands zeroPoints) {
  for (const HostTensor *zeroPoint : zeroPoints)
    for (int64_t i = 0, e = zeroPoint->numElements(); i < e; ++i)
      if (!isFloat(*zeroPoint) || loadFloat(*zeroPoint, i) != 0)
        return makeError(op, "the interpreter executes float operands with "
                             "zero points 0 only");
  return Error::success();
}

static Expected<HostTensor> evaluateMatMul(Operation *op, Operands operands) {
  const HostTensor &a = *operands[0], &b = *operands[1];
  if (Error error = checkZeroPoints(op, operands.drop_front(2)))
    return std::move(error);
  if (!isFloat(a) || a.type != b.type)
    return makeError(op, "the interpreter executes this on f32 and f64 only");
  int64_t batch = a.shape[0], m = a.shape[1], k = a.shape[2], n = b.shape[2];
  if (b.shape[0] != batch || b.shape[1] != k)
    return makeError(op, "cannot multiply " + formatShape(a.shape) + " by " +
                             formatShape(b.shape));
  Expected<HostTensor> result = makeResult(op, {batch, m, n});
  if (!result)
    return result.takeError();
  for (int64_t i = 0, e = result->numElements(); i < e; ++i) {
    int64_t column = i % n, row = i / n % m, plane = i / n / m;
    double sum = 0;
    for (int64_t j = 0; j < k; ++j)
      sum += loadFloat(a, (plane * m + row) * k + j) *
             loadFloat(b, (plane * k + j) * n + column);
    storeFloat(*result, i, sum);
  }
  return result;
}

/// The position on the input of tap \p tap of output \p index, or -1 outside.
static int64_t tapPosition(int64_t index, int64_t tap, int64_t stride,
                           int64_t dilation, int64_t pad, int64_t extent) {
  int64_t position = index * stride + tap * dilation - pad;
  return position >= 0 && position < extent ? position : -1;
}

static Expected<HostTensor> evaluateConv2D(Operation *op, Operands operands) {
  auto conv = cast<tosa::Conv2DOp>(op);
  const HostTensor &x = *operands[0], &w = *operands[1], &bias = *operands[2];
  if (Error error = checkZeroPoints(op, operands.drop_front(3)))
    return std::move(error);
  if (!isFloat(x) || x.type != w.type || x.type != bias.type)
    return makeError(op, "the interpreter executes this on f32 and f64 only");
  ArrayRef<int64_t> pad = conv.getPad(), stride = conv.getStride(),
                    dilation = conv.getDilation();
  int64_t batch = x.shape[0], height = x.shape[1], width = x.shape[2],
          inputs = x.shape[3];
  int64_t outputs = w.shape[0], rows = w.shape[1], columns = w.shape[2];
  if (w.shape[3] != inputs ||
      (bias.numElements() != outputs && bias.numElements() != 1))
    return makeError(op, "input " + formatShape(x.shape) + ", weight " +
                             formatShape(w.shape) + " and bias " +
                             formatShape(bias.shape) + " do not fit together");
  int64_t outHeight =
      (height - 1 + pad[0] + pad[1] - (rows - 1) * dilation[0]) / stride[0] + 1;
  int64_t outWidth =
      (width - 1 + pad[2] + pad[3] - (columns - 1) * dilation[1]) / stride[1] +
      1;
  Expected<HostTensor> result =
      makeResult(op, {batch, outHeight, outWidth, outputs});
  if (!result)
    return result.takeError();
  for (int64_t i = 0, e = result->numElements(); i < e; ++i) {
    int64_t channel = i % outputs, column = i / outputs % outWidth,
            row = i / outputs / outWidth % outHeight,
            image = i / outputs / outWidth / outHeight;
    double sum = loadFloat(bias, bias.numElements() == 1 ? 0 : channel);
    for (int64_t tap = 0; tap < rows * columns; ++tap) {
      int64_t iy = tapPosition(row, tap / columns, stride[0], dilation[0],
                               pad[0], height);
      int64_t ix = tapPosition(column, tap % columns, stride[1], dilation[1],
                               pad[2], width);
      if (iy < 0 || ix < 0)
        continue;
      for (int64_t c = 0; c < inputs; ++c)
        sum += loadFloat(x, ((image * height + iy) * width + ix) * inputs + c) *
               loadFloat(w, (channel * rows * columns + tap) * inputs + c);
    }
    storeFloat(*result, i, sum);
  }
  return result;
}

Evaluator reference::findContractionEvaluator(Operation *op) {
  return llvm::TypeSwitch<Operation *, Evaluator>(op)
      .Case([](tosa::MatMulOp) { return evaluateMatMul; })
      .Case([](tosa::Conv2DOp) { return evaluateConv2D; })
      .Default([](Operation *) { return nullptr; });
}
