//===- ImportIntegerTosa.cpp - Networks that are integer already ----------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "IntegerImport.h"
#include "UnitNames.h"

#include "qopt/Dialect/QNN/IR/QNN.h"
#include "qopt/Import/Passes.h"

#include "mlir/IR/TypeUtilities.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "llvm/ADT/TypeSwitch.h"

namespace qopt {
#define GEN_PASS_DEF_IMPORTINTEGERTOSAPASS
#include "qopt/Import/Passes.h.inc"
} // namespace qopt

using namespace mlir;
using namespace qopt;

namespace {
struct ImportIntegerTosaPass
    : qopt::impl::ImportIntegerTosaPassBase<ImportIntegerTosaPass> {
  using Base::Base;

  void runOnOperation() override;

private:
  FailureOr<Value> convert(Operation *op, OpBuilder &builder,
                           IntegerRanges &ranges);
  LogicalResult convertBlock(Block &block);
};
} // namespace

static bool isIntegerTensor(Type type) {
  return isa<RankedTensorType>(type) && getElementTypeOrSelf(type).isInteger();
}

/// Whether the operation takes or gives numbers that are integers.
static bool hasIntegers(Operation *op) {
  return llvm::any_of(op->getOperandTypes(), isIntegerTensor) ||
         llvm::any_of(op->getResultTypes(), isIntegerTensor);
}

FailureOr<Value> ImportIntegerTosaPass::convert(Operation *op,
                                                OpBuilder &builder,
                                                IntegerRanges &ranges) {
  using Result = FailureOr<Value>;
  return llvm::TypeSwitch<Operation *, Result>(op)
      .Case([&](tosa::RescaleOp rescale) {
        return convertRescale(rescale, builder, ranges);
      })
      .Case([&](tosa::ClampOp clamp) { return convertClamp(clamp); })
      .Case([&](tosa::TableOp table) { return convertTable(table, builder); })
      .Case(
          [&](tosa::MaxPool2dOp pool) { return convertMaxPool(pool, builder); })
      .Case(
          [&](tosa::AvgPool2dOp pool) { return convertAvgPool(pool, builder); })
      .Case<tosa::ReshapeOp, tosa::SliceOp, tosa::TransposeOp>(
          [&](auto move) { return convertMove(move, builder); })
      .Default(
          [&](Operation *other) { return convertSum(other, builder, ranges); });
}

LogicalResult ImportIntegerTosaPass::convertBlock(Block &block) {
  IntegerRanges ranges;
  OpBuilder builder(&getContext());
  for (Operation &op : llvm::make_early_inc_range(block)) {
    if (!hasIntegers(&op) || !isa<tosa::TosaDialect>(op.getDialect()) ||
        op.getNumResults() != 1)
      continue;
    if (isIntegerTensor(op.getResult(0).getType()) &&
        failed(verifyIntegerOp(&op)))
      return failure();
    if (failed(ranges.visit(&op)))
      return failure();
    if (!isIntegerTensor(op.getResult(0).getType()))
      continue;
    builder.setInsertionPoint(&op);
    FailureOr<Value> result = convert(&op, builder, ranges);
    if (failed(result))
      return failure();
    if (!*result) {
      if (failed(verifyHasLowering(&op)))
        return failure();
      continue;
    }
    ranges.replace(op.getResult(0), *result);
    op.getResult(0).replaceAllUsesWith(*result);
    op.erase();
    ++numConverted;
  }
  return success();
}

void ImportIntegerTosaPass::runOnOperation() {
  func::FuncOp func = getOperation();
  if (func.isExternal() || !func.getBody().hasOneBlock())
    return;
  Block &block = func.getBody().front();
  if (llvm::none_of(block, [](Operation &op) { return hasIntegers(&op); }) &&
      llvm::none_of(func.getArgumentTypes(), isIntegerTensor))
    return;
  if (failed(makeSignless(func)) || failed(convertBlock(block)))
    return signalPassFailure();
  // Weights that took another form, and zero points.
  for (Operation &op : llvm::make_early_inc_range(llvm::reverse(block)))
    if (isOpTriviallyDead(&op))
      op.erase();
  nameIntegerOps(func);
}
