//===- TensorNames.cpp - The names that plans give to tensors ---*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "TensorNames.h"

#include "GivenTensors.h"
#include "Patterns.h"

#include "qopt/Import/MovesData.h"

#include "mlir/Dialect/Quant/IR/Quant.h"

using namespace mlir;
using namespace qopt;

SmallVector<qnn::UnitOp> qopt::collectUnits(ModuleOp module) {
  SmallVector<qnn::UnitOp> units;
  module.walk<WalkOrder::PreOrder>(
      [&](qnn::UnitOp unit) { units.push_back(unit); });
  return units;
}

static const UnitKind *findKind(StringRef name) {
  const auto *kind = llvm::find_if(unitKinds(), [&](const UnitKind &candidate) {
    return candidate.name == name;
  });
  return kind == unitKinds().end() ? nullptr : kind;
}

bool qopt::hasIntegerForm(StringRef kind) { return findKind(kind); }

bool qopt::canReadWords(StringRef kind) {
  const UnitKind *found = findKind(kind);
  return found && found->reads.words;
}

bool qopt::canComputeWords(StringRef kind) {
  const UnitKind *found = findKind(kind);
  return found && found->computes.words;
}

bool qopt::computesWords(StringRef kind) {
  return canComputeWords(kind) && !findKind(kind)->computes.areWordsRequested;
}

bool qopt::readsWords(StringRef kind, const UnitPlan &plan) {
  return canReadWords(kind) &&
         (plan.readsWords || !findKind(kind)->reads.areWordsRequested);
}

bool qopt::readsChannelScales(StringRef kind) {
  const UnitKind *found = findKind(kind);
  return found && found->reads.channelScales;
}

bool qopt::computesChannelScales(StringRef kind) {
  const UnitKind *found = findKind(kind);
  return found && found->computes.channelScales;
}

bool qopt::canGiveFloats(StringRef kind) {
  const UnitKind *found = findKind(kind);
  return found && found->hasAccumulator;
}

/// Whether the result of `op` has the name of operand 0.
static bool keepsName(Operation *op) {
  if (auto fake = dyn_cast_or_null<qnn::FakeQuantizeOp>(op))
    return isOwnRounding(fake);
  return movesData(op) ||
         isa_and_present<quant::QuantizeCastOp, quant::DequantizeCastOp>(op);
}

Value qopt::traceOrigin(Value value) {
  while (keepsName(value.getDefiningOp()))
    value = value.getDefiningOp()->getOperand(0);
  return value;
}

/// Calls `visit` for every use of the tensor `origin`, whatever moved it. A use
/// by an operation that moves it is visited too.
static void visitUses(Value origin,
                      llvm::function_ref<void(OpOperand &)> visit) {
  SmallVector<Value> values = {origin};
  while (!values.empty())
    for (OpOperand &use : values.pop_back_val().getUses()) {
      visit(use);
      if (use.getOperandNumber() == 0 && keepsName(use.getOwner()))
        values.push_back(use.getOwner()->getResult(0));
    }
}

SmallVector<float> qopt::findPadValues(Value origin) {
  SmallVector<float> values;
  visitUses(origin, [&](OpOperand &use) {
    if (std::optional<float> value = getPadValue(use.getOwner()))
      values.push_back(*value);
  });
  return values;
}

static std::string nameOr(StringAttr name, StringRef fallback, unsigned index) {
  return name ? name.str() : (fallback + Twine(index)).str();
}

std::string qopt::argumentName(func::FuncOp function, unsigned index) {
  return nameOr(function.getArgAttrOfType<StringAttr>(index, "qnn.name"), "in",
                index);
}

std::string qopt::resultName(func::FuncOp function, unsigned index) {
  return nameOr(function.getResultAttrOfType<StringAttr>(index, "qnn.name"),
                "out", index);
}

std::string qopt::tensorName(Value value) {
  Value origin = traceOrigin(value);
  if (auto argument = dyn_cast<BlockArgument>(origin)) {
    auto function = dyn_cast<func::FuncOp>(argument.getOwner()->getParentOp());
    return function ? argumentName(function, argument.getArgNumber()) : "";
  }
  auto unit = origin.getDefiningOp<qnn::UnitOp>();
  if (!unit)
    return "";
  unsigned index = cast<OpResult>(origin).getResultNumber();
  return index ? (unit.getId() + ":" + Twine(index)).str() : unit.getId().str();
}

std::string qopt::operandName(qnn::UnitOp unit, unsigned index) {
  Value operand = unit.getInputs()[index];
  if (std::string name = tensorName(operand); !name.empty())
    return name;
  // All that read the tensor call it as the first of them does.
  OpOperand *first = &unit.getInputsMutable()[index];
  visitUses(traceOrigin(operand), [&](OpOperand &use) {
    Operation *reader = use.getOwner();
    if (!isa<qnn::UnitOp>(reader))
      return;
    if (reader == first->getOwner()
            ? use.getOperandNumber() < first->getOperandNumber()
            : reader->isBeforeInBlock(first->getOwner()))
      first = &use;
  });
  return (cast<qnn::UnitOp>(first->getOwner()).getId() + ".in" +
          Twine(first->getOperandNumber()))
      .str();
}
