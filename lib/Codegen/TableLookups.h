//===- TableLookups.h - Lookups by a target's instructions ------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_CODEGEN_TABLELOOKUPS_H
#define QOPT_LIB_CODEGEN_TABLELOOKUPS_H

#include "mlir/IR/BuiltinOps.h"

namespace qopt {

struct TableKernel;

/// Replaces every `qnn.lookup` of more than a few lanes by what `kernel` emits.
/// Entries of several bytes are looked up byte by byte.
void emitTableLookups(mlir::ModuleOp module, const TableKernel &kernel);

} // namespace qopt

#endif // QOPT_LIB_CODEGEN_TABLELOOKUPS_H
