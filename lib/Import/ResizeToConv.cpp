//===- ResizeToConv.cpp - Bilinear enlargement as a convolution -*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Where an image is enlarged by a whole number s, the output pixels whose
/// coordinates have the same remainder modulo s weigh their neighbours alike: a
/// depthwise convolution computes all remainders, as channels, and a transpose
/// interleaves them. Beyond the border the image repeats its last pixel.
///
//===----------------------------------------------------------------------===//

#include "ConstantData.h"
#include "CreateMoves.h"
#include "NormaliseTosa.h"

#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/Dialect/Tosa/Utils/ConversionUtils.h"

using namespace mlir;
using namespace qopt;

namespace {
/// Height or width: output pixel q * factor + r is the mean of the input pixels
/// q + first(r) and the next, which has the weight `fraction(r)`.
struct Axis {
  int64_t numerator, denominator, offset, input, output;

  int64_t factor() const { return numerator / denominator; }
  int64_t first(int64_t r) const {
    return llvm::divideFloorSigned(r * denominator + offset, numerator);
  }
  float fraction(int64_t r) const {
    int64_t rest = r * denominator + offset - first(r) * numerator;
    return static_cast<float>(rest) / static_cast<float>(numerator);
  }
  /// Pixels that are read, relative to q.
  int64_t low() const { return first(0); }
  int64_t taps() const {
    int64_t last = factor() - 1;
    return first(last) + (fraction(last) == 0 ? 1 : 2) - low();
  }
  int64_t groups() const { return llvm::divideCeilSigned(output, factor()); }
  /// How often the first and the last pixel are repeated.
  int64_t padLow() const { return std::max<int64_t>(0, -low()); }
  int64_t padHigh() const {
    return std::max<int64_t>(0, groups() + low() + taps() - 1 - input);
  }
  /// Where the windows begin in the padded image.
  int64_t start() const { return low() + padLow(); }
  float weight(int64_t r, int64_t tap) const {
    int64_t at = tap + low() - first(r);
    return at == 0 ? 1 - fraction(r) : at == 1 ? fraction(r) : 0;
  }
};

struct ResizeToConv : OpRewritePattern<tosa::ResizeOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(tosa::ResizeOp op,
                                PatternRewriter &rewriter) const override;
};
} // namespace

static ArrayRef<int64_t> shapeOf(Value value) {
  return cast<RankedTensorType>(value.getType()).getShape();
}

/// Repeats the first and last elements of dimension `dim`, and cuts off what no
/// window reads.
static Value repeatBorder(OpBuilder &builder, Location loc, Value value,
                          const Axis &axis, int64_t dim) {
  SmallVector<int64_t> shape(shapeOf(value)), start(4, 0), one(shape);
  one[dim] = 1;
  Value first = createSlice(builder, loc, value, start, one);
  start[dim] = axis.input - 1;
  Value last = createSlice(builder, loc, value, start, one);
  SmallVector<Value> parts(axis.padLow(), first);
  parts.push_back(value);
  parts.append(axis.padHigh(), last);
  shape[dim] += axis.padLow() + axis.padHigh();
  if (parts.size() > 1)
    value = tosa::ConcatOp::create(
        builder, loc, cast<RankedTensorType>(value.getType()).clone(shape),
        parts, dim);
  start[dim] = axis.start();
  shape[dim] = axis.groups() + axis.taps() - 1;
  return createSlice(builder, loc, value, start, shape);
}

/// `KH x KW x C x (sy sx)`.
static SmallVector<float, 0>
interpolation(const Axis &height, const Axis &width, int64_t channels) {
  SmallVector<float, 0> weights;
  for (int64_t i = 0; i < height.taps(); ++i)
    for (int64_t j = 0; j < width.taps(); ++j)
      for (int64_t c = 0; c < channels; ++c)
        for (int64_t y = 0; y < height.factor(); ++y)
          for (int64_t x = 0; x < width.factor(); ++x)
            weights.push_back(height.weight(y, i) * width.weight(x, j));
  return weights;
}

LogicalResult ResizeToConv::matchAndRewrite(tosa::ResizeOp op,
                                            PatternRewriter &rewriter) const {
  auto input = dyn_cast<RankedTensorType>(op.getInput().getType()),
       output = dyn_cast<RankedTensorType>(op.getType());
  SmallVector<int64_t> scale, offset;
  if (op.getMode() != tosa::ResizeMode::BILINEAR || !input || !output ||
      !input.hasStaticShape() || !output.hasStaticShape() ||
      !input.getElementType().isF32() || !output.getElementType().isF32() ||
      !tosa::getConstShapeValues(op.getScale().getDefiningOp(), scale) ||
      !tosa::getConstShapeValues(op.getOffset().getDefiningOp(), offset))
    return rewriter.notifyMatchFailure(op, "not bilinear in f32");
  Axis height{scale[0], scale[1], offset[0], input.getDimSize(1),
              output.getDimSize(1)},
      width{scale[2], scale[3], offset[1], input.getDimSize(2),
            output.getDimSize(2)};
  if (scale[0] % scale[1] != 0 || scale[2] % scale[3] != 0)
    return rewriter.notifyMatchFailure(op, "not by a whole number");

  Location loc = op.getLoc();
  Value x = repeatBorder(rewriter, loc, op.getInput(), height, 1);
  x = repeatBorder(rewriter, loc, x, width, 2);
  int64_t batch = input.getDimSize(0), channels = input.getDimSize(3),
          sy = height.factor(), sx = width.factor();
  Value weight = createConst(rewriter, loc,
                             {height.taps(), width.taps(), channels, sy * sx},
                             interpolation(height, width, channels));
  SmallVector<float, 0> zeros(channels * sy * sx, 0);
  Value bias = createConst(rewriter, loc, channels * sy * sx, zeros),
        zeroPoint = createConst(rewriter, loc, {1}, {0.0f});
  auto type = output.clone(
      {batch, height.groups(), width.groups(), channels * sy * sx});
  Value value = tosa::DepthwiseConv2DOp::create(
      rewriter, loc, type, x, weight, bias, zeroPoint, zeroPoint,
      /*pad=*/ArrayRef<int64_t>{0, 0, 0, 0},
      /*stride=*/ArrayRef<int64_t>{1, 1},
      /*dilation=*/ArrayRef<int64_t>{1, 1}, rewriter.getF32Type());
  value =
      createReshape(rewriter, loc, value,
                    {batch, height.groups(), width.groups(), channels, sy, sx});
  value = tosa::TransposeOp::create(
      rewriter, loc,
      output.clone({batch, height.groups(), sy, width.groups(), sx, channels}),
      value, ArrayRef<int32_t>{0, 1, 4, 2, 5, 3});
  value = createReshape(
      rewriter, loc, value,
      {batch, height.groups() * sy, width.groups() * sx, channels});
  rewriter.replaceOp(
      op, createSlice(rewriter, loc, value, {0, 0, 0, 0}, output.getShape()));
  return success();
}

void qopt::populateResizeToConvPatterns(RewritePatternSet &patterns) {
  patterns.add<ResizeToConv>(patterns.getContext());
}
