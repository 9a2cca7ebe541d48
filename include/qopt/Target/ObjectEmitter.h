//===- ObjectEmitter.h - LLVM dialect to machine code -----------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_TARGET_OBJECTEMITTER_H
#define QOPT_TARGET_OBJECTEMITTER_H

#include "qopt/Target/StackUse.h"
#include "qopt/Target/TargetInfo.h"

#include "mlir/IR/BuiltinOps.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Module.h"

namespace qopt {

/// Translates a module in the LLVM dialect to LLVM IR for `target` and
/// optimizes it.
llvm::Expected<std::unique_ptr<llvm::Module>>
translateAndOptimize(mlir::ModuleOp module, const TargetInfo &target,
                     llvm::LLVMContext &context);

/// Machine code of an LLVM module: an object file, or assembly text. What it
/// needs of the stack goes to `stack`, if given.
llvm::Expected<llvm::SmallVector<char, 0>>
emitMachineCode(llvm::Module &module, const TargetInfo &target, bool assembly,
                StackUse *stack = nullptr);

} // namespace qopt

#endif // QOPT_TARGET_OBJECTEMITTER_H
