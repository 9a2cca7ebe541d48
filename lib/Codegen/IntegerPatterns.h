//===- IntegerPatterns.h - Rewrites of integer TOSA to linalg ---*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Internal to qopt-convert-integer-to-linalg.
///
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_CODEGEN_INTEGERPATTERNS_H
#define QOPT_LIB_CODEGEN_INTEGERPATTERNS_H

#include "mlir/IR/PatternMatch.h"

namespace qopt {

/// Images of another size, of integers and of floats.
void populateResizePatterns(mlir::RewritePatternSet &patterns);

} // namespace qopt

#endif // QOPT_LIB_CODEGEN_INTEGERPATTERNS_H
