//===- QuantizedTypes.h - Parameters of quantized types ---------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_QUANTIZE_QUANTIZEDTYPES_H
#define QOPT_LIB_QUANTIZE_QUANTIZEDTYPES_H

#include "qopt/Calibration/QuantParams.h"

#include "mlir/Dialect/Quant/IR/QuantTypes.h"

namespace qopt {

/// The `!quant.uniform` type of \p params, expressed in f32, for a tensor of
/// \p rank dimensions.
mlir::quant::QuantizedType makeQuantizedType(mlir::MLIRContext *context,
                                             const TensorParams &params,
                                             int64_t rank);

/// Whether \p type, or the elements of the tensor \p type, are quantized.
bool isQuantized(mlir::Type type);

/// The inverse of makeQuantizedType, for an element type or a tensor of it.
/// nullopt for what qopt does not compute with: other widths than 8 and 16,
/// other expressed types, several zero points, scales per another axis than the
/// last, scales that are no positive normal f32.
std::optional<TensorParams> readQuantParams(mlir::Type type);

/// Parameters of 8 bits for the values that \p params can store.
TensorParams narrowToByte(const TensorParams &params);

} // namespace qopt

#endif // QOPT_LIB_QUANTIZE_QUANTIZEDTYPES_H
