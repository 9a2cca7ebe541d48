//===- Normalisations.cpp - Softmax, layer norm and their like --*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Normalisations.h"

#include "ConstantData.h"

#include "mlir/Dialect/Tosa/IR/TosaOps.h"

using namespace mlir;
using namespace qopt;

namespace {
class Finder {
public:
  /// Takes in what belongs to the division by `divisor`, if it is by a sum.
  void visit(Operation *divisor);

  llvm::DenseSet<Operation *> found;

private:
  Operation *takeSums(Value value);
  void takeSummand(Value value);
  bool takeCentred(Value value);
};
} // namespace

/// The operand of `op` that is not a constant, where there is one such.
static Value onlyActivation(Operation *op) {
  if (isa<tosa::ReshapeOp, tosa::ClampOp>(op))
    return op->getOperand(0);
  if (!isa<tosa::AddOp, tosa::MulOp>(op))
    return {};
  if (getConstant(op->getOperand(1)))
    return op->getOperand(0);
  return getConstant(op->getOperand(0)) ? op->getOperand(1) : Value();
}

/// The sums that `value` is, but for what constants scale or shift: a mean, and
/// the epsilon that keeps it from 0. Null where there is none.
Operation *Finder::takeSums(Value value) {
  SmallVector<Operation *> path;
  Operation *op = value.getDefiningOp();
  while (op && !isa<tosa::ReduceSumOp>(op)) {
    path.push_back(op);
    Value input = onlyActivation(op);
    op = input ? input.getDefiningOp() : nullptr;
  }
  if (!op)
    return nullptr;
  found.insert(path.begin(), path.end());
  while (auto inner = op->getOperand(0).getDefiningOp<tosa::ReduceSumOp>()) {
    found.insert(op);
    op = inner;
  }
  found.insert(op);
  return op;
}

/// The difference to a mean or to the largest element.
bool Finder::takeCentred(Value value) {
  auto sub = value.getDefiningOp<tosa::SubOp>();
  if (!sub)
    return false;
  auto max = sub.getInput2().getDefiningOp<tosa::ReduceMaxOp>();
  if (!max && !takeSums(sub.getInput2()))
    return false;
  if (max)
    found.insert(max);
  found.insert(sub);
  return true;
}

/// What is summed: exponentials, squares or absolute values.
void Finder::takeSummand(Value value) {
  Operation *op = value.getDefiningOp();
  if (takeCentred(value) || !op)
    return;
  bool isSquare =
      isa<tosa::MulOp>(op) && op->getOperand(0) == op->getOperand(1);
  if (!isSquare && !isa<tosa::ExpOp, tosa::PowOp, tosa::AbsOp>(op))
    return;
  found.insert(op);
  takeCentred(op->getOperand(0));
}

void Finder::visit(Operation *divisor) {
  Operation *sum = takeSums(divisor->getOperand(0));
  if (!sum)
    return;
  found.insert(divisor);
  takeSummand(sum->getOperand(0));
  for (Operation *user : divisor->getUsers())
    if (isa<tosa::MulOp>(user))
      found.insert(user);
}

llvm::DenseSet<Operation *> qopt::findNormalisations(Block &block) {
  Finder finder;
  for (Operation &op : block)
    if (isa<tosa::ReciprocalOp, tosa::RsqrtOp>(op))
      finder.visit(&op);
  return std::move(finder.found);
}
