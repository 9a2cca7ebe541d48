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
#include "ElementwiseEval.h"
#include "NormaliseTosa.h"
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

/// reshape(transpose(x)) where the reshape merges dimensions that are
/// neighbours in x too.
struct SinkThroughReshape : OpRewritePattern<tosa::ReshapeOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(tosa::ReshapeOp op,
                                PatternRewriter &rewriter) const override {
    auto transpose = op.getInput1().getDefiningOp<tosa::TransposeOp>();
    auto type = dyn_cast<RankedTensorType>(op.getType());
    if (!transpose || !type || type.getNumDynamicDims() > 1)
      return rewriter.notifyMatchFailure(op, "not of a transpose");
    SmallVector<int32_t> firsts;
    if (!mergeDims(shapeOf(transpose.getOutput()), type.getShape(),
                   transpose.getPerms(), firsts))
      return rewriter.notifyMatchFailure(op, "does not merge neighbours");
    // The merged dimensions in the order of x.
    auto order = llvm::to_vector(llvm::seq<int32_t>(firsts.size()));
    llvm::sort(order,
               [&](int32_t a, int32_t b) { return firsts[a] < firsts[b]; });
    SmallVector<int32_t> perms(order.size());
    SmallVector<int64_t> shape;
    for (auto [place, dim] : llvm::enumerate(order)) {
      perms[dim] = place;
      shape.push_back(type.getDimSize(dim));
    }
    Value merged =
        createReshape(rewriter, op.getLoc(), transpose.getInput1(), shape);
    rewriter.replaceOpWithNewOp<tosa::TransposeOp>(op, type, merged, perms);
    return success();
  }

private:
  /// Splits `from` into one group of neighbours for each dimension of `to`;
  /// `firsts` becomes where each begins before the transpose.
  static bool mergeDims(ArrayRef<int64_t> from, ArrayRef<int64_t> to,
                        ArrayRef<int32_t> perms,
                        SmallVectorImpl<int32_t> &firsts) {
    size_t next = 0;
    for (size_t i = 0; i < to.size(); ++i) {
      if (next == from.size())
        return false;
      size_t begin = next;
      int64_t size = to[i];
      int64_t product = from[next++];
      auto isPart = [&] {
        return ShapedType::isDynamic(product) == ShapedType::isDynamic(size) &&
               product < size;
      };
      // The last takes what is left.
      while (next < from.size() && (isPart() || i + 1 == to.size()))
        product *= from[next++];
      if (product != size)
        return false;
      for (size_t dim = begin + 1; dim < next; ++dim)
        if (perms[dim] != perms[dim - 1] + 1)
          return false;
      firsts.push_back(perms[begin]);
    }
    return next == from.size();
  }
};

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
    tosa::ReshapeOp reshape;
    for (Value operand : elementwiseOperands(op)) {
      if (getConstant(operand))
        continue;
      if (reshape && operand != reshape.getOutput())
        return rewriter.notifyMatchFailure(op, "of several tensors");
      reshape = operand.getDefiningOp<tosa::ReshapeOp>();
      if (!reshape)
        return rewriter.notifyMatchFailure(op, "of what is no reshape");
    }
    if (!type || !reshape || !takesChannels(reshape) ||
        type.getShape() != shapeOf(reshape.getOutput()))
      return rewriter.notifyMatchFailure(op, "the channels are last, or move");

    Value x = reshape.getInput1();
    IRMapping mapping;
    for (Value operand : elementwiseOperands(op))
      mapping.map(operand, operand == reshape.getOutput()
                               ? x
                               : reshapeConstant(rewriter, operand, reshape));
    Operation *moved = rewriter.clone(*op, mapping);
    rewriter.modifyOpInPlace(
        moved, [&] { moved->getResult(0).setType(type.clone(shapeOf(x))); });
    rewriter.replaceOpWithNewOp<tosa::ReshapeOp>(op, type, moved->getResult(0),
                                                 reshape.getShape());
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
} // namespace

void qopt::populateSinkTransposePatterns(RewritePatternSet &patterns) {
  patterns.add<SinkTranspose, SinkThroughReshape, SinkReshape>(
      patterns.getContext());
}
