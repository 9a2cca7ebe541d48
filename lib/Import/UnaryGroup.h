//===- UnaryGroup.h - Functions of one tensor -------------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_IMPORT_UNARYGROUP_H
#define QOPT_LIB_IMPORT_UNARYGROUP_H

#include "OpGroup.h"

#include "llvm/ADT/DenseSet.h"

namespace qopt {

/// The largest group of elementwise operations that computes a function of one
/// tensor and ends with `op`; its kind is "unary". Operations in `excluded` are
/// of no group.
llvm::FailureOr<OpGroup>
matchUnaryGroup(mlir::Operation *op,
                const llvm::DenseSet<mlir::Operation *> &excluded);

} // namespace qopt

#endif // QOPT_LIB_IMPORT_UNARYGROUP_H
