//===- OpGroup.h - Operations that become one unit --------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_IMPORT_OPGROUP_H
#define QOPT_LIB_IMPORT_OPGROUP_H

#include "mlir/Dialect/Tosa/IR/TosaOps.h"

#include <optional>

namespace qopt {

/// Operations that become one unit of `kind`, first to last. Only the last
/// one's result is used by others.
struct OpGroup {
  llvm::StringRef kind;
  /// What they read that is not in the unit, each value once: no constants but
  /// those that are quantized as an activation is.
  llvm::SmallVector<mlir::Value> inputs;
  llvm::SmallVector<mlir::Operation *> ops;
};

/// The operation `op` with the clamp that follows it, and of a mean all that
/// belongs to it, where unitKindOf has a kind for it and its operands are what
/// that kind can have.
llvm::FailureOr<OpGroup> matchOpGroup(mlir::Operation *op);

/// The operations of a prelu, of which `op` is the last.
llvm::FailureOr<OpGroup> matchPreluGroup(mlir::Operation *op);

/// The bounds of an activation. A bound that no f32 exceeds stays absent.
void readClamp(mlir::tosa::ClampOp clamp, std::optional<float> &min,
               std::optional<float> &max);

} // namespace qopt

#endif // QOPT_LIB_IMPORT_OPGROUP_H
