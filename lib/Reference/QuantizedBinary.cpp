//===- QuantizedBinary.cpp - Two activations of qnn, executed ---*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Broadcast.h"
#include "Quantized.h"

#include "qopt/Reference/Arithmetic.h"

#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace qopt;
using namespace qopt::reference;
using llvm::Error;
using llvm::Expected;

static Expected<HostTensor> evaluateMatMul(Operation *op, Operands operands) {
  auto matmul = cast<qnn::MatMulOp>(op);
  const HostTensor &a = *operands[0], &b = *operands[1];
  int64_t batch = a.shape[0], m = a.shape[1], k = a.shape[2], n = b.shape[2];
  if (b.shape[0] != batch || b.shape[1] != k)
    return makeError(op, "cannot multiply " + formatShape(a.shape) + " by " +
                             formatShape(b.shape));
  Expected<HostTensor> result = makeResult(op, {batch, m, n});
  if (!result)
    return result.takeError();
  std::vector<int32_t> left =
      subtractZeroPoint(a, matmul.getAZp(), matmul.getAUnsigned());
  std::vector<int32_t> right =
      subtractZeroPoint(b, matmul.getBZp(), matmul.getBUnsigned());
  for (int64_t i = 0, e = result->numElements(); i < e; ++i) {
    int64_t column = i % n, row = i / n, plane = row / m, acc = 0;
    for (int64_t j = 0; j < k; ++j)
      acc += left[row * k + j] * right[(plane * k + j) * n + column];
    if (Error error = storeAccumulator(op, *result, i, acc))
      return std::move(error);
  }
  return result;
}

/// Calls \p store for every element of the result, with the operands less their
/// zero points.
template <typename OpTy>
static Expected<HostTensor> zipStored(
    OpTy op, Operands operands,
    llvm::function_ref<void(HostTensor &, int64_t, int64_t, int64_t)> store) {
  const HostTensor &a = *operands[0], &b = *operands[1];
  Expected<Broadcast> broadcast = Broadcast::make(op, operands);
  if (!broadcast)
    return broadcast.takeError();
  Expected<HostTensor> result = makeResult(op, broadcast->shape);
  if (!result)
    return result.takeError();
  for (int64_t i = 0, e = result->numElements(); i < e; ++i)
    store(*result, i,
          loadInteger(a, broadcast->index(a, i), op.getAUnsigned()) -
              op.getAZp(),
          loadInteger(b, broadcast->index(b, i), op.getBUnsigned()) -
              op.getBZp());
  return result;
}

static Expected<HostTensor> evaluateAdd(Operation *op, Operands operands) {
  auto add = cast<qnn::AddOp>(op);
  ArrayRef<float> aScale = add.getAScale(), bScale = add.getBScale();
  return zipStored(
      add, operands,
      [&](HostTensor &result, int64_t element, int64_t a, int64_t b) {
        storeInteger(result, element,
                     addFP32(a, aScale[element % aScale.size()], b,
                             bScale[element % bScale.size()], add.getOutZp(),
                             add.getQmin(), add.getQmax()));
      });
}

static Expected<HostTensor> evaluateMul(Operation *op, Operands operands) {
  return zipStored(cast<qnn::MulOp>(op), operands,
                   [](HostTensor &result, int64_t element, int64_t a,
                      int64_t b) { storeInteger(result, element, a * b); });
}

Evaluator reference::findQuantizedBinaryEvaluator(Operation *op) {
  return llvm::TypeSwitch<Operation *, Evaluator>(op)
      .Case([](qnn::MatMulOp) { return evaluateMatMul; })
      .Case([](qnn::AddOp) { return evaluateAdd; })
      .Case([](qnn::MulOp) { return evaluateMul; })
      .Default([](Operation *) { return nullptr; });
}
