//===- ConvertFloatToLinalg.cpp - Float dense units to linalg ---*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Codegen/Contraction.h"
#include "qopt/Codegen/Passes.h"
#include "qopt/Dialect/QNN/IR/QNN.h"
#include "qopt/Import/DenseUnit.h"

#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
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
                 const DenseUnit &dense) {
  auto type = cast<RankedTensorType>(acc.getType());
  Value empty =
      tensor::EmptyOp::create(b, loc, type.getShape(), type.getElementType());
  AffineMap identity = b.getMultiDimIdentityMap(2);
  SmallVector<utils::IteratorType> iterators(2, utils::IteratorType::parallel);
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
               if (dense.clampMin)
                 limit(*dense.clampMin, arith::CmpFPredicate::OLT);
               if (dense.clampMax)
                 limit(*dense.clampMax, arith::CmpFPredicate::OGT);
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
    if (dense->clampMin || dense->clampMax)
      acc = buildClamp(rewriter, loc, acc, *dense);
    rewriter.replaceOp(op, acc);
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

struct ConvertFloatToLinalg
    : qopt::impl::ConvertFloatToLinalgBase<ConvertFloatToLinalg> {
  using Base::Base;

  LogicalResult initialize(MLIRContext *context) override {
    RewritePatternSet set(context);
    set.add<DenseUnitPattern>(context, /*benefit=*/2);
    set.add<InlineUnitPattern>(context);
    patterns = std::move(set);
    return success();
  }

  void runOnOperation() override {
    walkAndApplyPatterns(getOperation(), patterns);
  }

  FrozenRewritePatternSet patterns;
};

} // namespace
