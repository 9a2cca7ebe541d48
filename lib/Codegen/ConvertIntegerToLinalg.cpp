//===- ConvertIntegerToLinalg.cpp - Other integer TOSA to linalg ----------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ConvolutionBuilder.h"
#include "IntegerPatterns.h"
#include "QNNPatterns.h"

#include "qopt/Codegen/Passes.h"

#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/IR/Matchers.h"
#include "mlir/Transforms/WalkPatternRewriteDriver.h"

namespace qopt {
#define GEN_PASS_DEF_CONVERTINTEGERTOLINALG
#include "qopt/Codegen/Passes.h.inc"
} // namespace qopt

using namespace mlir;
using namespace qopt;

namespace {

bool isInteger(Value value) {
  return getElementTypeOrSelf(value.getType()).isInteger();
}

/// The zero point, a constant, as its operand's elements are extended.
FailureOr<APInt> readZeroPoint(Value value) {
  DenseElementsAttr attr;
  if (!matchPattern(value, m_Constant(&attr)) || !attr.isSplat() ||
      !isa<IntegerType>(attr.getElementType()))
    return failure();
  return attr.getSplatValue<APInt>();
}

/// A sum of products over the loops behind those of the result, from 0 on.
struct Sum {
  RankedTensorType type;
  Value lhs, rhs;
  AffineMap lhsMap, rhsMap;
  APInt lhsZp, rhsZp;
};

Value buildSum(OpBuilder &builder, Location loc, const Sum &sum) {
  Type acc = sum.type.getElementType();
  Value zero =
      arith::ConstantOp::create(builder, loc, builder.getZeroAttr(acc));
  Value empty = tensor::EmptyOp::create(builder, loc, sum.type.getShape(), acc);
  Value init = linalg::FillOp::create(builder, loc, zero, empty).getResult(0);
  unsigned loops = sum.lhsMap.getNumDims();
  SmallVector<utils::IteratorType> iterators(sum.type.getRank(),
                                             utils::IteratorType::parallel);
  iterators.resize(loops, utils::IteratorType::reduction);
  AffineMap outMap =
      AffineMap::getMultiDimIdentityMap(loops, builder.getContext())
          .getMajorSubMap(sum.type.getRank());
  auto generic = linalg::GenericOp::create(
      builder, loc, init.getType(), ValueRange{sum.lhs, sum.rhs}, init,
      ArrayRef{sum.lhsMap, sum.rhsMap, outMap}, iterators,
      [&](OpBuilder &b, Location loc, ValueRange args) {
        auto centred = [&](Value x, const APInt &zp) -> Value {
          if (x.getType() != acc)
            x = arith::ExtSIOp::create(b, loc, acc, x);
          if (zp.isZero())
            return x;
          return arith::SubIOp::create(
              b, loc, x,
              arith::ConstantOp::create(
                  b, loc, b.getIntegerAttr(acc, zp.getSExtValue())));
        };
        Value product = arith::MulIOp::create(
            b, loc, centred(args[0], sum.lhsZp), centred(args[1], sum.rhsZp));
        Value next = arith::AddIOp::create(b, loc, args[2], product);
        linalg::YieldOp::create(b, loc, next);
      });
  return generic.getResult(0);
}

/// `acc` plus the bias of its last dimension, which may be one for all.
Value addBias(OpBuilder &b, Location loc, Value acc, Value bias) {
  auto type = cast<RankedTensorType>(acc.getType());
  int64_t rank = type.getRank();
  bool isOne = cast<RankedTensorType>(bias.getType()).getDimSize(0) == 1;
  AffineMap map = AffineMap::get(rank, 0,
                                 isOne ? b.getAffineConstantExpr(0)
                                       : b.getAffineDimExpr(rank - 1));
  return buildMap(b, loc, type, {acc, bias},
                  {b.getMultiDimIdentityMap(rank), map},
                  [](OpBuilder &b, Location loc, ValueRange args) -> Value {
                    return arith::AddIOp::create(b, loc, args[0], args[1]);
                  });
}

/// What the convolutions have in common: the padded image, the zero points.
template <typename OpTy>
FailureOr<Sum> prepareConvolution(OpTy op, OpBuilder &b) {
  auto type = cast<RankedTensorType>(op.getType());
  if (!isInteger(op.getInput()) || !type.hasStaticShape())
    return failure();
  FailureOr<APInt> lhsZp = readZeroPoint(op.getInputZp()),
                   rhsZp = readZeroPoint(op.getWeightZp());
  if (failed(lhsZp) || failed(rhsZp))
    return failure();
  auto element = getElementTypeOrSelf(op.getInput().getType());
  Value image = padImage(b, op.getLoc(), op.getInput(), op.getPad(),
                         b.getIntegerAttr(element, *lhsZp));
  return Sum{type,        image,  op.getWeight(), AffineMap(),
             AffineMap(), *lhsZp, *rhsZp};
}

struct Conv2DPattern : OpRewritePattern<tosa::Conv2DOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(tosa::Conv2DOp op,
                                PatternRewriter &rewriter) const override {
    FailureOr<Sum> sum = prepareConvolution(op, rewriter);
    if (failed(sum))
      return rewriter.notifyMatchFailure(op, "not on static integers");
    MLIRContext *context = rewriter.getContext();
    AffineExpr n, y, x, o, i, j, c;
    bindDims(context, n, y, x, o, i, j, c);
    ArrayRef<int64_t> stride = op.getStride(), dilation = op.getDilation();
    sum->lhsMap = AffineMap::get(7, 0,
                                 {n, y * stride[0] + i * dilation[0],
                                  x * stride[1] + j * dilation[1], c},
                                 context);
    sum->rhsMap = AffineMap::get(7, 0, {o, i, j, c}, context);
    Value acc = buildSum(rewriter, op.getLoc(), *sum);
    rewriter.replaceOp(op, addBias(rewriter, op.getLoc(), acc, op.getBias()));
    return success();
  }
};

struct DepthwisePattern : OpRewritePattern<tosa::DepthwiseConv2DOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(tosa::DepthwiseConv2DOp op,
                                PatternRewriter &rewriter) const override {
    FailureOr<Sum> sum = prepareConvolution(op, rewriter);
    if (failed(sum))
      return rewriter.notifyMatchFailure(op, "not on static integers");
    MLIRContext *context = rewriter.getContext();
    AffineExpr n, y, x, c, m, i, j;
    bindDims(context, n, y, x, c, m, i, j);
    ArrayRef<int64_t> stride = op.getStride(), dilation = op.getDilation();
    auto type = cast<RankedTensorType>(op.getType());
    ArrayRef<int64_t> shape = type.getShape();
    sum->lhsMap = AffineMap::get(7, 0,
                                 {n, y * stride[0] + i * dilation[0],
                                  x * stride[1] + j * dilation[1], c},
                                 context);
    sum->rhsMap = AffineMap::get(7, 0, {i, j, c, m}, context);
    // The outputs of a channel are a dimension of their own at first.
    int64_t channels =
        cast<RankedTensorType>(op.getInput().getType()).getDimSize(3);
    sum->type = RankedTensorType::get(
        {shape[0], shape[1], shape[2], channels, shape[3] / channels},
        type.getElementType());
    Value acc = buildSum(rewriter, op.getLoc(), *sum);
    acc = tensor::CollapseShapeOp::create(
        rewriter, op.getLoc(), type, acc,
        ArrayRef<ReassociationIndices>{{0}, {1}, {2}, {3, 4}});
    rewriter.replaceOp(op, addBias(rewriter, op.getLoc(), acc, op.getBias()));
    return success();
  }
};

struct MatMulPattern : OpRewritePattern<tosa::MatMulOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(tosa::MatMulOp op,
                                PatternRewriter &rewriter) const override {
    auto type = cast<RankedTensorType>(op.getType());
    FailureOr<APInt> lhsZp = readZeroPoint(op.getAZp()),
                     rhsZp = readZeroPoint(op.getBZp());
    if (!isInteger(op.getA()) || !type.hasStaticShape() || failed(lhsZp) ||
        failed(rhsZp))
      return rewriter.notifyMatchFailure(op, "not on static integers");
    MLIRContext *context = rewriter.getContext();
    AffineExpr batch, m, n, k;
    bindDims(context, batch, m, n, k);
    rewriter.replaceOp(op,
                       buildSum(rewriter, op.getLoc(),
                                {type, op.getA(), op.getB(),
                                 AffineMap::get(4, 0, {batch, m, k}, context),
                                 AffineMap::get(4, 0, {batch, k, n}, context),
                                 *lhsZp, *rhsZp}));
    return success();
  }
};

/// Upstream's shifts by -1 where the amount is 0, which has no meaning.
struct RoundedShiftPattern : OpRewritePattern<tosa::ArithmeticRightShiftOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(tosa::ArithmeticRightShiftOp op,
                                PatternRewriter &rewriter) const override {
    auto type = cast<RankedTensorType>(op.getType());
    if (!op.getRound() || !type.hasStaticShape())
      return rewriter.notifyMatchFailure(op, "does not round, or is dynamic");
    Type element = type.getElementType();
    SmallVector<AffineMap> maps;
    for (Value operand : op->getOperands())
      maps.push_back(
          broadcastMap(cast<RankedTensorType>(operand.getType()), type));
    rewriter.replaceOp(
        op,
        buildMap(rewriter, op.getLoc(), type, op->getOperands(), maps,
                 [&](OpBuilder &b, Location loc, ValueRange args) -> Value {
                   // The last bit that is shifted out is added.
                   Value x = args[0], amount = args[1];
                   auto constant = [&](int64_t value) -> Value {
                     return arith::ConstantOp::create(
                         b, loc, b.getIntegerAttr(element, value));
                   };
                   Value isNone = arith::CmpIOp::create(
                       b, loc, arith::CmpIPredicate::eq, amount, constant(0));
                   Value before = arith::SelectOp::create(
                       b, loc, isNone, constant(0),
                       arith::SubIOp::create(b, loc, amount, constant(1)));
                   Value bit = arith::AndIOp::create(
                       b, loc, arith::ShRSIOp::create(b, loc, x, before),
                       constant(1));
                   bit = arith::SelectOp::create(b, loc, isNone, constant(0),
                                                 bit);
                   return arith::AddIOp::create(
                       b, loc, arith::ShRSIOp::create(b, loc, x, amount), bit);
                 }));
    return success();
  }
};

/// Division by 0, and of the smallest number by -1, has no meaning; it must not
/// trap either. The result is then the dividend.
struct IntDivPattern : OpRewritePattern<tosa::IntDivOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(tosa::IntDivOp op,
                                PatternRewriter &rewriter) const override {
    auto type = cast<RankedTensorType>(op.getType());
    if (!type.hasStaticShape())
      return rewriter.notifyMatchFailure(op, "is dynamic");
    SmallVector<AffineMap> maps;
    for (Value operand : op->getOperands())
      maps.push_back(
          broadcastMap(cast<RankedTensorType>(operand.getType()), type));
    Type element = type.getElementType();
    rewriter.replaceOp(
        op, buildMap(rewriter, op.getLoc(), type, op->getOperands(), maps,
                     [&](OpBuilder &b, Location loc, ValueRange args) -> Value {
                       return divide(b, loc, element, args[0], args[1]);
                     }));
    return success();
  }

private:
  static Value divide(OpBuilder &b, Location loc, Type type, Value a,
                      Value divisor) {
    auto constant = [&](const APInt &value) -> Value {
      return arith::ConstantOp::create(b, loc, b.getIntegerAttr(type, value));
    };
    auto equals = [&](Value x, const APInt &value) -> Value {
      return arith::CmpIOp::create(b, loc, arith::CmpIPredicate::eq, x,
                                   constant(value));
    };
    unsigned width = type.getIntOrFloatBitWidth();
    Value overflows = arith::AndIOp::create(
        b, loc, equals(a, APInt::getSignedMinValue(width)),
        equals(divisor, APInt::getAllOnes(width)));
    Value traps = arith::OrIOp::create(
        b, loc, equals(divisor, APInt::getZero(width)), overflows);
    divisor = arith::SelectOp::create(b, loc, traps, constant(APInt(width, 1)),
                                      divisor);
    return arith::DivSIOp::create(b, loc, a, divisor);
  }
};

struct ConvertIntegerToLinalg
    : qopt::impl::ConvertIntegerToLinalgBase<ConvertIntegerToLinalg> {
  using Base::Base;

  LogicalResult initialize(MLIRContext *context) override {
    RewritePatternSet set(context);
    set.add<Conv2DPattern, DepthwisePattern, MatMulPattern, RoundedShiftPattern,
            IntDivPattern>(context);
    populateResizePatterns(set);
    patterns = std::move(set);
    return success();
  }

  void runOnOperation() override {
    walkAndApplyPatterns(getOperation(), patterns);
  }

  FrozenRewritePatternSet patterns;
};

} // namespace
