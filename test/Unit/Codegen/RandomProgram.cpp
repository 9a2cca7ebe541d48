//===- RandomProgram.cpp - Random integer networks ------------------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ProgramMaker.h"

#include "mlir/Dialect/Tosa/IR/TosaOps.h"

#include <cmath>
#include <limits>

using namespace mlir;

namespace qopt::codegentest {

namespace {

/// Makes one chain of operations after another.
class Maker : ProgramMaker {
public:
  Maker(MLIRContext *context, Random &random, const ProgramOptions &options)
      : ProgramMaker(context, random, options.isDynamic), options(options) {}

  RandomProgram make() {
    begin();
    int64_t chains = random.oneIn(8) ? 2 : 1;
    for (int64_t i = 0; i < chains; ++i)
      makeChain();
    return end();
  }

private:
  void makeChain();
  void makeDense(int64_t n);
  void reshapeTo(ArrayRef<int64_t> shape);
  void makeStep();
  void finish();

  const ProgramOptions &options;

  // The tensor that the chain has come to.
  Stored current;
  SmallVector<int64_t> shape;
  bool isFirstLayer = true;
};

void Maker::makeDense(int64_t n) {
  int64_t m = shape[0], k = shape[1];
  auto [wZp, wUnsigned] = randomWeightZeroPoint();
  Value weights = constant({n, k}, b.getI8Type(), randomWeights(n * k));
  Value bias = makeBias(n);
  DenseIntElementsAttr factors;
  if (wZp == 0 && !wUnsigned)
    factors = makeFactors(n, /*taps=*/1, k);
  Value acc = qnn::DenseOp::create(
      b, typeOf({m, n}, b.getI32Type()), current.value, weights, bias,
      b.getI32IntegerAttr(current.zp), b.getI32IntegerAttr(wZp),
      unitIf(current.isUnsigned), unitIf(wUnsigned), factors, StringAttr());
  shape = {m, n};
  if (random.oneIn(8))
    output(acc, false);
  double scale = typicalScale(k, factors);
  if (random.oneIn(8)) {
    // A second reader of the accumulators, and 16 bits.
    Stored wide = requantize({acc}, b.getI16Type(), scale * 256);
    output(wide.value, wide.isUnsigned);
  }
  current = requantize({acc}, b.getI8Type(), scale);
}

void Maker::reshapeTo(ArrayRef<int64_t> to) {
  SmallVector<int64_t> dims(to);
  if (isDynamic)
    dims[0] = -1;
  current.value = tosa::ReshapeOp::create(b, typeOf(to, b.getI8Type()),
                                          current.value, shapeConstant(dims));
  shape.assign(to.begin(), to.end());
}

/// A table, a rescale, or either on a tensor of another rank.
void Maker::makeStep() {
  SmallVector<int64_t> before = shape;
  bool reshapes = random.oneIn(3);
  if (reshapes) {
    int64_t m = shape[0], n = shape[1];
    int64_t factor = n % 3 == 0 ? 3 : n % 2 == 0 ? 2 : 1;
    if (!isDynamic && random.oneIn(2))
      reshapeTo({m * n});
    else if (random.oneIn(2))
      reshapeTo({m, n / factor, factor});
    else
      reshapeTo({m, factor, 1, n / factor});
  }
  current =
      random.oneIn(2) ? lookup(current) : requantize(current, b.getI8Type(), 1);
  if (!reshapes)
    return;
  // Back, or to another number of rows.
  if (!isDynamic && before[0] % 2 == 0 && random.oneIn(2))
    before = {before[0] / 2, before[1] * 2};
  reshapeTo(before);
}

void Maker::finish() {
  switch (random.below(4)) {
  case 0:
    output(dequantize(current), false);
    return;
  case 1: {
    // Another output from the middle of what is fused.
    if (outputs.size() < 3)
      output(current.value, current.isUnsigned);
    Stored rescaled = requantize(current, b.getI8Type(), 1);
    output(rescaled.value, rescaled.isUnsigned);
    return;
  }
  default:
    output(current.value, current.isUnsigned);
  }
}

void Maker::makeChain() {
  int64_t m = options.m ? options.m : random.between(1, 70);
  int64_t k = options.k         ? options.k
              : random.oneIn(4) ? 32 * random.between(1, 4)
                                : random.between(1, 70);
  shape = {m, k};
  current = addInput(shape);
  int64_t layers = random.between(1, options.maxLayers);
  for (int64_t i = 0; i < layers; ++i) {
    int64_t n = random.oneIn(2)
                    ? random.between(1, 70)
                    : random.pick<int64_t>({1, 8, 10, 16, 17, 32, 64});
    if (isFirstLayer && options.n)
      n = options.n;
    isFirstLayer = false;
    if (shape[1] > 4096)
      break;
    makeDense(n);
    if (random.oneIn(3))
      makeStep();
    if (random.oneIn(6) && outputs.size() < 3)
      output(current.value, current.isUnsigned);
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

void expectEqualToInterpreter(Session &session, uint64_t seed, Random &random,
                              const RandomProgram &program,
                              const TargetInfo &target,
                              ArrayRef<int64_t> rows) {
  announce(seed, *program.module);
  ModuleOp module = *program.module;
  auto executable = makeExecutable(session, module, target);
  if (!executable) {
    ADD_FAILURE() << "seed " << seed << "\n" << textOf(module);
    return;
  }
  for (int64_t count : rows)
    for (Fill fill : {Fill::Random, Fill::Extremes, Fill::ZeroPoint}) {
      std::vector<HostTensor> inputs = program.makeInputs(random, fill, count);
      std::string difference = describeDifference(
          runCompiled(*executable, inputs), interpretMain(module, inputs));
      if (difference.empty())
        continue;
      ADD_FAILURE() << difference << ", fill " << int(fill) << ", rows "
                    << count << ", seed " << seed << "\n"
                    << textOf(module);
      return;
    }
}

} // namespace qopt::codegentest
