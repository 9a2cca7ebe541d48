//===- WrapUnits.cpp - Put operations into units ----------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "WrapUnits.h"

#include "ConstantData.h"
#include "WeightData.h"
#include "qopt/Dialect/QNN/IR/QNN.h"

#include "mlir/IR/IRMapping.h"

using namespace mlir;
using namespace qopt;

/// A unit without its body; it has no id yet.
static qnn::UnitOp createUnit(OpBuilder &builder, Location loc, StringRef kind,
                              ValueRange inputs, Type result) {
  auto unit =
      qnn::UnitOp::create(builder, loc, result, /*id=*/"", kind, inputs);
  Block &body = unit.getBody().emplaceBlock();
  for (Value input : inputs)
    body.addArgument(input.getType(), input.getLoc());
  return unit;
}

/// `chain`'s first operand as `M x K`.
static Value rows(OpBuilder &builder, const DenseChain &chain) {
  Value a = chain.matmul->getOperand(0);
  if (auto reshape = a.getDefiningOp<tosa::ReshapeOp>()) {
    auto type = dyn_cast<RankedTensorType>(reshape.getInput1().getType());
    if (type && type.getShape() == ArrayRef<int64_t>{chain.m, chain.k})
      return reshape.getInput1();
  }
  return createReshape(builder, chain.matmul->getLoc(), a, {chain.m, chain.k});
}

/// Makes the body of a dense unit in its one form, constants first.
static void buildDenseBody(qnn::UnitOp unit, DenseChain &chain) {
  Block &body = unit.getBody().front();
  OpBuilder builder = OpBuilder::atBlockBegin(&body);
  Location loc = chain.matmul.getLoc();
  Value b = createConst(builder, loc, {1, chain.k, chain.n}, chain.weight),
        bias;
  if (chain.given) {
    SmallVector<float, 0> zps(chain.given->zeroPoints.begin(),
                              chain.given->zeroPoints.end());
    SmallVector<int64_t> shape = {1, 1, chain.n};
    b = createGiven(builder, loc, b,
                    createConst(builder, loc, shape, chain.given->scales),
                    createConst(builder, loc, shape, zps));
  }
  if (!chain.bias.empty())
    bias = createConst(builder, chain.ops.back()->getLoc(), {1, chain.n},
                       chain.bias);
  Value x =
      createReshape(builder, loc, body.getArgument(0), {1, chain.m, chain.k});
  Value value = createMatmul(builder, loc, x, b);
  value = createReshape(builder, loc, value, {chain.m, chain.n});
  if (bias)
    value = tosa::AddOp::create(builder, loc, value.getType(), value, bias);
  if (chain.clamp)
    value = tosa::ClampOp::create(
        builder, chain.clamp.getLoc(), value.getType(), value,
        chain.clamp.getMinValAttr(), chain.clamp.getMaxValAttr(),
        chain.clamp.getNanModeAttr());
  qnn::YieldOp::create(builder, loc, value);
}

void qopt::wrapDense(DenseChain &chain) {
  OpBuilder builder(chain.ops.back());
  Location loc = chain.matmul.getLoc();
  auto type = RankedTensorType::get({chain.m, chain.n}, builder.getF32Type());
  auto unit = createUnit(builder, loc, "dense", rows(builder, chain), type);
  buildDenseBody(unit, chain);
  Value result =
      createReshape(builder, loc, unit.getOutputs().front(),
                    cast<RankedTensorType>(chain.end.getType()).getShape());
  chain.end.replaceAllUsesWith(result);
  for (Operation *op : llvm::reverse(chain.ops))
    op->erase();
}

/// A constant of a unary function has one element in the unit.
static Value copyConstant(OpBuilder &builder, Value constant, bool isUnary) {
  std::optional<float> splat = isUnary ? getSplat(constant) : std::nullopt;
  if (!splat)
    return builder.clone(*constant.getDefiningOp())->getResult(0);
  auto type = cast<RankedTensorType>(constant.getType());
  return createConst(builder, constant.getLoc(),
                     SmallVector<int64_t>(type.getRank(), 1), *splat);
}

/// A weight that arrived quantized, with all its parts.
static Value copyGiven(OpBuilder &builder, qnn::GivenWeightOp given) {
  IRMapping mapping;
  for (Value part : given->getOperands())
    if (!mapping.contains(part))
      mapping.map(part, builder.clone(*part.getDefiningOp())->getResult(0));
  return builder.clone(*given, mapping)->getResult(0);
}

void qopt::wrapGroup(OpGroup &group) {
  Operation *last = group.ops.back();
  OpBuilder builder(last);
  // A name in the location is that of the operation, not of its clamp.
  bool isUnary = group.kind == "unary";
  Location loc = (isUnary ? last : group.ops.front())->getLoc();
  auto unit = createUnit(builder, loc, group.kind, group.inputs,
                         last->getResult(0).getType());
  Block &body = unit.getBody().front();
  builder.setInsertionPointToStart(&body);
  IRMapping mapping;
  for (auto [input, argument] :
       llvm::zip_equal(group.inputs, body.getArguments()))
    mapping.map(input, argument);
  for (Operation *op : group.ops)
    for (Value operand : op->getOperands()) {
      if (mapping.contains(operand))
        continue;
      if (getConstant(operand))
        mapping.map(operand, copyConstant(builder, operand, isUnary));
      else if (qnn::GivenWeightOp given = getGiven(operand))
        mapping.map(operand, copyGiven(builder, given));
      else if (auto shape = operand.getDefiningOp<tosa::ConstShapeOp>())
        mapping.map(operand, builder.clone(*shape)->getResult(0));
    }
  for (Operation *op : group.ops)
    builder.clone(*op, mapping);
  qnn::YieldOp::create(builder, last->getLoc(),
                       mapping.lookup(last->getResult(0)));
  last->getResult(0).replaceAllUsesWith(unit.getOutputs().front());
  for (Operation *op : llvm::reverse(group.ops))
    op->erase();
}
