//===- QuantizerForm.cpp - Spelt-out quantization ---------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "QuantizerForm.h"

#include "ScalarSlice.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/IR/Matchers.h"
#include "mlir/IR/TypeUtilities.h"

#include <algorithm>
#include <cmath>

using namespace mlir;
using namespace qopt;

/// Rounding half to even is spelt with 13 operations; the zero point and the
/// clamp come on top.
constexpr int kMaxOps = 24;

//===----------------------------------------------------------------------===//
// Quantize
//===----------------------------------------------------------------------===//

namespace {
/// The last step, from a float to an integer.
struct Conversion {
  /// Of floats that are whole numbers of 8 bits already.
  explicit Conversion(bool isUnsigned)
      : truncates(true), isUnsigned(isUnsigned), lo(isUnsigned ? 0 : -128),
        hi(lo + 255) {}
  explicit Conversion(Operation *cast)
      : truncates(isa<arith::FPToSIOp, arith::FPToUIOp>(cast)),
        isUnsigned(isa<arith::FPToUIOp>(cast) ||
                   getElementTypeOrSelf(cast->getResult(0).getType())
                       .isUnsignedInteger()),
        lo(isUnsigned ? 0 : -128), hi(lo + 255) {}

  /// The integer that `x` becomes; nothing where that is not defined, or not
  /// rounded.
  std::optional<double> apply(double x) const {
    if (!truncates)
      return std::clamp(std::nearbyint(x), lo, hi);
    if (x != std::trunc(x) || x < lo || x > hi)
      return std::nullopt;
    return x;
  }

  bool truncates, isUnsigned;
  double lo, hi;
};
} // namespace

/// Whether `slice` rounds its input, adds a zero point and clamps: with scale 1
/// what a quantizer does.
static bool readRounding(const ScalarSlice &slice, const Conversion &conversion,
                         Quantizer &quantizer) {
  auto compute = [&](ArrayRef<double> x,
                     SmallVectorImpl<double> &integers) -> bool {
    for (double y : slice.evaluate(x)) {
      std::optional<double> q = conversion.apply(y);
      if (!q)
        return false;
      integers.push_back(*q);
    }
    return true;
  };
  // Below every bound and above it; then the integers, of which one is inside.
  SmallVector<double> x = {-1e6, 1e6}, q;
  if (!compute(x, q) || q[0] >= q[1])
    return false;
  q.clear();
  for (int k = -512; k <= 512; ++k)
    x.push_back(k);
  if (!compute(x, q))
    return false;
  double lo = q[0], hi = q[1];
  auto *inside = std::find_if(q.begin() + 2, q.end(),
                              [&](double y) { return y > lo && y < hi; });
  if (inside == q.end())
    return false;
  double zp = *inside - x[inside - q.begin()];
  if (zp != std::trunc(zp) || zp < conversion.lo || zp > conversion.hi)
    return false;
  for (size_t i = 2; i < x.size(); ++i)
    if (q[i] != std::clamp(x[i] + zp, lo, hi))
      return false;

  // The fractions, at the ends, around 0 and somewhere.
  x.clear();
  q.clear();
  for (double at : {lo - zp, hi - zp, 0.0, (lo + hi) / 2 - zp})
    for (int k = -3; k <= 3; ++k)
      for (double fraction : {-0.49, -0.25, 0.25, 0.49, 0.5})
        x.push_back(std::trunc(at) + k + fraction);
  if (!compute(x, q))
    return false;
  for (auto [u, y] : llvm::zip_equal(x, q)) {
    auto nearest = [&](double v) { return std::clamp(v + zp, lo, hi); };
    bool isTie = u - std::floor(u) == 0.5;
    if (isTie ? y != nearest(std::floor(u)) && y != nearest(std::ceil(u))
              : y != nearest(std::nearbyint(u)))
      return false;
  }
  quantizer.zp = static_cast<int64_t>(zp);
  quantizer.qmin = static_cast<int64_t>(lo);
  quantizer.qmax = static_cast<int64_t>(hi);
  return true;
}

/// `value` as another one divided by a constant, which may be a product with
/// its inverse.
static void takeScale(Quantizer &quantizer) {
  Operation *def = quantizer.input.getDefiningOp();
  auto take = [&](Value x, Value constant, bool divides) {
    std::optional<double> c = getScalar(constant);
    if (!c || !(*c > 0) || !std::isfinite(*c) ||
        x.getType() != quantizer.input.getType())
      return false;
    quantizer.input = x;
    // The scale is f32, and so is its inverse.
    quantizer.scale = divides ? *c : double(float(1 / *c));
    return true;
  };
  if (isa_and_present<tosa::MulOp, arith::MulFOp>(def)) {
    if (!take(def->getOperand(0), def->getOperand(1), /*divides=*/false))
      take(def->getOperand(1), def->getOperand(0), /*divides=*/false);
  } else if (isa_and_present<arith::DivFOp>(def)) {
    take(def->getOperand(0), def->getOperand(1), /*divides=*/true);
  }
}

static FailureOr<Quantizer> matchRounding(Value rounded,
                                          const Conversion &conversion) {
  Quantizer quantizer;
  quantizer.isUnsigned = conversion.isUnsigned;
  ScalarSlice slice(rounded);
  // Goes back as far as what is computed is rounding: a scale may come next.
  for (int i = 0; i < kMaxOps; ++i) {
    if (Value input = slice.onlyInput())
      if (readRounding(slice, conversion, quantizer))
        quantizer.input = input;
    if (!slice.grow())
      break;
  }
  if (!quantizer.input || getScalar(quantizer.input))
    return failure();
  takeScale(quantizer);
  return quantizer;
}

FailureOr<Quantizer> qopt::matchQuantizer(Operation *cast) {
  if (!isa<tosa::CastOp, arith::FPToSIOp, arith::FPToUIOp>(cast))
    return failure();
  Value rounded = cast->getOperand(0);
  if (!getElementTypeOrSelf(rounded.getType()).isF32() ||
      getElementTypeOrSelf(cast->getResult(0).getType())
              .getIntOrFloatBitWidth() != 8)
    return failure();
  return matchRounding(rounded, Conversion(cast));
}

FailureOr<Quantizer> qopt::matchRoundedFloats(Value value) {
  FailureOr<Quantizer> quantizer = matchRounding(value, Conversion(false));
  return succeeded(quantizer) ? quantizer
                              : matchRounding(value, Conversion(true));
}

//===----------------------------------------------------------------------===//
// Dequantize
//===----------------------------------------------------------------------===//

/// Whether the operation makes wider integers, or floats, of integers.
static bool isWidening(Operation *op) {
  if (isa<arith::ExtSIOp, arith::ExtUIOp, arith::SIToFPOp, arith::UIToFPOp>(op))
    return true;
  auto cast = dyn_cast<tosa::CastOp>(op);
  if (!cast)
    return false;
  Type from = getElementTypeOrSelf(cast.getInput().getType()),
       to = getElementTypeOrSelf(cast.getType());
  return isa<IntegerType>(from) &&
         (to.isF32() ||
          (isa<IntegerType>(to) &&
           to.getIntOrFloatBitWidth() > from.getIntOrFloatBitWidth()));
}

FailureOr<Dequantizer>
qopt::matchDequantizer(Value value,
                       llvm::function_ref<bool(Value)> isConstant) {
  auto isKnown = [&](Value operand) {
    return matchPattern(operand, m_Constant()) ||
           (isConstant && isConstant(operand));
  };
  Dequantizer result;
  Operation *def = value.getDefiningOp();
  if (!isa_and_present<tosa::MulOp, arith::MulFOp>(def))
    return failure();
  for (unsigned i : {1, 0})
    if (!result.scale && isKnown(def->getOperand(i))) {
      result.scale = def->getOperand(i);
      result.stored = def->getOperand(1 - i);
    }
  if (!result.scale || isKnown(result.stored))
    return failure();
  while ((def = result.stored.getDefiningOp())) {
    if (isWidening(def)) {
      result.isUnsigned |= isa<arith::ExtUIOp, arith::UIToFPOp>(def);
    } else if (isa<tosa::SubOp, arith::SubIOp, arith::SubFOp>(def) &&
               !result.zp && isKnown(def->getOperand(1)) &&
               getElementTypeOrSelf(def->getResult(0).getType())
                       .getIntOrFloatBitWidth() > 8) {
      result.zp = def->getOperand(1);
    } else {
      break;
    }
    result.stored = def->getOperand(0);
  }
  return result;
}
