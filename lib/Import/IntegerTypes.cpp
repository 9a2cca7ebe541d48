//===- IntegerTypes.cpp - Signless types of integers ------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "IntegerImport.h"

#include "qopt/Import/MovesData.h"
#include "qopt/Import/State.h"

#include "mlir/IR/TypeUtilities.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace qopt;

static bool isUnsigned(Type type) {
  return getElementTypeOrSelf(type).isUnsignedInteger();
}

/// The signless element type; 48 bits are kept in 64, four in a byte.
static Type signless(IntegerType type) {
  unsigned width = type.getWidth();
  if (width != 1)
    width = std::max<unsigned>(8, llvm::PowerOf2Ceil(width));
  return IntegerType::get(type.getContext(), width);
}

static Type signless(Type type) {
  auto tensor = dyn_cast<RankedTensorType>(type);
  auto element =
      tensor ? dyn_cast<IntegerType>(tensor.getElementType()) : IntegerType();
  return element ? tensor.clone(signless(element)) : type;
}

static ElementsAttr signless(ElementsAttr attr) {
  auto dense = dyn_cast<DenseElementsAttr>(attr);
  auto element =
      dense ? dyn_cast<IntegerType>(dense.getElementType()) : IntegerType();
  if (!element || signless(element) == element)
    return attr;
  unsigned width = signless(element).getIntOrFloatBitWidth();
  return dense.mapValues(signless(element), [&](const APInt &value) {
    return element.isUnsigned() ? value.zext(width) : value.sext(width);
  });
}

/// Unsigned numbers are moved and rescaled; nothing else is defined on them.
static LogicalResult verifySignedness(Operation *op) {
  auto rescale = dyn_cast<tosa::RescaleOp>(op);
  if (rescale) {
    if (isUnsigned(rescale.getInput().getType()))
      rescale.setInputUnsigned(true);
    if (isUnsigned(rescale.getType()))
      rescale.setOutputUnsigned(true);
    return success();
  }
  bool hasUnsigned = llvm::any_of(op->getOperandTypes(), isUnsigned) ||
                     llvm::any_of(op->getResultTypes(), isUnsigned);
  if (!hasUnsigned || op->hasTrait<OpTrait::IsTerminator>() ||
      op->hasTrait<OpTrait::ConstantLike>() || isa<tosa::ConcatOp>(op) ||
      (movesData(op) && !comparesData(op)))
    return success();
  return op->emitOpError("computes with unsigned integers, which TOSA defines "
                         "for 'tosa.rescale' only: rescale to signed ones "
                         "first");
}

LogicalResult qopt::makeSignless(func::FuncOp func) {
  bool ok = true;
  func.walk([&](Operation *op) { ok &= succeeded(verifySignedness(op)); });
  if (!ok)
    return failure();
  auto unit = UnitAttr::get(func.getContext());
  for (auto [i, type] : llvm::enumerate(func.getArgumentTypes())) {
    // What is kept is nobody's business outside.
    if (isUnsigned(type) && !func.getArgAttr(i, stateAttrName))
      func.setArgAttr(i, "qnn.unsigned", unit);
    if (auto initial = func.getArgAttrOfType<ElementsAttr>(i, initialAttrName))
      func.setArgAttr(i, initialAttrName, signless(initial));
  }
  for (auto [i, type] : llvm::enumerate(func.getResultTypes()))
    if (isUnsigned(type) && !func.getResultAttr(i, stateAttrName))
      func.setResultAttr(i, "qnn.unsigned", unit);

  for (BlockArgument argument : func.getArguments())
    argument.setType(signless(argument.getType()));
  func.walk([](Operation *op) {
    if (auto constant = dyn_cast<tosa::ConstOp>(op))
      constant.setValuesAttr(signless(constant.getValues()));
    for (Value result : op->getResults())
      result.setType(signless(result.getType()));
  });
  func.setType(FunctionType::get(
      func.getContext(), func.getBody().front().getArgumentTypes(),
      func.getBody().front().getTerminator()->getOperandTypes()));
  return success();
}
