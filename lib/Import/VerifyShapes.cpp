//===- VerifyShapes.cpp - Refuse shapes that do not fit ---------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "VerifyShapes.h"

#include "qopt/Import/Passes.h"

namespace qopt {
#define GEN_PASS_DEF_VERIFYSHAPESPASS
#include "qopt/Import/Passes.h.inc"
} // namespace qopt

using namespace mlir;

namespace {
struct VerifyShapesPass : qopt::impl::VerifyShapesPassBase<VerifyShapesPass> {
  using Base::Base;

  void runOnOperation() override {
    func::FuncOp func = getOperation();
    if (func.isExternal())
      return;
    bool ok = succeeded(qopt::verifyInterface(func));
    func.walk(
        [&](Operation *op) { ok &= succeeded(qopt::verifyTosaShapes(op)); });
    if (!ok)
      signalPassFailure();
    markAllAnalysesPreserved();
  }
};
} // namespace
