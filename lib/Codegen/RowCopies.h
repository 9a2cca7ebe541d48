//===- RowCopies.h - Gathers and scatters to copies of rows -----*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Internal to qopt-convert-float-to-linalg.
///
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_CODEGEN_ROWCOPIES_H
#define QOPT_LIB_CODEGEN_ROWCOPIES_H

#include "mlir/IR/PatternMatch.h"

namespace qopt {

/// Gathers and scatters, of elements of any type.
void populateRowCopyPatterns(mlir::RewritePatternSet &patterns);

} // namespace qopt

#endif // QOPT_LIB_CODEGEN_ROWCOPIES_H
