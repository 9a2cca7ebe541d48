//===- FloatConvProgram.cpp - Networks on images in float -----------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FloatConvProgram.h"

#include "RandomMoves.h"

#include "mlir/Dialect/Tosa/IR/TosaOps.h"

#include <array>
#include <cmath>

using namespace mlir;

namespace qopt::codegentest {

namespace {

constexpr int64_t maxProducts = 400000;
constexpr size_t maxOutputs = 4;

class Maker : RandomMoves {
public:
  Maker(MLIRContext *context, Random &random, bool isDynamic, bool hasUnits)
      : RandomMoves(context, random, isDynamic), hasUnits(hasUnits) {}

  RandomProgram make();

private:
  using Shape = SmallVector<int64_t>;

  Value makeImage();
  Value makeStep(Value from);
  Value makeConv(Value from);
  Value makeConvBody(Value from, bool isDepthwise, bool isClamped);
  Value makePool(Value from, bool isMax);
  Value makeReduce(Value from);
  Value makeResize(Value from);
  Value makeFunction(Value from);
  Value makeBinary(Value from);
  Value makeConcat(Value from);
  /// Keeps large values out of the next step.
  Value clamp(Value from, double low, double high) {
    return tosa::ClampOp::create(b, from.getType(), from,
                                 b.getF32FloatAttr(float(low)),
                                 b.getF32FloatAttr(float(high)));
  }

  Value floats(ArrayRef<int64_t> shape, double bound) {
    std::vector<float> values(ShapedType::getNumElements(shape));
    for (float &value : values)
      value = float(random.real(-bound, bound));
    auto type = RankedTensorType::get(shape, b.getF32Type());
    return tosa::ConstOp::create(
        b, type, DenseElementsAttr::get(type, ArrayRef(values)));
  }
  Value multiply(RankedTensorType type, Value lhs, Value rhs) {
    auto i8 = RankedTensorType::get({1}, b.getI8Type());
    Value shift =
        tosa::ConstOp::create(b, i8, DenseElementsAttr::get(i8, int8_t(0)));
    return tosa::MulOp::create(b, type, lhs, rhs, shift);
  }
  Value zero() {
    auto type = RankedTensorType::get({1}, b.getF32Type());
    return tosa::ConstOp::create(b, type, DenseElementsAttr::get(type, 0.0f));
  }
  int64_t randomChannels() {
    return random.oneIn(2) ? random.between(1, 40)
                           : random.pick<int64_t>({1, 3, 8, 16, 17, 65});
  }
  int64_t randomExtent() {
    return random.oneIn(3) ? random.between(1, 4) : random.between(1, 16);
  }

  /// A window of one dimension, whose strides cover what there is, as TOSA
  /// demands.
  struct Window {
    int64_t kernel, stride, dilation, low, high, size;
  };
  Window randomWindow(int64_t size, int64_t maxKernel, bool isPool);
  std::array<int64_t, 2> pair(int64_t y, int64_t x) { return {y, x}; }

  SmallVector<Value> values;
  bool hasUnits;
  int64_t units = 0;
};

Value Maker::makeImage() {
  Shape shape;
  do {
    shape = {isDynamic ? 1 : random.between(1, 2), randomExtent(),
             randomExtent(), randomChannels()};
  } while (ShapedType::getNumElements(shape) > maxElements / 2);
  return addFloatInput(shape, 1.0f / 75);
}

Maker::Window Maker::randomWindow(int64_t size, int64_t maxKernel,
                                  bool isPool) {
  for (;;) {
    Window w{random.between(1, maxKernel),
             random.between(1, 3),
             isPool || !random.oneIn(3) ? 1 : 2,
             0,
             0,
             0};
    int64_t reach = (w.kernel - 1) * w.dilation + 1;
    if (random.oneIn(2)) {
      w.low = random.below(reach);
      w.high = random.below(reach);
    }
    int64_t room = size + w.low + w.high - reach;
    if (room < 0 || room % w.stride != 0)
      continue;
    w.size = room / w.stride + 1;
    return w;
  }
}

Value Maker::makeConvBody(Value from, bool isDepthwise, bool isClamped) {
  Shape shape = shapeOf(from);
  Window y = randomWindow(shape[1], 5, false),
         x = randomWindow(shape[2], 5, false);
  int64_t k = y.kernel * x.kernel * (isDepthwise ? 1 : shape[3]),
          perOutput = shape[0] * y.size * x.size, outputs = randomChannels();
  std::array<int64_t, 4> pad{y.low, y.high, x.low, x.high};
  if (isDepthwise)
    outputs = shape[3] * (random.oneIn(2) ? 1 : random.between(1, 3));
  else
    outputs =
        std::max<int64_t>(1, std::min({outputs, maxProducts / (perOutput * k),
                                       maxElements / perOutput}));
  Value bias = floats(random.oneIn(6) ? 1 : outputs, 1), none = zero(),
        weights =
            floats(isDepthwise
                       ? Shape{y.kernel, x.kernel, shape[3], outputs / shape[3]}
                       : Shape{outputs, y.kernel, x.kernel, shape[3]},
                   2 / std::sqrt(double(k)));
  auto type = typeOf({shape[0], y.size, x.size, outputs}, b.getF32Type());
  Value result;
  if (isDepthwise)
    result = tosa::DepthwiseConv2DOp::create(
        b, type, from, weights, bias, none, none, pad, pair(y.stride, x.stride),
        pair(y.dilation, x.dilation), b.getF32Type());
  else
    result = tosa::Conv2DOp::create(
        b, type, from, weights, bias, none, none, pad, pair(y.stride, x.stride),
        pair(y.dilation, x.dilation), b.getF32Type());
  return isClamped ? clamp(result, random.oneIn(2) ? 0 : -0.5, 1.5) : result;
}

Value Maker::makeConv(Value from) {
  from = clamp(regroup(from, 4), -4, 4);
  bool isDepthwise = random.oneIn(3), isClamped = random.oneIn(2);
  if (!hasUnits || random.oneIn(4))
    return makeConvBody(from, isDepthwise, isClamped);
  // As a unit, whose type is known after what it holds.
  Block *outer = b.getInsertionBlock();
  Block *body = new Block();
  Value argument = body->addArgument(from.getType(), b.getLoc());
  b.setInsertionPointToEnd(body);
  Value result = makeConvBody(argument, isDepthwise, isClamped);
  qnn::YieldOp::create(b, result);
  b.setInsertionPointToEnd(outer);
  auto unit = qnn::UnitOp::create(b, result.getType(),
                                  b.getStringAttr("conv" + Twine(units++)),
                                  b.getStringAttr("conv2d"), from);
  unit.getBody().getBlocks().clear();
  unit.getBody().push_back(body);
  return unit.getResult(0);
}

Value Maker::makePool(Value from, bool isMax) {
  from = regroup(from, 4);
  Shape shape = shapeOf(from);
  Window y = randomWindow(shape[1], 4, true),
         x = randomWindow(shape[2], 4, true);
  auto type = typeOf({shape[0], y.size, x.size, shape[3]}, b.getF32Type());
  std::array<int64_t, 4> pad{y.low, y.high, x.low, x.high};
  if (isMax)
    return tosa::MaxPool2dOp::create(b, type, from, pair(y.kernel, x.kernel),
                                     pair(y.stride, x.stride), pad);
  Value none = zero();
  return tosa::AvgPool2dOp::create(
      b, type, from, none, none, pair(y.kernel, x.kernel),
      pair(y.stride, x.stride), pad, b.getF32Type());
}

Value Maker::makeReduce(Value from) {
  Shape shape = shapeOf(from);
  int64_t axis = random.between(isDynamic, int64_t(shape.size()) - 1);
  int64_t count = shape[axis];
  shape[axis] = 1;
  auto type = typeOf(shape, b.getF32Type());
  IntegerAttr attr = b.getI32IntegerAttr(axis);
  switch (random.below(3)) {
  case 0:
    return tosa::ReduceMaxOp::create(b, TypeRange(type), from, attr);
  case 1:
    return tosa::ReduceMinOp::create(b, TypeRange(type), from, attr);
  default: {
    Value sum = tosa::ReduceSumOp::create(b, TypeRange(type), from, attr);
    auto oneType =
        RankedTensorType::get(Shape(shape.size(), 1), b.getF32Type());
    Value factor = tosa::ConstOp::create(
        b, oneType, DenseElementsAttr::get(oneType, 1.0f / float(count)));
    return multiply(type, sum, factor);
  }
  }
}

Value Maker::makeResize(Value from) {
  from = regroup(from, 4);
  Shape shape = shapeOf(from), scales, offsets, borders;
  for (int64_t d : {1, 2}) {
    for (;;) {
      int64_t up = random.between(1, 4), down = random.between(1, 4),
              offset = random.between(-up, up), border = random.below(up),
              last = (shape[d] - 1) * up - offset + border;
      if (last < 0 || last % down != 0)
        continue;
      scales.append({up, down});
      offsets.push_back(offset);
      borders.push_back(border);
      shape[d] = last / down + 1;
      break;
    }
  }
  if (ShapedType::getNumElements(shape) > maxElements)
    return from;
  return tosa::ResizeOp::create(
      b, typeOf(shape, b.getF32Type()), from, shapeConstant(scales),
      shapeConstant(offsets), shapeConstant(borders),
      random.oneIn(2) ? tosa::ResizeMode::BILINEAR
                      : tosa::ResizeMode::NEAREST_NEIGHBOR);
}

Value Maker::makeFunction(Value from) {
  switch (random.below(4)) {
  case 0:
    return tosa::TanhOp::create(b, from.getType(), from);
  case 1:
    return tosa::SigmoidOp::create(b, from.getType(), from);
  case 2:
    return tosa::AbsOp::create(b, from.getType(), from);
  default:
    return clamp(from, -1, 2);
  }
}

Value Maker::makeBinary(Value from) {
  from = clamp(from, -10, 10);
  Value other = from;
  Shape shape = shapeOf(from);
  if (random.oneIn(2)) {
    for (int64_t i = 0; i < 6; ++i) {
      Value candidate = values[random.below(values.size())];
      if (shapeOf(candidate) == shape)
        other = clamp(candidate, -10, 10);
    }
  } else if (random.oneIn(2) && !isDynamic) {
    other = sliceToOne(from);
  } else {
    for (auto [d, size] : llvm::enumerate(shape))
      size = random.oneIn(2) || (isDynamic && d == 0) ? 1 : size;
    other = floats(shape, 2);
  }
  RankedTensorType type = broadcastType(from, other, b.getF32Type());
  if (random.oneIn(2))
    std::swap(from, other);
  switch (random.below(4)) {
  case 0:
    return tosa::SubOp::create(b, type, from, other);
  case 1:
    return multiply(type, from, other);
  case 2:
    return tosa::MaximumOp::create(b, type, from, other);
  default:
    return tosa::AddOp::create(b, type, from, other);
  }
}

Value Maker::makeConcat(Value from) {
  Shape shape = shapeOf(from);
  int64_t axis = random.between(isDynamic, int64_t(shape.size()) - 1);
  SmallVector<Value> parts{from};
  for (int64_t i = 0; i < 8 && parts.size() < 3; ++i) {
    Value other = values[random.below(values.size())];
    Shape theirs = shapeOf(other);
    if (theirs.size() != shape.size())
      continue;
    theirs[axis] = shape[axis];
    if (theirs == shape)
      parts.push_back(other);
  }
  return concat(parts, axis);
}

Value Maker::makeStep(Value from) {
  switch (random.below(13)) {
  case 0:
  case 1:
  case 2:
  case 3:
    return makeConv(from);
  case 4:
    return makePool(from, true);
  case 5:
    return makePool(from, false);
  case 6:
    return makeReduce(from);
  case 7:
    return makeFunction(from);
  case 8:
  case 9:
    return makeBinary(from);
  case 10:
    return makeConcat(from);
  case 11:
    return isDynamic ? from : makeResize(from);
  default:
    return move(from);
  }
}

RandomProgram Maker::make() {
  begin();
  values.push_back(makeImage());
  if (random.oneIn(6))
    values.push_back(makeImage());
  int64_t steps = random.between(1, 6);
  for (int64_t i = 0; i < steps; ++i) {
    size_t back = random.oneIn(2) ? 0 : random.below(values.size());
    Value from = values[values.size() - 1 - back];
    values.push_back(makeStep(from));
  }
  for (Value value : llvm::reverse(values))
    if (outputs.size() < maxOutputs && (value.use_empty() || random.oneIn(6)))
      output(value, false);
  return end();
}

} // namespace

RandomProgram makeFloatConvProgram(Session &session, Random &random,
                                   bool isDynamic, bool hasUnits) {
  return Maker(&session.context, random, isDynamic, hasUnits).make();
}

} // namespace qopt::codegentest
