//===- Dense.cpp - Quantized layers with constant weights -------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Patterns.h"

#include "qopt/Import/ConvUnit.h"
#include "qopt/Import/DenseUnit.h"

#include "llvm/ADT/STLExtras.h"

using namespace mlir;
using namespace qopt;

static void remarkRaisedChannels(qnn::UnitOp unit,
                                 const DenseQuantization &quantized) {
  if (quantized.raisedChannels.empty())
    return;
  constexpr size_t maxListed = 8;
  size_t count = quantized.raisedChannels.size();
  InFlightDiagnostic remark = emitRemark(unit.getLoc());
  remark << "unit \"" << unit.getId() << "\": the weights of channel";
  remark << (count > 1 ? "s " : " ");
  llvm::interleaveComma(
      ArrayRef(quantized.raisedChannels).take_front(maxListed), remark);
  if (count > maxListed)
    remark << " and " << count - maxListed << " more";
  remark << " are tiny beside the bias, which would overflow i32; the weight "
            "scale was raised";
}

namespace {
/// The constants of a layer: its quantized weights, and the parameters of the
/// rescale that follows the accumulator.
struct QuantizedLayer {
  DenseQuantization numbers;
  SmallVector<Value> params;
  /// Null without groups.
  DenseIntElementsAttr factors;
};
} // namespace

static FailureOr<QuantizedLayer>
quantizeLayer(UnitConversion &conversion, ArrayRef<float> weight,
              ArrayRef<float> bias, const std::optional<GivenWeights> &given) {
  bool isGiven = conversion.plan.weights.isGiven;
  if (isGiven && !given)
    return conversion.error()
           << "its weights did not arrive quantized; make \"weight-scheme\" "
              "symmetric in the plan";
  const TensorParams &input = conversion.inputParams[0];
  llvm::Expected<DenseQuantization> quantized =
      quantizeDense(weight, bias, input, conversion.plan.weights,
                    isGiven ? &*given : nullptr);
  if (!quantized)
    return conversion.error() << llvm::toString(quantized.takeError());
  SmallVector<double> scales;
  for (double weightScale : quantized->weightScales)
    scales.push_back(input.scale * weightScale);
  FailureOr<SmallVector<Value>> params = conversion.createParams(scales);
  if (failed(params))
    return failure();
  remarkRaisedChannels(conversion.unit, *quantized);
  DenseIntElementsAttr factors;
  if (auto channels = static_cast<int64_t>(bias.size());
      !quantized->factors.empty())
    factors = makeFactors(
        conversion.rewriter,
        {channels, static_cast<int64_t>(quantized->factors.size()) / channels},
        quantized->factors);
  return QuantizedLayer{std::move(*quantized), std::move(*params), factors};
}

LogicalResult qopt::convertDense(UnitConversion &conversion) {
  FailureOr<DenseUnit> dense = matchDenseUnit(conversion.unit);
  if (failed(dense) || conversion.outputType.getRank() != 2)
    return conversion.malformed("a dense layer");
  absorbInputScales(conversion.inputParams[0], dense->k, /*groups=*/1,
                    dense->weight);
  FailureOr<QuantizedLayer> layer =
      quantizeLayer(conversion, dense->weight, dense->bias, dense->given);
  if (failed(layer))
    return failure();
  const QuantParams &input = conversion.inputParams[0];
  Value weight = conversion.createConstant<int8_t>({dense->n, dense->k},
                                                   layer->numbers.weight);
  Value bias =
      conversion.createConstant<int32_t>({dense->n}, layer->numbers.bias);
  OpBuilder &builder = conversion.rewriter;
  Value acc = qnn::DenseOp::create(
      builder, conversion.getLoc(), conversion.resultType(builder.getI32Type()),
      conversion.inputs[0], weight, bias, input.zeroPoint,
      layer->numbers.weightZeroPoint,
      /*xUnsigned=*/!input.isSigned, /*wUnsigned=*/false, layer->factors,
      conversion.unit.getIdAttr());
  return conversion.replace(conversion.createRequantize(
      acc, layer->params, dense->clampMin, dense->clampMax));
}

LogicalResult qopt::convertConv(UnitConversion &conversion) {
  FailureOr<ConvUnit> conv = matchConvUnit(conversion.unit);
  if (failed(conv))
    return conversion.malformed("a convolution");
  if (failed(conversion.checkWeightGroup()))
    return failure();
  absorbInputScales(conversion.inputParams[0],
                    conv->weightShape[3] * conv->groups, conv->groups,
                    conv->weight);
  FailureOr<QuantizedLayer> layer =
      quantizeLayer(conversion, conv->weight, conv->bias, conv->given);
  if (failed(layer))
    return failure();
  const QuantParams &input = conversion.inputParams[0];
  Value weight = conversion.createConstant<int8_t>(conv->weightShape,
                                                   layer->numbers.weight);
  Value bias = conversion.createConstant<int32_t>({conv->weightShape[0]},
                                                  layer->numbers.bias);
  OpBuilder &builder = conversion.rewriter;
  Value acc = qnn::Conv2DOp::create(
      builder, conversion.getLoc(), conversion.resultType(builder.getI32Type()),
      conversion.inputs[0], weight, bias, conv->pad, conv->stride,
      conv->dilation, conv->groups, input.zeroPoint,
      layer->numbers.weightZeroPoint,
      /*xUnsigned=*/!input.isSigned, /*wUnsigned=*/false, layer->factors,
      conversion.unit.getIdAttr());
  return conversion.replace(conversion.createRequantize(
      acc, layer->params, conv->clampMin, conv->clampMax));
}
