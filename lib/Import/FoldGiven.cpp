//===- FoldGiven.cpp - Bring what arrived quantized to one form -*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ConstantData.h"
#include "ElementwiseEval.h"
#include "NormaliseTosa.h"
#include "WeightData.h"
#include "qopt/Import/MovesData.h"
#include "qopt/Import/UnaryUnit.h"
#include "qopt/Reference/Arithmetic.h"

#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/Dialect/Tosa/Utils/ConversionUtils.h"
#include "mlir/IR/IRMapping.h"

#include <cmath>

using namespace mlir;
using namespace qopt;

//===----------------------------------------------------------------------===//
// Weights
//===----------------------------------------------------------------------===//

static bool isOnes(ArrayRef<int64_t> shape) {
  return llvm::all_of(shape, [](int64_t size) { return size == 1; });
}

namespace {
/// move(given(w)) -> given(move(w)): the scales move as the weights do.
struct MoveGiven : RewritePattern {
  explicit MoveGiven(MLIRContext *context)
      : RewritePattern(MatchAnyOpTypeTag(), /*benefit=*/1, context) {}

  LogicalResult matchAndRewrite(Operation *op,
                                PatternRewriter &rewriter) const override {
    if (!isa<tosa::ReshapeOp, tosa::TransposeOp, tosa::SliceOp, tosa::TileOp,
             tosa::ReverseOp, tosa::PadOp>(op))
      return rewriter.notifyMatchFailure(op, "does not move");
    qnn::GivenWeightOp given = getGiven(op->getOperand(0));
    auto type = dyn_cast<RankedTensorType>(op->getResult(0).getType());
    if (!given || !type || !type.hasStaticShape())
      return rewriter.notifyMatchFailure(op, "not of a given weight");
    // What a pad fills in has a stored value where it is 0.
    if (isa<tosa::PadOp>(op) && getPadValue(op) != 0.0f)
      return rewriter.notifyMatchFailure(op, "fills in another value than 0");
    if (!canMove(op, given.getScale()) || !canMove(op, given.getZp()))
      return rewriter.notifyMatchFailure(op, "its scales cannot move so");
    Value scale = movePart(op, given, given.getScale(), rewriter),
          zp = movePart(op, given, given.getZp(), rewriter);
    Value weight = moveValue(op, given.getInput(), rewriter);
    rewriter.replaceOp(op,
                       createGiven(rewriter, op->getLoc(), weight, scale, zp));
    return success();
  }

private:
  /// `op` of another value.
  static Value moveValue(Operation *op, Value value, OpBuilder &builder) {
    IRMapping mapping;
    mapping.map(op->getOperand(0), value);
    return builder.clone(*op, mapping)->getResult(0);
  }

  static bool canMove(Operation *op, Value part) {
    ElementsAttr attr = getConstant(part);
    return attr && readFloats(attr) &&
           (!isa<tosa::PadOp>(op) ||
            keepsScaledDims(op,
                            cast<RankedTensorType>(part.getType()).getShape()));
  }

  static Value movePart(Operation *op, qnn::GivenWeightOp given, Value part,
                        OpBuilder &builder) {
    auto type = cast<RankedTensorType>(part.getType()),
         result = cast<RankedTensorType>(op->getResult(0).getType());
    Location loc = op->getLoc();
    if (isOnes(type.getShape()))
      return createReshape(builder, loc, part,
                           SmallVector<int64_t>(result.getRank(), 1));
    if (auto transpose = dyn_cast<tosa::TransposeOp>(op)) {
      SmallVector<int64_t> shape;
      for (int32_t dim : transpose.getPerms())
        shape.push_back(type.getDimSize(dim));
      return tosa::TransposeOp::create(builder, loc, type.clone(shape), part,
                                       transpose.getPerms());
    }
    if (isa<tosa::PadOp>(op))
      return part;
    ArrayRef<int64_t> whole =
        cast<RankedTensorType>(given.getType()).getShape();
    auto values = *readFloats(getConstant(part));
    return moveValue(
        op,
        createConst(builder, loc, whole,
                    broadcastValues(values, type.getShape(), whole)),
        builder);
  }

  /// Whether a pad adds nothing along the dimensions that have many scales.
  static bool keepsScaledDims(Operation *pad, ArrayRef<int64_t> shape) {
    SmallVector<int64_t> amounts;
    if (!tosa::getConstShapeValues(
            cast<tosa::PadOp>(pad).getPadding().getDefiningOp(), amounts))
      return false;
    for (auto [dim, size] : llvm::enumerate(shape))
      if (size != 1 && (amounts[2 * dim] || amounts[2 * dim + 1]))
        return false;
    return true;
  }
};

/// Scales that are equal along a dimension are written once.
struct CompressScales : OpRewritePattern<qnn::GivenWeightOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(qnn::GivenWeightOp op,
                                PatternRewriter &rewriter) const override {
    bool changed = false;
    for (OpOperand &part : op->getOpOperands().drop_front())
      if (Value smaller = compress(part.get(), rewriter)) {
        rewriter.modifyOpInPlace(op, [&] { part.set(smaller); });
        changed = true;
      }
    return success(changed);
  }

private:
  static Value compress(Value part, OpBuilder &builder) {
    ElementsAttr attr = getConstant(part);
    auto values = attr ? readFloats(attr) : std::nullopt;
    if (!values)
      return {};
    ArrayRef<int64_t> whole = cast<RankedTensorType>(part.getType()).getShape();
    SmallVector<int64_t> shape(whole);
    for (int64_t dim = 0, rank = shape.size(); dim < rank; ++dim) {
      // `values` has the shape `shape`.
      int64_t size = shape[dim], inner = 1;
      for (int64_t i = dim + 1; i < rank; ++i)
        inner *= shape[i];
      SmallVector<float, 0> firsts;
      for (int64_t i = 0, e = values->size(); i < e; ++i)
        if (i / inner % size == 0)
          firsts.push_back((*values)[i]);
      SmallVector<int64_t> smaller = shape;
      smaller[dim] = 1;
      if (size == 1 || broadcastValues(firsts, smaller, shape) != *values)
        continue;
      values = std::move(firsts);
      shape = smaller;
    }
    return ArrayRef(shape) == whole
               ? Value()
               : createConst(builder, part.getLoc(), shape, *values);
  }
};

/// A bias is a real number, and so is the one number that a function of a
/// tensor adds or multiplies by.
struct TakeNumbers : RewritePattern {
  explicit TakeNumbers(MLIRContext *context)
      : RewritePattern(MatchAnyOpTypeTag(), /*benefit=*/1, context) {}

  LogicalResult matchAndRewrite(Operation *op,
                                PatternRewriter &rewriter) const override {
    bool isConv =
        isa<tosa::Conv2DOp, tosa::DepthwiseConv2DOp, tosa::TransposeConv2DOp>(
            op);
    if (!isConv && !isUnaryUnitOp(op))
      return rewriter.notifyMatchFailure(op, "neither a layer nor elementwise");
    bool changed = false;
    ValueRange operands = isConv ? ValueRange(op->getOperands().slice(2, 1))
                                 : elementwiseOperands(op);
    for (OpOperand &operand : op->getOpOperands()) {
      qnn::GivenWeightOp given = getGiven(operand.get());
      if (!given || !llvm::is_contained(operands, operand.get()) ||
          !(isConv ? operand.getOperandNumber() == 2
                   : getSplat(given.getInput()).has_value()))
        continue;
      rewriter.modifyOpInPlace(op, [&] { operand.set(given.getInput()); });
      changed = true;
    }
    return success(changed);
  }
};

//===----------------------------------------------------------------------===//
// Activations
//===----------------------------------------------------------------------===//

/// `inner` gives nothing but what `outer` can store.
bool contains(qnn::FakeQuantizeOp outer, qnn::FakeQuantizeOp inner) {
  int64_t shift =
      (outer.getIsUnsigned() ? 128 : 0) - (inner.getIsUnsigned() ? 128 : 0);
  return outer.getScale() == inner.getScale() &&
         outer.getZp() == inner.getZp() + shift &&
         outer.getQmin() <= inner.getQmin() + shift &&
         outer.getQmax() >= inner.getQmax() + shift;
}

/// Whether what `value` is padded with, if it is, is not changed by `op`.
bool keepsPad(Value value, qnn::FakeQuantizeOp op) {
  if (!value.getDefiningOp<tosa::PadOp>())
    return true;
  std::optional<float> pad = getPadValue(value.getDefiningOp());
  float scale = op.getScale().convertToFloat();
  return pad && dequantize(quantize(*pad, scale, op.getZp(), op.getQmin(),
                                    op.getQmax()),
                           scale, op.getZp()) == *pad;
}

/// What has been rounded already is not rounded again.
struct RepeatedFakeQuantize : OpRewritePattern<qnn::FakeQuantizeOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(qnn::FakeQuantizeOp op,
                                PatternRewriter &rewriter) const override {
    Value source = op.getInput();
    while (movesData(source.getDefiningOp()) && keepsPad(source, op))
      source = source.getDefiningOp()->getOperand(0);
    auto inner = source.getDefiningOp<qnn::FakeQuantizeOp>();
    if (!inner || !contains(op, inner))
      return rewriter.notifyMatchFailure(op, "rounds for the first time");
    rewriter.replaceOp(op, op.getInput());
    return success();
  }
};

/// A clamp of rounded numbers leaves fewer of them.
struct ClampFakeQuantize : OpRewritePattern<tosa::ClampOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(tosa::ClampOp op,
                                PatternRewriter &rewriter) const override {
    auto fake = op.getInput().getDefiningOp<qnn::FakeQuantizeOp>();
    auto lo = dyn_cast<FloatAttr>(op.getMinVal()),
         hi = dyn_cast<FloatAttr>(op.getMaxVal());
    if (!fake || !fake->hasOneUse() || !lo || !hi)
      return rewriter.notifyMatchFailure(op, "not only of rounded numbers");
    int64_t qmin = fake.getQmin(), qmax = fake.getQmax();
    if (!moveBound(fake, lo.getValueAsDouble(), qmin) ||
        !moveBound(fake, hi.getValueAsDouble(), qmax) || qmin > qmax)
      return rewriter.notifyMatchFailure(op, "a bound is between two of them");
    rewriter.replaceOpWithNewOp<qnn::FakeQuantizeOp>(
        op, op.getType(), fake.getInput(), fake.getScale(), fake.getZp(), qmin,
        qmax, fake.getIsUnsigned());
    return success();
  }

private:
  /// Moves `stored`, the smallest or largest number of `fake`, to `bound` where
  /// that is nearer to the others.
  static bool moveBound(qnn::FakeQuantizeOp fake, double bound,
                        int64_t &stored) {
    float scale = fake.getScale().convertToFloat();
    double now = dequantize(stored, scale, fake.getZp());
    bool isMin = stored == fake.getQmin();
    if (isMin ? bound <= now : bound >= now)
      return true;
    int64_t q = quantize(static_cast<float>(bound), scale, fake.getZp(),
                         fake.getQmin(), fake.getQmax());
    stored = q;
    return dequantize(q, scale, fake.getZp()) == static_cast<float>(bound);
  }
};

/// A constant that is rounded has given scales.
struct FakeQuantizeConstant : OpRewritePattern<qnn::FakeQuantizeOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(qnn::FakeQuantizeOp op,
                                PatternRewriter &rewriter) const override {
    ElementsAttr attr = getConstant(op.getInput());
    auto values = attr ? readFloats(attr) : std::nullopt;
    auto type = dyn_cast<RankedTensorType>(op.getType());
    if (!values || !type || int64_t(values->size()) != type.getNumElements())
      return rewriter.notifyMatchFailure(op, "not of a constant");
    float scale = op.getScale().convertToFloat();
    for (float &value : *values)
      value = dequantize(
          quantize(value, scale, op.getZp(), op.getQmin(), op.getQmax()), scale,
          op.getZp());
    Location loc = op.getLoc();
    SmallVector<int64_t> ones(type.getRank(), 1);
    rewriter.replaceOp(
        op, createGiven(rewriter, loc,
                        createConst(rewriter, loc, type.getShape(), *values),
                        createConst(rewriter, loc, ones, scale),
                        createConst(rewriter, loc, ones, float(op.getZp()))));
    return success();
  }
};
} // namespace

void qopt::populateGivenPatterns(RewritePatternSet &patterns) {
  patterns.add<ClampFakeQuantize, CompressScales, FakeQuantizeConstant,
               MoveGiven, RepeatedFakeQuantize, TakeNumbers>(
      patterns.getContext());
}
