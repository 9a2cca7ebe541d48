//===- PackedEntry.cpp - An entry with one list of pointers -----*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PackedEntry.h"

#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"

using namespace mlir;

namespace qopt {

std::string packedEntryName(StringRef name) { return (name + "_packed").str(); }

void addPackedEntry(ModuleOp module, StringRef name) {
  auto callee = module.lookupSymbol<LLVM::LLVMFuncOp>(name);
  MLIRContext *context = module.getContext();
  ImplicitLocOpBuilder b(callee.getLoc(), context);
  b.setInsertionPointToEnd(module.getBody());
  auto ptr = LLVM::LLVMPointerType::get(context);
  auto type = LLVM::LLVMFunctionType::get(LLVM::LLVMVoidType::get(context),
                                          {b.getI64Type(), ptr});
  auto packed = LLVM::LLVMFuncOp::create(b, packedEntryName(name), type);
  Block *entry = packed.addEntryBlock(b);
  b.setInsertionPointToStart(entry);
  SmallVector<Value> args;
  int64_t slot = 0;
  for (Type arg : callee.getArgumentTypes()) {
    if (arg != ptr) {
      args.push_back(entry->getArgument(0));
      continue;
    }
    Value address = LLVM::GEPOp::create(b, ptr, ptr, entry->getArgument(1),
                                        ArrayRef<LLVM::GEPArg>{slot++});
    args.push_back(LLVM::LoadOp::create(b, ptr, address));
  }
  LLVM::CallOp::create(b, callee, args);
  LLVM::ReturnOp::create(b, ValueRange());
}

} // namespace qopt
