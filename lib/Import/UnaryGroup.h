//===- UnaryGroup.h - Functions of one tensor -------------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_IMPORT_UNARYGROUP_H
#define QOPT_LIB_IMPORT_UNARYGROUP_H

#include "mlir/IR/Operation.h"

namespace qopt {

/// Elementwise operations that compute a function of one tensor. Only the last
/// one's result is used by others.
struct UnaryGroup {
  mlir::Value input;
  /// In the order of the block.
  llvm::SmallVector<mlir::Operation *> ops;
};

/// The largest group that ends with `op`.
llvm::FailureOr<UnaryGroup> matchUnaryGroup(mlir::Operation *op);

} // namespace qopt

#endif // QOPT_LIB_IMPORT_UNARYGROUP_H
