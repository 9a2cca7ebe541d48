//===- IntegerRange.cpp - What integer values can be ------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "IntegerRange.h"

#include "ConstantData.h"
#include "IntegerSum.h"
#include "qopt/Import/MovesData.h"

#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/Dialect/Tosa/Utils/ConversionUtils.h"
#include "mlir/IR/TypeUtilities.h"
#include "llvm/ADT/TypeSwitch.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace qopt;

IntegerRange qopt::unite(IntegerRange a, IntegerRange b) {
  return {std::min(a.min, b.min), std::max(a.max, b.max)};
}

IntegerRange qopt::rangeOfWidth(unsigned width, bool isUnsigned) {
  if (width == 1)
    return {0, 1};
  if (isUnsigned)
    return {0, int64_t(llvm::maxUIntN(width))};
  return {llvm::minIntN(width), llvm::maxIntN(width)};
}

std::optional<SmallVector<int64_t, 0>> qopt::readIntegers(Value value) {
  auto attr = dyn_cast_or_null<DenseElementsAttr>(getConstant(value));
  auto type =
      attr ? dyn_cast<IntegerType>(attr.getElementType()) : IntegerType();
  if (!type || type.getWidth() > 64)
    return std::nullopt;
  bool isUnsigned = type.isUnsigned() || type.getWidth() == 1;
  SmallVector<int64_t, 0> values;
  values.reserve(attr.getNumElements());
  for (const APInt &v : attr.getValues<APInt>())
    values.push_back(isUnsigned ? int64_t(v.getZExtValue()) : v.getSExtValue());
  return values;
}

std::optional<int64_t> qopt::readSplatInteger(Value value) {
  auto attr = dyn_cast_or_null<DenseElementsAttr>(getConstant(value));
  if (!attr || attr.empty() || !isa<IntegerType>(attr.getElementType()))
    return std::nullopt;
  auto values = readIntegers(value);
  if (!values || !llvm::all_equal(*values))
    return std::nullopt;
  return values->front();
}

//===----------------------------------------------------------------------===//
// Operations
//===----------------------------------------------------------------------===//

/// Holds sums and products of two ranges.
__extension__ typedef __int128 Wide;

/// The range, if i64 holds it.
static std::optional<IntegerRange> narrow(Wide min, Wide max) {
  if (min != Wide(int64_t(min)) || max != Wide(int64_t(max)))
    return std::nullopt;
  return IntegerRange{int64_t(min), int64_t(max)};
}

static std::optional<IntegerRange> multiply(IntegerRange a, IntegerRange b,
                                            int64_t shift) {
  Wide products[] = {Wide(a.min) * b.min, Wide(a.min) * b.max,
                     Wide(a.max) * b.min, Wide(a.max) * b.max};
  auto [min, max] =
      std::minmax_element(std::begin(products), std::end(products));
  Wide half = shift ? Wide(1) << (shift - 1) : 0;
  return narrow((*min + half) >> shift, (*max + half) >> shift);
}

/// Of elementwise operations, whose operands `a` and `b` are known.
static std::optional<IntegerRange> combine(Operation *op, IntegerRange a,
                                           IntegerRange b) {
  using Result = std::optional<IntegerRange>;
  return llvm::TypeSwitch<Operation *, Result>(op)
      .Case([&](tosa::AddOp) {
        return narrow(Wide(a.min) + b.min, Wide(a.max) + b.max);
      })
      .Case([&](tosa::SubOp) {
        return narrow(Wide(a.min) - b.max, Wide(a.max) - b.min);
      })
      .Case([&](tosa::MulOp mul) -> Result {
        std::optional<int64_t> shift = readSplatInteger(mul.getShift());
        if (!shift || *shift < 0 || *shift > 63)
          return std::nullopt;
        return multiply(a, b, *shift);
      })
      .Case([&](tosa::MaximumOp) {
        return IntegerRange{std::max(a.min, b.min), std::max(a.max, b.max)};
      })
      .Case([&](tosa::MinimumOp) {
        return IntegerRange{std::min(a.min, b.min), std::min(a.max, b.max)};
      })
      .Case([&](tosa::ArithmeticRightShiftOp) { return unite(a, {0, 0}); })
      .Default([](Operation *) { return std::nullopt; });
}

/// Of operations on one tensor, which has the range `x`.
static std::optional<IntegerRange> transform(Operation *op, IntegerRange x) {
  using Result = std::optional<IntegerRange>;
  return llvm::TypeSwitch<Operation *, Result>(op)
      .Case([&](tosa::ClampOp clamp) -> Result {
        auto lo = dyn_cast<IntegerAttr>(clamp.getMinVal()),
             hi = dyn_cast<IntegerAttr>(clamp.getMaxVal());
        if (!lo || !hi)
          return std::nullopt;
        auto limit = [&](int64_t v) {
          return std::min(std::max(v, lo.getValue().getSExtValue()),
                          hi.getValue().getSExtValue());
        };
        return IntegerRange{limit(x.min), limit(x.max)};
      })
      .Case([&](tosa::AbsOp) -> Result {
        if (x.min == std::numeric_limits<int64_t>::min())
          return std::nullopt;
        int64_t max = std::max(-x.min, x.max);
        return IntegerRange{x.min <= 0 ? 0 : x.min, max};
      })
      .Case([&](tosa::NegateOp negate) -> Result {
        // Narrow ones have zero points.
        if (getElementTypeOrSelf(negate.getType()).getIntOrFloatBitWidth() < 32)
          return std::nullopt;
        return narrow(-Wide(x.max), -Wide(x.min));
      })
      .Case([&](tosa::ReduceSumOp sum) -> Result {
        int64_t count = cast<RankedTensorType>(sum.getInput().getType())
                            .getDimSize(sum.getAxis());
        if (ShapedType::isDynamic(count))
          return std::nullopt;
        return narrow(Wide(x.min) * count, Wide(x.max) * count);
      })
      .Case([&](tosa::ResizeOp resize) -> Result {
        // The weights of the pixels around a sample sum to the numerators.
        SmallVector<int64_t> scale;
        if (!tosa::getConstShapeValues(resize.getScale().getDefiningOp(),
                                       scale))
          return std::nullopt;
        Wide sum = Wide(scale[0]) * scale[2];
        return narrow(x.min * sum, x.max * sum);
      })
      .Case([&](tosa::TableOp table) -> Result {
        auto entries = readIntegers(table.getTable());
        if (!entries || entries->empty())
          return std::nullopt;
        // Of 16 bits, between the entries, with seven bits more.
        int64_t scale =
            getElementTypeOrSelf(table.getType()).isInteger(32) ? 128 : 1;
        auto [min, max] = std::minmax_element(entries->begin(), entries->end());
        return IntegerRange{*min * scale, *max * scale};
      })
      .Case<tosa::CastOp, tosa::ReduceMaxOp, tosa::ReduceMinOp,
            tosa::IdentityOp>([&](auto) { return x; })
      .Default([](Operation *) { return std::nullopt; });
}

std::optional<IntegerRange> IntegerRanges::lookupAll(ValueRange values) const {
  std::optional<IntegerRange> all;
  for (Value value : values) {
    std::optional<IntegerRange> range = lookup(value);
    if (!range)
      return std::nullopt;
    all = all ? unite(*all, *range) : *range;
  }
  return all;
}

std::optional<IntegerRange> IntegerRanges::compute(Operation *op) const {
  if (auto values = op->hasTrait<OpTrait::ConstantLike>()
                        ? readIntegers(op->getResult(0))
                        : std::nullopt) {
    if (values->empty())
      return std::nullopt;
    auto [min, max] = std::minmax_element(values->begin(), values->end());
    return IntegerRange{*min, *max};
  }
  if (isa<tosa::ConcatOp>(op))
    return lookupAll(op->getOperands());
  if (auto pad = dyn_cast<tosa::PadOp>(op))
    return lookupAll({pad.getInput1(), pad.getPadConst()});
  if (auto select = dyn_cast<tosa::SelectOp>(op))
    return lookupAll({select.getOnTrue(), select.getOnFalse()});
  if (op->getNumOperands() == 0)
    return std::nullopt;
  std::optional<IntegerRange> first = lookup(op->getOperand(0));
  if (!first)
    return std::nullopt;
  if (movesData(op))
    return first;
  if (auto scatter = dyn_cast<tosa::ScatterOp>(op))
    return lookupAll({scatter.getValuesIn(), scatter.getInput()});
  if (auto range = transform(op, *first))
    return range;
  if (op->getNumOperands() < 2)
    return std::nullopt;
  std::optional<IntegerRange> second = lookup(op->getOperand(1));
  return second ? combine(op, *first, *second) : std::nullopt;
}

std::optional<IntegerRange> IntegerRanges::lookup(Value value,
                                                  bool isUnsigned) const {
  // What may be negative is another number where it is read as unsigned.
  if (auto found = ranges.find(value);
      found != ranges.end() && (!isUnsigned || found->second.min >= 0))
    return found->second;
  auto type = dyn_cast<IntegerType>(getElementTypeOrSelf(value.getType()));
  if (!type || type.getWidth() >= 32)
    return std::nullopt;
  return rangeOfWidth(type.getWidth(), isUnsigned || type.isUnsigned());
}

LogicalResult IntegerRanges::visit(Operation *op) {
  if (op->getNumResults() != 1)
    return success();
  Value result = op->getResult(0);
  auto type = dyn_cast<IntegerType>(getElementTypeOrSelf(result.getType()));
  if (!type || type.getWidth() == 1)
    return success();
  FailureOr<std::optional<IntegerSum>> sum = IntegerSum::match(op);
  if (failed(sum))
    return failure();
  std::optional<IntegerRange> range;
  if (*sum) {
    FailureOr<std::optional<IntegerRange>> bound =
        (*sum)->bound(*lookup((*sum)->input));
    if (failed(bound))
      return failure();
    range = *bound;
  } else {
    range = compute(op);
  }
  IntegerRange all = rangeOfWidth(std::min(type.getWidth(), 63u), false);
  // What does not fit has no meaning in TOSA, or becomes something else.
  if (range && range->min >= all.min && range->max <= all.max)
    ranges[result] = *range;
  return success();
}

void IntegerRanges::replace(Value value, Value result) {
  auto found = ranges.find(value);
  if (found == ranges.end())
    return;
  IntegerRange range = found->second;
  // The place of what is erased may be the next operation's.
  ranges.erase(found);
  ranges[result] = range;
}
