//===- NanMode.h - Extremes of float and what NaN does to them --*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_REFERENCE_NANMODE_H
#define QOPT_LIB_REFERENCE_NANMODE_H

#include "mlir/Dialect/Tosa/IR/TosaOps.h"

#include <algorithm>
#include <cmath>

namespace qopt::reference {

using NanMode = mlir::tosa::NanPropagationMode;

/// The greater number. A NaN is the result, or with IGNORE the other operand.
inline double maximum(double a, double b, NanMode mode) {
  if (std::isnan(a) || std::isnan(b))
    return std::isnan(a) == (mode == NanMode::IGNORE) ? b : a;
  return std::max(a, b);
}

/// The smaller number, with the same rule for NaN.
inline double minimum(double a, double b, NanMode mode) {
  return -maximum(-a, -b, mode);
}

} // namespace qopt::reference

#endif // QOPT_LIB_REFERENCE_NANMODE_H
