//===- TensorNames.cpp - The names that plans give to tensors ---*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "TensorNames.h"

#include "mlir/Dialect/Quant/IR/Quant.h"
#include "mlir/Dialect/Tosa/IR/TosaOps.h"

using namespace mlir;
using namespace qopt;

SmallVector<qnn::UnitOp> qopt::collectUnits(ModuleOp module) {
  SmallVector<qnn::UnitOp> units;
  module.walk<WalkOrder::PreOrder>(
      [&](qnn::UnitOp unit) { units.push_back(unit); });
  return units;
}

bool qopt::hasIntegerForm(StringRef kind) {
  return kind == "dense" || kind == "unary";
}

Value qopt::traceOrigin(Value value) {
  while (Operation *op = value.getDefiningOp()) {
    if (!isa<tosa::ReshapeOp, quant::QuantizeCastOp, quant::DequantizeCastOp>(
            op))
      return value;
    value = op->getOperand(0);
  }
  return value;
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
  std::string name = tensorName(unit.getInputs()[index]);
  return name.empty() ? (unit.getId() + ".in" + Twine(index)).str() : name;
}
