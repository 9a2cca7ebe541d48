//===- ConvertQNNToLinalg.cpp - Integer operations to linalg ----*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Codegen/Contraction.h"
#include "qopt/Codegen/Passes.h"
#include "qopt/Dialect/QNN/IR/QNN.h"

#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/IR/Matchers.h"
#include "mlir/Transforms/DialectConversion.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

namespace qopt {
#define GEN_PASS_DEF_CONVERTQNNTOLINALG
#include "qopt/Codegen/Passes.h.inc"
} // namespace qopt

using namespace mlir;
using namespace qopt;

namespace {

/// An elementwise operation over (m, n) that reads `inputs` through `maps`.
Value buildMap(OpBuilder &b, Location loc, RankedTensorType type,
               ValueRange inputs, ArrayRef<AffineMap> maps,
               function_ref<Value(OpBuilder &, Location, ValueRange)> body) {
  Value empty =
      tensor::EmptyOp::create(b, loc, type.getShape(), type.getElementType());
  SmallVector<AffineMap> all(maps);
  all.push_back(b.getMultiDimIdentityMap(type.getRank()));
  SmallVector<utils::IteratorType> iterators(type.getRank(),
                                             utils::IteratorType::parallel);
  return linalg::GenericOp::create(
             b, loc, type, inputs, empty, all, iterators,
             [&](OpBuilder &b, Location loc, ValueRange args) {
               linalg::YieldOp::create(b, loc, body(b, loc, args));
             })
      .getResult(0);
}

/// `bias[n] + sum_k x (w - w_zp)`: the input's zero point is in the bias by
/// now.
struct DensePattern : OpRewritePattern<qnn::DenseOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(qnn::DenseOp op,
                                PatternRewriter &rewriter) const override {
    DenseElementsAttr weight;
    if (!matchPattern(op.getWeight(), m_Constant(&weight)) || op.getXZp() != 0)
      return op.emitError("needs constant weights, with the input's zero point "
                          "folded into the bias by qnn-fold-zero-points");
    Location loc = op.getLoc();
    int64_t k = weight.getType().getDimSize(1);
    // Kernels take signed weights: u8 is s8 with everything moved by 128.
    Value weights = op.getWeight();
    int64_t rowFactor = op.getWZp();
    if (op.getWUnsigned()) {
      weights = arith::ConstantOp::create(
          rewriter, loc,
          weight.mapValues(rewriter.getI8Type(),
                           [](const APInt &v) { return v ^ APInt(8, 0x80); }));
      // sum x w = sum x (w - 128) + 128 sum x.
      rowFactor -= 128;
    }
    Value acc =
        buildContraction(rewriter, loc, op.getInput(), weights, op.getBias(),
                         op.getXUnsigned(), false, op.getUnitAttr())
            .getResult(0);
    if (rowFactor != 0) {
      // A weight zero point needs the sum of every row: a contraction with 1.
      Value ones = arith::ConstantOp::create(
          rewriter, loc,
          DenseElementsAttr::get(
              RankedTensorType::get({1, k}, rewriter.getI8Type()),
              rewriter.getI8IntegerAttr(1)));
      Value zero = arith::ConstantOp::create(
          rewriter, loc,
          DenseElementsAttr::get(
              RankedTensorType::get({1}, rewriter.getI32Type()),
              rewriter.getI32IntegerAttr(0)));
      Value sums = buildContraction(rewriter, loc, op.getInput(), ones, zero,
                                    op.getXUnsigned(), false, op.getUnitAttr())
                       .getResult(0);
      AffineExpr m = rewriter.getAffineDimExpr(0);
      AffineMap rowMap = AffineMap::get(
          2, 0, {m, rewriter.getAffineConstantExpr(0)}, getContext());
      acc = buildMap(rewriter, loc, cast<RankedTensorType>(acc.getType()),
                     {acc, sums}, {rewriter.getMultiDimIdentityMap(2), rowMap},
                     [&](OpBuilder &b, Location loc, ValueRange args) -> Value {
                       Value factor = arith::ConstantOp::create(
                           b, loc, b.getI32IntegerAttr(rowFactor));
                       Value product =
                           arith::MulIOp::create(b, loc, args[1], factor);
                       return arith::SubIOp::create(b, loc, args[0], product);
                     });
    }
    rewriter.replaceOp(op, acc);
    return success();
  }
};

struct RequantizePattern : OpRewritePattern<qnn::RequantizeOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(qnn::RequantizeOp op,
                                PatternRewriter &rewriter) const override {
    auto type = cast<RankedTensorType>(op.getOutput().getType());
    unsigned rank = type.getRank();
    SmallVector<Value> inputs{op.getInput()};
    SmallVector<AffineMap> maps{rewriter.getMultiDimIdentityMap(rank)};
    for (Value param : op.getParams()) {
      bool perChannel =
          cast<RankedTensorType>(param.getType()).getDimSize(0) != 1;
      inputs.push_back(param);
      maps.push_back(AffineMap::get(rank, 0,
                                    perChannel
                                        ? rewriter.getAffineDimExpr(rank - 1)
                                        : rewriter.getAffineConstantExpr(0)));
    }
    rewriter.replaceOp(
        op,
        buildMap(rewriter, op.getLoc(), type, inputs, maps,
                 [&](OpBuilder &b, Location loc, ValueRange args) -> Value {
                   Value x = args[0];
                   if (!x.getType().isInteger(32)) {
                     if (op.getInUnsigned())
                       x = arith::ExtUIOp::create(b, loc, b.getI32Type(), x);
                     else
                       x = arith::ExtSIOp::create(b, loc, b.getI32Type(), x);
                   }
                   if (op.getInZp() != 0) {
                     Value zp = arith::ConstantOp::create(
                         b, loc, b.getI32IntegerAttr(op.getInZp()));
                     x = arith::SubIOp::create(b, loc, x, zp);
                   }
                   return qnn::RescaleOp::create(
                       b, loc, type.getElementType(), x,
                       args.slice(1, op.getParams().size()), op.getOutZp(),
                       op.getQmin(), op.getQmax(), op.getNumerics());
                 }));
    return success();
  }
};

struct DequantizeAccumulatorPattern
    : OpRewritePattern<qnn::DequantizeAccumulatorOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(qnn::DequantizeAccumulatorOp op,
                                PatternRewriter &rewriter) const override {
    auto type = cast<RankedTensorType>(op.getOutput().getType());
    unsigned rank = type.getRank();
    bool perChannel =
        cast<RankedTensorType>(op.getScale().getType()).getDimSize(0) != 1;
    AffineMap channel =
        AffineMap::get(rank, 0,
                       perChannel ? rewriter.getAffineDimExpr(rank - 1)
                                  : rewriter.getAffineConstantExpr(0));
    rewriter.replaceOp(
        op,
        buildMap(rewriter, op.getLoc(), type, {op.getInput(), op.getScale()},
                 {rewriter.getMultiDimIdentityMap(rank), channel},
                 [&](OpBuilder &b, Location loc, ValueRange args) -> Value {
                   Value f = arith::SIToFPOp::create(
                       b, loc, type.getElementType(), args[0]);
                   f = arith::MulFOp::create(b, loc, f, args[1]);
                   if (!op.getRelu())
                     return f;
                   Value zero =
                       arith::ConstantOp::create(b, loc, b.getF32FloatAttr(0));
                   Value isNegative = arith::CmpFOp::create(
                       b, loc, arith::CmpFPredicate::OLT, f, zero);
                   return arith::SelectOp::create(b, loc, isNegative, zero, f);
                 }));
    return success();
  }
};

struct ConvertQNNToLinalg
    : qopt::impl::ConvertQNNToLinalgBase<ConvertQNNToLinalg> {
  using Base::Base;

  void runOnOperation() override {
    RewritePatternSet patterns(&getContext());
    patterns.add<DensePattern, DequantizeAccumulatorPattern, RequantizePattern>(
        &getContext());
    linalg::populateElementwiseToLinalgConversionPatterns(patterns);
    ConversionTarget target(getContext());
    target.markUnknownOpDynamicallyLegal([](Operation *op) {
      if (isa<qnn::DenseOp, qnn::DequantizeAccumulatorOp, qnn::RequantizeOp>(
              op))
        return false;
      if (isa<arith::ConstantOp>(op) || op->getParentOfType<qnn::UnitOp>())
        return true;
      bool onTensors =
          llvm::any_of(op->getResultTypes(), llvm::IsaPred<RankedTensorType>);
      return !(isa<qnn::QNNDialect, arith::ArithDialect>(op->getDialect()) &&
               OpTrait::hasElementwiseMappableTraits(op) && onTensors);
    });
    if (failed(applyPartialConversion(getOperation(), target,
                                      std::move(patterns))))
      signalPassFailure();
  }
};

} // namespace
