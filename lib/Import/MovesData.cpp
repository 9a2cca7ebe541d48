//===- MovesData.cpp - Operations that move elements ------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Import/MovesData.h"

#include "ConstantData.h"

#include "mlir/Dialect/Quant/IR/Quant.h"
#include "mlir/Dialect/Tosa/IR/TosaOps.h"

using namespace mlir;

bool qopt::movesData(Operation *op) {
  if (!op)
    return false;
  if (isa<tosa::PadOp>(op))
    return getPadValue(op).has_value() ||
           !getElementTypeOrSelf(op->getResult(0).getType()).isF32();
  if (auto resize = dyn_cast<tosa::ResizeOp>(op))
    return resize.getMode() == tosa::ResizeMode::NEAREST_NEIGHBOR;
  return isa<tosa::ReshapeOp, tosa::TransposeOp, tosa::SliceOp, tosa::TileOp,
             tosa::ReverseOp, tosa::GatherOp>(op) ||
         comparesData(op);
}

bool qopt::comparesData(Operation *op) {
  return isa_and_present<tosa::MaxPool2dOp, tosa::ReduceMaxOp>(op);
}

Value qopt::skipMoves(Value value) {
  while (movesData(value.getDefiningOp()))
    value = value.getDefiningOp()->getOperand(0);
  return value;
}

std::optional<float> qopt::getPadValue(Operation *op) {
  auto pad = dyn_cast_or_null<tosa::PadOp>(op);
  if (!pad)
    return std::nullopt;
  Value constant = pad.getPadConst();
  // A plan that was applied gave it the type of the tensor.
  if (auto cast = constant.getDefiningOp<quant::QuantizeCastOp>())
    constant = cast.getInput();
  return getSplat(constant);
}
