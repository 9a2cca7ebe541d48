//===- RaiseLinalgToTosa.cpp - Raise linalg on tensors to TOSA --*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RaiseLinalgToTosa.h"

#include "qopt/Dialect/QNN/IR/QNN.h"
#include "qopt/Import/Passes.h"

#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/IR/Dominance.h"
#include "mlir/Transforms/CSE.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

namespace qopt {
#define GEN_PASS_DEF_RAISELINALGTOTOSAPASS
#include "qopt/Import/Passes.h.inc"
} // namespace qopt

using namespace mlir;

namespace {
struct RaiseLinalgToTosaPass
    : qopt::impl::RaiseLinalgToTosaPassBase<RaiseLinalgToTosaPass> {
  using Base::Base;

  LogicalResult initialize(MLIRContext *context) override {
    RewritePatternSet first(context), whole(context), rest(context);
    qopt::populateRaiseConstantsPatterns(first);
    qopt::populateExpandBeforeBroadcastPatterns(first);
    qopt::populateRaiseTransposeConvPatterns(whole);
    qopt::populateRaiseAveragePatterns(whole);
    qopt::populateRaiseInterpolationPatterns(whole);
    qopt::populateRaiseContractionPatterns(rest);
    qopt::populateRaiseConvPatterns(rest);
    qopt::populateRaisePoolPatterns(rest);
    qopt::populateRaiseReductionPatterns(rest);
    qopt::populateRaiseElementwisePatterns(rest);
    qopt::populateRaiseMovementPatterns(rest);
    qopt::populateRaiseQuantizationPatterns(rest);
    qopt::populateRaiseTensorPatterns(rest);
    for (RewritePatternSet *set : {&first, &whole, &rest})
      phases.emplace_back(std::move(*set));
    return success();
  }

  void runOnOperation() override {
    Counts before = count();
    bool changed = qopt::computeInSinglePrecision(getOperation());
    for (auto [i, patterns] : llvm::enumerate(phases)) {
      // What is spelt in many operations is found from the last of them.
      GreedyRewriteConfig config;
      config.setUseTopDownTraversal(i != 1);
      if (failed(applyPatternsGreedily(getOperation(), patterns, config))) {
        getOperation().emitOpError(
            "was not raised: the rewrites did not come to an "
            "end; please report this model");
        return signalPassFailure();
      }
    }
    Counts after = count();
    if (changed || before.all != after.all)
      removeDoubles();
    numMatmuls += before.contractions - after.contractions;
    numWindows += before.windows - after.windows;
    numElementwise += before.elementwise - after.elementwise;
  }

private:
  struct Counts {
    int64_t all = 0, contractions = 0, windows = 0, elementwise = 0;
  };

  /// What PyTorch computes twice, such as the mean of a layer norm.
  void removeDoubles() {
    DominanceInfo dominance(getOperation());
    IRRewriter rewriter(&getContext());
    eliminateCommonSubExpressions(rewriter, dominance, getOperation());
  }

  Counts count() {
    Counts counts;
    getOperation().walk([&](linalg::LinalgOp op) {
      ++counts.all;
      if (linalg::isaContractionOpInterface(op))
        ++counts.contractions;
      else if (linalg::isaConvolutionOpInterface(op))
        ++counts.windows;
      else if (!isa<linalg::FillOp, linalg::TransposeOp>(op) &&
               op.getNumLoops() == op.getNumParallelLoops())
        ++counts.elementwise;
    });
    return counts;
  }

  SmallVector<FrozenRewritePatternSet> phases;
};
} // namespace
