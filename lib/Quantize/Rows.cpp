//===- Rows.cpp - Quantized softmax and layer norm --------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Patterns.h"

#include "qopt/Import/RowUnit.h"

#include "llvm/Support/MathExtras.h"

#include <cmath>
#include <limits>

using namespace mlir;
using namespace qopt;

/// Says so where the plan asks for another.
static void remarkFP32(UnitConversion &conversion, StringRef what) {
  if (conversion.plan.numerics != qnn::Numerics::fp32)
    emitRemark(conversion.getLoc())
        << "unit \"" << conversion.unit.getId() << "\": " << what
        << " is computed with numerics fp32, whatever the plan says, in this "
           "version";
}

LogicalResult qopt::convertSoftmax(UnitConversion &conversion) {
  FailureOr<SoftmaxUnit> softmax = matchSoftmaxUnit(conversion.unit);
  if (failed(softmax))
    return conversion.malformed("a softmax along the last dimension");
  remarkFP32(conversion, "a softmax");
  // The sum of a row stays below 2^31.
  int bits = 30 - llvm::Log2_64_Ceil(conversion.outputType.getShape().back());
  double step = double(conversion.inputParams[0].scale) * softmax->factor;
  SmallVector<int32_t> entries;
  for (int distance = 0; distance < 256; ++distance)
    entries.push_back(static_cast<int32_t>(
        std::nearbyint(std::ldexp(std::exp(-step * distance), bits))));
  OpBuilder &builder = conversion.rewriter;
  auto table =
      DenseElementsAttr::get(RankedTensorType::get({256}, builder.getI32Type()),
                             ArrayRef<int32_t>(entries));
  const QuantParams &output = conversion.output;
  return conversion.replace(qnn::SoftmaxOp::create(
      builder, conversion.getLoc(), conversion.outputType, conversion.inputs[0],
      table, APFloat(output.scale), output.zeroPoint, output.qmin, output.qmax,
      /*isUnsigned=*/!conversion.inputParams[0].isSigned,
      conversion.unit.getIdAttr()));
}

/// `values` in steps of the result, as a constant of f32.
static FailureOr<Value> createSteps(UnitConversion &conversion,
                                    ArrayRef<float> values) {
  SmallVector<float, 0> steps;
  for (auto [channel, value] : llvm::enumerate(values)) {
    steps.push_back(
        static_cast<float>(double(value) / conversion.output.scaleOf(channel)));
    if (!std::isfinite(steps.back()))
      return conversion.error()
             << "a constant of " << value << " is too large for a result of "
             << "scale " << conversion.output.scale
             << "; check its range in the plan";
  }
  auto type = RankedTensorType::get({static_cast<int64_t>(steps.size())},
                                    conversion.rewriter.getF32Type());
  auto attr = DenseElementsAttr::get(type, ArrayRef<float>(steps));
  return arith::ConstantOp::create(conversion.rewriter, conversion.getLoc(),
                                   cast<TypedAttr>(attr))
      .getResult();
}

LogicalResult qopt::convertLayerNorm(UnitConversion &conversion) {
  FailureOr<LayerNormUnit> norm = matchLayerNormUnit(conversion.unit);
  if (failed(norm))
    return conversion.malformed("a layer norm along the last dimension");
  remarkFP32(conversion, "a layer norm");
  FailureOr<Value> gamma = createSteps(conversion, norm->gamma),
                   beta = createSteps(conversion, norm->beta);
  if (failed(gamma) || failed(beta))
    return failure();
  const QuantParams &input = conversion.inputParams[0],
                    &output = conversion.output;
  double square = double(input.scale) * input.scale;
  // Only rows of equal elements could tell a smaller one, and of these all
  // differences to the mean are 0.
  auto epsilon = std::clamp(static_cast<float>(norm->epsilon / square),
                            std::numeric_limits<float>::min(), 0x1p120f);
  return conversion.replace(qnn::LayerNormOp::create(
      conversion.rewriter, conversion.getLoc(), conversion.outputType,
      conversion.inputs[0], *gamma, *beta, APFloat(epsilon), output.zeroPoint,
      output.qmin, output.qmax, /*isUnsigned=*/!input.isSigned,
      conversion.unit.getIdAttr()));
}
