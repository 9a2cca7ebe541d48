//===- WindowPatterns.cpp - qnn pools and sums to linalg --------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ConvolutionBuilder.h"
#include "QNNPatterns.h"

#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;

namespace qopt {

namespace {

/// Combines the elements of every window of a padded image, from `init` on.
Value buildWindow(
    OpBuilder &b, Location loc, Value image, RankedTensorType type,
    ArrayRef<int64_t> kernel, ArrayRef<int64_t> stride, TypedAttr init,
    function_ref<Value(OpBuilder &, Location, Value, Value)> add) {
  AffineExpr batch, y, x, c, i, j;
  bindDims(b.getContext(), batch, y, x, c, i, j);
  auto map = [&](ArrayRef<AffineExpr> places) {
    return AffineMap::get(6, 0, places, b.getContext());
  };
  Value start = arith::ConstantOp::create(b, loc, init);
  Value empty =
      tensor::EmptyOp::create(b, loc, type.getShape(), init.getType());
  Value filled = linalg::FillOp::create(b, loc, start, empty).getResult(0);
  // Gives the loops over the window their extents.
  Value window = tensor::EmptyOp::create(
      b, loc, kernel, cast<RankedTensorType>(image.getType()).getElementType());
  SmallVector<utils::IteratorType> iterators(4, utils::IteratorType::parallel);
  iterators.resize(6, utils::IteratorType::reduction);
  return linalg::GenericOp::create(
             b, loc, filled.getType(), ValueRange{image, window}, filled,
             ArrayRef{map({batch, y * stride[0] + i, x * stride[1] + j, c}),
                      map({i, j}), map({batch, y, x, c})},
             iterators,
             [&](OpBuilder &b, Location loc, ValueRange args) {
               linalg::YieldOp::create(b, loc, add(b, loc, args[2], args[0]));
             })
      .getResult(0);
}

struct MaxPoolPattern : OpRewritePattern<qnn::MaxPool2DOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(qnn::MaxPool2DOp op,
                                PatternRewriter &rewriter) const override {
    bool isUnsigned = op.getIsUnsigned();
    auto element = cast<IntegerType>(op.getInput().getType().getElementType());
    TypedAttr smallest = rewriter.getIntegerAttr(
        element, isUnsigned ? APInt(element.getWidth(), 0)
                            : APInt::getSignedMinValue(element.getWidth()));
    Value image =
        padImage(rewriter, op.getLoc(), op.getInput(), op.getPad(), smallest);
    rewriter.replaceOp(
        op, buildWindow(
                rewriter, op.getLoc(), image, op.getOutput().getType(),
                op.getKernel(), op.getStride(), smallest,
                [&](OpBuilder &b, Location loc, Value acc, Value x) -> Value {
                  if (isUnsigned)
                    return arith::MaxUIOp::create(b, loc, acc, x);
                  return arith::MaxSIOp::create(b, loc, acc, x);
                }));
    return success();
  }
};

struct AvgPoolPattern : OpRewritePattern<qnn::AvgPool2DOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(qnn::AvgPool2DOp op,
                                PatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    auto type = cast<RankedTensorType>(op.getOutput().getType());
    SmallVector<Value> params;
    for (Value param : op.getParams()) {
      DenseElementsAttr counts;
      if (!matchPattern(param, m_Constant(&counts)))
        return op.emitError("needs constant rescale parameters");
      params.push_back(arith::ConstantOp::create(rewriter, loc,
                                                 paramsOfWindows(op, counts)));
    }
    // Padding has the value of the zero point, so it adds nothing.
    auto element = cast<IntegerType>(op.getInput().getType().getElementType());
    APInt zeroPoint(element.getWidth(), op.getInZp(), /*isSigned=*/true,
                    /*implicitTrunc=*/true);
    Value image = padImage(rewriter, loc, op.getInput(), op.getPad(),
                           rewriter.getIntegerAttr(element, zeroPoint));
    Value sums = buildWindow(
        rewriter, loc, image, type, op.getKernel(), op.getStride(),
        rewriter.getI32IntegerAttr(0),
        [&](OpBuilder &b, Location loc, Value acc, Value x) -> Value {
          return arith::AddIOp::create(
              b, loc, acc, widen(b, loc, x, op.getInUnsigned(), op.getInZp()));
        });
    SmallVector<Value> inputs{sums};
    llvm::append_range(inputs, params);
    SmallVector<AffineMap> maps{rewriter.getMultiDimIdentityMap(4)};
    AffineExpr batch, y, x;
    bindDims(rewriter.getContext(), batch, y, x);
    maps.append(params.size(),
                AffineMap::get(4, 0, {y, x}, rewriter.getContext()));
    rewriter.replaceOp(
        op, buildMap(rewriter, loc, type, inputs, maps,
                     [&](OpBuilder &b, Location loc, ValueRange args) -> Value {
                       return qnn::RescaleOp::create(
                           b, loc, type.getElementType(), args[0],
                           args.slice(1, params.size()), op.getOutZp(),
                           op.getQmin(), op.getQmax(), op.getNumerics());
                     }));
    return success();
  }

private:
  /// The parameter of every window, by its number of elements in the image.
  static DenseElementsAttr paramsOfWindows(qnn::AvgPool2DOp op,
                                           DenseElementsAttr counts) {
    ArrayRef<int64_t> image = op.getInput().getType().getShape(),
                      result = op.getOutput().getType().getShape();
    auto extent = [&](int d, int64_t at) {
      int64_t first = at * op.getStride()[d] - op.getPad()[2 * d];
      return std::min(first + op.getKernel()[d], image[1 + d]) -
             std::max<int64_t>(first, 0);
    };
    SmallVector<Attribute> all(counts.getValues<Attribute>()), values;
    for (int64_t y = 0; y < result[1]; ++y)
      for (int64_t x = 0; x < result[2]; ++x)
        values.push_back(all[extent(0, y) * extent(1, x) - 1]);
    return DenseElementsAttr::get(
        RankedTensorType::get({result[1], result[2]}, counts.getElementType()),
        values);
  }
};

struct ReduceSumPattern : OpRewritePattern<qnn::ReduceSumOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(qnn::ReduceSumOp op,
                                PatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    auto from = cast<RankedTensorType>(op.getInput().getType()),
         to = cast<RankedTensorType>(op.getOutput().getType());
    int64_t rank = from.getRank();
    SmallVector<AffineExpr> kept;
    SmallVector<int64_t> shape;
    SmallVector<utils::IteratorType> iterators;
    for (int64_t d = 0; d < rank; ++d) {
      bool isSummed = llvm::is_contained(op.getDims(), d);
      iterators.push_back(isSummed ? utils::IteratorType::reduction
                                   : utils::IteratorType::parallel);
      if (isSummed)
        continue;
      kept.push_back(rewriter.getAffineDimExpr(d));
      shape.push_back(from.getDimSize(d));
    }
    Value zero =
        arith::ConstantOp::create(rewriter, loc, rewriter.getI32IntegerAttr(0));
    Value empty =
        tensor::EmptyOp::create(rewriter, loc, shape, to.getElementType());
    Value init =
        linalg::FillOp::create(rewriter, loc, zero, empty).getResult(0);
    Value sums =
        linalg::GenericOp::create(
            rewriter, loc, init.getType(), op.getInput(), init,
            ArrayRef{rewriter.getMultiDimIdentityMap(rank),
                     AffineMap::get(rank, 0, kept, rewriter.getContext())},
            iterators,
            [&](OpBuilder &b, Location loc, ValueRange args) {
              Value x = widen(b, loc, args[0], op.getIsUnsigned(), op.getZp());
              linalg::YieldOp::create(
                  b, loc,
                  arith::AddIOp::create(b, loc, args[1], x).getResult());
            })
            .getResult(0);
    rewriter.replaceOp(op, restoreRank(rewriter, loc, sums, to, op.getDims()));
    return success();
  }

private:
  /// Dimensions of one element in the places of those that were summed over.
  static Value restoreRank(OpBuilder &b, Location loc, Value sums,
                           RankedTensorType to, ArrayRef<int64_t> dims) {
    SmallVector<ReassociationIndices> groups;
    ReassociationIndices leading;
    for (int64_t d = 0; d < to.getRank(); ++d) {
      if (llvm::is_contained(dims, d)) {
        (groups.empty() ? leading : groups.back()).push_back(d);
        continue;
      }
      leading.push_back(d);
      groups.push_back(leading);
      leading.clear();
    }
    return tensor::ExpandShapeOp::create(b, loc, to, sums, groups);
  }
};

} // namespace

void populateQNNWindowPatterns(RewritePatternSet &patterns) {
  patterns.add<AvgPoolPattern, MaxPoolPattern, ReduceSumPattern>(
      patterns.getContext());
}

} // namespace qopt
