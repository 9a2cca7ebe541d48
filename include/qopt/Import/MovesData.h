//===- MovesData.h - Operations that move elements --------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Which operations compute nothing: they need no unit, their result has the
/// name and the parameters of what they move, and integers go through them as
/// floats do. Whoever looks through operations asks here.
///
//===----------------------------------------------------------------------===//

#ifndef QOPT_IMPORT_MOVESDATA_H
#define QOPT_IMPORT_MOVESDATA_H

#include "mlir/IR/Operation.h"

#include <optional>

namespace qopt {

/// Whether every element of the result is an element of operand 0, or the one
/// constant that a `tosa.pad` fills in.
bool movesData(mlir::Operation *op);

/// Of the operations that move data, those that compare elements to choose
/// among them: it matters to them whether bytes are signed.
bool comparesData(mlir::Operation *op);

/// What operand 0 comes from, looking back through operations that move data.
mlir::Value skipMoves(mlir::Value value);

/// The number that a `tosa.pad` fills in; nothing where it is no f32 constant,
/// and for other operations.
std::optional<float> getPadValue(mlir::Operation *op);

} // namespace qopt

#endif // QOPT_IMPORT_MOVESDATA_H
