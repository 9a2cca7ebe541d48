//===- PackedEntry.h - An entry with one list of pointers -------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_COMPILER_PACKEDENTRY_H
#define QOPT_LIB_COMPILER_PACKEDENTRY_H

#include "mlir/IR/BuiltinOps.h"
#include "llvm/ADT/StringRef.h"

namespace qopt {

/// The name of the packed entry of a function.
std::string packedEntryName(llvm::StringRef name);

/// Adds `void NAME_packed(int64_t rows, void **args)`, which calls the function
/// `name` of a module in the LLVM dialect with the pointers in `args`, so that
/// a caller need not know their number. Only for running in this process.
void addPackedEntry(mlir::ModuleOp module, llvm::StringRef name);

} // namespace qopt

#endif // QOPT_LIB_COMPILER_PACKEDENTRY_H
