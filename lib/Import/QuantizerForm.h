//===- QuantizerForm.h - Spelt-out quantization -----------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_IMPORT_QUANTIZERFORM_H
#define QOPT_LIB_IMPORT_QUANTIZERFORM_H

#include "mlir/IR/Value.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Support/LogicalResult.h"

#include <cstdint>

namespace qopt {

/// `q = clamp(round(input / scale) + zp, qmin, qmax)`. Halves may go to the
/// even integer or away; which one is not looked at.
struct Quantizer {
  mlir::Value input;
  double scale = 1;
  int64_t zp = 0, qmin = -128, qmax = 127;
  bool isUnsigned = false;
};

/// Reads what computes the result of `cast`, a conversion from float to 8-bit
/// integers: a `tosa.cast`, or an `arith.fptosi` or `arith.fptoui`.
llvm::FailureOr<Quantizer> matchQuantizer(mlir::Operation *cast);

/// The same of floats that are never converted, because they are whole numbers
/// of 8 bits.
llvm::FailureOr<Quantizer> matchRoundedFloats(mlir::Value value);

/// `scale * (stored - zp)`.
struct Dequantizer {
  /// Integers, or floats, of which it is not known whether they are whole.
  mlir::Value stored;
  /// Float and integer constants, whole tensors perhaps; `zp` is null for 0.
  mlir::Value scale, zp;
  bool isUnsigned = false;
};

/// Reads what computes `value`, a product of a constant. `isConstant` says what
/// else is one, beside those that MLIR knows.
llvm::FailureOr<Dequantizer>
matchDequantizer(mlir::Value value,
                 llvm::function_ref<bool(mlir::Value)> isConstant = nullptr);

} // namespace qopt

#endif // QOPT_LIB_IMPORT_QUANTIZERFORM_H
