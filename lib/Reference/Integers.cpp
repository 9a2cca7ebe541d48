//===- Integers.cpp - Elementwise TOSA, executed on integers ----*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Results are exact. Where TOSA leaves a result open, which it does where one
/// does not fit its type, there is an error.
///
//===----------------------------------------------------------------------===//

#include "Accumulator.h"
#include "Broadcast.h"

#include "qopt/Reference/Arithmetic.h"

#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/IR/TypeUtilities.h"
#include "llvm/ADT/TypeSwitch.h"
#include "llvm/ADT/bit.h"
#include "llvm/Support/MathExtras.h"

#include <algorithm>
#include <limits>

using namespace mlir;
using namespace qopt;
using namespace qopt::reference;
using llvm::Expected;

/// Holds every sum, difference and product of two i64.
using Wide = qopt::detail::Int128;

/// The number of bits of the elements of \p tensor.
static unsigned widthOf(const HostTensor &tensor) {
  return tensor.type == ElementType::Bool ? 1 : 8 * getElementSize(tensor.type);
}

/// Applies \p f to broadcast operands; its results must fit.
static Expected<HostTensor>
zipIntegers(Operation *op, Operands operands,
            llvm::function_ref<Expected<Wide>(int64_t, int64_t)> f) {
  const HostTensor &lhs = *operands[0], &rhs = *operands[1];
  if (isFloat(rhs))
    return makeError(op, "has integers and floats as operands");
  Expected<Broadcast> broadcast = Broadcast::make(op, {&lhs, &rhs});
  if (!broadcast)
    return broadcast.takeError();
  Expected<HostTensor> result = makeResult(op, broadcast->shape);
  if (!result)
    return result.takeError();
  if (isFloat(*result))
    return makeError(op, "has a float result of integers");
  for (int64_t i = 0, e = result->numElements(); i < e; ++i) {
    Expected<Wide> value = f(loadInteger(lhs, broadcast->index(lhs, i)),
                             loadInteger(rhs, broadcast->index(rhs, i)));
    if (!value)
      return value.takeError();
    if (*value != static_cast<int64_t>(*value))
      return makeError(op, "has a result that overflows i64");
    if (llvm::Error error =
            storeExact(op, *result, i, static_cast<int64_t>(*value)))
      return std::move(error);
  }
  return result;
}

/// An evaluator of the scalar function \p F, which never fails.
template <Wide (*F)(int64_t, int64_t)>
static Expected<HostTensor> evaluateZip(Operation *op, Operands operands) {
  return zipIntegers(op, operands, [](int64_t a, int64_t b) -> Expected<Wide> {
    return F(a, b);
  });
}

static Wide add(int64_t a, int64_t b) { return Wide{a} + b; }
static Wide sub(int64_t a, int64_t b) { return Wide{a} - b; }
static Wide maximum(int64_t a, int64_t b) { return std::max(a, b); }
static Wide minimum(int64_t a, int64_t b) { return std::min(a, b); }
static Wide bitwiseAnd(int64_t a, int64_t b) { return a & b; }
static Wide bitwiseOr(int64_t a, int64_t b) { return a | b; }
static Wide bitwiseXor(int64_t a, int64_t b) { return a ^ b; }
static Wide equal(int64_t a, int64_t b) { return a == b; }
static Wide greater(int64_t a, int64_t b) { return a > b; }
static Wide greaterEqual(int64_t a, int64_t b) { return a >= b; }

/// Without a shift the low bits of the product, as TOSA says; with one, i32
/// only, the product is rounded half up and must fit.
static Expected<HostTensor> evaluateMul(Operation *op, Operands operands) {
  int64_t shift = loadInteger(*operands[2], 0);
  if (shift < 0 || shift > 63 ||
      (shift != 0 && operands[0]->type != ElementType::I32))
    return makeError(op, "a shift of " + Twine(shift) +
                             " is not in [0, 63], or its operands are not i32");
  unsigned width =
      getElementTypeOrSelf(op->getResult(0).getType()).getIntOrFloatBitWidth();
  return zipIntegers(op, operands, [=](int64_t a, int64_t b) -> Expected<Wide> {
    Wide product = Wide{a} * b;
    if (shift != 0)
      return (product + (Wide{1} << (shift - 1))) >> shift;
    return llvm::SignExtend64(static_cast<uint64_t>(product), width);
  });
}

/// Rounds towards zero.
static Expected<HostTensor> evaluateIntDiv(Operation *op, Operands operands) {
  return zipIntegers(op, operands, [=](int64_t a, int64_t b) -> Expected<Wide> {
    if (b == 0)
      return makeError(op, "divides by 0");
    return Wide{a} / b;
  });
}

/// Applies \p f to a value and an amount that is less than its width.
static Expected<HostTensor>
shift(Operation *op, Operands operands,
      llvm::function_ref<int64_t(int64_t, int64_t)> f) {
  unsigned width = widthOf(*operands[0]);
  return zipIntegers(op, operands,
                     [&](int64_t value, int64_t amount) -> Expected<Wide> {
                       if (amount < 0 || amount >= width)
                         return makeError(op, "shifts " + Twine(width) +
                                                  " bits by " + Twine(amount));
                       return f(value, amount);
                     });
}

static Expected<HostTensor> evaluateArithmeticRightShift(Operation *op,
                                                         Operands operands) {
  bool round = cast<tosa::ArithmeticRightShiftOp>(op).getRound();
  return shift(op, operands, [=](int64_t value, int64_t amount) {
    bool isUp = round && amount > 0 && (value >> (amount - 1) & 1) != 0;
    return (value >> amount) + isUp;
  });
}

static Expected<HostTensor> evaluateLogicalLeftShift(Operation *op,
                                                     Operands operands) {
  unsigned width = widthOf(*operands[0]);
  return shift(op, operands, [=](int64_t value, int64_t amount) {
    return llvm::SignExtend64(static_cast<uint64_t>(value) << amount, width);
  });
}

static Expected<HostTensor> evaluateLogicalRightShift(Operation *op,
                                                      Operands operands) {
  unsigned width = widthOf(*operands[0]);
  return shift(op, operands, [=](int64_t value, int64_t amount) {
    uint64_t bits = static_cast<uint64_t>(value) & llvm::maxUIntN(width);
    return llvm::SignExtend64(bits >> amount, width);
  });
}

//===----------------------------------------------------------------------===//
// One operand
//===----------------------------------------------------------------------===//

/// Applies \p f to every element; its results must fit.
static Expected<HostTensor> mapIntegers(Operation *op, Operands operands,
                                        llvm::function_ref<Wide(int64_t)> f) {
  const HostTensor &input = *operands[0];
  return zipIntegers(
      op, {&input, &input},
      [&](int64_t value, int64_t) -> Expected<Wide> { return f(value); });
}

static Expected<HostTensor> evaluateAbs(Operation *op, Operands operands) {
  return mapIntegers(op, operands, [](int64_t value) {
    return value < 0 ? -Wide{value} : Wide{value};
  });
}

static Expected<HostTensor> evaluateBitwiseNot(Operation *op,
                                               Operands operands) {
  return mapIntegers(op, operands, [](int64_t value) { return Wide{~value}; });
}

static Expected<HostTensor> evaluateClz(Operation *op, Operands operands) {
  unsigned width = widthOf(*operands[0]);
  return mapIntegers(op, operands, [=](int64_t value) {
    uint64_t bits = static_cast<uint64_t>(value) & llvm::maxUIntN(width);
    return Wide{llvm::countl_zero(bits) - 64 + static_cast<int>(width)};
  });
}

static Expected<HostTensor> evaluateClamp(Operation *op, Operands operands) {
  auto clamp = cast<tosa::ClampOp>(op);
  auto bound = [](Attribute attr) {
    const APInt &value = cast<IntegerAttr>(attr).getValue();
    bool isUnsigned = cast<IntegerAttr>(attr).getType().isUnsignedInteger();
    return isUnsigned ? static_cast<int64_t>(value.getZExtValue())
                      : value.getSExtValue();
  };
  int64_t min = bound(clamp.getMinVal()), max = bound(clamp.getMaxVal());
  return mapIntegers(op, operands, [=](int64_t value) {
    return Wide{std::min(std::max(value, min), max)};
  });
}

/// i8 and i16 are clamped; wider integers must fit.
static Expected<HostTensor> evaluateNegate(Operation *op, Operands operands) {
  if (isFloat(*operands[1]) || isFloat(*operands[2]))
    return makeError(op, "has a float zero point of integers");
  Wide inZp = loadInteger(*operands[1], 0),
       outZp = loadInteger(*operands[2], 0);
  std::pair<Wide, Wide> range = storageRange(*operands[0]);
  bool isClamped = widthOf(*operands[0]) <= 16;
  return mapIntegers(op, operands, [&](int64_t value) {
    Wide result = outZp - (value - inZp);
    return isClamped ? std::clamp(result, range.first, range.second) : result;
  });
}

Evaluator reference::findIntegerEvaluator(Operation *op) {
  if (op->getNumOperands() == 0 ||
      !getElementTypeOrSelf(op->getOperand(0).getType()).isInteger())
    return nullptr;
  return llvm::TypeSwitch<Operation *, Evaluator>(op)
      .Case([](tosa::AddOp) { return evaluateZip<add>; })
      .Case([](tosa::SubOp) { return evaluateZip<sub>; })
      .Case([](tosa::MulOp) { return evaluateMul; })
      .Case([](tosa::IntDivOp) { return evaluateIntDiv; })
      .Case([](tosa::MaximumOp) { return evaluateZip<maximum>; })
      .Case([](tosa::MinimumOp) { return evaluateZip<minimum>; })
      .Case([](tosa::BitwiseAndOp) { return evaluateZip<bitwiseAnd>; })
      .Case([](tosa::BitwiseOrOp) { return evaluateZip<bitwiseOr>; })
      .Case([](tosa::BitwiseXorOp) { return evaluateZip<bitwiseXor>; })
      .Case([](tosa::BitwiseNotOp) { return evaluateBitwiseNot; })
      .Case([](tosa::ArithmeticRightShiftOp) {
        return evaluateArithmeticRightShift;
      })
      .Case([](tosa::LogicalLeftShiftOp) { return evaluateLogicalLeftShift; })
      .Case([](tosa::LogicalRightShiftOp) { return evaluateLogicalRightShift; })
      .Case([](tosa::EqualOp) { return evaluateZip<equal>; })
      .Case([](tosa::GreaterOp) { return evaluateZip<greater>; })
      .Case([](tosa::GreaterEqualOp) { return evaluateZip<greaterEqual>; })
      .Case([](tosa::AbsOp) { return evaluateAbs; })
      .Case([](tosa::ClzOp) { return evaluateClz; })
      .Case([](tosa::ClampOp) { return evaluateClamp; })
      .Case([](tosa::NegateOp) { return evaluateNegate; })
      .Default([](Operation *) { return nullptr; });
}
