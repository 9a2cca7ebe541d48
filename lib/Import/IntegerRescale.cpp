//===- IntegerRescale.cpp - TOSA's rescale to qnn ---------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "IntegerImport.h"

#include "qopt/Dialect/QNN/IR/QNN.h"
#include "qopt/Reference/Arithmetic.h"

#include "mlir/IR/TypeUtilities.h"
#include "llvm/Support/MathExtras.h"

#include <limits>

using namespace mlir;
using namespace qopt;

namespace {
/// A rescale with its numbers read and checked.
class Rescale {
public:
  explicit Rescale(tosa::RescaleOp op) : op(op) {}

  LogicalResult read();
  /// The value does not leave the range where TOSA defines the rescale, and the
  /// result fits.
  LogicalResult checkRange(std::optional<IntegerRange> value);
  Value create(OpBuilder &builder);

  /// What the result can be before it is clamped, once checkRange knew the
  /// value's range.
  std::optional<IntegerRange> result;
  /// What the result can be; nothing where it is unsigned or not known.
  std::optional<IntegerRange> clamped();

private:
  LogicalResult readZeroPoint(Value value, Type type, bool isUnsigned,
                              StringRef what, int64_t &zeroPoint);
  LogicalResult checkNumbers();
  void normalise();
  unsigned width(Value value) const {
    return getElementTypeOrSelf(value.getType()).getIntOrFloatBitWidth();
  }
  int64_t apply(int64_t value, size_t channel) const {
    constexpr int64_t min = std::numeric_limits<int64_t>::min(),
                      max = std::numeric_limits<int64_t>::max();
    auto multiplier = int32_t(multipliers[channel]);
    auto shift = int(shifts[channel]);
    return numerics == qnn::Numerics::double_
               ? rescaleDouble(value, multiplier, shift, 0, min, max)
               : rescaleSingle(value, multiplier, shift, 0, min, max);
  }

  tosa::RescaleOp op;
  SmallVector<int64_t, 0> multipliers, shifts;
  int64_t inZp = 0, outZp = 0;
  qnn::Numerics numerics = qnn::Numerics::single;
};
} // namespace

LogicalResult Rescale::readZeroPoint(Value value, Type type, bool isUnsigned,
                                     StringRef what, int64_t &zeroPoint) {
  std::optional<int64_t> number = readSplatInteger(value);
  unsigned bits = getElementTypeOrSelf(type).getIntOrFloatBitWidth();
  if (!number)
    return op.emitOpError() << "has " << what
                            << " zero point that is not a constant: export the "
                               "model with constant zero points";
  // Its own signedness extends it, not that of its type.
  if (isUnsigned && bits <= 16)
    *number &= int64_t(llvm::maxUIntN(bits));
  if (bits > 16 && *number != 0)
    return op.emitOpError() << "has " << what << " zero point " << *number
                            << " of " << bits << " bits, which must be 0";
  zeroPoint = *number;
  return success();
}

LogicalResult Rescale::checkNumbers() {
  auto type = cast<RankedTensorType>(op.getInput().getType());
  int64_t channels =
      op.getPerChannel() && type.getRank() ? type.getShape().back() : 1;
  if (int64_t(multipliers.size()) != channels ||
      int64_t(shifts.size()) != channels)
    return op.emitOpError()
           << "has " << multipliers.size() << " multipliers and "
           << shifts.size() << " shifts for " << channels
           << (channels == 1 ? " channel" : " channels");
  for (auto [m, s] : llvm::zip_equal(multipliers, shifts))
    if (m < 0 || s < 2 || s > 62)
      return op.emitOpError() << "has multiplier " << m << " and shift " << s
                              << "; a multiplier is at least 0, a shift "
                                 "between 2 and 62";
  return success();
}

LogicalResult Rescale::read() {
  if (!getElementTypeOrSelf(op.getInput().getType()).isInteger() ||
      !getElementTypeOrSelf(op.getType()).isInteger())
    return op.emitOpError("rescales what is not an integer");
  if ((op.getInputUnsigned() && width(op.getInput()) > 16) ||
      (op.getOutputUnsigned() && width(op.getOutput()) > 16))
    return op.emitOpError("has unsigned values of more than 16 bits");
  auto m = readIntegers(op.getMultiplier()), s = readIntegers(op.getShift());
  if (!m || !s)
    return op.emitOpError("has a multiplier or shift that is not a constant: "
                          "export the model with constant scales");
  multipliers = std::move(*m);
  shifts = std::move(*s);
  bool isDouble = op.getRoundingMode() == tosa::RoundingMode::DOUBLE_ROUND;
  if (isDouble && !op.getScale32())
    return op.emitOpError("rounds twice, which needs multipliers of 32 bits");
  if (width(op.getInput()) == 64 && op.getScale32())
    return op.emitOpError("rescales 48 bits, which needs multipliers of 16");
  // INEXACT_ROUND leaves the choice.
  numerics = isDouble ? qnn::Numerics::double_ : qnn::Numerics::single;
  if (failed(checkNumbers()) ||
      failed(readZeroPoint(op.getInputZp(), op.getInput().getType(),
                           op.getInputUnsigned(), "an input", inZp)))
    return failure();
  return readZeroPoint(op.getOutputZp(), op.getType(), op.getOutputUnsigned(),
                       "an output", outZp);
}

LogicalResult Rescale::checkRange(std::optional<IntegerRange> value) {
  // Of what nothing is known, what TOSA defines comes out right: 64 bits hold
  // every product.
  if (!value)
    return success();
  int64_t min = value->min - inZp, max = value->max - inZp;
  for (size_t c = 0; c < shifts.size(); ++c) {
    int64_t limit = int64_t(1) << (shifts[c] - 1);
    if (op.getScale32() && (min < -limit || max >= limit))
      return op.emitOpError()
             << "rescales a value that can reach " << (max >= limit ? max : min)
             << ", and with the shift " << shifts[c] << " it is defined in ["
             << -limit << ", " << limit
             << ") only: export the model with a smaller scale";
    IntegerRange scaled{apply(min, c), apply(max, c)};
    if (!llvm::isInt<32>(scaled.min) || !llvm::isInt<32>(scaled.max))
      return op.emitOpError()
             << "gives a value that can reach "
             << (llvm::isInt<32>(scaled.max) ? scaled.min : scaled.max)
             << ", which overflows i32: export the model with a smaller scale";
    result = result ? unite(*result, scaled) : scaled;
  }
  return success();
}

std::optional<IntegerRange> Rescale::clamped() {
  if (op.getOutputUnsigned())
    return std::nullopt;
  IntegerRange range = rangeOfWidth(width(op.getOutput()), false);
  if (!result)
    return width(op.getOutput()) < 32 ? std::optional(range) : std::nullopt;
  auto clamp = [&](int64_t value) {
    return std::clamp(value + outZp, range.min, range.max);
  };
  return IntegerRange{clamp(result->min), clamp(result->max)};
}

/// Multipliers of 16 bits as those of 32 that mean the same. Shifts of more
/// than 32 take high words of products, which is what machines do best.
void Rescale::normalise() {
  constexpr int64_t bits = 16;
  if (op.getScale32() ||
      llvm::any_of(shifts, [](int64_t shift) { return shift + bits > 62; }))
    return;
  for (auto [multiplier, shift] : llvm::zip_equal(multipliers, shifts)) {
    multiplier <<= bits;
    shift += bits;
  }
}

Value Rescale::create(OpBuilder &builder) {
  Value input = op.getInput();
  if (Value narrow = getNarrow(input))
    input = narrow;
  if (width(input) <= 32)
    normalise();
  IntegerRange range =
      rangeOfWidth(width(op.getOutput()), op.getOutputUnsigned());
  Location loc = op.getLoc();
  SmallVector<int32_t> m(multipliers.begin(), multipliers.end());
  SmallVector<int8_t> s(shifts.begin(), shifts.end());
  Value params[] = {
      createVector<int32_t>(builder, loc, builder.getI32Type(), m),
      createVector<int8_t>(builder, loc, builder.getI8Type(), s)};
  return qnn::RequantizeOp::create(
      builder, loc, op.getType(), input, params, int32_t(inZp), int32_t(outZp),
      int32_t(range.min), int32_t(range.max), numerics, op.getInputUnsigned(),
      /*unit=*/StringAttr());
}

FailureOr<Value> qopt::convertRescale(tosa::RescaleOp op, OpBuilder &builder,
                                      IntegerRanges &ranges) {
  Rescale rescale(op);
  if (failed(rescale.read()) || failed(rescale.checkRange(ranges.lookup(
                                    op.getInput(), op.getInputUnsigned()))))
    return failure();
  Value result = rescale.create(builder);
  if (auto range = rescale.clamped())
    ranges.set(result, *range);
  return result;
}

FailureOr<Value> qopt::convertClamp(tosa::ClampOp op) {
  auto requantize = op.getInput().getDefiningOp<qnn::RequantizeOp>();
  auto min = dyn_cast<IntegerAttr>(op.getMinVal()),
       max = dyn_cast<IntegerAttr>(op.getMaxVal());
  if (!requantize || !op.getInput().hasOneUse() || !min || !max)
    return Value();
  int64_t lo = min.getValue().getSExtValue(),
          hi = max.getValue().getSExtValue(), qmin = requantize.getQmin(),
          qmax = requantize.getQmax();
  // Where the result is unsigned, TOSA's clamp would compare other numbers.
  IntegerRange range = rangeOfWidth(
      getElementTypeOrSelf(op.getType()).getIntOrFloatBitWidth(), false);
  if (qmin < range.min || qmax > range.max || lo > hi)
    return Value();
  requantize.setQmin(std::min(std::max(qmin, lo), hi));
  requantize.setQmax(std::min(std::max(qmax, lo), hi));
  return op.getInput();
}
