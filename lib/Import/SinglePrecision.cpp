//===- SinglePrecision.cpp - Compute in f32 what linalg does in f64 -------===//
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

/// Comparisons are left alone: what they tell apart may be no f32.
static bool canBeSingle(Operation *op) {
  return isa<linalg::LinalgOp, linalg::YieldOp, tensor::EmptyOp,
             tensor::ExpandShapeOp, tensor::CollapseShapeOp, arith::ExtFOp,
             arith::TruncFOp, arith::AddFOp, arith::SubFOp, arith::MulFOp,
             arith::DivFOp, arith::NegFOp, arith::MaximumFOp, arith::MinimumFOp,
             arith::SIToFPOp, math::SqrtOp, math::RsqrtOp, math::AbsFOp,
             math::PowFOp, math::ExpOp, math::LogOp>(op);
}

/// A constant that others may read in f64 as well.
static arith::ConstantOp doubleConstant(Value value) {
  return isDouble(value.getType()) ? value.getDefiningOp<arith::ConstantOp>()
                                   : arith::ConstantOp();
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
    if (arith::ConstantOp constant = doubleConstant(value)) {
      isKnown &= bool(toSingle(constant.getValue()));
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
    if (arith::ConstantOp constant = doubleConstant(operand.get())) {
      OpBuilder builder(constant);
      operand.set(arith::ConstantOp::create(builder, constant.getLoc(),
                                            toSingle(constant.getValue())));
    }
  for (Value result : op->getResults())
    result.setType(toSingle(result.getType()));
  for (Region &region : op->getRegions())
    for (BlockArgument argument : region.getArguments())
      argument.setType(toSingle(argument.getType()));
}

void qopt::computeInSinglePrecision(func::FuncOp func) {
  llvm::DenseSet<Operation *> seen;
  SmallVector<Operation *> starts;
  func.walk([&](Operation *op) {
    if (llvm::any_of(op->getResultTypes(), isDouble) &&
        !isa<arith::ConstantOp>(op))
      starts.push_back(op);
  });
  for (Operation *start : starts) {
    if (seen.contains(start))
      continue;
    SmallVector<Operation *> ops = connected(start, seen);
    llvm::for_each(ops, makeSingle);
    for (Operation *op : ops)
      if (isa<arith::ExtFOp, arith::TruncFOp>(op) &&
          op->getOperand(0).getType() == op->getResult(0).getType()) {
        op->getResult(0).replaceAllUsesWith(op->getOperand(0));
        op->erase();
      }
  }
}
