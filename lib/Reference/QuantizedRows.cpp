//===- QuantizedRows.cpp - Softmax and layer norm, executed -----*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Quantized.h"

#include "qopt/Reference/Arithmetic.h"
#include "qopt/Reference/Interpreter.h"

#include "llvm/ADT/TypeSwitch.h"

#include <cmath>

using namespace mlir;
using namespace qopt;
using namespace qopt::reference;
using llvm::Expected;

static float reciprocalSum(int64_t sum, float scale) {
  QOPT_NO_FP_CONTRACT
  float scaled = static_cast<float>(sum) * scale;
  return 1.0f / scaled;
}

static Expected<HostTensor> evaluateSoftmax(Operation *op, Operands operands) {
  auto softmax = cast<qnn::SoftmaxOp>(op);
  const HostTensor &x = *operands[0];
  Expected<HostTensor> table = readElements(softmax.getTable());
  if (!table)
    return makeError(op, llvm::toString(table.takeError()));
  Expected<HostTensor> result = makeResult(op, x.shape);
  if (!result)
    return result.takeError();
  int64_t n = x.shape.back();
  auto load = [&](int64_t i) {
    return loadInteger(x, i, softmax.getIsUnsigned());
  };
  for (int64_t row = 0, e = x.numElements(); row < e; row += n) {
    int64_t max = load(row), sum = 0;
    for (int64_t i = 1; i < n; ++i)
      max = std::max(max, load(row + i));
    auto entry = [&](int64_t i) {
      return loadInteger(*table, max - load(row + i));
    };
    for (int64_t i = 0; i < n; ++i)
      sum += entry(i);
    int64_t zp = softmax.getOutZp(), qmin = softmax.getQmin(),
            qmax = softmax.getQmax();
    float scale = softmax.getScale().convertToFloat();
    if (softmax.getNumerics() == qnn::Numerics::fp32) {
      float r = reciprocalSum(sum, scale);
      for (int64_t i = 0; i < n; ++i)
        storeInteger(*result, row + i,
                     rescaleFP32(entry(i), r, zp, qmin, qmax));
      continue;
    }
    auto [multiplier, shift] = softmaxFactor(static_cast<uint32_t>(sum), scale);
    for (int64_t i = 0; i < n; ++i)
      storeInteger(*result, row + i,
                   rescaleSingle(entry(i), multiplier, shift, zp, qmin, qmax));
  }
  return result;
}

/// \p v in f32, in parts as the operation says; it is at most 2^56.
static float toFloat(int64_t v) {
  QOPT_NO_FP_CONTRACT
  float high = static_cast<float>(v >> 26) * 0x1p26f;
  return high + static_cast<float>(v & 0x3ffffff);
}

static float normalisingFactor(int64_t n, int64_t v, float epsilon) {
  QOPT_NO_FP_CONTRACT
  float mean = toFloat(v) / static_cast<float>(n * n);
  float root = std::sqrt(mean + epsilon);
  return 1.0f / root / static_cast<float>(n);
}

static float normalise(int64_t centred, float r, float gamma, float beta) {
  QOPT_NO_FP_CONTRACT
  float f = static_cast<float>(centred) * r * gamma;
  return f + beta;
}

static Expected<HostTensor> evaluateLayerNorm(Operation *op,
                                              Operands operands) {
  auto norm = cast<qnn::LayerNormOp>(op);
  const HostTensor &x = *operands[0];
  const HostTensor &gamma = *operands[1], &beta = *operands[2];
  bool isFloat = norm.getNumerics() == qnn::Numerics::fp32;
  Expected<HostTensor> result = makeResult(op, x.shape);
  if (!result)
    return result.takeError();
  int64_t n = x.shape.back();
  // They may be run-time values, so the verifier has not seen them.
  for (int64_t i = 0; i < n && isFloat; ++i)
    if (!std::isfinite(gamma.as<float>()[i]) ||
        !std::isfinite(beta.as<float>()[i]))
      return makeError(op, "gamma or beta " + Twine(i) + " is infinite or NaN");
  auto load = [&](int64_t i) {
    return loadInteger(x, i, norm.getIsUnsigned());
  };
  for (int64_t row = 0, e = x.numElements(); row < e; row += n) {
    int64_t sum = 0, squares = 0;
    for (int64_t i = 0; i < n; ++i) {
      int64_t q = load(row + i), distance = q - norm.getInZp();
      sum += q;
      squares += distance * distance;
    }
    // Without mean the zero point takes its place.
    if (norm.getRms())
      sum = n * norm.getInZp();
    int64_t v = norm.getRms() ? n * squares : n * squares - sum * sum,
            zp = norm.getOutZp(), qmin = norm.getQmin(), qmax = norm.getQmax();
    float epsilon = norm.getEpsilon().convertToFloat();
    if (isFloat) {
      float r = normalisingFactor(n, v, epsilon);
      for (int64_t i = 0; i < n; ++i)
        storeInteger(*result, row + i,
                     qopt::detail::roundAndClamp(
                         normalise(n * load(row + i) - sum, r,
                                   gamma.as<float>()[i], beta.as<float>()[i]),
                         zp, qmin, qmax));
      continue;
    }
    FixedPointScale factor =
        reciprocalSqrt(static_cast<uint64_t>(v + normEpsilon(n, epsilon)));
    for (int64_t i = 0; i < n; ++i)
      storeInteger(*result, row + i,
                   layerNormSingle(n * load(row + i) - sum, factor,
                                   loadInteger(gamma, i), loadInteger(beta, i),
                                   norm.getShift(), zp, qmin, qmax));
  }
  return result;
}

Evaluator reference::findQuantizedRowEvaluator(Operation *op) {
  return llvm::TypeSwitch<Operation *, Evaluator>(op)
      .Case([](qnn::SoftmaxOp) { return evaluateSoftmax; })
      .Case([](qnn::LayerNormOp) { return evaluateLayerNorm; })
      .Default([](Operation *) { return nullptr; });
}
