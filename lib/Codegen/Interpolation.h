//===- Interpolation.h - Functions of 16-bit values -------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_CODEGEN_INTERPOLATION_H
#define QOPT_LIB_CODEGEN_INTERPOLATION_H

#include "mlir/IR/PatternMatch.h"

namespace qopt {

/// `qnn.interpolate` as arithmetic, and one load or gather for both entries.
void populateInterpolationPatterns(mlir::RewritePatternSet &patterns);

} // namespace qopt

#endif // QOPT_LIB_CODEGEN_INTERPOLATION_H
