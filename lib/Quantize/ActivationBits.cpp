//===- ActivationBits.cpp - Tensors that need 16 bits -----------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ActivationBits.h"

#include "TensorNames.h"

#include "qopt/Import/MovesData.h"

using namespace mlir;
using namespace qopt;

/// Whether a layer norm, or a sum that one reads, reads `value`.
static bool leadsToNorm(Value value,
                        llvm::function_ref<bool(qnn::UnitOp)> isQuantized) {
  return llvm::any_of(value.getUsers(), [&](Operation *user) {
    auto unit = dyn_cast<qnn::UnitOp>(user);
    if (!unit)
      return movesData(user) && user->getOperand(0) == value &&
             leadsToNorm(user->getResult(0), isQuantized);
    if (!isQuantized(unit))
      return false;
    if (unit.getKind() == "layer_norm")
      return true;
    return unit.getKind() == "add" &&
           leadsToNorm(unit.getResult(0), isQuantized);
  });
}

/// Whether a sum is all that reads `value`.
static bool isTerm(Value value,
                   llvm::function_ref<bool(qnn::UnitOp)> isQuantized) {
  if (!value.hasOneUse())
    return false;
  auto unit = dyn_cast<qnn::UnitOp>(*value.user_begin());
  return unit && unit.getKind() == "add" && isQuantized(unit);
}

bool qopt::wantsWords(Value tensor,
                      llvm::function_ref<bool(qnn::UnitOp)> isQuantized) {
  auto unit = tensor.getDefiningOp<qnn::UnitOp>();
  return unit && (!isQuantized(unit) || computesWords(unit.getKind())) &&
         (leadsToNorm(tensor, isQuantized) || isTerm(tensor, isQuantized));
}
