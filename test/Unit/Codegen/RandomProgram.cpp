//===- RandomProgram.cpp - Random integer networks ------------------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RandomProgram.h"

#include "qopt/Dialect/QNN/IR/QNN.h"
#include "qopt/Reference/Arithmetic.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"

#include <limits>

using namespace mlir;

namespace qopt::codegentest {

namespace {

struct StorageRange {
  int64_t min, max;
};

StorageRange storageRange(unsigned bits, bool isUnsigned) {
  int64_t count = int64_t(1) << bits;
  return isUnsigned ? StorageRange{0, count - 1}
                    : StorageRange{-count / 2, count / 2 - 1};
}

/// Makes one chain of operations after another.
class Maker {
public:
  Maker(MLIRContext *context, Random &random, const ProgramOptions &options)
      : b(UnknownLoc::get(context), context), random(random), options(options) {
  }

  RandomProgram make() {
    RandomProgram program;
    auto module = ModuleOp::create(b, b.getLoc());
    program.module = module;
    b.setInsertionPointToEnd(module.getBody());
    auto function = func::FuncOp::create(
        b, "main", FunctionType::get(b.getContext(), {}, {}));
    entry = function.addEntryBlock();
    b.setInsertionPointToEnd(entry);
    int64_t chains = random.oneIn(8) ? 2 : 1;
    for (int64_t i = 0; i < chains; ++i)
      makeChain();
    func::ReturnOp::create(b, outputs);
    function.setFunctionType(b.getFunctionType(entry->getArgumentTypes(),
                                               ValueRange(outputs).getTypes()));
    for (auto [i, input] : llvm::enumerate(inputs))
      if (input.type == ElementType::U8)
        function.setArgAttr(i, "qnn.unsigned", b.getUnitAttr());
    for (auto [i, isUnsigned] : llvm::enumerate(unsignedOutputs))
      if (isUnsigned)
        function.setResultAttr(i, "qnn.unsigned", b.getUnitAttr());
    program.inputs = std::move(inputs);
    return program;
  }

private:
  RankedTensorType typeOf(ArrayRef<int64_t> shape, Type element) {
    SmallVector<int64_t> dims(shape);
    if (options.isDynamic)
      dims[0] = ShapedType::kDynamic;
    return RankedTensorType::get(dims, element);
  }

  int64_t randomZeroPoint(bool isUnsigned) {
    if (isUnsigned)
      return random.pick<int64_t>({0, 128, 200, 255, random.below(256)});
    return random.pick<int64_t>({0, -128, 127, -3, random.between(-128, 127)});
  }

  float randomEdgeScale() {
    return random.pick<float>({0.0625f, 1.0f, 0.0039215689f, 0.1f, 1e-20f,
                               1e10f, std::numeric_limits<float>::min(),
                               float(random.real(0.001, 2))});
  }

  void makeChain();
  void makeDense(int64_t n);
  void quantizeInput();
  Value makeWeights(int64_t n, int64_t k);
  Value makeBias(int64_t n);
  SmallVector<Value> makeParams(int64_t channels, qnn::Numerics numerics,
                                double typicalScale);
  Value requantize(Value from, bool fromUnsigned, int64_t fromZp, Type stored,
                   double typicalScale);
  void reshapeTo(ArrayRef<int64_t> shape);
  void makeStep();
  void finish();

  void output(Value value, bool isUnsigned) {
    outputs.push_back(value);
    unsignedOutputs.push_back(isUnsigned);
  }

  ImplicitLocOpBuilder b;
  Random &random;
  const ProgramOptions &options;
  Block *entry = nullptr;
  std::vector<RandomProgram::Input> inputs;
  SmallVector<Value> outputs;
  SmallVector<bool> unsignedOutputs;

  // The tensor that the chain has come to. `current` is i8.
  Value current;
  SmallVector<int64_t> shape;
  bool isUnsigned = false;
  int64_t zp = 0;
  bool isFirstLayer = true;
};

void Maker::quantizeInput() {
  int64_t m = options.m ? options.m : random.between(1, 70);
  int64_t k = options.k ? options.k : random.between(1, 70);
  shape = {m, k};
  isUnsigned = random.oneIn(2);
  zp = randomZeroPoint(isUnsigned);
  RandomProgram::Input input{isUnsigned ? ElementType::U8 : ElementType::I8,
                             shape, 1, zp};
  bool isFloat = random.oneIn(3);
  Type element = b.getI8Type();
  if (isFloat) {
    input.type = ElementType::F32;
    input.scale = randomEdgeScale();
    input.zeroPoint = 0;
    element = b.getF32Type();
  }
  if (options.isDynamic)
    input.shape[0] = -1;
  inputs.push_back(input);
  current = entry->addArgument(typeOf(shape, element), b.getLoc());
  if (isFloat)
    current = qnn::QuantizeOp::create(b, typeOf(shape, b.getI8Type()), current,
                                      b.getF32FloatAttr(input.scale),
                                      b.getI32IntegerAttr(zp),
                                      isUnsigned ? b.getUnitAttr() : nullptr);
}

Value Maker::makeWeights(int64_t n, int64_t k) {
  std::vector<int8_t> values(n * k);
  int64_t kind = random.below(7);
  for (int8_t &value : values) {
    switch (kind) {
    case 0:
      value = int8_t(random.between(-128, 127));
      break;
    case 1:
      value = int8_t(random.between(-127, 127));
      break;
    case 2: // every pair fits vpmaddubsw
      value = int8_t(random.between(-64, 64));
      break;
    case 3:
      value = random.pick<int8_t>({-128, 127});
      break;
    case 4:
      value = random.oneIn(5) ? int8_t(random.between(-128, 127)) : int8_t(0);
      break;
    case 5:
      value = 127;
      break;
    default:
      value = int8_t(random.between(-127, 127));
    }
  }
  if (kind == 6) // the pair that just fits
    for (size_t i = 1; i < values.size(); i += 2) {
      int first = values[i - 1];
      values[i] = int8_t(first < 0 ? std::max(-128 - first, -128)
                                   : std::min(128 - first, 127));
    }
  return arith::ConstantOp::create(
      b, DenseElementsAttr::get(RankedTensorType::get({n, k}, b.getI8Type()),
                                ArrayRef(values)));
}

Value Maker::makeBias(int64_t n) {
  std::vector<int32_t> values(n);
  int64_t bound = random.pick<int64_t>({0, 1000, 1 << 16, 1 << 30});
  for (int32_t &value : values)
    value = int32_t(random.between(-bound, bound));
  return arith::ConstantOp::create(
      b, DenseElementsAttr::get(RankedTensorType::get({n}, b.getI32Type()),
                                ArrayRef(values)));
}

SmallVector<Value> Maker::makeParams(int64_t channels, qnn::Numerics numerics,
                                     double typicalScale) {
  int64_t count = random.oneIn(2) ? 1 : channels;
  std::vector<float> scales;
  std::vector<int32_t> multipliers;
  std::vector<int8_t> shifts;
  int64_t kind = random.below(8);
  for (int64_t i = 0; i < count; ++i) {
    double scale = typicalScale * std::exp2(random.real(-2, 2));
    switch (kind) {
    case 0: // exact ties
      scale = std::exp2(double(random.between(-12, 0)));
      break;
    case 1: // tiny
      scale = random.pick<double>({1e-9, 1e-12, 0x1p-126});
      break;
    case 2: // at least 1
      scale = random.pick<double>({1.0, 1.5, 3.0, 1000.0, 0x1p28});
      break;
    case 3: // very different channels
      scale = i % 2 ? scale : scale * 1000;
      break;
    default:
      break;
    }
    FixedPointScale fixed = *quantizeMultiplier(float(scale));
    if (kind == 4) // what an import may bring
      fixed = {int32_t(random.below(int64_t(1) << 31)),
               int(random.between(2, 62))};
    if (kind == 5 && random.oneIn(4)) {
      scale = 0;
      fixed = {random.pick<int32_t>({0, INT32_MAX}), 31};
    }
    scales.push_back(float(scale));
    multipliers.push_back(fixed.multiplier);
    shifts.push_back(int8_t(fixed.shift));
  }
  auto constant = [&](Type element, auto &values) -> Value {
    return arith::ConstantOp::create(
        b, DenseElementsAttr::get(RankedTensorType::get({count}, element),
                                  ArrayRef(values)));
  };
  if (numerics == qnn::Numerics::fp32)
    return {constant(b.getF32Type(), scales)};
  return {constant(b.getI32Type(), multipliers),
          constant(b.getI8Type(), shifts)};
}

/// Sets `isUnsigned` and `zp`.
Value Maker::requantize(Value from, bool fromUnsigned, int64_t fromZp,
                        Type stored, double typicalScale) {
  auto numerics = random.pick(
      {qnn::Numerics::fp32, qnn::Numerics::single, qnn::Numerics::double_});
  auto type = cast<RankedTensorType>(from.getType());
  SmallVector<Value> params =
      makeParams(type.getShape().back(), numerics, typicalScale);
  isUnsigned = random.oneIn(2);
  zp = randomZeroPoint(isUnsigned);
  StorageRange range = storageRange(stored.getIntOrFloatBitWidth(), isUnsigned);
  if (random.oneIn(3)) // relu
    range.min = zp;
  if (random.oneIn(4)) // relu6
    range.max = random.between(std::max(range.min, zp), range.max);
  return qnn::RequantizeOp::create(
      b, type.clone(stored), from, params, b.getI32IntegerAttr(fromZp),
      b.getI32IntegerAttr(zp), b.getI32IntegerAttr(range.min),
      b.getI32IntegerAttr(range.max),
      qnn::NumericsAttr::get(b.getContext(), numerics),
      fromUnsigned ? b.getUnitAttr() : nullptr, StringAttr());
}

void Maker::makeDense(int64_t n) {
  int64_t m = shape[0], k = shape[1];
  int64_t wZp = 0;
  bool wUnsigned = false;
  if (random.oneIn(4)) {
    wUnsigned = random.oneIn(2);
    wZp = randomZeroPoint(wUnsigned);
  }
  Value acc = qnn::DenseOp::create(
      b, typeOf({m, n}, b.getI32Type()), current, makeWeights(n, k),
      makeBias(n), b.getI32IntegerAttr(zp), b.getI32IntegerAttr(wZp),
      isUnsigned ? b.getUnitAttr() : nullptr,
      wUnsigned ? b.getUnitAttr() : nullptr, StringAttr());
  shape = {m, n};
  if (random.oneIn(8))
    output(acc, false);
  double typicalScale = 100 / (5000 * std::sqrt(double(k)));
  if (random.oneIn(8)) {
    // A second reader of the accumulators, and 16 bits.
    Value wide = requantize(acc, false, 0, b.getI16Type(), typicalScale * 256);
    output(wide, isUnsigned);
  }
  current = requantize(acc, false, 0, b.getI8Type(), typicalScale);
}

void Maker::reshapeTo(ArrayRef<int64_t> to) {
  SmallVector<int64_t> dims(to);
  if (options.isDynamic)
    dims[0] = -1;
  auto shapeType = tosa::shapeType::get(b.getContext(), to.size());
  Value target =
      tosa::ConstShapeOp::create(b, shapeType, b.getIndexTensorAttr(dims));
  current =
      tosa::ReshapeOp::create(b, typeOf(to, b.getI8Type()), current, target);
  shape.assign(to.begin(), to.end());
}

/// A table, a rescale, or either on a tensor of another rank.
void Maker::makeStep() {
  SmallVector<int64_t> before = shape;
  bool reshapes = random.oneIn(3);
  if (reshapes) {
    int64_t m = shape[0], n = shape[1];
    int64_t factor = n % 3 == 0 ? 3 : n % 2 == 0 ? 2 : 1;
    if (!options.isDynamic && random.oneIn(2))
      reshapeTo({m * n});
    else if (random.oneIn(2))
      reshapeTo({m, n / factor, factor});
    else
      reshapeTo({m, factor, 1, n / factor});
  }
  if (random.oneIn(2)) {
    std::vector<int8_t> table(256);
    for (int8_t &entry : table)
      entry = int8_t(random.between(-128, 127));
    auto attr = DenseElementsAttr::get(
        RankedTensorType::get({256}, b.getI8Type()), ArrayRef(table));
    current = qnn::LookupOp::create(b, current.getType(), current, attr,
                                    StringAttr());
    isUnsigned = random.oneIn(2);
    zp = randomZeroPoint(isUnsigned);
  } else {
    current = requantize(current, isUnsigned, zp, b.getI8Type(), 1);
  }
  if (!reshapes)
    return;
  // Back, or to another number of rows.
  if (!options.isDynamic && before[0] % 2 == 0 && random.oneIn(2))
    before = {before[0] / 2, before[1] * 2};
  reshapeTo(before);
}

void Maker::finish() {
  switch (random.below(4)) {
  case 0: {
    auto type = cast<RankedTensorType>(current.getType());
    output(qnn::DequantizeOp::create(b, type.clone(b.getF32Type()), current,
                                     b.getF32FloatAttr(randomEdgeScale()),
                                     b.getI32IntegerAttr(zp),
                                     isUnsigned ? b.getUnitAttr() : nullptr),
           false);
    return;
  }
  case 1: {
    // Another output from the middle of what is fused.
    if (outputs.size() < 3)
      output(current, isUnsigned);
    Value rescaled = requantize(current, isUnsigned, zp, b.getI8Type(), 1);
    output(rescaled, isUnsigned);
    return;
  }
  default:
    output(current, isUnsigned);
  }
}

void Maker::makeChain() {
  quantizeInput();
  int64_t layers = random.between(1, options.maxLayers);
  for (int64_t i = 0; i < layers; ++i) {
    int64_t n = random.oneIn(2) ? random.between(1, 70)
                                : random.pick<int64_t>({1, 8, 10, 16, 17});
    if (isFirstLayer && options.n)
      n = options.n;
    isFirstLayer = false;
    if (shape[1] > 4096)
      break;
    makeDense(n);
    if (random.oneIn(3))
      makeStep();
    if (random.oneIn(6) && outputs.size() < 3)
      output(current, isUnsigned);
  }
  finish();
}

/// Where q = rne(x / s) + z is a tie, huge, not a number, ...
float specialFloat(Random &random, float scale) {
  constexpr float inf = std::numeric_limits<float>::infinity();
  if (random.oneIn(2))
    return (float(random.between(-140, 140)) + 0.5f) * scale;
  return random.pick<float>(
      {std::numeric_limits<float>::quiet_NaN(), inf, -inf, 3e38f, -3e38f, 1e20f,
       0.0f, -0.0f, std::numeric_limits<float>::denorm_min(), -1e-40f,
       std::nextafter(0.5f * scale, inf), 127.5f * scale, -128.5f * scale,
       255.5f * scale, 0x1p22f * scale, 8388609.0f * scale});
}

} // namespace

RandomProgram RandomProgram::make(Session &session, Random &random,
                                  const ProgramOptions &options) {
  return Maker(&session.context, random, options).make();
}

std::vector<HostTensor> RandomProgram::makeInputs(Random &random, Fill fill,
                                                  int64_t rows) const {
  std::vector<HostTensor> tensors;
  for (const Input &input : inputs) {
    SmallVector<int64_t> shape(input.shape);
    if (shape[0] < 0)
      shape[0] = rows;
    HostTensor tensor = HostTensor::zeros("", input.type, shape);
    if (input.type == ElementType::F32) {
      for (float &value : tensor.as<float>()) {
        if (fill == Fill::Random)
          value = float(random.real(-150, 150)) * input.scale;
        else if (fill == Fill::Extremes)
          value = specialFloat(random, input.scale);
      }
    } else {
      for (char &byte : tensor.data) {
        byte = char(random.below(256));
        if (fill == Fill::Extremes)
          byte = char(random.pick({0x00, 0x7f, 0x80, 0xff}));
        else if (fill == Fill::ZeroPoint)
          byte = char(input.zeroPoint);
      }
    }
    tensors.push_back(std::move(tensor));
  }
  return tensors;
}

} // namespace qopt::codegentest
