//===- DynamicOps.cpp - Verifiers of layers without calibration -----------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "OpChecks.h"

using namespace mlir;
using namespace mlir::qnn;

LogicalResult FloatDenseOp::verify() {
  auto x = getInput().getType(), w = getWeight().getType(),
       y = getOutput().getType();
  if (failed(verifyDense(*this, x, w, getBias().getType(), y)) ||
      failed(verifyChannels(*this, getScale(), y)))
    return failure();
  return verifyFactors(*this, w, getFactorsAttr(), w.getDimSize(1),
                       /*isSigned=*/true);
}

/// \p tensor has at least one dimension, and the first is that of \p scale.
static LogicalResult verifySamples(Operation *op, Value tensor, Value scale) {
  auto type = dyn_cast<RankedTensorType>(tensor.getType());
  if (!type || type.getRank() < 1)
    return op->emitOpError("needs a tensor whose first dimension counts the "
                           "samples");
  int64_t scales = cast<RankedTensorType>(scale.getType()).getDimSize(0);
  if (extentsDiffer(type.getDimSize(0), scales))
    return op->emitOpError() << "has " << scales << " scales of "
                             << type.getDimSize(0) << " samples";
  return success();
}

static LogicalResult verifySameShape(Operation *op, Value input, Value output) {
  auto x = cast<ShapedType>(input.getType()),
       y = cast<ShapedType>(output.getType());
  if (y.hasRank() && x.getShape() == y.getShape())
    return success();
  return op->emitOpError() << "input " << x << " and result " << y
                           << " differ in shape";
}

LogicalResult DynamicScaleOp::verify() {
  return verifySamples(*this, getInput(), getOutput());
}

LogicalResult DynamicQuantizeOp::verify() {
  if (failed(verifySamples(*this, getInput(), getScale())))
    return failure();
  return verifySameShape(*this, getInput(), getOutput());
}

LogicalResult DynamicDequantizeOp::verify() {
  if (failed(verifySamples(*this, getInput(), getInputScale())) ||
      failed(verifySameShape(*this, getInput(), getOutput())))
    return failure();
  auto type = cast<RankedTensorType>(getInput().getType());
  for (Value param : {getScale(), getBias()})
    if (failed(verifyChannels(*this, param, type)))
      return failure();
  return success();
}
