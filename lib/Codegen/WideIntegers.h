//===- WideIntegers.h - 64 bits where there are 32 --------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_CODEGEN_WIDEINTEGERS_H
#define QOPT_LIB_CODEGEN_WIDEINTEGERS_H

#include "qopt/Target/TargetInfo.h"

#include "mlir/IR/Operation.h"

namespace qopt {

/// Writes the products and shifts of 64 bits, the counts of leading zeros and
/// the quotients under `root` as simpler operations of 32 bits where `target`
/// has no instructions for them: LLVM would call functions of the compiler's
/// library, and an object calls nothing but memcpy and the like. Sums,
/// comparisons and shifts by constants are always instructions.
void expandWideIntegers(mlir::Operation *root, const TargetInfo &target);

} // namespace qopt

#endif // QOPT_LIB_CODEGEN_WIDEINTEGERS_H
