//===- FloatBoundary.cpp - Layers whose activations are floats --*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Patterns.h"

#include "qopt/Import/ConvUnit.h"
#include "qopt/Import/DenseUnit.h"
#include "qopt/Reference/Arithmetic.h"

#include "llvm/ADT/STLExtras.h"

#include <cmath>

using namespace mlir;
using namespace qopt;

namespace {
/// A dense layer or a convolution, and its constants.
struct Layer {
  /// Absent for a dense layer.
  std::optional<ConvUnit> conv;
  SmallVector<int64_t> weightShape;
  SmallVector<float, 0> weight, bias;
  std::optional<float> clampMin, clampMax;
  std::optional<GivenWeights> given;

  static std::optional<Layer> read(qnn::UnitOp unit);
};

/// What stands for the weights.
struct StoredLayer {
  DenseQuantization numbers;
  Value weight, scale, bias;
  /// Null without groups.
  DenseIntElementsAttr factors;
};
} // namespace

std::optional<Layer> Layer::read(qnn::UnitOp unit) {
  Layer layer;
  if (auto dense = matchDenseUnit(unit); succeeded(dense)) {
    layer.weightShape = {dense->n, dense->k};
    layer.weight = std::move(dense->weight);
    layer.bias = std::move(dense->bias);
    layer.clampMin = dense->clampMin;
    layer.clampMax = dense->clampMax;
    layer.given = std::move(dense->given);
    return layer;
  }
  auto conv = matchConvUnit(unit);
  if (failed(conv))
    return std::nullopt;
  layer.weightShape.assign(conv->weightShape.begin(), conv->weightShape.end());
  layer.weight = std::move(conv->weight);
  layer.bias = std::move(conv->bias);
  layer.clampMin = conv->clampMin;
  layer.clampMax = conv->clampMax;
  layer.given = std::move(conv->given);
  layer.conv = std::move(*conv);
  return layer;
}

/// Adds what the plan changes the bias by.
static LogicalResult changeBias(UnitConversion &conversion, Layer &layer,
                                ArrayRef<float> change) {
  if (!change.empty() && change.size() != layer.bias.size())
    return conversion.error()
           << "the plan changes the bias of " << change.size()
           << " channels of " << layer.bias.size()
           << "; give a number for each, or delete \"bias-change\"";
  for (auto [i, value] : llvm::enumerate(layer.bias)) {
    if (!change.empty())
      value += change[i];
    if (!std::isfinite(value))
      return conversion.error()
             << "the bias of channel " << i
             << " is infinite or NaN; the model file is damaged or its "
                "training diverged";
  }
  return success();
}

/// Moves the zero point into the weights, where floats multiply them.
static LogicalResult subtractZeroPoint(UnitConversion &conversion,
                                       DenseQuantization &numbers) {
  for (int8_t &weight : numbers.weight) {
    int64_t steps = weight - numbers.weightZeroPoint;
    if (steps < -128 || steps > 127)
      return conversion.error()
             << "its weights have a zero point, with which floats cannot "
                "multiply them; make \"weight-scheme\" symmetric, or "
                "\"activations\" dynamic in the plan";
    weight = static_cast<int8_t>(steps);
  }
  numbers.weightZeroPoint = 0;
  return success();
}

static Value createFloats(UnitConversion &conversion, ArrayRef<float> values) {
  OpBuilder &builder = conversion.rewriter;
  auto type = RankedTensorType::get({static_cast<int64_t>(values.size())},
                                    builder.getF32Type());
  return arith::ConstantOp::create(builder, conversion.getLoc(),
                                   DenseElementsAttr::get(type, values));
}

static FailureOr<StoredLayer> storeLayer(UnitConversion &conversion,
                                         Layer &layer) {
  WeightPlan plan = conversion.plan.weights;
  if (plan.isGiven && !layer.given)
    return conversion.error()
           << "its weights did not arrive quantized; make \"weight-scheme\" "
              "symmetric in the plan";
  if (failed(changeBias(conversion, layer, plan.biasChange)))
    return failure();
  // The bias is added in float, behind the accumulator.
  plan.biasChange.clear();
  SmallVector<float, 0> noBias(layer.bias.size(), 0.0f);
  bool isDynamic = conversion.plan.activations == Activations::Dynamic;
  QuantParams input;
  // Sums of floats have no bound that they must keep.
  input.bits = isDynamic ? 8 : 1;
  llvm::Expected<DenseQuantization> numbers =
      quantizeDense(layer.weight, noBias, input, plan,
                    plan.isGiven ? &*layer.given : nullptr);
  if (!numbers)
    return conversion.error() << llvm::toString(numbers.takeError());
  if (!isDynamic && failed(subtractZeroPoint(conversion, *numbers)))
    return failure();
  SmallVector<float> scales;
  for (auto [channel, scale] : llvm::enumerate(numbers->weightScales)) {
    if (isDynamic && scale < leastDynamicWeightScale)
      return conversion.error()
             << "the weights of channel " << channel
             << " are so small that products with their scale would be "
                "denormal; keep the unit in float (\"quantize\": false in the "
                "plan)";
    scales.push_back(static_cast<float>(scale));
  }
  StoredLayer stored;
  stored.weight =
      conversion.createConstant<int8_t>(layer.weightShape, numbers->weight);
  stored.scale = createFloats(conversion, scales);
  stored.bias = createFloats(conversion, layer.bias);
  if (auto channels = static_cast<int64_t>(layer.bias.size());
      !numbers->factors.empty())
    stored.factors = makeFactors(
        conversion.rewriter,
        {channels, static_cast<int64_t>(numbers->factors.size()) / channels},
        numbers->factors);
  stored.numbers = std::move(*numbers);
  return stored;
}

static Value createFloat(UnitConversion &conversion, const Layer &layer,
                         const StoredLayer &stored, bool isRelu) {
  OpBuilder &b = conversion.rewriter;
  if (!layer.conv)
    return qnn::FloatDenseOp::create(
        b, conversion.getLoc(), conversion.outputType, conversion.inputs[0],
        stored.weight, stored.scale, stored.bias, isRelu, stored.factors,
        conversion.unit.getIdAttr());
  const ConvUnit &conv = *layer.conv;
  return qnn::FloatConv2DOp::create(
      b, conversion.getLoc(), conversion.outputType, conversion.inputs[0],
      stored.weight, stored.scale, stored.bias, conv.pad, conv.stride,
      conv.dilation, conv.groups, isRelu, stored.factors,
      conversion.unit.getIdAttr());
}

static Value createDynamic(UnitConversion &conversion, const Layer &layer,
                           const StoredLayer &stored, bool isRelu) {
  OpBuilder &b = conversion.rewriter;
  Location loc = conversion.getLoc();
  Value input = conversion.inputs[0];
  auto type = cast<RankedTensorType>(input.getType());
  Value inputScale = qnn::DynamicScaleOp::create(
      b, loc, RankedTensorType::get(type.getDimSize(0), b.getF32Type()), input);
  Value quantized = qnn::DynamicQuantizeOp::create(
      b, loc, type.clone(b.getI8Type()), input, inputScale,
      /*isUnsigned=*/false);
  Value bias = conversion.createConstant<int32_t>({layer.weightShape[0]},
                                                  stored.numbers.bias);
  RankedTensorType accType = conversion.resultType(b.getI32Type());
  int32_t weightZp = stored.numbers.weightZeroPoint;
  StringAttr id = conversion.unit.getIdAttr();
  Value acc;
  if (layer.conv)
    acc = qnn::Conv2DOp::create(b, loc, accType, quantized, stored.weight, bias,
                                layer.conv->pad, layer.conv->stride,
                                layer.conv->dilation, layer.conv->groups,
                                /*xZp=*/0, weightZp, /*xUnsigned=*/false,
                                /*wUnsigned=*/false, stored.factors, id);
  else
    acc = qnn::DenseOp::create(b, loc, accType, quantized, stored.weight, bias,
                               /*xZp=*/0, weightZp, /*xUnsigned=*/false,
                               /*wUnsigned=*/false, stored.factors, id);
  return qnn::DynamicDequantizeOp::create(b, loc, conversion.outputType, acc,
                                          inputScale, stored.scale, stored.bias,
                                          isRelu, id);
}

LogicalResult qopt::convertWithFloatBoundary(UnitConversion &conversion) {
  std::optional<Layer> layer = Layer::read(conversion.unit);
  if (!layer || conversion.inputs.size() != 1)
    return conversion.malformed("a dense layer or a convolution");
  if (failed(conversion.checkWeightGroup()))
    return failure();
  FailureOr<StoredLayer> stored = storeLayer(conversion, *layer);
  if (failed(stored))
    return failure();
  bool isRelu = UnitConversion::isRelu(layer->clampMin, layer->clampMax);
  bool isDynamic = conversion.plan.activations == Activations::Dynamic;
  Value result = (isDynamic ? createDynamic : createFloat)(conversion, *layer,
                                                           *stored, isRelu);
  return conversion.replace(
      conversion.clampFloat(result, layer->clampMin, layer->clampMax));
}
