//===- UnaryUnit.cpp - Evaluating elementwise operations --------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Import/UnaryUnit.h"

#include "ConstantData.h"
#include "ElementwiseEval.h"

#include "mlir/Dialect/Tosa/IR/TosaOps.h"

#include "llvm/ADT/TypeSwitch.h"

#include <cmath>

using namespace mlir;

bool qopt::isUnaryUnitOp(Operation *op) {
  return isa<tosa::AbsOp, tosa::CeilOp, tosa::ClampOp, tosa::CosOp, tosa::ErfOp,
             tosa::ExpOp, tosa::FloorOp, tosa::LogOp, tosa::NegateOp,
             tosa::ReciprocalOp, tosa::RsqrtOp, tosa::SigmoidOp, tosa::SinOp,
             tosa::TanhOp, tosa::AddOp, tosa::SubOp, tosa::MulOp, tosa::PowOp,
             tosa::MaximumOp, tosa::MinimumOp, tosa::SelectOp, tosa::EqualOp,
             tosa::GreaterOp, tosa::GreaterEqualOp, tosa::LogicalAndOp,
             tosa::LogicalOrOp, tosa::LogicalXorOp, tosa::LogicalNotOp>(op);
}

ValueRange qopt::elementwiseOperands(Operation *op) {
  // The rest are zero points, or the shift of an integer product.
  unsigned count = op->getNumOperands();
  if (isa<tosa::NegateOp>(op))
    count = 1;
  else if (isa<tosa::MulOp>(op))
    count = 2;
  return op->getOperands().take_front(count);
}

/// 1 / (1 + exp(-x)) without overflow, and accurate where it is small.
static double sigmoid(double x) {
  if (x >= 0)
    return 1 / (1 + std::exp(-x));
  double e = std::exp(x);
  return e / (1 + e);
}

/// The greater of two numbers; what becomes of a NaN is in `mode`.
static double maximum(double x, double y, tosa::NanPropagationMode mode) {
  if (std::isnan(x) || std::isnan(y)) {
    if (mode == tosa::NanPropagationMode::IGNORE)
      return std::isnan(x) ? y : x;
    return std::nan("");
  }
  return x > y ? x : y;
}

static double minimum(double x, double y, tosa::NanPropagationMode mode) {
  return -maximum(-x, -y, mode);
}

static double clamp(tosa::ClampOp op, double x) {
  double lo = cast<FloatAttr>(op.getMinVal()).getValueAsDouble(),
         hi = cast<FloatAttr>(op.getMaxVal()).getValueAsDouble();
  tosa::NanPropagationMode mode = op.getNanMode();
  return minimum(maximum(x, lo, mode), hi, mode);
}

double qopt::evaluateElementwise(Operation *op, ArrayRef<double> x) {
  return TypeSwitch<Operation *, double>(op)
      .Case([&](tosa::AbsOp) { return std::fabs(x[0]); })
      .Case([&](tosa::CeilOp) { return std::ceil(x[0]); })
      .Case([&](tosa::ClampOp clampOp) { return clamp(clampOp, x[0]); })
      .Case([&](tosa::CosOp) { return std::cos(x[0]); })
      .Case([&](tosa::ErfOp) { return std::erf(x[0]); })
      .Case([&](tosa::ExpOp) { return std::exp(x[0]); })
      .Case([&](tosa::FloorOp) { return std::floor(x[0]); })
      .Case([&](tosa::LogOp) { return std::log(x[0]); })
      .Case([&](tosa::NegateOp) { return -x[0]; })
      .Case([&](tosa::ReciprocalOp) { return 1 / x[0]; })
      .Case([&](tosa::RsqrtOp) { return 1 / std::sqrt(x[0]); })
      .Case([&](tosa::SigmoidOp) { return sigmoid(x[0]); })
      .Case([&](tosa::SinOp) { return std::sin(x[0]); })
      .Case([&](tosa::TanhOp) { return std::tanh(x[0]); })
      .Case([&](tosa::AddOp) { return x[0] + x[1]; })
      .Case([&](tosa::SubOp) { return x[0] - x[1]; })
      .Case([&](tosa::MulOp) { return x[0] * x[1]; })
      .Case([&](tosa::PowOp) { return std::pow(x[0], x[1]); })
      .Case([&](tosa::MaximumOp max) {
        return maximum(x[0], x[1], max.getNanMode());
      })
      .Case([&](tosa::MinimumOp min) {
        return minimum(x[0], x[1], min.getNanMode());
      })
      .Case([&](tosa::SelectOp) { return x[0] != 0 ? x[1] : x[2]; })
      .Case([&](tosa::EqualOp) { return double(x[0] == x[1]); })
      .Case([&](tosa::GreaterOp) { return double(x[0] > x[1]); })
      .Case([&](tosa::GreaterEqualOp) { return double(x[0] >= x[1]); })
      .Case([&](tosa::LogicalAndOp) { return double(x[0] && x[1]); })
      .Case([&](tosa::LogicalOrOp) { return double(x[0] || x[1]); })
      .Case([&](tosa::LogicalXorOp) { return double(!x[0] != !x[1]); })
      .Case([&](tosa::LogicalNotOp) { return double(!x[0]); })
      .Default([](Operation *) { return std::nan(""); });
}

FailureOr<SmallVector<double>> qopt::evaluateUnaryUnit(qnn::UnitOp unit,
                                                       ArrayRef<double> x) {
  Block &body = unit.getBody().front();
  auto yield = dyn_cast<qnn::YieldOp>(body.getTerminator());
  if (unit.getKind() != "unary" || body.getNumArguments() != 1 || !yield ||
      yield.getNumOperands() != 1)
    return failure();

  // A value is one number for each of `x`, or one for all: a constant.
  DenseMap<Value, SmallVector<double>> values;
  values[body.getArgument(0)] = SmallVector<double>(x);
  for (Operation &op : body.without_terminator()) {
    if (op.getNumResults() != 1)
      return failure();
    if (std::optional<float> splat = getSplat(op.getResult(0))) {
      values[op.getResult(0)] = {double(*splat)};
      continue;
    }
    if (getConstant(op.getResult(0)))
      continue; // A shift; or refused by its user.
    if (!isUnaryUnitOp(&op))
      return failure();
    SmallVector<const SmallVector<double> *, 3> operands;
    bool isConstant = true;
    for (Value operand : elementwiseOperands(&op)) {
      auto it = values.find(operand);
      if (it == values.end())
        return failure();
      operands.push_back(&it->second);
      isConstant &= getConstant(operand) != nullptr;
    }
    SmallVector<double> result(isConstant ? 1 : x.size());
    for (auto [i, value] : llvm::enumerate(result)) {
      SmallVector<double, 3> scalars;
      for (const SmallVector<double> *operand : operands)
        scalars.push_back((*operand)[operand->size() == 1 ? 0 : i]);
      value = evaluateElementwise(&op, scalars);
    }
    values[op.getResult(0)] = std::move(result);
  }
  auto it = values.find(yield.getOperand(0));
  if (it == values.end())
    return failure();
  SmallVector<double> result = it->second;
  if (result.size() != x.size() && result.size() == 1)
    result.assign(x.size(), result.front());
  return result;
}
