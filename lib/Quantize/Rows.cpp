//===- Rows.cpp - Quantized softmax and layer norm --------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Patterns.h"

#include "qopt/Import/RowUnit.h"
#include "qopt/Reference/Arithmetic.h"

#include "llvm/Support/MathExtras.h"

#include <cmath>
#include <limits>

using namespace mlir;
using namespace qopt;

/// Of a row: both forms in fixed point are one.
static qnn::Numerics rowNumerics(const UnitConversion &conversion) {
  return conversion.plan.numerics == qnn::Numerics::fp32
             ? qnn::Numerics::fp32
             : qnn::Numerics::single;
}

LogicalResult qopt::convertSoftmax(UnitConversion &conversion) {
  FailureOr<SoftmaxUnit> softmax = matchSoftmaxUnit(conversion.unit);
  if (failed(softmax))
    return conversion.malformed("a softmax along the last dimension");
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
  qnn::Numerics numerics = rowNumerics(conversion);
  if (numerics == qnn::Numerics::single &&
      (output.scale < 0x1p-20f || output.scale > 1))
    return conversion.error()
           << "the result of a softmax has the scale " << output.scale
           << ", which fixed point cannot express: it must be in [2^-20, 1]; "
              "check its range in the plan";
  return conversion.replace(qnn::SoftmaxOp::create(
      builder, conversion.getLoc(), conversion.outputType, conversion.inputs[0],
      table, APFloat(output.scale), output.zeroPoint, output.qmin, output.qmax,
      numerics, /*isUnsigned=*/!conversion.inputParams[0].isSigned,
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

/// `values` in steps of 2^-bits of the result, as a constant of i32.
static FailureOr<Value> createFixedSteps(UnitConversion &conversion,
                                         ArrayRef<float> values, int bits) {
  SmallVector<int32_t, 0> steps;
  for (auto [channel, value] : llvm::enumerate(values)) {
    double step = std::nearbyint(
        std::ldexp(double(value) / conversion.output.scaleOf(channel), bits));
    if (!(std::abs(step) <= std::numeric_limits<int32_t>::max()))
      return conversion.error()
             << "a constant of " << value << " is too large for a result of "
             << "scale " << conversion.output.scaleOf(channel)
             << " in fixed point; check its range in the plan";
    steps.push_back(static_cast<int32_t>(step));
  }
  auto type = RankedTensorType::get({static_cast<int64_t>(steps.size())},
                                    conversion.rewriter.getI32Type());
  auto attr = DenseElementsAttr::get(type, ArrayRef<int32_t>(steps));
  return arith::ConstantOp::create(conversion.rewriter, conversion.getLoc(),
                                   cast<TypedAttr>(attr))
      .getResult();
}

/// The shift of a layer norm in fixed point: the largest, up to what 64 bits
/// hold, at which its gammas have 32 bits.
static int chooseShift(const UnitConversion &conversion,
                       ArrayRef<float> gammas) {
  double largest = 0;
  for (auto [channel, gamma] : llvm::enumerate(gammas))
    largest = std::max(largest, std::abs(double(gamma)) /
                                    conversion.output.scaleOf(channel));
  constexpr int least = 16, most = 45;
  int exponent = 0;
  std::frexp(largest, &exponent); // largest < 2^exponent
  return std::clamp(30 - exponent + normalisedBits, least, most);
}

LogicalResult qopt::convertLayerNorm(UnitConversion &conversion) {
  FailureOr<LayerNormUnit> norm = matchLayerNormUnit(conversion.unit);
  if (failed(norm))
    return conversion.malformed("a layer norm along the last dimension");
  qnn::Numerics numerics = rowNumerics(conversion);
  bool isFloat = numerics == qnn::Numerics::fp32;
  int shift = isFloat ? 0 : chooseShift(conversion, norm->gamma);
  auto create = [&](ArrayRef<float> values, int bits) {
    return isFloat ? createSteps(conversion, values)
                   : createFixedSteps(conversion, values, bits);
  };
  FailureOr<Value> gamma = create(norm->gamma, shift - normalisedBits),
                   beta = create(norm->beta, betaBits);
  if (failed(gamma) || failed(beta))
    return failure();
  const QuantParams &input = conversion.inputParams[0],
                    &output = conversion.output;
  if (norm->isRms &&
      maxMagnitude(input) * int64_t(norm->gamma.size()) > int64_t(1) << 28)
    return conversion.error()
           << "the sums of an RMS norm exceed 64 bits: of rows of "
           << norm->gamma.size() << " elements the zero point must be "
           << "nearer to the middle than " << input.zeroPoint
           << "; check the range of what it reads in the plan";
  double square = double(input.scale) * input.scale;
  auto length = double(norm->gamma.size());
  // Only rows of equal elements could tell a smaller one, and of these all
  // differences to the mean are 0. One as large as the other bound leaves of a
  // row nothing but beta.
  float most =
      isFloat ? 0x1p120f : static_cast<float>(0x1p59 / length / length);
  auto epsilon = std::clamp(static_cast<float>(norm->epsilon / square),
                            std::numeric_limits<float>::min(), most);
  return conversion.replace(qnn::LayerNormOp::create(
      conversion.rewriter, conversion.getLoc(), conversion.outputType,
      conversion.inputs[0], *gamma, *beta, APFloat(epsilon), shift, norm->isRms,
      norm->isRms ? input.zeroPoint : 0, output.zeroPoint, output.qmin,
      output.qmax, numerics,
      /*isUnsigned=*/!input.isSigned, conversion.unit.getIdAttr()));
}
