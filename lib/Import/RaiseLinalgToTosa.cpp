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
    RewritePatternSet set(context);
    qopt::populateRaiseContractionPatterns(set);
    qopt::populateRaiseElementwisePatterns(set);
    qopt::populateRaiseQuantizationPatterns(set);
    qopt::populateRaiseTensorPatterns(set);
    patterns = std::move(set);
    return success();
  }

  void runOnOperation() override {
    auto [contractionsBefore, elementwiseBefore] = count();
    if (failed(applyPatternsGreedily(getOperation(), patterns))) {
      getOperation().emitOpError(
          "was not raised: the rewrites did not come to an "
          "end; please report this model");
      return signalPassFailure();
    }
    auto [contractions, elementwise] = count();
    numMatmuls += contractionsBefore - contractions;
    numElementwise += elementwiseBefore - elementwise;
  }

private:
  /// How many contractions and how many parallel computations there are.
  std::pair<int64_t, int64_t> count() {
    std::pair<int64_t, int64_t> result;
    getOperation().walk([&](linalg::LinalgOp op) {
      if (linalg::isaContractionOpInterface(op))
        ++result.first;
      else if (!isa<linalg::FillOp, linalg::TransposeOp>(op) &&
               op.getNumLoops() == op.getNumParallelLoops())
        ++result.second;
    });
    return result;
  }

  FrozenRewritePatternSet patterns;
};
} // namespace
