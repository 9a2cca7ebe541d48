//===- ProgramMaker.cpp - What random programs are made of ----------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ProgramMaker.h"

#include "qopt/Reference/Arithmetic.h"

#include "mlir/Dialect/Tosa/IR/TosaOps.h"

#include <cmath>
#include <limits>

using namespace mlir;

namespace qopt::codegentest {

ProgramMaker::ProgramMaker(MLIRContext *context, Random &random, bool isDynamic)
    : b(UnknownLoc::get(context), context), random(random),
      isDynamic(isDynamic) {}

void ProgramMaker::begin() {
  module = ModuleOp::create(b, b.getLoc());
  b.setInsertionPointToEnd(module->getBody());
  function = func::FuncOp::create(b, "main",
                                  FunctionType::get(b.getContext(), {}, {}));
  b.setInsertionPointToEnd(function.addEntryBlock());
}

RandomProgram ProgramMaker::end() {
  func::ReturnOp::create(b, outputs);
  function.setFunctionType(
      b.getFunctionType(function.getBody().front().getArgumentTypes(),
                        ValueRange(outputs).getTypes()));
  for (auto [i, input] : llvm::enumerate(inputs))
    if (input.type == ElementType::U8)
      function.setArgAttr(i, "qnn.unsigned", b.getUnitAttr());
  for (auto [i, isUnsigned] : llvm::enumerate(unsignedOutputs))
    if (isUnsigned)
      function.setResultAttr(i, "qnn.unsigned", b.getUnitAttr());
  RandomProgram program;
  program.module = std::move(module);
  program.inputs = std::move(inputs);
  return program;
}

RankedTensorType ProgramMaker::typeOf(ArrayRef<int64_t> shape, Type element) {
  SmallVector<int64_t> dims(shape);
  if (isDynamic)
    dims[0] = ShapedType::kDynamic;
  return RankedTensorType::get(dims, element);
}

Value ProgramMaker::shapeConstant(ArrayRef<int64_t> values) {
  auto type = tosa::shapeType::get(b.getContext(), int(values.size()));
  return tosa::ConstShapeOp::create(b, type, b.getIndexTensorAttr(values));
}

//===----------------------------------------------------------------------===//
// Numbers
//===----------------------------------------------------------------------===//

int64_t ProgramMaker::randomZeroPoint(bool isUnsigned) {
  if (isUnsigned)
    return random.pick<int64_t>({0, 128, 200, 255, random.below(256)});
  return random.pick<int64_t>({0, -128, 127, -3, random.between(-128, 127)});
}

std::pair<int64_t, bool> ProgramMaker::randomWeightZeroPoint() {
  if (!random.oneIn(4))
    return {0, false};
  bool isUnsigned = random.oneIn(2);
  return {randomZeroPoint(isUnsigned), isUnsigned};
}

float ProgramMaker::randomEdgeScale() {
  return random.pick<float>({0.0625f, 1.0f, 0.0039215689f, 0.1f, 1e-20f, 1e10f,
                             std::numeric_limits<float>::min(),
                             float(random.real(0.001, 2))});
}

std::vector<int8_t> ProgramMaker::randomWeights(int64_t count) {
  std::vector<int8_t> values(count);
  int64_t kind = random.below(9);
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
    case 6: // two to a byte
      value = int8_t(random.between(-8, 7));
      break;
    case 7: // four to a byte
      value = int8_t(random.between(-2, 1));
      break;
    default:
      value = int8_t(random.between(-127, 127));
    }
  }
  if (kind == 8) // the pair that just fits
    for (size_t i = 1; i < values.size(); i += 2) {
      int first = values[i - 1];
      values[i] = int8_t(first < 0 ? std::max(-128 - first, -128)
                                   : std::min(128 - first, 127));
    }
  return values;
}

DenseIntElementsAttr ProgramMaker::makeFactors(int64_t n, int64_t taps,
                                               int64_t inputs) {
  SmallVector<int64_t> sizes;
  for (int64_t group : {32, 64, 128})
    if (inputs % group == 0)
      sizes.push_back(group);
  if (sizes.empty() || random.oneIn(4))
    return {};
  int64_t groups = taps * inputs / sizes[random.below(sizes.size())];
  std::vector<uint8_t> factors(n * groups);
  // No more than leaves the bias room in the accumulator.
  int64_t most =
      std::clamp<int64_t>((1 << 30) / (255 * 128 * taps * inputs), 1, 255);
  bool isWide = random.oneIn(2);
  for (uint8_t &factor : factors)
    factor = uint8_t(
        std::min(most, isWide ? random.between(1, 255)
                              : random.pick<int64_t>({1, 127, 128, 255})));
  return DenseIntElementsAttr::get(
      RankedTensorType::get({n, groups}, b.getIntegerType(8, false)), factors);
}

Value ProgramMaker::makeBias(int64_t n) {
  std::vector<int32_t> values(n);
  int64_t bound = random.pick<int64_t>({0, 1000, 1 << 16, 1 << 30});
  for (int32_t &value : values)
    value = int32_t(random.between(-bound, bound));
  return constant(n, b.getI32Type(), values);
}

SmallVector<Value> ProgramMaker::makeParams(int64_t channels,
                                            qnn::Numerics numerics,
                                            double typicalScale) {
  return makeParamsOf(random.oneIn(2) ? 1 : channels, numerics, typicalScale);
}

SmallVector<Value> ProgramMaker::makeParamsOf(int64_t count,
                                              qnn::Numerics numerics,
                                              double typicalScale) {
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
  if (numerics == qnn::Numerics::fp32)
    return {constant(count, b.getF32Type(), scales)};
  return {constant(count, b.getI32Type(), multipliers),
          constant(count, b.getI8Type(), shifts)};
}

ProgramMaker::Clamp ProgramMaker::randomClamp(Type stored, bool isUnsigned,
                                              int64_t zp) {
  int64_t count = int64_t(1) << stored.getIntOrFloatBitWidth();
  Clamp range =
      isUnsigned ? Clamp{0, count - 1} : Clamp{-count / 2, count / 2 - 1};
  if (random.oneIn(3)) // relu
    range.min = zp;
  if (random.oneIn(4)) // relu6
    range.max = random.between(std::max(range.min, zp), range.max);
  return range;
}

//===----------------------------------------------------------------------===//
// Operations
//===----------------------------------------------------------------------===//

Value ProgramMaker::addArgument(const RandomProgram::Input &input,
                                Type element) {
  inputs.push_back(input);
  if (isDynamic)
    inputs.back().shape[0] = -1;
  return function.getBody().front().addArgument(typeOf(input.shape, element),
                                                b.getLoc());
}

Stored ProgramMaker::addInput(ArrayRef<int64_t> shape) {
  bool isUnsigned = random.oneIn(2);
  int64_t zp = randomZeroPoint(isUnsigned);
  if (!random.oneIn(3)) {
    ElementType type = isUnsigned ? ElementType::U8 : ElementType::I8;
    return {
        addArgument({type, SmallVector<int64_t>(shape), 1, zp}, b.getI8Type()),
        isUnsigned, zp};
  }
  float scale = randomEdgeScale();
  Value value = qnn::QuantizeOp::create(
      b, typeOf(shape, b.getI8Type()), addFloatInput(shape, scale),
      b.getF32FloatAttr(scale), b.getI32IntegerAttr(zp), unitIf(isUnsigned));
  return {value, isUnsigned, zp};
}

Value ProgramMaker::addFloatInput(ArrayRef<int64_t> shape, float scale) {
  return addArgument({ElementType::F32, SmallVector<int64_t>(shape), scale, 0},
                     b.getF32Type());
}

Stored ProgramMaker::requantize(const Stored &from, Type stored,
                                double typicalScale) {
  qnn::Numerics numerics = randomNumerics();
  RankedTensorType type = from.getType();
  SmallVector<Value> params =
      makeParams(type.getShape().back(), numerics, typicalScale);
  bool isUnsigned = random.oneIn(2);
  int64_t zp = randomZeroPoint(isUnsigned);
  Clamp clamp = randomClamp(stored, isUnsigned, zp);
  Value value = qnn::RequantizeOp::create(
      b, type.clone(stored), from.value, params, b.getI32IntegerAttr(from.zp),
      b.getI32IntegerAttr(zp), b.getI32IntegerAttr(clamp.min),
      b.getI32IntegerAttr(clamp.max),
      qnn::NumericsAttr::get(b.getContext(), numerics), unitIf(from.isUnsigned),
      StringAttr());
  return {value, isUnsigned, zp};
}

Stored ProgramMaker::addInFixedPoint(const Stored &lhs, const Stored &rhs,
                                     ArrayRef<int64_t> shape) {
  auto numerics = random.pick({qnn::Numerics::single, qnn::Numerics::double_});
  auto term = [&](const Stored &from) -> Value {
    RankedTensorType type = from.getType();
    int64_t count = random.oneIn(2) ? 1 : type.getShape().back();
    // No term reaches 2^29.
    int64_t least = type.getElementType().isInteger(8) ? 12 : 19;
    std::vector<int32_t> multipliers;
    std::vector<int8_t> shifts;
    for (int64_t i = 0; i < count; ++i) {
      multipliers.push_back(int32_t(random.between(1 << 30, INT32_MAX)));
      shifts.push_back(int8_t(random.between(least, 40)));
    }
    SmallVector<Value> params{constant(count, b.getI32Type(), multipliers),
                              constant(count, b.getI8Type(), shifts)};
    return qnn::RequantizeOp::create(
        b, type.clone(b.getI32Type()), from.value, params,
        b.getI32IntegerAttr(from.zp), b.getI32IntegerAttr(0),
        b.getI32IntegerAttr(INT32_MIN), b.getI32IntegerAttr(INT32_MAX),
        qnn::NumericsAttr::get(b.getContext(), numerics),
        unitIf(from.isUnsigned), StringAttr());
  };
  Value left = term(lhs), right = term(rhs);
  auto type = RankedTensorType::get(shape, b.getI32Type());
  Value sum = random.oneIn(3)
                  ? tosa::SubOp::create(b, type, left, right).getResult()
                  : tosa::AddOp::create(b, type, left, right).getResult();
  return requantize({sum}, b.getI8Type(), 0x1p-18);
}

Stored ProgramMaker::lookup(const Stored &from) {
  std::vector<int8_t> table(256);
  for (int8_t &entry : table)
    entry = int8_t(random.between(-128, 127));
  auto attr = DenseElementsAttr::get(
      RankedTensorType::get({256}, b.getI8Type()), ArrayRef(table));
  Value value =
      qnn::LookupOp::create(b, from.getType(), from.value, attr, StringAttr());
  bool isUnsigned = random.oneIn(2);
  return {value, isUnsigned, randomZeroPoint(isUnsigned)};
}

Value ProgramMaker::dequantize(const Stored &from) {
  return qnn::DequantizeOp::create(
      b, from.getType().clone(b.getF32Type()), from.value,
      b.getF32FloatAttr(randomEdgeScale()), b.getI32IntegerAttr(from.zp),
      unitIf(from.isUnsigned));
}

} // namespace qopt::codegentest
