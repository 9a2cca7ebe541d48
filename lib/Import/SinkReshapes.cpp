//===- SinkReshapes.cpp - Move reshapes towards the end ---------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

///
/// \file
/// A row is an image of height 1: a convolution of rows has reshapes around it,
/// between it and what belongs to it. Moved behind that, they do no harm.
///
//===----------------------------------------------------------------------===//

#include "ConstantData.h"
#include "CreateMoves.h"
#include "ElementwiseEval.h"
#include "NormaliseTosa.h"
#include "ReshapeSegments.h"
#include "qopt/Import/UnaryUnit.h"

#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/Dialect/Tosa/Utils/ConversionUtils.h"
#include "mlir/IR/IRMapping.h"

using namespace mlir;
using namespace qopt;

static ArrayRef<int64_t> shapeOf(Value value) {
  return cast<RankedTensorType>(value.getType()).getShape();
}

/// The one tensor that `op`, an elementwise operation, computes from that is no
/// constant, where a reshape made it.
static tosa::ReshapeOp reshapeBefore(Operation *op) {
  tosa::ReshapeOp reshape;
  for (Value operand : elementwiseOperands(op)) {
    if (getConstant(operand))
      continue;
    if (reshape && operand != reshape.getOutput())
      return {};
    reshape = operand.getDefiningOp<tosa::ReshapeOp>();
    if (!reshape)
      return {};
  }
  return reshape;
}

/// Replaces `op`, of what `reshape` makes, by one of what it reshapes;
/// `constant` makes the constants that fit that.
static void computeBefore(Operation *op, tosa::ReshapeOp reshape,
                          PatternRewriter &rewriter,
                          llvm::function_ref<Value(Value)> constant) {
  Value x = reshape.getInput1();
  auto type = cast<RankedTensorType>(op->getResult(0).getType());
  IRMapping mapping;
  for (Value operand : elementwiseOperands(op))
    mapping.map(operand,
                operand == reshape.getOutput() ? x : constant(operand));
  Operation *moved = rewriter.clone(*op, mapping);
  rewriter.modifyOpInPlace(
      moved, [&] { moved->getResult(0).setType(type.clone(shapeOf(x))); });
  rewriter.replaceOpWithNewOp<tosa::ReshapeOp>(op, type, moved->getResult(0),
                                               reshape.getShape());
}

namespace {
/// A reshape that takes the channels from the last dimension, which is what a
/// transpose is where height and width are 1: the layer before it sees
/// constants of its channels only behind it.
struct SinkReshape : RewritePattern {
  explicit SinkReshape(MLIRContext *context)
      : RewritePattern(MatchAnyOpTypeTag(), /*benefit=*/1, context) {}

  LogicalResult matchAndRewrite(Operation *op,
                                PatternRewriter &rewriter) const override {
    if (!isUnaryUnitOp(op))
      return rewriter.notifyMatchFailure(op, "not elementwise");
    auto type = dyn_cast<RankedTensorType>(op->getResult(0).getType());
    tosa::ReshapeOp reshape = reshapeBefore(op);
    if (!type || !reshape || !takesChannels(reshape) ||
        type.getShape() != shapeOf(reshape.getOutput()))
      return rewriter.notifyMatchFailure(op, "the channels are last, or move");

    computeBefore(op, reshape, rewriter, [&](Value operand) {
      return reshapeConstant(rewriter, operand, reshape);
    });
    return success();
  }

private:
  static SmallVector<int64_t> nonUnits(ArrayRef<int64_t> shape) {
    SmallVector<int64_t> sizes(shape);
    llvm::erase(sizes, 1);
    return sizes;
  }

  static bool takesChannels(tosa::ReshapeOp reshape) {
    auto from = dyn_cast<RankedTensorType>(reshape.getInput1().getType());
    ArrayRef<int64_t> to = shapeOf(reshape.getOutput());
    return from && from.getRank() > 0 && !to.empty() && to.back() == 1 &&
           from.getShape().back() != 1 &&
           nonUnits(from.getShape()) == nonUnits(to);
  }

  /// A constant that fits the reshaped tensor, for the one before.
  static Value reshapeConstant(OpBuilder &builder, Value constant,
                               tosa::ReshapeOp reshape) {
    SmallVector<int64_t> sizes;
    for (auto [size, whole] :
         llvm::zip_equal(shapeOf(constant), shapeOf(reshape.getOutput())))
      if (whole != 1)
        sizes.push_back(size);
    SmallVector<int64_t> shape(shapeOf(reshape.getInput1()));
    auto *next = sizes.begin();
    for (int64_t &size : shape)
      if (size != 1)
        size = *next++;
    return createReshape(builder, constant.getLoc(), constant, shape);
  }
};

/// The clamp and the constants of the channels of a convolution of rows, where
/// the reshape of its result from an image comes first.
struct SinkReshapeOfConv : RewritePattern {
  explicit SinkReshapeOfConv(MLIRContext *context)
      : RewritePattern(MatchAnyOpTypeTag(), /*benefit=*/1, context) {}

  LogicalResult matchAndRewrite(Operation *op,
                                PatternRewriter &rewriter) const override {
    if (!isUnaryUnitOp(op))
      return rewriter.notifyMatchFailure(op, "not elementwise");
    tosa::ReshapeOp reshape = reshapeBefore(op);
    auto type = dyn_cast<RankedTensorType>(op->getResult(0).getType());
    if (!reshape || !type || !isOfConv(reshape) ||
        type.getShape() != shapeOf(reshape.getOutput()))
      return rewriter.notifyMatchFailure(op, "not of a convolution's result");
    for (Value operand : elementwiseOperands(op))
      if (operand != reshape.getOutput() &&
          llvm::any_of(shapeOf(operand).drop_back(),
                       [](int64_t size) { return size != 1; }))
        return rewriter.notifyMatchFailure(op, "a constant for each place");
    computeBefore(op, reshape, rewriter, [&](Value operand) {
      SmallVector<int64_t> shape(shapeOf(reshape.getInput1()).size(), 1);
      shape.back() = shapeOf(operand).back();
      return createReshape(rewriter, operand.getLoc(), operand, shape);
    });
    return success();
  }

private:
  /// Whether `reshape` makes rows of a convolution, or of what is computed of
  /// its elements, for one reader.
  static bool isOfConv(tosa::ReshapeOp reshape) {
    Value x = reshape.getInput1();
    ArrayRef<int64_t> from = shapeOf(x), to = shapeOf(reshape.getOutput());
    if (from.size() != 4 || to.size() != 3 || from.back() != to.back() ||
        !reshape->hasOneUse())
      return false;
    Operation *op = x.getDefiningOp();
    while (op && isUnaryUnitOp(op)) {
      auto it = llvm::find_if(elementwiseOperands(op), [](Value operand) {
        return !getConstant(operand);
      });
      if (it == elementwiseOperands(op).end())
        return false;
      op = (*it).getDefiningOp();
    }
    return isa_and_present<tosa::Conv2DOp, tosa::DepthwiseConv2DOp>(op);
  }
};

/// reshape(pad(x)), where the reshape leaves what is padded whole.
struct SinkPadThroughReshape : OpRewritePattern<tosa::ReshapeOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(tosa::ReshapeOp op,
                                PatternRewriter &rewriter) const override {
    auto pad = op.getInput1().getDefiningOp<tosa::PadOp>();
    SmallVector<int64_t> amounts;
    if (!pad ||
        !tosa::getConstShapeValues(pad.getPadding().getDefiningOp(), amounts))
      return rewriter.notifyMatchFailure(op, "not of a pad");
    auto segments =
        segmentReshape(shapeOf(pad.getOutput()), shapeOf(op.getOutput()));
    if (!segments)
      return rewriter.notifyMatchFailure(op, "of dynamic dimensions");
    SmallVector<int64_t> shape(shapeOf(op.getOutput())), low(shape.size(), 0),
        high(shape.size(), 0);
    ArrayRef<int64_t> input = shapeOf(pad.getInput1());
    for (auto [dim, size] : llvm::enumerate(shapeOf(pad.getOutput()))) {
      if (amounts[2 * dim] == 0 && amounts[2 * dim + 1] == 0)
        continue;
      auto *segment =
          llvm::find_if(*segments, [d = int64_t(dim)](const auto &candidate) {
            return llvm::is_contained(candidate.from, d);
          });
      if (segment == segments->end() || segment->from.size() != 1)
        return rewriter.notifyMatchFailure(op, "merges what is padded");
      auto *to =
          llvm::find_if(segment->to, [&, size = size](int64_t candidate) {
            return shape[candidate] == size;
          });
      if (to == segment->to.end())
        return rewriter.notifyMatchFailure(op, "splits what is padded");
      shape[*to] = input[dim];
      low[*to] = amounts[2 * dim];
      high[*to] = amounts[2 * dim + 1];
    }
    Value x = createReshape(rewriter, op.getLoc(), pad.getInput1(), shape);
    rewriter.replaceOp(
        op, createPad(rewriter, pad.getLoc(), x, low, high, pad.getPadConst()));
    return success();
  }
};

/// slice(pad(x)) as a pad of a slice, so that a convolution takes the pad in
/// and what is cut off again is never there.
struct SinkPadThroughSlice : OpRewritePattern<tosa::SliceOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(tosa::SliceOp op,
                                PatternRewriter &rewriter) const override {
    auto pad = op.getInput1().getDefiningOp<tosa::PadOp>();
    SmallVector<int64_t> amounts, start;
    if (!pad ||
        !tosa::getConstShapeValues(pad.getPadding().getDefiningOp(), amounts) ||
        !tosa::getConstShapeValues(op.getStart().getDefiningOp(), start))
      return rewriter.notifyMatchFailure(op, "not of a pad");
    ArrayRef<int64_t> input = shapeOf(pad.getInput1()),
                      output = shapeOf(op.getOutput());
    SmallVector<int64_t> from, shape, low, high;
    for (auto [dim, size] : llvm::enumerate(output)) {
      int64_t before = amounts[2 * dim];
      if (ShapedType::isDynamic(size) || ShapedType::isDynamic(input[dim])) {
        if (size != input[dim] || before != 0 || amounts[2 * dim + 1] != 0)
          return rewriter.notifyMatchFailure(op, "of dynamic dimensions");
        from.push_back(0);
        shape.push_back(size);
        low.push_back(0);
        high.push_back(0);
        continue;
      }
      // In the coordinates of x.
      int64_t first = start[dim] - before, last = first + size,
              begin = std::max<int64_t>(first, 0),
              end = std::min(last, input[dim]);
      if (begin >= end)
        return rewriter.notifyMatchFailure(op, "nothing but padding");
      from.push_back(begin);
      shape.push_back(end - begin);
      low.push_back(begin - first);
      high.push_back(last - end);
    }
    Value x = createSlice(rewriter, op.getLoc(), pad.getInput1(), from, shape);
    rewriter.replaceOp(
        op, createPad(rewriter, pad.getLoc(), x, low, high, pad.getPadConst()));
    return success();
  }
};
} // namespace

void qopt::populateSinkReshapePatterns(RewritePatternSet &patterns) {
  patterns.add<SinkReshape, SinkReshapeOfConv, SinkPadThroughReshape,
               SinkPadThroughSlice>(patterns.getContext());
}
