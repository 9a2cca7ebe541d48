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

bool isMap(linalg::GenericOp op) {
  return op.getNumParallelLoops() == op.getNumLoops();
}

struct FuseMaps : qopt::impl::FuseMapsBase<FuseMaps> {
  using Base::Base;

  LogicalResult initialize(MLIRContext *context) override {
    RewritePatternSet set(context);
    linalg::populateElementwiseOpsFusionPatterns(set, [](OpOperand *operand) {
      Operation *producer = operand->get().getDefiningOp();
      auto consumer = dyn_cast<linalg::GenericOp>(operand->getOwner());
      return producer->hasOneUse() && consumer && isMap(consumer);
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
