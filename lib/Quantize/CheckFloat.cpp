//===- CheckFloat.cpp - Whether a program computes in float -----*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "qopt/Quantize/Passes.h"

#include "QuantizedTypes.h"
#include "TensorNames.h"

#include "qopt/Dialect/QNN/IR/QNN.h"
#include "qopt/Target/TargetInfo.h"

#include "llvm/ADT/StringExtras.h"

namespace qopt {
#define GEN_PASS_DEF_CHECKFLOATPASS
#include "qopt/Quantize/Passes.h.inc"
} // namespace qopt

using namespace mlir;
using namespace qopt;

static bool holdsFloat(Type type) {
  return type.walk([](FloatType) { return WalkResult::interrupt(); })
      .wasInterrupted();
}

/// Whether `op` computes with floats, or moves them. A constant does neither:
/// what reads it does.
static bool usesFloat(Operation *op) {
  if (isa<FunctionOpInterface, qnn::YieldOp>(op) ||
      op->hasTrait<OpTrait::ConstantLike>() ||
      op->hasTrait<OpTrait::ReturnLike>())
    return false;
  return llvm::any_of(op->getOperandTypes(), holdsFloat) ||
         llvm::any_of(op->getResultTypes(), holdsFloat);
}

/// Whether the numerics of `op` are what makes it use floats.
static bool hasFloatNumerics(Operation *op) {
  auto numerics = op->getAttrOfType<qnn::NumericsAttr>("numerics");
  return isa<qnn::AddOp>(op) ||
         (numerics && numerics.getValue() == qnn::Numerics::fp32);
}

/// What `op` is and where it is, on a part of a line.
static std::string describe(Operation *op) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  auto unit = dyn_cast<qnn::UnitOp>(op);
  if (unit)
    stream << "unit \"" << unit.getId() << "\" of kind \"" << unit.getKind()
           << "\"";
  else
    stream << "'" << op->getName() << "'";
  auto place = op->getLoc()->findInstanceOf<FileLineColLoc>();
  if (place && place.getLine() != 0)
    stream << " at " << place.getFilename().getValue() << ":" << place.getLine()
           << ":" << place.getColumn();
  if (!unit)
    return text;
  auto reason = unit->getAttrOfType<StringAttr>("qnn.float_reason");
  stream << " (" << (reason ? reason.getValue() : "no plan was applied to it")
         << ")";
  return text;
}

namespace {
struct CheckFloat : public qopt::impl::CheckFloatPassBase<CheckFloat> {
  using Base::Base;

  void runOnOperation() override;

private:
  LogicalResult checkNumerics();
  LogicalResult checkOperations();
  LogicalResult checkInterface();
  void remarkSoftware();
  void collect();

  /// What uses floats, outermost operations only.
  SmallVector<Operation *> found;
};
} // namespace

void CheckFloat::collect() {
  getOperation().walk<WalkOrder::PreOrder>([&](Operation *op) {
    if (!usesFloat(op) && !hasFloatNumerics(op))
      return WalkResult::advance();
    found.push_back(op);
    return WalkResult::skip();
  });
}

LogicalResult CheckFloat::checkNumerics() {
  auto *op = llvm::find_if(found, hasFloatNumerics);
  if (op == found.end())
    return success();
  return emitError((*op)->getLoc())
         << "no float is allowed, and the plan's numerics, fp32, multiply "
            "floats; make the plan with --numerics=single, or change its "
            "\"numerics\" to \"single\" or \"double\"";
}

LogicalResult CheckFloat::checkOperations() {
  // Several operations of one place are one: of a float unit, say.
  SmallVector<std::string> places;
  StringRef advice;
  for (Operation *op : found)
    // The edges are the interface's.
    if (!isa<qnn::QuantizeOp, qnn::DequantizeOp, qnn::DequantizeAccumulatorOp>(
            op)) {
      if (std::string place = describe(op); !llvm::is_contained(places, place))
        places.push_back(std::move(place));
      if (auto unit = dyn_cast<qnn::UnitOp>(op))
        if (hasIntegerForm(unit.getKind()))
          advice = "; set \"quantize\": true for the units in the plan, or "
                   "calibrate again with --no-float";
    }
  if (places.empty())
    return success();
  return emitError(found.front()->getLoc())
         << "no float is allowed, and these operations are in float: "
         << llvm::join(places, ", ") << advice;
}

LogicalResult CheckFloat::checkInterface() {
  for (auto function : getOperation().getOps<func::FuncOp>()) {
    if (!function.isPublic() || function.isExternal())
      continue;
    SmallVector<std::string> names;
    for (auto [i, type] : llvm::enumerate(function.getArgumentTypes()))
      if (holdsFloat(type))
        names.push_back(argumentName(function, i));
    for (auto [i, type] : llvm::enumerate(function.getResultTypes()))
      if (holdsFloat(type))
        names.push_back(resultName(function, i));
    if (!names.empty())
      return emitError(function.getLoc())
             << "no float is allowed, and the interface has floats: "
             << llvm::join(names, ", ")
             << "; make them integers with --io=i8 or --io=u8";
  }
  return success();
}

/// Says that the target computes floats in software.
void CheckFloat::remarkSoftware() {
  auto target = TargetInfo::get(getOperation());
  if (!target)
    return llvm::consumeError(target.takeError());
  if (found.empty() || target->hasFloat())
    return;
  emitRemark(found.front()->getLoc())
      << "the target has no instructions for floats, so this and what else is "
         "in float calls the compiler's library; --numerics=single with "
         "--io=i8 leaves little, and --no-float lists what is left";
}

void CheckFloat::runOnOperation() {
  collect();
  if (!forbid)
    return remarkSoftware();
  if (failed(checkNumerics()) || failed(checkOperations()) ||
      failed(checkInterface()))
    signalPassFailure();
}
