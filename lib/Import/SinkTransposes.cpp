//===- SinkTransposes.cpp - Move transposes to their inverse ----*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// A model whose channels come first has a transpose on both sides of every
/// convolution. Moved towards the end they meet, and upstream's folds cancel
/// them.
///
//===----------------------------------------------------------------------===//

#include "ConstantData.h"
#include "CreateMoves.h"
#include "ElementwiseEval.h"
#include "NormaliseTosa.h"
#include "ReshapeSegments.h"
#include "WeightData.h"
#include "qopt/Import/UnaryUnit.h"

#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/Dialect/Tosa/Utils/ConversionUtils.h"
#include "mlir/IR/IRMapping.h"

using namespace mlir;
using namespace qopt;

/// Dimension i of a transposed tensor is dimension perms[i] of the other:
/// `values`, one for each dimension of the transposed, in the other's order.
template <typename T>
static SmallVector<T> untransposed(ArrayRef<T> values,
                                   ArrayRef<int32_t> perms) {
  SmallVector<T> result(values.size());
  for (auto [value, dim] : llvm::zip_equal(values, perms))
    result[dim] = value;
  return result;
}

static ArrayRef<int64_t> shapeOf(Value value) {
  return cast<RankedTensorType>(value.getType()).getShape();
}

/// Whether a tensor of `shape` has its elements in the same order without the
/// transpose that made it: only dimensions of 1 moved.
static bool keepsOrder(ArrayRef<int64_t> shape, ArrayRef<int32_t> perms) {
  int32_t last = -1;
  for (auto [size, dim] : llvm::zip_equal(shape, perms)) {
    if (size == 1)
      continue;
    if (dim < last)
      return false;
    last = dim;
  }
  return true;
}

static bool isTransposed(Value value, ArrayRef<int32_t> perms) {
  auto transpose = value.getDefiningOp<tosa::TransposeOp>();
  return transpose && transpose.getPerms() == perms;
}

/// Whether `value` can be had without the transpose by `perms`.
static bool canUntranspose(Value value, ArrayRef<int32_t> perms) {
  auto type = dyn_cast<RankedTensorType>(value.getType());
  if (!type || type.getRank() != int64_t(perms.size()))
    return false;
  return isTransposed(value, perms) || getWeight(value) ||
         (keepsOrder(type.getShape(), perms) && type.getNumDynamicDims() < 2);
}

static Value untranspose(OpBuilder &builder, Value value,
                         ArrayRef<int32_t> perms) {
  Location loc = value.getLoc();
  if (isTransposed(value, perms))
    return value.getDefiningOp()->getOperand(0);
  SmallVector<int64_t> shape = untransposed(shapeOf(value), perms);
  if (keepsOrder(shapeOf(value), perms))
    return createReshape(builder, loc, value, shape);
  SmallVector<int32_t> inverse(perms.size());
  for (auto [i, dim] : llvm::enumerate(perms))
    inverse[dim] = i;
  auto type = cast<RankedTensorType>(value.getType()).clone(shape);
  return tosa::TransposeOp::create(builder, loc, type, value, inverse);
}

/// The operands of `op` that are transposed with its result; empty where it is
/// no operation that a transpose moves through.
static ValueRange transposedOperands(Operation *op) {
  if (isUnaryUnitOp(op))
    return elementwiseOperands(op);
  if (isa<tosa::ConcatOp, qnn::FakeQuantizeOp>(op))
    return op->getOperands();
  if (isa<tosa::PadOp, tosa::SliceOp, tosa::TileOp, tosa::ReverseOp,
          tosa::ReduceSumOp, tosa::ReduceMaxOp, tosa::ReduceMinOp,
          tosa::ReduceProductOp>(op))
    return op->getOperands().take_front();
  return {};
}

/// An operand that says a number, or a pair of them, for each dimension.
static bool readShape(Value value, SmallVector<int64_t> &numbers) {
  return isa<tosa::shapeType>(value.getType()) &&
         tosa::getConstShapeValues(value.getDefiningOp(), numbers);
}

static Value untransposeShape(OpBuilder &builder, Value value,
                              ArrayRef<int32_t> perms) {
  SmallVector<int64_t> numbers, result;
  readShape(value, numbers);
  size_t each = numbers.size() / perms.size();
  result.resize(numbers.size());
  for (auto [i, number] : llvm::enumerate(numbers))
    result[perms[i / each] * each + i % each] = number;
  ImplicitLocOpBuilder implicit(value.getLoc(), builder);
  return tosa::getTosaConstShape(implicit, result);
}

namespace {
struct SinkTranspose : RewritePattern {
  explicit SinkTranspose(MLIRContext *context)
      : RewritePattern(MatchAnyOpTypeTag(), /*benefit=*/1, context) {}

  LogicalResult matchAndRewrite(Operation *op,
                                PatternRewriter &rewriter) const override {
    ValueRange operands = transposedOperands(op);
    auto it = llvm::find_if(operands, [](Value operand) {
      return operand.getDefiningOp<tosa::TransposeOp>();
    });
    auto type = operands.empty()
                    ? RankedTensorType()
                    : dyn_cast<RankedTensorType>(op->getResult(0).getType());
    if (it == operands.end() || !type)
      return rewriter.notifyMatchFailure(op, "nothing is transposed");
    auto perms = cast<tosa::TransposeOp>((*it).getDefiningOp()).getPerms();
    if (type.getRank() != int64_t(perms.size()) ||
        !llvm::all_of(operands, [&](Value operand) {
          return canUntranspose(operand, perms);
        }))
      return rewriter.notifyMatchFailure(op, "another operand is not");
    SmallVector<int64_t> numbers;
    for (Value operand : op->getOperands().drop_front(operands.size()))
      if (isa<tosa::shapeType>(operand.getType()) &&
          !readShape(operand, numbers))
        return rewriter.notifyMatchFailure(op, "a shape is not constant");

    IRMapping mapping;
    for (Value operand : operands)
      mapping.map(operand, untranspose(rewriter, operand, perms));
    for (Value operand : op->getOperands().drop_front(operands.size()))
      if (isa<tosa::shapeType>(operand.getType()))
        mapping.map(operand, untransposeShape(rewriter, operand, perms));
    Operation *moved = rewriter.clone(*op, mapping);
    rewriter.modifyOpInPlace(moved, [&] {
      moved->getResult(0).setType(
          type.clone(untransposed(type.getShape(), perms)));
      if (auto axis = op->getAttrOfType<IntegerAttr>("axis"))
        moved->setAttr("axis",
                       rewriter.getI32IntegerAttr(perms[axis.getInt()]));
    });
    rewriter.replaceOpWithNewOp<tosa::TransposeOp>(op, type,
                                                   moved->getResult(0), perms);
    return success();
  }
};

/// reshape(transpose(x)) where what the reshape makes others of are neighbours
/// in x too. Where they are in another order there, as in a shuffle of
/// channels, that part of the transpose stays before the reshape.
struct SinkThroughReshape : OpRewritePattern<tosa::ReshapeOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(tosa::ReshapeOp op,
                                PatternRewriter &rewriter) const override {
    auto transpose = op.getInput1().getDefiningOp<tosa::TransposeOp>();
    auto type = dyn_cast<RankedTensorType>(op.getType());
    auto inputType =
        transpose ? dyn_cast<RankedTensorType>(transpose.getInput1().getType())
                  : RankedTensorType();
    if (!inputType || !type || type.getNumDynamicDims() > 1)
      return rewriter.notifyMatchFailure(op, "not of a transpose");
    auto segments =
        segmentReshape(shapeOf(transpose.getOutput()), type.getShape());
    if (!segments || !areNeighbours(*segments, transpose))
      return rewriter.notifyMatchFailure(op, "does not keep neighbours");

    // The segments in the order of x.
    ArrayRef<int32_t> perms = transpose.getPerms();
    llvm::sort(*segments, [&](const auto &a, const auto &b) {
      return firstOf(a, perms) < firstOf(b, perms);
    });
    SmallVector<int32_t> inner, outer(type.getRank());
    SmallVector<int64_t> shape;
    for (const ReshapeSegment &segment : *segments) {
      for (int64_t dim : segment.from)
        inner.push_back(perms[dim]);
      for (int64_t dim : segment.to) {
        outer[dim] = shape.size();
        shape.push_back(type.getDimSize(dim));
      }
    }
    if (!llvm::is_sorted(inner) && llvm::is_sorted(outer))
      return rewriter.notifyMatchFailure(op, "nothing sinks");
    Value x = transpose.getInput1();
    if (!llvm::is_sorted(inner)) {
      for (auto [dim, size] : llvm::enumerate(inputType.getShape()))
        if (size == 1)
          inner.push_back(dim);
      x = createTranspose(rewriter, transpose.getLoc(), x, inner);
    }
    x = createReshape(rewriter, op.getLoc(), x, shape);
    rewriter.replaceOp(op, createTranspose(rewriter, op.getLoc(), x, outer));
    return success();
  }

private:
  /// Where a segment begins in x; one of dimensions of 1 alone is anywhere.
  static int32_t firstOf(const ReshapeSegment &segment,
                         ArrayRef<int32_t> perms) {
    int32_t first = perms.size();
    for (int64_t dim : segment.from)
      first = std::min(first, perms[dim]);
    return first;
  }

  /// Whether nothing but dimensions of 1 is between those of each segment in
  /// what is transposed.
  static bool areNeighbours(ArrayRef<ReshapeSegment> segments,
                            tosa::TransposeOp transpose) {
    ArrayRef<int64_t> shape = shapeOf(transpose.getInput1());
    // The number of each wide dimension among those.
    SmallVector<int64_t> numbers;
    int64_t wide = 0;
    for (int64_t size : shape)
      numbers.push_back(size == 1 ? -1 : wide++);
    for (const ReshapeSegment &segment : segments) {
      SmallVector<int64_t> places;
      for (int64_t dim : segment.from)
        places.push_back(numbers[transpose.getPerms()[dim]]);
      llvm::sort(places);
      if (!places.empty() &&
          places.back() - places.front() + 1 != int64_t(places.size()))
        return false;
    }
    return true;
  }
};
} // namespace

void qopt::populateSinkTransposePatterns(RewritePatternSet &patterns) {
  patterns.add<SinkTranspose, SinkThroughReshape>(patterns.getContext());
}
