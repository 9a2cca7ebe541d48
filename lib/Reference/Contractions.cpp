//===- Contractions.cpp - Sums of products of TOSA, executed ----*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Matrix products and convolutions, of float for what a plan leaves in float,
/// and of integers. Sums of float are taken in double.
///
//===----------------------------------------------------------------------===//

#include "Accumulator.h"
#include "Window.h"

#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace qopt;
using namespace qopt::reference;
using llvm::Error;
using llvm::Expected;

namespace {
/// The operands of a contraction.
struct Factors {
  const HostTensor &left, &right;
  /// That of left and that of right.
  Operands zeroPoints;
  /// Null if there is none.
  const HostTensor *bias = nullptr;
  /// The number of biases that are needed; a single one serves for all.
  int64_t outputs = 0;
};
} // namespace

/// \p bias, or its single element \p outputs times.
template <typename T>
static std::vector<T> repeatBias(std::vector<T> bias, int64_t outputs) {
  if (bias.size() == 1)
    bias.resize(outputs, bias[0]);
  return bias;
}

/// A tensor of \p shape of the sums that \p makeSums makes, in double or in
/// i64, of the elements of both factors less their zero points and of the bias.
template <typename MakeSumsFn>
static Expected<HostTensor> contract(Operation *op, const Factors &factors,
                                     ArrayRef<int64_t> shape,
                                     MakeSumsFn makeSums) {
  const auto &[left, right, zeroPoints, bias, outputs] = factors;
  if (bias && bias->numElements() != 1 && bias->numElements() != outputs)
    return makeError(op, "has " + Twine(bias->numElements()) + " biases for " +
                             Twine(outputs) + " output channels");
  Expected<HostTensor> result = makeResult(op, shape);
  if (!result)
    return result.takeError();
  if (isFloat(left)) {
    if (Error error = checkFloatZeroPoints(op, zeroPoints))
      return std::move(error);
    if (left.type != right.type || (bias && left.type != bias->type) ||
        !isFloat(*result))
      return makeError(op, "its operands must have the same element type");
    std::vector<double> x = loadFloats(left), w = loadFloats(right), b;
    if (bias)
      b = repeatBias(loadFloats(*bias), outputs);
    for (auto [i, sum] :
         llvm::enumerate(makeSums(ArrayRef<double>(x), ArrayRef<double>(w), b)))
      storeFloat(*result, i, sum);
    return result;
  }
  for (const HostTensor *factor : {&left, &right})
    if (factor->type != ElementType::I8 && factor->type != ElementType::I16)
      return makeError(op, "the interpreter multiplies f32, f64, i8 and i16");
  if ((result->type != ElementType::I32 && result->type != ElementType::I64) ||
      isFloat(*zeroPoints[0]) || isFloat(*zeroPoints[1]) ||
      (bias && isFloat(*bias)))
    return makeError(op, "the interpreter executes this with integer operands "
                         "and an i32 or i64 result only");
  std::vector<int32_t> x =
      subtractZeroPoint(left, loadInteger(*zeroPoints[0], 0));
  std::vector<int32_t> w =
      subtractZeroPoint(right, loadInteger(*zeroPoints[1], 0));
  std::vector<int64_t> b;
  if (bias)
    b = repeatBias(loadIntegers(*bias), outputs);
  for (auto [i, sum] :
       llvm::enumerate(makeSums(ArrayRef<int32_t>(x), ArrayRef<int32_t>(w), b)))
    if (Error error = storeSum(op, *result, i, sum))
      return std::move(error);
  return result;
}

//===----------------------------------------------------------------------===//
// Matrix products
//===----------------------------------------------------------------------===//

/// The sums of `B x M x K` times `B x K x N`.
template <typename T>
static std::vector<Sum<T>> multiply(ArrayRef<T> a, ArrayRef<T> b, int64_t batch,
                                    int64_t m, int64_t k, int64_t n) {
  std::vector<Sum<T>> sums;
  for (int64_t row = 0; row < batch * m; ++row) {
    for (int64_t column = 0; column < n; ++column) {
      Sum<T> sum = 0;
      for (int64_t j = 0; j < k; ++j)
        sum += Sum<T>{a[row * k + j]} * b[(row / m * k + j) * n + column];
      sums.push_back(sum);
    }
  }
  return sums;
}

static Expected<HostTensor> evaluateMatMul(Operation *op, Operands operands) {
  const HostTensor &a = *operands[0], &b = *operands[1];
  int64_t batch = a.shape[0], m = a.shape[1], k = a.shape[2], n = b.shape[2];
  if (b.shape[0] != batch || b.shape[1] != k)
    return makeError(op, "cannot multiply " + formatShape(a.shape) + " by " +
                             formatShape(b.shape));
  return contract(op, {a, b, operands.drop_front(2)}, {batch, m, n},
                  [&](auto left, auto right, const auto &) {
                    return multiply(left, right, batch, m, k, n);
                  });
}

//===----------------------------------------------------------------------===//
// Convolutions
//===----------------------------------------------------------------------===//

/// The input and the weight of a convolution have different channels.
static Error makeChannelError(Operation *op, Operands operands) {
  return makeError(op, "input " + formatShape(operands[0]->shape) +
                           " and weight " + formatShape(operands[1]->shape) +
                           " do not fit together");
}

static Expected<HostTensor> evaluateConv2D(Operation *op, Operands operands) {
  auto conv = cast<tosa::Conv2DOp>(op);
  const HostTensor &x = *operands[0], &w = *operands[1];
  int64_t inputs = x.shape[3], outputs = w.shape[0];
  if (w.shape[3] != inputs)
    return makeChannelError(op, operands);
  Expected<Window> window =
      Window::make(op, x, ArrayRef<int64_t>(w.shape).slice(1, 2),
                   conv.getStride(), conv.getDilation(), conv.getPad());
  if (!window)
    return window.takeError();
  return contract(op, {x, w, operands.drop_front(3), operands[2], outputs},
                  window->resultShape(outputs),
                  [&](auto left, auto right, const auto &bias) {
                    return convolve(*window, left, right, ArrayRef(bias),
                                    inputs, inputs);
                  });
}

/// The weight `KH x KW x C x M` of a depthwise convolution as one of C groups,
/// `C * M x KH x KW x 1`.
template <typename T>
static std::vector<T> groupWeight(ArrayRef<T> w, int64_t kernelSize,
                                  int64_t outputs) {
  std::vector<T> grouped;
  for (int64_t o = 0; o < outputs; ++o)
    for (int64_t i = 0; i < kernelSize; ++i)
      grouped.push_back(w[i * outputs + o]);
  return grouped;
}

static Expected<HostTensor> evaluateDepthwiseConv2D(Operation *op,
                                                    Operands operands) {
  auto conv = cast<tosa::DepthwiseConv2DOp>(op);
  const HostTensor &x = *operands[0], &w = *operands[1];
  int64_t inputs = x.shape[3], outputs = w.shape[2] * w.shape[3];
  if (w.shape[2] != inputs)
    return makeChannelError(op, operands);
  Expected<Window> window =
      Window::make(op, x, ArrayRef<int64_t>(w.shape).take_front(2),
                   conv.getStride(), conv.getDilation(), conv.getPad());
  if (!window)
    return window.takeError();
  return contract(op, {x, w, operands.drop_front(3), operands[2], outputs},
                  window->resultShape(outputs),
                  [&](auto left, auto right, const auto &bias) {
                    auto grouped =
                        groupWeight(right, window->kernelSize(), outputs);
                    return convolve(*window, left, decltype(right)(grouped),
                                    ArrayRef(bias), inputs, 1);
                  });
}

namespace {
/// The extents of a transposed convolution: rows, columns.
struct TransposedConv {
  int64_t batch, inputs, image[2], kernel[2], extent[2];
  ArrayRef<int64_t> stride, pad;
};
} // namespace

/// Every element of \p x adds a kernel, scaled, to the image of the result.
template <typename T>
static std::vector<Sum<T>> spread(const TransposedConv &conv, ArrayRef<T> x,
                                  ArrayRef<T> w, ArrayRef<Sum<T>> bias) {
  auto outputs = static_cast<int64_t>(bias.size());
  std::vector<Sum<T>> sums;
  for (int64_t i = 0, e = conv.batch * conv.extent[0] * conv.extent[1]; i < e;
       ++i)
    sums.insert(sums.end(), bias.begin(), bias.end());
  int64_t pixels = conv.batch * conv.image[0] * conv.image[1],
          taps = conv.kernel[0] * conv.kernel[1];
  for (int64_t pixel = 0; pixel < pixels; ++pixel) {
    int64_t column = pixel % conv.image[1],
            row = pixel / conv.image[1] % conv.image[0],
            b = pixel / conv.image[1] / conv.image[0];
    for (int64_t tap = 0; tap < taps; ++tap) {
      int64_t oy = row * conv.stride[0] + conv.pad[0] + tap / conv.kernel[1];
      int64_t ox = column * conv.stride[1] + conv.pad[2] + tap % conv.kernel[1];
      if (oy < 0 || oy >= conv.extent[0] || ox < 0 || ox >= conv.extent[1])
        continue;
      int64_t to = (b * conv.extent[0] + oy) * conv.extent[1] + ox;
      for (int64_t o = 0; o < outputs; ++o)
        for (int64_t c = 0; c < conv.inputs; ++c)
          sums[to * outputs + o] += Sum<T>{x[pixel * conv.inputs + c]} *
                                    w[(o * taps + tap) * conv.inputs + c];
    }
  }
  return sums;
}

static Expected<HostTensor> evaluateTransposeConv2D(Operation *op,
                                                    Operands operands) {
  auto conv = cast<tosa::TransposeConv2DOp>(op);
  const HostTensor &x = *operands[0], &w = *operands[1];
  int64_t inputs = x.shape[3], outputs = w.shape[0];
  if (w.shape[3] != inputs)
    return makeChannelError(op, operands);
  TransposedConv geometry{x.shape[0],
                          inputs,
                          {x.shape[1], x.shape[2]},
                          {w.shape[1], w.shape[2]},
                          {},
                          conv.getStride(),
                          conv.getOutPad()};
  for (int d = 0; d < 2; ++d)
    geometry.extent[d] = (geometry.image[d] - 1) * geometry.stride[d] +
                         geometry.pad[2 * d] + geometry.pad[2 * d + 1] +
                         geometry.kernel[d];
  return contract(
      op, {x, w, operands.drop_front(3), operands[2], outputs},
      {geometry.batch, geometry.extent[0], geometry.extent[1], outputs},
      [&](auto left, auto right, const auto &bias) {
        return spread(geometry, left, right, ArrayRef(bias));
      });
}

Evaluator reference::findContractionEvaluator(Operation *op) {
  return llvm::TypeSwitch<Operation *, Evaluator>(op)
      .Case([](tosa::MatMulOp) { return evaluateMatMul; })
      .Case([](tosa::Conv2DOp) { return evaluateConv2D; })
      .Case([](tosa::DepthwiseConv2DOp) { return evaluateDepthwiseConv2D; })
      .Case([](tosa::TransposeConv2DOp) { return evaluateTransposeConv2D; })
      .Default([](Operation *) { return nullptr; });
}
