//===- RaiseInterpolation.cpp - Bilinear interpolation spelt out ----------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// An interpolation comes as four elements that are picked and brought together
/// by weights: in linalg in one body or in twenty operations, in TOSA as four
/// gathers.
///
//===----------------------------------------------------------------------===//

#include "ImageInterpolation.h"
#include "NormaliseTosa.h"
#include "RaiseLinalgToTosa.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tosa/IR/TosaOps.h"

using namespace mlir;
using namespace qopt;

namespace {
struct RaiseInterpolation : OpRewritePattern<linalg::GenericOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(linalg::GenericOp op,
                                PatternRewriter &rewriter) const override {
    if (op->getNumResults() != 1 ||
        !isa_and_present<arith::AddFOp>(
            op.getBlock()->getTerminator()->getOperand(0).getDefiningOp()))
      return rewriter.notifyMatchFailure(op, "not a sum of images");
    Value resized = createInterpolationOf(rewriter, op->getResult(0));
    if (!resized)
      return rewriter.notifyMatchFailure(op, "no interpolation");
    rewriter.replaceOp(op, resized);
    return success();
  }
};
} // namespace

void qopt::populateRaiseInterpolationPatterns(RewritePatternSet &patterns) {
  patterns.add<RaiseInterpolation>(patterns.getContext());
}

void qopt::raiseGatheredInterpolations(func::FuncOp function) {
  // The whole before its parts, which are sums of picked pixels too.
  SmallVector<tosa::AddOp> sums;
  function.walk([&](tosa::AddOp sum) { sums.push_back(sum); });
  for (tosa::AddOp sum : llvm::reverse(sums)) {
    OpBuilder builder(sum);
    if (Value resized = createInterpolationOf(builder, sum.getResult()))
      sum.getResult().replaceAllUsesWith(resized);
  }
}
