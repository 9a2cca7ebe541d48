//===- WordProgram.cpp - Random layers of 16-bit inputs ---------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "WordProgram.h"

#include "RandomMoves.h"

using namespace mlir;

namespace qopt::codegentest {

namespace {

/// So that the interpreter takes milliseconds.
constexpr int64_t maxProducts = 300000;

class Maker : RandomMoves {
public:
  Maker(MLIRContext *context, Random &random, bool isDynamic)
      : RandomMoves(context, random, isDynamic) {}

  RandomProgram make() {
    begin();
    Stored value = addInput(randomShape());
    for (int64_t i = random.between(1, 3); i > 0; --i) {
      value = random.oneIn(3) ? makeDense(value) : makeConv(value);
      if (random.oneIn(5))
        output(value.value, value.isUnsigned);
    }
    value = interpolate(widen(value, INT16_MAX));
    output(value.value, value.isUnsigned);
    return end();
  }

private:
  SmallVector<int64_t> randomShape() {
    return {isDynamic ? 1 : random.between(1, 2), random.between(1, 9),
            random.between(1, 14), randomChannels()};
  }
  int64_t randomChannels() {
    return random.pick<int64_t>(
        {1, 2, 3, 4, 7, 8, 9, 15, 16, 17, 31, 32, 33, random.between(1, 70)});
  }

  /// Words that are less than `most` from their zero point.
  Stored widen(const Stored &from, int64_t most) {
    RankedTensorType type = from.getType();
    int64_t zp = random.oneIn(3) ? 0 : random.between(-most / 2, most / 2),
            low = std::max<int64_t>(zp - most, INT16_MIN),
            high = std::min<int64_t>(zp + most, INT16_MAX);
    Value value = qnn::RequantizeOp::create(
        b, type.clone(b.getI16Type()), from.value,
        makeParams(type.getShape().back(), qnn::Numerics::fp32,
                   double(most) / random.pick({8, 100, 128, 600})),
        b.getI32IntegerAttr(from.zp), b.getI32IntegerAttr(zp),
        b.getI32IntegerAttr(low), b.getI32IntegerAttr(high),
        qnn::NumericsAttr::get(b.getContext(), qnn::Numerics::fp32),
        unitIf(from.isUnsigned), StringAttr());
    Stored words{value, false, zp};
    // As another function of what it was, which may reach farther.
    if (most == INT16_MAX && random.oneIn(3))
      return interpolate(words);
    return words;
  }

  Stored interpolate(const Stored &from) {
    if (!from.getType().getElementType().isInteger(16))
      return from;
    int64_t shift = random.between(1, 12), most = INT64_C(1) << (16 - shift);
    int64_t steps = random.oneIn(2) ? most : random.between(1, most);
    steps = std::min<int64_t>(steps, 1200);
    int64_t first = INT16_MIN + random.below(((most - steps) << shift) + 1);
    bool isByte = random.oneIn(2);
    std::vector<int16_t> table(steps + 1);
    for (int16_t &entry : table)
      entry = int16_t(random.oneIn(4) ? random.pick({INT16_MIN, INT16_MAX})
                                      : random.between(INT16_MIN, INT16_MAX));
    int fraction = isByte ? 8 : 0;
    if (isByte)
      for (int16_t &entry : table)
        entry = std::min<int16_t>(entry, 127 * 256);
    bool isUnsigned = isByte && random.oneIn(2);
    auto type = RankedTensorType::get({steps + 1}, b.getI16Type());
    Value value = qnn::InterpolateOp::create(
        b, from.getType().clone(b.getIntegerType(isByte ? 8 : 16)), from.value,
        DenseElementsAttr::get(type, ArrayRef(table)), first, shift, fraction,
        isUnsigned, StringAttr());
    return {value, isUnsigned, isByte ? randomZeroPoint(isUnsigned) : 0};
  }

  /// What the words of a layer with `k` inputs may be.
  static int64_t mostOf(int64_t k, bool hasFactors) {
    int64_t product = 255 * (hasFactors ? 255 : 1);
    return std::clamp<int64_t>((INT64_C(1) << 30) / (k * product), 1,
                               INT16_MAX);
  }

  Stored finish(Value acc, int64_t most, int64_t k,
                DenseIntElementsAttr factors) {
    if (random.oneIn(6))
      output(acc, false);
    double scale = typicalScale(k, factors) * 128 / double(most);
    return requantize({acc}, random.oneIn(4) ? b.getI16Type() : b.getI8Type(),
                      scale);
  }

  /// Bytes: of words that are no layer's.
  Stored narrow(const Stored &from) {
    if (from.getType().getElementType().isInteger(8))
      return from;
    return requantize(from, b.getI8Type(), 1.0 / 256);
  }

  Stored makeDense(Stored from) {
    from = narrow(from);
    from.value = regroup(from.value, 2);
    SmallVector<int64_t> shape = shapeOf(from.value);
    int64_t k = shape[1], n = std::clamp<int64_t>(maxProducts / (shape[0] * k),
                                                  1, randomChannels());
    Value weights = constant({n, k}, b.getI8Type(), randomWeights(n * k));
    Value bias = makeBias(n);
    DenseIntElementsAttr factors = makeFactors(n, /*taps=*/1, k);
    int64_t most = mostOf(k, bool(factors));
    Stored words = widen(from, most);
    while (!words.getType().getElementType().isInteger(16))
      words = widen(words, most);
    Value acc = qnn::DenseOp::create(
        b, typeOf({shape[0], n}, b.getI32Type()), words.value, weights, bias,
        b.getI32IntegerAttr(words.zp), b.getI32IntegerAttr(0), UnitAttr(),
        UnitAttr(), factors, StringAttr());
    return finish(acc, most, k, factors);
  }

  Stored makeConv(Stored from) {
    from = narrow(from);
    if (random.oneIn(6))
      from.value = move(from.value);
    from.value = regroup(from.value, 4);
    SmallVector<int64_t> shape = shapeOf(from.value), kernel, stride, dilation,
                         pad, size;
    for (int d : {1, 2}) {
      kernel.push_back(std::min(random.between(1, 4), shape[d]));
      stride.push_back(random.oneIn(2) ? 1 : random.between(1, 3));
      dilation.push_back(random.oneIn(3) ? 2 : 1);
      int64_t reach = (kernel.back() - 1) * dilation.back() + 1;
      pad.push_back(random.below(reach));
      pad.push_back(
          std::max(random.below(reach), reach - shape[d] - pad.back()));
      size.push_back((shape[d] + pad[pad.size() - 2] + pad.back() - reach) /
                         stride.back() +
                     1);
    }
    int64_t groups = random.oneIn(2) ? 1 : shape[3], depth = shape[3] / groups,
            k = kernel[0] * kernel[1] * depth;
    int64_t perOutput = shape[0] * size[0] * size[1] * groups;
    int64_t outputs =
        groups *
        std::clamp<int64_t>(
            std::min(maxProducts / (perOutput * k), maxElements / perOutput), 1,
            groups > 1 ? random.between(1, 2) : randomChannels());
    auto [wZp, wUnsigned] = randomWeightZeroPoint();
    Value weights = constant({outputs, kernel[0], kernel[1], depth},
                             b.getI8Type(), randomWeights(outputs * k));
    Value bias = makeBias(outputs);
    DenseIntElementsAttr factors;
    if (groups == 1 && wZp == 0 && !wUnsigned)
      factors = makeFactors(outputs, kernel[0] * kernel[1], depth);
    int64_t most = mostOf(k, bool(factors));
    Stored words = widen(from, most);
    while (!words.getType().getElementType().isInteger(16))
      words = widen(words, most);
    Value acc = qnn::Conv2DOp::create(
        b, typeOf({shape[0], size[0], size[1], outputs}, b.getI32Type()),
        words.value, weights, bias, b.getDenseI64ArrayAttr(pad),
        b.getDenseI64ArrayAttr(stride), b.getDenseI64ArrayAttr(dilation),
        b.getI64IntegerAttr(groups), b.getI32IntegerAttr(words.zp),
        b.getI32IntegerAttr(wZp), UnitAttr(), unitIf(wUnsigned), factors,
        StringAttr());
    return finish(acc, most, k, factors);
  }
};

} // namespace

RandomProgram makeWordProgram(Session &session, Random &random,
                              bool isDynamic) {
  return Maker(&session.context, random, isDynamic).make();
}

} // namespace qopt::codegentest
