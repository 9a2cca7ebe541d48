//===- OpGroup.cpp - Operations that become one unit ------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "OpGroup.h"

#include "ConstantData.h"
#include "WeightData.h"
#include "qopt/Import/OpUnit.h"

#include "mlir/Dialect/Tosa/Utils/ConversionUtils.h"

#include "llvm/ADT/TypeSwitch.h"

#include <cmath>
#include <limits>

using namespace mlir;
using namespace qopt;

static bool isFloat(Value value) {
  auto type = dyn_cast<RankedTensorType>(value.getType());
  return type && type.getElementType().isF32();
}

/// A constant that arrived quantized is one, if it has one scale.
static bool isActivation(Value value) {
  qnn::GivenWeightOp given = getGiven(value);
  return isFloat(value) && !getConstant(value) &&
         (!given || (getSplat(given.getScale()) && getSplat(given.getZp())));
}

/// A constant of f32 with its data there.
static bool isReadable(Value value) {
  ElementsAttr attr = getConstant(value);
  return attr && isFloat(value) && !isMissingData(attr);
}

/// As above, and if it arrived quantized, then in a way that has an integer
/// form.
template <typename OpTy>
static bool isWeight(OpTy op) {
  ElementsAttr attr = getWeight(op.getWeight());
  std::optional<GivenWeights> given;
  StringRef why;
  return attr && isFloat(op.getWeight()) && !isMissingData(attr) &&
         succeeded(readGivenWeights(op, given, why));
}

/// Zero points are for integers.
static bool isZero(Value value) {
  std::optional<float> splat = getSplat(value);
  return splat && *splat == 0;
}

template <typename OpTy>
static bool isConv(OpTy op) {
  return isActivation(op.getInput()) && isWeight(op) &&
         isReadable(op.getBias()) && isZero(op.getInputZp()) &&
         isZero(op.getWeightZp());
}

/// A constant of many numbers, which is an operand like any other: of the plan
/// it has a range. One of one number makes a function of one tensor.
static bool isParameter(Value value) {
  return isReadable(value) && !getSplat(value);
}

template <typename OpTy>
static bool isBinary(OpTy op) {
  Value x = op.getInput1(), y = op.getInput2();
  return (isActivation(x) && (isActivation(y) || isParameter(y))) ||
         (isParameter(x) && isActivation(y));
}

static bool isConcat(tosa::ConcatOp op) {
  return llvm::all_of(op->getOperands(), isFloat) &&
         llvm::any_of(op->getOperands(), isActivation) &&
         llvm::all_of(op->getOperands(), [](Value operand) {
           return isActivation(operand) || isReadable(operand);
         });
}

/// The sum of elements whose count is known.
static bool isSum(tosa::ReduceSumOp op) {
  auto type = dyn_cast<RankedTensorType>(op.getInput().getType());
  return type && isActivation(op.getInput()) &&
         !type.isDynamicDim(op.getAxis());
}

/// Samples at constant places, whose sums of bytes fit the accumulator.
static bool isResize(tosa::ResizeOp op) {
  SmallVector<int64_t> scale, offset;
  return isActivation(op.getInput()) &&
         tosa::getConstShapeValues(op.getScale().getDefiningOp(), scale) &&
         tosa::getConstShapeValues(op.getOffset().getDefiningOp(), offset) &&
         scale[2] > 0 &&
         scale[0] <= std::numeric_limits<int32_t>::max() / 255 / scale[2];
}

static bool hasUnitForm(Operation *op) {
  return TypeSwitch<Operation *, bool>(op)
      .Case<tosa::Conv2DOp, tosa::DepthwiseConv2DOp>(
          [](auto conv) { return isConv(conv); })
      .Case<tosa::AddOp, tosa::SubOp, tosa::MulOp>(
          [](auto binary) { return isBinary(binary); })
      .Case([](tosa::AvgPool2dOp pool) {
        return isActivation(pool.getInput()) && isZero(pool.getInputZp()) &&
               isZero(pool.getOutputZp());
      })
      .Case([](tosa::MatMulOp matmul) {
        return isActivation(matmul.getA()) && isActivation(matmul.getB()) &&
               isZero(matmul.getAZp()) && isZero(matmul.getBZp());
      })
      .Case(isResize)
      .Case(isConcat)
      .Case(isSum)
      .Default([](Operation *) { return false; });
}

/// The only user of the group's result.
static Operation *nextOp(const OpGroup &group) {
  Value result = group.ops.back()->getResult(0);
  return result.hasOneUse() ? *result.user_begin() : nullptr;
}

/// Further sums, and the factor that makes a mean of them. False where so much
/// is summed that the accumulator may overflow.
static bool followMean(OpGroup &group) {
  int64_t count = 1;
  auto take = [&](tosa::ReduceSumOp sum) {
    auto type = cast<RankedTensorType>(sum.getInput().getType());
    count *= type.getDimSize(sum.getAxis());
    return count <= std::numeric_limits<int32_t>::max() / 255;
  };
  if (!take(cast<tosa::ReduceSumOp>(group.ops.front())))
    return false;
  while (auto sum = dyn_cast_or_null<tosa::ReduceSumOp>(nextOp(group))) {
    if (!isSum(sum) || !take(sum))
      break;
    group.ops.push_back(sum);
  }
  auto mul = dyn_cast_or_null<tosa::MulOp>(nextOp(group));
  if (!mul || mul.getInput1() != group.ops.back()->getResult(0) ||
      mul.getType() != mul.getInput1().getType())
    return true;
  std::optional<float> factor = getSplat(mul.getInput2());
  if (factor && *factor > 0 && std::isfinite(*factor))
    group.ops.push_back(mul);
  return true;
}

FailureOr<OpGroup> qopt::matchOpGroup(Operation *op) {
  OpGroup group;
  group.kind = unitKindOf(op);
  if (group.kind.empty() || !isFloat(op->getResult(0)) || !hasUnitForm(op))
    return failure();
  group.ops.push_back(op);
  bool isElementwise = group.kind == "add" || group.kind == "mul";
  for (Value operand : op->getOperands()) {
    bool isInput =
        group.kind == "conv2d"
            ? operand == op->getOperand(0)
            : !getConstant(operand) || (isElementwise && isParameter(operand));
    if (isInput && isa<TensorType>(operand.getType()) &&
        !llvm::is_contained(group.inputs, operand))
      group.inputs.push_back(operand);
  }
  if (group.kind == "mean" && !followMean(group))
    return failure();
  if (auto clamp = dyn_cast_or_null<tosa::ClampOp>(nextOp(group)))
    group.ops.push_back(clamp);
  return group;
}
