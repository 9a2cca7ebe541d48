//===- LoopBuilder.cpp - Indices and loops ----------------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Kernels.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

using namespace mlir;

namespace qopt {

Value LoopBuilder::index(int64_t value) {
  return arith::ConstantIndexOp::create(b, value);
}

Value LoopBuilder::offset(Value base, int64_t by) {
  return by == 0 ? base : arith::AddIOp::create(b, base, index(by));
}

Value LoopBuilder::times(Value a, int64_t factor) {
  return factor == 1 ? a : arith::MulIOp::create(b, a, index(factor));
}

SmallVector<Value> LoopBuilder::loop(int64_t count, ValueRange inits,
                                     Body body) {
  if (count == 0)
    return inits;
  if (count == 1)
    return body(index(0), inits);
  auto forOp = scf::ForOp::create(b, index(0), index(count), index(1), inits);
  OpBuilder::InsertionGuard guard(b);
  b.setInsertionPointToStart(forOp.getBody());
  scf::YieldOp::create(
      b, body(forOp.getInductionVar(), forOp.getRegionIterArgs()));
  return forOp.getResults();
}

} // namespace qopt
