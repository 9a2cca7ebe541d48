//===- IntegerSum.cpp - Sums of products of integers ------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "IntegerSum.h"

#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/IR/TypeUtilities.h"
#include "llvm/ADT/TypeSwitch.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace qopt;

/// Holds any sum of products there is memory for.
__extension__ typedef __int128 Wide;

static ArrayRef<int64_t> shapeOf(Value value) {
  return cast<RankedTensorType>(value.getType()).getShape();
}

static IntegerRange rangeOf(Value value) {
  return rangeOfWidth(
      getElementTypeOrSelf(value.getType()).getIntOrFloatBitWidth(),
      /*isUnsigned=*/false);
}

LogicalResult IntegerSum::readZeroPoints(Value inputZp, Value weightZp) {
  auto read = [&](Value zeroPoint, Value of, StringRef what,
                  int64_t &number) -> LogicalResult {
    std::optional<int64_t> value = readSplatInteger(zeroPoint);
    if (!value)
      return op->emitOpError() << "has " << what
                               << " zero point that is not a constant: export "
                                  "the model with constant zero points";
    IntegerRange range = rangeOf(of);
    if (*value < range.min || *value > range.max)
      return op->emitOpError()
             << "has " << what << " zero point " << *value
             << ", which is outside [" << range.min << ", " << range.max << "]";
    number = *value;
    return success();
  };
  if (failed(read(inputZp, input, "an input", inputZeroPoint)))
    return failure();
  return read(weightZp, weight, "a weight", weightZeroPoint);
}

void IntegerSum::readWeights() {
  auto values = readIntegers(weight);
  if (!values)
    return;
  ArrayRef<int64_t> shape = shapeOf(weight);
  weights.resize(values->size());
  if (isa<tosa::DepthwiseConv2DOp>(op)) {
    // KH x KW x C x M: the last two number the channels.
    for (int64_t i = 0; i < k; ++i)
      for (int64_t c = 0; c < channels; ++c)
        weights[c * k + i] = (*values)[i * channels + c];
  } else if (isa<tosa::MatMulOp>(op)) {
    if (shape[0] != 1)
      return weights.clear();
    for (int64_t i = 0; i < k; ++i)
      for (int64_t n = 0; n < channels; ++n)
        weights[n * k + i] = (*values)[i * channels + n];
  } else {
    weights = std::move(*values);
  }
}

void IntegerSum::readBias() {
  if (!bias) {
    biases.assign(channels, 0);
    return;
  }
  auto values = readIntegers(bias);
  if (!values)
    return;
  if (values->size() == 1)
    values->assign(channels, values->front());
  biases = std::move(*values);
}

FailureOr<std::optional<IntegerSum>> IntegerSum::match(Operation *op) {
  std::optional<IntegerSum> none;
  if (op->getNumOperands() == 0 || op->getNumResults() != 1 ||
      !getElementTypeOrSelf(op->getOperand(0).getType()).isInteger())
    return none;
  IntegerSum sum;
  sum.op = op;
  Value inputZp, weightZp;
  auto take = [&](auto conv) {
    sum.input = conv.getInput();
    sum.weight = conv.getWeight();
    sum.bias = conv.getBias();
    inputZp = conv.getInputZp();
    weightZp = conv.getWeightZp();
  };
  bool isSum =
      llvm::TypeSwitch<Operation *, bool>(op)
          .Case<tosa::Conv2DOp, tosa::TransposeConv2DOp>([&](auto conv) {
            take(conv);
            ArrayRef<int64_t> shape = shapeOf(sum.weight);
            sum.channels = shape[0];
            sum.k = shape[1] * shape[2] * shape[3];
            return !ShapedType::isDynamicShape(shape);
          })
          .Case([&](tosa::DepthwiseConv2DOp conv) {
            take(conv);
            ArrayRef<int64_t> shape = shapeOf(sum.weight);
            sum.channels = shape[2] * shape[3];
            sum.k = shape[0] * shape[1];
            return !ShapedType::isDynamicShape(shape);
          })
          .Case([&](tosa::MatMulOp matmul) {
            sum.input = matmul.getA();
            sum.weight = matmul.getB();
            inputZp = matmul.getAZp();
            weightZp = matmul.getBZp();
            sum.k = shapeOf(sum.weight)[1];
            sum.channels = shapeOf(sum.weight)[2];
            return !ShapedType::isDynamic(sum.k) &&
                   !ShapedType::isDynamic(sum.channels);
          })
          .Default([](Operation *) { return false; });
  if (!isSum)
    return none;
  if (failed(sum.readZeroPoints(inputZp, weightZp)))
    return failure();
  sum.readWeights();
  sum.readBias();
  return std::optional<IntegerSum>(std::move(sum));
}

/// Adds to what a sum can be what a product with an input in `x` can be, or
/// nothing.
template <typename T>
static void extendRange(T &min, T &max, T weight, IntegerRange x) {
  T products[] = {weight * x.min, weight * x.max, 0};
  auto [low, high] =
      std::minmax_element(std::begin(products), std::end(products));
  min += *low;
  max += *high;
}

void IntegerSum::extend(IntegerRange &sum, int64_t value,
                        IntegerRange x) const {
  extendRange(sum.min, sum.max, value - weightZeroPoint,
              {x.min - inputZeroPoint, x.max - inputZeroPoint});
}

bool IntegerSum::fits32(IntegerRange x) const {
  for (int64_t c = 0; c < channels; ++c) {
    IntegerRange range{biases[c], biases[c]};
    for (int64_t value : ArrayRef(weights).slice(c * k, k))
      extend(range, value, x);
    if (!llvm::isInt<32>(range.min) || !llvm::isInt<32>(range.max))
      return false;
  }
  return true;
}

FailureOr<std::optional<IntegerRange>> IntegerSum::bound(IntegerRange x) const {
  if (biases.empty())
    return std::optional<IntegerRange>();
  x = {x.min - inputZeroPoint, x.max - inputZeroPoint};
  IntegerRange w = rangeOf(weight);
  unsigned width =
      getElementTypeOrSelf(op->getResult(0).getType()).getIntOrFloatBitWidth();
  // What front ends call i48 is kept in i64.
  IntegerRange acc = rangeOfWidth(std::min(width, 48u), /*isUnsigned=*/false);
  IntegerRange all = {0, 0};
  for (int64_t c = 0; c < channels; ++c) {
    Wide min = biases[c], max = biases[c];
    if (weights.empty()) {
      Wide least = 0, most = 0;
      for (int64_t extreme : {w.min, w.max}) {
        Wide low = 0, high = 0;
        extendRange(low, high, Wide(extreme - weightZeroPoint), x);
        least = std::min(least, low);
        most = std::max(most, high);
      }
      min += k * least;
      max += k * most;
    } else {
      for (int64_t value : ArrayRef(weights).slice(c * k, k))
        extendRange(min, max, Wide(value - weightZeroPoint), x);
    }
    if (min < acc.min || max > acc.max)
      return LogicalResult(
          op->emitOpError()
          << "has sums that can reach " << int64_t(max > acc.max ? max : min)
          << " in channel " << c << ", which overflows " << std::min(width, 48u)
          << " bits: export the model with fewer products in a sum or smaller "
             "weights");
    all = c == 0 ? IntegerRange{int64_t(min), int64_t(max)}
                 : unite(all, {int64_t(min), int64_t(max)});
  }
  return std::optional<IntegerRange>(all);
}
