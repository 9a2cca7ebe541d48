//===- Quantized.h - Shared by the evaluators of qnn ------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_REFERENCE_QUANTIZED_H
#define QOPT_LIB_REFERENCE_QUANTIZED_H

#include "Accumulator.h"

#include "qopt/Dialect/QNN/IR/QNN.h"

namespace qopt::reference {

/// The parameters of one rescale; `apply` is one of the three numerics.
struct Rescale {
  mlir::qnn::Numerics numerics;
  Operands params;
  int64_t zp, qmin, qmax;

  int64_t apply(int64_t acc, int64_t param) const;

  /// Parameters may be run-time values, so the verifier has not seen them.
  llvm::Error check(mlir::Operation *op, int64_t count) const;
};

} // namespace qopt::reference

#endif // QOPT_LIB_REFERENCE_QUANTIZED_H
