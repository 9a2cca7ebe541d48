//===- FixedPointRows.cpp - Once a row, in integers -------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FixedPointRows.h"

#include "StoredArithmetic.h"

#include "qopt/Reference/Arithmetic.h"

#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

using namespace mlir;

namespace qopt {

namespace {

/// Arithmetic of i64, whose constants are plain numbers.
struct Wide {
  ImplicitLocOpBuilder &b;

  Value number(int64_t value) const {
    return arith::ConstantOp::create(b, b.getI64IntegerAttr(value));
  }
  Value mul(Value x, Value y) const { return arith::MulIOp::create(b, x, y); }
  Value sub(Value x, Value y) const { return arith::SubIOp::create(b, x, y); }
  Value left(Value x, Value bits) const {
    return arith::ShLIOp::create(b, x, bits);
  }
  /// Of numbers that are not negative.
  Value right(Value x, int64_t bits) const {
    return arith::ShRUIOp::create(b, x, number(bits));
  }
};

/// `numerator / divisor`, rounded down, below 2^bits: digit by digit.
Value divide(ImplicitLocOpBuilder &b, int64_t numerator, Value divisor,
             int64_t bits) {
  Wide wide{b};
  Type i64 = b.getI64Type();
  Value zero = arith::ConstantIndexOp::create(b, 0),
        one = arith::ConstantIndexOp::create(b, 1),
        count = arith::ConstantIndexOp::create(b, bits);
  Value first = wide.left(divisor, wide.number(bits - 1));
  auto loop = scf::ForOp::create(
      b, zero, count, one,
      ValueRange{wide.number(numerator), first, wide.number(0)},
      [&](OpBuilder &nested, Location loc, Value, ValueRange carried) {
        ImplicitLocOpBuilder b(loc, nested);
        Wide wide{b};
        Value rest = carried[0], part = carried[1];
        Value fits =
            arith::CmpIOp::create(b, arith::CmpIPredicate::uge, rest, part);
        rest = arith::SelectOp::create(b, fits, wide.sub(rest, part), rest);
        Value quotient =
            arith::OrIOp::create(b, wide.left(carried[2], wide.number(1)),
                                 arith::ExtUIOp::create(b, i64, fits));
        scf::YieldOp::create(b,
                             ValueRange{rest, wide.right(part, 1), quotient});
      });
  return loop.getResult(2);
}

} // namespace

RowFactor createSoftmaxFactor(ImplicitLocOpBuilder &b, Value sum, float scale) {
  // The verifier has seen the scale.
  FixedPointScale inverse = *quantizeMultiplier(1 / double(scale));
  Value zeros = math::CountLeadingZerosOp::create(b, sum);
  Value divisor = arith::ExtUIOp::create(b, b.getI64Type(),
                                         arith::ShLIOp::create(b, sum, zeros));
  Value multiplier =
      divide(b, int64_t(inverse.multiplier) << 31, divisor, /*bits=*/31);
  Value shift = arith::SubIOp::create(
      b, arith::ConstantOp::create(b, b.getI32IntegerAttr(31 + inverse.shift)),
      zeros);
  return {arith::TruncIOp::create(b, b.getI32Type(), multiplier),
          arith::TruncIOp::create(b, b.getI8Type(), shift)};
}

RowFactor createNormFactor(ImplicitLocOpBuilder &b, Value v) {
  Wide wide{b};
  Value half = wide.right(math::CountLeadingZerosOp::create(b, v), 1);
  Value w = wide.right(wide.left(v, wide.left(half, wide.number(1))), 32);
  Value r = wide.sub(wide.number(rsqrtStart),
                     wide.right(wide.mul(w, wide.number(rsqrtSlope)), 32));
  for (int step = 0; step < rsqrtSteps; ++step) {
    Value square = wide.right(wide.mul(r, r), 31);
    square = wide.right(wide.mul(square, w), 32);
    Value correction = wide.sub(wide.number(INT64_C(3) << 29), square);
    r = wide.right(wide.mul(r, correction), 30);
  }
  r = arith::MinSIOp::create(b, r, wide.number(INT32_MAX));
  Value shift = wide.sub(wide.number(62 - normalisedBits), half);
  return {arith::TruncIOp::create(b, b.getI32Type(), r),
          arith::TruncIOp::create(b, b.getI8Type(), shift)};
}

Value createNormResult(OpBuilder &b, Location loc, Value normalised,
                       Value gamma, Value beta, int shift, int64_t zp,
                       int64_t qmin, int64_t qmax, Type stored) {
  StoredArithmetic a{b, loc, normalised.getType()};
  Type i64 = b.getI64Type();
  auto widen = [&](Value x) -> Value {
    return arith::ExtSIOp::create(b, loc, a.type(i64), x);
  };
  Value sum = arith::MulIOp::create(b, loc, widen(normalised), widen(gamma));
  sum = arith::AddIOp::create(
      b, loc, sum,
      arith::ShLIOp::create(b, loc, widen(beta),
                            a.integer(i64, shift - betaBits)));
  sum = arith::AddIOp::create(b, loc, sum,
                              a.integer(i64, INT64_C(1) << (shift - 1)));
  sum = arith::ShRSIOp::create(b, loc, sum, a.integer(i64, shift));
  sum = arith::AddIOp::create(b, loc, sum, a.integer(i64, zp));
  sum = arith::MaxSIOp::create(b, loc, sum, a.integer(i64, qmin));
  sum = arith::MinSIOp::create(b, loc, sum, a.integer(i64, qmax));
  return arith::TruncIOp::create(b, loc, a.type(stored), sum);
}

} // namespace qopt
