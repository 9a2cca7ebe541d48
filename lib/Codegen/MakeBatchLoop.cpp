//===- MakeBatchLoop.cpp - The loop over a dynamic batch --------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Codegen/Batch.h"
#include "qopt/Codegen/Passes.h"

#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"

namespace qopt {
#define GEN_PASS_DEF_MAKEBATCHLOOP
#include "qopt/Codegen/Passes.h.inc"
} // namespace qopt

using namespace mlir;
using namespace qopt;

namespace {

/// The name of the function that `part` is a copy of.
StringRef nameBefore(LLVM::LLVMFuncOp part) {
  return part.getName().rsplit(batchCopySuffix).first;
}

struct MakeBatchLoop : qopt::impl::MakeBatchLoopBase<MakeBatchLoop> {
  using Base::Base;

  /// `while (total - done >= rows) { part(done); done += rows; }`; gives
  /// `done`.
  Value emitLoop(ImplicitLocOpBuilder &b, LLVM::LLVMFuncOp entry,
                 LLVM::LLVMFuncOp part, Value done) {
    int64_t rows = part->getAttrOfType<IntegerAttr>(batchRowsAttrName).getInt();
    ArrayRef<int64_t> rowBytes =
        part->getAttrOfType<DenseI64ArrayAttr>(rowBytesAttrName).asArrayRef();
    Block *current = b.getInsertionBlock();
    Block *head = b.createBlock(&entry.getBody(), entry.getBody().end(),
                                {b.getI64Type()}, {b.getLoc()});
    Block *body = b.createBlock(&entry.getBody(), entry.getBody().end());
    Block *next = b.createBlock(&entry.getBody(), entry.getBody().end());
    Value total = entry.getArgument(0);

    b.setInsertionPointToEnd(current);
    LLVM::BrOp::create(b, done, head);
    b.setInsertionPointToStart(head);
    Value at = head->getArgument(0);
    Value rowsValue = LLVM::ConstantOp::create(b, b.getI64IntegerAttr(rows));
    Value left = LLVM::SubOp::create(b, total, at);
    Value enough =
        LLVM::ICmpOp::create(b, LLVM::ICmpPredicate::sge, left, rowsValue);
    LLVM::CondBrOp::create(b, enough, body, next);

    b.setInsertionPointToStart(body);
    SmallVector<Value> args;
    for (auto [i, bytes] : llvm::enumerate(rowBytes)) {
      Value pointer = entry.getArgument(i + 1);
      if (bytes != 0) {
        Value stride = LLVM::ConstantOp::create(b, b.getI64IntegerAttr(bytes));
        Value offset = LLVM::MulOp::create(b, at, stride);
        pointer = LLVM::GEPOp::create(b, pointer.getType(), b.getI8Type(),
                                      pointer, offset);
      }
      args.push_back(pointer);
    }
    args.push_back(entry.getArguments().back());
    LLVM::CallOp::create(b, part, args);
    LLVM::BrOp::create(b, LLVM::AddOp::create(b, at, rowsValue).getResult(),
                       head);
    b.setInsertionPointToStart(next);
    return at;
  }

  void runOnOperation() override {
    SmallVector<LLVM::LLVMFuncOp> parts;
    for (auto function : getOperation().getOps<LLVM::LLVMFuncOp>())
      if (function->hasAttr(batchRowsAttrName))
        parts.push_back(function);
    if (parts.empty())
      return;
    ImplicitLocOpBuilder b(parts[0].getLoc(), &getContext());
    b.setInsertionPoint(parts[0]);
    SmallVector<Type> types{b.getI64Type()};
    llvm::append_range(types, parts[0].getArgumentTypes());
    auto entry = LLVM::LLVMFuncOp::create(
        b, name.empty() ? nameBefore(parts[0]) : StringRef(name),
        LLVM::LLVMFunctionType::get(LLVM::LLVMVoidType::get(&getContext()),
                                    types));
    int64_t arenaBytes = 0;
    for (LLVM::LLVMFuncOp part : parts) {
      arenaBytes = std::max(
          arenaBytes,
          part->getAttrOfType<IntegerAttr>(arenaBytesAttrName).getInt());
      part.setLinkage(LLVM::Linkage::Internal);
    }
    entry->setAttr(arenaBytesAttrName, b.getI64IntegerAttr(arenaBytes));
    Block *start = entry.addEntryBlock(b);
    b.setInsertionPointToStart(start);
    Value done = LLVM::ConstantOp::create(b, b.getI64IntegerAttr(0));
    for (LLVM::LLVMFuncOp part : parts)
      done = emitLoop(b, entry, part, done);
    LLVM::ReturnOp::create(b, ValueRange());
  }
};

} // namespace
