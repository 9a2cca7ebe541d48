//===- GivenTensors.h - Tensors that arrive quantized -----------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_QUANTIZE_GIVENTENSORS_H
#define QOPT_LIB_QUANTIZE_GIVENTENSORS_H

#include "qopt/Calibration/QuantParams.h"
#include "qopt/Dialect/QNN/IR/QNN.h"

#include <optional>

namespace qopt {

/// The parameters of `op`.
QuantParams readParams(mlir::qnn::FakeQuantizeOp op);

/// Whether the stored values stand for the same numbers, whatever their
/// signedness.
bool isSameGrid(const QuantParams &a, const QuantParams &b);

/// The parameters that the network itself gives the tensor `origin`: all that
/// reads it reads it rounded to them, or it is what was rounded.
std::optional<QuantParams> givenParams(mlir::Value origin);

/// Whether some reader of `origin` reads it rounded and another one does not,
/// or rounded in another way.
bool hasMixedReaders(mlir::Value origin);

/// Whether `op` rounds a tensor to the parameters that the tensor itself is
/// given, so that both are one tensor.
bool isOwnRounding(mlir::qnn::FakeQuantizeOp op);

} // namespace qopt

#endif // QOPT_LIB_QUANTIZE_GIVENTENSORS_H
