//===- UnitQuantization.cpp - What the plan says of a unit ------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Patterns.h"

using namespace mlir;
using namespace qopt;

/// What the plan knows of the weights beyond how to quantize them.
static void addStoredWeights(OpBuilder &builder, const WeightPlan &weights,
                             SmallVectorImpl<NamedAttribute> &quantization) {
  if (weights.stored) {
    ArrayRef<int8_t> values(weights.stored->values);
    auto type = RankedTensorType::get({static_cast<int64_t>(values.size())},
                                      builder.getI8Type());
    quantization.push_back(
        builder.getNamedAttr("weights", DenseElementsAttr::get(type, values)));
    quantization.push_back(builder.getNamedAttr(
        "weight_scales", builder.getDenseF32ArrayAttr(weights.stored->scales)));
    if (ArrayRef<uint8_t> factors = weights.stored->factors; !factors.empty())
      quantization.push_back(builder.getNamedAttr(
          "group_factors",
          makeFactors(builder, {int64_t(factors.size())}, factors)));
  }
  if (!weights.biasChange.empty())
    quantization.push_back(builder.getNamedAttr(
        "bias_change", builder.getDenseF32ArrayAttr(weights.biasChange)));
}

DictionaryAttr qopt::describeQuantization(OpBuilder &builder, const Plan &plan,
                                          const UnitPlan &unitPlan,
                                          bool isRounded) {
  SmallVector<NamedAttribute> quantization = {builder.getNamedAttr(
      "numerics", builder.getStringAttr(getNumericsName(plan.numerics)))};
  if (!unitPlan.storesTensors())
    quantization.push_back(builder.getNamedAttr(
        activationsAttrName,
        builder.getStringAttr(getActivationsName(unitPlan.activations))));
  if (unitPlan.weights) {
    if (unitPlan.weights->bits != WeightPlan().bits)
      quantization.push_back(builder.getNamedAttr(
          "bits", builder.getI64IntegerAttr(unitPlan.weights->bits)));
    quantization.push_back(builder.getNamedAttr(
        "scheme",
        builder.getStringAttr(getWeightSchemeName(*unitPlan.weights))));
    quantization.push_back(builder.getNamedAttr(
        "granularity", builder.getStringAttr(
                           getGranularityName(unitPlan.weights->granularity))));
    if (unitPlan.weights->group)
      quantization.push_back(builder.getNamedAttr(
          "group", builder.getI64IntegerAttr(unitPlan.weights->group)));
    addStoredWeights(builder, *unitPlan.weights, quantization);
  }
  if (isRounded)
    quantization.push_back(
        builder.getNamedAttr("result", builder.getStringAttr("given")));
  return builder.getDictionaryAttr(quantization);
}
