//===- RaiseBody.cpp - Scalar bodies as TOSA on tensors ---------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ConstantData.h"
#include "RaiseLinalgToTosa.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/IR/Matchers.h"

#include "llvm/ADT/TypeSwitch.h"

#include <limits>

using namespace mlir;
using namespace qopt;

using Predicate = arith::CmpFPredicate;
using NanMode = tosa::NanPropagationMode;

constexpr float kInfinity = std::numeric_limits<float>::infinity();

/// A constant, or an f64 one that is rounded to f32 in the body.
static std::optional<float> scalarConstant(Value value) {
  auto truncation = value.getDefiningOp<arith::TruncFOp>();
  FloatAttr attr;
  if (!value.getType().isF32() ||
      !matchPattern(truncation ? truncation.getIn() : value, m_Constant(&attr)))
    return std::nullopt;
  bool losesInfo;
  APFloat number = attr.getValue();
  number.convert(APFloat::IEEEsingle(), APFloat::rmNearestTiesToEven,
                 &losesInfo);
  return number.convertToFloat();
}

static bool isScalar(Value value, float expected) {
  std::optional<float> constant = scalarConstant(value);
  return constant && *constant == expected;
}

//===----------------------------------------------------------------------===//
// Making TOSA operations
//===----------------------------------------------------------------------===//

/// The operands' shapes, broadcast.
RankedTensorType BodyRaiser::resultType(ValueRange operands, Type element) {
  SmallVector<int64_t> shape(rank, 1);
  for (Value operand : operands)
    for (auto [i, size] :
         llvm::enumerate(cast<RankedTensorType>(operand.getType()).getShape()))
      if (size != 1)
        shape[i] = size;
  return RankedTensorType::get(shape, element);
}

Value BodyRaiser::constant(float value) {
  return createConst(builder, loc, SmallVector<int64_t>(rank, 1), value);
}

template <typename OpTy>
Value BodyRaiser::unary(Value x) {
  Value operand = raise(x);
  if (!operand)
    return {};
  return OpTy::create(builder, loc, operand.getType(), operand);
}

template <typename OpTy>
Value BodyRaiser::binary(Value x, Value y) {
  Value a = raise(x), b = raise(y);
  if (!a || !b)
    return {};
  return OpTy::create(builder, loc,
                      resultType({a, b}, getElementTypeOrSelf(a.getType())), a,
                      b);
}

template <typename OpTy>
Value BodyRaiser::binary(Value x, Value y, bool ignoresNan) {
  Value a = raise(x), b = raise(y);
  if (!a || !b)
    return {};
  auto mode = tosa::NanPropagationModeAttr::get(
      builder.getContext(), ignoresNan ? NanMode::IGNORE : NanMode::PROPAGATE);
  return OpTy::create(builder, loc, resultType({a, b}, builder.getF32Type()), a,
                      b, mode);
}

template <typename OpTy>
Value BodyRaiser::compare(Value x, Value y) {
  Value a = raiseCompared(x), b = raiseCompared(y);
  if (!a || !b)
    return {};
  return OpTy::create(builder, loc, resultType({a, b}, builder.getI1Type()), a,
                      b);
}

Value BodyRaiser::multiply(Value x, Value y) {
  Value a = raise(x), b = raise(y);
  if (!a || !b)
    return {};
  return createMul(builder, loc, resultType({a, b}, builder.getF32Type()), a,
                   b);
}

Value BodyRaiser::negate(Value x) {
  Value operand = raise(x);
  if (!operand)
    return {};
  Value zp = createConst(builder, loc, {1}, 0.0f);
  return tosa::NegateOp::create(builder, loc, operand.getType(), operand, zp,
                                zp);
}

//===----------------------------------------------------------------------===//
// Reading scalar operations
//===----------------------------------------------------------------------===//

/// 1 / (1 + exp(-x)): the `x` of it.
static Value matchSigmoid(arith::DivFOp op) {
  auto sum = op.getRhs().getDefiningOp<arith::AddFOp>();
  if (!sum || !isScalar(op.getLhs(), 1))
    return {};
  Value power = isScalar(sum.getLhs(), 1)   ? sum.getRhs()
                : isScalar(sum.getRhs(), 1) ? sum.getLhs()
                                            : Value();
  auto exp = power ? power.getDefiningOp<math::ExpOp>() : math::ExpOp();
  if (!exp)
    return {};
  Value exponent = exp.getOperand();
  if (auto negation = exponent.getDefiningOp<arith::NegFOp>())
    return negation.getOperand();
  if (auto difference = exponent.getDefiningOp<arith::SubFOp>())
    return isScalar(difference.getLhs(), 0) ? difference.getRhs() : Value();
  if (auto product = exponent.getDefiningOp<arith::MulFOp>()) {
    if (isScalar(product.getLhs(), -1))
      return product.getRhs();
    return isScalar(product.getRhs(), -1) ? product.getLhs() : Value();
  }
  return {};
}

Value BodyRaiser::raiseDivision(Operation *op) {
  auto division = cast<arith::DivFOp>(op);
  if (Value x = matchSigmoid(division))
    return unary<tosa::SigmoidOp>(x);
  if (isScalar(division.getLhs(), 1))
    return unary<tosa::ReciprocalOp>(division.getRhs());
  Value a = raise(division.getLhs());
  Value b = unary<tosa::ReciprocalOp>(division.getRhs());
  if (!a || !b)
    return {};
  return createMul(builder, loc, resultType({a, b}, builder.getF32Type()), a,
                   b);
}

/// PyTorch compares in f64. That is the same in f32 for numbers that were f32.
Value BodyRaiser::raiseCompared(Value value) {
  if (!value.getType().isF64())
    return raise(value);
  if (auto extension = value.getDefiningOp<arith::ExtFOp>())
    return raise(extension.getIn());
  FloatAttr attr;
  if (!matchPattern(value, m_Constant(&attr)))
    return {};
  bool losesInfo = false;
  APFloat number = attr.getValue();
  number.convert(APFloat::IEEEsingle(), APFloat::rmNearestTiesToEven,
                 &losesInfo);
  return losesInfo ? Value() : constant(number.convertToFloat());
}

Value BodyRaiser::raiseCompare(Operation *op) {
  auto cmp = cast<arith::CmpFOp>(op);
  Value x = cmp.getLhs(), y = cmp.getRhs();
  auto inverse = [&](Value value) -> Value {
    if (!value)
      return {};
    return tosa::LogicalNotOp::create(builder, loc, value.getType(), value);
  };
  // TOSA's comparisons are false of NaN, so that the unordered ones are the
  // inverse of the opposite.
  switch (cmp.getPredicate()) {
  case Predicate::OEQ:
    return compare<tosa::EqualOp>(x, y);
  case Predicate::OGT:
    return compare<tosa::GreaterOp>(x, y);
  case Predicate::OGE:
    return compare<tosa::GreaterEqualOp>(x, y);
  case Predicate::OLT:
    return compare<tosa::GreaterOp>(y, x);
  case Predicate::OLE:
    return compare<tosa::GreaterEqualOp>(y, x);
  case Predicate::UNE:
    return inverse(compare<tosa::EqualOp>(x, y));
  case Predicate::UGT:
    return inverse(compare<tosa::GreaterEqualOp>(y, x));
  case Predicate::UGE:
    return inverse(compare<tosa::GreaterOp>(y, x));
  case Predicate::ULT:
    return inverse(compare<tosa::GreaterEqualOp>(x, y));
  case Predicate::ULE:
    return inverse(compare<tosa::GreaterOp>(x, y));
  default:
    return {};
  }
}

/// A comparison as "x is greater" or "x is less".
static std::optional<bool> isGreater(Predicate predicate) {
  switch (predicate) {
  case Predicate::OGT:
  case Predicate::OGE:
  case Predicate::UGT:
  case Predicate::UGE:
    return true;
  case Predicate::OLT:
  case Predicate::OLE:
  case Predicate::ULT:
  case Predicate::ULE:
    return false;
  default:
    return std::nullopt;
  }
}

static bool isUnordered(Predicate predicate) {
  return predicate == Predicate::UGT || predicate == Predicate::UGE ||
         predicate == Predicate::ULT || predicate == Predicate::ULE;
}

/// The greater or the lesser of `x` and `bound`; of a NaN, that or `bound`.
Value BodyRaiser::raiseClamp(Value x, float bound, bool isMaximum,
                             bool givesNan) {
  Value operand = raise(x);
  if (!operand)
    return {};
  // Of a NaN, a clamp that ignores it makes its lower bound. That is not what
  // an upper one alone makes, but after a lower one there is no NaN.
  auto before = operand.getDefiningOp<tosa::ClampOp>();
  bool isNumber = before && before.getNanMode() == NanMode::IGNORE;
  if (!isMaximum && !givesNan && !isNumber)
    return {};
  NanMode mode = givesNan && !isNumber ? NanMode::PROPAGATE : NanMode::IGNORE;
  return tosa::ClampOp::create(
      builder, loc, operand.getType(), operand,
      builder.getF32FloatAttr(isMaximum ? bound : -kInfinity),
      builder.getF32FloatAttr(isMaximum ? kInfinity : bound),
      tosa::NanPropagationModeAttr::get(builder.getContext(), mode));
}

/// `x > c ? x : c` and its like are clamps, what becomes of NaN included: an
/// unordered comparison with it is true, an ordered one false.
Value BodyRaiser::raiseSelect(Operation *op) {
  auto select = cast<arith::SelectOp>(op);
  Value yes = select.getTrueValue(), no = select.getFalseValue();
  auto cmp = select.getCondition().getDefiningOp<arith::CmpFOp>();
  std::optional<bool> greater =
      cmp ? isGreater(cmp.getPredicate()) : std::nullopt;
  if (greater) {
    Value x = cmp.getLhs();
    std::optional<float> bound = scalarConstant(cmp.getRhs());
    if (!bound) {
      x = cmp.getRhs();
      bound = scalarConstant(cmp.getLhs());
      greater = !*greater;
    }
    bool isYes = bound && yes == x && isScalar(no, *bound),
         isNo = bound && no == x && isScalar(yes, *bound);
    if (isYes || isNo) {
      bool isMaximum = *greater == isYes;
      bool givesNan = isUnordered(cmp.getPredicate()) == isYes;
      if (Value clamp = raiseClamp(x, *bound, isMaximum, givesNan))
        return clamp;
    }
  }
  Value condition = raise(select.getCondition()), a = raise(yes), b = raise(no);
  if (!condition || !a || !b)
    return {};
  return tosa::SelectOp::create(
      builder, loc,
      resultType({condition, a, b}, getElementTypeOrSelf(a.getType())),
      condition, a, b);
}

/// The exponent of a power, where it is the same everywhere.
static std::optional<float> integerExponent(Value value) {
  IntegerAttr attr;
  if (!matchPattern(value, m_Constant(&attr)))
    return std::nullopt;
  return float(attr.getInt());
}

Value BodyRaiser::raiseOp(Operation *op) {
  auto x = [&](unsigned i = 0) { return op->getOperand(i); };
  return TypeSwitch<Operation *, Value>(op)
      .Case<arith::AddFOp>(
          [&](Operation *) { return binary<tosa::AddOp>(x(0), x(1)); })
      .Case<arith::SubFOp>(
          [&](Operation *) { return binary<tosa::SubOp>(x(0), x(1)); })
      .Case<arith::MulFOp>([&](Operation *) { return multiply(x(0), x(1)); })
      .Case<arith::DivFOp>([&](Operation *) { return raiseDivision(op); })
      .Case<arith::NegFOp>([&](Operation *) { return negate(x()); })
      .Case<arith::MaximumFOp>([&](Operation *) {
        return binary<tosa::MaximumOp>(x(0), x(1), /*ignoresNan=*/false);
      })
      .Case<arith::MinimumFOp>([&](Operation *) {
        return binary<tosa::MinimumOp>(x(0), x(1), /*ignoresNan=*/false);
      })
      .Case<arith::MaxNumFOp>([&](Operation *) {
        return binary<tosa::MaximumOp>(x(0), x(1), /*ignoresNan=*/true);
      })
      .Case<arith::MinNumFOp>([&](Operation *) {
        return binary<tosa::MinimumOp>(x(0), x(1), /*ignoresNan=*/true);
      })
      .Case<arith::CmpFOp>([&](Operation *) { return raiseCompare(op); })
      .Case<arith::SelectOp>([&](Operation *) { return raiseSelect(op); })
      .Case<arith::AndIOp>(
          [&](Operation *) { return binary<tosa::LogicalAndOp>(x(0), x(1)); })
      .Case<arith::OrIOp>(
          [&](Operation *) { return binary<tosa::LogicalOrOp>(x(0), x(1)); })
      .Case<math::AbsFOp>([&](Operation *) { return unary<tosa::AbsOp>(x()); })
      .Case<math::CeilOp>([&](Operation *) { return unary<tosa::CeilOp>(x()); })
      .Case<math::FloorOp>(
          [&](Operation *) { return unary<tosa::FloorOp>(x()); })
      .Case<math::CosOp>([&](Operation *) { return unary<tosa::CosOp>(x()); })
      .Case<math::SinOp>([&](Operation *) { return unary<tosa::SinOp>(x()); })
      .Case<math::ErfOp>([&](Operation *) { return unary<tosa::ErfOp>(x()); })
      .Case<math::ExpOp>([&](Operation *) { return unary<tosa::ExpOp>(x()); })
      .Case<math::LogOp>([&](Operation *) { return unary<tosa::LogOp>(x()); })
      .Case<math::TanhOp>([&](Operation *) { return unary<tosa::TanhOp>(x()); })
      .Case<math::RsqrtOp>(
          [&](Operation *) { return unary<tosa::RsqrtOp>(x()); })
      .Case<math::SqrtOp>([&](Operation *) -> Value {
        Value inverse = unary<tosa::RsqrtOp>(x());
        if (!inverse)
          return {};
        return tosa::ReciprocalOp::create(builder, loc, inverse.getType(),
                                          inverse);
      })
      .Case<math::Log1pOp>([&](Operation *) -> Value {
        Value operand = raise(x());
        if (!operand)
          return {};
        Value sum = tosa::AddOp::create(builder, loc, operand.getType(),
                                        operand, constant(1));
        return tosa::LogOp::create(builder, loc, sum.getType(), sum);
      })
      .Case<math::ExpM1Op>([&](Operation *) -> Value {
        Value power = unary<tosa::ExpOp>(x());
        if (!power)
          return {};
        return tosa::SubOp::create(builder, loc, power.getType(), power,
                                   constant(1));
      })
      .Case<math::PowFOp>(
          [&](Operation *) { return binary<tosa::PowOp>(x(0), x(1)); })
      .Case<math::FPowIOp>([&](Operation *) -> Value {
        Value base = raise(x(0));
        std::optional<float> exponent = integerExponent(x(1));
        if (!base || !exponent)
          return {};
        return tosa::PowOp::create(builder, loc, base.getType(), base,
                                   constant(*exponent));
      })
      .Case<tensor::ExtractOp>([&](Operation *) { return raiseExtract(op); })
      .Default([](Operation *) { return Value(); });
}

Value BodyRaiser::raise(Value value) {
  if (Value known = values.lookup(value))
    return known;
  Operation *op = value.getDefiningOp();
  if (!op)
    return {};
  // Only f32, and i1 in between.
  if (!value.getType().isF32() && !value.getType().isInteger(1))
    return {};
  std::optional<float> scalar = scalarConstant(value);
  Value result = scalar ? constant(*scalar) : raiseOp(op);
  // What the loops' indices decide.
  if (!result)
    result = createConstFromBody(builder, this->op, value);
  if (result)
    values[value] = result;
  return result;
}
