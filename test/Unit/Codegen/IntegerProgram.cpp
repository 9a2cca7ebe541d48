//===- IntegerProgram.cpp - Random integer TOSA of 16 bits ----------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "IntegerProgram.h"

#include "RandomMoves.h"

#include "qopt/Import/Passes.h"

#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/Pass/PassManager.h"

using namespace mlir;

namespace qopt::codegentest {

namespace {

/// So that the interpreter takes milliseconds.
constexpr int64_t maxProducts = 200000;

class Maker : RandomMoves {
public:
  Maker(MLIRContext *context, Random &random)
      : RandomMoves(context, random, /*isDynamic=*/false) {}

  RandomProgram make() {
    begin();
    SmallVector<int64_t> shape{random.between(1, 2), random.between(1, 7),
                               random.between(1, 9), randomChannels()};
    // More products than 32 bits hold the sum of.
    if (random.oneIn(3))
      shape = {1, random.between(1, 2), random.between(1, 3),
               random.between(300, 1400)};
    Value value = addArgument({ElementType::I16, shape, 1, 0}, b.getI16Type());
    for (int64_t i = random.between(1, 3); i > 0; --i) {
      value = makeLayer(value);
      if (random.oneIn(5))
        output(value, false);
      if (random.oneIn(5))
        value = regroup(move(value), 4);
    }
    output(value, false);
    return end();
  }

private:
  /// Along a dimension of the image.
  struct Window {
    int64_t kernel, stride, dilation, before, after, size;
  };

  int64_t randomChannels() {
    return random.pick<int64_t>(
        {1, 2, 3, 4, 8, 15, 16, 17, 32, 33, random.between(1, 70)});
  }

  Window randomWindow(int64_t size) {
    Window window;
    window.kernel = std::min(random.between(1, 4), size);
    window.dilation = random.oneIn(3) ? 2 : 1;
    int64_t reach = (window.kernel - 1) * window.dilation + 1;
    window.before = random.below(reach);
    window.after = std::max(random.below(reach), reach - size - window.before);
    // TOSA has only strides that use every element.
    int64_t rest = size + window.before + window.after - reach;
    window.stride = random.oneIn(2) ? 1 : random.between(1, 3);
    window.after += (window.stride - rest % window.stride) % window.stride;
    window.size =
        (size + window.before + window.after - reach) / window.stride + 1;
    return window;
  }

  Value zero(Type type) {
    auto tensor = RankedTensorType::get({1}, type);
    return tosa::ConstOp::create(
        b, tensor, DenseElementsAttr::get(tensor, b.getIntegerAttr(type, 0)));
  }

  /// Of TOSA's i48, which is kept in 64 bits.
  Value makeWideBias(int64_t n) {
    int64_t bound = random.pick<int64_t>({0, 1000, 1 << 20, INT64_C(1) << 31});
    bool isOne = random.oneIn(5);
    std::vector<int64_t> values(isOne ? 1 : n);
    for (int64_t &value : values)
      value = random.between(-bound, bound);
    return constant(int64_t(values.size()), b.getI64Type(), values);
  }

  Value makeLayer(Value from) {
    ArrayRef<int64_t> shape = cast<RankedTensorType>(from.getType()).getShape();
    int64_t kind = random.below(5);
    if (kind == 0)
      return finish(makeDepthwise(from, shape));
    if (kind == 1 && shape[3] < 100)
      return finish(makeTransposed(from, shape));
    return finish(makeConv(from, shape));
  }

  int64_t countOutputs(int64_t pixels, int64_t k) {
    return std::clamp<int64_t>(
        std::min(maxProducts / (pixels * k), maxElements / pixels), 1,
        randomChannels());
  }

  Value makeConv(Value from, ArrayRef<int64_t> shape) {
    Window y = randomWindow(shape[1]), x = randomWindow(shape[2]);
    int64_t k = y.kernel * x.kernel * shape[3],
            n = countOutputs(shape[0] * y.size * x.size, k);
    Value weights = constant({n, y.kernel, x.kernel, shape[3]}, b.getI8Type(),
                             randomWeights(n * k));
    return tosa::Conv2DOp::create(
        b, typeOf({shape[0], y.size, x.size, n}, b.getI64Type()), from, weights,
        makeWideBias(n), zero(b.getI16Type()), zero(b.getI8Type()),
        ArrayRef{y.before, y.after, x.before, x.after},
        ArrayRef{y.stride, x.stride}, ArrayRef{y.dilation, x.dilation},
        b.getIntegerType(48));
  }

  Value makeDepthwise(Value from, ArrayRef<int64_t> shape) {
    Window y = randomWindow(shape[1]), x = randomWindow(shape[2]);
    int64_t multiplier = random.pick<int64_t>({1, 1, 2, 3}),
            n = shape[3] * multiplier, k = y.kernel * x.kernel;
    Value weights = constant({y.kernel, x.kernel, shape[3], multiplier},
                             b.getI8Type(), randomWeights(n * k));
    return tosa::DepthwiseConv2DOp::create(
        b, typeOf({shape[0], y.size, x.size, n}, b.getI64Type()), from, weights,
        makeWideBias(n), zero(b.getI16Type()), zero(b.getI8Type()),
        ArrayRef{y.before, y.after, x.before, x.after},
        ArrayRef{y.stride, x.stride}, ArrayRef{y.dilation, x.dilation},
        b.getIntegerType(48));
  }

  Value makeTransposed(Value from, ArrayRef<int64_t> shape) {
    SmallVector<int64_t> kernel, stride, pad, size;
    for (int d : {1, 2}) {
      kernel.push_back(random.between(1, 4));
      stride.push_back(random.between(1, 3));
      for (int side = 0; side < 2; ++side)
        pad.push_back(random.between(1 - kernel.back(), 1));
      int64_t full = (shape[d] - 1) * stride.back() + kernel.back();
      size.push_back(full + pad[pad.size() - 2] + pad.back());
      if (size.back() < 1) {
        size.back() = full;
        pad[pad.size() - 2] = pad.back() = 0;
      }
    }
    int64_t k = kernel[0] * kernel[1] * shape[3],
            n = countOutputs(shape[0] * size[0] * size[1], k);
    Value weights = constant({n, kernel[0], kernel[1], shape[3]}, b.getI8Type(),
                             randomWeights(n * k));
    return tosa::TransposeConv2DOp::create(
        b, typeOf({shape[0], size[0], size[1], n}, b.getI64Type()), from,
        weights, makeWideBias(n), zero(b.getI16Type()), zero(b.getI8Type()),
        pad, stride, b.getIntegerType(48));
  }

  /// A rescale to 16 bits, of which a clamp may follow.
  Value finish(Value acc) {
    if (random.oneIn(6)) {
      SmallVector<int64_t> shape = shapeOf(acc);
      acc = reshape(acc, {shape[0] * shape[1], 1, shape[2], shape[3]});
    }
    auto type = cast<RankedTensorType>(acc.getType()).clone(b.getI16Type());
    bool isPerChannel = random.oneIn(2);
    int64_t count = isPerChannel ? type.getShape().back() : 1;
    std::vector<int16_t> multipliers;
    std::vector<int8_t> shifts;
    // Less would overflow 32 bits.
    int64_t least = 19, most = random.oneIn(3) ? 62 : 34;
    for (int64_t i = 0; i < count; ++i) {
      multipliers.push_back(
          int16_t(random.oneIn(8) ? random.pick<int64_t>({0, 1, INT16_MAX})
                                  : random.between(1 << 14, INT16_MAX)));
      shifts.push_back(int8_t(random.between(least, most)));
    }
    Value value = tosa::RescaleOp::create(
        b, type, acc, constant(count, b.getI16Type(), multipliers),
        constant(count, b.getI8Type(), shifts), zero(b.getI64Type()),
        zero(b.getI16Type()), /*scale32=*/false,
        random.oneIn(2) ? tosa::RoundingMode::SINGLE_ROUND
                        : tosa::RoundingMode::INEXACT_ROUND,
        isPerChannel, /*input_unsigned=*/false, /*output_unsigned=*/false);
    if (!random.oneIn(2))
      return value;
    int64_t min = random.pick<int64_t>({0, 0, INT16_MIN, -100}),
            max = random.oneIn(2) ? INT16_MAX : random.between(0, INT16_MAX);
    return tosa::ClampOp::create(b, type, value, b.getI16IntegerAttr(min),
                                 b.getI16IntegerAttr(max));
  }
};

} // namespace

RandomProgram makeIntegerProgram(Session &session, Random &random) {
  return Maker(&session.context, random).make();
}

bool importIntegers(Session &session, uint64_t seed, Random &random,
                    RandomProgram &program) {
  OwningOpRef<ModuleOp> original(program.module->clone());
  PassManager pm(&session.context);
  pm.addNestedPass<func::FuncOp>(createImportIntegerTosaPass());
  session.messages.clear();
  if (failed(pm.run(*program.module))) {
    ADD_FAILURE() << session.messages << "seed " << seed << "\n"
                  << textOf(*original);
    return false;
  }
  for (Fill fill : {Fill::Random, Fill::Extremes}) {
    std::vector<HostTensor> inputs = program.makeInputs(random, fill, 0);
    std::string difference =
        describeDifference(interpretMain(*program.module, inputs),
                           interpretMain(*original, inputs));
    if (difference.empty())
      continue;
    ADD_FAILURE() << difference << ", imported, seed " << seed << "\n"
                  << textOf(*original);
    return false;
  }
  return true;
}

} // namespace qopt::codegentest
