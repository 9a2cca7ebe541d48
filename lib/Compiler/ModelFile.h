//===- ModelFile.h - The file that holds a model ----------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_COMPILER_MODELFILE_H
#define QOPT_LIB_COMPILER_MODELFILE_H

#include "qopt/Compiler/Compiler.h"

namespace qopt {

/// Parses a file of MLIR text or bytecode. Operations of dialects that are not
/// known are kept for the import phase to name; errors say where and what to
/// do.
llvm::Expected<mlir::OwningOpRef<mlir::ModuleOp>>
readModelFile(llvm::StringRef path, mlir::MLIRContext &context,
              const Compiler::Note &note);

} // namespace qopt

#endif // QOPT_LIB_COMPILER_MODELFILE_H
