//===- InlineFloatUnits.cpp - Inline the units that stayed in float -------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "qopt/Quantize/Passes.h"

#include "Patterns.h"
#include "QuantizedTypes.h"
#include "TensorNames.h"

#include "qopt/Dialect/QNN/IR/QNN.h"

namespace qopt {
#define GEN_PASS_DEF_INLINEFLOATUNITSPASS
#include "qopt/Quantize/Passes.h.inc"
} // namespace qopt

using namespace mlir;
using namespace qopt;

namespace {
struct InlineFloatUnits
    : public qopt::impl::InlineFloatUnitsPassBase<InlineFloatUnits> {
  using Base::Base;

  void runOnOperation() override;

private:
  bool isKept(StringRef kind) const {
    return keep.empty() ? kind == "dense" || kind == "conv2d"
                        : llvm::is_contained(keep, kind.str());
  }
};
} // namespace

/// Says that the unit is in float, why, and what to do about it.
static void remarkFloat(qnn::UnitOp unit) {
  auto reason = unit->getAttrOfType<StringAttr>("qnn.float_reason");
  InFlightDiagnostic remark = emitRemark(unit.getLoc());
  remark << "unit \"" << unit.getId() << "\" of kind \"" << unit.getKind()
         << "\" stays in float: "
         << (reason ? reason.getValue() : "no plan was applied to it");
  if (hasIntegerForm(unit.getKind()))
    remark << "; set \"quantize\": true for it in the plan to quantize it";
  else
    remark << "; it can be quantized once its kind has a rewrite to qnn";
}

/// Replaces \p unit by the operations of its region.
static void inlineUnit(qnn::UnitOp unit) {
  Block &body = unit.getBody().front();
  Operation *yield = body.getTerminator();
  unit->getBlock()->getOperations().splice(unit->getIterator(),
                                           body.getOperations(), body.begin(),
                                           yield->getIterator());
  for (auto [argument, input] :
       llvm::zip(body.getArguments(), unit.getInputs()))
    argument.replaceAllUsesWith(input);
  unit->replaceAllUsesWith(yield->getOperands());
  unit.erase();
}

void InlineFloatUnits::runOnOperation() {
  getOperation().walk([&](qnn::UnitOp unit) {
    if (llvm::any_of(unit->getOperandTypes(), isQuantized) ||
        llvm::any_of(unit->getResultTypes(), isQuantized))
      return;
    if (!unit->hasAttr(intendedFloatAttrName))
      remarkFloat(unit);
    if (isKept(unit.getKind()))
      return;
    inlineUnit(unit);
    ++numInlined;
  });
}
