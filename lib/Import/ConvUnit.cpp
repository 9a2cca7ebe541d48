//===- ConvUnit.cpp - Reading a unit of kind conv2d -------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Import/ConvUnit.h"

#include "ConstantData.h"
#include "WeightData.h"
#include "qopt/Import/OpUnit.h"

#include "mlir/Dialect/Tosa/IR/TosaOps.h"

using namespace mlir;
using namespace qopt;

static bool readConstants(ConvUnit &conv, Value weight, Value bias) {
  auto weights = readFloats(getWeight(weight)),
       biases = readFloats(getConstant(bias));
  int64_t outputs = conv.weightShape[0];
  if (!weights || !biases || biases->empty())
    return false;
  // TOSA broadcasts a bias of one element.
  if (biases->size() == 1)
    biases->assign(outputs, biases->front());
  conv.weight = std::move(*weights);
  conv.bias = std::move(*biases);
  return int64_t(conv.bias.size()) == outputs &&
         int64_t(conv.weight.size()) ==
             ShapedType::getNumElements(conv.weightShape);
}

/// From `KH x KW x C x M`, where output channel c * M + m sees channel c.
static void readDepthwise(ConvUnit &conv, ArrayRef<int64_t> shape) {
  int64_t pixels = shape[0] * shape[1], outputs = shape[2] * shape[3];
  SmallVector<float, 0> weight(conv.weight.size());
  for (int64_t pixel = 0; pixel < pixels; ++pixel)
    for (int64_t o = 0; o < outputs; ++o)
      weight[o * pixels + pixel] = conv.weight[pixel * outputs + o];
  conv.weight = std::move(weight);
}

template <typename OpTy>
static void readWindow(ConvUnit &conv, OpTy op) {
  conv.pad.assign(op.getPad().begin(), op.getPad().end());
  conv.stride.assign(op.getStride().begin(), op.getStride().end());
  conv.dilation.assign(op.getDilation().begin(), op.getDilation().end());
}

FailureOr<ConvUnit> qopt::matchConvUnit(qnn::UnitOp unit) {
  FailureOr<OpUnit> body = matchOpUnit(unit);
  if (unit.getKind() != "conv2d" || failed(body) ||
      body->inputNumber(0) != 0u || unit->getNumOperands() != 1)
    return failure();
  ConvUnit conv;
  conv.unit = unit;
  conv.input = unit.getInputs().front();
  StringRef why;
  if (failed(readGivenWeights(body->op, conv.given, why)))
    return failure();
  conv.clampMin = body->clampMin;
  conv.clampMax = body->clampMax;
  if (auto op = dyn_cast<tosa::Conv2DOp>(body->op)) {
    auto shape = cast<RankedTensorType>(op.getWeight().getType()).getShape();
    conv.weightShape.assign(shape.begin(), shape.end());
    readWindow(conv, op);
    if (!readConstants(conv, op.getWeight(), op.getBias()))
      return failure();
    return conv;
  }
  auto op = cast<tosa::DepthwiseConv2DOp>(body->op);
  auto shape = cast<RankedTensorType>(op.getWeight().getType()).getShape();
  conv.weightShape = {shape[2] * shape[3], shape[0], shape[1], 1};
  conv.groups = shape[2];
  readWindow(conv, op);
  if (!readConstants(conv, op.getWeight(), op.getBias()))
    return failure();
  readDepthwise(conv, shape);
  return conv;
}
