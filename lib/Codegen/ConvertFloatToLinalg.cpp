//===- ConvertFloatToLinalg.cpp - Float dense units to linalg ---*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ConvolutionBuilder.h"

#include "RowCopies.h"

#include "qopt/Codegen/Contraction.h"
#include "qopt/Codegen/Passes.h"
#include "qopt/Dialect/QNN/IR/QNN.h"
#include "qopt/Import/ConvUnit.h"
#include "qopt/Import/DenseUnit.h"

#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/Transforms/WalkPatternRewriteDriver.h"

namespace qopt {
#define GEN_PASS_DEF_CONVERTFLOATTOLINALG
#include "qopt/Codegen/Passes.h.inc"
} // namespace qopt

using namespace mlir;
using namespace qopt;

namespace {

Value constantTensor(OpBuilder &b, Location loc, ArrayRef<int64_t> shape,
                     ArrayRef<float> values) {
  auto type = RankedTensorType::get(shape, b.getF32Type());
  return arith::ConstantOp::create(b, loc,
                                   DenseElementsAttr::get(type, values));
}

/// `clamp(x)` with NaN passed on, as TOSA's clamp does.
Value buildClamp(OpBuilder &b, Location loc, Value acc,
                 std::optional<float> clampMin, std::optional<float> clampMax) {
  if (!clampMin && !clampMax)
    return acc;
  auto type = cast<RankedTensorType>(acc.getType());
  Value empty =
      tensor::EmptyOp::create(b, loc, type.getShape(), type.getElementType());
  AffineMap identity = b.getMultiDimIdentityMap(type.getRank());
  SmallVector<utils::IteratorType> iterators(type.getRank(),
                                             utils::IteratorType::parallel);
  return linalg::GenericOp::create(
             b, loc, type, acc, empty, ArrayRef{identity, identity}, iterators,
             [&](OpBuilder &b, Location loc, ValueRange args) {
               Value x = args[0];
               auto limit = [&](float bound, arith::CmpFPredicate beyond) {
                 Value limit = arith::ConstantOp::create(
                     b, loc, b.getF32FloatAttr(bound));
                 Value isBeyond =
                     arith::CmpFOp::create(b, loc, beyond, x, limit);
                 x = arith::SelectOp::create(b, loc, isBeyond, limit, x);
               };
               if (clampMin)
                 limit(*clampMin, arith::CmpFPredicate::OLT);
               if (clampMax)
                 limit(*clampMax, arith::CmpFPredicate::OGT);
               linalg::YieldOp::create(b, loc, x);
             })
      .getResult(0);
}

struct DenseUnitPattern : OpRewritePattern<qnn::UnitOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(qnn::UnitOp op,
                                PatternRewriter &rewriter) const override {
    FailureOr<DenseUnit> dense = matchDenseUnit(op);
    if (failed(dense))
      return rewriter.notifyMatchFailure(op, "not a float dense unit");
    Location loc = op.getLoc();
    Value weights =
        constantTensor(rewriter, loc, {dense->n, dense->k}, dense->weight);
    Value bias = constantTensor(rewriter, loc, {dense->n}, dense->bias);
    Value acc = buildDense(rewriter, loc, dense->input, weights, bias,
                           {/*lhsUnsigned=*/false, op.getIdAttr()});
    rewriter.replaceOp(
        op, buildClamp(rewriter, loc, acc, dense->clampMin, dense->clampMax));
    return success();
  }
};

struct ConvUnitPattern : OpRewritePattern<qnn::UnitOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(qnn::UnitOp op,
                                PatternRewriter &rewriter) const override {
    FailureOr<ConvUnit> conv = matchConvUnit(op);
    if (failed(conv))
      return rewriter.notifyMatchFailure(op, "not a float convolution");
    Location loc = op.getLoc();
    Value weights =
        constantTensor(rewriter, loc, conv->weightShape, conv->weight);
    Value bias =
        constantTensor(rewriter, loc, conv->weightShape[0], conv->bias);
    Value image = padImage(rewriter, loc, conv->input, conv->pad,
                           rewriter.getF32FloatAttr(0));
    Value acc = buildGroupedConvolution(
        rewriter, loc, image, weights, bias, conv->groups,
        {conv->stride, conv->dilation,
         cast<RankedTensorType>(op.getOutputs()[0].getType()).getDimSize(1)},
        {/*lhsUnsigned=*/false, op.getIdAttr()});
    rewriter.replaceOp(
        op, buildClamp(rewriter, loc, acc, conv->clampMin, conv->clampMax));
    return success();
  }
};

/// The body of a unit in its place.
struct InlineUnitPattern : OpRewritePattern<qnn::UnitOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(qnn::UnitOp op,
                                PatternRewriter &rewriter) const override {
    Block &body = op.getBody().front();
    auto yield = cast<qnn::YieldOp>(body.getTerminator());
    if (body.getArgumentTypes() != op.getInputs().getTypes())
      return op.emitError("is still quantized; run qopt-convert-units-to-qnn");
    rewriter.inlineBlockBefore(&body, op, op.getInputs());
    rewriter.replaceOp(op, yield.getOperands());
    rewriter.eraseOp(yield);
    return success();
  }
};

/// In float a weight is its numbers.
struct GivenWeightPattern : OpRewritePattern<qnn::GivenWeightOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(qnn::GivenWeightOp op,
                                PatternRewriter &rewriter) const override {
    rewriter.replaceOp(op, op.getInput());
    return success();
  }
};

struct ConvertFloatToLinalg
    : qopt::impl::ConvertFloatToLinalgBase<ConvertFloatToLinalg> {
  using Base::Base;

  LogicalResult initialize(MLIRContext *context) override {
    RewritePatternSet set(context);
    set.add<ConvUnitPattern, DenseUnitPattern>(context, /*benefit=*/2);
    set.add<GivenWeightPattern, InlineUnitPattern>(context);
    populateRowCopyPatterns(set);
    patterns = std::move(set);
    return success();
  }

  void runOnOperation() override {
    walkAndApplyPatterns(getOperation(), patterns);
  }

  FrozenRewritePatternSet patterns;
};

} // namespace
