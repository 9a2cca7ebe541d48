//===- RaiseTensor.cpp - Constants and data movement ------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ConstantData.h"
#include "RaiseLinalgToTosa.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;
using namespace qopt;

namespace {
struct RaiseConstant : OpRewritePattern<arith::ConstantOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(arith::ConstantOp op,
                                PatternRewriter &rewriter) const override {
    auto type = dyn_cast<RankedTensorType>(op.getType());
    if (!type || !isa<FloatType>(type.getElementType()))
      return rewriter.notifyMatchFailure(op, "not a float tensor");
    rewriter.replaceOpWithNewOp<tosa::ConstOp>(
        op, type, cast<ElementsAttr>(op.getValue()));
    return success();
  }
};

/// tensor.collapse_shape and tensor.expand_shape.
template <typename OpTy>
struct RaiseReshape : OpRewritePattern<OpTy> {
  using OpRewritePattern<OpTy>::OpRewritePattern;

  LogicalResult matchAndRewrite(OpTy op,
                                PatternRewriter &rewriter) const override {
    auto type = cast<RankedTensorType>(op.getType()),
         inputType = cast<RankedTensorType>(op.getSrc().getType());
    if (type.getNumDynamicDims() > 1 || inputType.getNumDynamicDims() > 1 ||
        !type.getElementType().isF32())
      return rewriter.notifyMatchFailure(op, "not one dynamic dimension");
    rewriter.replaceOp(
        op, createReshape(rewriter, op.getLoc(), op.getSrc(), type.getShape()));
    return success();
  }
};

struct RaiseTranspose : OpRewritePattern<linalg::TransposeOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(linalg::TransposeOp op,
                                PatternRewriter &rewriter) const override {
    if (!op.hasPureTensorSemantics() ||
        !isa<FloatType>(getElementTypeOrSelf(op.getInput().getType())))
      return rewriter.notifyMatchFailure(op, "not on float tensors");
    SmallVector<int32_t> perms(op.getPermutation());
    rewriter.replaceOpWithNewOp<tosa::TransposeOp>(op, op.getInit().getType(),
                                                   op.getInput(), perms);
    return success();
  }
};

struct RemoveAssert : OpRewritePattern<cf::AssertOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(cf::AssertOp op,
                                PatternRewriter &rewriter) const override {
    if (!matchPattern(op.getArg(), m_One()))
      return rewriter.notifyMatchFailure(op, "may not hold");
    rewriter.eraseOp(op);
    return success();
  }
};
} // namespace

std::optional<float> qopt::getFillValue(Value value) {
  if (auto fill = value.getDefiningOp<linalg::FillOp>()) {
    FloatAttr attr;
    if (!matchPattern(fill.getInputs().front(), m_Constant(&attr)) ||
        !attr.getType().isF32())
      return std::nullopt;
    return attr.getValue().convertToFloat();
  }
  return getSplat(value);
}

void qopt::populateRaiseTensorPatterns(RewritePatternSet &patterns) {
  patterns
      .add<RaiseConstant, RaiseReshape<tensor::CollapseShapeOp>,
           RaiseReshape<tensor::ExpandShapeOp>, RaiseTranspose, RemoveAssert>(
          patterns.getContext());
}
