//===- PreluUnit.cpp - Units of kind prelu ----------------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Import/PreluUnit.h"

#include "ConstantData.h"
#include "DenseChain.h"
#include "OpGroup.h"

#include <cmath>

using namespace mlir;
using namespace qopt;

namespace {
/// select(x >= 0, x, x * slopes) in the order of the operands.
struct Prelu {
  Operation *compare = nullptr;
  tosa::MulOp mul;
  Value x;
  SmallVector<float, 0> slopes;
};
} // namespace

static FailureOr<Prelu> matchPrelu(tosa::SelectOp op) {
  Prelu prelu;
  prelu.x = op.getOnTrue();
  prelu.compare = op.getInput1().getDefiningOp();
  prelu.mul = op.getOnFalse().getDefiningOp<tosa::MulOp>();
  auto type = dyn_cast<RankedTensorType>(op.getType());
  if (!type || !type.getElementType().isF32() || type.getRank() == 0 ||
      prelu.x.getType() != type || getConstant(prelu.x) || !prelu.mul ||
      prelu.mul.getInput1() != prelu.x ||
      !isa_and_present<tosa::GreaterOp, tosa::GreaterEqualOp>(prelu.compare) ||
      prelu.compare->getOperand(0) != prelu.x ||
      getSplat(prelu.compare->getOperand(1)) != 0.0f)
    return failure();
  // With one slope it is a function of one tensor.
  ElementsAttr attr = getConstant(prelu.mul.getInput2());
  if (getSplat(prelu.mul.getInput2()))
    return failure();
  auto slopes = attr ? perChannel(attr, type.getShape().back()) : std::nullopt;
  if (!slopes ||
      !llvm::all_of(*slopes, [](float x) { return std::isfinite(x); }))
    return failure();
  prelu.slopes = std::move(*slopes);
  return prelu;
}

FailureOr<OpGroup> qopt::matchPreluGroup(Operation *op) {
  auto select = dyn_cast<tosa::SelectOp>(op);
  if (!select)
    return failure();
  FailureOr<Prelu> prelu = matchPrelu(select);
  if (failed(prelu) || !prelu->compare->hasOneUse() || !prelu->mul->hasOneUse())
    return failure();
  OpGroup group{"prelu", {prelu->x}, {prelu->compare, prelu->mul, op}};
  if (prelu->mul->isBeforeInBlock(prelu->compare))
    std::swap(group.ops[0], group.ops[1]);
  return group;
}

FailureOr<PreluUnit> qopt::matchPreluUnit(qnn::UnitOp unit) {
  Block &body = unit.getBody().front();
  auto yield = dyn_cast<qnn::YieldOp>(body.getTerminator());
  if (unit.getKind() != "prelu" || body.getNumArguments() != 1 || !yield ||
      yield.getNumOperands() != 1)
    return failure();
  auto select = yield.getOperand(0).getDefiningOp<tosa::SelectOp>();
  FailureOr<Prelu> prelu = failure();
  if (select)
    prelu = matchPrelu(select);
  if (failed(prelu) || prelu->x != body.getArgument(0))
    return failure();
  return PreluUnit{unit, std::move(prelu->slopes)};
}
