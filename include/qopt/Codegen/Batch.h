//===- Batch.h - How a dynamic batch is cut into fixed ones -----*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_CODEGEN_BATCH_H
#define QOPT_CODEGEN_BATCH_H

#include "llvm/ADT/StringRef.h"

#include <cstdint>

namespace qopt {

/// The rows that the copies of a function of dynamic batch take, the largest
/// first. The weights are packed for the largest and shared by all.
inline constexpr int64_t batchSteps[] = {64, 8, 1};

/// The name of a copy is that of the function, this, and its rows. No name in C
/// has the dot, so no name of a compiled function is that of a copy.
inline constexpr llvm::StringLiteral batchCopySuffix = ".rows";
/// On a copy: its rows.
inline constexpr llvm::StringLiteral batchRowsAttrName = "qnn.batch_rows";
/// On an argument or result: its leading dimension is the batch.
inline constexpr llvm::StringLiteral batchedAttrName = "qnn.batched";
/// On a copy, once its parameters are pointers: the bytes of a row of each, 0
/// where the parameter has no rows.
inline constexpr llvm::StringLiteral rowBytesAttrName = "qnn.row_bytes";
/// On every compiled function: the bytes of its arena.
inline constexpr llvm::StringLiteral arenaBytesAttrName = "qnn.arena_bytes";

} // namespace qopt

#endif // QOPT_CODEGEN_BATCH_H
