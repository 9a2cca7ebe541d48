//===- Passes.h - The import phase ------------------------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_IMPORT_PASSES_H
#define QOPT_IMPORT_PASSES_H

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Pass/Pass.h"

#include <memory>

namespace qopt {

#define GEN_PASS_DECL
#include "qopt/Import/Passes.h.inc"

#define GEN_PASS_REGISTRATION
#include "qopt/Import/Passes.h.inc"

/// What a front end wrote -> units of float TOSA. `function` is the function to
/// compile; empty: the only public one, or @main.
void buildImportPipeline(mlir::OpPassManager &pm, llvm::StringRef function);

/// Registers `--qopt-import`.
void registerImportPipelines();

} // namespace qopt

#endif // QOPT_IMPORT_PASSES_H
