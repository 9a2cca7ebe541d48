//===- Quantized.cpp - The qnn operations, executed -------------*- C++ -*-===//
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
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace qopt;
using namespace qopt::reference;
using llvm::Error;
using llvm::Expected;

//===----------------------------------------------------------------------===//
// One rescale
//===----------------------------------------------------------------------===//

int64_t Rescale::apply(int64_t acc, int64_t param) const {
  if (numerics == qnn::Numerics::fp32)
    return rescaleFP32(acc, params[0]->as<float>()[param], zp, qmin, qmax);
  int32_t multiplier = params[0]->as<int32_t>()[param];
  int shift = params[1]->as<int8_t>()[param];
  return numerics == qnn::Numerics::single
             ? rescaleSingle(acc, multiplier, shift, zp, qmin, qmax)
             : rescaleDouble(acc, multiplier, shift, zp, qmin, qmax);
}

Error Rescale::check(Operation *op, int64_t count) const {
  for (const HostTensor *param : params)
    if (param->numElements() != count)
      return makeError(op, "has " + Twine(param->numElements()) +
                               " rescale parameters, expected " + Twine(count));
  for (int64_t i = 0; i < count; ++i) {
    if (numerics == qnn::Numerics::fp32) {
      float scale = params[0]->as<float>()[i];
      if (!std::isfinite(scale) || scale < 0)
        return makeError(op,
                         "scale " + Twine(i) + " is negative, infinite or NaN");
      continue;
    }
    int shift = params[1]->as<int8_t>()[i];
    if (params[0]->as<int32_t>()[i] < 0 || shift < 2 || shift > 62)
      return makeError(op, "multiplier or shift " + Twine(i) +
                               " is outside [0, 2^31) or [2, 62]");
  }
  return Error::success();
}

//===----------------------------------------------------------------------===//
// Edges
//===----------------------------------------------------------------------===//

static Expected<HostTensor> evaluateQuantize(Operation *op, Operands operands) {
  auto quantizeOp = cast<qnn::QuantizeOp>(op);
  const HostTensor &input = *operands[0];
  if (input.type != ElementType::F32)
    return makeError(op, "is defined on f32 only");
  Expected<HostTensor> result = makeResult(op, input.shape);
  if (!result)
    return result.takeError();
  auto [qmin, qmax] = storageRange(*result, quantizeOp.getIsUnsigned());
  float scale = quantizeOp.getScale().convertToFloat();
  for (int64_t i = 0, e = input.numElements(); i < e; ++i)
    storeInteger(
        *result, i,
        quantize(input.as<float>()[i], scale, quantizeOp.getZp(), qmin, qmax));
  return result;
}

static Expected<HostTensor> evaluateDequantize(Operation *op,
                                               Operands operands) {
  auto dequantizeOp = cast<qnn::DequantizeOp>(op);
  const HostTensor &input = *operands[0];
  Expected<HostTensor> result = makeResult(op, input.shape);
  if (!result)
    return result.takeError();
  if (result->type != ElementType::F32)
    return makeError(op, "is defined on f32 only");
  float scale = dequantizeOp.getScale().convertToFloat();
  for (int64_t i = 0, e = input.numElements(); i < e; ++i)
    result->as<float>()[i] =
        dequantize(loadInteger(input, i, dequantizeOp.getIsUnsigned()), scale,
                   dequantizeOp.getZp());
  return result;
}

static Expected<HostTensor> evaluateFakeQuantize(Operation *op,
                                                 Operands operands) {
  auto fake = cast<qnn::FakeQuantizeOp>(op);
  const HostTensor &input = *operands[0];
  if (input.type != ElementType::F32)
    return makeError(op, "is defined on f32 only");
  Expected<HostTensor> result = makeResult(op, input.shape);
  if (!result)
    return result.takeError();
  float scale = fake.getScale().convertToFloat();
  for (int64_t i = 0, e = input.numElements(); i < e; ++i)
    result->as<float>()[i] =
        dequantize(quantize(input.as<float>()[i], scale, fake.getZp(),
                            fake.getQmin(), fake.getQmax()),
                   scale, fake.getZp());
  return result;
}

static Expected<HostTensor> evaluateGivenWeight(Operation *,
                                                Operands operands) {
  return *operands[0];
}

//===----------------------------------------------------------------------===//
// Contractions
//===----------------------------------------------------------------------===//

static Expected<HostTensor> evaluateDense(Operation *op, Operands operands) {
  auto dense = cast<qnn::DenseOp>(op);
  const HostTensor &x = *operands[0], &w = *operands[1], &bias = *operands[2];
  int64_t m = x.shape[0], k = x.shape[1], n = w.shape[0];
  if (w.shape[1] != k || bias.shape[0] != n)
    return makeError(op, "input " + formatShape(x.shape) + ", weight " +
                             formatShape(w.shape) + " and bias " +
                             formatShape(bias.shape) + " do not fit together");
  Expected<HostTensor> result = makeResult(op, {m, n});
  if (!result)
    return result.takeError();
  std::vector<int32_t> left =
      subtractZeroPoint(x, dense.getXZp(), dense.getXUnsigned());
  std::vector<int32_t> right =
      subtractZeroPoint(w, dense.getWZp(), dense.getWUnsigned());
  multiplyGroups(right, dense.getFactorsAttr());
  for (int64_t row = 0; row < m; ++row) {
    for (int64_t channel = 0; channel < n; ++channel) {
      // One product is below 2^32, so i64 holds any sum there is memory for.
      int64_t acc = loadInteger(bias, channel);
      for (int64_t i = 0; i < k; ++i)
        acc += int64_t{left[row * k + i]} * right[channel * k + i];
      if (Error error = storeAccumulator(op, *result, row * n + channel, acc))
        return std::move(error);
    }
  }
  return result;
}

//===----------------------------------------------------------------------===//
// Rescaling
//===----------------------------------------------------------------------===//

static Expected<HostTensor> evaluateRequantize(Operation *op,
                                               Operands operands) {
  auto requantize = cast<qnn::RequantizeOp>(op);
  const HostTensor &input = *operands[0];
  Rescale rescale{requantize.getNumerics(), operands.drop_front(),
                  requantize.getOutZp(), requantize.getQmin(),
                  requantize.getQmax()};
  int64_t channels = input.shape.empty() ? 1 : input.shape.back();
  int64_t count = rescale.params[0]->numElements() == 1 ? 1 : channels;
  if (Error error = rescale.check(op, count))
    return std::move(error);
  Expected<HostTensor> result = makeResult(op, input.shape);
  if (!result)
    return result.takeError();
  auto inZp = requantize.getInZp();
  for (int64_t i = 0, e = input.numElements(); i < e; ++i) {
    int64_t value = loadInteger(input, i, requantize.getInUnsigned()) - inZp;
    unsigned bits = input.type == ElementType::I64 ? 48 : 32;
    if (!llvm::isIntN(bits, value))
      return makeError(op, "element " + Twine(i) + " less the zero point is " +
                               Twine(value) + ", which overflows " +
                               Twine(bits) + " bits");
    storeInteger(*result, i, rescale.apply(value, count == 1 ? 0 : i % count));
  }
  return result;
}

static Expected<HostTensor> evaluateDequantizeAccumulator(Operation *op,
                                                          Operands operands) {
  auto accumulators = cast<qnn::DequantizeAccumulatorOp>(op);
  const HostTensor &input = *operands[0], &scale = *operands[1];
  int64_t channels = scale.numElements();
  Expected<HostTensor> result = makeResult(op, input.shape);
  if (!result)
    return result.takeError();
  for (int64_t i = 0, e = input.numElements(); i < e; ++i) {
    float value =
        dequantize(loadInteger(input, i), scale.as<float>()[i % channels], 0);
    storeFloat(*result, i, accumulators.getRelu() && value < 0 ? 0 : value);
  }
  return result;
}

static Expected<HostTensor> evaluateRescale(Operation *op, Operands operands) {
  auto rescaleOp = cast<qnn::RescaleOp>(op);
  const HostTensor &input = *operands[0];
  Rescale rescale{rescaleOp.getNumerics(), operands.drop_front(),
                  rescaleOp.getZp(), rescaleOp.getQmin(), rescaleOp.getQmax()};
  // Elementwise: a parameter for every element, or one scalar for all.
  int64_t count = rescale.params[0]->numElements();
  if (count != input.numElements() && count != 1)
    return makeError(op, "has " + Twine(count) + " rescale parameters for " +
                             Twine(input.numElements()) + " elements");
  if (Error error = rescale.check(op, count))
    return std::move(error);
  Expected<HostTensor> result = makeResult(op, input.shape);
  if (!result)
    return result.takeError();
  for (int64_t i = 0, e = input.numElements(); i < e; ++i)
    storeInteger(*result, i,
                 rescale.apply(loadInteger(input, i), count == 1 ? 0 : i));
  return result;
}

static Expected<HostTensor> evaluateLookup(Operation *op, Operands operands) {
  auto lookup = cast<qnn::LookupOp>(op);
  const HostTensor &input = *operands[0];
  Expected<HostTensor> table = readElements(lookup.getTable());
  if (!table)
    return makeError(op, llvm::toString(table.takeError()));
  if (table->numElements() != 256)
    return makeError(op, "its table must have 256 entries");
  Expected<HostTensor> result = makeResult(op, input.shape);
  if (!result)
    return result.takeError();
  for (int64_t i = 0, e = input.numElements(); i < e; ++i)
    storeInteger(*result, i, loadInteger(*table, loadInteger(input, i, true)));
  return result;
}

static Expected<HostTensor> evaluateInterpolate(Operation *op,
                                                Operands operands) {
  auto interpolate = cast<qnn::InterpolateOp>(op);
  const HostTensor &input = *operands[0];
  Expected<HostTensor> table = readElements(interpolate.getTable());
  if (!table)
    return makeError(op, llvm::toString(table.takeError()));
  Expected<HostTensor> result = makeResult(op, input.shape);
  if (!result)
    return result.takeError();
  int64_t shift = interpolate.getShift(), step = int64_t{1} << shift,
          last = ((table->numElements() - 1) << shift) - 1;
  int64_t bits = shift + interpolate.getFraction(),
          moved = interpolate.getIsUnsigned() ? 128 : 0;
  for (int64_t i = 0, e = input.numElements(); i < e; ++i) {
    int64_t distance = std::clamp<int64_t>(
        loadInteger(input, i) - interpolate.getFirst(), 0, last);
    int64_t at = distance >> shift, part = distance & (step - 1);
    int64_t lower = loadInteger(*table, at),
            upper = loadInteger(*table, at + 1);
    int64_t sum = lower * step + (upper - lower) * part;
    storeInteger(*result, i,
                 ((sum + (int64_t{1} << (bits - 1))) >> bits) + moved);
  }
  return result;
}

Evaluator reference::findQuantizedEvaluator(Operation *op) {
  return llvm::TypeSwitch<Operation *, Evaluator>(op)
      .Case([](qnn::QuantizeOp) { return evaluateQuantize; })
      .Case([](qnn::DequantizeOp) { return evaluateDequantize; })
      .Case([](qnn::FakeQuantizeOp) { return evaluateFakeQuantize; })
      .Case([](qnn::GivenWeightOp) { return evaluateGivenWeight; })
      .Case([](qnn::DenseOp) { return evaluateDense; })
      .Case([](qnn::RequantizeOp) { return evaluateRequantize; })
      .Case([](qnn::DequantizeAccumulatorOp) {
        return evaluateDequantizeAccumulator;
      })
      .Case([](qnn::RescaleOp) { return evaluateRescale; })
      .Case([](qnn::LookupOp) { return evaluateLookup; })
      .Case([](qnn::InterpolateOp) { return evaluateInterpolate; })
      .Default([](Operation *) { return nullptr; });
}
