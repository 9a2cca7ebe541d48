//===- Emit.h - The files that a compilation writes -------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_COMPILER_EMIT_H
#define QOPT_COMPILER_EMIT_H

#include "qopt/Compiler/Compiler.h"

namespace qopt {

/// What `qoptc --emit` makes.
enum class EmitKind { Plan, MLIR, LLVM, Assembly, Object, Shared };

/// Links one object file to a shared library with the linker found on the PATH;
/// the bytes of the library.
llvm::Expected<llvm::SmallVector<char, 0>>
linkShared(llvm::ArrayRef<char> object, const TargetInfo &target);

/// Compiles with `plan` and writes `output`. Objects and shared libraries get
/// their header, `STEM.h`, and their report, `STEM.report.json` and
/// `STEM.report.txt`, beside them. Nothing is written unless everything could
/// be made. `fidelity` may be empty.
///
/// \returns the text of the report; empty where none is made.
llvm::Expected<std::string> compileTo(Compiler &compiler, EmitKind kind,
                                      llvm::StringRef output, const Plan &plan,
                                      llvm::ArrayRef<UnitFidelity> fidelity,
                                      llvm::ArrayRef<std::string> notes);

} // namespace qopt

#endif // QOPT_COMPILER_EMIT_H
