//===- IntegerContractions.cpp - Integer sums of products to qnn ----------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ConstantData.h"
#include "CreateMoves.h"
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

static Type elementOf(Value value) { return typeOf(value).getElementType(); }

/// Products of i8 are summed in i32, as the operations of qnn do it.
static bool isInBytes(const IntegerSum &sum) {
  return elementOf(sum.input).isInteger(8) &&
         elementOf(sum.weight).isInteger(8) &&
         getElementTypeOrSelf(sum.op->getResult(0).getType()).isInteger(32) &&
         (!sum.bias || elementOf(sum.bias).isInteger(32));
}

/// Products of i16 and i8 are summed in 48 bits, where 32 may be enough.
static bool isInWords(const IntegerSum &sum) {
  return elementOf(sum.input).isInteger(16) &&
         elementOf(sum.weight).isInteger(8) && !sum.weights.empty() &&
         !sum.biases.empty();
}

static Value createWeight(OpBuilder &b, const IntegerSum &sum,
                          ArrayRef<int64_t> shape, ArrayRef<int64_t> values) {
  SmallVector<int8_t, 0> bytes(values.begin(), values.end());
  auto type = RankedTensorType::get(shape, b.getI8Type());
  return tosa::ConstOp::create(b, sum.weight.getLoc(), type,
                               DenseElementsAttr::get(type, ArrayRef(bytes)));
}

static Value createBias(OpBuilder &b, const IntegerSum &sum,
                        ArrayRef<int64_t> biases) {
  SmallVector<int32_t, 0> values(biases.begin(), biases.end());
  return createVector<int32_t>(b,
                               sum.bias ? sum.bias.getLoc() : sum.op->getLoc(),
                               b.getI32Type(), values);
}

static Value createBias(OpBuilder &b, const IntegerSum &sum) {
  if (sum.bias && typeOf(sum.bias).getDimSize(0) == sum.channels &&
      elementOf(sum.bias).isInteger(32))
    return sum.bias;
  return createBias(b, sum, sum.biases);
}

static Value createShape(OpBuilder &b, Location loc, ArrayRef<int64_t> values) {
  ImplicitLocOpBuilder implicit(loc, b);
  return tosa::getTosaConstShape(implicit, values);
}

namespace {
/// What convolutions differ in.
struct Window {
  Value input;
  /// As qnn has them: those of an output after those of the one before.
  SmallVector<int64_t, 4> shape;
  ArrayRef<int64_t> weights;
  SmallVector<int64_t> pad, stride, dilation;
  int64_t groups = 1;
};
} // namespace

/// The part of the sum over what `window` has, in 32 bits.
static Value createPart(OpBuilder &b, const IntegerSum &sum,
                        const Window &window, Value bias) {
  Type type = cast<RankedTensorType>(sum.op->getResult(0).getType())
                  .clone(b.getI32Type());
  Value weight = window.weights.data() == sum.weights.data() &&
                         typeOf(sum.weight).getShape() == ArrayRef(window.shape)
                     ? sum.weight
                     : createWeight(b, sum, window.shape, window.weights);
  return qnn::Conv2DOp::create(
      b, sum.op->getLoc(), type, window.input, weight, bias, window.pad,
      window.stride, window.dilation, window.groups, sum.inputZeroPoint,
      sum.weightZeroPoint, /*xUnsigned=*/false, /*wUnsigned=*/false,
      /*factors=*/DenseIntElementsAttr(), /*unit=*/StringAttr());
}

/// `acc` in the type of the sum.
static Value widen(OpBuilder &b, const IntegerSum &sum, Value acc) {
  auto type = cast<RankedTensorType>(sum.op->getResult(0).getType());
  if (elementOf(acc) == type.getElementType())
    return acc;
  return tosa::CastOp::create(b, sum.op->getLoc(),
                              typeOf(acc).clone(type.getElementType()), acc);
}

Value qopt::getNarrow(Value value) {
  auto cast = value.getDefiningOp<tosa::CastOp>();
  return cast && elementOf(cast.getInput()).isInteger(32) &&
                 elementOf(value).isInteger(64)
             ? cast.getInput()
             : Value();
}

Value qopt::convertMove(Operation *op, OpBuilder &b) {
  Value narrow = getNarrow(op->getOperand(0));
  if (!narrow)
    return {};
  RankedTensorType type = typeOf(op->getResult(0));
  Operation *move = b.clone(*op);
  move->setOperand(0, narrow);
  move->getResult(0).setType(type.clone(b.getI32Type()));
  return tosa::CastOp::create(b, op->getLoc(), type, move->getResult(0));
}

//===----------------------------------------------------------------------===//
// Sums that need more than 32 bits
//===----------------------------------------------------------------------===//

/// Where the parts of the input's channels end over which 32 bits hold the
/// sums, the first one's with the bias. Parts are of whole blocks, as few as
/// there can be; none where a block is too much.
static SmallVector<int64_t> splitInputs(const IntegerSum &sum,
                                        const Window &window, IntegerRange x,
                                        int64_t block) {
  int64_t inputs = window.shape.back(), taps = sum.k / inputs;
  SmallVector<int64_t> ends;
  SmallVector<IntegerRange, 0> acc;
  for (int64_t bias : sum.biases)
    acc.push_back({bias, bias});
  for (int64_t first = 0; first < inputs; first += block) {
    int64_t end = std::min(first + block, inputs);
    bool isNew = ends.empty(), fits = false;
    for (bool isRetry : {false, true}) {
      if (isRetry) {
        if (isNew)
          return {};
        acc.assign(sum.channels, {0, 0});
        isNew = true;
      }
      SmallVector<IntegerRange, 0> next(acc);
      for (int64_t o = 0; o < sum.channels; ++o)
        for (int64_t t = 0; t < taps; ++t)
          for (int64_t c = first; c < end; ++c)
            sum.extend(next[o], window.weights[o * sum.k + t * inputs + c], x);
      fits = llvm::all_of(next, [](IntegerRange range) {
        return llvm::isInt<32>(range.min) && llvm::isInt<32>(range.max);
      });
      if (fits) {
        acc = std::move(next);
        break;
      }
    }
    if (!fits)
      return {};
    if (isNew)
      ends.push_back(end);
    else
      ends.back() = end;
  }
  return ends;
}

/// What `window` has for the input's channels in [first, end).
static Window selectInputs(OpBuilder &b, const IntegerSum &sum,
                           const Window &window, int64_t first, int64_t end,
                           SmallVectorImpl<int64_t> &weights) {
  int64_t inputs = window.shape.back(), count = end - first;
  for (size_t i = 0; i < window.weights.size(); i += inputs)
    llvm::append_range(weights, window.weights.slice(i + first, count));
  Window part = window;
  part.weights = weights;
  part.shape.back() = count;
  part.input =
      createSliceOf(b, sum.op->getLoc(), window.input, /*dim=*/3, first, count);
  return part;
}

/// Sums over parts of the input's channels, each in 32 bits, summed in 64; null
/// where there are no such parts.
static Value createParts(OpBuilder &b, const IntegerSum &sum,
                         const Window &window, IntegerRange x) {
  if (window.groups != 1)
    return {};
  // Whole vectors of channels, where a part can have as many.
  SmallVector<int64_t> ends = splitInputs(sum, window, x, /*block=*/16);
  if (ends.empty())
    ends = splitInputs(sum, window, x, /*block=*/1);
  Value total;
  int64_t first = 0;
  for (int64_t end : ends) {
    SmallVector<int64_t, 0> weights;
    Window part = selectInputs(b, sum, window, first, end, weights);
    Value bias =
        first == 0 ? createBias(b, sum)
                   : createBias(b, sum, SmallVector<int64_t>(sum.channels, 0));
    Value acc = widen(b, sum, createPart(b, sum, part, bias));
    total = total ? tosa::AddOp::create(b, sum.op->getLoc(), acc.getType(),
                                        total, acc)
                  : acc;
    first = end;
  }
  return total;
}

/// Says that nothing better is known than loops.
static void remarkSlow(const IntegerSum &sum) {
  if (!getElementTypeOrSelf(sum.op->getResult(0).getType()).isInteger(64))
    return;
  InFlightDiagnostic remark = sum.op->emitRemark("runs as loops over 64 bits");
  if (!elementOf(sum.weight).isInteger(8))
    remark << ": there are kernels for products of 16 and 8 bits only";
  else if (sum.weights.empty() || sum.biases.empty())
    remark << ": its weights or biases are no constants";
  else if (!llvm::all_of(sum.biases, llvm::isInt<32>))
    remark << ": 32 bits do not hold its bias";
  else
    remark << ": 32 bits do not hold the products of one channel of the input "
              "and the bias";
  remark << "; it is correct but slow";
}

/// `x` is what the input can be; null where no kernel computes the sum.
static Value createConv(OpBuilder &b, const IntegerSum &sum,
                        const Window &window, IntegerRange x) {
  if (isInBytes(sum) || sum.fits32(x))
    return widen(b, sum, createPart(b, sum, window, createBias(b, sum)));
  return createParts(b, sum, window, x);
}

static Value convertConv(OpBuilder &b, const IntegerSum &sum, tosa::Conv2DOp op,
                         IntegerRange x) {
  return createConv(b, sum,
                    {sum.input,
                     SmallVector<int64_t, 4>(typeOf(sum.weight).getShape()),
                     sum.weights, SmallVector<int64_t>(op.getPad()),
                     SmallVector<int64_t>(op.getStride()),
                     SmallVector<int64_t>(op.getDilation())},
                    x);
}

static Value convertDepthwise(OpBuilder &b, const IntegerSum &sum,
                              tosa::DepthwiseConv2DOp op, IntegerRange x) {
  ArrayRef<int64_t> shape = typeOf(sum.weight).getShape();
  return createConv(b, sum,
                    {sum.input,
                     {sum.channels, shape[0], shape[1], 1},
                     sum.weights,
                     SmallVector<int64_t>(op.getPad()),
                     SmallVector<int64_t>(op.getStride()),
                     SmallVector<int64_t>(op.getDilation()),
                     shape[2]},
                    x);
}

//===----------------------------------------------------------------------===//
// Transposed convolutions
//===----------------------------------------------------------------------===//

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
  return createSlice(b, loc, image, start, size);
}

/// A convolution of the image with zero points between its pixels, with the
/// filter turned round.
static Value convertTransposed(OpBuilder &b, const IntegerSum &sum,
                               tosa::TransposeConv2DOp op, IntegerRange x) {
  Location loc = op.getLoc();
  ArrayRef<int64_t> shape = typeOf(sum.weight).getShape(),
                    stride = op.getStride(), outPad = op.getOutPad();
  if (ShapedType::isDynamicShape(typeOf(sum.input).getShape().drop_front()))
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
  window.shape.assign(shape.begin(), shape.end());
  window.weights = turned;
  if (isInBytes(sum) || isInWords(sum))
    if (Value acc = createConv(b, sum, window, x))
      return acc;
  remarkSlow(sum);
  return tosa::Conv2DOp::create(b, loc, op.getType(), window.input,
                                createWeight(b, sum, window.shape, turned),
                                sum.bias, op.getInputZp(), op.getWeightZp(),
                                window.pad, window.stride, window.dilation,
                                op.getAccType());
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

FailureOr<Value> qopt::convertSum(Operation *op, OpBuilder &builder,
                                  const IntegerRanges &ranges) {
  FailureOr<std::optional<IntegerSum>> matched = IntegerSum::match(op);
  if (failed(matched))
    return failure();
  if (!*matched)
    return Value();
  const IntegerSum &sum = **matched;
  IntegerRange x = *ranges.lookup(sum.input);
  if (auto conv = dyn_cast<tosa::TransposeConv2DOp>(op))
    return sum.weights.empty() || sum.biases.empty()
               ? Value()
               : convertTransposed(builder, sum, conv, x);
  if (isInBytes(sum) && isa<tosa::MatMulOp>(op))
    return convertMatMul(builder, sum);
  Value result;
  if ((isInBytes(sum) || isInWords(sum)) && !sum.weights.empty() &&
      !sum.biases.empty())
    result = llvm::TypeSwitch<Operation *, Value>(op)
                 .Case([&](tosa::Conv2DOp conv) {
                   return convertConv(builder, sum, conv, x);
                 })
                 .Case([&](tosa::DepthwiseConv2DOp conv) {
                   return convertDepthwise(builder, sum, conv, x);
                 })
                 .Default([](Operation *) { return Value(); });
  if (!result)
    remarkSlow(sum);
  return result;
}
