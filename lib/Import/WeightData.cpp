//===- WeightData.cpp - The constant weights of a layer ---------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "WeightData.h"

#include "ConstantData.h"

#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "llvm/ADT/TypeSwitch.h"

#include <cmath>

using namespace mlir;
using namespace qopt;

qnn::GivenWeightOp qopt::getGiven(Value value) {
  return value ? value.getDefiningOp<qnn::GivenWeightOp>()
               : qnn::GivenWeightOp();
}

ElementsAttr qopt::getWeight(Value value) {
  qnn::GivenWeightOp given = getGiven(value);
  return getConstant(given ? given.getInput() : value);
}

Value qopt::createGiven(OpBuilder &builder, Location loc, Value weight,
                        Value scale, Value zp) {
  return qnn::GivenWeightOp::create(builder, loc, weight.getType(), weight,
                                    scale, zp);
}

SmallVector<float, 0> qopt::broadcastValues(ArrayRef<float> values,
                                            ArrayRef<int64_t> from,
                                            ArrayRef<int64_t> to) {
  SmallVector<float, 0> result;
  int64_t count = ShapedType::getNumElements(to);
  result.reserve(count);
  SmallVector<int64_t> index(to.size(), 0);
  for (int64_t i = 0; i < count; ++i) {
    int64_t linear = 0;
    for (auto [at, size] : llvm::zip_equal(index, from))
      linear = linear * size + (size == 1 ? 0 : at);
    result.push_back(values[linear]);
    for (int64_t d = int64_t(to.size()) - 1; d >= 0; --d) {
      if (++index[d] < to[d])
        break;
      index[d] = 0;
    }
  }
  return result;
}

/// A scale or a zero point for every element of the weight; nothing where it is
/// not constant.
static std::optional<SmallVector<float, 0>> readPart(qnn::GivenWeightOp given,
                                                     Value part) {
  ElementsAttr attr = getConstant(part);
  auto values = attr ? readFloats(attr) : std::nullopt;
  if (!values)
    return std::nullopt;
  return broadcastValues(*values,
                         cast<RankedTensorType>(part.getType()).getShape(),
                         cast<RankedTensorType>(given.getType()).getShape());
}

FailureOr<GivenWeights>
qopt::readGivenWeights(qnn::GivenWeightOp given, int64_t channels,
                       llvm::function_ref<int64_t(int64_t)> channelOf,
                       StringRef &why) {
  why = "have more than one scale in an output channel";
  auto scales = readPart(given, given.getScale()),
       zeroPoints = readPart(given, given.getZp());
  ElementsAttr attr = getConstant(given.getInput());
  auto weights = attr ? readFloats(attr) : std::nullopt;
  if (!scales || !zeroPoints || !weights)
    return failure();
  GivenWeights result;
  result.scales.assign(channels, 0);
  result.zeroPoints.assign(channels, 0);
  SmallVector<bool> isKnown(channels, false);
  double lo = 0, hi = 0;
  for (int64_t i = 0, e = scales->size(); i < e; ++i) {
    int64_t channel = channelOf(i);
    float scale = (*scales)[i];
    auto zp = static_cast<int32_t>((*zeroPoints)[i]);
    if (isKnown[channel] &&
        (result.scales[channel] != scale || result.zeroPoints[channel] != zp))
      return failure();
    isKnown[channel] = true;
    result.scales[channel] = scale;
    result.zeroPoints[channel] = zp;
    double steps = std::nearbyint(double((*weights)[i]) / scale);
    lo = std::min(lo, steps);
    hi = std::max(hi, steps);
  }
  why = "have zero points so far apart that their integers need 9 bits";
  if (hi - lo > 255)
    return failure();
  return result;
}

LogicalResult qopt::readGivenWeights(Operation *layer,
                                     std::optional<GivenWeights> &given,
                                     StringRef &why) {
  auto read = [&](Value weight, int64_t channels,
                  llvm::function_ref<int64_t(int64_t)> channelOf) {
    qnn::GivenWeightOp op = getGiven(weight);
    if (!op)
      return success();
    FailureOr<GivenWeights> weights =
        readGivenWeights(op, channels, channelOf, why);
    if (failed(weights))
      return failure();
    given = std::move(*weights);
    return success();
  };
  auto shapeOf = [](Value weight) {
    return cast<RankedTensorType>(weight.getType()).getShape();
  };
  return llvm::TypeSwitch<Operation *, LogicalResult>(layer)
      .Case([&](tosa::MatMulOp op) {
        int64_t n = shapeOf(op.getB()).back();
        return read(op.getB(), n, [=](int64_t i) { return i % n; });
      })
      .Case([&](tosa::Conv2DOp op) {
        ArrayRef<int64_t> shape = shapeOf(op.getWeight());
        int64_t each = shape[1] * shape[2] * shape[3];
        return read(op.getWeight(), shape[0],
                    [=](int64_t i) { return i / each; });
      })
      .Case([&](tosa::DepthwiseConv2DOp op) {
        ArrayRef<int64_t> shape = shapeOf(op.getWeight());
        int64_t outputs = shape[2] * shape[3];
        return read(op.getWeight(), outputs,
                    [=](int64_t i) { return i % outputs; });
      })
      .Default([](Operation *) { return success(); });
}
