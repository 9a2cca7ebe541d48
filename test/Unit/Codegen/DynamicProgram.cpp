//===- DynamicProgram.cpp - Random layers without calibration -------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "DynamicProgram.h"

#include "ProgramMaker.h"

#include <cmath>

using namespace mlir;

namespace qopt::codegentest {

namespace {

class Maker : ProgramMaker {
public:
  Maker(MLIRContext *context, Random &random, bool isDynamic)
      : ProgramMaker(context, random, isDynamic) {}

  RandomProgram makeDynamicDense(const ProgramOptions &options);
  RandomProgram makeDynamicConv();
  RandomProgram makeStoredDense(const ProgramOptions &options, int64_t bits);
  RandomProgram makeStoredConv(int64_t bits);
  RandomProgram makeExactStoredDense(const ProgramOptions &options,
                                     int64_t bits);

private:
  using Shape = SmallVector<int64_t>;

  /// A convolution of an image that `chooseWindow` makes up.
  struct Window {
    Shape image, filter, result, pad, stride, dilation;
    int64_t groups = 1;
  };
  Window chooseWindow();

  Value floats(int64_t count, double low, double high) {
    std::vector<float> values(count);
    for (float &value : values)
      value = float(random.real(low, high));
    return constant(count, b.getF32Type(), values);
  }
  Value narrowWeights(ArrayRef<int64_t> shape, int64_t bits) {
    std::vector<int8_t> values(ShapedType::getNumElements(shape));
    int64_t most = (int64_t(1) << (bits - 1)) - 1;
    for (int8_t &value : values)
      value = int8_t(random.between(-most, most));
    return constant(shape, b.getI8Type(), values);
  }
  /// Scales as a layer may have them, one or one for each channel.
  Value weightScales(int64_t channels) {
    int64_t count = random.oneIn(4) ? 1 : channels;
    std::vector<float> scales(count);
    bool isOdd = random.oneIn(4);
    for (float &scale : scales)
      scale = isOdd ? random.pick<float>({0x1p-59f, 1.0f, 1e10f, 1e-12f})
                    : float(random.real(0.0001, 0.1));
    return constant(count, b.getF32Type(), scales);
  }
  Value biases(int64_t channels) {
    return random.oneIn(4) ? constant<float>({1}, b.getF32Type(), {0.0f})
                           : floats(channels, -10, 10);
  }
  Stored quantize(Value input);
  Value dequantize(Value acc, Value scale);

  /// The scales of what was quantized last.
  Value inputScale;
};

} // namespace

Stored Maker::quantize(Value input) {
  auto type = cast<RankedTensorType>(input.getType());
  inputScale = qnn::DynamicScaleOp::create(
      b, RankedTensorType::get(type.getDimSize(0), b.getF32Type()), input);
  bool isUnsigned = random.oneIn(2);
  Value stored = qnn::DynamicQuantizeOp::create(
      b, type.clone(b.getI8Type()), input, inputScale, unitIf(isUnsigned));
  return {stored, isUnsigned, isUnsigned ? 128 : 0};
}

Value Maker::dequantize(Value acc, Value scale) {
  auto type = cast<RankedTensorType>(acc.getType());
  int64_t channels = type.getShape().back();
  return qnn::DynamicDequantizeOp::create(
      b, type.clone(b.getF32Type()), acc, inputScale, scale, biases(channels),
      unitIf(random.oneIn(2)), StringAttr());
}

RandomProgram Maker::makeDynamicDense(const ProgramOptions &options) {
  begin();
  int64_t m = options.m ? options.m : random.between(1, 70);
  int64_t k = options.k         ? options.k
              : random.oneIn(4) ? 32 * random.between(1, 4)
                                : random.between(1, 70);
  Value current = addFloatInput({m, k}, randomEdgeScale());
  int64_t layers = random.between(1, options.maxLayers);
  for (int64_t i = 0; i < layers; ++i) {
    int64_t n = i == 0 && options.n ? options.n : random.between(1, 70);
    auto [wZp, wUnsigned] = randomWeightZeroPoint();
    Stored stored = quantize(current);
    if (random.oneIn(8))
      output(inputScale, false);
    if (random.oneIn(8))
      output(stored.value, stored.isUnsigned);
    DenseIntElementsAttr factors;
    if (wZp == 0 && !wUnsigned)
      factors = makeFactors(n, /*taps=*/1, k);
    Value acc = qnn::DenseOp::create(
        b, typeOf({m, n}, b.getI32Type()), stored.value,
        constant({n, k}, b.getI8Type(), randomWeights(n * k)),
        constant(n, b.getI32Type(), std::vector<int32_t>(n, 0)),
        b.getI32IntegerAttr(stored.zp), b.getI32IntegerAttr(wZp),
        unitIf(stored.isUnsigned), unitIf(wUnsigned), factors, StringAttr());
    current = dequantize(acc, weightScales(n));
    k = n;
  }
  output(current, false);
  return end();
}

Maker::Window Maker::chooseWindow() {
  for (;;) {
    Window w;
    int64_t channels = random.oneIn(3) ? 32 : random.between(1, 20),
            outputs = random.between(1, 24);
    if (random.oneIn(3)) { // depthwise
      w.groups = channels;
      outputs = channels * random.between(1, 2);
    } else if (channels % 2 == 0 && random.oneIn(3)) {
      w.groups = 2;
      outputs *= 2;
    }
    w.image = {isDynamic ? 1 : random.between(1, 3), random.between(1, 9),
               random.between(1, 9), channels};
    w.filter = {outputs, random.between(1, 3), random.between(1, 3),
                channels / w.groups};
    w.result = {w.image[0], 0, 0, outputs};
    bool fits = true;
    for (int d : {0, 1}) {
      w.stride.push_back(random.between(1, 2));
      w.dilation.push_back(random.oneIn(4) ? 2 : 1);
      w.pad.push_back(random.below(2));
      w.pad.push_back(random.below(2));
      int64_t room = w.image[1 + d] + w.pad[2 * d] + w.pad[2 * d + 1] - 1 -
                     (w.filter[1 + d] - 1) * w.dilation[d];
      fits &= room >= 0;
      w.result[1 + d] = room / w.stride[d] + 1;
    }
    if (fits)
      return w;
  }
}

RandomProgram Maker::makeDynamicConv() {
  begin();
  Window w = chooseWindow();
  int64_t outputs = w.filter[0];
  Stored stored = quantize(addFloatInput(w.image, randomEdgeScale()));
  DenseIntElementsAttr factors;
  if (w.groups == 1)
    factors = makeFactors(outputs, w.filter[1] * w.filter[2], w.filter[3]);
  Value acc = qnn::Conv2DOp::create(
      b, typeOf(w.result, b.getI32Type()), stored.value,
      constant(w.filter, b.getI8Type(),
               randomWeights(ShapedType::getNumElements(w.filter))),
      constant(outputs, b.getI32Type(), std::vector<int32_t>(outputs, 0)),
      b.getDenseI64ArrayAttr(w.pad), b.getDenseI64ArrayAttr(w.stride),
      b.getDenseI64ArrayAttr(w.dilation), b.getI64IntegerAttr(w.groups),
      b.getI32IntegerAttr(stored.zp), b.getI32IntegerAttr(0),
      unitIf(stored.isUnsigned), UnitAttr(), factors, StringAttr());
  output(dequantize(acc, weightScales(outputs)), false);
  return end();
}

RandomProgram Maker::makeStoredDense(const ProgramOptions &options,
                                     int64_t bits) {
  begin();
  int64_t m = options.m, n = options.n, k = options.k;
  Value result = qnn::FloatDenseOp::create(
      b, typeOf({m, n}, b.getF32Type()), addFloatInput({m, k}, 0.01f),
      narrowWeights({n, k}, bits), floats(n, 0.001, 0.01), floats(n, -1, 1),
      unitIf(random.oneIn(2)), makeFactors(n, /*taps=*/1, k), StringAttr());
  output(result, false);
  return end();
}

RandomProgram Maker::makeExactStoredDense(const ProgramOptions &options,
                                          int64_t bits) {
  begin();
  int64_t m = options.m, n = options.n, k = options.k;
  Stored bytes = addInput({m, k});
  Value input = qnn::DequantizeOp::create(
      b, bytes.getType().clone(b.getF32Type()), bytes.value,
      b.getF32FloatAttr(1), b.getI32IntegerAttr(bytes.zp),
      unitIf(bytes.isUnsigned));
  DenseIntElementsAttr factors;
  if (k % 32 == 0 && random.oneIn(2)) {
    std::vector<uint8_t> values(n * k / 32);
    for (uint8_t &value : values)
      value = random.pick<uint8_t>({1, 2});
    factors = DenseIntElementsAttr::get(
        RankedTensorType::get({n, k / 32}, b.getIntegerType(8, false)), values);
  }
  Value result = qnn::FloatDenseOp::create(
      b, typeOf({m, n}, b.getF32Type()), input, narrowWeights({n, k}, bits),
      constant<float>({1}, b.getF32Type(), {0.5f}),
      constant(n, b.getF32Type(), std::vector<float>(n, -3)),
      unitIf(random.oneIn(2)), factors, StringAttr());
  output(result, false);
  return end();
}

RandomProgram Maker::makeStoredConv(int64_t bits) {
  begin();
  Window w = chooseWindow();
  int64_t outputs = w.filter[0];
  DenseIntElementsAttr factors;
  if (w.groups == 1)
    factors = makeFactors(outputs, w.filter[1] * w.filter[2], w.filter[3]);
  Value result = qnn::FloatConv2DOp::create(
      b, typeOf(w.result, b.getF32Type()), addFloatInput(w.image, 0.01f),
      narrowWeights(w.filter, bits), floats(outputs, 0.001, 0.01),
      floats(outputs, -1, 1), b.getDenseI64ArrayAttr(w.pad),
      b.getDenseI64ArrayAttr(w.stride), b.getDenseI64ArrayAttr(w.dilation),
      b.getI64IntegerAttr(w.groups), unitIf(random.oneIn(2)), factors,
      StringAttr());
  output(result, false);
  return end();
}

RandomProgram makeDynamicDense(Session &session, Random &random,
                               const ProgramOptions &options) {
  return Maker(&session.context, random, options.isDynamic)
      .makeDynamicDense(options);
}

RandomProgram makeDynamicConv(Session &session, Random &random,
                              bool isBatched) {
  return Maker(&session.context, random, isBatched).makeDynamicConv();
}

RandomProgram makeStoredDense(Session &session, Random &random,
                              const ProgramOptions &options, int64_t bits) {
  return Maker(&session.context, random, options.isDynamic)
      .makeStoredDense(options, bits);
}

RandomProgram makeExactStoredDense(Session &session, Random &random,
                                   const ProgramOptions &options,
                                   int64_t bits) {
  return Maker(&session.context, random, options.isDynamic)
      .makeExactStoredDense(options, bits);
}

RandomProgram makeStoredConv(Session &session, Random &random, int64_t bits) {
  return Maker(&session.context, random, /*isDynamic=*/false)
      .makeStoredConv(bits);
}

} // namespace qopt::codegentest
