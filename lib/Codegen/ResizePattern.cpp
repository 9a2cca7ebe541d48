//===- ResizePattern.cpp - Images of another size ---------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Which pixels a sample lies between, and how far from them, is known: tables
/// for rows and columns. Upstream's lowering divides, which some processors
/// have no instruction for, and rounds towards zero what is before the first
/// pixel.
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
/// each sample, `scale` times its distance from the first, and the nearer one.
struct Samples {
  Samples(ImplicitLocOpBuilder &b, int64_t count, int64_t pixels, int64_t scale,
          int64_t step, int64_t offset)
      : scale(scale) {
    SmallVector<int32_t> firsts, seconds, distances, nearer;
    for (int64_t i = 0; i < count; ++i) {
      int64_t position = i * step + offset;
      int64_t floor = llvm::divideFloorSigned(position, scale);
      auto inside = [&](int64_t pixel) {
        return int32_t(std::clamp<int64_t>(pixel, 0, pixels - 1));
      };
      firsts.push_back(inside(floor));
      seconds.push_back(inside(floor + 1));
      distances.push_back(int32_t(position - floor * scale));
      nearer.push_back(2 * distances.back() >= scale ? seconds.back()
                                                     : firsts.back());
    }
    auto type = RankedTensorType::get(count, b.getI32Type());
    auto constant = [&](ArrayRef<int32_t> values) -> Value {
      return arith::ConstantOp::create(b, DenseElementsAttr::get(type, values));
    };
    first = constant(firsts);
    second = constant(seconds);
    distance = constant(distances);
    nearest = constant(nearer);
  }

  Value pixel(ImplicitLocOpBuilder &b, bool isSecond, Value sample) const {
    return read(b, isSecond ? second : first, sample);
  }

  Value nearestPixel(ImplicitLocOpBuilder &b, Value sample) const {
    return read(b, nearest, sample);
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
  static Value read(ImplicitLocOpBuilder &b, Value table, Value sample) {
    Value found = tensor::ExtractOp::create(b, table, sample);
    return arith::IndexCastOp::create(b, b.getIndexType(), found);
  }

  int64_t scale;
  Value first, second, distance, nearest;
};

struct ResizePattern : OpRewritePattern<tosa::ResizeOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(tosa::ResizeOp op,
                                PatternRewriter &rewriter) const override {
    auto image = cast<RankedTensorType>(op.getInput().getType()),
         type = cast<RankedTensorType>(op.getType());
    SmallVector<int64_t> scale, offset;
    bool isNearest = op.getMode() == tosa::ResizeMode::NEAREST_NEIGHBOR;
    if (!(isNearest || type.getElementType().isInteger()) ||
        !type.hasStaticShape() || !image.hasStaticShape() ||
        !tosa::getConstShapeValues(op.getScale().getDefiningOp(), scale) ||
        !tosa::getConstShapeValues(op.getOffset().getDefiningOp(), offset))
      return rewriter.notifyMatchFailure(op, "no static sampling, or an "
                                             "interpolation of floats");
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
          Value line = isNearest ? extractLine(b, op.getInput(), at[0],
                                               rows.nearestPixel(b, at[1]),
                                               columns.nearestPixel(b, at[2]))
                                 : interpolate(b, op, rows, columns, at);
          return {insertLine(b, line, outs[0], at)};
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
    Line line(b, at,
              cast<RankedTensorType>(values.getType()).getShape().back());
    return tensor::InsertSliceOp::create(b, values, into, line.offsets,
                                         line.sizes, line.strides);
  }

  /// Of the image's rank: upstream writes what is computed for a slice of less
  /// into it with the indices of the whole.
  static Value extractLine(ImplicitLocOpBuilder &b, Value image, Value batch,
                           Value row, Value column) {
    Line line(b, {batch, row, column},
              cast<RankedTensorType>(image.getType()).getDimSize(3));
    return tensor::ExtractSliceOp::create(b, image, line.offsets, line.sizes,
                                          line.strides);
  }

  /// The channels of the sample at `at`.
  static Value interpolate(ImplicitLocOpBuilder &b, tosa::ResizeOp op,
                           const Samples &rows, const Samples &columns,
                           ArrayRef<Value> at) {
    auto image = cast<RankedTensorType>(op.getInput().getType());
    SmallVector<int64_t> shape{1, 1, 1, image.getDimSize(3)};
    Type acc = getElementTypeOrSelf(op.getType());
    SmallVector<Value> pixels, weights;
    for (bool below : {false, true})
      for (bool right : {false, true}) {
        pixels.push_back(extractLine(b, op.getInput(), at[0],
                                     rows.pixel(b, below, at[1]),
                                     columns.pixel(b, right, at[2])));
        weights.push_back(
            arith::MulIOp::create(b, rows.weight(b, below, at[1], acc),
                                  columns.weight(b, right, at[2], acc)));
      }
    SmallVector<AffineMap> maps(4, b.getMultiDimIdentityMap(4));
    return buildMap(
        b, op.getLoc(), RankedTensorType::get(shape, acc), pixels, maps,
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
