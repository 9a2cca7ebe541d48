//===- LabelSteps.cpp - Units in the locations ------------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Codegen/Passes.h"
#include "qopt/Dialect/QNN/IR/QNN.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"

namespace qopt {
#define GEN_PASS_DEF_LABELSTEPS
#include "qopt/Codegen/Passes.h.inc"
} // namespace qopt

using namespace mlir;
using namespace qopt;

namespace {

StringRef labelOf(Operation *op) {
  if (auto unit = dyn_cast<qnn::UnitOp>(op))
    return unit.getId();
  if (auto id = op->getAttrOfType<StringAttr>("unit"))
    return id.getValue();
  return op->getName().stripDialect();
}

struct LabelSteps : qopt::impl::LabelStepsBase<LabelSteps> {
  using Base::Base;

  void runOnOperation() override {
    for (Operation &op : getOperation().getBody().getOps()) {
      if (op.hasTrait<OpTrait::ConstantLike>() ||
          op.hasTrait<OpTrait::IsTerminator>())
        continue;
      auto label = StringAttr::get(&getContext(), labelOf(&op));
      op.walk([&](Operation *part) {
        part->setLoc(FusedLoc::get({part->getLoc()}, label, &getContext()));
      });
    }
  }
};

} // namespace
