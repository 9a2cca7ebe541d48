//===- RaiseConv.cpp - Convolutions from linalg -----------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

///
/// \file
/// Whatever the layout, a convolution is read off the maps of its loops. TOSA
/// has its channels last, so transposes come before and behind; where the next
/// layer has them first too, they cancel.
///
//===----------------------------------------------------------------------===//

#include "RaiseWindow.h"

#include "ConstantData.h"
#include "CreateMoves.h"
#include "RaiseLinalgToTosa.h"

#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Tosa/IR/TosaOps.h"

using namespace mlir;
using namespace qopt;

namespace {
/// A convolution as TOSA has it: `x` is N x H x W x (G C), `weight` is
/// G x F x KH x KW x C.
struct Conv {
  Value x, weight, bias;
  int64_t groups, inputs, outputs;
  SmallVector<int64_t> stride, dilation, outShape;
};
} // namespace

/// An input channel for each group: a filter of its own for each channel.
static Value createDepthwise(OpBuilder &builder, Location loc,
                             const Conv &conv) {
  // KH x KW x G x F.
  auto shape = cast<RankedTensorType>(conv.weight.getType()).getShape();
  Value weight = createReshape(builder, loc, conv.weight, shape.take_front(4));
  weight = createTranspose(builder, loc, weight, {2, 3, 0, 1});
  Value zero = createConst(builder, loc, {1}, {0.0f});
  auto type = RankedTensorType::get(conv.outShape, builder.getF32Type());
  return tosa::DepthwiseConv2DOp::create(
      builder, loc, type, conv.x, weight, conv.bias, zero, zero,
      ArrayRef<int64_t>{0, 0, 0, 0}, conv.stride, conv.dilation,
      builder.getF32Type());
}

/// One convolution of each group.
static Value createGroups(OpBuilder &builder, Location loc, const Conv &conv) {
  Value zero = createConst(builder, loc, {1}, {0.0f});
  SmallVector<int64_t> outShape(conv.outShape);
  outShape.back() = conv.outputs;
  auto type = RankedTensorType::get(outShape, builder.getF32Type());
  SmallVector<Value> parts;
  for (int64_t g = 0; g < conv.groups; ++g) {
    Value weight = createSliceOf(builder, loc, conv.weight, 0, g, 1);
    weight = createReshape(
        builder, loc, weight,
        cast<RankedTensorType>(weight.getType()).getShape().drop_front());
    Value x = createSliceOf(builder, loc, conv.x, 3, g * conv.inputs,
                            conv.inputs),
          bias = createSliceOf(builder, loc, conv.bias, 0, g * conv.outputs,
                               conv.outputs);
    parts.push_back(
        tosa::Conv2DOp::create(builder, loc, type, x, weight, bias, zero, zero,
                               ArrayRef<int64_t>{0, 0, 0, 0}, conv.stride,
                               conv.dilation, builder.getF32Type()));
  }
  return createConcat(builder, loc, parts, 3);
}

static int64_t sizeOf(ArrayRef<int64_t> ranges, ArrayRef<unsigned> dims) {
  return dims.empty() ? 1 : ranges[dims.front()];
}

/// `value` as one constant of each output channel, if that is what it is: the
/// sum then begins with a bias. `channels` are the result's dimensions of them.
static Value createBias(OpBuilder &builder, Location loc, Value value,
                        ArrayRef<unsigned> channels, int64_t count) {
  auto shape = cast<RankedTensorType>(value.getType()).getShape();
  for (auto [dim, size] : llvm::enumerate(shape))
    if (size != 1 && !llvm::is_contained(channels, dim))
      return {};
  int64_t product = 1;
  for (unsigned dim : channels)
    product *= shape[dim];
  return product == count ? createReshape(builder, loc, value, {count})
                          : Value();
}

namespace {
struct RaiseConv : OpInterfaceRewritePattern<linalg::LinalgOp> {
  using OpInterfaceRewritePattern::OpInterfaceRewritePattern;

  LogicalResult matchAndRewrite(linalg::LinalgOp op,
                                PatternRewriter &rewriter) const override {
    std::optional<Window> window = matchWindow(op);
    if (!window || !isSumOfProducts(op))
      return rewriter.notifyMatchFailure(op, "not a convolution of images");
    const linalg::ConvolutionDimensions &dims = window->dims;
    if (dims.batch.size() > 1 || dims.depth.size() > 1 ||
        dims.inputChannel.size() > 1 || dims.outputChannel.size() > 1)
      return rewriter.notifyMatchFailure(op, "several dimensions of a kind");
    SmallVector<int64_t> ranges = op.getStaticLoopRanges();
    Trial trial(op);
    OpBuilder &builder = trial.getBuilder();
    Location loc = op.getLoc();

    Conv conv;
    conv.groups = sizeOf(ranges, dims.depth);
    conv.inputs = sizeOf(ranges, dims.inputChannel);
    conv.outputs = sizeOf(ranges, dims.outputChannel);
    conv.stride = window->stride;
    conv.dilation = window->dilation;
    SmallVector<unsigned> channels(dims.depth.begin(), dims.depth.end());
    llvm::append_range(channels, dims.inputChannel);
    conv.x = window->createImage(builder, op, channels);
    conv.weight = createWeight(builder, op, *window, conv);
    if (!conv.x || !conv.weight)
      return rewriter.notifyMatchFailure(op, "of unknown layout");

    AffineMap outMap = op.getMatchingIndexingMap(op.getDpsInitOperand(0));
    Value init = op.getDpsInits().front(), sum;
    SmallVector<unsigned> outChannels(dims.depth.begin(), dims.depth.end());
    llvm::append_range(outChannels, dims.outputChannel);
    int64_t count = conv.groups * conv.outputs;
    if (getFillValue(init) != 0.0f) {
      sum =
          alignToLoops(builder, loc, init,
                       builder.getMultiDimIdentityMap(outMap.getNumResults()));
      if (!sum)
        return rewriter.notifyMatchFailure(op, "its sum starts with a value "
                                               "that cannot be read");
      conv.bias = createBias(builder, loc, sum,
                             positionsIn(outMap, outChannels), count);
    }
    bool addsInit = sum && !conv.bias;
    if (!conv.bias)
      conv.bias =
          createConst(builder, loc, count, SmallVector<float, 0>(count, 0));
    conv.outShape = window->imageShape(ranges, count);
    Value y = conv.groups > 1 && conv.inputs == 1
                  ? createDepthwise(builder, loc, conv)
                  : createGroups(builder, loc, conv);
    y = window->createResult(builder, op, y, outChannels);
    if (!y)
      return rewriter.notifyMatchFailure(op, "of unknown layout");
    if (addsInit)
      y = tosa::AddOp::create(builder, loc, y.getType(), y, sum);
    trial.keep();
    rewriter.replaceOp(op, y);
    return success();
  }

private:
  /// G x F x KH x KW x C.
  static Value createWeight(OpBuilder &builder, linalg::LinalgOp op,
                            const Window &window, const Conv &conv) {
    AffineMap map = op.getIndexingMapsArray()[1];
    SmallVector<unsigned> order;
    const linalg::ConvolutionDimensions &dims = window.dims;
    for (ArrayRef<unsigned> part : {ArrayRef<unsigned>(dims.depth),
                                    ArrayRef<unsigned>(dims.outputChannel),
                                    ArrayRef<unsigned>(dims.filterLoop),
                                    ArrayRef<unsigned>(dims.inputChannel)})
      llvm::append_range(order, part);
    SmallVector<unsigned> positions = positionsIn(map, order);
    if (positions.size() != map.getNumResults())
      return {};
    Value weight = createTranspose(
        builder, op.getLoc(), op->getOperand(1),
        SmallVector<int32_t>(positions.begin(), positions.end()));
    return createReshape(builder, op.getLoc(), weight,
                         {conv.groups, conv.outputs, window.kernel[0],
                          window.kernel[1], conv.inputs});
  }
};

/// A convolution of an image with zeros between its pixels: what
/// differentiates one with a stride, or enlarges an image.
struct RaiseTransposeConv : OpInterfaceRewritePattern<linalg::LinalgOp> {
  using OpInterfaceRewritePattern::OpInterfaceRewritePattern;

  LogicalResult matchAndRewrite(linalg::LinalgOp op,
                                PatternRewriter &rewriter) const override;
};
} // namespace

/// Where output pixel 0 is in what the input spreads out to, before and behind
/// it, as TOSA says it: `inserted` pixels lie `step` apart from `start`.
static std::pair<int64_t, int64_t> outPadding(int64_t inserted, int64_t start,
                                              int64_t step, int64_t kernel,
                                              int64_t output) {
  int64_t before = start - (kernel - 1);
  return {before, output - (inserted - 1) * step - kernel - before};
}

LogicalResult
RaiseTransposeConv::matchAndRewrite(linalg::LinalgOp op,
                                    PatternRewriter &rewriter) const {
  std::optional<Window> window = matchWindow(op);
  auto insert = op->getOperand(0).getDefiningOp<tensor::InsertSliceOp>();
  if (!window || !insert || !isSumOfProducts(op) ||
      getFillValue(insert.getDest()) != 0.0f ||
      insert.getSourceType().getRank() != insert.getType().getRank() ||
      window->stride != ArrayRef<int64_t>{1, 1} ||
      window->dilation != ArrayRef<int64_t>{1, 1})
    return rewriter.notifyMatchFailure(op, "not of a spread image");
  const linalg::ConvolutionDimensions &dims = window->dims;
  if (dims.batch.size() != 1 || !dims.depth.empty() ||
      dims.inputChannel.size() != 1 || dims.outputChannel.size() != 1)
    return rewriter.notifyMatchFailure(op, "in groups");

  SmallVector<int64_t> ranges = op.getStaticLoopRanges();
  SmallVector<int64_t> step = {1, 1}, padding = {0, 0, 0, 0};
  ArrayRef<int64_t> starts = insert.getStaticOffsets(),
                    steps = insert.getStaticStrides();
  ArrayRef<int64_t> source = insert.getSourceType().getShape();
  for (auto [dim, start] : llvm::enumerate(starts)) {
    std::optional<unsigned> axis = window->axisOf(op, dim);
    if (axis) {
      if (ShapedType::isDynamic(start) || ShapedType::isDynamic(steps[dim]))
        return rewriter.notifyMatchFailure(op, "of unknown place");
      step[*axis] = steps[dim];
      std::tie(padding[2 * *axis], padding[2 * *axis + 1]) =
          outPadding(source[dim], start, steps[dim], window->kernel[*axis],
                     window->output[*axis]);
    } else if (start != 0 || steps[dim] != 1 ||
               source[dim] != insert.getType().getDimSize(dim)) {
      return rewriter.notifyMatchFailure(op, "spreads channels");
    }
  }
  if (step == ArrayRef<int64_t>{1, 1})
    return rewriter.notifyMatchFailure(op, "only padded");
  for (auto [i, amount] : llvm::enumerate(padding))
    if (amount <= -window->kernel[i / 2])
      return rewriter.notifyMatchFailure(op, "pixels that nothing reads");

  Trial trial(op);
  OpBuilder &builder = trial.getBuilder();
  Location loc = op.getLoc();
  Value x = window->createUncroppedImage(builder, op, insert.getSource(),
                                         dims.inputChannel);
  AffineMap map = op.getIndexingMapsArray()[1];
  SmallVector<unsigned> order(dims.outputChannel.begin(),
                              dims.outputChannel.end());
  llvm::append_range(order, dims.filterLoop);
  llvm::append_range(order, dims.inputChannel);
  SmallVector<unsigned> positions = positionsIn(map, order);
  int64_t inputs = sizeOf(ranges, dims.inputChannel),
          outputs = sizeOf(ranges, dims.outputChannel);
  Value init = op.getDpsInits().front(), bias;
  if (getFillValue(init) == 0.0f) {
    bias =
        createConst(builder, loc, outputs, SmallVector<float, 0>(outputs, 0));
  } else {
    AffineMap outMap = op.getMatchingIndexingMap(op.getDpsInitOperand(0));
    Value sum =
        alignToLoops(builder, loc, init,
                     builder.getMultiDimIdentityMap(outMap.getNumResults()));
    bias = sum ? createBias(builder, loc, sum,
                            positionsIn(outMap, dims.outputChannel), outputs)
               : Value();
  }
  if (!x || !bias || positions.size() != map.getNumResults())
    return rewriter.notifyMatchFailure(op, "of unknown layout");
  Value weight =
      createTranspose(builder, loc, op->getOperand(1),
                      SmallVector<int32_t>(positions.begin(), positions.end()));
  weight =
      createReshape(builder, loc, weight,
                    {outputs, window->kernel[0], window->kernel[1], inputs});
  for (int32_t axis : {1, 2})
    weight =
        tosa::ReverseOp::create(builder, loc, weight.getType(), weight, axis);
  Value zero = createConst(builder, loc, {1}, {0.0f});
  auto type = RankedTensorType::get(window->imageShape(ranges, outputs),
                                    builder.getF32Type());
  Value y = tosa::TransposeConv2DOp::create(builder, loc, type, x, weight, bias,
                                            zero, zero, padding, step,
                                            builder.getF32Type());
  y = window->createResult(builder, op, y, dims.outputChannel);
  if (!y)
    return rewriter.notifyMatchFailure(op, "of unknown layout");
  trial.keep();
  rewriter.replaceOp(op, y);
  return success();
}

void qopt::populateRaiseConvPatterns(RewritePatternSet &patterns) {
  patterns.add<RaiseConv>(patterns.getContext());
}

void qopt::populateRaiseTransposeConvPatterns(RewritePatternSet &patterns) {
  patterns.add<RaiseTransposeConv>(patterns.getContext());
}
