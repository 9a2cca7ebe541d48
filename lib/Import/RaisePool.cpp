//===- RaisePool.cpp - Pools from linalg ------------------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RaiseWindow.h"

#include "BodyEvaluator.h"
#include "ConstantData.h"
#include "CreateMoves.h"
#include "RaiseLinalgToTosa.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/IR/Matchers.h"

#include <limits>

using namespace mlir;
using namespace qopt;

namespace {
struct Pool {
  Window window;
  Combiner combiner;
};
} // namespace

/// A pool of an image, or of a row, whose channels come after the batch in the
/// order of the loops.
static std::optional<Pool> matchPool(linalg::LinalgOp op) {
  std::optional<Window> window = matchWindow(op);
  std::optional<Reduction> reduction =
      window ? matchReduction(op, 0) : std::nullopt;
  if (!reduction || reduction->term != op.getBlock()->getArgument(0) ||
      window->dims.batch.size() != 2 || !window->dims.depth.empty() ||
      !window->dims.outputChannel.empty() ||
      !window->dims.inputChannel.empty() ||
      window->dilation != ArrayRef<int64_t>{1, 1})
    return std::nullopt;
  return Pool{*window, reduction->combiner};
}

static Value createAverage(OpBuilder &builder, Location loc, Value image,
                           const Window &window, ArrayRef<int64_t> padding,
                           ArrayRef<int64_t> shape) {
  Value zero = createConst(builder, loc, {1}, {0.0f});
  return tosa::AvgPool2dOp::create(
      builder, loc, RankedTensorType::get(shape, builder.getF32Type()), image,
      zero, zero, window.kernel, window.stride, padding, builder.getF32Type());
}

namespace {
/// The maximum of each window; a sum is so many times the average.
struct RaisePool : OpInterfaceRewritePattern<linalg::LinalgOp> {
  using OpInterfaceRewritePattern::OpInterfaceRewritePattern;

  LogicalResult matchAndRewrite(linalg::LinalgOp op,
                                PatternRewriter &rewriter) const override {
    std::optional<Pool> pool = matchPool(op);
    std::optional<float> init =
        pool ? getFillValue(op.getDpsInits().front()) : std::nullopt;
    if (!init || (pool->combiner == Combiner::Maximum
                      ? *init != -std::numeric_limits<float>::infinity()
                      : pool->combiner != Combiner::Sum || *init != 0))
      return rewriter.notifyMatchFailure(op, "not a pool");
    const Window &window = pool->window;
    ArrayRef<unsigned> channels = ArrayRef(window.dims.batch).drop_front();
    Trial trial(op);
    OpBuilder &builder = trial.getBuilder();
    Location loc = op.getLoc();
    Value image = window.createImage(builder, op, channels);
    if (!image)
      return rewriter.notifyMatchFailure(op, "of unknown layout");
    SmallVector<int64_t> ranges = op.getStaticLoopRanges(),
                         shape = window.imageShape(ranges, ranges[channels[0]]);
    auto type = RankedTensorType::get(shape, builder.getF32Type());
    Value y;
    if (pool->combiner == Combiner::Maximum) {
      y = tosa::MaxPool2dOp::create(builder, loc, type, image, window.kernel,
                                    window.stride,
                                    ArrayRef<int64_t>{0, 0, 0, 0});
    } else {
      y = createAverage(builder, loc, image, window, {0, 0, 0, 0}, shape);
      Value count = createConst(builder, loc, {1, 1, 1, 1},
                                {float(window.kernel[0] * window.kernel[1])});
      y = createMul(builder, loc, type, y, count);
    }
    y = window.createResult(builder, op, y, channels);
    if (!y)
      return rewriter.notifyMatchFailure(op, "of unknown layout");
    trial.keep();
    rewriter.replaceOp(op, y);
    return success();
  }
};

/// A sum of windows, divided by a number for each place.
struct RaiseAverage : OpRewritePattern<linalg::GenericOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(linalg::GenericOp op,
                                PatternRewriter &rewriter) const override;
};
} // namespace

/// The counts of a division of all of `sum` in the body of `op`, one for each
/// of height and width that they differ in, as a tensor of a dimension for
/// each; nothing where it is something else.
static std::optional<BodyEvaluator> matchDivision(linalg::GenericOp op) {
  if (!op.hasPureTensorSemantics() || op.getNumDpsInputs() != 1 ||
      op.getNumResults() != 1 || op.getNumParallelLoops() != op.getNumLoops() ||
      !llvm::all_of(op.getIndexingMapsArray(),
                    [](AffineMap map) { return map.isIdentity(); }))
    return std::nullopt;
  auto div = op.getBlock()
                 ->getTerminator()
                 ->getOperand(0)
                 .getDefiningOp<arith::DivFOp>();
  if (!div || div.getLhs() != op.getBlock()->getArgument(0))
    return std::nullopt;
  return BodyEvaluator::create(op, div.getRhs());
}

/// How many elements of an image `size` long, with `low` more before it, the
/// window number `i` covers.
static int64_t coverage(const Window &window, unsigned axis, int64_t i,
                        int64_t low, int64_t size) {
  int64_t first = i * window.stride[axis] - low;
  return std::min(first + window.kernel[axis], size) -
         std::max<int64_t>(first, 0);
}

/// Whether the divisor at each place of height and width is `count` of it.
static bool divides(BodyEvaluator &divisor, const Window &window,
                    ArrayRef<unsigned> image, unsigned rank,
                    llvm::function_ref<int64_t(ArrayRef<int64_t>)> count) {
  for (unsigned dim = 0; dim < rank; ++dim)
    if (divisor.dependsOn(dim) && !llvm::is_contained(image, dim))
      return false;
  return forEachIndex(window.output, [&](ArrayRef<int64_t> place) {
    SmallVector<int64_t> index(rank, 0);
    for (auto [i, dim] : llvm::enumerate(image))
      index[dim] = place[i + 2 - image.size()];
    return divisor.at(index).front().real == double(count(place));
  });
}

/// How many zeros of a border the windows read before and behind the image,
/// where `pad` adds them to height and width alone.
static std::optional<SmallVector<int64_t>>
matchBorder(tensor::PadOp pad, linalg::LinalgOp op, const Window &window,
            ArrayRef<int64_t> excess) {
  Value value = pad ? pad.getConstantPaddingValue() : Value();
  if (!value || !matchPattern(value, m_AnyZeroFloat()))
    return std::nullopt;
  SmallVector<int64_t> border(4, 0);
  for (auto [dim, amounts] : llvm::enumerate(
           llvm::zip_equal(pad.getStaticLow(), pad.getStaticHigh()))) {
    auto [low, high] = amounts;
    std::optional<unsigned> axis = window.axisOf(op, dim);
    if (ShapedType::isDynamic(low) || ShapedType::isDynamic(high) ||
        (!axis && (low != 0 || high != 0)))
      return std::nullopt;
    if (!axis)
      continue;
    border[2 * *axis] = low;
    border[2 * *axis + 1] = high - excess[*axis];
  }
  // TOSA wants a window to see the image, and no negative border.
  for (auto [i, amount] : llvm::enumerate(border))
    if (amount < 0 || amount >= window.kernel[i / 2])
      return std::nullopt;
  return border;
}

LogicalResult RaiseAverage::matchAndRewrite(linalg::GenericOp op,
                                            PatternRewriter &rewriter) const {
  std::optional<BodyEvaluator> divisor = matchDivision(op);
  auto sum = divisor ? op.getInputs().front().getDefiningOp<linalg::LinalgOp>()
                     : linalg::LinalgOp();
  std::optional<Pool> pool = sum ? matchPool(sum) : std::nullopt;
  if (!pool || pool->combiner != Combiner::Sum ||
      getFillValue(sum.getDpsInits().front()) != 0.0f)
    return rewriter.notifyMatchFailure(op, "not a sum of windows, divided");
  const Window &window = pool->window;
  ArrayRef<unsigned> channels = ArrayRef(window.dims.batch).drop_front();
  AffineMap outMap = sum.getIndexingMapsArray().back();
  SmallVector<unsigned> image = positionsIn(outMap, window.dims.outputImage);

  Trial trial(op);
  OpBuilder &builder = trial.getBuilder();
  SmallVector<int64_t> ranges = sum.getStaticLoopRanges(),
                       shape = window.imageShape(ranges, ranges[channels[0]]);
  Value x, y;
  SmallVector<int64_t> border = {0, 0, 0, 0};
  if (divides(*divisor, window, image, outMap.getNumResults(),
              [&](ArrayRef<int64_t>) {
                return window.kernel[0] * window.kernel[1];
              })) {
    // What a border adds counts.
    x = window.createImage(builder, sum, channels);
  } else {
    auto pad = sum->getOperand(0).getDefiningOp<tensor::PadOp>();
    Value padded =
        window.createUncroppedImage(builder, sum, sum->getOperand(0), channels);
    x = pad ? window.createUncroppedImage(builder, sum, pad.getSource(),
                                          channels)
            : Value();
    if (!x || !padded)
      return rewriter.notifyMatchFailure(op, "no border to count");
    auto amounts = matchBorder(
        pad, sum, window,
        window.excess(cast<RankedTensorType>(padded.getType()).getShape()));
    auto size = cast<RankedTensorType>(x.getType()).getShape();
    if (!amounts || !divides(*divisor, window, image, outMap.getNumResults(),
                             [&](ArrayRef<int64_t> place) {
                               return coverage(window, 0, place[0],
                                               (*amounts)[0], size[1]) *
                                      coverage(window, 1, place[1],
                                               (*amounts)[2], size[2]);
                             }))
      return rewriter.notifyMatchFailure(op, "divided by something else");
    border = *amounts;
  }
  if (x)
    y = createAverage(builder, op.getLoc(), x, window, border, shape);
  y = y ? window.createResult(builder, sum, y, channels) : Value();
  if (!y)
    return rewriter.notifyMatchFailure(op, "of unknown layout");
  trial.keep();
  rewriter.replaceOp(op, y);
  return success();
}

void qopt::populateRaisePoolPatterns(RewritePatternSet &patterns) {
  patterns.add<RaisePool>(patterns.getContext());
}

void qopt::populateRaiseAveragePatterns(RewritePatternSet &patterns) {
  patterns.add<RaiseAverage>(patterns.getContext());
}
