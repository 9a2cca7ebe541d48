//===- SinglePrecision.cpp - What was exported in f64, in f32 ---*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RaiseLinalgToTosa.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Tosa/IR/TosaOps.h"

using namespace mlir;

static bool isDouble(Type type) { return getElementTypeOrSelf(type).isF64(); }

static Type toSingle(Type type) {
  if (!isDouble(type))
    return type;
  Type single = Float32Type::get(type.getContext());
  if (auto shaped = dyn_cast<ShapedType>(type))
    return shaped.clone(single);
  return single;
}

static float toSingle(APFloat value) {
  bool losesInfo;
  value.convert(APFloat::IEEEsingle(), APFloat::rmNearestTiesToEven,
                &losesInfo);
  return value.convertToFloat();
}

/// The constant `attr` in f32; null where it cannot be read.
static TypedAttr toSingle(TypedAttr attr) {
  auto type = toSingle(attr.getType());
  if (auto real = dyn_cast<FloatAttr>(attr))
    return FloatAttr::get(type, toSingle(real.getValue()));
  auto dense = dyn_cast<DenseFPElementsAttr>(attr);
  if (!dense)
    return {};
  return dense.mapValues(Float32Type::get(attr.getContext()),
                         [](const APFloat &value) {
                           return APFloat(toSingle(value)).bitcastToAPInt();
                         });
}

/// From one float type to another.
static bool convertsFloats(Operation *op) {
  auto cast = dyn_cast<tosa::CastOp>(op);
  return isa<arith::ExtFOp, arith::TruncFOp>(op) ||
         (cast && isa<FloatType>(getElementTypeOrSelf(cast.getInput())) &&
          isa<FloatType>(getElementTypeOrSelf(cast.getType())));
}

/// Comparisons are left alone: what they tell apart may be no f32.
static bool canBeSingle(Operation *op) {
  return convertsFloats(op) ||
         isa<linalg::LinalgOp, linalg::YieldOp, tensor::EmptyOp,
             tensor::ExpandShapeOp, tensor::CollapseShapeOp, arith::AddFOp,
             arith::SubFOp, arith::MulFOp, arith::DivFOp, arith::NegFOp,
             arith::MaximumFOp, arith::MinimumFOp, arith::SIToFPOp,
             math::SqrtOp, math::RsqrtOp, math::AbsFOp, math::PowFOp,
             math::ExpOp, math::LogOp>(op) ||
         isa<tosa::AddOp, tosa::SubOp, tosa::MulOp, tosa::ReduceSumOp,
             tosa::ReciprocalOp, tosa::RsqrtOp, tosa::AbsOp, tosa::PowOp,
             tosa::ExpOp, tosa::LogOp, tosa::MaximumOp, tosa::MinimumOp,
             tosa::ReshapeOp, tosa::TransposeOp>(op);
}

/// A constant that others may read in f64 as well.
static Operation *doubleConstant(Value value) {
  Operation *def = isDouble(value.getType()) ? value.getDefiningOp() : nullptr;
  return isa_and_present<arith::ConstantOp, tosa::ConstOp>(def) ? def : nullptr;
}

static TypedAttr valueOf(Operation *constant) {
  if (auto tosaConstant = dyn_cast<tosa::ConstOp>(constant))
    return tosaConstant.getValues();
  return cast<arith::ConstantOp>(constant).getValue();
}

/// The constant in f32, beside that in f64.
static Value createSingle(Operation *constant) {
  OpBuilder builder(constant);
  TypedAttr value = toSingle(valueOf(constant));
  if (isa<tosa::ConstOp>(constant))
    return tosa::ConstOp::create(builder, constant->getLoc(), value.getType(),
                                 cast<ElementsAttr>(value));
  return arith::ConstantOp::create(builder, constant->getLoc(), value);
}

/// What f64 flows between: `start` and everything that shares such a value with
/// it, but for constants. Empty where one of them cannot be changed.
static SmallVector<Operation *> connected(Operation *start,
                                          llvm::DenseSet<Operation *> &seen) {
  SmallVector<Operation *> found = {start};
  bool isKnown = true;
  auto visit = [&](Operation *op) {
    if (seen.insert(op).second)
      found.push_back(op);
  };
  auto visitValue = [&](Value value) {
    if (!isDouble(value.getType()))
      return;
    if (Operation *constant = doubleConstant(value)) {
      isKnown &= bool(toSingle(valueOf(constant)));
      return;
    }
    if (Operation *def = value.getDefiningOp())
      visit(def);
    else if (Operation *parent =
                 cast<BlockArgument>(value).getOwner()->getParentOp())
      visit(parent);
    for (Operation *user : value.getUsers())
      visit(user);
  };
  seen.insert(start);
  for (size_t i = 0; i < found.size(); ++i) {
    Operation *op = found[i];
    isKnown &= canBeSingle(op);
    llvm::for_each(op->getOperands(), visitValue);
    llvm::for_each(op->getResults(), visitValue);
    for (Region &region : op->getRegions()) {
      llvm::for_each(region.getArguments(), visitValue);
      // What is yielded has the type of a result.
      if (isa<linalg::LinalgOp>(op))
        visit(region.front().getTerminator());
    }
    if (isa<linalg::YieldOp>(op))
      visit(op->getParentOp());
  }
  return isKnown ? found : SmallVector<Operation *>();
}

static void makeSingle(Operation *op) {
  for (OpOperand &operand : op->getOpOperands())
    if (Operation *constant = doubleConstant(operand.get()))
      operand.set(createSingle(constant));
  for (Value result : op->getResults())
    result.setType(toSingle(result.getType()));
  for (Region &region : op->getRegions())
    for (BlockArgument argument : region.getArguments())
      argument.setType(toSingle(argument.getType()));
}

bool qopt::computeInSinglePrecision(func::FuncOp func) {
  llvm::DenseSet<Operation *> seen;
  SmallVector<Operation *> starts;
  func.walk([&](Operation *op) {
    if (llvm::any_of(op->getResultTypes(), isDouble) &&
        !isa<arith::ConstantOp, tosa::ConstOp>(op))
      starts.push_back(op);
  });
  bool changed = false;
  for (Operation *start : starts) {
    if (seen.contains(start))
      continue;
    SmallVector<Operation *> ops = connected(start, seen);
    llvm::for_each(ops, makeSingle);
    changed |= !ops.empty();
    for (Operation *op : ops)
      if (convertsFloats(op) &&
          op->getOperand(0).getType() == op->getResult(0).getType()) {
        op->getResult(0).replaceAllUsesWith(op->getOperand(0));
        op->erase();
      }
  }
  return changed;
}
