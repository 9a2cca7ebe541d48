//===- Binary.cpp - Quantized operations on activations ---------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Patterns.h"

#include "qopt/Import/OpUnit.h"

#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/IR/Matchers.h"

#include <cmath>
#include <limits>

using namespace mlir;
using namespace qopt;

namespace {
/// An operation on two operands of the unit, which may be one.
struct BinaryUnit {
  OpUnit body;
  Value lhs, rhs;
  TensorParams a, b;
};
} // namespace

static FailureOr<BinaryUnit> matchBinary(const UnitConversion &conversion) {
  FailureOr<OpUnit> body = matchOpUnit(conversion.unit);
  if (failed(body))
    return failure();
  std::optional<unsigned> lhs = body->inputNumber(0),
                          rhs = body->inputNumber(1);
  if (!lhs || !rhs)
    return failure();
  return BinaryUnit{*body, conversion.inputs[*lhs], conversion.inputs[*rhs],
                    conversion.inputParams[*lhs], conversion.inputParams[*rhs]};
}

/// The scales of an operand in steps of the result, as `qnn.add` can have them:
/// one, or one for each of the result's channels.
static FailureOr<SmallVector<float>> relativeScales(UnitConversion &conversion,
                                                    const TensorParams &params,
                                                    bool isNegative) {
  const TensorParams &output = conversion.output;
  size_t channels = std::max<size_t>(
      {1, params.channelScales.size(), output.channelScales.size()});
  SmallVector<float> scales;
  for (size_t channel = 0; channel < channels; ++channel) {
    // Below the smallest normal number every product rounds to 0 as it does
    // with that number.
    double operandScale = params.scaleOf(channel),
           resultScale = output.scaleOf(channel);
    float scale = std::max(static_cast<float>(operandScale / resultScale),
                           std::numeric_limits<float>::min());
    if (!(scale < 0x1p111f))
      return conversion.error() << "an operand's scale is " << operandScale
                                << " and the result's " << resultScale
                                << ", too far apart for a sum in f32; check "
                                   "their ranges in the plan";
    scales.push_back(isNegative ? -scale : scale);
  }
  return scales;
}

/// The operand in steps of 2^-bits of twice the larger scale.
static FailureOr<Value> createTerm(UnitConversion &conversion, Value value,
                                   const TensorParams &params,
                                   ArrayRef<double> steps) {
  FailureOr<SmallVector<Value>> scale =
      createRescaleParams(conversion.rewriter, conversion.unit, steps,
                          conversion.plan.numerics, conversion.report);
  if (failed(scale))
    return failure();
  constexpr int32_t min = std::numeric_limits<int32_t>::min(),
                    max = std::numeric_limits<int32_t>::max();
  OpBuilder &builder = conversion.rewriter;
  auto type = cast<RankedTensorType>(value.getType());
  return qnn::RequantizeOp::create(
             builder, conversion.getLoc(), type.clone(builder.getI32Type()),
             value, *scale, params.zeroPoint, /*outZp=*/0, min, max,
             conversion.plan.numerics, /*inUnsigned=*/!params.isSigned,
             conversion.unit.getIdAttr())
      .getResult();
}

FailureOr<Value> qopt::createFixedPointSum(UnitConversion &conversion,
                                           const Sum &sum) {
  const TensorParams &output = conversion.output;
  // The terms stay below 2^29, and their sum below 2^30.
  bool hasWords = sum.a.bits > 8 || sum.b.bits > 8;
  double unit = std::ldexp(1.0, hasWords ? 14 : 20);
  size_t channels = std::max<size_t>({1, sum.a.channelScales.size(),
                                      sum.b.channelScales.size(),
                                      output.channelScales.size()});
  SmallVector<double> aSteps, bSteps, resultSteps;
  for (size_t channel = 0; channel < channels; ++channel) {
    double a = sum.a.scaleOf(channel), b = sum.b.scaleOf(channel),
           twice = 2 * std::max(a, b);
    aSteps.push_back(a / twice * unit);
    bSteps.push_back(b / twice * unit);
    resultSteps.push_back(twice / (unit * output.scaleOf(channel)));
  }
  FailureOr<Value> left = createTerm(conversion, sum.lhs, sum.a, aSteps),
                   right = createTerm(conversion, sum.rhs, sum.b, bSteps);
  if (failed(left) || failed(right))
    return failure();
  OpBuilder &builder = conversion.rewriter;
  auto type = conversion.resultType(builder.getI32Type());
  Location loc = conversion.getLoc();
  Value total =
      sum.isDifference
          ? tosa::SubOp::create(builder, loc, type, *left, *right).getResult()
          : tosa::AddOp::create(builder, loc, type, *left, *right).getResult();
  FailureOr<SmallVector<Value>> scale =
      createRescaleParams(conversion.rewriter, conversion.unit, resultSteps,
                          conversion.plan.numerics, conversion.report);
  if (failed(scale))
    return failure();
  return conversion.createRequantize(total, *scale, sum.clampMin, sum.clampMax);
}

LogicalResult qopt::convertAdd(UnitConversion &conversion) {
  FailureOr<BinaryUnit> add = matchBinary(conversion);
  if (failed(add))
    return conversion.malformed("a sum of two tensors");
  qnn::UnitOp unit = conversion.unit;
  bool isDifference = isa<tosa::SubOp>(add->body.op);
  if (conversion.plan.numerics != qnn::Numerics::fp32) {
    FailureOr<Value> sum = createFixedPointSum(
        conversion, {add->lhs, add->rhs, add->a, add->b, isDifference,
                     add->body.clampMin, add->body.clampMax});
    return failed(sum) ? failure() : conversion.replace(*sum);
  }
  FailureOr<SmallVector<float>> aScale =
                                    relativeScales(conversion, add->a, false),
                                bScale = relativeScales(conversion, add->b,
                                                        isDifference);
  if (failed(aScale) || failed(bScale))
    return failure();
  auto [qmin, qmax] =
      conversion.foldClamp(add->body.clampMin, add->body.clampMax);
  return conversion.replace(qnn::AddOp::create(
      conversion.rewriter, unit.getLoc(), conversion.outputType, add->lhs,
      add->rhs, add->a.zeroPoint, *aScale, add->b.zeroPoint, *bScale,
      conversion.output.zeroPoint, qmin, qmax, /*aUnsigned=*/!add->a.isSigned,
      /*bUnsigned=*/!add->b.isSigned, unit.getIdAttr()));
}

/// The rescale of an accumulator in units of the product of the scales.
static FailureOr<SmallVector<Value>>
createProductParams(UnitConversion &conversion, const BinaryUnit &unit) {
  size_t channels = std::max<size_t>(
      {1, unit.a.channelScales.size(), unit.b.channelScales.size()});
  SmallVector<double> scales;
  for (size_t channel = 0; channel < channels; ++channel)
    scales.push_back(unit.a.scaleOf(channel) * unit.b.scaleOf(channel));
  return conversion.createParams(scales);
}

LogicalResult qopt::convertMul(UnitConversion &conversion) {
  FailureOr<BinaryUnit> mul = matchBinary(conversion);
  if (failed(mul))
    return conversion.malformed("a product of two tensors");
  FailureOr<SmallVector<Value>> params = createProductParams(conversion, *mul);
  if (failed(params))
    return failure();
  OpBuilder &builder = conversion.rewriter;
  Value acc = qnn::MulOp::create(
      builder, conversion.getLoc(), conversion.resultType(builder.getI32Type()),
      mul->lhs, mul->rhs, mul->a.zeroPoint, mul->b.zeroPoint,
      /*aUnsigned=*/!mul->a.isSigned, /*bUnsigned=*/!mul->b.isSigned,
      conversion.unit.getIdAttr());
  return conversion.replace(conversion.createRequantize(
      acc, *params, mul->body.clampMin, mul->body.clampMax));
}

LogicalResult qopt::convertMatMul(UnitConversion &conversion) {
  FailureOr<BinaryUnit> matmul = matchBinary(conversion);
  auto type = succeeded(matmul)
                  ? dyn_cast<RankedTensorType>(matmul->lhs.getType())
                  : RankedTensorType();
  if (!type || type.getRank() != 3 || type.isDynamicDim(2))
    return conversion.malformed("a product of two stacks of matrices");
  double bound = double(maxMagnitude(matmul->a)) * maxMagnitude(matmul->b) *
                 type.getDimSize(2);
  if (failed(conversion.checkAccumulator(bound)))
    return failure();
  FailureOr<SmallVector<Value>> params =
      createProductParams(conversion, *matmul);
  if (failed(params))
    return failure();
  OpBuilder &builder = conversion.rewriter;
  Value acc = qnn::MatMulOp::create(
      builder, conversion.getLoc(), conversion.resultType(builder.getI32Type()),
      matmul->lhs, matmul->rhs, matmul->a.zeroPoint, matmul->b.zeroPoint,
      /*aUnsigned=*/!matmul->a.isSigned, /*bUnsigned=*/!matmul->b.isSigned,
      conversion.unit.getIdAttr());
  return conversion.replace(conversion.createRequantize(
      acc, *params, matmul->body.clampMin, matmul->body.clampMax));
}

//===----------------------------------------------------------------------===//
// Concatenation
//===----------------------------------------------------------------------===//

/// A constant part, stored as the result is.
static Value quantizeConstant(UnitConversion &conversion, Value constant,
                              int32_t qmin, int32_t qmax) {
  DenseElementsAttr values;
  if (!matchPattern(constant, m_Constant(&values)))
    return {};
  SmallVector<int8_t, 0> stored;
  for (float value : values.getValues<float>())
    stored.push_back(
        static_cast<int8_t>(quantize(value, conversion.output.scale,
                                     conversion.output.zeroPoint, qmin, qmax)));
  return conversion.createConstant<int8_t>(
      cast<RankedTensorType>(constant.getType()).getShape(), stored);
}

/// Whether the clamp is another one than a relu.
static bool isBounded(const OpUnit &unit) {
  return unit.clampMax || unit.clampMin.value_or(0) != 0;
}

LogicalResult qopt::convertConcat(UnitConversion &conversion) {
  FailureOr<OpUnit> body = matchOpUnit(conversion.unit);
  if (failed(body))
    return conversion.malformed("a concatenation");
  const QuantParams &output = conversion.output;
  auto [qmin, qmax] = conversion.foldClamp(body->clampMin, body->clampMax);
  bool isClamped = qmin != output.qmin || qmax != output.qmax;
  OpBuilder &builder = conversion.rewriter;
  SmallVector<Value> parts;
  for (auto [i, operand] : llvm::enumerate(body->op->getOperands())) {
    std::optional<unsigned> number = body->inputNumber(i);
    if (!number) {
      Value stored = quantizeConstant(conversion, operand, qmin, qmax);
      if (!stored)
        return conversion.malformed("a concatenation");
      parts.push_back(stored);
      continue;
    }
    const QuantParams &input = conversion.inputParams[*number];
    Value part = conversion.inputs[*number];
    bool isSame = input.scale == output.scale &&
                  input.zeroPoint == output.zeroPoint &&
                  input.isSigned == output.isSigned &&
                  input.qmin >= output.qmin && input.qmax <= output.qmax;
    if (isSame && !isClamped) {
      parts.push_back(part);
      continue;
    }
    FailureOr<SmallVector<Value>> params =
        conversion.createParams(double(input.scale));
    if (failed(params))
      return failure();
    auto requantize = qnn::RequantizeOp::create(
        builder, conversion.getLoc(), part.getType(), part, *params,
        input.zeroPoint, output.zeroPoint, qmin, qmax, conversion.plan.numerics,
        /*inUnsigned=*/!input.isSigned, conversion.unit.getIdAttr());
    if (isBounded(*body))
      requantize->setAttr(boundedAttrName, builder.getUnitAttr());
    if (conversion.plan.isRounded)
      requantize->setAttr(roundedAttrName, builder.getUnitAttr());
    parts.push_back(requantize);
  }
  return conversion.replace(tosa::ConcatOp::create(
      builder, conversion.getLoc(), conversion.outputType, parts,
      cast<tosa::ConcatOp>(body->op).getAxis()));
}
