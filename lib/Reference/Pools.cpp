//===- Pools.cpp - The pools of TOSA, executed ------------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Accumulator.h"
#include "NanMode.h"
#include "Window.h"

#include "qopt/Reference/Arithmetic.h"

#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "llvm/ADT/TypeSwitch.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace qopt;
using namespace qopt::reference;
using llvm::Error;
using llvm::Expected;

static Expected<HostTensor> evaluateMaxPool2D(Operation *op,
                                              Operands operands) {
  auto maxPool = cast<tosa::MaxPool2dOp>(op);
  const HostTensor &x = *operands[0];
  return pool(op, x, maxPool.getKernel(), maxPool.getStride(), maxPool.getPad(),
              [&](HostTensor &result, int64_t element,
                  ArrayRef<int64_t> window) -> Error {
                if (isFloat(x)) {
                  double max = loadFloat(x, window[0]);
                  for (int64_t i : window)
                    max = maximum(max, loadFloat(x, i), maxPool.getNanMode());
                  storeFloat(result, element, max);
                  return Error::success();
                }
                int64_t max = loadInteger(x, window[0]);
                for (int64_t i : window)
                  max = std::max(max, loadInteger(x, i));
                storeInteger(result, element, max);
                return Error::success();
              });
}

/// TOSA's reciprocal of a count, rounded up a little, so that multiples of the
/// count are divided exactly.
static FixedPointScale reciprocalScale(int64_t count) {
  auto k = static_cast<int>(llvm::Log2_64_Ceil(count));
  int64_t numerator = ((INT64_C(1) << 30) + 1) << k;
  return {static_cast<int32_t>(numerator / count), 30 + k};
}

static Expected<HostTensor> evaluateAvgPool2D(Operation *op,
                                              Operands operands) {
  auto avgPool = cast<tosa::AvgPool2dOp>(op);
  const HostTensor &x = *operands[0], &inZp = *operands[1],
                   &outZp = *operands[2];
  if (isFloat(x)) {
    if (Error error = checkFloatZeroPoints(op, operands.drop_front()))
      return std::move(error);
  } else if (isFloat(inZp) || isFloat(outZp)) {
    return makeError(op, "has a float zero point of integers");
  }
  return pool(op, x, avgPool.getKernel(), avgPool.getStride(), avgPool.getPad(),
              [&](HostTensor &result, int64_t element,
                  ArrayRef<int64_t> window) -> Error {
                auto count = static_cast<int64_t>(window.size());
                if (isFloat(x)) {
                  double sum = 0;
                  for (int64_t i : window)
                    sum += loadFloat(x, i);
                  storeFloat(result, element, sum / static_cast<double>(count));
                  return Error::success();
                }
                int64_t acc = 0;
                for (int64_t i : window)
                  acc += loadInteger(x, i) - loadInteger(inZp, 0);
                if (Error error = checkAccumulator(op, result, element, acc))
                  return error;
                auto [multiplier, shift] = reciprocalScale(count);
                auto [min, max] = storageRange(result);
                storeInteger(result, element,
                             rescaleSingle(acc, multiplier, shift,
                                           loadInteger(outZp, 0), min, max));
                return Error::success();
              });
}

Evaluator reference::findPoolEvaluator(Operation *op) {
  return llvm::TypeSwitch<Operation *, Evaluator>(op)
      .Case([](tosa::MaxPool2dOp) { return evaluateMaxPool2D; })
      .Case([](tosa::AvgPool2dOp) { return evaluateAvgPool2D; })
      .Default([](Operation *) { return nullptr; });
}
