//===- ElementwiseForm.cpp - One form of elementwise operations -----------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ConstantData.h"
#include "NormaliseTosa.h"

#include "mlir/Dialect/Tosa/IR/TosaOps.h"

#include <limits>

using namespace mlir;
using namespace qopt;

using NanMode = tosa::NanPropagationMode;

constexpr float kInfinity = std::numeric_limits<float>::infinity();

/// `value` against the constant `bound` as a clamp; the unused side is
/// infinite.
static Value createClamp(PatternRewriter &rewriter, Location loc, Value value,
                         float lo, float hi, NanMode mode) {
  return tosa::ClampOp::create(
      rewriter, loc, value.getType(), value, rewriter.getF32FloatAttr(lo),
      rewriter.getF32FloatAttr(hi),
      tosa::NanPropagationModeAttr::get(rewriter.getContext(), mode));
}

/// Splits the operands of a commutative operation into a tensor of the result's
/// type and a constant of one value that is not NaN.
static bool splitConstant(Value x, Value y, Type result, Value &tensor,
                          float &constant) {
  for (auto [a, b] : {std::pair(x, y), std::pair(y, x)}) {
    std::optional<float> splat = getSplat(b);
    if (!splat || *splat != *splat || a.getType() != result || getConstant(a))
      continue;
    tensor = a;
    constant = *splat;
    return true;
  }
  return false;
}

namespace {
struct RemoveIdentity : OpRewritePattern<tosa::IdentityOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(tosa::IdentityOp op,
                                PatternRewriter &rewriter) const override {
    if (op.getInput1().getType() != op.getType())
      return rewriter.notifyMatchFailure(op, "changes the type");
    rewriter.replaceOp(op, op.getInput1());
    return success();
  }
};

/// x - c to x + (-c), exact in floating point.
struct SubToAdd : OpRewritePattern<tosa::SubOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(tosa::SubOp op,
                                PatternRewriter &rewriter) const override {
    auto type = dyn_cast<RankedTensorType>(op.getInput2().getType());
    ElementsAttr attr = getConstant(op.getInput2());
    if (!attr || !type || !type.getElementType().isF32())
      return rewriter.notifyMatchFailure(op, "no f32 constant is subtracted");
    auto values = readFloats(attr);
    if (!values)
      return rewriter.notifyMatchFailure(op, "the constant has no data");
    for (float &value : *values)
      value = -value;
    Value negated =
        createConst(rewriter, op.getLoc(), type.getShape(), *values);
    rewriter.replaceOpWithNewOp<tosa::AddOp>(op, op.getType(), op.getInput1(),
                                             negated);
    return success();
  }
};

/// The constant comes second.
template <typename OpTy>
struct ConstantSecond : OpRewritePattern<OpTy> {
  using OpRewritePattern<OpTy>::OpRewritePattern;

  LogicalResult matchAndRewrite(OpTy op,
                                PatternRewriter &rewriter) const override {
    if (!getConstant(op.getInput1()) || getConstant(op.getInput2()))
      return rewriter.notifyMatchFailure(op, "the first is no constant");
    rewriter.modifyOpInPlace(op, [&] {
      Value first = op.getInput1();
      op->setOperand(0, op.getInput2());
      op->setOperand(1, first);
    });
    return success();
  }
};

/// reshape(sum) * c to reshape(sum * c): the sums of a mean and its factor are
/// one unit.
struct ScaleBeforeReshape : OpRewritePattern<tosa::MulOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(tosa::MulOp op,
                                PatternRewriter &rewriter) const override {
    auto reshape = op.getInput1().getDefiningOp<tosa::ReshapeOp>();
    if (!reshape || !reshape->hasOneUse() || op.getType() != reshape.getType())
      return rewriter.notifyMatchFailure(op, "not only of a reshape");
    auto sum = reshape.getInput1().getDefiningOp<tosa::ReduceSumOp>();
    std::optional<float> factor = getSplat(op.getInput2());
    if (!sum || !sum->hasOneUse() || !factor)
      return rewriter.notifyMatchFailure(op, "not of a sum and a constant");
    auto type = cast<RankedTensorType>(sum.getType());
    Value scale = createConst(rewriter, op.getLoc(),
                              SmallVector<int64_t>(type.getRank(), 1), *factor);
    Value mean = createMul(rewriter, op.getLoc(), type, sum.getOutput(), scale);
    rewriter.replaceOpWithNewOp<tosa::ReshapeOp>(op, op.getType(), mean,
                                                 reshape.getShape());
    return success();
  }
};

/// The largest finite value is how front ends write that there is no bound, and
/// infinity how linalg does: one network has one form, and one hash.
struct OpenClamp : OpRewritePattern<tosa::ClampOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(tosa::ClampOp op,
                                PatternRewriter &rewriter) const override {
    auto lo = dyn_cast<FloatAttr>(op.getMinVal()),
         hi = dyn_cast<FloatAttr>(op.getMaxVal());
    bool opensLo = lo && lo.getType().isF32() && lo.getValue().isLargest() &&
                   lo.getValue().isNegative(),
         opensHi = hi && hi.getType().isF32() && hi.getValue().isLargest() &&
                   !hi.getValue().isNegative();
    if (!opensLo && !opensHi)
      return rewriter.notifyMatchFailure(op, "has bounds, or infinite ones");
    rewriter.modifyOpInPlace(op, [&] {
      if (opensLo)
        op.setMinValAttr(rewriter.getF32FloatAttr(-kInfinity));
      if (opensHi)
        op.setMaxValAttr(rewriter.getF32FloatAttr(kInfinity));
    });
    return success();
  }
};

struct MaximumToClamp : OpRewritePattern<tosa::MaximumOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(tosa::MaximumOp op,
                                PatternRewriter &rewriter) const override {
    Value x;
    float c;
    if (!splitConstant(op.getInput1(), op.getInput2(), op.getType(), x, c))
      return rewriter.notifyMatchFailure(op, "not against one constant");
    // Of a NaN, a clamp that ignores it makes the lower bound: as here.
    rewriter.replaceOp(op, createClamp(rewriter, op.getLoc(), x, c, kInfinity,
                                       op.getNanMode()));
    return success();
  }
};

struct MinimumToClamp : OpRewritePattern<tosa::MinimumOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(tosa::MinimumOp op,
                                PatternRewriter &rewriter) const override {
    Value x;
    float c;
    if (!splitConstant(op.getInput1(), op.getInput2(), op.getType(), x, c))
      return rewriter.notifyMatchFailure(op, "not against one constant");
    if (op.getNanMode() == NanMode::IGNORE)
      return rewriter.notifyMatchFailure(
          op, "a clamp would make the lower bound of a NaN");
    rewriter.replaceOp(op, createClamp(rewriter, op.getLoc(), x, -kInfinity, c,
                                       NanMode::PROPAGATE));
    return success();
  }
};

/// x > c ? x : c and its like. A comparison with NaN is false.
struct SelectToClamp : OpRewritePattern<tosa::SelectOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(tosa::SelectOp op,
                                PatternRewriter &rewriter) const override {
    Operation *compare = op.getInput1().getDefiningOp();
    if (!isa_and_present<tosa::GreaterOp, tosa::GreaterEqualOp>(compare))
      return rewriter.notifyMatchFailure(op, "not on a comparison");
    Value a = compare->getOperand(0), b = compare->getOperand(1), x;
    float c, chosen;
    if (!splitConstant(a, b, op.getType(), x, c) ||
        !splitConstant(op.getOnTrue(), op.getOnFalse(), op.getType(), x,
                       chosen) ||
        c != chosen || (x != a && x != b))
      return rewriter.notifyMatchFailure(op, "not of what is compared");
    // True says that `a` is the greater one.
    bool trueIsX = op.getOnTrue() == x, greaterIsX = a == x;
    if (trueIsX == greaterIsX) {
      NanMode mode = trueIsX ? NanMode::IGNORE : NanMode::PROPAGATE;
      rewriter.replaceOp(
          op, createClamp(rewriter, op.getLoc(), x, c, kInfinity, mode));
      return success();
    }
    if (trueIsX)
      return rewriter.notifyMatchFailure(
          op, "a clamp would make the lower bound of a NaN");
    rewriter.replaceOp(op, createClamp(rewriter, op.getLoc(), x, -kInfinity, c,
                                       NanMode::PROPAGATE));
    return success();
  }
};

/// PyTorch compares in f64. That is the same in f32 for numbers that were f32.
template <typename OpTy>
struct CompareInF32 : OpRewritePattern<OpTy> {
  using OpRewritePattern<OpTy>::OpRewritePattern;

  LogicalResult matchAndRewrite(OpTy op,
                                PatternRewriter &rewriter) const override {
    if (!getElementTypeOrSelf(op.getInput1().getType()).isF64())
      return rewriter.notifyMatchFailure(op, "not in f64");
    SmallVector<Value, 2> operands;
    for (Value operand : op->getOperands()) {
      auto cast = operand.template getDefiningOp<tosa::CastOp>();
      if (cast && getElementTypeOrSelf(cast.getInput().getType()).isF32()) {
        operands.push_back(cast.getInput());
        continue;
      }
      Value constant = exactConstant(op.getLoc(), operand, rewriter);
      if (!constant)
        return rewriter.notifyMatchFailure(op, "an operand was not f32");
      operands.push_back(constant);
    }
    rewriter.replaceOpWithNewOp<OpTy>(op, op.getType(), operands[0],
                                      operands[1]);
    return success();
  }

private:
  static Value exactConstant(Location loc, Value value,
                             PatternRewriter &rewriter) {
    DenseElementsAttr attr;
    if (!matchPattern(value, m_Constant(&attr)))
      return {};
    SmallVector<float, 0> numbers;
    for (APFloat number : attr.getValues<APFloat>()) {
      bool losesInfo = false;
      number.convert(APFloat::IEEEsingle(), APFloat::rmNearestTiesToEven,
                     &losesInfo);
      if (losesInfo)
        return {};
      numbers.push_back(number.convertToFloat());
    }
    return createConst(rewriter, loc,
                       cast<RankedTensorType>(value.getType()).getShape(),
                       numbers);
  }
};
} // namespace

void qopt::populateElementwiseFormPatterns(RewritePatternSet &patterns) {
  patterns.add<RemoveIdentity, ScaleBeforeReshape, SubToAdd,
               ConstantSecond<tosa::AddOp>, ConstantSecond<tosa::MulOp>,
               OpenClamp, MaximumToClamp, MinimumToClamp, SelectToClamp,
               CompareInF32<tosa::EqualOp>, CompareInF32<tosa::GreaterOp>,
               CompareInF32<tosa::GreaterEqualOp>>(patterns.getContext());
}
