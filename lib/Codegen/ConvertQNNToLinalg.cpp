//===- ConvertQNNToLinalg.cpp - Integer operations to linalg ----*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "QNNPatterns.h"

#include "qopt/Codegen/Passes.h"

#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "mlir/Transforms/DialectConversion.h"

namespace qopt {
#define GEN_PASS_DEF_CONVERTQNNTOLINALG
#include "qopt/Codegen/Passes.h.inc"
} // namespace qopt

using namespace mlir;
using namespace qopt;

namespace {

struct ConvertQNNToLinalg
    : qopt::impl::ConvertQNNToLinalgBase<ConvertQNNToLinalg> {
  using Base::Base;

  void runOnOperation() override {
    RewritePatternSet patterns(&getContext());
    populateQNNContractionPatterns(patterns);
    populateQNNDynamicPatterns(patterns);
    populateQNNMapPatterns(patterns);
    populateQNNResizePatterns(patterns);
    populateQNNRowPatterns(patterns);
    populateQNNWindowPatterns(patterns);
    linalg::populateElementwiseToLinalgConversionPatterns(patterns);
    ConversionTarget target(getContext());
    target.markUnknownOpDynamicallyLegal([](Operation *op) {
      if (isa<arith::ConstantOp, qnn::UnitOp>(op) ||
          op->getParentOfType<qnn::UnitOp>() ||
          op->getParentOfType<linalg::LinalgOp>())
        return true;
      bool onTensors =
          llvm::any_of(op->getResultTypes(), llvm::IsaPred<RankedTensorType>);
      if (isa<qnn::QNNDialect>(op->getDialect()))
        return !onTensors;
      return !(isa<arith::ArithDialect>(op->getDialect()) &&
               OpTrait::hasElementwiseMappableTraits(op) && onTensors);
    });
    if (failed(applyPartialConversion(getOperation(), target,
                                      std::move(patterns))))
      signalPassFailure();
  }
};

} // namespace
