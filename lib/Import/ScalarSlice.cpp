//===- ScalarSlice.cpp - What a slice of operations computes ----*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ScalarSlice.h"

#include "ConstantData.h"
#include "ElementwiseEval.h"
#include "qopt/Import/UnaryUnit.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/IR/Matchers.h"
#include "mlir/IR/TypeUtilities.h"

#include "llvm/ADT/TypeSwitch.h"

#include <cmath>

using namespace mlir;
using namespace qopt;

std::optional<double> qopt::getScalar(Value value) {
  if (std::optional<float> splat = getSplat(value))
    return *splat;
  if (auto truncation = value.getDefiningOp<arith::TruncFOp>())
    if (std::optional<double> number = getScalar(truncation.getIn()))
      return double(float(*number));
  Attribute attr;
  if (!matchPattern(value, m_Constant(&attr)))
    return std::nullopt;
  if (auto number = dyn_cast<FloatAttr>(attr))
    return number.getValueAsDouble();
  if (auto number = dyn_cast<IntegerAttr>(attr))
    return number.getValue().getSExtValue();
  auto elements = dyn_cast<DenseElementsAttr>(attr);
  if (!elements || !isa<IntegerType>(elements.getElementType()) ||
      elements.empty() || !llvm::all_equal(elements.getValues<APInt>()))
    return std::nullopt;
  APInt number = *elements.value_begin<APInt>();
  return elements.getElementType().isUnsignedInteger()
             ? double(number.getZExtValue())
             : double(number.getSExtValue());
}

//===----------------------------------------------------------------------===//
// arith and math
//===----------------------------------------------------------------------===//

static bool isScalarOp(Operation *op) {
  return isa<arith::AddFOp, arith::SubFOp, arith::MulFOp, arith::DivFOp,
             arith::NegFOp, arith::MaximumFOp, arith::MinimumFOp,
             arith::MaxNumFOp, arith::MinNumFOp, arith::CmpFOp, arith::SelectOp,
             arith::AndIOp, arith::OrIOp, arith::XOrIOp, math::AbsFOp,
             math::CeilOp, math::CopySignOp, math::FloorOp, math::RoundOp,
             math::RoundEvenOp, math::TruncOp>(op);
}

/// Of numbers, no NaNs: ordered and unordered are the same.
static bool compare(arith::CmpFPredicate predicate, double x, double y) {
  using Predicate = arith::CmpFPredicate;
  switch (predicate) {
  case Predicate::OEQ:
  case Predicate::UEQ:
    return x == y;
  case Predicate::ONE:
  case Predicate::UNE:
    return x != y;
  case Predicate::OGT:
  case Predicate::UGT:
    return x > y;
  case Predicate::OGE:
  case Predicate::UGE:
    return x >= y;
  case Predicate::OLT:
  case Predicate::ULT:
    return x < y;
  case Predicate::OLE:
  case Predicate::ULE:
    return x <= y;
  case Predicate::ORD:
  case Predicate::AlwaysTrue:
    return true;
  case Predicate::UNO:
  case Predicate::AlwaysFalse:
    return false;
  }
  llvm_unreachable("all predicates are above");
}

static double evaluateScalarOp(Operation *op, ArrayRef<double> x) {
  return llvm::TypeSwitch<Operation *, double>(op)
      .Case([&](arith::AddFOp) { return x[0] + x[1]; })
      .Case([&](arith::SubFOp) { return x[0] - x[1]; })
      .Case([&](arith::MulFOp) { return x[0] * x[1]; })
      .Case([&](arith::DivFOp) { return x[0] / x[1]; })
      .Case([&](arith::NegFOp) { return -x[0]; })
      .Case<arith::MaximumFOp, arith::MaxNumFOp>(
          [&](auto) { return std::max(x[0], x[1]); })
      .Case<arith::MinimumFOp, arith::MinNumFOp>(
          [&](auto) { return std::min(x[0], x[1]); })
      .Case([&](arith::CmpFOp cmp) {
        return double(compare(cmp.getPredicate(), x[0], x[1]));
      })
      .Case([&](arith::SelectOp) { return x[0] != 0 ? x[1] : x[2]; })
      .Case([&](arith::AndIOp) { return double(x[0] != 0 && x[1] != 0); })
      .Case([&](arith::OrIOp) { return double(x[0] != 0 || x[1] != 0); })
      .Case([&](arith::XOrIOp) { return double((x[0] != 0) != (x[1] != 0)); })
      .Case([&](math::AbsFOp) { return std::fabs(x[0]); })
      .Case([&](math::CeilOp) { return std::ceil(x[0]); })
      .Case([&](math::CopySignOp) { return std::copysign(x[0], x[1]); })
      .Case([&](math::FloorOp) { return std::floor(x[0]); })
      .Case([&](math::RoundOp) { return std::round(x[0]); })
      .Case([&](math::RoundEvenOp) { return std::nearbyint(x[0]); })
      .Case([&](math::TruncOp) { return std::trunc(x[0]); })
      .Default([](Operation *) { return std::nan(""); });
}

//===----------------------------------------------------------------------===//
// Slices
//===----------------------------------------------------------------------===//

static bool isKnown(Operation *op) {
  return op && op->getNumResults() == 1 &&
         (isUnaryUnitOp(op) || isScalarOp(op));
}

static ValueRange operandsOf(Operation *op) {
  return isUnaryUnitOp(op) ? elementwiseOperands(op)
                           : ValueRange(op->getOperands());
}

/// A float or a truth.
static bool isNumber(Type type) {
  Type element = getElementTypeOrSelf(type);
  return element.isF32() || element.isInteger(1);
}

bool ScalarSlice::grow() {
  if (inputs.empty())
    return false;
  // No other input depends on the last one of the block.
  auto *last = llvm::max_element(inputs, [](Value a, Value b) {
    Operation *x = a.getDefiningOp(), *y = b.getDefiningOp();
    return x && y ? x->isBeforeInBlock(y) : !x && y;
  });
  Operation *def = last->getDefiningOp();
  if (!isKnown(def) || !isNumber(def->getResult(0).getType()))
    return false;
  for (Value operand : operandsOf(def))
    if (!isNumber(operand.getType()) ||
        (getConstant(operand) && !getScalar(operand)))
      return false;
  inputs.erase(last);
  members.insert(def);
  for (Value operand : operandsOf(def))
    if (!getScalar(operand) && !llvm::is_contained(inputs, operand))
      inputs.push_back(operand);
  return true;
}

Value ScalarSlice::onlyInput() const {
  if (inputs.size() != 1 || !getElementTypeOrSelf(inputs[0].getType()).isF32())
    return {};
  // What is broadcast on the way is not a function of each element.
  auto type = dyn_cast<RankedTensorType>(inputs[0].getType());
  if (type &&
      type.getShape() != cast<RankedTensorType>(result.getType()).getShape())
    return {};
  return inputs[0];
}

SmallVector<double> ScalarSlice::evaluate(ArrayRef<double> x) const {
  llvm::SmallDenseMap<Value, SmallVector<double>, 16> values;
  values[inputs[0]] = SmallVector<double>(x);
  for (Operation *op : llvm::reverse(members)) {
    SmallVector<SmallVector<double>, 3> operands;
    for (Value operand : operandsOf(op)) {
      auto known = values.find(operand);
      operands.push_back(
          known == values.end()
              ? SmallVector<double>(x.size(), *getScalar(operand))
              : known->second);
    }
    SmallVector<double> results;
    for (size_t i = 0; i < x.size(); ++i) {
      SmallVector<double, 3> scalars;
      for (const SmallVector<double> &operand : operands)
        scalars.push_back(operand[i]);
      results.push_back(isUnaryUnitOp(op) ? evaluateElementwise(op, scalars)
                                          : evaluateScalarOp(op, scalars));
    }
    values[op->getResult(0)] = std::move(results);
  }
  return values.lookup(result);
}
