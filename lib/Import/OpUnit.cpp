//===- OpUnit.cpp - Units of one operation and a clamp ----------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Import/OpUnit.h"

#include "ConstantData.h"
#include "OpGroup.h"

#include "mlir/Dialect/Tosa/IR/TosaOps.h"

#include "llvm/ADT/TypeSwitch.h"

#include <cfloat>

using namespace mlir;
using namespace qopt;

StringRef qopt::unitKindOf(Operation *op) {
  return TypeSwitch<Operation *, StringRef>(op)
      .Case<tosa::Conv2DOp, tosa::DepthwiseConv2DOp>(
          [](auto) { return "conv2d"; })
      .Case<tosa::AddOp, tosa::SubOp>([](auto) { return "add"; })
      .Case([](tosa::MulOp) { return "mul"; })
      .Case([](tosa::AvgPool2dOp) { return "avg_pool2d"; })
      .Case([](tosa::ReduceSumOp) { return "mean"; })
      .Case([](tosa::ConcatOp) { return "concat"; })
      .Case([](tosa::MatMulOp) { return "matmul"; })
      .Case([](tosa::ResizeOp resize) {
        return resize.getMode() == tosa::ResizeMode::BILINEAR ? "resize" : "";
      })
      .Default([](Operation *) { return ""; });
}

void qopt::readClamp(tosa::ClampOp clamp, std::optional<float> &min,
                     std::optional<float> &max) {
  double lo = cast<FloatAttr>(clamp.getMinVal()).getValueAsDouble(),
         hi = cast<FloatAttr>(clamp.getMaxVal()).getValueAsDouble();
  if (lo > -FLT_MAX)
    min = lo;
  if (hi < FLT_MAX)
    max = hi;
}

std::optional<unsigned> OpUnit::inputNumber(unsigned index) const {
  auto argument = dyn_cast<BlockArgument>(op->getOperand(index));
  return argument ? std::optional(argument.getArgNumber()) : std::nullopt;
}

/// The body of `unit` without its constants. Empty where it does not yield the
/// last operation's result.
static SmallVector<Operation *> readBody(qnn::UnitOp unit) {
  Block &body = unit.getBody().front();
  SmallVector<Operation *> ops;
  for (Operation &op : body.without_terminator())
    if (!op.hasTrait<OpTrait::ConstantLike>() &&
        !isa<tosa::ConstShapeOp, qnn::GivenWeightOp>(op))
      ops.push_back(&op);
  auto yield = dyn_cast<qnn::YieldOp>(body.getTerminator());
  if (ops.empty() || !yield || yield.getNumOperands() != 1 ||
      yield.getOperand(0).getDefiningOp() != ops.back())
    return {};
  return ops;
}

/// Takes the clamp off the end of `ops`, which are a chain.
static void takeClamp(SmallVectorImpl<Operation *> &ops, OpUnit &result) {
  if (ops.size() < 2)
    return;
  auto clamp = dyn_cast<tosa::ClampOp>(ops.back());
  if (!clamp || clamp.getInput().getDefiningOp() != ops[ops.size() - 2])
    return;
  readClamp(clamp, result.clampMin, result.clampMax);
  ops.pop_back();
}

FailureOr<OpUnit> qopt::matchOpUnit(qnn::UnitOp unit) {
  SmallVector<Operation *> ops = readBody(unit);
  OpUnit result;
  result.unit = unit;
  takeClamp(ops, result);
  if (ops.size() != 1 || unitKindOf(ops[0]) != unit.getKind() ||
      unit.getKind() == "mean" || failed(matchOpGroup(ops[0])))
    return failure();
  result.op = ops[0];
  return result;
}

FailureOr<MeanUnit> qopt::matchMeanUnit(qnn::UnitOp unit) {
  SmallVector<Operation *> ops = readBody(unit);
  MeanUnit result;
  result.unit = unit;
  takeClamp(ops, result);
  if (unit.getKind() != "mean" || ops.empty())
    return failure();
  result.op = ops[0];
  FailureOr<OpGroup> group = matchOpGroup(ops[0]);
  if (failed(group) || group->ops.size() < ops.size() ||
      !llvm::equal(ops, ArrayRef(group->ops).take_front(ops.size())))
    return failure();
  for (Operation *op : ops) {
    if (auto mul = dyn_cast<tosa::MulOp>(op)) {
      result.factor = *getSplat(mul.getInput2());
      continue;
    }
    auto sum = cast<tosa::ReduceSumOp>(op);
    int64_t dim = sum.getAxis();
    if (!llvm::is_contained(result.dims, dim))
      result.dims.push_back(dim);
    result.count *=
        cast<RankedTensorType>(sum.getInput().getType()).getDimSize(dim);
  }
  llvm::sort(result.dims);
  return result;
}
