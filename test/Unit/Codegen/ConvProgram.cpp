//===- ConvProgram.cpp - Random integer networks on images ----------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ConvProgram.h"

#include "ProgramMaker.h"
#include "RandomWindows.h"

#include <cmath>

using namespace mlir;

namespace qopt::codegentest {

namespace {

/// So that the interpreter takes milliseconds.
constexpr int64_t maxProducts = 400000;
constexpr size_t maxInputs = 3, maxOutputs = 6;

class Maker : RandomWindows {
public:
  Maker(MLIRContext *context, Random &random, const ConvOptions &options)
      : RandomWindows(context, random, options.isDynamic), options(options) {}

  RandomProgram make();

private:
  using Shape = SmallVector<int64_t>;

  Stored makeImage();
  /// One of the values so far, likely a late one.
  Stored pickValue();
  void makeStep();

  Stored makeConv(Stored from);
  Stored makeDense(Stored from);
  Stored makeMatMul(Stored from);
  Stored makeReduceSum(Stored from);
  Stored makeAdd(Stored a, Stored b);
  Stored makeMul(Stored a, Stored b);
  Stored makeConcat(Stored from);
  Stored makeSoftmax(const Stored &from);
  qnn::NumericsAttr rowNumerics() {
    return qnn::NumericsAttr::get(
        b.getContext(),
        random.pick({qnn::Numerics::fp32, qnn::Numerics::single}));
  }
  Stored widen(const Stored &from);
  Stored makeLayerNorm(Stored from);
  /// What `from` is added to or multiplied with.
  Stored findPartner(const Stored &from);

  int64_t randomChannels() {
    return random.oneIn(2) ? random.between(1, 70)
                           : random.pick<int64_t>({1, 2, 3, 4, 5, 7, 8, 15, 16,
                                                   17, 32, 33, 64, 65});
  }
  int64_t randomExtent() {
    return random.oneIn(3) ? random.between(1, 4) : random.between(1, 20);
  }

  /// Stored integers of accumulators, which others may read too.
  Stored finishAccumulator(Value acc, double typicalScale);

  const ConvOptions &options;
  SmallVector<Stored> values;
};

//===----------------------------------------------------------------------===//
// Inputs
//===----------------------------------------------------------------------===//

Stored Maker::makeImage() {
  Shape shape;
  do {
    shape = {isDynamic ? 1 : random.between(1, 2), randomExtent(),
             randomExtent(),
             options.channels ? options.channels : randomChannels()};
  } while (ShapedType::getNumElements(shape) > maxElements / 2);
  if (isDynamic || inputs.empty() || !random.oneIn(4))
    return addInput(shape);
  bool isUnsigned = random.oneIn(2);
  return {constant(shape, b.getI8Type(),
                   randomWeights(ShapedType::getNumElements(shape))),
          isUnsigned, randomZeroPoint(isUnsigned)};
}

Stored Maker::pickValue() {
  size_t back = random.oneIn(2) ? 0 : random.below(values.size());
  Stored picked = values[values.size() - 1 - back];
  // The same bytes as the other kind of number.
  if (random.oneIn(12)) {
    picked.isUnsigned = !picked.isUnsigned;
    picked.zp = randomZeroPoint(picked.isUnsigned);
  }
  return picked;
}

Stored Maker::findPartner(const Stored &from) {
  Shape shape = shapeOf(from.value);
  // What goes around a few layers.
  for (const Stored &other : llvm::reverse(values))
    if (other.value != from.value && shapeOf(other.value) == shape &&
        random.oneIn(2))
      return other;
  switch (random.below(6)) {
  case 0:
    return from;
  case 1:
  case 2: // another value
    for (int64_t i = 0; i < 8; ++i) {
      const Stored &other = values[random.below(values.size())];
      Shape theirs = shapeOf(other.value);
      if (theirs.size() != shape.size())
        continue;
      bool fits = true;
      int64_t elements = 1;
      for (auto [d, t] : llvm::zip_equal(shape, theirs)) {
        fits &= d == t || d == 1 || t == 1;
        elements *= std::max(d, t);
      }
      if (fits && elements <= maxElements &&
          other.getType().isDynamicDim(0) == from.getType().isDynamicDim(0))
        return other;
    }
    [[fallthrough]];
  case 3: // a part of it
    if (!isDynamic)
      return {sliceToOne(from.value), from.isUnsigned, from.zp};
    [[fallthrough]];
  case 4:
    if (inputs.size() < maxInputs && random.oneIn(2)) {
      for (auto [d, size] : llvm::enumerate(shape))
        size = random.oneIn(2) && d > 0 ? 1 : size;
      return addInput(shape);
    }
    [[fallthrough]];
  default: {
    for (int64_t &size : shape)
      size = random.oneIn(2) ? 1 : size;
    if (isDynamic)
      shape[0] = 1;
    bool isUnsigned = random.oneIn(2);
    return {constant(shape, b.getI8Type(),
                     randomWeights(ShapedType::getNumElements(shape))),
            isUnsigned, randomZeroPoint(isUnsigned)};
  }
  }
}

//===----------------------------------------------------------------------===//
// Contractions
//===----------------------------------------------------------------------===//

Stored Maker::finishAccumulator(Value acc, double typicalScale) {
  if (random.oneIn(8) && outputs.size() < maxOutputs)
    output(acc, false);
  if (random.oneIn(12)) {
    auto type = cast<RankedTensorType>(acc.getType());
    Value scale = makeParams(type.getShape().back(), qnn::Numerics::fp32,
                             typicalScale)[0];
    Value result = qnn::DequantizeAccumulatorOp::create(
        b, type.clone(b.getF32Type()), acc, scale, unitIf(random.oneIn(2)),
        StringAttr());
    if (outputs.size() < maxOutputs)
      output(random.oneIn(2) ? move(result) : result, false);
  }
  // Moved before they are rescaled.
  if (random.oneIn(8))
    acc = move(acc);
  if (random.oneIn(8)) {
    Stored wide = requantize({acc}, b.getI16Type(), typicalScale * 256);
    if (random.oneIn(2))
      wide.value = move(wide.value);
    if (outputs.size() < maxOutputs)
      output(wide.value, wide.isUnsigned);
    if (random.oneIn(2))
      return requantize(wide, b.getI8Type(), 1.0 / 256);
  }
  // A second one of the same.
  if (random.oneIn(8))
    values.push_back(requantize({acc}, b.getI8Type(), typicalScale));
  return requantize({acc}, b.getI8Type(), typicalScale);
}

Stored Maker::makeConv(Stored from) {
  from.value = regroup(from.value, 4);
  Shape shape = shapeOf(from.value);
  Window y = randomConvWindow(shape[1]), x = randomConvWindow(shape[2]);
  int64_t inputs = shape[3], groups = 1, perGroup = randomChannels();
  if (random.oneIn(3)) {
    groups = inputs;
    perGroup = random.oneIn(2) ? 1 : random.between(1, 3);
  } else if (random.oneIn(3)) {
    SmallVector<int64_t> divisors;
    for (int64_t d = 2; d <= inputs && d < 12; ++d)
      if (inputs % d == 0)
        divisors.push_back(d);
    if (!divisors.empty()) {
      groups = divisors[random.below(divisors.size())];
      perGroup = random.between(1, 12);
    }
  }
  int64_t depth = inputs / groups, k = y.kernel * x.kernel * depth;
  // Not too many products, and not too many results.
  int64_t perOutput = shape[0] * y.size * x.size * groups;
  perGroup =
      std::max<int64_t>(1, std::min({perGroup, maxProducts / (perOutput * k),
                                     maxElements / perOutput}));
  int64_t outputs = groups * perGroup;
  auto [wZp, wUnsigned] = randomWeightZeroPoint();
  Value weights = constant({outputs, y.kernel, x.kernel, depth}, b.getI8Type(),
                           randomWeights(outputs * k));
  Value bias = makeBias(outputs);
  DenseIntElementsAttr factors;
  if (groups == 1 && wZp == 0 && !wUnsigned)
    factors = makeFactors(outputs, y.kernel * x.kernel, depth);
  Value acc = qnn::Conv2DOp::create(
      b, typeOf(windowed(shape, y, x, outputs), b.getI32Type()), from.value,
      weights, bias, b.getDenseI64ArrayAttr({y.low, y.high, x.low, x.high}),
      pair(y.stride, x.stride), pair(y.dilation, x.dilation),
      b.getI64IntegerAttr(groups), b.getI32IntegerAttr(from.zp),
      b.getI32IntegerAttr(wZp), unitIf(from.isUnsigned), unitIf(wUnsigned),
      factors, StringAttr());
  return finishAccumulator(acc, typicalScale(k, factors));
}

Stored Maker::makeDense(Stored from) {
  from.value = regroup(from.value, 2);
  Shape shape = shapeOf(from.value);
  int64_t k = shape[1],
          n = std::max<int64_t>(
              1, std::min(randomChannels(), maxProducts / (shape[0] * k)));
  Value weights = constant({n, k}, b.getI8Type(), randomWeights(n * k));
  Value bias = makeBias(n);
  DenseIntElementsAttr factors = makeFactors(n, /*taps=*/1, k);
  Value acc = qnn::DenseOp::create(
      b, typeOf({shape[0], n}, b.getI32Type()), from.value, weights, bias,
      b.getI32IntegerAttr(from.zp), b.getI32IntegerAttr(0),
      unitIf(from.isUnsigned), UnitAttr(), factors, StringAttr());
  return finishAccumulator(acc, typicalScale(k, factors));
}

Stored Maker::makeMatMul(Stored from) {
  from.value = regroup(from.value, 3);
  Shape shape = shapeOf(from.value);
  int64_t k = shape[2], n = shape[1];
  Stored right = from;
  if (random.oneIn(2) || n * k * shape[1] > maxProducts) {
    n = std::max<int64_t>(1, std::min(random.between(1, 40),
                                      maxProducts / (shape[0] * shape[1] * k)));
    if (isDynamic && inputs.size() >= maxInputs)
      return from;
    if (!isDynamic)
      right.value = constant({shape[0], k, n}, b.getI8Type(),
                             randomWeights(shape[0] * k * n));
    else
      right = addInput({1, k, n});
  } else {
    right.value = transpose(from.value, {0, 2, 1});
  }
  Value acc = qnn::MatMulOp::create(
      b, typeOf({shape[0], shape[1], n}, b.getI32Type()), from.value,
      right.value, b.getI32IntegerAttr(from.zp), b.getI32IntegerAttr(right.zp),
      unitIf(from.isUnsigned), unitIf(right.isUnsigned), StringAttr());
  return finishAccumulator(acc, typicalScale(k));
}

//===----------------------------------------------------------------------===//
// Sums
//===----------------------------------------------------------------------===//

Stored Maker::makeReduceSum(Stored from) {
  Shape shape = shapeOf(from.value);
  SmallVector<int64_t> dims;
  int64_t count = 1;
  for (int64_t d = isDynamic; d < int64_t(shape.size()); ++d)
    if (random.oneIn(2)) {
      dims.push_back(d);
      count *= shape[d];
      shape[d] = 1;
    }
  Value acc = qnn::ReduceSumOp::create(b, typeOf(shape, b.getI32Type()),
                                       from.value, b.getDenseI64ArrayAttr(dims),
                                       b.getI32IntegerAttr(from.zp),
                                       unitIf(from.isUnsigned), StringAttr());
  return finishAccumulator(acc, 1.0 / double(count));
}

//===----------------------------------------------------------------------===//
// Two activations
//===----------------------------------------------------------------------===//

/// Sometimes the same with 16 bits, which sums and layer norms read.
Stored Maker::widen(const Stored &from) {
  return random.oneIn(4)
             ? requantize(from, b.getI16Type(), random.real(0.5, 300))
             : from;
}

Stored Maker::makeAdd(Stored a, Stored b2) {
  a = widen(a);
  b2 = widen(b2);
  RankedTensorType type = broadcastType(a.value, b2.value, b.getI8Type());
  if (random.oneIn(3))
    return addInFixedPoint(a, b2, type.getShape());
  auto scale = [&]() {
    float value = random.pick<float>(
        {0.5f, 1, 0.25f, float(random.real(0.01, 3)), 1e-3f, 0x1p110f,
         0x1p-126f, float(random.real(0.01, 3)), 1e-20f});
    return random.oneIn(3) ? -value : value;
  };
  auto scales = [&] {
    SmallVector<float> values(random.oneIn(3) ? type.getShape().back()
                                              : int64_t(1));
    std::generate(values.begin(), values.end(), scale);
    return b.getDenseF32ArrayAttr(values);
  };
  DenseF32ArrayAttr aScale = scales(), bScale = scales();
  bool isWide = random.oneIn(10);
  Type stored = isWide ? b.getI16Type() : b.getI8Type();
  bool isUnsigned = random.oneIn(2);
  int64_t zp = randomZeroPoint(isUnsigned);
  Clamp clamp = randomClamp(stored, isUnsigned, zp);
  Value sum = qnn::AddOp::create(
      b, type.clone(stored), a.value, b2.value, b.getI32IntegerAttr(a.zp),
      aScale, b.getI32IntegerAttr(b2.zp), bScale, b.getI32IntegerAttr(zp),
      b.getI32IntegerAttr(clamp.min), b.getI32IntegerAttr(clamp.max),
      unitIf(a.isUnsigned), unitIf(b2.isUnsigned), StringAttr());
  Stored result{sum, isUnsigned, zp};
  return isWide ? requantize(result, b.getI8Type(), 1.0 / 256) : result;
}

Stored Maker::makeMul(Stored a, Stored b2) {
  Value acc = qnn::MulOp::create(
      b, broadcastType(a.value, b2.value, b.getI32Type()), a.value, b2.value,
      b.getI32IntegerAttr(a.zp), b.getI32IntegerAttr(b2.zp),
      unitIf(a.isUnsigned), unitIf(b2.isUnsigned), StringAttr());
  return finishAccumulator(acc, 1.0 / 100);
}

Stored Maker::makeConcat(Stored from) {
  Shape shape = shapeOf(from.value);
  int64_t axis = random.between(isDynamic, int64_t(shape.size()) - 1);
  SmallVector<Value> parts{from.value};
  int64_t count = random.between(1, 3);
  for (int64_t i = 0; i < 12 && int64_t(parts.size()) <= count; ++i) {
    Value other = values[random.below(values.size())].value;
    if (random.oneIn(4))
      other = from.value;
    Shape theirs = shapeOf(other);
    if (theirs.size() != shape.size())
      continue;
    theirs[axis] = shape[axis];
    if (theirs == shape)
      parts.push_back(other);
  }
  std::rotate(parts.begin(), parts.begin() + random.below(parts.size()),
              parts.end());
  from.value = concat(parts, axis);
  return from;
}

//===----------------------------------------------------------------------===//
// Rows
//===----------------------------------------------------------------------===//

Stored Maker::makeSoftmax(const Stored &from) {
  // Falling, as exp does; all in one element, or as far as a sum fits.
  int64_t length = from.getType().getShape().back();
  double rate = random.pick({0.01, 0.1, 3.0}),
         first = random.oneIn(6) ? 1 : double(INT32_MAX / length);
  std::vector<int32_t> table;
  for (int64_t i = 0; i < 256; ++i)
    table.push_back(int32_t(first * std::exp(-rate * double(i))));
  bool isUnsigned = random.oneIn(2);
  int64_t zp = randomZeroPoint(isUnsigned);
  Clamp clamp = randomClamp(b.getI8Type(), isUnsigned, zp);
  Value value = qnn::SoftmaxOp::create(
      b, from.getType(), from.value,
      DenseElementsAttr::get(RankedTensorType::get(256, b.getI32Type()),
                             ArrayRef(table)),
      b.getF32FloatAttr(random.pick({1.0f / 256, 1.0f / 127, 0.1f})),
      b.getI32IntegerAttr(zp), b.getI32IntegerAttr(clamp.min),
      b.getI32IntegerAttr(clamp.max), rowNumerics(), unitIf(from.isUnsigned),
      StringAttr());
  return {value, isUnsigned, zp};
}

Stored Maker::makeLayerNorm(Stored from) {
  RankedTensorType type = from.getType();
  from = widen(from);
  int64_t length = from.getType().getShape().back();
  qnn::NumericsAttr numerics = rowNumerics();
  bool isSingle = numerics.getValue() == qnn::Numerics::single;
  bool isRms = random.oneIn(2) && length <= 4096;
  auto constants = [&](double bound) -> Value {
    std::vector<float> values(length);
    for (float &value : values)
      value = float(random.real(-bound, bound));
    if (!isSingle)
      return constant(length, b.getF32Type(), values);
    std::vector<int32_t> integers(values.begin(), values.end());
    return constant(length, b.getI32Type(), integers);
  };
  Value gamma = constants(isSingle ? 0x1p28 : 100),
        beta = constants(isSingle ? 0x1p21 : 50);
  bool isUnsigned = random.oneIn(2);
  int64_t zp = randomZeroPoint(isUnsigned);
  Clamp clamp = randomClamp(b.getI8Type(), isUnsigned, zp);
  Value value = qnn::LayerNormOp::create(
      b, type, from.value, gamma, beta,
      b.getF32FloatAttr(random.pick({1e-3f, 1.0f, 1e-12f})),
      b.getI32IntegerAttr(isSingle ? random.between(38, 45) : 0), unitIf(isRms),
      b.getI32IntegerAttr(isRms ? from.zp : 0), b.getI32IntegerAttr(zp),
      b.getI32IntegerAttr(clamp.min), b.getI32IntegerAttr(clamp.max), numerics,
      unitIf(from.isUnsigned), StringAttr());
  return {value, isUnsigned, zp};
}

//===----------------------------------------------------------------------===//
// The graph
//===----------------------------------------------------------------------===//

void Maker::makeStep() {
  Stored from = pickValue();
  bool swaps = random.oneIn(2);
  switch (random.below(19)) {
  case 0:
  case 1:
  case 2:
  case 3:
    return values.push_back(makeConv(from));
  case 4:
    return values.push_back(makeMaxPool(from));
  case 5:
    return values.push_back(makeAvgPool(from));
  case 6:
    return values.push_back(makeReduceSum(from));
  case 7:
    return values.push_back(makeDense(from));
  case 8:
    return values.push_back(makeMatMul(from));
  case 9:
  case 10: {
    Stored other = findPartner(from);
    return values.push_back(swaps ? makeAdd(other, from)
                                  : makeAdd(from, other));
  }
  case 11: {
    Stored other = findPartner(from);
    return values.push_back(swaps ? makeMul(other, from)
                                  : makeMul(from, other));
  }
  case 12:
    return values.push_back(makeConcat(from));
  case 13:
    return values.push_back(requantize(from, b.getI8Type(), 1));
  case 14:
    return values.push_back(lookup(from));
  case 15:
    return values.push_back(makeSoftmax(from));
  case 16:
    return values.push_back(makeLayerNorm(from));
  case 17:
    return values.push_back(makeResize(from));
  default:
    from.value = move(from.value);
    return values.push_back(from);
  }
}

RandomProgram Maker::make() {
  begin();
  values.push_back(makeImage());
  if (random.oneIn(6))
    values.push_back(makeImage());
  int64_t steps = random.between(1, options.maxSteps);
  for (int64_t i = 0; i < steps; ++i)
    makeStep();
  // What nobody reads, or it is dead code; and some of what is read too.
  for (const Stored &stored : llvm::reverse(values)) {
    bool isRead = !stored.value.use_empty();
    if (outputs.size() >= maxOutputs)
      break;
    if ((isRead && !random.oneIn(6)) || (!isRead && random.oneIn(12)))
      continue;
    if (random.oneIn(6))
      output(random.oneIn(3) ? move(dequantize(stored)) : dequantize(stored),
             false);
    else
      output(stored.value, stored.isUnsigned);
  }
  if (outputs.empty())
    output(values.back().value, values.back().isUnsigned);
  return end();
}

} // namespace

RandomProgram makeConvProgram(Session &session, Random &random,
                              const ConvOptions &options) {
  return Maker(&session.context, random, options).make();
}

} // namespace qopt::codegentest
