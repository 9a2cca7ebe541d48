//===- TableKernel.h - Lookups as instructions ------------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_TARGET_TABLEKERNEL_H
#define QOPT_TARGET_TABLEKERNEL_H

#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/TargetParser/Triple.h"

namespace qopt {

class TargetInfo;

/// Instructions that look many bytes up at once in a table of 256 bytes that is
/// in registers.
struct TableKernel {
  llvm::Triple::ArchType arch;
  /// Features of the processor that are needed, by LLVM's names; all of them.
  llvm::ArrayRef<llvm::StringLiteral> features;
  int64_t lanes;
  /// The entries of `lanes` bytes, which are unsigned indices.
  mlir::Value (*emit)(mlir::ImplicitLocOpBuilder &,
                      llvm::ArrayRef<int8_t> entries, mlir::Value bytes);
};

/// The row for `target`; null where there is none, and a load for each byte is
/// what there is.
const TableKernel *selectTableKernel(const TargetInfo &target);

} // namespace qopt

#endif // QOPT_TARGET_TABLEKERNEL_H
