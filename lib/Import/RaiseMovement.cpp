//===- RaiseMovement.cpp - Padding, slices and their like from linalg -----===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ConstantData.h"
#include "CreateMoves.h"
#include "RaiseLinalgToTosa.h"

#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;
using namespace qopt;

/// A tensor of f32 or of truth values with one dynamic dimension at most, the
/// leading one.
static bool isMovable(Type type) {
  auto tensor = dyn_cast<RankedTensorType>(type);
  return tensor && tensor.getRank() > 0 &&
         (tensor.getElementType().isF32() ||
          tensor.getElementType().isInteger(1)) &&
         llvm::none_of(tensor.getShape().drop_front(), ShapedType::isDynamic);
}

static bool isKnown(ArrayRef<int64_t> numbers) {
  return llvm::none_of(numbers, ShapedType::isDynamic);
}

namespace {
struct RaisePad : OpRewritePattern<tensor::PadOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(tensor::PadOp op,
                                PatternRewriter &rewriter) const override {
    FloatAttr value;
    Value padding = op.getConstantPaddingValue();
    ArrayRef<int64_t> low = op.getStaticLow(), high = op.getStaticHigh();
    if (!padding || !matchPattern(padding, m_Constant(&value)) ||
        !value.getType().isF32() || !isMovable(op.getType()) ||
        !isMovable(op.getSource().getType()) || !isKnown(low) ||
        !isKnown(high) || low[0] < 0)
      return rewriter.notifyMatchFailure(op, "not a constant border");
    if ((low[0] != 0 || high[0] != 0) && op.getType().isDynamicDim(0))
      return rewriter.notifyMatchFailure(op, "a border of the batch");
    Value constant = createConst(rewriter, op.getLoc(), {1},
                                 value.getValue().convertToFloat());
    rewriter.replaceOp(op, createPad(rewriter, op.getLoc(), op.getSource(), low,
                                     high, constant));
    return success();
  }
};

struct RaiseExtractSlice : OpRewritePattern<tensor::ExtractSliceOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(tensor::ExtractSliceOp op,
                                PatternRewriter &rewriter) const override {
    ArrayRef<int64_t> starts = op.getStaticOffsets(),
                      sizes = op.getStaticSizes(),
                      steps = op.getStaticStrides();
    RankedTensorType type = op.getSourceType();
    if (!isMovable(type) || !isMovable(op.getType()) || !isKnown(starts) ||
        !isKnown(steps) || !isKnown(sizes.drop_front()) ||
        (ShapedType::isDynamic(sizes[0]) || type.isDynamicDim(0)
             ? !type.isDynamicDim(0) || !ShapedType::isDynamic(sizes[0]) ||
                   starts[0] != 0 || steps[0] != 1
             : false))
      return rewriter.notifyMatchFailure(op, "not constant");
    Value value = op.getSource();
    for (auto [dim, start] : llvm::enumerate(starts)) {
      if (ShapedType::isDynamic(sizes[dim]))
        continue;
      SmallVector<int64_t> indices;
      for (int64_t i = 0; i < sizes[dim]; ++i)
        indices.push_back(start + i * steps[dim]);
      if (indices.empty() || indices.front() < 0 ||
          indices.back() >= type.getDimSize(dim))
        return rewriter.notifyMatchFailure(op, "takes what is not there");
      value = createSelection(rewriter, op.getLoc(), value, dim, indices);
    }
    rewriter.replaceOp(op, createReshape(rewriter, op.getLoc(), value,
                                         op.getType().getShape()));
    return success();
  }
};

/// Into a tensor of one number: a border, and with steps the same number
/// between the elements.
struct RaiseInsertSlice : OpRewritePattern<tensor::InsertSliceOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(tensor::InsertSliceOp op,
                                PatternRewriter &rewriter) const override {
    std::optional<float> fill = getFillValue(op.getDest());
    RankedTensorType type = op.getType(), source = op.getSourceType();
    ArrayRef<int64_t> starts = op.getStaticOffsets(),
                      steps = op.getStaticStrides();
    if (!fill || !isMovable(type) || !isMovable(source) ||
        type.getRank() != source.getRank() || !isKnown(starts) ||
        !isKnown(steps) || starts[0] != 0 || steps[0] != 1 ||
        type.getDimSize(0) != source.getDimSize(0))
      return rewriter.notifyMatchFailure(op, "not into a constant");
    Location loc = op.getLoc();
    Value padding = createConst(rewriter, loc, {1}, *fill),
          value = op.getSource();
    SmallVector<int64_t> low(starts), high(type.getRank(), 0);
    for (int64_t dim = 1; dim < type.getRank(); ++dim) {
      value = spread(rewriter, loc, value, dim, steps[dim], padding);
      high[dim] = type.getDimSize(dim) - low[dim] -
                  cast<RankedTensorType>(value.getType()).getDimSize(dim);
    }
    rewriter.replaceOp(op, createPad(rewriter, loc, value, low, high, padding));
    return success();
  }

private:
  /// `value` with `step - 1` elements of `padding` between two neighbours.
  static Value spread(OpBuilder &builder, Location loc, Value value,
                      int64_t dim, int64_t step, Value padding) {
    auto type = cast<RankedTensorType>(value.getType());
    if (step == 1)
      return value;
    SmallVector<int64_t> shape(type.getShape()), none(type.getRank() + 1, 0);
    int64_t size = shape[dim];
    shape.insert(shape.begin() + dim + 1, 1);
    value = createReshape(builder, loc, value, shape);
    SmallVector<int64_t> high(none);
    high[dim + 1] = step - 1;
    value = createPad(builder, loc, value, none, high, padding);
    shape.erase(shape.begin() + dim + 1);
    shape[dim] = size * step;
    value = createReshape(builder, loc, value, shape);
    return createSliceOf(builder, loc, value, dim, 0, (size - 1) * step + 1);
  }
};

struct RaiseConcat : OpRewritePattern<tensor::ConcatOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(tensor::ConcatOp op,
                                PatternRewriter &rewriter) const override {
    if (!isMovable(op.getType()) ||
        !llvm::all_of(op.getInputs().getTypes(), isMovable) ||
        (op.getDim() == 0 && op.getType().isDynamicDim(0)))
      return rewriter.notifyMatchFailure(op, "not of known size");
    rewriter.replaceOp(
        op, createConcat(rewriter, op.getLoc(), op.getInputs(), op.getDim()));
    return success();
  }
};

/// A reshape that only splits dimensions of what was repeated repeats what was
/// split: so a bias stays one.
struct ExpandBeforeBroadcast : OpRewritePattern<tensor::ExpandShapeOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(tensor::ExpandShapeOp op,
                                PatternRewriter &rewriter) const override {
    auto broadcast = op.getSrc().getDefiningOp<linalg::BroadcastOp>();
    if (!broadcast || !broadcast.hasPureTensorSemantics() ||
        !isMovable(op.getType()))
      return rewriter.notifyMatchFailure(op, "not of a broadcast");
    SmallVector<int64_t> repeated, shape;
    SmallVector<ReassociationIndices> groups;
    for (auto [dim, group] : llvm::enumerate(op.getReassociationIndices())) {
      if (llvm::is_contained(broadcast.getDimensions(), int64_t(dim))) {
        repeated.append(group);
        continue;
      }
      groups.emplace_back();
      for (int64_t to : group) {
        groups.back().push_back(shape.size());
        shape.push_back(op.getType().getDimSize(to));
      }
    }
    auto source = cast<RankedTensorType>(broadcast.getInput().getType());
    if (!source.hasStaticShape() || !isKnown(shape))
      return rewriter.notifyMatchFailure(op, "of unknown size");
    Value split = tensor::ExpandShapeOp::create(rewriter, op.getLoc(),
                                                source.clone(shape),
                                                broadcast.getInput(), groups);
    Value empty = tensor::EmptyOp::create(
        rewriter, op.getLoc(), op.getType().getShape(),
        op.getType().getElementType(),
        op.getType().hasStaticShape() ? ValueRange() : op.getOutputShape());
    rewriter.replaceOpWithNewOp<linalg::BroadcastOp>(op, split, empty,
                                                     repeated);
    return success();
  }
};

/// What reads the loops' numbers reads through broadcasts by itself; here is
/// what else does.
struct RaiseBroadcast : OpInterfaceRewritePattern<linalg::LinalgOp> {
  using OpInterfaceRewritePattern::OpInterfaceRewritePattern;

  LogicalResult matchAndRewrite(linalg::LinalgOp op,
                                PatternRewriter &rewriter) const override {
    auto type = op->getNumResults() == 1
                    ? dyn_cast<RankedTensorType>(op->getResult(0).getType())
                    : RankedTensorType();
    Value source;
    if (!type || !type.hasStaticShape() || !isMovable(type) ||
        !matchBroadcast(op->getResult(0), source))
      return rewriter.notifyMatchFailure(op, "not a broadcast");
    Trial trial(op);
    Value value =
        alignToLoops(trial.getBuilder(), op.getLoc(), op->getResult(0),
                     rewriter.getMultiDimIdentityMap(type.getRank()));
    if (!value)
      return rewriter.notifyMatchFailure(op, "of permuted dimensions");
    SmallVector<int64_t> multiples;
    for (auto [from, to] :
         llvm::zip_equal(cast<RankedTensorType>(value.getType()).getShape(),
                         type.getShape()))
      multiples.push_back(to / from);
    value = createTile(trial.getBuilder(), op.getLoc(), value, multiples);
    trial.keep();
    rewriter.replaceOp(op, value);
    return success();
  }
};
} // namespace

void qopt::populateExpandBeforeBroadcastPatterns(RewritePatternSet &patterns) {
  patterns.add<ExpandBeforeBroadcast>(patterns.getContext());
}

void qopt::populateRaiseMovementPatterns(RewritePatternSet &patterns) {
  patterns.add<RaisePad, RaiseExtractSlice, RaiseInsertSlice, RaiseConcat,
               RaiseBroadcast>(patterns.getContext());
}
