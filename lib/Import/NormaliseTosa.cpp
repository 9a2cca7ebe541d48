//===- NormaliseTosa.cpp - Give float TOSA one form -------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "NormaliseTosa.h"

#include "qopt/Import/Passes.h"

#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/Dialect/Tosa/Transforms/Passes.h"
#include "mlir/IR/TypeUtilities.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

namespace qopt {
#define GEN_PASS_DEF_NORMALISETOSAPASS
#include "qopt/Import/Passes.h.inc"
} // namespace qopt

using namespace mlir;

namespace {
/// Rewrites as `pattern` does, but nothing of integers, which have zero points
/// and take their own way later.
struct FloatOnly : RewritePattern {
  explicit FloatOnly(std::unique_ptr<RewritePattern> pattern)
      : RewritePattern(pattern->getRootKind()->getStringRef(),
                       pattern->getBenefit(), pattern->getContext()),
        pattern(std::move(pattern)) {}

  LogicalResult matchAndRewrite(Operation *op,
                                PatternRewriter &rewriter) const override {
    if (getElementTypeOrSelf(op->getResult(0).getType()).isInteger())
      return rewriter.notifyMatchFailure(op, "of integers");
    return pattern->matchAndRewrite(op, rewriter);
  }

  std::unique_ptr<RewritePattern> pattern;
};

struct NormaliseTosaPass
    : qopt::impl::NormaliseTosaPassBase<NormaliseTosaPass> {
  using Base::Base;

  LogicalResult initialize(MLIRContext *context) override {
    RewritePatternSet first(context);
    populateConstantPatterns(first);
    constantPatterns = std::move(first);
    patterns = commonPatterns(context);
    RewritePatternSet last = commonPatterns(context);
    qopt::populateChannelsToConvPatterns(last);
    lastPatterns = std::move(last);
    return success();
  }

  void runOnOperation() override {
    auto countConvs = [&] {
      int64_t count = 0;
      getOperation().walk([&](tosa::Conv2DOp) { ++count; });
      return count;
    };
    int64_t before = countConvs();
    qopt::foldIndices(getOperation());
    if (!rewrite(constantPatterns))
      return;
    qopt::raiseGatheredInterpolations(getOperation());
    // What is left of the constants of channels once all that moves has moved.
    if (rewrite(patterns) && rewrite(lastPatterns))
      numConvs += before - countConvs();
  }

private:
  bool rewrite(const FrozenRewritePatternSet &set) {
    if (succeeded(applyPatternsGreedily(getOperation(), set)))
      return true;
    getOperation().emitOpError(
        "was not normalised: the rewrites did not come to an "
        "end; please report this model");
    signalPassFailure();
    return false;
  }

  /// Upstream's patterns, for transposed convolutions whose weights are no
  /// constants.
  static void populateTransposeConvLeftovers(RewritePatternSet &patterns) {
    RewritePatternSet upstream(patterns.getContext());
    tosa::populateTosaDecomposeTransposeConv(patterns.getContext(), upstream);
    for (std::unique_ptr<RewritePattern> &pattern :
         upstream.getNativePatterns())
      patterns.add(std::make_unique<FloatOnly>(std::move(pattern)));
  }

  static void populateConstantPatterns(RewritePatternSet &set) {
    qopt::populateFoldConstantPatterns(set);
    qopt::populateFoldIntegerPatterns(set);
    qopt::populateFoldMovePatterns(set);
  }

  static RewritePatternSet commonPatterns(MLIRContext *context) {
    RewritePatternSet set(context);
    populateConstantPatterns(set);
    qopt::populateFoldMaskGuardPatterns(set);
    qopt::populateGivenPatterns(set);
    qopt::populateConvToMatmulPatterns(set);
    qopt::populateTransposeConvPatterns(set);
    qopt::populateResizeToConvPatterns(set);
    qopt::populateElementwiseFormPatterns(set);
    qopt::populateFoldPadPatterns(set);
    qopt::populateFoldIntoDensePatterns(set);
    qopt::populateFoldIntoConvPatterns(set);
    qopt::populateSinkTransposePatterns(set);
    qopt::populateSinkReshapePatterns(set);
    populateTransposeConvLeftovers(set);
    for (RegisteredOperationName op : context->getRegisteredOperations())
      if (op.getDialectNamespace() == "tosa")
        op.getCanonicalizationPatterns(set, context);
    return set;
  }

  FrozenRewritePatternSet constantPatterns, patterns, lastPatterns;
};
} // namespace
