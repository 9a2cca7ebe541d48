//===- FuseMaps.cpp - Chains of elementwise operations ----------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Codegen/Passes.h"

#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

namespace qopt {
#define GEN_PASS_DEF_FUSEMAPS
#include "qopt/Codegen/Passes.h.inc"
} // namespace qopt

using namespace mlir;

namespace {

/// What adds to its result is none, even where there is one summand: fused with
/// a broadcast, it would add as often as it is read.
bool isMap(linalg::GenericOp op) {
  return op.getNumParallelLoops() == op.getNumLoops() &&
         llvm::all_of(op.getRegionOutputArgs(), [](BlockArgument argument) {
           return argument.use_empty();
         });
}

struct FuseMaps : qopt::impl::FuseMapsBase<FuseMaps> {
  using Base::Base;

  LogicalResult initialize(MLIRContext *context) override {
    RewritePatternSet set(context);
    linalg::populateElementwiseOpsFusionPatterns(set, [](OpOperand *operand) {
      Operation *producer = operand->get().getDefiningOp();
      auto generic = dyn_cast<linalg::GenericOp>(producer);
      auto consumer = dyn_cast<linalg::GenericOp>(operand->getOwner());
      return producer->hasOneUse() && (!generic || isMap(generic)) &&
             consumer && isMap(consumer);
    });
    patterns = std::move(set);
    return success();
  }

  void runOnOperation() override {
    // Only maps are offered: the patterns would also fold splat weights into
    // the body of a contraction.
    SmallVector<Operation *> maps;
    getOperation().walk([&](linalg::GenericOp op) {
      if (isMap(op))
        maps.push_back(op);
    });
    (void)applyOpPatternsGreedily(
        maps, patterns,
        GreedyRewriteConfig().setStrictness(
            GreedyRewriteStrictness::ExistingAndNewOps));
  }

  FrozenRewritePatternSet patterns;
};

} // namespace
