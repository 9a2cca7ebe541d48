//===- UnaryGroup.cpp - Functions of one tensor -----------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "UnaryGroup.h"

#include "ConstantData.h"
#include "ElementwiseEval.h"
#include "qopt/Import/UnaryUnit.h"

#include "mlir/IR/TypeUtilities.h"

#include "llvm/ADT/SetVector.h"

using namespace mlir;
using namespace qopt;

/// An elementwise operation of tensors of one shape and constants of one value.
static bool isMember(Operation *op) {
  if (!op || !isUnaryUnitOp(op))
    return false;
  auto type = dyn_cast<RankedTensorType>(op->getResult(0).getType());
  if (!type)
    return false;
  auto isFloatOrBool = [](Type element) {
    return element.isF32() || element.isInteger(1);
  };
  if (!isFloatOrBool(type.getElementType()))
    return false;
  for (Value operand : elementwiseOperands(op)) {
    if (getConstant(operand)) {
      if (!getSplat(operand))
        return false;
      continue;
    }
    auto operandType = dyn_cast<RankedTensorType>(operand.getType());
    if (!operandType || operandType.getShape() != type.getShape() ||
        !isFloatOrBool(operandType.getElementType()))
      return false;
  }
  return true;
}

static bool isFloat(Value value) {
  return getElementTypeOrSelf(value.getType()).isF32();
}

FailureOr<OpGroup>
qopt::matchUnaryGroup(Operation *op, const DenseSet<Operation *> &excluded) {
  auto isAllowed = [&](Operation *member) {
    return isMember(member) && !excluded.contains(member);
  };
  if (!isAllowed(op) || !isFloat(op->getResult(0)))
    return failure();
  llvm::SmallSetVector<Operation *, 8> members;
  SmallVector<Value> inputs;
  auto add = [&](Operation *member) {
    members.insert(member);
    for (Value operand : elementwiseOperands(member))
      if (!getConstant(operand) && !llvm::is_contained(inputs, operand))
        inputs.push_back(operand);
  };
  // Goes back from `op`. The input that comes last in the block is taken in
  // first: no other input depends on it, so if it cannot be taken in it is an
  // input of every larger group too.
  FailureOr<OpGroup> best = failure();
  add(op);
  while (!inputs.empty()) {
    if (inputs.size() == 1 && isFloat(inputs.front()))
      best = OpGroup{"unary", inputs, {members.rbegin(), members.rend()}};
    auto *last = llvm::max_element(inputs, [](Value a, Value b) {
      Operation *x = a.getDefiningOp(), *y = b.getDefiningOp();
      return x && y ? x->isBeforeInBlock(y) : !x && y;
    });
    Operation *def = last->getDefiningOp();
    if (!isAllowed(def) || !llvm::all_of(def->getUsers(), [&](Operation *user) {
          return members.contains(user);
        }))
      break;
    inputs.erase(last);
    add(def);
  }
  return best;
}
