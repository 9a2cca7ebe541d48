//===- IntegerContractions.cpp - Integer sums of products to qnn ----------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ConstantData.h"
#include "IntegerImport.h"
#include "IntegerSum.h"

#include "qopt/Dialect/QNN/IR/QNN.h"

#include "mlir/Dialect/Tosa/Utils/ConversionUtils.h"
#include "mlir/IR/TypeUtilities.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace qopt;

static RankedTensorType typeOf(Value value) {
  return cast<RankedTensorType>(value.getType());
}

/// Operands and result are those of the operations of qnn.
static bool isInBytes(const IntegerSum &sum) {
  return typeOf(sum.input).getElementType().isInteger(8) &&
         typeOf(sum.weight).getElementType().isInteger(8) &&
         getElementTypeOrSelf(sum.op->getResult(0).getType()).isInteger(32) &&
         (!sum.bias || typeOf(sum.bias).getElementType().isInteger(32));
}

static Value createWeight(OpBuilder &b, const IntegerSum &sum,
                          ArrayRef<int64_t> shape, ArrayRef<int64_t> values) {
  SmallVector<int8_t, 0> bytes(values.begin(), values.end());
  auto type = RankedTensorType::get(shape, b.getI8Type());
  return tosa::ConstOp::create(b, sum.weight.getLoc(), type,
                               DenseElementsAttr::get(type, ArrayRef(bytes)));
}

static Value createBias(OpBuilder &b, const IntegerSum &sum) {
  if (sum.bias && typeOf(sum.bias).getDimSize(0) == sum.channels)
    return sum.bias;
  SmallVector<int32_t, 0> values(sum.biases.begin(), sum.biases.end());
  return createVector<int32_t>(b,
                               sum.bias ? sum.bias.getLoc() : sum.op->getLoc(),
                               b.getI32Type(), values);
}

namespace {
/// What convolutions differ in.
struct Window {
  Value input, weight;
  SmallVector<int64_t> pad, stride, dilation;
  int64_t groups = 1;
};
} // namespace

static Value createConv(OpBuilder &b, const IntegerSum &sum,
                        const Window &window) {
  assert(isInBytes(sum) && "other types stay TOSA");
  return qnn::Conv2DOp::create(
      b, sum.op->getLoc(), sum.op->getResult(0).getType(), window.input,
      window.weight, createBias(b, sum), window.pad, window.stride,
      window.dilation, window.groups, sum.inputZeroPoint, sum.weightZeroPoint,
      /*xUnsigned=*/false, /*wUnsigned=*/false,
      /*factors=*/DenseIntElementsAttr(), /*unit=*/StringAttr());
}

static Value convertDepthwise(OpBuilder &b, const IntegerSum &sum,
                              tosa::DepthwiseConv2DOp op) {
  ArrayRef<int64_t> shape = typeOf(sum.weight).getShape();
  return createConv(
      b, sum,
      {sum.input,
       createWeight(b, sum, {sum.channels, shape[0], shape[1], 1}, sum.weights),
       SmallVector<int64_t>(op.getPad()), SmallVector<int64_t>(op.getStride()),
       SmallVector<int64_t>(op.getDilation()), shape[2]});
}

//===----------------------------------------------------------------------===//
// Transposed convolutions
//===----------------------------------------------------------------------===//

static Value createShape(OpBuilder &b, Location loc, ArrayRef<int64_t> values) {
  ImplicitLocOpBuilder implicit(loc, b);
  return tosa::getTosaConstShape(implicit, values);
}

/// `image` with `stride - 1` zero points behind every pixel.
static Value spread(OpBuilder &b, Location loc, Value image,
                    ArrayRef<int64_t> stride, Value zeroPoint) {
  if (stride[0] == 1 && stride[1] == 1)
    return image;
  RankedTensorType type = typeOf(image);
  ArrayRef<int64_t> shape = type.getShape();
  image = createReshape(b, loc, image,
                        {shape[0], shape[1], 1, shape[2], 1, shape[3]});
  auto padded = RankedTensorType::get(
      {shape[0], shape[1], stride[0], shape[2], stride[1], shape[3]},
      type.getElementType());
  image = tosa::PadOp::create(
      b, loc, padded, image,
      createShape(b, loc,
                  {0, 0, 0, 0, 0, stride[0] - 1, 0, 0, 0, stride[1] - 1, 0, 0}),
      zeroPoint);
  return createReshape(
      b, loc, image,
      {shape[0], shape[1] * stride[0], shape[2] * stride[1], shape[3]});
}

/// Cuts off the borders that are to be padded by less than nothing.
static Value crop(OpBuilder &b, Location loc, Value image,
                  MutableArrayRef<int64_t> pad) {
  if (llvm::none_of(pad, [](int64_t amount) { return amount < 0; }))
    return image;
  SmallVector<int64_t> start(4, 0), size(typeOf(image).getShape());
  for (int d : {0, 1}) {
    start[1 + d] = std::max<int64_t>(0, -pad[2 * d]);
    size[1 + d] -= start[1 + d] + std::max<int64_t>(0, -pad[2 * d + 1]);
  }
  for (int64_t &amount : pad)
    amount = std::max<int64_t>(amount, 0);
  return tosa::SliceOp::create(b, loc, typeOf(image).clone(size), image,
                               createShape(b, loc, start),
                               createShape(b, loc, size));
}

/// A convolution of the image with zero points between its pixels, with the
/// filter turned round.
static Value convertTransposed(OpBuilder &b, const IntegerSum &sum,
                               tosa::TransposeConv2DOp op) {
  Location loc = op.getLoc();
  ArrayRef<int64_t> shape = typeOf(sum.weight).getShape(),
                    stride = op.getStride(), outPad = op.getOutPad();
  if (!typeOf(sum.input).hasStaticShape())
    return {};
  Window window;
  for (int d : {0, 1}) {
    int64_t reach = shape[1 + d] - 1;
    window.pad.push_back(reach + outPad[2 * d]);
    window.pad.push_back(reach + outPad[2 * d + 1] - (stride[d] - 1));
  }
  window.stride = window.dilation = {1, 1};
  window.input = crop(
      b, loc, spread(b, loc, sum.input, stride, op.getInputZp()), window.pad);
  int64_t taps = shape[1] * shape[2], inner = shape[3];
  SmallVector<int64_t, 0> turned(sum.weights.size());
  for (int64_t o = 0; o < shape[0]; ++o)
    for (int64_t t = 0; t < taps; ++t)
      std::copy_n(&sum.weights[(o * taps + t) * inner], inner,
                  &turned[(o * taps + taps - 1 - t) * inner]);
  window.weight = createWeight(b, sum, shape, turned);
  if (isInBytes(sum))
    return createConv(b, sum, window);
  return tosa::Conv2DOp::create(b, loc, op.getType(), window.input,
                                window.weight, sum.bias, op.getInputZp(),
                                op.getWeightZp(), window.pad, window.stride,
                                window.dilation, op.getAccType());
}

//===----------------------------------------------------------------------===//
// Matrix products
//===----------------------------------------------------------------------===//

static Value convertMatMul(OpBuilder &b, const IntegerSum &sum) {
  Location loc = sum.op->getLoc();
  auto type = cast<RankedTensorType>(sum.op->getResult(0).getType());
  if (sum.weights.empty())
    return qnn::MatMulOp::create(b, loc, type, sum.input, sum.weight,
                                 sum.inputZeroPoint, sum.weightZeroPoint,
                                 /*aUnsigned=*/false, /*bUnsigned=*/false,
                                 /*unit=*/StringAttr());
  int64_t rows = typeOf(sum.input).getDimSize(1);
  Value input = createReshape(b, loc, sum.input, {rows, sum.k});
  Value weight = createWeight(b, sum, {sum.channels, sum.k}, sum.weights);
  Value acc = qnn::DenseOp::create(
      b, loc, RankedTensorType::get({rows, sum.channels}, b.getI32Type()),
      input, weight, createBias(b, sum), sum.inputZeroPoint,
      sum.weightZeroPoint, /*xUnsigned=*/false, /*wUnsigned=*/false,
      /*factors=*/DenseIntElementsAttr(), /*unit=*/StringAttr());
  return createReshape(b, loc, acc, type.getShape());
}

FailureOr<Value> qopt::convertSum(Operation *op, OpBuilder &builder) {
  FailureOr<std::optional<IntegerSum>> matched = IntegerSum::match(op);
  if (failed(matched))
    return failure();
  if (!*matched)
    return Value();
  const IntegerSum &sum = **matched;
  if (auto conv = dyn_cast<tosa::TransposeConv2DOp>(op))
    return sum.weights.empty() || sum.biases.empty()
               ? Value()
               : convertTransposed(builder, sum, conv);
  if (!isInBytes(sum))
    return Value();
  if (isa<tosa::MatMulOp>(op))
    return convertMatMul(builder, sum);
  if (sum.weights.empty() || sum.biases.empty())
    return Value();
  return llvm::TypeSwitch<Operation *, Value>(op)
      .Case([&](tosa::Conv2DOp conv) {
        return createConv(builder, sum,
                          {sum.input, sum.weight,
                           SmallVector<int64_t>(conv.getPad()),
                           SmallVector<int64_t>(conv.getStride()),
                           SmallVector<int64_t>(conv.getDilation())});
      })
      .Case([&](tosa::DepthwiseConv2DOp conv) {
        return convertDepthwise(builder, sum, conv);
      })
      .Default([](Operation *) { return Value(); });
}
