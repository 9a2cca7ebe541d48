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

#include "mlir/Dialect/Arith/Utils/Utils.h"
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

  /// How much of a pixel is in the sample: of `scale` in integers, of 1 in
  /// floats.
  Value weight(ImplicitLocOpBuilder &b, bool isSecond, Value sample,
               Type type) const {
    Value part = tensor::ExtractOp::create(b, distance, sample);
    Value whole = arith::ConstantOp::create(b, b.getI32IntegerAttr(scale));
    Value weight = isSecond ? part : arith::SubIOp::create(b, whole, part);
    auto convert = [&](Value integer) {
      return convertScalarToDtype(b, b.getLoc(), integer, type,
                                  /*isUnsignedCast=*/false);
    };
    if (type.isInteger())
      return convert(weight);
    return arith::DivFOp::create(b, convert(weight), convert(whole));
  }

private:
  static Value read(ImplicitLocOpBuilder &b, Value table, Value sample) {
    Value found = tensor::ExtractOp::create(b, table, sample);
    return arith::IndexCastOp::create(b, b.getIndexType(), found);
  }

  int64_t scale;
  Value first, second, distance, nearest;
};

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

/// From pixels of an image to pixels of `type`.
class ImageSampler {
public:
  ImageSampler(ImplicitLocOpBuilder &b, Value image, RankedTensorType type,
               ArrayRef<int64_t> scale, ArrayRef<int64_t> offset)
      : b(b), image(image), imageType(cast<RankedTensorType>(image.getType())),
        type(type), rows(b, type.getDimSize(1), imageType.getDimSize(1),
                         scale[0], scale[1], offset[0]),
        columns(b, type.getDimSize(2), imageType.getDimSize(2), scale[2],
                scale[3], offset[1]) {}

  Value nearest() {
    return forEachSample([&](ArrayRef<Value> at) {
      return extractLine(at[0], rows.nearestPixel(b, at[1]),
                         columns.nearestPixel(b, at[2]));
    });
  }

  /// `finish` takes the weighted sum of four pixels, of type `acc`; the weights
  /// of floats add up to 1.
  Value bilinear(
      Type acc, bool isUnsigned, ValueRange params,
      function_ref<Value(OpBuilder &, Location, Value, ValueRange)> finish) {
    return forEachSample([&](ArrayRef<Value> at) {
      return interpolate(acc, isUnsigned, params, finish, at);
    });
  }

private:
  Value forEachSample(function_ref<Value(ArrayRef<Value>)> sample) {
    Value empty =
        tensor::EmptyOp::create(b, type.getShape(), type.getElementType());
    return LoopBuilder(b).nest(
        type.getShape().drop_back(), empty,
        [&](ArrayRef<Value> at, ValueRange outs) -> SmallVector<Value> {
          Line line(b, at, type.getDimSize(3));
          return {tensor::InsertSliceOp::create(
              b, sample(at), outs[0], line.offsets, line.sizes, line.strides)};
        })[0];
  }

  /// Of the image's rank: upstream writes what is computed for a slice of less
  /// into it with the indices of the whole.
  Value extractLine(Value batch, Value row, Value column) {
    Line line(b, {batch, row, column}, imageType.getDimSize(3));
    return tensor::ExtractSliceOp::create(b, image, line.offsets, line.sizes,
                                          line.strides);
  }

  /// The channels of the sample at `at`.
  Value interpolate(
      Type acc, bool isUnsigned, ValueRange params,
      function_ref<Value(OpBuilder &, Location, Value, ValueRange)> finish,
      ArrayRef<Value> at) {
    SmallVector<int64_t> shape{1, 1, 1, imageType.getDimSize(3)};
    SmallVector<Value> inputs, weights;
    for (bool below : {false, true})
      for (bool right : {false, true}) {
        inputs.push_back(extractLine(at[0], rows.pixel(b, below, at[1]),
                                     columns.pixel(b, right, at[2])));
        weights.push_back(ArithBuilder(b, b.getLoc())
                              .mul(rows.weight(b, below, at[1], acc),
                                   columns.weight(b, right, at[2], acc)));
      }
    SmallVector<AffineMap> maps(4, b.getMultiDimIdentityMap(4));
    llvm::append_range(inputs, params);
    maps.append(params.size(),
                AffineMap::get(4, 0, b.getAffineConstantExpr(0)));
    return buildMap(
        b, b.getLoc(), RankedTensorType::get(shape, type.getElementType()),
        inputs, maps,
        [&](OpBuilder &b, Location loc, ValueRange args) -> Value {
          ArithBuilder arith(b, loc);
          Value sum;
          for (auto [pixel, weight] : llvm::zip(args.take_front(4), weights)) {
            Value product = arith.mul(
                convertScalarToDtype(b, loc, pixel, acc, isUnsigned), weight);
            sum = sum ? arith.add(sum, product) : product;
          }
          return finish(b, loc, sum, args.slice(4, params.size()));
        });
  }

  ImplicitLocOpBuilder &b;
  Value image;
  RankedTensorType imageType, type;
  Samples rows, columns;
};

struct ResizePattern : OpRewritePattern<tosa::ResizeOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(tosa::ResizeOp op,
                                PatternRewriter &rewriter) const override {
    auto image = cast<RankedTensorType>(op.getInput().getType()),
         type = cast<RankedTensorType>(op.getType());
    SmallVector<int64_t> scale, offset;
    bool isNearest = op.getMode() == tosa::ResizeMode::NEAREST_NEIGHBOR;
    if (!type.hasStaticShape() || !image.hasStaticShape() ||
        !tosa::getConstShapeValues(op.getScale().getDefiningOp(), scale) ||
        !tosa::getConstShapeValues(op.getOffset().getDefiningOp(), offset))
      return rewriter.notifyMatchFailure(op, "no static sampling");
    ImplicitLocOpBuilder b(op.getLoc(), rewriter);
    ImageSampler sampler(b, op.getInput(), type, scale, offset);
    rewriter.replaceOp(
        op, isNearest
                ? sampler.nearest()
                : sampler.bilinear(type.getElementType(), /*isUnsigned=*/false,
                                   /*params=*/{},
                                   [](OpBuilder &, Location, Value sum,
                                      ValueRange) { return sum; }));
    return success();
  }
};

struct QuantizedResizePattern : OpRewritePattern<qnn::ResizeOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(qnn::ResizeOp op,
                                PatternRewriter &rewriter) const override {
    ImplicitLocOpBuilder b(op.getLoc(), rewriter);
    auto type = cast<RankedTensorType>(op.getOutput().getType());
    ArrayRef<int64_t> scale = op.getScale();
    // All weights together are as many zero points. Where they are few, more
    // sums fit a register.
    int64_t weights = scale[0] * scale[2], zeroPoints = weights * op.getInZp();
    bool isShort = weights * 255 <= std::numeric_limits<int16_t>::max();
    ImageSampler sampler(b, op.getInput(), type, scale, op.getOffset());
    rewriter.replaceOp(
        op, sampler.bilinear(
                isShort ? b.getI16Type() : b.getI32Type(), op.getInUnsigned(),
                op.getParams(),
                [&](OpBuilder &b, Location loc, Value sum, ValueRange params) {
                  if (isShort)
                    sum = arith::ExtSIOp::create(b, loc, b.getI32Type(), sum);
                  Value zp = arith::ConstantOp::create(
                      b, loc, b.getI32IntegerAttr(int32_t(zeroPoints)));
                  return qnn::RescaleOp::create(
                      b, loc, type.getElementType(),
                      arith::SubIOp::create(b, loc, sum, zp), params,
                      op.getOutZp(), op.getQmin(), op.getQmax(),
                      op.getNumerics());
                }));
    return success();
  }
};

} // namespace

void qopt::populateResizePatterns(RewritePatternSet &patterns) {
  patterns.add<ResizePattern>(patterns.getContext());
}

void qopt::populateQNNResizePatterns(RewritePatternSet &patterns) {
  patterns.add<QuantizedResizePattern>(patterns.getContext());
}
