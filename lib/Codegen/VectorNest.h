//===- VectorNest.h - Any linalg operation as vector loops ------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_CODEGEN_VECTORNEST_H
#define QOPT_LIB_CODEGEN_VECTORNEST_H

#include "mlir/Dialect/Linalg/IR/Linalg.h"

namespace qopt {

/// What loops over vectors are made for.
struct VectorForm {
  /// The most elements of a vector.
  int64_t lanes;
  /// Whether there are no vectors: lanes become scalars.
  bool isScalarised;
};

/// Replaces `op` by loops over vectors of up to `form.lanes` elements along the
/// last dimension of the result, or along a dimension that is summed over where
/// that is the one whose elements lie together. The map that follows is
/// computed with it and returned, erased, or null. Does nothing where there is
/// no vector form.
mlir::Operation *emitVectorNest(mlir::linalg::GenericOp op, VectorForm form);

} // namespace qopt

#endif // QOPT_LIB_CODEGEN_VECTORNEST_H
