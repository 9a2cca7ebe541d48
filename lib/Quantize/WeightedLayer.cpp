//===- WeightedLayer.cpp - What the weights of a unit multiply --*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Quantize/WeightedLayer.h"

#include "QuantizedTypes.h"
#include "TensorNames.h"

#include "qopt/Import/ConvUnit.h"
#include "qopt/Import/DenseUnit.h"
#include "qopt/Quantize/DenseQuantization.h"

#include <algorithm>

using namespace mlir;
using namespace qopt;

int64_t WeightedLayer::outputSize(int axis) const {
  int64_t size = axis == 0 ? height : width;
  int64_t window = dilation[axis] * (kernel[axis] - 1) + 1;
  return (size + pad[axis * 2] + pad[axis * 2 + 1] - window) / stride[axis] + 1;
}

void WeightedLayer::copyRow(ArrayRef<float> image, int64_t position,
                            int64_t group, MutableArrayRef<float> row) const {
  int64_t top = position / outputSize(1) * stride[0] - pad[0];
  int64_t left = position % outputSize(1) * stride[1] - pad[2];
  int64_t perGroup = channels / groups, first = group * perGroup;
  const TensorParams &params = inputParams;
  auto low = static_cast<float>(params.qmin - params.zeroPoint) * params.scale;
  auto high = static_cast<float>(params.qmax - params.zeroPoint) * params.scale;
  float *out = row.data();
  for (int64_t i = 0; i < kernel[0] * kernel[1]; ++i, out += perGroup) {
    int64_t y = top + i / kernel[1] * dilation[0];
    int64_t x = left + i % kernel[1] * dilation[1];
    if (y < 0 || y >= height || x < 0 || x >= width) {
      std::fill_n(out, perGroup, 0.0f);
      continue;
    }
    const float *in = image.data() + (y * width + x) * channels + first;
    for (int64_t c = 0; c < perGroup; ++c)
      out[c] = std::clamp(
          in[c] * static_cast<float>(params.scale / params.scaleOf(first + c)),
          low, high);
  }
}

static std::optional<WeightedLayer> readLayer(qnn::UnitOp unit) {
  WeightedLayer layer;
  layer.id = unit.getId().str();
  layer.input = unit.getInputs().front();
  if (auto dense = matchDenseUnit(unit); succeeded(dense)) {
    layer.weight = std::move(dense->weight);
    layer.bias = std::move(dense->bias);
    layer.channels = dense->k;
    return layer;
  }
  auto conv = matchConvUnit(unit);
  if (failed(conv))
    return std::nullopt;
  auto shape = cast<RankedTensorType>(layer.input.getType()).getShape();
  layer.weight = std::move(conv->weight);
  layer.bias = std::move(conv->bias);
  layer.groups = conv->groups;
  layer.height = shape[1];
  layer.width = shape[2];
  layer.channels = shape[3];
  for (int axis : {0, 1}) {
    layer.kernel[axis] = conv->weightShape[1 + axis];
    layer.stride[axis] = conv->stride[axis];
    layer.dilation[axis] = conv->dilation[axis];
  }
  llvm::copy(conv->pad, layer.pad);
  return layer;
}

/// Of inputs that are floats: nothing clips them, and steps are so small that
/// they make no noise.
static TensorParams describeFloats(Activations activations) {
  TensorParams params;
  params.scale = 0x1p-20f;
  params.qmax = INT64_C(1) << 62;
  params.qmin = -params.qmax;
  // Sums of floats have no bound that they must keep.
  params.bits = activations == Activations::Dynamic ? 8 : 1;
  return params;
}

SmallVector<WeightedLayer> qopt::findWeightedLayers(ModuleOp module,
                                                    const Plan &plan) {
  SmallVector<WeightedLayer> layers;
  for (qnn::UnitOp unit : collectUnits(module)) {
    const UnitPlan *planned = plan.findUnit(unit.getId());
    if (!planned || !planned->quantize || !planned->weights ||
        planned->weights->isGiven)
      continue;
    const TensorPlan *input = plan.findTensor(operandName(unit, 0));
    std::optional<WeightedLayer> layer = readLayer(unit);
    if (layer && !planned->storesTensors()) {
      layer->inputParams = describeFloats(planned->activations);
      // It is added in float, whatever the scale of the weights is.
      llvm::fill(layer->bias, 0.0f);
      layers.push_back(std::move(*layer));
      continue;
    }
    if (!layer || !input)
      continue;
    bool isByte =
        input->params.bits == 16 && !readsWords(unit.getKind(), *planned);
    layer->inputParams = isByte ? narrowToByte(input->params) : input->params;
    absorbInputScales(layer->inputParams, layer->channels, layer->groups,
                      layer->weight);
    layers.push_back(std::move(*layer));
  }
  return layers;
}
