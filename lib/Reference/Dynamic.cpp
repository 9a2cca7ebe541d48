//===- Dynamic.cpp - Layers without calibration ---------------------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Accumulator.h"
#include "Window.h"

#include "qopt/Dialect/QNN/IR/QNN.h"
#include "qopt/Reference/Arithmetic.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/TypeSwitch.h"

#include <cmath>

using namespace mlir;
using namespace qopt;
using namespace qopt::reference;
using llvm::Expected;

//===----------------------------------------------------------------------===//
// Float activations
//===----------------------------------------------------------------------===//

/// The weights times the factors of their groups.
static std::vector<double> loadWeights(const HostTensor &weight,
                                       DenseIntElementsAttr factors) {
  std::vector<int32_t> steps = subtractZeroPoint(weight, /*zeroPoint=*/0);
  multiplyGroups(steps, factors);
  return std::vector<double>(steps.begin(), steps.end());
}

/// Stores the sums, of which the last dimension is the channels, times the
/// scales, with the biases.
template <typename OpTy>
static void storeScaled(OpTy op, ArrayRef<double> sums, Operands operands,
                        HostTensor &result) {
  ArrayRef<float> scale = operands[2]->as<float>(),
                  bias = operands[3]->as<float>();
  for (auto [i, sum] : llvm::enumerate(sums)) {
    float value = scaleAndAdd(static_cast<float>(sum), scale[i % scale.size()],
                              bias[i % bias.size()]);
    result.as<float>()[i] = op.getRelu() && value < 0 ? 0 : value;
  }
}

static Expected<HostTensor> evaluateFloatDense(Operation *op,
                                               Operands operands) {
  auto dense = cast<qnn::FloatDenseOp>(op);
  const HostTensor &x = *operands[0], &w = *operands[1];
  int64_t m = x.shape[0], k = x.shape[1], n = w.shape[0];
  if (w.shape[1] != k)
    return makeError(op, "input " + formatShape(x.shape) + " and weight " +
                             formatShape(w.shape) + " do not fit together");
  Expected<HostTensor> result = makeResult(op, {m, n});
  if (!result)
    return result.takeError();
  std::vector<double> left = loadFloats(x),
                      right = loadWeights(w, dense.getFactorsAttr()),
                      sums(m * n);
  for (int64_t row = 0; row < m; ++row)
    for (int64_t channel = 0; channel < n; ++channel)
      for (int64_t i = 0; i < k; ++i)
        sums[row * n + channel] += left[row * k + i] * right[channel * k + i];
  storeScaled(dense, sums, operands, *result);
  return result;
}

static Expected<HostTensor> evaluateFloatConv2D(Operation *op,
                                                Operands operands) {
  auto conv = cast<qnn::FloatConv2DOp>(op);
  const HostTensor &x = *operands[0], &w = *operands[1];
  int64_t inputs = x.shape[3], outputs = w.shape[0];
  Expected<Window> window =
      Window::make(op, x, ArrayRef<int64_t>(w.shape).slice(1, 2),
                   conv.getStride(), conv.getDilation(), conv.getPad());
  if (!window)
    return window.takeError();
  Expected<HostTensor> result = makeResult(op, window->resultShape(outputs));
  if (!result)
    return result.takeError();
  std::vector<double> left = loadFloats(x),
                      right = loadWeights(w, conv.getFactorsAttr()),
                      zeros(outputs);
  storeScaled(conv,
              convolve<double>(*window, left, right, zeros, inputs, w.shape[3]),
              operands, *result);
  return result;
}

//===----------------------------------------------------------------------===//
// Activations that are quantized when the program runs
//===----------------------------------------------------------------------===//

static Expected<HostTensor> evaluateDynamicScale(Operation *op,
                                                 Operands operands) {
  const HostTensor &x = *operands[0];
  Expected<HostTensor> result = makeResult(op, {x.shape[0]});
  if (!result)
    return result.takeError();
  int64_t size = x.shape[0] ? x.numElements() / x.shape[0] : 0;
  for (int64_t m = 0; m < x.shape[0]; ++m)
    result->as<float>()[m] = dynamicScale(x.as<float>().slice(m * size, size));
  return result;
}

static Expected<HostTensor> evaluateDynamicQuantize(Operation *op,
                                                    Operands operands) {
  auto quantize = cast<qnn::DynamicQuantizeOp>(op);
  const HostTensor &x = *operands[0];
  ArrayRef<float> scales = operands[1]->as<float>();
  Expected<HostTensor> result = makeResult(op, x.shape);
  if (!result)
    return result.takeError();
  int64_t size = x.shape[0] ? x.numElements() / x.shape[0] : 0;
  for (int64_t i = 0, e = x.numElements(); i < e; ++i)
    storeInteger(*result, i,
                 dynamicQuantize(x.as<float>()[i], scales[i / size]) +
                     (quantize.getIsUnsigned() ? 128 : 0));
  return result;
}

static Expected<HostTensor> evaluateDynamicDequantize(Operation *op,
                                                      Operands operands) {
  auto dequantize = cast<qnn::DynamicDequantizeOp>(op);
  const HostTensor &acc = *operands[0];
  ArrayRef<float> inputScales = operands[1]->as<float>(),
                  scale = operands[2]->as<float>(),
                  bias = operands[3]->as<float>();
  Expected<HostTensor> result = makeResult(op, acc.shape);
  if (!result)
    return result.takeError();
  int64_t size = acc.shape[0] ? acc.numElements() / acc.shape[0] : 0;
  for (int64_t i = 0, e = acc.numElements(); i < e; ++i) {
    float value = scaleAndAdd(static_cast<float>(loadInteger(acc, i)),
                              inputScales[i / size] * scale[i % scale.size()],
                              bias[i % bias.size()]);
    result->as<float>()[i] = dequantize.getRelu() && value < 0 ? 0 : value;
  }
  return result;
}

Evaluator reference::findDynamicEvaluator(Operation *op) {
  return llvm::TypeSwitch<Operation *, Evaluator>(op)
      .Case([](qnn::FloatDenseOp) { return evaluateFloatDense; })
      .Case([](qnn::FloatConv2DOp) { return evaluateFloatConv2D; })
      .Case([](qnn::DynamicScaleOp) { return evaluateDynamicScale; })
      .Case([](qnn::DynamicQuantizeOp) { return evaluateDynamicQuantize; })
      .Case([](qnn::DynamicDequantizeOp) { return evaluateDynamicDequantize; })
      .Default([](Operation *) { return nullptr; });
}
