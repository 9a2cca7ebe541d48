//===- FoldIndices.cpp - Computations on constant indices -------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Front ends spell out how the indices of a gather come about, from casts to
/// comparisons, and the weights of what is gathered. The reference interpreter,
/// which defines what operations mean, computes them here; and the products of
/// a state that begins with zeros.
///
//===----------------------------------------------------------------------===//

#include "ConstantData.h"
#include "NormaliseTosa.h"
#include "qopt/Reference/Interpreter.h"

#include "mlir/Analysis/TopologicalSortUtils.h"
#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

using namespace mlir;
using namespace qopt;

/// So that an import takes no longer than reading the model: the elements of
/// all that is computed for one gather, those of the places along an axis, and
/// the products of a matrix product.
constexpr int64_t kMostIndices = 1 << 24, kMostPlaces = 1 << 12,
                  kMostProducts = 1 << 22;

static RankedTensorType staticType(Value value) {
  auto type = dyn_cast<RankedTensorType>(value.getType());
  return type && type.hasStaticShape() ? type : RankedTensorType();
}

/// Collects the operations, constants too, that compute `value` from nothing
/// but constants. False where it needs more, or more than `room` elements.
static bool collectSlice(Value value, SetVector<Operation *> &slice,
                         int64_t &room) {
  Operation *op = value.getDefiningOp();
  if (!op)
    return false;
  if (slice.contains(op))
    return true;
  if (isa<tosa::ConstShapeOp>(op)) {
    slice.insert(op);
    return true;
  }
  RankedTensorType type = staticType(value);
  if (!type || (room -= type.getNumElements()) < 0)
    return false;
  if (op->hasTrait<OpTrait::ConstantLike>()) {
    ElementsAttr attr = getConstant(value);
    if (!attr || isMissingData(attr))
      return false;
  } else if (!isa<tosa::TosaDialect>(op->getDialect()) ||
             op->getNumResults() != 1 || op->getNumRegions() != 0 ||
             !isMemoryEffectFree(op) ||
             !llvm::all_of(op->getOperands(), [&](Value operand) {
               return collectSlice(operand, slice, room);
             })) {
    return false;
  }
  slice.insert(op);
  return true;
}

/// The elements of `tensor` as a constant of `type`.
static DenseElementsAttr toAttribute(const HostTensor &tensor,
                                     RankedTensorType type) {
  if (tensor.type != ElementType::Bool)
    return DenseElementsAttr::getFromRawBuffer(type, tensor.data);
  SmallVector<bool, 0> values(tensor.data.begin(), tensor.data.end());
  return DenseElementsAttr::get(type, values);
}

/// What `value` is where only constants make it; null where they do not.
static DenseElementsAttr evaluate(Value value) {
  RankedTensorType type = staticType(value);
  SetVector<Operation *> slice;
  int64_t room = kMostIndices;
  if (!type || getConstant(value) || !collectSlice(value, slice, room))
    return {};
  Location loc = value.getLoc();
  OwningOpRef<ModuleOp> module = ModuleOp::create(loc);
  auto builder = OpBuilder::atBlockEnd(module->getBody());
  auto function = func::FuncOp::create(
      builder, loc, "main", builder.getFunctionType({}, value.getType()));
  builder.setInsertionPointToStart(function.addEntryBlock());
  IRMapping mapping;
  for (Operation *op : topologicalSort(slice))
    builder.clone(*op, mapping);
  func::ReturnOp::create(builder, loc, mapping.lookup(value));
  auto results = interpret(function, {});
  if (!results) {
    llvm::consumeError(results.takeError());
    return {};
  }
  return toAttribute(results->front(), type);
}

/// Where folding a result is what makes a network recognisable.
static bool isWorthFolding(Operation *op) {
  if (auto cast = dyn_cast<tosa::CastOp>(op)) {
    RankedTensorType type = staticType(cast.getOutput());
    return type && type.getElementType().isF32() &&
           getElementTypeOrSelf(cast.getInput().getType()).isInteger() &&
           type.getNumElements() <= kMostPlaces;
  }
  auto matmul = dyn_cast<tosa::MatMulOp>(op);
  RankedTensorType type = matmul ? staticType(matmul.getOutput()) : nullptr,
                   left = matmul ? staticType(matmul.getA()) : nullptr;
  return type && left && type.getElementType().isF32() &&
         getConstant(matmul.getA()) && getConstant(matmul.getB()) &&
         type.getNumElements() <=
             kMostProducts / std::max<int64_t>(left.getShape().back(), 1);
}

void qopt::foldIndices(func::FuncOp function) {
  auto fold = [](Value value) {
    DenseElementsAttr attr = evaluate(value);
    if (!attr)
      return;
    OpBuilder builder(value.getContext());
    builder.setInsertionPointAfterValue(value);
    value.replaceAllUsesWith(
        tosa::ConstOp::create(builder, value.getLoc(), value.getType(), attr));
  };
  function.walk([&](Operation *op) {
    if (auto gather = dyn_cast<tosa::GatherOp>(op))
      fold(gather.getIndices());
    else if (isWorthFolding(op))
      fold(op->getResult(0));
  });
}
