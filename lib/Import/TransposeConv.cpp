//===- TransposeConv.cpp - Transposed convolutions as usual ones *- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// With stride s, the output pixels whose coordinates have the same remainder
/// modulo s are a usual convolution of the input: of every s-th weight, last to
/// first. One convolution computes all remainders, as channels, and a transpose
/// interleaves them.
///
//===----------------------------------------------------------------------===//

#include "ConstantData.h"
#include "NormaliseTosa.h"

#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/Dialect/Tosa/Utils/ConversionUtils.h"

using namespace mlir;
using namespace qopt;

namespace {
/// Height or width. Output pixel y is coordinate y - padding of what the input
/// spreads out to.
struct Extent {
  Extent(int64_t input, int64_t kernel, int64_t stride, int64_t padding,
         int64_t output)
      : stride(stride), taps(llvm::divideCeilSigned(kernel, stride)) {
    // Coordinates in groups of `stride`; those before the input's first, and
    // the last that the output has.
    int64_t before =
        std::max<int64_t>(0, llvm::divideCeilSigned(padding, stride));
    int64_t last = llvm::divideFloorSigned(output - padding - 1, stride);
    padLow = taps - 1 + before;
    padHigh = std::max<int64_t>(0, last + 1 - input);
    groups = input + padLow + padHigh - (taps - 1);
    start = before * stride - padding;
  }

  int64_t stride;
  /// The weights of one remainder.
  int64_t taps;
  int64_t padLow, padHigh;
  int64_t groups;
  /// Where the output begins among `groups * stride` pixels.
  int64_t start;
};

struct TransposeConvToConv : OpRewritePattern<tosa::TransposeConv2DOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(tosa::TransposeConv2DOp op,
                                PatternRewriter &rewriter) const override;
};
} // namespace

/// `O x KH x KW x I` to `sy * sx * O x taps x taps x I`.
static SmallVector<float, 0> splitWeights(ArrayRef<float> weight,
                                          ArrayRef<int64_t> shape,
                                          const Extent &height,
                                          const Extent &width) {
  int64_t outputs = shape[0], kh = shape[1], kw = shape[2], inputs = shape[3];
  SmallVector<float, 0> result;
  result.reserve(height.stride * width.stride * outputs * height.taps *
                 width.taps * inputs);
  for (int64_t ry = 0; ry < height.stride; ++ry)
    for (int64_t rx = 0; rx < width.stride; ++rx)
      for (int64_t o = 0; o < outputs; ++o)
        for (int64_t jy = height.taps - 1; jy >= 0; --jy)
          for (int64_t jx = width.taps - 1; jx >= 0; --jx) {
            int64_t ky = ry + height.stride * jy, kx = rx + width.stride * jx;
            for (int64_t i = 0; i < inputs; ++i)
              result.push_back(
                  ky < kh && kx < kw
                      ? weight[((o * kh + ky) * kw + kx) * inputs + i]
                      : 0.0f);
          }
  return result;
}

/// Of `N x QY x QX x (sy sx O)`, the pixels in their order, and those of the
/// output.
static Value interleave(OpBuilder &builder, Location loc, Value value,
                        const Extent &height, const Extent &width,
                        ArrayRef<int64_t> output) {
  int64_t batch = output[0], channels = output[3];
  if (height.stride != 1 || width.stride != 1) {
    value = createReshape(builder, loc, value,
                          {batch, height.groups, width.groups, height.stride,
                           width.stride, channels});
    auto type = cast<RankedTensorType>(value.getType())
                    .clone({batch, height.groups, height.stride, width.groups,
                            width.stride, channels});
    value = tosa::TransposeOp::create(builder, loc, type, value,
                                      ArrayRef<int32_t>{0, 1, 3, 2, 4, 5});
    value = createReshape(builder, loc, value,
                          {batch, height.groups * height.stride,
                           width.groups * width.stride, channels});
  }
  auto type = cast<RankedTensorType>(value.getType());
  if (type.getShape() == output)
    return value;
  ImplicitLocOpBuilder implicit(loc, builder);
  Value start =
      tosa::getTosaConstShape(implicit, {0, height.start, width.start, 0});
  Value size =
      tosa::getTosaConstShape(implicit, tosa::convertFromMlirShape(output));
  return tosa::SliceOp::create(builder, loc, type.clone(output), value, start,
                               size);
}

LogicalResult
TransposeConvToConv::matchAndRewrite(tosa::TransposeConv2DOp op,
                                     PatternRewriter &rewriter) const {
  auto input = dyn_cast<RankedTensorType>(op.getInput().getType()),
       weight = dyn_cast<RankedTensorType>(op.getWeight().getType()),
       output = dyn_cast<RankedTensorType>(op.getType());
  ElementsAttr weightAttr = getConstant(op.getWeight()),
               biasAttr = getConstant(op.getBias());
  if (!input || !weight || !output || !output.getElementType().isF32() ||
      ShapedType::isDynamicShape(input.getShape().drop_front()) ||
      ShapedType::isDynamicShape(output.getShape().drop_front()) ||
      !weight.hasStaticShape() || !weightAttr || !biasAttr)
    return rewriter.notifyMatchFailure(op, "not of f32 with constant weights");
  auto weights = readFloats(weightAttr), bias = readFloats(biasAttr);
  if (!weights || !bias || bias->empty())
    return rewriter.notifyMatchFailure(op, "the weights have no data");

  auto extent = [&](int d) {
    return Extent(input.getDimSize(1 + d), weight.getDimSize(1 + d),
                  op.getStride()[d], op.getOutPad()[2 * d],
                  output.getDimSize(1 + d));
  };
  Extent height = extent(0), width = extent(1);
  int64_t outputs = weight.getDimSize(0),
          channels = height.stride * width.stride * outputs;
  SmallVector<float, 0> biases;
  for (int64_t i = 0; i < channels; ++i)
    biases.push_back((*bias)[bias->size() == 1 ? 0 : i % outputs]);
  Location loc = op.getLoc();
  Value w = createConst(
      rewriter, loc, {channels, height.taps, width.taps, weight.getDimSize(3)},
      splitWeights(*weights, weight.getShape(), height, width));
  Value b = createConst(rewriter, loc, channels, biases);
  auto type = output.clone(
      {input.getDimSize(0), height.groups, width.groups, channels});
  Value value = tosa::Conv2DOp::create(
      rewriter, loc, type, op.getInput(), w, b, op.getInputZp(),
      op.getWeightZp(),
      ArrayRef<int64_t>{height.padLow, height.padHigh, width.padLow,
                        width.padHigh},
      /*stride=*/ArrayRef<int64_t>{1, 1},
      /*dilation=*/ArrayRef<int64_t>{1, 1}, op.getAccType());
  // A clamp goes into the convolution's unit only directly behind it.
  Operation *last = op;
  auto clamp = op->hasOneUse() ? dyn_cast<tosa::ClampOp>(*op->user_begin())
                               : tosa::ClampOp();
  if (clamp) {
    value = tosa::ClampOp::create(rewriter, clamp.getLoc(), type, value,
                                  clamp.getMinValAttr(), clamp.getMaxValAttr(),
                                  clamp.getNanModeAttr());
    last = clamp;
  }
  rewriter.replaceOp(
      last, interleave(rewriter, loc, value, height, width, output.getShape()));
  return success();
}

void qopt::populateTransposeConvPatterns(RewritePatternSet &patterns) {
  patterns.add<TransposeConvToConv>(patterns.getContext());
}
