//===- StoreBooleans.cpp - Tensors of booleans as bytes ---------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Values change their types where they are. An operation that takes or gives
/// single booleans beside a tensor of them gets conversions there.
///
//===----------------------------------------------------------------------===//

#include "qopt/Codegen/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "llvm/ADT/TypeSwitch.h"

namespace qopt {
#define GEN_PASS_DEF_STOREBOOLEANS
#include "qopt/Codegen/Passes.h.inc"
} // namespace qopt

using namespace mlir;

namespace {

bool holdsBooleans(Type type) {
  auto tensor = dyn_cast<RankedTensorType>(type);
  return tensor && tensor.getElementType().isInteger(1);
}

Type storedType(Type type) {
  return holdsBooleans(type) ? cast<RankedTensorType>(type).clone(
                                   IntegerType::get(type.getContext(), 8))
                             : type;
}

/// The boolean as a byte; of one that was a byte just before, that.
Value store(OpBuilder &b, Value boolean) {
  if (auto load = boolean.getDefiningOp<arith::TruncIOp>();
      load && load.getIn().getType().isInteger(8))
    return load.getIn();
  return arith::ExtUIOp::create(b, boolean.getLoc(), b.getI8Type(), boolean);
}

/// Users of `byte`, which was a boolean, get the boolean.
void load(OpBuilder &b, Value byte) {
  byte.setType(b.getI8Type());
  if (byte.use_empty())
    return;
  auto boolean = arith::TruncIOp::create(b, byte.getLoc(), b.getI1Type(), byte);
  byte.replaceAllUsesExcept(boolean, boolean);
}

/// The single booleans among the operands become bytes.
void storeOperands(Operation *op) {
  OpBuilder b(op);
  for (OpOperand &operand : op->getOpOperands())
    if (operand.get().getType().isInteger(1))
      operand.set(store(b, operand.get()));
}

/// Elements of what is stored arrive in the body, and leave it, as bytes.
void convertBody(linalg::LinalgOp op) {
  Block &body = *op.getBlock();
  OpBuilder b = OpBuilder::atBlockBegin(&body);
  // Single booleans are elements too.
  storeOperands(op);
  for (BlockArgument argument : body.getArguments())
    if (argument.getType().isInteger(1))
      load(b, argument);
  storeOperands(body.getTerminator());
}

void convert(Operation *op) {
  llvm::TypeSwitch<Operation *>(op)
      .Case([](arith::ConstantOp constant) {
        auto dense = dyn_cast<DenseElementsAttr>(constant.getValue());
        if (!dense)
          return;
        Type byte = IntegerType::get(constant.getContext(), 8);
        constant.setValueAttr(dense.mapValues(
            byte, [](const APInt &value) { return value.zext(8); }));
      })
      .Case([](linalg::LinalgOp linalgOp) { convertBody(linalgOp); })
      .Case([](tensor::ExtractOp extract) {
        OpBuilder b(extract->getContext());
        b.setInsertionPointAfter(extract);
        load(b, extract.getResult());
      })
      .Case<tensor::InsertOp, tensor::FromElementsOp, tensor::SplatOp>(
          [](Operation *inner) { storeOperands(inner); })
      .Case<tensor::PadOp, tensor::GenerateOp>([](Operation *outer) {
        storeOperands(outer->getRegion(0).front().getTerminator());
      });
  for (Value result : op->getResults())
    result.setType(storedType(result.getType()));
}

struct StoreBooleans : qopt::impl::StoreBooleansBase<StoreBooleans> {
  using Base::Base;

  void runOnOperation() override {
    SmallVector<Operation *> found;
    SmallVector<BlockArgument> arguments;
    getOperation().walk([&](Operation *op) {
      if (llvm::any_of(op->getOperandTypes(), holdsBooleans) ||
          llvm::any_of(op->getResultTypes(), holdsBooleans))
        found.push_back(op);
      for (Region &region : op->getRegions())
        for (Block &block : region)
          for (BlockArgument argument : block.getArguments())
            if (holdsBooleans(argument.getType()))
              arguments.push_back(argument);
    });
    llvm::for_each(found, convert);
    for (BlockArgument argument : arguments)
      argument.setType(storedType(argument.getType()));
    getOperation().walk([](func::FuncOp func) {
      auto stored = [](TypeRange types) {
        return llvm::map_to_vector(types, storedType);
      };
      func.setType(FunctionType::get(func.getContext(),
                                     stored(func.getArgumentTypes()),
                                     stored(func.getResultTypes())));
    });
  }
};

} // namespace
