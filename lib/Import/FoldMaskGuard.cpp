//===- FoldMaskGuard.cpp - Attention that masks nothing ---------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

///
/// \file
/// PyTorch's attention gives a row of zeros where a mask has left nothing,
/// which it sees by all of the row's scores being minus infinity. Scores that
/// are products of matrices are numbers where those are, so without a mask
/// there is no such row, and the softmax alone is left.
///
//===----------------------------------------------------------------------===//

#include "ConstantData.h"
#include "NormaliseTosa.h"

#include "mlir/Dialect/Tosa/IR/TosaOps.h"

#include <cmath>
#include <limits>

using namespace mlir;
using namespace qopt;

static bool isFiniteConstant(Value value) {
  ElementsAttr attr = getConstant(value);
  auto numbers = attr ? readFloats(attr) : std::nullopt;
  return numbers && llvm::all_of(*numbers, [](float number) {
           return std::isfinite(number);
         });
}

/// Whether `value` is a product of matrices, but for how it is laid out and for
/// finite constants that scale and shift it.
static bool isProduct(Value value) {
  while (Operation *op = value.getDefiningOp()) {
    if (isa<tosa::MatMulOp>(op))
      return true;
    if (!isa<tosa::ReshapeOp, tosa::TransposeOp>(op) &&
        !(isa<tosa::MulOp, tosa::AddOp>(op) &&
          isFiniteConstant(op->getOperand(1))))
      return false;
    value = op->getOperand(0);
  }
  return false;
}

namespace {
/// select(all of a row of x is minus infinity, constant, y) where x is a
/// product.
struct FoldMaskGuard : OpRewritePattern<tosa::SelectOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(tosa::SelectOp op,
                                PatternRewriter &rewriter) const override {
    Value condition = op.getInput1();
    while (auto reshape = condition.getDefiningOp<tosa::ReshapeOp>())
      condition = reshape.getInput1();
    auto all = condition.getDefiningOp<tosa::ReduceAllOp>();
    auto equal =
        all ? all.getInput().getDefiningOp<tosa::EqualOp>() : tosa::EqualOp();
    if (!equal || op.getOnFalse().getType() != op.getType())
      return rewriter.notifyMatchFailure(op, "not of a whole row");
    for (auto [x, bound] : {std::pair(equal.getInput1(), equal.getInput2()),
                            std::pair(equal.getInput2(), equal.getInput1())})
      if (getSplat(bound) == -std::numeric_limits<float>::infinity() &&
          isProduct(x)) {
        rewriter.replaceOp(op, op.getOnFalse());
        return success();
      }
    return rewriter.notifyMatchFailure(op, "there may be such a row");
  }
};
} // namespace

void qopt::populateFoldMaskGuardPatterns(RewritePatternSet &patterns) {
  patterns.add<FoldMaskGuard>(patterns.getContext());
}
