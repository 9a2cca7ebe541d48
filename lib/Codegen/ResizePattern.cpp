//===- ResizePattern.cpp - Interpolation of integers ------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Which pixels a sample lies between, and how far from them, is known: tables
/// for rows and columns. Upstream's lowering rounds towards zero what is before
/// the first pixel.
///
//===----------------------------------------------------------------------===//

#include "IntegerPatterns.h"
#include "LoopBuilder.h"
#include "QNNPatterns.h"

#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/Dialect/Tosa/Utils/ConversionUtils.h"

using namespace mlir;
using namespace qopt;

namespace {

/// Rows or columns of the result, as constants: the pixels before and behind
/// each sample, and `scale` times its distance from the first.
struct Samples {
  Samples(ImplicitLocOpBuilder &b, int64_t count, int64_t pixels, int64_t scale,
          int64_t step, int64_t offset)
      : scale(scale) {
    SmallVector<int32_t> firsts, seconds, distances;
    for (int64_t i = 0; i < count; ++i) {
      int64_t position = i * step + offset;
      int64_t floor = llvm::divideFloorSigned(position, scale);
      auto inside = [&](int64_t pixel) {
        return int32_t(std::clamp<int64_t>(pixel, 0, pixels - 1));
      };
      firsts.push_back(inside(floor));
      seconds.push_back(inside(floor + 1));
      distances.push_back(int32_t(position - floor * scale));
    }
    auto type = RankedTensorType::get(count, b.getI32Type());
    auto constant = [&](ArrayRef<int32_t> values) -> Value {
      return arith::ConstantOp::create(b, DenseElementsAttr::get(type, values));
    };
    first = constant(firsts);
    second = constant(seconds);
    distance = constant(distances);
  }

  Value pixel(ImplicitLocOpBuilder &b, bool isSecond, Value sample) const {
    Value found =
        tensor::ExtractOp::create(b, isSecond ? second : first, sample);
    return arith::IndexCastOp::create(b, b.getIndexType(), found);
  }

  /// How much of a pixel is in the sample, as `type`.
  Value weight(ImplicitLocOpBuilder &b, bool isSecond, Value sample,
               Type type) const {
    Value part = tensor::ExtractOp::create(b, distance, sample);
    if (type != part.getType())
      part = arith::ExtSIOp::create(b, type, part);
    if (isSecond)
      return part;
    Value whole = arith::ConstantOp::create(b, b.getIntegerAttr(type, scale));
    return arith::SubIOp::create(b, whole, part);
  }

private:
  int64_t scale;
  Value first, second, distance;
};

struct ResizePattern : OpRewritePattern<tosa::ResizeOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(tosa::ResizeOp op,
                                PatternRewriter &rewriter) const override {
    auto image = cast<RankedTensorType>(op.getInput().getType()),
         type = cast<RankedTensorType>(op.getType());
    SmallVector<int64_t> scale, offset;
    if (!type.getElementType().isInteger() || !type.hasStaticShape() ||
        !image.hasStaticShape() || op.getMode() != tosa::ResizeMode::BILINEAR ||
        !tosa::getConstShapeValues(op.getScale().getDefiningOp(), scale) ||
        !tosa::getConstShapeValues(op.getOffset().getDefiningOp(), offset))
      return rewriter.notifyMatchFailure(op, "no static interpolation of "
                                             "integers");
    ImplicitLocOpBuilder b(op.getLoc(), rewriter);
    Samples rows(b, type.getDimSize(1), image.getDimSize(1), scale[0], scale[1],
                 offset[0]);
    Samples columns(b, type.getDimSize(2), image.getDimSize(2), scale[2],
                    scale[3], offset[1]);
    Value empty =
        tensor::EmptyOp::create(b, type.getShape(), type.getElementType());
    Value result = LoopBuilder(b).nest(
        type.getShape().drop_back(), empty,
        [&](ArrayRef<Value> at, ValueRange outs) -> SmallVector<Value> {
          return {insertLine(b, interpolate(b, op, rows, columns, at), outs[0],
                             at)};
        })[0];
    rewriter.replaceOp(op, result);
    return success();
  }

private:
  /// All channels of one pixel: where they are, and how many.
  struct Line {
    Line(OpBuilder &b, ArrayRef<Value> at, int64_t channels)
        : offsets(at.begin(), at.end()), sizes(3, b.getIndexAttr(1)),
          strides(4, b.getIndexAttr(1)) {
      offsets.push_back(b.getIndexAttr(0));
      sizes.push_back(b.getIndexAttr(channels));
    }
    SmallVector<OpFoldResult> offsets, sizes, strides;
  };

  static Value insertLine(ImplicitLocOpBuilder &b, Value values, Value into,
                          ArrayRef<Value> at) {
    Line line(b, at, cast<RankedTensorType>(values.getType()).getDimSize(0));
    return tensor::InsertSliceOp::create(b, values, into, line.offsets,
                                         line.sizes, line.strides);
  }

  /// The channels of the sample at `at`.
  static Value interpolate(ImplicitLocOpBuilder &b, tosa::ResizeOp op,
                           const Samples &rows, const Samples &columns,
                           ArrayRef<Value> at) {
    auto image = cast<RankedTensorType>(op.getInput().getType());
    int64_t channels = image.getDimSize(3);
    auto pixelType = RankedTensorType::get(channels, image.getElementType());
    Type acc = getElementTypeOrSelf(op.getType());
    SmallVector<Value> pixels, weights;
    for (bool below : {false, true})
      for (bool right : {false, true}) {
        Line line(b,
                  {at[0], rows.pixel(b, below, at[1]),
                   columns.pixel(b, right, at[2])},
                  channels);
        pixels.push_back(tensor::ExtractSliceOp::create(
            b, pixelType, op.getInput(), line.offsets, line.sizes,
            line.strides));
        weights.push_back(
            arith::MulIOp::create(b, rows.weight(b, below, at[1], acc),
                                  columns.weight(b, right, at[2], acc)));
      }
    SmallVector<AffineMap> maps(4, b.getMultiDimIdentityMap(1));
    return buildMap(
        b, op.getLoc(), RankedTensorType::get(channels, acc), pixels, maps,
        [&](OpBuilder &b, Location loc, ValueRange args) -> Value {
          Value sum;
          for (auto [pixel, weight] : llvm::zip(args, weights)) {
            Value wide = arith::ExtSIOp::create(b, loc, acc, pixel);
            Value product = arith::MulIOp::create(b, loc, wide, weight);
            sum = sum ? arith::AddIOp::create(b, loc, sum, product) : product;
          }
          return sum;
        });
  }
};

} // namespace

void qopt::populateResizePatterns(RewritePatternSet &patterns) {
  patterns.add<ResizePattern>(patterns.getContext());
}
